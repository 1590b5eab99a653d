"""Every paragraph of the body says in a hidden bookmark what it came from."""

from __future__ import annotations

import hashlib

from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.document import Block, Cell, Span
from reportgen.word.render import render_docx
from tests.word.finish.support import (
    LOOP,
    TEMPLATE_NAMES,
    W,
    document,
    field,
    full_document,
    our_template,
    paragraph,
    render,
    root,
    template,
    texts_by_bookmark,
)


def _name(origin: str) -> str:
    return "_src_" + hashlib.sha256(origin.encode()).hexdigest()[:10]


def test_a_bookmark_is_named_after_the_origin() -> None:
    """The same origin has the same bookmark in every document; the second gets a number."""
    result = render(*(paragraph(Span("a", "x"), origin="outcome-1#2") for _ in range(3)))
    name = _name("outcome-1#2")
    assert list(texts_by_bookmark(result.data)) == [name, f"{name}_2", f"{name}_3"]
    assert {origin.origin for origin in result.origins.values()} == {"outcome-1#2"}


def test_the_side_table_gives_outcome_and_spans() -> None:
    """A bookmark leads to the outcome, and each span to its origin, expression and data."""
    result = render(
        paragraph(
            Span("On ", "outcome-1"),
            Span("2 May & 3 May", "outcome-1", "value", "{{ dates(meeting) }}", "meeting.date"),
            Span("\n<b>", "messages.x"),
            origin="outcome-1",
            outcome="outcome-1",
        )
    )
    (name, origin), *_ = result.origins.items()
    assert name == _name("outcome-1")
    assert (origin.origin, origin.outcome, origin.kind) == ("outcome-1", "outcome-1", "paragraph")
    text = texts_by_bookmark(result.data)[name]
    assert [(text[place.start : place.end], place.span.field) for place in origin.places] == [
        ("On ", ""),
        ("2 May & 3 May", "meeting.date"),
        ("\n<b>", ""),
    ]


def test_a_fact_comes_before_its_label() -> None:
    """A paragraph with a label and a fact is the fact's; the label is among its spans."""
    body = "<w:p><w:r><w:t>{{ label.title }} {{ cover.title }}</w:t></w:r></w:p>"
    given = document(
        fields=(field("title", Span("T", "cover.title")),),
        labels=(field("title", Span("Title:", "messages.title")),),
    )
    (origin,) = render_docx(given, template(body)).origins.values()
    assert origin.origin == "cover.title"
    assert [place.span.origin for place in origin.places] == ["messages.title", "cover.title"]


def test_cells_have_bookmarks() -> None:
    """A cell of a table is found by its own origin."""
    cells = (Cell("t/1", (Span("a", "t/1"),)), Cell("t/2", (Span("b", "t/2"),)))
    given = document(Block("table", "t", columns=cells, rows=(cells,), outcome="o"))
    result = render_docx(given, our_template())
    bookmarked = texts_by_bookmark(result.data)
    assert bookmarked[_name("t/1")] == "a"
    assert bookmarked[_name("t/2") + "_2"] == "b"
    assert result.origins[_name("t/1")].kind == "cell"
    assert result.origins[_name("t/1")].outcome == "o"


def test_bookmarks_are_of_the_body_only() -> None:
    """Headers get none: what stands in them stands on the cover too."""
    for name in TEMPLATE_NAMES:
        docx = render_docx(full_document(), our_template(name)).data
        for part in ("word/header1.xml", "word/header2.xml"):
            assert not list(root(docx, part).iter(W + "bookmarkStart"))


def test_bookmarks_of_the_template_keep_their_names_and_ours_avoid_their_ids() -> None:
    """A bookmark that somebody made in Word is still there, under its name."""
    ours = _name("o")
    body = (
        '<w:p><w:bookmarkStart w:id="7" w:name="Start"/>'
        f'<w:bookmarkStart w:id="1" w:name="{ours}"/>'
        f'<w:bookmarkEnd w:id="1"/><w:bookmarkEnd w:id="7"/></w:p>{LOOP}'
    )
    starts = list(
        root(render(paragraph(Span("a", "o"), origin="o"), body=body).data).iter(
            W + "bookmarkStart"
        )
    )
    assert [(each.get(W + "name"), each.get(W + "id")) for each in starts] == [
        ("Start", "7"),
        (ours, "1"),
        (f"{ours}_2", "8"),
    ]


@settings(max_examples=25)
@given(
    st.lists(
        st.tuples(
            st.text(st.characters(exclude_categories=["Cs"]), max_size=60),
            st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=8),
        ),
        max_size=12,
    )
)
def test_bookmarks_are_unique_short_and_balanced(blocks: list[tuple[str, str]]) -> None:
    """Whatever the origins, names differ, have at most 40 characters, and every one is closed."""
    given_blocks = [paragraph(Span(text, origin), origin=origin) for origin, text in blocks]
    result = render_docx(document(*given_blocks), _LOOPED)
    starts = list(root(result.data).iter(W + "bookmarkStart"))
    ends = list(root(result.data).iter(W + "bookmarkEnd"))
    names = [each.get(W + "name", "") for each in starts]
    ids = [each.get(W + "id") for each in starts]
    assert len(names) == len(set(names)) == len(set(ids)) == len(given_blocks)
    assert all(len(name) <= 40 and name.replace("_", "").isalnum() for name in names)
    assert ids == [each.get(W + "id") for each in ends]
    assert set(result.origins) == set(names)


_LOOPED = template()
