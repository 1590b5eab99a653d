"""`reportgen check`: every fault at once, in the format asked for, nothing written."""

from __future__ import annotations

from tests.cli.conftest import Shell
from tests.cli.support import COMPLETE, FAULTY, files_below


def test_faultless_meeting_is_fine(shell: Shell) -> None:
    """A meeting without faults prints nothing on stdout and its count on stderr."""
    shell.meeting("iscg-23-1", COMPLETE)
    ended = shell("check", "reports/iscg-23-1")
    assert (ended.code, ended.out, ended.err) == (0, "", "1 meeting: no problems\n")


def test_all_faults_at_once_with_place_and_hint(shell: Shell) -> None:
    """Every fault is printed in one run: place, words, code, and what to do."""
    shell.meeting("iscg-23-1", FAULTY)
    ended = shell("check")
    assert ended.code == 1
    file = "reports/iscg-23-1/outcomes.yaml"
    assert ended.out == (
        f'{file}:6:23: error: unknown addressee "TSGA" [unknown-addressee]\n'
        '  hint: did you mean "TSAG"?\n'
        f'{file}:7:31: error: unknown body "TDGA" [unknown-body]\n'
        '  hint: did you mean "TDAG"?\n'
        f'{file}:8:9: error: the id "opening" is used twice [duplicate-id]\n'
        "  hint: first used on line 4\n"
        f'{file}:10:18: error: unknown function "dat" [unknown-function]\n'
        '  hint: did you mean "date"?\n'
    )
    assert ended.err == "1 meeting: 4 errors\n"


def test_json_has_the_keys_promised(shell: Shell) -> None:
    """A problem in JSON has path, line, column, severity, code, message and hint."""
    shell.meeting("iscg-23-1", FAULTY)
    ended = shell("check", "--format", "json")
    assert ended.code == 1
    assert ended.data[0] == {
        "path": "reports/iscg-23-1/outcomes.yaml",
        "line": 6,
        "column": 23,
        "severity": "error",
        "code": "unknown-addressee",
        "message": 'unknown addressee "TSGA"',
        "hint": 'did you mean "TSAG"?',
    }
    assert len(ended.data) == 4


def test_json_of_a_faultless_meeting_is_an_empty_list(shell: Shell) -> None:
    """A program that reads the findings always gets a list."""
    shell.meeting("iscg-23-1", COMPLETE)
    assert shell("check", "--format", "json").data == []


def test_github_format_points_to_the_line(shell: Shell) -> None:
    """With `--format github` each finding is a command that GitHub shows beside the line."""
    shell.meeting("iscg-23-1", FAULTY)
    first, *others = shell("check", "--format", "github").out.splitlines()
    assert first == (
        "::error file=reports/iscg-23-1/outcomes.yaml,line=6,col=23,title=unknown-addressee::"
        'unknown addressee "TSGA" (did you mean "TSAG"?)'
    )
    assert len(others) == 3


def test_warning_alone_is_fine(shell: Shell) -> None:
    """A warning is printed and counted, and the meeting builds all the same."""
    unused = "people:\n  diaz: {name: Ana Diaz}\nmessages:\n  never_used: Nobody asks for this.\n"
    shell.meeting("iscg-23-1", COMPLETE.replace("outcomes:", f"{unused}outcomes:"))
    ended = shell("check")
    assert ended.code == 0
    assert ": warning: " in ended.out
    assert ended.err == "1 meeting: 1 warning\n"


def test_meetings_named_are_the_ones_checked(shell: Shell) -> None:
    """Only the meetings named are checked; without a name all are."""
    shell.meeting("iscg-23-1", COMPLETE)
    shell.meeting("iscg-23-2", FAULTY)
    assert shell("check", "reports/iscg-23-1").code == 0
    both = shell("check")
    assert (both.code, both.err) == (1, "2 meetings: 4 errors\n")
    assert shell("check", "reports/iscg-23-2", "reports/iscg-23-2").err == "1 meeting: 4 errors\n"


def test_unknown_meeting_is_wrong_usage(shell: Shell) -> None:
    """A folder that is not there is named, with the one that was probably meant."""
    shell.meeting("iscg-23-1", COMPLETE)
    ended = shell("check", "reports/iscg-32-1")
    assert (ended.code, ended.out) == (2, "")
    assert ended.err == (
        'error: reports/iscg-32-1: there is no such folder; did you mean "reports/iscg-23-1"?\n'
    )


def test_folder_without_outcomes_is_a_finding(shell: Shell) -> None:
    """A meeting's folder in which outcomes.yaml is missing says so."""
    (shell.folder / "reports/iscg-23-1").mkdir(parents=True)
    ended = shell("check", "reports/iscg-23-1")
    assert ended.code == 1
    assert ended.out.startswith("reports/iscg-23-1/outcomes.yaml: error: ")
    assert "[file-missing]" in ended.out


def test_project_data_and_templates_are_checked_too(shell: Shell) -> None:
    """Faults of the project's own organisation data and a missing template are among the rest."""
    shell.meeting("iscg-23-1", COMPLETE)
    bodies = shell.path("reports/organisation/bodies.yaml")
    bodies.parent.mkdir()
    bodies.write_text("X-1: {kind: nonsense}\n", encoding="utf-8")
    shell.path("reportgen.toml").write_text('templates = "mine"\n', encoding="utf-8")
    ended = shell("check", "--format", "json")
    assert ended.code == 1
    assert {problem["path"] for problem in ended.data} == {
        "reports/organisation/bodies.yaml", str(shell.path("mine/rag-report.docx")),
        str(shell.path("mine/tsag-report.docx")),
    }  # fmt: skip


def test_check_writes_nothing(shell: Shell) -> None:
    """A check leaves the project as it was."""
    shell.meeting("iscg-23-1", COMPLETE)
    before = files_below(shell.folder)
    shell("check")
    assert files_below(shell.folder) == before
