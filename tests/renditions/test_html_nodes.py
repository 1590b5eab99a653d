"""Trees of nodes mean to pandoc what they are called here; anchors lead back to origins."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.renditions import nodes
from reportgen.renditions.anchors import Anchors, anchor_of, origin_of
from reportgen.renditions.pandoc import Order, Pandoc, find_pandoc

DAY = date(2023, 5, 10)


@pytest.fixture(scope="module")
def pandoc() -> Iterator[Pandoc]:
    """One pandoc for all tests here."""
    with Pandoc() as running:
        yield running


def native(pandoc: Pandoc, *blocks: nodes.Block, **meta: nodes.MetaValue) -> str:
    """Return how pandoc writes down what it has understood, without its line breaks."""
    tree = nodes.tree(meta, blocks)
    written = pandoc.convert(Order(tree, "native", DAY)).decode()
    return re.sub(r"\s+", " ", written).strip()


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        (
            nodes.paragraph(nodes.words("a  b\u00a0c\n")),
            '[ Para [ Str "a" , Space , Str "b\\160c" , Space ] ]',
        ),
        (
            nodes.paragraph([nodes.strong(nodes.text("x")), nodes.emphasised(nodes.text("y z"))]),
            '[ Para [ Strong [ Str "x" ] , Emph [ Str "y z" ] ] ]',
        ),
        (
            nodes.paragraph(nodes.text("x"), nodes.attributes("i", ("c",), {"lang": "fr"})),
            (
                '[ Div ( "i" , [ "c" ] , [ ( "wrapper" , "1" ) , ( "lang" , "fr" ) ] ) '
                '[ Para [ Str "x" ] ] ]'
            ),
        ),
        (
            nodes.plain([nodes.link(nodes.text("x"), "u", nodes.attributes("", (), {"a": "b"}))]),
            '[ Plain [ Link ( "" , [] , [ ( "a" , "b" ) ] ) [ Str "x" ] ( "u" , "" ) ] ]',
        ),
        (
            nodes.heading(2, [nodes.span(nodes.text("1."), nodes.attributes("", ("number",)))]),
            '[ Header 2 ( "" , [] , [] ) [ Span ( "" , [ "number" ] , [] ) [ Str "1." ] ] ]',
        ),
        (
            nodes.bullet_list([[nodes.plain(nodes.text("x"))], []]),
            '[ BulletList [ [ Plain [ Str "x" ] ] , [] ] ]',
        ),
        (
            nodes.numbered_list([[nodes.plain(nodes.text("x"))]], 3),
            '[ OrderedList ( 3 , Decimal , OneParen ) [ [ Plain [ Str "x" ] ] ] ]',
        ),
        (
            nodes.definition_list([(nodes.text("t"), [[nodes.plain(nodes.text("d"))]])]),
            '[ DefinitionList [ ( [ Str "t" ] , [ [ Plain [ Str "d" ] ] ] ) ] ]',
        ),
        (
            nodes.table(
                [nodes.cell(nodes.text("A"), nodes.attributes("i", (), {"scope": "col"}))],
                [[nodes.cell([])]],
                [nodes.plain(nodes.text("T"))],
            ),
            (
                '[ Table ( "" , [] , [] ) (Caption Nothing [ Plain [ Str "T" ] ]) '
                '[ ( AlignDefault , ColWidthDefault ) ] (TableHead ( "" , [] , [] ) [ Row '
                '( "" , [] , [] ) [ Cell ( "i" , [] , [ ( "scope" , "col" ) ] ) AlignDefault '
                '(RowSpan 1) (ColSpan 1) [ Plain [ Str "A" ] ] ] ]) [ TableBody ( "" , [] , [] ) '
                '(RowHeadColumns 0) [] [ Row ( "" , [] , [] ) [ Cell ( "" , [] , [] ) AlignDefault '
                '(RowSpan 1) (ColSpan 1) [] ] ] ] (TableFoot ( "" , [] , [] ) []) ]'
            ),
        ),
    ],
    ids=lambda value: value["t"] if isinstance(value, dict) else "",
)
def test_pandoc_reads_a_node_as_what_it_is_called(
    pandoc: Pandoc, block: nodes.Block, expected: str
) -> None:
    """Each kind of node is, for pandoc, the element of that name with the same content."""
    assert native(pandoc, block) == expected


def test_pandoc_itself_reads_the_tree_from_a_file() -> None:
    """The tree is that of `pandoc -f json`, the command that anybody can try."""
    tree = nodes.tree({"title": nodes.meta_words("A & B")}, [nodes.paragraph(nodes.words("x y"))])
    given = Order(tree, "native", DAY).lines().splitlines()[1]
    done = subprocess.run(
        [find_pandoc(), "--from=json", "--to=native", "--standalone"],
        input=given, capture_output=True, check=True,
    )  # fmt: skip
    written = re.sub(r"\s+", " ", done.stdout.decode())
    assert 'MetaInlines [ Str "A" , Space , Str "&" , Space , Str "B" ]' in written
    assert '[ Para [ Str "x" , Space , Str "y" ] ]' in written


@pytest.mark.parametrize(
    ("origin", "anchor"),
    [
        ("ls-virtual-meetings", "ls-virtual-meetings"),
        ("ls-virtual-meetings#2", "ls-virtual-meetings~2"),
        ("ls-virtual-meetings/wording/TDAG#2", "ls-virtual-meetings/wording/TDAG~2"),
        ("reportgen:messages.next_meeting", "reportgen:messages.next_meeting"),
        ("documents.ISCG/23-1/02 (Rev.1).title", "documents.ISCG/23-1/02=20.=28.Rev.1=29..title"),
    ],
)
def test_anchor_is_the_origin_as_an_address_takes_it(origin: str, anchor: str) -> None:
    """Anchors are what docs/html.md promises: others link to them."""
    assert anchor_of(origin) == anchor


@given(st.text(alphabet=st.sampled_from([*"ab2#~=./: é\u0661", "\U0001f600"]), max_size=12))
def test_anchor_leads_back_to_its_origin(origin: str) -> None:
    """No two origins have the same anchor, and an address needs no escapes for any of them."""
    anchor = anchor_of(origin)
    assert origin_of(anchor) == origin
    assert re.fullmatch(r"[A-Za-z0-9._:/@+~=-]*", anchor)


@given(st.lists(st.tuples(st.sampled_from(["a", "a#2", "b/item"]), st.sampled_from(["", "a"]))))
def test_no_anchor_is_given_twice(asked: list[tuple[str, str]]) -> None:
    """Ids of a page differ, however often an origin or outcome stands on it."""
    anchors = Anchors()
    given_out = [anchors.give(origin, outcome) for origin, outcome in asked]
    assert len(set(given_out)) == len(given_out)


def test_first_block_of_an_outcome_has_the_outcomes_own_anchor() -> None:
    """A link to an outcome works for each addressee, whatever words it is told in."""
    anchors = Anchors()
    assert anchors.give("ls-1/wording/TDAG", "ls-1") == "ls-1"
    assert anchors.give("ls-1/wording/TDAG#2", "ls-1") == "ls-1/wording/TDAG~2"
