"""The commands about meetings and their reports: new, check, show, actions, schema, doctor."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from reportgen.cli.options import (
    Run,
    addressee_option,
    common_options,
    language_option,
    meeting_argument,
    meetings_argument,
)
from reportgen.cli.output import print_json, summary
from reportgen.errors import EXIT_FINDINGS, EXIT_MISSING_TOOL, EXIT_OK

if TYPE_CHECKING:
    from reportgen.pipeline.workspace import Workspace


@click.command(short_help="Start a meeting: write an outcomes.yaml that already builds.")
@meeting_argument
@click.option("--body", required=True, help="The body that met, as ISCG.")
@click.option("--symbol", required=True, help="The meeting's symbol, as ISCG/24-1.")
@click.option(
    "--date",
    "day",
    required=True,
    type=click.DateTime(["%Y-%m-%d"]),
    help="The day of the meeting, as 2024-01-30.",
)
@common_options
def new(run: Run, meeting: Path, body: str, symbol: str, day: Any) -> int:
    """Start a meeting: write an outcomes.yaml, with comments, that already builds.

    Open actions of the meeting before are carried forward.
    """
    from reportgen.pipeline.start import start_meeting

    path = start_meeting(run.workspace, meeting, body, symbol, day.date())
    run.output.result(str(path))
    run.output.message(f"next: fill it in, then reportgen build {meeting}")
    return EXIT_OK


@click.command(short_help="Find every fault of outcomes, catalogs and templates.")
@meetings_argument
@common_options
def check(run: Run, meetings: tuple[Path, ...]) -> int:
    """Find every fault of the outcomes, catalogs and templates; nothing is written.

    Without MEETING_DIR all meetings are checked, and the translations of the messages, which are
    the same for every meeting.
    """
    from reportgen.pipeline.checks import check_meetings

    folders = run.workspace.folders(meetings)
    problems = check_meetings(run.workspace, folders, with_messages=not meetings)
    run.output.problems(problems)
    noun = "meeting" if len(folders) == 1 else "meetings"
    run.output.message(f"{len(folders)} {noun}: {summary(problems)}")
    return _exit_code(problems)


def _exit_code(problems: tuple[Any, ...]) -> int:
    is_faulty = any(problem.severity == "error" for problem in problems)
    return EXIT_FINDINGS if is_faulty else EXIT_OK


@click.group()
def show() -> None:
    """Print the intermediate forms of a report."""


@show.command("report", short_help="Print which outcomes are shown, where, and why.")
@meeting_argument
@addressee_option
@language_option
@common_options
def show_report(run: Run, meeting: Path, addressee: str, language: str) -> int:
    """Print which outcomes the addressee gets, where and why, what is left out, and the gaps."""
    from reportgen.pipeline.show import report_text

    run.output.result(report_text(run.workspace, meeting, addressee, language).rstrip())
    return EXIT_OK


@show.command("document", short_help="Print the words with their origins.")
@meeting_argument
@addressee_option
@language_option
@common_options
def show_document(run: Run, meeting: Path, addressee: str, language: str) -> int:
    """Print the report in one language with the origin of every block and span.

    With --format json it is the twin of the report for machines (docs/twin.md).
    """
    from reportgen.pipeline.show import document_json, document_text

    if run.output.format == "json":
        text = document_json(run.workspace, meeting, addressee, language)
        run.output.result(text.rstrip("\n"))
        return EXIT_OK
    run.output.result(document_text(run.workspace, meeting, addressee, language).rstrip())
    return EXIT_OK


@show.command("text")
@meeting_argument
@addressee_option
@language_option
@common_options
def show_text(run: Run, meeting: Path, addressee: str, language: str) -> int:
    """Print the words of the report, one block a line."""
    from reportgen.pipeline.show import plain_report

    run.output.result(plain_report(run.workspace, meeting, addressee, language).rstrip())
    return EXIT_OK


@click.command()
@click.option("--open", "only_open", is_flag=True, help="Only actions that are still open.")
@click.option("--overdue", is_flag=True, help="Only open actions that were due before --date.")
@click.option(
    "--date",
    "day",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The day that --overdue counts from; today where it is not given.",
)
@common_options
def actions(run: Run, only_open: bool, overdue: bool, day: Any) -> int:
    """Print the register of actions of all meetings."""
    from reportgen.pipeline.register import action_register

    register = action_register(run.workspace, (day or _today()).date())
    chosen = [
        entry
        for entry in register
        if (not only_open or entry.status == "open") and (not overdue or entry.is_overdue)
    ]
    if run.output.format == "json":
        print_json([entry.as_dict() for entry in chosen])
    else:
        for entry in chosen:
            run.output.result(entry.as_text())
        run.output.message(f"{len(chosen)} of {len(register)} actions")
    return EXIT_OK


def _today() -> Any:
    import datetime

    return datetime.datetime.now(tz=datetime.UTC)


@click.command(short_help="Print the JSON Schema of outcomes.yaml, for editors.")
@click.option("--organisation", is_flag=True, help="The schema of reports/organisation/ instead.")
@click.option("--document", is_flag=True, help="That of a report as JSON, its twin for machines.")
@click.option("--register", is_flag=True, help="That of issues.yaml, the register of a meeting.")
@common_options
def schema(run: Run, organisation: bool, document: bool, register: bool) -> int:
    """Print the JSON Schema of outcomes.yaml, for editors that complete and check."""
    from reportgen.pipeline.schemas import file_schema, written_schema

    if document or register:
        print_json(written_schema("document" if document else "register"))
        return EXIT_OK
    # Outside a project, the package's own data alone.
    print_json(file_schema(_workspace_or_none(run), organisation=organisation))
    return EXIT_OK


@click.command(short_help="Say what is installed, and what is missing.")
@common_options
def doctor(run: Run) -> int:
    """Say what is installed, what is missing for which format, and which characters fonts lack.

    Inside a project the characters are those of its reports, else those of the messages.
    """
    from reportgen.pipeline.fonts import examine

    findings = examine(_workspace_or_none(run), sys.executable, sys.version.split()[0])
    if run.output.format == "json":
        print_json([finding.as_dict() for finding in findings])
    else:
        for finding in findings:
            run.output.result(finding.as_text())
    return EXIT_OK if all(f.is_fine for f in findings) else EXIT_MISSING_TOOL


def _workspace_or_none(run: Run) -> Workspace | None:
    """Return the project of the current folder; None outside one."""
    from reportgen.errors import UsageError

    try:
        return run.workspace
    except UsageError:
        return None
