"""Words of a reviewer written as the source of a text, and where in a source they go."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from reportgen.latin import is_direction_mark
from reportgen.review.marks import Piece
from reportgen.review.model import PackedSpan
from reportgen.textmap import PlacedPiece, escape_text, map_text
from reportgen.texts import is_allowed_link
from reportgen.textwriting import Item, renders, sources_of

_ONE_LINE = str.maketrans("\n\t", "  ")
"""A source is one line: line breaks and tabs are spaces."""


def source_range(
    span: PackedSpan, words: str, source: str, first: int, last: int
) -> tuple[int, int] | None:
    """Return where characters `first` to `last` of a literal span stand in its source.

    `words` are those of the span as the paragraph has them; places count from their beginning.
    None where it is not known.
    """
    placed = _placed(span, source)
    if placed is None or not placed.places:
        return None
    places = _places_in_text(words, span.text)
    start, end = places[first], places[last]
    return placed.source_range(start, end) if end <= len(placed.places) else None


def _placed(span: PackedSpan, source: str) -> PlacedPiece | None:
    try:
        pieces = map_text(source)
    except ValueError:
        return None
    return next((piece for piece in pieces if piece.start == span.source_start), None)


def _places_in_text(words: str, text: str) -> list[int]:
    """Return for each place of the words that in the text, which lacks marks of direction."""
    places = [0]
    for word in words:
        at = places[-1]
        is_extra = is_direction_mark(word) and text[at : at + 1] != word
        places.append(at if is_extra else min(at + 1, len(text)))
    return places


def words_as_source(
    pieces: Iterable[Piece],
    before: str,
    after: str,
    *,
    strong: bool = False,
    emphasis: bool = False,
) -> str | None:
    """Return new words as a source; None where no source says them.

    `before` and `after` are what stands beside them in the source. `strong` and `emphasis` are the
    looks that words have there without a mark.
    """
    looks = [
        replace(
            piece,
            strong=piece.strong and not strong,
            emphasis=piece.emphasis and not emphasis,
            href=piece.href if is_allowed_link(piece.href) else "",
        )
        for piece in pieces
    ]
    if not any(piece.strong or piece.emphasis or piece.href for piece in looks):
        words = "".join(piece.text for piece in looks).translate(_ONE_LINE)
        return escape_text(words, before, after)
    items = _items(looks)
    return next((found for found, meant in sources_of(items) if renders(found, meant)), None)


def _items(pieces: Iterable[Piece]) -> list[Item]:
    items = []
    for piece in pieces:
        look = Item("", False, piece.strong, piece.emphasis, piece.href)
        items += [look._replace(text=each) for each in piece.text.translate(_ONE_LINE)]
    return items
