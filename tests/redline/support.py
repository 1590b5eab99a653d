"""Reports to compare: real ones in six languages, edited as sources and editors change them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from reportgen.pipeline.project import find_project
from reportgen.pipeline.reports import ReportMaker
from reportgen.pipeline.templates import template_path
from reportgen.pipeline.workspace import Workspace
from reportgen.word.render import WordTemplate, render_docx

ROOT = Path(__file__).parents[2]
DOCUMENT = "word/document.xml"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
AUTHOR, DAY = "ISCG secretariat", "2026-03-02"
WORDS: Mapping[str, str] = {
    "en": "the group recalled, in particular, that",
    "fr": "le Groupe a rappelé que l’",
    "es": "el Grupo recordó que",
    "ru": "Группа напомнила о том, что",
    "zh": "该组忆及各部门已经商定的安排",
    "ar": "وذكّر الفريق بأن القطاعات اتفقت على ذلك",
}
Element = etree._Element


@cache
def _maker(meeting: str) -> ReportMaker:
    workspace = Workspace(find_project(ROOT), ROOT)
    return ReportMaker(workspace, workspace.source(ROOT / "reports" / meeting))


@cache
def report(language: str, addressee: str = "TSAG", meeting: str = "iscg-23-1") -> bytes:
    """Return a report of this repository as a Word file."""
    path = template_path(find_project(ROOT), addressee, language)
    template = WordTemplate(path.read_bytes(), path.name)
    return render_docx(_maker(meeting).document(addressee, language), template).data


def parts_of(docx: bytes) -> dict[str, bytes]:
    """Return the parts of a Word file by name."""
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def pack(parts: Mapping[str, bytes]) -> bytes:
    """Return a Word file of parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def root_of(docx: bytes, name: str = DOCUMENT) -> Element:
    """Return a part of a Word file as a tree."""
    return etree.fromstring(parts_of(docx)[name])


def with_root(docx: bytes, root: Element, name: str = DOCUMENT) -> bytes:
    """Return a Word file with another tree for a part."""
    data = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return pack({**parts_of(docx), name: data})


def text(element: Element) -> str:
    """Return the words of an element, those that are deleted among them."""
    return "".join(each.text or "" for each in element.iter(W + "t", W + "delText"))


def lines(docx: bytes) -> list[str]:
    """Return the words of every paragraph of the body that has some."""
    found = [text(paragraph) for paragraph in root_of(docx).iter(W + "p")]
    return [line for line in found if line.strip()]


def changes(docx: bytes, *kinds: str) -> list[str]:
    """Return the words that stand in tracked changes of these kinds."""
    tags = [W + kind for kind in kinds]
    found = (text(each) for each in root_of(docx).iter(*tags))
    return [words for words in found if words]


class Edit(NamedTuple):
    """One change of a report: which kind, where (a number taken modulo what there is), how much."""

    kind: str
    place: int
    amount: int


def edited(docx: bytes, edits: Sequence[Edit], words: str = WORDS["en"]) -> bytes:
    """Return a report with changes made one after another to its body."""
    root = root_of(docx)
    for number, edit in enumerate(edits):
        EDITS[edit.kind](root, edit.place, edit.amount, f"{words} {number}")
    return with_root(docx, root)


def _blocks(root: Element) -> list[Element]:
    return [each for each in root[0] if each.tag == W + "p" and text(each).strip()]


def _take(found: Sequence[Element], place: int) -> Element:
    return found[place % len(found)]


def _texts(root: Element) -> list[Element]:
    return [each for each in root.iter(W + "t") if (each.text or "").strip()]


def _reword(root: Element, place: int, amount: int, words: str) -> None:
    found = _take(_texts(root), place)
    old = found.text or ""
    start = place % len(old)
    found.text = f"{old[:start]}{words}{old[start + amount :]}"


def _cut(root: Element, place: int, amount: int, _: str) -> None:
    found = _take(_texts(root), place)
    old = found.text or ""
    start = place % len(old)
    found.text = old[:start] + old[start + amount * 3 :]


def _delete(root: Element, place: int, *_: object) -> None:
    if len(_blocks(root)) > 1:
        _remove(_take(_blocks(root), place))


