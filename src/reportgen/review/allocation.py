"""An edit across several spans is taken apart: which of the new words belong to which span.

Where the old words and the new ones agree, that is plain. In between, the new words of a value are
those that can be read as one, and the rest are words of the text.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from reportgen.review.edits import Edit
from reportgen.review.marks import Piece
from reportgen.review.model import PackedParagraph, PackedSpan
from reportgen.review.words import differences, words_of

ReadValue = Callable[[PackedSpan, str], str]
"""Returns the value that words say for the field of a span, as the outcomes file writes it; "" if
they say none."""

_SIGNS = frozenset(".,;:!?،؛؟。，；：！？")
_MAX_TRIES = 40
"""Places at either end of a value that are tried."""


@dataclass(frozen=True, slots=True)
class Part:
    """What an edit does to one span: its characters `first` to `last` became `pieces`."""

    span: PackedSpan
    first: int
    last: int
    pieces: tuple[Piece, ...]

    @property
    def new(self) -> str:
        """The new words."""
        return text_of(self.pieces)


def parts_of(one: PackedParagraph, edit: Edit, read_value: ReadValue) -> list[Part]:
    """Return what an edit does to each of the spans that it touches; at least one is there."""
    if edit.start >= edit.end:
        return [_insertion(one, edit)]
    spans = [span for span in one.spans if span.start < edit.end and span.end > edit.start]
    if not spans:
        return [_insertion(one, replace(edit, end=edit.start))]
    bounds = _Bounds(one, edit, spans, read_value).places()
    parts = []
    for at, span in enumerate(spans):
        first, last = max(edit.start, span.start), min(edit.end, span.end)
        pieces = tuple(slice_pieces(edit.pieces, bounds[at], bounds[at + 1]))
        part = Part(span, first - span.start, last - span.start, pieces)
        if len(spans) == 1 or part.new != one.text[first:last]:
            parts.append(part)
    return parts


def _insertion(one: PackedParagraph, edit: Edit) -> Part:
    """Return an insertion: into the span around it, or into the words of the text beside it."""
    at = edit.start
    inside = [span for span in one.spans if span.start < at < span.end]
    beside = [span for span in one.spans if at in (span.start, span.end)]
    literal = [span for span in beside if span.kind == "text"]
    span = (inside or literal or beside or [_nearest(one, at)])[0]
    place = min(max(at, span.start), span.end) - span.start
    return Part(span, place, place, edit.pieces)


def _nearest(one: PackedParagraph, at: int) -> PackedSpan:
    starts = [span.start for span in one.spans]
    return one.spans[max(bisect_right(starts, at) - 1, 0)]


class _Bounds:
    """Finds where in the new words each span begins, and where they end."""

    def __init__(
        self,
        one: PackedParagraph,
        edit: Edit,
        spans: Sequence[PackedSpan],
        read_value: ReadValue,
    ) -> None:
        self._one = one
        self._edit = edit
        self._spans = spans
        self._read_value = read_value
        self._new = text_of(edit.pieces)
        self._found = differences(one.text[edit.start : edit.end], self._new, is_fine=True)

    def places(self) -> list[int]:
        """Return the bounds: one more than there are spans."""
        bounds = [0]
        for left, right in zip(self._spans, self._spans[1:], strict=False):
            low, high = self._choices(left.end)
            at = high if right.kind != "text" and left.kind == "text" else low
            bounds.append(max(at, bounds[-1]))
        bounds.append(len(self._new))
        for at, span in enumerate(self._spans):
            if span.kind != "text":
                self._fit(at, span, bounds)
        return bounds

    def _choices(self, place: int) -> tuple[int, int]:
        """Return between which places of the new words a place of the paragraph can be.

        Both are the same where the words on either side of it stayed.
        """
        at = place - self._edit.start
        shift = 0
        for one in self._found:
            if at < one.start:
                break
            if one.start <= at <= one.end:
                return one.new_start, one.new_end
            shift = one.new_end - one.end
        return at + shift, at + shift

    def _fit(self, at: int, span: PackedSpan, bounds: list[int]) -> None:
        """Move the bounds of a value so that the words between them can be read as one."""
        before = self._one.text[span.start : max(self._edit.start, span.start)]
        after = self._one.text[min(self._edit.end, span.end) : span.end]
        if before + self._new[bounds[at] : bounds[at + 1]] + after == self._value(span):
            return
        starts, ends = [bounds[at]], [bounds[at + 1]]
        if at:
            starts = self._tries(span.start, bounds[at - 1], len(self._new))
        if at + 2 < len(bounds):
            ends = self._tries(span.end, 0, bounds[at + 2])
        tries = [(start, end) for start in starts for end in ends if start < end]
        for start, end in sorted(tries, key=self._preference):
            words = before + self._new[start:end] + after
            if words == words.strip() and self._read_value(span, words):
                bounds[at : at + 2] = [start, end]
                return

    def _value(self, span: PackedSpan) -> str:
        return self._one.text[span.start : span.end]

    def _preference(self, bounds: tuple[int, int]) -> tuple[bool, int]:
        """Rank words that may be a value: those without a sign at their end first, long ones first.

        The full stop of a sentence can be read with a date, and is not of it.
        """
        start, end = bounds
        return self._new[end - 1] in _SIGNS, start - end

    def _tries(self, place: int, lowest: int, highest: int) -> list[int]:
        """Return the places between words where a place of the paragraph may be."""
        low, high = self._choices(place)
        low, high = max(low, lowest), min(high, highest)
        places = [low]
        for word in words_of(self._new[low:high]):
            places.append(places[-1] + len(word))
        half = _MAX_TRIES // 2
        return places if len(places) <= _MAX_TRIES else [*places[:half], *places[-half:]]


def slice_pieces(pieces: Iterable[Piece], start: int, end: int) -> list[Piece]:
    """Return the pieces of characters `start` to `end`."""
    found = []
    at = 0
    for piece in pieces:
        first, last = max(start - at, 0), min(end - at, len(piece.text))
        if first < last:
            found.append(replace(piece, text=piece.text[first:last]))
        at += len(piece.text)
    return found


def text_of(pieces: Iterable[Piece]) -> str:
    """Return the words of pieces."""
    return "".join(piece.text for piece in pieces)
