"""Documents to make web pages of, and pages read as a reader's program reads them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import lxml.html

from reportgen.document import Block, BoxRow, Cell, Cover, Document, Field, Section, Span
from reportgen.kinds import State
from reportgen.languages import LANGUAGE_KEYS, language
from reportgen.pipeline.project import find_project
from reportgen.pipeline.reports import ReportMaker
from reportgen.pipeline.workspace import Workspace
from reportgen.renditions.html import Alternate

ROOT = Path(__file__).parents[2]
# lxml's types of XPath results are of no use to those who know what they asked for.
Element = Any
SWITCH = tuple(Alternate(key, f"report-{key}.html") for key in LANGUAGE_KEYS)
_VOID = frozenset({"br", "hr", "img", "input", "link", "meta", "col", "wbr"})


@cache
def _maker(meeting: str) -> ReportMaker:
    workspace = Workspace(find_project(ROOT), ROOT)
    return ReportMaker(workspace, workspace.source(ROOT / "reports" / meeting))


@cache
def real_document(key: str, addressee: str = "TSAG", meeting: str = "iscg-23-1") -> Document:
    """Return a report of this repository in a language."""
    return _maker(meeting).document(addressee, key)


def parse(page: bytes) -> Element:
    """Return a page as a tree."""
    return lxml.html.document_fromstring(page, parser=lxml.html.HTMLParser(encoding="utf-8"))


def text_of(element: Element) -> str:
    """Return the words of an element, with single spaces."""
    return " ".join(element.text_content().split())


def ids(page: Element) -> list[str]:
    """Return every id of a page, in order."""
    return [str(each) for each in page.xpath("//@id")]


def repeated(values: list[str]) -> list[str]:
    """Return what stands in the list more than once."""
    return [value for value, times in Counter(values).items() if times > 1]


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        if len(names) != len(set(names)):
            self.faults.append(f"<{tag}> has an attribute twice")
        if tag == "p" and "p" in self.open:
            self.faults.append("a paragraph within a paragraph")
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> closes something else")


def markup_faults(page: bytes) -> list[str]:
    """Return where tags are not closed in order, which a browser would mend in its own way."""
    tags = _Tags()
    tags.feed(page.decode())
    return [*tags.faults, *(f"<{tag}> is not closed" for tag in tags.open)]


def span(text: str, **looks: object) -> Span:
    """Return words of one look."""
    return Span(text, "here", **looks)  # type: ignore[arg-type]


def block(kind: str, text: str, origin: str = "", **facts: object) -> Block:
    """Return a block of one text; the text is its origin too where none is given."""
    words = (span(text),) if text else ()
    return Block(kind, origin or text.lower(), words, **facts)  # type: ignore[arg-type]


def table(origin: str, *rows: tuple[str, ...]) -> Block:
    """Return a table; the first row has the header cells."""
    columns, *others = (
        tuple(
            Cell(f"{origin}.rows.{number}.{place}", (span(text),))
            for place, text in enumerate(row, start=1)
        )
        for number, row in enumerate(rows)
    )
    return Block("table", origin, columns=columns, rows=tuple(others))


def made_document(
    *blocks: Block, key: str = "en", state: State = "draft", **facts: str
) -> Document:
    """Return a small Document with these blocks; `facts` are fields of its cover."""
    chosen = language(key)
    fields = {"title": "On tides", "group_acronym": "TSAG", **facts}
    labels = {name: name.upper() for name in ("date", "source", "draft", "skip", "languages")}
    return Document(
        meeting="tides-23-1",
        addressee="TSAG",
        language=key,
        tag=chosen.tag,
        direction=chosen.direction,
        state=state,
        title=fields["title"],
        subject="Tides",
        creator="Tides Group",
        keywords=("tides",),
        date="2023-05-10",
        cover=Cover(
            {name: _field("cover", name, text) for name, text in fields.items()},
            {name: _field("label", name, text) for name, text in labels.items()},
            (
                BoxRow(
                    "summary", _field("label", "summary", "Summary:"), (block("paragraph", "Sum."),)
                ),
            ),
        ),
        sections=(Section("body", None, blocks),),
    )


def _field(group: str, name: str, text: str) -> Field:
    return Field(name, f"{group}.{name}", (span(text),))


def full_document(key: str = "en") -> Document:
    """Return a Document with a block of every kind and level, and spans of every look."""
    return made_document(*_every_block(), key=key, source="Chairman", date="10 May 2023")


def _every_block() -> Iterator[Block]:
    yield block("heading", "One")
    looks = (
        span("plain "),
        span("strong ", strong=True),
        span("both", strong=True, emphasis=True),
        span(" a link", href="https://www.itu.int/?a=1&b=2"),
        span("[to be completed]", kind="gap"),
        span(" auf Deutsch", language="de"),
    )
    yield Block("paragraph", "looks", looks, outcome="looks")
    yield Block("paragraph", "looks#2", (span("English words", language="en-GB"),), outcome="looks")
    yield block("heading", "One one", level=2)
    yield from (block("bullet", f"bullet {level}", level=level) for level in (1, 2, 3))
    yield block("continuation", "more of bullet 3", level=3)
    yield block("continuation", "more of bullet 1", level=1)
    yield block("bullet", "bullet 4")
    yield block("paragraph", "between")
    for text in ("first", "second"):
        yield block("number", text, list_id="a")
        yield block("bullet", f"below {text}", level=2)
    yield block("paragraph", "interrupted")
    yield block("number", "third", list_id="a")
    yield block("number", "another first", list_id="b")
    yield block("heading", "Two")
    yield block("heading", "Two one", level=2)
    yield block("heading", "Two one one", level=3)
    yield block("caption", "Its title")
    yield table("tables.a", ("Number", "Name"), ("1", "Tides"), ("2", "Waves"))
    yield block("annex", "Annex 1")
    yield table("tables.b", ("Only",), ("last",))


def with_text(document: Document, text: str) -> Document:
    """Return a Document in which every text is another one."""
    words = (
        span(text, strong=True),
        span(text, kind="value"),
        span(text, kind="gap", language="de"),
    )

    def field(given: Field) -> Field:
        return replace(given, spans=words)

    def changed(given: Block) -> Block:
        columns = tuple(replace(cell, spans=words) for cell in given.columns)
        rows = tuple(tuple(replace(cell, spans=words) for cell in row) for row in given.rows)
        return replace(given, spans=words if given.spans else (), columns=columns, rows=rows)

    cover = Cover(
        {name: field(each) for name, each in document.cover.fields.items()},
        {name: field(each) for name, each in document.cover.labels.items()},
        tuple(
            BoxRow(row.name, field(row.label), tuple(map(changed, row.paragraphs)))
            for row in document.cover.box
        ),
    )
    sections = tuple(
        replace(each, blocks=tuple(map(changed, each.blocks))) for each in document.sections
    )
    return replace(
        document, cover=cover, sections=sections, title=text, subject=text, creator=text,
        keywords=(text,),
    )  # fmt: skip
