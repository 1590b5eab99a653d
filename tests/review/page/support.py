"""A project with a report that was issued, changed since, and reviewed: what review pages show."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from reportgen.catalogs.store import CatalogEntry, read_catalog_file, write_catalog
from reportgen.document import Block, Document, Section, Span
from reportgen.document.files import dump_document
from reportgen.issues.record import (
    FORMAT,
    RECORD_NAME,
    IssueRecord,
    dump_record,
    frozen_file,
)
from reportgen.issues.register import RegisterEntry, dump_register, read_register
from reportgen.languages import LANGUAGE_KEYS, language
from reportgen.manifest import sha256
from reportgen.pipeline.project import find_project
from reportgen.pipeline.reports import ReportMaker
from reportgen.pipeline.review.page import PageOrder, make_review_pages
from reportgen.pipeline.workspace import Workspace
from reportgen.review.model import Change, Decision, NewText, PackedDraft, Returned
from reportgen.review.records import decisions_json, record_json
from tests.renditions.html_support import Element, parse

ROOT = Path(__file__).parents[3]
MEETING = "iscg-23-1"
SYMBOL = "TSAG-TD239"
HOSTILE = "<script>alert('x')</script> & \"A\" <img src=x onerror=y>"

Edit = Callable[[Document], Document]


@dataclass(frozen=True)
class ReviewProject:
    """A copy of this repository's meeting in a folder of its own."""

    root: Path

    @property
    def folder(self) -> Path:
        """The folder of the meeting."""
        return self.root / "reports" / MEETING

    @property
    def workspace(self) -> Workspace:
        """A fresh look at the project."""
        return Workspace(find_project(self.root), self.root)

    def document(self, addressee: str, language: str) -> Document:
        """Return a report as it stands now."""
        workspace = self.workspace
        return ReportMaker(workspace, workspace.source(self.folder)).document(addressee, language)

    def issue(
        self,
        edit: Edit,
        addressee: str = "TSAG",
        revision: int = 0,
        instead: Mapping[str, bytes | None] = MappingProxyType({}),
    ) -> Path:
        """Freeze the report, as it was before it became what it is, and register the issue.

        `instead` are the files of some languages in the place of Documents; None leaves one out.
        """
        documents = {key: edit(self.document(addressee, key)) for key in LANGUAGE_KEYS}
        data = {key: instead.get(key, dump_document(each)) for key, each in documents.items()}
        files = {f"documents/{key}.json": each for key, each in data.items() if each is not None}
        titles = {key: each.title for key, each in documents.items()}
        recorded = {
            path: frozen_file(path, each, "document", Path(path).stem)
            for path, each in files.items()
        }
        record = IssueRecord(
            FORMAT, addressee, MEETING, "ISCG", SYMBOL,
            f"{SYMBOL} (Rev.{revision})" if revision else SYMBOL,
            "revision" if revision else "original", revision, "2023-05-30", "A. Chair", "en",
            titles, (), "", "0", {}, recorded,
        )  # fmt: skip
        frozen = self.folder / "issued" / f"{SYMBOL.lower()}-{revision}"
        for path, each in {**files, RECORD_NAME: dump_record(record)}.items():
            (frozen / path).parent.mkdir(parents=True, exist_ok=True)
            (frozen / path).write_bytes(each)
        self._register(record, frozen)
        return frozen

    def _register(self, record: IssueRecord, frozen: Path) -> None:
        name = frozen.relative_to(self.folder).as_posix()
        entry = RegisterEntry(
            addressee=record.addressee, symbol=record.symbol, full_symbol=record.full_symbol,
            kind=record.kind, number=record.number, date=record.date, approver=record.approver,
            folder=name, sha256=sha256((frozen / RECORD_NAME).read_bytes()),
            restricted_folder=f"{name}-restricted", restricted_sha256="0" * 64,
        )  # fmt: skip
        register = read_register(self.folder).with_entry(entry)
        register.path.write_bytes(dump_register(register))

    def record(
        self,
        changes: Iterable[Change],
        decisions: Iterable[Decision] = (),
        key: str = "fr",
        addressee: str = "TSAG",
    ) -> PackedDraft:
        """Record a draft with a copy of it that came back, and what was decided on it."""
        name = f"{MEETING}-{addressee}-{key}-1"
        draft = PackedDraft(
            1, name, "0", MEETING, addressee, key, "A. Chair", "2023-06-01T10:00:00Z",
            f"{name}.docx", "0" * 64, {}, {}, (),
        )  # fmt: skip
        copy = Returned(1, name, MEETING, addressee, key, "back.docx", "1" * 64, tuple(changes))
        folder = self.folder / "review"
        folder.mkdir(exist_ok=True)
        (folder / f"{name}.json").write_bytes(record_json(draft))
        (folder / f"{name}.returned-11111111.json").write_bytes(record_json(copy))
        (folder / f"{name}.decisions.json").write_bytes(decisions_json(tuple(decisions)))
        return draft

    def edit_catalog(
        self, key: str, edits: Mapping[str, Callable[[CatalogEntry], CatalogEntry]]
    ) -> None:
        """Change entries of the meeting's catalog, by the origins of their texts."""
        path = self.folder / "locale" / f"{key}.po"
        catalog = read_catalog_file(path, language(key), MEETING)
        entries = tuple(
            edits[each.unit.context](each) if each.unit.context in edits else each
            for each in catalog.entries
        )
        path.write_bytes(write_catalog(replace(catalog, entries=entries)))

    def pages(self, **order: object) -> dict[str, bytes]:
        """Make the pages and return every file by its name."""
        asked = PageOrder(folders=(self.folder,), **order)  # type: ignore[arg-type]
        (made,) = make_review_pages(self.workspace, asked).meetings
        files = [made.index, *(made.index.parent / each.path for each in made.entries)]
        return {path.name: path.read_bytes() for path in files}

    def page(self, key: str = "fr", addressee: str = "TSAG") -> Element:
        """Return the page of one report as a tree."""
        return page_of(self.pages(addressees=(addressee,), languages=(key,)), key, addressee)


