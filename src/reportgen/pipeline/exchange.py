"""Catalogs out to translators and back: one file for each catalog and language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from reportgen.catalogs.store import CatalogFile, UnitState, update_catalog
from reportgen.catalogs.store import write_catalog as catalog_bytes
from reportgen.errors import InputError, Problem, UsageError, did_you_mean, sort_problems
from reportgen.exchange import (
    MAX_BYTES,
    FileFormat,
    Merged,
    Offered,
    Package,
    Returned,
    merge,
    read_returned,
    write_package,
)
from reportgen.exchange.faults import fault, unknown_catalog
from reportgen.memory import USUAL_THRESHOLD
from reportgen.outcomes import OUTCOMES_NAME, text_places
from reportgen.pipeline.files import write_files
from reportgen.pipeline.memory import catalog_suggestions
from reportgen.pipeline.project import shown_path
from reportgen.pipeline.translations import MESSAGES, CatalogPlace, catalog_places
from reportgen.pipeline.workspace import Workspace

TO_DO: frozenset[UnitState] = frozenset({"missing", "fuzzy"})

_STATES: Mapping[str, UnitState] = {
    "missing": "missing",
    "fuzzy": "fuzzy",
    "translated": "translated",
    "reviewed": "reviewed",
}

_SUFFIXES: Mapping[FileFormat, str] = {"po": "po", "xliff": "xlf"}

# --- out -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ExportOrder:
    """What is to go out: which meetings, languages and states, how, and where to.

    `source_as_target` is for tools that show nothing but targets; `is_offering` puts in what the
    memory offers.
    """

    folders: tuple[Path, ...]
    languages: tuple[str, ...]
    out: Path
    file_format: FileFormat = "xliff"
    states: frozenset[UnitState] = TO_DO
    source_as_target: bool = False
    is_offering: bool = True


@dataclass(frozen=True, slots=True)
class Exported:
    """A catalog as it went out: the file, None where there was nothing to do; texts by state."""

    name: str
    language: str
    path: str | None
    counts: dict[UnitState, int] = field(default_factory=dict)

    def as_text(self) -> str:
        """Return the line that a secretary reads."""
        counts = ", ".join(f"{number} {state}" for state, number in self.counts.items() if number)
        return f"{self.path}  {counts}"

    def as_dict(self) -> dict[str, object]:
        """Return it as plain data."""
        return asdict(self)


def export(workspace: Workspace, version: str, order: ExportOrder) -> tuple[Exported, ...]:
    """Write one file for each catalog that has entries in the states asked for.

    All files are written, or none. Raises UsageError if one of them is there already with other
    content: it may be the one that a translator sent back.
    """
    files: dict[Path, bytes] = {}
    exported = []
    for place in catalog_places(workspace, order.folders, order.languages):
        catalog = update_catalog(place.read(), place.units)
        entries = tuple(entry for entry in catalog.entries if entry.state in order.states)
        if not entries:
            exported.append(Exported(place.name, place.language, None))
            continue
        package = Package(
            place.name,
            catalog.language,
            entries,
            version,
            *_lines(workspace, place),
            _offers(workspace, place, catalog) if order.is_offering else {},
        )
        path = order.out / f"{place.name}.{place.language}.{_SUFFIXES[order.file_format]}"
        files[path] = write_package(
            package, order.file_format, source_as_target=order.source_as_target
        )
        counts = Counter(entry.state for entry in entries)
        exported.append(
            Exported(
                place.name, place.language, str(shown_path(path, workspace.base)), dict(counts)
            )
        )
    _refuse_overwriting(files, workspace.base)
    write_files(files)
    return tuple(exported)


def _lines(workspace: Workspace, place: CatalogPlace) -> tuple[str, Mapping[str, int]]:
    """Return the file that the English texts of a catalog stand in, and the line of each."""
    if place.name == MESSAGES:
        return "", {}
    source = workspace.source(place.path.parent.parent)
    lines: dict[str, int] = {}
    for text in text_places(source.file.data):
        lines.setdefault(text.origin, source.file.place(text.path)[0])
    return f"{place.name}/{OUTCOMES_NAME}", lines


def _offers(
    workspace: Workspace, place: CatalogPlace, catalog: CatalogFile
) -> Mapping[str, Sequence[Offered]]:
    """Return what the memory offers, by context; not again what the text has already."""
    texts = {entry.unit.context: entry.texts for entry in catalog.entries}
    found = catalog_suggestions(workspace, place, catalog, USUAL_THRESHOLD)
    return {
        context: [each for each in offered if each.texts != texts[context]]
        for context, offered in found.items()
    }


def _refuse_overwriting(files: Mapping[Path, bytes], base: Path) -> None:
    for path, data in files.items():
        if path.exists() and not (path.is_file() and path.read_bytes() == data):
            shown = shown_path(path, base)
            raise UsageError(
                f"{shown} is there already, and may hold somebody's work: "
                "import it, remove it, or choose another folder with --out"
            )


def named_states(listing: str) -> frozenset[UnitState]:
    """Return the states in a list with commas, all where it is empty.

    Raises UsageError for an unknown one.
    """
    names = [name.strip() for name in listing.split(",") if name.strip()]
    for name in names:
        if name not in _STATES:
            raise UsageError(f'unknown state "{name}"; known states: {", ".join(_STATES)}')
    return frozenset(_STATES[name] for name in names or _STATES)


def named_format(name: str) -> FileFormat:
    """Return the format of this name; raises UsageError for an unknown one."""
    for known in _SUFFIXES:
        if known == name:
            return known
    raise UsageError(f'unknown format "{name}"; known formats: {", ".join(_SUFFIXES)}')


# --- back ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Imported:
    """What one file brought to one catalog, in numbers of texts."""

    file: str
    name: str
    language: str
    taken: int
    unchanged: int
    refused: int
    outdated: int
    empty: int

    def as_text(self, *, is_written: bool = True) -> str:
        """Return the line that a secretary reads; `is_written` tells if anything was taken."""
        taken = f"{self.taken} {'taken' if is_written else 'fit'}"
        if self.outdated:
            taken += f" ({self.outdated} as fuzzy, since the English has changed)"
        unchanged = f"{self.unchanged} unchanged"
        if self.empty:
            unchanged += f" ({self.empty} came back empty)"
        counts = f"{taken}, {unchanged}, {self.refused} refused"
        return f"{self.file}: {self.name} {self.language}: {counts}"

    def as_dict(self) -> dict[str, object]:
        """Return it as plain data."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What an import did: a line for each file and catalog, and every problem.

    Where a problem is an error, nothing was written.
    """

    imported: tuple[Imported, ...]
    problems: tuple[Problem, ...]

    @property
    def is_refused(self) -> bool:
        """Whether something is wrong, so that nothing was written."""
        return any(problem.severity == "error" for problem in self.problems)


def import_files(
    workspace: Workspace, files: tuple[Path, ...], *, is_trial: bool = False
) -> ImportResult:
    """Put the translations of files into their catalogs: all of them, or none.

    Every text of every file is checked before anything is written; nothing is with `is_trial`.
    Faults of the files are problems of the result; raises InputError for a catalog or a meeting of
    the project that cannot be read.
    """
    importing = _Importing(workspace)
    for path in files:
        shown = str(shown_path(path, workspace.base))
        try:
            for returned in read_returned(_read(path, shown), shown):
                importing.take(returned)
        except InputError as error:
            importing.problems += error.problems
    result = ImportResult(tuple(importing.imported), sort_problems(importing.problems))
    if not is_trial and not result.is_refused:
        write_files(importing.changed())
    return result


def _read(path: Path, shown: str) -> bytes:
    try:
        with path.open("rb") as stream:
            # One byte more than allowed is enough to see that there is too much.
            return stream.read(MAX_BYTES + 1)
    except FileNotFoundError:
        problem = Problem(shown, 0, 0, "error", "file-missing", "there is no such file")
    except OSError as error:
        message = f"the file cannot be read: {error.strerror}"
        problem = Problem(shown, 0, 0, "error", "file-unreadable", message)
    raise InputError([problem])


class _Importing:
    """The catalogs of a project while files are put into them."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._folders = {p.name: p for p in workspace.project.meeting_folders()}
        self._catalogs: dict[Path, CatalogFile] = {}
        self._taken: dict[tuple[Path, str], Returned] = {}
        self.imported: list[Imported] = []
        self.problems: list[Problem] = []

    def take(self, returned: Returned) -> None:
        """Put what a file brings into its catalog."""
        place = self._place(returned)
        catalog = self._catalogs.get(place.path)
        if catalog is None:
            catalog = update_catalog(place.read(), place.units)
        merged = merge(catalog, returned)
        self.problems += merged.problems
        self.problems += self._conflicts(place.path, returned, merged)
        self._catalogs[place.path] = merged.catalog
        self.imported.append(
            Imported(
                returned.path,
                returned.name,
                returned.language.key,
                len(merged.taken),
                merged.unchanged,
                merged.refused,
                merged.outdated,
                merged.empty,
            )
        )

    def changed(self) -> dict[Path, bytes]:
        """Return the catalogs that are not as they were, by path."""
        files = {path: catalog_bytes(catalog) for path, catalog in self._catalogs.items()}
        return {
            path: data
            for path, data in files.items()
            if not path.is_file() or path.read_bytes() != data
        }

    def _place(self, returned: Returned) -> CatalogPlace:
        """Return the catalog that a file is of, by what the file says."""
        folder = self._folders.get(returned.name)
        if folder is None and returned.name != MESSAGES:
            message = f'the file is of "{returned.name}", and there is no such meeting here'
            hint = did_you_mean(returned.name, [MESSAGES, *self._folders])
            raise unknown_catalog(returned.path, returned.line, message, hint)
        folders = (folder,) if folder is not None else ()
        places = catalog_places(self._workspace, folders, (returned.language.key,))
        return next(place for place in places if place.name == returned.name)

    def _conflicts(self, path: Path, returned: Returned, merged: Merged) -> Iterator[Problem]:
        """Yield a problem for every text that two files of one run translate in two ways."""
        lines = {unit.context: unit.line for unit in returned.units}
        for context in merged.taken:
            other = self._taken.setdefault((path, context), returned)
            if other is not returned:
                message = f"{context}: another translation of it is in {other.path}"
                hint = "import the one that is right first, then the other file"
                yield fault(returned.path, lines[context], "exchange-conflict", message, hint)
