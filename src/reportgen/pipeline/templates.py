"""Which template a report is rendered with."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from reportgen.errors import InputError, Problem, did_you_mean
from reportgen.pipeline.project import shown_path
from reportgen.pipeline.workspace import Workspace
from reportgen.word import WordTemplate
from reportgen.word.inspection import describe_template, list_templates


@dataclass
class TemplateShelf:
    """The templates of a project, each read and compiled once in a run.

    The report to TSAG uses `tsag-report.docx`, in French `tsag-report.fr.docx` where that exists.
    """

    folder: Path
    _loaded: dict[Path, WordTemplate] = field(default_factory=dict)

    def path(self, addressee: str, language: str) -> Path:
        """Return the file for a report; raise InputError (`template-missing`) if there is none."""
        name = f"{addressee.lower()}-report"
        for candidate in (self.folder / f"{name}.{language}.docx", self.folder / f"{name}.docx"):
            if candidate.is_file():
                return candidate
        missing = self.folder / f"{name}.docx"
        hint = did_you_mean(missing.name, [path.name for path in list_templates(self.folder)])
        message = f"there is no template for the report to {addressee}"
        raise InputError([Problem(str(missing), 0, 0, "error", "template-missing", message, hint)])

    def load(self, path: Path) -> WordTemplate:
        """Return a template ready to render; raise InputError if it cannot be read."""
        if path not in self._loaded:
            try:
                data = path.read_bytes()
            except OSError as error:
                message = f"the template cannot be read: {error.strerror}"
                raise InputError(
                    [Problem(str(path), 0, 0, "error", "template-unreadable", message)]
                ) from None
            self._loaded[path] = WordTemplate(data, str(path))
        return self._loaded[path]


def project_templates(workspace: Workspace) -> tuple[Path, ...]:
    """Return the templates of the project, as shown to users."""
    return tuple(
        shown_path(path, workspace.base) for path in list_templates(workspace.project.templates)
    )


def template_facts(path: Path) -> dict[str, Any]:
    """Return the parts of a template with their fields and styles, as plain data."""
    return asdict(describe_template(path))
