"""Words of six languages, and how one text differs from another in them.

A word is what a reader would call so; of Chinese each character is one, since nothing parts them.
Offsets count characters.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from rapidfuzz.distance import Indel

from reportgen.latin import fold_direction_marks

_CJK = "\u2e80-\u2fdf\u3001-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef"
_JOINED = "\u0300-\u036f\u064b-\u065f\u0670\u06d6-\u06ed"  # accents and Arabic vowels
_WORD = re.compile(rf"[{_CJK}]|(?:[^\W{_CJK}]|[{_JOINED}])+|\s+|[^\w\s]")
_MAX_WORK = 16_000_000
"""Words of one text times words of the other; what is larger is compared by its ends alone."""
_MAX_COMPARED = 4000
"""Characters of a text that tell how alike it is to another."""


class Difference(NamedTuple):
    """Characters `start` to `end` of the old text became `new_start` to `new_end` of the new."""

    start: int
    end: int
    new_start: int
    new_end: int


def words_of(text: str) -> list[str]:
    """Return a text cut into words, spaces and signs; joined they are the text."""
    return _WORD.findall(text)


def differences(old: str, new: str, *, is_fine: bool = False) -> list[Difference]:
    """Return where the new text differs from the old, by words, in order.

    Differences with nothing but space between them are one: who wrote a phrase anew changed a
    phrase. With `is_fine` they are apart, and without what both sides begin or end with.
    """
    if old == new:
        return []
    left, right = words_of(old), words_of(new)
    found = _by_words(left, right)
    placed = _placed(found, left, right)
    return [_trimmed(one, old, new) for one in placed] if is_fine else _joined(placed, old)


def similarity(one: str, other: str) -> float:
    """Return how alike two texts are, from 0 to 1."""
    return Indel.normalized_similarity(one[:_MAX_COMPARED], other[:_MAX_COMPARED])


def is_same(one: str, other: str) -> bool:
    """Whether two texts say the same: direction marks and kinds of space apart."""
    return _folded(one) == _folded(other)


def _folded(text: str) -> str:
    return " ".join(fold_direction_marks(text).split())


def map_place(place: int, found: list[Difference], *, is_end: bool) -> int:
    """Return where a place of the new text stands in the old one.

    Inside words that are new it is where these begin, or with `is_end` where those that they
    replace end.
    """
    shift = 0
    for difference in found:
        if place < difference.new_start or (is_end and place == difference.new_start):
            break
        if place < difference.new_end or (is_end and place == difference.new_end):
            return difference.end if is_end else difference.start
        shift = difference.end - difference.new_end
    return place + shift


def _by_words(left: list[str], right: list[str]) -> list[tuple[int, int, int, int]]:
    first = 0
    while first < min(len(left), len(right)) and left[first] == right[first]:
        first += 1
    last = 0
    while last < min(len(left), len(right)) - first and left[-1 - last] == right[-1 - last]:
        last += 1
    inner_left, inner_right = left[first : len(left) - last], right[first : len(right) - last]
    if len(inner_left) * len(inner_right) > _MAX_WORK:
        return [(first, len(left) - last, first, len(right) - last)]
    return [
        (left_start + first, left_end + first, right_start + first, right_end + first)
        for left_start, left_end, right_start, right_end in _apart(inner_left, inner_right)
    ]


def _apart(left: list[str], right: list[str]) -> list[tuple[int, int, int, int]]:
    """Return the stretches of words that differ, none of them touching another."""
    found: list[tuple[int, int, int, int]] = []
    for code in Indel.opcodes(left, right):
        if code.tag == "equal":
            continue
        stretch = (code.src_start, code.src_end, code.dest_start, code.dest_end)
        if found and found[-1][1] == code.src_start and found[-1][3] == code.dest_start:
            stretch = (found[-1][0], code.src_end, found[-1][2], code.dest_end)
            found.pop()
        found.append(stretch)
    return found


def _placed(
    found: list[tuple[int, int, int, int]], left: list[str], right: list[str]
) -> list[Difference]:
    """Return stretches of words as stretches of characters."""
    in_old, in_new = _offsets(left), _offsets(right)
    return [Difference(in_old[a], in_old[b], in_new[c], in_new[d]) for a, b, c, d in found]


def _offsets(words: list[str]) -> list[int]:
    offsets = [0]
    for word in words:
        offsets.append(offsets[-1] + len(word))
    return offsets


def _trimmed(one: Difference, old: str, new: str) -> Difference:
    start, end, new_start, new_end = one
    while start < end and new_start < new_end and old[start] == new[new_start]:
        start += 1
        new_start += 1
    while start < end and new_start < new_end and old[end - 1] == new[new_end - 1]:
        end -= 1
        new_end -= 1
    return Difference(start, end, new_start, new_end)


def _joined(found: list[Difference], old: str) -> list[Difference]:
    joined: list[Difference] = []
    for one in found:
        last = joined[-1] if joined else None
        if last is not None and not old[last.end : one.start].strip():
            joined[-1] = Difference(last.start, one.end, last.new_start, one.new_end)
        else:
            joined.append(one)
    return joined
