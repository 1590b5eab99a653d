"""Changes of returned copies taken over into the sources: all that were accepted, or none.

In go copies, and what of them is accepted and rejected; out come the files changed and, for every
change, what became of it. Everything is made and checked first, then written together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from reportgen.errors import InputError, Problem, sort_problems
from reportgen.pipeline.files import locked
from reportgen.pipeline.project import shown_path
from reportgen.pipeline.review.choosing import (
    Copy,
    Entry,
    all_entries,
)
from reportgen.pipeline.review.deciding import (
    BEFORE,
    ApplyOrder,
    Decided,
    accepted_earlier,
    decide,
    settle_conflicts,
)
from reportgen.pipeline.review.journal import complete, is_pending, write_together
from reportgen.pipeline.review.plan import Plan, make_plan
from reportgen.pipeline.review.verifying import new_errors
from reportgen.pipeline.workspace import Workspace
from reportgen.review.model import Decision

Status = Literal["applied", "rejected", "left", "comment"]

_IN_USE: Final = "wait until the other run has ended"


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of a change, and why where it was not taken over."""

    entry: Entry
    status: Status
    why: str = ""


@dataclass(frozen=True, slots=True)
class FileChange:
    """A source that changes: its path as shown, its text before and after."""

    path: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class ApplyResult:
    """What came of an order: every change, the sources that change, and problems.

    Where there is a problem, nothing was written and no change was taken over. `completed` are
    files that a run before, cut off, had left to be written.
    """

    settled: tuple[Settled, ...]
    files: tuple[FileChange, ...] = ()
    problems: tuple[Problem, ...] = ()
    completed: tuple[str, ...] = ()

    @property
    def is_refused(self) -> bool:
        """Whether nothing was taken over."""
        return bool(self.problems)

    def counts(self) -> Counter[Status]:
        """Return how many changes there are of each status; together they are all there are."""
        return Counter(each.status for each in self.settled)


def apply_copies(workspace: Workspace, copies: Sequence[Copy], order: ApplyOrder) -> ApplyResult:
    """Take changes of copies over into the sources of the project.

    Raises UsageError for wishes that name nothing, InputError for a source that cannot be read or
    written.
    """
    completed = _completed(workspace, order)
    folders = sorted({copy.folder.path for copy in copies})
    with ExitStack() as stack:
        if not order.is_trial:
            for folder in folders:
                stack.enter_context(locked(folder, _IN_USE))
        entries = all_entries(copies)
        order.wishes.check(entries)
        decided = decide(entries, order)
        earlier = accepted_earlier(copies, entries)
        problems = settle_conflicts(workspace, decided, earlier, order)
        if problems:
            return _refused(entries, decided, problems, completed)
        accepted = list(decided.accepted.values())
        plan = make_plan(workspace, accepted, [*decided.earlier.values(), *earlier])
        problems = plan.moved or list(new_errors(plan.desk))
        if problems:
            return _refused(entries, decided, problems, completed)
        changed = plan.desk.changed()
        files = tuple(_file_change(workspace, *item) for item in changed.items())
        if not order.is_trial and entries:
            records = _records(copies, decided, plan, order)
            write_together(workspace.project, folders[0], _in_order(changed, records))
        return ApplyResult(_settled(entries, decided, plan.left), files, (), completed)


def _completed(workspace: Workspace, order: ApplyOrder) -> tuple[str, ...]:
    """Have what an earlier run was writing when it was cut off written first."""
    if not order.is_trial:
        completed = complete(workspace.project, workspace.base)
        workspace.forget()
        return completed
    journal = is_pending(workspace.project)
    if journal is None:
        return ()
    message = "a run was cut off while it was writing"
    shown = str(shown_path(journal, workspace.base))
    hint = "the next run that is no trial writes the rest"
    raise InputError([Problem(shown, 0, 0, "error", "review-interrupted", message, hint)])


# --- what comes of it ------------------------------------------------------------------------


def _settled(
    entries: Sequence[Entry], decided: Decided, left: Mapping[int, str]
) -> tuple[Settled, ...]:
    return tuple(_settle(entry, decided, left) for entry in entries)


def _settle(entry: Entry, decided: Decided, left: Mapping[int, str]) -> Settled:
    if entry.is_talk:
        return Settled(entry, "comment")
    number = entry.number
    if number in decided.rejected:
        return Settled(entry, "rejected", decided.rejected[number])
    if number in decided.earlier:
        return Settled(entry, "applied", BEFORE)
    if number in left or number in decided.open:
        return Settled(entry, "left", left.get(number) or decided.open[number])
    return Settled(entry, "applied")


def _refused(
    entries: Sequence[Entry],
    decided: Decided,
    problems: Iterable[Problem],
    completed: tuple[str, ...],
) -> ApplyResult:
    """Return a result in which no change was taken over."""
    left = dict.fromkeys(decided.accepted, "nothing was written")
    rest = Decided({}, decided.earlier, decided.rejected, decided.open)
    return ApplyResult(_settled(entries, rest, left), (), sort_problems(problems), completed)


def _records(
    copies: Sequence[Copy], decided: Decided, plan: Plan, order: ApplyOrder
) -> dict[Path, bytes]:
    """Return the files of the review: what was read, then what was decided."""
    files: dict[Path, bytes] = {}
    new: dict[str, list[Decision]] = {}
    for entry in decided.accepted.values():
        if entry.number not in plan.left:
            decision = Decision(entry.change.id, "accepted", order.by, order.date)
            new.setdefault(entry.copy.draft.id, []).append(decision)
    for entry in all_entries(copies):
        why = decided.rejected.get(entry.number, BEFORE)
        if why != BEFORE:
            decision = Decision(entry.change.id, "rejected", order.by, order.date, why)
            new.setdefault(entry.copy.draft.id, []).append(decision)
    for copy in copies:
        path, data = copy.folder.with_returned(copy.draft, copy.returned)
        files[path] = data
    for copy in copies:
        if copy.draft.id in new:
            path, data = copy.folder.with_decisions(copy.draft, new[copy.draft.id])
            files[path] = data
    return files


def _in_order(*groups: Mapping[Path, bytes]) -> dict[Path, bytes]:
    """Return the files to be written, those that are so already left out, records last."""
    return {
        path: data
        for group in groups
        for path, data in group.items()
        if not path.is_file() or path.read_bytes() != data
    }


def _file_change(workspace: Workspace, path: Path, data: bytes) -> FileChange:
    old = path.read_bytes().decode("utf-8") if path.is_file() else ""
    return FileChange(str(shown_path(path, workspace.base)), old, data.decode("utf-8"))
