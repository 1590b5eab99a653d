"""What came back, arranged for the meeting room: by section of the report, in words for people.

In go drafts with what was read from their copies, the words of the reader's language and how a date
is said in it; out comes a `Summary`, which `summary_docx` and the web page only have to write down.
Words of the report stay in the language of the draft.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from reportgen.languages import document_language
from reportgen.review.model import Change, EditValue, PackedDraft, PackedParagraph, Returned

Words = Mapping[str, str]
"""The messages `summary_…` by key, without this beginning."""

_NEAR = 90
_MARGIN = ("comment", "reply", "resolved")
_WHOLE = ("paragraph-added", "paragraph-deleted", "row-added", "row-deleted", "move")


class Stretch(NamedTuple):
    """Words of the report: they stay, go or come in, or are what a comment is about."""

    text: str
    mark: Literal["same", "old", "new", "about"] = "same"


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that a reviewer did or said.

    `words` are those of the report that it is about, `said` what a comment says, `notes` what else
    there is to know, `replies` the answers to a comment.
    """

    kind: str
    author: str
    date: str
    words: tuple[Stretch, ...] = ()
    said: str = ""
    notes: tuple[str, ...] = ()
    replies: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """The entries about one section; `is_of_report` tells whose words the heading is."""

    heading: str
    is_of_report: bool
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class DraftSummary:
    """What came back of one draft; `language` is the key of the language it is in."""

    title: str
    facts: tuple[tuple[str, str], ...]
    language: str
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """What came back of drafts, in the language `language` of the reader."""

    title: str
    language: str
    drafts: tuple[DraftSummary, ...]
    nothing: str


def make_summary(
    copies: Iterable[tuple[PackedDraft, Returned]],
    language: str,
    words: Words,
    say_date: Callable[[str], str],
) -> Summary:
    """Return the summary of copies, those of one draft together.

    `say_date` returns an ISO date in the words of the language.
    """
    by_draft: dict[str, tuple[PackedDraft, list[Returned]]] = {}
    for draft, returned in copies:
        by_draft.setdefault(draft.id, (draft, []))[1].append(returned)
    drafts = tuple(
        _Maker(draft, found, words, say_date).summary() for draft, found in by_draft.values()
    )
    return Summary(words["title"], language, drafts, words["nothing"])


