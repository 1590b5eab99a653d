"""The example meetings made ready to be issued: symbols and sessions filled in, texts reviewed."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from reportgen import __version__
from reportgen.catalogs import places
from reportgen.issues.record import IssueRecord
from reportgen.issues.register import Register, read_register
from reportgen.languages import LANGUAGE_KEYS
from reportgen.pipeline.issuing.frozen import read_frozen
from reportgen.pipeline.issuing.issue import issue
from reportgen.pipeline.issuing.order import Issued, IssueOrder
from reportgen.pipeline.project import find_project
from reportgen.pipeline.translations import approve_translations, translated_languages
from reportgen.pipeline.workspace import Workspace

ROOT = Path(__file__).parents[2]
MEETINGS = ("iscg-21-2", "iscg-23-1")
REVIEWERS = {
    "fr": "A. Martin",
    "es": "B. García",
    "ru": "В. Иванова",
    "zh": "陈明",
    "ar": "د. حداد",
}
_CONTACT = "contact: {name: Anna Weber, organization: ITU, country: CH, email: iscg@itu.int}"
SETTINGS = {
    ("iscg-21-2", "TSAG"): (
        "symbol: TSAG-TD1120",
        "date: 2021-10-11",
        "session: {from: 2021-10-25, to: 2021-10-29, mode: virtual}",
    ),
    ("iscg-21-2", "TDAG"): (
        "symbol: TDAG-21/2/12",
        "date: 2021-10-18",
        "session: {ordinal: 29, from: 2021-11-08, to: 2021-11-12, mode: virtual}",
    ),
    ("iscg-21-2", "RAG"): (
        "symbol: RAG/9",
        "date: 2022-03-01",
        "session: {from: 2022-03-28, to: 2022-04-01, place: geneva}",
    ),
    ("iscg-23-1", "TSAG"): (
        "symbol: TSAG-TD239",
        "date: 2023-05-15",
        "session: {from: 2023-05-30, to: 2023-06-02, place: geneva}",
    ),
    ("iscg-23-1", "TDAG"): (
        "symbol: TDAG-23/48",
        "date: 2023-05-16",
        "session: {ordinal: 30, from: 2023-06-19, to: 2023-06-23, place: geneva}",
    ),
    ("iscg-23-1", "RAG"): (
        "symbol: RAG/12",
        "date: 2023-05-10",
        "session: {from: 2023-05-22, to: 2023-05-24, place: geneva}",
    ),
}
ISSUED_ON = {"iscg-21-2": "2022-03-02", "iscg-23-1": "2023-05-20"}
APPROVER = "A. Diaz"


@dataclass(frozen=True)
class IssuingProject:
    """A project in a folder of its own, whose reports can be issued."""

    root: Path

    @property
    def workspace(self) -> Workspace:
        """A fresh look at the project."""
        return Workspace(find_project(self.root), self.root)

    def folder(self, meeting: str) -> Path:
        """Return the folder of a meeting."""
        return self.root / "reports" / meeting

    def order(self, meeting: str, addressee: str, **changes: Any) -> IssueOrder:
        """Return an order that can be carried out, changed where the test says so."""
        order = IssueOrder(self.folder(meeting), addressee, APPROVER, ISSUED_ON[meeting])
        return replace(order, **changes)

    def issue(self, meeting: str, addressee: str, **changes: Any) -> Issued:
        """Issue a report."""
        return issue(self.workspace, __version__, self.order(meeting, addressee, **changes))

    def register(self, meeting: str) -> Register:
        """Return the register of a meeting as it lies there."""
        return read_register(self.folder(meeting))

    def record(self, issued: Issued) -> IssueRecord:
        """Return the record of an issue."""
        return read_frozen(issued.folder.parents[1], issued.entry)

    def change(self, meeting: str, old: str, new: str) -> None:
        """Replace words of an outcomes file that stand in it once."""
        path = self.folder(meeting) / "outcomes.yaml"
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in the file"
        path.write_text(text.replace(old, new), encoding="utf-8")

    def approve(self, *languages: str) -> None:
        """Have everything that is translated reviewed, in some languages or in all."""
        folders = tuple(self.folder(each) for each in MEETINGS)
        for key in translated_languages(languages):
            workspace = self.workspace
            approve_translations(workspace, folders, (key,), REVIEWERS[key], "2022-03-01")


def make_project(root: Path) -> IssuingProject:
    """Return the example meetings in a new folder, every symbol, session and contact filled in."""
    shutil.copytree(ROOT / "reports", root / "reports", ignore=shutil.ignore_patterns("build"))
    shutil.copytree(ROOT / "templates", root / "templates")
    shutil.copy(ROOT / "requirements.lock", root)
    (root / "reportgen.toml").write_text("", encoding="utf-8")
    for (meeting, addressee), lines in SETTINGS.items():
        path = root / "reports" / meeting / "outcomes.yaml"
        text = path.read_text(encoding="utf-8")
        filled = "".join(f"    {line}\n" for line in (*lines, _CONTACT))
        text, count = re.subn(rf"^  {addressee}:\n", rf"\g<0>{filled}", text, flags=re.MULTILINE)
        assert count == 1
        path.write_text(text, encoding="utf-8")
    return IssuingProject(root)


def copy_messages(root: Path) -> Path:
    """Return a folder with copies of the messages' catalogs, for who must not touch our own."""
    folder = root / "locale"
    shutil.copytree(places.MESSAGES_FOLDER, folder)
    return folder


__all__ = ["LANGUAGE_KEYS", "IssuingProject", "copy_messages", "make_project"]
