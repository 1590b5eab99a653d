"""Mends of the structure that LibreOffice gives a PDF file, for who reads with a screen reader.

What is known to go wrong is how far cells reach in tables from right to left, links inside text
that runs the other way, and the order in which the keyboard goes through a page.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate
from typing import Any

from pikepdf import Array, Dictionary, Name, Object, Page, Pdf

from reportgen.renditions.pdf.content import shown_texts

# Widths are rounded to a thousandth; two borders that differ by less than this are one.
_SAME_BORDER = 0.02
_SAME_PLACE_PT = 1.0
_ROW_GROUPS = (Name.THead, Name.TBody, Name.TFoot)


def mend_structure(pdf: Pdf) -> None:
    """Mend what is known to go wrong; all else is left as it is, for the check to find."""
    root = pdf.Root.get("/StructTreeRoot")
    for page in pdf.pages:
        if "/Annots" in page:
            # The keyboard goes from link to link as the text goes.
            page.Tabs = Name.S
    if root is None:
        return
    for table in _elements(root, "/Table"):
        _span_columns(table)
    for page in pdf.pages:
        _tag_links(pdf, page, root)


def _elements(root: Object, kind: str) -> Iterator[Object]:
    """Yield the elements of a kind in the tree, in reading order."""
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if element.get("/S") == kind:
            yield element
        waiting += reversed(_children(element))


def _children(element: Object) -> list[Object]:
    """Return the elements right below an element, without the content that it holds itself."""
    return [each for each in _listed(element.get("/K")) if _is_element(each)]


def _is_element(each: Any) -> bool:
    return isinstance(each, Dictionary) and "/S" in each


def _listed(value: Any) -> list[Any]:
    """Return what may be nothing, one thing or several, as a list."""
    if value is None:
        return []
    return list(value) if isinstance(value, Array) else [value]


# How far cells reach.


def _span_columns(table: Object) -> None:
    """Say how many columns each cell spans, by its width, where the rows do not come out even.

    LibreOffice counts borders from the left, also in a table that runs from right to left, and so
    misses some. Tables with cells over several rows, or with rows of different widths, are left.
    """
    rows = [_children(row) for row in _rows(table)]
    cells = [cell for row in rows for cell in row]
    if len({sum(_span(cell, "/ColSpan") for cell in row) for row in rows}) < 2:
        return
    ends = [list(accumulate(_width(cell) for cell in row)) for row in rows]
    last = [row[-1] for row in ends if row]
    if any(_span(cell, "/RowSpan") > 1 for cell in cells) or max(last) - min(last) > _SAME_BORDER:
        return
    borders = _merged(sorted(end for row in ends for end in row))
    for row, row_ends in zip(rows, ends, strict=True):
        start = 0.0
        for cell, end in zip(row, row_ends, strict=True):
            reach = sum(start + _SAME_BORDER < each < end + _SAME_BORDER for each in borders)
            _table_attributes(cell)["/ColSpan"] = reach
            start = end


def _rows(table: Object) -> list[Object]:
    """Return the rows of a table, also those in its head and body; not those of tables inside."""
    rows: list[Object] = []
    for child in _children(table):
        if child.get("/S") == Name.TR:
            rows.append(child)
        elif child.get("/S") in _ROW_GROUPS:
            rows += _rows(child)
    return rows


def _span(cell: Object, name: str) -> int:
    found = [each.get(name) for each in _listed(cell.get("/A")) if name in each]
    return int(found[0]) if found else 1


def _width(cell: Object) -> float:
    found = [each.get("/Width") for each in _listed(cell.get("/A")) if "/Width" in each]
    return float(found[0]) if found else 0.0


def _merged(borders: list[float]) -> list[float]:
    """Return sorted borders without those that are the same as the one before."""
    kept: list[float] = []
    for each in borders:
        if not kept or each - kept[-1] > _SAME_BORDER:
            kept.append(each)
    return kept


def _table_attributes(cell: Object) -> Any:
    """Return the attributes of a cell as part of a table; new ones if it has none."""
    for each in _listed(cell.get("/A")):
        if each.get("/O") == Name.Table:
            return each
    cell.A = Array([*_listed(cell.get("/A")), Dictionary(O=Name.Table)])
    return _listed(cell.A)[-1]


# Links inside text that runs the other way.


def _tag_links(pdf: Pdf, page: Page, root: Object) -> None:
    """Put each link of a page that has no place in the structure where its words are."""
    loose = [
        each
        for each in page.get("/Annots", ())
        if each.get("/Subtype") == Name.Link and "/StructParent" not in each
    ]
    if not loose or "/StructParents" not in page:
        return
    owners = _parent_tree(root).get(int(page.StructParents))
    if owners is None:
        return
    for link in loose:
        if numbers := _numbers_inside(page, link):
            _tag_link(pdf, page, root, link, numbers, owners)


def _parent_tree(root: Object) -> dict[int, Object]:
    """Return the owners of content by the key of its page or annotation, all in one list."""
    numbers = list(root.get("/ParentTree", Dictionary()).get("/Nums", ()))
    return {int(key): owner for key, owner in zip(numbers[::2], numbers[1::2], strict=True)}


def _numbers_inside(page: Page, link: Object) -> list[int]:
    """Return the numbers of the marked contents that begin and stay within the link's rectangle."""
    left, bottom, right, top = (float(each) for each in link.Rect)
    inside: dict[int, bool] = {}
    for text in shown_texts(page):
        if text.mcid is not None:
            is_inside = left - _SAME_PLACE_PT <= text.x < right and bottom <= text.y <= top
            inside[text.mcid] = inside.get(text.mcid, True) and is_inside
    return [mcid for mcid, is_inside in inside.items() if is_inside]


def _tag_link(
    pdf: Pdf, page: Page, root: Object, link: Object, numbers: list[int], owners: Object
) -> None:
    """Make the marked contents, which belong to one paragraph, the content of a link in it."""
    owner = owners[numbers[0]]
    kids = _listed(owner.get("/K"))
    own = [mcid for mcid in numbers if mcid in kids]
    if not own:
        return
    mark = Dictionary(Type=Name.OBJR, Obj=link, Pg=page.obj)
    parts: list[Any] = [*own, mark]
    element = pdf.make_indirect(
        Dictionary(Type=Name.StructElem, S=Name.Link, P=owner, Pg=page.obj, K=Array(parts))
    )
    place = kids.index(own[0])
    rest = [each for each in kids[place:] if each not in own]
    listed: list[Any] = [*kids[:place], element, *rest]
    owner.K = Array(listed)
    for mcid in own:
        owners[mcid] = element
    key = max(_parent_tree(root)) + 1
    entry: list[Any] = [key, element]
    root.ParentTree.Nums.extend(entry)
    root.ParentTreeNextKey = key + 1
    link.StructParent = key
