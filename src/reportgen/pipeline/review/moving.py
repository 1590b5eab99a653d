"""Texts that were moved: an outcome in the outline of a report, a paragraph within its text.

The order of outcomes is that of one report, whatever language the draft was in. The order of the
paragraphs of a text is the same in all languages: their translations go along.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from reportgen.pipeline.review.additions import unit_of
from reportgen.pipeline.review.desk import Desk, NotApplicableError
from reportgen.pipeline.review.outlines import place_in_outline, take_out_of_outline
from reportgen.pipeline.review.paragraphs import move_paragraph
from reportgen.report import split_origin
from reportgen.review.model import MoveText, PackedDraft

_CHANGED = "its text has changed since the draft was packed"


def move_text(
    desk: Desk,
    draft: PackedDraft,
    move: MoveText,
    moved: Sequence[MoveText],
    is_as_packed: Callable[[str], bool],
) -> None:
    """Put a text where a chair has put it.

    `moved` are all moves of the same draft: the paragraphs of an outcome together are the outcome.
    `is_as_packed` tells whether an origin has the words that it had in the draft. Raises
    NotApplicableError where no outline and no text says the order.
    """
    owner, origin = split_origin(move.origin)
    meeting = owner or draft.meeting
    family, number = unit_of(origin)
    after, before = _unit(draft, move.after), _unit(draft, move.before)
    text = (meeting, family)
    if owner != "reportgen" and text in (after, before):
        if not all(map(is_as_packed, (move.origin, move.after if text == after else move.before))):
            raise NotApplicableError(_CHANGED)
        is_behind = text == after
        anchor = split_origin(move.after if is_behind else move.before)[1]
        move_paragraph(desk, meeting, origin, anchor, is_behind=is_behind)
        return
    if not move.outcome:
        raise NotApplicableError("the outline of the report says by hand where this stands")
    if after == before:
        raise NotApplicableError("it would stand amid another text")
    if not _is_whole(desk, meeting, family, [each for each in moved if _is_with(each, move)]):
        raise NotApplicableError("one paragraph of several cannot leave its text")
    if number == 1:  # the others of its text go along
        _move_outcome(desk, draft, move)


def _unit(draft: PackedDraft, origin: str) -> tuple[str, str] | None:
    """Return the meeting and the text that a unit is of; None for no origin."""
    if not origin:
        return None
    owner, path = split_origin(origin)
    return owner or draft.meeting, unit_of(path)[0]


def _is_with(one: MoveText, other: MoveText) -> bool:
    """Whether two moves are of one text, to one place."""
    return (unit_of(one.origin)[0], one.after, one.before) == (
        unit_of(other.origin)[0],
        other.after,
        other.before,
    )


def _is_whole(desk: Desk, meeting: str, family: str, moved: Sequence[MoveText]) -> bool:
    """Whether the moves are all that a text has, in its order."""
    units = [e.origin for e in desk.file(meeting).places() if unit_of(e.origin)[0] == family]
    if any(_has_table(each) for each in _contents(desk, meeting, family)):
        raise NotApplicableError("a table belongs to it: move both in the outline")
    numbers = [unit_of(each.origin)[1] for each in moved]
    return numbers == [number + 1 for number in range(len(units))]


def _contents(desk: Desk, meeting: str, family: str) -> list[Any]:
    """Return the blocks of the text of an outcome, in the words for everybody or for one group."""
    key, _, rest = family.partition("/")
    outcomes = desk.file(meeting).editor.data.get("outcomes") or ()
    outcome = next((each for each in outcomes if each["id"] == key), None)
    if outcome is None:
        raise NotApplicableError(f"{key} is not in the outcomes file any more")
    text = outcome["text"]
    if rest.startswith("wording/"):
        wording = outcome["wording"][rest.split("/")[1]]
        text = wording.get("text") if isinstance(wording, Mapping) else wording
    return [] if isinstance(text, str) or text is None else list(text)


def _has_table(block: Any) -> bool:
    return isinstance(block, Mapping) and bool(block.get("table"))


def _move_outcome(desk: Desk, draft: PackedDraft, move: MoveText) -> None:
    """Put an outcome behind another text in the outline of a report."""
    comments = _comments(desk, draft)
    owner, path = split_origin(move.after)
    after = path if owner == "reportgen" else move.after
    if not take_out_of_outline(desk, draft, move.outcome):
        raise NotApplicableError("no outline names it: the report finds its place itself")
    if not after or not place_in_outline(desk, draft, move.outcome, after, move.kind):
        raise NotApplicableError("no outline names what it stands behind now")
    if _comments(desk, draft) != comments:
        raise NotApplicableError("a comment in the outcomes file belongs to its place")


def _comments(desk: Desk, draft: PackedDraft) -> int:
    """Return how many lines of an outcomes file are comments."""
    lines = desk.file(draft.meeting).editor.file.text.splitlines()
    return sum(line.lstrip().startswith("#") for line in lines)
