"""The whole command, killed at moments that nobody chose, started twice, and called wrongly."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from reportgen.errors import InputError
from reportgen.pipeline.issuing.making import MadeIssue, make_issue
from tests.cli.conftest import Shell
from tests.issues.support import APPROVER, ISSUED_ON, IssuingProject
from tests.issues.test_crashes import assert_tidy_issues, assert_whole

MEETING = "iscg-23-1"
KILLS = 10
PROGRAM = """\
import sys
from pathlib import Path
from reportgen.catalogs import places
from reportgen.cli import main
places.MESSAGES_FOLDER = Path(sys.argv[1])
sys.exit(main(sys.argv[2:]))
"""


def started(project: IssuingProject, messages: Path, *words: str) -> subprocess.Popen[bytes]:
    """Start `reportgen issue` for the report to TSAG, with catalogs that are reviewed."""
    command = [sys.executable, "-c", PROGRAM, str(messages), "issue", f"reports/{MEETING}"]
    command += ["--addressee", "TSAG", "--approver", APPROVER, "--date", ISSUED_ON[MEETING], *words]
    return subprocess.Popen(
        command,
        cwd=project.root,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


def ended(process: subprocess.Popen[bytes]) -> tuple[int, str]:
    """Wait for a command; return its exit code and what it has printed."""
    said, told = process.communicate(timeout=300)
    return process.returncode, (said + told).decode()


@pytest.mark.slow
@pytest.mark.external
def test_killed_at_random_nothing_is_half(project: IssuingProject, messages: Path) -> None:
    """Ten times the command is killed with all it has started; then it completes."""
    chance = random.Random(6)
    folder = project.folder(MEETING)
    begun = time.monotonic()
    number = 0

    def words() -> tuple[str, ...]:
        return ("--revision", str(number)) if number else ()

    assert ended(started(project, messages))[0] == 0
    length = time.monotonic() - begun
    number = 1
    for _ in range(KILLS):
        # Rather late than early: it is the end that touches the folders.
        process = started(project, messages, *words())
        time.sleep(length * chance.triangular(0.1, 1.1, 1.0))
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        code, _ = ended(process)
        count = assert_whole(folder)
        assert count == number + 1 or (count == number and code != 0)
        number = count
    code, said = ended(started(project, messages, *words()))
    assert code == 0, said
    assert assert_whole(folder) == number + 1
    assert_tidy_issues(folder)


@pytest.mark.slow
@pytest.mark.external
def test_of_two_at_once_one_is_told_to_wait(project: IssuingProject, messages: Path) -> None:
    """Both want the same symbol: one gets it, the other one is refused, and nothing is damaged."""
    both = [started(project, messages) for _ in range(2)]
    results = [ended(process) for process in both]
    assert sorted(code for code, _ in results) == [0, 1]
    refused = next(said for code, said in results if code == 1)
    assert "[issue-running]" in refused or "an original is issued once" in refused
    assert assert_whole(project.folder(MEETING)) == 1
    assert_tidy_issues(project.folder(MEETING))


@pytest.mark.slow
@pytest.mark.external
def test_sources_that_change_meanwhile_stop_it(
    project: IssuingProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was checked is what is issued: an edit while the files are made is found."""

    def edited_meanwhile(*arguments: object) -> MadeIssue:
        result = make_issue(*arguments)  # type: ignore[arg-type]
        catalog = project.folder(MEETING) / "locale" / "es.po"
        catalog.write_bytes(catalog.read_bytes() + b"\n# edited\n")
        return result

    monkeypatch.setattr("reportgen.pipeline.issuing.issue.make_issue", edited_meanwhile)
    with pytest.raises(InputError) as caught:
        project.issue(MEETING, "TSAG")
    assert [(each.code, each.path) for each in caught.value.problems] == [
        ("sources-changed", f"reports/{MEETING}/locale/es.po")
    ]
    assert not (project.folder(MEETING) / "issues.yaml").exists()


def test_a_meeting_of_another_project_is_wrong_usage(shell: Shell) -> None:
    """Its register would not be among those by which a symbol is free."""
    shell.meeting("m", _MEETING)
    other = shell.path("elsewhere")
    shell.path("reports").rename(other)
    words = ("--addressee", "RAG", "--approver", "A", "--date", "2023-05-20")
    done = shell("issue", "elsewhere/m", *words)
    assert done.code == 2
    assert "meetings of this project lie in" in done.err


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ((), "name the one meeting whose report is to be issued"),
        (("reports/m",), "to issue a report, give --addressee, --approver, --date"),
        (("reports/m", "--addressee", "RAG"), "to issue a report, give --approver, --date"),
        (
            (
                *("reports/m", "--addressee", "RAG", "--approver", "A", "--date", "2023-05-20"),
                *("--revision", "1", "--addendum", "1"),
            ),
            "give one of --revision and --addendum",
        ),
        (
            ("reports/m", "--addressee", "RAG", "--approver", "\x07", "--date", "2023-05-20"),
            "--approver is the name of a person",
        ),
        (
            ("reports/none", "--addressee", "RAG", "--approver", "A", "--date", "2023-05-20"),
            "there is no such folder",
        ),
        (
            ("reports/m", "--addressee", "RAGG", "--approver", "A", "--date", "2023-05-20"),
            'did you mean "RAG"?',
        ),
    ],
)
def test_wrong_usage_is_told(shell: Shell, words: tuple[str, ...], found: str) -> None:
    """The command says what it lacks, and does nothing."""
    shell.meeting("m", _MEETING)
    done = shell("issue", *words)
    assert done.code == 2
    assert found in done.err


_MEETING = """\
schema: 1
meeting: {body: ISCG, symbol: ISCG/23-1, date: 2023-05-02}
outcomes: []
reports: {RAG: {}}
"""
