"""The command that takes changes of returned drafts over into the sources."""

from __future__ import annotations

import difflib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from reportgen.cli.options import Run, common_options, returned_argument
from reportgen.cli.output import print_json
from reportgen.errors import EXIT_FINDINGS, EXIT_OK, UsageError

if TYPE_CHECKING:
    from reportgen.pipeline.review.applying import ApplyResult, FileChange, Settled
    from reportgen.pipeline.review.choosing import Answer, Entry

_CONTEXT_LINES = 3
_ANSWERS: dict[str, Answer] = {"a": "accept", "r": "reject", "s": "skip", "q": "quit"}


@click.command("apply", short_help="Take changes of returned drafts over into the sources.")
@returned_argument
@click.option(
    "--accept", multiple=True, metavar="WHAT", help="Take over: all, a reviewer, or a change by id."
)
@click.option(
    "--reject", multiple=True, metavar="WHAT", help="Reject: all, a reviewer, or a change by id."
)
@click.option("--interactive", is_flag=True, help="Be asked about one change after the other.")
@click.option(
    "--by", default="the secretariat", show_default=True, help="Who decides; it is recorded."
)
@click.option(
    "--date",
    "day",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The day of the decision; today if not given.",
)
@click.option("--dry-run", is_flag=True, help="Show what would change, and write nothing.")
@common_options
def apply(
    run: Run,
    files: tuple[Path, ...],
    accept: tuple[str, ...],
    reject: tuple[str, ...],
    interactive: bool,
    by: str,
    day: Any,
    dry_run: bool,
) -> int:
    """Write what is accepted of returned drafts into outcomes.yaml and the catalogs.

    The id of a change goes before the name of a reviewer, that before `all`. All is written, or
    nothing. A change that no source could hold is listed with the reason.
    """
    from reportgen.pipeline.review.applying import apply_copies
    from reportgen.pipeline.review.choosing import Copy, Wishes
    from reportgen.pipeline.review.deciding import ApplyOrder
    from reportgen.pipeline.review.reading import read_copies

    if not (accept or reject or interactive):
        raise UsageError("say what is accepted: --accept all, a reviewer or an id; --interactive")
    for path in files:
        if not path.is_file():
            raise UsageError(f"{path}: there is no such file")
    order = ApplyOrder(
        Wishes(accept, reject),
        by,
        f"{day:%Y-%m-%d}" if day is not None else _today(),
        _asking(run) if interactive else None,
        dry_run,
    )
    read = read_copies(run.workspace, files)
    for each in read:
        if not each.is_sure:
            run.output.message(f"{each.shown}: taken for a copy of {each.draft.id} by its words")
    copies = [Copy(each.folder, each.draft, each.returned) for each in read]
    result = apply_copies(run.workspace, copies, order)
    if run.output.format == "json":
        print_json(_as_dict(result))
    else:
        _print(run, result, is_trial=dry_run)
    return EXIT_FINDINGS if result.is_refused else EXIT_OK


def _print(run: Run, result: ApplyResult, *, is_trial: bool) -> None:
    for path in result.completed:
        run.output.message(f"{path}: written now, as a run that was cut off had begun")
    run.output.problems(result.problems)
    for file in result.files:
        if is_trial:
            click.echo("\n".join(unified_diff(file)))
        else:
            run.output.result(f"{file.path}: written")
    for each in result.settled:
        if each.status == "left" and not result.is_refused:
            run.output.result(_left(each))
    counts = result.counts()
    run.output.result(
        f"{counts.total()} changes: {counts['applied']} applied, {counts['rejected']} rejected, "
        f"{counts['left']} left for people, {counts['comment']} comments"
    )
    if result.is_refused:
        run.output.message("nothing was written")
    elif is_trial:
        run.output.message("nothing was written: this was a trial")


def _left(settled: Settled) -> str:
    from reportgen.pipeline.review.listing import place_of, shown_words

    change = settled.entry.change
    about = place_of(change) or "no text of ours"
    is_edit = (change.old or change.new) and change.kind not in ("format", "move")
    old, new = shown_words(change.old), shown_words(change.new)
    words = f"“{old}” → “{new}”" if is_edit else f"{change.kind} of “{old}”"
    return f"left for people: {change.id} {change.author}, {about}: {words}: {settled.why}"


def unified_diff(file: FileChange) -> Iterator[str]:
    """Yield the lines of a unified diff of a file.

    That of the standard library takes lines that are frequent for unimportant, which in a YAML file
    are those that hold it together.
    """
    old, new = file.old.splitlines(), file.new.splitlines()
    yield f"--- {file.path}"
    yield f"+++ {file.path}"
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    for group in matcher.get_grouped_opcodes(_CONTEXT_LINES):
        (_, first, _, first_new, _), (_, _, last, _, last_new) = group[0], group[-1]
        yield f"@@ -{first + 1},{last - first} +{first_new + 1},{last_new - first_new} @@"
        for tag, start, end, new_start, new_end in group:
            if tag == "equal":
                yield from (f" {line}" for line in old[start:end])
                continue
            yield from (f"-{line}" for line in old[start:end])
            yield from (f"+{line}" for line in new[new_start:new_end])


def _as_dict(result: ApplyResult) -> dict[str, Any]:
    return {
        "changes": [
            {
                "id": each.entry.change.id,
                "draft": each.entry.copy.draft.id,
                "author": each.entry.change.author,
                "status": each.status,
                "why": each.why,
            }
            for each in result.settled
        ],
        "files": [file.path for file in result.files],
        "completed": list(result.completed),
        "problems": [problem.as_dict() for problem in result.problems],
    }


# --- one by one ------------------------------------------------------------------------------


def _asking(run: Run) -> Callable[[Entry], Answer]:
    """Return what shows a change and asks for a verdict; raises UsageError without a terminal."""
    if not sys.stdin.isatty():
        raise UsageError("--interactive needs a terminal: use --accept and --reject here")

    from reportgen.pipeline.review.listing import place_of

    def ask(entry: Entry) -> Answer:
        change = entry.change
        head = f"{change.author}, {change.date[:10]}: {change.kind}"
        where = place_of(change)
        run.output.result(f"\n{change.id}  {head}  {where} ({entry.copy.draft.id})")
        context = f"{change.before}[…]{change.after}" if change.before or change.after else ""
        for mark, words, colour in (("-", change.old, "red"), ("+", change.new, "green")):
            if words:
                click.echo(click.style(f"  {mark} {words}", fg=colour), color=run.output.colour)
        if context:
            run.output.result(f"    {context}")
        choice = click.Choice(list(_ANSWERS))
        answer = click.prompt("accept, reject, skip, quit", type=choice, default="s")
        return _ANSWERS[answer]

    return ask


def _today() -> str:
    import datetime

    return f"{datetime.datetime.now(tz=datetime.UTC):%Y-%m-%d}"
