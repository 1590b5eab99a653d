"""Drafts for tests: a project with a meeting, packed, and looked at as a Word file."""

from __future__ import annotations

import datetime
import io
import shutil
import zipfile
from dataclasses import dataclass, replace
from pathlib import Path

from lxml import etree

from reportgen.catalogs.store import read_catalog_file, write_catalog
from reportgen.languages import language
from reportgen.pipeline.review.folder import ReviewFolder, review_folder
from reportgen.pipeline.review.packing import PackedFile, PackOrder, pack
from tests.support.meetings import MEETING, ROOT, MadeProject, make_project

PACKED = "2023-06-01T09:00:00Z"
LANGUAGES = ("en", "fr", "es", "ru", "zh", "ar")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
CUSTOM = "docProps/custom.xml"

TEXT = """\
schema: 1
meeting: {body: ISCG, symbol: ISCG/23-1, date: 2023-05-02}
next_meeting: 2023-10-12
outcomes:
  - id: opening
    kind: information
    text: The **{{ group }}** met on {{ date(meeting) }} and saw [its page](https://itu.int/iscg).
  - id: secret-of-rag
    kind: decision
    addressees: [RAG]
    text: Only the radio people may read these confidential words.
  - id: figures
    kind: information
    text: The figures are in the annex.
tables:
  figures: {title: Members, columns: [Sector, Members], rows: [[ITU-R, "12"], [ITU-T, "14"]]}
reports:
  TSAG: {annexes: [{table: figures}]}
  RAG: {}
"""


def made_project(root: Path) -> MadeProject:
    """Return a project with a small meeting that lacks a symbol, a contact and translations."""
    return make_project(root, {MEETING: TEXT})


def real_project(root: Path) -> MadeProject:
    """Return a project with this repository's own meeting, complete in six languages."""
    project = make_project(root)
    shutil.copytree(ROOT / "reports" / MEETING, root / "reports" / MEETING)
    return project


def translate(project: MadeProject, key: str, texts: dict[str, str]) -> None:
    """Put translations into the catalog of the meeting, by context."""
    path = project.root / "reports" / MEETING / "locale" / f"{key}.po"
    catalog = read_catalog_file(path, language(key), MEETING)
    entries = tuple(
        replace(entry, texts=(texts[entry.unit.context],)) if entry.unit.context in texts else entry
        for entry in catalog.entries
    )
    path.write_bytes(write_catalog(replace(catalog, entries=entries)))


def packed(project: MadeProject, addressee: str = "TSAG", key: str = "en") -> PackedFile:
    """Pack one draft."""
    order = PackOrder(
        folder=project.root / "reports" / MEETING,
        to="Ms Ana Chair",
        packed=PACKED,
        addressees=(addressee,),
        languages=(key,),
        reply_by=datetime.date(2023, 6, 15),
    )
    (found,) = pack(project.workspace, "0", order)
    return found


def folder_of(project: MadeProject) -> ReviewFolder:
    """Return the review folder of the meeting."""
    return review_folder(project.workspace, project.root / "reports" / MEETING)


@dataclass(frozen=True)
class Opened:
    """A Word file taken apart."""

    parts: dict[str, bytes]

    def root(self, name: str) -> etree._Element:
        """Return a part as a tree."""
        return etree.fromstring(self.parts[name])

    @property
    def document(self) -> etree._Element:
        """The main part."""
        return self.root("word/document.xml")

    def bookmarks(self) -> list[list[str]]:
        """Return for each paragraph of the body the names of the hidden bookmarks in it."""
        return [
            [
                name
                for start in paragraph.iter(f"{W}bookmarkStart")
                if (name := start.get(f"{W}name", "")).startswith("_src_")
            ]
            for paragraph in self.document.iter(f"{W}p")
        ]

    def comments(self) -> list[tuple[str, str, str]]:
        """Return the author, date and text of every comment, in order of their numbers."""
        return [
            (
                comment.get(f"{W}author", ""),
                comment.get(f"{W}date", ""),
                "\n".join(
                    "".join(t.text or "" for t in p.iter(f"{W}t")) for p in comment.iter(f"{W}p")
                ),
            )
            for comment in self.root("word/comments.xml")
        ]

    def threads(self) -> list[tuple[int, bool]]:
        """Return the number of each comment's parent (-1 for none), and whether it is done."""
        ids = [
            comment.findall(f"{W}p")[-1].get(f"{W14}paraId")
            for comment in self.root("word/comments.xml")
        ]
        found = {
            entry.get(f"{W15}paraId"): entry for entry in self.root("word/commentsExtended.xml")
        }
        result = []
        for each in ids:
            parent = found[each].get(f"{W15}paraIdParent")
            result.append(
                (ids.index(parent) if parent else -1, found[each].get(f"{W15}done") == "1")
            )
        return result

    def commented(self, number: int) -> str:
        """Return the words that a comment is about."""
        words = ""
        is_inside = False
        for node in self.document.iter():
            if node.tag == f"{W}commentRangeStart" and node.get(f"{W}id") == str(number):
                is_inside = True
            elif node.tag == f"{W}commentRangeEnd" and node.get(f"{W}id") == str(number):
                is_inside = False
            elif is_inside and node.tag == f"{W}t":
                words += node.text or ""
        return words


def opened(data: bytes) -> Opened:
    """Take a Word file apart."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return Opened({name: archive.read(name) for name in archive.namelist()})
