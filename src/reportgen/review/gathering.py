"""All edits of a returned file, in the order of the document, with their places in the draft."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from reportgen.review.align import Alignment, align
from reportgen.review.edits import Edit
from reportgen.review.marks import Mark, Story
from reportgen.review.model import BLOCK_KINDS, PackedParagraph
from reportgen.review.moves import pair_moves, set_between
from reportgen.review.paragraphs import OldParagraph, old_paragraphs
from reportgen.review.parts import ReturnedFile
from reportgen.review.rows import with_rows, with_untracked_rows
from reportgen.review.tracked import tracked_edits
from reportgen.review.untracked import (
    Locator,
    untracked_addition,
    untracked_edits,
    untracked_missing,
    untracked_moves,
)
from reportgen.review.untrackedlooks import untracked_looks, usual_looks
from reportgen.review.valuejoin import joined_in_values
from reportgen.review.words import is_same

_HEAD = "header"
_TAKEN_OUT = frozenset(
    {"deletion", "paragraph-deleted", "paragraphs-joined", "row-deleted", "format"}
)
"""What may be done to our covering note without a word."""


@dataclass(slots=True)
class StoryReading:
    """A story compared with its part of the draft: what is where, and what was done to it.

    `locators` say by number of a paragraph where in the draft it is; `blocks` which block of the
    report stands before it.
    """

    olds: list[OldParagraph]
    alignment: Alignment
    locators: Mapping[int, Locator]
    blocks: Mapping[int, PackedParagraph | None]
    edits: list[Edit] = field(default_factory=list)


def read_stories(file: ReturnedFile, packed: Sequence[PackedParagraph]) -> list[StoryReading]:
    """Return what was done in a file: in its body, in its notes, in the heads of its pages."""
    body = [one for one in packed if one.kind != _HEAD]
    heads = [one for one in packed if one.kind == _HEAD]
    readings = [
        _read(story, body if story.kind == "body" else [], file)
        for story in file.stories
        if story.kind in ("body", "notes")
    ]
    head = _read(_one_story(file.stories), heads, file)
    head.edits = [edit for edit in head.edits if not _is_copy(edit, head, heads)]
    return [*readings, head]


def _read(story: Story, packed: Sequence[PackedParagraph], file: ReturnedFile) -> StoryReading:
    olds = old_paragraphs(story)
    alignment = align(packed, [old for old in olds if not old.is_new_row])
    locators: dict[int, Locator] = {}
    for pair in alignment.pairs:
        locator = Locator(pair)
        locators |= {old.number: locator for old in pair.olds}
    reading = StoryReading(olds, alignment, locators, _blocks_before(olds, locators))
    edits = [edit for old in olds for edit in _placed(old, reading)]
    edits = pair_moves(_joins(reading, with_rows(olds, edits)))
    edits += _untracked(reading, packed, file)
    set_between(edits, _standing(reading))
    edits += (_story_property(number, mark) for number, mark in story.properties)
    ordered = sorted((edit for edit in edits if not _is_of_note(edit)), key=_order)
    reading.edits = joined_in_values(ordered)
    return reading


def _order(edit: Edit) -> tuple[int, int]:
    return edit.order


def _blocks_before(
    olds: Iterable[OldParagraph], locators: Mapping[int, Locator]
) -> dict[int, PackedParagraph | None]:
    """Return for each paragraph of the file the block of the report that stands before it."""
    found: dict[int, PackedParagraph | None] = {}
    last = None
    for old in olds:
        found[old.number] = last
        locator = locators.get(old.number)
        if locator is not None and locator.pair.packed[-1].kind in BLOCK_KINDS:
            last = locator.pair.packed[-1]
    return found


def _standing(reading: StoryReading) -> Iterator[tuple[tuple[int, int], PackedParagraph]]:
    """Yield the paragraphs of the draft with where their words are in the file, as edits sort."""
    for pair in reading.alignment.pairs:
        old = pair.olds[0]
        for one in pair.packed:
            yield (old.number, _first_old(old)), one


def _first_old(old: OldParagraph) -> int:
    """Return the first piece of a paragraph that was there before the revisions."""
    return next((at for at, piece in enumerate(old.pieces) if piece.was_there and piece.text), 0)


def _placed(old: OldParagraph, reading: StoryReading) -> Iterator[Edit]:
    """Yield the tracked edits of a paragraph with their places in the draft."""
    locator = reading.locators.get(old.number)
    for edit in tracked_edits(old):
        edit.after = reading.blocks[old.number]
        if locator is not None:
            _put_in_draft(edit, old, locator)
        yield edit


def _put_in_draft(edit: Edit, old: OldParagraph, locator: Locator) -> None:
    """Turn places in the file into places in the draft."""
    one, start = locator.place(old, edit.start)
    last, end = (one, start)
    if edit.end > edit.start:
        last, end = locator.place(old, edit.end, is_end=True)
    edit.packed = one
    edit.start = start
    edit.end = max(start, end if last is one else len(one.text))


# --- ends of paragraphs ----------------------------------------------------------------------


def _joins(reading: StoryReading, edits: Sequence[Edit]) -> list[Edit]:
    """Return edits with the second paragraph of each join.

    Whoever deletes from the end of one paragraph to the end of the next has deleted the next one:
    the mark that is left is that of the next.
    """
    deleted = {
        edit.order[0]: edit
        for edit in edits
        if edit.kind == "paragraph-deleted" and not edit.is_end_deleted
    }
    kept = []
    for edit in edits:
        if edit.kind == "paragraphs-joined":
            number = edit.order[0] + 1
            follower = deleted.get(number)
            if follower is not None and follower.author == edit.author:
                follower.marks += edit.marks
                continue
            locator = reading.locators.get(number)
            edit.target = locator.pair.packed[0] if locator is not None else None
        kept.append(edit)
    return kept


# --- without tracking ------------------------------------------------------------------------


def _untracked(
    reading: StoryReading, packed: Sequence[PackedParagraph], file: ReturnedFile
) -> Iterator[Edit]:
    who, when = file.editor, file.modified
    usual = usual_looks(reading.alignment.pairs)
    for pair in reading.alignment.pairs:
        locator = reading.locators[pair.olds[0].number]
        yield from untracked_edits(locator, who, when)
        yield from untracked_looks(locator, usual, who, when)
    yield from untracked_moves(reading.alignment, who, when)
    missing = untracked_missing(reading.alignment, who, when)
    yield from with_untracked_rows(missing, packed)
    for old in reading.alignment.added:
        if old.text.strip():
            edit = untracked_addition(old, who, when)
            edit.after = reading.blocks[old.number]
            yield edit


def _story_property(number: int, mark: Mark) -> Edit:
    """Return a change of a table or section, before the paragraph that follows it."""
    return Edit(
        "format", mark.author, mark.date, (number, -2), marks=[mark.number], what=(mark.what,)
    )


def _is_of_note(edit: Edit) -> bool:
    return edit.packed is not None and edit.packed.kind == "note" and edit.kind in _TAKEN_OUT


# --- heads of pages --------------------------------------------------------------------------


def _one_story(stories: Iterable[Story]) -> Story:
    """Return the headers and footers of a file as one story.

    Programs write them for each kind of page, under names of their own: only their words tell.
    """
    whole = Story("header", "")
    holders = 0
    for story in stories:
        if story.kind not in ("header", "footer"):
            continue
        first = len(whole.paragraphs)
        for raw in story.paragraphs:
            whole.paragraphs.append(
                replace(raw, number=raw.number + first, holder=raw.holder + holders)
            )
        whole.properties += ((number + first, mark) for number, mark in story.properties)
        holders = 1 + max((raw.holder for raw in whole.paragraphs), default=0)
    return whole


def _is_copy(edit: Edit, head: StoryReading, heads: Sequence[PackedParagraph]) -> bool:
    """Whether an untracked difference is only that heads were written more or less often.

    Where the draft names none, nothing can be compared.
    """
    if edit.is_tracked:
        return False
    if edit.kind == "paragraph-added":
        return not heads or any(is_same(edit.new, one.text) for one in heads)
    if edit.kind == "paragraph-deleted":
        return any(is_same(edit.old, old.text) for old in head.olds)
    return edit.kind == "move"
