"""Reading a template from the disk."""

from __future__ import annotations

from pathlib import Path

from reportgen.errors import InputError, Problem
from reportgen.opc.package import Package, read_package


def load_template(path: Path, shown_as: str) -> Package:
    """Return the package of a template.

    Raises InputError when the file cannot be read or is refused by `read_package`.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        reason = error.strerror or "cannot be read"
        problem = Problem(
            shown_as, 0, 0, "error", "template-unreadable", f"the template cannot be read: {reason}"
        )
        raise InputError([problem]) from None
    return read_package(data, shown_as)
