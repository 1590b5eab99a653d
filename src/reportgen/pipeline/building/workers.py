"""Reports made here, one after another or in several processes at a time.

In go plans, out come made reports in the order of the plans. As many are under way as keep the
processes busy, no more: memory does not grow with the number of reports.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import lru_cache
from itertools import chain, islice
from multiprocessing import get_context, parent_process
from pathlib import Path

from reportgen.errors import InputError, Problem
from reportgen.pipeline.building.factory import MadeReport, ReportFactory
from reportgen.pipeline.building.plans import ReportPlan
from reportgen.pipeline.project import Project

# Another process costs a fraction of a second: a few reports are made sooner without.
_WORTH_A_PROCESS = 6
_UNDER_WAY = 3
"""How many reports wait for each process."""


def make_reports(
    plans: Iterable[ReportPlan], project: Project, base: Path, jobs: int
) -> Generator[MadeReport, None, None]:
    """Yield the report of each plan; `jobs` is how many processes may work at a time.

    What is made does not depend on their number. Closing the generator ends them.

    Raises what the factory raises, and InputError (`worker-lost`) when a process was killed.
    """
    rest = iter(plans)
    first = list(islice(rest, _WORTH_A_PROCESS))
    everything = chain(first, rest)
    if jobs > 1 and len(first) == _WORTH_A_PROCESS:
        yield from _make_in_processes(everything, project, base, jobs)
        return
    with ReportFactory(project, base) as factory:
        for plan in everything:
            yield factory.make(plan)


def _make_in_processes(
    plans: Iterable[ReportPlan], project: Project, base: Path, jobs: int
) -> Generator[MadeReport, None, None]:
    # Forked processes have everything loaded already. They are all forked here, with the first
    # plan, before a thread is started. Elsewhere than on Linux they are started anew.
    context = get_context("fork" if sys.platform == "linux" else "spawn")
    pool = ProcessPoolExecutor(jobs, context, _begin)
    waiting: deque[Future[MadeReport]] = deque()
    try:
        for plan in plans:
            with _ctrl_c_held():
                waiting.append(pool.submit(_make, project, base, plan))
            if len(waiting) >= jobs * _UNDER_WAY:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    except BrokenProcessPool:
        message = "a process that made reports was ended from outside, perhaps for want of memory"
        hint = "build again; with --jobs 1 less memory is needed"
        raise InputError(
            [Problem(str(project.root), 0, 0, "error", "worker-lost", message, hint)]
        ) from None
    finally:
        pool.shutdown(cancel_futures=True)


@contextmanager
def _ctrl_c_held() -> Iterator[None]:
    """Have Ctrl-C wait, where the system can: a process just forked is not prepared for it yet."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin() -> None:
    """Prepare a process: whoever started it ends it, and it does not outlive them.

    Ctrl-C reaches every process of a terminal, but it is for the build, which then ends its own. A
    build that was killed leaves nobody to end them; as long as they were there, they would keep the
    lock of its folders.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform != "win32":
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _make(project: Project, base: Path, plan: ReportPlan) -> MadeReport:
    return _factory(project, base).make(plan)


@lru_cache(maxsize=1)
def _factory(project: Project, base: Path) -> ReportFactory:
    """Return the factory of this process, which lives as long as the process does."""
    return ReportFactory(project, base)
