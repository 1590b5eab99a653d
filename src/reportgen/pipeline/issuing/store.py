"""Frozen issues on the disk: written beside their places, renamed, and registered last.

What the register names is there, whole. The order of events, each on the disk for good before the
next::

    1  the files of both folders, under other names beside their places
    2  .pending.json: the names of the folders that are about to appear
    3  the restricted folder, then the issue's own, are renamed into their places
    4  issues.yaml with the new entry is renamed into its place: from now on the issue exists
    5  .pending.json is removed

Whatever ends the program, the next run finds out how far it came: before 4 the folders of
.pending.json are removed, from 4 on they stay.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from reportgen.errors import InputError, Problem
from reportgen.issues.record import RECORD_NAME, IssueRecord, dump_record, slug_of
from reportgen.issues.register import (
    ISSUED_FOLDER,
    REGISTER_NAME,
    Register,
    RegisterEntry,
    dump_register,
)
from reportgen.manifest import sha256
from reportgen.pipeline.files import FolderStaging, remove_folder, sweep, write_files

PENDING_NAME = ".pending.json"
_RESTRICTED = ".restricted"


def recover(folder: Path, register: Register) -> None:
    """Clear away what an issue that was cut off left in the folder of a meeting.

    To be called while nobody else issues. Raises InputError (`cannot-write`).
    """
    issued = folder / ISSUED_FOLDER
    known = {name for each in register.entries for name in (each.folder, each.restricted_folder)}
    pending = issued / PENDING_NAME
    for name in _pending(pending):
        if name not in known:
            remove_folder(folder / name)
    sweep([*FolderStaging.remnants(issued), *folder.glob(f".{REGISTER_NAME}.*.part"), pending])


def _pending(path: Path) -> list[str]:
    """Return the folders that were about to appear; none where nothing was cut off."""
    try:
        found = json.loads(path.read_bytes())["folders"]
    except (OSError, ValueError, KeyError, TypeError):
        return []
    # Written by us, but lying where others write: it may not lead anywhere else.
    names = [name for name in found if isinstance(name, str)]
    return [name for name in names if Path(name).parent == Path(ISSUED_FOLDER) and ".." not in name]


def folder_names(folder: Path, full_symbol: str, register: Register) -> tuple[str, str]:
    """Return the names of the two folders of an issue, relative to that of its meeting.

    Symbols that differ only in signs get different folders. Raises InputError (`issue-in-the-way`)
    for a folder that is there and that no register knows: nobody can say whose it is.
    """
    known = {each.folder for each in register.entries}
    name = f"{ISSUED_FOLDER}/{slug_of(full_symbol)}"
    if name in known:
        name = f"{name}-{sha256(full_symbol.encode())[:8]}"
    names = (name, f"{name}{_RESTRICTED}")
    in_the_way = [each for each in names if (folder / each).exists()]
    if in_the_way:
        message = "this folder is there already, and no register knows it"
        hint = "see what it is, and put it elsewhere"
        raise InputError(
            [
                Problem(str(folder / each), 0, 0, "error", "issue-in-the-way", message, hint)
                for each in in_the_way
            ]
        )
    return names


def stage(target: Path, record: IssueRecord, files: Mapping[str, bytes]) -> FolderStaging:
    """Return a folder with the files and their record, on the disk beside its place.

    Raises InputError (`cannot-write`); nothing is left then.
    """
    staging = FolderStaging(target)
    try:
        for path, data in files.items():
            staging.add(path, data)
        staging.add(RECORD_NAME, dump_record(record))
    except BaseException:
        staging.__exit__(None, None, None)
        raise
    return staging


def put_in_place(
    folder: Path,
    register: Register,
    entry: RegisterEntry,
    public: FolderStaging,
    restricted: FolderStaging,
) -> Register:
    """Let both folders take their places and register the issue; return the new register.

    Raises InputError (`cannot-write`); then the issue is not registered, and its folders are gone
    again, or go when something is issued next.
    """
    pending = folder / ISSUED_FOLDER / PENDING_NAME
    names = {"folders": [entry.restricted_folder, entry.folder]}
    write_files({pending: json.dumps(names).encode()})
    after = replace(register.with_entry(entry), path=folder / REGISTER_NAME)
    try:
        restricted.commit()
        public.commit()
        write_files({after.path: dump_register(after)})
    except InputError:
        recover(folder, register)
        raise
    sweep([pending])
    return after
