"""What stands in a Word file that somebody revised: paragraphs as pieces of text with their marks.

Words that were inserted and words that were deleted are both in the file; which of them are the
text depends on whether one accepts or rejects. So a paragraph is kept as pieces in document order,
each with the marks that hold it, and `paragraphs` makes the text before the revisions from them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

MarkKind = Literal["ins", "del", "moveFrom", "moveTo", "property", "comment"]
ObjectKind = Literal["", "picture", "note"]


class Mark(NamedTuple):
    """A mark of a revision: its kind, who made it and when, as the file says it or "".

    `number` counts the marks of a file in the order of reading. `name` is that of the range of a
    move; `what` the property that changed, by the name of its element (`rPrChange`).
    """

    number: int
    kind: MarkKind
    author: str
    date: str
    name: str = ""
    what: str = ""


class Format(NamedTuple):
    """A change of the look of a run: the mark, the look before, and what else differs by name."""

    mark: Mark
    was_strong: bool
    was_emphasis: bool
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """Text of one look held by the same marks, or what stands where no text does.

    `marks` are those around it, the outermost first. `obj` says what stands there if it is no text;
    `is_break` that it is the end of a paragraph within a paragraph as it was before.
    """

    text: str
    marks: tuple[Mark, ...] = ()
    strong: bool = False
    emphasis: bool = False
    href: str = ""
    format: Format | None = None
    obj: ObjectKind = ""
    is_break: bool = False

    @property
    def inserted(self) -> Mark | None:
        """The mark by which it came in; without it, it was there before."""
        return next((mark for mark in self.marks if mark.kind in ("ins", "moveTo")), None)

    @property
    def deleted(self) -> Mark | None:
        """The mark by which it is to go; without it, it stays."""
        return next((mark for mark in self.marks if mark.kind in ("del", "moveFrom")), None)

    @property
    def was_there(self) -> bool:
        """Whether it was there before the revisions."""
        return self.inserted is None

    @property
    def stays(self) -> bool:
        """Whether it is there when all revisions are accepted."""
        return self.deleted is None


class Anchor(NamedTuple):
    """Where a comment begins, ends or is referred to: before piece `piece` of its paragraph."""

    comment: str
    side: Literal["start", "end", "reference"]
    piece: int


@dataclass(slots=True)
class RawParagraph:
    """A paragraph of the file.

    `holder` tells the paragraphs that follow each other in one place from those of another: a cell,
    a text box, the text after a table. `names` are the hidden bookmarks that it holds or that hold
    it. `marks` are those of its end mark, `row` and `cell` those of the row and cell it is in.
    """

    number: int
    holder: int
    style: str = ""
    level: str = ""
    row: RawRow | None = None
    cell_marks: tuple[Mark, ...] = ()
    is_in_table: bool = False
    pieces: list[Piece] = field(default_factory=list)
    names: dict[str, None] = field(default_factory=dict)
    marks: tuple[Mark, ...] = ()
    anchors: list[Anchor] = field(default_factory=list)
    properties: list[Mark] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class RawRow:
    """A row of a table, and the marks by which it came in or is to go."""

    marks: tuple[Mark, ...] = ()


@dataclass(slots=True)
class Story:
    """The paragraphs of one part of the file: the text itself, a header, the footnotes.

    `kind` is `body`, `header`, `footer` or `notes`. `properties` are marks outside any paragraph,
    of tables and sections, each with the number of the paragraph that follows.
    """

    kind: Literal["body", "header", "footer", "notes"]
    part: str
    paragraphs: list[RawParagraph] = field(default_factory=list)
    properties: list[tuple[int, Mark]] = field(default_factory=list)


def merged_pieces(pieces: Iterable[Piece]) -> list[Piece]:
    """Return pieces with those joined that differ in nothing: Word cuts runs as it likes."""
    merged: list[Piece] = []
    texts: list[str] = []
    for piece in pieces:
        last = merged[-1] if merged else None
        if last is not None and _are_alike(last, piece):
            texts[-1] += piece.text
            continue
        merged.append(piece)
        texts.append(piece.text)
    return [
        piece if piece.text == text else _with_text(piece, text)
        for piece, text in zip(merged, texts, strict=True)
    ]


def _are_alike(one: Piece, other: Piece) -> bool:
    if one.obj or other.obj or one.is_break or other.is_break:
        return False
    return (one.marks, one.strong, one.emphasis, one.href, one.format) == (
        other.marks,
        other.strong,
        other.emphasis,
        other.href,
        other.format,
    )


def _with_text(piece: Piece, text: str) -> Piece:
    return Piece(text, piece.marks, piece.strong, piece.emphasis, piece.href, piece.format)
