"""Columns as wide as what stands in them.

A template cannot know how many columns a table of a report has, nor what is in them. Word fits the
columns of an automatic table when it opens the file; LibreOffice takes the grid as it stands. So
the grid gets the widths that fit: a column of numbers is narrow, one of sentences wide.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from itertools import zip_longest

from lxml import etree

from reportgen.word.names import TBL, TC, TCPR, TR, T, w

_GRID = w("tblGrid")
_GRID_COLUMN = w("gridCol")
_WIDTH = w("w")
_TABLE_PROPERTIES = w("tblPr")
_LAYOUT = w("tblLayout")
_CELL_WIDTH = w("tcW")
_SPAN = w("gridSpan")
_TYPE = w("type")
_MOST = 60  # characters: what is longer is broken into lines anyway
_MARGIN = 3  # characters that the margins of a cell take
_CHARACTER = 110  # twentieths of a point that a character of a table takes
_WIDE = frozenset("WF")


def fit_columns(root: etree._Element) -> None:
    """Set the grids of the automatic tables of a part; all other tables stay as they are."""
    for table in root.iter(TBL):
        grid = next(table.iterchildren(_GRID), None)
        if grid is None or not _is_automatic(table):
            continue
        rows = [list(row.iterchildren(TC)) for row in table.iterchildren(TR)]
        columns = [column for column in grid if column.tag == _GRID_COLUMN]
        if not all(len(row) == len(columns) and all(map(_is_free, row)) for row in rows):
            continue
        total = sum(_number(column) for column in columns)
        texts = [["".join(t.text or "" for t in cell.iter(T)) for cell in row] for row in rows]
        for column, width in zip(columns, _widths(texts, total), strict=False):
            column.set(_WIDTH, str(width))


def _is_automatic(table: etree._Element) -> bool:
    """Return whether a table leaves the widths of its columns to the program that shows it."""
    for properties in table.iterchildren(_TABLE_PROPERTIES):
        for layout in properties.iterchildren(_LAYOUT):
            return layout.get(_TYPE) == "autofit"
    return False


def _is_free(cell: etree._Element) -> bool:
    """Return whether a cell has no width of its own and takes one column."""
    for properties in cell.iterchildren(TCPR):
        for child in properties:
            if child.tag == _SPAN or (child.tag == _CELL_WIDTH and child.get(_TYPE) != "auto"):
                return False
    return True


def _widths(rows: Sequence[Sequence[str]], total: int) -> list[int]:
    """Return the width of each column: its longest word, and a share by how much stands in it."""
    columns = list(zip_longest(*rows, fillvalue=""))
    least = [min(max(map(_longest_word, cells)), _MOST) + _MARGIN for cells in columns]
    texts = [min(max(map(_length, cells)), _MOST) + _MARGIN for cells in columns]
    wanted = [max(text - floor, 0) for text, floor in zip(texts, least, strict=True)]
    spare = max(total / _CHARACTER - sum(least), 0)
    share = spare / sum(wanted) if any(wanted) else 0
    widths = [floor + share * want for floor, want in zip(least, wanted, strict=True)]
    return [round(total * width / sum(widths)) for width in widths]


def _longest_word(text: str) -> int:
    """Return the length of the longest word; Chinese may be broken anywhere."""
    return max((_length(word) for word in text.split() if not _is_wide(word[0])), default=2)


def _length(text: str) -> int:
    """Return the length of a text in Latin characters, of which a Chinese one takes two."""
    return len(text) if text.isascii() else sum(2 if _is_wide(each) else 1 for each in text)


def _is_wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in _WIDE


def _number(column: etree._Element) -> int:
    value = column.get(_WIDTH, "")
    return int(value) if value.isdigit() else 0
