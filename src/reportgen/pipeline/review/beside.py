"""Comments and proposed changes from the copies of a report, as its review page shows them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from reportgen.errors import InputError, Problem
from reportgen.pipeline.review.folder import ReviewFolder
from reportgen.renditions.reviewpage.view import Answer, Remark, Verdict
from reportgen.review.model import Change, Decision, NewText, PackedDraft, Returned


@dataclass(frozen=True, slots=True)
class Copies:
    """What came back of the report to one addressee, and what was decided on it.

    `returned` are in the order of their drafts; `decisions` by the id of the change they are on.
    """

    returned: tuple[Returned, ...]
    decisions: Mapping[str, tuple[Decision, ...]]


def copies_of(folder: ReviewFolder, addressee: str) -> Copies:
    """Return the copies that came back of drafts to an addressee, in every language.

    Raises InputError (`review-damaged`) for a record that is of another report than its draft: it
    must not be shown to this addressee.
    """
    returned: list[Returned] = []
    decisions: defaultdict[str, list[Decision]] = defaultdict(list)
    for draft in folder.drafts():
        if draft.addressee != addressee:
            continue
        for copy in folder.returned(draft):
            _check(folder.path, draft, copy)
            returned.append(copy)
        for decision in folder.decisions(draft):
            decisions[decision.change].append(decision)
    return Copies(tuple(returned), {key: tuple(each) for key, each in decisions.items()})


def _check(folder: Path, draft: PackedDraft, copy: Returned) -> None:
    if (copy.draft, copy.addressee) != (draft.id, draft.addressee):
        message = f"a copy of {copy.draft} ({copy.addressee}) is recorded as one of {draft.id}"
        shown = f"{folder.name}/{draft.id}.json"
        raise InputError([Problem(shown, 0, 0, "error", "review-damaged", message)])


def page_remarks(copies: Copies) -> tuple[Remark, ...]:
    """Return the remarks of all copies: each once, replies with the comment that they answer.

    A reply to a comment that is not there stands by itself.
    """
    languages: dict[str, str] = {}
    changes: dict[str, Change] = {}
    for copy in copies.returned:
        for change in copy.changes:
            languages.setdefault(change.id, copy.language)
            changes.setdefault(change.id, change)
    threads: defaultdict[str, list[str]] = defaultdict(list)
    for change in changes.values():
        threads[_head(change, changes)].append(change.id)

    def remark(key: str) -> Remark:
        return _remark(changes[key], languages[key], copies.decisions)

    return tuple(
        replace(remark(head), replies=tuple(remark(key) for key in keys if key != head))
        for head, keys in threads.items()
    )


def _head(change: Change, changes: Mapping[str, Change]) -> str:
    """Return the comment at the head of a thread; a thread that runs in a ring has none."""
    seen = {change.id}
    current = change
    while current.thread in changes and current.thread not in seen:
        current = changes[current.thread]
        seen.add(current.id)
    return change.id if current.thread in seen else current.id


def _remark(change: Change, language: str, decisions: Mapping[str, Iterable[Decision]]) -> Remark:
    answers = tuple(
        Answer(each.verdict, each.by, each.date, each.text) for each in decisions.get(change.id, ())
    )
    return Remark(
        id=change.id,
        kind=change.kind,
        author=change.author,
        date=change.date,
        language=language,
        origin=change.origin or _neighbour(change),
        outcome=change.outcome,
        old=change.old,
        new=change.new,
        why=change.why,
        verdict=_verdict(change, answers),
        answers=answers,
    )


def _neighbour(change: Change) -> str:
    """Return what a new text is to follow, "" for any other change."""
    return next((each.after for each in change.proposals if isinstance(each, NewText)), "")


def _verdict(change: Change, answers: tuple[Answer, ...]) -> Verdict:
    """Return what became of a change: the last decision counts, before it what the file says."""
    if answers:
        return answers[-1].verdict
    return "resolved" if change.is_resolved else "open"
