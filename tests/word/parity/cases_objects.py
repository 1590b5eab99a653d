"""docxtpl's own objects: rich text, listings, links, pictures, subdocuments, replacements."""

from __future__ import annotations

import io
from typing import Any

from docx.document import Document as DocumentObject
from docx.shared import Mm
from docxtpl import InlineImage, Listing, RichText, RichTextParagraph

from tests.word.engine.support import docx_of
from tests.word.parity.makers import PLAIN, Case, Context, add, escaping, png, runs, table

CASES: list[Case] = []

# docxtpl's objects.


def rich(_: Any) -> Context:
    """Return rich text with every option."""
    text = RichText("plain & <sign> ")
    for options in (
        {"style": "Strong"},
        {"color": "#ff0000", "highlight": "#ffff00"},
        {"size": 30, "font": "Arial"},
        {"subscript": True},
        {"superscript": True},
        {"bold": True, "italic": True, "underline": True, "strike": True},
        {"underline": "wave"},
        {"bold": True, "italic": True, "rtl": True, "lang": "ar-SA"},
        {"font": "eastAsia:SimSun"},
    ):
        text.add("text ", **options)
    text.add(RichText(7, bold=True))
    text.add(b"bytes")
    text.add("tab\tline\nparagraph\apage\fend")
    return {"rich": text, "yes": True}


add(
    CASES,
    "rich-text",
    docx_of("a {{r rich }} b {% if yes %}{{r rich }}{% endif %}"),
    rich,
    escaping,
)
add(CASES, "rich-text-no-escape", docx_of("{{r rich }}", build=table(("{{r rich }}", "x"))), rich)


def rich_paragraphs(_: Any) -> Context:
    """Return paragraphs of rich text."""
    paragraphs = RichTextParagraph("first", parastyle="List Bullet")
    paragraphs.add(RichText("second", bold=True))
    paragraphs.add("third\twith a tab", parastyle="Quote")
    return {"rich": paragraphs}


add(CASES, "rich-text-paragraphs", docx_of("{{p rich }}", "end"), rich_paragraphs, escaping)


def links(maker: Any) -> Context:
    """Return rich text with links."""
    text = RichText("see ")
    text.add("here", url_id=maker.build_url_id("https://example.org/?a=1&b=2"), bold=True)
    text.add("there", url_id=maker.build_url_id("https://example.org/two"))
    return {"rich": text}


add(CASES, "links", docx_of("{{r rich }}"), links, escaping, gives_maker=True)
add(
    CASES,
    "listing",
    docx_of("{{ x }}", "a {{ x }} b", build=runs("{{ x }}", "bold {{ x }}")),
    lambda _: {"x": Listing("one\ntwo\tthree\afour & <five>\fsix")},
    escaping,
)
add(
    CASES,
    "listing-plain",
    docx_of("{{ x }}", build=table(("{{ x }}", "{{ x }}"))),
    {"x": "one\ntwo\tthree\afour\fsix"},
    escaping,
)
add(CASES, "listing-numbers", docx_of("{{ x }}"), lambda _: {"x": Listing(17)})


def picture(maker: Any) -> Context:
    """Return pictures: two alike, one linked, one for a header."""
    first, second = io.BytesIO(png(1)), io.BytesIO(png(2))
    return {
        "first": InlineImage(maker, first, width=Mm(20)),
        "again": InlineImage(maker, io.BytesIO(png(1)), height=Mm(5)),
        "linked": InlineImage(maker, second, anchor="https://example.org/"),
        "rows": [{"p": InlineImage(maker, io.BytesIO(png(number)))} for number in range(3, 6)],
    }


add(
    CASES,
    "pictures",
    docx_of(
        "{{ first }} {{ again }}",
        "{{ linked }}",
        "{% for r in rows %}{{ r.p }}{% endfor %}",
        build=table(("{{ first }}", "x")),
    ),
    picture,
    escaping,
)


def subdocument(maker: Any) -> Context:
    """Return a subdocument made here, and one from a file with a list, a picture and a style."""
    made = maker.new_subdoc()
    made.add_paragraph("made here").add_run(" in bold").bold = True
    made.add_table(rows=1, cols=2).cell(0, 1).text = "cell"
    made.add_picture(io.BytesIO(png(7)), width=Mm(10))

    def build(document: DocumentObject) -> None:
        document.add_paragraph("from a file", style="List Number")
        document.add_picture(io.BytesIO(png(8)))
        document.styles.add_style("Own Style", 1).font.bold = True
        document.add_paragraph("styled", style="Own Style")

    read = maker.new_subdoc(io.BytesIO(docx_of("second", build=build)))
    return {"made": made, "read": read, "yes": True}


add(
    CASES,
    "subdocuments",
    docx_of(
        "before", "{{p made }}", "between", "{%p if yes %}", "{{p read }}", "{%p endif %}", "after"
    ),
    subdocument,
    escaping,
)


def pictured() -> bytes:
    """Return a template with a picture to be replaced."""

    def build(document: DocumentObject) -> None:
        document.add_picture(io.BytesIO(png(9)), width=Mm(10))
        document.inline_shapes[0]._inline.docPr.set("name", "stamp.png")
        pic = document.inline_shapes[0]._inline.graphic.graphicData.pic
        pic.nvPicPr.cNvPr.set("name", "stamp.png")

    return docx_of("{{ name }}", build=build)


def replace_picture(maker: Any) -> Context:
    """Replace the picture by name."""
    maker.replace_pic("stamp.png", io.BytesIO(png(10)))
    return PLAIN


def replace_media(maker: Any) -> Context:
    """Replace the picture by its content."""
    maker.replace_media(io.BytesIO(png(9)), io.BytesIO(png(11)))
    return PLAIN


def edited(maker: Any) -> Context:
    """Edit the DocxTemplate before it is rendered."""
    maker.get_docx().add_paragraph("added {{ name }}")
    return PLAIN


add(CASES, "picture-kept", pictured, PLAIN)
add(
    CASES,
    "replace-picture",
    pictured,
    replace_picture,
    via_docxtpl="pictures are replaced (replace_pic)",
    gives_maker=True,
)
add(
    CASES,
    "replace-media",
    pictured,
    replace_media,
    via_docxtpl="media or embedded files are replaced",
    gives_maker=True,
)
add(
    CASES,
    "edited-template",
    docx_of("{{ name }}"),
    edited,
    via_docxtpl="the DocxTemplate was edited, or is one of another template",
    gives_maker=True,
)
