"""Problems found in what users hand in, the exceptions that carry them, and the exit codes.

::

    ReportgenError                 base of everything raised on purpose; carries problems
    ├── InputError                 faults in what was handed in: files of users (exit 1)
    ├── UsageError                 a command was called wrongly (exit 2)
    └── MissingToolError           a needed program or font is absent (exit 3)

Nothing else is raised on purpose; any other exception that reaches the command line is a fault of
ours and ends with exit code 4.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from typing import Literal

from reportgen.records import dataclass

Severity = Literal["error", "warning", "info"]

EXIT_OK = 0
EXIT_FINDINGS = 1
EXIT_USAGE = 2
EXIT_MISSING_TOOL = 3
EXIT_INTERNAL = 4


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault in something a user handed in, with its place.

    `path` is shown as given; `line` and `column` count from 1, 0 where a whole file is meant.
    `where` names a place inside a file that has no lines ("header 1, paragraph 2"); `code` is
    stable and documented in docs/problems.md; `hint` says what to do.
    """

    path: str
    line: int
    column: int
    severity: Severity
    code: str
    message: str
    hint: str = ""
    where: str = ""

    def as_text(self) -> str:
        """Return `path:line:column: severity: message [code]`, the hint on a line of its own."""
        place = self.path
        if self.line:
            place += f":{self.line}:{self.column}"
        if self.where:
            place += f" ({self.where})"
        text = f"{place}: {self.severity}: {self.message} [{self.code}]"
        return f"{text}\n  hint: {self.hint}" if self.hint else text

    def as_dict(self) -> dict[str, str | int]:
        """Return the form of the problem that `--format json` prints."""
        found: dict[str, str | int] = {
            "path": self.path,
            "line": self.line,
            "column": self.column,
            "severity": self.severity,
            "code": self.code,
            "message": self.message,
            "hint": self.hint,
        }
        if self.where:
            found["where"] = self.where
        return found


def sort_problems(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the problems in reading order, each once."""
    unique = dict.fromkeys(problems)
    return tuple(
        sorted(unique, key=lambda p: (p.path, p.line, p.column, p.where, p.code, p.message))
    )


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return `did you mean "x"?` for the known word closest to `word`, or an empty string."""
    folded = {name.casefold(): name for name in known}
    near = difflib.get_close_matches(word.casefold(), folded, n=3, cutoff=0.6)
    # Two letters that changed places are the likeliest slip: TSGA is TSAG rather than WTSA.
    near.sort(key=lambda name: sorted(name) != sorted(word.casefold()))
    return f'did you mean "{folded[near[0]]}"?' if near else ""


class ReportgenError(Exception):
    """Base of every error raised on purpose.

    `problems` are printed one a line; an error made from a message alone has none.
    """

    exit_code = EXIT_FINDINGS

    def __init__(self, problems: Sequence[Problem] | str) -> None:
        """Keep the problems; a plain string is an error without a place in a file."""
        if isinstance(problems, str):
            self.problems: tuple[Problem, ...] = ()
            super().__init__(problems)
        else:
            self.problems = tuple(problems)
            super().__init__("\n".join(problem.as_text() for problem in self.problems))


class InputError(ReportgenError):
    """Faults in what a user handed in: outcomes, catalogs, templates, returned files."""

    exit_code = EXIT_FINDINGS


class UsageError(ReportgenError):
    """A command was called in a way that cannot work."""

    exit_code = EXIT_USAGE


class MissingToolError(ReportgenError):
    """A program or font that is needed is not installed."""

    exit_code = EXIT_MISSING_TOOL
