"""Where two files begin to differ that should be the same."""

from __future__ import annotations

from reportgen.errors import InputError
from reportgen.opc.package import Package, read_package


def first_difference(before: bytes, after: bytes, path: str) -> str:
    """Say where two files differ: the part of a Word file and the byte in it, or the line."""
    if path.endswith(".docx"):
        try:
            return _in_parts(read_package(before, path), read_package(after, path))
        except InputError:
            return f"from byte {_common(before, after)}"
    at = _common(before, after)
    line = before[:at].count(b"\n") + 1
    return f"from line {line}, byte {at}"


def _in_parts(before: Package, after: Package) -> str:
    names = sorted({*before.parts, *after.parts})
    for name in names:
        if name not in before.parts or name not in after.parts:
            where = "there" if name in before.parts else "here"
            return f"the part {name} is only {where}"
        was, now = before.parts[name].data, after.parts[name].data
        if was != now:
            return f"in the part {name} from byte {_common(was, now)}"
    return "in how the parts are packed"


def _common(before: bytes, after: bytes) -> int:
    """Return how many bytes two files begin with in common."""
    pairs = zip(before, after, strict=False)
    return next(
        (at for at, (was, now) in enumerate(pairs) if was != now), min(len(before), len(after))
    )
