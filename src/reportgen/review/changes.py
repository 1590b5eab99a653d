"""Edits become changes: what was done, where, and what it would change in the sources."""

from __future__ import annotations

import datetime
import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from reportgen.review.edits import Edit
from reportgen.review.emphasis import look_result
from reportgen.review.gathering import StoryReading
from reportgen.review.model import (
    BLOCK_KINDS,
    Change,
    EditValue,
    PackedDraft,
    PackedParagraph,
    PackedSpan,
)
from reportgen.review.proposals import Proposer, Result
from reportgen.review.units import joined_units, moved_unit, split_unit, withdrawal
from reportgen.review.untrackedlooks import base_look

_NEAR = 40
_STRANGER = "the paragraph is not one of the draft"


@dataclass(slots=True)
class ChangeMaker:
    """Makes the changes of one file."""

    draft: PackedDraft
    proposer: Proposer
    styles: dict[str, str]
    looks: dict[int, tuple[bool, bool]]

    def change(self, edit: Edit) -> Change:
        """Return what an edit did, with what it proposes; its id is given later."""
        one = edit.packed
        if edit.kind in ("paragraph-added", "row-added"):
            return self._addition(edit)
        if edit.kind == "paragraph-deleted" and one is not None and one.kind not in BLOCK_KINDS:
            edit.kind = "deletion"
        result = self._result(edit, one)
        span = _touched(one, edit.start, edit.end) if one is not None else None
        value = next((each for each in result.proposals if isinstance(each, EditValue)), None)
        return Change(
            id="",
            kind=edit.kind,
            author=edit.author,
            date=iso_date(edit.date),
            origin=(span.origin if span is not None else one.origin) if one is not None else "",
            outcome=one.outcome if one is not None else "",
            field=value.field if value is not None else "",
            bookmark=one.bookmark if one is not None else "",
            start=edit.start if one is not None else 0,
            end=edit.end if one is not None else 0,
            old=edit.old,
            new=edit.new,
            before=edit.before or self._before(edit),
            after=edit.after_words,
            target=edit.target.origin if edit.target is not None else "",
            is_tracked=edit.is_tracked,
            proposals=result.proposals,
            why=result.why,
        )

    def _before(self, edit: Edit) -> str:
        """Return the end of the block before an edit that has no words beside it."""
        return edit.after.text[-_NEAR:] if edit.packed is None and edit.after is not None else ""

    def _addition(self, edit: Edit) -> Change:
        after = edit.after
        is_row = edit.kind == "row-added"
        if is_row:
            result = Result(why=_ROWS)
        elif edit.why:
            result = Result(why=edit.why)
        elif edit.packed is not None and edit.packed.kind not in BLOCK_KINDS:
            result = Result(why=_places_without_blocks(edit.packed))
        else:
            result = self.proposer.added(edit, self._kind_of(edit))
        return Change(
            id="",
            kind=edit.kind,
            author=edit.author,
            date=iso_date(edit.date),
            bookmark=after.bookmark if after is not None else "",
            start=len(after.text) if after is not None else 0,
            end=len(after.text) if after is not None else 0,
            new=edit.new,
            before=after.text[-_NEAR:] if after is not None else "",
            target=after.origin if after is not None else "",
            is_tracked=edit.is_tracked,
            proposals=result.proposals,
            why=result.why,
        )

    def _kind_of(self, edit: Edit) -> str:
        """Return the kind of block that a new paragraph looks like."""
        found = self.styles.get(edit.style, "")
        if found:
            return found
        kind = edit.after.kind if edit.after is not None else "paragraph"
        return kind if kind in ("bullet", "number") else "paragraph"

    # --- what is proposed ------------------------------------------------------------------------

    def _result(self, edit: Edit, one: PackedParagraph | None) -> Result:
        if edit.why:
            return Result(why=edit.why)
        if edit.kind == "row-deleted":
            return Result(why=_ROWS)
        if edit.kind == "format":
            return look_result(self.draft, one, edit)
        if one is None:
            return Result(why=_STRANGER)
        if edit.kind == "move":
            return self._moved(edit, one)
        if edit.kind == "paragraph-split":
            return split_unit(self.draft, one, edit.start)
        if edit.kind == "paragraphs-joined":
            return joined_units(self.draft, one, edit.target)
        if edit.kind == "paragraph-deleted":
            return withdrawal(one)
        return self.proposer.words(one, edit, self._base(one))

    def _moved(self, edit: Edit, one: PackedParagraph) -> Result:
        """Return what a move proposes: another order, or to take words out here and put them there.

        Words that were changed on the way are an edit of the text that moved.
        """
        target = edit.target
        is_paragraph = edit.target_start < 0
        if edit.is_whole and is_paragraph:
            moved = moved_unit(one, edit.after, edit.following)
            if not edit.is_tracked or edit.new.strip() == edit.old.strip() or not moved.proposals:
                return moved
            words = replace(edit, kind="replacement", start=0, end=len(one.text), old=one.text)
            return _together(moved, self.proposer.words(one, words, self._base(one)))
        if target is None:
            return Result(why="where these words are now is no text of the draft")
        if edit.is_whole:
            gone = withdrawal(one)
        else:
            gone = self.proposer.words(one, replace(edit, pieces=(), new=""), self._base(one))
        if is_paragraph:
            return _together(gone, self.proposer.added(edit, self._kind_of(edit)))
        put = replace(edit, start=edit.target_start, end=edit.target_start, old="")
        return _together(gone, self.proposer.words(target, put, self._base(target)))

    def _base(self, one: PackedParagraph) -> tuple[bool, bool]:
        return self.looks.get(id(one), (False, False))


