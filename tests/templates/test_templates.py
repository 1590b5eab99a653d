"""What every shipped template promises: its page, language, styles, lists and covers."""

from __future__ import annotations

import re
import zipfile
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import etree

from reportgen.kinds import State
from reportgen.word.fields import CHARACTER_STYLES, PARAGRAPH_STYLES, TABLE_STYLES
from reportgen.word.inspection import check_template, list_templates
from tests.templates.support import (
    ADDRESSEES,
    FOLDER,
    W,
    find_all,
    part,
    rendered,
    sample_document,
    template_path,
    text_of,
    words,
)

TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")
MAIN = "word/document.xml"

every_template = pytest.mark.parametrize("addressee", ADDRESSEES)


def value(root: etree._Element, path: str) -> str:
    """Return w:val of the one element at a path."""
    (found,) = find_all(root, path)
    return str(found.get(f"{W}val"))


def style(addressee: str, name: str) -> etree._Element:
    """Return the style whose name Word shows as `name`."""
    root = part(template_path(addressee), "word/styles.xml")
    return next(
        found
        for found in root.iter(f"{W}style")
        if value(found, "w:name").casefold() == name.casefold()
    )


def story_parts(addressee: str) -> list[str]:
    """Return the names of the parts with text."""
    with zipfile.ZipFile(template_path(addressee)) as archive:
        return [
            n for n in archive.namelist() if re.search(r"word/(document|header|footer)\d*\.", n)
        ]


def test_there_is_a_template_for_each_advisory_group() -> None:
    """Three templates are shipped, one for each addressee."""
    assert [path.name for path in list_templates(FOLDER)] == [
        "rag-report.docx",
        "tdag-report.docx",
        "tsag-report.docx",
    ]


@every_template
def test_a_shipped_template_has_no_problem(addressee: str) -> None:
    """The check that users run finds nothing in what we ship."""
    assert check_template(template_path(addressee)) == ()


@every_template
def test_the_page_is_a4_with_two_centimetre_margins(addressee: str) -> None:
    """Every template is A4, margins 2 cm, header and footer 1 cm, first page different."""
    section = part(template_path(addressee), MAIN).find(f".//{W}sectPr")
    assert section is not None
    size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
    assert size is not None
    assert margins is not None
    assert (size.get(f"{W}w"), size.get(f"{W}h")) == ("11907", "16840")
    assert {margins.get(f"{W}{side}") for side in ("top", "right", "bottom", "left")} == {"1134"}
    assert {margins.get(f"{W}{side}") for side in ("header", "footer")} == {"567"}
    assert section.find(f"{W}titlePg") is not None


@pytest.mark.parametrize(
    ("addressee", "font"),
    [("tsag", "Times New Roman"), ("tdag", "Calibri"), ("rag", "Times New Roman")],
)
def test_fonts_and_languages_are_those_of_the_house_style(addressee: str, font: str) -> None:
    """The Sector's font in 12 points, SimSun and Traditional Arabic beside it; British English."""
    root = part(template_path(addressee), "word/styles.xml")
    (fonts,) = find_all(root, "w:docDefaults//w:rFonts")
    assert {fonts.get(f"{W}ascii"), fonts.get(f"{W}hAnsi")} == {font}
    assert (fonts.get(f"{W}eastAsia"), fonts.get(f"{W}cs")) == ("SimSun", "Traditional Arabic")
    assert not any("heme" in str(name) for name in fonts.attrib), "a theme font would win"
    assert value(root, "w:docDefaults//w:sz") == "24"
    (language,) = find_all(root, "w:docDefaults//w:lang")
    assert sorted(map(str, language.attrib.values())) == ["ar-EG", "en-GB", "zh-CN"]


def test_the_head_of_the_tsag_cover_is_set_in_arial() -> None:
    """ITU-T sets the head of its covers in Arial."""
    for name in ("Cover Union", "Cover Sector", "Cover Symbol", "Cover Original"):
        fonts = style("tsag", name).find(f".//{W}rFonts")
        assert fonts is not None
        assert fonts.get(f"{W}ascii") == "Arial"


@every_template
def test_every_named_style_is_there(addressee: str) -> None:
    """Whoever restyles a template finds the same style names in all three."""
    for kind, names in (
        ("paragraph", PARAGRAPH_STYLES),
        ("character", CHARACTER_STYLES),
        ("table", TABLE_STYLES),
    ):
        for name in names:
            assert style(addressee, name).get(f"{W}type") == kind, name


