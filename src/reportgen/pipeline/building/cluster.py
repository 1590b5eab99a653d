"""A Dask cluster that makes reports in place of this machine.

In go plans, out come finished reports. They travel in batches, a few for each worker at a time, so
that memory grows neither here nor there with the number of reports. A batch whose worker is lost is
given to another one by the scheduler; what came back before is on the disk by then.

Workers have to be like this machine and like one another: the same program, words, LibreOffice and
fonts. They are asked before anything is planned, and look again before each batch.
"""

from __future__ import annotations

import asyncio
import logging
import queue
import threading
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportgen.errors import InputError, MissingToolError, Problem, UsageError
from reportgen.languages import LANGUAGE_KEYS
from reportgen.pipeline.building.keys import (
    FileDigests,
    code_key,
    digest_of,
    tool_key,
    words_key,
)
from reportgen.pipeline.building.tools import Tools, find_tools
from reportgen.pipeline.project import Project, shown_path

if TYPE_CHECKING:
    from reportgen.pipeline.building.batches import Batch, BatchResult
    from reportgen.pipeline.building.factory import MadeReport
    from reportgen.pipeline.building.finishing import FinishedReport
    from reportgen.pipeline.building.plans import ReportPlan

# LibreOffice starts as long as it converts ten reports; these are the reports of two meetings.
LARGEST_BATCH = 36
_UNDER_WAY = 2
"""How many batches wait for each worker."""

# How long a build waits for the scheduler and its first worker, how often it looks whether workers
# are left, and how long it waits when all are gone: time to start one in the place of another.
CONNECT_S = 10.0
LOOK_S = 5.0
PATIENCE_S = 120.0

# A worker may have several threads; a process makes one batch at a time all the same.
_ONE_AT_A_TIME = threading.Lock()


@dataclass(frozen=True, slots=True)
class Kit:
    """What a machine makes reports with: a digest of program and words, and the tools it has."""

    code: str
    tools: Tools


def look_around(formats: tuple[str, ...]) -> Kit:
    """Return what this machine has for these formats; nothing is started."""
    digests = FileDigests()
    code = digest_of([code_key(), *(words_key(key, digests) for key in LANGUAGE_KEYS)])
    tools = find_tools(formats)
    keys = {form: tool_key(form) for form in formats if form not in tools.impossible}
    return Kit(code, replace(tools, keys=keys))


def work(batch: Batch, kit: Kit) -> BatchResult:
    """Make a batch: what runs on a worker. It must have what the others have."""
    from distributed import get_worker

    from reportgen.pipeline.building.batches import BatchResult, make_batch

    worker = str(get_worker().address)
    here = look_around(tuple(kit.tools.keys))
    if (here.code, here.tools.keys) != (kit.code, kit.tools.keys):
        return BatchResult(problems=(_other(worker, "a worker that came later"),))
    with _ONE_AT_A_TIME:
        return make_batch(batch, here.tools.office).told_by(worker)


@contextmanager
def connected(address: str, formats: tuple[str, ...]) -> Iterator[Cluster]:
    """Hand out the cluster of a scheduler for the formats of a build.

    Raises UsageError for what is no address, MissingToolError (`library-missing`) without the
    library, InputError (`cluster-unreachable`, `cluster-no-workers`, `cluster-differs`).
    """
    distributed = _library()
    _probe(distributed, address)
    try:
        client = distributed.Client(address, timeout=CONNECT_S, set_as_default=False)
    except OSError as error:
        raise _unreachable(address) from error
    try:
        kits = _ask_workers(client, address, formats)
        yield Cluster(client, address, _common_kit(kits, address, formats))
    finally:
        with suppress(TimeoutError, OSError):
            client.close(timeout=CONNECT_S)


@dataclass(frozen=True, slots=True)
class Cluster:
    """A scheduler and its workers, and the kit that all of them have."""

    client: Any
    address: str
    kit: Kit

    @property
    def tools(self) -> Tools:
        """What the workers have for the formats of the build."""
        return self.kit.tools

    def finish_reports(
        self,
        plans: Sequence[ReportPlan],
        project: Project,
        base: Path,
        keep: Callable[[MadeReport], MadeReport],
    ) -> Generator[FinishedReport, None, None]:
        """Yield the reports of the plans as they are done; closing the generator calls them off.

        `keep` is called with each report and returns what is needed of it from then on. Raises
        InputError with the faults of a report, and when the cluster fails (`worker-lost`,
        `cluster-lost`, `cluster-no-workers`).
        """
        from reportgen.pipeline.building.batches import at_home, pack_batches

        workers = max(1, self._count_workers())
        size = min(LARGEST_BATCH, -(-len(plans) // workers)) or 1
        by_name = {plan.name: plan for plan in plans}
        batches = pack_batches(plans, project, base, size)
        done: queue.SimpleQueue[Any] = queue.SimpleQueue()
        underway: dict[Any, tuple[ReportPlan, ...]] = {}
        try:
            while True:
                while len(underway) < _UNDER_WAY * workers and (batch := next(batches, None)):
                    future = self.client.submit(work, batch, self.kit, pure=False)
                    underway[future] = batch.plans
                    future.add_done_callback(done.put)
                if not underway:
                    return
                future = self._next(done)
                own = underway.pop(future)
                result = self._result(future, own, base)
                if result.problems:
                    known = [by_name[plan.name] for plan in own]
                    raise InputError([at_home(each, known, base) for each in result.problems])
                for report in result.reports:
                    yield replace(report, made=keep(report.made))
                workers = max(workers, self._count_workers())
        finally:
            with suppress(Exception):  # the scheduler may be gone
                self.client.cancel(list(underway), force=True)

    def _next(self, done: queue.SimpleQueue[Any]) -> Any:
        """Return the next future that is done; raise InputError when none will ever be."""
        waited = 0.0
        while True:
            try:
                return done.get(timeout=LOOK_S)
            except queue.Empty:
                waited = 0.0 if self._count_workers() else waited + LOOK_S
            if waited >= PATIENCE_S:
                raise _no_workers(self.address)

    def _result(self, future: Any, plans: Sequence[ReportPlan], base: Path) -> BatchResult:
        """Return what a future holds, and let go of it."""
        from concurrent.futures import CancelledError

        from distributed import KilledWorker

        try:
            result: BatchResult = future.result()
        except KilledWorker as error:
            raise _workers_lost(error.allowed_failures + 1, plans, base) from None
        except (CancelledError, OSError) as error:
            if future.status == "error":  # it is the worker's own
                raise
            raise _lost(self.address) from error
        future.release()
        return result

    def _count_workers(self) -> int:
        """Return how many workers there are; raise InputError (`cluster-lost`) if nobody tells."""
        try:
            return len(self.client.nthreads())
        except (OSError, RuntimeError, ValueError) as error:
            raise _lost(self.address) from error


def _library() -> Any:
    """Return the library; raise MissingToolError (`library-missing`) if it is not installed."""
    try:
        import distributed
    except ModuleNotFoundError:
        message = "the library distributed is not installed: no cluster can be reached"
        hint = "in the program's folder: .venv/bin/python -m pip install --editable '.[cluster]'"
        problem = Problem("distributed", 0, 0, "error", "library-missing", message, hint)
        raise MissingToolError([problem]) from None
    # It tells its own story of everything that goes wrong; we tell it in one line.
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    return distributed


def _probe(distributed: Any, address: str) -> None:
    """See whether a scheduler answers at an address.

    A client that cannot connect goes on trying, and complains at the end of the process.
    """

    async def kind() -> str:
        secrets = distributed.Security().get_connection_args("client")
        async with asyncio.timeout(CONNECT_S):
            comm = await distributed.comm.connect(address, timeout=CONNECT_S, **secrets)
            try:
                return str((await distributed.core.send_recv(comm, op="identity"))["type"])
            finally:
                await comm.close()

    try:
        found = asyncio.run(kind())
    except (ImportError, RuntimeError, TypeError, ValueError) as error:
        raise UsageError(f'--scheduler "{address}": {error}; see docs/scale.md') from error
    except OSError as error:
        raise _unreachable(address) from error
    if found != "Scheduler":
        raise UsageError(f'--scheduler "{address}": this is the address of a {found.lower()}')


def _ask_workers(client: Any, address: str, formats: tuple[str, ...]) -> dict[str, Kit]:
    """Return the kit of every worker, by its address; raises InputError if there is none."""
    try:
        client.wait_for_workers(1, timeout=CONNECT_S)
    except TimeoutError as error:
        raise _no_workers(address) from error
    answers = client.run(look_around, formats, on_error="return")
    # A worker that has just gone is no worker any more; another fault is one of its installation.
    there = {name: each for name, each in answers.items() if not isinstance(each, OSError)}
    if not there:
        raise _no_workers(address)
    here = look_around(formats)
    strange = [
        name
        for name, each in sorted(there.items())
        if not isinstance(each, Kit) or each.code != here.code
    ]
    if strange:
        raise InputError([_other(name) for name in strange])
    return there


def _common_kit(kits: Mapping[str, Kit], address: str, formats: tuple[str, ...]) -> Kit:
    """Return what all workers have; a format that one of them cannot make is impossible."""
    impossible = frozenset[str]().union(*(kit.tools.impossible for kit in kits.values()))
    missing: dict[Problem, list[str]] = {}
    for name, kit in sorted(kits.items()):
        for problem in kit.tools.missing:
            missing.setdefault(problem, []).append(name)
    first, *others = (
        {form: kit.tools.keys[form] for form in formats if form not in impossible}
        for kit in kits.values()
    )
    if any(other != first for other in others):
        message = "the workers do not have the same LibreOffice, fonts and libraries"
        hint = "their files would differ: start all workers from one image"
        raise InputError([Problem(address, 0, 0, "error", "cluster-differs", message, hint)])
    kit = next(iter(kits.values()))
    told = tuple(replace(each, where=_listed(names)) for each, names in missing.items())
    return replace(kit, tools=Tools(None, impossible, told, first))


def _listed(names: Sequence[str], most: int = 3) -> str:
    """Return the first names, and how many more there are."""
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more


def _other(worker: str, who: str = "this worker") -> Problem:
    message = f"{who} does not have the reportgen that this build was started with"
    hint = "start all workers from the image that the build runs in"
    return Problem(worker, 0, 0, "error", "cluster-differs", message, hint)


def _unreachable(address: str) -> InputError:
    message = f"no Dask scheduler answers here within {CONNECT_S:g} s"
    hint = "is it running, and is this its address? docs/scale.md tells how to start one"
    return InputError([Problem(address, 0, 0, "error", "cluster-unreachable", message, hint)])


def _no_workers(address: str) -> InputError:
    message = "the scheduler has no workers"
    hint = f"start some: dask worker {address} --nthreads 1"
    return InputError([Problem(address, 0, 0, "error", "cluster-no-workers", message, hint)])


def _lost(address: str) -> InputError:
    message = "the scheduler is gone"
    hint = "start it, then build again: meetings that were written are not made again"
    return InputError([Problem(address, 0, 0, "error", "cluster-lost", message, hint)])


def _workers_lost(count: int, plans: Sequence[ReportPlan], base: Path) -> InputError:
    """Return the error (`worker-lost`) for a batch that one worker after another was lost over."""
    reports = _listed([f"{plan.addressee} {plan.language}" for plan in plans])
    who = "a worker ended while it" if count == 1 else f"{count} workers ended while they"
    message = f"{who} made {reports}, perhaps for want of memory"
    hint = "look into the logs of the workers; docs/scale.md says how much memory one needs"
    folder = str(shown_path(plans[0].folder, base))
    return InputError([Problem(folder, 0, 0, "error", "worker-lost", message, hint)])