class _Maker:
    """Makes the summary of one draft."""

    def __init__(
        self,
        draft: PackedDraft,
        copies: Sequence[Returned],
        words: Words,
        say_date: Callable[[str], str],
    ) -> None:
        self._draft = draft
        self._copies = copies
        self._words = words
        self._say_date = say_date
        self._changes = [change for copy in copies for change in copy.changes]
        self._places = {one.bookmark: at for at, one in enumerate(draft.paragraphs) if one.bookmark}
        self._texts = {one.origin: one.text for one in reversed(draft.paragraphs) if one.text}
        self._answers: dict[str, list[Change]] = {}
        ids = {change.id for change in self._changes}
        self._is_answer: set[int] = set()
        for change in self._changes:
            if change.kind == "reply" and change.thread in ids:
                self._answers.setdefault(change.thread, []).append(change)
                self._is_answer.add(id(change))

    def summary(self) -> DraftSummary:
        """Return it."""
        draft, words = self._draft, self._words
        comments = sum(change.kind in _MARGIN for change in self._changes)
        authors = dict.fromkeys(change.author for change in self._changes if change.author)
        facts = [
            (words["draft"], draft.id),
            (words["language"], document_language(draft.language).native_name),
            (words["files"], ", ".join(copy.file for copy in self._copies)),
            (words["reviewers"], ", ".join(authors)),
            (words["changes"], str(len(self._changes) - comments)),
            (words["comments"], str(comments)),
        ]
        return DraftSummary(
            f"{draft.addressee}: {draft.meeting}",
            tuple((label, value) for label, value in facts if value),
            draft.language,
            tuple(self._groups()),
        )

    # --- sections --------------------------------------------------------------------------------

    def _groups(self) -> Iterator[Group]:
        """Yield the sections that something was done to, in the order of the report."""
        headings = list(_headings(self._draft.paragraphs))
        grouped: dict[tuple[int, str], list[Change]] = {}
        for change in self._ordered():
            at = self._places.get(change.bookmark, -1)
            if at >= 0:
                key = headings[at]
            elif change.origin:
                key = (-1, "pages")
            else:
                key = (len(headings), "unplaced")
            grouped.setdefault(key, []).append(change)
        for (at, name), changes in sorted(grouped.items(), key=lambda item: item[0][0]):
            is_of_report = 0 <= at < len(headings) and bool(name)
            heading = name if is_of_report else self._words[name or "cover"]
            yield Group(heading, is_of_report, tuple(map(self._entry, changes)))

    def _ordered(self) -> list[Change]:
        """Return the changes in the order of the report; answers are with what they answer."""
        last = len(self._places)
        changes = [change for change in self._changes if id(change) not in self._is_answer]
        return sorted(
            changes, key=lambda change: (self._places.get(change.bookmark, last), change.start)
        )

    # --- entries ---------------------------------------------------------------------------------

    def _entry(self, change: Change) -> Entry:
        is_comment = change.kind in _MARGIN
        answers = self._answers.get(change.id, [])
        return Entry(
            self._words[change.kind.replace("-", "_")],
            change.author or self._words["unknown"],
            self._say_date(change.date[:10]) if change.date else "",
            tuple(self._stretches(change)),
            change.new if is_comment else "",
            tuple(self._notes(change)),
            tuple(replace(self._entry(each), words=()) for each in answers),
        )

    def _stretches(self, change: Change) -> Iterator[Stretch]:
        """Yield the words of the report around a change, what went and what came marked."""
        before, after = self._around(change)
        if change.kind == "resolved":
            yield Stretch(change.old)
            return
        if change.kind in _MARGIN or change.kind in ("format", "move"):
            parts = [Stretch(before), Stretch(change.old, "about"), Stretch(after)]
        elif change.kind in ("paragraph-split", "paragraphs-joined"):
            mark: Literal["old", "new"] = "new" if change.kind == "paragraph-split" else "old"
            parts = [Stretch(before), Stretch("¶", mark), Stretch(after)]
        else:
            parts = [
                Stretch(before),
                Stretch(change.old, "old"),
                Stretch(change.new, "new"),
                Stretch(after),
            ]
        yield from (part for part in parts if part.text)

    def _around(self, change: Change) -> tuple[str, str]:
        """Return the words beside a change, cut between words where they are long."""
        at = self._places.get(change.bookmark, -1)
        if change.kind in _WHOLE:
            return "", ""
        if at < 0:
            return change.before, change.after
        text = self._draft.paragraphs[at].text
        return _last_words(text[: change.start]), _first_words(text[change.end :])

    def _notes(self, change: Change) -> Iterator[str]:
        if not change.is_tracked:
            yield self._words["untracked"]
        if change.is_resolved and change.kind != "resolved":
            yield self._words["done"]
        if change.kind == "move" and change.target in self._texts:
            yield f"{self._words['moved']} {_first_words(self._texts[change.target])}"
        values = [each for each in change.proposals if isinstance(each, EditValue)]
        for each in values:
            yield f"{self._words['value']} {each.field}"
        if not change.proposals and change.kind not in _MARGIN:
            yield self._words["by_hand"]


def _headings(paragraphs: Iterable[PackedParagraph]) -> Iterator[tuple[int, str]]:
    """Yield the heading that each paragraph stands under and its place; "" on the cover."""
    found = (0, "")
    for at, one in enumerate(paragraphs):
        if one.kind in ("heading", "annex"):
            found = (at, one.text)
        yield found


def _last_words(text: str) -> str:
    if len(text) <= _NEAR:
        return text
    words = text[-_NEAR:].partition(" ")[2] or text[-_NEAR:]
    return f"… {words}"


def _first_words(text: str) -> str:
    if len(text) <= _NEAR:
        return text
    words = text[:_NEAR].rpartition(" ")[0] or text[:_NEAR]
    return f"{words} …"
