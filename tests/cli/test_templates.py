"""Faulty templates: `reportgen templates` and what a build says of them."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Shell
from tests.cli.support import COMPLETE, ROOT
from tests.templates.support import replace_in_part

BODY = "word/document.xml"


@pytest.fixture
def template(shell: Shell) -> Path:
    """The project's own copy of a template, which tests may spoil; a meeting is there too."""
    shell.path("reportgen.toml").write_text("", encoding="utf-8")
    shutil.copytree(ROOT / "templates", shell.path("templates"))
    shell.meeting("iscg-23-1", COMPLETE)
    return shell.path("templates/rag-report.docx")


def spoil(template: Path, old: str, new: str) -> None:
    """Replace some of the XML of the body."""
    copy = template.with_suffix(".copy")
    replace_in_part(template, copy, BODY, old, new)
    copy.replace(template)


def test_templates_are_listed(shell: Shell, template: Path) -> None:
    """`templates list` prints the Word files of the project's folder, as text or as JSON."""
    names = [f"templates/{name}-report.docx" for name in ("rag", "tdag", "tsag")]
    assert template.name in names[0]
    assert shell("templates", "list").out.splitlines() == names
    assert shell("templates", "list", "--format", "json").data == names


def test_templates_of_the_project_are_clean(shell: Shell, template: Path) -> None:
    """`templates check` without a name checks all of them."""
    ended = shell("templates", "check")
    assert (ended.code, ended.out, ended.err) == (0, "", "3 templates: no problems\n")
    one = shell("templates", "check", f"templates/{template.name}")
    assert one.err == "1 template: no problems\n"


def test_unknown_field_is_named_with_its_place(shell: Shell, template: Path) -> None:
    """A misspelt field is told with template, part and paragraph, and what was meant."""
    spoil(template, "cover.symbol_line", "cover.symbl_line")
    ended = shell("templates", "check")
    assert ended.code == 1
    assert re.search(
        r"^templates/rag-report\.docx \(body, table 1, row 2, cell 2, paragraph 1\): error: "
        r".*cover\.symbl_line.* \[template-unknown-field\]\n  hint: .*symbol_line",
        ended.out,
        re.MULTILINE,
    ), ended.out


def test_syntax_error_is_named_with_its_place(shell: Shell, template: Path) -> None:
    """A tag that cannot be read is told with template, part and paragraph."""
    spoil(template, "{{ cover.title }}", "{{ cover.title| }}")
    ended = shell("templates", "check", "--format", "json")
    assert ended.code == 1
    (problem,) = [each for each in ended.data if each["code"] == "template-syntax"]
    assert problem["path"] == "templates/rag-report.docx"
    assert problem["where"] == "body, paragraph 2"


@pytest.mark.parametrize("new", ["{{ cover.titel }}", "{{ cover.title| }}", "{{ cover.title"])
def test_build_refuses_a_faulty_template(shell: Shell, template: Path, new: str) -> None:
    """A build says what the check says of the template, with its place, and writes nothing."""
    spoil(template, "{{ cover.title }}", new)
    ended = shell("build", "--to", "docx", "--addressee", "RAG")
    assert ended.code == 1
    assert "templates/rag-report.docx (body, paragraph 2): error: " in ended.out
    assert not shell.path("reports/iscg-23-1/build").exists()


@pytest.mark.parametrize("data", [b"", b"PK\x05\x06" + bytes(18), b"%PDF-1.7", b"words"])
def test_template_that_is_no_word_file(shell: Shell, template: Path, data: bytes) -> None:
    """A template that Word did not write is refused by its name, in a check and in a build."""
    template.write_bytes(data)
    for command in (["templates", "check"], ["check"], ["build"]):
        ended = shell(*command)
        assert ended.code == 1, command
        assert re.match(
            r"templates/rag-report\.docx(?: \(.*\))?: error: .* \[template-not-docx\]\n", ended.out
        ), ended.out


def test_missing_template_is_named(shell: Shell, template: Path) -> None:
    """An addressee for whom there is no template is told, with the file that is looked for."""
    template.unlink()
    ended = shell("build", "--to", "docx")
    assert ended.code == 1
    assert "rag-report.docx: error: there is no template for the report to RAG" in ended.out
    assert "[template-missing]" in ended.out


def test_template_in_words(shell: Shell, template: Path) -> None:
    """`templates text` prints a paragraph a line, so that two versions can be compared."""
    before = shell("templates", "text", str(template)).out.splitlines()
    assert "[Cover Title] {{ cover.title }}" in before
    spoil(template, "{{ cover.title }}", "{{ cover.title|upper }}")
    after = shell("templates", "text", str(template)).out.splitlines()
    changed = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
    assert changed == [("[Cover Title] {{ cover.title }}", "[Cover Title] {{ cover.title|upper }}")]


def test_template_in_facts(shell: Shell, template: Path) -> None:
    """`templates show` prints parts, fields with their places, and styles; as JSON too."""
    text = shell("templates", "show", str(template))
    assert text.code == 0
    assert "- path: cover.title\n" in text.out
    facts = shell("templates", "show", str(template), "--format", "json").data
    places = {field["path"]: field["places"] for field in facts["fields"]}
    assert places["cover.title"] == ["body, paragraph 2"]