def _insert(root: Element, place: int, _: int, words: str) -> None:
    model = _take(_blocks(root), place)
    _unbook(copied := deepcopy(model))
    texts = _texts(copied)
    for each in texts[1:]:
        each.text = ""
    texts[0].text = words
    model.addnext(copied)


def _copy(root: Element, place: int, *_: object) -> None:
    model = _take(_blocks(root), place)
    _unbook(copied := deepcopy(model))
    model.addnext(copied)


def _move(root: Element, place: int, amount: int, _: str) -> None:
    found = _blocks(root)
    paragraph, target = _take(found, place), _take(found, place + amount)
    if paragraph is not target:
        target.addnext(paragraph)


def _split(root: Element, place: int, amount: int, _: str) -> None:
    paragraph = _take(_blocks(root), place)
    runs = paragraph.findall(W + "r")
    after = etree.Element(W + "p")
    properties = paragraph.find(W + "pPr")
    if properties is not None:
        after.append(deepcopy(properties))
    after.extend(runs[amount % (len(runs) + 1) :])
    paragraph.addnext(after)


def _restyle(root: Element, place: int, *_: object) -> None:
    paragraph = _take(_blocks(root), place)
    properties = paragraph.find(W + "pPr")
    if properties is None:
        properties = etree.Element(W + "pPr")
        paragraph.insert(0, properties)
    for each in properties.findall(W + "jc"):
        properties.remove(each)
    alignment = etree.Element(W + "jc")
    alignment.set(W + "val", "center")
    before = [each for each in properties if each.tag in (W + "rPr", W + "sectPr")]
    at = properties.index(before[0]) if before else len(properties)
    properties.insert(at, alignment)


def _embolden(root: Element, place: int, *_: object) -> None:
    run = _take([each for each in root.iter(W + "r") if each.find(W + "t") is not None], place)
    properties = run.find(W + "rPr")
    if properties is None:
        properties = etree.Element(W + "rPr")
        run.insert(0, properties)
    if properties.find(W + "strike") is None:
        strike = etree.Element(W + "strike")
        after = ("rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps")
        at = sum(each.tag in [W + name for name in after] for each in properties)
        properties.insert(at, strike)


def _rows(root: Element) -> list[Element]:
    return list(root.iter(W + "tr"))


def _delete_row(root: Element, place: int, *_: object) -> None:
    row = _take(_rows(root), place)
    table = row.getparent()
    if table is not None and len(table.findall(W + "tr")) > 1:
        _remove(row)


def _add_row(root: Element, place: int, _: int, words: str) -> None:
    row = _take(_rows(root), place)
    _unbook(copied := deepcopy(row))
    for each in _texts(copied)[:1]:
        each.text = words
    row.addnext(copied)


def _move_row(root: Element, place: int, amount: int, _: str) -> None:
    row = _take(_rows(root), place)
    table = row.getparent()
    if table is not None:
        target = _take(table.findall(W + "tr"), amount)
        if target is not row:
            target.addnext(row)


def _add_to_cell(root: Element, place: int, _: int, words: str) -> None:
    cell = _take(list(root.iter(W + "tc")), place)
    model = cell.findall(W + "p")[-1]
    _unbook(copied := deepcopy(model))
    texts = list(copied.iter(W + "t"))
    if texts:
        texts[0].text = words
    model.addnext(copied)


def _delete_table(root: Element, place: int, *_: object) -> None:
    found = [each for each in root[0] if each.tag == W + "tbl"]
    if found:
        _remove(_take(found, place))


def _unbook(element: Element) -> None:
    for mark in list(element.iter(W + "bookmarkStart", W + "bookmarkEnd")):
        _remove(mark)


def _remove(element: Element) -> None:
    parent = element.getparent()
    assert parent is not None
    parent.remove(element)


EDITS: Mapping[str, Callable[[Element, int, int, str], None]] = {
    "reword": _reword,
    "cut": _cut,
    "delete": _delete,
    "insert": _insert,
    "copy": _copy,
    "move": _move,
    "split": _split,
    "restyle": _restyle,
    "embolden": _embolden,
    "delete-row": _delete_row,
    "add-row": _add_row,
    "move-row": _move_row,
    "add-to-cell": _add_to_cell,
    "delete-table": _delete_table,
}
