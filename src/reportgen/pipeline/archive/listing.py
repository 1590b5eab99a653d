"""`reportgen archive list`, and finding one document by what people call it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from reportgen.archive.inventory import Inventory
from reportgen.archive.layout import RESTRICTED, folder_ending, folder_name
from reportgen.archive.store import Store
from reportgen.errors import InputError, Problem, UsageError, did_you_mean
from reportgen.issues.record import IssueRecord
from reportgen.pipeline.archive.adding import records


@dataclass(frozen=True, slots=True)
class Held:
    """One document of the archive: its object, and the record of each version."""

    folder: PurePosixPath
    inventory: Inventory
    records: tuple[IssueRecord, ...]

    @property
    def is_restricted(self) -> bool:
        """Whether not everybody may see it."""
        return self.inventory.id.endswith(RESTRICTED)

    def replaced_by(self, number: int) -> str:
        """Return the full symbol of the issue that took the place of a version (from 1), or ""."""
        symbol = self.records[number - 1].full_symbol
        return next((each.full_symbol for each in self.records if each.replaces == symbol), "")

    def version_of(self, full_symbol: str) -> int | None:
        """Return the number of the version that has a full symbol."""
        for number, record in enumerate(self.records, 1):
            if record.full_symbol == full_symbol:
                return number
        return None


@dataclass(slots=True)
class Holdings:
    """What is in an archive; `problems` are objects that cannot be read."""

    held: list[Held] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def rows(self) -> Iterator[dict[str, object]]:
        """Yield what is known of each version, as `--format json` prints it."""
        for each in self.held:
            for number, record in enumerate(each.records, 1):
                source = each.inventory.versions[number - 1].provenance
                yield {
                    "object": each.inventory.id,
                    "version": f"v{number}",
                    "symbol": record.full_symbol,
                    "kind": record.kind,
                    "date": record.date,
                    "addressee": record.addressee,
                    "meeting": record.meeting,
                    "title": next(iter(record.titles.values()), ""),
                    "languages": list(record.languages),
                    "approver": record.approver,
                    "replaces": record.replaces,
                    "replaced_by": each.replaced_by(number),
                    "amends": record.amends,
                    "restricted": each.is_restricted,
                    "archived": source.created,
                    "archived_by": source.name,
                    "message": source.message,
                }


def list_holdings(root: Path) -> Holdings:
    """Return what is in an archive, in the order of symbols. Raises UsageError if there is none."""
    store = Store(root)
    store.open()
    found = Holdings()
    for folder in store.folders():
        try:
            found.held.append(_hold(store, folder))
        except InputError as error:
            found.problems += error.problems
    found.held.sort(key=lambda each: (each.records[0].symbol, each.inventory.id))
    return found


def find_folders(store: Store, symbols: Sequence[str]) -> list[PurePosixPath]:
    """Return the objects that are meant by symbols or identifiers, restricted ones included.

    The names of folders tell, so that damaged objects are found too. Raises UsageError for one that
    is not there.
    """
    folders = list(store.folders())
    found: list[PurePosixPath] = []
    for symbol in symbols:
        meant = [each for each in folders if each.name.endswith(_endings(symbol))]
        found += meant or [_by_full_symbol(store, folders, symbol).folder]
    return list(dict.fromkeys(found))


def find_document(store: Store, symbol: str) -> Held:
    """Return the one document that is meant by a symbol, full or not, or by an identifier.

    A symbol means what everybody may see. Raises UsageError for one that is not there or is that
    of several documents, InputError for a damaged object.
    """
    folders = list(store.folders())
    meant = [each for each in folders if each.name.endswith(_endings(symbol)[0])]
    if len(meant) > 1:
        names = ", ".join(store.inventory(each).id for each in meant)
        raise UsageError(f"{symbol} is the symbol of several documents: name one of {names}")
    return _hold(store, meant[0]) if meant else _by_full_symbol(store, folders, symbol)


def _endings(symbol: str) -> tuple[str, ...]:
    """Return how the folder of a document is called at its end: the open one, the restricted."""
    if symbol.startswith("urn:"):
        return (folder_name(symbol),)
    return folder_ending(symbol), folder_ending(symbol, is_restricted=True)


def _by_full_symbol(store: Store, folders: Sequence[PurePosixPath], symbol: str) -> Held:
    """Return the document that has an issue with this full symbol; raise UsageError."""
    known: list[str] = []
    for folder in folders:
        try:
            held = _hold(store, folder)
        except InputError:
            continue  # what cannot be read cannot be meant; `verify` tells of it
        if not held.is_restricted:
            if held.version_of(symbol):
                return held
            known += [each.full_symbol for each in held.records]
    near = did_you_mean(symbol, known)
    message = f"there is no {symbol} in {store.root}"
    raise UsageError(f"{message}; {near}" if near else message)


def _hold(store: Store, folder: PurePosixPath) -> Held:
    inventory = store.inventory(folder)
    return Held(folder, inventory, records(store, folder, inventory))
