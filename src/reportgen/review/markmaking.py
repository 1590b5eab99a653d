"""The marks of a file: numbered as they are read, those of moves with the names of their ranges."""

from __future__ import annotations

from lxml import etree

from reportgen.opc.names import ID, NAME, PSTYLE, RPR, VAL, w
from reportgen.review.elements import PROPERTIES, RANGES, RUN_MARKS
from reportgen.review.marks import Mark, MarkKind, RawParagraph
from reportgen.review.wordtext import short_line

_MAX_OPEN = 16
"""Moves that may be open at once; a file that nests more is not from Word."""
_KIND_WORDS = frozenset({"ins", "del", "moveFrom", "moveTo"})


class MarkMaker:
    """Makes the marks of one part; `next_mark` is the number of the next one."""

    def __init__(self, first_mark: int) -> None:
        """Begin with the number of the first mark."""
        self.next_mark = first_mark
        self._moves: dict[str, tuple[str, str]] = {}

    def start_range(self, node: etree._Element) -> None:
        """Begin the named range of a move."""
        if len(self._moves) < _MAX_OPEN:
            kind = RANGES[str(node.tag)]
            self._moves[node.get(ID, "")] = (kind, short_line(node.get(NAME, "")))

    def end_range(self, node: etree._Element) -> None:
        """End the named range of a move."""
        self._moves.pop(node.get(ID, ""), None)

    def mark(self, node: etree._Element, kind: MarkKind) -> Mark:
        """Return the mark of words, of an end or of a row."""
        name = ""
        if kind in ("moveFrom", "moveTo"):
            name = next((name for side, name in self._moves.values() if side == kind), "")
        return self._new(node, kind, name, "")

    def property(self, node: etree._Element) -> Mark:
        """Return the mark of a property, which is named by its element."""
        what = str(node.tag).rpartition("}")[2]
        parent = node.getparent()
        if what in _KIND_WORDS and parent is not None:
            what = str(parent.tag).rpartition("}")[2]
        return self._new(node, "property", "", what)

    def _new(self, node: etree._Element, kind: MarkKind, name: str, what: str) -> Mark:
        author = short_line(node.get(w("author"), ""))
        date = short_line(node.get(w("date"), ""))
        self.next_mark += 1
        return Mark(self.next_mark - 1, kind, author, date, name, what)

    def look(self, node: etree._Element) -> Mark:
        """Return the mark of a change of the look of words."""
        return self._new(node, "property", "", "rPrChange")


def read_properties(paragraph: RawParagraph, properties: etree._Element, maker: MarkMaker) -> None:
    """Read the properties of a paragraph: its style and level, and the marks in them."""
    style = properties.find(PSTYLE)
    if style is not None:
        paragraph.style = style.get(VAL, "")
    level = properties.find(f"{w('numPr')}/{w('ilvl')}")
    paragraph.level = level.get(VAL, "") if level is not None else ""
    marks = []
    for child in properties.iter():
        parent = child.getparent()
        kind = RUN_MARKS.get(str(child.tag))
        if kind is not None and parent is not None and _is_within(parent, properties):
            if parent.tag == RPR:
                marks.append(maker.mark(child, kind))
            else:
                paragraph.properties.append(maker.property(child))
        elif child.tag in PROPERTIES or child.tag == w("rPrChange"):
            paragraph.properties.append(maker.property(child))
    paragraph.marks = tuple(marks)


def _is_within(node: etree._Element, properties: etree._Element) -> bool:
    """Whether a node belongs to the properties as they are, not to a record of earlier ones."""
    step: etree._Element | None = node
    while step is not None and step is not properties:
        if step.tag in PROPERTIES:
            return False
        step = step.getparent()
    return True
