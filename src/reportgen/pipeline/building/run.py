"""Carrying out the plans of a build: reports are made, converted and written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.errors import InputError, Problem, sort_problems
from reportgen.manifest import Manifest
from reportgen.pipeline.building.desk import MeetingDesk
from reportgen.pipeline.building.factory import MadeReport
from reportgen.pipeline.building.finishing import FinishedReport, finish_reports
from reportgen.pipeline.building.order import Built, Progress
from reportgen.pipeline.building.plans import MeetingPlan, ReportPlan, as_recorded
from reportgen.pipeline.building.workers import make_reports
from reportgen.pipeline.project import Project
from reportgen.renditions.pdf import Office

if TYPE_CHECKING:
    from reportgen.pipeline.building.cluster import Cluster


@dataclass(slots=True)
class BuildRun:
    """One build under way; `problems` are what it finds that does not end it.

    `absent` are the programs that are not there; `missing` says which of them were missed, and
    which others did not make what they should. `cluster` makes the reports where there is one.
    """

    project: Project
    base: Path
    version: str
    formats: tuple[str, ...]
    office: Office | None
    absent: tuple[Problem, ...] = ()
    cluster: Cluster | None = None
    problems: list[Problem] = field(default_factory=list)
    missing: tuple[Problem, ...] = ()

    def carry_out(
        self, plans: Sequence[MeetingPlan], jobs: int, progress: Progress | None = None
    ) -> list[Built]:
        """Make and write what the plans ask for; return all reports that were asked for.

        A meeting is written as soon as all its reports are done. Raises what making and writing
        raises; the meetings written by then stay.
        """
        reports = [report for plan in plans for report in plan.reports]
        manifests: dict[Path, Manifest] = {}
        with ExitStack() as stack:
            desks = {plan.folder: self._desk(plan, stack) for plan in plans}
            for folder, desk in desks.items():
                if desk.is_complete and not desk.plan.is_done:
                    manifests[folder] = desk.commit()
            if progress is not None:
                progress(0, len(reports), "")
            for number, done in enumerate(self._finished(reports, desks, jobs, stack), start=1):
                plan = done.made.plan
                desk = desks[plan.folder]
                desk.take(done)
                if desk.is_complete and not desk.is_refused:
                    manifests[plan.folder] = desk.commit()
                if progress is not None:
                    progress(number, len(reports), f"{plan.addressee} {plan.language}")
            self.problems += [each for desk in desks.values() for each in desk.problems]
            found = [each for desk in desks.values() for each in desk.missing]
            self.missing = tuple(dict.fromkeys(found))
            if any(desk.is_refused for desk in desks.values()):
                raise InputError(sort_problems(self.problems))
        return [
            built for plan in plans for built in self._built(plan, desks[plan.folder], manifests)
        ]

    def _finished(
        self,
        reports: Sequence[ReportPlan],
        desks: Mapping[Path, MeetingDesk],
        jobs: int,
        stack: ExitStack,
    ) -> Iterator[FinishedReport]:
        """Return the reports as they are done; every process for them ends with the stack."""

        def keep(report: MadeReport) -> MadeReport:
            return desks[report.plan.folder].keep(report)

        if self.cluster is not None:
            elsewhere = self.cluster.finish_reports(reports, self.project, self.base, keep)
            return stack.enter_context(closing(elsewhere))
        made = stack.enter_context(closing(make_reports(reports, self.project, self.base, jobs)))
        return stack.enter_context(closing(finish_reports(made, self.office, jobs, keep)))

    def _desk(self, plan: MeetingPlan, stack: ExitStack) -> MeetingDesk:
        """Return the desk of a meeting, cleared when the build ends."""
        desk = MeetingDesk(self.version, plan, self.absent)
        stack.enter_context(desk.staging)
        return desk

    def _built(
        self, plan: MeetingPlan, desk: MeetingDesk, manifests: Mapping[Path, Manifest]
    ) -> Iterator[Built]:
        """Yield what was asked for of a meeting, with what is known of the reports made now."""
        for built in as_recorded(plan, self.formats, manifests.get(plan.folder)):
            made = desk.done.get((built.addressee, built.language))
            if made is None:
                yield built
                continue
            there = {each.format for each in built.renditions}
            due = {file.format for file in made.files if not file.is_unchanged}
            formats = tuple(form for form in self.formats if form in there & due)
            yield replace(built, made=formats, gaps=made.gaps, appended=made.appended)
