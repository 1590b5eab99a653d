"""Translations looked up: the words for a text in one language.

In go PO files, out come translations by message context (the path of a text) and source. There
are two kinds: the messages of the package in `locale/<lang>/LC_MESSAGES/reportgen.po`, and the
texts of a meeting in `reports/<meeting>/locale/<lang>.po`. English is the source of both.

A catalog that cannot be trusted (it does not load, or its header is still marked fuzzy) is an
error: gettext's own tools then fall back to English without a word.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from gettext import c2py
from pathlib import Path
from typing import Literal

from reportgen.catalogs.places import meeting_path, messages_path
from reportgen.catalogs.store import PLURAL_RULES, CatalogFile, read_catalog_file
from reportgen.languages import SOURCE_LANGUAGE, language

TranslationState = Literal["source", "translated", "fuzzy", "missing"]


@dataclass(frozen=True, slots=True)
class Translation:
    """The words for a text in one language, and how good they are.

    Where they are missing or fuzzy, `text` is the source: a draft shows it marked, a final is
    refused.
    """

    text: str
    state: TranslationState


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a catalog: its translations (several where it has plural forms)."""

    texts: tuple[str, ...]
    is_fuzzy: bool


def _only_form(count: int) -> int:  # noqa: ARG001 - the signature of a plural rule
    return 0


@dataclass(frozen=True, slots=True)
class Catalog:
    """The entries of one PO file by (context, source); `plural` chooses a form by number.

    `offered` are the contexts and the sources of translations that are there: an extraction would
    make fuzzy entries of them for a text that has changed, or that stands elsewhere now.
    """

    path: str
    entries: Mapping[tuple[str, str], Entry] = field(default_factory=dict)
    plural: Callable[[int], int] = _only_form
    offered: frozenset[tuple[str, str]] = frozenset()

    def look_up(self, context: str, source: str, count: int) -> Entry | None:
        """Return the entry whose text fits the number, None where there is none.

        What an extraction would make fuzzy is fuzzy before it, too: nobody has to extract to be
        told the same.
        """
        entry = self.entries.get((context, source))
        if entry is None and not self.offered.isdisjoint({(context, ""), ("", source)}):
            return Entry((source,), is_fuzzy=True)
        if entry is None or len(entry.texts) == 1:
            return entry
        form = min(self.plural(count), len(entry.texts) - 1)
        return Entry((entry.texts[form],), entry.is_fuzzy)


@dataclass(frozen=True, slots=True)
class Catalogs:
    """The catalogs of one language: the messages', and each meeting's by folder."""

    language: str
    messages: Catalog
    meetings: Mapping[str, Catalog]

    def translate(
        self, context: str, source: str, *, meeting: str = "", plural: str = "", count: int = 1
    ) -> Translation:
        """Return the words for a text: of a meeting if one is named, else a message of ours.

        `plural` and `count` are for messages that are worded by number.
        """
        if self.language == SOURCE_LANGUAGE.key:
            return Translation(plural if plural and count != 1 else source, "source")
        catalog = self.meetings.get(meeting) if meeting else self.messages
        entry = catalog.look_up(context, source, count) if catalog is not None else None
        fallback = plural if plural and count != 1 else source
        if entry is None or not entry.texts[0]:
            return Translation(fallback, "missing")
        if entry.is_fuzzy:
            return Translation(fallback, "fuzzy")
        return Translation(entry.texts[0], "translated")


def load_catalogs(language_key: str, meetings: Mapping[str, Path]) -> Catalogs:
    """Return the catalogs of a language; `meetings` gives the folder of each meeting.

    A meeting without a catalog has no translations; a catalog that is there but cannot be trusted
    raises InputError.
    """
    if language_key == SOURCE_LANGUAGE.key:
        return Catalogs(language_key, Catalog(""), {})
    return Catalogs(
        language_key,
        load_catalog(messages_path(language_key), language_key),
        {
            key: load_catalog(meeting_path(folder, language_key), language_key)
            for key, folder in meetings.items()
        },
    )


def plural_form(language_key: str, count: int) -> int:
    """Return which plural form, from 0, a language has for a number."""
    return int(c2py(PLURAL_RULES[language_key][1])(count))


def load_catalog(path: Path, key: str) -> Catalog:
    """Return the catalog of a language; an empty one where the file does not exist.

    Raises InputError for a file that cannot be trusted.
    """
    try:
        stamp = path.stat()
    except FileNotFoundError:
        return Catalog(str(path))
    return _load_catalog(path, key, stamp.st_mtime_ns, stamp.st_size)


@lru_cache(maxsize=256)
def _load_catalog(path: Path, key: str, mtime_ns: int, size: int) -> Catalog:  # noqa: ARG001
    """Return a catalog by path; time and size are there so that a changed file is read again."""
    catalog = read_catalog_file(path, language(key), "")
    entries = {
        (entry.unit.context, entry.unit.source): Entry(entry.texts, entry.is_fuzzy)
        for entry in (*catalog.obsolete, *catalog.entries)
    }
    return Catalog(str(path), entries, c2py(PLURAL_RULES[key][1]), frozenset(_offered(catalog)))


def _offered(catalog: CatalogFile) -> Iterator[tuple[str, str]]:
    """Yield context and source, each for itself, of what an extraction would take up again."""
    for entry in (*catalog.obsolete, *catalog.entries):
        if entry.is_translated:
            yield entry.unit.context, ""
            # What is fuzzy may be the translation of other words: it is not moved.
            if not entry.is_fuzzy:
                yield "", entry.unit.source
