"""Builds: every report of the meetings asked for, written whole with its manifest.

Everything is checked before anything is made, and made before anything is written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from reportgen.document import Document, Gap
from reportgen.errors import InputError, Problem, UsageError, did_you_mean, sort_problems
from reportgen.manifest import (
    MANIFEST_NAME,
    Manifest,
    Rendition,
    merge_attachments,
    merge_renditions,
    read_manifest,
    sha256,
)
from reportgen.outcomes import OUTCOMES_NAME, MeetingSource
from reportgen.pipeline.checks import check_meetings
from reportgen.pipeline.files import remove_files, write_files
from reportgen.pipeline.names import report_name
from reportgen.pipeline.reports import ReportMaker, choose_addressees, choose_languages
from reportgen.pipeline.shelf import TemplateShelf
from reportgen.pipeline.workspace import Workspace, raise_errors
from reportgen.word.render import render_docx

BUILD_FOLDER = "build"
FORMATS = ("docx",)


@dataclass(frozen=True, slots=True)
class BuildOrder:
    """What a build is asked for; empty tuples mean everything there is.

    `out` is the folder to write to instead of each meeting's own build folder; `is_final` refuses
    reports with gaps.
    """

    folders: tuple[Path, ...] = ()
    addressees: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    is_final: bool = False
    out: Path | None = None


@dataclass(frozen=True, slots=True)
class Built:
    """One report that was written: where, what it lacks, and what was appended to it."""

    folder: Path
    addressee: str
    language: str
    path: Path
    rendition: Rendition
    gaps: tuple[Gap, ...]
    appended: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What a build wrote, and the warnings on the way."""

    built: tuple[Built, ...]
    problems: tuple[Problem, ...]


Progress = Callable[[int, int, str], None]
"""Called before each report: how many are done, how many there are, and which comes next."""


def build(
    workspace: Workspace, version: str, order: BuildOrder, progress: Progress | None = None
) -> BuildResult:
    """Build the reports asked for.

    Raises InputError with every fault of the meetings, their templates and catalogs, and, for
    finals, every gap; UsageError for meetings, addressees or languages that do not exist. Nothing
    is written then.
    """
    _check_formats(order.formats)
    folders = workspace.folders(order.folders)
    problems = check_meetings(workspace, folders)
    raise_errors(problems)
    shelf = TemplateShelf(workspace.project)
    makers = [ReportMaker(workspace, workspace.source(folder)) for folder in folders]
    languages = choose_languages(order.languages, is_final=order.is_final)
    jobs = [
        _Job(maker, addressee, language, shelf, workspace, order)
        for maker in makers
        for addressee in choose_addressees(maker, order.addressees)
        for language in languages
    ]
    if order.is_final:
        raise_errors(tuple(problem for job in jobs for problem in job.gap_problems()))
    made = []
    for number, job in enumerate(jobs):
        if progress is not None:
            progress(number, len(jobs), f"{job.addressee} {job.language}")
        made.append(job.make())
    if progress is not None:
        progress(len(jobs), len(jobs), "")
    for maker in makers:
        _write_meeting(version, maker, [each for each in made if each.job.maker is maker])
    warnings = [problem for each in made for problem in each.findings]
    return BuildResult(tuple(each.built for each in made), sort_problems([*problems, *warnings]))


def _check_formats(formats: tuple[str, ...]) -> None:
    for name in formats:
        if name not in FORMATS:
            near = did_you_mean(name, FORMATS) or f"formats: {', '.join(FORMATS)}"
            raise UsageError(f'unknown format "{name}"; {near}')


