"""The command that compares two Word files: redline."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import click

from reportgen.cli.options import Run, common_options
from reportgen.cli.output import print_json
from reportgen.errors import EXIT_OK

_file = click.Path(path_type=Path, dir_okay=False)
_NOUNS: Mapping[str, str] = {
    "insertion": "insertion",
    "deletion": "deletion",
    "move": "move",
    "format": "change of format",
}


@click.command(short_help="Show what changed between two Word files.")
@click.argument("old", type=_file)
@click.argument("new", type=_file)
@click.option(
    "--out",
    "-o",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write to this file: .docx for Word's tracked changes, .html for a web page.",
)
@click.option(
    "--author",
    default="reportgen",
    show_default=True,
    metavar="NAME",
    help="Who is named as having made the changes.",
)
@click.option(
    "--date",
    "day",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The day of the changes, as 2024-01-30; today if not given.",
)
@common_options
def redline(run: Run, old: Path, new: Path, out: Path, author: str, day: datetime | None) -> int:
    """Show what changed from OLD to NEW, two Word files of one report.

    The changes are Word's own tracked changes, in NEW as it looks: accepting all of them gives NEW,
    rejecting all gives OLD.
    """
    from reportgen.pipeline.redline import write_redline

    when = day or datetime.now(tz=UTC)
    written = write_redline(old, new, out, author, when.date().isoformat())
    if run.output.format == "json":
        print_json([problem.as_dict() for problem in written.problems])
    else:
        run.output.problems(written.problems)
        run.output.result(f"{out}  ({_said(written.result.counts)})")
    return EXIT_OK


def _said(counts: Mapping[str, int]) -> str:
    """Return in words how much changed."""
    found = [
        f"{counts[kind]} {noun}" if counts[kind] == 1 else f"{counts[kind]} {_plural(noun)}"
        for kind, noun in _NOUNS.items()
        if counts.get(kind)
    ]
    return ", ".join(found) or "no changes: both files say the same"


def _plural(noun: str) -> str:
    return noun.replace("change ", "changes ") if " " in noun else f"{noun}s"
