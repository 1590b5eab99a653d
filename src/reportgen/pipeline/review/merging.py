"""Accepted changes of several copies side by side: which of them cannot both be had.

Two reviewers who word the same place differently are in conflict, or who give a field two values.
Equal edits are one. Edits of one copy that touch stand in the order of the document.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from reportgen.errors import Problem
from reportgen.pipeline.review.choosing import Entry
from reportgen.pipeline.review.wording import target_of
from reportgen.report import split_origin
from reportgen.review.model import EditText, EditValue, MoveText, PackedDraft, Proposal, Withdrawal

_CHOOSE: Final = "settle it with --accept ID of the one that is right"
_WRITTEN: Final = "leave the other out with --reject ID; if it is right, change the source by hand"


@dataclass(frozen=True, slots=True)
class Conflict:
    """Changes that cannot all be had, and the text or field that they are about."""

    where: str
    entries: tuple[Entry, ...]

    def problem(self, path: str, before: Collection[int] = ()) -> Problem:
        """Return the conflict as a problem, the wordings side by side in its hint.

        `before` are the numbers of changes that are in the sources since runs before: those no
        choice takes out again.
        """
        rows = [
            f"{each.change.author} ({each.change.id}): {_shown(each)}"
            + (", written already" if each.number in before else "")
            for each in self.entries
        ]
        message = f"{self.where}: the same place is worded in {len(self.entries)} ways"
        has_earlier = any(each.number in before for each in self.entries)
        hint = "\n        ".join([*rows, _WRITTEN if has_earlier else _CHOOSE])
        return Problem(path, 0, 0, "error", "review-conflict", message, hint)


def _shown(entry: Entry) -> str:
    change = entry.change
    if change.kind == "paragraph-deleted":
        return f"takes it out: “{change.old}”"
    if change.kind == "move":
        return f"moves “{change.old}” behind {change.target or 'the title'}"
    return f"“{change.old}” → “{change.new}”"


def find_conflicts(entries: Sequence[Entry]) -> list[Conflict]:
    """Return the conflicts among accepted changes, in the order of the documents."""
    found: list[Conflict] = []
    for where, group in _by_place(entries).items():
        by_number = {entry.number: entry for entry, _ in group}
        found += [
            Conflict(where[1], tuple(by_number[each] for each in sorted(numbers)))
            for numbers in _connected(_clashes(group))
        ]
    return found


_Place = tuple[str, str]
"""What two changes may meet at: the file or catalog, and the text or field in it."""


_Proposed = tuple[Entry, Proposal]
"""A proposal, and the change that makes it."""


def _by_place(entries: Iterable[Entry]) -> dict[_Place, list[_Proposed]]:
    groups: dict[_Place, list[_Proposed]] = {}
    for entry in entries:
        for each in entry.change.proposals:
            place = _place(entry.copy.draft, each)
            if place is not None:
                groups.setdefault(place, []).append((entry, each))
    return groups


def _place(draft: PackedDraft, proposal: Proposal) -> _Place | None:
    """Return what a proposal would change; None for a new text, which meets no other."""
    if isinstance(proposal, EditText | Withdrawal):
        target = target_of(draft, proposal.origin)
        origin = target.override if target.is_message else target.origin
        return f"{target.meeting} {target.language}", origin
    if isinstance(proposal, MoveText):
        return f"{draft.meeting} {draft.addressee} order", proposal.origin
    if isinstance(proposal, EditValue):
        owner, field = split_origin(proposal.field)
        return owner or draft.meeting, field
    return None


def _clashes(group: Sequence[_Proposed]) -> Iterator[tuple[int, int]]:
    """Yield pairs of changes, by number, that cannot both be had at one place."""
    edits = [(entry, each) for entry, each in group if isinstance(each, EditText)]
    edits.sort(key=lambda pair: (pair[1].start, pair[1].end))
    open_edits: list[tuple[Entry, EditText]] = []
    for entry, edit in edits:
        # What ended before this one begins meets neither it nor any that follow.
        open_edits = [pair for pair in open_edits if pair[1].end >= edit.start]
        for other, before in open_edits:
            if _edits_clash(before, edit, is_one_copy=entry.copy is other.copy):
                yield other.number, entry.number
        if not any(_is_equal(edit, before) for _, before in open_edits):
            open_edits.append((entry, edit))
    firsts: dict[tuple[str, ...], Entry] = {}
    for entry, each in group:
        wish = _wish(each)
        if wish:
            first = firsts.setdefault(wish, entry)
            yield from ((other.number, first.number) for other in firsts.values() if other != first)
        elif isinstance(each, Withdrawal):
            # A text that one takes out and another words differently.
            for other, _ in edits:
                if other.copy is not entry.copy:
                    yield other.number, entry.number


def _wish(proposal: Proposal) -> tuple[str, ...]:
    """Return what a field or the place of a text should be: only one of them can be."""
    if isinstance(proposal, EditValue):
        return (proposal.value,)
    if isinstance(proposal, MoveText):
        return proposal.after, proposal.before
    return ()


def _is_equal(one: EditText, other: EditText) -> bool:
    return (one.start, one.end, one.replacement) == (other.start, other.end, other.replacement)


def _edits_clash(one: EditText, other: EditText, *, is_one_copy: bool) -> bool:
    """Whether two edits, in the order of their places, cannot both be had."""
    if _is_equal(one, other):
        return False
    if one.start == one.end == other.start == other.end:
        return not is_one_copy
    if one.start == one.end:
        return False  # an insertion before, or at the beginning of what the other replaces
    return other.start < one.end


def _connected(pairs: Iterable[tuple[int, int]]) -> list[set[int]]:
    """Return the groups of what is linked by pairs."""
    groups: list[set[int]] = []
    for pair in pairs:
        linked = [group for group in groups if not group.isdisjoint(pair)]
        groups = [group for group in groups if group.isdisjoint(pair)]
        groups.append(set(pair).union(*linked))
    return groups
