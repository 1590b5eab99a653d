"""What was done to the words of a paragraph that was there: by marks, and by looks that changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from reportgen.review.edits import (
    Edit,
    Side,
    marks_by,
    numbers_of,
    shown_words,
    start_of,
    with_neighbours,
)
from reportgen.review.marks import Piece
from reportgen.review.model import ChangeKind
from reportgen.review.paragraphs import OldParagraph


def line_edits(old: OldParagraph, line: range) -> list[Edit]:
    """Return what was done to the pieces of a line, all of which may have been deleted."""
    whole = _whole_deletion(old, line)
    edits = [whole] if whole is not None else []
    for is_other, group in groupby(line, lambda at: is_changed(old.pieces[at])):
        if is_other and whole is None:
            edits += word_edits(old, list(group))
    edits += nested_edits(old, line, None)
    edits += _format_edits(old, line)
    return edits


def is_changed(piece: Piece) -> bool:
    """Whether a piece came in or is to go."""
    return bool(piece.marks) and bool(piece.text or piece.obj)


def _whole_deletion(old: OldParagraph, line: range) -> Edit | None:
    """Return that all words of a paragraph were deleted by one reviewer, if so."""
    pieces = [old.pieces[at] for at in line]
    gone = [piece for piece in pieces if piece.was_there and piece.text]
    words = shown_words(gone)
    if not words.strip() or words != old.text or not all(piece.deleted for piece in gone):
        return None
    if any(piece.inserted and (piece.text or piece.obj) for piece in pieces):
        return None
    first = gone[0].deleted
    if first is None or any(
        piece.deleted != first and _deleter(piece) != first.author for piece in gone
    ):
        return None
    return Edit(
        "paragraph-deleted",
        first.author,
        first.date,
        (old.number, line.start),
        end=len(old.text),
        old=old.text,
        marks=numbers_of(marks_by(pieces, first.author)),
        move=first.name,
        side="from" if first.kind == "moveFrom" else "",
    )


def _deleter(piece: Piece) -> str:
    return piece.deleted.author if piece.deleted else ""


def word_edits(old: OldParagraph, places: Sequence[int], why: str = "") -> Iterator[Edit]:
    """Yield the edits of changed pieces that touch: one for each author and move."""
    for (author, move, side), group in groupby(places, lambda at: _key(old.pieces[at])):
        numbers = list(group)
        pieces = [old.pieces[at] for at in numbers]
        gone = shown_words(piece for piece in pieces if piece.was_there)
        came = [piece for piece in pieces if not piece.was_there]
        stays = tuple(piece for piece in came if piece.stays)
        last = old.pieces[numbers[-1]]
        start = start_of(old, numbers[0])
        new = shown_words(stays) or shown_words(came)
        first = next(mark for piece in pieces for mark in piece.marks)
        edit = Edit(
            _kind(bool(gone) or not came, bool(came)),
            author,
            first.date,
            (old.number, numbers[0]),
            start=start,
            end=start_of(old, numbers[-1]) + (len(last.text) if last.was_there else 0),
            old=gone or shown_words(piece for piece in pieces if piece.was_there),
            new=new,
            pieces=stays,
            marks=numbers_of(marks_by(pieces, author)),
            move=move,
            side=side,
            why=why or ("the words were deleted again" if came and not stays and not gone else ""),
        )
        yield with_neighbours(edit, old)


def _key(piece: Piece) -> tuple[str, str, Side]:
    """Return by whom and in which move a piece came in or is to go."""
    mark = piece.inserted or piece.deleted
    if mark is None:
        return "", "", ""
    side: Side = {"moveFrom": "from", "moveTo": "to"}.get(mark.kind, "")  # type: ignore[assignment]
    return mark.author, mark.name, side


def _kind(has_old: bool, has_new: bool) -> ChangeKind:
    if has_old and has_new:
        return "replacement"
    return "insertion" if has_new else "deletion"


def nested_edits(old: OldParagraph, line: range, adder: str | None) -> Iterator[Edit]:
    """Yield deletions of words that another reviewer had inserted.

    `adder` is who added the whole paragraph, None for a paragraph that was there.
    """
    places = [at for at in line if _is_struck(old.pieces[at])]
    for _, group in groupby(enumerate(places), lambda pair: pair[1] - pair[0]):
        numbers = [at for _, at in group]
        pieces = [old.pieces[at] for at in numbers]
        mark = pieces[0].deleted
        inserted = pieces[0].inserted
        if mark is None or inserted is None:
            continue
        whose = inserted.author if adder is None else adder
        start = start_of(old, numbers[0])
        edit = Edit(
            "deletion",
            mark.author,
            mark.date,
            (old.number, numbers[0]),
            start=start,
            end=start,
            old=shown_words(pieces),
            marks=numbers_of(
                mark for piece in pieces for mark in piece.marks if mark.kind == "del"
            ),
            why=f"these words {whose or 'somebody'} had inserted; that proposal is without them",
        )
        yield with_neighbours(edit, old)


def _is_struck(piece: Piece) -> bool:
    """Whether a piece came in by one reviewer and goes by another."""
    inserted, deleted = piece.inserted, piece.deleted
    if inserted is None or deleted is None or not piece.text:
        return False
    return inserted.author != deleted.author


def _format_edits(old: OldParagraph, line: range) -> Iterator[Edit]:
    """Yield changes of the look of words that were there."""
    for key, group in groupby(line, lambda at: _format_key(old.pieces[at])):
        if key is None:
            continue
        numbers = list(group)
        pieces = tuple(old.pieces[at] for at in numbers)
        start = start_of(old, numbers[0])
        words = shown_words(pieces)
        marks = [piece.format.mark for piece in pieces if piece.format is not None]
        edit = Edit(
            "format",
            marks[0].author,
            marks[0].date,
            (old.number, numbers[0]),
            start=start,
            end=start + len(words),
            old=words,
            new=words,
            pieces=pieces,
            marks=numbers_of(marks),
            what=key[3],
        )
        yield with_neighbours(edit, old)


def _format_key(
    piece: Piece,
) -> tuple[str, tuple[bool, bool], tuple[bool, bool], tuple[str, ...]] | None:
    if piece.format is None or not piece.was_there:
        return None
    change = piece.format
    was = (change.was_strong, change.was_emphasis)
    return change.mark.author, was, (piece.strong, piece.emphasis), change.others
