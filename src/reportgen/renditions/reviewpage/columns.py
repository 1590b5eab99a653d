"""The words of a row in one language: a heading, a paragraph, an item, or a whole table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from reportgen.document import Block
from reportgen.document.diff import PassageChange
from reportgen.renditions.reviewpage.inline import Inline, as_text, in_language
from reportgen.renditions.reviewpage.rows import Row

_FIRST_HEADING = 3
"""The level of the report's headings on the page, below those of the page itself."""


@dataclass(slots=True)
class Column:
    """One of the two columns, filled row by row; `is_main` is that of the document under review.

    Only its headings are headings of the page and only its cells have anchors: who goes from
    heading to heading meets each once.
    """

    inline: Inline
    is_main: bool
    label: str
    _level: int = _FIRST_HEADING - 1

    def cell(self, row: Row) -> str:
        """Return the words of a row."""
        language = self.inline.language
        name = "translation" if self.is_main else "original"
        attributes = f'lang="{language.tag}" dir="{language.direction}"'
        return f'<div class="{name}" {attributes}>{self._which()}{self._content(row)}</div>'

    def _which(self) -> str:
        """Return the name of the column, which is read aloud, and shown where columns are stacked.

        It is in the language of the page, whatever that of the column is.
        """
        if not self.label:
            return ""
        attributes = in_language(self.inline.page_language, self.inline.language)
        return f'<p class="which"{attributes}>{as_text(self.label)}</p>'

    def _content(self, row: Row) -> str:
        changes = row.changes if self.is_main else row.original
        if not changes:
            return ""
        if row.is_table:
            return "".join(self._table(row, changes))
        return self._paragraph(row, changes[0])

    def _paragraph(self, row: Row, change: PassageChange) -> str:
        words = self.inline.pieces(change.pieces)
        block = change.passage.block
        if block is None:
            return f'<p class="{change.passage.part}">{words}</p>'
        number = f'<span class="number">{row.number}</span> ' if row.number else ""
        if block.kind in ("heading", "annex"):
            return self._heading(row, block, f"{number}{words}")
        return f'<p class="{block.kind} level-{block.level}">{number}{words}</p>'

    def _heading(self, row: Row, block: Block, words: str) -> str:
        wanted = _FIRST_HEADING - 1 + block.level
        if row.is_gone or not self.is_main:
            return f'<p class="h{wanted}">{words}</p>'
        self._level = min(wanted, self._level + 1)
        return f'<h{self._level} class="h{wanted}">{words}</h{self._level}>'

    # --- tables

    def _table(self, row: Row, changes: Sequence[PassageChange]) -> Iterator[str]:
        """Yield the table as it stands now, then the words of cells that are gone."""
        standing = [each for each in changes if each.state != "removed"]
        gone = [each for each in changes if each.state == "removed" and each.pieces]
        if not standing:
            standing, gone = list(changes), []
        yield '<div class="wide" tabindex="0"><table>'
        columns = [each for each in standing if each.passage.part == "column"]
        if columns:
            yield f"<thead>{self._table_row(row, columns)}</thead>"
        yield "<tbody>"
        cells = [each for each in standing if each.passage.part == "cell"]
        for _, cells_of_row in groupby(cells, key=lambda each: each.passage.member):
            yield self._table_row(row, list(cells_of_row))
        yield "</tbody></table></div>"
        if gone:
            items = "".join(f"<li>{self.inline.pieces(each.pieces)}</li>" for each in gone)
            yield f'<ul class="gone">{items}</ul>'

    def _table_row(self, row: Row, changes: Sequence[PassageChange]) -> str:
        return f"<tr>{''.join(self._table_cell(row, each) for each in changes)}</tr>"

    def _table_cell(self, row: Row, change: PassageChange) -> str:
        words = self.inline.pieces(change.pieces)
        anchor = row.cells.get(change.passage.key, "") if self.is_main else ""
        identity = f' id="{as_text(anchor)}"' if anchor else ""
        if change.passage.part == "column" and words:
            return f'<th scope="col"{identity}>{words}</th>'
        return f"<td{identity}>{words}</td>"
