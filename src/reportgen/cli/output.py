"""What the operator sees: findings and results on stdout, progress and messages on stderr."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Literal

import click

from reportgen.errors import Problem, ReportgenError, Severity
from reportgen.records import dataclass

OutputFormat = Literal["text", "json", "github"]

_BAR_WIDTH = 24
_COLOURS: Mapping[Severity, str] = {"error": "red", "warning": "yellow", "info": "cyan"}


@dataclass(frozen=True, slots=True)
class Output:
    """How to print; made once from the options of the command."""

    format: OutputFormat = "text"
    quiet: bool = False
    verbose: bool = False
    colour: bool = False

    def problems(self, problems: Iterable[Problem]) -> None:
        """Print findings in the format asked for; JSON prints a list, even an empty one."""
        found = list(problems)
        if self.format == "json":
            print_json([problem.as_dict() for problem in found])
            return
        for problem in found:
            text = _as_github(problem) if self.format == "github" else problem.as_text()
            click.echo(self._coloured(text, problem.severity), color=self.colour)

    def result(self, text: str) -> None:
        """Print a result."""
        click.echo(text)

    def message(self, text: str) -> None:
        """Say something to the operator, unless told to be quiet."""
        if not self.quiet:
            click.echo(text, err=True)

    def detail(self, text: str) -> None:
        """Say something only to operators who asked to hear more."""
        if self.verbose and not self.quiet:
            click.echo(text, err=True)

    def failure(self, error: ReportgenError) -> None:
        """Print why a command ended: its findings, or one line where it has none."""
        if error.problems or self.format == "json":
            self.problems(error.problems)
        if not error.problems:
            click.echo(self._coloured(f"error: {error}", "error"), err=True, color=self.colour)

    def _coloured(self, text: str, severity: Severity) -> str:
        word = f"{severity}:"
        return text.replace(word, click.style(word, fg=_COLOURS[severity], bold=True), 1)


def print_json(data: Any) -> None:
    """Print data as JSON, readable and in one piece."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=1))


def summary(problems: Iterable[Problem]) -> str:
    """Return the count of findings in words: `2 errors, 1 warning`."""
    found = list(problems)
    parts = []
    for severity in ("error", "warning"):
        count = sum(problem.severity == severity for problem in found)
        if count:
            parts.append(f"{count} {severity}{'s' if count > 1 else ''}")
    return ", ".join(parts) or "no problems"


def progress_bar(output: Output) -> Callable[[int, int, str], None] | None:
    """Return a progress report for a terminal; None where nobody watches."""
    if output.quiet or not sys.stderr.isatty():
        return None

    started = time.monotonic()

    def show(done: int, total: int, current: str) -> None:
        filled = _BAR_WIDTH * done // max(total, 1)
        bar = "█" * filled + "░" * (_BAR_WIDTH - filled)
        seconds = (time.monotonic() - started) / max(done, 1) * (total - done)
        left = f"about {_duration(seconds)} left" if 0 < done < total else ""
        click.echo(f"\r{bar} {done}/{total} {current:<10}{left:<24}", err=True, nl=False)
        if done == total:
            click.echo("", err=True)

    return show


def _duration(seconds: float) -> str:
    """Return a time in the unit that fits it."""
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min"


def _as_github(problem: Problem) -> str:
    """Return a problem as a command of GitHub Actions, which shows it beside the line."""
    kind = {"info": "notice"}.get(problem.severity, problem.severity)
    message = f"{problem.message} ({problem.hint})" if problem.hint else problem.message
    # Newlines and percent signs end or change a command: they are written as the runner wants.
    message = message.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    place = f"file={problem.path},line={problem.line or 1},col={problem.column or 1}"
    return f"::{kind} {place},title={problem.code}::{message}"
