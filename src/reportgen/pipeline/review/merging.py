"""Accepted changes of several copies side by side: which of them cannot both be had.

Two reviewers who word the same place differently are in conflict, or who give a field two values.
Equal edits are one. Edits of one copy that touch stand in the order of the document.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from reportgen.errors import Problem
from reportgen.pipeline.review.choosing import Entry
from reportgen.pipeline.review.wording import target_of
from reportgen.report import split_origin
from reportgen.review.model import EditText, EditValue, PackedDraft, Proposal, Withdrawal


@dataclass(frozen=True, slots=True)
class Conflict:
    """Changes that cannot all be had, and the text or field that they are about."""

    where: str
    entries: tuple[Entry, ...]

    def problem(self, path: str) -> Problem:
        """Return the conflict as a problem, the wordings side by side in its hint."""
        rows = [f"{each.change.author} ({each.change.id}): {_shown(each)}" for each in self.entries]
        message = f"{self.where}: the same place is worded in {len(self.entries)} ways"
        hint = "\n        ".join([*rows, "settle it with --accept ID of the one that is right"])
        return Problem(path, 0, 0, "error", "review-conflict", message, hint)


def _shown(entry: Entry) -> str:
    change = entry.change
    if change.kind == "paragraph-deleted":
        return f"takes it out: “{change.old}”"
    return f"“{change.old}” → “{change.new}”"


def find_conflicts(entries: Sequence[Entry]) -> list[Conflict]:
    """Return the conflicts among accepted changes, in the order of the documents."""
    found: list[Conflict] = []
    for where, group in _by_place(entries).items():
        pairs = [
            (one.number, other.number)
            for one, other in combinations(group, 2)
            if _clash(one, other, where)
        ]
        by_number = {each.number: each for each in group}
        found += [
            Conflict(where[1], tuple(by_number[each] for each in sorted(numbers)))
            for numbers in _connected(pairs)
        ]
    return found


_Place = tuple[str, str]
"""What two changes may meet at: the file or catalog, and the text or field in it."""


def _by_place(entries: Iterable[Entry]) -> dict[_Place, list[Entry]]:
    groups: dict[_Place, list[Entry]] = {}
    for entry in entries:
        places = (_place(entry.copy.draft, each) for each in entry.change.proposals)
        for place in dict.fromkeys(each for each in places if each is not None):
            groups.setdefault(place, []).append(entry)
    return groups


def _place(draft: PackedDraft, proposal: Proposal) -> _Place | None:
    """Return what a proposal would change; None for a new text, which meets no other."""
    if isinstance(proposal, EditText | Withdrawal):
        target = target_of(draft, proposal.origin)
        origin = target.override if target.is_message else target.origin
        return f"{target.meeting} {target.language}", origin
    if isinstance(proposal, EditValue):
        owner, field = split_origin(proposal.field)
        return owner or draft.meeting, field
    return None


def _clash(one: Entry, other: Entry, where: _Place) -> bool:
    """Whether two changes cannot both be had at a place."""
    return any(
        _proposals_clash(first, second, is_one_copy=one.copy is other.copy)
        for first in one.change.proposals
        for second in other.change.proposals
        if _place(one.copy.draft, first) == _place(other.copy.draft, second) == where
    )


def _proposals_clash(one: Proposal, other: Proposal, *, is_one_copy: bool) -> bool:
    if isinstance(one, EditText) and isinstance(other, EditText):
        return _edits_clash(one, other, is_one_copy=is_one_copy)
    if isinstance(one, EditValue) and isinstance(other, EditValue):
        return one.value != other.value
    if isinstance(one, Withdrawal) and isinstance(other, Withdrawal):
        return False
    # A text that one takes out and another words differently.
    return not is_one_copy


def _edits_clash(one: EditText, other: EditText, *, is_one_copy: bool) -> bool:
    if (one.start, one.end, one.replacement) == (other.start, other.end, other.replacement):
        return False
    first, second = sorted((one, other), key=lambda edit: (edit.start, edit.end))
    if first.start == first.end == second.start == second.end:
        return not is_one_copy
    if first.start == first.end:
        return False  # an insertion before, or at the beginning of what the other replaces
    return second.start < first.end


def _connected(pairs: Iterable[tuple[int, int]]) -> list[set[int]]:
    """Return the groups of what is linked by pairs."""
    groups: list[set[int]] = []
    for pair in pairs:
        linked = [group for group in groups if not group.isdisjoint(pair)]
        groups = [group for group in groups if group.isdisjoint(pair)]
        groups.append(set(pair).union(*linked))
    return groups
