"""`reportgen review apply` as somebody meets it at the command line."""

from __future__ import annotations

import os
import pty
import shutil

import pytest

from tests.cli.conftest import Shell, shell
from tests.cli.support import ROOT, Ended, environment, run_process
from tests.review.chair import Chair

pytestmark = pytest.mark.slow

__all__ = ["shell"]

MEETING = "reports/iscg-23-1"
OUTCOMES = f"{MEETING}/outcomes.yaml"


@pytest.fixture
def returned(shell: Shell) -> Shell:
    """A project to which two copies of the English draft to TSAG have come back."""
    shutil.copytree(ROOT / MEETING, shell.path(MEETING), ignore=shutil.ignore_patterns("build"))
    ended = shell("review", "pack", MEETING, "--addressee", "TSAG", "--language", "en",
                  "--to", "Two chairs")  # fmt: skip
    assert ended.code == 0, ended.out
    draft = shell.path(f"{MEETING}/review/iscg-23-1-TSAG-en-1.docx").read_bytes()
    one = Chair(draft, author="Ann Chair")
    one.replace("had been invited", "were invited")
    one.comment("Two further themes", "Only two?")
    shell.path("ann.docx").write_bytes(one.save())
    two = Chair(draft, author="Bob Chair")
    two.replace("been invited", "come")
    two.insert("Two further themes", " (and no more)")
    two.format("encouraged members", "u")
    shell.path("bob.docx").write_bytes(two.save())
    return shell


def outcomes(project: Shell) -> str:
    """Return the outcomes file as it is now."""
    return project.path(OUTCOMES).read_text(encoding="utf-8")


def ids(ended: Ended) -> dict[str, str]:
    """Return the ids of changes by author and old words, as JSON lists them."""
    return {each["author"]: each["id"] for each in ended.data["changes"]}


def test_dry_run_shows_a_diff(returned: Shell) -> None:
    """What would change is shown line by line, and nothing is written."""
    before = outcomes(returned)
    ended = returned("review", "apply", "ann.docx", "--accept", "all", "--dry-run")
    assert ended.code == 0
    assert ended.out.startswith(f"--- {OUTCOMES}\n+++ {OUTCOMES}\n@@ -")
    assert "\n-      Regional Directors had been invited to the meeting.\n" in ended.out
    assert "\n+      Regional Directors were invited to the meeting.\n" in ended.out
    assert "2 changes: 1 applied, 0 rejected, 0 left for people, 1 comments\n" in ended.out
    assert ended.err == "nothing was written: this was a trial\n"
    assert outcomes(returned) == before


def test_changes_are_written_and_recorded(returned: Shell) -> None:
    """Files are named, what is left is told with its reason, and status knows what was decided."""
    ended = returned("review", "apply", "bob.docx", "--accept", "all", "--by", "Sue",
                     "--date", "2023-06-05")  # fmt: skip
    assert ended.code == 0
    lines = ended.out.splitlines()
    assert f"{OUTCOMES}: written" in lines
    (left,) = (line for line in lines if line.startswith("left for people:"))
    assert left.endswith(
        " Bob Chair, contributions-invited: format of “encouraged members”: "
        "underlining cannot be said in a text"
    )
    assert lines[-1] == "3 changes: 2 applied, 0 rejected, 1 left for people, 0 comments"
    assert "Two further themes (and no more)" in " ".join(outcomes(returned).split())
    decisions = returned.path(f"{MEETING}/review/iscg-23-1-TSAG-en-1.decisions.json")
    assert decisions.read_text(encoding="utf-8").count('"by": "Sue"') == 2
    assert returned("review", "status").code == 0
    assert returned("check", MEETING).code == 0


def test_conflict_of_two_copies(returned: Shell) -> None:
    """It is shown with both wordings, and settled by naming one of them."""
    before = outcomes(returned)
    refused = returned("review", "apply", "ann.docx", "bob.docx", "--accept", "all")
    assert refused.code == 1
    assert (
        f"{MEETING}: error: regional-directors: the same place is worded in 2 ways" in refused.out
    )
    assert "“had been invited” → “were invited”" in refused.out
    assert refused.err == "nothing was written\n"
    assert outcomes(returned) == before
    (chosen,) = (
        line.split("(")[1].split(")")[0]
        for line in refused.out.splitlines()
        if line.strip().removeprefix("hint: ").startswith("Ann Chair (")
    )
    settled = returned("review", "apply", "ann.docx", "bob.docx", "--accept", "all",
                       "--accept", chosen)  # fmt: skip
    assert settled.code == 0
    assert "2 applied, 1 rejected" in settled.out
    assert "Regional Directors were invited" in outcomes(returned)


def test_reviewer_is_named(returned: Shell) -> None:
    """One reviewer's changes are taken over, another's are not."""
    ended = returned("--format", "json", "review", "apply", "ann.docx", "bob.docx", "--accept",
                     "Bob Chair", "--reject", "Ann Chair")  # fmt: skip
    assert ended.code == 0
    by = {(each["author"], each["status"]) for each in ended.data["changes"]}
    assert by == {
        ("Ann Chair", "rejected"),
        ("Ann Chair", "comment"),
        ("Bob Chair", "applied"),
        ("Bob Chair", "left"),
    }
    assert OUTCOMES in ended.data["files"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("ann.docx",), "say what is accepted"),
        (("ann.docx", "--accept", "Anne Chair"), 'did you mean "Ann Chair"?'),
        (("ann.docx", "--interactive"), "needs a terminal"),
        (("none.docx", "--accept", "all"), "there is no such file"),
    ],
)
def test_wrong_usage(returned: Shell, arguments: tuple[str, ...], said: str) -> None:
    """A command that cannot work says so in one line and changes nothing."""
    before = outcomes(returned)
    ended = returned("review", "apply", *arguments)
    assert ended.code == 2
    assert said in ended.err
    assert outcomes(returned) == before


def test_file_that_is_no_draft(returned: Shell) -> None:
    """A file that is something else is told like every fault."""
    returned.path("other.docx").write_bytes(b"PK\x03\x04 no")
    ended = returned("review", "apply", "ann.docx", "other.docx", "--accept", "all")
    assert ended.code == 1
    assert "other.docx: error: " in ended.out
    assert "had been invited" in outcomes(returned)


def test_interactive_at_a_terminal(returned: Shell) -> None:
    """Each change is shown with its old and new words; the answer decides."""
    ours, theirs = pty.openpty()
    os.write(ours, b"a\nq\n")
    try:
        ended = run_process(
            returned.folder, "review", "apply", "bob.docx", "--interactive",
            stdin=theirs, env=environment(NO_COLOR="1"),
        )  # fmt: skip
    finally:
        os.close(ours)
        os.close(theirs)
    assert ended.code == 0, ended.err
    assert "  - been invited\n  + come\n" in ended.out
    assert ended.out.count("accept, reject, skip, quit (a, r, s, q) [s]:") == 2
    assert "3 changes: 1 applied, 0 rejected, 2 left for people, 0 comments\n" in ended.out
    assert "Regional Directors had come to the meeting." in outcomes(returned)
