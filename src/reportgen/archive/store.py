"""The archive as a whole: made, found, locked, read; interrupted writing is settled.

An object is known by its folder, relative to the root. Who writes has the archive to himself
(`writer`); the moment in which a version comes into its place nobody reads (`reader`). What a
process that was killed has left lies in the work folder with a note of what it was about, so the
next one knows without looking through the archive (`recovery`).
"""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from reportgen.archive import disk, recovery
from reportgen.archive.damage import HINT_RESTORE
from reportgen.archive.hashing import hash_bytes
from reportgen.archive.inspection import read_inventory
from reportgen.archive.inventory import Inventory
from reportgen.archive.layout import (
    DECLARATION,
    EXTENSIONS,
    INVENTORY,
    LAYOUT_NAME,
    OBJECT_DECLARATION,
    README_NAME,
    SIDECAR,
    WORK,
    object_folder,
    root_files,
)
from reportgen.errors import InputError, Problem, UsageError

_BEFORE_DECLARATION = {EXTENSIONS, LAYOUT_NAME, README_NAME}
_CANNOT_RECOVER = {errno.EROFS, errno.EACCES, errno.EPERM}


@dataclass(frozen=True, slots=True)
class Store:
    """An archive in a folder; nothing is read before it is asked for."""

    root: Path

    @property
    def work(self) -> Path:
        """Where unfinished writing lies."""
        return self.root / WORK

    def open(self) -> None:
        """Settle what was interrupted, where one may write; raise UsageError if there is no store.

        Whoever only reads does without: an archive on a read-only disk, or one to which somebody
        else is writing, is read as it is.
        """
        if not (self.root / DECLARATION).is_file():
            raise UsageError(f"{self.root} is no archive; `reportgen archive add` makes one")
        if recovery.is_needed(self.work):
            with contextlib.suppress(disk.BusyError, PermissionError), disk.locked(self.work):
                _settle(self.root, self.work)

    @contextmanager
    def writer(self) -> Iterator[None]:
        """Have the archive to oneself for writing; it is made where there is none.

        Raises InputError: `archive-busy` when somebody else is writing, `archive-root` for a folder
        with other things in it, `cannot-write`.
        """
        try:
            disk.make_folder(self.root)
            self._refuse_other_folders()
            disk.make_folder(self.work)
            with disk.locked(self.work):
                if not (self.root / DECLARATION).exists():
                    self._make()
                recovery.settle(self.root, self.work)
                yield
        except disk.BusyError:
            message, hint = "another command is writing to this archive", "wait until it has ended"
            raise InputError([self.problem("archive-busy", message, hint)]) from None
        except OSError as error:
            raise InputError([self._cannot_write(error)]) from error

    @contextmanager
    def reader(self) -> Iterator[None]:
        """Read an object while no version of any comes into its place."""
        with disk.locked(self.root, is_shared=True, waits=True):
            yield

    def _refuse_other_folders(self) -> None:
        others = {entry.name for entry in self.root.iterdir()} - _BEFORE_DECLARATION
        # Asked last: somebody else may just have made the archive, with the declaration before
        # anything else that is seen here.
        if others and not (self.root / DECLARATION).exists():
            message = f'this is no archive, and not empty: it holds "{min(others)}"'
            raise InputError([self.problem("archive-root", message, "name another folder")])

    def _make(self) -> None:
        """Write the files of a new root; what an interrupted call has written is written again."""
        for name, data in root_files().items():
            path = self.root / name
            disk.make_folder(path.parent)
            disk.remove(path)
            staged = self.work / "root.part"
            disk.remove(staged)
            disk.write_new(staged, data)
            disk.move(staged, path)

    def folders(self) -> Iterator[PurePosixPath]:
        """Yield the folder of every object, in order; raise InputError (`archive-unreadable`)."""
        try:
            yield from _objects(self.root, PurePosixPath())
        except OSError as error:
            problem = self.problem("archive-unreadable", f"cannot be read: {error.strerror}")
            raise InputError([problem]) from None

    def folder_of(self, identifier: str) -> PurePosixPath | None:
        """Return the folder of an object by its identifier; None if it is not there."""
        folder = object_folder(identifier)
        return folder if (self.root / folder / OBJECT_DECLARATION).exists() else None

    def inventory(self, folder: PurePosixPath) -> Inventory:
        """Return the inventory of an object, checked by its sidecar.

        Raises InputError (`archive-damaged`) where it cannot be relied on.
        """
        place = self.root / folder
        try:
            with self.reader():
                data = (place / INVENTORY).read_bytes()
                noted = (place / SIDECAR).read_bytes()
        except OSError as error:
            raise InputError([self.damaged(folder, str(error.strerror))]) from None
        inventory, faults = read_inventory(data)
        if inventory is None or faults:
            raise InputError([self.damaged(folder, faults[0].message)])
        if noted.split()[:1] != [hash_bytes(data).sha512.encode()]:
            raise InputError([self.damaged(folder, "its inventory was changed")])
        return inventory

    def read(self, folder: PurePosixPath, content_path: str) -> bytes:
        """Return a small file of an object; raise InputError (`archive-damaged`)."""
        try:
            return (self.root / folder / content_path).read_bytes()
        except OSError as error:
            message = f"{content_path}: {error.strerror}"
            raise InputError([self.damaged(folder, message)]) from None

    def damaged(self, folder: PurePosixPath, message: str) -> Problem:
        """Return the problem that an object is damaged."""
        hint = f"`reportgen archive verify` says more; {HINT_RESTORE}"
        return self.problem("archive-damaged", f"the object is damaged: {message}", hint, folder)

    def problem(
        self, code: str, message: str, hint: str = "", folder: PurePosixPath | None = None
    ) -> Problem:
        """Return a problem of the archive or of one of its objects."""
        return Problem(str(self.root / (folder or "")), 0, 0, "error", code, message, hint)

    def _cannot_write(self, error: OSError) -> Problem:
        place = str(error.filename or self.root)
        message = f"cannot write: {error.strerror or error}"
        hint = "what was archived before is as it was; mend this, then run the command again"
        return Problem(place, 0, 0, "error", "cannot-write", message, hint)


def _settle(root: Path, work: Path) -> None:
    try:
        recovery.settle(root, work)
    except OSError as error:
        if error.errno not in _CANNOT_RECOVER:
            raise


def _objects(root: Path, at: PurePosixPath) -> Iterator[PurePosixPath]:
    """Yield the objects below a folder; what is inside an object is not looked at."""
    with os.scandir(root / at) as entries:
        found = sorted(entries, key=lambda entry: entry.name)
    if any(entry.name.startswith("0=ocfl_object") for entry in found):
        yield at
        return
    for entry in found:
        if entry.is_dir(follow_symlinks=False) and (at.parts or entry.name != EXTENSIONS):
            yield from _objects(root, at / entry.name)
