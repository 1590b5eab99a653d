"""Comments and replies as changes: what they say, about which words, in which thread."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from reportgen.review.changes import iso_date
from reportgen.review.gathering import StoryReading
from reportgen.review.model import Change, PackedComment, PackedDraft, PackedParagraph
from reportgen.review.paragraphs import OldParagraph
from reportgen.review.threads import RawComment

_NEAR = 40


@dataclass(slots=True)
class Anchored:
    """Where a comment stands: in which story and paragraph, and which words it is about."""

    story: int
    old: OldParagraph
    start: int
    end: int
    words: str = ""
    packed: PackedParagraph | None = None
    draft_start: int = 0
    draft_end: int = 0


@dataclass(slots=True)
class Remark:
    """A comment or reply as a change, the comments that it answers, and where it sorts."""

    change: Change
    number: str
    parent: str
    order: tuple[int, int, int]


def anchors(readings: Sequence[StoryReading]) -> dict[str, Anchored]:
    """Return where the comments of a file stand, by number."""
    found: dict[str, Anchored] = {}
    for story, reading in enumerate(readings):
        for old in reading.olds:
            for anchor, place in old.anchors():
                known = found.get(anchor.comment)
                if known is None:
                    found[anchor.comment] = Anchored(story, old, place, place)
                elif anchor.side == "end":
                    _stretch(known, story, old, place)
    for each in found.values():
        _place(each, readings[each.story])
    return found


def _stretch(known: Anchored, story: int, old: OldParagraph, place: int) -> None:
    """Let a comment reach to where it ends; over several paragraphs it is about the first."""
    if known.story == story and known.old is old:
        known.end = max(known.end, place)
    elif known.story == story and known.old.number < old.number:
        known.end = len(known.old.text)


def _place(each: Anchored, reading: StoryReading) -> None:
    each.words = each.old.text[each.start : each.end]
    locator = reading.locators.get(each.old.number)
    if locator is None:
        return
    each.packed, each.draft_start = locator.place(each.old, each.start)
    last, end = locator.place(each.old, each.end, is_end=each.end > each.start)
    each.draft_end = max(each.draft_start, end if last is each.packed else len(each.packed.text))


def remarks(
    comments: Sequence[RawComment], places: Mapping[str, Anchored], draft: PackedDraft
) -> Iterator[Remark]:
    """Yield the comments that are the reviewers', and those of ours that they marked as done."""
    ours = _ours(comments, draft)
    by_number = {comment.id: comment for comment in comments}
    for comment in comments:
        place = places.get(comment.parent) or places.get(comment.id)
        order = (place.story, place.old.number, place.start) if place else (len(places) + 1, 0, 0)
        packed = ours.get(comment.id)
        if packed is None:
            parent = comment.parent if comment.parent in by_number else ""
            yield Remark(_change(comment, place), comment.id, parent, order)
        elif comment.is_resolved and not packed.is_resolved and not comment.parent:
            yield Remark(_resolved(comment, place), comment.id, comment.id, order)


def our_threads(comments: Sequence[RawComment], draft: PackedDraft) -> dict[str, str]:
    """Return the thread of each comment in the file that is ours, by its number."""
    return {
        number: packed.thread or remark_thread(draft, packed)
        for number, packed in _ours(comments, draft).items()
    }


def remark_thread(draft: PackedDraft, remark: PackedComment) -> str:
    """Return the name of the thread that a remark of ours begins, which is no change."""
    return f"{draft.id}#{remark.id}"


def _ours(comments: Sequence[RawComment], draft: PackedDraft) -> dict[str, PackedComment]:
    """Return which comments of the file we put there: by author and words, numbers change."""
    free: dict[tuple[str, str], list[PackedComment]] = {}
    for packed in draft.comments:
        free.setdefault((packed.author, _folded(packed.text)), []).append(packed)
    found = {}
    for comment in comments:
        known = free.get((comment.author, _folded(comment.text)))
        if known:
            found[comment.id] = known.pop(0)
    return found


def _folded(text: str) -> str:
    return " ".join(text.split())


def _change(comment: RawComment, place: Anchored | None) -> Change:
    one = place.packed if place is not None else None
    before, after = _neighbours(place)
    return Change(
        id="",
        kind="reply" if comment.parent else "comment",
        author=comment.author,
        date=iso_date(comment.date),
        origin=one.origin if one is not None else "",
        outcome=one.outcome if one is not None else "",
        bookmark=one.bookmark if one is not None else "",
        start=place.draft_start if place is not None else 0,
        end=place.draft_end if place is not None else 0,
        old=place.words if place is not None else "",
        new=comment.text,
        before=before,
        after=after,
        is_resolved=comment.is_resolved,
        why="" if place is not None else "its place is not in the file",
    )


def _resolved(comment: RawComment, place: Anchored | None) -> Change:
    change = _change(comment, place)
    return replace(change, kind="resolved", author="", date="", old=comment.text, new="")


def _neighbours(place: Anchored | None) -> tuple[str, str]:
    if place is None:
        return "", ""
    text = place.old.text
    return text[max(0, place.start - _NEAR) : place.start], text[place.end : place.end + _NEAR]
