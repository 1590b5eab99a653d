"""Is this Word file sound? Three checkers joined, because each finds what the others miss.

`openxml-audit` holds the rules of the Open XML SDK, `ooxml-integrity` those of packages, and the
own checks what neither knows: ids that must differ, bookmarks and fields that must close. Nothing
here opens Word; the faults planted in tests/word/validity say what each checker is worth.
"""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import ooxml_integrity
from lxml import etree
from openxml_audit import FileFormat, OpenXmlValidator

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_TEXTLESS = tuple(_W + name for name in ("body", "p", "r", "tr", "tbl", "tc", "hyperlink"))
_STYLE_REFERENCES = {"pStyle": "paragraph", "rStyle": "character", "tblStyle": "table"}
_NO_LIST = "0"

Root = etree._Element


class Finding(NamedTuple):
    """Something a checker says about a part of the file."""

    checker: str
    part: str
    message: str


def findings(docx: bytes, baseline: bytes | None = None) -> list[Finding]:
    """Return what the checkers say about a Word file and do not say about its template.

    Without a baseline all is returned. A checker that breaks down says so: a file that makes it
    break down is not sound.
    """
    known = set(_all_findings(baseline)) if baseline is not None else set()
    return [finding for finding in _all_findings(docx) if finding not in known]


def describe(found: Sequence[Finding]) -> str:
    """Return findings one a line, for the message of an assertion."""
    return "\n".join(f"{each.checker}: {each.part}: {each.message}" for each in found)


def _all_findings(docx: bytes) -> list[Finding]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "document.docx"
        path.write_bytes(docx)
        found = [*_audit(path), *_integrity(path)]
    return [*found, *_own(docx)]


def _audit(path: Path) -> Iterator[Finding]:
    # One validator for each file: what it keeps of a package it knows again by the package's place
    # in memory, where the next one may lie.
    try:
        errors = OpenXmlValidator(file_format=FileFormat.MICROSOFT_365).validate(path).errors
    except Exception as error:  # noqa: BLE001 - whatever it is, it is a finding
        yield Finding("audit", "", f"broke down: {error!r}")
        return
    for found in errors:
        yield Finding("audit", str(found.part_uri), str(found.description))


def _integrity(path: Path) -> Iterator[Finding]:
    try:
        found = ooxml_integrity.check(path)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is a finding
        yield Finding("integrity", "", f"broke down: {error!r}")
        return
    for each in found:
        yield Finding("integrity", each.part, f"{each.code} {each.message}")


def _own(docx: bytes) -> Iterator[Finding]:
    """Yield the findings of our own checks, over all parts of the file."""
    try:
        with zipfile.ZipFile(io.BytesIO(docx)) as archive:
            names = archive.namelist()
            parts = {name: archive.read(name) for name in names if name.endswith(".xml")}
    except (zipfile.BadZipFile, OSError) as error:
        yield Finding("own", "", f"not a zip file: {error}")
        return
    for name, count in Counter(names).items():
        if count > 1:
            yield Finding("own", name, "the part is there twice")
    roots = {}
    for name, data in parts.items():
        try:
            roots[name] = etree.fromstring(data)
        except etree.XMLSyntaxError as fault:
            yield Finding("own", name, f"not well-formed: {fault}")
    yield from _duplicate_ids(roots)
    yield from _dangling_references(roots)
    for name, root in roots.items():
        if root.tag.startswith(_W):
            for message in (*_unbalanced(root), *_misplaced(root)):
                yield Finding("own", name, message)


def _duplicate_ids(roots: dict[str, Root]) -> Iterator[Finding]:
    """Yield ids that stand twice anywhere in the document."""
    ids: Counter[tuple[str, str]] = Counter()
    for root in roots.values():
        for node in root.iter(etree.Element):
            for kind, value in _ids(node):
                ids[kind, value] += 1
    for (kind, value), count in ids.items():
        if count > 1:
            yield Finding("own", "", f"{count} times the {kind} {value}")


