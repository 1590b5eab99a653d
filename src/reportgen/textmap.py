"""Where the rendered words of a text stand in its source, and edits of the source by that.

`texts` says what a text renders; this module says where each rendered character was written, so
that an edit made in Word finds its way back. Marks of emphasis, the syntax of links and the
backslash before an escaped character are no rendered characters and stay as they are; where an edit
would break them (all words between two `**` are deleted), more of the source is written anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from reportgen.records import dataclass
from reportgen.texts import Piece, expression_places, markdown_tokens, parse_text
from reportgen.textwriting import Item, escape_text, items_of, renders, sources_of

if TYPE_CHECKING:
    from markdown_it.token import Token

__all__ = ["Edit", "PlacedPiece", "apply_edits", "escape_text", "map_text"]

# For Markdown every expression is one character that is neither a space nor punctuation.
_STAND_IN = "\U00100000"
_MOST_MARKS = 3  # bold and slanted at once: more say nothing more


@dataclass(frozen=True, slots=True)
class PlacedPiece:
    """A piece of a text and where it stands: characters `start` to `end` of the source.

    `places` says of each rendered character of literal words where it starts and ends there: an
    escaped one has two characters. An expression has no places: it is one thing.
    """

    piece: Piece
    start: int
    end: int
    places: tuple[tuple[int, int], ...] = ()

    def source_range(self, start: int, end: int) -> tuple[int, int]:
        """Return the range of the source for rendered characters `start` to `end` of the piece.

        An empty range is a place between two characters. The whole of an expression is its range,
        whatever part of its value is meant: values are not edited in a text.
        """
        if not self.places:
            return self.start, self.end
        if start < end:
            return self.places[start][0], self.places[end - 1][1]
        at = self.places[start - 1][1] if start else self.start
        return at, at


class Edit(NamedTuple):
    """Characters `start` to `end` of a source are replaced; `replacement` is itself a source."""

    start: int
    end: int
    replacement: str


@lru_cache(maxsize=256)
def map_text(source: str) -> tuple[PlacedPiece, ...]:
    """Return the pieces of a text, as `parse_text` gives them, each with its place in the source.

    The source is folded to one line (`model.fold_lines`). Raises ValueError for one with faults.
    """
    parsed = parse_text(source)
    if parsed.faults:
        raise ValueError(f"the text has faults: {parsed.faults[0].message}")
    rendered = iter(_rendered_places(source))
    placed = []
    for piece in parsed.pieces:
        if piece.expression is not None:
            placed.append(PlacedPiece(piece, *next(rendered)))
            continue
        places = tuple(next(rendered) for _ in piece.text)
        placed.append(PlacedPiece(piece, places[0][0], places[-1][1], places))
    return tuple(placed)


def apply_edits(source: str, edits: Iterable[tuple[int, int, str]]) -> str:
    """Return the source with edits applied that do not overlap: (start, end, replacement).

    What the new source renders is what the old one did, with exactly these changes: new words look
    like the first of those that they replace, or like what they stand after, and every expression
    and look elsewhere stays. Where replacing the characters alone would not give that, the marks
    around are taken into the edit, or the source of the whole text is written anew. The look of
    spaces does not count; that of an edge of emphasis gives way where Markdown cannot say it (a
    bracket in bold that touches a letter which is not).

    Raises ValueError for edits that overlap, cut through an expression or lie outside the text,
    for a source or replacement with faults, and for what no source says (a backslash directly
    before an expression).
    """
    ordered = sorted(Edit(*edit) for edit in edits)
    _check_ranges(source, ordered)
    wanted = _edited(source, ordered)
    for candidate in _candidates(source, ordered):
        if renders(candidate, wanted):
            return candidate
    for candidate, meant in sources_of(wanted):
        if renders(candidate, meant):
            return candidate
    raise ValueError("no source says this text: a backslash may not stand before an expression")


# --- places ----------------------------------------------------------------------------------


def _rendered_places(source: str) -> list[tuple[int, int]]:
    """Return for each rendered character, an expression being one, its range in the source."""
    marked, places = _stand_in(source)
    found: list[tuple[int, int]] = []
    for token, start, end in _token_ranges(marked):
        if token.type == "text_special" and token.content != token.markup:
            found.append((places[start][0], places[end - 1][1]))
        elif token.content:
            found += places[start:end]
    return found


def _links(source: str) -> dict[tuple[int, int], tuple[int, int]]:
    """Return the ranges of links in the source by those of the words that are linked."""
    marked, places = _stand_in(source)
    found = {}
    opened = 0
    for token, start, end in _token_ranges(marked):
        if token.type == "link_open":
            opened = start
        elif token.type == "link_close":
            label = (places[opened][1], places[start][0])
            found[label] = (places[opened][0], places[end - 1][1])
    return found


def _token_ranges(marked: str) -> Iterator[tuple[Token, int, int]]:
    """Yield the tokens of Markdown with the range of the source that each stands for."""
    at = 0
    for token in markdown_tokens(marked):
        if token.type == "link_close":
            end = token.meta["end"]
        elif token.type == "link_open":
            end = at + 1
        else:
            end = at + len(token.content if token.type == "text" else token.markup)
        yield token, at, end
        at = end


def _stand_in(source: str) -> tuple[str, list[tuple[int, int]]]:
    """Return the source with one character for each expression, and the range of each character."""
    marked = ""
    places: list[tuple[int, int]] = []
    done = 0
    for start, end in expression_places(source):
        marked += source[done:start] + _STAND_IN
        places += [(at, at + 1) for at in range(done, start)]
        places.append((start, end))
        done = end
    places += [(at, at + 1) for at in range(done, len(source))]
    return marked + source[done:], places


# --- edits -----------------------------------------------------------------------------------


def _check_ranges(source: str, edits: Sequence[Edit]) -> None:
    """Raise ValueError unless the edits lie in the source, in order, and around expressions."""
    done = 0
    for start, end, _ in edits:
        if not done <= start <= end <= len(source):
            raise ValueError(f"the edit of characters {start} to {end} overlaps or lies outside")
        done = end
    for first, last in expression_places(source):
        for start, end, _ in edits:
            if first < start < last or first < end < last:
                raise ValueError(f"the edit of characters {start} to {end} cuts an expression")


def _edited(source: str, edits: Sequence[Edit]) -> list[Item]:
    """Return what the text is to render: its characters and expressions after the edits."""
    items = items_of(source)
    places = [
        place for each in map_text(source) for place in each.places or ((each.start, each.end),)
    ]
    wanted: list[Item] = []
    at = 0
    for start, end, replacement in edits:
        while at < len(items) and places[at][1] <= start:
            wanted.append(items[at])
            at += 1
        first = at
        while at < len(items) and places[at][0] < end:
            at += 1
        new = items_of(replacement)
        look = _look_at(items, places, first, start) if at == first else items[first]
        wanted += [item.dressed_as(look) for item in new] if look is not None else new
    return wanted + items[at:]


def _look_at(
    items: Sequence[Item], places: Sequence[tuple[int, int]], at: int, start: int
) -> Item | None:
    """Return what gives its look to words that are put in before item `at`; None in no words."""
    if at and (places[at - 1][1] == start or at == len(items) or places[at][0] != start):
        return items[at - 1]
    return items[at] if at < len(items) else None


def _candidates(source: str, edits: Sequence[Edit]) -> Iterator[str]:
    """Yield sources with the edits in place, from the least change to more."""
    tidied = [_without_link(source, edit) for edit in edits]
    yield _spliced(source, tidied)
    yield _spliced(
        source, [edit._replace(replacement=_all_escaped(edit.replacement)) for edit in tidied]
    )
    yield _spliced(source, [_without_marks(source, edit) for edit in tidied])


def _spliced(source: str, edits: Sequence[Edit]) -> str:
    parts = []
    done = 0
    for start, end, replacement in edits:
        parts += [source[done:start], replacement]
        done = end
    return "".join((*parts, source[done:]))


def _all_escaped(replacement: str) -> str:
    """Return a source of plain words with every mark escaped; any other source as it is."""
    pieces = parse_text(replacement).pieces
    if len(pieces) == 1 and pieces[0] == Piece(pieces[0].text):
        return escape_text(pieces[0].text, is_thorough=True)
    return replacement


def _without_link(source: str, edit: Edit) -> Edit:
    """Return a deletion of all words of a link as one that takes the link along."""
    if edit.replacement or not source.startswith("](", edit.end):
        return edit
    start, end = _links(source).get((edit.start, edit.end), (edit.start, edit.end))
    return edit._replace(start=start, end=end)


def _without_marks(source: str, edit: Edit) -> Edit:
    """Return a deletion that takes the marks of emphasis around it along."""
    if edit.replacement:
        return edit
    before = source[: edit.start]
    marks = before[len(before.rstrip("*_")) :][::-1][:_MOST_MARKS]
    width = len(marks)
    while not source.startswith(marks[:width], edit.end):
        width -= 1
    return edit._replace(start=edit.start - width, end=edit.end + width)
