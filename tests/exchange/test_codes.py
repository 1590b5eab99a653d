"""Texts as words and codes: nothing is lost, and what must not be changed is a code."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.exchange.codes import (
    CodeNumbers,
    Node,
    Pair,
    Value,
    has_words,
    join_codes,
    split_codes,
)
from reportgen.exchange.escapes import escaped, unescaped

marks = st.sampled_from(
    ["**", "*", "***", "_", "__", "[", "](https://itu.int)", '](', "{{ group }}", "{{", "}}", "\\*",
     "a", " ", "\n", "\x07", "\r", "\u200f", "小组", "\\u{7}", "\\"]
)  # fmt: skip
texts = st.lists(marks | st.text(max_size=4), max_size=12).map("".join)


@given(texts)
def test_words_and_codes_make_the_text_again(text: str) -> None:
    """Whatever the text is, marks without a partner included."""
    assert join_codes(split_codes(text)) == text


@given(texts)
def test_escaped_text_comes_back(text: str) -> None:
    """What XML cannot hold is written otherwise, and read as it was."""
    assert unescaped(escaped(text)) == text
    assert not set(escaped(text)) & set("\x00\x07\x0b\r\x1f\ufffe\uffff")


def shape(nodes: tuple[Node, ...]) -> str:
    """Return nodes as a reader of the test sees them at a glance."""
    shown = ""
    for node in nodes:
        match node:
            case str():
                shown += node
            case Value(written=code):
                shown += f"<{code!a}>"
            case Pair(opening=opening, content=content):
                shown += f"<{opening} {shape(content)}>"
    return shown


READ = {
    "bold": ("**free**.", "<** free>."),
    "italic": ("a *b* _c_", "a <* b> <_ c>"),
    "both at once": ("***x***", "<** <* x>>"),
    "one in the other": ("*a **b***", "<* a <** b>>"),
    "link": ("[a](https://itu.int) b", "<[ a> b"),
    "link to a value": ('[a]({{ link("x") }})', "<[ a>"),
    "value in bold": ("**{{ group }}**", "<** <'{{ group }}'>>"),
    "bell": ("a\x07b", "a<'\\x07'>b"),
    "product": ("2 * 3 * 4", "2 * 3 * 4"),
    "name": ("a_b_c", "a_b_c"),
    "escaped": ("\\*a\\* \\{{ b }}", "\\*a\\* \\{{ b }}"),
    "open": ("**a *b", "**a *b"),
    "torn": ("*a [b*](https://itu.int)", "*a <[ b*>"),
    "no address": ("[a](b c)", "[a](b c)"),
}


@pytest.mark.parametrize(("text", "shown"), READ.values(), ids=READ)
def test_codes_are_what_a_translator_must_not_change(text: str, shown: str) -> None:
    """Values, marks with a partner, invisible characters."""
    assert shape(split_codes(text)) == shown


def test_marks_that_never_close_do_not_pile_up() -> None:
    """A hostile text costs no more than its length."""
    text = "**a " * 5_000 + "[" * 5_000 + "{{" * 20_000
    assert join_codes(split_codes(text)) == text


def test_a_translation_has_the_numbers_of_its_source() -> None:
    """Codes may change places; one whose form a language chose for itself keeps its number."""
    numbers = CodeNumbers(
        split_codes('{{ group }} met {{ body("RAG") }} on **{{ date(meeting) }}**')
    )
    moved = (
        '**{{ date(meeting, form="text") }}**: {{ group }}, {{ body("RAG", case="de") }}, {{ x }}'
    )
    assert list(numbers(split_codes(moved))) == [3, 4, 1, 2, 5]


@pytest.mark.parametrize(
    ("text", "has"), [("{{ group }}", False), ("**{{ a }}** 16", False), ("**met**", True)]
)
def test_a_text_of_codes_alone_has_no_words(text: str, has: bool) -> None:
    """Its translation may be the same."""
    assert has_words(text) is has
