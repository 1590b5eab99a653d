"""Accepted changes carried into the files of a project, on the desk; nothing is written here.

In go the changes that were accepted, out comes the desk with the files as they would be, and for
each change that people have to carry over themselves, why. A change is carried over whole or not at
all: one of several proposals is not enough.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Final

from reportgen.errors import Problem, UsageError
from reportgen.languages import SOURCE_LANGUAGE, language
from reportgen.pipeline.reports import ReportMaker
from reportgen.pipeline.review.additions import add_text, unit_of, withdraw
from reportgen.pipeline.review.choosing import Entry
from reportgen.pipeline.review.desk import Desk, NotApplicableError
from reportgen.pipeline.review.fieldedits import set_field
from reportgen.pipeline.review.moving import move_text
from reportgen.pipeline.review.textedits import EditedText, TextEdits
from reportgen.pipeline.review.verifying import report_origins, supposed, translation_fault
from reportgen.pipeline.review.wording import Target, current_words, set_words, target_of
from reportgen.pipeline.workspace import Workspace
from reportgen.report import split_origin
from reportgen.review.model import (
    EditText,
    EditValue,
    MoveText,
    NewText,
    PackedDraft,
    Proposal,
    Withdrawal,
)

_Moving = NewText | Withdrawal | MoveText
"""What brings texts in, takes them out or puts them elsewhere."""

NO_PROPOSAL: Final = "it says nothing that a source could hold"

_ENGLISH: Final[Mapping[str, str]] = {
    "paragraph-split": "paragraphs are parted in the English text",
    "paragraphs-joined": "paragraphs are joined in the English text",
}
"""What is done to the English text alone; the others follow."""


@dataclass
class Plan:
    """What would be written, and what would not.

    `left` says of changes, by number, why people have to carry them over; `moved` are texts that
    are not what they were when the draft was packed.
    """

    desk: Desk
    left: dict[int, str] = field(default_factory=dict)
    moved: list[Problem] = field(default_factory=list)


def make_plan(workspace: Workspace, entries: Sequence[Entry], earlier: Sequence[Entry]) -> Plan:
    """Carry changes over; `earlier` are those that runs before have carried over already."""
    left = {entry.number: why for entry in entries if (why := _why_not(entry))}
    moved: list[Problem] = []
    while True:
        chosen = [entry for entry in entries if entry.number not in left]
        attempt = _Attempt(Desk(workspace), chosen, earlier)
        attempt.run()
        left |= attempt.left
        moved = moved or attempt.moved
        if not attempt.left:
            return Plan(attempt.desk, left, moved)


class _Attempt:
    """One try to carry changes over: with those that cannot be left out, it is tried again."""

    def __init__(self, desk: Desk, entries: Sequence[Entry], earlier: Sequence[Entry]) -> None:
        self.desk = desk
        self.left: dict[int, str] = {}
        self.moved: list[Problem] = []
        self._before = Desk(desk.workspace)
        self._entries = entries
        self._earlier = earlier
        self._texts = TextEdits(entries, earlier)

    def run(self) -> None:
        """Carry over words and values first, then what moves texts: from the last to the first."""
        for text in self._texts.edited():
            self._reword(text)
        for entry in self._entries:
            for each in entry.change.proposals:
                if isinstance(each, EditValue):
                    self._try(entry, each)
        for entry, moving in sorted(self._structural(), key=_from_behind, reverse=True):
            self._try(entry, moving)
        self._leave_unused()

    def _reword(self, text: EditedText) -> None:
        """Give a text the words that come of all its edits, or leave them all to people."""
        saved = self.desk.saved()

        def check(words: str) -> None:
            self._check_words(text.target, words)

        try:
            words = self._texts.words(text)
            current = current_words(self.desk, text.target)
            if current == words:
                return
            target = text.target
            is_new = self._texts.is_english(text) and not self.desk.is_in_use(
                target.meeting, target.language, target.origin
            )
            if not is_new and current not in self._texts.expected(text):
                problem = self._conflict(text.entries[0], text, current, words)
                self.moved.append(problem)
                raise NotApplicableError("its text has changed since the draft was packed")
            check(words)
            set_words(self.desk, target, words, is_new=is_new)
        except (NotApplicableError, UsageError) as error:
            self.desk.restore(saved)
            blamed = self._texts.blamed(text, check) or text.entries
            self.left |= {entry.number: str(error) for entry in blamed}

    def _check_words(self, target: Target, words: str) -> None:
        """Raise NotApplicableError for words that a text cannot have."""
        if not words.strip():
            raise NotApplicableError("no words would be left")
        fault = translation_fault(self.desk, target, words)
        if fault:
            raise NotApplicableError(fault)

    def _leave_unused(self) -> None:
        """Leave edits of our messages to people where a report does not take other words for them.

        Some words are not asked of the report: a label of a draft, what stands for a gap.
        """
        used: dict[tuple[str, str], frozenset[str]] = {}
        for entry in self._entries:
            for each in entry.change.proposals:
                target = (
                    target_of(entry.copy.draft, each.origin) if isinstance(each, EditText) else None
                )
                if target is None or not target.is_message or entry.number in self.left:
                    continue
                key = (target.meeting, target.addressee)
                if key not in used:
                    used[key] = self._origins(*key)
                if target.override not in used[key]:
                    self.left[entry.number] = "a report takes no other words for this one of ours"

    def _origins(self, meeting: str, addressee: str) -> frozenset[str]:
        """Return the origins of the texts of a report as it would be."""
        workspace = supposed(self.desk)
        source = workspace.source(self.desk.file(meeting).path.parent)
        if source.meeting is None:
            return frozenset()
        return report_origins(ReportMaker(workspace, source).report(addressee))

    def _structural(self) -> Iterator[tuple[Entry, _Moving]]:
        """Yield new texts, withdrawals and moves; those that several copies have, once."""
        seen = {key for entry in self._earlier for _, key in _moving(entry)}
        for entry in self._entries:
            for each, key in _moving(entry):
                if key not in seen:
                    seen.add(key)
                    yield entry, each

    def _try(self, entry: Entry, proposal: EditValue | _Moving) -> None:
        if entry.number in self.left:
            return
        saved = self.desk.saved()
        try:
            self._carry_over(entry, proposal)
        except (NotApplicableError, UsageError) as error:
            self.desk.restore(saved)
            self.left[entry.number] = str(error)

    def _carry_over(self, entry: Entry, proposal: EditValue | _Moving) -> None:
        draft = entry.copy.draft
        if isinstance(proposal, EditValue):
            set_field(self.desk, draft, proposal)
            self._check_shape(draft.meeting, split_origin(proposal.field)[0])
        elif isinstance(proposal, NewText):
            add_text(self.desk, draft, proposal)
        elif isinstance(proposal, MoveText):
            moved = [each for each in self._proposed(draft) if isinstance(each, MoveText)]
            move_text(self.desk, draft, proposal, moved, partial(self._is_as_packed, draft))
        else:
            others = [e.origin for e in self._proposed(draft) if isinstance(e, Withdrawal)]
            is_as_packed = self._is_as_packed(draft, proposal.origin)
            withdraw(self.desk, draft, proposal, others, _reason(entry), is_as_packed)

    def _proposed(self, draft: PackedDraft) -> Iterator[Proposal]:
        """Yield the accepted proposals of the copies of a draft."""
        for entry in self._entries:
            if entry.copy.draft.id == draft.id:
                yield from entry.change.proposals

    def _is_as_packed(self, draft: PackedDraft, origin: str) -> bool:
        """Whether an origin leads to the text still that the draft had there."""
        target = target_of(draft, origin)
        if origin in draft.untranslated:
            target = replace(target, language=SOURCE_LANGUAGE.key)
        now = current_words(self._before, target)
        return now == draft.texts.get(origin, "").strip()

    def _check_shape(self, meeting: str, owner: str) -> None:
        """Raise NotApplicableError if a value does not fit the format of the file."""
        for source in self.desk.sources():
            if source.meeting_id == (owner or meeting) and source.meeting is None:
                raise NotApplicableError(source.problems[0].message)

    def _conflict(self, entry: Entry, text: EditedText, current: str, words: str) -> Problem:
        """Return what shows a text as it was packed, as it is now, and as it would be."""
        target, packed = text.target, text.packed
        path, line, column = self._place(target)
        origin = target.override if target.is_message else target.origin
        change = entry.change
        message = f"{origin} has changed since {entry.copy.draft.id} was packed"
        hint = (
            f"packed:   {packed}\n        now:      {current or '(not there)'}\n"
            f"        proposed: {words}\n"
            f"        change {change.id} of {change.author}: carry it over by hand, and leave it "
            f"out with --reject {change.id}"
        )
        return Problem(path, line, column, "error", "review-source-moved", message, hint)

    def _place(self, target: Target) -> tuple[str, int, int]:
        """Return where a text stands: in the outcomes file, or in a catalog."""
        file = self.desk.file(target.meeting)
        if target.language != SOURCE_LANGUAGE.key:
            entry = self.desk.entry(target.meeting, target.language, target.origin)
            path = file.shown.parent / "locale" / f"{language(target.language).key}.po"
            line = entry.line if entry is not None else 0
            return str(path), line, 1 if line else 0
        origin = target.override if target.is_message else target.origin
        place = self.desk.place(target.meeting, origin)
        if place is None:
            return str(file.shown), 0, 0
        return (str(file.shown), *file.editor.file.place(place.path))


def _moving(entry: Entry) -> Iterator[tuple[_Moving, tuple[str, str, object]]]:
    """Yield the proposals of a change that move texts, with what makes two of them the same."""
    draft = entry.copy.draft
    for each in entry.change.proposals:
        if isinstance(each, _Moving):
            yield each, (draft.meeting, draft.addressee, each)


def _from_behind(item: tuple[Entry, _Moving]) -> tuple[str, str, int, bool, int]:
    """Return the place of what moves texts, so that what is done first moves nothing to come.

    From the last unit of a text to the first; what comes in behind a unit before that unit goes.
    """
    entry, proposal = item
    goes = isinstance(proposal, Withdrawal)
    family, number = unit_of(
        proposal.origin if isinstance(proposal, Withdrawal) else proposal.after
    )
    return entry.copy.draft.meeting, family, number, not goes, entry.number


def _why_not(entry: Entry) -> str:
    """Return why a change is for people, whatever the sources are; nothing if it is not."""
    change, language_key = entry.change, entry.copy.draft.language
    if change.why or not change.proposals:
        return change.why or NO_PROPOSAL
    return _ENGLISH.get(change.kind, "") if language_key != SOURCE_LANGUAGE.key else ""


def _reason(entry: Entry) -> str:
    change = entry.change
    day = f", {change.date[:10]}" if change.date else ""
    return f"withdrawn in the review by {change.author or 'a reviewer'}{day}"
