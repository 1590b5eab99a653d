"""The files of one meeting's build: kept beside their places until all are there.

A build that ends half way, for whatever reason, leaves every file as it was.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import get_args

from reportgen.errors import InputError, Problem
from reportgen.kinds import State
from reportgen.manifest import (
    MANIFEST_NAME,
    PASSED,
    Manifest,
    Rendition,
    Slot,
    merge_attachments,
    merge_renditions,
    sha256,
)
from reportgen.pipeline.building.factory import MadeFile, MadeReport
from reportgen.pipeline.building.finishing import FinishedReport
from reportgen.pipeline.building.page import meeting_page
from reportgen.pipeline.building.plans import INDEX_NAME, MeetingPlan, ReportPlan
from reportgen.pipeline.files import Staging
from reportgen.renditions.pdf import PdfResult
from reportgen.renditions.pdf.jobs import Claim


@dataclass(slots=True)
class MeetingDesk:
    """What is done of a meeting's plan; `done` are its reports, their bytes on the disk.

    `problems` are the findings about its files; `missing` says which programs did not make what
    they should, be it because they are `absent`.
    """

    version: str
    plan: MeetingPlan
    absent: tuple[Problem, ...] = ()
    missing: list[Problem] = field(default_factory=list)
    staging: Staging = field(default_factory=Staging)
    done: dict[tuple[str, str], MadeReport] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    _renditions: list[Rendition] = field(default_factory=list)
    _unmade: list[Slot] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Miss the programs without which something was not even tried."""
        if self.plan.is_short:
            self.missing += self.absent

    @property
    def is_complete(self) -> bool:
        """Whether every report of the plan is done."""
        return len(self.done) == len(self.plan.reports)

    @property
    def is_refused(self) -> bool:
        """Whether nothing of the meeting may be written: a final breaks what it claims."""
        is_final = any(report.state == "final" for report in self.plan.reports)
        return is_final and any(each.severity == "error" for each in self.problems)

    def keep(self, made: MadeReport) -> MadeReport:
        """Put the files of a report on the disk, beside their places; return it without them.

        Raises InputError (`cannot-write`).
        """
        for file in made.files:
            if file.is_unchanged:
                before = made.plan.before[file.format]
                record = _record(made, file, before.sha256, before.bytes)
                self._renditions.append(replace(record, checks=before.checks))
            elif file.data:
                self._stage(made, file, file.data)
            elif file.format != "pdf":
                self._leave_out(made.plan, file.format)
        return made.without_data()

    def take(self, report: FinishedReport) -> None:
        """Note that a report is done, and put its PDF with the other files."""
        made, result = report.made, report.pdf
        self.problems += made.findings
        self.missing += report.missing
        for file in made.files:
            if file.format != "pdf" or file.is_unchanged:
                continue
            if result is not None:
                self.problems += _of_pdf(made.plan.state, result, self._path(made, file))
            if result is not None and result.data:
                self._stage(made, file, result.data, _checks(result))
            else:
                self._leave_out(made.plan, file.format)
        self.done[made.plan.addressee, made.plan.language] = made

    def commit(self) -> Manifest:
        """Put everything in place, the manifest last, and return it.

        Raises InputError (`annex-missing`, `cannot-write`); then nothing was changed.
        """
        folder, before = self.plan.build_folder, self.plan.before
        renditions, superseded = merge_renditions(
            before.renditions if before else (),
            self._renditions,
            folder,
            (*self._unmade, *self.plan.unmade),
        )
        travelling, left_behind = merge_attachments(
            before.attachments if before else {},
            {path: self._copy(path, source) for path, source in self.plan.annexes.items()},
            self.plan.addressees,
            folder,
        )
        manifest = Manifest(self.version, self.plan.meeting_id, renditions, travelling)
        left_out = tuple(dict.fromkeys(problem.message for problem in self.missing))
        page = meeting_page(self.plan.title, self.plan.date, manifest, left_out)
        manifest = replace(manifest, page=sha256(page))
        self.staging.add(folder / INDEX_NAME, page)
        self.staging.add(folder / MANIFEST_NAME, manifest.as_json())
        self.staging.commit((*superseded, *left_behind))
        return manifest

    def _copy(self, path: str, source: Path) -> str:
        """Put an annexed file with the others; return its digest."""
        try:
            data = source.read_bytes()
        except OSError as error:
            message = f"the annex cannot be read: {error.strerror}"
            problem = Problem(str(source), 0, 0, "error", "annex-missing", message)
            raise InputError([problem]) from None
        self.staging.add(self.plan.build_folder / path, data)
        return sha256(data)

    def _leave_out(self, plan: ReportPlan, form: str) -> None:
        """Note that a file was not made: one of it that is there is out of date."""
        self._unmade.append((plan.addressee, plan.language, form))
        if form in plan.impossible:
            self.missing += self.absent

    def _stage(
        self, made: MadeReport, file: MadeFile, data: bytes, checks: Mapping[str, str] | None = None
    ) -> None:
        record = _record(made, file, sha256(data), len(data))
        self._renditions.append(replace(record, checks=dict(checks or {})))
        self.staging.add(self.plan.build_folder / record.path, data)

    def _path(self, made: MadeReport, file: MadeFile) -> str:
        return str(self.plan.build_folder / made.plan.addressee / file.name)


def _record(made: MadeReport, file: MadeFile, digest: str, size: int) -> Rendition:
    """Return what the manifest says of a file."""
    reasons = [gap.reason for gap in made.gaps]
    return Rendition(
        addressee=made.plan.addressee,
        language=made.plan.language,
        format=file.format,
        path=f"{made.plan.addressee}/{file.name}",
        sha256=digest,
        bytes=size,
        state=made.plan.state,
        missing=sum(reason.startswith("missing") for reason in reasons),
        fuzzy=sum(reason.startswith("fuzzy") for reason in reasons),
        sources=dict(made.plan.sources),
        key=made.plan.key,
        content=file.content,
        tool=file.tool,
    )


def _checks(result: PdfResult) -> dict[str, str]:
    """Return what the manifest says of each claim of a PDF: it holds, or what is against it."""
    found: dict[str, str] = dict.fromkeys(get_args(Claim), PASSED)
    # The first of several findings is told.
    for finding in reversed(result.findings):
        found[finding.claim] = finding.words
    return found


def _of_pdf(state: State, result: PdfResult, path: str) -> Iterator[Problem]:
    """Yield what is wrong with a PDF; a draft that breaks a claim is a draft all the same."""
    for problem in result.problems(path):
        is_draft = state == "draft" and result.failure is None
        yield replace(problem, severity="warning") if is_draft else problem
