"""Adding a version to the archive, so that an end at any moment does no harm.

In go a frozen issue and what the archive says about it; all is written to the work folder of the
archive, which is on the same file system, and brought to the disk; then a rename gives it its
place (`recovery` tells why that is enough).
"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from reportgen.archive import disk, recovery
from reportgen.archive.frozen import HINT_FROZEN, FrozenIssue
from reportgen.archive.hashing import Digests, hash_bytes, hash_file
from reportgen.archive.inventory import Inventory, Provenance, sidecar
from reportgen.archive.layout import (
    INVENTORY,
    OBJECT_DECLARATION,
    SIDECAR,
    declaration_text,
    object_folder,
)
from reportgen.archive.store import Store
from reportgen.errors import InputError, Problem
from reportgen.issues.record import RECORD_NAME

_NEW = "new"


@dataclass(slots=True)
class _Writing:
    """One version being written: `inventory` has it already, `new` is what it stores."""

    store: Store
    inventory: Inventory
    new: Mapping[str, str]
    folder: PurePosixPath = field(init=False)
    staging: Path = field(init=False)

    def __post_init__(self) -> None:
        self.folder = object_folder(self.inventory.id)
        self.staging = self.store.work / recovery.STAGING

    @property
    def is_first(self) -> bool:
        return len(self.inventory.versions) == 1


def add_version(
    store: Store,
    before: Inventory,
    issue: FrozenIssue,
    described: Mapping[str, bytes],
    provenance: Provenance,
) -> Inventory:
    """Archive a frozen issue as one more version and return the inventory with it.

    `before` has no versions for a new object; `described` are files made here, by path. The caller
    has the archive to himself. Raises InputError (`frozen-changed`, `frozen-unreadable`) when a
    file is not what the record says, OSError when the disk fails: then the object is as it was.
    """
    files = {path: (each.sha512, each.sha256) for path, each in issue.record.files.items()}
    ours = {RECORD_NAME: issue.data, **described}
    digests = {path: hash_bytes(data) for path, data in ours.items()}
    files |= {path: (each.sha512, each.sha256) for path, each in digests.items()}
    after, new = before.with_version(provenance, files)
    writing = _Writing(store, after, new)
    try:
        _stage(writing, issue, ours)
        _give_place(writing)
    except BaseException:
        # What went wrong half-way is settled, if the disk lets us; else the next command does it.
        with contextlib.suppress(OSError):
            recovery.settle(store.root, store.work)
        raise
    disk.remove(writing.staging)
    return after


def _stage(writing: _Writing, issue: FrozenIssue, ours: Mapping[str, bytes]) -> None:
    """Write everything to the work folder and bring it to the disk."""
    disk.make_folder(writing.staging)
    note = recovery.Note(writing.folder, len(writing.inventory.versions))
    disk.write_new(writing.staging / recovery.NOTE, note.as_json())
    place = _staged_object(writing)
    disk.make_folder(place)
    problems = []
    for path in sorted({*issue.record.files, *ours}):
        target = place / writing.new[path] if path in writing.new else None
        if target is not None:
            disk.make_folder(target.parent)
        if path in ours:
            if target is not None:
                disk.write_new(target, ours[path])
        elif problem := _copy(issue, path, target):
            problems.append(problem)
    if problems:
        raise InputError(problems)
    inventory = writing.inventory.as_json()
    version = place / writing.inventory.head
    disk.make_folder(version)
    homes = [version, place] if writing.is_first else [version, writing.staging]
    for home in homes:
        disk.write_new(home / INVENTORY, inventory)
        disk.write_new(home / SIDECAR, sidecar(inventory))
    if writing.is_first:
        name = OBJECT_DECLARATION
        disk.write_new(place / name, declaration_text(name))
    disk.sync_tree(writing.staging)


def _staged_object(writing: _Writing) -> Path:
    """Return where the object, or what is new of it, is put together."""
    new = writing.staging / _NEW
    return new / writing.folder if writing.is_first else new


def _copy(issue: FrozenIssue, path: str, target: Path | None) -> Problem | None:
    """Copy a file that is new, or only look at one that is there; return what is wrong with it."""
    source, expected = issue.folder / path, issue.record.files[path]
    try:
        with source.open("rb"):
            pass
    except OSError as error:
        message = f"the file cannot be read: {error.strerror}"
        return Problem(str(source), 0, 0, "error", "frozen-unreadable", message)
    found = hash_file(source) if target is None else disk.copy_new(source, target)
    if found == Digests(expected.sha512, expected.sha256, expected.bytes):
        return None
    message = "the file is not what the record of the issue says: its digest is another"
    return Problem(str(source), 0, 0, "error", "frozen-changed", message, HINT_FROZEN)


def _give_place(writing: _Writing) -> None:
    """Rename what is new into its place: from then on it is archived."""
    root, head = writing.store.root, writing.inventory.head
    with disk.locked(root, waits=True):
        if writing.is_first:
            _move_object(root, writing)
            return
        place = root / writing.folder
        if (place / head).exists():
            recovery.set_aside(place / head, writing.store.work)
        disk.move(writing.staging / _NEW / head, place / head)
        for name in (INVENTORY, SIDECAR):
            disk.replace(writing.staging / name, place / name)


def _move_object(root: Path, writing: _Writing) -> None:
    """Move a new object with those of the folders above it that are missing: no empty one stays."""
    missing = [
        folder
        for folder in (writing.folder, *writing.folder.parents)
        if folder.parts and not (root / folder).exists()
    ]
    top = missing[-1]
    disk.move(writing.staging / _NEW / top, root / top)
