"""The translation memory of a project: suggestions shown, put into catalogs, written as TMX."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from reportgen.catalogs.places import meeting_path, messages_path
from reportgen.catalogs.store import (
    REMEMBERED,
    CatalogEntry,
    CatalogFile,
    read_catalog_file,
    update_catalog,
    write_catalog,
)
from reportgen.languages import language
from reportgen.memory import (
    Segment,
    Suggestion,
    TranslationMemory,
    catalog_segments,
    suggestions,
    write_tmx,
)
from reportgen.messages import PACKAGE
from reportgen.outcomes import MeetingSource
from reportgen.pipeline.files import write_files
from reportgen.pipeline.project import shown_path
from reportgen.pipeline.translations import MESSAGES, CatalogPlace, catalog_places
from reportgen.pipeline.workspace import Workspace

_TO_DO = ("missing", "fuzzy")


@dataclass(frozen=True, slots=True)
class Offer:
    """A text that lacks a translation in a language, and what the memory offers for it."""

    catalog: str
    language: str
    entry: CatalogEntry
    suggestions: tuple[Suggestion, ...]

    def as_text(self) -> str:
        """Return the lines that translators read."""
        unit = self.entry.unit
        lines = [f"{self.catalog} {self.language} {unit.context} ({self.entry.state})"]
        lines.append(f"       en  {_on_a_line(unit.source)}")
        for each in self.suggestions:
            lines.append(f"  {each.score:>3}  {self.language}  {_on_a_line(each.texts[0])}")
            lines += [f"           {_on_a_line(text)}" for text in each.texts[1:]]
            lines.append(f"           from {each.origin}")
        return "\n".join(lines)

    def as_dict(self) -> dict[str, object]:
        """Return the offer as plain data."""
        return {
            "catalog": self.catalog,
            "language": self.language,
            "context": self.entry.unit.context,
            "state": self.entry.state,
            "source": self.entry.unit.source,
            "suggestions": [each.as_dict() for each in self.suggestions],
        }


def _on_a_line(text: str) -> str:
    return " ".join(text.split())


@dataclass(frozen=True, slots=True)
class Remembered:
    """What the memory offers for some catalogs, and how many entries were filled with it."""

    offers: tuple[Offer, ...]
    filled: int = 0


def remember(
    workspace: Workspace,
    folders: tuple[Path, ...],
    languages: tuple[str, ...],
    threshold: int,
    *,
    is_filling: bool = False,
) -> Remembered:
    """Return what the memory offers for the texts of these meetings, and for the messages.

    `is_filling` puts the best into entries that have no translation, as fuzzy: somebody must look
    at each. All catalogs are written, or none.
    """
    offers: list[Offer] = []
    files: dict[Path, bytes] = {}
    filled = 0
    for place in catalog_places(workspace, folders, languages):
        catalog = update_catalog(place.read(), place.units)
        found = catalog_suggestions(workspace, place, catalog, threshold)
        entries = {entry.unit.context: entry for entry in catalog.entries}
        offers += [
            Offer(place.name, place.language, entries[context], offered)
            for context, offered in found.items()
        ]
        full = _filled(catalog, found)
        count = sum(new is not old for new, old in zip(full.entries, catalog.entries, strict=True))
        filled += count
        if count:
            files[place.path] = write_catalog(full)
    if is_filling:
        write_files(files)
    return Remembered(tuple(offers), filled if is_filling else 0)


def catalog_suggestions(
    workspace: Workspace, place: CatalogPlace, catalog: CatalogFile, threshold: int
) -> dict[str, tuple[Suggestion, ...]]:
    """Return what the memory offers for the missing and fuzzy entries of a catalog, by context."""
    units = [entry.unit for entry in catalog.entries if entry.state in _TO_DO]
    if not units:
        return {}
    memory = TranslationMemory(place.language, tuple(_segments_for(workspace, place)))
    return suggestions(units, memory, owner=owner(place.name), threshold=threshold)


def owner(catalog: str) -> str:
    """Return the part of origins before the colon, for a catalog by its name."""
    return PACKAGE if catalog == MESSAGES else catalog


def _filled(catalog: CatalogFile, found: dict[str, tuple[Suggestion, ...]]) -> CatalogFile:
    """Return a catalog with the best suggestion in every entry that has no words yet."""
    entries = []
    for entry in catalog.entries:
        offered = found.get(entry.unit.context, ())
        if entry.state == "missing" and not any(entry.texts) and offered:
            entries.append(_proposed(entry, offered[0]))
        else:
            entries.append(entry)
    return replace(catalog, entries=tuple(entries))


def _proposed(entry: CatalogEntry, best: Suggestion) -> CatalogEntry:
    """Return an entry with a suggestion for somebody to look at, and where it is from."""
    origin = f"{REMEMBERED}{best.origin} ({best.score})"
    inferred = [comment for comment in best.comments if comment.startswith("inferred:")]
    comments = tuple(dict.fromkeys((*entry.comments, *inferred, origin)))
    return replace(
        entry, texts=best.texts, is_fuzzy=True, previous=best.source, comments=comments, review=None
    )


# --- what there is to remember -----------------------------------------------------------------


def _segments_for(workspace: Workspace, place: CatalogPlace) -> Iterator[Segment]:
    """Yield what may serve a catalog: its own, earlier meetings (the latest first), the messages.

    The messages are worded for every meeting, so those of all meetings may serve them.
    """
    yield from catalog_segments(place.read(), owner(place.name))
    meetings = _latest_first(workspace)
    if place.name != MESSAGES:
        ids = [each.meeting_id for each in meetings]
        # A meeting in another folder than the project's knows only itself.
        meetings = meetings[ids.index(place.name) + 1 :] if place.name in ids else []
    yield from _segments(workspace, meetings, place.language)
    if place.name != MESSAGES:
        yield from _message_segments(workspace, place.language)


def _latest_first(workspace: Workspace) -> list[MeetingSource]:
    """Return the meetings of the project; those of which no date can be read come last."""
    sources = [workspace.source(folder) for folder in workspace.project.meeting_folders()]
    return sorted(sources, key=lambda each: (_day(each), each.meeting_id), reverse=True)


def _day(source: MeetingSource) -> dt.date:
    return source.meeting.meeting.first_day if source.meeting is not None else dt.date.min


def _segments(
    workspace: Workspace, sources: Iterable[MeetingSource], key: str
) -> Iterator[Segment]:
    for source in sources:
        path = meeting_path(source.folder, key)
        yield from catalog_segments(_read(workspace, path, key), source.meeting_id)


def _message_segments(workspace: Workspace, key: str) -> Iterator[Segment]:
    yield from catalog_segments(_read(workspace, messages_path(key), key), PACKAGE)


def _read(workspace: Workspace, path: Path, key: str) -> CatalogFile:
    return read_catalog_file(path, language(key), "", shown_path(path, workspace.base))


def export_memory(
    workspace: Workspace,
    folders: tuple[Path, ...],
    languages: tuple[str, ...],
    target: Path,
    version: str,
) -> int:
    """Write the messages and the texts of these meetings as TMX; return how many translations.

    Each English text is there once for each place it stands in, with the languages beside it.
    """
    chosen = {folder.resolve() for folder in folders}
    known = _latest_first(workspace)
    known += [workspace.source(each) for each in folders]  # some may lie elsewhere
    sources = {each.folder: each for each in known if each.folder in chosen}
    segments: list[Segment] = []
    for key in languages:
        segments += _segments(workspace, sources.values(), key)
        segments += _message_segments(workspace, key)
    write_files({target: write_tmx(segments, version)})
    return sum(not segment.plural for segment in segments)
