"""The commands about drafts that chairs review: pack, status, answer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from reportgen.cli.options import (
    Run,
    common_options,
    meeting_argument,
    meetings_argument,
    returned_argument,
)
from reportgen.cli.output import print_json
from reportgen.errors import EXIT_OK, UsageError

_DATE = click.DateTime(["%Y-%m-%d"])


@click.group()
def review() -> None:
    """Send drafts to chairs, and follow what becomes of them."""


@review.command("pack", short_help="Make drafts of reports to send to a chair.")
@meeting_argument
@click.option(
    "--addressee", "addressees", multiple=True, help="Only this report, as TSAG, TDAG or RAG."
)
@click.option(
    "--language", "languages", multiple=True, help="Only this language: en fr es ru zh ar."
)
@click.option(
    "--to", "name", required=True, help="Who gets the draft; the name stands in its note."
)
@click.option("--reply-by", type=_DATE, help="Until when an answer is asked for, as 2024-01-30.")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    help="Write the Word files into this folder instead of MEETING_DIR/review.",
)
@common_options
def pack(
    run: Run,
    meeting: Path,
    addressees: tuple[str, ...],
    languages: tuple[str, ...],
    name: str,
    reply_by: Any,
    out: Path | None,
) -> int:
    """Make drafts of reports for a chair to review in Word, with tracked changes switched on.

    A record of each is kept in MEETING_DIR/review. Comments of earlier drafts that came back go
    along, with their answers.
    """
    from reportgen import __version__
    from reportgen.pipeline.review.packing import PackOrder
    from reportgen.pipeline.review.packing import pack as pack_drafts

    to = " ".join(name.split())
    if not to:
        raise UsageError("--to needs the name of somebody")
    order = PackOrder(
        folder=meeting,
        to=to,
        packed=_now(),
        addressees=addressees,
        languages=languages,
        reply_by=reply_by.date() if reply_by is not None else None,
        out=out,
    )
    packed = pack_drafts(run.workspace, __version__, order)
    if run.output.format == "json":
        print_json([each.as_dict() for each in packed])
        return EXIT_OK
    run.output.problems(dict.fromkeys(found for each in packed for found in each.findings))
    for each in packed:
        run.output.result(each.as_text())
    return EXIT_OK


@review.command("read", short_help="Read what came back: every change, traced to its origin.")
@returned_argument
@click.option(
    "--summary",
    "summary",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write a summary for the meeting room: FILE ends in .html or .docx.",
)
@click.option(
    "--language",
    default="en",
    show_default=True,
    help="The language of the summary: en fr es ru zh ar.",
)
@click.option("--no-record", is_flag=True, help="Leave MEETING_DIR/review as it is.")
@common_options
def read(
    run: Run, files: tuple[Path, ...], summary: Path | None, language: str, no_record: bool
) -> int:
    """Read Word files that chairs sent back: changes and comments, tracked or not.

    Each is traced to the text or field that it is about, with what it would change there. What was
    read is kept in MEETING_DIR/review, for reportgen review apply and status.
    """
    from reportgen.pipeline.review.listing import copy_table
    from reportgen.pipeline.review.reading import read_copies, record_copies
    from reportgen.pipeline.review.summary import check_summary, write_summary

    if summary is not None:
        check_summary(summary, language)
    copies = read_copies(run.workspace, files)
    if run.output.format == "json":
        print_json([copy.as_dict() for copy in copies])
    else:
        for copy in copies:
            run.output.result(copy_table(copy.returned, copy.draft))
    for copy in copies:
        if not copy.is_sure:
            run.output.message(f"{copy.shown}: taken for a copy of {copy.draft.id} by its words")
    if not no_record:
        for path in record_copies(copies, run.folder):
            run.output.detail(f"recorded in {path}")
    if summary is not None:
        write_summary(copies, summary, language)
        run.output.message(f"summary in {summary}")
    return EXIT_OK


@review.command("status", short_help="Say who has which draft, and what came back.")
@meetings_argument
@common_options
def status(run: Run, meetings: tuple[Path, ...]) -> int:
    """Say who has which draft since when, what came back, which comments are open, what is decided.

    Without MEETING_DIR the drafts of all meetings are listed.
    """
    from reportgen.pipeline.review.status import review_status

    found = review_status(run.workspace, run.workspace.folders(meetings))
    if run.output.format == "json":
        print_json([each.as_dict() for each in found])
        return EXIT_OK
    for each in found:
        run.output.result(each.as_text())
    if not found:
        run.output.message("no draft has gone out; make one with reportgen review pack")
    return EXIT_OK


@review.command("answer", short_help="Answer a comment, or say that it is resolved.")
@click.argument("draft", metavar="DRAFT_ID")
@click.argument("change", metavar="CHANGE_ID")
@click.option("--text", default="", help="The answer; the next draft has it below the comment.")
@click.option("--by", required=True, help="Who answers.")
@click.option("--date", "day", type=_DATE, help="The day of the answer; today if not given.")
@click.option("--resolve", is_flag=True, help="The comment is settled: the next draft says so.")
@common_options
def answer(run: Run, draft: str, change: str, text: str, by: str, day: Any, resolve: bool) -> int:
    """Answer a comment on a draft; the ids are those that `reportgen review status` prints."""
    from reportgen.pipeline.review.status import answer as record_answer
    from reportgen.pipeline.review.status import comment_decision

    if not text.strip() and not resolve:
        raise UsageError("an answer needs --text, or --resolve, or both")
    date = f"{day:%Y-%m-%d}" if day is not None else _now()[:10]
    decision = comment_decision(change, text.strip(), by, date, is_resolved=resolve)
    run.output.result(str(record_answer(run.workspace, draft, decision)))
    run.output.message("the next draft for the same addressee and language will have it")
    return EXIT_OK


def _now() -> str:
    import datetime

    return f"{datetime.datetime.now(tz=datetime.UTC):%Y-%m-%dT%H:%M:%SZ}"
