"""What has been issued: the registers of meetings, and whether the issues are as entered."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from reportgen.errors import InputError, Problem, sort_problems
from reportgen.issues.register import RegisterEntry, read_register
from reportgen.pipeline.issuing.frozen import read_frozen
from reportgen.pipeline.project import shown_path
from reportgen.pipeline.workspace import Workspace


@dataclass(frozen=True, slots=True)
class IssueLine:
    """One issue of one meeting; `is_replaced` once a revision has taken its place."""

    meeting: str
    entry: RegisterEntry
    is_replaced: bool

    def as_text(self) -> str:
        """Return the line of the list."""
        entry = self.entry
        state = "  (replaced)" if self.is_replaced else ""
        state = f"  (to {entry.amends})" if entry.amends else state
        return (
            f"{entry.full_symbol:<28} {entry.date}  {entry.addressee:<6} {self.meeting}  "
            f"{entry.approver}{state}"
        )

    def as_dict(self) -> dict[str, object]:
        """Return the line as plain data."""
        facts = self.entry.model_dump()
        return {"meeting": self.meeting, **facts, "is_replaced": self.is_replaced}


@dataclass(frozen=True, slots=True)
class Overview:
    """The issues of some meetings, and what is wrong with registers and records."""

    lines: tuple[IssueLine, ...]
    problems: tuple[Problem, ...]


def issue_overview(workspace: Workspace, folders: tuple[Path, ...]) -> Overview:
    """Return what these meetings have issued; records are compared with the register."""
    lines: list[IssueLine] = []
    problems: list[Problem] = []
    for folder in folders:
        register = read_register(folder, shown_path(folder, workspace.base))
        problems += register.problems
        for entry in register.entries:
            current = register.current(entry.addressee)
            is_replaced = not entry.is_amendment and entry != current
            lines.append(IssueLine(register.meeting, entry, is_replaced))
            for restricted in (False, True):
                try:
                    read_frozen(folder, entry, restricted=restricted)
                except InputError as error:
                    problems += error.problems
    return Overview(tuple(lines), sort_problems(problems))
