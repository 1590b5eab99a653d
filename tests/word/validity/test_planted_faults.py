"""Each fault that a Word file can have is planted once; each must be seen, and by whom.

The rows are the faults with which the checkers were chosen. One that a newer version of a checker
no longer sees must be found before it is relied upon.
"""

from __future__ import annotations

from typing import NamedTuple

import pytest

from tests.support.validity import describe, findings
from tests.word.validity.sample import PARTS, pack

DOCUMENT = "word/document.xml"
STYLES = "word/styles.xml"
NUMBERING = "word/numbering.xml"
TYPES = "[Content_Types].xml"
RELS = "word/_rels/document.xml.rels"
CHANGE = 'w:author="A" w:date="2023-05-02T00:00:00Z"'


class Fault(NamedTuple):
    """Replace `old` by `new`, once, in a part; `seen_by` are the checkers that notice."""

    name: str
    part: str
    old: str
    new: str
    seen_by: str


FAULTS = (
    Fault(
        "run properties out of order",
        DOCUMENT,
        '<w:b/><w:color w:val="FF0000"/>',
        '<w:color w:val="FF0000"/><w:b/>',
        "audit",
    ),
    Fault(
        "paragraph properties out of order",
        DOCUMENT,
        '<w:keepNext/><w:spacing w:before="120"/>',
        '<w:spacing w:before="120"/><w:keepNext/>',
        "audit",
    ),
    Fault(
        "bookmark id twice",
        DOCUMENT,
        '<w:bookmarkStart w:id="2" w:name="second"/>',
        '<w:bookmarkStart w:id="1" w:name="second"/>',
        "audit own",
    ),
    Fault(
        "bookmark name twice",
        DOCUMENT,
        'w:name="second"',
        'w:name="first"',
        "own",
    ),
    Fault(
        "bookmark not closed",
        DOCUMENT,
        '<w:bookmarkEnd w:id="2"/>',
        "",
        "own",
    ),
    Fault(
        "field not closed",
        DOCUMENT,
        '<w:fldChar w:fldCharType="end"/>',
        "",
        "own",
    ),
    Fault(
        "link without its relationship",
        DOCUMENT,
        'r:id="rIdLink"',
        'r:id="rIdNone"',
        "audit integrity",
    ),
    Fault(
        "picture without its relationship",
        DOCUMENT,
        'r:embed="rIdPicture"',
        'r:embed="rIdNone"',
        "audit integrity",
    ),
    Fault(
        "relationship to a part that is not there",
        RELS,
        "media/image1.png",
        "media/image2.png",
        "audit integrity",
    ),
    Fault(
        "paragraph style not defined",
        DOCUMENT,
        'w:val="Heading1"',
        'w:val="Heading9"',
        "audit integrity own",
    ),
    Fault(
        "list not defined",
        DOCUMENT,
        '<w:numId w:val="1"/>',
        '<w:numId w:val="9"/>',
        "audit integrity own",
    ),
    Fault(
        "list without its abstract numbering",
        NUMBERING,
        '<w:abstractNumId w:val="1"/>',
        '<w:abstractNumId w:val="9"/>',
        "audit own",
    ),
    Fault(
        "list before abstract numbering",
        NUMBERING,
        '<w:abstractNum w:abstractNumId="0">',
        (
            '<w:num w:numId="3"><w:abstractNumId w:val="0"/></w:num><w:abstractNum '
            'w:abstractNumId="0">'
        ),
        "audit",
    ),
    Fault(
        "table cell without paragraph",
        DOCUMENT,
        "<w:p><w:r><w:t>cell</w:t></w:r></w:p></w:tc>",
        "</w:tc>",
        "audit own",
    ),
    Fault(
        "table row without cell",
        DOCUMENT,
        "</w:tr></w:tbl>",
        "</w:tr><w:tr/></w:tbl>",
        "audit integrity own",
    ),
    Fault(
        "table without grid",
        DOCUMENT,
        '<w:tblGrid><w:gridCol w:w="4000"/></w:tblGrid>',
        "",
        "audit integrity",
    ),
    Fault(
        "drawing id twice",
        DOCUMENT,
        '<wp:docPr id="32"',
        '<wp:docPr id="31"',
        "own",
    ),
    Fault(
        "paragraph id twice",
        DOCUMENT,
        'w14:paraId="10000002"',
        'w14:paraId="10000001"',
        "own",
    ),
    Fault(
        "content control id twice",
        DOCUMENT,
        '<w:id w:val="22"/>',
        '<w:id w:val="21"/>',
        "own",
    ),
    Fault(
        "list id twice",
        NUMBERING,
        '<w:num w:numId="2">',
        '<w:num w:numId="1">',
        "own",
    ),
    Fault(
        "abstract numbering id twice",
        NUMBERING,
        '<w:abstractNum w:abstractNumId="1">',
        '<w:abstractNum w:abstractNumId="0">',
        "audit own",
    ),
    Fault(
        "picture without content type",
        TYPES,
        '<Default Extension="png" ContentType="image/png"/>',
        "",
        "integrity",
    ),
    Fault(
        "plain text inside a deletion",
        DOCUMENT,
        "<w:delText>old</w:delText>",
        "<w:t>old</w:t>",
        "integrity",
    ),
    Fault(
        "bare text in a paragraph",
        DOCUMENT,
        "<w:r><w:t>item</w:t></w:r>",
        "stray",
        "own",
    ),
    Fault(
        "comment not there",
        DOCUMENT,
        '<w:commentReference w:id="0"/>',
        '<w:commentReference w:id="7"/>',
        "audit integrity",
    ),
    Fault(
        "footnote not there",
        DOCUMENT,
        '<w:footnoteReference w:id="1"/>',
        '<w:footnoteReference w:id="7"/>',
        "audit integrity",
    ),
    Fault(
        "malformed XML",
        DOCUMENT,
        "</w:body>",
        "",
        "audit integrity own",
    ),
    Fault(
        "bare ampersand",
        DOCUMENT,
        "<w:t>Words</w:t>",
        "<w:t>A & B</w:t>",
        "audit integrity own",
    ),
    Fault(
        "word that is not in the list",
        DOCUMENT,
        '<w:jc w:val="left"/>',
        '<w:jc w:val="middle"/>',
        "audit",
    ),
    Fault(
        "colour that is none",
        DOCUMENT,
        'w:val="FF0000"',
        'w:val="red#"',
        "audit",
    ),
    Fault(
        "paragraph inside a paragraph",
        DOCUMENT,
        "<w:r><w:t>item</w:t></w:r>",
        "<w:p><w:r><w:t>item</w:t></w:r></w:p>",
        "audit",
    ),
    Fault(
        "paragraph inside a run",
        DOCUMENT,
        "<w:r><w:t>item</w:t></w:r>",
        "<w:r><w:p/></w:r>",
        "audit",
    ),
    Fault(
        "section properties first",
        DOCUMENT,
        "<w:body>",
        "<w:body><w:sectPr/>",
        "audit",
    ),
    Fault(
        "style id twice",
        STYLES,
        "</w:styles>",
        (
            '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="other"'
            "/></w:style></w:styles>"
        ),
        "audit own",
    ),
    Fault(
        "insertion without id",
        DOCUMENT,
        f'<w:ins w:id="12" {CHANGE}>',
        f"<w:ins {CHANGE}>",
        "audit",
    ),
    Fault(
        "insertion id twice",
        DOCUMENT,
        '<w:ins w:id="12"',
        '<w:ins w:id="11"',
        "audit integrity",
    ),
    Fault(
        "paragraph id too large",
        DOCUMENT,
        'w14:paraId="10000002"',
        'w14:paraId="90000002"',
        "audit",
    ),
    Fault(
        "styles with a wrong content type",
        TYPES,
        "styles+xml",
        "settings+xml",
        "audit integrity",
    ),
    Fault(
        "character style not defined",
        DOCUMENT,
        '<w:rStyle w:val="Strong"/>',
        '<w:rStyle w:val="Bold"/>',
        "audit integrity own",
    ),
)


