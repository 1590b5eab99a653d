"""The whole way of a draft: packed, edited as a chair would, read, taken over, packed again."""

from __future__ import annotations

import io
import random
import zipfile
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from reportgen.opc.names import BOOKMARK_START, NAME, PPR, RPR, P, R, T, w
from reportgen.opc.package import read_package
from reportgen.pipeline.review.applying import ApplyResult, apply_copies
from reportgen.pipeline.review.choosing import Copy, Wishes
from reportgen.pipeline.review.deciding import ApplyOrder
from reportgen.pipeline.review.fields import FieldReader
from reportgen.pipeline.review.folder import review_folder
from reportgen.pipeline.review.packing import PackedFile, PackOrder, pack
from reportgen.review.model import PackedDraft, PackedParagraph, PackedSpan
from reportgen.review.reading import compare, read_file
from tests.building.support import MEETING, BuiltProject
from tests.review.chair import MAIN, Chair

GONE = (w("del"), w("moveFrom"))


@dataclass
class Loop:
    """A draft on its way; `chair` is who edits it."""

    project: BuiltProject
    packed: PackedFile
    chair: Chair

    @property
    def draft(self) -> PackedDraft:
        """The record of the draft."""
        return self.packed.draft

    def paragraph(self, origin: str) -> PackedParagraph:
        """Return a paragraph of the draft by its origin."""
        return next(each for each in self.draft.paragraphs if each.origin == origin)

    def node(self, one: PackedParagraph) -> etree._Element:
        """Return the paragraph in the file."""
        return node_of(self.chair.body, one.bookmark)

    def words(self, *origins: str) -> tuple[PackedParagraph, PackedSpan]:
        """Return a paragraph by the first origin that the draft has, and its longest words."""
        known = {each.origin for each in self.draft.paragraphs}
        one = self.paragraph(next(each for each in origins if each in known))
        spans = [each for each in one.spans if each.kind == "text"]
        return one, max(spans, key=lambda span: len(span.text))

    def returned(self, data: bytes | None = None) -> Copy:
        """Return the file as it was read when it came back."""
        data = data if data is not None else self.chair.save()
        workspace = self.project.workspace
        reader = FieldReader(workspace.organisation, self.draft.language)
        file = read_file(data, "returned.docx")
        found = compare(file, self.draft, "returned.docx", data, reader.read)
        folder = review_folder(workspace, self.project.root / "reports" / MEETING)
        return Copy(folder, self.draft, found)

    def apply(self, copy: Copy, *, is_trial: bool = False) -> ApplyResult:
        """Take everything over."""
        order = ApplyOrder(Wishes(("all",)), "S. Secretary", "2023-06-05", is_trial=is_trial)
        return apply_copies(self.project.workspace, [copy], order)


def begin(
    project: BuiltProject,
    addressee: str = "TSAG",
    language: str = "en",
    packed: str = "2023-05-20T10:00:00Z",
) -> Loop:
    """Pack a draft of a report at a time, and hand it to a chair."""
    folder = project.root / "reports" / MEETING
    order = PackOrder(folder, "A. Chair", packed, (addressee,), (language,))
    (made,) = pack(project.workspace, "0", order)
    return Loop(project, made, Chair(made.data))


def node_of(body: etree._Element, bookmark: str) -> etree._Element:
    """Return the paragraph that a bookmark stands in."""
    for mark in body.iter(BOOKMARK_START):
        if mark.get(NAME) == bookmark:
            parent = mark.getparent()
            while parent is not None and parent.tag != P:
                parent = parent.getparent()
            assert parent is not None
            return parent
    raise AssertionError(f"no bookmark {bookmark}")


def accepted(data: bytes, draft: PackedDraft) -> list[str]:
    """Return the paragraphs of a file with all its changes accepted, without our covering note.

    What is read here is the Word file alone, in the plainest way.
    """
    body = etree.fromstring(read_package(data, "x.docx", "returned").data(MAIN))
    notes = {each.bookmark for each in draft.paragraphs if each.kind == "note"}
    found: list[str] = []
    begun = ""
    for paragraph in body.iter(P):
        if any(mark.get(NAME) in notes for mark in paragraph.iter(BOOKMARK_START)):
            continue
        words = begun + shown(paragraph)
        if _is_mark_gone(paragraph):
            begun = words
            continue
        found.append(words)
        begun = ""
    # Where a paragraph was split, a space is left at an end that nobody sees.
    return [words.strip() for words in found if words.strip()]


def shown(paragraph: etree._Element) -> str:
    """Return the words of a paragraph, without those that are deleted."""
    words = ""
    for run in paragraph.iter(R):
        above = list(run.iterancestors())
        if above[[each.tag for each in above].index(P)] is not paragraph:
            continue
        if not any(each.tag in GONE for each in above):
            words += "".join(_text(each) for each in run)
    return words


def _text(node: etree._Element) -> str:
    if node.tag == T:
        return node.text or ""
    return {w("tab"): "\t", w("br"): "\n", w("noBreakHyphen"): "\u2011"}.get(str(node.tag), "")


def _is_mark_gone(paragraph: etree._Element) -> bool:
    properties = paragraph.find(f"{PPR}/{RPR}")
    return properties is not None and any(properties.find(tag) is not None for tag in GONE)


def rezipped(data: bytes) -> bytes:
    """Return the same package written by another hand: parts in another order and with other names.

    The main part is called otherwise, as some programs do; its relationships go along.
    """
    names = {
        "word/document.xml": "word/document2.xml",
        "word/_rels/document.xml.rels": "word/_rels/document2.xml.rels",
        "word/comments.xml": "word/remarks.xml",
    }
    with zipfile.ZipFile(io.BytesIO(data)) as before:
        parts = {each.filename: before.read(each) for each in before.infolist()}
    for part in ("[Content_Types].xml", "_rels/.rels", "word/_rels/document.xml.rels"):
        text = parts[part]
        for old, new in (("document.xml", "document2.xml"), ("comments.xml", "remarks.xml")):
            for head in (b"/word/", b'"word/', b'"'):
                text = text.replace(head + old.encode() + b'"', head + new.encode() + b'"')
        parts[part] = text
    order = list(parts)
    random.Random(7).shuffle(order)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as after:
        for name in order:
            after.writestr(names.get(name, name), parts[name])
    return out.getvalue()


def read(path: Path) -> bytes:
    """Return the bytes of a file."""
    return path.read_bytes()
