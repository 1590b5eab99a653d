"""A project for each test, and the program run inside it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from reportgen.cli import main
from tests.cli.support import ROOT, Ended, write_meeting


@dataclass(frozen=True)
class Shell:
    """A user standing in the folder of a project."""

    folder: Path
    capture: pytest.CaptureFixture[str]

    def __call__(self, *arguments: str) -> Ended:
        """Run a command; what it prints is taken away from the test's own output."""
        self.capture.readouterr()
        code = main(arguments)
        said = self.capture.readouterr()
        return Ended(code, said.out, said.err)

    def meeting(self, name: str, text: str) -> Path:
        """Write the outcomes of a meeting."""
        return write_meeting(self.folder, name, text)

    def path(self, name: str) -> Path:
        """Return a path in the project."""
        return self.folder / name


@pytest.fixture
def shell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Shell:
    """An empty project with the three templates; the current folder is its root."""
    folder = tmp_path / "project"
    folder.mkdir()
    settings = f'templates = "{(ROOT / "templates").as_posix()}"\n'
    (folder / "reportgen.toml").write_text(settings, encoding="utf-8")
    monkeypatch.chdir(folder)
    monkeypatch.delenv("NO_COLOR", raising=False)
    return Shell(folder, capsys)
