"""Where the characters of a text stand in the scalar of the file that holds it.

A text is what `outcomes.places` gives: one paragraph, folded to one line. Its scalar may hold
several, with line breaks and indentation. The other way round than folding: in go a text and its
scalar, out come edits of the scalar.
"""

from __future__ import annotations

from collections.abc import Sequence

from reportgen.model import fold_lines, paragraph_ranges
from reportgen.outcomes.places import TextPlace

Stretch = tuple[int, int]
"""Offsets in a scalar: of the first character, and behind the last one."""


def text_range(value: str, place: TextPlace) -> Stretch:
    """Return where a text stands in its scalar; raises ValueError if it does not."""
    if not place.before and fold_lines(value) == place.source:
        return 0, len(value)
    before = ""
    for start, end in paragraph_ranges(value):
        words = fold_lines(value[start:end])
        if before == place.before and words == place.source:
            return start, end
        before += words
    raise ValueError(f"{place.origin}: the text is not in its scalar")


def folded_stretches(value: str, start: int, end: int) -> list[Stretch]:
    """Return for each character of a text, folded to one line, its stretch of the scalar.

    The space that stands for a line break has the break with the white space around it.
    """
    found: list[Stretch] = []
    at = start
    for line in value[start:end].split("\n"):
        words = line.strip()
        if words:
            begin = at + len(line) - len(line.lstrip())
            if found:
                found.append((found[-1][1], begin))
            found += [(place, place + 1) for place in range(begin, begin + len(words))]
        at += len(line) + 1
    return found


def scalar_edits(
    value: str, place: TextPlace, edits: Sequence[tuple[int, int, str]]
) -> list[tuple[int, int, str]]:
    """Return edits of a text as edits of its scalar; raises ValueError if it is not there."""
    stretches = folded_stretches(value, *text_range(value, place))
    if not stretches:
        raise ValueError(f"{place.origin}: there are no words to edit")
    found = []
    for start, end, words in edits:
        if start < end:
            found.append((stretches[start][0], stretches[end - 1][1], words))
            continue
        at = stretches[start - 1][1] if start else stretches[0][0]
        found.append((at, at, words))
    return found


def changed_words(old: str, new: str) -> tuple[int, int, str]:
    """Return the one edit that makes a text another, as short as it can be."""
    shorter = min(len(old), len(new))
    first = next((at for at in range(shorter) if old[at] != new[at]), shorter)
    last = 0
    while last < shorter - first and old[-1 - last] == new[-1 - last]:
        last += 1
    return first, len(old) - last, new[first : len(new) - last]
