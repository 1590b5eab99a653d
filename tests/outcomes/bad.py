"""Outcomes files with a fault each, and what the check says of them.

python -m tests.outcomes.bad       writes what the check says beside each file; read the diff
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from tests.support.meetings import MEETING, make_project

FOLDER = Path(__file__).parents[1] / "data" / "outcomes"
FILES = sorted(FOLDER.glob("bad.*.yaml"))
EARLIER = """\
schema: 1
meeting: {body: ISCG, symbol: ISCG/22-1, date: 2022-10-03}
"""


def findings(file: Path, folder: Path) -> str:
    """Return what the check of a project prints whose only meeting has this file."""
    project = make_project(folder, {"iscg-22-1": EARLIER})
    project.write(file.read_bytes())
    shown = f"reports/{MEETING}/outcomes.yaml"
    lines = [problem.as_text() for problem in project.check()]
    return "".join(f"{line}\n" for line in lines).replace(shown, "outcomes.yaml")


if __name__ == "__main__":
    for each in FILES:
        with tempfile.TemporaryDirectory() as made:
            each.with_suffix(".txt").write_text(findings(each, Path(made)), encoding="utf-8")
