"""`reportgen archive export`: a document as a BagIt bag, with everything that is known of it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from reportgen.archive.bags import make_bag, zip_bag
from reportgen.archive.layout import INVENTORY, README_NAME
from reportgen.archive.metadata import DUBLIN_CORE, FOLDER, PREMIS
from reportgen.archive.metadata.dublin_core import Description, dublin_core
from reportgen.archive.metadata.premis import Agent, Described, Event, premis_xml
from reportgen.archive.metadata.readme import Shelved, bag_readme, checks_text
from reportgen.archive.store import Store
from reportgen.archive.survey import Sample, verify_objects
from reportgen.errors import InputError, Problem, UsageError
from reportgen.issues.record import slug_of
from reportgen.pipeline.archive.adding import subjects
from reportgen.pipeline.archive.listing import Held, find_document


@dataclass(frozen=True, slots=True)
class Packing:
    """How a bag is made: the day (ISO), our own version, and processes at a time."""

    day: str
    version: str
    jobs: int


def export_bag(root: Path, symbol: str, out: Path, packing: Packing, *, is_zip: bool) -> Path:
    """Verify a document, make a bag of all its issues in the folder `out`, and return its path.

    Raises UsageError where there is no such document, or something of the bag's name; InputError
    with the faults of a damaged object, or `cannot-write`.
    """
    store = Store(root)
    store.open()
    held = find_document(store, symbol)
    _refuse_damaged(store, held, packing.jobs)
    name = slug_of(held.records[0].symbol) + ("-restricted" if held.is_restricted else "")
    target = out / (f"{name}.zip" if is_zip else name)
    if target.exists():
        raise UsageError(f"{target} is there already; it is not overwritten")
    folder = out / f".{name}.bag" if is_zip else target
    try:
        shutil.rmtree(folder, ignore_errors=True)
        make_bag(folder, _files(store, held), _texts(store, held, packing), _info(held, packing))
        if is_zip:
            zip_bag(folder, target)
    except OSError as error:
        message = f"cannot write: {error.strerror or error}"
        problem = Problem(str(target), 0, 0, "error", "cannot-write", message)
        raise InputError([problem]) from error
    finally:
        if is_zip:
            shutil.rmtree(folder, ignore_errors=True)
    return target


def _refuse_damaged(store: Store, held: Held, jobs: int) -> None:
    faults = [
        fault.as_problem(str(store.root))
        for examined in verify_objects(store, [held.folder], Sample(), jobs)
        for fault in examined.faults
    ]
    if faults:
        raise InputError(faults)


def _files(store: Store, held: Held) -> dict[str, Path]:
    """Return the files of every version by their path in the bag; the README is the bag's own."""
    return {
        f"v{number}/{path}": store.root / held.folder / content
        for number in range(1, len(held.records) + 1)
        for path, content in held.inventory.content(number).items()
        if path not in {README_NAME, DUBLIN_CORE, PREMIS}
    }


def _texts(store: Store, held: Held, packing: Packing) -> dict[str, bytes]:
    """Return what the bag says of the document, by path."""
    shelved = [Shelved(record, f"v{number}/") for number, record in enumerate(held.records, 1)]
    inventory = PurePosixPath(held.folder, INVENTORY)
    return {
        README_NAME: bag_readme(shelved, packing.day).encode(),
        DUBLIN_CORE: dublin_core(_descriptions(store, held)),
        PREMIS: premis_xml(_histories(held, packing)),
        f"{FOLDER}/checks.txt": checks_text(shelved).encode(),
        f"{FOLDER}/{INVENTORY}": (store.root / inventory).read_bytes(),
    }


def _descriptions(store: Store, held: Held) -> Iterator[Description]:
    for number, record in enumerate(held.records, 1):
        content = held.inventory.content(number)
        words = subjects(record, lambda path, at=content: store.read(held.folder, at[path]))  # type: ignore[misc]
        yield Description(record, held.inventory.id, words, held.replaced_by(number))


def _histories(held: Held, packing: Packing) -> Iterator[Described]:
    """Yield each issue with what has happened to it in the archive."""
    for number, record in enumerate(held.records, 1):
        plain = Described(record, held.inventory.id, f"v{number}/")
        source = held.inventory.versions[number - 1].provenance
        program = Agent("reportgen", "software", packing.version)
        events = (
            Event(
                "ingestion", source.created, f"archived as v{number}: {source.message}", "success",
                ((Agent(source.name, "person"), "implementer"),), (plain.entity, *plain.files),
            ),
            Event(
                "fixity check", packing.day, "SHA-512 and SHA-256 of every file were compared",
                "success", ((program, "executing program"),), plain.files,
            ),
        )  # fmt: skip
        yield Described(record, held.inventory.id, f"v{number}/", events)


def _info(held: Held, packing: Packing) -> dict[str, str]:
    """Return what stands in bag-info.txt; the library adds the sizes."""
    first, newest = held.records[0], held.records[-1]
    return {
        "Source-Organization": newest.creator or newest.body,
        "External-Identifier": held.inventory.id,
        "External-Description": next(iter(newest.titles.values()), newest.symbol),
        "Internal-Sender-Identifier": first.symbol,
        "Internal-Sender-Description": "; ".join(each.full_symbol for each in held.records),
        "Bagging-Date": packing.day,
        "Bag-Software-Agent": f"reportgen {packing.version}",
    }
