"""The commands about translations: extract, status, approve."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from reportgen.cli.options import Run, common_options, meetings_argument
from reportgen.cli.output import print_json
from reportgen.errors import EXIT_OK

if TYPE_CHECKING:
    from reportgen.pipeline.translations import CatalogStatus

_languages_option = click.option(
    "--language", "languages", multiple=True, help="Only this language: fr es ru zh ar."
)


@click.group()
def translations() -> None:
    """Bring catalogs up to date, send them to translators, take them in, record reviews."""


@translations.command("extract")
@meetings_argument
@_languages_option
@common_options
def extract(run: Run, meetings: tuple[Path, ...], languages: tuple[str, ...]) -> int:
    """Bring the catalogs up to date with the messages and the texts of the meetings."""
    from reportgen.pipeline.translations import extract as extract_catalogs
    from reportgen.pipeline.translations import translated_languages

    folders = run.workspace.folders(meetings)
    _print(run, extract_catalogs(run.workspace, folders, translated_languages(languages)))
    return EXIT_OK


@translations.command("status")
@meetings_argument
@_languages_option
@common_options
def status(run: Run, meetings: tuple[Path, ...], languages: tuple[str, ...]) -> int:
    """Print how many texts are missing, fuzzy, translated and reviewed in each language."""
    from reportgen.pipeline.translations import status as catalog_status
    from reportgen.pipeline.translations import translated_languages

    folders = run.workspace.folders(meetings)
    _print(run, catalog_status(run.workspace, folders, translated_languages(languages)))
    return EXIT_OK


def _print(run: Run, found: tuple[CatalogStatus, ...]) -> None:
    if run.output.format == "json":
        print_json([line.as_dict() for line in found])
    else:
        for line in found:
            run.output.result(line.as_text())


@translations.command("approve")
@meetings_argument
@_languages_option
@click.option("--by", required=True, help="Who has reviewed the translations.")
@click.option(
    "--date",
    "day",
    required=True,
    type=click.DateTime(["%Y-%m-%d"]),
    help="The day of the review, as 2024-01-30.",
)
@common_options
def approve(
    run: Run, meetings: tuple[Path, ...], languages: tuple[str, ...], by: str, day: Any
) -> int:
    """Record that a named person has reviewed everything that is translated."""
    from reportgen.pipeline.translations import approve_translations, translated_languages

    folders = run.workspace.folders(meetings)
    chosen = translated_languages(languages)
    count = approve_translations(run.workspace, folders, chosen, by, f"{day:%Y-%m-%d}")
    run.output.message(f"{count} translations recorded as reviewed by {by}")
    return EXIT_OK
