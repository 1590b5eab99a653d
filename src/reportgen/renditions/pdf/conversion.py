"""Conversions in the right number: jobs in, results out as they come, memory bounded."""

from __future__ import annotations

import contextlib
import queue
import tempfile
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import Path

from reportgen.renditions.pdf.batches import convert_batch
from reportgen.renditions.pdf.desk import Desk, cannot_write
from reportgen.renditions.pdf.jobs import PdfJob, PdfResult
from reportgen.renditions.soffice.office import Office

# LibreOffice starts as long as it converts ten reports. Forty for each start make the start cheap,
# and a batch that must be taken up again is still short.
LARGEST_BATCH = 40
TIMEOUT_S = 120.0
_LONGEST_WAIT_S = 1.0


def convert(
    jobs: Iterable[PdfJob],
    office: Office,
    *,
    workers: int = 1,
    timeout_s: float = TIMEOUT_S,
    fonts: bytes | None = None,
    folder: Path | None = None,
) -> Generator[PdfResult, None, None]:
    """Yield a result for each job, in the order in which they are done, finished and checked.

    `workers` is how many LibreOffices run at a time, each on a profile of its own; `timeout_s` the
    longest that one may take for a document, its start included; `fonts` other settings of
    fontconfig than the project's; `folder` the place for a temporary folder. The bytes of a result
    do not depend on any of these. Jobs are taken as they are needed: no more than two rounds of
    batches are in memory.

    A document that cannot be converted is tried once more by itself; then its result has the
    failure, and the others are not touched by it. Raises MissingToolError (`program-fails`) when
    LibreOffice converts nothing at all, InputError (`cannot-write`) when the temporary folder is
    full; whatever was yielded before remains good. Closing the iterator ends every process.
    """
    results: queue.SimpleQueue[PdfResult | BaseException] = queue.SimpleQueue()
    batches = _batches(jobs, workers)
    underway = 0
    with _make_work_folder(folder) as work, ThreadPoolExecutor(workers, "pdf") as pool:
        desk = Desk(office, Path(work), timeout_s, fonts)
        try:
            while True:
                while underway < 2 * workers * LARGEST_BATCH and (batch := next(batches, None)):
                    underway += len(batch)
                    pool.submit(_work, batch, desk, results)
                if not underway:
                    return
                result = _next(results)
                if isinstance(result, BaseException):
                    raise result
                underway -= 1
                yield result
        finally:
            # Also when the caller goes away: nothing is left running.
            desk.close()
            pool.shutdown(cancel_futures=True)


def _next(results: queue.SimpleQueue[PdfResult | BaseException]) -> PdfResult | BaseException:
    """Return what comes next, whenever that is.

    Ctrl-C that comes in the instant before a wait is noticed when it ends, so no wait is long.
    """
    while True:
        with contextlib.suppress(queue.Empty):
            return results.get(timeout=_LONGEST_WAIT_S)


def _batches(jobs: Iterable[PdfJob], workers: int) -> Iterator[tuple[PdfJob, ...]]:
    """Yield the jobs in batches: round by round as many as workers, all of a round equally long."""
    rest = iter(jobs)
    while wave := tuple(islice(rest, workers * LARGEST_BATCH)):
        length = -(-len(wave) // workers)
        for start in range(0, len(wave), length):
            yield wave[start : start + length]


def _work(
    batch: tuple[PdfJob, ...],
    desk: Desk,
    results: queue.SimpleQueue[PdfResult | BaseException],
) -> None:
    """Convert a batch in a thread; an error goes where the results go."""
    try:
        for result in convert_batch(batch, desk):
            results.put(result)
    except OSError as error:
        results.put(cannot_write(desk.folder, error))
    except BaseException as error:  # noqa: BLE001 - told to the thread that waits for it
        results.put(error)


def _make_work_folder(folder: Path | None) -> tempfile.TemporaryDirectory[str]:
    """Return a folder for everything that comes in between; gone with the conversion."""
    try:
        return tempfile.TemporaryDirectory(
            prefix="reportgen-pdf-", dir=folder, ignore_cleanup_errors=True
        )
    except OSError as error:
        raise cannot_write(folder or Path(tempfile.gettempdir()), error) from error
