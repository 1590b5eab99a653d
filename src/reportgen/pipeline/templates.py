"""The templates of a project: which one a report is rendered with, and what is in them."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

from reportgen.errors import InputError, Problem, did_you_mean
from reportgen.pipeline.project import Project, shown_path
from reportgen.pipeline.workspace import Workspace
from reportgen.word.inspection import check_template, list_templates
from reportgen.yamlfile.dump import dump_yaml

__all__ = [
    "check_template",
    "facts_text",
    "project_templates",
    "template_facts",
    "template_path",
    "template_text",
]


def template_path(project: Project, addressee: str, language: str) -> Path:
    """Return the template of a report: `tsag-report.fr.docx` where it exists, else without `.fr`.

    Raises InputError (`template-missing`) if there is none.
    """
    folder, name = project.templates, f"{addressee.lower()}-report"
    for candidate in (folder / f"{name}.{language}.docx", folder / f"{name}.docx"):
        if candidate.is_file():
            return candidate
    missing = folder / f"{name}.docx"
    hint = did_you_mean(missing.name, [path.name for path in list_templates(folder)])
    message = f"there is no template for the report to {addressee}"
    raise InputError([Problem(str(missing), 0, 0, "error", "template-missing", message, hint)])


def project_templates(workspace: Workspace) -> tuple[Path, ...]:
    """Return the templates of the project, as shown to users."""
    return tuple(
        shown_path(path, workspace.base) for path in list_templates(workspace.project.templates)
    )


def template_facts(path: Path) -> dict[str, Any]:
    """Return the parts of a template with their fields and styles, as plain data."""
    from reportgen.word.inspection.describe import describe_template

    return asdict(describe_template(path))


def template_text(path: Path) -> str:
    """Return a template as text that can be compared line by line."""
    from reportgen.word.inspection.describe import template_text as text_of

    return text_of(path)


def facts_text(facts: dict[str, Any]) -> str:
    """Return facts about a template as YAML, for people."""
    return dump_yaml(facts)
