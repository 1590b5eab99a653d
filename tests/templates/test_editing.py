"""Who edits a template in Word changes the report: no layout is hidden in code."""

from __future__ import annotations

import copy
from pathlib import Path

from docx.document import Document as WordDocument
from docx.shared import Pt, RGBColor

from reportgen.word.inspection import check_template
from tests.templates.support import (
    W,
    edited,
    rendered,
    sample_document,
    template_path,
    text_of,
    words,
)


def test_restyled_bullets_are_restyled_in_the_report(tmp_path: Path) -> None:
    """Changing the style List Bullet in the template changes every bullet of the report."""

    def edit(document: WordDocument) -> None:
        style = document.styles["List Bullet"]
        style.font.color.rgb = RGBColor(0x00, 0x66, 0x33)
        style.paragraph_format.space_before = Pt(9)

    path = edited(template_path("rag"), tmp_path / "rag-report.docx", edit)
    assert check_template(path) == ()
    made = rendered(path, sample_document("rag"))
    bullet = next(p for p in made.paragraphs if p.text == "bullet 1")
    assert bullet.style is not None
    assert bullet.style.font.color.rgb == RGBColor(0x00, 0x66, 0x33)
    assert bullet.style.paragraph_format.space_before == Pt(9)


def test_bullets_can_be_given_another_style(tmp_path: Path) -> None:
    """The paragraph in the template decides which style bullets have."""

    def edit(document: WordDocument) -> None:
        paragraphs = document.paragraphs
        texts = [paragraph.text for paragraph in paragraphs]
        tag = texts.index('{%p elif block.kind == "bullet" and block.level == 1 %}')
        paragraphs[tag + 1].style = document.styles["Body Text"]

    path = edited(template_path("tdag"), tmp_path / "tdag-report.docx", edit)
    made = rendered(path, sample_document("tdag"))
    style = next(p.style for p in made.paragraphs if p.text == "bullet 1")
    assert style is not None
    assert style.name == "Body Text"


def test_swapped_cover_rows_are_swapped_in_the_report(tmp_path: Path) -> None:
    """Every row of the TSAG cover is a row of the template, and can be moved."""

    def edit(document: WordDocument) -> None:
        rows = [row._tr for row in document.tables[0].rows]
        source, title = (
            next(row for row in rows if f"{{{{ cover.{name} }}}}" in text_of(row))
            for name in ("source", "title")
        )
        source.addprevious(title)

    before = words(rendered(template_path("tsag"), sample_document("tsag")))
    assert before.index("cover source") < before.index("cover title")
    path = edited(template_path("tsag"), tmp_path / "tsag-report.docx", edit)
    assert check_template(path) == ()
    after = words(rendered(path, sample_document("tsag")))
    assert after.index("cover title") < after.index("cover source")
    assert sorted(before) == sorted(after)


def test_an_added_column_is_added_in_the_report(tmp_path: Path) -> None:
    """A column put into the table of the template stands in every table of the report."""

    def edit(document: WordDocument) -> None:
        table = document.tables[-1]._tbl
        for row in table.findall(f"{W}tr"):
            cells = row.findall(f"{W}tc")
            if len(cells) == 3:
                added = copy.deepcopy(cells[1])
                text = next(added.iter(f"{W}t"))
                is_header = row.find(f"{W}trPr/{W}tblHeader") is not None
                text.text = "{{ label.annex }}" if is_header else "{{ loop.index }}"
                cells[0].addprevious(added)

    path = edited(template_path("rag"), tmp_path / "rag-report.docx", edit)
    assert check_template(path) == ()
    table = rendered(path, sample_document("rag")).tables[-2]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["label annex", "one", "two"],
        ["1", "1", "2"],
        ["2", "3", "4"],
    ]


def test_a_field_can_stand_twice(tmp_path: Path) -> None:
    """A fact that is printed in one place can be printed in another as well."""

    def edit(document: WordDocument) -> None:
        document.sections[0].header.add_paragraph("{{ cover.title }}")

    path = edited(template_path("tdag"), tmp_path / "tdag-report.docx", edit)
    assert check_template(path) == ()
    header = rendered(path, sample_document("tdag")).sections[0].header
    assert header.paragraphs[-1].text == "cover title"
