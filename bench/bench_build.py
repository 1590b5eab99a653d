"""What a build costs: with nothing changed, with one entry changed, and with hundreds of reports.

`nothing changed` and `check` are whole processes over the same meetings, as a user waits for them;
the first has looked at every Word file, PDF and web page when it ends. `one entry` builds again
after one French translation was edited, beside `cold`, which makes everything.

The load is 50 generated meetings to three addressees in six languages (bench/load.py), built in one
process. `first hundred` and `last hundred` are CPU seconds of a hundred reports, writing included.
The reports of the first meeting are left out: they also compile the templates for each language.
"""

from __future__ import annotations

import compileall
import json
import shutil
import subprocess
import sys
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench.bench_check import environment
from tools.bench import ROOT, Comparison, Target

ENTRY = Path("reports/iscg-23-1/locale/fr.po")
WORDS = ("les deux représentants que le", "ces deux représentants que le")
MEETINGS = 50
REPORTS_OF_A_MEETING = 18
HUNDRED = 100


def copy_project(root: Path) -> None:
    """Copy the meetings and templates of this repository, without what was built of them."""
    for name in ("reports", "templates"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("build"))
    (root / "reportgen.toml").touch()


def run(root: Path, *arguments: str) -> None:
    """Run a command of the program in a project; it must end well."""
    subprocess.run(
        [sys.executable, "-m", "reportgen", *arguments],
        cwd=root, env=environment(), check=True, capture_output=True,
    )  # fmt: skip


def build_after_an_edit(root: Path) -> None:
    """Edit an entry, or take the edit back, and build."""
    path = root / ENTRY
    text = path.read_text(encoding="utf-8")
    old, new = WORDS if WORDS[0] in text else WORDS[::-1]
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")
    run(root, "build")


@cache
def load(meetings: int) -> dict[str, Any]:
    """Return what the reports of so many meetings cost in a process of their own."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.load", str(meetings)],
        cwd=ROOT, env=environment(), check=True, stdout=subprocess.PIPE,
    )  # fmt: skip
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def hundreds() -> dict[str, list[float]]:
    """Return the seconds of the first and the last hundred reports of the load."""
    seconds = load(MEETINGS)["seconds"]
    first = seconds[REPORTS_OF_A_MEETING : REPORTS_OF_A_MEETING + HUNDRED]
    return {"first hundred": [sum(first)], "last hundred": [sum(seconds[-HUNDRED:])]}


def peaks() -> dict[str, list[float]]:
    """Return the gigabytes that one meeting and all meetings of the load need."""
    kilobytes = {"18 reports": load(1)["peak"], "900 reports": load(MEETINGS)["peak"]}
    return {name: [peak / 1e6] for name, peak in kilobytes.items()}


def comparisons(stack: ExitStack) -> list[Comparison]:
    """Return the comparisons; nothing is built before one of them is measured."""
    compileall.compile_dir(ROOT / "src", quiet=1)
    root = Path(stack.enter_context(TemporaryDirectory()))
    copy_project(root)
    return [
        Comparison(
            name="build",
            about="docx, pdf and html of both meetings, whole process; cold, and one entry edited",
            alternatives={
                "cold": lambda: run(root, "build", "--force"),
                "one entry": lambda: build_after_an_edit(root),
            },
            targets=(),
            rounds=1,
        ),
        Comparison(
            name="nothing-changed",
            about="docx, pdf and html of both meetings built before, whole process",
            alternatives={
                # Measuring begins with one call of each, which builds what is not there yet.
                "nothing changed": lambda: run(root, "build"),
                "check": lambda: run(root, "check"),
            },
            targets=(Target("nothing changed", "check", at_most=2),),
            rounds=7,
        ),
        Comparison(
            name="load-time",
            about=f"{MEETINGS * REPORTS_OF_A_MEETING} Word files in one process, CPU time",
            alternatives={},
            targets=(Target("last hundred", "first hundred", at_most=1.3),),
            rounds=1,
            taken=hundreds,
        ),
        Comparison(
            name="load-memory",
            about="peak memory of the process that makes them, and of one that makes 18",
            alternatives={},
            targets=(Target("900 reports", "18 reports", at_most=1.5),),
            rounds=1,
            taken=peaks,
            unit="MB",
        ),
    ]
