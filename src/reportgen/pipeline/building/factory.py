"""The files of one report in one language: a pure function of the project's files.

A factory keeps what the reports of a meeting share (its sources read, its templates compiled) and
lets it go when the next meeting comes: however many meetings a build has, one is in memory.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from reportgen.doctor import installed_faces
from reportgen.document import Document, Gap
from reportgen.errors import MissingToolError, Problem
from reportgen.pipeline.building.earlier import since
from reportgen.pipeline.building.keys import code_key, digest_of
from reportgen.pipeline.building.plans import ReportPlan
from reportgen.pipeline.fonts import DrawnReport, font_findings
from reportgen.pipeline.names import REDLINE
from reportgen.pipeline.project import Project
from reportgen.pipeline.reports import ReportMaker
from reportgen.pipeline.shelf import TemplateShelf
from reportgen.pipeline.workspace import Workspace, raise_errors
from reportgen.renditions.html import Alternate, html_order
from reportgen.renditions.pandoc import Order, Pandoc
from reportgen.renditions.pdf import PdfJob
from reportgen.renditions.texts import text_order
from reportgen.report import IssueMark
from reportgen.word.render import render_docx
from reportgen.word.script.libreoffice import for_libreoffice

if TYPE_CHECKING:
    from reportgen.fonts.files import Face

_LIKE_TEMPLATE = ("docx", "pdf", REDLINE)


@dataclass(frozen=True, slots=True)
class MadeFile:
    """A file of a report: its name, and its bytes unless it is as it was.

    `content` and `tool` are the keys that the manifest keeps.
    """

    format: str
    name: str
    content: str
    tool: str
    data: bytes = b""
    is_unchanged: bool = False


@dataclass(frozen=True, slots=True)
class MadeReport:
    """What the factory made of a plan: files, what they lack, and the PDF that is still to come.

    `missing` says which program did not make what it should.
    """

    plan: ReportPlan
    files: tuple[MadeFile, ...]
    gaps: tuple[Gap, ...]
    appended: tuple[str, ...]
    findings: tuple[Problem, ...]
    pdf_job: PdfJob | None = None
    missing: tuple[Problem, ...] = ()

    def without_data(self) -> MadeReport:
        """Return it without the bytes, which are on the disk by now."""
        files = tuple(replace(each, data=b"") for each in self.files)
        return replace(self, files=files, pdf_job=None)


class ReportFactory:
    """Makes reports of a project, meeting after meeting; close it to end what it started."""

    def __init__(
        self,
        project: Project,
        base: Path,
        *,
        is_copy: bool = False,
        shelf: TemplateShelf | None = None,
    ) -> None:
        """Nothing is read yet; `base` is the folder that shown paths start from.

        A copy of a project was checked when it was made, and nobody edits it: it holds what its
        reports are made from, and not all that a check looks for. The shelf may hold templates
        that are ready.
        """
        self._project = project
        self._base = base
        self._is_copy = is_copy
        self._shelf = shelf or TemplateShelf(project)
        self._folder = Path()
        self._maker: ReportMaker | None = None
        self._pandoc = Pandoc()
        self._pandoc_fault: MissingToolError | None = None
        self._has_converted = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self._pandoc.close()

    def make(self, plan: ReportPlan) -> MadeReport:
        """Return the files that the plan asks for.

        A file whose content is that of the one before is not made again; one that cannot be made
        has no bytes. Raises InputError for what has no value or cannot be rendered.
        """
        maker = self._maker_of(plan.folder, plan.mark)
        document = maker.document(plan.addressee, plan.language, plan.state)
        files = {form: _unmade_file(plan, form, document) for form in plan.formats}
        due = [
            form
            for form, file in files.items()
            if not file.is_unchanged and form not in plan.impossible
        ]
        findings: list[Problem] = []
        missing: tuple[Problem, ...] = ()
        job = None
        if any(form in _LIKE_TEMPLATE for form in due):
            template = self._shelf.path(plan.addressee, plan.language)
            docx = render_docx(document, self._shelf.load(template))
            findings += docx.findings
            if "docx" in due:
                files["docx"] = replace(files["docx"], data=docx.data)
            if REDLINE in due and plan.earlier is not None:
                data, remarks = since(plan.earlier, docx.data, document, files[REDLINE].name)
                files[REDLINE] = replace(files[REDLINE], data=data)
                findings += remarks
            if "pdf" in due:
                path = f"{plan.addressee}/{files['pdf'].name}"
                findings += font_findings([DrawnReport(path, document, docx.data)], self._faces)
                job = PdfJob.for_document(plan.name, for_libreoffice(docx.data), document)
        for form in (each for each in due if each not in _LIKE_TEMPLATE):
            try:
                files[form] = replace(files[form], data=self._convert(plan, document, form))
            except MissingToolError as error:
                missing = error.problems
        shown = maker.report(plan.addressee).shown
        appended = tuple(each.outcome for each in shown if each.how == "appended")
        return MadeReport(
            plan, tuple(files.values()), document.gaps, appended, tuple(findings), job, missing
        )

    def _convert(self, plan: ReportPlan, document: Document, form: str) -> bytes:
        """Return a file that pandoc makes; raise MissingToolError if it cannot.

        A pandoc that fails before it has made anything is not tried again and again.
        """
        if self._pandoc_fault is not None:
            raise self._pandoc_fault
        try:
            data = self._pandoc.convert(_order(plan, document, form))
        except MissingToolError as error:
            self._pandoc_fault = None if self._has_converted else error
            raise
        self._has_converted = True
        return data

    def _maker_of(self, folder: Path, mark: IssueMark) -> ReportMaker:
        """Return the maker of a meeting; that of the meeting before is let go.

        The build has checked what is on the disk; somebody may have edited it since. Raises
        InputError with the faults that they made.
        """
        if self._maker is None or (folder, mark) != (self._folder, self._maker.mark):
            self._maker = None
            workspace = Workspace(self._project, self._base)
            source = workspace.source(folder)
            if not self._is_copy:
                raise_errors((*workspace.organisation_problems, *workspace.check(source)))
            self._maker = ReportMaker(workspace, source, mark)
            self._folder = folder
        return self._maker

    @cached_property
    def _faces(self) -> tuple[Face, ...]:
        """The fonts of this machine."""
        return installed_faces()


def _unmade_file(plan: ReportPlan, form: str, document: Document) -> MadeFile:
    """Return a file without its bytes, and whether the one before has them."""
    # What pandoc makes has nothing of the template.
    look = plan.sources[plan.template_source] if form in _LIKE_TEMPLATE else ""
    content = digest_of([code_key(), look, repr(document)])
    name, tool = plan.names[form], plan.tools[form]
    before = plan.before.get(form)
    is_unchanged = before is not None and (before.content, before.tool, before.path) == (
        content,
        tool,
        f"{plan.addressee}/{name}",
    )
    return MadeFile(form, name, content, tool, is_unchanged=is_unchanged)


def _order(plan: ReportPlan, document: Document, form: str) -> Order:
    """Return the order for pandoc for a format of its."""
    match form:
        case "html":
            return html_order(document, [Alternate(*each) for each in plan.switch.items()])
        case "odt" | "md" | "txt" | "json":
            return text_order(document, form)
        case _:
            raise ValueError(f"pandoc is not asked for {form}")
