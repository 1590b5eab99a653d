"""The reports are told in our own words, not in those of the documents the group sent out."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.reports.project import ADDRESSEES, MEETINGS, Passage, document, passages

LENGTH = 8
"""A sequence of so many words may not be shared, names and other computed values not counted."""

DIGESTS = Path(__file__).with_name("published-sequences.txt")
"""Digests of every sequence of eight words in the documents that the group sent out.

The documents themselves are not ours to copy. To add one, append what `digests_of` gives for it.
"""

Word = tuple[str, bool]
"""A word, and whether it was written by hand (True) or computed."""


def words_of(passage: Passage) -> list[Word]:
    """Return the words of a passage in small letters; a word is by hand if its first letter is."""
    by_hand = [span.kind == "text" for span in passage.spans for _ in span.text]
    return [
        (match[0].casefold(), by_hand[match.start()])
        for match in re.finditer(r"[^\W_]+", passage.text)
    ]


def digest(words: list[str]) -> str:
    """Return the digest of a sequence of words."""
    return hashlib.sha256(" ".join(words).encode()).hexdigest()[:12]


def digests_of(text: str) -> list[str]:
    """Return the digest of every sequence of eight words of a text."""
    words = [word.casefold() for word in re.findall(r"[^\W_]+", text)]
    return [digest(words[at : at + LENGTH]) for at in range(len(words) - LENGTH + 1)]


@cache
def published() -> frozenset[str]:
    """Return the digests of the documents that the group sent out."""
    lines = DIGESTS.read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


def borrowed(words: list[Word], known: frozenset[str]) -> Iterator[str]:
    """Yield every longest run of words that is also in a known text and is too long.

    Too long is a run with eight words by hand: what is computed (names, symbols, dates) is what it
    is and does not count.
    """
    start = end = 0
    for at in range(len(words) - LENGTH + 2):
        window = [word for word, _ in words[at : at + LENGTH]]
        if len(window) == LENGTH and digest(window) in known:
            start, end = (start, at + LENGTH) if at < end else (at, at + LENGTH)
        elif end and at >= end - LENGTH + 1:
            if sum(by_hand for _, by_hand in words[start:end]) >= LENGTH:
                yield " ".join(word for word, _ in words[start:end])
            start = end = 0


def own_passages(meeting: str) -> dict[str, Passage]:
    """Return the passages of a meeting's own file, by origin: not the package's messages."""
    return {
        passage.origin: passage
        for addressee in ADDRESSEES
        for passage in passages(document(meeting, addressee))
        if not passage.origin.startswith("reportgen:")
    }


@pytest.mark.parametrize("meeting", MEETINGS)
def test_no_sentence_is_taken_from_a_published_document(meeting: str) -> None:
    """No run of more than seven words written by hand is one of a document the group sent out."""
    found = [
        f"{origin}: {run}"
        for origin, passage in own_passages(meeting).items()
        for run in borrowed(words_of(passage), published())
    ]
    assert not found, "\n".join(found)


def hand(text: str) -> list[Word]:
    """Return the words of a text as written by hand."""
    return [(word.casefold(), True) for word in re.findall(r"[^\W_]+", text)]


def test_borrowed_run_is_seen_wherever_it_stands() -> None:
    """The check finds a run at the beginning, in the middle and at the end of a passage."""
    run = "one two three four five six seven eight nine"
    known = frozenset(digests_of(run))
    for text in (run, f"x {run}", f"{run} y", f"x {run} y z"):
        assert list(borrowed(hand(text), known)) == [run]
    assert list(borrowed(hand("one two three four five six seven x"), known)) == []


def test_names_are_not_counted_as_borrowed_words() -> None:
    """Eight shared words of which one is computed are seven shared words."""
    run = "one two three four five six seven eight"
    computed = [(word, word != "three") for word, _ in hand(run)]
    assert list(borrowed(computed, frozenset(digests_of(run)))) == []


def test_digests_of_published_documents_are_there() -> None:
    """The list is not empty by accident: two documents of several hundred words are in it."""
    assert len(published()) > 1000