@every_template
def test_headings_are_numbered_by_one_multilevel_list(addressee: str) -> None:
    """Heading 1 to 3 have outline levels and numbers 1., 1.1, 1.1.1 and stay with their text."""
    numbering = part(template_path(addressee), "word/numbering.xml")
    for level, text in enumerate(("%1.", "%1.%2", "%1.%2.%3")):
        heading = style(addressee, f"Heading {level + 1}")
        assert value(heading, "w:pPr/w:outlineLvl") == str(level)
        assert heading.find(f"{W}pPr/{W}keepNext") is not None
        number = value(heading, "w:pPr/w:numPr/w:numId")
        abstract = value(numbering, f"w:num[@w:numId='{number}']/w:abstractNumId")
        place = f"w:abstractNum[@w:abstractNumId='{abstract}']"
        assert value(numbering, f"{place}/w:multiLevelType") == "multilevel"
        assert value(numbering, f"{place}/w:lvl[@w:ilvl='{level}']/w:lvlText") == text
        bound = value(numbering, f"{place}/w:lvl[@w:ilvl='{level}']/w:pStyle")
        assert bound == heading.get(f"{W}styleId")


@every_template
def test_bullets_are_characters_of_a_text_font(addressee: str) -> None:
    """Bullets come from a text font: Symbol's private characters have no meaning in a PDF."""
    numbering = part(template_path(addressee), "word/numbering.xml")
    for level, mark in enumerate(("•", "–", "•")):
        name = f"List Bullet {level + 1}".removesuffix(" 1")
        number = value(style(addressee, name), "w:pPr/w:numPr/w:numId")
        abstract = value(numbering, f"w:num[@w:numId='{number}']/w:abstractNumId")
        place = f"w:abstractNum[@w:abstractNumId='{abstract}']/w:lvl[@w:ilvl='{level}']"
        assert value(numbering, f"{place}/w:lvlText") == mark
        (fonts,) = find_all(numbering, f"{place}//w:rFonts")
        assert fonts.get(f"{W}ascii") in ("Times New Roman", "Calibri")


@every_template
def test_tables_have_a_header_row_that_repeats(addressee: str) -> None:
    """The header row of a table is marked as such and no row breaks over pages."""
    root = part(template_path(addressee), MAIN)
    (table,) = find_all(root, "//w:tbl[w:tblPr/w:tblStyle/@w:val='ReportTable']")
    first, *others = table.findall(f"{W}tr")
    assert first.find(f"{W}trPr/{W}tblHeader") is not None
    for row in (first, *others):
        if "{%tr" not in text_of(row):
            assert row.find(f"{W}trPr/{W}cantSplit") is not None


@every_template
def test_no_part_has_a_letter_outside_fields(addressee: str) -> None:
    """All words come from the Document, so that a template serves six languages."""
    for name in story_parts(addressee):
        for text in part(template_path(addressee), name).iter(f"{W}p"):
            outside = TAG.sub("", text_of(text))
            assert not any(char.isalpha() for char in outside), outside


@every_template
def test_no_trace_of_an_author_is_left(addressee: str) -> None:
    """Neither names nor editing sessions: properties are fields, no rsid anywhere."""
    with zipfile.ZipFile(template_path(addressee)) as archive:
        core = archive.read("docProps/core.xml").decode()
        everything = b"".join(archive.read(name) for name in archive.namelist())
    assert "<dc:title>{{ document.title }}</dc:title>" in core
    assert "creator" not in core
    assert "lastModifiedBy" not in core
    assert b"rsid" not in everything
    assert b"pBdr" not in everything, "paragraph borders are drawn untagged in a PDF"


@pytest.mark.slow
@every_template
def test_both_validators_find_nothing(addressee: str) -> None:
    """Absolutely clean: what Word might have to repair is not shipped."""
    from ooxml_integrity import check
    from openxml_audit import FileFormat, OpenXmlValidator

    validator = OpenXmlValidator(file_format=FileFormat.MICROSOFT_365)
    assert list(validator.validate(template_path(addressee)).errors) == []
    assert list(check(template_path(addressee))) == []


