"""The review pages of meetings: one file for each report and language, and a list of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from reportgen.catalogs.lookup import Catalogs
from reportgen.document import Document
from reportgen.document.diff import PassageChange, compare_documents, passages, unchanged
from reportgen.errors import Problem, sort_problems
from reportgen.languages import SOURCE_LANGUAGE
from reportgen.messages import MESSAGES
from reportgen.outcomes import MeetingSource
from reportgen.pipeline.checks import check_meetings
from reportgen.pipeline.choices import choose_addressees, choose_languages
from reportgen.pipeline.files import write_files
from reportgen.pipeline.reports import ReportMaker
from reportgen.pipeline.review.beside import copies_of, page_remarks
from reportgen.pipeline.review.folder import ReviewFolder, review_folder
from reportgen.pipeline.review.issued import (
    IssuedReport,
    IssuedReports,
    check_since,
    issued_reports,
)
from reportgen.pipeline.review.places import SourceFinder
from reportgen.pipeline.workspace import Workspace, raise_errors
from reportgen.renditions.reviewpage.index import ReviewEntry, review_index
from reportgen.renditions.reviewpage.page import review_page
from reportgen.renditions.reviewpage.view import Issue, PageLink, Remark, ReviewView

INDEX_NAME = "index.html"
_PREFIX = "review_page_"
_SHARED = ("skip", "languages", "draft")


@dataclass(frozen=True, slots=True)
class PageOrder:
    """What pages are asked for; empty means all.

    `since` names the issue that its report is compared with, by full symbol or frozen folder; any
    other report is compared with its last issue. `out` takes the place of the build folders.
    """

    folders: tuple[Path, ...] = ()
    addressees: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    since: str = ""
    out: Path | None = None


@dataclass(frozen=True, slots=True)
class PagesMade:
    """The pages of one meeting: the list of them, and an entry for each."""

    index: Path
    entries: tuple[ReviewEntry, ...]


@dataclass(frozen=True, slots=True)
class PageResult:
    """What was made, and the warnings of the meetings."""

    meetings: tuple[PagesMade, ...]
    problems: tuple[Problem, ...]


def make_review_pages(workspace: Workspace, order: PageOrder) -> PageResult:
    """Write the review pages that are asked for, all of them or none.

    They are written to `build/review/` of each meeting, or to a folder of its name in `out`. Raises
    InputError with every fault of the meetings, their records of review and issues; UsageError for
    meetings, addressees, languages or an issue that do not exist.
    """
    languages = choose_languages(order.languages)
    folders = workspace.folders(order.folders)
    problems = check_meetings(workspace, folders, with_messages=not order.folders)
    raise_errors(problems)
    sources = tuple(workspace.source(folder) for folder in folders)
    issues = tuple(issued_reports(each, workspace.base, order.since) for each in sources)
    check_since(issues)
    files: dict[Path, bytes] = {}
    made = []
    for source, issued in zip(sources, issues, strict=True):
        addressees = choose_addressees(workspace, source, order.addressees)
        folder = _page_folder(source, order)
        maker = _PageMaker(workspace, source, issued, folder)
        entries = tuple(e for a in addressees for e in maker.pages(a, languages, files))
        index = folder / INDEX_NAME
        title, date = _title_and_date(source)
        files[index] = review_index(title, date, entries)
        made.append(PagesMade(index, entries))
    write_files(files)
    return PageResult(tuple(made), sort_problems(problems))


def _page_folder(source: MeetingSource, order: PageOrder) -> Path:
    if order.out is not None:
        return order.out / source.meeting_id
    return source.folder / "build" / "review"


def _title_and_date(source: MeetingSource) -> tuple[str, str]:
    if source.meeting is None:
        return source.meeting_id, ""
    facts = source.meeting.meeting
    return facts.symbol, facts.last_day.isoformat()


@dataclass
class _PageMaker:
    """Makes the pages of one meeting, which lie in `folder`."""

    workspace: Workspace
    source: MeetingSource
    issues: IssuedReports
    folder: Path
    _maker: ReportMaker = field(init=False)
    _review: ReviewFolder = field(init=False)
    _finder: SourceFinder = field(init=False)

    def __post_init__(self) -> None:
        self._maker = ReportMaker(self.workspace, self.source)
        self._review = review_folder(self.workspace, self.source.folder)
        self._finder = SourceFinder(self.workspace, self.source, self.folder)

    def pages(
        self, addressee: str, languages: tuple[str, ...], files: dict[Path, bytes]
    ) -> Iterator[ReviewEntry]:
        """Yield the pages of the report to an addressee; their bytes are put among the files."""
        issued = self.issues.of(addressee)
        remarks = page_remarks(copies_of(self._review, addressee))
        switch = tuple(PageLink(key, _name(addressee, key)) for key in languages)
        for key in languages:
            page = review_page(self._view(addressee, key, issued, remarks, switch))
            name = _name(addressee, key)
            files[self.folder / name] = page.data
            since = issued.record.full_symbol if issued is not None else ""
            yield ReviewEntry(addressee, key, name, page, since)

    def _view(
        self,
        addressee: str,
        key: str,
        issued: IssuedReport | None,
        remarks: tuple[Remark, ...],
        switch: tuple[PageLink, ...],
    ) -> ReviewView:
        document = self._maker.document(addressee, key)
        found = passages(document)
        source = SOURCE_LANGUAGE.key
        original = self._maker.document(addressee, source) if key != source else None
        record = issued.record if issued is not None else None
        return ReviewView(
            document=document,
            changes=_changes(document, issued),
            words=page_words(self._maker.catalogs(key)),
            original=_changes(original, issued) if original is not None else (),
            texts=self._finder.texts(document, found, self._maker.meetings),
            fields=self._finder.fields(found),
            issue=Issue(record.full_symbol, record.date) if record is not None else None,
            remarks=remarks,
            switch=switch if len(switch) > 1 else (),
            index=INDEX_NAME,
        )


def _changes(document: Document, issued: IssuedReport | None) -> tuple[PassageChange, ...]:
    """Return what has changed since the issue; nothing where it has none in this language."""
    before = issued.documents.get(document.language) if issued is not None else None
    return compare_documents(before, document) if before is not None else unchanged(document)


def page_words(catalogs: Catalogs) -> Mapping[str, str]:
    """Return the words of a review page in the language of the catalogs, by the page's keys."""
    messages = {
        key.removeprefix(_PREFIX): each for key, each in MESSAGES.items() if key.startswith(_PREFIX)
    }
    messages |= {key: MESSAGES[f"label_{key}"] for key in _SHARED}
    return {key: catalogs.translate(each.context, each.text).text for key, each in messages.items()}


def _name(addressee: str, language: str) -> str:
    return f"{addressee}-{language}.html"
