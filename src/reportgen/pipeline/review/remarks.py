"""The comments of a draft: ours on what is missing, and those of earlier copies, answered."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from reportgen.document import Document, Gap
from reportgen.pipeline.review.threads import Thread
from reportgen.review.comments import Remark
from reportgen.review.model import PackedComment, PackedParagraph, PackedSpan
from reportgen.word.render import Origin

REASONS = {
    "missing-value": "review_gap_value",
    "missing-translation": "review_gap_translation",
    "fuzzy-translation": "review_gap_fuzzy",
}
"""The message that says in a draft what is missing, by the reason of a gap."""


@dataclass(slots=True)
class Remarks:
    """The comments of a draft in the order of their numbers, and what could not be put in.

    `packed` are the same comments as the side file keeps them; `gaps` stand on no page, or
    in a header or footer, where there are no comments; `lost` are threads whose text is no longer
    in the report.
    """

    remarks: list[Remark] = field(default_factory=list)
    packed: list[PackedComment] = field(default_factory=list)
    gaps: tuple[Gap, ...] = ()
    lost: tuple[Thread, ...] = ()

    def add(self, remark: Remark, thread: str = "") -> int:
        """Add a comment and return its number; `thread` is the change that it repeats."""
        number = len(self.remarks)
        self.remarks.append(remark)
        self.packed.append(
            PackedComment(
                number,
                remark.bookmark,
                remark.author,
                remark.text,
                thread,
                remark.parent,
                remark.is_resolved,
            )
        )
        return number


def draft_remarks(
    document: Document,
    paragraphs: Sequence[PackedParagraph],
    origins: Mapping[str, Origin],
    words: Mapping[str, str],
    threads: Iterable[Thread],
    packed: str,
) -> Remarks:
    """Return the comments of a draft.

    `words` are the messages in the language of the draft by their key, `packed` the time at which
    it is made.
    """
    found = Remarks()
    shown = set()
    reasons = {gap.origin: gap.reason for gap in document.gaps if gap.reason != "missing-value"}
    for paragraph in paragraphs:
        origin = origins.get(paragraph.bookmark)
        if origin is None:
            continue
        for key, first, last in _gaps_in(paragraph, origin, reasons):
            text = words[REASONS[key[0]]]
            author = document.creator
            remark = Remark(paragraph.bookmark, author, packed, text, first.start, last.end)
            found.add(remark)
            shown.add(key)
    found.gaps = tuple(gap for gap in document.gaps if not _is_shown(gap, shown))
    found.lost = tuple(thread for thread in threads if not _carry(found, thread, paragraphs))
    return found


_Key = tuple[str, str, str]
"""What a gap is: its reason, and the origin and field that it is in."""


def _is_shown(gap: Gap, shown: Collection[_Key]) -> bool:
    """Whether a gap has a comment; a value needs one only, wherever it is missing."""
    if gap.reason == "missing-value":
        return any((reason, field) == (gap.reason, gap.field) for reason, _, field in shown)
    return (gap.reason, gap.origin, "") in shown


def _gaps_in(
    paragraph: PackedParagraph, origin: Origin, reasons: Mapping[str, str]
) -> Iterator[tuple[_Key, PackedSpan, PackedSpan]]:
    """Yield what is missing in a paragraph: each value once, and each text from end to end."""
    texts: dict[_Key, tuple[PackedSpan, PackedSpan]] = {}
    seen = set()
    for span, place in zip(paragraph.spans, origin.places, strict=True):
        if span.kind == "gap":
            key: _Key = ("missing-value", span.origin, span.field)
            if key not in seen:
                seen.add(key)
                yield key, span, span
        elif place.span.language:
            reason = reasons.get(span.origin, "missing-translation")
            first, _ = texts.get((reason, span.origin, ""), (span, span))
            texts[reason, span.origin, ""] = (first, span)
    for key, (first, last) in texts.items():
        yield key, first, last


def _carry(found: Remarks, thread: Thread, paragraphs: Sequence[PackedParagraph]) -> bool:
    """Put a thread into the draft, at the words it is about; return whether they are there."""
    place = _place_of(thread, paragraphs)
    if place is None:
        return False
    bookmark, start, end = place
    comment = thread.comment
    root = _remark_of(found, thread, bookmark) if thread.remark is not None else -1
    first = found.add(
        Remark(
            bookmark,
            comment.author,
            comment.date,
            comment.new,
            start,
            end,
            root,
            thread.is_resolved,
        ),
        comment.id,
    )
    root = first if root < 0 else root
    for reply in thread.replies:
        found.add(
            Remark(
                bookmark,
                reply.author,
                _with_time(reply.date),
                reply.text,
                start,
                end,
                root,
                thread.is_resolved,
            ),
            reply.change or comment.id,
        )
    return True


def _remark_of(found: Remarks, thread: Thread, bookmark: str) -> int:
    """Return the number of the remark of ours that a thread answers, -1 where it is settled.

    Where its gap is filled it is not in the draft any more, and the reply stands by itself.
    """
    for packed in found.packed:
        is_there = packed.bookmark == bookmark and not packed.thread and packed.parent < 0
        if is_there and thread.remark is not None and packed.text == thread.remark.text:
            return packed.id
    return -1


def _place_of(thread: Thread, paragraphs: Sequence[PackedParagraph]) -> tuple[str, int, int] | None:
    """Return where a thread belongs: the bookmark of a paragraph, and the words it is about.

    The paragraph is the one of the same bookmark, if it still has the origin, else the first of the
    origin, else the first with words of it. The whole paragraph is meant where the words are gone.
    """
    comment = thread.comment
    candidates = (
        [each for each in paragraphs if each.bookmark and each.bookmark == comment.bookmark],
        [each for each in paragraphs if each.origin == comment.origin],
        [each for each in paragraphs if any(span.origin == comment.origin for span in each.spans)],
    )
    for found in candidates:
        for paragraph in found:
            if not paragraph.bookmark or not _is_about(comment.origin, paragraph):
                continue
            start = paragraph.text.find(comment.old) if comment.old else -1
            if start < 0:
                return paragraph.bookmark, 0, 0
            return paragraph.bookmark, start, start + len(comment.old)
    return None


def _is_about(origin: str, paragraph: PackedParagraph) -> bool:
    """Whether a paragraph has words of an origin; a remark on no text keeps to its bookmark."""
    if not origin:
        return not paragraph.origin and paragraph.kind != "note"
    return paragraph.origin == origin or any(span.origin == origin for span in paragraph.spans)


def _with_time(date: str) -> str:
    """Return a day as a time, which Word wants."""
    return f"{date}T00:00:00Z" if date and "T" not in date else date
