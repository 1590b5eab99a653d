"""`reportgen archive rebuild`: the files of an issue made again, from the archive alone.

The localised Documents and the templates that were frozen with the issue are all that goes in. DOCX
and HTML have to be the same to the byte. PDF files have to be where the same LibreOffice and fonts
are installed; elsewhere their words and pages are compared.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Literal

from reportgen.archive.hashing import hash_bytes
from reportgen.archive.store import Store
from reportgen.doctor import program_answer
from reportgen.document import Document
from reportgen.document.files import load_document
from reportgen.errors import InputError, MissingToolError, UsageError
from reportgen.issues.record import IssueRecord
from reportgen.languages import LANGUAGE_KEYS
from reportgen.pipeline.archive.comparing import first_difference
from reportgen.pipeline.archive.listing import Held, find_document
from reportgen.pipeline.files import write_files
from reportgen.pipeline.issuing.tools import font_versions
from reportgen.renditions.html import Alternate, html_order
from reportgen.renditions.pandoc import Pandoc
from reportgen.renditions.pdf import PdfJob, convert, find_office
from reportgen.renditions.pdf.words import page_words
from reportgen.word.render import WordTemplate, render_docx
from reportgen.word.script.libreoffice import for_libreoffice

Outcome = Literal["identical", "same words", "differs", "not comparable"]


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """One file of the issue: how what was made again compares, and why where it is not the same.

    `data` is what was made; `is_missing_tool` tells that a program to make it is not installed.
    """

    path: str
    outcome: Outcome
    detail: str = ""
    data: bytes = field(default=b"", repr=False)
    is_missing_tool: bool = False

    def as_dict(self) -> dict[str, str]:
        """Return the form that `--format json` prints."""
        return {"path": self.path, "outcome": self.outcome, "detail": self.detail}


def rebuild(
    root: Path, symbol: str, version: int | None, out: Path | None, program: str, jobs: int
) -> tuple[Rebuilt, ...]:
    """Make the renditions of a version again and compare them.

    Without a version, it is the one that has this full symbol, else the newest. With `out`, what
    was made is written there, in a folder that is empty or not there. `program` is our own version.
    Raises UsageError for a document or version that is not there, InputError
    (`archive-damaged`) where the archive does not give the files back.
    """
    if out is not None and out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise UsageError(f"{out} is not empty; nothing is written there")
    store = Store(root)
    store.open()
    held = find_document(store, symbol)
    shelf = _Shelf(store, held, _version(held, symbol, version))
    found = tuple(sorted(_Workshop(shelf, program, jobs).all(), key=lambda each: each.path))
    if out is not None:
        write_files({out / each.path: each.data for each in found if each.data})
    return found


def _version(held: Held, symbol: str, version: int | None) -> int:
    number = version or held.version_of(symbol) or len(held.records)
    if number > len(held.records):
        raise UsageError(
            f"{held.inventory.id} has no version {number}: {len(held.records)} are all"
        )
    if held.is_restricted:
        raise UsageError(f"{held.inventory.id} has sources only: name the document itself")
    return number


@dataclass(slots=True)
class _Shelf:
    """The files of one version, taken from the archive and checked."""

    store: Store
    held: Held
    number: int

    @property
    def record(self) -> IssueRecord:
        """The record of the issue."""
        return self.held.records[self.number - 1]

    def take(self, path: str) -> bytes:
        """Return a file as it was issued; raise InputError (`archive-damaged`) if it is not."""
        content = self.held.inventory.content(self.number)[path]
        data = self.store.read(self.held.folder, content)
        if hash_bytes(data).sha512 != self.record.files[path].sha512:
            raise InputError([self.store.damaged(self.held.folder, f"{content} was changed")])
        return data

    def paths(self, role: str, language: str | None = None) -> list[str]:
        """Return the files of a role, of all languages or of one."""
        return [
            path
            for path, file in sorted(self.record.files.items())
            if file.role == role and language in {None, file.language}
        ]

    def renditions(self, ending: str) -> dict[str, str]:
        """Return the files that were issued in a format, by language."""
        return {
            self.record.files[path].language: path
            for path in self.paths("rendition")
            if path.endswith(ending)
        }


@dataclass(slots=True)
class _Workshop:
    """Makes the renditions of one version again."""

    shelf: _Shelf
    program: str
    jobs: int
    _documents: dict[str, Document] = field(default_factory=dict)
    _templates: dict[str, WordTemplate] = field(default_factory=dict)

    def all(self) -> Iterator[Rebuilt]:
        """Yield every rendition."""
        for path in self.shelf.paths("document"):
            try:
                document = load_document(self.shelf.take(path))
            except ValueError as error:
                detail = f"{path} cannot be read by this program: {error}"
                yield Rebuilt(path, "not comparable", self._because(detail))
            else:
                self._documents[document.language] = document
        docx = dict(self._word_files())
        for path, made in docx.items():
            yield self._compared(path, made)
        yield from self._pages()
        yield from self._pdf_files(docx)

    def _due(self, ending: str) -> Iterator[tuple[str, Document]]:
        for language, path in self.shelf.renditions(ending).items():
            if language in self._documents:
                yield path, self._documents[language]

    def _word_files(self) -> Iterator[tuple[str, bytes | InputError]]:
        for path, document in self._due(".docx"):
            try:
                template = self._template(document)
                yield path, render_docx(document, template).data
            except InputError as error:
                yield path, error

    def _template(self, document: Document) -> WordTemplate:
        """Return the template of a language, by the names that templates of a project have."""
        paths = {PurePosixPath(path).name: path for path in self.shelf.paths("template")}
        base = f"{document.addressee.lower()}-report"
        names = (f"{base}.{document.language}.docx", f"{base}.docx")
        path = next((paths[name] for name in names if name in paths), None)
        if path is None:
            raise InputError([self.shelf.store.damaged(self.shelf.held.folder, "no template")])
        if path not in self._templates:
            self._templates[path] = WordTemplate(self.shelf.take(path), path)
        return self._templates[path]

    def _pages(self) -> Iterator[Rebuilt]:
        pages = self.shelf.renditions(".html")
        switch = [
            Alternate(key, PurePosixPath(pages[key]).name) for key in LANGUAGE_KEYS if key in pages
        ]
        with closing(Pandoc()) as pandoc:
            for path, document in self._due(".html"):
                try:
                    made = pandoc.convert(html_order(document, switch))
                except MissingToolError as error:
                    yield _unmade(path, error)
                else:
                    yield self._compared(path, made)

    def _pdf_files(self, docx: Mapping[str, bytes | InputError]) -> Iterator[Rebuilt]:
        word_files = self.shelf.renditions(".docx")
        due = dict(self._due(".pdf"))
        jobs = []
        for path, document in due.items():
            made = docx.get(word_files.get(document.language, ""))
            if isinstance(made, bytes):
                jobs.append(PdfJob.for_document(path, for_libreoffice(made), document))
            else:
                yield Rebuilt(path, "not comparable", "there is no Word file to make it from")
        try:
            results = sorted(
                convert(jobs, find_office(), workers=self.jobs), key=lambda each: each.key
            )
        except MissingToolError as error:
            yield from (_unmade(job.key, error) for job in jobs)
            return
        others = self._other_programs([each.data for each in results if each.data])
        for each in results:
            if each.failure is not None:
                yield Rebuilt(each.key, "differs", f"cannot be made: {each.failure.message}")
            else:
                yield self._compared_pdf(each.key, each.data, others)

    def _other_programs(self, pdfs: Sequence[bytes]) -> str:
        """Say which of the programs and fonts of a PDF file are others here; "" if none is."""
        now = {"LibreOffice": program_answer(find_office().program)}
        now |= {f"font {name}": version for name, version in font_versions(pdfs).items()}
        then = {
            name: version
            for name, version in self.shelf.record.tools.items()
            if name == "LibreOffice" or name.startswith("font ")
        }
        names = sorted(name for name in {*now, *then} if now.get(name) != then.get(name))
        return "; ".join(f"{name}: {then.get(name)} then, {now.get(name)} now" for name in names)

    def _compared_pdf(self, path: str, made: bytes, others: str) -> Rebuilt:
        issued = self.shelf.take(path)
        if made == issued:
            return Rebuilt(path, "identical", data=made)
        if not others:
            return self._compared(path, made)
        try:
            was, now = page_words(issued), page_words(made)
        except ValueError as error:
            return Rebuilt(path, "not comparable", str(error), made)
        if len(was) != len(now):
            detail = f"{len(was)} pages then, {len(now)} now ({others})"
            return Rebuilt(path, "differs", detail, made)
        if "".join(was) != "".join(now):
            page = next(
                at for at, both in enumerate(zip(was, now, strict=True), 1) if both[0] != both[1]
            )
            return Rebuilt(path, "differs", f"other words on page {page} ({others})", made)
        return Rebuilt(path, "same words", f"{len(was)} pages, other programs ({others})", made)

    def _compared(self, path: str, made: bytes | InputError) -> Rebuilt:
        if isinstance(made, InputError):
            detail = f"cannot be made: {made.problems[0].message}"
            return Rebuilt(path, "differs", self._because(detail))
        issued = self.shelf.take(path)
        if made == issued:
            return Rebuilt(path, "identical", data=made)
        return Rebuilt(path, "differs", self._because(first_difference(issued, made, path)), made)

    def _because(self, detail: str) -> str:
        """Add that another version of this program is at work, where it is."""
        then = self.shelf.record.reportgen
        if then == self.program:
            return detail
        return (
            f"{detail}; issued by reportgen {then}, this is {self.program}: its wheel is in tools"
        )


def _unmade(path: str, error: MissingToolError) -> Rebuilt:
    message = error.problems[0].message if error.problems else str(error)
    return Rebuilt(path, "not comparable", message, is_missing_tool=True)
