"""Files written whole or not at all: temporary file, fsync, rename.

The only place that writes what a build makes.
"""

from __future__ import annotations

import contextlib
import errno
import os
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from reportgen.errors import InputError, Problem

_SUFFIX = ".part"


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

    def commit(self) -> None:
        """Put every file in its place, in the order in which they were added."""
        staged, self._staged = self._staged, []
        target = Path()
        try:
            for temporary, target in staged:
                temporary.replace(target)
            for folder in {target.parent for _, target in staged}:
                _sync_folder(folder)
        except OSError as error:
            raise InputError([_cannot_write(target, error)]) from error
        finally:
            self._staged = staged
            self.abandon()

    def abandon(self) -> None:
        """Remove what is still beside its place, and new folders that are empty."""
        for temporary, _ in self._staged:
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)
        for folder in reversed(self._new_folders):
            with contextlib.suppress(OSError):  # it is not empty: everything went well
                folder.rmdir()
        self._staged, self._new_folders = [], []


@contextmanager
def locked(folder: Path, hint: str) -> Iterator[None]:
    """Have a folder to oneself, among the builds of this machine; it is made where it is not there.

    What a build before left beside its place when it was killed is swept away. Raises InputError
    (`build-running`) when somebody else has it, `cannot-write` when it cannot be made. The system
    frees the folder when the process ends, however it ends.
    """
    try:
        new_folders = _make_folder(folder)
        handle = os.open(folder, os.O_RDONLY)
    except OSError as error:
        raise InputError([_cannot_write(folder, error)]) from error
    try:
        _lock(handle, folder, hint)
        for left in folder.rglob(f".*{_SUFFIX}"):
            with contextlib.suppress(OSError):
                left.unlink()
        yield
    finally:
        os.close(handle)
        for each in reversed(new_folders):
            with contextlib.suppress(OSError):
                each.rmdir()


def _lock(handle: int, folder: Path, hint: str) -> None:
    # Windows has no such lock: there, builds at the same time still write whole files only.
    if sys.platform == "win32":
        return
    import fcntl

    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        message = "another build is writing to this folder"
        raise InputError(
            [Problem(str(folder), 0, 0, "error", "build-running", message, hint)]
        ) from None


def _make_folder(folder: Path) -> list[Path]:
    """Make a folder and those above it; return the new ones, the outermost first."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    return missing[::-1]


def remove_files(paths: tuple[Path, ...]) -> None:
    """Remove files that a build superseded; one that is gone already is fine."""
    for path in paths:
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise InputError([_cannot_write(path, error)]) from error


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


def _sync_folder(folder: Path) -> None:
    """See to it that renames survive a crash, where the system can."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _cannot_write(path: Path, error: OSError) -> Problem:
    reason = error.strerror or str(error)
    hint = "nothing was changed; free some space, or choose another folder with --out"
    return Problem(str(path), 0, 0, "error", "cannot-write", f"cannot write: {reason}", hint)
