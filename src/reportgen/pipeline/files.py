"""Files written whole or not at all: temporary file, fsync, rename.

The only place that writes what a build makes.
"""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import sys
import tempfile
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from reportgen.errors import InputError, Problem

_SUFFIX = ".part"
_NOTHING_CHANGED = "nothing was changed; free some space, or choose another folder with --out"
_HALF_WAY = "some files may be new already; see what is in the way, then build again"
_NOT_ISSUED = "nothing was issued; see what is in the way, then issue it again"
_NO_LOCKS = {errno.EBADF, errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP}
"""What systems say where there are no locks."""


def write_files(files: Mapping[Path, bytes]) -> None:
    """Write several files; if one cannot be written, none is changed.

    All are first written beside their targets under other names, then renamed in the order given.
    Raises InputError (`cannot-write`) for a folder that cannot be written to or a full disk; new
    folders that stay empty are removed again.
    """
    with Staging() as staging:
        for target, data in files.items():
            staging.add(target, data)
        staging.commit()


class Staging:
    """Files on the disk beside their places, which they take all at once, or not at all.

    What was not committed when the `with` ends is removed again, with new folders that stay empty.
    """

    def __init__(self) -> None:
        """Begin with nothing."""
        self._staged: list[tuple[Path, Path]] = []
        self._new_folders: list[Path] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self.abandon()

    def add(self, target: Path, data: bytes) -> None:
        """Write the data beside its place; raises InputError (`cannot-write`)."""
        try:
            self._new_folders += _make_folder(target.parent)
            if target.is_dir():
                raise IsADirectoryError(errno.EISDIR, "a folder of that name is in the way")
            self._staged.append((_stage(target, data), target))
        except OSError as error:
            raise InputError([_cannot_write(target, error)]) from error

    def commit(self, obsolete: Collection[Path] = ()) -> None:
        """Put every file in its place, in the order in which they were added.

        The last one is the record of the others: it is renamed when they are in their places for
        good, and when what is `obsolete` has gone. Whatever ends this in between, the record that
        is there names only whole files, and one that it misses is made again.

        Raises InputError (`cannot-write`) when a file cannot be renamed or removed.
        """
        staged, target = self._staged, Path()
        try:
            for temporary, target in staged[:-1]:
                temporary.replace(target)
            _sync_folders(target.parent for _, target in staged[:-1])
            for target in obsolete:
                target.unlink(missing_ok=True)
            for temporary, target in staged[-1:]:
                temporary.replace(target)
            _sync_folders(target.parent for _, target in staged[-1:])
        except OSError as error:
            raise InputError([_cannot_write(target, error, _HALF_WAY)]) from error
        finally:
            self.abandon()

    def abandon(self) -> None:
        """Remove what is still beside its place, and new folders that are empty."""
        for temporary, _ in self._staged:
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)
        _remove_empty(self._new_folders)
        self._staged, self._new_folders = [], []


@contextmanager
def locked(folder: Path, hint: str) -> Iterator[None]:
    """Have a folder to oneself, among the builds of this machine; it is made where it is not there.

    What a build before left beside its place when it was killed is swept away. Raises InputError
    (`build-running`) when somebody else has it, `cannot-write` when it cannot be made. The system
    frees the folder when the process ends, however it ends.
    """
    message = "another build is writing to this folder"
    with held(folder, Problem(str(folder), 0, 0, "error", "build-running", message, hint)):
        sweep(folder.rglob(f".*{_SUFFIX}"))
        yield


@contextmanager
def held(folder: Path, taken: Problem) -> Iterator[None]:
    """Hold the lock of a folder, which is made where it is not there.

    Raises InputError with the problem `taken` when somebody else holds it, `cannot-write` when it
    cannot be made. The system frees the lock when the process ends, however it ends.
    """
    new_folders: list[Path] = []
    handle = None
    try:
        try:
            while handle is None:
                new_folders += _make_folder(folder)
                handle = _lock(folder)
        except BlockingIOError:
            raise InputError([taken]) from None
        except OSError as error:
            raise InputError([_cannot_write(folder, error)]) from error
        yield
    finally:
        # While it is still ours: a folder that is empty may be removed under nobody else.
        _remove_empty(new_folders)
        if handle is not None:
            os.close(handle)


