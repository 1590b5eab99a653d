"""From made reports to finished ones: what is to become PDF goes through LibreOffice in batches."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field

from reportgen.errors import MissingToolError, Problem
from reportgen.pipeline.building.factory import MadeReport
from reportgen.renditions.pdf import Office, PdfJob, PdfResult, convert


@dataclass(frozen=True, slots=True)
class FinishedReport:
    """A report with nothing still to come; `pdf` is None where no PDF was made.

    `missing` says which programs did not make what they should.
    """

    made: MadeReport
    pdf: PdfResult | None = None
    missing: tuple[Problem, ...] = ()


def finish_reports(
    made: Iterable[MadeReport],
    office: Office | None,
    jobs: int,
    keep: Callable[[MadeReport], MadeReport],
) -> Generator[FinishedReport, None, None]:
    """Yield the reports as they are done; closing the generator ends every LibreOffice.

    `keep` is called with each report as soon as it is made, and returns what is needed of it from
    then on: it puts the files on the disk, so that they do not wait in memory for LibreOffice.
    Without an office, or with one that converts nothing at all, the reports have no PDF.
    """
    rest = iter(made)
    missing: tuple[Problem, ...] = ()
    if office is not None:
        desk = _OfficeDesk(rest, keep)
        try:
            with closing(convert(desk.jobs(), office, workers=jobs)) as results:
                for result in results:
                    yield from desk.take_ready()
                    yield desk.finish(result)
        except MissingToolError as error:
            missing = error.problems
        yield from desk.take_ready()
        yield from (_finished(each, missing) for each in desk.waiting.values())
    for report in rest:
        yield _finished(keep(report), missing)


@dataclass(slots=True)
class _OfficeDesk:
    """Reports on their way through LibreOffice: `waiting` for their PDF, by the key of its job."""

    made: Iterator[MadeReport]
    keep: Callable[[MadeReport], MadeReport]
    waiting: dict[str, MadeReport] = field(default_factory=dict)
    _ready: deque[FinishedReport] = field(default_factory=deque)

    def jobs(self) -> Iterator[PdfJob]:
        """Yield what is to be converted; reports that need no PDF are ready at once."""
        for report in self.made:
            kept = self.keep(report)
            if report.pdf_job is None:
                self._ready.append(_finished(kept))
            else:
                self.waiting[report.pdf_job.key] = kept
                yield report.pdf_job

    def take_ready(self) -> Iterator[FinishedReport]:
        """Yield the reports that are ready, each once."""
        while self._ready:
            yield self._ready.popleft()

    def finish(self, result: PdfResult) -> FinishedReport:
        """Return the report that waited for a PDF."""
        made = self.waiting.pop(result.key)
        return FinishedReport(made, result, made.missing)


def _finished(made: MadeReport, missing: tuple[Problem, ...] = ()) -> FinishedReport:
    """Return a report that gets no PDF; `missing` says why, if it should have one."""
    is_short = any(file.format == "pdf" and not file.is_unchanged for file in made.files)
    return FinishedReport(made, None, (*made.missing, *(missing if is_short else ())))
