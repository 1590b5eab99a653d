"""`reportgen watch`: builds, and builds again what a change concerns, until Ctrl-C."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from reportgen.cli import main
from reportgen.pipeline.building.watching import is_source_file
from tests.building.support import LANGUAGES, MEETING, BuiltProject
from tests.building.test_incremental import ENGLISH, FRENCH, FRENCH_WORDS

PATIENCE_S = 60
WATCH = ["watch", f"reports/{MEETING}", "--jobs", "1"]


@dataclass
class Watcher:
    """The program as a process, and the lines it has said on either stream."""

    process: subprocess.Popen[str]
    lines: list[str] = field(default_factory=list)

    def read(self) -> None:
        """Note each line as it comes."""
        assert self.process.stdout is not None
        self.lines += self.process.stdout

    def wait_for(self, line: str) -> list[str]:
        """Wait for a line; return what was said up to it, and forget that."""
        end = time.monotonic() + PATIENCE_S
        while not any(each.startswith(line) for each in self.lines):
            assert time.monotonic() < end, f"not said: {line}; said: {self.lines}"
            assert self.process.poll() is None, self.lines
            time.sleep(0.02)
        place = next(n for n, each in enumerate(self.lines) if each.startswith(line))
        said, self.lines[:] = self.lines[: place + 1], self.lines[place + 1 :]
        return [each.rstrip("\n") for each in said]


@pytest.fixture
def watcher(project: BuiltProject) -> Iterator[Watcher]:
    """The program watching a meeting that is up to date; ended with the test."""
    command = [sys.executable, "-u", "-m", "reportgen", *WATCH]
    languages = [word for key in LANGUAGES for word in ("--language", key)]
    with subprocess.Popen(
        [*command, *languages], cwd=project.root, text=True, encoding="utf-8",
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True,
    ) as process:  # fmt: skip
        found = Watcher(process)
        reader = threading.Thread(target=found.read)
        reader.start()
        try:
            found.wait_for("watching for changes; Ctrl-C ends it")
            yield found
        finally:
            process.kill()
            reader.join()


@pytest.mark.slow
def test_what_a_change_concerns_is_made_again(project: BuiltProject, watcher: Watcher) -> None:
    """An entry, a fault, its repair: each is told at once; Ctrl-C ends it well."""
    before = project.times()
    project.edit(FRENCH, *FRENCH_WORDS)
    name = f"DRAFT-{MEETING}-TDAG-F"
    files = f"reports/{MEETING}/build/TDAG/{name}.docx, .pdf, .html"
    said = watcher.wait_for("9 reports")
    assert said[:2] == [f"changed: {FRENCH}", f"TDAG fr  {files}  (draft, 5 gaps)"]
    after = project.times()
    made = {path.name for path in after if after[path] != before[path]}
    assert made == {f"{name}.docx", f"{name}.pdf", f"{name}.html", "index.html", "manifest.json"}

    good = (project.root / ENGLISH).read_bytes()
    (project.root / ENGLISH).write_bytes(good + b"oops: [\n")
    said = watcher.wait_for(f"reports/{MEETING}/outcomes.yaml:")
    assert f"changed: {ENGLISH}" in said
    assert said[-1].endswith("[yaml-syntax]")
    assert project.times() == after

    (project.root / ENGLISH).write_bytes(good)
    assert watcher.wait_for("9 reports")[-1] == "9 reports: 9 up to date"

    (project.root / "reports" / "organisation").mkdir()
    overlay = project.root / "reports" / "organisation" / "places.yaml"
    overlay.write_text("nowhere: {xy: Nowhere}\n", encoding="utf-8")
    watcher.wait_for("reports/organisation/places.yaml:")

    watcher.process.send_signal(signal.SIGINT)
    assert watcher.process.wait(PATIENCE_S) == 0


@pytest.mark.slow
def test_a_template_is_watched(project: BuiltProject, watcher: Watcher) -> None:
    """Who restyles a template sees the reports that it is for."""
    template = project.root / "templates" / "rag-report.docx"
    template.write_bytes((project.root / "templates" / "tdag-report.docx").read_bytes())
    said = watcher.wait_for("9 reports")
    assert said[0] == "changed: templates/rag-report.docx"
    assert said[-1] == "9 reports: 3 made, 6 up to date"


@pytest.mark.slow
@pytest.mark.parametrize(
    "arguments", [["reports/iscg-23-2"], ["--addressee", "TGAS"], ["--to", "dcox"]]
)
def test_wrong_usage_ends_it(
    project: BuiltProject, arguments: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What cannot become right by saving a file is not waited for."""
    monkeypatch.chdir(project.root)
    assert main(["watch", *arguments]) == 2


@pytest.mark.parametrize(
    ("path", "is_source"),
    [
        ("reports/m/outcomes.yaml", True),
        ("reports/m/locale/fr.po", True),
        ("reports/m/budget.xlsx", True),
        ("templates/rag-report.docx", True),
        ("build/templates/rag-report.docx", True),
        ("templates/~$g-report.docx", False),
        ("reports/m/.outcomes.yaml.swp", False),
        ("reports/m/outcomes.yaml~", False),
        ("reports/m/build/RAG/DRAFT.docx", False),
        ("reports/m/build", False),
        ("out/m/manifest.json", False),
    ],
)
def test_what_counts_as_a_change(tmp_path: Path, path: str, is_source: bool) -> None:
    """What a build writes and what editors keep for themselves start no other build."""
    meeting = tmp_path / "reports" / "m"
    meeting.mkdir(parents=True)
    (meeting / "outcomes.yaml").touch()
    assert is_source_file(tmp_path / path, [tmp_path / "out"]) == is_source
