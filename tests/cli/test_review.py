"""`reportgen review` as a secretary uses it: pack, status, answer, and pack again."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.pipeline.review.folder import ReviewFolder
from tests.cli.conftest import Shell
from tests.cli.support import COMPLETE, files_below
from tests.review.test_threads import returned_with_comments


def _packed(shell: Shell, *more: str) -> Path:
    shell.meeting("iscg-23-1", COMPLETE)
    asked = ("--addressee", "TSAG", "--language", "en", "--to", "Ms Ana Chair", *more)
    ended = shell("review", "pack", "reports/iscg-23-1", *asked)
    assert ended.code == 0, ended.err
    return Path(ended.out.splitlines()[0])


def test_draft_and_record_are_written_side_by_side(shell: Shell) -> None:
    """The command prints the file to send; the record lies beside it."""
    path = _packed(shell)
    assert path == Path("reports/iscg-23-1/review/iscg-23-1-TSAG-en-1.docx")
    assert files_below(path.parent) == {"iscg-23-1-TSAG-en-1.docx", "iscg-23-1-TSAG-en-1.json"}


def test_word_files_go_where_they_are_wanted(shell: Shell) -> None:
    """With --out the draft lies there, and the record in the meeting's folder."""
    path = _packed(shell, "--out", "mail", "--reply-by", "2023-06-15")
    assert path == Path("mail/iscg-23-1-TSAG-en-1.docx")
    assert files_below(shell.path("mail")) == {path.name}
    assert files_below(shell.path("reports/iscg-23-1/review")) == {"iscg-23-1-TSAG-en-1.json"}


@pytest.mark.slow
def test_without_choice_all_reports_are_packed(shell: Shell) -> None:
    """Every addressee, every language."""
    shell.meeting("iscg-23-1", COMPLETE)
    ended = shell("--format", "json", "review", "pack", "reports/iscg-23-1", "--to", "X")
    assert ended.code == 0
    assert len(ended.data) == 12
    assert {each["to"] for each in ended.data} == {"X"}


def test_status_tells_of_every_draft(shell: Shell) -> None:
    """Who has which draft, in words and as data; without drafts how to make one."""
    shell.meeting("iscg-23-1", COMPLETE)
    assert "reportgen review pack" in shell("review", "status").err
    _packed(shell)
    ended = shell("review", "status", "reports/iscg-23-1")
    assert ended.out.splitlines()[0].startswith("iscg-23-1-TSAG-en-1: sent to Ms Ana Chair on 2")
    assert "nothing came back" in ended.out
    (status,) = shell("--format", "json", "review", "status").data
    assert (status["id"], status["addressee"], status["copies"]) == (
        "iscg-23-1-TSAG-en-1", "TSAG", [],
    )  # fmt: skip


def test_answer_is_in_the_next_draft(shell: Shell) -> None:
    """A comment that came back is open, is answered, and is closed in the draft that follows."""
    path = _packed(shell)
    folder = ReviewFolder(path.parent, Path())
    returned_with_comments(folder, folder.drafts()[0])
    assert "open: c-one Ms Ana Chair at opening: Which page?" in shell("review", "status").out
    ended = shell(
        "review", "answer", "iscg-23-1-TSAG-en-1", "c-one", "--text", "The new one.", "--by",
        "Secretary", "--date", "2023-06-05", "--resolve",
    )  # fmt: skip
    assert ended.code == 0, ended.err
    assert "c-one" not in shell("review", "status").out
    _packed(shell)
    second = folder.drafts()[1]
    said = {each.text: each for each in second.comments}
    assert said["The new one."].author == "Secretary"
    assert said["The new one."].is_resolved
    assert "followed by iscg-23-1-TSAG-en-2" in shell("review", "status").out


def test_answer_without_words_is_wrong_usage(shell: Shell) -> None:
    """There must be something to say, or something to close."""
    _packed(shell)
    ended = shell("review", "answer", "iscg-23-1-TSAG-en-1", "c-one", "--by", "Secretary")
    assert ended.code == 2
    assert "--resolve" in ended.err


def test_damaged_record_is_a_finding(shell: Shell) -> None:
    """Every command says which file it is, and writes nothing."""
    record = _packed(shell).with_suffix(".json")
    record.write_text("{", encoding="utf-8")
    before = files_below(record.parent)
    for command in (
        ("review", "status"),
        ("review", "pack", "reports/iscg-23-1", "--to", "X", "--language", "en"),
    ):
        ended = shell(*command)
        assert ended.code == 1
        assert f"{record}: error: the record of the review is damaged" in ended.out
    assert files_below(record.parent) == before
