"""Spans become runs in the look of the template, at their place in the paragraph."""

from __future__ import annotations

import pytest

from reportgen.document import Block, Span
from reportgen.word.render import render_docx
from tests.support.validity import describe, findings
from tests.word.finish.support import (
    LOOP,
    PRIVATE,
    bare_body,
    document,
    field,
    paragraph,
    part_bytes,
    part_names,
    render,
    root,
    template,
    template_bytes,
    text_of,
    texts,
)

RELS = "word/_rels/document.xml.rels"


def _run(words: str, properties: str = "") -> str:
    space = ' xml:space="preserve"' if words != words.strip() else ""
    return f"<w:r>{properties}<w:t{space}>{words}</w:t></w:r>"


def _styled(words: str, style: str, more: str = "") -> str:
    return _run(words, f'<w:rPr><w:rStyle w:val="{style}"/>{more}</w:rPr>')


def test_spans_without_a_look_stay_one_run() -> None:
    """A sentence with a computed value is one run in Word, as somebody would have typed it."""
    result = render(paragraph(Span("On ", "a"), Span("2 May", "a", "value"), Span(" it met.", "a")))
    assert bare_body(result.data) == f"<w:p>{_run('On 2 May it met.')}</w:p>"


def test_each_look_has_its_character_style() -> None:
    """Strong, emphasis, gap and foreign text take the styles that the template names so."""
    result = render(
        paragraph(
            Span("a", "o", strong=True),
            Span("b", "o", emphasis=True),
            Span("c", "o", "gap"),
            Span("d", "o", language="fr"),
            Span(" e", "o"),
        )
    )
    assert bare_body(result.data) == (
        "<w:p>"
        + _styled("a", "Strong")
        + _styled("b", "Emphasis")
        + _styled("c", "Gap")
        + _styled("d", "ForeignText", '<w:lang w:val="fr-FR"/>')
        + _run(" e")
        + "</w:p>"
    )
    assert result.findings == ()


@pytest.mark.parametrize(
    ("span", "style", "more"),
    [
        (Span("x", "o", strong=True, emphasis=True), "Strong", "<w:i/><w:iCs/>"),
        (Span("x", "o", "gap", strong=True), "Gap", "<w:b/><w:bCs/>"),
        (
            Span("x", "o", emphasis=True, language="ar"),
            "ForeignText",
            '<w:i/><w:iCs/><w:rtl/><w:lang w:bidi="ar-EG"/>',
        ),
        (Span("x", "o", language="zh"), "ForeignText", '<w:lang w:eastAsia="zh-CN"/>'),
        (Span("x", "o", language="pt-BR"), "ForeignText", '<w:lang w:val="pt-BR"/>'),
    ],
)
def test_where_looks_meet_one_is_a_style_and_the_others_are_set_on_top(
    span: Span, style: str, more: str
) -> None:
    """A run has one character style; bold, italics and the language are added to it."""
    assert bare_body(render(paragraph(span)).data) == f"<w:p>{_styled('x', style, more)}</w:p>"


def test_words_in_the_language_of_the_document_are_not_foreign() -> None:
    """A span that names the document's own language looks like the rest."""
    result = render(paragraph(Span("a", "o"), Span("b", "o", language="en")))
    assert bare_body(result.data) == f"<w:p>{_run('ab')}</w:p>"


def test_the_template_keeps_its_own_properties() -> None:
    """A look is put on top of what the template says of the run, in schema order."""
    own = '<w:rPr><w:rFonts w:ascii="Arial"/><w:color w:val="FF0000"/><w:sz w:val="30"/></w:rPr>'
    body = LOOP.replace("<w:r><w:t>{{ block", f"<w:r>{own}<w:t>{{{{ block")
    result = render(
        paragraph(Span("a", "o"), Span("b", "o", strong=True, emphasis=True)), body=body
    )
    assert bare_body(result.data) == (
        f"<w:p>{_run('a', own)}"
        + _run(
            "b",
            '<w:rPr><w:rStyle w:val="Strong"/><w:rFonts w:ascii="Arial"/><w:i/><w:iCs/>'
            '<w:color w:val="FF0000"/><w:sz w:val="30"/></w:rPr>',
        )
        + "</w:p>"
    )


def test_text_that_shares_a_run_with_tabs_is_split_out_of_it() -> None:
    """A field between a tab and other words of its run becomes runs of its own."""
    body = "<w:p><w:r><w:tab/><w:t>Title: {{ cover.title }}</w:t><w:br/><w:t>end</w:t></w:r></w:p>"
    given = document(fields=(field("title", Span("a", "o", strong=True), Span("b", "o")),))
    result = render_docx(given, template(body))
    assert bare_body(result.data) == (
        '<w:p><w:r><w:tab/></w:r><w:r><w:t xml:space="preserve">Title: </w:t></w:r>'
        + _styled("a", "Strong")
        + "<w:r><w:t>b</w:t></w:r><w:r><w:br/><w:t>end</w:t></w:r></w:p>"
    )
    assert [place[:2] for place in next(iter(result.origins.values())).places] == [(8, 9), (9, 10)]


