"""The table of what a copy changed: words that somebody can decide on without the Word file."""

from __future__ import annotations

import pytest

from reportgen.pipeline.review.listing import copy_table
from tests.review.chair import Chair
from tests.review.drafts import draft
from tests.review.reading_support import read


def lines(chair: Chair, language: str) -> list[str]:
    """Return the lines of the table, without the space at their beginning."""
    sent = draft("TSAG", language)
    return [line.strip() for line in copy_table(read(chair.save(), sent), sent.packed).splitlines()]


@pytest.mark.parametrize(
    ("language", "old", "new", "line"),
    [
        ("en", "had been", "were", '"had been" becomes "were"'),
        ("fr", "avaient été invités", "ont été invités", '"avaient" becomes "ont"'),
        ("ru", "приглашены", "позваны", '"приглашены" becomes "позваны"'),
    ],
)
def test_edit_of_a_text_is_shown_in_whole_words(
    language: str, old: str, new: str, line: str
) -> None:
    """Not the characters that differ, which nobody could read."""
    chair = Chair(draft("TSAG", language).data)
    chair.replace(old, new)
    assert f"regional-directors: {line}" in lines(chair, language)


def test_words_that_go_are_not_shown_as_their_source() -> None:
    """Nobody has to read an expression to see that a sentence goes."""
    chair = Chair(draft().data)
    chair.delete(" in July 2023")
    assert any(line.endswith(": words are taken out") for line in lines(chair, "en"))


def test_value_that_is_unreadable_is_named() -> None:
    """The field is named, and the words that it was given."""
    chair = Chair(draft().data)
    chair.replace("[contact to be completed]", "Ms Ana Diaz")
    assert 'reports.TSAG.contact: "Ms Ana Diaz" cannot be read as its value' in lines(chair, "en")


def test_new_paragraph_stands_behind_its_neighbour() -> None:
    """It has no origin yet, but a place."""
    chair = Chair(draft().data)
    chair.add_paragraph("Regional Directors", "Quite new words.")
    head = next(line for line in lines(chair, "en") if "paragraph-added" in line)
    assert head.endswith("after regional-directors")
