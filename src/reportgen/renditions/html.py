"""Document → web page: one file that needs nothing else, for every reader and every screen.

In goes a Document and where its other languages are, out comes the order for pandoc. The page is
`data/renditions/report.html`, its look `house.css` and `report.css` beside it. It has no script and
fetches nothing; its own policy forbids both, whatever a text might say.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from urllib.parse import quote

from reportgen.document import Document, Field, plain_text
from reportgen.languages import language
from reportgen.renditions import nodes
from reportgen.renditions.cover import Value, cover_facts, cover_lines
from reportgen.renditions.pages import fill_page, page_look
from reportgen.renditions.pandoc import Order
from reportgen.renditions.tree import Style, TreeBuilder

_STYLE = Style(has_anchors=True, has_marks=True, has_directions=True, has_lines=False)
# No anchor of a text begins like this, so no outcome can have this id.
_CONTENT = "~content"
_NO_LOOK = b"<style></style>"


@dataclass(frozen=True, slots=True)
class Alternate:
    """The same report in a language: its key, and its file as seen from the page."""

    language: str
    path: str

    @property
    def address(self) -> str:
        """The path as a link has it."""
        return quote(self.path, safe="/!~")


def html_order(document: Document, switch: Sequence[Alternate] = ()) -> Order:
    """Return the order for the web page of a Document.

    `switch` lists the languages that the page leads to, its own included, in the order shown; with
    fewer than two there is nothing to choose and no list.
    """
    builder = TreeBuilder(document, _STYLE)
    # Anchors are given in reading order: the cover comes first.
    meta = {
        **_facts_of_file(document),
        **_head(builder),
        **_switch(document, switch),
    }
    return Order(
        tree=nodes.tree(meta, builder.body()),
        to="html5",
        date=date.fromisoformat(document.date),
        template=_template(),
        finish=_with_look,
    )


def _with_look(page: bytes) -> bytes:
    """Return a page with its style sheet, which in the template would be laid out every time.

    No text of a Document can look like the empty element: its signs are written as references.
    """
    return page.replace(_NO_LOOK, f"<style>{page_look('report')}</style>".encode(), 1)


@cache
def _template() -> str:
    """Return the page as pandoc's template, its style element still empty."""
    return fill_page("report", {"look": ""})


def _facts_of_file(document: Document) -> dict[str, nodes.MetaValue]:
    """Return what the head of the file says, as plain words."""
    acronym = document.cover.fields.get("group_acronym")
    name = f"{document.title} – {plain_text(acronym.spans)}" if acronym else document.title
    facts = {
        "lang": document.tag,
        "dir": document.direction,
        "pagetitle": name,
        "creator": document.creator,
        "subject": document.subject,
        "keywords": ", ".join(document.keywords),
        "day": document.date,
        "content-id": _CONTENT,
    }
    return {key: nodes.meta_text(value) for key, value in facts.items() if value}


def _head(builder: TreeBuilder) -> dict[str, nodes.MetaValue]:
    """Return what stands before the first heading, and at the foot: parts of the cover."""
    cover = builder.document.cover
    lines = [_line(builder, each) for each in cover_lines(cover)]
    title = cover.fields.get("title")
    found = {
        "letterhead": nodes.meta_blocks(lines),
        "heading": _words(builder, title) if title else nodes.meta_words(builder.document.title),
    }
    if title:
        found["heading-id"] = nodes.meta_text(builder.anchors.give(title.origin))
    facts = [
        (builder.inlines(fact.label), [[_line(builder, value)] for value in fact.values])
        for fact in cover_facts(cover)
    ]
    box = [
        (builder.inlines(row.label.spans), [builder.blocks(row.paragraphs)]) for row in cover.box
    ]
    if facts:
        found["facts"] = nodes.meta_blocks([nodes.definition_list(facts)])
    if box:
        found["box"] = nodes.meta_blocks([nodes.definition_list(box)])
    labels = {"skip": "skip", "languages-label": "languages"}
    if builder.document.state == "draft":
        labels["draft"] = "draft"
    for name, label in labels.items():
        if label in cover.labels:
            found[name] = _words(builder, cover.labels[label])
    return found


def _line(builder: TreeBuilder, value: Value) -> nodes.Block:
    attrs = nodes.attributes(builder.anchors.give(value.origin), (value.name.replace("_", "-"),))
    return nodes.paragraph(builder.inlines(value.spans), attrs)


def _words(builder: TreeBuilder, field: Field) -> nodes.MetaValue:
    return nodes.meta_inlines(builder.inlines(field.spans))


def _switch(document: Document, switch: Sequence[Alternate]) -> dict[str, nodes.MetaValue]:
    """Return the links to the other languages, for readers and for programs."""
    if len(switch) < 2:
        return {}
    items = [[nodes.plain([_choice(document, each)])] for each in switch]
    return {
        "languages": nodes.meta_blocks([nodes.bullet_list(items)]),
        "alternates": nodes.meta_list(_alternates(switch)),
    }


def _choice(document: Document, alternate: Alternate) -> nodes.Inline:
    """Return the name of a language in that language: a link, or words for the page's own."""
    other = language(alternate.language)
    name = nodes.words(other.native_name)
    pairs = {"lang": other.tag, "dir": other.direction}
    if alternate.language == document.language:
        return nodes.span(name, nodes.attributes("", (), {**pairs, "aria-current": "page"}))
    pairs["hreflang"] = other.tag
    return nodes.link(name, alternate.address, nodes.attributes("", (), pairs))


def _alternates(switch: Iterable[Alternate]) -> list[nodes.MetaValue]:
    return [
        nodes.meta_map(
            {
                "tag": nodes.meta_text(language(each.language).tag),
                "address": nodes.meta_text(each.address),
            }
        )
        for each in switch
    ]
