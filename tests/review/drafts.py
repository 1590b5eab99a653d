"""Drafts for tests: the reports of this repository, rendered, and what was packed of them.

Made without our packer, from what the renderer says of each paragraph: the reading is tested
against the Word file, not against the program that wrote it. The source of each text is written
from the spans of the Document, so that places in it are known here independently.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from lxml import etree

from reportgen.document import Document, Span
from reportgen.opc.names import BOOKMARK_START, NAME, P, T, w
from reportgen.opc.package import read_package
from reportgen.pipeline.project import find_project
from reportgen.pipeline.reports import ReportMaker
from reportgen.pipeline.workspace import Workspace
from reportgen.review.model import FORMAT, PackedDraft, PackedParagraph, PackedSpan
from reportgen.textmap import escape_text
from reportgen.word.render import DocxResult, Origin, WordTemplate, render_docx
from tests.support.meetings import ROOT

MEETING = "iscg-23-1"


@dataclass(frozen=True)
class Draft:
    """A draft as it goes out: the Word file and what was packed of it."""

    data: bytes
    packed: PackedDraft

    def at(self, origin: str) -> PackedParagraph:
        """Return the paragraph of an origin."""
        return next(one for one in self.packed.paragraphs if one.origin == origin)


@cache
def _maker() -> ReportMaker:
    workspace = Workspace(find_project(ROOT), ROOT)
    return ReportMaker(workspace, workspace.source(ROOT / "reports" / MEETING))


@cache
def document(addressee: str = "TSAG", language: str = "en") -> Document:
    """Return a report of this repository."""
    return _maker().document(addressee, language)


@cache
def draft(addressee: str = "TSAG", language: str = "en") -> Draft:
    """Return a report of this repository as a draft."""
    template = Path(ROOT / "templates" / f"{addressee.lower()}-report.docx")
    made = render_docx(document(addressee, language), WordTemplate(template.read_bytes(), "t"))
    return Draft(made.data, pack(made, document(addressee, language)))


def pack(made: DocxResult, report: Document) -> PackedDraft:
    """Return what is packed of a rendered report."""
    texts: dict[str, str] = {}
    package = read_package(made.data, "draft.docx", "returned")
    root = etree.fromstring(package.data("word/document.xml"))
    paragraphs = []
    for node in root.iter(P):
        names = [each.get(NAME, "") for each in node.iter(BOOKMARK_START)]
        name = next((each for each in names if each in made.origins), "")
        if name:
            paragraphs.append(_paragraph(name, made.origins[name], _text(node), texts))
        elif _text(node):
            paragraphs.append(PackedParagraph("", "template", "", _text(node)))
    for part in sorted(package.parts):
        if part.startswith(("word/header", "word/footer")):
            head = etree.fromstring(package.data(part))
            texts_of = [_text(node) for node in head.iter(P)]
            paragraphs += [PackedParagraph("", "header", part, text) for text in texts_of if text]
    return PackedDraft(
        FORMAT,
        f"{MEETING}-{report.addressee}-{report.language}-1",
        "0",
        report.meeting,
        report.addressee,
        report.language,
        "C. Chair",
        "2023-05-20T09:00:00Z",
        "draft.docx",
        "",
        {},
        texts,
        tuple(paragraphs),
    )


def _paragraph(name: str, origin: Origin, text: str, texts: dict[str, str]) -> PackedParagraph:
    spans = []
    source = ""
    for start, end, span in origin.places:
        written = _source(span)
        lead = "**" if span.strong else "*" if span.emphasis else ""
        at = len(source) + len(lead)
        source += f"{lead}{written}{lead[::-1]}"
        spans.append(
            PackedSpan(
                start,
                end,
                span.text,
                origin.origin,
                span.kind,
                span.source,
                span.field,
                span.strong,
                span.emphasis,
                span.href,
                at,
                at + len(written),
            )
        )
    texts[origin.origin] = source
    return PackedParagraph(
        name, origin.kind, origin.origin, text, origin.outcome, origin.owner.level, tuple(spans)
    )


def _source(span: Span) -> str:
    if span.kind == "text":
        return escape_text(span.text)
    return span.source or f'{{{{ gap("{span.field}") }}}}'


def _text(node: etree._Element) -> str:
    """Return the words of a paragraph; results of fields are left out."""
    parts = []
    depth = 0
    for each in node.iter(T, w("tab"), w("br"), w("cr"), w("fldChar")):
        if each.tag == w("fldChar"):
            depth += {"begin": 1, "end": -1}.get(each.get(w("fldCharType"), ""), 0)
        elif depth == 0 and each.getparent() is not None:
            is_stop = each.tag == w("tab") and each.getparent().tag != w("r")  # type: ignore[union-attr]
            parts.append(
                "" if is_stop else (each.text or {T: "", w("tab"): "\t"}.get(each.tag, "\n"))
            )
    return "".join(parts)
