"""Two Documents of one report compared: what was added, taken out, moved and reworded.

In go an older and a newer Document in one language, out come the passages of both in one list. A
passage is paired with that of the same origin, its words are compared word by word. Two laws hold:
who takes every change has the newer Document's words and looks, who takes none has the older one's.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from itertools import groupby
from typing import Literal

from reportgen.document import Block, Document, Field, Span, Spans, plain_text

Part = Literal["field", "label", "box-label", "box", "body", "column", "cell"]
WordChange = Literal["same", "inserted", "deleted"]
PassageState = Literal["same", "changed", "added", "removed"]

_NUMBER_OF_UNIT = re.compile(r"#\d+\Z")
# Chinese is written without spaces: there each character is a word. A word is not parted from the
# vowel signs above its letters.
_CHINESE = "\u2e80-\u2fdf\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_WORD = re.compile(rf"[{_CHINESE}]|(?:[^\W{_CHINESE}][\u0300-\u036f\u064b-\u065f\u0670]*)+|\s+|.")
_MOST_COMPARISONS = 1_000_000
"""Words of the one text times words of the other, beyond which they are not compared one by one."""

Group = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of a Document that are compared as one: a line of the cover, a paragraph, a cell.

    `name` is that of a field, label or row of the box; `block` the block that a paragraph is or
    that a cell stands in. `group`, `member` and `place` tell it from every other passage of the
    Document: the units of one text or the rows of one table are a group.
    """

    part: Part
    origin: str
    spans: Spans
    group: Group
    member: int
    place: int = 0
    name: str = ""
    block: Block | None = None

    @property
    def key(self) -> tuple[Group, int, int]:
        """What the same passage has in every language."""
        return self.group, self.member, self.place

    @property
    def text(self) -> str:
        """The words."""
        return plain_text(self.spans)

    @property
    def outcome(self) -> str:
        """The outcome that it belongs to, if any."""
        return self.block.outcome if self.block is not None else ""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a passage that were kept, put in or taken out together; they have one look."""

    change: WordChange
    span: Span


@dataclass(frozen=True, slots=True)
class PassageChange:
    """A passage and what happened to it; `old` is None for one that is new.

    `passage` is the newer one; for one that was taken out, the older.
    """

    state: PassageState
    passage: Passage
    old: Passage | None
    pieces: tuple[Piece, ...]
    is_moved: bool = False

    @property
    def is_change(self) -> bool:
        """Whether anything happened to it."""
        return self.state != "same" or self.is_moved


# --- the passages of a Document --------------------------------------------------------------


def passages(document: Document) -> tuple[Passage, ...]:
    """Return everything in a Document that readers see, in reading order; the labels come last."""
    found = _Passages()
    cover = document.cover
    for name, each in cover.fields.items():
        found.add_field("field", name, each)
    for row in cover.box:
        found.add_field("box-label", row.name, row.label)
        for block in row.paragraphs:
            found.add_block("box", block, row.name)
    for block in document.blocks():
        found.add_block("body", block)
    for name, each in cover.labels.items():
        found.add_field("label", name, each)
    return tuple(found.all)


@dataclass(slots=True)
class _Passages:
    """Collects passages, and numbers those of a group."""

    all: list[Passage] = field(default_factory=list)
    _members: defaultdict[Group, int] = field(default_factory=lambda: defaultdict(int))

    def add_field(self, part: Part, name: str, each: Field) -> None:
        self.all.append(Passage(part, each.origin, each.spans, (part, name), 0, name=name))

    def add_block(self, part: Part, block: Block, name: str = "") -> None:
        bare = _NUMBER_OF_UNIT.sub("", block.origin)
        group = (part, name, bare)
        member = self._members[group]
        self._members[group] += 1
        if block.kind != "table":
            one = Passage(part, block.origin, block.spans, group, member, name=name, block=block)
            self.all.append(one)
            return
        # A table that is shown twice has its rows twice: they are told apart by the table.
        columns = ("column", *group, str(member))
        for place, cell in enumerate(block.columns):
            self.all.append(Passage("column", cell.origin, cell.spans, columns, place, block=block))
        rows = ("cell", *group, str(member))
        for number, row in enumerate(block.rows):
            for place, cell in enumerate(row):
                self.all.append(
                    Passage("cell", cell.origin, cell.spans, rows, number, place, block=block)
                )


# --- two Documents ---------------------------------------------------------------------------


def unchanged(document: Document) -> tuple[PassageChange, ...]:
    """Return the passages of a Document that is compared with nothing."""
    return tuple(PassageChange("same", each, each, _as_pieces(each)) for each in passages(document))


def compare_documents(old: Document, new: Document) -> tuple[PassageChange, ...]:
    """Return what leads from an older Document to a newer one.

    The passages of the newer one stand in its order; what was taken out follows what it followed.
    """
    before, after = passages(old), passages(new)
    pairs = _pairs(before, after)
    moved = _moved([pairs[place] for place in range(len(after)) if place in pairs])
    gone = _taken_out(before, pairs, moved)
    found = [*gone[-1]]
    for place, passage in enumerate(after):
        partner = pairs.get(place)
        found.append(_change(before[partner] if partner is not None else None, passage))
        if partner in moved:
            found[-1] = replace(found[-1], is_moved=True)
        found += gone[place]
    return tuple(found)


def _change(old: Passage | None, new: Passage) -> PassageChange:
    """Return what happened to a passage that is there."""
    if old is None:
        return PassageChange("added", new, None, _as_pieces(new, "inserted"))
    pieces = compare_words(old.spans, new.spans)
    is_same = all(piece.change == "same" for piece in pieces)
    return PassageChange("same" if is_same else "changed", new, old, pieces)


def _taken_out(
    before: Sequence[Passage], pairs: dict[int, int], moved: set[int]
) -> defaultdict[int, list[PassageChange]]:
    """Return what was taken out by the newer passage behind which it stood, -1 for none."""
    partners = {old: new for new, old in pairs.items()}
    found: defaultdict[int, list[PassageChange]] = defaultdict(list)
    anchor = -1
    for place, passage in enumerate(before):
        if place not in partners:
            pieces = _as_pieces(passage, "deleted")
            found[anchor].append(PassageChange("removed", passage, passage, pieces))
        elif place not in moved:
            anchor = partners[place]
    return found


def _as_pieces(passage: Passage, change: WordChange = "same") -> tuple[Piece, ...]:
    return tuple(Piece(change, span) for span in passage.spans if span.text)


# --- which passage was which -----------------------------------------------------------------


def _pairs(before: Sequence[Passage], after: Sequence[Passage]) -> dict[int, int]:
    """Return for the place of a newer passage that of the older one it is compared with."""
    old_members, new_members = _members(before), _members(after)
    matched = {
        (group, new): old
        for group, members in new_members.items()
        for new, old in _aligned(old_members.get(group, []), members)
    }
    places = {each.key: place for place, each in enumerate(before)}
    pairs = {}
    for place, each in enumerate(after):
        member = matched.get((each.group, each.member))
        partner = places.get((each.group, member, each.place)) if member is not None else None
        if partner is not None:
            pairs[place] = partner
    taken = set(pairs.values())
    left_old = [place for place in range(len(before)) if place not in taken]
    left_new = [place for place in range(len(after)) if place not in pairs]
    return pairs | _same_outcome(before, left_old, after, left_new)


def _members(found: Iterable[Passage]) -> dict[Group, list[tuple[str, ...]]]:
    """Return the words of the members of each group: a unit of a text, a row of a table."""
    rows: defaultdict[Group, defaultdict[int, list[str]]]
    rows = defaultdict(lambda: defaultdict(list))
    for each in found:
        rows[each.group][each.member].append(each.text)
    return {
        group: [tuple(members[place]) for place in sorted(members)]
        for group, members in rows.items()
    }


def _aligned(
    old: Sequence[tuple[str, ...]], new: Sequence[tuple[str, ...]]
) -> Iterator[tuple[int, int]]:
    """Yield which newer member was which older one.

    Where there are as many as before, each is what it was. Else a unit was put in or taken out and
    those behind it have other numbers: they are known by their words.
    """
    if len(old) == len(new):
        yield from ((place, place) for place in range(len(new)))
        return
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for _, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        yield from zip(range(new_start, new_end), range(old_start, old_end), strict=False)


def _same_outcome(
    before: Sequence[Passage],
    left_old: Sequence[int],
    after: Sequence[Passage],
    left_new: Sequence[int],
) -> dict[int, int]:
    """Pair what is left by its outcome, in order: one that got words for this addressee alone."""
    waiting: defaultdict[str, list[int]] = defaultdict(list)
    for place in reversed(left_old):
        if before[place].part == "body" and before[place].outcome:
            waiting[before[place].outcome].append(place)
    return {
        place: waiting[after[place].outcome].pop()
        for place in left_new
        if after[place].part == "body" and waiting.get(after[place].outcome)
    }


def _moved(partners: Sequence[int]) -> set[int]:
    """Return which older passages are in another order now: as few as can be.

    `partners` are the places of older passages in the order of the newer ones; the longest run of
    them that still goes up (patience sorting) has kept its place.
    """
    tops: list[int] = []
    heads: list[int] = []
    before: dict[int, int] = {}
    for partner in partners:
        pile = bisect_left(tops, partner)
        if pile:
            before[partner] = heads[pile - 1]
        tops[pile : pile + 1] = [partner]
        heads[pile : pile + 1] = [partner]
    kept = set()
    last = heads[-1] if heads else None
    while last is not None:
        kept.add(last)
        last = before.get(last)
    return set(partners) - kept


# --- words -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Word:
    """A word, space or sign, and the span it stands in."""

    text: str
    span: Span

    @property
    def look(self) -> tuple[str, bool, bool, str]:
        """What readers see of it."""
        return self.text, self.span.strong, self.span.emphasis, self.span.href


def compare_words(old: Spans, new: Spans) -> tuple[Piece, ...]:
    """Return the words of two texts in one line, each kept, put in or taken out.

    A word with another look (strong, emphasised, leading elsewhere) is another word. What was
    computed and what was written are the same if they read the same.
    """
    before, after = _words(old), _words(new)
    words = [
        (change, word)
        for change, source, start, end in _runs(before, after)
        for word in (before if source == "old" else after)[start:end]
    ]
    return tuple(_joined(words))


def _words(spans: Spans) -> list[_Word]:
    return [_Word(found[0], span) for span in spans for found in _WORD.finditer(span.text)]


_Run = tuple[WordChange, Literal["old", "new"], int, int]


def _runs(before: Sequence[_Word], after: Sequence[_Word]) -> Iterator[_Run]:
    """Yield the runs of one change: whose words they are, and from where to where."""
    old, new = [word.look for word in before], [word.look for word in after]
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    yield "same", "new", 0, start
    old_end, new_end = len(old) - end, len(new) - end
    for tag, a, b, c, d in _opcodes(old[start:old_end], new[start:new_end]):
        if tag == "equal":
            yield "same", "new", start + c, start + d
        else:
            yield "deleted", "old", start + a, start + b
            yield "inserted", "new", start + c, start + d
    yield "same", "new", new_end, len(new)


_Look = tuple[str, bool, bool, str]


def _opcodes(
    old: Sequence[_Look], new: Sequence[_Look]
) -> Sequence[tuple[str, int, int, int, int]]:
    """Return what leads from one row of words to another.

    A space alone is no reason to keep two changes apart. Texts that would take long to compare are
    replaced as a whole.
    """
    if len(old) * len(new) > _MOST_COMPARISONS:
        return [("replace", 0, len(old), 0, len(new))]
    matcher = SequenceMatcher(lambda look: look[0].isspace(), old, new, autojunk=False)
    return matcher.get_opcodes()


def _joined(words: Iterable[tuple[WordChange, _Word]]) -> Iterator[Piece]:
    """Yield neighbouring words of one change and one span as one piece."""
    for (change, _), run in groupby(words, key=lambda each: (each[0], id(each[1].span))):
        found = [word for _, word in run]
        text = "".join(word.text for word in found)
        yield Piece(change, replace(found[0].span, text=text))
