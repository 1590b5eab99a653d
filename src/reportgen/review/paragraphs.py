"""Paragraphs as they were before the tracked revisions: what is compared with the packed text.

A reviewer who presses Enter inserts the end of a paragraph; what was one paragraph is now two in
the file, the first of them with an inserted end mark. Here such paragraphs are put together again,
so that every paragraph of the draft has one counterpart, whatever was tracked in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from reportgen.review.marks import Anchor, Mark, Piece, RawParagraph, Story, merged_pieces


@dataclass(slots=True, eq=False)
class OldParagraph:
    """A paragraph as it was: its text, and its pieces with the inserted ends between them.

    `starts` says where in the text each piece begins; `end_marks` are those of its own end, which
    may be deleted. `names` are the hidden bookmarks in it, `new_text` its words with everything
    accepted.
    """

    number: int
    raws: list[RawParagraph]
    kind: str
    pieces: list[Piece] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    text: str = ""

    @property
    def names(self) -> dict[str, None]:
        """The hidden bookmarks that it holds or that hold it."""
        return {name: None for raw in self.raws for name in raw.names}

    @property
    def end_marks(self) -> tuple[Mark, ...]:
        """The marks of its end."""
        return self.raws[-1].marks

    @property
    def holder(self) -> int:
        """Tells which paragraphs it follows."""
        return self.raws[0].holder

    @property
    def is_new_row(self) -> bool:
        """Whether it stands in a row that was inserted."""
        row = self.raws[0].row
        return row is not None and any(mark.kind == "ins" for mark in row.marks)

    @property
    def new_text(self) -> str:
        """Its words with every revision accepted, lines for its paragraphs."""
        return "".join(
            "\n" if piece.is_break else piece.text for piece in self.pieces if piece.stays
        )

    def anchors(self) -> Iterator[tuple[Anchor, int]]:
        """Yield where comments begin and end, with the place in the text."""
        offset = 0
        for raw in self.raws:
            places = _places(raw.pieces)
            for anchor in raw.anchors:
                yield anchor, offset + places[anchor.piece]
            offset += places[-1]


def old_paragraphs(story: Story) -> list[OldParagraph]:
    """Return the paragraphs of a story as they were, in document order."""
    found: list[OldParagraph] = []
    open_by_holder: dict[int, OldParagraph] = {}
    for raw in story.paragraphs:
        old = open_by_holder.pop(raw.holder, None)
        if old is None:
            old = OldParagraph(len(found), [raw], story.kind)
            found.append(old)
        else:
            old.raws.append(raw)
        if _is_inserted(raw.marks):
            open_by_holder[raw.holder] = old
    for old in found:
        _fill(old)
    return found


def _is_inserted(marks: Iterable[Mark]) -> bool:
    return any(mark.kind in ("ins", "moveTo") for mark in marks)


def _fill(old: OldParagraph) -> None:
    old.pieces = merged_pieces(_all_pieces(old.raws))
    at = 0
    for piece in old.pieces:
        old.starts.append(at)
        at += len(piece.text) if piece.was_there else 0
    old.text = "".join(piece.text for piece in old.pieces if piece.was_there)


def _all_pieces(raws: list[RawParagraph]) -> Iterator[Piece]:
    for raw in raws[:-1]:
        yield from raw.pieces
        yield Piece("", raw.marks, is_break=True)
    yield from raws[-1].pieces


def _places(pieces: list[Piece]) -> list[int]:
    """Return where each piece begins in the text as it was, and where the last ends."""
    places = [0]
    for piece in pieces:
        places.append(places[-1] + (len(piece.text) if piece.was_there else 0))
    return places
