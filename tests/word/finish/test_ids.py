"""What a loop copies must not stand twice: ids, bookmarks, content controls."""

from __future__ import annotations

from reportgen.document import Span
from reportgen.word.render import render_docx
from tests.support.validity import Finding, findings
from tests.word.finish.support import (
    LOOP,
    W,
    document,
    field,
    paragraph,
    render,
    root,
    template,
    texts,
)

_DRAWING = (
    '<w:r><w:drawing><wp:inline><wp:extent cx="1" cy="1"/><wp:docPr id="1" name="x"/>'
    "</wp:inline></w:drawing></w:r>"
)


def _looped(content: str) -> str:
    return LOOP.replace("<w:p><w:r><w:t>{{ block", f"<w:p>{content}<w:r><w:t>{{{{ block")


def _own(docx: bytes) -> list[Finding]:
    return [each for each in findings(docx) if each.checker == "own"]


def test_a_bookmark_that_a_loop_copies_stays_once() -> None:
    """The first copy keeps the bookmark; a reference could not mean the others."""
    body = _looped('<w:bookmarkStart w:id="3" w:name="here"/><w:bookmarkEnd w:id="3"/>')
    docx = render(*(paragraph(Span(text, text), origin=text) for text in "abc"), body=body).data
    names = [each.get(W + "name", "") for each in root(docx).iter(W + "bookmarkStart")]
    assert names.count("here") == 1
    assert not _own(docx)


def test_a_bookmark_over_several_paragraphs_of_a_loop_is_balanced() -> None:
    """A bookmark that begins in a loop and ends behind it, or the other way, leaves no half."""
    start, end = '<w:bookmarkStart w:id="3" w:name="here"/>', '<w:bookmarkEnd w:id="3"/>'
    blocks = [paragraph(Span(text, text), origin=text) for text in "ab"]
    for body in (_looped(start) + f"<w:p>{end}</w:p>", f"<w:p>{start}</w:p>" + _looped(end)):
        assert not _own(render(*blocks, body=body).data)


def test_drawings_and_content_controls_of_a_loop_have_ids_of_their_own() -> None:
    """A drawing that is repeated gets a new id; a content control loses the copied one."""
    control = (
        '<w:sdt><w:sdtPr><w:id w:val="9"/></w:sdtPr><w:sdtContent><w:r><w:t>x</w:t></w:r>'
        "</w:sdtContent></w:sdt>"
    )
    blocks = [paragraph(Span(text, text), origin=text) for text in "abc"]
    docx = render(*blocks, body=_looped(_DRAWING + control)).data
    assert not _own(docx)
    assert len(list(root(docx).iter(W + "sdt"))) == 3


def test_drawings_of_body_and_header_do_not_share_an_id() -> None:
    """docxtpl numbers the drawings of the body only; a changed header is numbered with it."""
    header = (
        '<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
        'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"><w:p>'
        + _DRAWING.replace('id="1"', 'id="1001"')
        + "<w:r><w:t>{{ cover.title }}</w:t></w:r>"
        "</w:p></w:hdr>"
    )
    given = document(fields=(field("title", Span("T", "o")),))
    docx = render_docx(
        given, template(f"<w:p>{_DRAWING}</w:p>", {"word/header1.xml": header.encode()})
    ).data
    assert not _own(docx)


def test_paragraph_ids_that_word_gave_are_left_out() -> None:
    """Word's paragraph ids are optional, and a loop would copy them."""
    body = LOOP.replace("<w:p>", '<w:p w14:paraId="1A2B3C4D" w14:textId="77777777" w:rsidR="00AA">')
    docx = render(*(paragraph(Span(text, text)) for text in "ab"), body=body).data
    assert texts(docx) == ["a", "b"]
    assert all(not each.attrib for each in root(docx).iter(W + "p"))
