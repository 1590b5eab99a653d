"""The commands about words found before and elsewhere: memory, terms, pretranslate."""

from __future__ import annotations

from pathlib import Path

import click

from reportgen.cli.options import Run, common_options, meeting_argument, meetings_argument
from reportgen.cli.output import print_json
from reportgen.errors import EXIT_OK

_THRESHOLD = 70

_languages_option = click.option(
    "--language", "languages", multiple=True, help="Only this language: fr es ru zh ar."
)


@click.command(short_help="Offer earlier translations for what lacks one.")
@meetings_argument
@_languages_option
@click.option(
    "--threshold",
    type=click.IntRange(1, 100),
    default=_THRESHOLD,
    show_default=True,
    help="How like a text must be to be offered, in per cent.",
)
@click.option(
    "--fill",
    is_flag=True,
    help="Put the best into entries that have no translation, marked fuzzy.",
)
@click.option(
    "--tmx",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE.tmx",
    help="Also write the translations of these meetings, and of the messages, as TMX.",
)
@common_options
def memory(
    run: Run,
    meetings: tuple[Path, ...],
    languages: tuple[str, ...],
    threshold: int,
    fill: bool,
    tmx: Path | None,
) -> int:
    """Offer earlier translations for what is missing or fuzzy.

    They come from earlier meetings, from the messages and from the same catalog, best first, each
    with its score and origin.
    """
    from reportgen import __version__
    from reportgen.pipeline.memory import export_memory, remember
    from reportgen.pipeline.translations import translated_languages

    folders = run.workspace.folders(meetings)
    chosen = translated_languages(languages)
    found = remember(run.workspace, folders, chosen, threshold, is_filling=fill)
    if run.output.format == "json":
        print_json([offer.as_dict() for offer in found.offers])
    else:
        for offer in found.offers:
            run.output.result(offer.as_text())
        run.output.message(f"texts with suggestions: {len(found.offers)}")
    if fill:
        run.output.message(f"filled in: {found.filled}; look at each, they are marked fuzzy")
    if tmx is not None:
        count = export_memory(run.workspace, folders, chosen, tmx, __version__)
        run.output.message(f"{tmx}: {count} translations")
    return EXIT_OK


@click.command(short_help="Print the terms of the organisation, for translation tools.")
@_languages_option
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE.csv",
    help="Write a file instead of printing.",
)
@common_options
def terms(run: Run, languages: tuple[str, ...], out: Path | None) -> int:
    """Print the terms of the organisation as CSV: English, translations, how far to be trusted.

    With one language it is a glossary as translation tools read it: term, translation, comment.
    """
    from reportgen.pipeline.terminology import glossary, write_glossary
    from reportgen.pipeline.translations import translated_languages

    found = glossary(run.workspace, translated_languages(languages))
    if out is not None:
        write_glossary(found, out)
        run.output.message(f"{out}: {len(found.data)} terms")
    elif run.output.format == "json":
        print_json(found.data)
    else:
        run.output.result(found.csv.decode("utf-8-sig").replace("\r\n", "\n").rstrip("\n"))
    return EXIT_OK


@click.command(short_help="Have a machine translation engine propose what is missing.")
@meeting_argument
@click.option(
    "--engine", required=True, metavar="NAME", help="The engine: a package installed beside this."
)
@click.option(
    "--language",
    "languages",
    required=True,
    multiple=True,
    help="Into this language: fr es ru zh ar.",
)
@common_options
def pretranslate(run: Run, meeting: Path, engine: str, languages: tuple[str, ...]) -> int:
    """Have a machine translation engine propose what is missing in a meeting's catalogs.

    The texts are handed to the engine, wherever that sends them. Its proposals are marked fuzzy: no
    report has them until somebody has looked at each.
    """
    from reportgen.pipeline.pretranslation import pretranslate as propose
    from reportgen.pipeline.translations import translated_languages

    (folder,) = run.workspace.folders((meeting,))
    found = propose(run.workspace, folder, translated_languages(languages), engine)
    run.output.problems(found.problems)
    run.output.message(
        f"filled in: {found.filled} of {found.asked} missing; look at each, they are marked fuzzy"
    )
    return EXIT_OK