@dataclass(frozen=True, slots=True)
class _Made:
    """A report in memory, ready to be written."""

    job: _Job
    data: bytes
    built: Built
    findings: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Job:
    """One report in one language as one file."""

    maker: ReportMaker
    addressee: str
    language: str
    shelf: TemplateShelf
    workspace: Workspace
    order: BuildOrder

    @property
    def folder(self) -> Path:
        """The build folder, where the manifest lies."""
        source = self.maker.source
        if self.order.out is not None:
            return self.order.out / source.meeting_id
        return source.folder / BUILD_FOLDER

    def document(self) -> Document:
        """Return the localised report."""
        state = "final" if self.order.is_final else "draft"
        return self.maker.document(self.addressee, self.language, state)  # type: ignore[arg-type]

    def gap_problems(self) -> Iterator[Problem]:
        """Yield every gap as the error it is in a final."""
        path = str(self.maker.source.file.path)
        for gap in self.document().gaps:
            message = f"{self.addressee} {self.language}: {gap.what}"
            yield Problem(path, 0, 0, "error", gap.reason, message, where=gap.origin)

    def make(self) -> _Made:
        """Return the finished file and what is to be said about it."""
        document = self.document()
        template = self.shelf.path(self.addressee, self.language)
        result = render_docx(document, self.shelf.load(template))
        report = self.maker.report(self.addressee)
        name = report_name(report, self.language, "docx", self.workspace.organisation)
        path = self.folder / self.addressee / name
        rendition = Rendition(
            addressee=self.addressee,
            language=self.language,
            format="docx",
            path=path.relative_to(self.folder).as_posix(),
            sha256=sha256(result.data),
            bytes=len(result.data),
            state=document.state,
            missing=sum(gap.reason.startswith("missing") for gap in document.gaps),
            fuzzy=sum(gap.reason.startswith("fuzzy") for gap in document.gaps),
            sources=dict(self._sources(template)),
        )
        appended = tuple(shown.outcome for shown in report.shown if shown.how == "appended")
        source = self.maker.source
        built = Built(
            source.shown,
            self.addressee,
            self.language,
            path,
            rendition,
            document.gaps,
            appended,
        )
        return _Made(self, result.data, built, result.findings)

    def _sources(self, template: Path) -> Iterator[tuple[str, str]]:
        """Yield the files that the report was made from, as paths in the project, with digests."""
        root = self.workspace.project.root.resolve()
        own = self.workspace.project.organisation
        files = [template, *(own / path.name for path in self.workspace.organisation.overlay_files)]
        for meeting_id in self.maker.report(self.addressee).covers:
            folder = self.maker.folder_of(meeting_id)
            files += [folder / OUTCOMES_NAME, folder / "locale" / f"{self.language}.po"]
        for file in files:
            if file.is_file():
                path = file.resolve()
                shown = path.relative_to(root) if path.is_relative_to(root) else path
                yield shown.as_posix(), sha256(path.read_bytes())


def _write_meeting(version: str, maker: ReportMaker, made: list[_Made]) -> None:
    """Write the reports of one meeting, what travels with them, and last the manifest."""
    if not made:
        return
    folder = made[0].job.folder
    files = {each.built.path: each.data for each in made}
    attachments = _attachments(maker.source, made)
    files |= {folder / path: data for path, data in attachments.items()}
    before = read_manifest(folder)
    renditions, superseded = merge_renditions(
        before.renditions if before else (), (each.built.rendition for each in made), folder
    )
    travelling, left_behind = merge_attachments(
        before.attachments if before else {},
        {path: sha256(data) for path, data in attachments.items()},
        {each.job.addressee for each in made},
        folder,
    )
    manifest = Manifest(version, maker.source.meeting_id, renditions, travelling)
    # One step, the manifest last: either all of it is new or nothing is.
    write_files({**files, folder / MANIFEST_NAME: manifest.as_json()})
    remove_files((*superseded, *left_behind))


def _attachments(source: MeetingSource, made: list[_Made]) -> dict[str, bytes]:
    """Return the annexed files by their path in the build folder."""
    found = {}
    for each in made:
        job = each.job
        for file in job.maker.report(job.addressee).files:
            path = source.folder / file.path
            try:
                found[f"{job.addressee}/{Path(file.path).name}"] = path.read_bytes()
            except OSError as error:
                message = f"the annex cannot be read: {error.strerror}"
                raise InputError(
                    [Problem(str(path), 0, 0, "error", "annex-missing", message)]
                ) from None
    return found
