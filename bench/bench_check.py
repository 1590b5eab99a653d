"""How long `reportgen check` of one meeting takes, against loading the libraries it stands on.

Whole processes, as a user waits for them. Both sides start the same Python in the same
environment and find everything compiled already, as it is after `make` has installed it.
"""

from __future__ import annotations

import compileall
import os
import subprocess
import sys
from contextlib import ExitStack

from tools.bench import ROOT, Comparison, Target

YARDSTICK = "import jinja2, ruamel.yaml, pydantic, babel"
MEETING = "reports/iscg-23-1"
# These change how Python starts or whether it keeps compiled code; a user has none of them.
_FOREIGN = ("PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED", "PYTHONDEVMODE", "PYTHONWARNINGS")


def environment() -> dict[str, str]:
    """Return the environment that both sides are started in."""
    return {name: value for name, value in os.environ.items() if name not in _FOREIGN}


def run(*arguments: str) -> None:
    """Start Python with the arguments in the project's root; it must end well."""
    subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT, env=environment(), check=True,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip


def comparisons(_stack: ExitStack) -> list[Comparison]:
    """Return the one comparison."""
    # The libraries are compiled when they are installed; the package, when it was edited, is not.
    compileall.compile_dir(ROOT / "src", quiet=1)
    return [
        Comparison(
            name="check",
            about=f"`reportgen check {MEETING}`, whole process",
            alternatives={
                "imports": lambda: run("-c", YARDSTICK),
                "reportgen check": lambda: run("-m", "reportgen", "check", MEETING),
            },
            targets=(Target("reportgen check", "imports", at_most=3),),
            rounds=15,
        )
    ]
