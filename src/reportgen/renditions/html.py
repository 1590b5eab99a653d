"""Document → web page: one file that needs nothing else, for every reader and every screen.

In goes a Document and where its other languages are, out comes the order for pandoc. The page is
`data/renditions/report.html`, its look `house.css` and `report.css` beside it. It has no script and
fetches nothing; its own policy forbids both, whatever a text might say.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from html import escape
from urllib.parse import quote

from reportgen.document import Document, Field, plain_text
from reportgen.languages import document_language
from reportgen.renditions import nodes
from reportgen.renditions.cover import Value, cover_facts, cover_lines
from reportgen.renditions.pages import fill_page, page_look
from reportgen.renditions.pandoc import Order
from reportgen.renditions.tree import Style, TreeBuilder

_STYLE = Style(
    has_anchors=True, has_marks=True, has_directions=True, has_captions=True, has_lines=False
)
# No anchor of a text begins like this, so no outcome can have this id.
_CONTENT = "~content"
# With fewer languages there is nothing to choose.
_CHOICE = 2
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
    head = _head(builder)
    return Order(
        tree=nodes.tree(head | _menu(document, switch), builder.body()),
        to="html5",
        date=date.fromisoformat(document.date),
        template=_template(),
        variables=_facts_of_file(document) | _alternates(switch),
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


def _facts_of_file(document: Document) -> dict[str, str]:
    """Return what the page says within its markup, as text that is safe in attributes too."""
    cover = document.cover
    acronym, languages = cover.fields.get("group_acronym"), cover.labels.get("languages")
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
        "languages-label": plain_text(languages.spans) if languages else "",
    }
    return {key: escape(value) for key, value in facts.items() if value}


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
    labels = ("skip", "draft") if builder.document.state == "draft" else ("skip",)
    return found | {
        label: _words(builder, cover.labels[label]) for label in labels if label in cover.labels
    }


def _line(builder: TreeBuilder, value: Value) -> nodes.Block:
    attrs = nodes.attributes(builder.anchors.give(value.origin), (value.name.replace("_", "-"),))
    return nodes.paragraph(builder.inlines(value.spans), attrs)


def _words(builder: TreeBuilder, field: Field) -> nodes.MetaValue:
    return nodes.meta_inlines(builder.inlines(field.spans))


def _menu(document: Document, switch: Sequence[Alternate]) -> dict[str, nodes.MetaValue]:
    """Return the links to the other languages for readers."""
    if len(switch) < _CHOICE:
        return {}
    items = [[nodes.plain([_choice(document, each)])] for each in switch]
    return {"languages": nodes.meta_blocks([nodes.bullet_list(items)])}


def _alternates(switch: Sequence[Alternate]) -> dict[str, str]:
    """Return the links to all languages for programs."""
    if len(switch) < _CHOICE:
        return {}
    links = (
        f'<link rel="alternate" hreflang="{document_language(each.language).tag}"'
        f' href="{escape(each.address)}">'
        for each in switch
    )
    return {"alternates": "\n".join(links)}


def _choice(document: Document, alternate: Alternate) -> nodes.Inline:
    """Return the name of a language in that language: a link, or words for the page's own."""
    other = document_language(alternate.language)
    name = nodes.words(other.native_name)
    pairs = {"lang": other.tag, "dir": other.direction}
    if alternate.language == document.language:
        return nodes.span(name, nodes.attributes("", (), {**pairs, "aria-current": "page"}))
    pairs["hreflang"] = other.tag
    return nodes.link(name, alternate.address, nodes.attributes("", (), pairs))
