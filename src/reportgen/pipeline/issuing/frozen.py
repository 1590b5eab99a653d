"""Issues that are frozen already: found by the register, read only if they are as registered."""

from __future__ import annotations

from pathlib import Path

from reportgen.errors import InputError, Problem
from reportgen.issues.record import RECORD_NAME, IssueRecord, load_record
from reportgen.issues.register import Register, RegisterEntry, read_register
from reportgen.manifest import sha256
from reportgen.pipeline.project import Project, shown_path

_HINT = "restore it from the archive, or from a backup: nothing is issued after a damaged issue"


def read_registers(project: Project, base: Path) -> tuple[Register, ...]:
    """Return the registers of all meetings of a project, in order of their folders."""
    folders = project.meeting_folders()
    return tuple(read_register(folder, shown_path(folder, base)) for folder in folders)


def read_frozen(folder: Path, entry: RegisterEntry, *, restricted: bool = False) -> IssueRecord:
    """Return the record of a registered issue; `folder` is that of its meeting.

    Raises InputError (`issue-damaged`) unless it has the digest that the register says.
    """
    name = entry.restricted_folder if restricted else entry.folder
    digest = entry.restricted_sha256 if restricted else entry.sha256
    path = folder / name / RECORD_NAME
    try:
        data = path.read_bytes()
    except OSError as error:
        raise _damaged(path, f"the record cannot be read: {error.strerror}") from None
    if sha256(data) != digest:
        raise _damaged(path, "the record is not the one that was registered")
    try:
        return load_record(data)
    except ValueError as error:
        raise _damaged(path, str(error)) from None


def read_file(folder: Path, entry: RegisterEntry, record: IssueRecord, path: str) -> bytes:
    """Return a file of a registered issue.

    Raises InputError (`issue-damaged`) unless it has the digest that the record says.
    """
    place = folder / entry.folder / path
    try:
        data = place.read_bytes()
    except OSError as error:
        raise _damaged(place, f"the file cannot be read: {error.strerror}") from None
    if sha256(data) != record.files[path].sha256:
        raise _damaged(place, "the file is not the one that was issued")
    return data


def _damaged(path: Path, message: str) -> InputError:
    return InputError([Problem(str(path), 0, 0, "error", "issue-damaged", message, _HINT)])
