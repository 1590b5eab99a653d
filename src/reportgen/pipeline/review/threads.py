"""What reviewers have asked so far, what was answered, and what is settled.

In go the copies that came back of the drafts for one addressee in one language, and the decisions
on them; out come threads: a comment, its replies and answers in order, and whether it is resolved.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from reportgen.pipeline.review.folder import ReviewFolder
from reportgen.review.discussion import remark_thread
from reportgen.review.model import Change, ChangeKind, Decision, PackedComment, PackedDraft

_SAID: tuple[ChangeKind, ...] = ("comment", "reply")
_ABOUT_COMMENTS = ("answered", "resolved")


@dataclass(frozen=True, slots=True)
class Entry:
    """Something said in a thread: who, when (ISO, "" where nobody knows), what.

    `change` is the change by which a reviewer said it, "" for an answer of the secretariat.
    """

    author: str
    date: str
    text: str
    change: str = ""


@dataclass(slots=True)
class Thread:
    """A comment on a draft, and what was said to it.

    `draft` is the draft in whose copy it was read; `remark` the remark of ours that the comment
    answers, None where it begins the thread.
    """

    comment: Change
    draft: str
    remark: PackedComment | None = None
    replies: list[Entry] = field(default_factory=list)
    is_resolved: bool = False

    @property
    def id(self) -> str:
        """The change that the comment is, by which it is answered."""
        return self.comment.id

    @property
    def is_answered(self) -> bool:
        """Whether the secretariat has answered it; a reply of another reviewer is no answer."""
        return any(not entry.change for entry in self.replies)


def threads_of(folder: ReviewFolder, drafts: Iterable[PackedDraft]) -> tuple[Thread, ...]:
    """Return the threads of drafts for one addressee in one language, in the order they came.

    A comment that stands in several copies (a chair sent a file twice) is one thread. Replies to
    one remark of ours are one thread, which has the remark before them.
    """
    threads: dict[str, Thread] = {}
    roots: dict[str, str] = {}
    said: set[tuple[str, str, str]] = set()
    for draft in drafts:
        remarks = {remark_thread(draft, each): each for each in draft.comments if not each.thread}
        for change in _comments(folder, draft):
            key = (change.author, change.date, change.new)
            if change.id in roots or (change.date and key in said):
                continue
            said.add(key)
            root = roots.get(change.thread)
            if root is None:
                roots[change.id] = change.id
                remark = remarks.get(change.thread)
                if remark is not None:
                    roots[change.thread] = change.id
                threads[change.id] = Thread(change, draft.id, remark, [], change.is_resolved)
            else:
                roots[change.id] = root
                entry = Entry(change.author, change.date, change.new, change.id)
                threads[root].replies.append(entry)
        for change in _of_kind(folder, draft, "resolved"):
            root = roots.get(change.thread)
            if root is not None:
                threads[root].is_resolved = True
        _answer(threads, roots, folder.decisions(draft))
    return tuple(threads.values())


def _comments(folder: ReviewFolder, draft: PackedDraft) -> Iterator[Change]:
    """Yield what reviewers wrote into the margin of a draft's copies, comments before replies."""
    for kind in _SAID:
        yield from _of_kind(folder, draft, kind)


def _of_kind(folder: ReviewFolder, draft: PackedDraft, kind: ChangeKind) -> Iterator[Change]:
    for copy in folder.returned(draft):
        yield from (change for change in copy.changes if change.kind == kind)


def _answer(
    threads: dict[str, Thread], roots: dict[str, str], decisions: Iterable[Decision]
) -> None:
    """Put the decisions on comments into their threads."""
    for decision in decisions:
        root = roots.get(decision.change)
        if root is None or decision.verdict not in _ABOUT_COMMENTS:
            continue
        thread = threads[root]
        if decision.text:
            thread.replies.append(Entry(decision.by, decision.date, decision.text))
        if decision.verdict == "resolved":
            thread.is_resolved = True
