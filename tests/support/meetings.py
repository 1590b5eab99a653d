"""Projects made for one test: meetings in a folder, checked and built through the pipeline."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from reportgen.document import Document
from reportgen.errors import Problem
from reportgen.pipeline.building.build import build
from reportgen.pipeline.building.order import BuildOrder, BuildResult
from reportgen.pipeline.checks import check_meetings
from reportgen.pipeline.project import find_project
from reportgen.pipeline.reports import ReportMaker
from reportgen.pipeline.show import plain_lines
from reportgen.pipeline.workspace import Workspace, raise_errors

ROOT = Path(__file__).parents[2]
MEETING = "iscg-23-1"


@dataclass(frozen=True)
class MadeProject:
    """A project below a temporary folder, with the templates of this repository."""

    root: Path

    @property
    def workspace(self) -> Workspace:
        """A fresh look at the project: what was read before is forgotten."""
        return Workspace(find_project(self.root), self.root)

    def write(self, text: str | bytes, meeting: str = MEETING) -> Path:
        """Write the outcomes file of a meeting and return its folder."""
        folder = self.root / "reports" / meeting
        folder.mkdir(parents=True, exist_ok=True)
        data = text.encode() if isinstance(text, str) else text
        (folder / "outcomes.yaml").write_bytes(data)
        return folder

    def check(self, meeting: str = MEETING) -> tuple[Problem, ...]:
        """Return every problem of a meeting."""
        return check_meetings(self.workspace, (self.root / "reports" / meeting,))

    def maker(self, meeting: str = MEETING) -> ReportMaker:
        """Return what makes the reports of a meeting; a fault of it fails the test."""
        workspace = self.workspace
        source = workspace.source(self.root / "reports" / meeting)
        raise_errors(workspace.check(source))
        return ReportMaker(workspace, source)

    def document(self, addressee: str, meeting: str = MEETING, language: str = "en") -> Document:
        """Return a report in a language."""
        return self.maker(meeting).document(addressee, language)

    def lines(self, addressee: str, meeting: str = MEETING) -> list[str]:
        """Return the words of an English report, one block a line."""
        return list(plain_lines(self.document(addressee, meeting)))

    def build(self, meeting: str = MEETING, **order: object) -> BuildResult:
        """Build the English reports of a meeting as Word files."""
        asked = {"languages": ("en",), "formats": ("docx",), **order}
        folder = self.root / "reports" / meeting
        return build(self.workspace, "0", BuildOrder(folders=(folder,), **asked))  # type: ignore[arg-type]


def make_project(root: Path, meetings: Mapping[str, str] | None = None) -> MadeProject:
    """Return a new project with these outcomes files by the folders of their meetings."""
    root.mkdir(parents=True, exist_ok=True)
    settings = f"templates = {str(ROOT / 'templates')!r}\n"
    (root / "reportgen.toml").write_text(settings, encoding="utf-8")
    project = MadeProject(root)
    for meeting, text in (meetings or {}).items():
        project.write(text, meeting)
    return project
