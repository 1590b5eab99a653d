"""The commands about the archive: add, verify, list, export, rebuild."""

from __future__ import annotations

import datetime as dt
import getpass
import re
from collections import Counter
from collections.abc import Mapping
from email.utils import parseaddr
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reportgen.cli.build import processors
from reportgen.cli.options import Run, common_options
from reportgen.cli.output import print_json, progress_bar
from reportgen.errors import EXIT_FINDINGS, EXIT_MISSING_TOOL, EXIT_OK, UsageError

if TYPE_CHECKING:
    from reportgen.pipeline.archive.adding import User
    from reportgen.pipeline.archive.verifying import Sample, Verified

_store_option = click.option(
    "--store",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("archive"),
    show_default=True,
    help="The folder of the archive.",
)


@click.group()
def archive() -> None:
    """Keep what was issued: archive it, prove that it is unharmed, hand it over, make it again."""


@archive.command()
@click.argument("place", metavar="ISSUE_OR_MEETING_DIR", type=click.Path(path_type=Path))
@click.argument("symbol", required=False, default="")
@click.option(
    "--by", default="", metavar="NAME", help='Who archives, as "Ana Rivas <ana@itu.int>".'
)
@_store_option
@common_options
def add(run: Run, place: Path, symbol: str, by: str, store: Path) -> int:
    """Archive a frozen issue, or what a meeting has issued: all of it, or the document SYMBOL.

    What is archived already stays as it is. The archive is made if there is none.
    """
    from reportgen.pipeline.archive.adding import add_issues

    added = add_issues(store, place, symbol, _user(by))
    if run.output.format == "json":
        print_json([each.as_dict() for each in added])
        return EXIT_OK
    for each in added:
        what = "archived" if each.is_new else "archived already"
        run.output.result(f"{each.full_symbol}  {each.object} v{each.version}  ({what})")
    return EXIT_OK


@archive.command()
@click.argument("symbols", metavar="[SYMBOL]...", nargs=-1)
@click.option(
    "--sample", default="", metavar="N%|N", help="Read only a share, or a number, of files."
)
@click.option("--jobs", type=click.IntRange(1), help="How many objects to look at at a time.")
@_store_option
@common_options
def verify(run: Run, symbols: tuple[str, ...], sample: str, jobs: int | None, store: Path) -> int:
    """Prove that the archive is unharmed: its structure, and the digest of every file.

    With --sample every file has to be there, but only some are read: others every day.
    """
    from reportgen.pipeline.archive.verifying import verify_archive

    chosen = _sample(sample)
    found = verify_archive(store, symbols, chosen, jobs or processors(), progress_bar(run.output))
    if run.output.format == "json":
        print_json([each.as_dict(str(store)) for each in found.faults])
    else:
        run.output.problems(each.as_problem(str(store)) for each in found.faults)
    run.output.message(_verified(found, is_sample=bool(sample)))
    return EXIT_FINDINGS if found.faults else EXIT_OK


@archive.command("list")
@_store_option
@common_options
def list_(run: Run, store: Path) -> int:
    """Print what is archived: a line for each issue."""
    from reportgen.pipeline.archive.listing import list_holdings

    found = list_holdings(store)
    rows = list(found.rows())
    if run.output.format == "json":
        print_json(rows)
    else:
        width = max((len(str(row["symbol"])) for row in rows), default=0)
        for row in rows:
            run.output.result(_listed(row, width))
        run.output.problems(found.problems)
    return EXIT_FINDINGS if found.problems else EXIT_OK


@archive.command()
@click.argument("symbol")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path(),
    help="The folder to write the bag to; the current one if not given.",
)
@click.option("--zip", "is_zip", is_flag=True, help="Write the bag as one zip file.")
@click.option("--jobs", type=click.IntRange(1), help="How many files to look at at a time.")
@_store_option
@common_options
def export(run: Run, symbol: str, out: Path, is_zip: bool, jobs: int | None, store: Path) -> int:
    """Verify a document and hand it over as a BagIt bag, with all its issues and their metadata.

    What is restricted is in no bag but its own: name it by its identifier, as `list` prints it
    with --format json.
    """
    from reportgen import __version__
    from reportgen.pipeline.archive.exporting import Packing, export_bag

    packing = Packing(_today().isoformat(), __version__, jobs or processors())
    path = export_bag(store, symbol, out, packing, is_zip=is_zip)
    if run.output.format == "json":
        print_json({"path": str(path)})
    else:
        run.output.result(str(path))
    return EXIT_OK


