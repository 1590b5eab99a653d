"""From made reports to finished ones: what is to become PDF goes through LibreOffice in batches."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from reportgen.pipeline.building.factory import MadeReport
from reportgen.renditions.pdf import Office, PdfJob, PdfResult, convert


@dataclass(frozen=True, slots=True)
class FinishedReport:
    """A report with nothing still to come; `pdf` is None where no PDF was to be made."""

    made: MadeReport
    pdf: PdfResult | None = None


def finish_reports(
    made: Iterable[MadeReport],
    office: Office | None,
    jobs: int,
    keep: Callable[[MadeReport], MadeReport],
) -> Iterator[FinishedReport]:
    """Yield the reports as they are done.

    `keep` is called with each report as soon as it is made, and returns what is needed of it from
    then on: it puts the files on the disk, so that they do not wait in memory for LibreOffice.
    Without an office no PDF is made.
    """
    ready: deque[FinishedReport] = deque()
    waiting: dict[str, MadeReport] = {}

    def pdf_jobs() -> Iterator[PdfJob]:
        for report in made:
            kept = keep(report)
            if report.pdf_job is None:
                ready.append(FinishedReport(kept))
            else:
                waiting[report.plan.name] = kept
                yield report.pdf_job

    if office is None:
        for report in made:
            yield FinishedReport(keep(report))
        return
    for result in convert(pdf_jobs(), office, workers=jobs):
        while ready:
            yield ready.popleft()
        yield FinishedReport(waiting.pop(result.key), result)
    yield from ready
