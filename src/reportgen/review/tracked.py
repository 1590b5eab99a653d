"""What was done to one paragraph, by its marks: its words, its end, paragraphs put before it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportgen.review.edits import (
    BREAK,
    Edit,
    by_author,
    marks_by,
    numbers_of,
    shown_words,
    start_of,
    with_neighbours,
)
from reportgen.review.marks import Mark, Piece
from reportgen.review.paragraphs import OldParagraph
from reportgen.review.wordedits import is_changed, line_edits, nested_edits, word_edits


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
            edits += line_edits(old, line)
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
        start=start_of(old, at),
        end=start_of(old, at),
        new=shown_words(piece for piece in shown if piece.stays),
        pieces=tuple(piece for piece in shown if piece.stays),
        marks=numbers_of([*by_author(breaks, maker.author), *marks_by(own, maker.author)]),
        move=next((name for name in moves if name), ""),
        side="to" if moves else "",
        style=style,
    )
    found = [edit, *nested_edits(old, line, maker.author)]
    for place in line:
        piece = old.pieces[place]
        if is_changed(piece) and not (piece.inserted and piece.inserted.author == maker.author):
            found += word_edits(old, [place], why=_within(maker.author))
    return found


def _within(author: str) -> str:
    return f"stands in a paragraph that {author or 'somebody'} added, whose proposal has it"


def _split(old: OldParagraph, at: int) -> Edit:
    """Return that a paragraph was split at a break."""
    mark = old.pieces[at].marks[0] if old.pieces[at].marks else None
    start = start_of(old, at)
    edit = Edit(
        "paragraph-split",
        mark.author if mark else "",
        mark.date if mark else "",
        (old.number, at),
        start=start,
        end=start,
        new=BREAK,
        marks=numbers_of(old.pieces[at].marks),
    )
    return with_neighbours(edit, old)


def _end_edits(old: OldParagraph, edits: list[Edit]) -> list[Edit]:
    """Return that the end of a paragraph was deleted, unless the whole paragraph was."""
    ends = [mark for mark in old.end_marks if mark.kind in ("del", "moveFrom")]
    if not ends:
        return []
    whole = next((edit for edit in edits if edit.kind == "paragraph-deleted"), None)
    if whole is not None and whole.author == ends[0].author:
        whole.marks += numbers_of(ends)
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
        marks=numbers_of(ends),
    )
    return [with_neighbours(joined, old)]


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
            start = start_of(old, at)
            came = mark.kind in ("ins", "moveTo")
            words = BREAK if piece.is_break else shown_words([piece])
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
            yield with_neighbours(edit, old)
