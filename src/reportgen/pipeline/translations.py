"""The life of translations: catalogs brought up to date, their state, approvals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, replace
from pathlib import Path

from reportgen.catalogs.compare import compare_entry
from reportgen.catalogs.places import meeting_path, messages_path
from reportgen.catalogs.store import (
    CatalogEntry,
    CatalogFile,
    UnitState,
    approve,
    read_catalog_file,
    update_catalog,
    write_catalog,
)
from reportgen.catalogs.units import Unit, meeting_units, message_units
from reportgen.errors import InputError, Problem, UsageError
from reportgen.languages import LANGUAGE_KEYS, SOURCE_LANGUAGE, language
from reportgen.outcomes import OUTCOMES_NAME, MeetingSource, text_places
from reportgen.pipeline.files import write_files
from reportgen.pipeline.project import shown_path
from reportgen.pipeline.terminology import project_terms
from reportgen.pipeline.wording import WordingChecker
from reportgen.pipeline.workspace import Workspace, raise_errors
from reportgen.records import dataclass
from reportgen.terminology import compare_terms

MESSAGES = "messages"
"""The name of the package's own catalog among those of the meetings."""

_MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class CatalogPlace:
    """A catalog of one language: of the messages, or of a meeting by folder name."""

    name: str
    language: str
    path: Path
    shown: Path
    units: tuple[Unit, ...]

    def read(self) -> CatalogFile:
        """Return what the file holds; an empty catalog where there is none yet.

        Raises InputError for a file that cannot be trusted.
        """
        title = f"reportgen {self.name}"
        return read_catalog_file(self.path, language(self.language), title, self.shown)


@dataclass(frozen=True, slots=True)
class CatalogStatus:
    """How far the translation of a catalog is: counts of entries by state."""

    name: str
    language: str
    counts: dict[UnitState, int]

    def as_text(self) -> str:
        """Return the line of the table."""
        counts = "  ".join(f"{number:>4} {state}" for state, number in self.counts.items())
        return f"{self.name:<16} {self.language}  {counts}"

    def as_dict(self) -> dict[str, object]:
        """Return the line as plain data."""
        return asdict(self)


def translated_languages(asked: tuple[str, ...]) -> tuple[str, ...]:
    """Return the languages that texts are translated into: those asked for, or all."""
    for key in asked:
        if language(key) is SOURCE_LANGUAGE:
            raise UsageError(f"{key} is the language of the source: there is nothing to translate")
    return asked or tuple(key for key in LANGUAGE_KEYS if key != SOURCE_LANGUAGE.key)


def catalog_places(
    workspace: Workspace, folders: tuple[Path, ...], languages: tuple[str, ...]
) -> Iterator[CatalogPlace]:
    """Yield the catalogs of the messages and of the meetings, up to date with nothing yet.

    Raises InputError for meetings that cannot be read.
    """
    sources = tuple(workspace.source(folder) for folder in folders)
    raise_errors(tuple(problem for source in sources for problem in source.problems))
    yield from _places(workspace, sources, languages)


def _places(
    workspace: Workspace, sources: tuple[MeetingSource, ...], languages: tuple[str, ...]
) -> Iterator[CatalogPlace]:
    """Yield the catalogs of the messages and of meetings that could be read."""
    contents = [(source, tuple(_units(source))) for source in sources]
    messages = tuple(message_units())
    for key in languages:
        path = messages_path(key)
        yield CatalogPlace(MESSAGES, key, path, shown_path(path, workspace.base), messages)
        for source, units in contents:
            path = meeting_path(source.folder, key)
            shown = shown_path(path, workspace.base)
            yield CatalogPlace(source.meeting_id, key, path, shown, units)


def _units(source: MeetingSource) -> Iterator[Unit]:
    places = text_places(source.file.data)
    return meeting_units(((place.origin, place.source) for place in places), OUTCOMES_NAME)


def extract(
    workspace: Workspace, folders: tuple[Path, ...], languages: tuple[str, ...]
) -> tuple[CatalogStatus, ...]:
    """Bring the catalogs up to date with their sources and return how far each is.

    All catalogs are written, or none.
    """
    found = []
    files = {}
    for place in catalog_places(workspace, folders, languages):
        catalog = update_catalog(place.read(), place.units)
        files[place.path] = write_catalog(catalog)
        found.append(CatalogStatus(place.name, place.language, catalog.counts()))
    write_files({path: data for path, data in files.items() if not _is_same(path, data)})
    return tuple(found)


