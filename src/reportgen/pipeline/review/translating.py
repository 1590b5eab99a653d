"""What edits of an outcomes file, and of translations themselves, make of a catalog."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace

from reportgen.catalogs.store import CatalogEntry, CatalogFile, update_catalog
from reportgen.catalogs.units import Unit, meeting_units
from reportgen.outcomes import OUTCOMES_NAME, text_places

Texts = list[tuple[str, str]]
"""The texts of an outcomes file: origin and source of each, in order."""


@dataclass(frozen=True, slots=True)
class FirstWords:
    """The first translation of a text: its words, and the source they are out of date to, if so."""

    text: str
    previous: str = ""


@dataclass
class Notes:
    """What is to be changed in the catalogs of a meeting.

    `words` are translations by language and origin, `new` those of them that nothing was translated
    before, `first` those of new texts; `now` is for each
    origin that the file had the one that it has now, empty for a text that is gone.
    """

    words: dict[tuple[str, str], str] = field(default_factory=dict)
    new: set[tuple[str, str]] = field(default_factory=set)
    first: dict[tuple[str, str], FirstWords] = field(default_factory=dict)
    now: dict[str, str] = field(default_factory=dict)

    def concerns(self, key: str) -> bool:
        """Whether the catalog of a language has words of its own to be changed."""
        return any(each == key for each, _ in (*self.words, *self.first))


def texts_of(data: Mapping[str, object]) -> Texts:
    """Return the texts of an outcomes file that fits the format."""
    return [(place.origin, place.source) for place in text_places(data)]


def units_of(texts: Iterable[tuple[str, str]]) -> Iterable[Unit]:
    """Return the texts of an outcomes file as catalogs know them."""
    return meeting_units(texts, OUTCOMES_NAME)


def edited_catalog(old: CatalogFile, notes: Notes, before: Texts, after: Texts) -> CatalogFile:
    """Return a catalog after the texts of its meeting were edited.

    Translations keep to their texts, whatever origins these have now; those of texts that changed
    are out of date.
    """
    key = old.language.key
    words = {origin: text for (each, origin), text in notes.words.items() if each == key}
    first = {origin: text for (each, origin), text in notes.first.items() if each == key}
    new = {origin for each, origin in notes.new if each == key}
    catalog = update_catalog(old, units_of(before))
    moved = [_moved(_with_words(entry, words, new), notes.now) for entry in catalog.entries]
    gone = [entry for entry in catalog.entries if notes.now.get(entry.unit.context) == ""]
    catalog = replace(
        catalog,
        entries=tuple(each for each in moved if each is not None),
        obsolete=(*catalog.obsolete, *gone),
    )
    updated = update_catalog(catalog, units_of(after))
    return replace(updated, entries=tuple(_begun(each, first) for each in updated.entries))


def _with_words(
    entry: CatalogEntry, words: Mapping[str, str], new: Collection[str]
) -> CatalogEntry:
    """Return an entry with other words; those that are new are up to date."""
    text = words.get(entry.unit.context)
    if text is None:
        return entry
    entry = replace(entry, texts=(text,))
    return replace(entry, is_fuzzy=False, previous="") if entry.unit.context in new else entry


def _moved(entry: CatalogEntry, now: Mapping[str, str]) -> CatalogEntry | None:
    """Return an entry with the origin that its text has now; None for a text that is gone."""
    origin = now.get(entry.unit.context, entry.unit.context)
    return replace(entry, unit=replace(entry.unit, context=origin)) if origin else None


def _begun(entry: CatalogEntry, first: Mapping[str, FirstWords]) -> CatalogEntry:
    words = first.get(entry.unit.context)
    if words is None:
        return entry
    return replace(
        entry, texts=(words.text,), is_fuzzy=bool(words.previous), previous=words.previous
    )
