"""The order of a build: everything is checked before anything is made.

The files of a meeting are written together or not at all; meetings are written one after another,
so that a long build that is ended half way has not been for nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.errors import Problem, UsageError, sort_problems
from reportgen.kinds import State
from reportgen.manifest import PASSED, read_manifest
from reportgen.outcomes import MeetingSource
from reportgen.pipeline.building.earlier import find_earlier
from reportgen.pipeline.building.keys import take_digests
from reportgen.pipeline.building.order import BuildOrder, BuildResult, Built, Progress
from reportgen.pipeline.building.planning import Planner
from reportgen.pipeline.building.plans import BUILD_FOLDER, INDEX_NAME, MeetingPlan, as_recorded
from reportgen.pipeline.building.tools import find_tools
from reportgen.pipeline.checks import check_meetings
from reportgen.pipeline.choices import choose_addressees, choose_languages
from reportgen.pipeline.files import locked
from reportgen.pipeline.workspace import Workspace, raise_errors
from reportgen.report import IssueMark

if TYPE_CHECKING:
    from reportgen.pipeline.building.cluster import Cluster

_TOGETHER = 16
"""How many meetings are checked at a time: what they share is looked at once for all of them."""


def build(
    workspace: Workspace, version: str, order: BuildOrder, progress: Progress | None = None
) -> BuildResult:
    """Build the reports asked for, as far as they are not up to date.

    Raises InputError with every fault of the meetings, their templates and catalogs, and, for
    finals, every gap; UsageError for meetings, addressees or languages that do not exist. Nothing
    is written then. Where a program is missing, what can be made without it is made. With a
    scheduler its cluster works in place of this machine; what `connected` raises is raised, too.
    """
    formats = order.chosen_formats()
    languages = choose_languages(order.languages, is_final=order.is_final)
    folders = workspace.folders(order.folders)
    # Before anything is read: what changes from now on is found by the next build.
    digests = take_digests(folders, workspace.project)
    state: State = "final" if order.is_final else "draft"
    with ExitStack() as stack:
        cluster = _cluster(order.scheduler, formats, stack) if order.scheduler else None
        tools = find_tools(formats) if cluster is None else cluster.tools
        planner = Planner(
            workspace,
            digests,
            state,
            formats,
            tools.impossible,
            order.is_forced,
            dict(tools.keys),
            find_earlier(workspace.project, order.redline_since) if order.redline_since else None,
            order.mark,
        )
        plans, problems = _check_and_plan(planner, folders, order, languages, stack)
        if all(plan.is_done for plan in plans):
            # A program that nothing is made with is not missed.
            missing = tools.missing if any(plan.is_short for plan in plans) else ()
            built = [each for plan in plans for each in as_recorded(plan, planner.formats)]
            found = sort_problems([*problems, *_still_unsound(built)])
            return BuildResult(tuple(built), found, missing, _pages(plans))
        # What makes reports takes longer to load than finding that none is to be made.
        from reportgen.pipeline.building.run import BuildRun

        if order.is_final:
            raise_errors(tuple(_gaps(workspace, plans, languages, order.mark)))
        run = BuildRun(
            workspace.project,
            workspace.base,
            version,
            formats,
            tools.office,
            tools.missing,
            cluster,
        )
        built = run.carry_out(plans, order.jobs, progress)
    found = sort_problems([*problems, *run.problems, *_still_unsound(built)])
    return BuildResult(tuple(built), found, run.missing, _pages(plans))


def _check_and_plan(
    planner: Planner,
    folders: tuple[Path, ...],
    order: BuildOrder,
    languages: tuple[str, ...],
    stack: ExitStack,
) -> tuple[list[MeetingPlan], tuple[Problem, ...]]:
    """Return what has to be made of each meeting, its folder locked, and the warnings.

    A few meetings at a time are in memory, however many there are. Raises InputError with every
    fault of all of them.
    """
    workspace = planner.workspace
    plans: list[MeetingPlan] = []
    found: list[Problem] = []
    for start in range(0, len(folders), _TOGETHER):
        group = folders[start : start + _TOGETHER]
        # The translations of the messages are the same for every meeting.
        with_messages = not order.folders and start == 0
        found += check_meetings(workspace, group, with_messages=with_messages)
        if not any(problem.severity == "error" for problem in found):
            plans += (_plan(planner, folder, order, languages, stack) for folder in group)
        if len(folders) > _TOGETHER:
            workspace.forget()
    found += (problem for plan in plans for problem in plan.problems)
    problems = sort_problems(found)
    raise_errors(problems)
    return plans, problems


def _plan(
    planner: Planner,
    folder: Path,
    order: BuildOrder,
    languages: tuple[str, ...],
    stack: ExitStack,
) -> MeetingPlan:
    """Return what has to be made of a meeting; its build folder is ours as long as the stack."""
    source = planner.workspace.source(folder)
    addressees = choose_addressees(planner.workspace, source, order.addressees)
    build_folder = _build_folder(source, order)
    stack.enter_context(locked(build_folder, "wait until it has ended, then build again"))
    before = read_manifest(build_folder)
    if planner.earlier is not None and planner.earlier.folder.resolve() == build_folder.resolve():
        message = f"{build_folder} is built anew and cannot be what --redline-since compares with"
        raise UsageError(f"{message}; keep a copy of it, or build into another folder with --out")
    return planner.plan(source, build_folder, addressees, languages, before)


def _cluster(scheduler: str, formats: tuple[str, ...], stack: ExitStack) -> Cluster:
    """Return the cluster of a scheduler; it is let go with the stack."""
    from reportgen.pipeline.building.cluster import connected

    return stack.enter_context(connected(scheduler, formats))


def _still_unsound(built: Sequence[Built]) -> Iterator[Problem]:
    """Yield what an earlier build found of files that are up to date: they are no better for it."""
    for report in built:
        for path, rendition in zip(report.paths, report.renditions, strict=True):
            if rendition.format not in report.made:
                for found in rendition.checks.values():
                    if found != PASSED:
                        yield Problem(str(path), 0, 0, "warning", "pdf-not-sound", found)


def _pages(plans: Sequence[MeetingPlan]) -> tuple[Path, ...]:
    """Return the pages that list the files of the meetings."""
    return tuple(plan.build_folder / INDEX_NAME for plan in plans)


def _build_folder(source: MeetingSource, order: BuildOrder) -> Path:
    """Return the folder of a meeting that its manifest lies in."""
    if order.out is not None:
        return order.out / source.meeting_id
    return source.folder / BUILD_FOLDER


def _gaps(
    workspace: Workspace, plans: Sequence[MeetingPlan], asked: tuple[str, ...], mark: IssueMark
) -> Iterator[Problem]:
    """Yield every gap as the error it is in a final: in all official languages, whichever are due.

    A document is final in six languages or in none. A missing value is missing in all of them and
    told for those asked for.
    """
    from reportgen.pipeline.reports import ReportMaker

    for plan in plans:
        source = workspace.source(plan.folder)
        maker = ReportMaker(workspace, source, mark)
        path = str(source.file.path)
        for addressee in dict.fromkeys(report.addressee for report in plan.reports):
            for language in choose_languages(()):
                for gap in maker.document(addressee, language, "final").gaps:
                    if gap.reason == "missing-value" and language not in asked:
                        continue
                    message = f"{addressee} {language}: {gap.what}"
                    yield Problem(path, 0, 0, "error", gap.reason, message, where=gap.origin)
        workspace.forget()