def sweep(paths: Iterable[Path]) -> None:
    """Remove files and folders that were left beside their places, as far as that can be done."""
    for left in paths:
        if left.is_dir() and not left.is_symlink():
            shutil.rmtree(left, ignore_errors=True)
        else:
            with contextlib.suppress(OSError):
                left.unlink()


class FolderStaging:
    """A new folder that takes its place whole or not at all.

    Its files are written below another name beside the place. What did not take its place when the
    `with` ends is removed again; what a killed process left, `sweep` removes: `remnants` names it.
    """

    def __init__(self, target: Path) -> None:
        """Begin with nothing on the disk; raises InputError (`cannot-write`)."""
        self.target = target
        self.folder = target.with_name(f".{target.name}{_SUFFIX}")
        self._new_folders: list[Path] = []
        sweep([self.folder])
        try:
            self._new_folders = _make_folder(self.folder)
        except OSError as error:
            raise InputError([_cannot_write(self.folder, error)]) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        sweep([self.folder])
        _remove_empty(self._new_folders)

    @staticmethod
    def remnants(parent: Path) -> list[Path]:
        """Return what a killed process left of new folders and files in a folder."""
        return sorted(parent.glob(f".*{_SUFFIX}"))

    def add(self, path: str, data: bytes) -> None:
        """Write a file by its path below the folder; raises InputError (`cannot-write`)."""
        target = self.folder / path
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("xb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
        except OSError as error:
            raise InputError([_cannot_write(self.target / path, error, _NOT_ISSUED)]) from error

    def commit(self) -> None:
        """Let the folder take its place; raises InputError (`cannot-write`), as where one is there.

        Its files and folders are on the disk for good before.
        """
        try:
            _sync_folders([self.folder, *self.folder.rglob("*/")])
            if self.target.exists():
                raise FileExistsError(errno.EEXIST, "a folder of that name is in the way")
            self.folder.rename(self.target)
            _sync_folders([self.target.parent])
        except OSError as error:
            raise InputError([_cannot_write(self.target, error, _NOT_ISSUED)]) from error


def remove_folder(folder: Path) -> None:
    """Remove a folder that may not be there half: it leaves its place first.

    Raises InputError (`cannot-write`).
    """
    aside = folder.with_name(f".{folder.name}{_SUFFIX}")
    sweep([aside])
    try:
        with contextlib.suppress(FileNotFoundError):
            folder.rename(aside)
    except OSError as error:
        raise InputError([_cannot_write(folder, error, _NOT_ISSUED)]) from error
    sweep([aside])


def _lock(folder: Path) -> int | None:
    """Return the handle that holds the lock of a folder; None if it was removed meanwhile.

    Raises BlockingIOError when another process holds it.
    """
    # Windows has no such lock: there, builds at the same time still write whole files only.
    if sys.platform == "win32":
        return os.open(os.devnull, os.O_RDONLY)
    import fcntl

    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if folder.is_dir() and os.path.samestat(os.fstat(handle), folder.stat()):
            return handle
    except OSError as error:
        # Not every disk of a network knows locks; like on Windows, builds do without.
        if error.errno in _NO_LOCKS:
            return handle
        os.close(handle)
        raise
    os.close(handle)
    return None


def _make_folder(folder: Path) -> list[Path]:
    """Make a folder and those above it; return the new ones, the outermost first."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    return missing[::-1]


def _remove_empty(folders: list[Path]) -> None:
    """Remove those of the new folders that are empty, the innermost first."""
    for folder in reversed(folders):
        with contextlib.suppress(OSError):  # it is not empty: everything went well
            folder.rmdir()


def _stage(target: Path, data: bytes) -> Path:
    """Write the data beside the target and see to it that it is on the disk."""
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=_SUFFIX, dir=target.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        # mkstemp makes files for the owner only; a report is as readable as its folder.
        temporary.chmod(0o644)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def _sync_folders(folders: Iterable[Path]) -> None:
    """See to it that renames survive a crash of the machine, where the system can."""
    for folder in dict.fromkeys(folders):
        with contextlib.suppress(OSError):
            handle = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)


def _cannot_write(path: Path, error: OSError, hint: str = _NOTHING_CHANGED) -> Problem:
    reason = error.strerror or str(error)
    return Problem(str(path), 0, 0, "error", "cannot-write", f"cannot write: {reason}", hint)
