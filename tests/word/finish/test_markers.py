"""Marks carry spans through templates, whatever a template does to a text."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.document import Span
from reportgen.word.markers import (
    Mark,
    Owner,
    drop_marks,
    mark_spans,
    protect,
    read_marks,
    read_plain,
    split_marks,
)
from tests.word.finish.support import PRIVATE

OWNER = Owner("origin")
WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Co"]), max_size=12)


def _marked(*words: str) -> tuple[str, list[Mark]]:
    marks: list[Mark] = []
    return mark_spans([Span(each, "origin") for each in words], OWNER, marks), marks


def _pieces(text: str, count: int) -> list[tuple[int | None, str]]:
    return read_marks(split_marks(text), None, count)[0]


@given(st.lists(WORDS.filter(bool), max_size=6))
def test_what_is_marked_is_read_back(words: list[str]) -> None:
    """The words of every span come back with the number of the span."""
    text, marks = _marked(*words)
    assert _pieces(text, len(marks)) == list(enumerate(words))


@given(st.lists(WORDS.filter(bool), min_size=1, max_size=4), st.data())
def test_no_mark_is_left_whatever_becomes_of_the_text(
    words: list[str], data: st.DataObject
) -> None:
    """Cut, repeated, shuffled or changed in case, a text gives its words and no mark."""
    text, marks = _marked(*words)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    shuffled = list(text)
    random.Random(start).shuffle(shuffled)
    for changed in (text[start:end], text * 2, text.upper(), text[::-1], "".join(shuffled)):
        pieces = _pieces(changed, len(marks))
        assert "".join(piece for _, piece in pieces) == PRIVATE.sub("", changed)
        assert not PRIVATE.search(drop_marks(changed.encode()).decode())


@given(st.lists(WORDS.filter(bool), min_size=1, max_size=4))
def test_the_quick_way_reads_what_the_long_way_reads(words: list[str]) -> None:
    """Texts of plain spans read the same by the quick way as by the long one."""
    text, marks = _marked(*words)
    changed = f"before {text} between {text} behind"
    plain = read_plain(split_marks(changed), [True] * len(marks))
    assert plain is not None
    found, places = plain
    pieces = _pieces(changed, len(marks))
    assert found == "".join(piece for _, piece in pieces)
    assert [found[start:end] for start, end, _ in places] == words + words
    assert [number for _, _, number in places] == [*range(len(words)), *range(len(words))]


@pytest.mark.parametrize("text", ["a\nb", "a\tb", "a{_{b"])
def test_the_quick_way_leaves_breaks_and_guards_to_the_long_one(text: str) -> None:
    """A text with a break, a tab or a guard is not read by the quick way."""
    marked, marks = _marked(text)
    assert read_plain(split_marks(marked), [True] * len(marks)) is None


def test_marks_beyond_the_first_thirty_thousand_spans_are_told_apart() -> None:
    """A table of forty thousand cells has a number for each of them."""
    marks = [Mark(Span("x", "origin"), OWNER)] * 40_000
    text = mark_spans([Span("last", "origin")], OWNER, marks)
    assert _pieces(text, len(marks)) == [(40_000, "last")]
    assert read_plain(split_marks(text), [True] * len(marks)) is None
    assert _pieces(text[1:], len(marks)) != [(40_000, "last")], "half a mark is not a whole one"
    assert _pieces(text[:1], len(marks)) == []


def test_a_mark_of_no_span_is_dropped() -> None:
    """A private character that a template holds itself means nothing and goes."""
    assert _pieces("a\U000f1005b\U000f0777c\U000fffffd", 2) == [(None, "abcd")]
    assert read_plain(["a", "\U000f1005", "b"], [True, True]) is None


def test_an_empty_text_is_an_empty_string() -> None:
    """An empty text is false in a template, so that `{% if %}` can ask for it."""
    assert _marked("", "")[0] == ""


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("a\r\nb\rc\nd", "a\nb\nc\nd"),
        ("a\tb", "a\tb"),
        ("{_{ x }_} {_% y %_} {_} {{", "{_{ x }_} {_% y %_} {_} {{"),
        ("bell\x07 null\x00 \ufffe", "bell\ufffd null\ufffd \ufffd"),
        ("\U000f1000private\U000f0001", "\ufffdprivate\ufffd"),
    ],
)
def test_a_protected_text_comes_out_as_it_went_in(text: str, read: str) -> None:
    """Breaks become line breaks; what XML cannot hold is shown as missing, not left out."""
    found = "".join(piece for _, piece in _pieces(protect(text), 0))
    assert found == read


def test_marks_in_places_that_are_no_text_are_dropped() -> None:
    """The last net leaves no private character; a line break becomes a space."""
    marked = mark_spans([Span("a\nb\tc", "origin")], OWNER, [])
    assert drop_marks(f"<w:x y='{marked}'/>".encode()) == b"<w:x y='a b c'/>"
