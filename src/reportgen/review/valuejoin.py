"""Several edits of one value are one: of a date, the day and the month may be changed apart."""

from __future__ import annotations

from collections.abc import Iterable

from reportgen.review.edits import Edit
from reportgen.review.marks import Piece
from reportgen.review.model import PackedParagraph

_WORDS = frozenset({"insertion", "deletion", "replacement"})


def joined_in_values(edits: Iterable[Edit]) -> list[Edit]:
    """Return edits, in order, with those of one author in one computed value made one.

    What stands between them is then both old and new.
    """
    joined: list[Edit] = []
    for edit in edits:
        last = joined[-1] if joined else None
        if last is not None and _are_of_one_value(last, edit):
            joined[-1] = _together(last, edit)
        else:
            joined.append(edit)
    return joined


def _are_of_one_value(one: Edit, other: Edit) -> bool:
    if one.packed is None or one.packed is not other.packed or one.end > other.start:
        return False
    if not {one.kind, other.kind} <= _WORDS or one.why or other.why or one.side or other.side:
        return False
    if (one.author, one.is_tracked) != (other.author, other.is_tracked):
        return False
    return _is_within_value(one.packed, one.end, other.start)


def _is_within_value(paragraph: PackedParagraph, start: int, end: int) -> bool:
    """Whether what stands between two edits is part of one value, and so are their edges."""
    return any(
        span.kind != "text" and span.start <= start and end <= span.end and span.start < end
        for span in paragraph.spans
    )


def _together(one: Edit, other: Edit) -> Edit:
    text = one.packed.text if one.packed is not None else ""
    between = text[one.end : other.start]
    one.kind = "replacement"
    one.old = text[one.start : other.end]
    one.new = f"{one.new if one.pieces else ''}{between}{other.new if other.pieces else ''}"
    one.pieces = (*one.pieces, Piece(between), *other.pieces)
    one.end = other.end
    one.after_words = other.after_words
    one.marks += other.marks
    return one
