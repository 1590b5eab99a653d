"""Contents as blocks: what a secretary wrote becomes paragraphs, list items and tables.

In goes a content (a text of one or more blocks) with the origin of its first unit, out come
ReportBlocks. Units after the first are numbered: `webpage-access`, `webpage-access#2`, …
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reportgen.kinds import BlockKind
from reportgen.model import ContentBlock, ListItem, Table
from reportgen.report import ReportBlock, Text

MAX_LEVEL = 3


@dataclass(slots=True)
class Expander:
    """Turns contents of one meeting into blocks; `tables` are that meeting's.

    `prefix` stands before every origin: empty for the report's own meeting, `iscg-21-1:` for
    another one, `reportgen:` for messages of the package.
    """

    meeting: str
    prefix: str
    tables: dict[str, Table]

    def text(self, origin: str, source: str) -> Text:
        """Return a text of this meeting with its origin."""
        return Text(self.prefix + origin, source, self.meeting)

    def block(self, kind: BlockKind, origin: str, source: str, level: int = 1) -> ReportBlock:
        """Return a block that holds one text."""
        text = self.text(origin, source)
        return ReportBlock(kind, text.origin, text, level)

    def content(
        self, content: Sequence[ContentBlock], origin: str, heading_level: int = 2
    ) -> list[ReportBlock]:
        """Return the blocks of a content that stands as paragraphs."""
        units = _Units(origin)
        blocks: list[ReportBlock] = []
        for block in content:
            blocks += self._content_block(block, units, heading_level)
        return blocks

    def _content_block(
        self, block: ContentBlock, units: _Units, heading_level: int
    ) -> Iterator[ReportBlock]:
        if block.heading is not None:
            yield self.block("heading", units.next(), block.heading, heading_level)
        if block.text is not None:
            yield self.block("paragraph", units.next(), block.text)
        yield from self._items("bullet", block.bullets, units)
        yield from self._items("number", block.numbered, units)
        if block.table is not None:
            yield from self.table(block.table)

    def _items(
        self, kind: BlockKind, items: Sequence[ListItem], units: _Units, level: int = 1
    ) -> Iterator[ReportBlock]:
        list_id = ""
        for item in items:
            origin = units.next()
            # A numbered list is known by its first item: each list counts from one again.
            list_id = list_id or (self.prefix + origin if kind == "number" else "")
            yield replace(self.block(kind, origin, item.text, level), list_id=list_id)
            yield from self._items("bullet", item.bullets, units, min(level + 1, MAX_LEVEL))

    def items(
        self, kind: BlockKind, items: Sequence[ListItem], origin: str
    ) -> Iterator[ReportBlock]:
        """Return a list whose units are numbered from `origin` on."""
        return self._items(kind, items, _Units(origin))

    def as_item(
        self, content: Sequence[ContentBlock], origin: str, level: int = 1
    ) -> list[ReportBlock]:
        """Return the blocks of a content that stands as one item of a bullet list.

        Its first paragraph is the item; further paragraphs continue it, lists stand below it.
        """
        blocks: list[ReportBlock] = []
        for block in self.content(content, origin):
            if block.kind == "paragraph":
                kind: BlockKind = "continuation" if blocks else "bullet"
                blocks.append(replace(block, kind=kind, level=level))
            elif block.kind in ("bullet", "number"):
                blocks.append(replace(block, level=min(block.level + level, MAX_LEVEL)))
            else:
                blocks.append(block)
        return blocks

    def table(self, key: str) -> Iterator[ReportBlock]:
        """Return a table with its title before it."""
        table = self.tables[key]
        origin = f"tables.{key}"
        if table.title is not None:
            yield self.block("caption", f"{origin}.title", table.title)
        yield ReportBlock(
            "table",
            self.prefix + origin,
            columns=tuple(
                self.text(f"{origin}.columns.{place}", column)
                for place, column in enumerate(table.columns, start=1)
            ),
            rows=tuple(
                tuple(
                    self.text(f"{origin}.rows.{number}.{place}", cell)
                    for place, cell in enumerate(row, start=1)
                )
                for number, row in enumerate(table.rows, start=1)
            ),
        )


@dataclass(slots=True)
class _Units:
    """Numbers the units of one content."""

    origin: str
    count: int = 0

    def next(self) -> str:
        """Return the origin of the next unit."""
        self.count += 1
        return self.origin if self.count == 1 else f"{self.origin}#{self.count}"