@every_template
def test_pages_carry_symbol_and_number(addressee: str) -> None:
    """From page 2 on, the header prints the symbol and the page by Word's PAGE field."""
    root = part(template_path(addressee), MAIN)
    (reference,) = find_all(root, "//w:headerReference[@w:type='default']")
    rels = part(template_path(addressee), "word/_rels/document.xml.rels")
    identifier = next(value for name, value in reference.attrib.items() if "relationships" in name)
    target = next(str(rel.get("Target")) for rel in rels if rel.get("Id") == identifier)
    header = part(template_path(addressee), f"word/{target}")
    assert "{{ cover.page_symbol }}" in text_of(header)
    assert "PAGE" in text_of(header, "instrText")


@every_template
def test_only_drafts_are_marked_as_such(addressee: str) -> None:
    """The draft mark stands in every header of a draft and in none of a final document."""
    states: tuple[State, ...] = ("draft", "final")
    for state in states:
        made = rendered(template_path(addressee), sample_document(addressee, state=state))
        section = made.sections[0]
        for header in (section.first_page_header, section.header):
            text = "".join(paragraph.text for paragraph in header.paragraphs)
            assert ("label draft" in text) is (state == "draft")


def test_the_contact_of_tdag_stands_at_the_foot_of_page_1() -> None:
    """Nothing stands between the box and the introduction of a TDAG report."""
    made = rendered(template_path("tdag"), sample_document("tdag"))
    footer = made.sections[0].first_page_footer
    cells = [cell.text for row in footer.tables[0].rows for cell in row.cells]
    assert cells[:2] == ["label contact", "label contact_name"]
    assert cells[2].startswith("cover contact_name")
    assert footer.paragraphs[-1].text == "cover website"
    body = words(made)
    assert body[body.index("the references") + 1] == "heading 1"


@pytest.mark.parametrize(
    ("missing", "label"),
    [
        ("purpose", "label purpose"),
        ("keywords", "label keywords"),
        ("contact_name", "label contact"),
        ("contact_email", "label emailcover contact_email"),
        ("contact_phone", "label phonecover contact_phone"),
    ],
)
def test_a_row_without_a_value_is_left_out(missing: str, label: str) -> None:
    """An optional fact that is absent leaves no empty label on the TSAG cover."""
    full, short = sample_document("tsag"), sample_document("tsag", without=missing)
    assert label in words(rendered(template_path("tsag"), full))
    assert label not in words(rendered(template_path("tsag"), short))


@every_template
def test_each_kind_of_block_comes_out_in_its_own_style(addressee: str) -> None:
    """Kind and level of a block decide the style of its paragraph."""
    made = rendered(template_path(addressee), sample_document(addressee))
    styles = {p.text: p.style.name for p in made.paragraphs if p.style is not None}
    for kind, name in (
        ("heading", "Heading"),
        ("bullet", "List Bullet"),
        ("number", "List Number"),
        ("continuation", "List Continue"),
    ):
        assert styles[f"{kind} 1"] == (f"{name} 1" if kind == "heading" else name)
        assert styles[f"{kind} 2"] == f"{name} 2"
        assert styles[f"{kind} 3"] == f"{name} 3"
    assert styles["a paragraph"] == "Body Text"
    assert styles["a caption"] == "Caption"
    assert styles["an annex"] == "Annex Heading"


@every_template
def test_tables_come_out_with_their_columns_and_rows(addressee: str) -> None:
    """Header cells, rows and cells are those of the block."""
    made = rendered(template_path(addressee), sample_document(addressee))
    table = made.tables[-2]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["one", "two"],
        ["1", "2"],
        ["3", "4"],
    ]


@every_template
def test_a_report_never_ends_with_a_table(addressee: str) -> None:
    """Word wants a paragraph behind the last table, and one between two tables."""
    body = rendered(template_path(addressee), sample_document(addressee)).element.body
    tags = [etree.QName(child).localname for child in body]
    assert tags[-2:] == ["p", "sectPr"]
    assert ("tbl", "tbl") not in list(pairwise(tags))


@pytest.mark.slow
@every_template
def test_a_rendered_template_is_as_clean_as_the_template(addressee: str, tmp_path: Path) -> None:
    """Filling a template brings in nothing that a validator objects to."""
    from ooxml_integrity import check
    from openxml_audit import FileFormat, OpenXmlValidator

    path = tmp_path / "made.docx"
    rendered(template_path(addressee), sample_document(addressee)).save(str(path))
    validator = OpenXmlValidator(file_format=FileFormat.MICROSOFT_365)
    assert list(validator.validate(path).errors) == []
    assert list(check(path)) == []
