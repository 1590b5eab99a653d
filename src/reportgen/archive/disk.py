"""The archive's door to the disk: the only place that changes anything in it.

Files and folders are brought to the disk before they are named for good. Every change is one call
of the system through the module `os`, so that a test can stop the program before each.
"""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from reportgen.archive.hashing import Digests, hash_file

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_NO_LOCKS = {errno.EBADF, errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP}
"""What systems say where there are no locks."""


class BusyError(Exception):
    """Somebody else is writing to the archive."""


def write_new(path: Path, data: bytes) -> None:
    """Write a file that is not there yet and bring it to the disk."""
    with _new_file(path) as handle:
        _write(handle, data)


def copy_new(source: Path, path: Path) -> Digests:
    """Copy a file to a place where nothing is, bring it to the disk, and return its digests."""
    with _new_file(path) as handle:
        return hash_file(source, lambda piece: _write(handle, piece))


def replace(source: Path, target: Path) -> None:
    """Put a file that is on the disk in the place of another, for good."""
    os.replace(source, target)  # noqa: PTH105 - one call of the system, by its own name
    sync_folder(target.parent)


def make_folder(path: Path) -> None:
    """Make a folder, and those above it that are missing, for good."""
    if path.is_dir():
        return
    make_folder(path.parent)
    with contextlib.suppress(FileExistsError):
        os.mkdir(path)  # noqa: PTH102
    sync_folder(path.parent)


def move(source: Path, target: Path) -> None:
    """Give a file or folder its place, where nothing is, for good."""
    if os.path.lexists(target):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target))
    os.rename(source, target)  # noqa: PTH104
    sync_folder(target.parent)
    if source.parent != target.parent:
        sync_folder(source.parent)


def remove(path: Path) -> None:
    """Remove a file or a whole folder, links as links, if it is there."""
    if path.is_dir() and not path.is_symlink():
        for entry in sorted(path.iterdir()):
            remove(entry)
        os.rmdir(path)  # noqa: PTH106
    else:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(path)  # noqa: PTH108


def sync_tree(folder: Path) -> None:
    """Bring the entries of a folder and of those in it to the disk; its files are there already."""
    for entry in sorted(folder.iterdir()):
        if entry.is_dir() and not entry.is_symlink():
            sync_tree(entry)
    sync_folder(folder)


def sync_files(folder: Path) -> None:
    """Bring every file below a folder to the disk, and the folder itself."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            sync_file(path)
    sync_tree(folder)


def sync_file(path: Path) -> None:
    """Bring a file to the disk that somebody else has written."""
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_folder(folder: Path) -> None:
    """Bring the entries of a folder to the disk."""
    if sys.platform == "win32":  # folders cannot be opened there
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def locked(folder: Path, *, is_shared: bool = False, waits: bool = False) -> Iterator[None]:
    """Lock a folder, for oneself or together with others who only read.

    Where it does not wait for the others, it raises BusyError. The system lets go of the lock when
    the process ends, however it ends.
    """
    handle = _lock(folder, is_shared, waits)
    try:
        yield
    finally:
        if handle is not None:
            os.close(handle)


def _lock(folder: Path, is_shared: bool, waits: bool) -> int | None:
    if sys.platform == "win32":
        # No lock of folders there; writing at the same time fails on the first name that is taken.
        return None
    import fcntl

    handle = os.open(folder, os.O_RDONLY)
    kind = fcntl.LOCK_SH if is_shared else fcntl.LOCK_EX
    try:
        fcntl.flock(handle, kind if waits else kind | fcntl.LOCK_NB)
    except OSError as error:
        # Not every disk of a network knows locks; like on Windows, we do without.
        if error.errno in _NO_LOCKS:
            return handle
        os.close(handle)
        if isinstance(error, BlockingIOError):
            raise BusyError from None
        raise
    return handle


@contextmanager
def _new_file(path: Path) -> Iterator[int]:
    handle = os.open(path, _NEW, 0o644)
    try:
        yield handle
        os.fsync(handle)
    finally:
        os.close(handle)


def _write(handle: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(handle, rest) :]
