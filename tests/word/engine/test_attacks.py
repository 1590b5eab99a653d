"""Whatever a template or a .docx tries, it ends in one clear error, in bounded memory and time.

All attacks run in one process with 1 GB of address space and four minutes of processor time; what
breaks out of these limits takes the process down and with it every test here.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.word.engine.attacks import ATTACKS, Attack

ROOT = Path(__file__).parents[3]
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("attacks")]


@pytest.fixture(scope="module")
def report() -> dict[str, Any]:
    """Return what became of every attack, and the memory it took."""
    environment = os.environ | {"PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}
    run = subprocess.run(
        [sys.executable, "-W", "error", "-m", "tests.word.engine.run_attacks"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, run.stderr[-2000:]
    found: dict[str, Any] = json.loads(run.stdout)
    return found


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.name)
def test_an_attack_ends_in_one_clear_error(attack: Attack, report: dict[str, Any]) -> None:
    """The error has the code of its kind, names the file, and fits on a few lines."""
    outcome = report["outcomes"][attack.name]
    assert outcome["codes"] == [attack.code], outcome["text"]
    assert outcome["text"].startswith("attack.docx")
    assert len(outcome["text"]) < 700
    assert "Traceback" not in outcome["text"]


def test_attacks_take_little_memory(report: dict[str, Any]) -> None:
    """The costliest attack, made by a test that holds its file in memory, stays below 500 MB."""
    assert report["peak_kib"] < 500_000


def test_every_attack_has_a_name_of_its_own() -> None:
    """Two attacks of one name would hide one of the two."""
    names = [attack.name for attack in ATTACKS]
    assert sorted(set(names)) == sorted(names)
    assert len(names) >= 40
