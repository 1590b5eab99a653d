"""A project with drafts that went out, and copies of them with changes that somebody made."""

from __future__ import annotations

import difflib
import json
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

from reportgen.pipeline.review.applying import ApplyResult, apply_copies
from reportgen.pipeline.review.choosing import Copy, Wishes
from reportgen.pipeline.review.deciding import ApplyOrder
from reportgen.pipeline.review.folder import ReviewFolder, review_folder
from reportgen.pipeline.review.packing import PackOrder, pack
from reportgen.pipeline.workspace import Workspace
from reportgen.review.model import (
    FORMAT,
    Change,
    EditText,
    EditValue,
    PackedDraft,
    Proposal,
    Returned,
)
from tests.building.support import MEETING, BuiltProject, copy_project

_NUMBERS = count(1)
PACKED = "2023-05-20T10:00:00Z"


@dataclass
class Reviewed:
    """A project of which drafts have been packed; `draft` is the one that is looked at."""

    project: BuiltProject
    draft: PackedDraft
    changes: list[Change] = field(default_factory=list)

    @property
    def workspace(self) -> Workspace:
        """A fresh look at the project."""
        return self.project.workspace

    @property
    def folder(self) -> ReviewFolder:
        """The review folder of the meeting."""
        return review_folder(self.workspace, self.project.root / "reports" / MEETING)

    def path(self, name: str = "outcomes.yaml") -> Path:
        """Return a file of the meeting."""
        return self.project.root / "reports" / MEETING / name

    def text(self, name: str = "outcomes.yaml") -> str:
        """Return the words of a file of the meeting."""
        return self.path(name).read_text(encoding="utf-8")

    def pack(self, addressee: str = "TSAG", language: str = "en", packed: str = PACKED) -> Reviewed:
        """Pack another draft of the same project, at a time, and return it."""
        return Reviewed(self.project, pack_draft(self.project, addressee, language, packed))

    def change(self, *proposals: Proposal, author: str = "A. Chair", **more: Any) -> str:
        """Have somebody make a change with these proposals; return its id."""
        key = f"c{next(_NUMBERS):04}"
        made = {"kind": "replacement", "date": "2023-06-01T09:00:00Z", "proposals": proposals}
        self.changes.append(Change(id=key, author=author, **made | more))
        return key

    def edit(self, origin: str, old: str, new: str, author: str = "A. Chair") -> str:
        """Have somebody change words that stand in a text once; return the id of the change."""
        source = self.draft.texts[origin]
        assert source.count(old) == 1, f"{old!r} stands {source.count(old)} times in {origin}"
        start = source.index(old)
        proposal = EditText(origin, start, start + len(old), new)
        return self.change(proposal, author=author, origin=origin, old=old, new=new)

    def value(self, name: str, old: str, new: str, value: str = "") -> str:
        """Have somebody change the value of a field; return the id of the change."""
        return self.change(EditValue(name, old, new, value), field=name, old=old, new=new)

    def copy(self) -> Copy:
        """Return the copy with the changes so far, and begin another one."""
        digest = f"{next(_NUMBERS):064x}"[::-1]
        draft, changes = self.draft, tuple(self.changes)
        self.changes = []
        returned = Returned(
            FORMAT, draft.id, draft.meeting, draft.addressee, draft.language, "x.docx", digest,
            changes,
        )  # fmt: skip
        return Copy(self.folder, draft, returned)

    def apply(
        self,
        *copies: Copy,
        accept: tuple[str, ...] = ("all",),
        reject: tuple[str, ...] = (),
        **more: Any,
    ) -> ApplyResult:
        """Take changes over, those made so far where no copy is given."""
        wishes = Wishes(accept, reject)
        order = ApplyOrder(wishes, "S. Secretary", "2023-06-05", **more)
        return apply_copies(self.workspace, copies or (self.copy(),), order)

    def verdicts(self) -> dict[str, str]:
        """Return what was decided, by change."""
        return {each.change: each.verdict for each in self.folder.decisions(self.draft)}


def pack_draft(
    project: BuiltProject, addressee: str, language: str, packed_at: str = PACKED
) -> PackedDraft:
    """Pack a draft of a report."""
    folder = project.root / "reports" / MEETING
    order = PackOrder(folder, "A. Chair", packed_at, (addressee,), (language,))
    (packed,) = pack(project.workspace, "0", order)
    return packed.draft


def reviewed(root: Path, addressee: str = "TSAG", language: str = "en") -> Reviewed:
    """Return a copy of this repository's project with a draft that has gone out."""
    project = copy_project(root)
    return Reviewed(project, pack_draft(project, addressee, language))


def statuses(result: ApplyResult) -> dict[str, str]:
    """Return what became of each change, by id."""
    return {each.entry.change.id: each.status for each in result.settled}


def reasons(result: ApplyResult) -> dict[str, str]:
    """Return why changes were not taken over, by id."""
    return {each.entry.change.id: each.why for each in result.settled}


def difference(before: str, after: str) -> list[str]:
    """Return the lines that went and came, marked as in a diff."""
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm="")
    return [line for line in lines if not line.startswith(("---", "+++", "@@"))]


def files_of(project: BuiltProject) -> dict[str, bytes]:
    """Return every file of the project's reports."""
    return {
        path.relative_to(project.root).as_posix(): path.read_bytes()
        for path in sorted((project.root / "reports").rglob("*"))
        if path.is_file()
    }


def as_json(result: ApplyResult) -> str:
    """Return the statuses of a result in one line, for messages of tests."""
    return json.dumps(statuses(result))
