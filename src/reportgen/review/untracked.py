"""What was done without tracking: the draft compared with the file, tracked changes rejected.

A reviewer who switched tracking off leaves no marks. What the file says where nothing is marked is
compared with what was packed, word by word. The same comparison tells where a tracked edit stands
in the draft when words beside it were changed without tracking.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from reportgen.review.align import Alignment, Pair, moved_pairs
from reportgen.review.edits import BREAK, Edit
from reportgen.review.marks import Piece
from reportgen.review.model import PackedParagraph
from reportgen.review.paragraphs import OldParagraph
from reportgen.review.words import Difference, differences, map_place

_NEAR = 40


@dataclass(slots=True)
class Locator:
    """Says where in the draft a place of a paragraph of the file is."""

    pair: Pair
    differences: list[Difference] = field(init=False)
    _bases: dict[int, int] = field(init=False)
    _starts: list[int] = field(init=False)

    def __post_init__(self) -> None:
        """Compare the texts once."""
        self._bases = {}
        text = ""
        for old in self.pair.olds:
            self._bases[old.number] = len(text)
            text += old.text
        self._starts = []
        packed = ""
        for one in self.pair.packed:
            self._starts.append(len(packed))
            packed += one.text
        self.differences = differences(packed, text)

    @property
    def file_text(self) -> str:
        """The text in the file, tracked changes rejected."""
        return "".join(old.text for old in self.pair.olds)

    @property
    def draft_text(self) -> str:
        """The text in the draft."""
        return "".join(one.text for one in self.pair.packed)

    def place(
        self, old: OldParagraph, offset: int, *, is_end: bool = False
    ) -> tuple[PackedParagraph, int]:
        """Return the paragraph of the draft and the place in it."""
        at = map_place(self._bases[old.number] + offset, self.differences, is_end=is_end)
        return self.split(at, is_end=is_end)

    def split(self, at: int, *, is_end: bool = False) -> tuple[PackedParagraph, int]:
        """Return the paragraph and the place in it for a place in all of them together."""
        index = max(bisect_right(self._starts, at - 1 if is_end and at else at) - 1, 0)
        one = self.pair.packed[index]
        return one, min(at - self._starts[index], len(one.text))

    def file_bounds(self) -> Iterator[tuple[OldParagraph, int]]:
        """Yield the paragraphs of the file after the first, and where they begin."""
        for old in self.pair.olds[1:]:
            yield old, self._bases[old.number]

    def draft_bounds(self) -> Iterator[tuple[PackedParagraph, PackedParagraph, int]]:
        """Yield the paragraphs of the draft that were joined, and where the second begins."""
        joined = self.pair.packed
        yield from zip(joined, joined[1:], self._starts[1:], strict=False)

    def pieces(self, start: int, end: int) -> tuple[Piece, ...]:
        """Return the pieces of the file's text between two places."""
        found = []
        for old in self.pair.olds:
            base = self._bases[old.number]
            at = max(bisect_right(old.starts, start - base) - 1, 0)
            while at < len(old.pieces) and old.starts[at] < end - base:
                piece = old.pieces[at]
                first, last = max(start - base - old.starts[at], 0), end - base - old.starts[at]
                words = piece.text[first:last] if piece.was_there else ""
                if words:
                    found.append(replace(piece, text=words, marks=(), format=None))
                at += 1
        return tuple(found)


