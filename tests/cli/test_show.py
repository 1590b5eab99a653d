"""`reportgen show`, `actions`, `schema`: the intermediate forms and the registers."""

from __future__ import annotations

import pytest
import yaml

from tests.cli.conftest import Shell
from tests.cli.support import ACTIONS, COMPLETE, FAULTY

MEETING = "reports/iscg-23-1"


def test_report_accounts_for_every_outcome(shell: Shell) -> None:
    """`show report` names what is shown, where and why, and what is left out and why."""
    shell.meeting("iscg-23-1", COMPLETE)
    ended = shell("show", "report", MEETING, "--addressee", "RAG")
    assert ended.code == 0
    report = yaml.safe_load(ended.out)
    assert report["shown"] == [
        {
            "outcome": "opening",
            "kind": "information",
            "section": "discussions",
            "as": "paragraphs",
            "because": "selected",
        }
    ]
    assert report["left out"] == [
        {
            "outcome": "secret",
            "kind": "decision",
            "why": "not-addressed",
            "reason": "addressed to TSAG only",
        }
    ]
    assert report["gaps"] == []


def test_report_shows_gaps(shell: Shell) -> None:
    """What the report lacks is listed with the text it stands in and the field behind it."""
    shell.meeting("iscg-23-1", COMPLETE)
    report = yaml.safe_load(shell("show", "report", MEETING, "--addressee", "TSAG").out)
    assert {
        "at": "reportgen:messages.cover_symbol",
        "reason": "missing-value",
        "what": "reports.TSAG.symbol is missing",
    } in report["gaps"]


def test_words_left_out_are_not_shown(shell: Shell) -> None:
    """No form of a report holds words that its addressee may not read."""
    shell.meeting("iscg-23-1", COMPLETE)
    for form in ("report", "document", "text"):
        assert "budget" not in shell("show", form, MEETING, "--addressee", "RAG").out
        assert "budget" in shell("show", form, MEETING, "--addressee", "TSAG").out


def test_document_names_the_origin_of_every_block(shell: Shell) -> None:
    """`show document` prints the words with the text, expression and field they came from."""
    shell.meeting("iscg-23-1", COMPLETE)
    ended = shell("show", "document", MEETING, "--addressee", "RAG")
    document = yaml.safe_load(ended.out)
    (section,) = [one for one in document["sections"] if one["id"] == "discussions"]
    assert section["heading"]["origin"] == "reportgen:messages.heading_discussions"
    assert section["blocks"] == [
        {
            "kind": "paragraph",
            "origin": "opening",
            "outcome": "opening",
            "spans": [
                "The ",
                {
                    "text": "ISCG",
                    "kind": "value",
                    "source": "{{ group }}",
                    "field": "meeting.body",
                },
                " met on ",
                {
                    "text": "2 May 2023",
                    "kind": "value",
                    "source": "{{ date(meeting) }}",
                    "field": "meeting.date",
                },
                ".",
            ],
        }
    ]


def test_text_is_one_block_a_line(shell: Shell) -> None:
    """`show text` prints the words alone: headings with numbers, one block a line."""
    shell.meeting("iscg-23-1", COMPLETE)
    lines = shell("show", "text", MEETING, "--addressee", "RAG").out.splitlines()
    heading = lines.index("2. Main discussions")
    assert lines[heading + 1] == "The ISCG met on 2 May 2023."
    assert "" not in lines


@pytest.mark.parametrize("form", ["report", "document", "text"])
@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        (["--addressee", "RAGG"], 2, 'no report to "RAGG"; did you mean "RAG"?'),
        (["--addressee", "RAG", "--language", "enn"], 2, 'unknown language "enn"'),
    ],
    ids=["addressee", "language"],
)
def test_what_does_not_exist_is_wrong_usage(
    shell: Shell, form: str, options: list[str], code: int, said: str
) -> None:
    """An addressee or language that there is not is refused, with the nearest one."""
    shell.meeting("iscg-23-1", COMPLETE)
    ended = shell("show", form, MEETING, *options)
    assert (ended.code, ended.out) == (code, "")
    assert said in ended.err


def test_faulty_meeting_is_not_shown(shell: Shell) -> None:
    """A meeting with faults is answered with its faults."""
    shell.meeting("iscg-23-1", FAULTY)
    ended = shell("show", "text", MEETING, "--addressee", "RAG")
    assert ended.code == 1
    assert ended.out == shell("check").out


# --- the register of actions


