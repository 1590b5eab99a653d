"""Two Documents compared: who takes every change has the new one, who takes none the old one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.document import Block, Cell, Document, Span, Spans
from reportgen.document.diff import (
    PassageChange,
    Piece,
    compare_documents,
    compare_words,
    passages,
    unchanged,
)
from reportgen.languages import LANGUAGE_KEYS
from tests.renditions.html_support import full_document, made_document, table
from tests.renditions.html_support import real_document as real

pytestmark = pytest.mark.slow

Look = tuple[str, bool, bool, str]
Key = tuple[tuple[str, ...], int, int]

_WORDS = ("tide", "wave", " ", " ", "-", ".", "水", "流", "مدّ", "2 May")
_text = st.lists(st.sampled_from(_WORDS), max_size=7).map("".join)


def looks(spans: Iterable[Span]) -> list[Look]:
    """Return what readers see of the words, character by character."""
    return [
        (character, span.strong, span.emphasis, span.href)
        for span in spans
        for character in span.text
    ]


def taken(pieces: Iterable[Piece]) -> list[Look]:
    """Return what is left if every change is taken."""
    return looks(piece.span for piece in pieces if piece.change != "deleted")


def refused(pieces: Iterable[Piece]) -> list[Look]:
    """Return what is left if no change is taken."""
    return looks(piece.span for piece in pieces if piece.change != "inserted")


@st.composite
def spans(draw: st.DrawFn, origin: str) -> Spans:
    """Draw words of several looks."""
    return tuple(
        Span(
            draw(_text),
            origin,
            strong=draw(st.booleans()),
            href=draw(st.sampled_from(["", "https://www.itu.int"])),
        )
        for _ in range(draw(st.integers(0, 3)))
    )


@st.composite
def blocks(draw: st.DrawFn) -> Block:
    """Draw a paragraph, one of several of a text, or a table; few origins, so that they repeat."""
    name = draw(st.sampled_from(["a", "b", "c/wording/TSAG", "c"]))
    if draw(st.integers(0, 4)) == 0:
        columns = draw(st.integers(1, 2))
        rows = [
            [Cell(f"tables.{name}.rows.{r}.{c}", draw(spans("cell"))) for c in range(columns)]
            for r in range(draw(st.integers(0, 3)))
        ]
        heads = tuple(Cell(f"tables.{name}.columns.{c}", draw(spans("h"))) for c in range(columns))
        return Block("table", f"tables.{name}", columns=heads, rows=tuple(map(tuple, rows)))
    unit = draw(st.integers(1, 3))
    origin = name if unit == 1 else f"{name}#{unit}"
    return Block("paragraph", origin, draw(spans(origin)), outcome=name.partition("/")[0])


documents = st.lists(blocks(), max_size=6).map(lambda found: made_document(*found))


@given(spans("o"), spans("o"))
def test_words_lead_from_the_old_text_to_the_new_one(old: Spans, new: Spans) -> None:
    """All changes taken give the new words and looks, none taken the old ones."""
    pieces = compare_words(old, new)
    assert taken(pieces) == looks(new)
    assert refused(pieces) == looks(old)
    assert all(piece.span.text for piece in pieces)


@given(documents, documents)
def test_passages_lead_from_the_old_document_to_the_new_one(old: Document, new: Document) -> None:
    """Every passage of both is there once, in the order of the new one, with its words."""
    changes = compare_documents(old, new)
    there = [each for each in changes if each.state != "removed"]
    assert [each.passage for each in there] == list(passages(new))
    assert [taken(each.pieces) for each in there] == [looks(p.spans) for p in passages(new)]
    before = [each for each in changes if each.old is not None]
    order = {passage.key: place for place, passage in enumerate(passages(old))}
    before.sort(key=lambda each: _place(order, each))
    assert [each.old for each in before] == list(passages(old))
    assert [refused(each.pieces) for each in before] == [looks(p.spans) for p in passages(old)]


@given(documents, documents)
def test_what_is_not_called_moved_has_kept_its_place(old: Document, new: Document) -> None:
    """Without the passages that moved, the list is in the order of the old Document too."""
    order = {passage.key: place for place, passage in enumerate(passages(old))}
    kept = [
        _place(order, each)
        for each in compare_documents(old, new)
        if each.old is not None and not each.is_moved
    ]
    assert kept == sorted(kept)


def _place(order: Mapping[Key, int], change: PassageChange) -> int:
    assert change.old is not None
    return order[change.old.key]


@pytest.mark.parametrize("key", LANGUAGE_KEYS)
def test_a_document_compared_with_itself_has_no_change(key: str) -> None:
    """A report that has stayed as it was issued has nothing marked."""
    for document in (real(key), full_document(key)):
        changes = compare_documents(document, document)
        assert not any(each.is_change for each in changes)
        plain = [each.passage for each in unchanged(document)]
        assert [each.passage for each in changes] == plain == list(passages(document))


# --- as a reader would tell the change -------------------------------------------------------


def told(changes: Sequence[PassageChange]) -> list[str]:
    """Return what happened to each passage of the body that changed."""
    found = []
    for each in changes:
        if each.is_change and each.passage.part in ("body", "column", "cell"):
            moved = " moved" if each.is_moved else ""
            found.append(f"{each.state}{moved}: {marked(each.pieces)}")
    return found


def marked(pieces: Iterable[Piece]) -> str:
    """Return words with marks around what was put in and taken out."""
    marks = {"same": "{}", "inserted": "+{}+", "deleted": "-{}-"}
    return "".join(marks[piece.change].format(piece.span.text) for piece in pieces)


def compared(old: Sequence[Block], new: Sequence[Block]) -> list[str]:
    """Return what happened between two bodies."""
    return told(compare_documents(made_document(*old), made_document(*new)))


def text(words: str, origin: str = "a", **facts: str) -> Block:
    """Return a paragraph."""
    return Block("paragraph", origin, (Span(words, origin),), **facts)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("The group agreed to write.", "The group decided to write.",
         "The group -agreed-+decided+ to write."),
        ("The group met.", "The group met twice.", "The group met+ twice+."),
        ("代表大会决定支持。", "代表大会同意支持。", "代表大会-决定-+同意+支持。"),
        ("قرر الفريق ذلك", "قرّر الفريق ذلك", "-قرر-+قرّر+ الفريق ذلك"),
        ("one two three", "uno dos three", "-one two-+uno dos+ three"),
    ],
)  # fmt: skip
def test_words_are_the_units_of_a_change(old: str, new: str, words: str) -> None:
    """Whole words change, in Chinese characters; a space does not keep two changes apart."""
    assert compared([text(old)], [text(new)]) == [f"changed: {words}"]


def test_another_look_is_a_change() -> None:
    """Words that have become strong are marked; a value that reads as before is not."""
    plain = text("tide")
    strong = replace(plain, spans=(replace(plain.spans[0], strong=True),))
    value = replace(plain, spans=(replace(plain.spans[0], kind="value", field="meeting.date"),))
    assert compared([plain], [strong]) == ["changed: -tide-+tide+"]
    assert compared([plain], [value]) == []


def test_a_paragraph_put_in_between_changes_no_other() -> None:
    """Those behind it have other numbers now; they are known by their words."""
    old = [text("one", "a"), text("two", "a#2"), text("three", "a#3")]
    new = [text("one", "a"), text("new", "a#2"), text("two", "a#3"), text("three", "a#4")]
    assert compared(old, new) == ["added: +new+"]
    assert compared(new, old) == ["removed: -new-"]


def test_a_row_put_in_between_changes_no_other() -> None:
    """A table is compared row by row."""
    old = table("t", ("Number", "Name"), ("1", "Tides"), ("2", "Waves"))
    new = table("t", ("Number", "Name"), ("1", "Tides"), ("1a", "Foam"), ("2", "Waves"))
    assert compared([old], [new]) == ["added: +1a+", "added: +Foam+"]
    assert compared([new], [old]) == ["removed: -1a-", "removed: -Foam-"]


def test_as_few_passages_as_can_be_have_moved() -> None:
    """One paragraph that went to the end has moved, not all others."""
    one, two, three = (text(each, each) for each in ("one", "two", "three"))
    assert compared([one, two, three], [two, three, one]) == ["same moved: one"]


def test_words_for_one_addressee_are_compared_with_the_general_ones() -> None:
    """Another wording has another origin; the outcome is the same."""
    old = text("The group met.", "opening", outcome="opening")
    new = text("The group met you.", "opening/wording/TSAG", outcome="opening")
    assert compared([old], [new]) == ["changed: The group met+ you+."]


def test_what_was_taken_out_stands_where_it_stood() -> None:
    """It follows what it followed, at the beginning if it was first."""
    old = [text("first", "f"), text("kept", "k"), text("last", "l")]
    changes = compare_documents(made_document(*old), made_document(old[1]))
    body = [marked(each.pieces) for each in changes if each.passage.part == "body"]
    assert body == ["-first-", "kept", "-last-"]


def test_the_cover_is_compared_too() -> None:
    """Fields, labels and the box are passages like those of the body."""
    old, new = made_document(date="2 May"), made_document(date="3 May")
    changed = [each for each in compare_documents(old, new) if each.is_change]
    assert [(each.passage.name, marked(each.pieces)) for each in changed] == [
        ("date", "-2-+3+ May")
    ]


@pytest.mark.parametrize("words", [("ab", "abc"), ("abcde", "edcab")])
def test_what_would_take_long_to_compare_is_replaced_as_a_whole(words: tuple[str, str]) -> None:
    """Beyond a bound nobody waits: all old words are taken out and all new ones put in."""
    old, new = (" ".join(each[n % len(each)] for n in range(10_000)) for each in words)
    pieces = compare_words((Span(f"x {old} x", "o"),), (Span(f"y {new} y", "o"),))
    assert [(piece.change, piece.span.text) for piece in pieces] == [
        ("deleted", f"x {old} x"),
        ("inserted", f"y {new} y"),
    ]
