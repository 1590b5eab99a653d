"""Going on behind a syntax error, so that the next one is found in the same run.

The parser stops at its first error. What follows is read again from the next list item or key that
stands no deeper than the faulty one, as a text of its own: not for its data, only for its faults.
"""

from __future__ import annotations

import re
from typing import Final

from reportgen.errors import Problem
from reportgen.yamlfile.build import Builder
from reportgen.yamlfile.text import Lines

# Faults that a part of a file shows by itself; others (an anchor that is defined above it) do not.
_LOCAL: Final = frozenset({"yaml-syntax", "duplicate-key", "yaml-tag", "yaml-merge-key"})
_MOST_ERRORS: Final = 20

_ITEM = re.compile(r"( *)- ")
_KEY = re.compile(r"[^\s#\-\[\]{}*&!|>%@`][^\n]*?:(?:\s|$)")


def faults_behind(shown: str, text: str, lines: Lines, line: int) -> list[Problem]:
    """Return the faults behind a syntax error in a line (counted from 1)."""
    rows = text.split("\n")
    problems: list[Problem] = []
    for _ in range(_MOST_ERRORS):
        part = _next_part(rows, line)
        if part is None:
            break
        first, end = part
        # Blanks in place of the rest keep every offset, hence every place, as it is.
        blanked = [*(" " * len(row) for row in rows[:first]), *rows[first:end]]
        builder = Builder(shown, "\n".join(blanked), lines)
        builder.build()
        problems += [each for each in builder.problems if each.code in _LOCAL]
        line = end if builder.is_whole else max(builder.stopped_line, first + 1)
        if not builder.is_whole and not builder.may_go_on:
            break
    return problems


def _next_part(rows: list[str], line: int) -> tuple[int, int] | None:
    """Return the first row behind a line from which to read on, and the row to read up to."""
    depth = _depth(rows, line)
    for number in range(line, len(rows)):
        item = _ITEM.match(rows[number])
        if item and len(item[1]) <= depth:
            return number, _end_of_list(rows, number, len(item[1]))
        if _KEY.match(rows[number]):
            return number, len(rows)
    return None


def _depth(rows: list[str], line: int) -> int:
    """Return how far the list item in which a line stands is indented, -1 outside of lists."""
    for row in reversed(rows[:line]):
        item = _ITEM.match(row)
        if item:
            return len(item[1])
        if _KEY.match(row):
            break
    return -1


def _end_of_list(rows: list[str], first: int, indent: int) -> int:
    """Return the row at which the list that goes on in row `first` ends."""
    for number in range(first + 1, len(rows)):
        row = rows[number]
        begins = len(row) - len(row.lstrip(" "))
        is_below = begins > indent or (begins == indent and row[begins:].startswith("- "))
        if row.strip() and not row.lstrip().startswith("#") and not is_below:
            return number
    return len(rows)
