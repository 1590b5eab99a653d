"""A file that came back is read: everything that was done to the draft, each traced to its origin.

In go the bytes of the file and the draft that it is a copy of; out comes `Returned`. The same file
gives the same result. What cannot be placed is listed with the words beside it, never dropped; what
we put into the draft ourselves is no change, and neither is taking the covering note out.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from reportgen.errors import InputError, Problem
from reportgen.review.allocation import ReadValue
from reportgen.review.changes import change_maker, with_ids
from reportgen.review.discussion import Remark, anchors, our_threads, remarks
from reportgen.review.gathering import StoryReading, read_stories
from reportgen.review.model import BLOCK_KINDS, FORMAT, Change, PackedDraft, Returned
from reportgen.review.paragraphs import old_paragraphs
from reportgen.review.parts import ReturnedFile, read_file
from reportgen.review.proposals import Proposer

__all__ = ["ReturnedFile", "compare", "likely_draft", "read_file"]

MAX_EDITS = 10_000
"""Edits of one file that are looked into."""
_FEWEST = 3
_SHARE = 0.25
"""Paragraphs that a file must have in common with a draft to be a copy of it."""


def compare(
    file: ReturnedFile, draft: PackedDraft, path: str, data: bytes, read_value: ReadValue
) -> Returned:
    """Return what was done to a draft in a copy of it.

    `path` is the file's as users see it, `data` its bytes; `read_value` returns the value
    that words say for the field of a span. Raises InputError (`returned-too-large`) for more edits
    than a review has.
    """
    readings = read_stories(file, draft.paragraphs)
    if sum(len(reading.edits) for reading in readings) > MAX_EDITS:
        message = f"the file has more than {MAX_EDITS:,} changes"
        hint = "no reviewer makes so many; ask for the file again"
        raise InputError([Problem(path, 0, 0, "error", "returned-too-large", message, hint)])
    changes = tuple(_changes(file, draft, readings, read_value))
    return Returned(
        FORMAT,
        draft.id,
        draft.meeting,
        draft.addressee,
        draft.language,
        path.replace("\\", "/").rpartition("/")[2],
        hashlib.sha256(data).hexdigest(),
        changes,
    )


def _changes(
    file: ReturnedFile,
    draft: PackedDraft,
    readings: Sequence[StoryReading],
    read_value: ReadValue,
) -> Iterator[Change]:
    """Yield edits and comments in the order of the document."""
    maker = change_maker(draft, Proposer(draft, read_value), readings)
    ordered: list[tuple[tuple[int, int, int], Change | Remark]] = []
    for story, reading in enumerate(readings):
        for edit in reading.edits:
            at = edit.start if edit.listed_at < 0 else edit.listed_at
            order = (story, edit.order[0], at)
            ordered.append((order, maker.change(edit)))
    found = list(remarks(file.comments, anchors(readings), draft))
    ordered += [(remark.order, remark) for remark in found]
    ordered.sort(key=lambda pair: pair[0])
    listed = [one.change if isinstance(one, Remark) else one for _, one in ordered]
    changes = list(with_ids(listed))
    ids = {
        one.number: change.id
        for (_, one), change in zip(ordered, changes, strict=True)
        if isinstance(one, Remark) and one.change.kind != "resolved"
    }
    threads = ids | our_threads(file.comments, draft)
    for (_, one), change in zip(ordered, changes, strict=True):
        is_answer = isinstance(one, Remark) and one.parent
        yield replace(change, thread=threads.get(one.parent, "")) if is_answer else change  # type: ignore[union-attr]


def likely_draft(file: ReturnedFile, drafts: Iterable[PackedDraft]) -> PackedDraft | None:
    """Return the draft that a file is a copy of, where it does not say so; None for no draft.

    It is the one most of whose paragraphs are there word for word; of several, the latest.
    """
    words = {
        old.text for story in file.stories if story.kind == "body" for old in old_paragraphs(story)
    }
    best, most = None, 0
    for draft in drafts:
        own = [one.text for one in draft.paragraphs if one.text and one.kind in BLOCK_KINDS]
        there = sum(text in words for text in own)
        if there >= max(most, _FEWEST, len(own) * _SHARE):
            best, most = draft, there
    return best
