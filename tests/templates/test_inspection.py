"""The check of templates: each fault that somebody can make in Word is found, with its place."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from reportgen.errors import InputError, Problem
from reportgen.word.inspection import check_template, list_templates
from reportgen.word.inspection.describe import describe_template
from tests.templates.support import ADDRESSEES, replace_in_part, template_path

BODY = "word/document.xml"
STYLES = "word/styles.xml"
NUMBERS = "word/numbering.xml"


def problems(
    tmp_path: Path, old: str, new: str, *, name: str = BODY, addressee: str = "rag"
) -> list[Problem]:
    """Return the problems of a template with some of its XML replaced."""
    target = tmp_path / f"{addressee}-report.docx"
    path = replace_in_part(template_path(addressee), target, name, old, new)
    return list(check_template(path))


def found(
    tmp_path: Path, old: str, new: str, *, name: str = BODY, addressee: str = "rag"
) -> Problem:
    """Return the only problem of such a template."""
    (problem,) = problems(tmp_path, old, new, name=name, addressee=addressee)
    return problem


def tag(text: str) -> str:
    """Return a tag as it stands in the XML."""
    return f"<w:t>{text}</w:t>"


def test_a_misspelt_field_is_found_with_the_right_one(tmp_path: Path) -> None:
    """`cover.tilte` is unknown; the hint names `title`."""
    problem = found(tmp_path, "{{ cover.source }}", "{{ cover.sorce }}{{ cover.source }}")
    assert problem.code == "template-unknown-field"
    assert problem.where == "body, paragraph 1"
    assert problem.message == '{{ cover.sorce }}: unknown field "cover.sorce"'
    assert problem.hint == 'did you mean "source"?'


def test_a_misspelt_field_in_a_table_has_row_and_cell(tmp_path: Path) -> None:
    """The place in a table is told by table, row and cell."""
    problem = problems(tmp_path, "{{ cover.symbol }}", "{{ cover.simbol }}", addressee="tsag")[0]
    assert (problem.code, problem.where) == (
        "template-unknown-field",
        "body, table 1, row 1, cell 2",
    )


def test_a_misspelt_field_in_a_header_has_header_and_paragraph(tmp_path: Path) -> None:
    """Headers are told apart by their numbers."""
    problem = problems(
        tmp_path, "{{ cover.page_symbol }}", "{{ cover.page_simbol }}", name="word/header2.xml"
    )[0]
    assert (problem.code, problem.where) == ("template-unknown-field", "header 2, paragraph 2")


def test_a_name_at_the_top_is_found_where_it_belongs(tmp_path: Path) -> None:
    """`{{ title }}` is no field; `cover.title` is offered instead."""
    problem = found(tmp_path, "{{ cover.title }}", "{{ cover.title }}{{ keywords }}")
    assert problem.message == '{{ keywords }}: unknown field "keywords"'
    assert problem.hint == 'did you mean "cover.keywords"?'


def test_a_field_of_a_loop_variable_is_checked(tmp_path: Path) -> None:
    """Items of a list have fields of their own."""
    problem = problems(tmp_path, "{{ row.label }}", "{{ row.labl }}")[0]
    assert problem.message == '{{ row.labl }}: unknown field "box[].labl"'
    assert problem.hint == 'did you mean "label"?'


def test_a_loop_variable_is_unknown_behind_its_loop(tmp_path: Path) -> None:
    """What a loop names exists inside the loop only."""
    problem = found(
        tmp_path, tag("{{ cover.title }}"), tag("{{ cover.title }}") + tag("{{ block.text }}")
    )
    assert problem.message == '{{ block.text }}: unknown field "block"'


def test_a_field_in_the_properties_is_checked(tmp_path: Path) -> None:
    """Title and subject of the file are fields too."""
    problem = found(tmp_path, "document.title", "document.titel", name="docProps/core.xml")
    assert (problem.where, problem.hint) == ("properties, title", 'did you mean "title"?')


def test_a_kind_of_block_that_does_not_exist_is_found(tmp_path: Path) -> None:
    """A condition on a misspelt kind never holds."""
    codes = problems(tmp_path, 'block.kind == "caption"', 'block.kind == "captoin"')
    assert codes[0].code == "template-unknown-field"
    assert codes[0].message.endswith('blocks[].kind is never "captoin"')
    assert codes[0].hint == 'did you mean "caption"?'


def test_a_field_that_is_never_printed_is_found(tmp_path: Path) -> None:
    """A cover that lost a fact of its addressee is reported."""
    problem = found(tmp_path, "{{ cover.keywords }}", "{{ cover.purpose }}", addressee="tsag")
    assert (problem.code, problem.severity) == ("template-unused-field", "warning")
    assert problem.message == "cover.keywords is offered but never printed"


def test_a_field_that_the_addressee_does_not_print_is_not_missed() -> None:
    """A RAG cover has no keywords, and that is right."""
    description = describe_template(template_path("rag"))
    assert "cover.keywords" in description.left_out
    assert description.unused == ()


def test_a_loop_over_a_text_is_found(tmp_path: Path) -> None:
    """Only lists can be looped over; the hint names them."""
    problem = problems(tmp_path, "{%p for block in blocks %}", "{%p for block in cover.title %}")[0]
    assert problem.code == "template-wrong-loop"
    assert problem.message.endswith("the loop runs over cover.title, which is no list")
    assert problem.hint == "lists are box, blocks"


def test_a_list_that_is_printed_is_found(tmp_path: Path) -> None:
    """A list is no text."""
    problem = found(tmp_path, "{{ cover.title }}", "{{ cover.title }}{{ blocks }}")
    assert problem.code == "template-wrong-loop"
    assert "print its items in a loop" in problem.message


def test_a_loop_that_is_never_closed_is_found(tmp_path: Path) -> None:
    """The opener is named, and what to add."""
    found_problems = problems(tmp_path, "{%tr endfor %}", "{%tr endfur %}")
    assert [p.code for p in found_problems][:2] == ["template-syntax", "template-unbalanced"]
    assert found_problems[0].hint == 'did you mean "endfor"?'


def test_an_end_without_a_beginning_is_found(tmp_path: Path) -> None:
    """`endif` closes nothing."""
    problem = found(
        tmp_path,
        "{{ cover.source }}",
        "{{ cover.source }}{% endif %}",
    )
    assert problem.code == "template-unbalanced"
    assert problem.message == "{% endif %} closes nothing"


def test_a_condition_left_open_is_found(tmp_path: Path) -> None:
    """An `if` without `endif`."""
    problem = found(tmp_path, "{{ cover.source }}", "{% if cover.date %}{{ cover.source }}")
    assert problem.code == "template-unbalanced"
    assert problem.message == "{% if cover.date %} is never closed"


def test_tags_that_overlap_are_found(tmp_path: Path) -> None:
    """A loop may not end inside a condition that began in it."""
    problem = problems(
        tmp_path,
        "{{ cover.source }}",
        "{% for x in box %}{% if cover.date %}{{ cover.source }}{% endfor %}{% endif %}",
    )[0]
    assert problem.code == "template-unbalanced"
    assert problem.message.startswith("{% if cover.date %} is not closed before {% endfor %}")


def test_levels_that_do_not_fit_are_found(tmp_path: Path) -> None:
    """What begins with {%tr must end with {%tr."""
    problem = problems(tmp_path, "{%tr endfor %}", "{%p endfor %}")[0]
    assert problem.code == "template-unbalanced"
    assert problem.message.startswith("{%p endfor %} does not fit {%tr for row in box %}")


def test_an_end_in_another_container_is_found(tmp_path: Path) -> None:
    """A paragraph tag opened in the text cannot be closed in a table."""
    problem = problems(tmp_path, "{%tr endfor %}", "{%tr endfor %}", addressee="rag")
    assert problem == []
    moved = problems(
        tmp_path,
        tag("{{ cover.source }}"),
        tag("{%p for x in box %}") + "</w:r></w:p><w:tbl><w:tblPr/><w:tblGrid><w:gridCol/>"
        "</w:tblGrid><w:tr><w:tc><w:p><w:r>" + tag("{%p endfor %}") + "</w:r></w:p><w:p/></w:tc>"
        "</w:tr></w:tbl><w:p><w:r>" + tag("{{ cover.source }}"),
    )[0]
    assert moved.code == "template-unbalanced"
    assert "stands elsewhere than" in moved.message


def test_a_row_tag_outside_a_table_is_found(tmp_path: Path) -> None:
    """`{%tr` means a table row."""
    found_problems = problems(tmp_path, "{%p for block in blocks %}", "{%tr for block in blocks %}")
    assert found_problems[0].code == "template-misplaced"
    assert found_problems[0].message == "{%tr for block in blocks %} stands outside a table"


def test_two_tags_in_what_one_removes_are_found(tmp_path: Path) -> None:
    """docxtpl keeps only the last row tag of a row, and nothing else in it."""
    problem = problems(
        tmp_path,
        tag("{%tr for row in box %}"),
        tag("{%tr for row in box %}") + tag("{{ cover.title }}"),
    )[0]
    assert problem.code == "template-misplaced"
    assert "removes its whole row" in problem.message


def test_a_field_split_over_formatting_is_found(tmp_path: Path) -> None:
    """Half a field in bold: the formatting of the second half is lost."""
    problem = found(
        tmp_path,
        "<w:t>{{ cover.title }}</w:t>",
        "<w:t>{{ cover</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>.title }}</w:t>",
    )
    assert (problem.code, problem.severity) == ("template-split-run", "warning")
    assert problem.where == "body, paragraph 2"
    assert problem.message.startswith("{{ cover.title }} is spread over 2 runs")


def test_a_field_split_without_any_difference_is_fine(tmp_path: Path) -> None:
    """Word splits runs for its spelling checker; nothing is lost by that."""
    assert (
        problems(
            tmp_path,
            "<w:t>{{ cover.title }}</w:t>",
            '<w:t>{{ cover</w:t></w:r><w:proofErr w:type="spellStart"/><w:r><w:t>.title }}</w:t>',
        )
        == []
    )


def test_a_field_broken_up_by_a_bookmark_is_found(tmp_path: Path) -> None:
    """A bookmark that begins inside a field would lose its beginning."""
    problem = found(
        tmp_path,
        "<w:t>{{ cover.title }}</w:t></w:r>",
        '<w:t>{{ cover</w:t></w:r><w:bookmarkStart w:id="9" w:name="x"/>'
        '<w:r><w:t>.title }}</w:t></w:r><w:bookmarkEnd w:id="9"/>',
    )
    assert (problem.code, problem.severity) == ("template-split-run", "error")
    assert problem.message == "{{ cover.title }} is broken up by bookmarkStart"


def test_a_field_over_two_paragraphs_is_found(tmp_path: Path) -> None:
    """A field begins and ends in one paragraph."""
    codes = [p.code for p in problems(tmp_path, "{{ cover.title }}", "{{ cover.title")]
    assert codes[0] == "template-syntax"


def test_a_missing_style_is_found(tmp_path: Path) -> None:
    """Every style that reports need must be there."""
    problem = found(tmp_path, 'w:val="Gap"', 'w:val="Gaps"', name=STYLES)
    assert (problem.code, problem.where) == ("template-missing-style", "styles")
    assert problem.message == "the character style Gap is missing"
    assert problem.hint == 'did you mean "Gaps"?'


def test_a_paragraph_in_an_unknown_style_is_found(tmp_path: Path) -> None:
    """A paragraph that refers to a style which is not defined."""
    problem = found(tmp_path, '<w:pStyle w:val="CoverTitle"/>', '<w:pStyle w:val="Lost"/>')
    assert (problem.code, problem.where) == ("template-missing-style", "body, paragraph 2")


def test_a_list_style_without_a_list_is_found(tmp_path: Path) -> None:
    """List Bullet without its numbering would print no bullets."""
    problem = found(
        tmp_path,
        '<w:name w:val="List Bullet"/><w:basedOn w:val="BodyText"/><w:uiPriority w:val="10"/>'
        '<w:qFormat/><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr>',
        '<w:name w:val="List Bullet"/><w:basedOn w:val="BodyText"/><w:uiPriority w:val="10"/>'
        "<w:qFormat/><w:pPr>",
        name=STYLES,
    )
    assert problem.code == "template-missing-numbering"
    assert problem.message == "the style List Bullet is bound to no list"


def test_bullets_that_became_numbers_are_found(tmp_path: Path) -> None:
    """A list of bullets must have bullets."""
    problem = found(
        tmp_path,
        '<w:numFmt w:val="bullet"/><w:pStyle w:val="ListBullet"/>',
        '<w:numFmt w:val="decimal"/><w:pStyle w:val="ListBullet"/>',
        name=NUMBERS,
    )
    assert problem.code == "template-missing-numbering"
    assert problem.message == "the style List Bullet has no bullets"


def test_words_outside_fields_are_found(tmp_path: Path) -> None:
    """A word typed into the template would be English in all six languages."""
    problem = found(tmp_path, "{{ cover.title }}", "Report: {{ cover.title }}")
    assert (problem.code, problem.severity) == ("template-words", "warning")
    assert problem.message == 'words outside fields: "Report:"'


@pytest.mark.parametrize(
    "attack",
    [
        '{% include "/etc/passwd" %}',
        '{% import "x" as y %}',
        '{% from "x" import y %}',
        '{% extends "x" %}',
        "{{ cover.__class__ }}",
        "{{ cover['__class__'] }}",
        "{{ cover.title.__class__.__mro__ }}",
        "{{ cover.title|attr('upper') }}",
        "{{ cover.title|safe }}",
        "{{ cover.title.format(x) }}",
        "{{ _private }}",
    ],
)
def test_what_templates_may_not_do_is_found(tmp_path: Path, attack: str) -> None:
    """A template reads no files, opens no objects and hands in no XML."""
    found_problems = problems(tmp_path, "{{ cover.title }}", "{{ cover.title }}" + attack)
    assert "template-refused" in [problem.code for problem in found_problems]
    assert found_problems[0].where == "body, paragraph 2"


def test_a_block_that_no_branch_prints_is_found(tmp_path: Path) -> None:
    """Whoever deletes the branch for captions loses every caption: that is an error."""
    found_problems = problems(
        tmp_path,
        tag("{%p else %}") + '</w:r></w:p><w:p><w:pPr><w:pStyle w:val="BodyText"/></w:pPr>'
        "<w:r><w:t>{{ block.text }}</w:t>",
        tag("{%p elif block.level == 9 %}") + "</w:r></w:p><w:p><w:r><w:t>{{ block.text }}</w:t>",
    )
    (problem,) = found_problems
    assert problem.code == "template-lost-block"
    assert problem.message == "the loop over blocks prints no block of the kind paragraph"
    assert problem.where == "body, paragraph 5"


def test_a_syntax_error_has_its_place(tmp_path: Path) -> None:
    """What Jinja cannot read is reported with Jinja's reason."""
    problem = found(tmp_path, "{{ cover.title }}", "{{ cover.title }}{{ cover. }}")
    assert problem.code == "template-syntax"
    assert problem.where == "body, paragraph 2"
    assert problem.message.startswith("{{ cover. }}: expected name or number")


def test_words_curly_quotes_are_understood(tmp_path: Path) -> None:
    """Word turns straight quotes into curly ones while one types."""
    assert problems(tmp_path, 'block.kind == "annex"', "block.kind == “annex”") == []


def test_all_faults_are_found_at_once(tmp_path: Path) -> None:
    """One check tells everything that is wrong."""
    path = replace_in_part(
        template_path("rag"),
        tmp_path / "one.docx",
        BODY,
        "{{ cover.title }}",
        "Words {{ cover.tilte }} {{ cover.titel|uper }}",
    )
    path = replace_in_part(path, tmp_path / "rag-report.docx", STYLES, 'l="Gap"', 'l="Gaps"')
    codes = {problem.code for problem in check_template(path)}
    assert codes >= {"template-unknown-field", "template-words", "template-missing-style"}


def test_a_file_that_is_no_word_file_is_refused(tmp_path: Path) -> None:
    """A text file with the ending .docx."""
    path = tmp_path / "x.docx"
    path.write_text("hello", encoding="utf-8")
    (problem,) = check_template(path)
    assert problem.code == "template-not-docx"
    with pytest.raises(InputError, match="not a Word file"):
        describe_template(path)


def test_a_template_that_is_not_there_is_reported(tmp_path: Path) -> None:
    """No traceback for a path that leads nowhere."""
    (problem,) = check_template(tmp_path / "none.docx")
    assert problem.code == "template-unreadable"


def test_the_check_ends_on_a_million_tags(tmp_path: Path) -> None:
    """Openers without an end are read once each, not once for every other."""
    path = replace_in_part(
        template_path("rag"),
        tmp_path / "rag-report.docx",
        BODY,
        "{{ cover.title }}",
        "{{ " * 100_000 + "{% if a %}" * 100_000,
    )
    codes = {problem.code for problem in check_template(path)}
    assert codes & {"template-syntax", "template-too-large"}


def test_the_check_ends_on_tags_in_a_heap(tmp_path: Path) -> None:
    """Thousands of conditions in one another are too many, not too deep for Python."""
    path = replace_in_part(
        template_path("rag"),
        tmp_path / "rag-report.docx",
        BODY,
        "{{ cover.title }}",
        "{% if box %}" * 3000,
    )
    assert "template-too-large" in {problem.code for problem in check_template(path)}


def test_an_expression_without_end_is_too_deep_and_not_a_crash(tmp_path: Path) -> None:
    """Brackets in brackets would exhaust Python's stack."""
    for depth in (100, 900, 5000):
        nested = "{{ " + "(" * depth + "1" + ")" * depth + " }}"
        problem = problems(tmp_path, "{{ cover.title }}", "{{ cover.title }}" + nested)[0]
        assert (problem.code, problem.where) == ("template-too-large", "body, paragraph 2")


@pytest.mark.parametrize("addressee", ADDRESSEES)
def test_the_quick_check_agrees_with_the_thorough_one(addressee: str) -> None:
    """Leaving docxtpl out changes nothing for a sound template."""
    assert check_template(template_path(addressee), thorough=False) == ()


def test_lock_files_of_word_are_no_templates(tmp_path: Path) -> None:
    """Word leaves `~$name.docx` beside a file that is open."""
    for name in ("b.docx", "a.docx", "~$a.docx", "a.md"):
        (tmp_path / name).touch()
    assert [path.name for path in list_templates(tmp_path)] == ["a.docx", "b.docx"]


def test_fields_where_nothing_is_filled_in_are_found(tmp_path: Path) -> None:
    """docxtpl fills no endnotes."""
    path = tmp_path / "rag-report.docx"
    with zipfile.ZipFile(template_path("rag")) as archive, zipfile.ZipFile(path, "w") as copy:
        for name in archive.namelist():
            copy.writestr(name, archive.read(name))
        copy.writestr(
            "word/endnotes.xml",
            '<w:endnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
            '<w:endnote w:id="2"><w:p><w:r><w:t>{{ cover.title }}</w:t></w:r></w:p></w:endnote>'
            "</w:endnotes>",
        )
    (problem,) = check_template(path)
    assert (problem.code, problem.where) == ("template-misplaced", "endnotes, paragraph 1")
