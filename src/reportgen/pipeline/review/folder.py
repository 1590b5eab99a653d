"""The folder `review/` of a meeting: drafts that went out, copies that came back, decisions.

::

    <draft>.json                    the side file of a draft (PackedDraft)
    <draft>.docx                    the draft itself, which can be made again: not committed
    <draft>.returned-<sha8>.json    what was read from a copy (Returned), by the copy's digest
    <draft>.decisions.json          what was decided on its changes and comments

The JSON files are the record of the review and belong to the project's history.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from reportgen.errors import InputError, Problem, UsageError, did_you_mean
from reportgen.pipeline.files import write_files
from reportgen.pipeline.project import shown_path
from reportgen.pipeline.workspace import Workspace
from reportgen.review.model import Decision, PackedDraft, Returned
from reportgen.review.records import (
    decisions_json,
    read_decisions,
    read_draft,
    read_returned,
    record_json,
)

REVIEW_FOLDER = "review"
_RETURNED = ".returned-"
_DECISIONS = ".decisions.json"


@dataclass(frozen=True, slots=True)
class ReviewFolder:
    """The review folder of a meeting; `base` is the folder that shown paths start from.

    The folder need not be there: then nothing has gone out yet. Whatever is read may raise
    InputError (`review-damaged`, `review-format`).
    """

    path: Path
    base: Path

    def drafts(self) -> tuple[PackedDraft, ...]:
        """Return all drafts in the order in which they were packed."""
        names = self.path.glob("*.json") if self.path.is_dir() else ()
        found = [self._draft(path) for path in names if _is_draft(path)]
        return tuple(sorted(found, key=lambda draft: (draft.packed, draft.id)))

    def draft(self, draft_id: str) -> PackedDraft | None:
        """Return a draft by its id, None where the meeting has none of that id.

        The id may come from a file that somebody sent: it is compared, and makes no path.
        """
        return next((draft for draft in self.drafts() if draft.id == draft_id), None)

    def returned(self, draft: PackedDraft) -> tuple[Returned, ...]:
        """Return what was read from the copies of a draft, in order of their files' names."""
        paths = sorted(self.path.glob(f"{draft.id}{_RETURNED}*.json"))
        found = [read_returned(path.read_bytes(), self._shown(path)) for path in paths]
        return tuple(sorted(found, key=lambda copy: (copy.file, copy.sha256)))

    def decisions(self, draft: PackedDraft) -> tuple[Decision, ...]:
        """Return what was decided on the changes and comments of a draft's copies, in order."""
        path = self._decisions_path(draft)
        if not path.is_file():
            return ()
        return read_decisions(path.read_bytes(), self._shown(path))

    def draft_path(self, draft_id: str) -> Path:
        """Return the place of a draft's side file."""
        return self.path / f"{draft_id}.json"

    def record_returned(self, draft: PackedDraft, returned: Returned) -> Path:
        """Write what was read from a copy and return the file; the same copy has the same file."""
        path = self.path / f"{draft.id}{_RETURNED}{returned.sha256[:8]}.json"
        write_files({path: record_json(returned)})
        return path

    def record_decisions(self, draft: PackedDraft, new: Iterable[Decision]) -> Path:
        """Add decisions to those of a draft and return the file; one that is there is not added."""
        path, data = self.with_decisions(draft, new)
        write_files({path: data})
        return path

    def with_decisions(self, draft: PackedDraft, new: Iterable[Decision]) -> tuple[Path, bytes]:
        """Return the file of decisions with these added, to be written with other files."""
        known = self.decisions(draft)
        everything = tuple(dict.fromkeys((*known, *new)))
        return self._decisions_path(draft), decisions_json(everything)

    def _decisions_path(self, draft: PackedDraft) -> Path:
        return self.path / f"{draft.id}{_DECISIONS}"

    def _draft(self, path: Path) -> PackedDraft:
        draft = read_draft(path.read_bytes(), self._shown(path))
        if draft.id != path.stem:
            message = f'the draft calls itself "{draft.id}", which is not the name of its file'
            problem = Problem(self._shown(path), 0, 0, "error", "review-damaged", message)
            raise InputError([problem])
        return draft

    def _shown(self, path: Path) -> str:
        return str(shown_path(path, self.base))


def review_folder(workspace: Workspace, meeting_folder: Path) -> ReviewFolder:
    """Return the review folder of a meeting."""
    return ReviewFolder(meeting_folder / REVIEW_FOLDER, workspace.base)


def review_folders(workspace: Workspace) -> Iterator[ReviewFolder]:
    """Yield the review folders of all meetings, in order of name."""
    for folder in workspace.project.meeting_folders():
        yield review_folder(workspace, folder)


def find_draft(workspace: Workspace, draft_id: str) -> tuple[ReviewFolder, PackedDraft]:
    """Return a draft of any meeting by its id, with the folder that it lies in.

    Raises UsageError where no meeting has one of that id.
    """
    known = []
    for folder in review_folders(workspace):
        for draft in folder.drafts():
            if draft.id == draft_id:
                return folder, draft
            known.append(draft.id)
    near = did_you_mean(draft_id, known)
    raise UsageError(f'there is no draft "{draft_id}"' + (f"; {near}" if near else ""))


def _is_draft(path: Path) -> bool:
    return _RETURNED not in path.name and not path.name.endswith(_DECISIONS)
