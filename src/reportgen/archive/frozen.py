"""A frozen issue as it lies on the disk before it is archived: its record, and its files.

In goes a folder that `reportgen issue` made, with `issue.json`; out come the record and its bytes,
or every fault of the folder (`frozen-…`). Digests are compared when the files are copied.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from reportgen.archive.layout import README_NAME
from reportgen.archive.metadata import FOLDER
from reportgen.errors import InputError, Problem
from reportgen.issues.record import RECORD_NAME, IssueRecord, load_record

_LARGEST_RECORD = 64 * 2**20
HINT_FROZEN = "an issued document is never rewritten: bring the folder back from version control"


@dataclass(frozen=True, slots=True)
class FrozenIssue:
    """One frozen issue: where it lies, its record, and the record's bytes."""

    folder: Path
    record: IssueRecord
    data: bytes


def read_frozen(folder: Path) -> FrozenIssue:
    """Return the frozen issue in a folder; raise InputError with every fault of it."""
    path = folder / RECORD_NAME
    try:
        if path.stat().st_size > _LARGEST_RECORD:
            raise InputError([_fault(path, "frozen-record", "the record is too large")])
        data = path.read_bytes()
    except OSError as error:
        message = f"there is no frozen issue: {error.strerror}"
        hint = "name the folder that `reportgen issue` made, or MEETING_DIR and the symbol"
        raise InputError([_fault(folder, "frozen-missing", message, hint)]) from None
    record = read_record(data, path)
    try:
        problems = [
            _fault(folder / each, code, text) for each, code, text in _faults(folder, record)
        ]
    except OSError as error:
        path = Path(error.filename or folder)
        problems = [_fault(path, "frozen-unreadable", f"cannot be read: {error.strerror}", "")]
    if problems:
        raise InputError(problems)
    return FrozenIssue(folder, record, data)


def read_record(data: bytes, path: Path) -> IssueRecord:
    """Return the record that `issue.json` holds; raise InputError (`frozen-record`) if it is none.

    `path` is named in the fault.
    """
    try:
        return load_record(data)
    except ValueError as error:
        raise InputError([_fault(path, "frozen-record", str(error))]) from None


def _faults(folder: Path, record: IssueRecord) -> Iterator[tuple[str, str, str]]:
    """Yield path, code and message of what is not as the record says, digests apart."""
    for path in sorted(record.files):
        if path.split("/")[0] in {FOLDER, README_NAME, RECORD_NAME}:
            yield RECORD_NAME, "frozen-record", f'"{path}" is no name for a file of an issue'
    there = dict(_entries(folder))
    for path, kind in sorted(there.items()):
        if kind == "link":
            yield path, "frozen-added", "this is no plain file or folder"
        elif path not in record.files and path != RECORD_NAME:
            yield path, "frozen-added", "the record of the issue does not name this file"
    for path, frozen in sorted(record.files.items()):
        if path not in there:
            yield path, "frozen-file-missing", "the record names this file; it is not there"
        elif there[path] == "file" and (folder / path).stat().st_size != frozen.bytes:
            yield path, "frozen-changed", f"the file does not have {frozen.bytes} bytes any more"


def _entries(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield every file below a folder, and whatever is neither a file nor a folder."""
    waiting = [folder]
    while waiting:
        for entry in waiting.pop().iterdir():
            path = entry.relative_to(folder).as_posix()
            if entry.is_symlink() or not (entry.is_dir() or entry.is_file()):
                yield path, "link"
            elif entry.is_dir():
                waiting.append(entry)
            else:
                yield path, "file"


def _fault(path: Path, code: str, message: str, hint: str = HINT_FROZEN) -> Problem:
    return Problem(str(path), 0, 0, "error", code, message, hint)
