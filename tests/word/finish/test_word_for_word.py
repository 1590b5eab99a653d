"""Whatever somebody writes comes out word for word, once, in a file that is sound."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.document import Block, Cell, Document, Span
from reportgen.word.render import DocxResult, render_docx
from tests.support.validity import describe, findings
from tests.word.finish.support import (
    PRIVATE,
    TEMPLATE_NAMES,
    document,
    field,
    full_document,
    our_template,
    paragraph,
    part_bytes,
    part_names,
    texts,
    texts_by_bookmark,
)

NASTY = st.sampled_from(
    [
        "&", "<", ">", "&amp;", "&#65;", "<w:t>", "</w:t></w:r>", "]]>", "<!--", "-->", '"', "'",
        "{{", "}}", "{%", "%}", "{#", "#}", "{_{", "}_}", "{_%", "%_}", "{{ cover.title }}",
        "{% for x in y %}", "{{r x }}", "{%p if x %}", "\n", "\r\n", "\t", " ", "  ", "\u00a0",
        "\u2028", "None", "x" * 300, "\N{PILE OF POO}", "e\u0301", "\u200f", "\u202eabc",
        "\u05e9\u05dc\u05d5\u05dd", "\u0627\u0644\u0633\u0644\u0627\u0645", "\u4f60\u597d",
        "\u200d", "\ufeff", "\u0085", "\x7f", "_x0041_", "\\u0041", "%s", "${x}", "$1",
    ]
)  # fmt: skip
WRITTEN = st.characters(
    exclude_categories=["Cs"], exclude_characters="\ufffe\uffff", min_codepoint=0x20,
    max_codepoint=0xEFFFF,
)  # fmt: skip
PIECES = st.one_of(NASTY, st.text(WRITTEN, max_size=8))
TEXTS = st.lists(PIECES, min_size=1, max_size=8).map("".join).filter(bool)
LOOKS = st.fixed_dictionaries(
    {},
    optional={
        "strong": st.booleans(),
        "emphasis": st.booleans(),
        "kind": st.sampled_from(["text", "value", "gap"]),
        "href": st.sampled_from(["https://itu.int/?a=1&b", "mailto:a@b.int", "", "x:y"]),
        "language": st.sampled_from(["", "fr", "ar", "zh", "en"]),
    },
)


def _printed(text: str) -> str:
    """Return a text as Word shows it: any newline is a line break."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _assert_clean(result: DocxResult) -> None:
    for name in part_names(result.data):
        assert not PRIVATE.search(part_bytes(result.data, name).decode("utf-8", "replace")), name


@pytest.mark.slow
@settings(max_examples=150)
@given(st.lists(st.tuples(TEXTS, LOOKS), min_size=1, max_size=4))
def test_spans_of_any_text_and_look_come_out_word_for_word(
    drawn: list[tuple[str, dict[str, object]]],
) -> None:
    """The paragraph reads as its spans do, and each span is found at its place."""
    spans = [Span(text, f"o{index}", **look) for index, (text, look) in enumerate(drawn)]  # type: ignore[arg-type]
    result = render_docx(document(paragraph(*spans, origin="here")), our_template())
    (name,) = (name for name, origin in result.origins.items() if origin.origin == "here")
    text = texts_by_bookmark(result.data)[name]
    assert text == "".join(_printed(span.text) for span in spans)
    assert [text[place.start : place.end] for place in result.origins[name].places] == [
        _printed(span.text) for span in spans
    ]
    _assert_clean(result)


def _as_heading(text: str) -> Document:
    return document(Block("heading", "here", (Span(text, "here"),)))


def _as_item(text: str) -> Document:
    return document(Block("number", "here", (Span(text, "here"),), list_id="l"))


def _as_cell(text: str) -> Document:
    cell = Cell("here", (Span(text, "here"),))
    return document(Block("table", "t", columns=(Cell("h", (Span("h", "h"),)),), rows=((cell,),)))


def _as_field(text: str) -> Document:
    return document(fields=(field("source", Span(text, "cover.source")),))


def _as_label(text: str) -> Document:
    given_fields = (field("source", Span("s", "cover.s")),)
    return document(fields=given_fields, labels=(field("source", Span(text, "cover.source")),))


@pytest.mark.slow
@pytest.mark.parametrize("place", [_as_heading, _as_item, _as_cell, _as_field, _as_label])
@settings(max_examples=25)
@given(text=TEXTS)
def test_a_text_comes_out_word_for_word_wherever_it_stands(
    place: Callable[[str], Document], text: str
) -> None:
    """In a heading, a list, a table, on the cover: one paragraph reads exactly like the text."""
    if place is _as_label:
        text = f"label {text}"  # told from the other words of the cover
    result = render_docx(place(text), our_template())
    found = texts(result.data)
    assert found.count(_printed(text)) - texts(_without_text(place)).count(_printed(text)) == 1
    _assert_clean(result)


def _without_text(place: Callable[[str], Document]) -> bytes:
    return render_docx(place("\N{SNOWMAN}"), our_template()).data


@pytest.mark.slow
@settings(max_examples=12)
@given(text=TEXTS, name=st.sampled_from(TEMPLATE_NAMES))
def test_the_file_is_sound_whatever_stands_in_it(text: str, name: str) -> None:
    """With any text in every place of the Document, the checkers find nothing."""
    result = render_docx(full_document(text), our_template(name))
    found = findings(result.data)
    assert not found, describe(found)
    _assert_clean(result)


@pytest.mark.parametrize("name", TEMPLATE_NAMES)
def test_no_tag_and_no_none_is_left_in_any_part(name: str) -> None:
    """Nothing of the template's language, and no missing value, is seen by a reader."""
    for given_document in (full_document(), document()):
        docx = render_docx(given_document, our_template(name)).data
        for part in part_names(docx):
            data = part_bytes(docx, part)
            for left in (b"{{", b"}}", b"{%", b"%}", b"None", b"Undefined"):
                assert left not in data, f"{left!r} in {part}"


def test_characters_that_xml_cannot_hold_are_shown_as_missing() -> None:
    """The readers refuse them; should one come all the same, the words around it are kept."""
    result = render_docx(document(paragraph(Span("a\x00b\U000f1000c\ufffe", "o"))), our_template())
    assert "a\ufffdb\ufffdc\ufffd" in texts(result.data)
