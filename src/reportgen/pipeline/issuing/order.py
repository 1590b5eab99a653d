"""What somebody asks to have issued, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from reportgen.issues.record import IssueKind
from reportgen.issues.register import Issuing, Register, RegisterEntry
from reportgen.report import IssueMark


@dataclass(frozen=True, slots=True)
class IssueOrder:
    """What is to be issued: the report of a meeting to an addressee, as which issue of it.

    `symbol` is the document's where it is given, else "": then that of outcomes.yaml counts.
    `number` is that of the revision, corrigendum or addendum, 0 for the original; `date` the day of
    issue (ISO).
    """

    folder: Path
    addressee: str
    approver: str
    date: str
    symbol: str = ""
    kind: IssueKind = "original"
    number: int = 0
    jobs: int = 1

    def mark(self, register: Register) -> IssueMark:
        """Return the mark of the issue; a corrigendum or addendum is to the issue in force."""
        match self.kind:
            case "original":
                return IssueMark()
            case "revision":
                return IssueMark(revision=self.number)
        current = register.current(self.addressee)
        revision = current.number if current is not None else 0
        if self.kind == "addendum":
            return IssueMark(revision=revision, addendum=self.number)
        return IssueMark(revision=revision, corrigendum=self.number)

    def issuing(self, symbol: str, full_symbol: str) -> Issuing:
        """Return what the rules of numbering are asked about."""
        return Issuing(self.addressee, symbol, full_symbol, self.kind, self.number, self.date)


@dataclass(frozen=True, slots=True)
class Issued:
    """An issue that is registered: its entry, and the folders it lies in."""

    entry: RegisterEntry
    folder: Path
    restricted_folder: Path
    files: int
