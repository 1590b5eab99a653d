"""docs/problems.md: every code of the program, with an example as it is really printed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.outcomes.bad import FILES
from tests.outcomes.codes import codes

pytestmark = pytest.mark.slow

PAGE = (Path(__file__).parents[2] / "docs" / "problems.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| `([a-z0-9-]+)` \| (.*) \| (.*) \|$", PAGE, re.MULTILINE)


def printed() -> dict[str, set[str]]:
    """Return the messages that the faulty files give, by code."""
    found: dict[str, set[str]] = {}
    for file in FILES:
        told = file.with_suffix(".txt").read_text(encoding="utf-8")
        for message, code in re.findall(
            r"^\S+:\d+:\d+: \w+: (.*) \[([a-z0-9-]+)\]$", told, re.MULTILINE
        ):
            found.setdefault(code, set()).add(message)
    return found


def test_every_code_of_the_program_is_on_the_page() -> None:
    """Whoever meets a code finds it here."""
    assert codes() - {code for code, _, _ in ROWS} == set()


def test_every_code_on_the_page_is_one_of_the_program() -> None:
    """The page tells of nothing that is gone."""
    assert {code for code, _, _ in ROWS} - codes() == set()


def test_a_code_stands_once() -> None:
    """One code, one row."""
    assert len(ROWS) == len({code for code, _, _ in ROWS})


def test_examples_are_printed_like_that() -> None:
    """The example of a code is what a faulty file of the tests really gives."""
    known = printed()
    wrong = {
        code: example for code, example, _ in ROWS if code in known and example not in known[code]
    }
    assert wrong == {}


def test_every_code_of_outcomes_and_texts_has_a_faulty_file() -> None:
    """No message about an outcomes file goes unread: a file of the tests gives each."""
    before_templates = PAGE.split("## Gaps and translations")[0]
    needed = set(re.findall(r"^\| `([a-z0-9-]+)` \|", before_templates, re.MULTILINE))
    elsewhere = {
        # Said of files that are not there, and of files of the organisation's data.
        "file-missing", "file-unreadable", "unknown-file", "bad-value",
        # Said of links that only a template's data can bring in.
        "link-not-followed",
        # Found when a report is made: tests/pipeline/test_values.py.
        "no-value",
    }  # fmt: skip
    assert needed - elsewhere - set(printed()) == set()
