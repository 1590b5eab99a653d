"""Registers: what the facts of all meetings say, whatever the reports tell."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass
from functools import cached_property

from reportgen.document import plain_text
from reportgen.errors import InputError
from reportgen.model import ActionFact, Meeting, Outcome, When
from reportgen.outcomes import MeetingSource
from reportgen.pipeline.reports import ReportMaker
from reportgen.pipeline.workspace import Workspace, raise_errors
from reportgen.values import format_when

_LANGUAGE = "en"  # the language of the console


@dataclass(frozen=True, slots=True)
class Action:
    """An action of a meeting, as the register lists it; `due` is in words."""

    meeting: str
    id: str
    outcome: str
    summary: str
    owner: str
    due: str
    status: str
    is_overdue: bool

    def as_text(self) -> str:
        """Return the line of the register."""
        mark = "overdue" if self.is_overdue else self.status
        due = f", due {self.due}" if self.due else ""
        return f"{self.meeting}:{self.id}  {mark}  {self.owner}: {self.summary}{due}"

    def as_dict(self) -> dict[str, str | bool]:
        """Return the entry as plain data."""
        return asdict(self)


def action_register(workspace: Workspace, today: dt.date) -> tuple[Action, ...]:
    """Return the actions of all meetings of the project, oldest meeting first.

    Raises InputError for meetings that cannot be read.
    """
    sources = [workspace.source(folder) for folder in workspace.folders(())]
    raise_errors(tuple(problem for source in sources for problem in source.problems))
    dated = sorted(
        (source.meeting.meeting.first_day, source.meeting_id, source.meeting)
        for source in sources
        if source.meeting is not None
    )
    words = {source.meeting_id: _Words(workspace, source) for source in sources}
    return tuple(
        _entry(meeting_id, meeting, outcome, fact, words[meeting_id], today)
        for _, meeting_id, meeting in dated
        for outcome in meeting.outcomes
        for fact in outcome.facts
        if isinstance(fact, ActionFact)
    )


@dataclass
class _Words:
    """What the English reports of a meeting say of its outcomes; made when first asked for."""

    workspace: Workspace
    source: MeetingSource

    @cached_property
    def _by_outcome(self) -> dict[str, str]:
        maker = ReportMaker(self.workspace, self.source)
        found: dict[str, str] = {}
        for addressee in self.workspace.addressees(self.source):
            try:
                document = maker.document(addressee, _LANGUAGE)
            except InputError:
                continue  # `check` says why; the register has the ids at least
            for block in document.blocks():
                if block.outcome and block.spans:
                    found.setdefault(block.outcome, plain_text(block.spans))
        return found

    def of(self, outcome: str) -> str:
        """Return the first paragraph of an outcome as a reader sees it; else its id."""
        return self._by_outcome.get(outcome, outcome)


def _entry(
    meeting_id: str,
    meeting: Meeting,
    outcome: Outcome,
    fact: ActionFact,
    words_of: _Words,
    today: dt.date,
) -> Action:
    due = meeting.next_meeting if fact.due is not None and fact.due.meeting else fact.due
    words = "next meeting" if fact.due is not None and fact.due.meeting else _in_words(due)
    last = last_day(due) if due is not None else None
    overdue = fact.status == "open" and last is not None and last < today
    summary = fact.summary or words_of.of(outcome.id)
    return Action(meeting_id, fact.id, outcome.id, summary, fact.owner, words, fact.status, overdue)


def _in_words(when: When | None) -> str:
    return format_when(when, _LANGUAGE, "bare") if when is not None else ""


def last_day(when: When) -> dt.date | None:
    """Return the last day that a vague date can mean; None for one that depends on another."""
    if when.any_of:
        days = [day for each in when.any_of if (day := last_day(each)) is not None]
        return max(days, default=None)
    if when.date is not None or when.to is not None:
        return when.date or when.to
    if when.month is not None:
        year, month = (int(part) for part in when.month.split("-"))
        return _end_of_month(year, month, when.part)
    if when.year is not None:
        return _end_of_year(when.year, when.part)
    return None


def _end_of_month(year: int, month: int, part: str | None) -> dt.date:
    day = {"beginning": 10, "middle": 20, "first-half": 15}.get(part or "")
    if day is not None:
        return dt.date(year, month, day)
    following = dt.date(year + month // 12, month % 12 + 1, 1)
    return following - dt.timedelta(days=1)


def _end_of_year(year: int, part: str | None) -> dt.date:
    month = {
        "beginning": 4,
        "middle": 8,
        "first-half": 6,
        "first-quarter": 3,
        "second-quarter": 6,
        "third-quarter": 9,
    }.get(part or "", 12)
    return _end_of_month(year, month, None)
