"""What an interrupted writing has left: completed where it was in its place, else taken back.

Writing goes so (`writing`): a note of what it is about, then all files under the work folder, then
one rename that gives the new object, or the new version, its place; for a version then the two
renames of inventory and sidecar. So after an end at any moment

- nothing of it is in its place: what lies in the work folder is removed; or
- the version is in its place and whole: its own inventory becomes that of the object; or
- it is not whole (the disk lost what it had promised to keep): it is set aside, and the object is
  again as its newest whole version says.

The note goes first when the work folder is cleared, so that clearing can be interrupted too.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from reportgen.archive import disk
from reportgen.archive.hashing import hash_file
from reportgen.archive.inspection import is_canonical, read_inventory
from reportgen.archive.inventory import Inventory, sidecar
from reportgen.archive.layout import CONTENT, INVENTORY, SIDECAR

STAGING = "staging"
QUARANTINE = "quarantine"
NOTE = "note.json"


@dataclass(frozen=True, slots=True)
class Note:
    """What is being written: which version, from 1, of the object in which folder."""

    folder: PurePosixPath
    version: int

    def as_json(self) -> bytes:
        """Return the bytes of the note."""
        return json.dumps({"folder": str(self.folder), "version": self.version}).encode()


def is_needed(work: Path) -> bool:
    """Whether a writing is under way, or was interrupted."""
    return (work / STAGING).exists()


def settle(root: Path, work: Path) -> None:
    """Complete what was interrupted, or take it back. The caller has the archive to himself.

    Raises OSError where the disk cannot be written to; then it is still to be done.
    """
    staging = work / STAGING
    note = _read_note(staging / NOTE)
    if note is not None:
        with disk.locked(root, waits=True):
            _settle_object(root / note.folder, f"v{note.version}", work)
    disk.remove(staging)


def set_aside(folder: Path, work: Path) -> Path:
    """Move a version folder that belongs to no version out of its object; return where it is."""
    quarantine = work / QUARANTINE
    disk.make_folder(quarantine)
    number = 1
    while (target := quarantine / f"{folder.parent.name}-{folder.name}-{number}").exists():
        number += 1
    disk.move(folder, target)
    return target


def _read_note(path: Path) -> Note | None:
    """Return the note; None if there is none, or not yet a whole one."""
    try:
        data = json.loads(path.read_bytes())
        folder, version = str(data["folder"]), int(data["version"])
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return None
    return Note(PurePosixPath(folder), version) if is_canonical(folder) else None


def _settle_object(place: Path, version: str, work: Path) -> None:
    """Have the root inventory of an object be that of its newest whole version."""
    folder = place / version
    if not folder.exists():
        return  # nothing of it came into its place
    if not is_whole(place, version):
        if version == "v1":
            _set_object_aside(place, work)
            return
        set_aside(folder, work)
        version = f"v{int(version[1:]) - 1}"
        folder = place / version
    for name in (INVENTORY, SIDECAR):
        data = (folder / name).read_bytes()
        there = place / name
        if not there.exists() or there.read_bytes() != data:
            staged = work / STAGING / f"settled-{name}"
            disk.remove(staged)
            disk.write_new(staged, data)
            disk.replace(staged, there)


def _set_object_aside(place: Path, work: Path) -> None:
    """Move a whole object away, and remove the folders above it that are then empty."""
    set_aside(place, work)
    for folder in place.parents:
        if any(folder.iterdir()):
            return
        disk.remove(folder)


def is_whole(place: Path, version: str) -> bool:
    """Whether a version has its inventory, and every file that this says it brought."""
    folder = place / version
    try:
        data = (folder / INVENTORY).read_bytes()
        noted = (folder / SIDECAR).read_bytes()
    except OSError:
        return False
    inventory, faults = read_inventory(data)
    if inventory is None or faults or noted != sidecar(data) or inventory.head != version:
        return False
    return _has_content(place, version, inventory)


def _has_content(place: Path, version: str, inventory: Inventory) -> bool:
    manifest = inventory.manifest
    own = {path for path in manifest if path.startswith(f"{version}/{CONTENT}/")}
    there = {
        path.relative_to(place).as_posix()
        for path in (place / version / CONTENT).rglob("*")
        if not path.is_dir()
    }
    return own == there and all(hash_file(place / path).sha512 == manifest[path] for path in own)
