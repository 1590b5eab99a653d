"""`review read`: copies that came back are read, traced to their drafts, and recorded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from reportgen.errors import InputError, Problem, UsageError, sort_problems
from reportgen.opc.package import MAX_FILE_BYTES
from reportgen.pipeline.project import shown_path
from reportgen.pipeline.review.fields import FieldReader
from reportgen.pipeline.review.folder import ReviewFolder, review_folders
from reportgen.pipeline.workspace import Workspace
from reportgen.review.draft import draft_mark
from reportgen.review.model import PackedDraft, Returned
from reportgen.review.reading import ReturnedFile, compare, likely_draft, read_file


@dataclass(frozen=True, slots=True)
class ReadCopy:
    """A copy that was read, the draft it is of, and the folder that the draft lies in.

    `shown` is the file's path as users see it; `is_sure` tells whether the file itself said which
    draft it is, or its words did.
    """

    returned: Returned
    draft: PackedDraft
    folder: ReviewFolder
    shown: Path
    is_sure: bool

    def as_dict(self) -> dict[str, Any]:
        """Return the form that `--format json` prints."""
        return asdict(self.returned)


def read_copies(workspace: Workspace, paths: Sequence[Path]) -> tuple[ReadCopy, ...]:
    """Return what is in returned files; nothing is written.

    Raises InputError with the problems of all files that cannot be read (`returned-not-docx`,
    `returned-too-large`, `returned-active-content`) or are of no known draft
    (`returned-unknown-draft`); UsageError for a file that is not there.
    """
    known = [(draft, folder) for folder in review_folders(workspace) for draft in folder.drafts()]
    copies = []
    problems: list[Problem] = []
    for path in paths:
        try:
            copies.append(_read_copy(workspace, path, known))
        except InputError as error:
            problems += error.problems
    if problems:
        raise InputError(sort_problems(problems))
    return tuple(copies)


def record_copies(copies: Iterable[ReadCopy], base: Path) -> tuple[Path, ...]:
    """Write what was read into the folders of the drafts; return the files as users see them."""
    written = [copy.folder.record_returned(copy.draft, copy.returned) for copy in copies]
    return tuple(shown_path(path, base) for path in written)


def _read_copy(
    workspace: Workspace, path: Path, known: Sequence[tuple[PackedDraft, ReviewFolder]]
) -> ReadCopy:
    shown = shown_path(path, workspace.base)
    data = _bytes(path, str(shown))
    file = read_file(data, str(shown))
    draft, folder, is_sure = _draft_of(file, known, str(shown))
    reader = FieldReader(workspace.organisation, draft.language)
    returned = compare(file, draft, str(shown), data, reader.read)
    return ReadCopy(returned, draft, folder, shown, is_sure)


def _bytes(path: Path, shown: str) -> bytes:
    """Return the content of a file, which is not read into memory if it is too large."""
    if not path.is_file():
        raise UsageError(f"{shown}: there is no such file")
    if path.stat().st_size > MAX_FILE_BYTES:
        message = f"the file is larger than {MAX_FILE_BYTES // 2**20} MB"
        raise InputError([Problem(shown, 0, 0, "error", "returned-too-large", message)])
    return path.read_bytes()


def _draft_of(
    file: ReturnedFile, known: Sequence[tuple[PackedDraft, ReviewFolder]], shown: str
) -> tuple[PackedDraft, ReviewFolder, bool]:
    """Return the draft that a file says it is a copy of, or the one whose words it has.

    It says so in its properties, or where these were taken out by the marks in its text.
    """
    for draft, folder in known:
        if file.draft and draft.id == file.draft:
            return draft, folder, True
    by_mark = {draft_mark(draft.id): (draft, folder) for draft, folder in known}
    for mark in file.marks:
        if mark in by_mark and not file.draft:
            return (*by_mark[mark], True)
    found = likely_draft(file, (draft for draft, _ in known))
    for draft, folder in known:
        if draft is found:
            return draft, folder, False
    message = "this is a copy of no draft that is known here"
    if file.draft:
        message = f'this is a copy of the draft "{file.draft}", of which there is no record here'
    hint = "read it in the project that it was packed in, with the folder review/ of the meeting"
    raise InputError([Problem(shown, 0, 0, "error", "returned-unknown-draft", message, hint)])
