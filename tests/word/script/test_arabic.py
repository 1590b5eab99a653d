"""A report in Arabic runs from right to left in every part, in letters and sizes of its own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from lxml import etree

from reportgen.document import Block, Span
from reportgen.latin import fold_direction_marks
from reportgen.word.prepare import prepare_template
from reportgen.word.render import render_docx
from tests.support.validity import describe, findings
from tests.word.finish.support import (
    LOOP,
    TEMPLATE_NAMES,
    W,
    document,
    full_document,
    our_template,
    paragraph,
    part_bytes,
    part_names,
    root,
    template,
    template_bytes,
    texts,
    texts_by_bookmark,
)

ARABIC = "الوثيقة TDAG-23/48-A للفريق (ISCG)، جنيف، 23-19 يونيو 2023."


def _arabic(*spans: Span, body: str = LOOP) -> bytes:
    return render_docx(document(paragraph(*spans), language="ar"), template(body)).data


def _bodies(docx: bytes) -> Iterator[etree._Element]:
    """Yield the body, the headers and the footers."""
    for name in part_names(docx):
        if name.startswith(("word/document", "word/header", "word/footer")) and "rels" not in name:
            yield root(docx, name)


def _runs(docx: bytes, under: str = "word/document.xml") -> list[tuple[str, bool]]:
    """Return the words of the runs that have any, and whether each runs from right to left."""
    return [
        ("".join(map(str, run.itertext(W + "t"))), run.find(f"{W}rPr/{W}rtl") is not None)
        for run in root(docx, under).iter(W + "r")
        if run.find(W + "t") is not None
    ]


@pytest.mark.parametrize("name", TEMPLATE_NAMES)
def test_every_section_paragraph_and_table_runs_from_right_to_left(name: str) -> None:
    """In the body, the headers and the footers, and by the styles for what is typed later."""
    docx = render_docx(full_document(ARABIC, "ar"), our_template(name)).data
    for body in _bodies(docx):
        for each in body.iter(W + "p"):
            assert each.find(f"{W}pPr/{W}bidi") is not None
            assert each.find(f"{W}pPr/{W}rPr/{W}rtl") is not None
        for table in body.iter(W + "tbl"):
            assert table.find(f"{W}tblPr/{W}bidiVisual") is not None
        for section in body.iter(W + "sectPr"):
            assert section.find(W + "bidi") is not None
    styles = root(docx, "word/styles.xml")
    assert styles.find(f"{W}docDefaults/{W}pPrDefault/{W}pPr/{W}bidi") is not None
    for style in styles.iter(W + "style"):
        if style.get(W + "type") == "paragraph":
            assert style.find(f"{W}pPr/{W}bidi") is not None, style.get(W + "styleId")
    for level in root(docx, "word/numbering.xml").iter(W + "lvl"):
        assert level.find(f"{W}rPr/{W}rtl") is not None
        assert "Letter" not in (level.find(W + "numFmt").get(W + "val") or "")  # type: ignore[union-attr]


@pytest.mark.slow
@pytest.mark.parametrize("name", TEMPLATE_NAMES)
def test_the_file_is_sound(name: str) -> None:
    """The checkers find nothing that they do not find in the template."""
    docx = render_docx(full_document(ARABIC, "ar"), our_template(name)).data
    found = findings(docx, template_bytes(name))
    assert not found, describe(found)


def test_a_symbol_has_a_run_of_its_own_and_brackets_are_of_the_sentence() -> None:
    """`TDAG-23/48-A` and `ISCG` run from left to right; `(` and `)` do not."""
    assert _runs(_arabic(Span(ARABIC, "o"))) == [
        ("الوثيقة ", True),
        ("TDAG-23/48-A", False),
        (" للفريق (", True),
        ("ISCG", False),
        (")، جنيف، ", True),
        ("\u200e23-19", False),
        (" يونيو ", True),
        ("2023", False),
        (".", True),
    ]


def test_bold_links_and_gaps_are_split_alike() -> None:
    """What sets a span apart is on its Latin runs as on its Arabic ones."""
    spans = (
        Span("في ISCG", "a", strong=True),
        Span(" و", "b"),
        Span("ITU", "c", href="https://x/"),
    )
    body = root(_arabic(*spans))
    strong = [r for r in body.iter(W + "r") if r.find(f"{W}rPr/{W}rStyle") is not None]
    looks = [
        (r.findtext(W + "t"), r.find(f"{W}rPr/{W}rStyle").get(W + "val"))  # type: ignore[union-attr]
        for r in strong
    ]
    assert looks == [("في ", "Strong"), ("ISCG", "Strong"), ("ITU", "Hyperlink")]
    (link,) = body.iter(W + "hyperlink")
    assert link.find(f"{W}r/{W}rPr/{W}rtl") is None


def test_what_is_not_translated_runs_from_left_to_right_as_a_whole() -> None:
    """An English sentence keeps its full stop at its end; the space behind it is not part of it."""
    runs = _runs(_arabic(Span("It met (in 2023). ", "a", language="en"), Span("ثم", "b")))
    assert runs == [("It met (in 2023).\u200e", False), (" ", True), ("ثم", True)]


def test_the_words_are_all_there_and_found_at_their_place() -> None:
    """Without direction marks the paragraph reads as its spans do, each at its place."""
    spans = (Span("في 23-19 ", "a"), Span("يونيو، 9-1 ", "b"), Span("(ISCG/23)", "c", strong=True))
    result = render_docx(document(paragraph(*spans), language="ar"), our_template())
    ((name, origin),) = ((n, o) for n, o in result.origins.items() if o.origin == "text")
    text = texts_by_bookmark(result.data)[name]
    assert fold_direction_marks(text) == "".join(span.text for span in spans)
    found = [fold_direction_marks(text[place.start : place.end]) for place in origin.places]
    assert found == [span.text for span in spans]


def test_tags_and_entities_in_a_text_are_words() -> None:
    """What means something to XML or to the template is printed as it is written."""
    text = "أ <b> & {{ x }} AT&T؛ <\n&amp;"
    assert text in map(fold_direction_marks, texts(_arabic(Span(text, "o"))))


def test_bold_italics_and_size_are_said_of_arabic_letters_too() -> None:
    """Word takes them from properties of their own; 12 points go with 15."""
    old = part_bytes(template_bytes(), "word/styles.xml").decode()
    style = (
        '<w:style w:type="character" w:styleId="Loud"><w:name w:val="Loud"/><w:rPr><w:b/><w:i '
        'w:val="0"/><w:spacing w:val="40"/><w:sz w:val="24"/><w:szCs w:val="24"/></w:rPr></w:style>'
    )
    new = old.replace("</w:styles>", style + "</w:styles>")
    ours = template(changes={"word/styles.xml": new.encode()})
    docx = render_docx(document(paragraph(Span("x", "o")), language="ar"), ours).data
    styles = root(docx, "word/styles.xml")
    (loud,) = (s for s in styles.iter(W + "style") if s.get(W + "styleId") == "Loud")
    properties = {etree.QName(p).localname: p.get(W + "val") for p in loud.iterfind(f"{W}rPr/*")}
    assert properties == {
        "b": None, "bCs": None, "i": "0", "iCs": "0", "sz": "24", "szCs": "30"
    }  # fmt: skip
    default = styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}szCs")
    assert default is not None
    assert default.get(W + "val") == "30"


def test_fonts_are_named_and_not_of_the_theme() -> None:
    """A theme font would win over Traditional Arabic; a Latin font picked for all is not kept."""
    old = part_bytes(template_bytes(), "word/styles.xml").decode()
    start, end = old.index("<w:rFonts "), old.index("/>", old.index("<w:rFonts ")) + 2
    fonts = '<w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi" w:cstheme="minorBidi"/>'
    ours = template(changes={"word/styles.xml": (old[:start] + fonts + old[end:]).encode()})
    for language, slot, font in (("ar", "cs", "Traditional Arabic"), ("zh", "eastAsia", "SimSun")):
        docx = render_docx(document(paragraph(Span("x", "o")), language=language), ours).data
        styles = root(docx, "word/styles.xml")
        assert b"Theme=" not in part_bytes(docx, "word/styles.xml")
        default = styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}rFonts")
        assert default is not None
        assert default.get(W + slot) == font
        assert default.get(W + "ascii")


def test_the_borders_of_a_paragraph_change_sides() -> None:
    """Left and right are sides of the page there, and start and end everywhere else."""
    body = LOOP.replace(
        "<w:p><w:r><w:t>{{ block",
        '<w:p><w:pPr><w:pBdr><w:left w:val="single" w:sz="4" w:space="0" w:color="auto"/></w:pBdr>'
        '<w:ind w:left="100"/><w:jc w:val="right"/></w:pPr><w:r><w:t>{{ block',
    )
    properties = root(_arabic(Span("x", "o"), body=body)).find(f".//{W}pPr")
    assert properties is not None
    assert [each.tag for each in properties.iterfind(f"{W}pBdr/*")] == [W + "right"]
    assert properties.find(W + "ind").attrib == {W + "left": "100"}  # type: ignore[union-attr]
    assert properties.find(W + "jc").get(W + "val") == "right"  # type: ignore[union-attr]


def test_what_a_template_says_of_direction_stays() -> None:
    """A template made for Arabic is not turned a second time, nor what is to stay as it is."""
    left = '<w:p><w:pPr><w:bidi w:val="0"/></w:pPr><w:r><w:rPr><w:rtl w:val="0"/></w:rPr>'
    docx = _arabic(Span("ا", "o"), body=LOOP.replace("<w:p><w:r><w:t>{{", left + "<w:t>{{"))
    (run,) = (r for r in root(docx).iter(W + "r") if r.findtext(W + "t") == "ا")
    assert run.find(f"{W}rPr/{W}rtl").get(W + "val") == "0"  # type: ignore[union-attr]
    prepared = prepare_template(template_bytes(), "t.docx", "ar").data
    again = prepare_template(prepared, "t.docx", "ar").data
    for name in part_names(prepared):
        assert part_bytes(again, name) == part_bytes(prepared, name)


def test_a_numbered_item_keeps_its_direction() -> None:
    """The properties that restart a list leave it running from right to left."""
    block = Block("number", "n", (Span("بند", "n"),), list_id="l")
    docx = render_docx(document(block, language="ar"), our_template()).data
    (properties,) = (p for p in root(docx).iter(W + "pPr") if p.find(W + "numPr") is not None)
    assert properties.find(W + "bidi") is not None
