"""Each numbered list of the Document starts again at one."""

from __future__ import annotations

from lxml import etree

from reportgen.document import Block, Span
from reportgen.word.render import render_docx
from tests.support.validity import describe, findings
from tests.word.finish.support import (
    W,
    document,
    our_template,
    part_bytes,
    root,
    template,
    template_bytes,
)

NUMBERING = "word/numbering.xml"


def _item(text: str, list_id: str, level: int = 1) -> Block:
    return Block("number", text, (Span(text, text),), level=level, list_id=list_id)


def _lists(docx: bytes) -> list[tuple[str, str]]:
    """Return list and level of each numbered paragraph."""
    found = []
    for each in root(docx).iter(W + "numPr"):
        num, level = each.find(W + "numId"), each.find(W + "ilvl")
        assert num is not None
        assert level is not None
        found.append((num.get(W + "val", ""), level.get(W + "val", "")))
    return found


def _starts(docx: bytes, num_id: str) -> dict[str, str]:
    """Return the number that each level of a list starts from."""
    nums = {each.get(W + "numId"): each for each in root(docx, NUMBERING).iter(W + "num")}
    return {
        override.get(W + "ilvl", ""): start.get(W + "val", "")
        for override in nums[num_id].iter(W + "lvlOverride")
        for start in override.iter(W + "startOverride")
    }


def test_each_list_gets_its_own_word_list_that_starts_at_one() -> None:
    """Items of a list share a Word list; the next list has another, set back to one."""
    given = document(_item("a", "one"), _item("b", "one", 2), _item("c", "one"), _item("d", "two"))
    docx = render_docx(given, our_template()).data
    (first, _), (inner, level), (third, _), (second, _) = _lists(docx)
    assert first == inner == third != second
    assert level == "1"
    assert set(_starts(docx, first).values()) == {"1"}
    assert set(_starts(docx, second)) == {str(number) for number in range(9)}
    found = findings(docx, baseline=template_bytes())
    assert not found, describe(found)


def test_bullets_and_headings_keep_the_lists_of_the_template() -> None:
    """Only numbered lists are restarted; without one the numbering part is the template's."""
    given = document(
        Block("heading", "h", (Span("h", "h"),)),
        Block("bullet", "b", (Span("b", "b"),), list_id="bullets"),
    )
    docx = render_docx(given, our_template()).data
    assert _lists(docx) == []
    assert len(list(root(docx, NUMBERING).iter(W + "num"))) == len(
        list(root(template_bytes(), NUMBERING).iter(W + "num"))
    )


def _own_levels() -> bytes:
    """Return a numbering part in which every level of numbered lists is a list of its own."""
    levels = "".join(
        f'<w:abstractNum w:abstractNumId="{number}"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        '<w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/><w:lvlJc w:val="left"/></w:lvl>'
        "</w:abstractNum>"
        for number in (40, 41)
    )
    nums = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'
        for number in (40, 41)
    )
    old = part_bytes(template_bytes(), NUMBERING).decode()
    at = old.index("<w:num ")
    return f"{old[:at]}{levels}{old[at:]}".replace(
        "</w:numbering>", f'{nums}<w:numIdMacAtCleanup w:val="1"/></w:numbering>'
    ).encode()


def _direct(level: int, text: str) -> str:
    num = 40 + level
    return (
        '<w:p><w:pPr><w:keepNext/><w:numPr><w:ilvl w:val="0"/>'
        f'<w:numId w:val="{num}"/></w:numPr><w:jc w:val="left"/></w:pPr>'
        f"<w:r><w:t>{text}</w:t></w:r></w:p>"
    )


def test_an_inner_list_starts_again_after_an_outer_item() -> None:
    """Also in a template whose levels are lists of their own, which Word would count on."""
    body = (
        "<w:p><w:r><w:t>{%p for block in blocks %}</w:t></w:r></w:p>"
        "<w:p><w:r><w:t>{%p if block.level == 1 %}</w:t></w:r></w:p>"
        + _direct(0, "{{ block.text }}")
        + "<w:p><w:r><w:t>{%p else %}</w:t></w:r></w:p>"
        + _direct(1, "{{ block.text }}")
        + "<w:p><w:r><w:t>{%p endif %}</w:t></w:r></w:p>"
        "<w:p><w:r><w:t>{%p endfor %}</w:t></w:r></w:p>"
    )
    given = document(
        _item("1", "l"), _item("1.1", "l", 2), _item("1.2", "l", 2), _item("2", "l"),
        _item("2.1", "l", 2),
    )  # fmt: skip
    docx = render_docx(given, template(body, {NUMBERING: _own_levels()})).data
    outer, inner, inner_again, outer_again, new_inner = (num for num, _ in _lists(docx))
    assert outer == outer_again
    assert inner == inner_again != new_inner
    assert part_bytes(docx, NUMBERING).endswith(b'<w:numIdMacAtCleanup w:val="1"/></w:numbering>')
    found = findings(docx, baseline=template_bytes())
    assert not found, describe(found)


def test_the_indents_of_a_list_style_stay_when_its_list_is_named_in_the_paragraph() -> None:
    """Word lets a list named in a paragraph set the style's indents aside; they are said again."""
    styles = etree.fromstring(part_bytes(template_bytes(), "word/styles.xml"))
    (style,) = (s for s in styles.iter(W + "style") if s.get(W + "styleId") == "ListNumber")
    properties = style.find(W + "pPr")
    assert properties is not None
    etree.SubElement(properties, W + "ind", {W + "left": "1111", W + "hanging": "222"})
    body = (
        '<w:p><w:pPr><w:pStyle w:val="ListNumber"/><w:spacing w:before="1"/><w:jc w:val="left"/>'
        "</w:pPr><w:r><w:t>{{ blocks[0].text }}</w:t></w:r></w:p>"
    )
    result = render_docx(
        document(_item("a", "l")),
        template(body, {"word/styles.xml": etree.tostring(styles)}),
    )
    (found,) = root(result.data).iter(W + "pPr")
    assert [etree.QName(each).localname for each in found] == [
        "pStyle", "numPr", "spacing", "ind", "jc",
    ]  # fmt: skip
    indents = found.find(W + "ind")
    assert indents is not None
    assert sorted(indents.items()) == [(W + "hanging", "222"), (W + "left", "1111")]


def test_a_numbered_block_in_a_paragraph_without_numbers_stays_as_it_is() -> None:
    """Layout is the template's: where it does not number, nothing is numbered."""
    docx = render_docx(document(_item("a", "l")), template()).data
    assert _lists(docx) == []
