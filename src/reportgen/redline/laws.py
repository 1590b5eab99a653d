"""The laws of a redline: accepting every change gives NEW, rejecting every change gives OLD.

What is compared is what a reader sees and what Word keeps of it: the paragraphs with their words,
their style and place in a list, the look of every word, and how paragraphs stand in tables, headers
and footers. The laws are held against every redline that is made, by code that shares nothing with
the one that made it but the names of elements.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from reportgen.opc.names import (
    BR,
    CR,
    ILVL,
    NUM_PR,
    PPR,
    PSTYLE,
    RPR,
    TAB,
    TBL,
    TC,
    TCPR,
    TR,
    TXBX_CONTENT,
    VAL,
    P,
    R,
    T,
    w,
)
from reportgen.redline.trees import SECT_PR, Element, is_element, signature

_SIGNS = {
    TAB: "\t",
    BR: "\n",
    CR: "\n",
    w("noBreakHyphen"): "\u2011",
    w("drawing"): "\ufffc",
    w("pict"): "\ufffc",
    w("object"): "\ufffc",
}
_NOT_LOOK = frozenset(w(name) for name in ("ins", "del", "moveFrom", "moveTo", "rPrChange"))
_RECORDS = frozenset({w("pPrChange"), w("tcPrChange"), SECT_PR, RPR})
_NUM_ID = frozenset({w("numId"), w("pPrChange"), RPR, SECT_PR})
Shape = tuple[Any, ...]
"""What a story says: nested tuples, equal where two stories say the same."""


def shape_of(root: Element) -> Shape:
    """Return what the body of a document, a header or a footer says."""
    return tuple(_blocks(root))


def difference(expected: Shape, found: Shape) -> str:
    """Return in words where two shapes differ first; "" if they do not."""
    if expected == found:
        return ""
    for number, (left, right) in enumerate(zip(expected, found, strict=False), start=1):
        if left != right:
            return f"block {number}: {_brief(left)} became {_brief(right)}"
    return f"{len(expected)} blocks became {len(found)}"


def _brief(block: object) -> str:
    return repr(block)[:160]


def _blocks(container: Element) -> Iterator[Shape]:
    for child in container:
        if child.tag == P:
            yield _paragraph(child)
        elif child.tag == TBL:
            yield ("table", tuple(_row(row) for row in _rows(child)))
        elif is_element(child) and child.tag != TCPR:
            # Content controls and the like are seen through.
            yield from _blocks(child)


def _rows(table: Element) -> Iterator[Element]:
    for child in table:
        if child.tag == TR:
            yield child
        elif child.tag != TBL and is_element(child):
            yield from _rows(child)


def _row(row: Element) -> Shape:
    return tuple(
        (signature(cell.find(TCPR), _RECORDS), tuple(_blocks(cell))) for cell in _cells(row)
    )


def _cells(row: Element) -> Iterator[Element]:
    for child in row:
        if child.tag == TC:
            yield child
        elif is_element(child):
            yield from _cells(child)


def _paragraph(paragraph: Element) -> Shape:
    properties = paragraph.find(PPR)
    style = level = ""
    if properties is not None:
        named = properties.find(PSTYLE)
        style = named.get(VAL, "") if named is not None else ""
        place = properties.find(f"{NUM_PR}/{ILVL}")
        level = place.get(VAL, "") if place is not None else ""
    look = signature(properties, _NUM_ID)
    return ("paragraph", style, level, look, tuple(_joined(list(_pieces(paragraph)))))


def _pieces(element: Element) -> Iterator[tuple[str, str]]:
    """Yield the words of a paragraph and how they look, run by run."""
    for child in element:
        if child.tag == R:
            words = "".join(_run_texts(child))
            if words:
                yield words, signature(child.find(RPR), _NOT_LOOK)
        elif is_element(child) and child.tag not in (PPR, P):
            yield from _pieces(child)


def _run_texts(element: Element) -> Iterator[str]:
    for child in element:
        if child.tag == T:
            yield child.text or ""
        elif child.tag in _SIGNS:
            yield _SIGNS[child.tag]
        elif is_element(child) and child.tag not in (RPR, TXBX_CONTENT):
            yield from _run_texts(child)


def _joined(pieces: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield neighbours of one look as one piece: where runs begin is not seen."""
    words, look = "", ""
    for text, own in pieces:
        if words and own != look:
            yield words, look
            words = ""
        words, look = words + text, own
    if words:
        yield words, look
