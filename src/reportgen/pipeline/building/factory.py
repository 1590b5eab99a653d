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
from reportgen.errors import Problem
from reportgen.pipeline.building.keys import code_key, digest_of
from reportgen.pipeline.building.planning import ReportPlan
from reportgen.pipeline.fonts import DrawnReport, font_findings
from reportgen.pipeline.names import report_name
from reportgen.pipeline.project import Project
from reportgen.pipeline.reports import ReportMaker
from reportgen.pipeline.shelf import TemplateShelf
from reportgen.pipeline.workspace import Workspace
from reportgen.renditions.html import Alternate, html_order
from reportgen.renditions.pandoc import Order, Pandoc
from reportgen.renditions.pdf import PdfJob
from reportgen.renditions.texts import text_order
from reportgen.word.render import render_docx
from reportgen.word.script.libreoffice import for_libreoffice

if TYPE_CHECKING:
    from reportgen.fonts.files import Face


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
    """What the factory made of a plan: files, what they lack, and the PDF that is still to come."""

    plan: ReportPlan
    files: tuple[MadeFile, ...]
    gaps: tuple[Gap, ...]
    appended: tuple[str, ...]
    findings: tuple[Problem, ...]
    pdf_job: PdfJob | None = None

    def without_data(self) -> MadeReport:
        """Return it without the bytes, which are on the disk by now."""
        files = tuple(replace(each, data=b"") for each in self.files)
        return replace(self, files=files, pdf_job=None)


class ReportFactory:
    """Makes reports of a project, meeting after meeting; close it to end what it started."""

    def __init__(self, project: Project, base: Path) -> None:
        """Nothing is read yet; `base` is the folder that shown paths start from."""
        self._project = project
        self._base = base
        self._shelf = TemplateShelf(project)
        self._folder = Path()
        self._maker: ReportMaker | None = None
        self._pandoc = Pandoc()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self._pandoc.close()

    def document(self, plan: ReportPlan) -> Document:
        """Return the localised report; raises InputError for what has no value."""
        return self._maker_of(plan.folder).document(plan.addressee, plan.language, plan.state)

    def make(self, plan: ReportPlan) -> MadeReport:
        """Return the files that the plan asks for.

        A file whose content is that of the one before is not made again. Raises InputError for what
        has no value or cannot be rendered, MissingToolError where pandoc is needed and not there.
        """
        maker = self._maker_of(plan.folder)
        document = maker.document(plan.addressee, plan.language, plan.state)
        report = maker.report(plan.addressee)
        content = digest_of([code_key(), plan.sources[plan.template_source], repr(document)])
        known = maker.workspace.organisation
        files = {
            form: self._empty(plan, form, content, report_name(report, plan.language, form, known))
            for form in plan.formats
        }
        due = [form for form, file in files.items() if not file.is_unchanged]
        findings: list[Problem] = []
        job = None
        if "docx" in due or "pdf" in due:
            template = self._shelf.path(plan.addressee, plan.language)
            docx = render_docx(document, self._shelf.load(template))
            findings += docx.findings
            if "docx" in due:
                files["docx"] = replace(files["docx"], data=docx.data)
            if "pdf" in due:
                path = f"{plan.addressee}/{files['pdf'].name}"
                findings += font_findings([DrawnReport(path, document, docx.data)], self._faces)
                job = PdfJob.for_document(plan.name, for_libreoffice(docx.data), document)
        for form in (each for each in due if each not in ("docx", "pdf")):
            alternates = [
                Alternate(key, report_name(report, key, form, known)) for key in plan.switch
            ]
            data = self._pandoc.convert(_order(document, form, alternates))
            files[form] = replace(files[form], data=data)
        appended = tuple(shown.outcome for shown in report.shown if shown.how == "appended")
        return MadeReport(
            plan, tuple(files.values()), document.gaps, appended, tuple(findings), job
        )

    @staticmethod
    def _empty(plan: ReportPlan, form: str, content: str, name: str) -> MadeFile:
        """Return a file without its bytes, and whether the one before has them."""
        tool = plan.tools[form]
        before = plan.before.get(form)
        is_unchanged = before is not None and (before.content, before.tool, before.path) == (
            content,
            tool,
            f"{plan.addressee}/{name}",
        )
        return MadeFile(form, name, content, tool, is_unchanged=is_unchanged)

    def _maker_of(self, folder: Path) -> ReportMaker:
        """Return the maker of a meeting; that of the meeting before is let go."""
        if self._maker is None or folder != self._folder:
            workspace = Workspace(self._project, self._base)
            self._maker = ReportMaker(workspace, workspace.source(folder))
            self._folder = folder
        return self._maker

    @cached_property
    def _faces(self) -> tuple[Face, ...]:
        """The fonts of this machine."""
        return installed_faces()


def _order(document: Document, form: str, alternates: list[Alternate]) -> Order:
    """Return the order for pandoc for a format of its."""
    match form:
        case "html":
            return html_order(document, alternates)
        case "odt" | "md" | "txt" | "json":
            return text_order(document, form)
        case _:
            raise ValueError(f"pandoc is not asked for {form}")