def plant(fault: Fault) -> bytes:
    """Return the sound sample with one fault in it."""
    text = PARTS[fault.part].decode()
    assert fault.old in text, "the sample changed: the fault has no place to go"
    return pack(PARTS | {fault.part: text.replace(fault.old, fault.new, 1).encode()})


@pytest.mark.slow
def test_a_sound_file_has_no_findings() -> None:
    """A Word file with one of everything is sound to all three checkers."""
    found = findings(pack(PARTS))
    assert not found, describe(found)


@pytest.mark.slow
@pytest.mark.parametrize("fault", FAULTS, ids=[fault.name for fault in FAULTS])
def test_a_planted_fault_is_seen(fault: Fault) -> None:
    """A planted fault is seen, and by the checkers that are known to see it."""
    found = findings(plant(fault), baseline=pack(PARTS))
    assert {each.checker for each in found} == set(fault.seen_by.split()), describe(found)


def test_a_part_that_is_there_twice_is_seen() -> None:
    """Two parts of one name in the zip are seen: two programs would read two different files."""
    found = findings(pack(PARTS, twice=STYLES))
    assert {each.checker for each in found} == {"integrity", "own"}, describe(found)


def test_what_the_template_has_is_not_held_against_its_documents() -> None:
    """A fault of a template is not reported of the documents made from it; a new one is."""
    old, new = FAULTS[0], FAULTS[2]
    template = plant(old)
    assert not findings(template, baseline=template)
    found = findings(plant(new), baseline=template)
    assert {each.message for each in found if each.checker == "own"} == {
        "2 times the bookmark id 1",
        "the bookmark 2 ends and did not begin",
        "the bookmark 1 does not end",
    }


def test_a_file_that_is_no_zip_is_seen_by_every_checker() -> None:
    """A file that cannot be opened is a finding of each checker, not a failure of the tests."""
    assert {each.checker for each in findings(b"not a zip")} == {"audit", "integrity", "own"}
