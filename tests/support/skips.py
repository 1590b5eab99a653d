"""The rule on skipped tests: each is listed with its reason, or the run fails.

The list is tests/allowed-skips.txt; a line reads `NODE ID | REASON`, where the node id may be a
pattern (`*`) and the reason is the one that the test gives when it skips.
"""

from __future__ import annotations

from fnmatch import fnmatchcase
from pathlib import Path
from typing import NamedTuple

import pytest


class AllowedSkip(NamedTuple):
    """A line of the list: the tests it is for and the reason they give."""

    pattern: str
    reason: str

    def fits(self, nodeid: str) -> bool:
        """Whether the test is one of those meant; brackets of parameters are literal."""
        return fnmatchcase(nodeid, self.pattern.replace("[", "[[]"))


def read_allowed_skips(path: Path) -> tuple[AllowedSkip, ...]:
    """Return the lines of the list; a line without a reason is refused."""
    allowed = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        pattern, _, reason = (part.strip() for part in line.partition(" | "))
        if not reason:
            raise pytest.UsageError(f"{path.name}:{number}: a reason is missing: {line}")
        allowed.append(AllowedSkip(pattern, reason))
    return tuple(allowed)


class SkipPolicy:
    """A pytest plugin that fails a run for skips that are not listed.

    It also tells of listed tests that ran in this run without being skipped: their line can go.
    """

    def __init__(self, allowed: tuple[AllowedSkip, ...]) -> None:
        """Hold runs to the given list."""
        self._allowed = allowed
        self._skipped: dict[str, str] = {}
        self._ran: set[str] = set()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note what was skipped and what ran. An expected failure is no skip."""
        if report.skipped and not hasattr(report, "wasxfail"):
            self._note(report)
        elif report.when == "call":
            self._ran.add(report.nodeid)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Note a module that skipped itself as a whole."""
        if report.skipped:
            self._note(report)

    def _note(self, report: pytest.TestReport | pytest.CollectReport) -> None:
        # A skip's long form is (path, line, "Skipped: reason").
        text = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        self._skipped[report.nodeid] = text.removeprefix("Skipped: ")

    def unlisted(self) -> list[str]:
        """Return the skips that no line of the list allows."""
        return [
            f"{nodeid} | {reason}"
            for nodeid, reason in sorted(self._skipped.items())
            if not any(skip.fits(nodeid) and skip.reason == reason for skip in self._allowed)
        ]

    def outdated(self) -> list[str]:
        """Return the lines of the list whose tests ran and were not skipped."""
        return [
            f"{skip.pattern} | {skip.reason}"
            for skip in self._allowed
            if any(skip.fits(nodeid) for nodeid in self._ran)
            and not any(skip.fits(nodeid) for nodeid in self._skipped)
        ]

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Fail a run that is otherwise good."""
        if session.exitstatus == pytest.ExitCode.OK and self.unlisted():
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Say which skips fail the run, and which lines of the list can go."""
        for title, lines in (
            ("skipped, and not in tests/allowed-skips.txt", self.unlisted()),
            ("in tests/allowed-skips.txt, but not skipped", self.outdated()),
        ):
            if lines:
                terminalreporter.section(title, red=True)
                terminalreporter.write("\n".join(lines) + "\n")
