"""Headers, footers, sections, footnotes and core properties."""

from __future__ import annotations

from docx.document import Document as DocumentObject
from docx.shared import Mm
from docxtpl import Listing

from tests.word.engine.support import docx_of, edit_part, with_parts
from tests.word.parity.cases_objects import picture
from tests.word.parity.makers import PLAIN, Case, add, escaping

CASES: list[Case] = []


def with_header(text: str, **others: str) -> bytes:
    """Return a template with a field in the header and in the other headers and footers named."""

    def build(document: DocumentObject) -> None:
        section = document.sections[0]
        section.header.paragraphs[0].text = text
        if "first" in others:
            section.different_first_page_header_footer = True
        document.settings.odd_and_even_pages_header_footer = "even" in others
        stories = {
            "first": section.first_page_header,
            "even": section.even_page_header,
            "footer": section.footer,
            "first_footer": section.first_page_footer,
            "even_footer": section.even_page_footer,
        }
        for name, words in others.items():
            stories[name].paragraphs[0].text = words

    return docx_of("{{ name }}", build=build)


add(
    CASES,
    "header-picture",
    lambda: with_header("{{ first }}", footer="{{ linked }} x"),
    picture,
    escaping,
)
add(
    CASES,
    "headers",
    lambda: with_header(
        "{{ name }}\t{{ n }}", first="first {{ n }}", even="{% if yes %}even{% endif %}"
    ),
    PLAIN,
    escaping,
)
add(
    CASES,
    "footers",
    lambda: with_header(
        "plain", footer="{{ rows[1].a }}", first_footer="{{ n }}", even_footer="{{r name }}"
    ),
    PLAIN,
    escaping,
)
add(
    CASES,
    "header-listing",
    lambda: with_header("{{ x }}", footer="{%- if x %}y{% endif -%}"),
    lambda _: {"x": Listing("a\nb\ac"), "name": ""},
    escaping,
)


def header_table() -> bytes:
    """Return a header that holds a table with loops over cells and rows."""

    def build(document: DocumentObject) -> None:
        made = document.sections[0].header.add_table(rows=3, cols=3, width=Mm(100))
        texts = (
            ("{%tr for r in rows %}", "", ""),
            ("{{ r.a }}", "{% colspan 2 %}{{ r.b }}", "x"),
            ("{%tr endfor %}", "", ""),
        )
        for row, words in zip(made.rows, texts, strict=True):
            for cell, text in zip(row.cells, words, strict=True):
                cell.text = text

    return docx_of("body", build=build)


add(CASES, "header-table", header_table, PLAIN, escaping)


def sections() -> bytes:
    """Return three sections with headers of their own, and footnotes."""

    def build(document: DocumentObject) -> None:
        for number in range(3):
            section = document.sections[-1] if not number else document.add_section()
            section.header.is_linked_to_previous = False
            section.header.paragraphs[0].text = f"{number} {{{{ name }}}}"
            document.add_paragraph("{{ n }}")

    return docx_of(build=build)


add(CASES, "sections", sections, PLAIN)

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
FOOTNOTES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
    f'<w:footnotes xmlns:w="{W}">'
    '<w:footnote w:id="2"><w:p><w:r><w:t>{{ name }} {% if yes %}&amp; {{ rows[1].a }}{% endif %}'
    "</w:t></w:r></w:p><w:p><w:r><w:t>{%p for r in rows %}</w:t></w:r></w:p>"
    "<w:p><w:r><w:t>{{ r.b }}</w:t></w:r></w:p>"
    "<w:p><w:r><w:t>{%p endfor %}</w:t></w:r></w:p></w:footnote></w:footnotes>"
)


def with_footnotes(data: bytes, xml: str = FOOTNOTES) -> bytes:
    """Return the .docx with a part of footnotes."""
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    data = edit_part(
        data,
        "[Content_Types].xml",
        lambda types: types.replace(
            "</Types>", f'<Override PartName="/word/footnotes.xml" ContentType="{kind}"/></Types>'
        ),
    )
    data = edit_part(
        data,
        "word/_rels/document.xml.rels",
        lambda rels: rels.replace(
            "</Relationships>",
            f'<Relationship Id="rId99" Type="{relation}" Target="footnotes.xml"/></Relationships>',
        ),
    )
    return with_parts(data, {"word/footnotes.xml": xml.encode()})


add(CASES, "footnotes", lambda: with_footnotes(docx_of("{{ name }}")), PLAIN, escaping)
add(
    CASES,
    "footnotes-sections",
    lambda: with_footnotes(
        sections(), FOOTNOTES.replace("{{ name }}", "{{ '{{ n }}' }} {_{ name }_}")
    ),
    PLAIN,
    escaping,
)
add(
    CASES,
    "footnotes-listing",
    lambda: with_footnotes(sections()),
    {**PLAIN, "name": "a\tb\nc", "rows": [{}, {"a": "x\ty\r\nz", "b": 1}]},
    escaping,
)


def titled() -> bytes:
    """Return a template with fields in its core properties."""

    def build(document: DocumentObject) -> None:
        properties = document.core_properties
        properties.author = "{{ name }}"
        properties.title = "{% if yes %}On {{ rows[1].a }}{% endif %}"
        properties.subject = "plain & simple"
        properties.keywords = "{{ not_rendered }}"
        properties.comments = ""
        properties.language = "{{ deep.er.x }}\n"

    return docx_of("x", build=build)


add(CASES, "properties", titled, PLAIN)
add(CASES, "properties-escaped", titled, PLAIN, escaping)


def without_properties() -> bytes:
    """Return a template that has no core properties."""
    data = edit_part(
        docx_of("{{ name }}"),
        "_rels/.rels",
        lambda rels: "".join(
            part
            for part in rels.replace("<Relationship ", "\0<Relationship ").split("\0")
            if "core-properties" not in part or part.endswith("</Relationships>")
        ),
    )
    data = edit_part(
        data,
        "[Content_Types].xml",
        lambda types: types.replace(
            '<Override PartName="/docProps/core.xml" ContentType='
            '"application/vnd.openxmlformats-package.core-properties+xml"/>',
            "",
        ),
    )
    return with_parts(data, {"docProps/core.xml": None})


add(CASES, "no-properties", without_properties, PLAIN, excused=frozenset({"modified"}))
