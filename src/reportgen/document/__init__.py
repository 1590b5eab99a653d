"""The Document: one report in one language, ready for every format.

In goes nothing from outside; `localise` builds Documents, `word` and the other writers read them.
A Document holds strings only. Every block and every span in it knows its origin, the path of the
text or field it came from (docs/architecture.md, "Origins").
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from reportgen.kinds import BlockKind, Direction, SpanKind, State


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text with one origin and one look.

    `kind`: `text` is literal wording, `value` was computed from data, `gap` marks what is missing.
    `origin` is the path of the text the span stands in; `source` is, for a value or gap, the
    expression as written (`{{ date(meeting) }}`) and `field` the path of the data behind it.
    `language` is set where the text is in another language than the document.
    """

    text: str
    origin: str
    kind: SpanKind = "text"
    source: str = ""
    field: str = ""
    strong: bool = False
    emphasis: bool = False
    href: str = ""
    language: str = ""


Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell: its text and its origin."""

    origin: str
    spans: Spans


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list item or table of the body.

    `origin` names the text it came from; `outcome` the outcome it belongs to, if any. A table has
    `columns` (header cells) and `rows` instead of spans; every row has as many cells as columns.
    """

    kind: BlockKind
    origin: str
    spans: Spans = ()
    level: int = 1
    outcome: str = ""
    list_id: str = ""
    columns: tuple[Cell, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the body; `heading` is None for text before the first heading."""

    id: str
    heading: Block | None
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """A named fact of the cover (`symbol`, `date`, `title`, …) and what is printed for it."""

    name: str
    origin: str
    spans: Spans

    @property
    def is_gap(self) -> bool:
        """Whether the value is missing and the spans only say so."""
        return any(span.kind == "gap" for span in self.spans)


@dataclass(frozen=True, slots=True)
class BoxRow:
    """A row of the box on the cover: its label and its paragraphs."""

    name: str
    label: Field
    paragraphs: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Cover:
    """What stands on the cover page.

    `fields` are the facts by name, `labels` the words printed beside them, `box` the rows of the
    box (summary, action, references) in the order the report asks for.
    """

    fields: dict[str, Field]
    labels: dict[str, Field]
    box: tuple[BoxRow, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """Something a final document may not lack: a missing value or translation.

    `reason` is `missing-value`, `missing-translation` or `fuzzy-translation`; `what` says it in
    words for the secretary.
    """

    origin: str
    reason: Literal["missing-value", "missing-translation", "fuzzy-translation"]
    field: str
    what: str


@dataclass(frozen=True, slots=True)
class Document:
    """One report for one addressee in one language.

    `language` is the key of reportgen.languages (`en` … `ar`, `xx`), `tag` its BCP 47 tag.
    `date` is the document's date (ISO), the date of the properties of every file made from it.
    """

    meeting: str
    addressee: str
    language: str
    tag: str
    direction: Direction
    state: State
    title: str
    subject: str
    creator: str
    keywords: tuple[str, ...]
    date: str
    cover: Cover
    sections: tuple[Section, ...]
    gaps: tuple[Gap, ...] = field(default=())

    def blocks(self) -> Iterator[Block]:
        """Yield headings and blocks of the body in reading order."""
        for section in self.sections:
            if section.heading is not None:
                yield section.heading
            yield from section.blocks


def plain_text(spans: Spans) -> str:
    """Return the words of the spans, without any markup."""
    return "".join(span.text for span in spans)
