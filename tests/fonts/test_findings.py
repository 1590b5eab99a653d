"""What a build is told of fonts before it converts, and whether it comes true."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from reportgen.fonts.files import faces_below
from reportgen.fonts.substitution import STAND_INS
from reportgen.pipeline.fonts import DrawnReport, font_findings
from reportgen.word.render import WordTemplate, render_docx
from tests.fonts.support import make_font
from tests.renditions.pdf_support import convert_file
from tests.support.meetings import make_project

RAG_TEMPLATE = Path(__file__).parents[2] / "templates" / "rag-report.docx"
ASCII = "".join(chr(code) for code in range(33, 127))
MEETING = """\
schema: 1
meeting: {body: ISCG, symbol: ISCG/23-1, date: 2023-05-02}
outcomes:
  - {id: opening, kind: information, text: "Nothing is odd here – nothing."}
  - {id: sign, kind: information, text: "The sign is SIGN."}
reports: {RAG: {}}
"""


def report(folder: Path, sign: str) -> DrawnReport:
    """Return the English report to RAG of a meeting whose second outcome shows a sign."""
    project = make_project(folder, {"iscg-23-1": MEETING.replace("SIGN", sign)})
    document = project.document("RAG")
    template = WordTemplate(RAG_TEMPLATE.read_bytes(), RAG_TEMPLATE.name)
    return DrawnReport("iscg-23-1", document, render_docx(document, template).data)


def plant_fonts(folder: Path, characters: str) -> Path:
    """Install every stand-in, with these characters."""
    folder.mkdir()
    for each in STAND_INS:
        make_font(folder / f"{each.family}.ttf", each.family, characters)
    return folder


def test_character_without_glyph_is_told_with_its_place(tmp_path: Path) -> None:
    """The warning names the font, the character, the text it stands in, and what brings it."""
    fonts = plant_fonts(tmp_path / "fonts", ASCII + "–’“”•")
    (problem,) = font_findings([report(tmp_path / "project", "☃")], faces_below([fonts]))
    assert (problem.code, problem.severity) == ("font-missing-glyphs", "warning")
    assert (problem.path, problem.where) == ("iscg-23-1", "sign")
    assert problem.message == "Liberation Serif lacks 1 character: ☃ (U+2603)"
    assert "(fonts-symbola)" in problem.hint


def test_missing_font_is_told_once_for_a_report(tmp_path: Path) -> None:
    """A report in Times New Roman needs Liberation Serif, and no font of other templates."""
    (problem,) = font_findings([report(tmp_path / "project", "!")], ())
    assert (problem.code, problem.hint) == ("font-missing", "apt-get install fonts-liberation2")
    assert problem.message == (
        "the font Liberation Serif, which stands for Times New Roman, is not installed"
    )


def test_nothing_is_said_where_nothing_lacks(tmp_path: Path) -> None:
    """A build on a complete machine is quiet."""
    fonts = plant_fonts(tmp_path / "fonts", ASCII + "–’“”•")
    assert font_findings([report(tmp_path / "project", "!")], faces_below([fonts])) == ()


@pytest.mark.slow
@pytest.mark.external
def test_what_is_foretold_happens(tmp_path: Path) -> None:
    """What a font lacks is a blank on the page, though another font has it and a search finds it.

    Only looking at the glyphs tells it. Should LibreOffice learn to take the other font, the words
    about it can become milder.
    """
    signs = "☃☃☃☃"
    drawn = report(tmp_path / "project", f"here{signs}there")
    (found,) = font_findings([drawn])
    assert found.code == "font-missing-glyphs"
    document = tmp_path / "report.docx"
    document.write_bytes(drawn.docx)
    pages = convert_file(document, tmp_path)
    assert signs in output("pdftotext", str(pages), "-")
    used = {line.split()[0] for line in output("pdffonts", str(pages)).splitlines()[2:]}
    assert all("+LiberationSerif" in name for name in used)


def output(*command: str) -> str:
    """Return what a program prints."""
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout
