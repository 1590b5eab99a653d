"""The commands about issued documents: issue."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from reportgen.cli.build import processors
from reportgen.cli.options import Run, common_options, meetings_argument
from reportgen.cli.output import print_json, progress_bar
from reportgen.errors import EXIT_FINDINGS, EXIT_OK, UsageError

if TYPE_CHECKING:
    from reportgen.pipeline.issuing.order import IssueOrder

_KINDS = ("revision", "corrigendum", "addendum")
_NEEDED = ("addressee", "approver", "day")
_NUMBER = click.IntRange(min=1, max=99)


@click.command(short_help="Number and freeze a final report.")
@meetings_argument
@click.option("--addressee", help="Whose report, as TSAG, TDAG or RAG.")
@click.option("--approver", help="Who has approved it.")
@click.option(
    "--date",
    "day",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The day of issue, as 2024-01-30.",
)
@click.option(
    "--symbol", default="", help="The symbol, to be sure: outcomes.yaml must say the same."
)
@click.option("--revision", type=_NUMBER, help="Issue it as the revision of this number.")
@click.option("--corrigendum", type=_NUMBER, help="Issue it as the corrigendum of this number.")
@click.option("--addendum", type=_NUMBER, help="Issue it as the addendum of this number.")
@click.option("--list", "is_list", is_flag=True, help="Only print what has been issued.")
@click.option(
    "--jobs", type=click.IntRange(min=1), help="How many processes; as many as processors if not."
)
@common_options
def issue(run: Run, meetings: tuple[Path, ...], is_list: bool, **asked: Any) -> int:
    """Issue a report: check that it may be, freeze everything about it, enter it in the register.

    It must be complete and reviewed in six languages, its files must hold what they claim, and its
    symbol must be that of outcomes.yaml, of the pattern of the addressee, and free. What was issued
    lies in MEETING_DIR/issued/, the register is MEETING_DIR/issues.yaml (docs/issuing.md).
    """
    if is_list:
        return _list(run, meetings)
    from reportgen import __version__
    from reportgen.pipeline.issuing.issue import issue as issue_report

    order = _order(meetings, **asked)
    issued = issue_report(run.workspace, __version__, order, progress_bar(run.output))
    if run.output.format == "json":
        print_json(issued.entry.model_dump())
        return EXIT_OK
    entry = issued.entry
    run.output.result(f"{entry.full_symbol}  {_shown(issued.folder, run.folder)}")
    run.output.message(
        f"issued on {entry.date}, approved by {entry.approver}: {issued.files} files, frozen; "
        "the whole sources, which are not to be handed on, are in "
        f"{_shown(issued.restricted_folder, run.folder)}"
    )
    return EXIT_OK


def _order(
    meetings: tuple[Path, ...], symbol: str, day: Any, jobs: int | None, **asked: Any
) -> IssueOrder:
    """Return the order for what the options say; raise UsageError where they make none."""
    from reportgen.pipeline.issuing.order import IssueOrder

    if len(meetings) != 1:
        raise UsageError("name the one meeting whose report is to be issued")
    given = {**asked, "day": day}
    missing = [f"--{'date' if each == 'day' else each}" for each in _NEEDED if not given[each]]
    if missing:
        raise UsageError(f"to issue a report, give {', '.join(missing)}")
    kinds = [kind for kind in _KINDS if asked[kind] is not None]
    if len(kinds) > 1:
        raise UsageError(f"give one of {' and '.join(f'--{kind}' for kind in kinds)}")
    approver = " ".join(asked["approver"].split())
    if not approver.isprintable() or not approver:
        raise UsageError("--approver is the name of a person")
    kind = kinds[0] if kinds else "original"
    return IssueOrder(
        folder=meetings[0],
        addressee=asked["addressee"],
        approver=approver,
        date=f"{day:%Y-%m-%d}",
        symbol=symbol,
        kind=kind,  # type: ignore[arg-type]  # one of the three, or the original
        number=asked.get(kind) or 0,
        jobs=jobs or processors(),
    )


def _list(run: Run, meetings: tuple[Path, ...]) -> int:
    """Print the registers of meetings, of all where none is named."""
    from reportgen.pipeline.issuing.overview import issue_overview

    overview = issue_overview(run.workspace, run.workspace.folders(meetings))
    if run.output.format == "json":
        print_json([each.as_dict() for each in overview.lines])
    else:
        run.output.problems(overview.problems)
        for each in overview.lines:
            run.output.result(each.as_text())
    return EXIT_FINDINGS if overview.problems else EXIT_OK


def _shown(path: Path, base: Path) -> Path:
    return path.relative_to(base) if path.is_relative_to(base) else path
