"""A translation made fit for a source that differs in its values only.

In go a remembered pair and the new source, whose words are the same; out comes the translation with
the new values in place of the old, or nothing where it is not certain which is which.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from reportgen.memory.skeleton import VALUE, Skeleton, Value, read_value, skeleton, write_call

_Change = tuple[Value, Value]


def adapted(old: Skeleton, new: Skeleton, translation: str) -> str | None:
    """Return the translation of `old` with the values of `new`; None where that is ambiguous.

    It is not when every value that changes stands in the translation as often as in the source,
    and always becomes the same new value.
    """
    changes = _changes(old, new)
    if not changes:
        return translation if changes is not None else None
    before, given = old.keys(), skeleton(translation).keys()
    if any(given[key] != before[key] for key in changes):
        return None

    def exchange(found: re.Match[str]) -> str:
        value = read_value(found[0])
        return _exchanged(value, *changes[value.key]) if value.key in changes else found[0]

    return VALUE.sub(exchange, translation)


def _changes(old: Skeleton, new: Skeleton) -> Mapping[str, _Change] | None:
    """Return which value becomes which, by the key of the old one; None if one becomes two."""
    found: dict[str, _Change] = {}
    targets: dict[str, set[str]] = {}
    for before, after in zip(old.values, new.values, strict=True):
        targets.setdefault(before.key, set()).add(after.written)
        if (before.key, before.free) != (after.key, after.free):
            found[before.key] = (before, after)
    return None if any(len(targets[key]) > 1 for key in found) else found


def _exchanged(value: Value, before: Value, after: Value) -> str:
    """Return the new value as it is written in the translation, in the old one's form and case."""
    if after.expression is None or not after.expression.is_call:
        return after.written
    free = dict(value.free)
    was, becomes = dict(before.free), dict(after.free)
    for name in {**was, **becomes}:
        if was.get(name) == becomes.get(name):
            continue
        if name in becomes:
            free[name] = becomes[name]
        else:
            free.pop(name, None)
    return write_call(after.expression, free)