def test_a_link_is_a_hyperlink_with_one_relationship_for_each_address() -> None:
    """The runs of a link stand in one w:hyperlink; an address is related once."""
    link = "https://www.itu.int/x?a=1&b=<2>"
    result = render(
        paragraph(
            Span("a", "o", href=link),
            Span("b", "o", href=link, strong=True),
            Span("c", "o"),
            Span("d", "o", href=link),
            Span("e", "o", href="mailto:tsag@itu.int"),
        )
    )
    links = list(root(result.data).iter("{*}hyperlink"))
    assert [text_of(each) for each in links] == ["ab", "d", "e"]
    assert texts(result.data) == ["abcde"]
    targets = [
        (each.get("Target"), each.get("TargetMode"))
        for each in root(result.data, RELS)
        if each.get("TargetMode")
    ]
    assert targets == [
        ("https://www.itu.int/x?a=1&b=%3C2%3E", "External"),
        ("mailto:tsag@itu.int", "External"),
    ]
    found = findings(result.data, baseline=template_bytes())
    assert not found, describe(found)


def test_a_link_in_a_header_belongs_to_the_header() -> None:
    """A part that had no relationships gets them with its first link."""
    given = document(fields=(field("page_symbol", Span("x", "o", href="https://itu.int/")),))
    docx = render_docx(given, template()).data
    assert {f"word/_rels/header{number}.xml.rels" for number in (1, 2)} <= set(part_names(docx))
    assert part_names(render_docx(document(), template()).data) == part_names(template_bytes())
    found = findings(docx, baseline=template_bytes())
    assert not found, describe(found)


@pytest.mark.parametrize("href", ["javascript:alert(1)", "file:///etc/passwd", "itu.int"])
def test_a_link_to_elsewhere_is_printed_and_reported(href: str) -> None:
    """Only web and mail addresses become links; the words of others are printed, and said."""
    result = render(paragraph(Span("a", "outcome-1", href=href)))
    assert bare_body(result.data) == f"<w:p>{_run('a')}</w:p>"
    (finding,) = result.findings
    assert finding.code == "link-not-followed"
    assert finding.message == f'"{href}" in outcome-1 is printed without a link'


def test_there_is_no_link_within_a_link() -> None:
    """Where the template makes a link itself, ours is left out and its words stay."""
    body = LOOP.replace("<w:p><w:r><w:t>{{", '<w:p><w:hyperlink w:anchor="x"><w:r><w:t>{{')
    body = body.replace("}}</w:t></w:r>", "}}</w:t></w:r></w:hyperlink>")
    result = render(paragraph(Span("a", "o", href="https://itu.int/")), body=body)
    assert len(list(root(result.data).iter("{*}hyperlink"))) == 1
    assert texts(result.data) == ["a"]


def test_a_missing_style_is_reported_once_and_the_text_kept() -> None:
    """A template without a style prints the words, bold or italic where that is what was meant."""
    styles = part_bytes(template_bytes(), "word/styles.xml")
    for name in (b"Strong", b"Gap"):
        styles = styles.replace(b'<w:name w:val="' + name, b'<w:name w:val="No ' + name)
    spans = (Span("a", "o", strong=True), Span("b", "o", "gap"), Span("c", "o", strong=True))
    result = render_docx(document(paragraph(*spans)), template(LOOP, {"word/styles.xml": styles}))
    bold = "<w:rPr><w:b/><w:bCs/></w:rPr>"
    assert bare_body(result.data) == f"<w:p>{_run('a', bold)}{_run('b')}{_run('c', bold)}</w:p>"
    assert [finding.message for finding in result.findings] == [
        'the template has no character style "Strong"; its text is not set apart',
        'the template has no character style "Gap"; its text is not set apart',
    ]


def test_breaks_and_tabs_of_a_text_are_breaks_and_tabs_in_word() -> None:
    """A newline becomes w:br and a tab w:tab, within the look of their span."""
    result = render(paragraph(Span("a\nb\t c", "o", strong=True)))
    assert bare_body(result.data) == (
        '<w:p><w:r><w:rPr><w:rStyle w:val="Strong"/></w:rPr><w:t>a</w:t><w:br/><w:t>b</w:t>'
        '<w:tab/><w:t xml:space="preserve"> c</w:t></w:r></w:p>'
    )


