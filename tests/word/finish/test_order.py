"""The children of property elements stand in the order of the schema."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from reportgen.document import Span
from reportgen.opc.order import RANKS, put_child, sort_children, sort_properties
from tests.support.validity import describe, findings
from tests.word.finish.support import LOOP, W, paragraph, render, template_bytes


def _element(tag: str, names: list[str]) -> etree._Element:
    element = etree.Element(tag)
    for name in names:
        etree.SubElement(element, name)
    return element


@given(st.sampled_from(sorted(RANKS)), st.data())
def test_any_order_becomes_the_order_of_the_schema(tag: str, data: st.DataObject) -> None:
    """Shuffled children come out by rank, equal ranks in the order they had."""
    names = data.draw(st.lists(st.sampled_from(sorted(RANKS[tag])), max_size=12))
    element = _element(tag, names)
    sort_children(element)
    found = [str(child.tag) for child in element]
    assert found == sorted(names, key=RANKS[tag].__getitem__)
    assert not sort_children(element), "sorting twice changes nothing"


@given(st.sampled_from(sorted(RANKS)), st.data())
def test_a_child_is_put_at_its_place(tag: str, data: st.DataObject) -> None:
    """A child put into sorted properties leaves them sorted, and stands there once."""
    names = data.draw(st.lists(st.sampled_from(sorted(RANKS[tag])), unique=True))
    new = data.draw(st.sampled_from(sorted(RANKS[tag])))
    element = _element(tag, sorted(names, key=RANKS[tag].__getitem__))
    put_child(element, etree.QName(new).localname, val="1")
    assert not sort_children(element)
    assert [child.get(W + "val") for child in element.findall(new)] == ["1"]


def test_what_the_list_does_not_know_stands_before_the_record_of_changes() -> None:
    """Effects of Word 2010 stay behind the known children and before rPrChange."""
    glow = "{http://schemas.microsoft.com/office/word/2010/wordml}glow"
    element = _element(W + "rPr", [W + "rPrChange", glow, W + "b"])
    assert sort_children(element)
    assert [str(child.tag) for child in element] == [W + "b", glow, W + "rPrChange"]


def test_properties_in_order_are_not_touched() -> None:
    """A tree in order is said to be so, and is the same as before."""
    element = _element(W + "p", [])
    element.append(_element(W + "pPr", [W + "pStyle", W + "jc"]))
    before = etree.tostring(element)
    assert not sort_properties(element)
    assert etree.tostring(element) == before


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<w:p><w:r><w:t>{{", '<w:p><w:pPr><w:jc w:val="left"/><w:keepNext/></w:pPr><w:r><w:t>{{'),
        ("<w:r><w:t>{{", '<w:r><w:rPr><w:sz w:val="20"/><w:b/></w:rPr><w:t>{{'),
    ],
)
def test_a_template_out_of_order_gives_documents_in_order(old: str, new: str) -> None:
    """Properties that another program left out of order do not reach the document so."""
    body = LOOP.replace(old, new)
    found = findings(render(paragraph(Span("a", "o")), body=body).data, baseline=template_bytes())
    assert not found, describe(found)
