"""What docxtpl does after Jinja: marks, listings, table grids and ids of pictures.

These repeat docxtpl 0.20 step by step, quirks included; the parity tests hold them to it.
"""

from __future__ import annotations

import re

from lxml import etree

from reportgen.opc.names import DOC_PR, W_NS

FIRST_DOC_PR = 1000
# What docxtpl's resolve_listing acts on; without one of these it changes nothing.
_LISTING = ("\t", "\n", "\a", "\f")
_PARAGRAPH = re.compile(r"\n<w:p([ >])")
_SPAN = re.compile(r'<w:gridSpan w:val="(\d+)"')
_W = f"{{{W_NS}}}"


def unmark(text: str, *, newlines: bool) -> str:
    """Return rendered text without docxtpl's line breaks, its escaped braces resolved."""
    # A search for one character is many times quicker than one for three.
    if newlines or "\n" in text:
        text = _PARAGRAPH.sub(r"<w:p\1", text)
    if "{" in text:
        text = text.replace("{_{", "{{")
    if "}" in text:
        text = text.replace("}_}", "}}")
    if "{" in text:
        text = text.replace("{_%", "{%")
    return text.replace("%_}", "%}") if "}" in text else text


def has_listing(text: str) -> bool:
    """Tell whether docxtpl would make breaks, tabs or paragraphs of something in the text."""
    return any(mark in text for mark in _LISTING)


def number_pictures(root: etree._Element) -> None:
    """Give every drawing of the body the id that docxtpl gives it."""
    for number, element in enumerate(root.iter(DOC_PR), start=FIRST_DOC_PR + 1):
        element.set("id", str(number))


def fix_tables(root: etree._Element) -> None:
    """Make the grid of every table as wide as its rows, which loops over cells may change.

    Raises ValueError for a table without a grid or with widths that are no numbers.
    """
    for table in root.iter(_W + "tbl"):
        # `find` and `findall` go through a path language; children by tag are far quicker.
        grid = next(table.iterchildren(_W + "tblGrid"), None)
        if grid is None:
            raise ValueError("a table has no grid (w:tblGrid)")
        most_cells, most_columns = _count_cells(table)
        columns = list(grid.iterchildren(_W + "gridCol"))
        if most_cells > len(columns):
            _add_columns(grid, columns, most_cells - len(columns))
            columns = list(grid.iterchildren(_W + "gridCol"))
        if len(columns) > most_columns:
            _remove_columns(grid, columns, len(columns) - most_columns)


def tables_fit(text: str) -> bool:
    """Whether `fix_tables` would leave every table of a part as it is.

    Reads the tags in the text, at a fraction of the cost of a tree. What is unusual (tables inside
    tables, an empty row or cell written as one tag) is left to the tree.
    """
    for piece in text.split("</w:tbl>")[:-1]:
        before, start, table = piece.rpartition("<w:tbl>")
        if not start or "<w:tbl>" in before or "<w:tc/>" in table or "<w:tr/>" in table:
            return False
        rows = table.split("</w:tr>")[:-1]
        cells = [row.count("</w:tc>") for row in rows]
        columns = [
            count
            + (
                sum(map(int, _SPAN.findall(row))) - row.count("<w:gridSpan ")
                if "<w:gridSpan " in row
                else 0
            )
            for count, row in zip(cells, rows, strict=True)
        ]
        if not max(cells, default=0) <= table.count("<w:gridCol ") <= max(columns, default=0):
            return False
    return True


def _count_cells(table: etree._Element) -> tuple[int, int]:
    """Return the most cells of a row, and the most columns that the cells of a row span."""
    most_cells = most_columns = 0
    for row in table.iter(_W + "tr"):
        cells = list(row.iterchildren(_W + "tc"))
        most_cells = max(most_cells, len(cells))
        most_columns = max(most_columns, sum(_span(cell) for cell in cells))
    return most_cells, most_columns


def _span(cell: etree._Element) -> int:
    for properties in cell.iterchildren(_W + "tcPr"):
        for span in properties.iterchildren(_W + "gridSpan"):
            return int(span.get(_W + "val", ""))
        break
    return 1


def _add_columns(grid: etree._Element, columns: list[etree._Element], count: int) -> None:
    """Add columns of average width, the table keeping its width."""
    widths = [column.get(_W + "w") for column in columns]
    width = sum(float(known) for known in widths if known is not None)
    if width <= 0:
        return
    old_average = width / len(columns)
    new_average = width / (len(columns) + count)
    for column in columns:
        scaled = float(column.get(_W + "w", "")) * new_average / old_average
        column.set(_W + "w", str(int(scaled)))
    for _ in range(count):
        etree.SubElement(grid, _W + "gridCol", {_W + "w": str(int(new_average))})


def _remove_columns(grid: etree._Element, columns: list[etree._Element], count: int) -> None:
    """Remove the last columns and share their width among the others."""
    removed_width = 0.0
    for column in columns[-count:]:
        removed_width += float(column.get(_W + "w", ""))
        grid.remove(column)
    left = columns[:-count]
    extra = int(removed_width / len(left)) if left else 0
    for column in left:
        column.set(_W + "w", str(int(float(column.get(_W + "w", "")) + extra)))
