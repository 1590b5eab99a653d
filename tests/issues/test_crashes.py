"""kill -9 at every point of an issue, full disks, disks that turn read-only: nothing is half."""

from __future__ import annotations

import errno
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from reportgen.errors import InputError
from reportgen.issues.record import RECORD_NAME, load_record
from reportgen.issues.register import read_register
from reportgen.manifest import sha256
from reportgen.pipeline.issuing.frozen import read_frozen
from tests.issues.crash import ACKNOWLEDGED, issue_small

ROOT = Path(__file__).parents[2]


def assert_whole(folder: Path) -> int:
    """Assert that whatever the register names is there, to the last byte; return how many."""
    register = read_register(folder)
    assert register.problems == ()
    for entry in register.entries:
        for name, restricted in ((entry.folder, False), (entry.restricted_folder, True)):
            record = read_frozen(folder, entry, restricted=restricted)
            place = folder / name
            there = {p.relative_to(place).as_posix() for p in place.rglob("*") if p.is_file()}
            assert there == {*record.files, RECORD_NAME}
            for path, file in record.files.items():
                assert sha256((place / path).read_bytes()) == file.sha256
    return len(register.entries)


def assert_tidy(folder: Path) -> None:
    """Assert that nothing lies about that the register does not name."""
    assert_tidy_issues(folder)
    assert {each.name for each in folder.iterdir()} - {ACKNOWLEDGED} == {"issued", "issues.yaml"}


def assert_tidy_issues(folder: Path) -> None:
    """Assert that of frozen issues only those lie about that the register names."""
    register = read_register(folder)
    named = {each.folder for each in register.entries}
    named |= {each.restricted_folder for each in register.entries}
    assert {f"issued/{each.name}" for each in (folder / "issued").iterdir()} == named


def kill_everywhere(root: Path, *words: str) -> int:
    """Kill an issue at every point; return how many there were."""
    command = [sys.executable, "-m", "tests.issues.crash", str(root), *words]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return int(done.stdout)


@pytest.mark.slow
@pytest.mark.parametrize("words", [(), ("again",)], ids=["first", "after another"])
def test_killed_at_any_point_nothing_is_half(tmp_path: Path, words: tuple[str, ...]) -> None:
    """The register names whole issues only, what was acknowledged stays, the next run completes."""
    points = kill_everywhere(tmp_path, *words)
    assert points > 30
    registered = 0
    for at in range(1, points + 2):
        folder = tmp_path / f"at-{at}"
        count = assert_whole(folder)
        assert count == 2 or not (folder / ACKNOWLEDGED).exists()
        registered += count == 2
        issue_small(folder, count)
        assert assert_whole(folder) == count + 1
        assert_tidy(folder)
    # Some were killed before, some after the moment from which on the issue exists.
    assert 1 < registered < points


def refusal(folder: Path) -> list[str]:
    """Issue the first revision; return why it was refused, nothing if it was not."""
    try:
        issue_small(folder, 1)
    except InputError as error:
        return [f"{each.code}: {each.message}" for each in error.problems]
    return []


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS])
@pytest.mark.parametrize("call", ["fsync", "rename", "replace"])
def test_a_disk_that_takes_no_more_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int
) -> None:
    """Wherever the disk fails, the issue is refused and nothing is left of it; a retry works."""
    issue_small(tmp_path, 0)
    real = getattr(os, call)
    failures = 0
    for at in range(1, 100):
        left = at

        def fails(*arguments: object, **named: object) -> object:
            nonlocal left
            left -= 1
            if left == 0:
                raise OSError(number, os.strerror(number))
            return real(*arguments, **named)

        with monkeypatch.context() as patch:
            patch.setattr(os, call, fails)
            told = refusal(tmp_path)
        if len(read_register(tmp_path).entries) == 2:
            break
        failures += 1
        assert told == [f"cannot-write: cannot write: {os.strerror(number)}"]
        assert assert_whole(tmp_path) == 1
        assert_tidy(tmp_path)
    assert failures > 0
    assert assert_whole(tmp_path) == 2


def test_what_is_left_of_another_issue_leads_nowhere_else(tmp_path: Path) -> None:
    """The list of folders that were about to appear removes nothing but those of this meeting."""
    issue_small(tmp_path / "m", 0)
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "x").write_text("x")
    names = ["../outside", "issued/../../outside", "issued/..", "issued", 5, "issued/tsag-td239"]
    pending = tmp_path / "m" / "issued" / ".pending.json"
    pending.write_text(json.dumps({"folders": names}))
    issue_small(tmp_path / "m", 1)
    assert (outside / "x").exists()
    assert assert_whole(tmp_path / "m") == 2
    assert_tidy(tmp_path / "m")


def test_an_issue_is_never_rewritten(tmp_path: Path) -> None:
    """What was issued has the same bytes after the next issue, and a damaged one is told."""
    issue_small(tmp_path, 0)
    before = {p: p.read_bytes() for p in (tmp_path / "issued").rglob("*") if p.is_file()}
    issue_small(tmp_path, 1)
    assert {p: p.read_bytes() for p in before} == before
    record = tmp_path / "issued" / "tsag-td239" / RECORD_NAME
    assert load_record(record.read_bytes()).full_symbol == "TSAG-TD239"
    record.write_bytes(record.read_bytes().replace(b'"A"', b'"B"'))
    with pytest.raises(InputError, match="not the one that was registered"):
        read_frozen(tmp_path, read_register(tmp_path).entries[0])


def test_folders_of_symbols_that_look_alike_differ(tmp_path: Path) -> None:
    """No issue takes the place of another."""
    from reportgen.pipeline.issuing.store import folder_names

    issue_small(tmp_path, 0)
    name, restricted = folder_names(tmp_path, "TSAG/TD239", read_register(tmp_path))
    assert name.startswith("issued/tsag-td239-")
    assert restricted == f"{name}.restricted"
    shutil.rmtree(tmp_path / "issued" / "tsag-td239")
