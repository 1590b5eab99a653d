"""Catalogs for tests: a project with a meeting, its catalogs extracted and filled in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from reportgen.catalogs import places
from reportgen.catalogs.store import CatalogEntry, CatalogFile, write_catalog
from reportgen.catalogs.units import Unit
from reportgen.languages import language
from reportgen.pipeline.translations import catalog_places, extract
from tests.support.meetings import MadeProject

LANGUAGES = ("fr", "es", "ru", "zh", "ar")

OUTCOMES = """\
schema: 1
meeting: {body: ISCG, symbol: ISCG/23-1, date: 2023-05-02}
next_meeting: 2023-10-12
outcomes:
  - id: opening
    kind: information
    text: The {{ group }} met on {{ date(meeting) }}.
  - id: captions
    kind: decision
    text: Captions will be **free** from 2024.
  - id: letter
    kind: action
    text: A letter will be sent to {{ body("TDAG") }}.
reports:
  RAG:
    symbol: RAG/9
    date: 2023-05-10
    session: {from: 2023-05-22, to: 2023-05-24, place: geneva}
"""

_OWN_SIGNS = {
    "zh": str.maketrans(".:;?", "。：；？"),
    "ar": str.maketrans(";?", "؛؟"),
}


def in_place_of_translation(text: str, key: str) -> str:
    """Return words that pass for the translation of a text: as long, the last sign the script's."""
    if text.endswith("}}"):
        return text
    return text[:-1] + text[-1:].translate(_OWN_SIGNS.get(key, {}))


def filled(catalog: CatalogFile, translate: Callable[[str, str], str]) -> CatalogFile:
    """Return a catalog with everything translated that was missing or fuzzy."""
    key = catalog.language.key
    entries = []
    for each in catalog.entries:
        if each.state in ("missing", "fuzzy"):
            source = each.unit.plural or each.unit.source
            texts = tuple(translate(source, key) for _ in each.texts)
            entries.append(replace(each, texts=texts, is_fuzzy=False, previous=""))
        else:
            entries.append(each)
    return replace(catalog, entries=tuple(entries))


@dataclass(frozen=True)
class Translated:
    """A project whose catalogs, those of the messages included, lie below a temporary folder."""

    project: MadeProject
    meeting: str = "iscg-23-1"

    @property
    def folders(self) -> tuple[Path, ...]:
        """The folder of the meeting."""
        return (self.project.root / "reports" / self.meeting,)

    def outcomes(self, *changes: tuple[str, str]) -> None:
        """Change words of the outcomes file; every old text must be there once."""
        path = self.folders[0] / "outcomes.yaml"
        text = path.read_text(encoding="utf-8")
        for old, new in changes:
            assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in the file"
            text = text.replace(old, new)
        path.write_text(text, encoding="utf-8")

    def extract(self) -> None:
        """Bring the catalogs up to date."""
        extract(self.project.workspace, self.folders, LANGUAGES)

    def translate(self, *languages: str) -> None:
        """Do what translators do with the catalogs as they stand in the files."""
        for place in catalog_places(self.project.workspace, self.folders, languages or LANGUAGES):
            catalog = filled(place.read(), in_place_of_translation)
            place.path.write_bytes(write_catalog(catalog))

    def path(self, key: str) -> Path:
        """Return the catalog of the meeting in a language."""
        return self.folders[0] / "locale" / f"{key}.po"

    def read(self, key: str) -> CatalogFile:
        """Return that catalog as it stands in the file."""
        places = catalog_places(self.project.workspace, self.folders, (key,))
        return next(place.read() for place in places if place.name == self.meeting)

    def edit(self, key: str, old: str, new: str) -> int:
        """Replace words in that catalog and return the line of the entry they stand in."""
        text = self.path(key).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in the catalog"
        before = text[: text.index(old)]
        self.path(key).write_text(text.replace(old, new), encoding="utf-8")
        return before[: before.rindex("msgctxt")].count("\n") + 1


def keep_messages_in(folder: Path) -> Path:
    """Return where the messages' catalogs are to be below a folder; never the package's own."""
    assert folder != places.MESSAGES_FOLDER
    return folder / "messages"


def entry(source: str, *texts: str, plural: str = "", context: str = "captions") -> CatalogEntry:
    """Return a translated entry that begins on line 7."""
    return CatalogEntry(Unit(context, source, plural), texts, line=7)


def catalog(key: str, *entries: CatalogEntry) -> CatalogFile:
    """Return a catalog with these entries."""
    return CatalogFile(language(key), "reportgen test", entries)
