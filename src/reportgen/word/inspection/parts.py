"""The parts of a template and the paragraphs in them, each with its place in words.

In goes a package that `read_package` accepted; out come the parts that are filled in when a report
is made (body, headers, footers, footnotes) and those that are not, as parsed XML.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import field
from typing import Final

from lxml import etree

from reportgen.errors import InputError, Problem
from reportgen.opc.names import (
    FALLBACK,
    OFFICE_DOCUMENT_TYPE,
    PPR,
    PSTYLE,
    TBL,
    TC,
    TR,
    TXBX_CONTENT,
    VAL,
    P,
    R,
    T,
    w,
)
from reportgen.opc.package import Package
from reportgen.records import dataclass

Element = etree._Element

_FILLED: Final = re.compile(r"(header|footer)\d*\.xml|footnotes\.xml")
_NOT_FILLED: Final = re.compile(r"(endnotes|comments)\.xml")
_INSTRUCTION: Final = w("instrText")
_SPECIAL_NOTES: Final = frozenset({"separator", "continuationSeparator"})


@dataclass(frozen=True, slots=True)
class TemplatePart:
    """A part with text: its name in the package, its name in words and its XML.

    `is_filled` says whether fields in it are replaced when a report is made.
    """

    name: str
    title: str
    root: Element
    is_filled: bool = True


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """A stretch of text in one run; `element` is None for text that stands in an attribute."""

    text: str
    run: Element | None


@dataclass(frozen=True, slots=True, eq=False)
class Paragraph:
    """A paragraph, where it stands, and its text in pieces.

    `row` and `table` are the nearest ones around it. `hidden` are texts that Word does not show as
    words but that are filled in all the same: field instructions and attributes.
    """

    place: str
    element: Element
    style: str
    pieces: tuple[Piece, ...]
    hidden: tuple[str, ...]
    cell: Element | None = None
    row: Element | None = None
    table: Element | None = None

    @property
    def text(self) -> str:
        """Return the text, tags included, without tabs and breaks."""
        return "".join(piece.text for piece in self.pieces)


@dataclass(slots=True)
class _Around:
    """What encloses the paragraphs being counted, and how many came so far."""

    place: str
    cell: Element | None = None
    row: Element | None = None
    table: Element | None = None
    paragraphs: int = 0
    tables: int = 0
    single: bool = False
    seen: list[Paragraph] = field(default_factory=list)


def open_parts(package: Package) -> tuple[TemplatePart, ...]:
    """Return the parts with text, body first, then in order of their names.

    Raises InputError `template-not-docx` when a part is missing or is no XML.
    """
    main = main_part_name(package)
    folder = main.rpartition("/")[0]
    found = [TemplatePart(main, "body", parse_part(package, main))]
    for name in sorted(package.parts, key=_by_number):
        base = name.rpartition("/")[2]
        if name.rpartition("/")[0] != folder:
            continue
        if _FILLED.fullmatch(base):
            found.append(TemplatePart(name, _title(base), parse_part(package, name)))
        elif _NOT_FILLED.fullmatch(base):
            found.append(TemplatePart(name, _title(base), parse_part(package, name), False))
    return tuple(found)


def main_part_name(package: Package) -> str:
    """Return the name of the part that holds the body.

    Raises InputError `template-not-docx` when the package names none.
    """
    if "_rels/.rels" in package:
        for relation in parse_part(package, "_rels/.rels"):
            name = relation.get("Target", "").lstrip("/")
            if relation.get("Type") == OFFICE_DOCUMENT_TYPE and name in package:
                return name
    raise _not_docx(package.path, "the file has no document part")


def parse_part(package: Package, name: str) -> Element:
    """Return a part as XML; entities stay unread and nothing outside the part is opened.

    Raises InputError `template-not-docx` when the part is no well-formed XML.
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(package.data(name), parser)
    except etree.XMLSyntaxError as error:
        raise _not_docx(
            package.path, f"the part {name} is not well-formed XML: {error.msg}"
        ) from None


def walk_paragraphs(part: TemplatePart) -> Iterator[Paragraph]:
    """Yield every paragraph of a part in reading order, those in tables and text boxes included."""
    if part.title == "body":
        roots = list(part.root)
    elif part.title in ("footnotes", "endnotes", "comments"):
        roots = [note for note in part.root if note.get(w("type")) not in _SPECIAL_NOTES]
    else:
        roots = [part.root]
    around = _Around(part.title)
    for root in roots:
        yield from _walk(root, around)


def _walk(parent: Element, around: _Around) -> Iterator[Paragraph]:
    for child in parent:
        if child.tag == P:
            around.paragraphs += 1
            yield from _paragraph(child, around)
        elif child.tag == TBL:
            around.tables += 1
            yield from _table(child, f"{around.place}, table {around.tables}")
        elif len(child):
            yield from _walk(child, around)


def _table(table: Element, place: str) -> Iterator[Paragraph]:
    rows = [row for row in table.iter(TR) if next(row.iterancestors(TBL)) is table]
    for row_number, row in enumerate(rows, 1):
        cells = [cell for cell in row.iter(TC) if next(cell.iterancestors(TR)) is row]
        for cell_number, cell in enumerate(cells, 1):
            where = f"{place}, row {row_number}, cell {cell_number}"
            single = sum(1 for _ in cell.iterchildren(P)) == 1
            yield from _walk(cell, _Around(where, cell, row, table, single=single))


def _paragraph(element: Element, around: _Around) -> Iterator[Paragraph]:
    place = around.place
    if not around.single:
        place = f"{place}, paragraph {around.paragraphs}"
    pieces, hidden, boxes = _pieces(element)
    yield Paragraph(
        place, element, _style_id(element), pieces, hidden, around.cell, around.row, around.table
    )
    for box in boxes:
        yield from _walk(box, _Around(f"{place}, text box"))


def _pieces(element: Element) -> tuple[tuple[Piece, ...], tuple[str, ...], list[Element]]:
    """Return the text of a paragraph by run, its hidden texts, and the text boxes in it."""
    pieces: list[Piece] = []
    hidden: list[str] = []
    boxes: list[Element] = []
    pending = list(reversed(element))
    while pending:
        node = pending.pop()
        if node.tag == TXBX_CONTENT:
            boxes.append(node)
            continue
        if node.tag == FALLBACK:  # says the same again for old programs
            continue
        if node.tag == T and node.text:
            pieces.append(Piece(node.text, next(node.iterancestors(R), None)))
        elif node.tag == _INSTRUCTION and node.text:
            hidden.append(node.text)
        hidden += [text for text in map(str, node.attrib.values()) if "{" in text]
        pending.extend(reversed(node))
    return tuple(pieces), tuple(hidden), boxes


def _style_id(element: Element) -> str:
    style = element.find(f"{PPR}/{PSTYLE}")
    return "" if style is None else style.get(VAL, "")


def _by_number(name: str) -> tuple[str, int]:
    """Return a key that sorts header10 behind header9."""
    digits = re.search(r"(\d+)\.xml$", name)
    return (name[: digits.start()] if digits else name, int(digits[1]) if digits else 0)


def _title(base: str) -> str:
    """Return `header 2` for header2.xml."""
    words = re.fullmatch(r"([a-z]+)(\d*)\.xml", base)
    return f"{words[1]} {words[2]}".strip() if words else base


def _not_docx(path: str, message: str) -> InputError:
    return InputError([Problem(path, 0, 0, "error", "template-not-docx", message)])
