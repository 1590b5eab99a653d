"""Which paragraph of a returned file is which of the draft.

The hidden bookmark says so as long as it is there and its paragraph still reads like that of the
draft. Bookmarks get lost, are written twice (LibreOffice, when a paragraph is split), travel with
words that are moved, or come to hold several paragraphs (Word, when paragraphs are joined); then
the words decide, and where they leave a doubt, the order of the draft.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from reportgen.review.model import PackedParagraph
from reportgen.review.paragraphs import OldParagraph
from reportgen.review.words import is_same, similarity

_ALIKE = 0.5
"""Two paragraphs as alike as that are the same one; unrelated sentences reach 0.4."""
_GAIN = 0.03
"""Two paragraphs put together must be that much more alike to the one they are compared with."""
_MAX_CANDIDATES = 40
_DISTINCT = 12
"""Characters of a text that is known by its words alone, wherever it stands."""

_Judge = Callable[[str, str], bool]
"""Tells whether a text of the draft and one of the file can be the same paragraph."""


@dataclass(slots=True)
class Pair:
    """A paragraph of the file and what it is in the draft.

    Normally one of each. Two or more in `olds`: it was split without tracking; in `packed`: they
    were joined without tracking.
    """

    olds: list[OldParagraph]
    packed: list[PackedParagraph]
    index: int
    """Place of the first of `packed` in the draft."""


@dataclass(slots=True)
class Alignment:
    """The pairs in document order, and what has no counterpart on either side."""

    pairs: list[Pair] = field(default_factory=list)
    added: list[OldParagraph] = field(default_factory=list)
    missing: list[tuple[int, PackedParagraph]] = field(default_factory=list)


def align(packed: Sequence[PackedParagraph], olds: Sequence[OldParagraph]) -> Alignment:
    """Return which paragraph is which; both are in the order of the document."""
    matcher = _Matcher(packed, olds)
    matcher.match()
    by_old = {number: index for index, number in matcher.found.items()}
    pairs = [
        Pair([old], [packed[by_old[at]]], by_old[at]) for at, old in enumerate(olds) if at in by_old
    ]
    added = [old for at, old in enumerate(olds) if at not in by_old]
    missing = [(i, one) for i, one in enumerate(packed) if i not in matcher.found and one.text]
    alignment = Alignment(pairs, added, missing)
    _rejoin_split(alignment)
    _rejoin_joined(alignment)
    return alignment


class _Matcher:
    """Finds counterparts, the surest first: `found` gives the place in the file by the draft's."""

    def __init__(self, packed: Sequence[PackedParagraph], olds: Sequence[OldParagraph]) -> None:
        self.found: dict[int, int] = {}
        self._packed = packed
        self._olds = olds
        self._taken: set[int] = set()
        self._indexes: list[int] = []
        self._by_name: dict[str, list[int]] = defaultdict(list)
        self._by_text: dict[str, list[int]] = defaultdict(list)
        for at, old in enumerate(olds):
            for name in old.names:
                self._by_name[name].append(at)
            if old.text:
                self._by_text[old.text].append(at)

    def match(self) -> None:
        """Find what can be found."""
        self._match_names(lambda one, other: one == other)
        self._match_texts()
        self._match_names(lambda one, other: is_same(one, other) or _are_alike(one, other))
        self._match_alike()
        self._match_names(lambda one, other: bool(one or other))

    def _take(self, index: int, at: int) -> None:
        self.found[index] = at
        self._taken.add(at)
        insort(self._indexes, index)

    def _open(self) -> list[int]:
        return [index for index in range(len(self._packed)) if index not in self.found]

    def _match_names(self, is_it: _Judge) -> None:
        """Match by bookmark where the texts allow it."""
        for index in self._open():
            one = self._packed[index]
            names = self._by_name.get(one.bookmark.casefold(), []) if one.bookmark else []
            candidates = [at for at in names[:_MAX_CANDIDATES] if at not in self._taken]
            fitting = [at for at in candidates if is_it(one.text, self._olds[at].text)]
            if fitting:
                best = max(fitting, key=lambda at: (self._score(one, at), -at))
                self._take(index, best)

    def _match_texts(self) -> None:
        """Match what has the very words: in its order, or anywhere if the words are distinct."""
        for index in self._open():
            text = self._packed[index].text
            candidates = [
                at for at in self._by_text.get(text, [])[:_MAX_CANDIDATES] if at not in self._taken
            ]
            first, last = self._between(index)
            inside = [at for at in candidates if first < at < last]
            if inside:
                self._take(index, inside[0])
            elif len(candidates) == 1 and len(text) >= _DISTINCT:
                self._take(index, candidates[0])

    def _match_alike(self) -> None:
        """Match what reads alike between the same neighbours, the most alike first."""
        scored = []
        for index in self._open():
            one = self._packed[index]
            first, last = self._between(index)
            near = (at for at in range(first + 1, last) if at not in self._taken)
            for at, _ in zip(near, range(_MAX_CANDIDATES), strict=False):
                score = self._score(one, at)
                if score >= _ALIKE:
                    scored.append((-score, index, at))
        for _, index, at in sorted(scored):
            if index not in self.found and at not in self._taken:
                first, last = self._between(index)
                if first < at < last:
                    self._take(index, at)

    def _score(self, one: PackedParagraph, at: int) -> float:
        return similarity(one.text, self._olds[at].text)

    def _between(self, index: int) -> tuple[int, int]:
        """Return between which paragraphs of the file a paragraph of the draft should stand."""
        place = bisect_left(self._indexes, index)
        first = self.found[self._indexes[place - 1]] if place else -1
        is_last = place == len(self._indexes)
        last = len(self._olds) if is_last else self.found[self._indexes[place]]
        return first, last


