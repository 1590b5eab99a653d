"""What goes into a conversion to PDF and what comes out of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from reportgen.document import Document
from reportgen.errors import Problem

Claim = Literal["PDF/A-2a", "PDF/UA-1", "fonts"]
"""What a finding speaks against: a standard, or that every font is in the file."""

Reason = Literal["time-out", "crash", "no-file", "damaged"]
"""Why there is no PDF: LibreOffice took too long, ended early, left the document out, or wrote
something that cannot be read."""


@dataclass(frozen=True, slots=True)
class PdfJob:
    """A Word file to be converted, and what the PDF says about itself.

    `key` is the caller's own name for it and comes back with the result; each is used once.
    `language` is a BCP 47 tag, `date` an ISO date: the only date that the file will have.
    """

    key: str
    docx: bytes
    language: str
    title: str
    date: str
    creator: str = ""
    subject: str = ""
    keywords: tuple[str, ...] = ()

    @classmethod
    def for_document(cls, key: str, docx: bytes, document: Document) -> PdfJob:
        """Return the job of converting the Word file that was made of a Document."""
        return cls(
            key=key,
            docx=docx,
            language=document.tag,
            title=document.title,
            date=document.date,
            creator=document.creator,
            subject=document.subject,
            keywords=document.keywords,
        )


@dataclass(frozen=True, slots=True)
class PdfFinding:
    """A rule that a PDF breaks: what it is a claim of, the checker's name for it, and its words."""

    claim: Claim
    rule: str
    message: str

    @property
    def words(self) -> str:
        """What is to be said of the file: the message, and which claim does not hold."""
        if self.claim == "fonts":
            return self.message
        return f"the file is not {self.claim}: {self.message}"


@dataclass(frozen=True, slots=True)
class PdfFailure:
    """Why a document could not be converted; `message` is a sentence for who asked for it."""

    reason: Reason
    message: str


@dataclass(frozen=True, slots=True)
class PdfResult:
    """What became of a job: the PDF with what the checker found, or the failure.

    `data` is empty after a failure. `fonts` are the names of the fonts in the file, sorted.
    """

    key: str
    data: bytes = b""
    findings: tuple[PdfFinding, ...] = ()
    fonts: tuple[str, ...] = ()
    failure: PdfFailure | None = None

    @property
    def is_sound(self) -> bool:
        """Whether there is a file that keeps what it claims."""
        return self.failure is None and not self.findings

    def problems(self, path: str) -> Iterator[Problem]:
        """Yield what is wrong, for the file at `path`, as problems that stop a final."""
        if self.failure is not None:
            hint = "build it again; if it stays, open the Word file in LibreOffice"
            yield Problem(path, 0, 0, "error", "pdf-not-made", self.failure.message, hint)
        for finding in self.findings:
            yield Problem(path, 0, 0, "error", "pdf-not-sound", finding.words, where=finding.rule)
