"""Small Documents, small templates, and what can be read back from a Word file."""

from __future__ import annotations

import io
import re
import zipfile
from functools import cache
from pathlib import Path

from lxml import etree

from reportgen.document import (
    Block,
    BoxRow,
    Cell,
    Cover,
    Document,
    Field,
    Section,
    Span,
)
from reportgen.kinds import Direction
from reportgen.word.render import DocxResult, WordTemplate, render_docx

TEMPLATES = Path(__file__).parents[3] / "templates"
TEMPLATE_NAMES = ("rag-report", "tdag-report", "tsag-report")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PRIVATE = re.compile("[\U000f0000-\U000fffff]")
DOCUMENT = "word/document.xml"

_BODY = re.compile(rb"<w:body>.*?(<w:sectPr>.*?</w:sectPr>)</w:body>", re.DOTALL)
LOOP = (
    "<w:p><w:r><w:t>{%p for block in blocks %}</w:t></w:r></w:p>"
    "<w:p><w:r><w:t>{{ block.text }}</w:t></w:r></w:p>"
    "<w:p><w:r><w:t>{%p endfor %}</w:t></w:r></w:p>"
)


def paragraph(*spans: Span, origin: str = "text", outcome: str = "") -> Block:
    """Return a paragraph of the body."""
    return Block("paragraph", origin, spans, outcome=outcome)


def field(name: str, *spans: Span) -> Field:
    """Return a fact or label of the cover."""
    return Field(name, f"cover.{name}", spans)


def document(
    *blocks: Block,
    fields: tuple[Field, ...] = (),
    labels: tuple[Field, ...] = (),
    box: tuple[BoxRow, ...] = (),
    language: str = "en",
    title: str = "Title",
) -> Document:
    """Return a Document with these blocks in its one section."""
    direction: Direction = "rtl" if language == "ar" else "ltr"
    return Document(
        meeting="meeting",
        addressee="TSAG",
        language=language,
        tag={"en": "en-GB", "zh": "zh-Hans"}.get(language, language),
        direction=direction,
        state="draft",
        title=title,
        subject="Subject",
        creator="Chair & co",
        keywords=("one", "two"),
        date="2023-05-02",
        cover=Cover(
            {each.name: each for each in fields}, {each.name: each for each in labels}, box
        ),
        sections=(Section("section", None, blocks),),
    )


def full_document(text: str = "Words", language: str = "en") -> Document:
    """Return a Document with every kind of block, all of whose texts are `text`."""

    def spans(origin: str) -> tuple[Span, ...]:
        return (Span(text, origin),)

    names = ("title", "source", "symbol", "page_symbol", "contact_name", "group_session", "group")
    looks = (
        Span(text, "looks", strong=True),
        Span(text, "looks", emphasis=True),
        Span(text, "looks", href="https://www.itu.int/a?b=1&c=2"),
        Span(text, "looks", kind="gap", source="{{ symbol }}", field="reports.TSAG.symbol"),
        Span(text, "looks", language="fr"),
        Span(text, "looks", language="ar"),
    )
    cells = (Cell("table/a", spans("table/a")), Cell("table/b", spans("table/b")))
    return document(
        Block("heading", "heading", spans("heading")),
        Block("heading", "heading-2", spans("heading-2"), level=2),
        Block("paragraph", "looks", looks),
        Block("bullet", "bullet", spans("bullet")),
        Block("number", "number", spans("number"), list_id="list"),
        Block("number", "number-2", spans("number-2"), level=2, list_id="list"),
        Block("continuation", "continuation", spans("continuation")),
        Block("annex", "annex", spans("annex")),
        Block("caption", "caption", spans("caption")),
        Block("table", "table", columns=cells, rows=(cells, cells)),
        fields=tuple(field(name, Span(text, f"cover.{name}")) for name in names),
        labels=tuple(field(name, Span(text, f"cover.{name}")) for name in ("title", "draft")),
        box=(BoxRow("summary", field("summary", Span(text, "label")), (paragraph(*looks),)),),
        language=language,
        title=text,
    )


@cache
def template_bytes(name: str = "tsag-report") -> bytes:
    """Return one of our templates."""
    return (TEMPLATES / f"{name}.docx").read_bytes()


@cache
def our_template(name: str = "tsag-report") -> WordTemplate:
    """Return one of our templates, compiled once for all tests."""
    return WordTemplate(template_bytes(name), f"{name}.docx")


def repack(docx: bytes, changes: dict[str, bytes]) -> bytes:
    """Return a Word file with parts replaced or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as old, zipfile.ZipFile(out, "w") as new:
        for name in dict.fromkeys([*old.namelist(), *changes]):
            new.writestr(name, changes[name] if name in changes else old.read(name))
    return out.getvalue()


def template(body: str = LOOP, changes: dict[str, bytes] | None = None) -> WordTemplate:
    """Return a template with this body and the styles and lists of one of ours."""
    parts = changes or {}
    old = part_bytes(template_bytes(), DOCUMENT)
    names = (
        b' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
        b' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
        b' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" mc:Ignorable="w14"'
    )
    new = _BODY.sub(lambda found: b"<w:body>" + body.encode() + found[1] + b"</w:body>", old)
    new = new.replace(b"<w:document ", b"<w:document" + names + b" ", 1)
    return WordTemplate(repack(template_bytes(), {DOCUMENT: new} | parts), "template.docx")


def render(*blocks: Block, body: str = LOOP) -> DocxResult:
    """Return blocks rendered with a template of this body."""
    return render_docx(document(*blocks), template(body))


def part_bytes(docx: bytes, name: str) -> bytes:
    """Return a part of a Word file."""
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        return archive.read(name)


def part_names(docx: bytes) -> list[str]:
    """Return the names of the parts of a Word file."""
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        return archive.namelist()


def root(docx: bytes, name: str = DOCUMENT) -> etree._Element:
    """Return the tree of a part."""
    return etree.fromstring(part_bytes(docx, name))


def body_xml(docx: bytes) -> str:
    """Return the body without the properties of its section."""
    xml = part_bytes(docx, DOCUMENT).decode()
    return xml[xml.index("<w:body>") + 8 : xml.index("<w:sectPr>")]


def bare_body(docx: bytes) -> str:
    """Return the body without our bookmarks, to compare with what a reader of XML would write."""
    return re.sub(r"<w:bookmark(?:Start|End) [^>]*/>", "", body_xml(docx))


def text_of(element: etree._Element) -> str:
    """Return the text of a paragraph; tabs and line breaks as the characters they stand for."""
    pieces = []
    for node in element.iter(W + "t", W + "tab", W + "br"):
        parent = node.getparent()
        if parent is None or parent.tag != W + "r":
            continue
        pieces.append({W + "tab": "\t", W + "br": "\n"}.get(str(node.tag)) or node.text or "")
    return "".join(pieces)


def texts(docx: bytes) -> list[str]:
    """Return the texts of the paragraphs of the body."""
    return [text_of(each) for each in root(docx).iter(W + "p")]


def texts_by_bookmark(docx: bytes) -> dict[str, str]:
    """Return the text of each paragraph with a hidden bookmark, by the bookmark's name."""
    found = {}
    for each in root(docx).iter(W + "p"):
        for start in each.findall(W + "bookmarkStart"):
            found[start.get(W + "name", "")] = text_of(each)
    return found
