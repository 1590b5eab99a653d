"""Looks into Word templates without making a report: faults, fields, styles, text.

In goes the path of a template (.docx); out come Problems with part and paragraph, a description, or
the template as text that can be compared line by line. Nothing of a template is run.
"""

from __future__ import annotations

from pathlib import Path

from reportgen.errors import InputError, Problem
from reportgen.word.inspection.accessibility import (
    check_paragraphs_accessible,
    check_styles_accessible,
)
from reportgen.word.inspection.coverage import check_blocks, check_unused
from reportgen.word.inspection.expressions import NameChecker
from reportgen.word.inspection.findings import Findings
from reportgen.word.inspection.nesting import build_tree, check_neighbours
from reportgen.word.inspection.parts import TemplatePart, open_parts, walk_paragraphs
from reportgen.word.inspection.properties import property_paragraphs
from reportgen.word.inspection.runs import check_runs
from reportgen.word.inspection.source import load_template
from reportgen.word.inspection.styles import StyleSheet, check_references, check_styles, read_styles
from reportgen.word.inspection.tags import find_tags

__all__ = ["check_template", "list_templates"]


def list_templates(folder: Path) -> tuple[Path, ...]:
    """Return the Word templates in a folder, by name; Word's lock files (`~$…`) are none."""
    return tuple(
        sorted(path for path in folder.glob("*.docx") if not path.name.startswith(("~", ".")))
    )


def check_template(path: Path, *, shown_as: str = "", thorough: bool = True) -> tuple[Problem, ...]:
    """Return the problems of a template, in the order they stand in it.

    `shown_as` is the path that problems carry (default: `path`). `thorough` also parses every
    part the way docxtpl patches it, which needs docxtpl to be imported; without it a check takes
    some 20 ms and finds all but what only that patching brings about.
    """
    findings = Findings(shown_as or str(path))
    try:
        package = load_template(path, findings.path)
        parts = open_parts(package)
        sheet = read_styles(package)
        checker = NameChecker(findings)
        for part in parts:
            _check_part(part, sheet, checker, findings)
        checker.check(build_tree(property_paragraphs(package), findings))
    except InputError as error:
        return (*findings.distinct(), *error.problems)
    if not any(problem.code == "template-syntax" for problem in findings.problems):
        check_unused(checker.usage, findings.path, findings)
        check_blocks(checker, findings)
    check_styles(sheet, findings)
    check_styles_accessible(sheet, findings)
    if thorough and not any(problem.severity == "error" for problem in findings.problems):
        # docxtpl takes long to import: only who asks for it waits.
        from reportgen.word.inspection.patched import check_as_docxtpl

        check_as_docxtpl(package, parts, findings)
    return findings.distinct()


def _check_part(
    part: TemplatePart, sheet: StyleSheet, checker: NameChecker, findings: Findings
) -> None:
    """Check one part; its paragraphs are walked once and kept, since elements are compared."""
    paragraphs = list(walk_paragraphs(part))
    if not part.is_filled:
        for paragraph in paragraphs:
            if find_tags(paragraph.text)[0]:
                findings.add("misplaced", paragraph.place, f"fields are not filled in {part.title}")
        return
    checker.check(build_tree(paragraphs, findings))
    check_neighbours(paragraphs, findings)
    check_runs(paragraphs, findings)
    check_references(sheet, paragraphs, findings)
    check_paragraphs_accessible(paragraphs, findings)
