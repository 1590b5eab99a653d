"""How long `reportgen check` of one meeting takes, against loading the libraries it stands on."""

from __future__ import annotations

import subprocess
import sys
from contextlib import ExitStack

from tools.bench import ROOT, Comparison, Target

YARDSTICK = "import jinja2, ruamel.yaml, pydantic, babel"
MEETING = "reports/iscg-23-1"


def run(*arguments: str) -> None:
    """Start Python with the arguments in the project's root; it must end well."""
    subprocess.run([sys.executable, *arguments], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


def comparisons(_stack: ExitStack) -> list[Comparison]:
    """Return the one comparison: whole processes, as a user waits for them."""
    return [
        Comparison(
            name="check",
            about=f"`reportgen check {MEETING}`, whole process",
            alternatives={
                "imports": lambda: run("-c", YARDSTICK),
                "reportgen check": lambda: run("-m", "reportgen", "check", MEETING),
            },
            targets=(Target("reportgen check", "imports", at_most=3),),
        )
    ]
