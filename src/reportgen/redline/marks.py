"""The marks of tracked changes: who changed it and when, each with an id of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from reportgen.opc.names import (
    BOOKMARK_END,
    BOOKMARK_START,
    DOC_PR,
    ID,
    NAME,
    PPR,
    RPR,
    T,
    w,
)
from reportgen.opc.order import sort_children
from reportgen.redline.trees import DEL_TEXT, SECT_PR, Element, copy_of, number_of, signature

Status = Literal["same", "ins", "del", "moveFrom", "moveTo"]
"""What became of something: it stayed, came, went, moved away from here, or to here."""

OUT: tuple[Status, ...] = ("del", "moveFrom")

AUTHOR = w("author")

_PPR_CHANGE, _RPR_CHANGE = w("pPrChange"), w("rPrChange")
_NOT_OF_PARAGRAPH = (RPR, SECT_PR, _PPR_CHANGE)
_COMPARED = frozenset(_NOT_OF_PARAGRAPH)
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_WITH_AUTHOR = (
    w("ins"),
    w("del"),
    w("moveFrom"),
    w("moveTo"),
    w("moveFromRangeStart"),
    w("moveToRangeStart"),
)


@dataclass(slots=True)
class Stamp:
    """Makes marks for one file: author, date (ISO with time, UTC) and a running number."""

    author: str
    date: str
    last_id: int = 0
    last_drawing: int = 0
    moves: int = 0
    counts: Counter[str] = field(default_factory=Counter)

    def number(self) -> str:
        """Return an id that no other mark of the file has."""
        self.last_id += 1
        return str(self.last_id)

    def mark(self, parent: Element, name: str) -> Element:
        """Return a new element of a tracked change; it is not put anywhere yet."""
        return parent.makeelement(
            w(name), {ID: self.number(), AUTHOR: self.author, w("date"): self.date}
        )

    def mark_paragraph(self, paragraph: Element, status: Status) -> None:
        """Say of the mark of a paragraph that it came or went with it."""
        if status == "same":
            return
        properties = paragraph.find(PPR)
        if properties is None:
            properties = paragraph.makeelement(PPR, {})
            paragraph.insert(0, properties)
        run_properties = properties.find(RPR)
        if run_properties is None:
            run_properties = properties.makeelement(RPR, {})
            properties.append(run_properties)
            sort_children(properties)
        run_properties.insert(0, self.mark(paragraph, status))

    def record_paragraph(self, paragraph: Element, earlier: Element | None) -> None:
        """Record the properties that a paragraph had, where they differ from those it has."""
        properties = paragraph.find(PPR)
        if signature(properties, _COMPARED) == signature(earlier, _COMPARED):
            return
        if properties is None:
            properties = paragraph.makeelement(PPR, {})
            paragraph.insert(0, properties)
        record = self.mark(properties, "pPrChange")
        record.append(bare_properties(paragraph, earlier))
        properties.append(record)
        self.counts["format"] += 1

    def record_run(self, run: Element, earlier: Element | None) -> None:
        """Record how a run looked before."""
        properties = run.find(RPR)
        if properties is None:
            properties = run.makeelement(RPR, {})
            run.insert(0, properties)
        record = self.mark(properties, "rPrChange")
        inner = copy_of(earlier) if earlier is not None else run.makeelement(RPR, {})
        drop_children(inner, (_RPR_CHANGE,))
        record.append(inner)
        properties.append(record)
        self.counts["format"] += 1

    def record(self, parent: Element, name: str, earlier: Element | None) -> None:
        """Record the earlier properties of a table, row or cell: `name` is tblPr, trPr or tcPr."""
        properties = parent.find(w(name))
        if signature(properties) == signature(earlier):
            return
        if properties is None:
            properties = parent.makeelement(w(name), {})
            parent.insert(0, properties)
        record = self.mark(properties, f"{name}Change")
        inner = copy_of(earlier) if earlier is not None else parent.makeelement(w(name), {})
        drop_children(inner, (w("ins"), w("del")))
        record.append(inner)
        properties.append(record)
        sort_children(properties)
        self.counts["format"] += 1

    def renumber(self, element: Element) -> None:
        """Give the drawings in words of the old file ids that no other drawing has."""
        for drawing in element.iter(DOC_PR):
            self.last_drawing += 1
            drawing.set("id", str(self.last_drawing))

    def move_name(self) -> str:
        """Return the name by which the two ends of a move are known."""
        self.moves += 1
        return f"move{self.moves}"

    def move_range(self, parent: Element, kind: Status, name: str) -> tuple[Element, Element]:
        """Return the start and the end of one side of a move."""
        start = self.mark(parent, f"{kind}RangeStart")
        start.set(NAME, name)
        end = parent.makeelement(w(f"{kind}RangeEnd"), {ID: start.get(ID, "")})
        return start, end


def bare_properties(parent: Element, properties: Element | None) -> Element:
    """Return paragraph properties as a record of earlier ones holds them."""
    if properties is None:
        return parent.makeelement(PPR, {})
    bare = copy_of(properties)
    drop_children(bare, _NOT_OF_PARAGRAPH)
    return bare


def drop_children(element: Element, tags: Iterable[str]) -> None:
    """Remove the children of these kinds."""
    wanted = tuple(tags)
    for child in [each for each in element if each.tag in wanted]:
        element.remove(child)


def as_deleted(element: Element) -> None:
    """Make the words and field instructions under an element those of a deletion."""
    for text in element.iter(T):
        text.tag = DEL_TEXT
    for instruction in element.iter(w("instrText")):
        instruction.tag = w("delInstrText")


def keep_spaces(text: Element) -> None:
    """Say of a text that the blanks at its ends, and within, count."""
    words = text.text or ""
    if words != words.strip() or "  " in words:
        text.set(_SPACE, "preserve")


def largest_id(root: Element) -> int:
    """Return the largest id of a bookmark, comment or tracked change in a part."""
    found = 0
    for element in root.iter(BOOKMARK_START, BOOKMARK_END, w("commentRangeStart"), *_WITH_AUTHOR):
        found = max(found, number_of(element.get(ID)))
    return found


def largest_drawing(root: Element) -> int:
    """Return the largest id of a drawing in a part."""
    return max((number_of(each.get("id")) for each in root.iter(DOC_PR)), default=0)
