"""Batches of reports that are made elsewhere: bytes go out, finished reports come back.

::

    plans ─pack_batches→ Batch ─make_batch→ BatchResult

A batch holds a copy of every file that its reports are made from. Whoever makes it reads nothing of
a disk but the installed program, its fonts and LibreOffice: the same batch gives the same bytes
wherever it is made.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, closing
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import groupby, islice
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir

from reportgen.errors import Problem, ReportgenError
from reportgen.manifest import sha256
from reportgen.pipeline.building.factory import MadeReport, ReportFactory
from reportgen.pipeline.building.finishing import FinishedReport, finish_reports
from reportgen.pipeline.building.plans import ReportPlan
from reportgen.pipeline.project import Project, shown_path
from reportgen.pipeline.redline import read_word_file
from reportgen.pipeline.shelf import TemplateShelf
from reportgen.pipeline.workspace import Workspace, raise_errors
from reportgen.renditions.pdf import Office
from reportgen.word.render import WordTemplate


@dataclass(frozen=True, slots=True)
class Batch:
    """Some reports to be made, and the content of their files by place (`ReportPlan.files`)."""

    plans: tuple[ReportPlan, ...]
    # Not to be seen in the logs and on the pages of a cluster.
    files: Mapping[str, bytes] = field(repr=False)


@dataclass(frozen=True, slots=True)
class BatchResult:
    """What became of a batch: every report of it, or the problems that ended it.

    Paths of problems are places in the batch where they are about one of its files.
    """

    reports: tuple[FinishedReport, ...] = field(default=(), repr=False)
    problems: tuple[Problem, ...] = ()

    def told_by(self, worker: str) -> BatchResult:
        """Return it with the name of a worker beside what is wrong with the worker's machine."""
        return BatchResult(
            tuple(
                replace(report, missing=tuple(_told(each, worker) for each in report.missing))
                for report in self.reports
            ),
            tuple(
                _told(each, worker) if Path(each.path).is_absolute() else each
                for each in self.problems
            ),
        )


def _told(problem: Problem, worker: str) -> Problem:
    return problem if problem.where else replace(problem, where=worker)


def pack_batches(
    plans: Iterable[ReportPlan], project: Project, base: Path, size: int
) -> Iterator[Batch]:
    """Yield batches of at most `size` reports, in the order of the plans.

    Files are read when their batch is asked for. Raises InputError for one that somebody has made
    faulty since it was checked.
    """
    # A report finds the other meetings beside its own, and a batch has one folder for all.
    for _, group in groupby(plans, key=lambda plan: plan.folder.parent):
        while taken := tuple(islice(group, size)):
            files: dict[str, bytes] = {}
            for plan in taken:
                _read_files(plan, files, project, base)
            yield Batch(tuple(replace(plan, files={}) for plan in taken), files)


def _read_files(plan: ReportPlan, files: dict[str, bytes], project: Project, base: Path) -> None:
    """Add the files of a plan; a meeting that was edited meanwhile is checked once more."""
    digests = set(plan.sources.values())
    has_changed = False
    for place, path in plan.files.items():
        if place not in files:
            try:
                files[place] = path.read_bytes()
            except OSError:
                has_changed = True
                continue
            has_changed = has_changed or sha256(files[place]) not in digests
    if plan.earlier is not None:
        files[_earlier_place(plan)] = read_word_file(plan.earlier)
    if has_changed:
        workspace = Workspace(project, base)
        problems = workspace.check(workspace.source(plan.folder))
        raise_errors((*workspace.organisation_problems, *problems))


def make_batch(batch: Batch, office: Office | None) -> BatchResult:
    """Return the finished reports of a batch, made in a temporary folder that is gone afterwards.

    Without an office no PDF is made. The first fault ends the batch.
    """
    with ExitStack() as stack:
        try:
            root = _unpack(batch, stack)
        except OSError as error:
            return BatchResult(problems=(_cannot_write(error),))
        try:
            return BatchResult(tuple(_finished(batch, root, office)))
        except ReportgenError as error:
            return BatchResult(problems=tuple(_placed(each, root) for each in error.problems))


def _unpack(batch: Batch, stack: ExitStack) -> Path:
    """Write the files of a batch into a new folder, which is gone with the stack; return it."""
    folder = TemporaryDirectory(prefix="reportgen-", ignore_cleanup_errors=True)
    root = Path(stack.enter_context(folder)).resolve()
    for place, data in batch.files.items():
        path = root / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return root


def _cannot_write(error: OSError) -> Problem:
    message = f"cannot write: {error.strerror or error}"
    hint = "make room there, or set TMPDIR to a folder that has some"
    return Problem(gettempdir(), 0, 0, "error", "cannot-write", message, hint)


def _earlier_place(plan: ReportPlan) -> str:
    """Return the place in a batch of the report that a redline compares with."""
    return f"earlier/{plan.folder.name}-{plan.addressee}-{plan.language}.docx"


class _LastingShelf(TemplateShelf):
    """Templates by their content: the next batch of a worker most likely has the same ones.

    To make one ready takes longer than to render a few reports.
    """

    def load(self, path: Path) -> WordTemplate:
        """Return a template ready to render, known by its place in the batch."""
        return _template(path.read_bytes(), f"templates/{path.name}")


@lru_cache(maxsize=8)
def _template(data: bytes, place: str) -> WordTemplate:
    return WordTemplate(data, place)


def _finished(batch: Batch, root: Path, office: Office | None) -> Iterator[FinishedReport]:
    """Yield the reports of an unpacked batch, under the plans that the batch has of them."""
    project = Project(root, root / "reports", root / "templates")
    here = [
        replace(
            plan,
            folder=project.reports / plan.folder.name,
            earlier=root / _earlier_place(plan) if plan.earlier is not None else None,
        )
        for plan in batch.plans
    ]
    known = {plan.name: original for plan, original in zip(here, batch.plans, strict=True)}
    with (
        ReportFactory(project, root, is_copy=True, shelf=_LastingShelf(project)) as factory,
        closing(finish_reports(map(factory.make, here), office, 1, _without_job)) as finished,
    ):
        for report in finished:
            made = replace(report.made, plan=known[report.made.plan.name])
            yield replace(report, made=made)


def _without_job(made: MadeReport) -> MadeReport:
    return replace(made, pdf_job=None)


def _placed(problem: Problem, root: Path) -> Problem:
    """Return a problem whose path is a place in the batch, if it lies in its folder."""
    path = Path(problem.path)
    if path.is_absolute() and path.is_relative_to(root):
        path = path.relative_to(root)
    return replace(problem, path=path.as_posix() if not path.is_absolute() else str(path))


def at_home(problem: Problem, plans: Iterable[ReportPlan], base: Path) -> Problem:
    """Return a problem of a batch with the path that a build on this machine would show.

    `plans` are those that the batch was packed of, `base` the folder that shown paths start from.
    """
    for plan in plans:
        path = plan.files.get(problem.path)
        if path is not None:
            is_template = problem.path.startswith("templates/")
            return replace(problem, path=str(path if is_template else shown_path(path, base)))
    return problem
