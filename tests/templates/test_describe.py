"""Templates in words, for `templates show` and `templates text`."""

from __future__ import annotations

from pathlib import Path

from docx.document import Document as WordDocument
from docx.shared import Pt

from reportgen.word.inspection.describe import describe_template, template_text
from tests.templates.support import edited, template_path


def test_parts_say_which_pages_they_are_for() -> None:
    """Header and footer of page 1 are told from those of the other pages."""
    notes = {part.title: part.note for part in describe_template(template_path("tdag")).parts}
    assert notes == {
        "body": "",
        "header 1": "first page",
        "header 2": "all pages",
        "footer 1": "first page",
    }


def test_a_field_is_shown_with_its_meaning_and_places() -> None:
    """Whoever looks for a field on the cover is told where it stands."""
    fields = {use.path: use for use in describe_template(template_path("tdag")).fields}
    assert fields["cover.title"].places == ("body, paragraph 2",)
    assert fields["cover.title"].description == "title of the report"
    assert fields["cover.contact_phone"].places == (
        "footer 1, table 1, row 3, cell 3",
        "footer 1, table 1, row 2, cell 1",
    )


def test_a_style_is_shown_with_how_often_it_is_used() -> None:
    """Styles that only the report uses, such as Strong, are there without a use."""
    styles = {style.name: style for style in describe_template(template_path("rag")).styles}
    assert styles["Body Text"].uses == 1
    assert (styles["Strong"].uses, styles["Strong"].is_required) == (0, True)


def test_the_text_of_a_template_has_one_paragraph_a_line() -> None:
    """Style and words of each paragraph, tables with rows and cells, headers behind the body."""
    text = template_text(template_path("rag"))
    assert "\n[Cover Title] {{ cover.title }}\n" in text
    assert "      [Cover Date] {{ cover.date }}\n" in text
    assert "⇥- «PAGE»" in text
    assert "<Draft Mark>{% if document.is_draft %}{{ label.draft }}{% endif %}</>" in text
    assert text.startswith("== body\n")
    assert "\n== header 1\n" in text
    assert "\n== properties\n" in text


def test_a_restyled_template_differs_in_the_line_of_its_style(tmp_path: Path) -> None:
    """A change of looks is seen in the text form, and only there."""

    def edit(document: WordDocument) -> None:
        document.styles["List Bullet"].paragraph_format.space_before = Pt(9)

    path = edited(template_path("rag"), tmp_path / "rag-report.docx", edit)
    before, after = (template_text(p).splitlines() for p in (template_path("rag"), path))
    changed = [new for old, new in zip(before, after, strict=True) if old != new]
    assert len(changed) == 1
    assert changed[0].startswith("paragraph [List Bullet] based on Body Text")
    assert "spacing before=180" in changed[0]
