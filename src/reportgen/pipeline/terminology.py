"""The terms of a project: those of the package, with its own laid over them; the glossary."""

from __future__ import annotations

from pathlib import Path

from reportgen.errors import Problem
from reportgen.pipeline.files import write_files
from reportgen.pipeline.project import shown_path
from reportgen.pipeline.workspace import Workspace, raise_errors
from reportgen.records import dataclass
from reportgen.terminology import Terminology, glossary_csv, read_own_terms, term_data
from reportgen.terminology.compare import OWN_TERMS


def project_terms(workspace: Workspace) -> tuple[Terminology, tuple[Problem, ...]]:
    """Return the terms that translations are compared with, and the faults of the project's own."""
    path = workspace.project.reports / OWN_TERMS
    return read_own_terms(path, shown_path(path, workspace.base))


@dataclass(frozen=True, slots=True)
class Glossary:
    """The terms for some languages, as a file and as plain data."""

    csv: bytes
    data: list[dict[str, object]]


def glossary(workspace: Workspace, languages: tuple[str, ...]) -> Glossary:
    """Return the glossary of a project; raise InputError if its own terms have faults."""
    terminology, problems = project_terms(workspace)
    raise_errors(problems)
    data = [term_data(term, languages) for term in terminology.terms.values()]
    return Glossary(glossary_csv(terminology, languages), data)


def write_glossary(found: Glossary, target: Path) -> None:
    """Write a glossary as a CSV file."""
    write_files({target: found.csv})
