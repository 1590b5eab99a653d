"""What was done to one paragraph, by its marks: edits, before it is asked what they mean.

Word cuts what a reviewer did into as many marks as it has runs; an edit is what the reviewer did.
Marks of one author that touch are one edit, a deletion and an insertion in one place a
replacement. Every mark that shows something is in exactly one edit (`Edit.marks`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Literal

from reportgen.review.marks import Mark, Piece
from reportgen.review.model import ChangeKind, PackedParagraph
from reportgen.review.paragraphs import OldParagraph

Side = Literal["", "from", "to"]
BREAK = "\n"
"""Stands in the words of an edit for the end of a paragraph."""


@dataclass(slots=True)
class Edit:
    """Something that one reviewer did in one place.

    `order` sorts by place in the file, within a paragraph by `start`, or by `listed_at` if that is
    not -1. `start` and `end` are characters of the text as it was, in the file until they are made
    those of the draft. `pieces` are the inserted pieces that stay. `move` is the name of a move and
    `side` which half this is; `packed` the paragraph of the draft, None where it has none; `after`
    the one that it follows, `following` the one that follows it. Of a move, `is_whole` says that a
    whole paragraph went away, `target` is the paragraph that it went into or behind, `target_start`
    the place in it, -1 where it is a paragraph of its own there; of a join, `target` is the second
    paragraph. `what` are names of properties.
    """

    kind: ChangeKind
    author: str
    date: str
    order: tuple[int, int]
    start: int = 0
    end: int = 0
    old: str = ""
    new: str = ""
    before: str = ""
    after_words: str = ""
    pieces: tuple[Piece, ...] = ()
    marks: list[int] = field(default_factory=list)
    move: str = ""
    side: Side = ""
    what: tuple[str, ...] = ()
    is_tracked: bool = True
    is_end_deleted: bool = False
    why: str = ""
    style: str = ""
    packed: PackedParagraph | None = None
    after: PackedParagraph | None = None
    following: PackedParagraph | None = None
    is_whole: bool = False
    listed_at: int = -1
    target: PackedParagraph | None = None
    target_start: int = -1


def tracked_edits(old: OldParagraph) -> list[Edit]:
    """Return the tracked edits of a paragraph, in order; places are those of its text."""
    lines = list(_lines(old))
    kept = [at for at, line in enumerate(lines) if _is_kept(old, line)]
    first_kept = kept[0] if kept else len(lines)
    added = set(range(len(lines))).difference(kept) if _has_added(old, lines) else set()
    used_breaks = set()
    edits = []
    for at in sorted(added):
        edge = lines[at].start - 1 if at > first_kept else lines[at].stop
        used_breaks.add(edge)
        edits += _added(old, lines[at], edge, old.raws[at].style)
    for at, line in enumerate(lines):
        if line.stop < len(old.pieces) and line.stop not in used_breaks:
            edits.append(_split(old, line.stop))
        if at not in added:
            edits += _line_edits(old, line)
    edits += _end_edits(old, edits)
    edits += _property_edits(old, edits)
    edits += _leftovers(old, edits)
    return sorted(edits, key=lambda edit: edit.order)


def _lines(old: OldParagraph) -> Iterator[range]:
    """Yield the places of pieces between the inserted ends of paragraphs."""
    start = 0
    for at, piece in enumerate(old.pieces):
        if piece.is_break:
            yield range(start, at)
            start = at + 1
    yield range(start, len(old.pieces))


def _is_kept(old: OldParagraph, line: range) -> bool:
    return any(old.pieces[at].was_there and old.pieces[at].text for at in line)


def _has_added(old: OldParagraph, lines: Sequence[range]) -> bool:
    """Whether lines without old words are paragraphs that came in.

    That of a paragraph that was empty is none: words were put into it.
    """
    if len(lines) > 1 or _inserted_end(old):
        return True
    return not (old.text or old.names or old.raws[0].is_in_table)


def _inserted_end(old: OldParagraph) -> tuple[Mark, ...]:
    """Return the marks by which the last end came in; before a table it joins nothing."""
    return tuple(mark for mark in old.end_marks if mark.kind in ("ins", "moveTo"))


# --- whole paragraphs ------------------------------------------------------------------------


def _added(old: OldParagraph, line: range, edge: int, style: str) -> list[Edit]:
    """Return a paragraph that was inserted, and what others did in it."""
    pieces = [old.pieces[at] for at in line]
    shown = [piece for piece in pieces if piece.text or piece.obj]
    breaks = old.pieces[edge].marks if edge < len(old.pieces) else _inserted_end(old)
    marks = [*breaks, *(mark for piece in shown for mark in piece.marks)]
    maker = next((mark for mark in marks if mark.kind in ("ins", "moveTo")), None)
    if maker is None:
        return []
    own = [piece for piece in shown if piece.inserted and piece.inserted.author == maker.author]
    moves = [mark.name for mark in marks if mark.kind == "moveTo"]
    at = line.start if len(line) else edge
    edit = Edit(
        "paragraph-added",
        maker.author,
        maker.date,
        (old.number, at),
        start=_start(old, at),
        end=_start(old, at),
        new=_words(piece for piece in shown if piece.stays),
        pieces=tuple(piece for piece in shown if piece.stays),
        marks=_numbers([*_of(breaks, maker.author), *_marks_of(own, maker.author)]),
        move=next((name for name in moves if name), ""),
        side="to" if moves else "",
        style=style,
    )
    found = [edit, *_nested(old, line, maker.author)]
    for place in line:
        piece = old.pieces[place]
        if _is_changed(piece) and not (piece.inserted and piece.inserted.author == maker.author):
            found += _word_edits(old, [place], why=_within(maker.author))
    return found


def _within(author: str) -> str:
    return f"stands in a paragraph that {author or 'somebody'} added, whose proposal has it"


def _split(old: OldParagraph, at: int) -> Edit:
    """Return that a paragraph was split at a break."""
    mark = old.pieces[at].marks[0] if old.pieces[at].marks else None
    start = _start(old, at)
    edit = Edit(
        "paragraph-split",
        mark.author if mark else "",
        mark.date if mark else "",
        (old.number, at),
        start=start,
        end=start,
        new=BREAK,
        marks=_numbers(old.pieces[at].marks),
    )
    return _with_neighbours(edit, old)


def _end_edits(old: OldParagraph, edits: list[Edit]) -> list[Edit]:
    """Return that the end of a paragraph was deleted, unless the whole paragraph was."""
    ends = [mark for mark in old.end_marks if mark.kind in ("del", "moveFrom")]
    if not ends:
        return []
    whole = next((edit for edit in edits if edit.kind == "paragraph-deleted"), None)
    if whole is not None and whole.author == ends[0].author:
        whole.marks += _numbers(ends)
        whole.is_end_deleted = True
        return []
    place = len(old.text)
    joined = Edit(
        "paragraphs-joined",
        ends[0].author,
        ends[0].date,
        (old.number, len(old.pieces)),
        start=place,
        end=place,
        old=BREAK,
        marks=_numbers(ends),
    )
    return [_with_neighbours(joined, old)]


def _property_edits(old: OldParagraph, edits: list[Edit]) -> Iterator[Edit]:
    """Yield changes of the properties of a paragraph.

    That of the look of its end mark belongs to that of its words, where one reviewer did both.
    """
    looks = {edit.author: edit for edit in edits if edit.kind == "format"}
    for mark in (mark for raw in old.raws for mark in raw.properties):
        if mark.what == "rPrChange" and mark.author in looks:
            looks[mark.author].marks.append(mark.number)
        else:
            yield _property_edit(old, mark)


def _property_edit(old: OldParagraph, mark: Mark) -> Edit:
    return Edit(
        "format",
        mark.author,
        mark.date,
        (old.number, len(old.pieces)),
        end=len(old.text),
        old=old.text,
        new=old.text,
        marks=[mark.number],
        what=(mark.what,),
    )


def _leftovers(old: OldParagraph, edits: list[Edit]) -> Iterator[Edit]:
    """Yield marks within marks that no edit has yet: nothing is lost, however files nest them."""
    known = {number for edit in edits for number in edit.marks}
    end = Piece("", _inserted_end(old), is_break=True)
    for at, piece in enumerate([*old.pieces, end]):
        for mark in piece.marks:
            if mark.number in known or not (piece.text or piece.obj or piece.is_break):
                continue
            known.add(mark.number)
            start = _start(old, at)
            came = mark.kind in ("ins", "moveTo")
            words = BREAK if piece.is_break else _words([piece])
            edit = Edit(
                "insertion" if came else "deletion",
                mark.author,
                mark.date,
                (old.number, at),
                start=start,
                end=start,
                old="" if came else words,
                new=words if came else "",
                marks=[mark.number],
                why="a mark within the mark of another edit, which has its words",
            )
            yield _with_neighbours(edit, old)


# --- words -----------------------------------------------------------------------------------


def _line_edits(old: OldParagraph, line: range) -> list[Edit]:
    whole = _whole_deletion(old, line)
    edits = [whole] if whole is not None else []
    for is_changed, group in groupby(line, lambda at: _is_changed(old.pieces[at])):
        if is_changed and whole is None:
            edits += _word_edits(old, list(group))
    edits += _nested(old, line, None)
    edits += _format_edits(old, line)
    return edits


def _is_changed(piece: Piece) -> bool:
    return bool(piece.marks) and bool(piece.text or piece.obj)


def _whole_deletion(old: OldParagraph, line: range) -> Edit | None:
    """Return that all words of a paragraph were deleted by one reviewer, if so."""
    pieces = [old.pieces[at] for at in line]
    gone = [piece for piece in pieces if piece.was_there and piece.text]
    words = _words(gone)
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
        marks=_numbers(_marks_of(pieces, first.author)),
        move=first.name,
        side="from" if first.kind == "moveFrom" else "",
    )


def _deleter(piece: Piece) -> str:
    return piece.deleted.author if piece.deleted else ""


def _word_edits(old: OldParagraph, places: Sequence[int], why: str = "") -> Iterator[Edit]:
    """Yield the edits of changed pieces that touch: one for each author and move."""
    for (author, move, side), group in groupby(places, lambda at: _key(old.pieces[at])):
        numbers = list(group)
        pieces = [old.pieces[at] for at in numbers]
        gone = _words(piece for piece in pieces if piece.was_there)
        came = [piece for piece in pieces if not piece.was_there]
        stays = tuple(piece for piece in came if piece.stays)
        last = old.pieces[numbers[-1]]
        start = _start(old, numbers[0])
        new = _words(stays) or _words(came)
        first = next(mark for piece in pieces for mark in piece.marks)
        edit = Edit(
            _kind(bool(gone) or not came, bool(came)),
            author,
            first.date,
            (old.number, numbers[0]),
            start=start,
            end=_start(old, numbers[-1]) + (len(last.text) if last.was_there else 0),
            old=gone or _words(piece for piece in pieces if piece.was_there),
            new=new,
            pieces=stays,
            marks=_numbers(_marks_of(pieces, author)),
            move=move,
            side=side,
            why=why or ("the words were deleted again" if came and not stays and not gone else ""),
        )
        yield _with_neighbours(edit, old)


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


def _nested(old: OldParagraph, line: range, adder: str | None) -> Iterator[Edit]:
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
        start = _start(old, numbers[0])
        edit = Edit(
            "deletion",
            mark.author,
            mark.date,
            (old.number, numbers[0]),
            start=start,
            end=start,
            old=_words(pieces),
            marks=_numbers(mark for piece in pieces for mark in piece.marks if mark.kind == "del"),
            why=f"these words {whose or 'somebody'} had inserted; that proposal is without them",
        )
        yield _with_neighbours(edit, old)


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
        start = _start(old, numbers[0])
        words = _words(pieces)
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
            marks=_numbers(marks),
            what=key[3],
        )
        yield _with_neighbours(edit, old)


def _format_key(
    piece: Piece,
) -> tuple[str, tuple[bool, bool], tuple[bool, bool], tuple[str, ...]] | None:
    if piece.format is None or not piece.was_there:
        return None
    change = piece.format
    was = (change.was_strong, change.was_emphasis)
    return change.mark.author, was, (piece.strong, piece.emphasis), change.others


# --- small things ----------------------------------------------------------------------------


def _start(old: OldParagraph, at: int) -> int:
    return old.starts[at] if at < len(old.starts) else len(old.text)


def _words(pieces: Iterable[Piece]) -> str:
    return "".join(piece.text or _OBJECT_WORDS.get(piece.obj, "") for piece in pieces)


_OBJECT_WORDS = {"picture": "[picture]", "note": "[note]"}


def _of(marks: Iterable[Mark], author: str) -> list[Mark]:
    return [mark for mark in marks if mark.author == author]


def _marks_of(pieces: Iterable[Piece], author: str) -> list[Mark]:
    """Return the marks of pieces that are of one author, those of looks of new words included."""
    found = []
    for piece in pieces:
        found += _of(piece.marks, author)
        if piece.format is not None and not piece.was_there:
            found.append(piece.format.mark)
    return found


def _numbers(marks: Iterable[Mark]) -> list[int]:
    return list(dict.fromkeys(mark.number for mark in marks))


def _with_neighbours(edit: Edit, old: OldParagraph) -> Edit:
    """Return an edit with the words beside it, as they were."""
    edit.before = old.text[max(0, edit.start - _NEAR) : edit.start]
    edit.after_words = old.text[edit.end : edit.end + _NEAR]
    return edit


_NEAR = 40
