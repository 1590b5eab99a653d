"""Issues that are killed: a program of its own, since it forks and kills what it has forked.

`python -m tests.issues.crash FOLDER` kills an issue at every write, fsync, rename and removal, each
time in a new folder below FOLDER, and prints how many there were. With `again` it does so to the
run that comes after one which was killed before the register was written.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from reportgen.issues.record import FORMAT, IssueRecord, dump_record, frozen_file
from reportgen.issues.register import RegisterEntry, read_register
from reportgen.manifest import sha256
from reportgen.pipeline.issuing.store import folder_names, put_in_place, recover, stage

ACKNOWLEDGED = "acknowledged"
POINTS = {
    "fsync",
    "mkdir",
    "mkstemp",
    "open",
    "rename",
    "replace",
    "rmdir",
    "unlink",
    "write",
}
"""The calls at which an issue is killed: whatever changes the disk, or makes it last."""


def issue_small(folder: Path, number: int) -> None:
    """Issue a document of a few small files, as revision `number`; 0 is the original."""
    register = read_register(folder)
    recover(folder, register)
    full = f"TSAG-TD239R{number}" if number else "TSAG-TD239"
    names = folder_names(folder, full, register)
    files = {"renditions/a.docx": full.encode(), "documents/en.json": b"{}"}
    public, hidden = _record(full, number, files), _record(full, number, {"source/x": b"1"})
    with ExitStack() as stack:
        own = stack.enter_context(stage(folder / names[0], public, files))
        restricted = stack.enter_context(stage(folder / names[1], hidden, {"source/x": b"1"}))
        entry = RegisterEntry(
            addressee="TSAG",
            symbol="TSAG-TD239",
            full_symbol=full,
            kind=public.kind,
            number=number,
            date="2023-05-20",
            approver="A",
            folder=names[0],
            sha256=sha256(dump_record(public)),
            restricted_folder=names[1],
            restricted_sha256=sha256(dump_record(hidden)),
        )
        put_in_place(folder, register, entry, own, restricted)


def _record(full: str, number: int, files: dict[str, bytes]) -> IssueRecord:
    return IssueRecord(
        format=FORMAT,
        addressee="TSAG",
        meeting="m",
        body="ISCG",
        symbol="TSAG-TD239",
        full_symbol=full,
        kind="revision" if number else "original",
        number=number,
        date="2023-05-20",
        approver="A",
        original="en",
        titles={"en": "T"},
        keywords=(),
        creator="C",
        reportgen="0",
        tools={},
        files={path: frozen_file(path, data, "rendition") for path, data in files.items()},
    )


class Killer:
    """Ends this process, as `kill -9` does, before the n-th call that touches the disk."""

    def __init__(self, at: int) -> None:
        """Count down from `at`; 0 never comes to an end."""
        self.left = at
        self.seen = 0

    def __call__(self, _frame: Any, event: str, called: Any) -> None:
        """Take note of a call; the interpreter tells of each."""
        if event == "c_call" and getattr(called, "__name__", "") in POINTS:
            self.seen += 1
            if self.seen == self.left:
                os.kill(os.getpid(), signal.SIGKILL)


def killed_at(folder: Path, number: int, at: int) -> bool:
    """Issue in a process that is killed at a point; return whether it was."""
    child = os.fork()
    if child == 0:
        killer = Killer(at)
        sys.setprofile(killer)
        issue_small(folder, number)
        sys.setprofile(None)
        (folder / ACKNOWLEDGED).write_text(str(number))
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if not os.WIFSIGNALED(status) and os.WEXITSTATUS(status) != 0:
        sys.exit("the issue failed where it should have been killed")
    return os.WIFSIGNALED(status)


def main(root: Path, *, again: bool) -> int:
    """Kill an issue at every point there is, in a folder for each; return how many there were."""
    first = root / "first"
    first.mkdir(parents=True)
    issue_small(first, 0)
    if again:
        first = _half_way(root, first)
    for at in range(1, 1000):
        folder = root / f"at-{at}"
        shutil.copytree(first, folder)
        if not killed_at(folder, 1, at):
            return at - 1
    sys.exit("there is no end to it")


def _half_way(root: Path, first: Path) -> Path:
    """Return the folder of an issue that was killed when its folders were in place already."""
    for at in range(1, 1000):
        folder = root / f"before-{at}"
        shutil.copytree(first, folder)
        killed_at(folder, 1, at)
        if (folder / "issued" / "tsag-td239r1").exists():
            if len(read_register(folder).entries) == 1:
                return folder
            sys.exit("the register was written before the folders were there")
        shutil.rmtree(folder)
    sys.exit("the folders never came")


if __name__ == "__main__":
    sys.stdout.write(f"{main(Path(sys.argv[1]), again='again' in sys.argv)}\n")
