"""`reportgen review page`: what it makes, what it prints, how it ends."""

from __future__ import annotations

import json

import pytest

from reportgen.cli import main
from tests.review.page.support import MEETING, ReviewProject, reviewed


def run(project: ReviewProject, monkeypatch: pytest.MonkeyPatch, *words: str) -> int:
    """Run the command in the project."""
    monkeypatch.chdir(project.root)
    return main(["review", "page", *words])


def test_command_makes_the_pages_asked_for(
    fresh: ReviewProject, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A line for each page says what is open on it; the list of pages is named last."""
    reviewed(fresh)
    options = ["--addressee", "TSAG", "--language", "fr", "--language", "ar"]
    assert run(fresh, monkeypatch, f"reports/{MEETING}", *options) == 0
    printed = capsys.readouterr()
    assert printed.out.splitlines() == [
        "TSAG fr  TSAG-fr.html  (gaps: 5, changes: 0, comments: 5, open: 2)",
        "TSAG ar  TSAG-ar.html  (gaps: 5, changes: 0, comments: 5, open: 2)",
    ]
    assert printed.err == f"open reports/{MEETING}/build/review/index.html\n"
    folder = fresh.folder / "build" / "review"
    assert sorted(path.name for path in folder.iterdir()) == [
        "TSAG-ar.html", "TSAG-fr.html", "index.html",
    ]  # fmt: skip


def test_all_meetings_are_made_and_findings_are_json(
    fresh: ReviewProject, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without a meeting every one has its pages; with --out they stand in folders of their own."""
    assert run(fresh, monkeypatch, "--out", "pages", "--format", "json", "--language", "zh") == 0
    assert json.loads(capsys.readouterr().out) == []
    made = sorted(path.name for path in (fresh.root / "pages" / MEETING).iterdir())
    assert made == ["RAG-zh.html", "TDAG-zh.html", "TSAG-zh.html", "index.html"]
    page = (fresh.root / "pages" / MEETING / "RAG-zh.html").read_text(encoding="utf-8")
    assert f'href="../../reports/{MEETING}/outcomes.yaml#L' in page


def test_a_page_in_the_trial_language_can_be_made(
    fresh: ReviewProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What escapes translation stands out on the review page too."""
    assert run(fresh, monkeypatch, "--language", "xx", "--addressee", "RAG") == 0


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["--addressee", "TSGA"], 2, 'there is no report to "TSGA"; did you mean "TSAG"?'),
        (["--language", "de"], 2, 'unknown language "de"'),
        (["--since", "TSAG-1"], 2, 'nothing was issued as "TSAG-1"'),
        (["reports/none"], 2, "there is no such folder"),
    ],
)
def test_wrong_usage_is_told(
    fresh: ReviewProject,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: list[str],
    code: int,
    said: str,
) -> None:
    """What there is not is named, with what is near it; nothing is written."""
    assert run(fresh, monkeypatch, *words) == code
    assert said in capsys.readouterr().err
    assert not (fresh.folder / "build").exists()


def test_faults_of_the_meeting_stop_the_pages(
    fresh: ReviewProject, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A page is made of sound sources or not at all; every fault is told with its place."""
    path = fresh.folder / "outcomes.yaml"
    text = path.read_text(encoding="utf-8").replace("kind: information", "kind: informatio", 1)
    path.write_text(text, encoding="utf-8")
    assert run(fresh, monkeypatch) == 1
    assert f"reports/{MEETING}/outcomes.yaml:" in capsys.readouterr().out
    assert not (fresh.folder / "build").exists()


def test_a_damaged_record_of_the_review_is_told(
    fresh: ReviewProject, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What came back is shown whole or the page is not made."""
    reviewed(fresh)
    (path,) = (fresh.folder / "review").glob("*-fr-1.returned-*.json")
    path.write_bytes(path.read_bytes()[:-40])
    assert run(fresh, monkeypatch) == 1
    assert "[review-damaged]" in capsys.readouterr().out
    assert not (fresh.folder / "build").exists()
