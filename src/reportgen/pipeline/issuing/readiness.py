"""Whether a report can be issued: everything that is against it, at once.

In go the order and the project; out come problems, and who has reviewed the report in which
language. That the files hold what they claim is for the build to say, which comes after.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from reportgen.catalogs.places import meeting_path, messages_path
from reportgen.catalogs.store import CatalogEntry, read_catalog_file
from reportgen.errors import Problem, sort_problems
from reportgen.issues.record import Approval
from reportgen.issues.register import Register, check_issuing
from reportgen.languages import LANGUAGE_KEYS, SOURCE_LANGUAGE, language
from reportgen.outcomes import MeetingSource
from reportgen.pipeline.issuing.order import IssueOrder
from reportgen.pipeline.issuing.usage import LocalisedReport
from reportgen.pipeline.names import report_name
from reportgen.pipeline.project import shown_path
from reportgen.pipeline.workspace import Workspace
from reportgen.report import IssueMark

_MOST_NAMED = 5
_AMENDMENTS = ("revision", "addendum", "corrigendum", "letter")


@dataclass(frozen=True, slots=True)
class Readiness:
    """Checks one order; `register` is that of its meeting, `others` those of all other meetings."""

    workspace: Workspace
    source: MeetingSource
    order: IssueOrder
    register: Register
    others: tuple[Register, ...]

    def problems(self, localised: LocalisedReport, mark: IssueMark) -> tuple[Problem, ...]:
        """Return everything that is against issuing the report, in the order of the files."""
        return sort_problems(
            [
                *self._people_and_days(),
                *self._symbol(mark),
                *self._gaps(localised),
                *self._unreviewed(localised),
            ]
        )

    def approvals(self, localised: LocalisedReport) -> tuple[Approval, ...]:
        """Return who has reviewed the report in each language; the source by who approves it."""
        found = []
        for key in LANGUAGE_KEYS:
            if key == SOURCE_LANGUAGE.key:
                found.append(Approval(key, (self.order.approver,), self.order.date))
                continue
            reviews = [
                entry.review
                for _, entry in self._entries(localised, key)
                if entry is not None and entry.review is not None
            ]
            by = tuple(sorted({review.by for review in reviews}))
            found.append(Approval(key, by, max((each.date for each in reviews), default="")))
        return tuple(found)

    def _problem(self, code: str, message: str, hint: str = "", *keys: str) -> Problem:
        """Return a problem of the report's settings in outcomes.yaml."""
        path = ("reports", self.order.addressee, *keys)
        return self.source.file.problem(path, code, message, hint=hint)

    def _people_and_days(self) -> Iterator[Problem]:
        meeting = self.source.meeting
        last = meeting.meeting.last_day if meeting is not None else date.min
        if date.fromisoformat(self.order.date) < last:
            message = f"{self.order.date} is before the end of the meeting ({last})"
            yield self._problem("issue-order", message, "correct --date")

    def _symbol(self, mark: IssueMark) -> Iterator[Problem]:
        """Yield what is wrong with the symbol: not there, not of the body, taken, out of order."""
        order, addressee = self.order, self.order.addressee
        symbol = self.workspace.settings(self.source, addressee).symbol
        if symbol is None:
            return  # a gap of the report, which is told as one
        if order.symbol and order.symbol != symbol:
            message = f"outcomes.yaml has the symbol {symbol}, not {order.symbol}"
            hint = "correct one of the two: the files say what outcomes.yaml says"
            yield self._problem("symbol-differs", message, hint, "symbol")
        system = self.workspace.organisation.symbol_pattern(addressee)
        if system is None:
            message = f"nothing is known of the symbols of {addressee}"
            hint = "say in reports/organisation/symbols.yaml how its documents are numbered"
            yield self._problem("symbol-not-of-body", message, hint, "symbol")
            return
        parts = system.parse(symbol)
        if parts is None:
            message = f"{symbol} is no symbol of {addressee}"
            hint = f"its documents are numbered {system.patterns[0]}"
            yield self._problem("symbol-not-of-body", message, hint, "symbol")
        elif marks := [name for name in _AMENDMENTS if name in parts]:
            message = f"{symbol} has the mark of a {marks[0]}"
            hint = "write the symbol of the document; reportgen issue adds the mark"
            yield self._problem("symbol-not-of-body", message, hint, "symbol")
        else:
            yield from self._file_name(mark)
        full = system.amended_symbol(symbol, mark.parts)
        wanted = order.issuing(symbol, full)
        yield from check_issuing(wanted, self.register, self.others, self.source.file.path)

    def _file_name(self, mark: IssueMark) -> Iterator[Problem]:
        """Yield a problem if the document system has no name for the files."""
        key = SOURCE_LANGUAGE.key
        name = report_name(self.workspace, self.source, self.order.addressee, key, "docx", mark)
        if name.startswith("DRAFT-"):
            message = "the files cannot be named by the pattern of the document system"
            hint = "give `session` with its days and, for TDAG, its `ordinal`"
            yield self._problem("file-name-incomplete", message, hint)

    def _gaps(self, localised: LocalisedReport) -> Iterator[Problem]:
        """Yield what the report lacks: values once, translations by language."""
        path = self.source.file.path
        for key, document in localised.documents.items():
            for gap in document.gaps:
                if gap.reason != "missing-value":
                    where = f"{self.order.addressee} {key}: {gap.what}"
                    yield Problem(path, 0, 0, "error", gap.reason, where, where=gap.origin)
                elif key == SOURCE_LANGUAGE.key:
                    message = f"{self.order.addressee}: {gap.what}"
                    yield Problem(path, 0, 0, "error", gap.reason, message, where=gap.origin)

    def _unreviewed(self, localised: LocalisedReport) -> Iterator[Problem]:
        """Yield one problem for each catalog in which nobody has reviewed a text of the report."""
        for key in LANGUAGE_KEYS:
            if key == SOURCE_LANGUAGE.key:
                continue
            found: dict[str, list[CatalogEntry]] = {}
            for meeting, entry in self._entries(localised, key):
                if entry is not None and entry.state == "translated":
                    found.setdefault(meeting, []).append(entry)
            for meeting, entries in found.items():
                yield self._not_reviewed(meeting, key, entries)

    def _not_reviewed(self, meeting: str, key: str, entries: list[CatalogEntry]) -> Problem:
        path = self._catalog_path(meeting, key)
        names = [entry.unit.context for entry in entries]
        shown = ", ".join(names[:_MOST_NAMED])
        more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
        noun = "text" if len(names) == 1 else "texts"
        message = f"{len(names)} {noun} of the report nobody has reviewed: {shown}{more}"
        folder = self.workspace.folder_of(self.source, meeting) if meeting else self.source.folder
        folder = shown_path(folder, self.workspace.base)
        hint = f"reportgen translations approve {folder} --language {key} --by NAME --date DAY"
        line = entries[0].line
        place = str(shown_path(path, self.workspace.base))
        return Problem(place, line, 1 if line else 0, "error", "not-reviewed", message, hint)

    def _entries(
        self, localised: LocalisedReport, key: str
    ) -> Iterator[tuple[str, CatalogEntry | None]]:
        """Yield the meeting and the entry of every text that the report shows in a language."""
        catalogs: dict[str, dict[tuple[str, str], CatalogEntry]] = {}
        for text in localised.used[key]:
            if text.meeting not in catalogs:
                path = self._catalog_path(text.meeting, key)
                file = read_catalog_file(path, language(key), "")
                entries = (*file.obsolete, *file.entries)
                catalogs[text.meeting] = {(e.unit.context, e.unit.source): e for e in entries}
            yield text.meeting, catalogs[text.meeting].get((text.context, text.source))

    def _catalog_path(self, meeting: str, key: str) -> Path:
        if not meeting:
            return messages_path(key)
        return meeting_path(self.workspace.folder_of(self.source, meeting), key)
