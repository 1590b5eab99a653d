"""What tests of the command line need: outcomes files, and what a run said and how it ended."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from reportgen.catalogs.store import read_catalog_file, write_catalog
from reportgen.languages import language

ROOT = Path(__file__).parents[2]

# The report to RAG has everything a final needs; the one to TSAG lacks symbol, date and more.
COMPLETE = """\
schema: 1
meeting: {body: ISCG, symbol: ISCG/23-1, date: 2023-05-02}
next_meeting: 2023-10-12
outcomes:
  - id: opening
    kind: information
    text: The {{ group }} met on {{ date(meeting) }}.
  - id: secret
    kind: decision
    addressees: [TSAG]
    text: Only TSAG may read about the budget.
reports:
  RAG:
    symbol: RAG/9
    date: 2023-05-10
    session: {from: 2023-05-22, to: 2023-05-24, place: geneva}
  TSAG: {}
"""

# Four faults, each of another kind.
FAULTY = """\
schema: 1
meeting: {body: ISCG, symbol: ISCG/23-1, date: 2023-05-02}
outcomes:
  - id: opening
    kind: information
    addressees: [RAG, TSGA]
    text: The {{ group }} met {{ body("TDGA") }}.
  - id: opening
    kind: information
    text: It met {{ dat(meeting) }}.
reports:
  RAG: {}
"""

ACTIONS = """\
schema: 1
meeting: {body: ISCG, symbol: ISCG/23-1, date: 2023-05-02}
next_meeting: 2023-10-12
outcomes:
  - id: follow-ups
    kind: action
    text: The secretariat will act.
    facts:
      - {id: a-1, type: action, owner: Secretariat, summary: Write to RAG, due: 2023-06-30}
      - {id: a-2, type: action, owner: TDAG, summary: "Answer: soon", due: next-meeting}
      - {id: a-3, type: action, owner: TSAG, summary: Read, due: 2023-05-30, status: done}
      - {id: a-4, type: action, owner: RAG, summary: Think it over}
  - id: for-tsag
    kind: action
    addressees: [TSAG]
    text: TSAG will count.
    facts:
      - {id: a-5, type: action, owner: TSAG, summary: Count, due: 2024-02}
reports:
  RAG: {}
  TSAG: {}
"""


@dataclass(frozen=True)
class Ended:
    """How a run ended and what it said."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        """What was printed as JSON."""
        return json.loads(self.out)


def write_meeting(root: Path, name: str, text: str) -> Path:
    """Write an outcomes file into a project and return its path."""
    path = root / "reports" / name / "outcomes.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def files_below(folder: Path) -> set[str]:
    """Return the paths of all files below a folder, hidden ones included."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir()}


def environment(**changes: str) -> dict[str, str]:
    """Return the environment for a process of its own, with some variables set."""
    kept = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    return kept | changes


def run_process(folder: Path, *arguments: str, **options: Any) -> Ended:
    """Run the program as a process of its own; options are those of `subprocess.run`."""
    done = subprocess.run(
        [sys.executable, "-m", "reportgen", *arguments],
        cwd=folder,
        capture_output=True,
        check=False,
        env=options.pop("env", environment()),
        **options,
    )
    return Ended(done.returncode, done.stdout.decode(), done.stderr.decode())


def translate_all(shell: Callable[..., Ended], name: str) -> None:
    """Complete the catalogs of a meeting, with the English words in place of every translation."""
    assert shell("translations", "extract", f"reports/{name}").code == 0
    for path in Path("reports", name, "locale").glob("*.po"):
        catalog = read_catalog_file(path, language(path.stem), name)
        entries = (replace(entry, texts=(entry.unit.source,)) for entry in catalog.entries)
        path.write_bytes(write_catalog(replace(catalog, entries=tuple(entries))))
