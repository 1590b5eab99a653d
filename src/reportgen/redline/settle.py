"""Tracked changes settled: all accepted, or all rejected.

This is our own reading of ISO/IEC 29500-1, 17.13.5; a redline is checked by it, and files that
already have tracked changes are read through it. A paragraph whose mark goes joins the paragraph
after it, whose properties the two then have.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from lxml import etree

from reportgen.opc.names import PPR, RPR, SDT, TBL, TC, TCPR, TR, P, T, w
from reportgen.opc.package import Package
from reportgen.redline.trees import (
    DEL_TEXT,
    HYPERLINK,
    SECT_PR,
    Element,
    drop,
    parse,
    serialise,
    unwrap,
)

Verdict = Literal["accept", "reject"]

_IN, _OUT = (w("ins"), w("moveTo")), (w("del"), w("moveFrom"))
_INSTRUCTION, _DELETED_INSTRUCTION = w("instrText"), w("delInstrText")
_TRPR = w("trPr")
_CELL_IN, _CELL_OUT, _CELL_MERGE = w("cellIns"), w("cellDel"), w("cellMerge")
_RANGES = tuple(
    w(f"{kind}{edge}")
    for kind in (
        "moveFromRange",
        "moveToRange",
        "customXmlInsRange",
        "customXmlDelRange",
        "customXmlMoveFromRange",
        "customXmlMoveToRange",
    )
    for edge in ("Start", "End")
)
_CHANGES = tuple(
    w(f"{name}Change")
    for name in ("rPr", "pPr", "tblPr", "tcPr", "trPr", "sectPr", "tblGrid", "tblPrEx")
)
_NUMBERING_CHANGE = w("numberingChange")
_KEPT_ON_REJECT: Mapping[str, tuple[str, ...]] = {
    w("pPrChange"): (RPR, SECT_PR),
    w("sectPrChange"): (w("headerReference"), w("footerReference")),
    w("trPrChange"): (w("ins"), w("del")),
    w("tcPrChange"): (_CELL_IN, _CELL_OUT, _CELL_MERGE),
}
"""What the record of earlier properties does not speak of, and which therefore stays."""
_MARKS = tuple(
    w(name) for name in ("bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd")
)
_PROOF = w("proofErr")

REVISIONS = (*_IN, *_OUT, *_RANGES, *_CHANGES, _CELL_IN, _CELL_OUT, _CELL_MERGE)
"""The elements by which a file has tracked changes."""

STORY_PREFIXES = ("word/document", "word/header", "word/footer")
NOTE_PREFIXES = ("word/footnotes", "word/endnotes")


def story_names(package: Package) -> tuple[str, ...]:
    """Return the parts of a file that hold paragraphs that readers see."""
    prefixes = (*STORY_PREFIXES, *NOTE_PREFIXES)
    return tuple(
        name for name in package.parts if name.startswith(prefixes) and name.endswith(".xml")
    )


def settle_parts(package: Package, verdict: Verdict) -> dict[str, bytes]:
    """Return the parts that tracked changes stand in, with all of them accepted or rejected.

    Raises `etree.XMLSyntaxError` for a part that is not well-formed.
    """
    changed = {}
    for name in story_names(package):
        root = parse(package.data(name))
        if settle(root, verdict):
            changed[name] = serialise(root)
    return changed


def settle(root: Element, verdict: Verdict) -> bool:
    """Accept or reject every tracked change under `root`; return whether there was any."""
    if next(root.iter(*REVISIONS), None) is None:
        return False
    stays, goes = (_IN, _OUT) if verdict == "accept" else (_OUT, _IN)
    _settle_properties(root, verdict)
    _settle_rows(root, stays, goes)
    _settle_cells(root, verdict)
    ending = _settle_marks(root, stays, goes)
    _settle_content(root, stays, goes)
    for paragraph in ending:
        _join_next(paragraph)
    for marker in list(root.iter(*_RANGES)):
        drop(marker)
    _clear(root)
    return True


def _settle_properties(root: Element, verdict: Verdict) -> None:
    """Leave of changed properties the new ones, or the earlier ones."""
    for record in list(root.iter(*_CHANGES)):
        properties = record.getparent()
        if properties is None:
            continue
        properties.remove(record)
        if verdict == "accept":
            continue
        kept_tags = _KEPT_ON_REJECT.get(record.tag, ())
        kept = [child for child in properties if child.tag in kept_tags]
        earlier = list(record[0]) if len(record) else []
        properties[:] = [*earlier, *kept]
    for record in list(root.iter(_NUMBERING_CHANGE)):
        drop(record)


def _settle_rows(root: Element, stays: tuple[str, ...], goes: tuple[str, ...]) -> None:
    for properties in list(root.iter(_TRPR)):
        row = properties.getparent()
        if row is None or row.tag != TR:
            continue
        is_going = any(child.tag in goes for child in properties)
        for child in [each for each in properties if each.tag in (*stays, *goes)]:
            properties.remove(child)
        if is_going:
            drop(row)
        elif not len(properties):
            row.remove(properties)


def _settle_cells(root: Element, verdict: Verdict) -> None:
    going = _CELL_OUT if verdict == "accept" else _CELL_IN
    for properties in list(root.iter(TCPR)):
        cell = properties.getparent()
        marks = [each for each in properties if each.tag in (_CELL_IN, _CELL_OUT, _CELL_MERGE)]
        is_going = any(mark.tag == going for mark in marks)
        for mark in marks:
            properties.remove(mark)
        if is_going and cell is not None:
            drop(cell)


def _settle_marks(root: Element, stays: tuple[str, ...], goes: tuple[str, ...]) -> list[Element]:
    """Settle the marks of paragraphs; return the paragraphs whose mark goes, in reading order."""
    ending = []
    for paragraph in root.iter(P):
        mark = paragraph.find(f"{PPR}/{RPR}")
        if mark is None:
            continue
        revisions = [child for child in mark if child.tag in (*stays, *goes)]
        if any(child.tag in goes for child in revisions):
            ending.append(paragraph)
        for child in revisions:
            mark.remove(child)
        if revisions and not len(mark):
            drop(mark)
    return ending


def _settle_content(root: Element, stays: tuple[str, ...], goes: tuple[str, ...]) -> None:
    for element in list(root.iter(*goes)):
        drop(element)
    for element in list(root.iter(*stays)):
        unwrap(element)
    for text in root.iter(DEL_TEXT):
        text.tag = T
    for instruction in root.iter(_DELETED_INSTRUCTION):
        instruction.tag = _INSTRUCTION


def _join_next(paragraph: Element) -> None:
    """Join a paragraph whose mark is gone with the one after it.

    Before a table, and at the end of a cell, there is none to join: what is empty then goes, if
    something else is left.
    """
    content = [child for child in paragraph if child.tag not in (PPR, _PROOF)]
    is_empty = all(
        child.tag in _MARKS or (child.tag == HYPERLINK and not len(child)) for child in content
    )
    after = paragraph.getnext()
    while after is not None and after.tag in (*_RANGES, *_MARKS):
        after = after.getnext()
    if after is not None and after.tag == P:
        at = 1 if len(after) and after[0].tag == PPR else 0
        after[at:at] = _without_pairs(content) if is_empty else content
        drop(paragraph)
    elif is_empty and after is not None and after.tag in (TBL, SDT):
        drop(paragraph)


def _without_pairs(marks: list[Element]) -> list[Element]:
    """Return marks without those that begin and end among them: they hold nothing any more."""
    numbers = [mark.get(w("id")) for mark in marks]
    return [mark for mark, number in zip(marks, numbers, strict=True) if numbers.count(number) == 1]


def _clear(root: Element) -> None:
    """Take away what is left empty: links, tables without rows; keep cells with a paragraph."""
    for link in list(root.iter(HYPERLINK)):
        if not len(link):
            drop(link)
    # From the inside: a table that held only an empty table has a cell, not nothing.
    for table in reversed(list(root.iter(TBL))):
        if next(table.iter(TR), None) is None:
            drop(table)
    for cell in root.iter(TC):
        if not any(child.tag in (P, SDT) for child in list(cell)[-1:]):
            etree.SubElement(cell, P)
