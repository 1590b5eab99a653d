"""What README and guide tell a secretary to type and to write works as it stands there."""

from __future__ import annotations

import re
import shlex

import click
import pytest

from reportgen.cli import cli
from tests.cli.conftest import Shell
from tests.cli.support import COMPLETE, ROOT, translate_all
from tests.structure.test_repository import named_paths

PAGES = ("README.md", "docs/guide.md")
NEW = "new reports/iscg-24-1 --body ISCG --symbol ISCG/24-1 --date 2024-01-30"
REPORTS = "reports:\n  RAG: {}\n  TSAG: {}\n  TDAG: {}\n"


def fenced(page: str, kind: str) -> list[str]:
    """Return the grey boxes of a page; `kind` is what stands behind the backquotes."""
    text = (ROOT / page).read_text(encoding="utf-8")
    return re.findall(rf"^ *```{kind}\n(.*?)^ *```", text, re.DOTALL | re.MULTILINE)


def commands(page: str) -> list[str]:
    """Return the calls of reportgen in the grey boxes of a page, without comments."""
    lines = [line.strip() for box in fenced(page, "") for line in box.splitlines()]
    calls = [line.removeprefix("see: ").partition("  #")[0] for line in lines]
    return [call.strip() for call in calls if call.startswith("reportgen ")]


@pytest.mark.parametrize("line", sorted({call for page in PAGES for call in commands(page)}))
def test_commands_of_the_pages_are_understood(line: str) -> None:
    """Every command that a page shows has the options and arguments that it shows."""
    command: click.Command = cli
    words = shlex.split(line)[1:]
    context = click.Context(cli, info_name="reportgen", **cli.context_settings)
    while isinstance(command, click.Group):
        command = command.commands[words.pop(0)]
    with command.make_context("example", words, parent=context) as parsed:
        assert not parsed.args


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES)
def test_outcome_of_the_page_builds(shell: Shell, page: str) -> None:
    """A secretary who starts a meeting and copies the page's outcome gets three reports."""
    assert shell(*NEW.split()).code == 0
    path = shell.path("reports/iscg-24-1/outcomes.yaml")
    outcome = fenced(page, "yaml")[0].removeprefix("outcomes:\n")
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("\n# When the group", f"\n{outcome}\n# When the group"), "utf-8")
    checked = shell("check")
    assert (checked.code, checked.out) == (0, "")
    assert shell("build", "--to", "docx", "--language", "en").code == 0
    report = shell("show", "text", "reports/iscg-24-1", "--addressee", "TDAG").out
    assert "The ISCG agreed to send a liaison statement on captioning to TDAG" in report


def test_filled_in_report_of_the_guide_has_no_gaps(shell: Shell) -> None:
    """With what the guide fills in, and the next meeting, the report to TDAG can be final."""
    shell(*NEW.split())
    path = shell.path("reports/iscg-24-1/outcomes.yaml")
    text = path.read_text(encoding="utf-8").replace(REPORTS, fenced("docs/guide.md", "yaml")[1])
    path.write_text(f"{text}\nnext_meeting: 2024-10-08\n", encoding="utf-8")
    translate_all(shell, "iscg-24-1")
    ended = shell("build", "--to", "docx", "--final", "--language", "en")
    assert ended.code == 0, ended.out
    assert ended.out.endswith("(final)\n")


@pytest.mark.parametrize("page", ["docs/guide.md", "docs/glossary.md"])
def test_page_names_only_what_exists(page: str) -> None:
    """A path or link on the page leads somewhere; what the reader makes is not there yet."""
    path = ROOT / page
    made = re.compile(r"reports/iscg-24-1|outcomes\.yaml|reports/[^/]+/build|\.venv")
    gone = [
        name
        for name in named_paths(path.read_text(encoding="utf-8"))
        if not any((base / name).exists() for base in (ROOT, path.parent)) and not made.match(name)
    ]
    assert not gone


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("    text: The", "\ttext: The", "this line is indented with a tab"),
        ("text: Only", "text: Note: only", "a colon followed by a space stands where no key"),
        ("date(meeting) }}", "date(meeting) }", "`{{` without `}}`"),
        ("text: Only", "txt: Only", 'unknown key "txt"'),
        ("id: secret", "id: opening", 'the id "opening" is used twice'),
        ("date(meeting)", 'document("X/1")', "unknown document"),
        ("date(meeting)", 'person("diaz")', "unknown person"),
        ("date(meeting)", 'resolution("PP", 991)', "unknown resolution"),
        ("  TSAG: {}\n", "", "no report shows the outcome"),
        ("2023-05-02", "2024-02-30", '"2024-02-30" is no date'),
    ],
)
def test_guide_quotes_real_messages(shell: Shell, old: str, new: str, said: str) -> None:
    """What the guide's table says one reads is what a check prints for that slip."""
    assert said in (ROOT / "docs/guide.md").read_text(encoding="utf-8")
    assert old in COMPLETE
    shell.meeting("iscg-24-1", COMPLETE.replace(old, new, 1))
    assert said in shell("check").out
