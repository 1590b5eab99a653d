"""Marks carry spans through templates, whatever a template does to a text."""

from __future__ import annotations

import random
import re
from html import escape, unescape
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from reportgen.document import Span
from reportgen.word.finish.texts import places_of
from reportgen.word.markers import (
    ONE_MARK,
    Mark,
    Owner,
    drop_marks,
    mark_spans,
    number_of,
    protect,
    read_marks,
    read_plain,
    split_marks,
)
from tests.word.finish.support import PRIVATE

OWNER = Owner("origin")
WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Co"]), max_size=12)


def _marked(*words: str) -> tuple[str, list[Mark]]:
    """Return a text of strong spans, each with a mark of its own, and the table of marks."""
    marks: list[Mark] = []
    spans = [Span(each, "origin", strong=True) for each in words]
    return mark_spans(spans, OWNER, marks), marks


def _plain(*words: str) -> tuple[str, list[Mark]]:
    """Return a text of plain spans, which share a mark, and the table of marks."""
    marks: list[Mark] = []
    return mark_spans([Span(each, "origin") for each in words], OWNER, marks), marks


def _pieces(text: str, count: int) -> list[tuple[int | None, str]]:
    return read_marks(split_marks(text), None, count)[0]


@given(st.lists(WORDS.filter(bool), max_size=6))
def test_what_is_marked_is_read_back(words: list[str]) -> None:
    """The words of every mark come back with its number."""
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
    joined = "".join(words)
    assume(protect(joined) == joined)  # a guard is left to the long way
    text, marks = _plain(*words)
    changed = f"before {text} between {text} behind"
    plain = read_plain(split_marks(changed), marks)
    assert plain is not None
    read, found = plain
    assert read == "".join(piece for _, piece in _pieces(changed, len(marks)))
    assert [read[start : start + len(part)] for start, part, _ in found] == [joined] * 2
    assert all(mark is marks[0] for _, _, mark in found)
    assert [read[place.start : place.end] for place in places_of(found)] == words + words


@given(st.lists(WORDS.filter(bool), min_size=1, max_size=4))
def test_a_text_of_one_mark_is_read_at_once(words: list[str]) -> None:
    """A text in XML that is one mark, whole, is told from all others by its pattern."""
    text, marks = _plain(*words)
    pattern = re.compile(ONE_MARK)
    found = pattern.match(f"{escape(text)}</w:t>")
    assert found is not None
    assert unescape(found["words"]) == "".join(words)
    assert number_of(found["mark"], len(marks)) == 0
    assert number_of(found["mark"], 0) is None
    for other in (text * 2, text[1:], text[:-1], f"{text} ", "words"):
        assert pattern.match(f"{escape(other)}</w:t>") is None


@pytest.mark.parametrize("text", ["a\nb", "a\tb", "a{_{b"])
def test_the_quick_way_leaves_breaks_and_guards_to_the_long_one(text: str) -> None:
    """A text with a break, a tab or a guard is not read by the quick way."""
    marked, marks = _plain(text)
    assert read_plain(split_marks(marked), marks) is None


def test_the_quick_way_leaves_looks_to_the_long_one() -> None:
    """A text with a span that looks different is not read by the quick way."""
    marked, marks = _marked("a")
    assert read_plain(split_marks(marked), marks) is None


@given(st.lists(WORDS.filter(bool), min_size=1, max_size=5), st.integers(0, 80))
def test_places_never_leave_a_text_that_a_filter_cut(words: list[str], length: int) -> None:
    """The places of spans follow one another within the text, however much of it is left."""
    _, marks = _plain(*words)
    places = list(places_of([(7, "x" * length, marks[0])]))
    assert [place.span.text for place in places] == words
    assert places[0].start == 7
    assert places[-1].end == 7 + length
    assert all(place.start <= place.end for place in places)
    assert all(left.end == right.start for left, right in pairwise(places))


def test_marks_beyond_the_first_thirty_thousand_spans_are_told_apart() -> None:
    """A table of forty thousand cells has a number for each of them."""
    marks = [Mark((Span("x", "origin"),), OWNER, is_plain=True)] * 40_000
    text = mark_spans([Span("last", "origin")], OWNER, marks)
    assert _pieces(text, len(marks)) == [(40_000, "last")]
    assert read_plain(split_marks(text), marks) is None
    assert _pieces(text[1:], len(marks)) != [(40_000, "last")], "half a mark is not a whole one"
    assert _pieces(text[:1], len(marks)) == []


def test_a_mark_of_no_span_is_dropped() -> None:
    """A private character that a template holds itself means nothing and goes."""
    assert _pieces("a\U000f1005b\U000f0777c\U000fffffd", 2) == [(None, "abcd")]
    assert read_plain(["a", "\U000f1005", "b"], _plain("x")[1]) is None


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