FILTERS = {
    "upper": "ONE TWO",
    "trim": "one two",
    "truncate(4, True, '', 0)": "on",
    "replace('t', 'T')": "one Two",
    "first": "",
    "length": "11",
    "center(20)": "one two",
}


@pytest.mark.parametrize("name", FILTERS)
def test_no_filter_of_a_template_lets_a_mark_into_the_file(name: str) -> None:
    """Whatever a filter does to a text, no mark is left in any part."""
    body = LOOP.replace("block.text", f"block.text|{name}")
    result = render(paragraph(Span("one ", "o"), Span("two", "o", strong=True)), body=body)
    for part in part_names(result.data):
        assert not PRIVATE.search(part_bytes(result.data, part).decode()), part
    assert texts(result.data)[0].strip().startswith(FILTERS[name])


def test_a_text_in_an_attribute_leaves_no_mark() -> None:
    """Marks are also taken out of attributes, where nothing can be styled."""
    body = (
        '<w:sdt><w:sdtPr><w:alias w:val="{{ cover.title }}"/></w:sdtPr><w:sdtContent><w:p/>'
        "</w:sdtContent></w:sdt>"
    )
    given = document(fields=(field("title", Span("a\nb", "o", strong=True)),))
    xml = part_bytes(render_docx(given, template(body)).data, "word/document.xml").decode()
    assert '<w:alias w:val="a b"/>' in xml
    assert not PRIVATE.search(xml)


def test_a_span_printed_twice_is_set_twice() -> None:
    """A template may print a text twice; both are styled and both are found again."""
    body = LOOP.replace("{{ block.text }}", "{{ block.text }} = {{ block.text }}")
    result = render(paragraph(Span("a", "o", strong=True), origin="o"), body=body)
    assert bare_body(result.data) == (
        f"<w:p>{_styled('a', 'Strong')}{_run(' = ')}{_styled('a', 'Strong')}</w:p>"
    )
    (origin,) = result.origins.values()
    assert [place[:2] for place in origin.places] == [(0, 1), (4, 5)]


def test_records_of_earlier_formatting_are_left_out() -> None:
    """How a template was formatted before, and by whom, is no affair of its documents."""
    change = 'w:id="5" w:author="A" w:date="2023-05-02T00:00:00Z"'
    body = (
        '<w:p><w:pPr><w:pStyle w:val="BodyText"/><w:pPrChange '
        f'{change}><w:pPr><w:pStyle w:val="Caption"/></w:pPr></w:pPrChange></w:pPr><w:r><w:rPr>'
        f"<w:b/><w:rPrChange {change.replace('5', '6', 1)}><w:rPr><w:i/></w:rPr></w:rPrChange>"
        "</w:rPr><w:t>{{ blocks[0].text }}</w:t></w:r></w:p>"
    )
    result = render(paragraph(Span("a", "o"), Span("b", "o", emphasis=True)), body=body)
    assert texts(result.data) == ["ab"]
    assert b"Change" not in part_bytes(result.data, "word/document.xml")
    found = findings(result.data, baseline=template_bytes())
    assert not found, describe(found)


def test_a_text_box_keeps_its_paragraphs_apart_from_the_one_it_stands_in() -> None:
    """Words in a text box and around it are found in their own paragraphs; the fallback form of a
    drawing, which says the same again, gets no bookmark.
    """
    box = "<w:txbxContent><w:p><w:r><w:t>{{ blocks[1].text }}</w:t></w:r></w:p></w:txbxContent>"
    body = (
        "<w:p><w:r><w:t>{{ blocks[0].text }}</w:t></w:r><w:r><mc:AlternateContent>"
        f'<mc:Choice Requires="w14"><w:pict>{box}</w:pict></mc:Choice>'
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
        "<w:r><w:t>{{ blocks[2].text }}</w:t></w:r></w:p>"
    )
    result = render(
        paragraph(Span("out", "out"), origin="out"),
        paragraph(Span("box", "box", strong=True), origin="box"),
        paragraph(Span("side", "side"), origin="side"),
        body=body,
    )
    origins = {origin.origin: origin for origin in result.origins.values()}
    assert set(origins) == {"out", "box"}
    assert [(place.start, place.end, place.span.origin) for place in origins["out"].places] == [
        (0, 3, "out"),
        (3, 7, "side"),
    ]
    assert [place[:2] for place in origins["box"].places] == [(0, 3)]


def test_a_table_block_prints_its_cells() -> None:
    """Cells are marked like paragraphs."""
    body = "<w:p><w:r><w:t>{{ blocks[0].kind }}</w:t></w:r></w:p>"
    assert texts(render(Block("table", "t"), body=body).data) == ["table"]
