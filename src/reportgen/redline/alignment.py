"""Which block of the old file is which of the new one: by origin first, then by words.

Paragraphs of a report carry the origin of their text as the name of a hidden bookmark; the same
text has the same name in every build. So a paragraph is known again however much was reworded, and
wherever it went. Blocks without one, and the further paragraphs of a text whose numbers shifted,
are known by their words.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Container, Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal, NamedTuple

from rapidfuzz.distance import Indel

from reportgen.redline.words import common_hunks

UnitKind = Literal["paragraph", "table", "row", "other"]

_MOVED_FROM = 12
"""How many characters a paragraph has at least for its move to be worth telling."""
_WORTH = 200
"""What a paragraph weighs, as characters, beside its words when it is to be said which moved."""
_MOVED_LIKE, _NAMED_LIKE, _LIKE = 0.6, 0.2, 0.45
"""How alike texts are that moved; that have one origin; that have nothing but their words."""
_COMPARED = 2000
"""How many characters of a text are looked at to see how alike it is to another."""
_MAX_COMPARISONS = 10_000


@dataclass(frozen=True, slots=True)
class Unit:
    """A block to be found again: its kind, its words, and the names of origins in it."""

    kind: UnitKind
    text: str
    names: tuple[str, ...] = ()


class _Chain(NamedTuple):
    """A pair of blocks, and the pairs before it."""

    old: int
    new: int
    before: _Chain | None


@dataclass(frozen=True, slots=True)
class Alignment:
    """Which new block each old one is, by number: in the same order, and moved."""

    pairs: dict[int, int] = field(default_factory=dict)
    moves: dict[int, int] = field(default_factory=dict)


def align(old: Sequence[Unit], new: Sequence[Unit], *, with_moves: bool = True) -> Alignment:
    """Return which blocks are the same."""
    known = _known_again(old, new)
    anchors = _in_order(known, old)
    moves = {}
    if with_moves:
        moves = {i: j for i, j in known.items() if i not in anchors and _is_move(old[i], new[j])}
    taken_old, taken_new = {*anchors, *moves}, {*anchors.values(), *moves.values()}
    edges = [(-1, -1), *sorted(anchors.items()), (len(old), len(new))]
    for (i1, j1), (i2, j2) in pairwise(edges):
        left = [i for i in range(i1 + 1, i2) if i not in taken_old]
        right = [j for j in range(j1 + 1, j2) if j not in taken_new]
        anchors.update(_pairs_between(left, right, old, new))
    return Alignment(dict(sorted(anchors.items())), moves)


def likeness(old: str, new: str) -> float:
    """Return how alike two texts are, from 0 to 1."""
    return float(Indel.normalized_similarity(old[:_COMPARED], new[:_COMPARED]))


def _known_again(old: Sequence[Unit], new: Sequence[Unit]) -> dict[int, int]:
    """Return the blocks that can be told without looking at their neighbours."""
    known: dict[int, int] = {}
    keys: tuple[Callable[[Unit], Hashable], ...] = (
        lambda unit: (unit.kind, unit.text, unit.names) if unit.names else None,
        lambda unit: (unit.kind, unit.text) if unit.text.strip() else None,
        lambda unit: (unit.kind, unit.names[0]) if unit.names else None,
    )
    for key in keys:
        taken = set(known.values())
        left = _singles(old, key, known)
        right = _singles(new, key, taken)
        for name, i in left.items():
            j = right.get(name)
            if j is not None and _is_likely(old[i], new[j]):
                known[i] = j
    return known


def _singles(
    units: Sequence[Unit], key: Callable[[Unit], Hashable], taken: Container[int]
) -> dict[Hashable, int]:
    """Return the numbers of the blocks that are the only ones with their key."""
    keys = {i: key(unit) for i, unit in enumerate(units) if i not in taken}
    count = Counter(keys.values())
    return {name: i for i, name in keys.items() if name is not None and count[name] == 1}


def _is_likely(old: Unit, new: Unit) -> bool:
    return old.text == new.text or likeness(old.text, new.text) >= _NAMED_LIKE


def _is_move(old: Unit, new: Unit) -> bool:
    return (
        old.kind == "paragraph"
        and min(len(old.text), len(new.text)) >= _MOVED_FROM
        and likeness(old.text, new.text) >= _MOVED_LIKE
    )


def _in_order(known: dict[int, int], old: Sequence[Unit]) -> dict[int, int]:
    """Return the heaviest part of the pairs that stand in the same order in both files.

    So few paragraphs have moved rather than many, and short ones rather than long ones. The best
    sum that ends at or before each new block is kept in a list that only rises.
    """
    ends: list[int] = []
    sums: list[int] = []
    chains: list[_Chain] = []
    for i, j in sorted(known.items()):
        at = bisect_left(ends, j)
        before = chains[at - 1] if at else None
        weight = (sums[at - 1] if at else 0) + _WORTH + len(old[i].text)
        after = at
        while after < len(ends) and sums[after] <= weight:
            after += 1
        ends[at:after], sums[at:after] = [j], [weight]
        chains[at:after] = [_Chain(i, j, before)]
    found = {}
    link = chains[-1] if chains else None
    while link is not None:
        found[link.old] = link.new
        link = link.before
    return found


def _pairs_between(
    left: list[int], right: list[int], old: Sequence[Unit], new: Sequence[Unit]
) -> Iterator[tuple[int, int]]:
    """Yield which of the blocks between two known ones are the same: equal ones, then alike."""
    hunks = common_hunks(
        [f"{old[i].kind}\0{old[i].text}" for i in left],
        [f"{new[j].kind}\0{new[j].text}" for j in right],
    )
    at = 0
    shift = 0
    for hunk in hunks:
        yield from ((left[k], right[k + shift]) for k in range(at, hunk.old_start))
        yield from _alike(
            left[hunk.old_start : hunk.old_end], right[hunk.new_start : hunk.new_end], old, new
        )
        at, shift = hunk.old_end, hunk.new_end - hunk.old_end
    yield from ((left[k], right[k + shift]) for k in range(at, len(left)))


def _alike(
    left: list[int], right: list[int], old: Sequence[Unit], new: Sequence[Unit]
) -> Iterator[tuple[int, int]]:
    """Yield the pairs of blocks, in order, whose likeness is greatest in sum."""
    if not left or not right or len(left) * len(right) > _MAX_COMPARISONS:
        return
    scores = [[_score(old[i], new[j]) for j in right] for i in left]
    best = [[0.0] * (len(right) + 1) for _ in range(len(left) + 1)]
    for a in range(len(left) - 1, -1, -1):
        for b in range(len(right) - 1, -1, -1):
            paired = scores[a][b] + best[a + 1][b + 1] if scores[a][b] else 0.0
            best[a][b] = max(best[a + 1][b], best[a][b + 1], paired)
    a = b = 0
    while a < len(left) and b < len(right):
        if scores[a][b] and best[a][b] == scores[a][b] + best[a + 1][b + 1]:
            yield left[a], right[b]
            a, b = a + 1, b + 1
        elif best[a][b] == best[a + 1][b]:
            a += 1
        else:
            b += 1


def _score(old: Unit, new: Unit) -> float:
    """Return how likely two blocks are the same; 0 where they are not."""
    if old.kind != new.kind:
        return 0.0
    alike = likeness(old.text, new.text)
    if old.kind == "table" or (old.names and old.names[:1] == new.names[:1]):
        return alike + 0.01  # two tables side by side would become one in Word
    return alike if alike >= _LIKE else 0.0
