"""Bodies, cells, headers: rows of blocks in which some stayed, came, went or moved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from reportgen.opc.names import BOOKMARK_START, NAME, TBL, TC, TCPR, TR, P, w
from reportgen.opc.order import sort_children
from reportgen.redline.alignment import Alignment, Unit, UnitKind, align
from reportgen.redline.marks import Stamp
from reportgen.redline.paragraphs import ParagraphWriter
from reportgen.redline.trees import (
    ORIGIN_PREFIX,
    SECT_PR,
    Element,
    attributes_of,
    copy_of,
    is_element,
    text_of,
)

Fate = Literal["same", "ins", "del", "from", "to"]

_KINDS: Mapping[str, UnitKind] = {P: "paragraph", TBL: "table", TR: "row"}
_TBLPR, _TRPR, _TBL_GRID = w("tblPr"), w("trPr"), w("tblGrid")
_ROW_HEADS = (_TRPR, w("tblPrEx"))
_MARKERS = (
    BOOKMARK_START,
    w("bookmarkEnd"),
    w("commentRangeStart"),
    w("commentRangeEnd"),
    w("permStart"),
    w("permEnd"),
)


@dataclass(slots=True)
class Item:
    """A block of the redline: the old one, the new one, or both.

    Where a text ends in paragraphs that came or went, the last of them and the paragraph before
    them are each other's `partner`: see `_settle_ends`.
    """

    fate: Fate
    old: Element | None = None
    new: Element | None = None
    move: int = 0
    partner: Item | None = None


@dataclass(slots=True)
class BlockWriter:
    """Writes the containers of one part; without moves, what moved goes here and comes there."""

    paragraphs: ParagraphWriter
    with_moves: bool = True

    @property
    def stamp(self) -> Stamp:
        """What makes the marks."""
        return self.paragraphs.stamp

    def container(self, old: Element, new: Element) -> None:
        """Turn the new container (body, cell, header, footer) into the redline of both."""
        before, after = _children(old), _children(new)
        alignment = align(
            [_unit(each) for each in before],
            [_unit(each) for each in after],
            with_moves=self.with_moves,
        )
        items = _items(before, after, alignment)
        _settle_ends(items)
        new[:] = [
            *[child for child in new if child.tag == TCPR],
            *self._written(items),
            *[child for child in new if child.tag == SECT_PR],
        ]

    def _written(self, items: Sequence[Item]) -> Iterator[Element]:
        left = {item.move: item.old for item in items if item.fate == "from"}
        arrivals: dict[int, list[Element]] = {}
        departures: dict[int, list[Element]] = {}
        for item in items:
            old = left.get(item.move)
            if item.fate == "to" and old is not None and item.new is not None:
                departures[item.move], arrivals[item.move] = self.paragraphs.moved(old, item.new)
        for item in items:
            if item.fate == "from":
                yield from departures[item.move]
            elif item.fate == "to":
                yield from arrivals[item.move]
            else:
                yield self._block(item)

    def _block(self, item: Item) -> Element:
        """Return a block that did not move."""
        old, new = item.old, item.new
        if old is not None and new is not None:
            if new.tag == P:
                return self._same_paragraph(item, old, new)
            if new.tag == TBL:
                return self._table(old, new)
            return copy_of(new)
        block = new if new is not None else old
        if block is None:
            raise ValueError("an item without a block")
        if block.tag == TBL:
            return self._whole_table(block, item.fate)
        if block.tag != P:
            return copy_of(block)
        end = item.partner
        if item.fate == "ins":
            if end is None:
                return self.paragraphs.inserted(block)
            return self.paragraphs.inserted(block, "same", end.old)
        if end is None:
            return self.paragraphs.deleted(block)
        return self.paragraphs.deleted(block, "same", end.new)

    def _same_paragraph(self, item: Item, old: Element, new: Element) -> Element:
        """Return a paragraph of both files, whose mark may stand for one at the end of the text."""
        end = item.partner
        if end is None:
            return self.paragraphs.same(old, new)
        return self.paragraphs.same(old, new, "ins" if end.fate == "ins" else "del")

    def _table(self, old: Element, new: Element) -> Element:
        """Return a table of both files, compared row by row."""
        before, after = _rows(old), _rows(new)
        alignment = align(
            [_unit(each) for each in before], [_unit(each) for each in after], with_moves=False
        )
        table = new.makeelement(TBL, attributes_of(new))
        table.extend(copy_of(child) for child in new if child.tag != TR)
        self.stamp.record(table, "tblPr", old.find(_TBLPR))
        for item in _row_items(before, after, alignment):
            if item.old is not None and item.new is not None:
                table.append(self._row(item.old, item.new))
            else:
                table.append(self._whole_row(item.new, item.old))
        return table

    def _row(self, old: Element, new: Element) -> Element:
        row = copy_of(new)
        for before, after in zip(_cells(old), _cells(row), strict=True):
            self.container(before, after)
            self.stamp.record(after, "tcPr", before.find(TCPR))
        if _has_properties(old) and _has_properties(row):
            self.stamp.record(row, "trPr", old.find(_TRPR))
        return row

    def _whole_table(self, table: Element, fate: Fate) -> Element:
        """Return a table all of whose rows came or went."""
        written = table.makeelement(TBL, attributes_of(table) if fate == "ins" else {})
        written.extend(copy_of(child) for child in table if child.tag in (_TBLPR, _TBL_GRID))
        for row in _rows(table):
            written.append(
                self._whole_row(row, None) if fate == "ins" else self._whole_row(None, row)
            )
        return written

    def _whole_row(self, new: Element | None, old: Element | None) -> Element:
        """Return a row that came or went, with everything in it."""
        source = new if new is not None else old
        if source is None:
            raise ValueError("a row that is in neither file")
        row = source.makeelement(TR, attributes_of(source) if new is not None else {})
        row.extend(copy_of(child) for child in source if child.tag in _ROW_HEADS)
        counted = Counter(self.stamp.counts)
        for cell in _cells(source):
            written = cell.makeelement(TC, {})
            written.extend(copy_of(child) for child in cell if child.tag == TCPR)
            written.extend(self._whole_blocks(cell, is_new=new is not None))
            row.append(written)
        # A row is one change, however many cells it has.
        self.stamp.counts.clear()
        self.stamp.counts.update(
            counted + Counter({"insertion" if new is not None else "deletion": 1})
        )
        properties = row.find(_TRPR)
        if properties is None:
            properties = row.makeelement(_TRPR, {})
            row.insert(len([each for each in row if each.tag == w("tblPrEx")]), properties)
        properties.append(self.stamp.mark(properties, "ins" if new is not None else "del"))
        sort_children(properties)
        return row

    def _whole_blocks(self, cell: Element, *, is_new: bool) -> Iterator[Element]:
        """Yield the blocks of a cell that came or went; its last paragraph keeps its mark."""
        blocks = _children(cell)
        for number, block in enumerate(blocks, start=1):
            if block.tag == TBL:
                yield self._whole_table(block, "ins" if is_new else "del")
            elif block.tag != P:
                yield copy_of(block)
            elif is_new:
                yield self.paragraphs.inserted(block, "ins" if number < len(blocks) else "same")
            else:
                yield self.paragraphs.deleted(block, "del" if number < len(blocks) else "same")


def _children(container: Element) -> list[Element]:
    """Return the blocks of a container; marks between blocks go into the paragraph after them."""
    blocks: list[Element] = []
    waiting: list[Element] = []
    for child in container:
        if child.tag in _MARKERS:
            waiting.append(child)
        elif is_element(child) and child.tag not in (TCPR, SECT_PR):
            if child.tag == P and waiting:
                at = 1 if len(child) and child[0].tag == w("pPr") else 0
                child[at:at], waiting = waiting, []
            blocks.append(child)
    last = next((block for block in reversed(blocks) if block.tag == P), None)
    if waiting and last is not None:
        last.extend(waiting)
    return blocks


def _unit(block: Element) -> Unit:
    names = tuple(
        name
        for start in block.iter(BOOKMARK_START)
        if (name := start.get(NAME, "")).startswith(ORIGIN_PREFIX)
    )
    kind = _KINDS.get(str(block.tag), "other")
    text = text_of(block)
    if kind == "row":
        # Rows whose cells do not answer to each other are not the same row.
        text = f"{len(_cells(block))}\0{text}"
    return Unit(kind, text, names)


def _rows(table: Element) -> list[Element]:
    return [child for child in table if child.tag == TR]


def _cells(row: Element) -> list[Element]:
    return [child for child in row if child.tag == TC]


def _spans(row: Element) -> list[str]:
    """Return which columns the cells of a row take."""
    found = []
    for cell in _cells(row):
        span = cell.find(f"{TCPR}/{w('gridSpan')}")
        found.append(span.get(w("val"), "1") if span is not None else "1")
    return found


def _has_properties(row: Element) -> bool:
    return row.find(_TRPR) is not None


def _items(old: Sequence[Element], new: Sequence[Element], alignment: Alignment) -> list[Item]:
    """Return the blocks of both files in one order: what went stands before what came."""
    moved = {j: number for number, j in enumerate(alignment.moves.values(), start=1)}
    leaving = {i: moved[j] for i, j in alignment.moves.items()}
    partner = {j: i for i, j in alignment.pairs.items()}
    items: list[Item] = []
    i = 0

    def leave(until: int) -> Iterator[Item]:
        for number in range(i, until):
            if number in leaving:
                yield Item("from", old=old[number], move=leaving[number])
            else:
                yield Item("del", old=old[number])

    for j, block in enumerate(new):
        if j in partner:
            items += leave(partner[j])
            items.append(Item("same", old=old[partner[j]], new=block))
            i = partner[j] + 1
        elif j in moved:
            items.append(Item("to", new=block, move=moved[j]))
        else:
            items.append(Item("ins", new=block))
    items += leave(len(old))
    return items


def _row_items(
    old: Sequence[Element], new: Sequence[Element], alignment: Alignment
) -> Iterator[Item]:
    for item in _items(old, new, alignment):
        before, after = item.old, item.new
        if before is not None and after is not None and _spans(before) != _spans(after):
            yield Item("del", old=before)
            yield Item("ins", new=after)
        else:
            yield item


def _settle_ends(items: list[Item]) -> None:
    """See to it that no text ends in a paragraph whose mark comes or goes.

    The last paragraph of a body, header or cell, and the one before a table, cannot lose its mark
    in Word. What was added at the end of a text is, to Word, a new mark in the paragraph before;
    where the end was replaced, the last paragraphs of both files are one that changed.
    """
    start = 0
    _demote_moves(items)
    while start <= len(items):
        end = next((at for at in range(start, len(items)) if _is_table(items[at])), len(items))
        end += _settle_end(items, start, end)
        start = end + 1


def _is_table(item: Item) -> bool:
    block = item.new if item.new is not None else item.old
    return block is not None and block.tag != P


def _tail(items: Sequence[Item], start: int, end: int) -> int:
    """Return where the paragraphs begin that are not the same, and reach to the end."""
    at = end
    while at > start and items[at - 1].fate != "same":
        at -= 1
    return at


def _demote_moves(items: list[Item]) -> None:
    """Have what moved to or from the end of a text go and come instead."""
    numbers = set()
    is_end = True
    for item in reversed(items):
        is_end = _is_table(item) or (is_end and item.fate != "same")
        if is_end:
            numbers.add(item.move)
    for item in items:
        if item.move and item.move in numbers:
            item.fate, item.move = ("del" if item.fate == "from" else "ins"), 0


def _settle_end(items: list[Item], start: int, end: int) -> int:
    """Settle the end of one text; return by how many the items have grown (or shrunk)."""
    tail = _tail(items, start, end)
    fates = {item.fate for item in items[tail:end]}
    if len(fates) > 1:
        gone = max(at for at in range(tail, end) if items[at].fate == "del")
        come = max(at for at in range(tail, end) if items[at].fate == "ins")
        whole = Item("same", old=items[gone].old, new=items[come].new)
        kept = [items[at] for at in range(tail, end) if at not in (gone, come)]
        items[tail:end] = [*kept, whole]
        return -1
    if fates and tail > start:
        before, last = items[tail - 1], items[end - 1]
        before.partner, last.partner = last, before
    return 0
