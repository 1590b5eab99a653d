"""Files written whole or not at all: temporary file, fsync, rename.

The only place that writes what a build makes.
"""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from reportgen.errors import InputError, Problem


def write_files(files: Mapping[Path, bytes]) -> None:
    """Write several files; if one cannot be written, none is changed.

    All are first written beside their targets under other names, then renamed in the order given.
    Raises InputError (`cannot-write`) for a folder that cannot be written to or a full disk; new
    folders that stay empty are removed again.
    """
    staged: list[tuple[Path, Path]] = []
    made: list[Path] = []
    target = Path()
    try:
        for target, data in files.items():
            made += _make_folder(target.parent)
            if target.is_dir():
                raise IsADirectoryError(errno.EISDIR, "a folder of that name is in the way")
            staged.append((_stage(target, data), target))
        for temporary, target in staged:
            temporary.replace(target)
        for folder in {target.parent for _, target in staged}:
            _sync_folder(folder)
    except OSError as error:
        raise InputError([_cannot_write(target, error)]) from error
    finally:
        for temporary, _ in staged:
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)
        for folder in reversed(made):
            with contextlib.suppress(OSError):  # it is not empty: everything went well
                folder.rmdir()


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
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".part", dir=target.parent)
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
