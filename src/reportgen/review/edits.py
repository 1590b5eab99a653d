"""What a reviewer did: edits, before it is asked what they mean.

Word cuts what a reviewer did into as many marks as it has runs; an edit is what the reviewer did.
Marks of one author that touch are one edit, a deletion and an insertion in one place a
replacement. Every mark that shows something is in exactly one edit (`Edit.marks`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
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


def start_of(old: OldParagraph, at: int) -> int:
    """Return where a piece of a paragraph begins in its text as it was."""
    return old.starts[at] if at < len(old.starts) else len(old.text)


def shown_words(pieces: Iterable[Piece]) -> str:
    """Return the words of pieces; what is no text is named."""
    return "".join(piece.text or _OBJECT_WORDS.get(piece.obj, "") for piece in pieces)


_OBJECT_WORDS = {"picture": "[picture]", "note": "[note]"}


def by_author(marks: Iterable[Mark], author: str) -> list[Mark]:
    """Return the marks of one author."""
    return [mark for mark in marks if mark.author == author]


def marks_by(pieces: Iterable[Piece], author: str) -> list[Mark]:
    """Return the marks of pieces that are of one author, those of looks of new words included."""
    found = []
    for piece in pieces:
        found += by_author(piece.marks, author)
        if piece.format is not None and not piece.was_there:
            found.append(piece.format.mark)
    return found


def numbers_of(marks: Iterable[Mark]) -> list[int]:
    """Return the numbers of marks, each once."""
    return list(dict.fromkeys(mark.number for mark in marks))


def with_neighbours(edit: Edit, old: OldParagraph) -> Edit:
    """Return an edit with the words beside it, as they were."""
    edit.before = old.text[max(0, edit.start - _NEAR) : edit.start]
    edit.after_words = old.text[edit.end : edit.end + _NEAR]
    return edit


_NEAR = 40
