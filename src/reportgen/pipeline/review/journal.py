"""Several files changed together, whatever ends the process in between.

Each file is renamed into its place by itself; a process that is killed between two renames would
leave some files new and others old. So what is to be written is noted first, whole, in one file
(`review/.applying`), which is removed when all are in place. Whoever comes next and finds it writes
the rest. A file that somebody has changed since is not overwritten.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from reportgen.errors import InputError, Problem
from reportgen.manifest import sha256
from reportgen.pipeline.files import Staging, write_files
from reportgen.pipeline.project import Project, shown_path

JOURNAL: Final = ".applying"
_HINT: Final = "compare the files named in it with their history, then delete it"


def write_together(project: Project, folder: Path, files: Mapping[Path, bytes]) -> None:
    """Write files of a project, all or none; `folder` is where the journal is meanwhile.

    Raises InputError (`cannot-write`): then nothing has changed, or the journal is there and the
    next run goes on.
    """
    if not files:
        return
    journal = folder / JOURNAL
    entries = [
        {
            "path": path.relative_to(project.root).as_posix(),
            "before": sha256(path.read_bytes()) if path.is_file() else "",
            "text": data.decode("utf-8"),
        }
        for path, data in files.items()
    ]
    write_files({journal: json.dumps(entries, ensure_ascii=False, indent=1).encode()})
    try:
        with Staging() as staging:
            for path, data in files.items():
                staging.add(path, data)
            staging.commit()
    except InputError:
        # Where no file has its place yet, there is nothing to go on with.
        if not any(_is_file(path, data) for path, data in files.items()):
            _remove(journal)
        raise
    _remove(journal)


def complete(project: Project, base: Path) -> tuple[str, ...]:
    """Write what runs before left unwritten; return the files, as shown from `base`.

    Raises InputError (`review-interrupted`) where a file is neither as it was nor as it should be.
    """
    found: list[str] = []
    for folder in project.meeting_folders():
        journal = folder / "review" / JOURNAL
        if journal.is_file():
            found += _complete(project, journal, base)
    return tuple(found)


def is_pending(project: Project) -> Path | None:
    """Return the journal of a run that was cut off, None where there is none."""
    journals = (folder / "review" / JOURNAL for folder in project.meeting_folders())
    return next((journal for journal in journals if journal.is_file()), None)


def _complete(project: Project, journal: Path, base: Path) -> list[str]:
    shown = str(shown_path(journal, base))
    files = {}
    for path, before, data in _entries(project, journal, shown):
        now = path.read_bytes() if path.is_file() else None
        if now == data:
            continue
        if before != (sha256(now) if now is not None else ""):
            message = f"{shown_path(path, base)} was changed after a run was cut off here"
            problem = Problem(shown, 0, 0, "error", "review-interrupted", message, _HINT)
            raise InputError([problem])
        files[path] = data
    for path in files:
        for left in path.parent.glob(f".{path.name}.*.part"):
            with contextlib.suppress(OSError):
                left.unlink()
    write_files(files)
    _remove(journal)
    return [str(shown_path(path, base)) for path in files]


def _entries(project: Project, journal: Path, shown: str) -> list[tuple[Path, str, bytes]]:
    """Return path, digest before and content of each file; all are files of the project."""
    try:
        entries: list[dict[str, Any]] = json.loads(journal.read_bytes())
        found = [
            (project.root / each["path"], str(each["before"]), str(each["text"]).encode())
            for each in entries
        ]
    except (ValueError, TypeError, KeyError):
        found = []
    root = project.root.resolve()
    if not found or any(not path.resolve().is_relative_to(root) for path, _, _ in found):
        message = "the journal of a run that was cut off cannot be read"
        problem = Problem(shown, 0, 0, "error", "review-interrupted", message, _HINT)
        raise InputError([problem])
    return found


def _is_file(path: Path, data: bytes) -> bool:
    return path.is_file() and path.read_bytes() == data


def _remove(journal: Path) -> None:
    with Staging() as staging:
        staging.commit(obsolete=[journal])
