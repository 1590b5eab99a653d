"""Whatever ends `archive add`: the archive is sound, nothing is lost, the next one completes it.

The process is killed before every call that changes the disk or sees to it that a change stays, and
in the middle of every write; then at random moments.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from reportgen.archive.layout import WORK
from reportgen.archive.store import Store
from reportgen.issues.record import RECORD_NAME
from reportgen.pipeline.archive.listing import list_holdings
from tests.archive.support import (
    SYMBOL,
    Files,
    archive,
    freeze,
    is_valid,
    object_place,
    tree,
    verify,
)

pytestmark = pytest.mark.slow

STEPS = ("open", "write", "fsync", "rename", "replace", "mkdir", "unlink", "rmdir")
CHANGING = os.O_WRONLY | os.O_RDWR
SMALL: Files = {
    "renditions/a-en.docx": (b"one", "rendition", "en"),
    "renditions/a-fr.docx": (b"two", "rendition", "fr"),
    "manifest.json": (b"{}", "manifest", ""),
}
SMALL_LATER: Files = {**SMALL, "renditions/a-en.docx": (b"three", "rendition", "en")}


def die() -> None:
    """End this process as the power would."""
    os.kill(os.getpid(), signal.SIGKILL)


def killed_at(step: int, root: Path, *folders: Path) -> bool:
    """Archive in a process that is killed at its step number `step`; return whether it was.

    A write has two steps: before it, and when half of it is done.
    """
    child = os.fork()
    if child == 0:
        left = step

        def counted(name: str, real: Callable[..., object]) -> Callable[..., object]:
            def call(*args: object, **more: object) -> object:
                nonlocal left
                if name == "open" and not int(str(args[1])) & CHANGING:
                    return real(*args, **more)
                if name == "write":
                    left -= 1
                    if left < 0:
                        real(args[0], bytes(memoryview(args[1]))[: len(args[1]) // 2])  # type: ignore[arg-type]
                        die()
                left -= 1
                if left < 0:
                    die()
                return real(*args, **more)

            return call

        code = 70
        try:
            for name in STEPS:
                setattr(os, name, counted(name, getattr(os, name)))
            archive(root, *folders)
            code = 0
        finally:
            os._exit(code)
    status = os.waitpid(child, 0)[1]
    assert status in (0, signal.SIGKILL), "archiving itself has failed"
    return status != 0


def is_settled(root: Path) -> bool:
    """Whether nothing is left of interrupted writing."""
    return [path.name for path in (root / WORK).iterdir() if path.name != "quarantine"] == []


def issued(root: Path) -> list[str]:
    """Return the full symbols in an archive, as its reader finds them."""
    found = list_holdings(root)
    assert not found.problems
    return [each.full_symbol for held in found.held for each in held.records]


def kill_at_every_step(tmp_path: Path, before: tuple[Path, ...], new: Path) -> int:
    """Archive `new` after `before`, killed at each step in turn; return how many there are."""
    base = tmp_path / "base"
    if before:
        archive(base, *before)
    whole = shutil.copytree(base, tmp_path / "whole") if before else tmp_path / "whole"
    archive(whole, new)
    old, finished = tree(base) if before else {}, tree(whole)
    step = 0
    while True:
        root = tmp_path / "root"
        if before:
            shutil.copytree(base, root)
        was_killed = killed_at(step, root, new)
        # Nothing that was archived is lost, even before anybody has settled anything.
        inventories = {name for name in old if name.endswith(("inventory.json", ".sha512"))}
        for name in old.keys() - inventories:
            assert (root / name).read_bytes() == old[name], f"{name} at step {step}"
        if (root / "0=ocfl_1.1").exists():
            # The next command of any kind settles it: the archive is sound, by both judges.
            known = issued(root)
            assert known in (
                [f"{SYMBOL}"] * len(before),
                [SYMBOL, f"{SYMBOL}R1"][: len(before) + 1],
            )
            assert verify(root).faults == (), f"at step {step}"
            assert is_valid(root), f"at step {step}"
            assert is_settled(root), f"at step {step}"
        (added,) = archive(root, new)
        assert added.version == len(before) + 1
        assert tree(root) == finished, f"at step {step}"
        assert is_settled(root)
        shutil.rmtree(root)
        if not was_killed:
            return step
        step += 1


def test_first_issue_killed_at_every_step(tmp_path: Path) -> None:
    """A new archive with its first object is there, or not yet, and never something between."""
    new = freeze(tmp_path / "issue", files=SMALL)
    assert kill_at_every_step(tmp_path, (), new) > 60


def test_revision_killed_at_every_step(tmp_path: Path) -> None:
    """A new version is there, or not yet; the one before it is never harmed."""
    first = freeze(tmp_path / "first", files=SMALL)
    second = freeze(tmp_path / "second", 1, SMALL_LATER)
    assert kill_at_every_step(tmp_path, (first,), second) > 50


def test_recovery_killed_at_every_step(tmp_path: Path) -> None:
    """Settling what was interrupted can be interrupted itself, again and again."""
    first = freeze(tmp_path / "first", files=SMALL)
    second = freeze(tmp_path / "second", 1, SMALL_LATER)
    base = tmp_path / "base"
    archive(base, first)
    # Find the step after which the version is in its place and its inventory is not.
    step = 0
    while True:
        root = shutil.copytree(base, tmp_path / "root")
        killed_at(step, root, second)
        if (object_place(root) / "v2").exists():
            break
        shutil.rmtree(root)
        step += 1
    assert not is_valid(root), "as it lies there, nobody could read the new version"
    rounds = 0
    while killed_at(rounds, root, second):
        rounds += 1
    assert rounds > 3
    assert verify(root).faults == ()
    assert is_valid(root)
    assert issued(root) == [SYMBOL, f"{SYMBOL}R1"]


PROGRAM = (
    "import sys; from pathlib import Path; from tests.archive.support import archive;"
    "root, *folders = map(Path, sys.argv[1:]);"
    "[(archive(root, each), print(each, flush=True)) for each in folders]"
)


@pytest.mark.parametrize("seed", range(10))
def test_killed_at_a_random_moment(tmp_path: Path, seed: int) -> None:
    """Killed by somebody else while it archives issue after issue: what it has told of is there."""
    big: Files = {
        f"renditions/{number}-en.docx": (
            random.Random(number).randbytes(200_000),
            "rendition",
            "en",
        )
        for number in range(10)
    }
    folders = []
    for number in range(6):
        files: Files = {**big, "manifest.json": (b"%d" % number, "manifest", "")}
        symbol = f"TSAG-TD{number}"
        folders.append(freeze(tmp_path / symbol, files=files, symbol=symbol, full_symbol=symbol))
    root = tmp_path / "archive"
    child = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(root), *map(str, folders)],
        stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2],
    )  # fmt: skip
    assert child.stdout is not None
    first = child.stdout.readline()
    time.sleep(random.Random(seed).uniform(0, 0.25))
    child.kill()
    told = [Path(line).name for line in (first + child.communicate()[0]).split()]
    assert told
    assert set(told) <= set(issued(root))
    assert verify(root).faults == ()
    assert is_valid(root)
    archive(root, *folders)
    assert len(issued(root)) == len(folders)
    assert verify(root).faults == ()
    assert is_valid(root)


def test_version_that_the_disk_lost_is_set_aside(tmp_path: Path) -> None:
    """A version whose files did not survive a power cut is set aside; the object is as before."""
    first = freeze(tmp_path / "first", files=SMALL)
    second = freeze(tmp_path / "second", 1, SMALL_LATER)
    base = tmp_path / "base"
    archive(base, first)
    step = 0
    while True:
        root = shutil.copytree(base, tmp_path / f"root-{step}")
        killed_at(step, root, second)
        lost = object_place(root) / "v2/content/renditions/a-en.docx"
        if lost.exists():
            break
        step += 1
    lost.write_bytes(b"")  # what a disk does that had promised more than it kept
    assert issued(root) == [SYMBOL]
    assert verify(root).faults == ()
    assert is_valid(root)
    (aside,) = (root / WORK / "quarantine").iterdir()
    assert aside.name.endswith("-v2-1")
    archive(root, second)
    assert issued(root) == [SYMBOL, f"{SYMBOL}R1"]


def test_stray_version_of_another_program_is_set_aside(tmp_path: Path) -> None:
    """A version folder that somebody else has left half-made is moved away by the next writing."""
    root = tmp_path / "archive"
    archive(root, freeze(tmp_path / "first", files=SMALL))
    stray = object_place(root) / "v2"
    (stray / "content").mkdir(parents=True)
    assert [each.code for each in verify(root).faults] == ["archive-version-stray"]
    archive(root, freeze(tmp_path / "second", 1, SMALL_LATER))
    assert verify(root).faults == ()
    assert [path.name for path in (root / WORK / "quarantine").iterdir()]


def test_reader_of_a_read_only_copy_sees_the_last_whole_version(tmp_path: Path) -> None:
    """Who may not write reads an archive with an interrupted writing as far as it is archived."""
    root = tmp_path / "archive"
    archive(root, freeze(tmp_path / "first", files=SMALL))
    killed_at(12, root, freeze(tmp_path / "second", 1, SMALL_LATER))
    assert not is_settled(root)
    before = tree(root)
    store = Store(root)
    (folder,) = store.folders()
    assert store.inventory(folder).head == "v1"
    assert RECORD_NAME in store.inventory(folder).content(1)
    assert tree(root) == before
