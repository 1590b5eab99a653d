"""Whether an object is what it says it is: structure and fixity by OCFL 1.1, file by file.

In go the folder of an object and which of its files to read; out come its faults. Nothing is
changed. Links are never followed: an object that leads out of itself is faulty.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from reportgen.archive.damage import Damage
from reportgen.archive.hashing import hash_bytes, hash_file
from reportgen.archive.inspection import LARGEST, read_inventory
from reportgen.archive.inventory import Inventory
from reportgen.archive.layout import (
    CONTENT,
    INVENTORY,
    OBJECT_DECLARATION,
    SIDECAR,
    declaration_text,
    object_folder,
)
from reportgen.archive.records import record_faults

_NOT_PLAIN = "archive-not-a-file"


@dataclass(slots=True)
class Examined:
    """What was found out about one object; `bytes` is how much of its files was read."""

    folder: PurePosixPath
    id: str = ""
    versions: int = 0
    files: int = 0
    bytes: int = 0
    faults: list[Damage] = field(default_factory=list)


def examine_object(root: Path, folder: PurePosixPath, takes: Callable[[str], bool]) -> Examined:
    """Verify one object; `takes` says of a content path whether its bytes are read, too.

    Structure is always looked at whole. Raises nothing: what cannot be read is a fault.
    """
    examiner = _Examiner(root / folder, folder, takes)
    try:
        examiner.examine()
    except OSError as error:
        path = error.filename and os.path.relpath(error.filename, root / folder)
        examiner.fault("archive-unreadable", f"cannot be read: {error.strerror}", path or "")
    found = examiner.found
    found.faults = [
        replace(each, folder=str(folder), object=found.id or each.object) for each in found.faults
    ]
    return found


class _Examiner:
    """Looks at one object, from the outside in."""

    def __init__(self, place: Path, folder: PurePosixPath, takes: Callable[[str], bool]) -> None:
        self._place = place
        self._takes = takes
        self._root: tuple[Inventory, bytes] | None = None
        self.found = Examined(folder)

    def fault(self, code: str, message: str, path: str = "", version: str = "") -> None:
        """Keep a fault; a path in a version is that version's."""
        first = path.partition("/")[0]
        inferred = first if first[:1] == "v" and first[1:].isdecimal() else ""
        self.found.faults.append(Damage(code, message, "", "", version or inferred, path))

    def examine(self) -> None:
        """Look at everything."""
        self._check_declaration()
        self._root = self._inventory("")
        if self._root is None:
            return
        inventory, data = self._root
        self.found.id, self.found.versions = inventory.id, len(inventory.versions)
        if object_folder(inventory.id) != self.found.folder:
            message = f"the object {inventory.id} belongs into {object_folder(inventory.id)}"
            self.fault("archive-misplaced", message)
        self._check_entries(inventory)
        self._check_history(inventory, data)
        there = self._check_content(inventory)
        self.found.faults += record_faults(self._place, inventory, there)

    def _check_declaration(self) -> None:
        declared = sorted(path.name for path in self._place.glob("0=*"))
        code = "archive-object-declaration"
        if declared != [OBJECT_DECLARATION]:
            message = f"it declares itself by {', '.join(declared) or 'nothing'}"
            self.fault(code, f"{message}, not by {OBJECT_DECLARATION}", (declared or [""])[0])
        elif (text := self._small(OBJECT_DECLARATION)) != declaration_text(OBJECT_DECLARATION):
            self.fault(code, f"the declaration says {text!r}", OBJECT_DECLARATION)

    def _inventory(self, version: str) -> tuple[Inventory, bytes] | None:
        """Return the inventory of the object, or of a version, and its bytes, where it is sound."""
        name, noted = (f"{version}/{each}".lstrip("/") for each in (INVENTORY, SIDECAR))
        data = self._small(name)
        if data is None:
            return None
        self._check_sidecar(data, name, noted)
        if self._root is not None and data == self._root[1]:
            return self._root  # its faults have been told
        inventory, faults = read_inventory(data)
        for each in faults:
            path = f"{name}: {each.path}" if each.path else name
            self.found.faults.append(replace(each, path=path, version=each.version or version))
        return None if inventory is None else (inventory, data)

    def _check_sidecar(self, data: bytes, name: str, noted: str) -> None:
        text = self._small(noted)
        if text is None:
            return
        words = text.decode("utf-8", "replace").split()
        if len(words) != 2 or words[1] != INVENTORY or len(words[0]) != 128:
            self.fault("archive-sidecar", "the sidecar is no digest of inventory.json", noted)
        elif words[0].lower() != hash_bytes(data).sha512:
            self.fault(
                "archive-inventory-changed", "the inventory is not as its sidecar says", name
            )

    def _small(self, path: str) -> bytes | None:
        """Return a file of administration; None, and a fault, where it is not there."""
        place = self._place / path
        try:
            found = place.lstat()
        except (FileNotFoundError, NotADirectoryError):
            self.fault("archive-missing", "this file is missing", path)
            return None
        if not stat.S_ISREG(found.st_mode):
            self.fault(_NOT_PLAIN, "this is no plain file", path)
        elif found.st_size > LARGEST:
            self.fault("archive-unreadable", "the file is too large to be read", path)
        else:
            return place.read_bytes()
        return None

    def _check_entries(self, inventory: Inventory) -> None:
        """Check that the object's folder holds what OCFL knows, and every version."""
        known = {INVENTORY, SIDECAR}
        versions = {f"v{number}" for number in range(1, len(inventory.versions) + 1)}
        for entry in sorted(os.scandir(self._place), key=lambda each: each.name):
            name = entry.name
            is_folder = entry.is_dir(follow_symlinks=False)
            if entry.is_symlink():
                self.fault(_NOT_PLAIN, "this is a link", name)
            elif name in versions and is_folder:
                versions.remove(name)
            elif is_folder and name[:1] == "v" and name[1:].isdecimal():
                self.fault("archive-version-stray", "the inventory has no such version", name, name)
            elif name not in known and not name.startswith("0="):
                self.fault(
                    "archive-file-added", "nothing of that name belongs into an object", name
                )
        for name in sorted(versions, key=lambda each: int(each[1:])):
            self.fault(
                "archive-version-missing", "the folder of the version is missing", name, name
            )

    def _check_history(self, root: Inventory, data: bytes) -> None:
        """Compare the inventory of each version with that of the object."""
        for number in range(1, len(root.versions) + 1):
            name = f"v{number}"
            if not (self._place / name).is_dir():
                continue
            found = self._inventory(name)
            if found is None:
                continue
            path = f"{name}/{INVENTORY}"
            if number == len(root.versions):
                if found[1] != data:
                    message = "the inventory differs from that of the object"
                    self.fault("archive-inventory-differs", message, path)
            elif difference := _difference(found[0], root, number):
                self.fault("archive-history", difference, path)

    def _check_content(self, inventory: Inventory) -> set[str]:
        """Compare the files of all versions with the manifest, in name and content; return them."""
        manifest = inventory.manifest
        there = set[str]()
        for number in range(1, len(inventory.versions) + 1):
            if (self._place / f"v{number}").is_dir():
                there.update(self._files(f"v{number}"))
        for path in sorted(there - set(manifest)):
            self.fault("archive-file-added", "no inventory names this file", path)
        for path in sorted(set(manifest) - there):
            self.fault("archive-file-missing", "the file is missing", path)
        for path in sorted(there & set(manifest)):
            self.found.files += 1
            if self._takes(path):
                self._check_file(path, manifest[path], inventory.fixity.get(path))
        return there

    def _check_file(self, path: str, sha512: str, sha256: str | None) -> None:
        try:
            found = hash_file(self._place / path)
        except OSError as error:
            self.fault("archive-unreadable", f"cannot be read: {error.strerror}", path)
            return
        self.found.bytes += found.bytes
        if found.sha512 != sha512:
            self.fault("archive-file-changed", "the file was changed: its SHA-512 is another", path)
        elif sha256 is not None and found.sha256 != sha256:
            message = "the SHA-256 noted for the file is another than that of its content"
            self.fault("archive-fixity", message, path)

    def _files(self, version: str) -> Iterator[str]:
        """Yield the files of a version; keep what does not belong there as faults."""
        for entry in sorted(os.scandir(self._place / version), key=lambda each: each.name):
            path = f"{version}/{entry.name}"
            if entry.name == CONTENT and entry.is_dir(follow_symlinks=False):
                yield from self._content(path)
            elif entry.name not in {INVENTORY, SIDECAR}:
                self.fault("archive-file-added", "nothing of that name belongs here", path)

    def _content(self, folder: str) -> Iterator[str]:
        with os.scandir(self._place / folder) as entries:
            found = list(entries)
        if not found:
            self.fault("archive-empty-folder", "the folder is empty", folder)
        for entry in found:
            path = f"{folder}/{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                yield from self._content(path)
            elif entry.is_file(follow_symlinks=False):
                yield path
            else:
                self.fault(_NOT_PLAIN, "this is neither a plain file nor a folder", path)


def _difference(older: Inventory, root: Inventory, number: int) -> str:
    """Say how the inventory of a version contradicts that of the object; empty if it does not."""
    if older.id != root.id:
        return f"the version belongs to the object {older.id}"
    if len(older.versions) != number:
        return f"its newest version is {older.head}"
    for at, (was, now) in enumerate(zip(older.versions, root.versions, strict=False), 1):
        if was != now:
            what = "files" if was.state != now.state else "origin"
            return f"it tells the {what} of v{at} otherwise than the inventory of the object"
    for block, was_, now_ in (
        ("manifest", older.manifest, root.manifest), ("fixity", older.fixity, root.fixity),
    ):  # fmt: skip
        if changed := [path for path, digest in was_.items() if now_.get(path) != digest]:
            return f'its {block} has another digest for "{changed[0]}" than that of the object'
    return ""
