"""Where catalogs lie: those of the messages in the package, those of a meeting beside it."""

from __future__ import annotations

from pathlib import Path

from reportgen.languages import LANGUAGES, SOURCE_LANGUAGE, language

MESSAGES_FOLDER = Path(__file__).parent.parent / "locale"


def messages_path(language_key: str) -> Path:
    """Return where the catalog of the messages in a language is."""
    return MESSAGES_FOLDER / language(language_key).folder / "LC_MESSAGES" / "reportgen.po"


def meeting_path(folder: Path, language_key: str) -> Path:
    """Return where the catalog of a meeting's texts in a language is."""
    return folder / "locale" / f"{language_key}.po"


def catalog_languages() -> tuple[str, ...]:
    """Return the languages that the messages are available in, English first."""
    return tuple(
        each.key
        for each in LANGUAGES
        if each is SOURCE_LANGUAGE or messages_path(each.key).is_file()
    )
