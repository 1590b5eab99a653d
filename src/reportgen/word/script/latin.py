"""Latin amid Arabic, as `reportgen.latin` finds it for every format."""

from __future__ import annotations

from reportgen.latin import (
    fold_direction_marks,
    is_direction_mark,
    is_latin_only,
    isolate,
    isolate_all,
    split_latin,
)

__all__ = [
    "fold_direction_marks",
    "is_direction_mark",
    "is_latin_only",
    "isolate",
    "isolate_all",
    "split_latin",
]
