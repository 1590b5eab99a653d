"""Repairs of what a template's conditions and loops can leave behind in tables.

A paragraph tag that removes the only paragraph of a cell, or a loop over no rows at all, leaves a
table that Word calls unreadable.
"""

from __future__ import annotations

import re

from lxml import etree

from reportgen.opc.names import SDT, TBL, TC, TCPR, TR, P, w
from reportgen.opc.order import sort_children

# A cell that does not end in a paragraph, a row not in a cell, a table not in a row.
_UNUSUAL_END = re.compile(
    r"</w:t(?:c>(?<!</w:p></w:tc>)(?<!<w:p/></w:tc>)"
    r"|r>(?<!</w:tc></w:tr>)|bl>(?<!</w:tr></w:tbl>))"
)
_CUSTOM_XML = w("customXml")


def needs_repair(xml: str) -> bool:
    """Return whether a part may hold a table to repair; quick, and sometimes wrongly so."""
    return _UNUSUAL_END.search(xml) is not None or "<w:tc/>" in xml or "<w:tr/>" in xml


def repair_tables(root: etree._Element) -> None:
    """Remove rows without cells and tables without rows; end every cell in a paragraph.

    Cell properties are put in order, since docxtpl writes `colspan` and `cellbg` first.
    """
    for node in list(root.iter(TR, TCPR)):
        if node.tag == TCPR:
            sort_children(node)
        elif not _has(node, TC):
            _remove(node)
    for table in list(root.iter(TBL)):
        if not _has(table, TR):
            _remove(table)
    for cell in root.iter(TC):
        if not len(cell) or cell[-1].tag != P:
            etree.SubElement(cell, P)


def _has(node: etree._Element, tag: str) -> bool:
    """Return whether a row has cells or a table rows, perhaps inside content controls."""
    if any(child.tag == tag for child in node):
        return True
    return any(
        child.tag in (SDT, _CUSTOM_XML) and next(child.iter(tag), None) is not None
        for child in node
    )


def _remove(node: etree._Element) -> None:
    parent = node.getparent()
    if parent is not None:
        parent.remove(node)
