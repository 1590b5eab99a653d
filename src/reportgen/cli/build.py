"""The commands that make reports: build, and watch, which builds again at every change."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from reportgen.cli.options import Run, common_options, meetings_argument
from reportgen.cli.output import print_json, progress_bar
from reportgen.errors import (
    EXIT_FINDINGS,
    EXIT_MISSING_TOOL,
    EXIT_OK,
    ReportgenError,
    UsageError,
)

if TYPE_CHECKING:
    from reportgen.pipeline.building.order import BuildOrder, BuildResult, Built

_Command = TypeVar("_Command", bound=Callable[..., Any])


def _build_options(command: _Command) -> _Command:
    """Add the options that say what is to be made, and how."""
    for option in reversed(
        (
            click.option(
                "--addressee", "addressees", multiple=True, help="Only this addressee's report."
            ),
            click.option("--language", "languages", multiple=True, help="Only this language."),
            click.option(
                "--to",
                "formats",
                default="docx,pdf,html",
                show_default=True,
                help="The formats to make, separated by commas; also odt, md, txt, json.",
            ),
            click.option(
                "--out",
                type=click.Path(path_type=Path, file_okay=False),
                help="Write below this folder, not into the build folders of the meetings.",
            ),
            click.option(
                "--jobs",
                type=click.IntRange(1),
                help="How many processes work at a time; one for each processor if not given.",
            ),
            click.option(
                "--final", "is_final", is_flag=True, help="Refuse reports that lack anything."
            ),
            click.option(
                "--scheduler",
                default="",
                metavar="ADDRESS",
                help="Have a Dask cluster make them, as tcp://10.0.0.5:8786 (docs/scale.md).",
            ),
            click.option(
                "--redline-since",
                default="",
                metavar="ISSUE",
                help="Also show what changed since an issue, named by its full symbol, or since "
                "the issue or earlier build in a folder (docs/redline.md).",
            ),
        )
    ):
        command = option(command)
    return command


@click.command(short_help="Make the reports.")
@meetings_argument
@_build_options
@click.option("--force", "is_forced", is_flag=True, help="Make again what is up to date, too.")
@common_options
def build(run: Run, meetings: tuple[Path, ...], **asked: Any) -> int:
    """Make the reports: of all meetings, to all addressees, in all languages, unless told less.

    What is up to date is not made again. Each meeting gets a page build/index.html with all its
    files.
    """
    return _build(run, _order(meetings, **asked))


@click.command(short_help="Make the reports again at every change.")
@meetings_argument
@_build_options
@common_options
def watch(run: Run, meetings: tuple[Path, ...], **asked: Any) -> int:
    """Make the reports, and make again at every change what it concerns.

    Outcomes, catalogs, templates and organisation data are watched. A fault is printed and stops
    nothing: save the file again without it. Ctrl-C ends it, with exit code 0.
    """
    from reportgen.pipeline.building.watching import watch_sources

    order = _order(meetings, **asked)
    run.workspace.folders(order.folders)  # one that is not there is wrong usage
    with contextlib.suppress(KeyboardInterrupt):
        changes = watch_sources(run.workspace.project, order.folders, order.out)
        # Watching begins before the first build: what changes meanwhile is not missed.
        next(changes)
        _build_or_tell(run, order, is_first=True)
        run.output.message("watching for changes; Ctrl-C ends it")
        for changed in changes:
            for path in changed:
                run.output.message(f"changed: {_shown(path, run.folder)}")
            _build_or_tell(Run(run.output, run.folder), order)
    return EXIT_OK


def _build_or_tell(run: Run, order: BuildOrder, *, is_first: bool = False) -> None:
    """Build the project as it is now; what stops it is printed, and wrong usage ends it at once."""
    try:
        _build(run, order)
    except ReportgenError as error:
        if is_first and isinstance(error, UsageError):
            raise
        run.output.failure(error)


def _order(meetings: tuple[Path, ...], formats: str, jobs: int | None, **asked: Any) -> BuildOrder:
    """Return the order for what the options say."""
    from reportgen.pipeline.building.order import BuildOrder

    chosen = tuple(part.strip() for part in formats.split(",") if part.strip())
    return BuildOrder(meetings, formats=chosen, jobs=jobs or processors(), **asked)


def processors() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _build(run: Run, order: BuildOrder) -> int:
    """Carry the order out, print what came of it and return the exit code."""
    from reportgen import __version__
    from reportgen.pipeline.building.build import build as build_reports

    result = build_reports(run.workspace, __version__, order, progress_bar(run.output))
    findings = (*result.problems, *result.missing)
    if run.output.format == "json":
        print_json([problem.as_dict() for problem in findings])
    else:
        run.output.problems(findings)
        _print_reports(run, result)
    if any(problem.severity == "error" for problem in result.problems):
        return EXIT_FINDINGS
    return EXIT_MISSING_TOOL if result.missing else EXIT_OK


def _print_reports(run: Run, result: BuildResult) -> None:
    """Print a line for each report that was made, and where all of them are listed."""
    made = [built for built in result.built if built.made]
    left_out = [built for built in result.built if not built.paths]
    for built in made:
        run.output.result(_summary_line(built, run.folder))
    for built in result.built:
        if built.paths and not built.made:
            run.output.detail(f"{built.addressee} {built.language}  up to date")
    counts = {
        "made": len(made),
        "up to date": len(result.built) - len(made) - len(left_out),
        "left out": len(left_out),
    }
    told = ", ".join(f"{count} {what}" for what, count in counts.items() if count)
    run.output.message(f"{_count(len(result.built), 'report')}: {told}")
    for page in result.pages:
        run.output.message(f"open {_shown(page, run.folder)}")


def _summary_line(built: Built, base: Path) -> str:
    """Return what a secretary wants to know of one report, and what to do next."""
    first, *others = built.paths
    files = ", ".join([str(_shown(first, base)), *(_ending(path, first) for path in others)])
    facts: list[str] = [built.renditions[0].state]
    if built.gaps:
        facts.append(_count(len(built.gaps), "gap"))
    if built.appended:
        facts.append(f"appended: {', '.join(built.appended)}")
    line = f"{built.addressee} {built.language}  {files}  ({', '.join(facts)})"
    if built.gaps or built.appended:
        line += (
            f"\n  see: reportgen show report {built.folder} --addressee {built.addressee}"
            f" --language {built.language}"
        )
    return line


def _ending(path: Path, first: Path) -> str:
    """Return how a file's name differs from that of the first: `.pdf`, `-redline.docx`."""
    return path.name.removeprefix(first.stem) if first.stem in path.name else path.name


def _shown(path: Path, base: Path) -> Path:
    full = path.resolve()
    return full.relative_to(base) if full.is_relative_to(base) else full


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
