"""`review pack`: a report goes out to be reviewed, as a Word file with a record beside it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reportgen.document import Document, Gap
from reportgen.errors import Problem
from reportgen.languages import document_language
from reportgen.manifest import sha256
from reportgen.messages import MESSAGES
from reportgen.outcomes import MeetingSource
from reportgen.pipeline.building.keys import FileDigests, digest_of
from reportgen.pipeline.building.sources import source_files, source_name
from reportgen.pipeline.choices import choose_addressees, choose_languages
from reportgen.pipeline.files import write_files
from reportgen.pipeline.project import shown_path
from reportgen.pipeline.reports import ReportMaker
from reportgen.pipeline.review.folder import ReviewFolder, review_folder
from reportgen.pipeline.review.remarks import draft_remarks
from reportgen.pipeline.review.sources import TextSources, packed_paragraphs, text_sources
from reportgen.pipeline.review.threads import Thread, threads_of
from reportgen.pipeline.shelf import TemplateShelf
from reportgen.pipeline.workspace import Workspace, raise_errors
from reportgen.review.draft import DraftOrder, Note, make_draft
from reportgen.review.model import FORMAT, PackedDraft, PackedParagraph
from reportgen.review.records import record_json
from reportgen.values.dates import format_date
from reportgen.word.render import render_docx

_MESSAGE_PREFIX = "review_"


@dataclass(frozen=True, slots=True)
class PackOrder:
    """Which drafts are wanted: of a meeting, for whom, in which languages, to whom they go.

    `packed` is the time that they carry (ISO, UTC). `out` is the folder of the Word files; they go
    beside their records where it is None. Without addressees or languages all are meant.
    """

    folder: Path
    to: str
    packed: str
    addressees: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    reply_by: datetime.date | None = None
    out: Path | None = None


@dataclass(frozen=True, slots=True)
class PackedFile:
    """A draft that was written: its record and its Word file (`shown` as users see its path).

    `gaps` are what is missing and has no comment, since it stands on no page or in a footer; `lost`
    are earlier comments whose text is no longer in the report; `findings` warnings about the
    template.
    """

    draft: PackedDraft
    path: Path
    shown: Path
    data: bytes
    gaps: tuple[Gap, ...]
    lost: tuple[Thread, ...]
    findings: tuple[Problem, ...]

    def as_dict(self) -> dict[str, Any]:
        """Return the form that `--format json` prints."""
        return {
            "draft": self.draft.id,
            "path": str(self.shown),
            "to": self.draft.to,
            "comments": len(self.draft.comments),
            "gaps_without_comment": [gap.what for gap in self.gaps],
            "comments_without_place": [
                {
                    "id": thread.id,
                    "draft": thread.draft,
                    "author": thread.comment.author,
                    "origin": thread.comment.origin,
                    "text": thread.comment.new,
                }
                for thread in self.lost
            ],
            "findings": [problem.as_dict() for problem in self.findings],
        }

    def as_text(self) -> str:
        """Return the file, and what did not find a place in it."""
        lines = [str(self.shown)]
        lines += [f"  without a comment: {gap.what}" for gap in self.gaps]
        lines += [
            f"  no longer in the report: {thread.comment.origin or 'the words'} that "
            f"{thread.comment.author} commented on ({thread.id}): {thread.comment.new}"
            for thread in self.lost
        ]
        return "\n".join(lines)


def pack(workspace: Workspace, version: str, order: PackOrder) -> tuple[PackedFile, ...]:
    """Make the drafts and write them, all or none.

    Raises InputError for a meeting with faults, UsageError for a report that does not exist.
    """
    (folder,) = workspace.folders((order.folder,))
    source = workspace.source(folder)
    raise_errors((*workspace.organisation_problems, *workspace.check(source)))
    packer = _Packer(workspace, version, order, source)
    packed = [
        packer.pack(addressee, language)
        for addressee in choose_addressees(workspace, source, order.addressees)
        for language in choose_languages(order.languages)
    ]
    files = {each.path: each.data for each in packed}
    # The record comes last: where it is, the draft is.
    files |= {packer.folder.draft_path(each.draft.id): record_json(each.draft) for each in packed}
    write_files(files)
    return tuple(packed)


class _Packer:
    """Makes the drafts of one meeting; nothing is written."""

    def __init__(
        self, workspace: Workspace, version: str, order: PackOrder, source: MeetingSource
    ) -> None:
        self.folder: ReviewFolder = review_folder(workspace, source.folder)
        self._workspace = workspace
        self._version = version
        self._order = order
        self._source = source
        self._maker = ReportMaker(workspace, source)
        self._shelf = TemplateShelf(workspace.project)
        self._digests = FileDigests()
        self._before = self.folder.drafts()

    def pack(self, addressee: str, language: str) -> PackedFile:
        """Return the draft of a report in a language."""
        order, maker = self._order, self._maker
        before = [
            draft
            for draft in self._before
            if (draft.addressee, draft.language) == (addressee, language)
        ]
        stem = f"{self._source.meeting_id}-{addressee}-{language}"
        draft_id = f"{stem}-{self._next_number(stem)}"
        document = maker.document(addressee, language)
        template = self._shelf.path(addressee, language)
        rendered = render_docx(document, self._shelf.load(template))
        texts = text_sources(maker.report(addressee), maker.catalogs(language))
        words = self._words(language)
        sources = self._sources(addressee, language, template)
        parts = [f"{path} {digest}" for path, digest in sources.items()]
        draft = make_draft(
            rendered.data,
            f"{draft_id}.docx",
            DraftOrder(
                draft_id,
                digest_of(parts),
                document.direction == "rtl",
                _note(document, words, order, draft_id),
                packed_paragraphs(document, rendered.origins, texts),
            ),
        )
        threads = threads_of(self.folder, before)
        remarks = draft_remarks(
            document, draft.paragraphs, rendered.origins, words, threads, order.packed
        )
        data = draft.with_comments(remarks.remarks)
        path = (order.out or self.folder.path) / f"{draft_id}.docx"
        record = PackedDraft(
            format=FORMAT,
            id=draft_id,
            reportgen=self._version,
            meeting=self._source.meeting_id,
            addressee=addressee,
            language=language,
            to=order.to,
            packed=order.packed,
            file=path.name,
            sha256=sha256(data),
            sources=sources,
            texts=_texts_of(draft.paragraphs, texts),
            paragraphs=draft.paragraphs,
            comments=tuple(remarks.packed),
            untranslated=tuple(sorted(texts.untranslated & _origins(draft.paragraphs))),
        )
        findings = (*rendered.findings, *_unmarked(document, draft.paragraphs, template))
        shown = shown_path(path, self._workspace.base)
        return PackedFile(record, path, shown, data, remarks.gaps, remarks.lost, findings)

    def _next_number(self, stem: str) -> int:
        """Return the number of the next draft, from 1; a file without its record counts too."""
        folders = {self.folder.path, self._order.out or self.folder.path}
        names = [path.name for each in folders for path in each.glob(f"{stem}-*")]
        tails = [name.removeprefix(f"{stem}-").partition(".")[0] for name in names]
        return max((int(tail) for tail in tails if tail.isdecimal()), default=0) + 1

    def _words(self, language: str) -> dict[str, str]:
        """Return the messages of drafts in a language."""
        catalogs = self._maker.catalogs(language)
        return {
            key: catalogs.translate(message.context, message.text).text
            for key, message in MESSAGES.items()
            if key.startswith(_MESSAGE_PREFIX)
        }

    def _sources(self, addressee: str, language: str, template: Path) -> dict[str, str]:
        """Return the digests of the files that the report is made from, by path."""
        files = source_files(self._workspace, self._source, addressee, language, template)
        return {
            source_name(path, self._workspace.project): digest
            for _, path in files
            if (digest := self._digests.of(path))
        }


def _note(document: Document, words: Mapping[str, str], order: PackOrder, draft_id: str) -> Note:
    """Return the note on page 1 in the language of the draft."""
    facts = [(words["review_to"], order.to), (words["review_from"], document.creator)]
    if order.reply_by is not None:
        key = document_language(document.language).values_key
        facts.append((words["review_until"], format_date(order.reply_by, key)))
    sentences = (words["review_change"], words["review_comment"], words["review_return"])
    name = (words["review_draft"], draft_id)
    return Note(words["review_title"], tuple(facts), sentences, words["review_note"], name)


def _origins(paragraphs: tuple[PackedParagraph, ...]) -> set[str]:
    """Return the origins of all words of a draft."""
    return {span.origin for paragraph in paragraphs for span in paragraph.spans}


def _texts_of(paragraphs: tuple[PackedParagraph, ...], texts: TextSources) -> dict[str, str]:
    """Return the sources of the texts that the draft shows, and of no others."""
    shown = sorted(_origins(paragraphs))
    return {origin: texts.sources[origin] for origin in shown if origin in texts.sources}


def _unmarked(
    document: Document, paragraphs: tuple[PackedParagraph, ...], template: Path
) -> Iterator[Problem]:
    """Yield a warning where no header says that it is a draft."""
    label = document.cover.labels.get("draft")
    mark = "".join(span.text for span in label.spans) if label is not None else ""
    headers: dict[str, str] = {}
    for paragraph in paragraphs:
        if paragraph.kind == "header" and paragraph.origin.startswith("header"):
            headers[paragraph.origin] = headers.get(paragraph.origin, "") + paragraph.text
    if not mark or not headers or not all(mark in text for text in headers.values()):
        message = "not every page of the draft says that it is one"
        hint = "put {{ label.draft }} into every header of the template"
        yield Problem(str(template), 0, 0, "warning", "review-no-draft-mark", message, hint)
