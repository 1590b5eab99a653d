"""Paragraphs as wholes: split, joined or taken out, said as edits of texts where these can say it.

A text of several paragraphs has one unit for each (`webpage-access`, `webpage-access#2`), parted by
blank lines. So a split within one is a blank line more, and two that are joined become one.
"""

from __future__ import annotations

import re

from reportgen.messages import MESSAGES, PARAGRAPH_KEYS
from reportgen.review.model import (
    BLOCK_KINDS,
    EditText,
    MoveText,
    PackedDraft,
    PackedParagraph,
    Withdrawal,
)
from reportgen.review.proposals import NO_PLACE, Result
from reportgen.review.sources import source_range

PARAGRAPH_BREAK = "\n\n"
"""In a replacement: what follows is a paragraph of its own."""
_WITHDRAWN = frozenset({"paragraph", "bullet", "number", "continuation"})
_UNIT = re.compile(r"(?P<text>.*?)(?:#(?P<number>[1-9][0-9]*))?")
_MESSAGE = re.compile(r"(?:.*\.|.*:)?messages\.(?P<key>[a-z0-9_]+)")
_UNSPACED = frozenset({"zh"})


def withdrawal(one: PackedParagraph) -> Result:
    """Return the proposal to leave a block out."""
    if one.kind not in _WITHDRAWN:
        return Result(why="headings and titles come and go with what stands below them")
    return Result((Withdrawal(one.origin, one.outcome),))


def moved_unit(
    one: PackedParagraph, after: PackedParagraph | None, before: PackedParagraph | None
) -> Result:
    """Return the proposal to put a block between two others, where a source says the order."""
    if one.kind not in _WITHDRAWN:
        return Result(why="headings, tables and the cover stand where the report has them")
    if before is not None and before.kind not in BLOCK_KINDS:
        return Result(why="it would stand between words and the table below them")
    places = [_unit(each.origin)[0] for each in (after, before) if each is not None]
    if not one.outcome and _unit(one.origin)[0] not in places:
        return Result(why="the outline of the report says by hand where this stands")
    first, last = (each.origin if each is not None else "" for each in (after, before))
    return Result((MoveText(one.origin, one.outcome, one.kind, first, last),))


def split_unit(draft: PackedDraft, one: PackedParagraph, at: int) -> Result:
    """Return the proposal to split a text in two paragraphs at a place of its words."""
    if one.kind != "paragraph" or not _may_have_several(one.origin):
        return Result(why="this text has one paragraph")
    source = draft.texts.get(one.origin)
    place = _place(one, source, at) if source is not None else None
    if source is None or place is None:
        return Result(why=NO_PLACE)
    start = len(source[:place].rstrip())
    end = len(source) - len(source[place:].lstrip())
    if not 0 < start <= end < len(source):
        return Result(why="a paragraph without words says nothing")
    return Result((EditText(one.origin, start, end, PARAGRAPH_BREAK),))


def joined_units(draft: PackedDraft, one: PackedParagraph, other: PackedParagraph | None) -> Result:
    """Return the proposal to make one paragraph of two: the second goes into the first."""
    if other is None:
        return Result(why="what it was joined with is not of the draft")
    first, second = _unit(one.origin), _unit(other.origin)
    texts = draft.texts.get(one.origin), draft.texts.get(other.origin)
    if texts[0] is None or texts[1] is None or first[0] != second[0] or second[1] != first[1] + 1:
        return Result(why="the two paragraphs are of different texts")
    space = "" if draft.language in _UNSPACED else " "
    end = len(texts[0])
    edit = EditText(one.origin, end, end, space + texts[1])
    return Result((edit, Withdrawal(other.origin, other.outcome)))


def _unit(origin: str) -> tuple[str, int]:
    found = _UNIT.fullmatch(origin)
    if found is None:
        return origin, 1
    return found["text"], int(found["number"] or 1)


def _may_have_several(origin: str) -> bool:
    """Whether the text of an origin may be written as several paragraphs."""
    text = _unit(origin)[0]
    message = _MESSAGE.fullmatch(text)
    if message is not None:
        return message["key"] in PARAGRAPH_KEYS or message["key"] not in MESSAGES
    return not (text.startswith(("reports.", "tables.", "documents.")) or text.endswith("/item"))


def _place(one: PackedParagraph, source: str, at: int) -> int | None:
    """Return where in the source a place between words is; None within a value."""
    for span in one.spans:
        if span.kind == "text" and span.start <= at <= span.end:
            words = one.text[span.start : span.end]
            found = source_range(span, words, source, at - span.start, at - span.start)
            if found is not None:
                return found[0]
        if span.kind != "text" and at in (span.start, span.end) and span.source_start >= 0:
            return span.source_start if at == span.start else span.source_end
    return None
