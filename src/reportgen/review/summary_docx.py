"""A summary of what came back as a Word file, to be put on the table.

In goes a `Summary`, out come the bytes of a .docx: it has the look of our pages and needs no
template. The same summary gives the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from importlib import resources

from lxml import etree

from reportgen.languages import Language, document_language
from reportgen.latin import split_latin
from reportgen.opc.names import (
    BR,
    LANG,
    PPR,
    PSTYLE,
    RPR,
    RSTYLE,
    TBL,
    TC,
    TCPR,
    TR,
    VAL,
    P,
    R,
    T,
    w,
)
from reportgen.opc.package import CONTENT_TYPES, Package, write_package
from reportgen.review.summary import Entry, Group, Stretch, Summary
from reportgen.review.writing import runs_right_to_left

_DOCUMENT = "word/document.xml"
_PARTS = {
    CONTENT_TYPES: "types.xml",
    "_rels/.rels": "package-relationships.xml",
    "word/_rels/document.xml.rels": "document-relationships.xml",
    "word/styles.xml": "styles.xml",
    "word/settings.xml": "settings.xml",
}
"""The parts that are the same in every summary, and the files they lie in."""
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_WIDTHS = (2200, 7438)
"""Widths of the two columns, in twentieths of a point: who, and what."""
_STYLES = {"old": "Deleted", "new": "Inserted", "about": "About", "same": ""}
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LINES = re.compile("(\n)")


def summary_docx(summary: Summary) -> bytes:
    """Return the Word file of a summary."""
    changed = {name: _data(file) for name, file in _PARTS.items()}
    root = etree.fromstring(_data("document.xml"))
    section = root[0][-1]
    reader = document_language(summary.language)
    for node in _blocks(summary, reader):
        section.addprevious(node)
    if reader.direction == "rtl":
        etree.SubElement(section, w("bidi"))
    changed[_DOCUMENT] = etree.tostring(root, encoding="UTF-8", standalone=True)
    return write_package(Package("summary", {}), changed)


def _data(file: str) -> bytes:
    return (resources.files("reportgen") / "data" / "review" / file).read_bytes()


def _blocks(summary: Summary, reader: Language) -> Iterator[etree._Element]:
    yield _paragraph("Title", [(summary.title, "")], reader)
    for draft in summary.drafts:
        report = document_language(draft.language)
        yield _paragraph("Heading1", [(draft.title, "")], reader)
        for label, value in draft.facts:
            yield _paragraph("Fact", [(f"{label} ", "Strong"), (value, "")], reader)
        if not draft.groups:
            yield _paragraph("Words", [(summary.nothing, "")], reader)
        for group in draft.groups:
            heading = report if group.is_of_report else reader
            yield _paragraph("Heading2", [(group.heading, "")], heading, page=reader)
            yield _table(group, reader, report)
    yield _paragraph("Note", [], reader)


def _table(group: Group, reader: Language, report: Language) -> etree._Element:
    """Return the entries of a section: a row for each, who on one side and what on the other."""
    table = etree.Element(TBL)
    properties = etree.SubElement(table, w("tblPr"))
    etree.SubElement(properties, w("tblStyle"), {VAL: "Entries"})
    if reader.direction == "rtl":
        etree.SubElement(properties, w("bidiVisual"))
    etree.SubElement(properties, w("tblW"), {w("w"): str(sum(_WIDTHS)), w("type"): "dxa"})
    etree.SubElement(properties, w("tblLayout"), {w("type"): "fixed"})
    grid = etree.SubElement(table, w("tblGrid"))
    for width in _WIDTHS:
        etree.SubElement(grid, w("gridCol"), {w("w"): str(width)})
    for entry in group.entries:
        row = etree.SubElement(table, TR)
        etree.SubElement(etree.SubElement(row, w("trPr")), w("cantSplit"))
        row.append(_cell(_WIDTHS[0], _who(entry, reader)))
        row.append(_cell(_WIDTHS[1], _what(entry, reader, report)))
    return table


def _cell(width: int, paragraphs: Iterable[etree._Element]) -> etree._Element:
    cell = etree.Element(TC)
    size = {w("w"): str(width), w("type"): "dxa"}
    etree.SubElement(etree.SubElement(cell, TCPR), w("tcW"), size)
    cell.extend(paragraphs)
    if cell[-1].tag != P:
        etree.SubElement(cell, P)
    return cell


def _who(entry: Entry, reader: Language) -> Iterator[etree._Element]:
    yield _paragraph("Who", [(entry.kind, "Strong")], reader)
    yield _paragraph("Who", [(entry.author, "")], reader)
    if entry.date:
        yield _paragraph("Who", [(entry.date, "")], reader)


def _what(entry: Entry, reader: Language, report: Language) -> Iterator[etree._Element]:
    if entry.words:
        runs = [(stretch.text, _style(stretch)) for stretch in entry.words]
        yield _paragraph("Words", runs, report)
    if entry.said:
        yield _said(entry, reader, report)
    for reply in entry.replies:
        by = ", ".join(each for each in (reply.author, reply.date) if each)
        yield _paragraph("Who", [(f"{reply.kind}: {by}", "")], reader)
        yield _said(reply, reader, report)
    if entry.notes:
        yield _paragraph("Note", [("; ".join(entry.notes), "")], reader)


def _said(entry: Entry, reader: Language, report: Language) -> etree._Element:
    """Return what a comment says, in the direction of its words: they may be in any language."""
    is_right_to_left = runs_right_to_left(entry.said)
    for language in (report, reader):
        if (language.direction == "rtl") == is_right_to_left:
            return _paragraph("Said", [(entry.said, "")], language)
    other = document_language("ar" if is_right_to_left else "en")
    return _paragraph("Said", [(entry.said, "")], other)


def _style(stretch: Stretch) -> str:
    return _STYLES[stretch.mark]


def _paragraph(
    style: str,
    runs: Iterable[tuple[str, str]],
    language: Language,
    page: Language | None = None,
) -> etree._Element:
    """Return a paragraph in a language: runs are words and the style of characters, "" for none.

    In a page that runs the other way, words of the report keep their own direction.
    """
    paragraph = etree.Element(P)
    properties = etree.SubElement(paragraph, PPR)
    etree.SubElement(properties, PSTYLE, {VAL: style})
    if language.direction == "rtl" or (page is not None and page.direction == "rtl"):
        etree.SubElement(properties, w("bidi"))
    for words, look in runs:
        text = _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", words)
        if language.direction == "rtl":
            for piece in split_latin(text):
                paragraph.append(_run(piece.words, look, language, is_latin=piece.is_latin))
        elif text:
            paragraph.append(_run(text, look, language, is_latin=True))
    return paragraph


def _run(text: str, style: str, language: Language, *, is_latin: bool) -> etree._Element:
    run = etree.Element(R)
    properties = etree.SubElement(run, RPR)
    if style:
        etree.SubElement(properties, RSTYLE, {VAL: style})
    if not is_latin:
        etree.SubElement(properties, w("rtl"))
    etree.SubElement(properties, LANG, {w(language.word_slot): language.word_lang})
    for part in _LINES.split(text):
        if part == "\n":
            etree.SubElement(run, BR)
        elif part:
            etree.SubElement(run, T, {_SPACE: "preserve"}).text = part
    return run
