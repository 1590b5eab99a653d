"""Bold and slanted words of which no mark says who made them so: looks compared with the draft."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

from reportgen.review.align import Pair
from reportgen.review.edits import Edit
from reportgen.review.marks import Format, Mark, Piece
from reportgen.review.model import PackedParagraph
from reportgen.review.untracked import Locator, untracked

_KINDS = frozenset({"paragraph", "bullet", "number", "continuation"})
"""Blocks whose looks are those of their text; in others the template may set words apart."""
_MAX_TEXT = 100_000
_FEWEST = 3

_Look = tuple[bool, bool]
"""Whether words are bold, and whether they are slanted."""


def base_look(one: PackedParagraph, pieces: Iterable[Piece]) -> _Look:
    """Return whether the words of a paragraph are bold and slanted by the template."""
    looks = [_look_before(piece) for piece in pieces if piece.text.strip()]
    if not looks:
        return False, False
    strong = not any(span.strong for span in one.spans) and all(look[0] for look in looks)
    emphasis = not any(span.emphasis for span in one.spans) and all(look[1] for look in looks)
    return strong, emphasis


def _look_before(piece: Piece) -> _Look:
    """Return the look of a piece before its look was changed with tracking."""
    if piece.format is not None:
        return piece.format.was_strong, piece.format.was_emphasis
    return piece.strong, piece.emphasis


def usual_looks(pairs: Iterable[Pair]) -> dict[str, _Look]:
    """Return how the paragraphs of each style of a file look as a whole, most of them.

    A paragraph of which there are few is no measure: its style is left out.
    """
    counted: dict[str, Counter[_Look]] = defaultdict(Counter)
    for pair in pairs:
        one = pair.packed[0]
        if one.kind in _KINDS and one.text.strip():
            pieces = [piece for old in pair.olds for piece in old.pieces if piece.was_there]
            counted[pair.olds[0].raws[0].style][base_look(one, pieces)] += 1
    return {
        style: looks.most_common(1)[0][0]
        for style, looks in counted.items()
        if looks.total() >= _FEWEST
    }


def untracked_looks(
    locator: Locator, usual: Mapping[str, _Look], author: str, date: str
) -> Iterator[Edit]:
    """Yield the words of a paragraph that stayed and look otherwise than in the draft.

    A paragraph that is bold as a whole is so by the template, unless `usual` says otherwise of its
    style. `author` and `date` are who saved the file last, and when.
    """
    packed = locator.pair.packed
    one = packed[0]
    if len(packed) > 1 or one.kind not in _KINDS or len(locator.file_text) > _MAX_TEXT:
        return
    pieces = [piece for old in locator.pair.olds for piece in old.pieces if piece.was_there]
    base = usual.get(locator.pair.olds[0].raws[0].style, base_look(one, pieces))
    expected = _expected(one, base)
    looks = {_look_before(piece) for piece in pieces if piece.text.strip()}
    if looks <= {base} and set(expected) <= {None, base}:
        return
    actual = [look for piece in pieces for look in [_look_before(piece)] * len(piece.text)]
    number = locator.pair.olds[0].number
    for start, end, was, now in _deviations(one.text, expected, actual, locator):
        words = one.text[start:end]
        change = Format(Mark(-1, "property", author, date), *was, ())
        piece = Piece(words, strong=now[0], emphasis=now[1], format=change)
        edit = Edit("format", author, date, (number, -1), start, end, words, words, pieces=(piece,))
        yield untracked(edit, one)


def _expected(one: PackedParagraph, base: _Look) -> list[_Look | None]:
    """Return the look of each character of a paragraph as packed; None for words of no text."""
    found: list[_Look | None] = [None] * len(one.text)
    for span in one.spans:
        if span.kind != "gap":
            look = (span.strong or base[0], span.emphasis or base[1])
            found[span.start : span.end] = [look] * (min(span.end, len(found)) - span.start)
    return found


def _deviations(
    text: str, expected: list[_Look | None], actual: list[_Look], locator: Locator
) -> Iterator[tuple[int, int, _Look, _Look]]:
    """Yield stretches that look otherwise: start, end, the look that was and the one that is.

    Spaces look like nothing: they part no words that look alike, and stand at no end.
    """
    open_at: tuple[int, int, _Look, _Look] | None = None
    for at, place in _kept(len(text), locator):
        was = expected[at]
        if text[at].isspace():
            continue
        now = actual[place]
        is_other = was is not None and was != now
        if open_at is not None:
            if is_other and open_at[2:] == (was, now) and not text[open_at[1] : at].strip():
                open_at = (open_at[0], at + 1, *open_at[2:])
                continue
            yield open_at
            open_at = None
        if is_other and was is not None:
            open_at = (at, at + 1, was, now)
    if open_at is not None:
        yield open_at


def _kept(length: int, locator: Locator) -> Iterator[tuple[int, int]]:
    """Yield the places of the characters that stayed: in the draft and in the file."""
    at = shift = 0
    for difference in locator.differences:
        yield from ((place, place + shift) for place in range(at, difference.start))
        at, shift = difference.end, difference.new_end - difference.end
    yield from ((place, place + shift) for place in range(at, length))