def _are_alike(one: str, other: str) -> bool:
    return similarity(one, other) >= _ALIKE


# --- split and joined without tracking -------------------------------------------------------


def _rejoin_split(alignment: Alignment) -> None:
    """Give paragraphs that have no counterpart to the one that they were split from."""
    by_number = {old.number: old for old in alignment.added if old.text and not old.is_new_row}
    used = set()
    for pair in alignment.pairs:
        text = pair.packed[0].text
        for step in (1, -1):
            while (other := _neighbour(pair, by_number, step)) is not None:
                if not _gains(text, pair.olds, other, step):
                    break
                pair.olds.insert(len(pair.olds) if step > 0 else 0, other)
                used.add(other.number)
                del by_number[other.number]
    alignment.added = [old for old in alignment.added if old.number not in used]


def _neighbour(pair: Pair, free: dict[int, OldParagraph], step: int) -> OldParagraph | None:
    edge = pair.olds[-1] if step > 0 else pair.olds[0]
    other = free.get(edge.number + step)
    return other if other is not None and other.holder == edge.holder else None


def _gains(text: str, olds: list[OldParagraph], other: OldParagraph, step: int) -> bool:
    """Whether a paragraph that is put to others makes them more like the draft's.

    One that is the very end or beginning of the draft's may be short.
    """
    words = other.text.strip()
    is_edge = text.rstrip().endswith(words) if step > 0 else text.lstrip().startswith(words)
    parts = [old.text for old in olds]
    before = similarity(text, " ".join(parts))
    parts.insert(len(parts) if step > 0 else 0, other.text)
    return similarity(text, " ".join(parts)) > before + (0 if is_edge else _GAIN)


def _rejoin_joined(alignment: Alignment) -> None:
    """Give paragraphs of the draft that are missing to the one that they were joined with."""
    missing = dict(alignment.missing)
    for pair in alignment.pairs:
        text = " ".join(old.text for old in pair.olds)
        while (other := missing.get(pair.index + len(pair.packed))) is not None:
            if not _grows(text, pair.packed, [*pair.packed, other]):
                break
            del missing[pair.index + len(pair.packed)]
            pair.packed.append(other)
        while (other := missing.get(pair.index - 1)) is not None:
            if not _grows(text, pair.packed, [other, *pair.packed]):
                break
            pair.index -= 1
            del missing[pair.index]
            pair.packed.insert(0, other)
    alignment.missing = sorted(missing.items(), key=lambda item: item[0])


def _grows(text: str, few: Iterable[PackedParagraph], more: Iterable[PackedParagraph]) -> bool:
    """Whether a text is more like more paragraphs of the draft than like few."""
    before = similarity(text, " ".join(one.text for one in few))
    return similarity(text, " ".join(one.text for one in more)) > before + _GAIN


def moved_pairs(pairs: Iterable[Pair]) -> Iterator[Pair]:
    """Yield the pairs that stand elsewhere than in the draft: all but the longest run in order."""
    ordered = list(pairs)
    kept = set(_longest_rise([pair.index for pair in ordered]))
    yield from (pair for at, pair in enumerate(ordered) if at not in kept)


def _longest_rise(numbers: Sequence[int]) -> list[int]:
    """Return the places of the longest rising run of numbers (patience sorting)."""
    tops: list[int] = []
    places: list[int] = []
    previous: list[int] = []
    for at, number in enumerate(numbers):
        pile = bisect_left(tops, number)
        previous.append(places[pile - 1] if pile else -1)
        tops[pile : pile + 1] = [number]
        places[pile : pile + 1] = [at]
    found = []
    at = places[-1] if places else -1
    while at >= 0:
        found.append(at)
        at = previous[at]
    return found[::-1]
