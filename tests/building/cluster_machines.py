"""A Dask cluster on this machine: a scheduler and workers, each a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import distributed  # noqa: F401 - as a whole, before threads of an earlier test could ask for it

from tests.cli.support import environment

_PATIENCE_S = 120.0


@dataclass(frozen=True)
class Worker:
    """A worker process, and the folder that its temporary files go to."""

    process: subprocess.Popen[bytes]
    folder: Path

    def is_at_work(self, sign: str = "reportgen-*") -> bool:
        """Whether its folder has a sign of work: by default, a batch that is unpacked."""
        return any(self.folder.glob(sign))

    def kill(self) -> None:
        """End it as kill -9 does, or a machine that loses its power."""
        self.process.kill()
        self.process.wait()


@dataclass(frozen=True)
class Machines:
    """A scheduler, its address, and the workers that were started for it."""

    folder: Path
    address: str
    scheduler: subprocess.Popen[bytes]
    workers: list[Worker] = field(default_factory=list)

    def start_worker(self, **variables: str) -> Worker:
        """Start a worker with these variables in its environment; it has registered by then."""
        folder = self.folder / f"worker-{len(self.workers)}"
        folder.mkdir()
        log = folder.with_suffix(".log")
        command = ("worker", self.address, "--no-nanny", "--nthreads", "1", "--no-dashboard")
        process = _start(log, *command, TMPDIR=str(folder), **variables)
        self.workers.append(Worker(process, folder))
        wait_until(lambda: "Registered to" in log.read_text(encoding="utf-8"), log)
        return self.workers[-1]

    def wait_for_work(self, sign: str = "reportgen-*") -> Worker:
        """Return a worker whose folder has a sign of work, as soon as there is one."""
        found: list[Worker] = []

        def look() -> bool:
            found.extend(worker for worker in self.workers if worker.is_at_work(sign))
            return bool(found)

        wait_until(look, self.folder)
        return found[0]

    def stop_scheduler(self) -> None:
        """End the scheduler from outside."""
        self.scheduler.kill()
        self.scheduler.wait()


@contextmanager
def start_machines(folder: Path, **variables: str) -> Iterator[Machines]:
    """Hand out a cluster without workers; everything started for it ends with it.

    The variables are for the environment of the scheduler.
    """
    record, log = folder / "scheduler.json", folder / "scheduler.log"
    command = ("scheduler", "--scheduler-file", str(record), "--host", "127.0.0.1", "--port", "0")
    process = _start(log, *command, "--no-dashboard", **variables)
    workers: list[Worker] = []
    try:
        wait_until(lambda: record.is_file() and _address(record) != "", log)
        yield Machines(folder, _address(record), process, workers)
    finally:
        for each in (*(worker.process for worker in workers), process):
            each.kill()
            each.wait()


def wait_until(is_so: Callable[[], bool], what: Path) -> None:
    """Wait until something is so; fail the test, naming a log or folder, when it never is."""
    end = time.monotonic() + _PATIENCE_S
    while not is_so():
        assert time.monotonic() < end, f"waited in vain; look into {what}"
        time.sleep(0.05)


def _start(log: Path, *command: str, **variables: str) -> subprocess.Popen[bytes]:
    with log.open("wb") as stream:
        return subprocess.Popen(
            [sys.executable, "-m", "dask", *command],
            cwd=log.parent,
            env=environment(**variables),
            stdout=stream,
            stderr=stream,
        )


def _address(record: Path) -> str:
    """Return the address that a scheduler has written down; nothing while it is writing."""
    try:
        return str(json.loads(record.read_bytes())["address"])
    except ValueError:
        return ""
