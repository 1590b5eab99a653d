"""What holds for every test.

Property tests try the same examples on every run; a test that logs a warning or leaves its
surroundings changed fails; a skip that is not listed fails the run.
"""

from __future__ import annotations

import locale
import logging
import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.support.skips import SkipPolicy, read_allowed_skips

ALLOWED_SKIPS = Path(__file__).parent / "allowed-skips.txt"

# The same examples on every run; HYPOTHESIS_PROFILE=explore looks further than a commit needs.
settings.register_profile("fixed", derandomize=True, deadline=None)
settings.register_profile("explore", deadline=None, max_examples=2000, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "fixed"))


def pytest_configure(config: pytest.Config) -> None:
    """Watch skips in the process that sees all of them: workers only report to it."""
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(SkipPolicy(read_allowed_skips(ALLOWED_SKIPS)), "skip-policy")


class _WarningsKept(logging.Handler):
    """Keeps what is logged as a warning or worse."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the record as one line."""
        self.lines.append(f"{record.name}: {record.levelname}: {record.getMessage()}")


@pytest.fixture(autouse=True)
def no_unexpected_logs(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that logs a warning, unless it is marked `logs_warnings`."""
    kept = _WarningsKept()
    root = logging.getLogger()
    root.addHandler(kept)
    yield
    root.removeHandler(kept)
    if kept.lines and request.node.get_closest_marker("logs_warnings") is None:
        pytest.fail("logged, and not expected to:\n" + "\n".join(kept.lines), pytrace=False)


def _surroundings() -> dict[str, object]:
    return {
        "time zone": (os.environ.get("TZ"), time.tzname),
        "locale": locale.setlocale(locale.LC_ALL),
        "working folder": Path.cwd(),
        "umask": _umask(),
    }


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


@pytest.fixture(autouse=True)
def surroundings_unchanged() -> Iterator[None]:
    """Fail a test that leaves zone, locale, folder or umask changed for the next one.

    A test that needs other surroundings sets them with `monkeypatch`, which takes them back before
    this looks, since fixtures end in reverse order.
    """
    before = _surroundings()
    yield
    assert _surroundings() == before, "the test left its surroundings changed"
