"""Document → the other text formats: ODT, Markdown, plain text, and pandoc's own JSON tree.

In goes a Document, out comes the order for pandoc. These are for further work: texts to paste, to
compare, to open in another program. The Word file is what a report is issued as.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Literal

from reportgen.document import Document, Field, Spans
from reportgen.renditions import nodes
from reportgen.renditions.cover import cover_facts, cover_lines
from reportgen.renditions.odt import finish_odt
from reportgen.renditions.pandoc import Order
from reportgen.renditions.tree import Style, TreeBuilder

TextFormat = Literal["odt", "md", "txt", "json"]

_PLAIN = Style()
_STYLES: dict[TextFormat, Style] = {
    "odt": Style(has_marks=True, has_captions=True),
    "md": _PLAIN,
    "txt": _PLAIN,
    "json": Style(has_anchors=True, has_marks=True, has_captions=True),
}
_LINE_LENGTH = 78


def text_order(document: Document, to: TextFormat) -> Order:
    """Return the order for a Document in one of the formats.

    `md` is GitHub's Markdown, each paragraph on a line, so that versions can be compared; `txt` has
    lines of at most 78 characters, but in tables; `json` is the tree as pandoc reads it, every
    block with the anchor that it has on the web page.
    """
    builder = TreeBuilder(document, _STYLES[to])
    blocks = [*_cover(builder), *builder.body()]
    made_of = nodes.tree(_meta(document) if to in ("odt", "json") else {}, blocks)
    day = date.fromisoformat(document.date)
    match to:
        case "odt":
            finish = partial(finish_odt, document=document)
            return Order(made_of, "odt", day, own_template="opendocument", finish=finish)
        case "md":
            return Order(made_of, "gfm", day)
        case "txt":
            return Order(made_of, "plain", day, columns=_LINE_LENGTH)
        case "json":
            return Order(made_of, "json", day)


def _meta(document: Document) -> dict[str, nodes.MetaValue]:
    """Return the properties of the file; a title among them would be printed a second time."""
    facts = {"lang": document.tag, "dir": document.direction, "subject": document.subject}
    return {key: nodes.meta_text(value) for key, value in facts.items() if value}


def _cover(builder: TreeBuilder) -> Iterator[nodes.Block]:
    """Yield the cover as paragraphs: its lines, the title, its facts and the box."""
    cover = builder.document.cover
    if builder.document.state == "draft" and "draft" in cover.labels:
        yield nodes.paragraph([_strong(builder, cover.labels["draft"].spans)])
    for line in cover_lines(cover):
        yield nodes.paragraph(builder.inlines(line.spans))
    yield nodes.heading(1, _title(builder, cover.fields.get("title")))
    for fact in cover_facts(cover):
        first, *others = fact.values
        label = [_strong(builder, fact.label), *nodes.words(" ")]
        yield nodes.paragraph([*label, *builder.inlines(first.spans)])
        for value in others:
            yield nodes.paragraph(builder.inlines(value.spans))
    for row in cover.box:
        yield nodes.paragraph([_strong(builder, row.label.spans)])
        yield from builder.blocks(row.paragraphs)


def _title(builder: TreeBuilder, title: Field | None) -> list[nodes.Inline]:
    if title is None:
        return nodes.words(builder.document.title)
    return builder.inlines(title.spans)


def _strong(builder: TreeBuilder, spans: Spans) -> nodes.Inline:
    words = builder.inlines(spans)
    while words and words[-1] == nodes.SPACE:
        words.pop()
    return nodes.strong(words)
