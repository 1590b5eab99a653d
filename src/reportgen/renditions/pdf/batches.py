"""Batches of documents through LibreOffice, and what is done when one of them stops it.

A run over a batch ends early when LibreOffice crashes over a document or stands still. The document
that it was at is suspected and tried once more by itself; what had not had its turn goes on without
it. A run that makes nothing may have LibreOffice to blame: a file that anybody can convert tells.
"""

from __future__ import annotations

import shutil
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import closing

from reportgen.renditions.pdf.checking import examine_pdf
from reportgen.renditions.pdf.desk import Desk, cannot_write
from reportgen.renditions.pdf.finish import DamagedPdfError, finish_pdf
from reportgen.renditions.pdf.jobs import PdfFailure, PdfJob, PdfResult, Reason
from reportgen.renditions.soffice.office import broken_office
from reportgen.renditions.soffice.run import Ended

_PROBE = "A text that anybody can convert.\n"
_LEAST_ROOM = 1 << 20


def convert_batch(batch: Sequence[PdfJob], desk: Desk) -> Iterator[PdfResult]:
    """Yield a result for every job of the batch; fewer only when the desk is closed.

    Raises MissingToolError (`program-fails`) when LibreOffice converts nothing whatever it is
    given, InputError (`cannot-write`) or OSError when the temporary folder is full.
    """
    groups = deque([tuple(batch)])
    suspected: set[str] = set()
    while groups and not desk.is_closed():
        group = groups.popleft()
        attempt = _Attempt(group, desk)
        yield from attempt.results()
        if desk.is_closed() or not attempt.missing:
            continue
        _check_room(desk)
        if len(attempt.missing) == len(group):
            _check_office(desk)
        suspects = attempt.suspects()
        if rest := tuple(group[place] for place in attempt.missing if place not in suspects):
            groups.append(rest)
        for place in suspects:
            job = group[place]
            if job.key in suspected:
                yield PdfResult(job.key, failure=attempt.failure(place))
            else:
                suspected.add(job.key)
                groups.append((job,))


class _Attempt:
    """One run over some jobs, and what it left undone: `missing` has a reason for each place."""

    def __init__(self, jobs: Sequence[PdfJob], desk: Desk) -> None:
        self._jobs = jobs
        self._desk = desk
        self._ended: Ended | None = None
        self.missing: dict[int, Reason] = {}

    def results(self) -> Iterator[PdfResult]:
        """Convert; yield the result of each job whose file came out whole."""
        folder = self._desk.new_folder()
        sources = [folder / f"{place:04}.docx" for place in range(len(self._jobs))]
        for source, job in zip(sources, self._jobs, strict=True):
            source.write_bytes(job.docx)
        with self._desk.run(sources, folder) as run, closing(run.files()) as places:
            for place in places:
                if self._desk.is_closed():
                    break
                target = run.target(sources[place])
                try:
                    yield _finished(self._jobs[place], target.read_bytes())
                except FileNotFoundError:
                    self.missing[place] = "no-file"
                except DamagedPdfError:
                    self.missing[place] = "damaged"
        self._ended = run.ended
        shutil.rmtree(folder, ignore_errors=True)

    def suspects(self) -> list[int]:
        """Return the places of the jobs that may be why something is missing, never none.

        What LibreOffice began and did not end, or passed over, is suspect. If all that it began is
        there, it is the next one, which it was reading, or all that it left out at the end.
        """
        ended = self._known_end()
        missing = sorted(self.missing)
        if passed := [place for place in missing if place <= ended.begun]:
            return passed
        return missing[:1] if ended.was_cut_short else missing

    def failure(self, place: int) -> PdfFailure:
        """Return why there is nothing for a place, for who asked for it."""
        ended = self._known_end()
        reason = self.missing[place]
        if place >= ended.begun and ended.was_cut_short:
            reason = "time-out" if ended.has_stood_still else "crash"
        message = {
            "time-out": f"LibreOffice took longer than {self._desk.timeout_s:g} s to convert it",
            "crash": f"LibreOffice crashed while it converted it (exit code {ended.exit_code})",
            "no-file": "LibreOffice made no PDF file of it",
            "damaged": "LibreOffice made a PDF file of it that cannot be read",
        }[reason]
        return PdfFailure(reason, f"{message}: {ended.last_words}" if ended.last_words else message)

    def _known_end(self) -> Ended:
        assert self._ended is not None, "results() has been read to its end"  # noqa: S101
        return self._ended


def _finished(job: PdfJob, raw: bytes) -> PdfResult:
    """Return the result of a job for what LibreOffice wrote; raise DamagedPdfError if cut off."""
    data = finish_pdf(raw, job)
    return PdfResult(job.key, data, *examine_pdf(data))


def _check_room(desk: Desk) -> None:
    """Raise InputError if what is missing can be missing because the disk is full."""
    if shutil.disk_usage(desk.folder).free < _LEAST_ROOM:
        raise cannot_write(desk.folder, "no space left on device")


def _check_office(desk: Desk) -> None:
    """Raise MissingToolError if LibreOffice does not even convert a line of plain text."""
    folder = desk.new_folder()
    source = folder / "probe.txt"
    source.write_text(_PROBE, encoding="utf-8")
    with desk.run([source], folder) as run:
        list(run.files())
    target = run.target(source)
    if not desk.is_closed() and not (target.is_file() and target.stat().st_size):
        raise broken_office(desk.office, run.said)
    shutil.rmtree(folder, ignore_errors=True)
