"""A project that has been built: what is in its build folders, and what a build touched."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reportgen.document import Document
from reportgen.manifest import sha256
from reportgen.pipeline.building.build import build
from reportgen.pipeline.building.order import BuildOrder, BuildResult
from reportgen.pipeline.choices import choose_addressees
from reportgen.pipeline.project import find_project
from reportgen.pipeline.reports import ReportMaker
from reportgen.pipeline.workspace import Workspace

ROOT = Path(__file__).parents[2]
MEETING, OTHER = "iscg-23-1", "iscg-21-2"
LANGUAGES = ("en", "fr", "ar")
FORMATS = ("docx", "pdf", "html")
RECORDS = {"index.html", "manifest.json"}

Slot = tuple[str, str, str, str]
"""Meeting, addressee, language, format."""


@dataclass(frozen=True)
class BuiltProject:
    """A project in a folder of its own."""

    root: Path

    @property
    def workspace(self) -> Workspace:
        """A fresh look at the project."""
        return Workspace(find_project(self.root), self.root)

    def folder(self, meeting: str = MEETING) -> Path:
        """Return the build folder of a meeting."""
        return self.root / "reports" / meeting / "build"

    def build(self, *meetings: str, **order: Any) -> BuildResult:
        """Build meetings, all where none is named, in the usual languages unless told otherwise."""
        folders = tuple(self.root / "reports" / each for each in meetings)
        asked = {"languages": LANGUAGES, "formats": FORMATS, **order}
        return build(self.workspace, "0", BuildOrder(folders=folders, **asked))

    def made(self, *meetings: str, **order: Any) -> set[Slot]:
        """Build, and return the renditions whose files were written; no other file was touched."""
        before = self.times()
        result = self.build(*meetings, **order)
        after = self.times()
        written = {path for path, time in after.items() if before.get(path) != time}
        made = {
            (built.folder.name, built.addressee, built.language, form)
            for built in result.built
            for form in built.made
        }
        slots = self.slots()
        assert {slots[path] for path in written if path.name not in RECORDS} == made
        touched = {path.relative_to(self.root).parts[1] for path in written}
        assert {slot[0] for slot in made} <= touched, "the record is written with what it records"
        return made

    def times(self) -> dict[Path, int]:
        """Return when each file of the build folders was written."""
        return {
            path: path.stat().st_mtime_ns
            for path in self.root.glob("reports/*/build/**/*")
            if path.is_file()
        }

    def digests(self) -> dict[str, str]:
        """Return the digest of each file of the build folders."""
        return {path.relative_to(self.root).as_posix(): sha256(path.read_bytes())
                for path in self.times()}  # fmt: skip

    def manifest(self, meeting: str = MEETING) -> dict[str, Any]:
        """Return the record of a meeting's build."""
        found: dict[str, Any] = json.loads((self.folder(meeting) / "manifest.json").read_bytes())
        return found

    def slots(self) -> dict[Path, Slot]:
        """Return which rendition each file is."""
        return {
            self.folder(meeting) / each["path"]: (
                meeting, each["addressee"], each["language"], each["format"]
            )
            for meeting in (MEETING, OTHER)
            for each in self.manifest(meeting)["renditions"]
        }  # fmt: skip

    def edit(self, path: str, old: str, new: str) -> None:
        """Replace words that stand in a file once."""
        file = self.root / path
        text = file.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path}"
        file.write_text(text.replace(old, new), encoding="utf-8")

    def documents(self) -> dict[tuple[str, str, str], Document]:
        """Return every report, made from what lies in the project now and nothing kept."""
        workspace = self.workspace
        found = {}
        for meeting in (MEETING, OTHER):
            source = workspace.source(self.root / "reports" / meeting)
            maker = ReportMaker(workspace, source)
            for addressee in choose_addressees(workspace, source, ()):
                for language in LANGUAGES:
                    document = maker.document(addressee, language)
                    found[meeting, addressee, language] = document
        return found

    def is_whole(self) -> bool:
        """Whether every file is as the manifest says, and nothing lies beside."""
        files = set(self.times())
        return files == {
            *self.slots(),
            *(self.folder(each) / name for each in (MEETING, OTHER) for name in RECORDS),
        } and all(
            sha256((self.folder(meeting) / each["path"]).read_bytes()) == each["sha256"]
            for meeting in (MEETING, OTHER)
            for each in self.manifest(meeting)["renditions"]
        )


def copy_project(root: Path) -> BuiltProject:
    """Return a copy of this repository's project, without what was built of it."""
    ignored = shutil.ignore_patterns("build")
    for name in ("reports", "templates"):
        shutil.copytree(ROOT / name, root / name, ignore=ignored)
    (root / "reportgen.toml").write_text("", encoding="utf-8")
    return BuiltProject(root)


def every(*meetings: str, formats: tuple[str, ...] = FORMATS, **only: tuple[str, ...]) -> set[Slot]:
    """Return the renditions of meetings, or `only` those of some addressees and languages."""
    return {
        (meeting, addressee, language, form)
        for meeting in meetings or (MEETING, OTHER)
        for addressee in only.get("addressees", ("TSAG", "TDAG", "RAG"))
        for language in only.get("languages", LANGUAGES)
        for form in formats
    }
