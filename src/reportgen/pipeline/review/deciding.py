"""What is decided on each change: now, in runs before, and by choosing between two in conflict."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from reportgen.errors import Problem, sort_problems
from reportgen.pipeline.project import shown_path
from reportgen.pipeline.review.choosing import Answer, Choice, Copy, Entry, Wishes, choose
from reportgen.pipeline.review.folder import ReviewFolder
from reportgen.pipeline.review.merging import Conflict, find_conflicts
from reportgen.pipeline.workspace import Workspace
from reportgen.review.model import Decision, PackedDraft

BEFORE: Final = "it was decided before"
_VERDICTS: Final = frozenset({"accepted", "rejected"})
_UNDECIDED: Final = "nothing was decided"


@dataclass(frozen=True, slots=True)
class ApplyOrder:
    """What is to be taken over, who says so and when (ISO).

    `ask` is asked about each change that `wishes` say nothing of; with `is_trial` nothing is
    written.
    """

    wishes: Wishes
    by: str
    date: str
    ask: Callable[[Entry], Answer] | None = None
    is_trial: bool = False


@dataclass
class Decided:
    """The changes by what was said of them, each by its number."""

    accepted: dict[int, Entry] = field(default_factory=dict)
    earlier: dict[int, Entry] = field(default_factory=dict)
    rejected: dict[int, str] = field(default_factory=dict)
    open: dict[int, str] = field(default_factory=dict)


def decide(entries: Sequence[Entry], order: ApplyOrder) -> Decided:
    """Sort changes by what is said of them now, and was said in runs before."""
    said = {id(each.copy): _decisions(each.copy) for each in entries}
    fresh = [
        each
        for each in entries
        if each.change.id not in said[id(each.copy)] or _is_reopened(each, said, order)
    ]
    choices: dict[int, Choice] = choose(fresh, order.wishes, order.ask)
    found = Decided()
    for entry in entries:
        if entry.is_talk:
            continue
        choice = choices.get(entry.number)
        if choice is None:
            if said[id(entry.copy)][entry.change.id] == "accepted":
                found.earlier[entry.number] = entry
            else:
                found.rejected[entry.number] = BEFORE
        elif choice == "accept":
            found.accepted[entry.number] = entry
        elif choice == "reject":
            found.rejected[entry.number] = ""
        else:
            found.open[entry.number] = entry.change.why or _UNDECIDED
    return found


def _decisions(copy: Copy) -> dict[str, str]:
    """Return the last verdict on each change of a draft that was accepted or rejected."""
    return {
        each.change: each.verdict
        for each in copy.folder.decisions(copy.draft)
        if each.verdict in _VERDICTS
    }


def _is_reopened(entry: Entry, said: Mapping[int, Mapping[str, str]], order: ApplyOrder) -> bool:
    """Whether a change that was rejected is accepted now, by its id."""
    verdict = said[id(entry.copy)][entry.change.id]
    return verdict == "rejected" and order.wishes.names(entry.change)


def accepted_earlier(copies: Iterable[Copy], entries: Sequence[Entry]) -> list[Entry]:
    """Return the changes of other copies in these folders that were accepted in runs before.

    Those that the drafts at hand have in them already meet nothing that is done to these.
    """
    drafts = [copy.draft for copy in copies]
    known = {(each.copy.draft.id, each.change.id) for each in entries}
    folders = {copy.folder.path: copy.folder for copy in copies}
    found = []
    for folder in folders.values():
        for draft in folder.drafts():
            found += _accepted_before(folder, draft, drafts)
    kept = [each for each in found if (each.copy.draft.id, each.change.id) not in known]
    return [Entry(-1 - place, each.copy, each.change) for place, each in enumerate(kept)]


def _accepted_before(
    folder: ReviewFolder, draft: PackedDraft, later: Iterable[PackedDraft]
) -> list[Entry]:
    last = {each.change: each for each in folder.decisions(draft) if each.verdict in _VERDICTS}
    accepted = {
        change
        for change, decision in last.items()
        if decision.verdict == "accepted" and not all(_has(e, draft, decision) for e in later)
    }
    copies = (Copy(folder, draft, returned) for returned in folder.returned(draft))
    return [
        Entry(0, copy, change)
        for copy in copies
        for change in copy.returned.changes
        if change.id in accepted
    ]


def _has(later: PackedDraft, draft: PackedDraft, decision: Decision) -> bool:
    """Whether a draft was packed when a change of another one had been taken over.

    Decisions have days, drafts times: on one and the same day only the next draft for the same
    addressee in the same language is sure to be later.
    """
    if later.id == draft.id:
        return False
    day, packed = decision.date[:10], later.packed[:10]
    is_next = (later.addressee, later.language) == (draft.addressee, draft.language)
    return day < packed or (day == packed and is_next and later.packed > draft.packed)


def settle_conflicts(
    workspace: Workspace, decided: Decided, earlier: Sequence[Entry], order: ApplyOrder
) -> list[Problem]:
    """Drop what a choice has settled from what was accepted; return the other conflicts."""
    before = {each.number: each for each in (*decided.earlier.values(), *earlier)}
    problems = []
    for conflict in find_conflicts([*decided.accepted.values(), *before.values()]):
        if all(each.number in before for each in conflict.entries):
            continue
        chosen = _chosen(conflict, before, order)
        if chosen is None:
            problems.append(conflict.problem(_shown_folder(workspace, conflict), before))
            continue
        for each in conflict.entries:
            if each is not chosen and decided.accepted.pop(each.number, None) is not None:
                decided.rejected[each.number] = f"{chosen.change.id} was chosen"
    return list(sort_problems(problems))


def _chosen(conflict: Conflict, before: Mapping[int, Entry], order: ApplyOrder) -> Entry | None:
    """Return the change that is named by its id, if that settles a conflict."""
    named = [each for each in conflict.entries if order.wishes.names(each.change)]
    has_earlier = any(each.number in before for each in conflict.entries)
    return named[0] if len(named) == 1 and not has_earlier else None


def _shown_folder(workspace: Workspace, conflict: Conflict) -> str:
    folder = conflict.entries[0].copy.folder.path.parent
    return str(shown_path(folder, workspace.base))