@archive.command()
@click.argument("symbol")
@click.option(
    "--version",
    type=click.IntRange(1),
    metavar="N",
    help="Version N; else the issue that SYMBOL is of, or the newest.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    help="Also write what was made to this folder, which has to be empty.",
)
@click.option("--jobs", type=click.IntRange(1), help="How many LibreOffices work at a time.")
@_store_option
@common_options
def rebuild(
    run: Run, symbol: str, version: int | None, out: Path | None, jobs: int | None, store: Path
) -> int:
    """Make the files of an issue again, from the archive alone, and compare them with it."""
    from reportgen import __version__
    from reportgen.pipeline.archive.rebuilding import rebuild as make_again

    found = make_again(store, symbol, version, out, __version__, jobs or processors())
    if run.output.format == "json":
        print_json([each.as_dict() for each in found])
    else:
        for each in found:
            told = f": {each.detail}" if each.detail else ""
            run.output.result(f"{each.path}  {each.outcome}{told}")
    counts = Counter(each.outcome for each in found)
    run.output.message(", ".join(f"{count} {outcome}" for outcome, count in counts.items()))
    if any(each.outcome == "differs" for each in found):
        return EXIT_FINDINGS
    is_short = any(each.is_missing_tool for each in found)
    return EXIT_MISSING_TOOL if is_short else EXIT_OK


def _listed(row: Mapping[str, object], width: int) -> str:
    """Return the line of an issue; symbols have a column of this width."""
    notes = [f"replaced by {row['replaced_by']}"] if row["replaced_by"] else []
    notes += [f"to {row['amends']}"] if row["amends"] else []
    notes += ["restricted"] if row["restricted"] else []
    note = f"  ({', '.join(notes)})" if notes else ""
    return f"{row['symbol']!s:<{width}}  {row['version']}  {row['date']}  {row['title']}{note}"


def _user(by: str) -> User:
    """Return who archives, now: by name, and by mail address where one is given."""
    from reportgen.pipeline.archive.adding import User

    name, address = parseaddr(by) if "<" in by else (by.strip(), "")
    created = dt.datetime.now(dt.UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    return User(
        name or address or getpass.getuser(), f"mailto:{address}" if address else "", created
    )


def _sample(words: str) -> Sample:
    """Return which files to read; raise UsageError for what is neither a share nor a number."""
    from reportgen.pipeline.archive.verifying import Sample

    if not words:
        return Sample()
    found = re.fullmatch(r"(\d+(?:\.\d+)?)(%?)", words)
    if found is None or not (number := float(found[1])) or (found[2] and number > 100):
        raise UsageError(f'--sample takes a share as 10%, or a number of files: not "{words}"')
    seed = _today().isoformat()
    if found[2]:
        return Sample(share=number / 100, seed=seed)
    if "." in found[1]:
        raise UsageError(f'--sample takes a share as 10%, or a number of files: not "{words}"')
    return Sample(count=int(number), seed=seed)


def _verified(found: Verified, *, is_sample: bool) -> str:
    """Return what was looked at, and how it stands, in words."""
    faults = len(found.faults)
    verdict = f"{faults} fault{'s' if faults > 1 else ''}" if faults else "no faults"
    read = f"{found.bytes / 1e6:.1f} MB read" + (" (a sample)" if is_sample else "")
    counts = {"object": found.objects, "version": found.versions, "file": found.files}
    seen = ", ".join(f"{count} {noun}{'' if count == 1 else 's'}" for noun, count in counts.items())
    return f"{seen}, {read}: {verdict}"


def _today() -> dt.date:
    return dt.datetime.now(dt.UTC).date()
