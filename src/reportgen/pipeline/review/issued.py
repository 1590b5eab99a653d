"""The issue that a report under review is compared with: from the register, or a frozen folder."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from reportgen.document import Document
from reportgen.document.files import load_document
from reportgen.errors import InputError, Problem, UsageError, did_you_mean
from reportgen.issues.record import RECORD_NAME, IssueRecord, load_record
from reportgen.issues.register import Register, read_register
from reportgen.manifest import sha256
from reportgen.outcomes import MeetingSource
from reportgen.pipeline.issuing.frozen import read_frozen
from reportgen.pipeline.project import shown_path
from reportgen.pipeline.workspace import raise_errors


@dataclass(frozen=True, slots=True)
class IssuedReport:
    """An issue of a report: its record, and its Documents by language."""

    record: IssueRecord
    documents: Mapping[str, Document]


@dataclass(frozen=True, slots=True)
class IssuedReports:
    """The issues of a meeting's reports, and the one that was asked for.

    `since` is its full symbol, or its frozen folder, of which `named` is what was read; `base` is
    the folder that shown paths start from.
    """

    register: Register
    base: Path
    since: str = ""
    named: IssuedReport | None = None

    def of(self, addressee: str) -> IssuedReport | None:
        """Return what the report to an addressee is compared with; None if it was never issued.

        That is the issue asked for if it is one of this report, else the one in force. Raises
        InputError for an issue that cannot be read, is no longer what was frozen, or is another's.
        """
        if self.named is not None and self.named.record.addressee == addressee:
            return self.named
        entries = self.register.of(addressee)
        entry = next((each for each in entries if each.full_symbol == self.since), None)
        entry = entry or self.register.current(addressee)
        if entry is None:
            return None
        meeting = self.register.path.parent
        record = read_frozen(meeting, entry)
        if (record.meeting, record.addressee) != (self.register.meeting, addressee):
            message = f"the issue is not of the report to {addressee}, as the register says"
            raise _damaged(meeting / entry.folder / RECORD_NAME, self.base, message)
        return IssuedReport(record, _documents(meeting / entry.folder, record, self.base))

    def is_known(self) -> bool:
        """Whether the issue asked for is one of this meeting."""
        symbols = {each.full_symbol for each in self.register.entries}
        return not self.since or self.since in symbols or self.named is not None


def issued_reports(source: MeetingSource, base: Path, since: str = "") -> IssuedReports:
    """Return the issues of a meeting's reports.

    Raises InputError for a faulty register, and for a folder in `since` that cannot be read.
    """
    register = read_register(source.folder, source.shown)
    raise_errors(register.problems)
    folder = base / since
    named = None
    if since and (folder / RECORD_NAME).is_file():
        found = read_issued(folder, base)
        named = found if found.record.meeting == source.meeting_id else None
    return IssuedReports(register, base, since, named)


def check_since(meetings: tuple[IssuedReports, ...]) -> None:
    """Raise UsageError where no meeting has issued what the comparison was asked with."""
    if any(each.is_known() for each in meetings):
        return
    since = meetings[0].since
    known = [entry.full_symbol for each in meetings for entry in each.register.entries]
    near = did_you_mean(since, known) or "name an issue by its symbol, or its frozen folder"
    raise UsageError(f'nothing was issued as "{since}"; {near}')


def read_issued(folder: Path, base: Path) -> IssuedReport:
    """Return the issue frozen in a folder, which need not be registered.

    Raises InputError (`issue-damaged`) for a record or Document that cannot be read, and for a
    Document other than what was issued.
    """
    path = folder / RECORD_NAME
    try:
        record = load_record(_bytes(path, base))
    except ValueError as error:
        raise _damaged(path, base, str(error)) from None
    return IssuedReport(record, _documents(folder, record, base))


def _documents(folder: Path, record: IssueRecord, base: Path) -> dict[str, Document]:
    """Return the Documents of an issue by language."""
    documents = {}
    for name, file in record.files.items():
        if file.role != "document":
            continue
        path = folder / name
        data = _bytes(path, base)
        if sha256(data) != file.sha256:
            raise _damaged(path, base, "the file is not the one that was issued")
        try:
            document = load_document(data)
        except ValueError as error:
            raise _damaged(path, base, str(error)) from None
        documents[document.language] = document
    return documents


def _bytes(path: Path, base: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        message = f"the file cannot be read: {error.strerror}"
        raise _damaged(path, base, message) from None


def _damaged(path: Path, base: Path, message: str) -> InputError:
    shown = str(shown_path(path, base))
    hint = "restore it from the archive, or from a backup"
    return InputError([Problem(shown, 0, 0, "error", "issue-damaged", message, hint)])
