"""The command that makes review pages."""

from __future__ import annotations

from pathlib import Path

import click

from reportgen.cli.options import Run, common_options, meetings_argument
from reportgen.cli.output import print_json
from reportgen.errors import EXIT_OK


@click.command("page", short_help="Make web pages to review reports on.")
@meetings_argument
@click.option("--addressee", "addressees", multiple=True, help="Only this report; repeatable.")
@click.option("--language", "languages", multiple=True, help="Only this language; repeatable.")
@click.option(
    "--since",
    default="",
    metavar="ISSUE",
    help="Mark what changed since this issue, named by its symbol or its frozen folder; otherwise "
    "since the last issue of each report.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    help="Write to a folder for each meeting in this one, not to MEETING_DIR/build/review.",
)
@common_options
def page(
    run: Run,
    meetings: tuple[Path, ...],
    addressees: tuple[str, ...],
    languages: tuple[str, ...],
    since: str,
    out: Path | None,
) -> int:
    """Make a web page of each report and language: original and translation side by side.

    Marked on it are changes since the last issue, gaps, and what reviewers have sent back; each
    text leads to its line in the sources. Each page is one file; a list of them is made with them.
    """
    from reportgen.pipeline.review.page import PageOrder, make_review_pages

    result = make_review_pages(
        run.workspace, PageOrder(meetings, addressees, languages, since, out)
    )
    if run.output.format == "json":
        print_json([problem.as_dict() for problem in result.problems])
    else:
        run.output.problems(result.problems)
        for made in result.meetings:
            for entry in made.entries:
                page = entry.page
                run.output.result(
                    f"{entry.addressee} {entry.language}  {entry.path}  (gaps: {page.gaps}, "
                    f"changes: {page.changes}, comments: {page.remarks}, "
                    f"open: {page.open_remarks})"
                )
            run.output.message(f"open {_shown(made.index, run.folder)}")
    return EXIT_OK


def _shown(path: Path, base: Path) -> Path:
    full = path.resolve()
    return full.relative_to(base) if full.is_relative_to(base) else full