def _ids(node: Root) -> Iterator[tuple[str, str]]:
    """Yield the ids of an element that nothing else may have."""
    tag = node.tag
    if tag == _W + "bookmarkStart":
        yield "bookmark id", node.get(_W + "id", "")
        yield "bookmark name", node.get(_W + "name", "").casefold()
    elif tag == _WP + "docPr":
        yield "drawing id", node.get("id", "")
    elif tag == _W + "id" and _parent_tag(node) == _W + "sdtPr":
        yield "content control id", node.get(_W + "val", "")
    elif tag == _W + "num":
        yield "numId", node.get(_W + "numId", "")
    elif tag == _W + "abstractNum":
        yield "abstractNumId", node.get(_W + "abstractNumId", "")
    elif tag == _W + "style":
        yield "styleId", node.get(_W + "styleId", "")
    if node.get(_W14 + "paraId"):
        yield "paraId", node.get(_W14 + "paraId", "")


def _dangling_references(roots: dict[str, Root]) -> Iterator[Finding]:
    """Yield styles and lists that are used and not defined."""
    styles = {
        (node.get(_W + "type", ""), node.get(_W + "styleId", ""))
        for root in roots.values()
        for node in root.iter(_W + "style")
    }
    nums = {node.get(_W + "numId") for root in roots.values() for node in root.iter(_W + "num")}
    abstracts = {
        node.get(_W + "abstractNumId")
        for root in roots.values()
        for node in root.iter(_W + "abstractNum")
    }
    for name, root in roots.items():
        for element, kind in _STYLE_REFERENCES.items():
            for node in root.iter(_W + element):
                value = node.get(_W + "val", "")
                if (kind, value) not in styles:
                    yield Finding("own", name, f"no {kind} style {value}")
        for node in root.iter(_W + "numPr"):
            num = node.find(_W + "numId")
            value = num.get(_W + "val", "") if num is not None else _NO_LIST
            if value != _NO_LIST and value not in nums:
                yield Finding("own", name, f"no list {value}")
        for node in root.iter(_W + "num"):
            abstract = node.find(_W + "abstractNumId")
            if abstract is None or abstract.get(_W + "val") not in abstracts:
                yield Finding("own", name, "a list without its abstract numbering")


def _unbalanced(root: Root) -> Iterator[str]:
    """Yield bookmarks and fields that begin and do not end, or end and do not begin."""
    open_bookmarks: list[str] = []
    for node in root.iter(_W + "bookmarkStart", _W + "bookmarkEnd"):
        number = node.get(_W + "id", "")
        if node.tag == _W + "bookmarkStart":
            open_bookmarks.append(number)
        elif number in open_bookmarks:
            open_bookmarks.remove(number)
        else:
            yield f"the bookmark {number} ends and did not begin"
    for number in open_bookmarks:
        yield f"the bookmark {number} does not end"
    depth = 0
    for node in root.iter(_W + "fldChar"):
        kind = node.get(_W + "fldCharType")
        depth += {"begin": 1, "end": -1}.get(kind or "", 0)
        if depth < 0:
            yield "a field ends and did not begin"
            depth = 0
    if depth:
        yield "a field does not end"


def _misplaced(root: Root) -> Iterator[str]:
    """Yield words where only elements may be, and tables with holes."""
    for node in root.iter(*_TEXTLESS):
        texts = [node.text, *(child.tail for child in node)]
        if any(text and text.strip() for text in texts):
            yield f"text directly in w:{etree.QName(node).localname}"
    for cell in root.iter(_W + "tc"):
        if not len(cell) or cell[-1].tag != _W + "p":
            yield "a table cell that does not end in a paragraph"
    for row in root.iter(_W + "tr"):
        if next(row.iter(_W + "tc"), None) is None:
            yield "a table row without cells"


def _parent_tag(node: Root) -> str:
    parent = node.getparent()
    return "" if parent is None else str(parent.tag)
