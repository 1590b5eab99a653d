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

    What stands in several copies (a chair sent a file twice) is one remark, with the decisions on
    each. A reply to a comment that is not there stands by itself.
    """
    changes: dict[str, Change] = {}
    languages: dict[str, str] = {}
    firsts: dict[str, str] = {}
    seen: dict[tuple[str, ...], str] = {}
    for copy in copies.returned:
        for change in copy.changes:
            first = seen.setdefault(_identity(change, copy.language), change.id)
            if firsts.setdefault(change.id, first) == change.id:
                changes.setdefault(change.id, change)
                languages.setdefault(change.id, copy.language)
    decisions: defaultdict[str, list[Decision]] = defaultdict(list)
    for key, found in copies.decisions.items():
        decisions[firsts.get(key, key)] += found
    threads: defaultdict[str, list[str]] = defaultdict(list)
    for change in changes.values():
        threads[_head(change, changes, firsts)].append(change.id)

    def remark(key: str) -> Remark:
        return _remark(changes[key], languages[key], decisions[key])

    return tuple(
        replace(remark(head), replies=tuple(remark(key) for key in keys if key != head))
        for head, keys in threads.items()
    )


def _identity(change: Change, language: str) -> tuple[str, ...]:
    """Return what makes a change the same in two copies; one without a date is like no other."""
    if not change.date:
        return (change.id,)
    what = (change.kind, change.origin, change.old, change.new)
    return (language, change.author, change.date, *what)


def _head(change: Change, changes: Mapping[str, Change], firsts: Mapping[str, str]) -> str:
    """Return the comment at the head of a thread; a thread that runs in a ring has none."""
    met = [change.id]
    while True:
        above = firsts.get(changes[met[-1]].thread, "")
        if above in met:
            return change.id
        if above not in changes:
            return met[-1]
        met.append(above)


def _remark(change: Change, language: str, decisions: Iterable[Decision]) -> Remark:
    answers = tuple(Answer(each.verdict, each.by, each.date, each.text) for each in decisions)
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
