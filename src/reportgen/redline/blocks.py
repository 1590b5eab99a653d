"""Bodies, cells, headers: rows of blocks in which some stayed, came, went or moved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from reportgen.opc.names import BOOKMARK_START, NAME, TBL, TC, TCPR, TR, P, w
from reportgen.opc.order import sort_children
from reportgen.redline.alignment import Unit, UnitKind, align
from reportgen.redline.items import Fate, Item, cells_of, items_of, row_items, settle_ends
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
        items = items_of(before, after, alignment)
        settle_ends(items)
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
        for item in row_items(before, after, alignment):
            if item.old is not None and item.new is not None:
                table.append(self._row(item.old, item.new))
            else:
                table.append(self._whole_row(item.new, item.old))
        return table

    def _row(self, old: Element, new: Element) -> Element:
        row = copy_of(new)
        for before, after in zip(cells_of(old), cells_of(row), strict=True):
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
        for cell in cells_of(source):
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
        text = f"{len(cells_of(block))}\0{text}"
    return Unit(kind, text, names)


def _rows(table: Element) -> list[Element]:
    return [child for child in table if child.tag == TR]


def _has_properties(row: Element) -> bool:
    return row.find(_TRPR) is not None