def _together(one: Result, other: Result) -> Result:
    """Return what two results propose if both propose something; one alone would lose words."""
    if not one.proposals or not other.proposals:
        return Result(why=one.why or other.why)
    return Result((*one.proposals, *other.proposals), one.why or other.why)


_ROWS = "rows of a table come and go in the outcomes file"


def _places_without_blocks(one: PackedParagraph) -> str:
    if one.kind == "note":
        return "it was written into the covering note"
    if one.kind == "cell":
        return "a cell of a table has one paragraph"
    return "this place has one paragraph, that of the template"


def _touched(one: PackedParagraph, start: int, end: int) -> PackedSpan | None:
    """Return the first span that an edit touches."""
    return next(
        (span for span in one.spans if span.end > start or (span.end == start == end)), None
    )


# --- facts about the file --------------------------------------------------------------------


def change_maker(
    draft: PackedDraft, proposer: Proposer, readings: Sequence[StoryReading]
) -> ChangeMaker:
    """Return what makes the changes of a file that was compared with its draft."""
    counted: Counter[tuple[str, str]] = Counter()
    looks = {}
    for reading in readings:
        for pair in reading.alignment.pairs:
            one = pair.packed[0]
            style = pair.olds[0].raws[0].style
            if one.kind in BLOCK_KINDS and style:
                counted[style, one.kind] += 1
            pieces = [piece for old in pair.olds for piece in old.pieces if piece.was_there]
            looks[id(one)] = base_look(one, pieces)
    styles: dict[str, str] = {}
    for (style, kind), _ in counted.most_common():
        styles.setdefault(style, kind)
    return ChangeMaker(draft, proposer, styles, looks)


def iso_date(text: str) -> str:
    """Return a date of a file as it stands there, "" for what is no date."""
    try:
        datetime.datetime.fromisoformat(text)
    except ValueError:
        return ""
    return text


def with_ids(changes: Iterable[Change]) -> Iterator[Change]:
    """Yield changes with their ids: digests, so that each reading of a file gives the same."""
    seen: Counter[str] = Counter()
    for change in changes:
        facts = (
            change.kind,
            change.author,
            change.date,
            change.origin,
            change.bookmark,
            str(change.start),
            str(change.end),
            change.old,
            change.new,
            change.target,
        )
        digest = hashlib.sha256("\0".join(facts).encode("utf-8", "surrogatepass")).hexdigest()
        seen[digest] += 1
        if seen[digest] > 1:
            digest = hashlib.sha256(f"{digest}{seen[digest]}".encode()).hexdigest()
        yield replace(change, id=digest[:10])