def test_register_lists_actions_of_all_meetings(shell: Shell) -> None:
    """Every action is listed with meeting, owner and due date, the oldest meeting first."""
    shell.meeting("iscg-23-1", ACTIONS)
    later = ACTIONS.replace("2023-05-02", "2023-10-12").replace("next_meeting: 2023-10-12\n", "")
    shell.meeting("a-later-one", later.replace("due: next-meeting", "due: 2024"))
    ended = shell("actions", "--date", "2023-06-01")
    assert ended.code == 0
    assert ended.err == "10 of 10 actions\n"
    assert ended.out.splitlines()[:6] == [
        "iscg-23-1:a-1  open  Secretariat: Write to RAG, due 30 June 2023",
        "iscg-23-1:a-2  open  TDAG: Answer: soon, due next meeting",
        "iscg-23-1:a-3  done  TSAG: Read, due 30 May 2023",
        "iscg-23-1:a-4  open  RAG: Think it over",
        "iscg-23-1:a-5  open  TSAG: Count, due February 2024",
        "a-later-one:a-1  open  Secretariat: Write to RAG, due 30 June 2023",
    ]


def test_action_without_a_summary_is_told_as_readers_see_it(shell: Shell) -> None:
    """The words of its outcome stand for it, with what the expressions in them say."""
    outcome = """\
  - id: letter
    kind: agreement
    text: The {{ group }} agreed to write to {{ body("RAG") }} (**soon**).
    facts: [{id: a-9, type: action, owner: Secretariat, status: open}]
"""
    shell.meeting("iscg-23-1", COMPLETE.replace("reports:\n", f"{outcome}reports:\n"))
    ended = shell("actions")
    line = "iscg-23-1:a-9  open  Secretariat: The ISCG agreed to write to RAG (soon).\n"
    assert (ended.code, ended.out) == (0, line)


@pytest.mark.parametrize(
    ("options", "ids"),
    [
        (["--open"], ["a-1", "a-2", "a-4", "a-5"]),
        (["--overdue", "--date", "2023-06-30"], []),
        (["--overdue", "--date", "2023-07-01"], ["a-1"]),
        (["--overdue", "--date", "2023-10-13"], ["a-1", "a-2"]),
        (["--overdue", "--date", "2024-02-29"], ["a-1", "a-2"]),
        (["--open", "--overdue", "--date", "2024-03-01"], ["a-1", "a-2", "a-5"]),
    ],
    ids=" ".join,
)
def test_register_is_narrowed(shell: Shell, options: list[str], ids: list[str]) -> None:
    """`--open` leaves out what is done; `--overdue` keeps what was due before the day given.

    A month is over with its last day; an action due at the next meeting when that meeting is over.
    """
    shell.meeting("iscg-23-1", ACTIONS)
    assert [each["id"] for each in shell("actions", *options, "--format", "json").data] == ids


def test_register_counts_from_today(shell: Shell) -> None:
    """Without `--date` an action is overdue when it was due before today."""
    shell.meeting("iscg-23-1", ACTIONS.replace("2023-06-30", "2199-01-01"))
    register = shell("actions", "--format", "json").data
    assert {each["id"]: each["is_overdue"] for each in register} == {
        "a-1": False,
        "a-2": True,
        "a-3": False,
        "a-4": False,
        "a-5": True,
    }


def test_register_of_a_faulty_meeting_is_refused(shell: Shell) -> None:
    """A register that would silently lack a meeting is not printed."""
    shell.meeting("iscg-23-1", ACTIONS)
    shell.meeting("iscg-23-2", "schema: 2\n")
    ended = shell("actions")
    assert ended.code == 1
    assert "reports/iscg-23-2/outcomes.yaml" in ended.out


# --- schemas for editors


def test_schema_offers_what_the_project_knows(shell: Shell) -> None:
    """A body that the project adds can be completed in an editor."""
    bodies = shell.path("reports/organisation/bodies.yaml")
    bodies.parent.mkdir(parents=True)
    bodies.write_text("XYZ: {kind: outside, en: {name: Xyz, acronym: XYZ}}\n", encoding="utf-8")
    schema = shell("schema").data
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert "XYZ" in shell("schema").out
    bodies.unlink()
    assert "XYZ" not in shell("schema").out


def test_schema_is_printed_outside_a_project(shell: Shell) -> None:
    """Without a project the schema knows the package's own data."""
    shell.path("reportgen.toml").unlink()
    ended = shell("schema")
    assert ended.code == 0
    assert "TSAG" in ended.out


def test_schema_of_the_organisation_files(shell: Shell) -> None:
    """`--organisation` prints a schema for each kind of organisation file."""
    assert {"bodies", "resolutions", "places"} <= set(shell("schema", "--organisation").data)