def _is_same(path: Path, data: bytes) -> bool:
    return path.is_file() and path.read_bytes() == data


def status(
    workspace: Workspace, folders: tuple[Path, ...], languages: tuple[str, ...]
) -> tuple[CatalogStatus, ...]:
    """Return how far each catalog is, as it would be after an extraction; nothing is written."""
    return tuple(
        CatalogStatus(
            place.name, place.language, update_catalog(place.read(), place.units).counts()
        )
        for place in catalog_places(workspace, folders, languages)
    )


def check_catalogs(
    workspace: Workspace, sources: Iterable[MeetingSource], *, with_messages: bool = True
) -> Iterator[Problem]:
    """Yield what is wrong with the catalogs of meetings that could be read.

    Every translation that reports use is compared with its source; what is missing or fuzzy is told
    in one line a catalog. `with_messages` the messages' catalogs are looked at too, which are the
    same for all meetings. A catalog that nobody has begun is no fault: `status` shows it, and a
    final is refused.
    """
    readable = {source.folder: source for source in sources if source.meeting is not None}
    checkers = _wording_checkers(workspace, tuple(readable.values()))
    terms, faults = project_terms(workspace)
    yield from faults
    for place in _places(workspace, tuple(readable.values()), translated_languages(())):
        if (place.name == MESSAGES and not with_messages) or not place.path.is_file():
            continue
        try:
            catalog = update_catalog(place.read(), place.units)
        except InputError as error:
            yield from error.problems
            continue
        for entry in catalog.entries:
            yield from compare_entry(entry, catalog.language, str(place.shown))
            yield from compare_terms(entry, place.language, str(place.shown), terms)
        yield from checkers[place.name].check(catalog, str(place.shown))
        yield from _incomplete(place, catalog)


def _wording_checkers(
    workspace: Workspace, sources: tuple[MeetingSource, ...]
) -> dict[str, WordingChecker]:
    """Return what checks the words of each catalog, by its name; messages speak of all meetings."""

    def checker(chosen: Sequence[MeetingSource]) -> WordingChecker:
        meetings = [each.meeting for each in chosen if each.meeting is not None]
        addressees = dict.fromkeys(a for each in chosen for a in workspace.addressees(each))
        return WordingChecker(workspace.organisation, meetings, tuple(addressees))

    own = {source.meeting_id: checker((source,)) for source in sources}
    return {MESSAGES: checker(sources), **own}


def _incomplete(place: CatalogPlace, catalog: CatalogFile) -> Iterator[Problem]:
    """Yield one line that tells which entries of a catalog are missing or fuzzy, if any are."""
    missing = [entry for entry in catalog.entries if entry.state == "missing"]
    fuzzy = [entry for entry in catalog.entries if entry.state == "fuzzy"]
    parts = []
    if missing:
        parts.append(f"{len(missing)} of {len(catalog.entries)} missing{_named(missing)}")
    if fuzzy:
        parts.append(f"{len(fuzzy)} fuzzy{_named(fuzzy)}")
    if not parts:
        return
    line = next((entry.line for entry in (*fuzzy, *missing) if entry.line), 0)
    column = 1 if line else 0
    hint = (
        "run reportgen translations extract, and have them translated; "
        "a draft shows them in English, a final is refused"
    )
    message, path = ", ".join(parts), str(place.shown)
    yield Problem(path, line, column, "warning", "catalog-incomplete", message, hint)


def _named(entries: list[CatalogEntry]) -> str:
    """Return the contexts of a few entries in brackets; nothing where they are many."""
    if len(entries) > _MOST_NAMED:
        return ""
    return f" ({', '.join(entry.unit.context for entry in entries)})"


def approve_translations(
    workspace: Workspace,
    folders: tuple[Path, ...],
    languages: tuple[str, ...],
    by: str,
    date: str,
) -> int:
    """Record that a named person has reviewed what is translated; return how many entries.

    Entries that are missing or fuzzy stay as they are: nobody can have approved them.
    """
    files = {}
    approved = 0
    for place in catalog_places(workspace, folders, languages):
        catalog = update_catalog(place.read(), place.units)
        entries = []
        for entry in catalog.entries:
            is_due = entry.state == "translated"
            approved += is_due
            entries.append(approve(entry, by, date) if is_due else entry)
        files[place.path] = write_catalog(replace(catalog, entries=tuple(entries)))
    write_files(files)
    return approved
