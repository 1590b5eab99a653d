"""What keeps PDF files from being accessible is told when the template is checked."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.errors import Problem
from reportgen.word.inspection import check_template
from tests.templates.support import replace_in_part, template_path

BODY = "word/document.xml"
STYLES = "word/styles.xml"
NUMBERS = "word/numbering.xml"
BORDER = '<w:pBdr><w:top w:val="{}" w:sz="4" w:space="1" w:color="auto"/></w:pBdr>'
TITLE = '<w:pPr><w:pStyle w:val="CoverTitle"/>'
HAIRLINE = BORDER.format("single")


def told(tmp_path: Path, old: str, new: str, name: str) -> list[Problem]:
    """Return what the check says of a template with some of its XML replaced."""
    path = replace_in_part(template_path("rag"), tmp_path / "rag-report.docx", name, old, new)
    return list(check_template(path))


def picture(attributes: str) -> str:
    """Return a drawing with a name and further attributes, as it stands in a run."""
    namespace = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
    return (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{namespace}">'
        f'<wp:docPr id="7" name="Logo"{attributes}/></wp:inline></w:drawing></w:r>'
    )


def test_a_border_around_a_paragraph_is_told(tmp_path: Path) -> None:
    """LibreOffice draws it without a tag; a table does no harm."""
    (problem,) = told(tmp_path, TITLE, TITLE + HAIRLINE, BODY)
    assert (problem.code, problem.severity) == ("template-not-accessible", "warning")
    assert problem.where == "body, paragraph 2"
    assert problem.message == "the paragraph has a border: its PDF files are not accessible"
    assert "table" in problem.hint


def test_a_border_in_a_style_is_told(tmp_path: Path) -> None:
    """A style gives its border to every paragraph in it."""
    name = '<w:name w:val="Body Text"/>'
    (problem,) = told(tmp_path, name, f"{name}<w:pPr>{HAIRLINE}</w:pPr>", STYLES)
    assert (problem.where, problem.code) == ("styles", "template-not-accessible")
    assert problem.message.startswith("the style Body Text has a border around the paragraph")


def test_a_border_that_is_switched_off_is_none(tmp_path: Path) -> None:
    """Word keeps the element when a border is taken away."""
    assert not told(tmp_path, TITLE, TITLE + BORDER.format("nil"), BODY)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('lvlText w:val="•"', 'lvlText w:val="\uf0b7"', "characters that only a font of symbols"),
        ('rFonts w:ascii="Times New Roman"', 'rFonts w:ascii="Symbol"', "of the font Symbol"),
    ],
)
def test_bullets_of_a_font_of_symbols_are_told(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    """Word's own bullets come from Symbol: their codes mean nothing to a reader."""
    (problem,) = told(tmp_path, old, new, NUMBERS)
    assert problem.code == "template-not-accessible"
    assert problem.message.startswith(f"the bullets of the style List Bullet are {said}")


@pytest.mark.parametrize(
    ("attributes", "is_told"),
    [("", True), (' descr=" "', True), (' descr="The emblem of the Union"', False)],
)
def test_a_picture_without_words_is_told(tmp_path: Path, attributes: str, is_told: bool) -> None:
    """Who cannot see a picture hears its description."""
    found = told(tmp_path, TITLE + "</w:pPr>", f"{TITLE}</w:pPr>{picture(attributes)}", BODY)
    messages = [each.message for each in found if each.code == "template-not-accessible"]
    said = "the picture Logo has no description: its PDF files are not accessible"
    assert messages == [said] * is_told
