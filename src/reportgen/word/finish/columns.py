"""Columns as wide as what stands in them.

A template cannot know how many columns a table of a report has, nor what is in them. Word fits the
columns of an automatic table when it opens the file; LibreOffice takes the grid as it stands. So
the grid gets the widths that fit: a column of numbers is narrow, one of sentences wide.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from html import unescape
from itertools import zip_longest

from reportgen.word.markers import drop_marks

_AUTOMATIC = '<w:tblLayout w:type="autofit"/>'
_GRID = re.compile(r"<w:tblGrid>((?:<w:gridCol [^>]*/>)+)</w:tblGrid>")
_COLUMN = re.compile(r'w:w="(\d+)"')
_BOUND = re.compile(r'<w:gridSpan |<w:tcW (?![^>]*w:type="auto")')
_TEXT = re.compile(r"<w:t(?: [^>]*)?>([^<]*)</w:t>")
_MAYBE_WIDE = re.compile("[\u1100-\U0003ffff]")
_MOST = 60  # characters: what is longer is broken into lines anyway
_MARGIN = 3  # characters that the margins of a cell take
_CHARACTER = 110  # twentieths of a point that a character of a table takes


def fit_columns(xml: str) -> str:
    """Return a part with the grids of its automatic tables set; all else stays as it is.

    A table with cells that have a width of their own, span columns or hold tables stays too.
    """
    if _AUTOMATIC not in xml:
        return xml
    pieces = xml.split("</w:tbl>")
    for index, piece in enumerate(pieces[:-1]):
        before, start, table = piece.rpartition("<w:tbl>")
        if _AUTOMATIC in table:
            pieces[index] = f"{before}{start}{_fitted(table)}"
    return "</w:tbl>".join(pieces)


def _fitted(table: str) -> str:
    """Return the content of a table with the columns that fit, if it leaves them open."""
    grid = _GRID.search(table)
    if grid is None or _AUTOMATIC not in table[: grid.start()] or _BOUND.search(table):
        return table
    columns = _COLUMN.findall(grid[1])
    rows = drop_marks(table.encode()).decode().split("</w:tr>")[:-1]
    cells = [row.split("</w:tc>")[:-1] for row in rows]
    if not columns or any(len(row) != len(columns) for row in cells):
        return table
    texts = [[unescape("".join(_TEXT.findall(cell))) for cell in row] for row in cells]
    widths = _widths(texts, sum(map(int, columns)))
    fitted = "".join([f'<w:gridCol w:w="{width}"/>' for width in widths])
    return f"{table[: grid.start(1)]}{fitted}{table[grid.end(1) :]}"


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
    words = text.split()
    if text.isascii():
        return max(map(len, words), default=2)
    return max((_length(word) for word in words if not _is_wide(word[0])), default=2)


def _length(text: str) -> int:
    """Return the length of a text in Latin characters, of which a Chinese one takes two."""
    if text.isascii():
        return len(text)
    return len(text) + sum(map(_is_wide, _MAYBE_WIDE.findall(text)))


def _is_wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "WF"
