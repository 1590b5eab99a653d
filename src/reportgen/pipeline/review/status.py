"""`review status` and `review answer`: who has which draft, what came back, what is settled."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from reportgen.errors import UsageError, did_you_mean
from reportgen.pipeline.project import shown_path
from reportgen.pipeline.review.folder import ReviewFolder, find_draft, review_folder
from reportgen.pipeline.review.threads import Thread, threads_of
from reportgen.pipeline.workspace import Workspace
from reportgen.review.model import Change, Decision, PackedDraft

_SAID = ("comment", "reply")
_TALK = (*_SAID, "resolved")
_SHOWN_LENGTH = 70


@dataclass(frozen=True, slots=True)
class CopyStatus:
    """A copy that came back: the file, and what is in it. `authors` are those of its changes."""

    file: str
    authors: tuple[str, ...]
    changes: int
    comments: int


@dataclass(frozen=True, slots=True)
class CommentStatus:
    """A comment that nobody has called resolved; the secretariat may have answered it."""

    id: str
    author: str
    date: str
    origin: str
    text: str
    is_answered: bool


@dataclass(frozen=True, slots=True)
class DraftStatus:
    """Where a draft stands: to whom it went and when, what came back, what is open and decided.

    `undecided` counts changes of the words that are neither accepted nor rejected; `accepted`,
    `rejected` and `resolved` count decisions. `replaced_by` is the next draft for the same
    addressee in the same language, "" while there is none.
    """

    id: str
    meeting: str
    addressee: str
    language: str
    to: str
    packed: str
    replaced_by: str
    copies: tuple[CopyStatus, ...]
    open_comments: tuple[CommentStatus, ...]
    undecided: int
    accepted: int
    rejected: int
    resolved: int

    def as_dict(self) -> dict[str, Any]:
        """Return the form that `--format json` prints."""
        return asdict(self)

    def as_text(self) -> str:
        """Return the status for people: a line for the draft, and what there is to say below."""
        lines = [f"{self.id}: sent to {self.to} on {self.packed[:10]}"]
        if self.replaced_by:
            lines[0] += f", followed by {self.replaced_by}"
        if not self.copies:
            lines.append("  nothing came back")
        for copy in self.copies:
            by = f" by {', '.join(copy.authors)}" if copy.authors else ""
            counts = f"{_count(copy.changes, 'change')}, {_count(copy.comments, 'comment')}"
            lines.append(f"  came back: {copy.file}: {counts}{by}")
        for comment in self.open_comments:
            state = "answered" if comment.is_answered else "open"
            where = f" at {comment.origin}" if comment.origin else ""
            text = _shortened(comment.text)
            lines.append(f"  {state}: {comment.id} {comment.author}{where}: {text}")
        if self.copies:
            lines.append(
                f"  decided: {self.accepted} accepted, {self.rejected} rejected, "
                f"{self.undecided} to decide; {_count(self.resolved, 'comment')} resolved"
            )
        return "\n".join(lines)


def review_status(workspace: Workspace, folders: Iterable[Path]) -> tuple[DraftStatus, ...]:
    """Return where the drafts of meetings stand, in the order in which they were packed.

    Raises InputError (`review-damaged`, `review-format`) for a record that cannot be read.
    """
    return tuple(
        status for folder in folders for status in _of_folder(review_folder(workspace, folder))
    )


def comment_decision(change: str, text: str, by: str, date: str, *, is_resolved: bool) -> Decision:
    """Return the decision that an answer to a comment is."""
    return Decision(change, "resolved" if is_resolved else "answered", by, date, text)


def answer(workspace: Workspace, draft_id: str, decision: Decision) -> Path:
    """Record an answer to a comment on a draft, or that it is resolved; return the file.

    The comment may be of an earlier draft that this one carries along. The next draft for the same
    addressee in the same language carries the answer. Raises UsageError for a draft or comment that
    is not there.
    """
    folder, draft = find_draft(workspace, draft_id)
    comments = {
        change.id: each
        for each in _of_same_report(folder.drafts(), draft)
        for change in _changes(folder, each)
        if _is_comment(change)
    }
    if decision.change not in comments:
        near = did_you_mean(decision.change, comments) or (
            "reportgen review status lists the comments"
        )
        raise UsageError(f'{draft_id}: there is no comment "{decision.change}"; {near}')
    path = folder.record_decisions(comments[decision.change], [decision])
    return shown_path(path, workspace.base)


def _of_same_report(drafts: Iterable[PackedDraft], draft: PackedDraft) -> list[PackedDraft]:
    """Return the drafts for the same addressee in the same language, in their order."""
    slot = (draft.addressee, draft.language)
    return [each for each in drafts if (each.addressee, each.language) == slot]


def _of_folder(folder: ReviewFolder) -> Iterator[DraftStatus]:
    drafts = folder.drafts()
    for draft in drafts:
        same = _of_same_report(drafts, draft)
        later = same[same.index(draft) + 1 :]
        threads = [each for each in threads_of(folder, same) if each.draft == draft.id]
        yield _status(folder, draft, threads, later[0].id if later else "")


def _status(
    folder: ReviewFolder, draft: PackedDraft, threads: list[Thread], replaced_by: str
) -> DraftStatus:
    # Of several decisions on a change, the last one counts.
    verdicts = {each.change: each.verdict for each in folder.decisions(draft)}
    edits = {change.id for change in _changes(folder, draft) if _is_edit(change)}
    decided = [verdicts[change] for change in sorted(edits) if change in verdicts]
    accepted, rejected = decided.count("accepted"), decided.count("rejected")
    return DraftStatus(
        id=draft.id,
        meeting=draft.meeting,
        addressee=draft.addressee,
        language=draft.language,
        to=draft.to,
        packed=draft.packed,
        replaced_by=replaced_by,
        copies=tuple(
            CopyStatus(
                copy.file,
                tuple(dict.fromkeys(each.author for each in copy.changes if each.author)),
                sum(_is_edit(each) for each in copy.changes),
                sum(_is_comment(each) for each in copy.changes),
            )
            for copy in folder.returned(draft)
        ),
        open_comments=tuple(
            CommentStatus(
                thread.id,
                thread.comment.author,
                thread.comment.date,
                thread.comment.origin,
                thread.comment.new,
                thread.is_answered,
            )
            for thread in threads
            if not thread.is_resolved
        ),
        undecided=len(edits) - accepted - rejected,
        accepted=accepted,
        rejected=rejected,
        resolved=sum(thread.is_resolved for thread in threads),
    )


def _changes(folder: ReviewFolder, draft: PackedDraft) -> Iterator[Change]:
    for copy in folder.returned(draft):
        yield from copy.changes


def _is_comment(change: Change) -> bool:
    return change.kind in _SAID


def _is_edit(change: Change) -> bool:
    """Whether a change is of the words, and not of what is said of them."""
    return change.kind not in _TALK


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _shortened(text: str) -> str:
    """Return a comment on one line, cut where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN_LENGTH else f"{line[: _SHOWN_LENGTH - 1]}…"
