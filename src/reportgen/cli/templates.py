"""The commands about Word templates: list, check, show, text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from reportgen.cli.options import Run, common_options
from reportgen.cli.output import print_json, summary
from reportgen.errors import EXIT_FINDINGS, EXIT_OK

_template_argument = click.argument(
    "template", type=click.Path(path_type=Path, exists=True, dir_okay=False)
)
_templates_argument = click.argument(
    "templates",
    metavar="[TEMPLATE]...",
    nargs=-1,
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
)


@click.group()
def templates() -> None:
    """Look into the Word templates without making a report."""


@templates.command("list")
@common_options
def list_(run: Run) -> int:
    """Print the templates of the project."""
    from reportgen.pipeline.templates import project_templates

    paths = [str(path) for path in project_templates(run.workspace)]
    if run.output.format == "json":
        print_json(paths)
    else:
        for path in paths:
            run.output.result(path)
    return EXIT_OK


@templates.command("check")
@_templates_argument
@common_options
def check(run: Run, templates: tuple[Path, ...]) -> int:
    """Find unknown and unused fields, wrong loops, split runs and missing styles."""
    from reportgen.pipeline.templates import check_template, project_templates

    paths = templates or project_templates(run.workspace)
    problems = [problem for path in paths for problem in check_template(path)]
    run.output.problems(problems)
    noun = "template" if len(paths) == 1 else "templates"
    run.output.message(f"{len(paths)} {noun}: {summary(problems)}")
    is_faulty = any(problem.severity == "error" for problem in problems)
    return EXIT_FINDINGS if is_faulty else EXIT_OK


@templates.command("show")
@_template_argument
@common_options
def show(run: Run, template: Path) -> int:
    """Print the parts of a template with the fields and styles that each uses."""
    from reportgen.pipeline.templates import facts_text, template_facts

    facts: dict[str, Any] = template_facts(template)
    if run.output.format == "json":
        print_json(facts)
    else:
        run.output.result(facts_text(facts).rstrip())
    return EXIT_OK


@templates.command("text")
@_template_argument
@common_options
def text(run: Run, template: Path) -> int:
    """Print a template as text, a paragraph a line, to compare two versions of it."""
    from reportgen.pipeline.templates import template_text

    run.output.result(template_text(template).rstrip())
    return EXIT_OK
