"""`reportgen archive add` as a process: killed at any moment, started twice, on a full disk."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.archive.support import freeze_meeting, is_valid, tree, verify
from tests.issues.test_killed import ended

pytestmark = pytest.mark.slow

ISSUES = 8
KILLS = 10
ADD = [sys.executable, "-m", "reportgen", "archive", "add", "iscg-23-1", "--by", "Ana Rivas"]


@pytest.fixture(scope="module")
def meeting(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a meeting that has issued a document many times."""
    return freeze_meeting(tmp_path_factory.mktemp("meeting") / "iscg-23-1", ISSUES)


def started(meeting: Path, root: Path) -> subprocess.Popen[bytes]:
    """Start archiving everything that the meeting has issued."""
    return subprocess.Popen(
        [*ADD, "--store", str(root)],
        cwd=meeting.parent,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


def assert_complete(root: Path) -> None:
    """Assert that the archive has every issue of the meeting, and is sound for us and others."""
    found = verify(root)
    assert found.faults == ()
    assert (found.objects, found.versions) == (2, 2 * ISSUES)
    assert is_valid(root)


def wait_for_root(root: Path, process: subprocess.Popen[bytes]) -> None:
    """Wait until a command has begun its archive, or ended; starting takes longest of all."""
    while not (root / "0=ocfl_1.1").exists() and process.poll() is None:
        time.sleep(0.002)


def test_killed_at_random_moments(meeting: Path, tmp_path: Path) -> None:
    """Whenever it is killed: nothing that was archived is lost, and the next one completes it."""
    chance = random.Random(6)
    whole = started(meeting, tmp_path / "whole")
    wait_for_root(tmp_path / "whole", whole)
    begun = time.monotonic()
    assert ended(whole)[0] == 0
    length = time.monotonic() - begun
    between = number = 0
    # Moments that all fall before or after the writing prove little: then there are more of them.
    while number < KILLS or (not between and number < 5 * KILLS):
        number += 1
        root = tmp_path / f"archive-{number}"
        versions = 0
        for _ in range(2):
            process = started(meeting, root)
            wait_for_root(root, process)
            time.sleep(length * chance.uniform(0, 1))
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
            ended(process)
            if (root / "0=ocfl_1.1").exists():
                found = verify(root)
                assert found.faults == ()
                assert found.versions >= versions
                assert is_valid(root)
                versions = found.versions
        between += 0 < versions < 2 * ISSUES
        code, said = ended(started(meeting, root))
        assert code == 0, said
        assert_complete(root)
    assert between, "no process was killed while it was archiving"


def test_two_at_once(meeting: Path, tmp_path: Path) -> None:
    """Each one ends well or is told to wait; together they do no damage."""
    root = tmp_path / "archive"
    for _ in range(3):
        results = [ended(each) for each in [started(meeting, root) for _ in range(2)]]
        assert {code for code, _ in results} <= {0, 1}
        assert any(code == 0 for code, _ in results)
        assert all("[archive-busy]" in said for code, said in results if code == 1)
    assert_complete(root)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own that is soon full."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=700k", "tmpfs", str(place)],
        capture_output=True,
        check=False,
    )
    if mounted.returncode:
        pytest.skip("no file system may be mounted here")
    try:
        yield place
    finally:
        subprocess.run(["umount", str(place)], check=True)


def mount_again(disk: Path, options: str) -> None:
    """Change the options of a mounted disk."""
    subprocess.run(["mount", "-o", f"remount,{options}", str(disk)], check=True)


def test_full_disk(meeting: Path, disk: Path) -> None:
    """A disk that is full is told in one line; what is archived is sound, and a retry completes."""
    root = disk / "archive"
    code, said = ended(started(meeting, root))
    assert code == 1
    assert "error: cannot write: No space left on device [cannot-write]" in said
    found = verify(root)
    assert found.faults == ()
    assert 0 < found.versions < 2 * ISSUES
    assert is_valid(root)
    mount_again(disk, "size=8m")
    code, said = ended(started(meeting, root))
    assert code == 0, said
    assert_complete(root)


def test_disk_that_turns_read_only(meeting: Path, disk: Path) -> None:
    """Nothing is archived and nothing is harmed; when it can be written to again, all goes on."""
    root = disk / "archive"
    ended(started(meeting, root))
    before = tree(root)
    mount_again(disk, "ro,size=8m")
    code, said = ended(started(meeting, root))
    assert code == 1
    assert "error: cannot write: Read-only file system [cannot-write]" in said
    assert "Traceback" not in said
    assert tree(root) == before
    assert verify(root).faults == ()
    mount_again(disk, "rw")
    assert ended(started(meeting, root))[0] == 0
    assert_complete(root)
