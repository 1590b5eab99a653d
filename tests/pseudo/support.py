"""What stands in a Word file, and which of it is plain English that nobody computed."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from xml.etree import ElementTree as ET

from reportgen.document import Document
from tests.reports.project import passages

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# Dates, numbers and tags among the properties.
TECHNICAL = ("created", "modified", "revision", "language", "version", "lastPrinted")
PROGRAM = "reportgen"


def texts(docx: bytes) -> Iterator[tuple[str, str]]:
    """Yield everything that a reader can see or hear of a Word file, with the part it stands in.

    Paragraphs of the text, of headers, footers, notes and comments, what pictures and tables are
    described by, list marks, and the properties.
    """
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        for name in package.namelist():
            if name.endswith(".xml"):
                root = ET.fromstring(package.read(name))
                if name.startswith("docProps/"):
                    yield from ((name, text) for text in _properties(root))
                elif name.startswith("word/"):
                    yield from ((name, text) for text in _words(root))


def _properties(root: ET.Element) -> Iterator[str]:
    for each in root.iter():
        if each.text and each.text.strip() and not each.tag.endswith(TECHNICAL):
            yield each.text


def _words(root: ET.Element) -> Iterator[str]:
    for paragraph in root.iter(f"{W}p"):
        yield "".join(each.text or "" for each in paragraph.iter(f"{W}t"))
    for each in root.iter():
        yield from (each.get(name, "") for name in ("descr", "title"))
        if each.tag in {f"{W}lvlText", f"{W}tblCaption", f"{W}tblDescription"}:
            yield re.sub(r"%\d", "", each.get(f"{W}val", ""))


def values(document: Document) -> set[str]:
    """Return the computed values of a report, which stay English, and its data: the keywords."""
    spans = (span for passage in passages(document) for span in passage.spans)
    return {span.text for span in spans if span.kind == "value"} | set(document.keywords)


def plain_words(text: str, computed: Iterable[str]) -> list[str]:
    """Return the English words of a text that are no computed value, address or symbol."""
    known = sorted({each for each in computed if each}, key=len, reverse=True)
    for value in known:
        text = re.sub(rf"(?<!\w){re.escape(value)}(?!\w)", " ", text)
    text = re.sub(r"https?://\S+|[\w.+-]+@[\w.-]+|[\w/.-]*\d[\w/.-]*", " ", text)
    return re.findall(r"(?<!\w)[A-Za-z]+(?!\w)", text)


def untranslated(docx: bytes, document: Document) -> list[tuple[str, str]]:
    """Return the plain English words of a Word file with the parts they stand in."""
    computed = values(document)
    return [
        (part, word)
        for part, text in texts(docx)
        for word in plain_words(text, computed)
        if word != PROGRAM
    ]
