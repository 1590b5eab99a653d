"""`reportgen new`: a file that checks clean, builds, and carries open actions forward."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Shell
from tests.cli.support import ACTIONS, files_below

NEW = (
    "new",
    "reports/iscg-24-1",
    "--body",
    "ISCG",
    "--symbol",
    "ISCG/24-1",
    "--date",
    "2024-01-30",
)


def test_new_meeting_checks_clean_and_builds(shell: Shell) -> None:
    """What `new` writes has no fault and makes a report for each group that ISCG reports to."""
    ended = shell(*NEW)
    assert (ended.code, ended.out) == (0, "reports/iscg-24-1/outcomes.yaml\n")
    assert ended.err == "next: fill it in, then reportgen build reports/iscg-24-1\n"
    checked = shell("check", "reports/iscg-24-1")
    assert (checked.code, checked.out) == (0, "")
    assert shell("build", "--to", "docx", "reports/iscg-24-1", "--language", "en").code == 0
    built = files_below(shell.path("reports/iscg-24-1/build"))
    assert {f"{name}/DRAFT-iscg-24-1-{name}-E.docx" for name in ("RAG", "TDAG", "TSAG")} < built


def test_new_file_tells_editors_its_schema(shell: Shell) -> None:
    """The first line leads an editor to the schema, wherever the meeting's folder is."""
    shell(*NEW)
    shell("new", "reports/old/iscg-24-2", *NEW[2:])
    for path, schema in (
        ("reports/iscg-24-1", "../outcomes.schema.json"),
        ("reports/old/iscg-24-2", "../../outcomes.schema.json"),
    ):
        text = shell.path(f"{path}/outcomes.yaml").read_text(encoding="utf-8")
        assert text.startswith(f"# yaml-language-server: $schema={schema}\n")


def test_open_actions_are_carried_forward(shell: Shell) -> None:
    """Actions left open by the meeting before come along; finished ones do not."""
    shell.meeting("iscg-23-1", ACTIONS)
    assert shell(*NEW).code == 0
    register = shell("actions", "--format", "json").data
    carried = {each["id"]: each for each in register if each["meeting"] == "iscg-24-1"}
    assert set(carried) == {f"a-{number}-carried" for number in (1, 2, 4, 5)}
    assert carried["a-2-carried"]["summary"] == "Answer: soon"
    assert carried["a-2-carried"]["owner"] == "TDAG"
    assert shell("check", "reports/iscg-24-1").code == 0


def test_carried_action_stays_confidential(shell: Shell) -> None:
    """An action that only TSAG was told of is carried forward for TSAG only."""
    shell.meeting("iscg-23-1", ACTIONS)
    shell(*NEW)
    words = {
        name: shell("show", "text", "reports/iscg-24-1", "--addressee", name).out
        for name in ("RAG", "TSAG")
    }
    assert "Count" in words["TSAG"]
    assert "Count" not in words["RAG"]
    assert "Write to RAG" in words["RAG"]


@pytest.mark.parametrize(
    ("body", "date", "reason"),
    [("ISCG", "2023-05-02", "a meeting of the same day"), ("ISC-TF", "2024-01-30", "another body")],
)
def test_only_an_earlier_meeting_of_the_body_counts(
    shell: Shell, body: str, date: str, reason: str
) -> None:
    """Actions are carried forward from a meeting of the same body before that day, no other."""
    shell.meeting("iscg-23-1", ACTIONS)
    ended = shell("new", "reports/next", "--body", body, "--symbol", "X/1", "--date", date)
    assert ended.code == 0
    text = shell.path("reports/next/outcomes.yaml").read_text(encoding="utf-8")
    assert "carried" not in text.lower(), reason


def test_existing_file_is_never_overwritten(shell: Shell) -> None:
    """A second `new` refuses and leaves the file as it is."""
    path = shell.meeting("iscg-24-1", "mine\n")
    ended = shell(*NEW)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err == (
        "error: reports/iscg-24-1/outcomes.yaml is there already; it is not overwritten\n"
    )
    assert path.read_text(encoding="utf-8") == "mine\n"


def test_unknown_body_is_wrong_usage(shell: Shell) -> None:
    """A body that no file of the organisation has is refused with the nearest name."""
    ended = shell("new", "reports/x", "--body", "TDGA", "--symbol", "X/1", "--date", "2024-01-30")
    assert (ended.code, ended.err) == (2, 'error: unknown body "TDGA"; did you mean "TDAG"?\n')
    assert not shell.path("reports/x").exists()


@pytest.mark.parametrize("symbol", ["yes", "1.10", "a: b", "it's # 1", '"', "{x}", "ISCG/24-1"])
def test_symbol_is_written_as_yaml_needs_it(shell: Shell, symbol: str) -> None:
    """A symbol that YAML would read as something else comes out as it was given."""
    arguments = [symbol if word == "ISCG/24-1" else word for word in NEW]
    assert shell(*arguments).code == 0
    assert shell("check", "--format", "json").data == []


def test_impossible_date_is_wrong_usage(shell: Shell) -> None:
    """A day that does not exist is refused before anything is written."""
    ended = shell(*NEW[:-1], "2024-02-30")
    assert ended.code == 2
    assert "'2024-02-30'" in ended.err
    assert not shell.path("reports").exists()
