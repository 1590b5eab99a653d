"""A skipped test fails the run unless it is listed with its reason."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.skips import read_allowed_skips

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
PROJECT = {
    "conftest.py": """
from pathlib import Path
from tests.support.skips import SkipPolicy, read_allowed_skips

def pytest_configure(config):
    if not hasattr(config, "workerinput"):
        allowed = read_allowed_skips(Path(__file__).parent / "allowed-skips.txt")
        config.pluginmanager.register(SkipPolicy(allowed))
""",
    "test_some.py": """
import pytest

def test_runs(): pass

@pytest.mark.skip(reason="no printer here")
def test_prints(): pass

@pytest.mark.parametrize("page", [1, 2])
def test_page(page):
    pytest.skip("no paper")

@pytest.mark.xfail(reason="known")
def test_known(): assert False
""",
}
ALL_LISTED = """\
test_some.py::test_prints | no printer here
test_some.py::test_page[*] | no paper
"""


def run(folder: Path, allowed: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a small project with the given list of skips; return how it ended and what it said."""
    for name, text in {**PROJECT, "allowed-skips.txt": allowed}.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "pytest.ini").write_text(f"[pytest]\npythonpath = {ROOT}\n", encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *arguments]
    return subprocess.run(
        command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False
    )


@pytest.mark.parametrize("workers", ["0", "1"])
def test_skip_that_is_not_listed_fails_the_run(tmp_path: Path, workers: str) -> None:
    """A run whose tests all pass or skip fails when a skip is not on the list."""
    ended = run(tmp_path, ALL_LISTED.splitlines()[0], "-n", workers)
    assert ended.returncode == 1, ended.stdout
    assert "test_some.py::test_page[1] | no paper" in ended.stdout
    assert "test_some.py::test_prints | no printer here" not in ended.stdout


def test_listed_skips_pass(tmp_path: Path) -> None:
    """Skips that are listed with the reason they give, patterns included, fail nothing."""
    ended = run(tmp_path, ALL_LISTED)
    assert ended.returncode == 0, ended.stdout
    assert "allowed-skips" not in ended.stdout


def test_other_reason_than_the_listed_one_fails_the_run(tmp_path: Path) -> None:
    """A test that is skipped for another reason than the one listed is not covered by its line."""
    ended = run(tmp_path, ALL_LISTED.replace("no printer here", "no toner"))
    assert ended.returncode == 1, ended.stdout


def test_listed_test_that_is_not_skipped_is_told(tmp_path: Path) -> None:
    """A line whose test ran after all is shown, so that it goes from the list."""
    ended = run(tmp_path, ALL_LISTED + "test_some.py::test_runs | once it was\n")
    assert "but not skipped" in ended.stdout
    assert "test_some.py::test_runs | once it was" in ended.stdout


@pytest.mark.parametrize("workers", ["0", "1"])
def test_module_that_skips_itself_fails_the_run(tmp_path: Path, workers: str) -> None:
    """A module skipped as a whole counts like a skipped test."""
    text = 'import pytest\npytest.skip("not today", allow_module_level=True)\n'
    (tmp_path / "test_whole.py").write_text(text, encoding="utf-8")
    ended = run(tmp_path, ALL_LISTED, "-n", workers)
    assert ended.returncode == 1, ended.stdout
    assert "test_whole.py | not today" in ended.stdout


def test_line_without_reason_is_refused(tmp_path: Path) -> None:
    """A line of the list that gives no reason stops the run, with its place."""
    path = tmp_path / "allowed-skips.txt"
    path.write_text("# a comment\n\ntest_some.py::test_prints\n", encoding="utf-8")
    with pytest.raises(pytest.UsageError, match=r"allowed-skips.txt:3: a reason is missing"):
        read_allowed_skips(path)


def test_listed_tests_exist() -> None:
    """Every line of our own list names a file and a function that are there."""
    for skip in read_allowed_skips(ROOT / "tests/allowed-skips.txt"):
        file, *names = skip.pattern.partition("[")[0].split("::")
        text = (ROOT / file).read_text(encoding="utf-8")
        assert all(f" {name}" in text for name in names), skip.pattern
