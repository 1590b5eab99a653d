"""What redlines compare with: the reports of an issue, or of an earlier build."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from reportgen.document import Document
from reportgen.errors import InputError, Problem, UsageError, did_you_mean
from reportgen.issues.record import RECORD_NAME, load_record
from reportgen.manifest import MANIFEST_NAME, read_manifest, sha256
from reportgen.pipeline.issuing.frozen import read_registers
from reportgen.pipeline.project import Project


@dataclass(frozen=True, slots=True)
class EarlierReports:
    """The Word files of an issue or a build, by addressee and language.

    `name` is how the user named it, `folder` where it lies, `meeting` whose reports they are.
    """

    name: str
    folder: Path
    meeting: str
    files: Mapping[tuple[str, str], Path]


def find_earlier(project: Project, name: str) -> EarlierReports:
    """Return the reports that a user named: by a folder, or an issue by its full symbol.

    The folder is that of a frozen issue or of a build. Raises UsageError for what is neither, and
    InputError (`earlier-damaged`) where a file is not as it was issued or built.
    """
    folder = Path(name)
    if folder.name in (RECORD_NAME, MANIFEST_NAME):
        folder = folder.parent
    if not folder.is_dir():
        folder = issue_folder(project, name)
    if (folder / RECORD_NAME).is_file():
        return _issued(folder, name)
    if (folder / MANIFEST_NAME).is_file():
        return _built(folder, name)
    raise UsageError(
        f"{name} holds neither {RECORD_NAME} of an issue nor {MANIFEST_NAME} of a build"
    )


def issue_folder(project: Project, symbol: str) -> Path:
    """Return the folder of the issue with this full symbol, as the registers of meetings have it.

    Raises UsageError where none has it, and InputError for a register that cannot be read.
    """
    known: dict[str, Path] = {}
    for register in read_registers(project, project.root):
        if any(problem.severity == "error" for problem in register.problems):
            raise InputError(register.problems)
        folder = register.path.parent
        known |= {entry.full_symbol: folder / entry.folder for entry in register.entries}
    if symbol in known:
        return known[symbol]
    near = did_you_mean(symbol, known) or "name an issue by its full symbol, or a folder"
    raise UsageError(f'there is no issue "{symbol}" and no folder of that name; {near}')


def since(
    earlier: Path, new: bytes, document: Document, name: str
) -> tuple[bytes, tuple[Problem, ...]]:
    """Return the redline of a report, and what is to be said of it; no bytes if none can be made.

    Who made the changes is the author of the report, when is its date: the same report has the same
    redline whenever it is made. Problems are of the file `name`. What is wrong with the redline is
    no fault of the report, and does not keep it from being built.
    """
    from reportgen.pipeline.redline import read_word_file, remarks
    from reportgen.redline.engine import redline_docx

    try:
        old = read_word_file(earlier)
        paths = (str(earlier), name)
        result = redline_docx(old, new, document.creator, document.date, paths)
    except InputError as error:
        return b"", tuple(replace(each, severity="warning") for each in error.problems)
    return result.data, tuple(remarks(result, f"{document.addressee}/{name}"))


def _issued(folder: Path, name: str) -> EarlierReports:
    """Return the Word files of a frozen issue."""
    path = folder / RECORD_NAME
    try:
        record = load_record(path.read_bytes())
    except (OSError, ValueError) as error:
        message = f"this is not the record of an issue: {error}"
        raise InputError([Problem(str(path), 0, 0, "error", "earlier-damaged", message)]) from None
    recorded = {
        (record.addressee, file.language): (place, file.sha256)
        for place, file in record.files.items()
        if file.role == "rendition" and place.endswith(".docx")
    }
    return EarlierReports(name, folder, record.meeting, _whole(folder, recorded))


def _built(folder: Path, name: str) -> EarlierReports:
    """Return the Word files of an earlier build."""
    manifest = read_manifest(folder)
    if manifest is None:
        path = folder / MANIFEST_NAME
        message = "this is not the record of a build"
        raise InputError([Problem(str(path), 0, 0, "error", "earlier-damaged", message)])
    recorded = {
        (each.addressee, each.language): (each.path, each.sha256)
        for each in manifest.renditions
        if each.format == "docx"
    }
    return EarlierReports(name, folder, manifest.meeting, _whole(folder, recorded))


def _whole(
    folder: Path, recorded: Mapping[tuple[str, str], tuple[str, str]]
) -> dict[tuple[str, str], Path]:
    """Return the files, each with the bytes that the record says.

    Raises InputError with all that are not, or that do not lie in the folder.
    """
    top = folder.resolve()
    found = {}
    problems = []
    for slot, (place, digest) in recorded.items():
        path = folder / place
        if not path.resolve().is_relative_to(top) or not _has_digest(path, digest):
            message = "the file is not the one that was recorded here"
            problems.append(Problem(str(path), 0, 0, "error", "earlier-damaged", message))
        found[slot] = path.resolve()
    if problems:
        raise InputError(problems)
    return found


def _has_digest(path: Path, digest: str) -> bool:
    try:
        return sha256(path.read_bytes()) == digest
    except OSError:
        return False
