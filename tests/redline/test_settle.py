"""Accepting and rejecting, on marks as Word writes them."""

from __future__ import annotations

import pytest
from lxml import etree

from reportgen.opc.names import W_NS
from reportgen.redline.settle import Verdict, settle
from reportgen.redline.verify import broken_law
from tests.redline.support import W

MARK = 'w:id="1" w:author="A" w:date="2026-01-01T00:00:00Z"'


def run(words: str, tag: str = "t") -> str:
    """Return a run."""
    return f"<w:r><w:{tag}>{words}</w:{tag}></w:r>"


def ended(kind: str) -> str:
    """Return the properties of a paragraph whose mark came or went."""
    return f"<w:pPr><w:rPr><w:{kind} {MARK}/></w:rPr></w:pPr>"


def cell(words: str, properties: str = "") -> str:
    """Return a cell."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p>{run(words)}</w:p></w:tc>"


def row(words: str, kind: str = "") -> str:
    """Return a row of one cell that came or went."""
    mark = f"<w:trPr><w:{kind} {MARK}/></w:trPr>" if kind else ""
    return f"<w:tr>{mark}{cell(words)}</w:tr>"


CASES = {
    "insertion": (
        f"<w:p>{run('a')}<w:ins {MARK}>{run('b')}</w:ins></w:p>",
        ["ab"],
        ["a"],
    ),
    "deletion": (
        f"<w:p>{run('a')}<w:del {MARK}>{run('b', 'delText')}</w:del></w:p>",
        ["a"],
        ["ab"],
    ),
    "deletion of an insertion": (
        f"<w:p>{run('a')}<w:ins {MARK}><w:del {MARK}>{run('b', 'delText')}</w:del></w:ins></w:p>",
        ["a"],
        ["a"],
    ),
    "move": (
        (
            f"<w:p>{ended('moveFrom')}<w:moveFromRangeStart {MARK} w:name='m'/><w:moveFrom {MARK}>"
            f"{run('a')}</w:moveFrom></w:p><w:moveFromRangeEnd w:id='1'/><w:p>{run('b')}</w:p>"
            f"<w:p>{ended('moveTo')}<w:moveToRangeStart {MARK} w:name='m'/><w:moveTo {MARK}>"
            f"{run('a')}</w:moveTo></w:p><w:moveToRangeEnd w:id='1'/><w:p>{run('c')}</w:p>"
        ),
        ["b", "a", "c"],
        ["a", "b", "c"],
    ),
    "joined paragraphs": (
        f"<w:p>{ended('del')}{run('a')}</w:p><w:p>{run('b')}</w:p>",
        ["ab"],
        ["a", "b"],
    ),
    "split paragraphs": (
        f"<w:p>{ended('ins')}{run('a')}</w:p><w:p>{run('b')}</w:p>",
        ["a", "b"],
        ["ab"],
    ),
    "three paragraphs joined": (
        (
            f"<w:p>{ended('del')}{run('a')}</w:p><w:p>{ended('del')}{run('b')}</w:p>"
            f"<w:p>{run('c')}</w:p>"
        ),
        ["abc"],
        ["a", "b", "c"],
    ),
    "rows": (
        f"<w:tbl>{row('a')}{row('b', 'ins')}{row('c', 'del')}</w:tbl>",
        ["a", "b"],
        ["a", "c"],
    ),
    "whole table": (f"<w:tbl>{row('a', 'del')}</w:tbl><w:p/>", [""], ["a", ""]),
    "cells": (
        "<w:tbl><w:tr>"
        + cell("a")
        + cell("b", f"<w:cellIns {MARK}/>")
        + cell("c", f"<w:cellDel {MARK}/>")
        + "</w:tr></w:tbl>",
        ["a", "b"],
        ["a", "c"],
    ),
    "field": (
        (
            f"<w:p><w:del {MARK}><w:r><w:delInstrText>PAGE</w:delInstrText></w:r></w:del>"
            f"{run('a')}</w:p>"
        ),
        ["a"],
        ["a"],
    ),
}


def settled(xml: str, verdict: Verdict) -> etree._Element:
    """Return a body with its changes accepted or rejected."""
    root = etree.fromstring(f'<w:body xmlns:w="{W_NS}">{xml}</w:body>')
    assert settle(root, verdict)
    return root


@pytest.mark.parametrize("name", CASES)
def test_changes_are_settled(name: str) -> None:
    """Accepting leaves what came, rejecting what went, and neither leaves a mark."""
    xml, accepted, rejected = CASES[name]
    for verdict, wanted in (("accept", accepted), ("reject", rejected)):
        root = settled(xml, verdict)  # type: ignore[arg-type]
        found = ["".join(t.text or "" for t in each.iter(f"{W}t")) for each in root.iter(f"{W}p")]
        assert found == wanted
        assert not [each for each in root.iter() if each.get(f"{W}author")]


@pytest.mark.parametrize(
    ("name", "properties"),
    [
        (
            "rPr",
            "<w:r><w:rPr><w:b/><w:rPrChange {m}><w:rPr><w:i/></w:rPr></w:rPrChange></w:rPr></w:r>",
        ),
        ("pPr", "<w:pPr><w:keepNext/><w:pPrChange {m}><w:pPr><w:i/></w:pPr></w:pPrChange></w:pPr>"),
    ],
)
def test_properties_are_settled(name: str, properties: str) -> None:
    """Accepting leaves the properties that are, rejecting those that were."""
    xml = f"<w:p>{properties.format(m=MARK)}</w:p>"
    accepted = settled(xml, "accept").find(f".//{W}{name}")
    rejected = settled(xml, "reject").find(f".//{W}{name}")
    assert accepted is not None
    assert rejected is not None
    assert [each.tag for each in accepted] != [f"{W}i"]
    assert [each.tag for each in rejected] == [f"{W}i"]


def test_section_stays_when_a_change_of_paragraph_is_rejected() -> None:
    """The record of earlier properties does not speak of the section that ends with it."""
    xml = (
        f"<w:p><w:pPr><w:keepNext/><w:sectPr/><w:pPrChange {MARK}><w:pPr/></w:pPrChange></w:pPr>"
        "</w:p>"
    )
    properties = settled(xml, "reject").find(f"{W}p/{W}pPr")
    assert properties is not None
    assert [each.tag for each in properties] == [f"{W}sectPr"]


def test_file_without_changes_is_left_alone() -> None:
    """Nothing is settled where nothing is tracked."""
    assert not settle(etree.fromstring(f'<w:body xmlns:w="{W_NS}"><w:p/></w:body>'), "accept")


def test_check_of_the_laws_can_fail() -> None:
    """A file that is not the redline of two others is found out, for either side."""
    from reportgen.opc.package import read_package
    from tests.redline.small import file, p

    one, two = file(p("One.", "a")), file(p("Two.", "b"))
    old, new = (read_package(each, "x", "report") for each in (one, two))
    stories = (("word/document.xml", "word/document.xml"),)
    paths = ("OLD", "NEW")
    assert "accepting" in broken_law(old, new, stories, one, paths)
    assert "rejecting" in broken_law(old, new, stories, two, paths)
    assert broken_law(old, old, stories, one, paths) == ""
    gone = file(p("One."))
    assert "is gone" in broken_law(old, old, stories, gone, paths)
    twice = file(p("One.", "a") + p("", "a")[:-6] + "</w:p>")
    assert broken_law(old, read_package(twice, "x", "report"), stories, twice, paths)