def untracked_edits(locator: Locator, author: str, date: str) -> Iterator[Edit]:
    """Yield what was done to a paragraph without tracking; places are those of the draft.

    `author` and `date` are who saved the file last, and when.
    """
    old = locator.pair.olds[0]
    if not locator.file_text and locator.draft_text:
        for one in locator.pair.packed:
            yield untracked(
                Edit(
                    "paragraph-deleted", author, date, (old.number, 0), 0, len(one.text), one.text
                ),
                one,
            )
        return
    bounds = {start for _, start in locator.file_bounds()}
    joins = {start for _, _, start in locator.draft_bounds()}
    for difference in locator.differences:
        if not _is_seam(locator, difference, bounds, joins):
            yield _difference_edit(locator, difference, author, date)
    for part, start in locator.file_bounds():
        at = map_place(start, locator.differences, is_end=True)
        one, place = locator.split(at, is_end=True)
        edit = Edit("paragraph-split", author, date, (part.number, 0), place, place, new=BREAK)
        yield untracked(edit, one)
    for one, other, _ in locator.draft_bounds():
        place = len(one.text)
        edit = Edit("paragraphs-joined", author, date, (old.number, 0), place, place, BREAK)
        yield replace(untracked(edit, one), target=other)


def _is_seam(locator: Locator, difference: Difference, bounds: set[int], joins: set[int]) -> bool:
    """Whether a difference is only the space that goes or comes where paragraphs part or join."""
    gone = locator.draft_text[difference.start : difference.end]
    came = locator.file_text[difference.new_start : difference.new_end]
    is_split = not came and not gone.strip() and difference.new_start in bounds
    is_joined = not gone and not came.strip() and difference.start in joins
    return is_split or is_joined


def _difference_edit(locator: Locator, difference: Difference, author: str, date: str) -> Edit:
    one, start = locator.split(difference.start)
    last, end = locator.split(difference.end, is_end=True)
    if last is not one or end < start:
        end = len(one.text) if last is not one else start
    old = locator.draft_text[difference.start : difference.end]
    new = locator.file_text[difference.new_start : difference.new_end]
    kind = "replacement" if old and new else "insertion" if new else "deletion"
    number = next(
        (
            old.number
            for old, bound in reversed([*locator.file_bounds()])
            if bound <= difference.new_start
        ),
        locator.pair.olds[0].number,
    )
    edit = Edit(
        kind,  # type: ignore[arg-type]
        author,
        date,
        (number, -1),
        start,
        end,
        old,
        new,
        pieces=locator.pieces(difference.new_start, difference.new_end),
    )
    return untracked(edit, one)


def untracked(edit: Edit, one: PackedParagraph) -> Edit:
    """Return an edit as one without marks in a paragraph of the draft, with the words beside it."""
    edit.is_tracked = False
    edit.packed = one
    edit.before = one.text[max(0, edit.start - _NEAR) : edit.start]
    edit.after_words = one.text[edit.end : edit.end + _NEAR]
    return edit


def untracked_moves(alignment: Alignment, author: str, date: str) -> Iterator[Edit]:
    """Yield the paragraphs that stand elsewhere than in the draft."""
    for pair in moved_pairs(alignment.pairs):
        one = pair.packed[0]
        words = one.text
        edit = Edit("move", author, date, (pair.olds[0].number, -1), 0, len(words), words, words)
        edit.is_whole = True
        yield untracked(edit, one)


def untracked_missing(alignment: Alignment, author: str, date: str) -> Iterator[Edit]:
    """Yield the paragraphs of the draft that the file has no more."""
    places = sorted((pair.index, pair.olds[0].number) for pair in alignment.pairs)
    for index, one in alignment.missing:
        at = bisect_right(places, (index, 0)) - 1
        number = places[at][1] if at >= 0 else -1
        edit = Edit(
            "paragraph-deleted", author, date, (number, 1_000_000), 0, len(one.text), one.text
        )
        yield untracked(edit, one)


def untracked_addition(old: OldParagraph, author: str, date: str) -> Edit:
    """Return that a paragraph came in without tracking."""
    edit = Edit("paragraph-added", author, date, (old.number, -1), new=old.text)
    edit.is_tracked = False
    edit.style = old.raws[0].style
    edit.pieces = tuple(
        replace(piece, marks=(), format=None)
        for piece in old.pieces
        if piece.was_there and piece.text
    )
    return edit
