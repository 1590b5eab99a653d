"""Which words of a text went and which came: the longest common part, made readable.

The longest common part of two sentences often consists of crumbs, a space here and an article
there. A reader wants to see phrases: what little stayed between two changes is marked with them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import LCSseq

MAX_CELLS = 25_000_000
"""Up to how many pairs of words are compared; the memory for it is an eighth in bytes."""


@dataclass(frozen=True, slots=True)
class Hunk:
    """A change: `old_start` to `old_end` goes, `new_start` to `new_end` comes in its place."""

    old_start: int
    old_end: int
    new_start: int
    new_end: int


def changed_hunks(old: Sequence[str], new: Sequence[str]) -> list[Hunk]:
    """Return the changes from one row of words to another, in their order."""
    return _merged(common_hunks(old, new), old, new)


def common_hunks(old: Sequence[str], new: Sequence[str]) -> list[Hunk]:
    """Return what is not of the longest common part; texts too long for it differ as a whole."""
    start, end = _same_ends(old, new)
    old_middle, new_middle = old[start : len(old) - end], new[start : len(new) - end]
    if not old_middle and not new_middle:
        return []
    whole = Hunk(start, len(old) - end, start, len(new) - end)
    if not old_middle or not new_middle or len(old_middle) * len(new_middle) > MAX_CELLS:
        return [whole]
    hunks: list[Hunk] = []
    for code in LCSseq.opcodes(old_middle, new_middle):
        if code.tag == "equal":
            continue
        hunk = Hunk(
            start + code.src_start,
            start + code.src_end,
            start + code.dest_start,
            start + code.dest_end,
        )
        if hunks and (hunks[-1].old_end, hunks[-1].new_end) == (hunk.old_start, hunk.new_start):
            hunk = _joined(hunks.pop(), hunk)
        hunks.append(hunk)
    return hunks


def _same_ends(old: Sequence[str], new: Sequence[str]) -> tuple[int, int]:
    """Return how many words are the same at the beginning, and how many of the rest at the end."""
    shorter = min(len(old), len(new))
    start = 0
    while start < shorter and old[start] == new[start]:
        start += 1
    end = 0
    while end < shorter - start and old[-1 - end] == new[-1 - end]:
        end += 1
    return start, end


def _merged(hunks: list[Hunk], old: Sequence[str], new: Sequence[str]) -> list[Hunk]:
    """Return the changes with crumbs between them taken in."""
    merged: list[Hunk] = []
    for each in hunks:
        hunk = each
        while merged and _is_crumb(merged[-1], hunk, old, new):
            hunk = _joined(merged.pop(), hunk)
        merged.append(hunk)
    return merged


def _is_crumb(before: Hunk, after: Hunk, old: Sequence[str], new: Sequence[str]) -> bool:
    """Whether what stayed between two changes is less than what changed on either side of it."""
    stayed = "".join(old[before.old_end : after.old_start])
    if not any(sign.isalnum() for sign in stayed):
        return len(stayed) <= min(_size(before, old, new), _size(after, old, new))
    return 2 * len(stayed) < min(_size(before, old, new), _size(after, old, new))


def _size(hunk: Hunk, old: Sequence[str], new: Sequence[str]) -> int:
    gone = sum(map(len, old[hunk.old_start : hunk.old_end]))
    come = sum(map(len, new[hunk.new_start : hunk.new_end]))
    return max(gone, come)


def _joined(left: Hunk, right: Hunk) -> Hunk:
    return Hunk(left.old_start, right.old_end, left.new_start, right.new_end)
