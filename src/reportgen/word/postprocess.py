"""What docxtpl does after Jinja: marks, listings, table grids and ids of pictures.

These repeat docxtpl 0.20 step by step, quirks included; the parity tests hold them to it.
"""

from __future__ import annotations

import re

from lxml import etree

from reportgen.word.names import DOC_PR, W_NS

FIRST_DOC_PR = 1000
# What docxtpl's resolve_listing acts on; without one of these it changes nothing.
_LISTING = ("\t", "\n", "\a", "\f")
_PARAGRAPH = re.compile(r"\n<w:p([ >])")
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


_TABLE_TAG = re.compile(r'<(?:(/?)w:(tbl|tr|tc)[ >]|w:(gridCol) |w:gridSpan w:val="(\d+)")')


def tables_fit(text: str) -> bool:
    """Whether `fix_tables` would leave every table of a part as it is.

    Reads the tags of tables in the text, at a third of the cost of walking the tree; what is
    unusual (an empty row or cell written as one tag) is left to the tree.
    """
    if "<w:tc/>" in text or "<w:tr/>" in text:
        return False
    reader = _TableReader()
    for closing, tag, column, span in _TABLE_TAG.findall(text):
        if column:
            reader.add_column()
        elif span:
            reader.widen_cell(int(span))
        elif closing:
            reader.close(tag)
        else:
            reader.open(tag)
    return reader.all_fit and reader.is_done


class _TableReader:
    """Counts columns and cells of tables, whose tags it is told in order; tables may be nested."""

    def __init__(self) -> None:
        self.all_fit = True
        self._tables: list[list[int]] = []  # of each: columns, most cells, most columns spanned
        self._rows: list[list[int]] = []  # of each: cells, columns spanned

    @property
    def is_done(self) -> bool:
        """Whether everything that was opened is closed."""
        return not self._tables and not self._rows

    def add_column(self) -> None:
        """Take a column of the grid."""
        if self._tables:
            self._tables[-1][0] += 1

    def widen_cell(self, span: int) -> None:
        """Take it that the cell being read spans several columns."""
        if self._rows:
            self._rows[-1][1] += span - 1

    def open(self, tag: str) -> None:
        """Take the start of a table, row or cell."""
        if tag == "tbl":
            self._tables.append([0, 0, 0])
        elif tag == "tr":
            self._rows.append([0, 0])
        elif self._rows:
            self._rows[-1][0] += 1
            self._rows[-1][1] += 1

    def close(self, tag: str) -> None:
        """Take the end of a table or row; rows of inner tables count for the outer ones too."""
        if tag == "tr" and self._rows:
            cells, columns = self._rows.pop()
            for table in self._tables:
                table[1] = max(table[1], cells)
                table[2] = max(table[2], columns)
        elif tag == "tbl" and self._tables:
            grid, cells, columns = self._tables.pop()
            self.all_fit = self.all_fit and cells <= grid <= columns


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