def make_review_project(root: Path) -> ReviewProject:
    """Return a project with a copy of the repository's meeting, neither issued nor reviewed."""
    folder = root / "reports" / MEETING
    shutil.copytree(
        ROOT / "reports" / MEETING, folder, ignore=shutil.ignore_patterns("build", "review")
    )
    settings = f"templates = {str(ROOT / 'templates')!r}\n"
    (root / "reportgen.toml").write_text(settings, encoding="utf-8")
    return ReviewProject(root)


# --- what is on a page -----------------------------------------------------------------------


def page_of(pages: Mapping[str, bytes], key: str, addressee: str = "TSAG") -> Element:
    """Return the page of a report as a tree."""
    return parse(pages[f"{addressee}-{key}.html"])


def rows_of(page: Element) -> list[Element]:
    """Return the rows of a page, in order."""
    return list(page.xpath("//div[contains(concat(' ', @class, ' '), ' row ')]"))


def row_of(page: Element, anchor: str) -> Element:
    """Return a row by its anchor."""
    (row,) = [each for each in rows_of(page) if each.get("id") == anchor]
    return row


def words_of(row: Element, column: str) -> str:
    """Return the words of a column as they are shown, without those that are only read aloud."""
    texts = ".//text()[not(ancestor::*[@class='aside' or @class='which'])]"
    return "".join(str(each) for each in row.xpath(f"./div[@class='{column}']")[0].xpath(texts))


# --- the report as it was issued -------------------------------------------------------------

