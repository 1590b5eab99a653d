"""The commands by which catalogs go out to translators and come back: export, import."""

from __future__ import annotations

from pathlib import Path

import click

from reportgen.cli.options import (
    Run,
    common_options,
    common_options_but_format,
    meetings_argument,
)
from reportgen.cli.output import print_json, summary
from reportgen.errors import EXIT_FINDINGS, EXIT_OK


@click.command("export", short_help="Write files for translators.")
@meetings_argument
@click.option("--language", "languages", multiple=True, help="Only this language: fr es ru zh ar.")
@click.option(
    "--format",
    "file_format",
    type=click.Choice(["po", "xliff"]),
    default="xliff",
    show_default=True,
    help="The format of the files: gettext PO, or XLIFF 1.2.",
)
@click.option(
    "--only",
    metavar="STATES",
    default="missing,fuzzy",
    show_default=True,
    help="Only texts in these states: missing, fuzzy, translated, reviewed, with commas between.",
)
@click.option("--all", "is_all", is_flag=True, help="Every text, whatever its state.")
@click.option(
    "--source-as-target",
    is_flag=True,
    help="For OmegaT: put the English where the translation goes, in XLIFF.",
)
@click.option("--no-suggestions", is_flag=True, help="Leave out what the memory offers.")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default="build/translations",
    show_default=True,
    help="Write into this folder.",
)
@common_options_but_format
def export(
    run: Run,
    meetings: tuple[Path, ...],
    languages: tuple[str, ...],
    file_format: str,
    only: str,
    is_all: bool,
    source_as_target: bool,
    no_suggestions: bool,
    out: Path,
) -> int:
    """Write a file for a translator, for each catalog and language that has something to do.

    The messages have a catalog of their own. A file that is there already with other content is
    not overwritten: somebody may have worked on it.
    """
    from reportgen import __version__
    from reportgen.pipeline.exchange import ExportOrder, named_format, named_states
    from reportgen.pipeline.exchange import export as export_catalogs
    from reportgen.pipeline.translations import translated_languages

    order = ExportOrder(
        run.workspace.folders(meetings),
        translated_languages(languages),
        out,
        named_format(file_format),
        named_states("" if is_all else only),
        source_as_target,
        is_offering=not no_suggestions,
    )
    exported = export_catalogs(run.workspace, __version__, order)
    if run.output.format == "json":
        print_json([each.as_dict() for each in exported])
        return EXIT_OK
    for each in exported:
        if each.path:
            run.output.result(each.as_text())
    idle = [f"{each.name} {each.language}" for each in exported if not each.path]
    if idle:
        run.output.message(f"nothing to translate: {', '.join(idle)}")
    return EXIT_OK


@click.command("import", short_help="Take files of translators in.")
@click.argument(
    "files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path)
)
@click.option("--dry-run", is_flag=True, help="Check the files and say what would be taken.")
@common_options
def import_(run: Run, files: tuple[Path, ...], dry_run: bool) -> int:
    """Put the translations of PO and XLIFF files into their catalogs.

    Which meeting and language a file is of, it says itself. Every text is checked before anything
    is written; if one is refused, nothing is.
    """
    from reportgen.pipeline.exchange import import_files

    result = import_files(run.workspace, files, is_trial=dry_run)
    if run.output.format == "json":
        print_json(
            {
                "imported": [each.as_dict() for each in result.imported],
                "problems": [problem.as_dict() for problem in result.problems],
            }
        )
    else:
        run.output.problems(result.problems)
        for each in result.imported:
            run.output.result(each.as_text(is_written=not (dry_run or result.is_refused)))
    if result.is_refused:
        run.output.message(f"{summary(result.problems)}: nothing was written")
    elif dry_run:
        run.output.message("nothing was written: this was a trial")
    return EXIT_FINDINGS if result.is_refused else EXIT_OK