OLD_WORDS: Mapping[str, str] = {
    "en": "An older sentence.", "fr": "Une phrase plus ancienne.", "es": "Una frase anterior.",
    "ru": "Прежнее предложение.", "zh": "一个旧句子。", "ar": "جملة أقدم.",
}  # fmt: skip
REWORDED = "resolution-191-revised"
ADDED = "regional-directors"
REMOVED = "old-outcome"


def as_issued(document: Document) -> Document:
    """Return an earlier form: a text reworded, one added, one taken out, two moved, a cell."""
    section = next(s for s in document.sections if any(b.origin == REWORDED for b in s.blocks))
    blocks = []
    old = OLD_WORDS[document.language]
    for block in section.blocks:
        if block.origin == ADDED:
            words = (Span(old, REMOVED),)
            blocks.append(Block("paragraph", REMOVED, words, outcome=REMOVED))
        elif block.origin == REWORDED:
            first, *rest = block.spans
            blocks.append(replace(block, spans=(Span(f"{old} ", REWORDED), first, *rest[:-1])))
        else:
            blocks.append(block)
    edited = with_sections(document, {section.id: tuple(blocks)})
    return with_cell(with_swap(edited), old)


def with_sections(document: Document, changed: Mapping[str, tuple[Block, ...]]) -> Document:
    """Return the Document with the blocks of some sections replaced."""
    return replace(
        document,
        sections=tuple(
            Section(each.id, each.heading, changed.get(each.id, each.blocks))
            for each in document.sections
        ),
    )


def with_swap(document: Document) -> Document:
    """Return the Document with the last two blocks of its longest section in another order."""
    section = max(document.sections, key=lambda each: len(each.blocks))
    *others, one, two = section.blocks
    return with_sections(document, {section.id: (*others, two, one)})


def with_cell(document: Document, words: str) -> Document:
    """Return the Document with other words in the last cell of its first table."""
    for section in document.sections:
        for place, block in enumerate(section.blocks):
            if block.kind == "table":
                *rows, last = block.rows
                cell = replace(last[-1], spans=(Span(words, last[-1].origin),))
                table = replace(block, rows=(*rows, (*last[:-1], cell)))
                blocks = (*section.blocks[:place], table, *section.blocks[place + 1 :])
                return with_sections(document, {section.id: blocks})
    raise AssertionError("the report has no table")


# --- what came back --------------------------------------------------------------------------


def reviewed(project: ReviewProject, by: str = HOSTILE) -> None:
    """Record copies in French and Arabic, with every kind of remark and a decision.

    `by` is the author of the first comment, and what one of them proposes to insert.
    """
    project.record(
        (
            Change(
                "c1", "comment", by, "2023-06-02T09:30:00Z", origin=REWORDED,
                outcome=REWORDED, old="le secrétariat", new="Est-ce bien le secrétariat?\nMerci.",
            ),
            Change(
                "c2", "reply", "B. Vice", "2023-06-02T11:00:00Z", REWORDED, new="Oui.", thread="c1",
            ),
            Change(
                "c3", "replacement", "A. Chair", "2023-06-02", ADDED, ADDED,
                old="avaient été invités", new="étaient invités",
            ),
            Change(
                "c4", "paragraph-added", "", "", new="Un nouveau point.",
                proposals=(NewText(ADDED, "paragraph", "Un nouveau point."),),
            ),
            Change(
                "c5", "insertion", "A. Chair", "2023-06-02", "no-such-outcome", new=by,
                why="the text is no longer in the report",
            ),
        ),
        (Decision("c3", "accepted", "Secretariat", "2023-06-05"),
         Decision("c1", "answered", "Secretariat", "2023-06-05", "Oui, voir le document 02.")),
    )  # fmt: skip
    project.record(
        (
            Change(
                "a1", "comment", "أ. رئيس", "2023-06-03", origin=REWORDED, outcome=REWORDED,
                new="يرجى التحقق من الوثيقة ISCG/23-1/02.", is_resolved=True,
            ),
        ),
        key="ar",
    )  # fmt: skip
