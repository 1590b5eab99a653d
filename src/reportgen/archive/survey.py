"""Verification of the whole archive: its root, the way to the objects, and each object.

Objects are examined on several threads (the digests are computed without Python's lock); what comes
out is in the order of the folders, and no more than a few objects are in memory.
"""

from __future__ import annotations

import hashlib
import heapq
import json
import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from reportgen.archive.damage import Damage
from reportgen.archive.inspection import read_inventory
from reportgen.archive.layout import (
    DECLARATION,
    EXTENSIONS,
    INVENTORY,
    LAYOUT_NAME,
    OBJECT_DECLARATION,
    README_NAME,
    root_files,
)
from reportgen.archive.store import Store
from reportgen.archive.verification import Examined, examine_object

_KEY_BITS = 64
Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Sample:
    """Which files are read: a `share` of them (0 to 1), or a `count`; all where neither is given.

    Another `seed`, as the day, takes other files: over time it is the turn of each.
    """

    share: float | None = None
    count: int | None = None
    seed: str = ""


@dataclass(slots=True)
class Way:
    """The objects of an archive, and what is wrong on the way to them."""

    objects: list[PurePosixPath] = field(default_factory=list)
    faults: list[Damage] = field(default_factory=list)

    def fault(self, code: str, message: str, path: str) -> None:
        """Keep a fault; the path is relative to the root."""
        self.faults.append(Damage(code, message, path=path))


def survey_root(root: Path) -> Way:
    """Return the objects of an archive and the faults of what is around them."""
    way = Way()
    _check_root(root, way)
    _walk(root, PurePosixPath(), way)
    return way


def verify_objects(
    store: Store,
    folders: Sequence[PurePosixPath],
    sample: Sample,
    jobs: int,
    progress: Progress | None = None,
) -> Iterator[Examined]:
    """Yield what was found of each object, in the order given."""
    takes = _takes(store.root, folders, sample)

    def examine(folder: PurePosixPath) -> Examined:
        with store.reader():
            return examine_object(store.root, folder, lambda path: takes(f"{folder}/{path}"))

    waiting: deque[Future[Examined]] = deque()
    with ThreadPoolExecutor(jobs) as pool:
        for number, folder in enumerate(folders):
            waiting.append(pool.submit(examine, folder))
            if len(waiting) > 2 * jobs:
                yield waiting.popleft().result()
            if progress is not None:
                progress(number + 1, len(folders), "")
        while waiting:
            yield waiting.popleft().result()


def duplicates(examined: Sequence[Examined]) -> Iterator[Damage]:
    """Yield a fault for each object whose identifier another one has."""
    first: dict[str, PurePosixPath] = {}
    for each in examined:
        if each.id and first.setdefault(each.id, each.folder) != each.folder:
            message = f"the object in {first[each.id]} has the same identifier"
            yield Damage("archive-duplicate-id", message, str(each.folder), each.id)


def _takes(root: Path, folders: Sequence[PurePosixPath], sample: Sample) -> Callable[[str], bool]:
    """Return which files are read, by their path in the archive."""
    if sample.share is not None:
        limit = int(sample.share * 2**_KEY_BITS)
        return lambda path: _key(sample.seed, path) < limit
    if sample.count is not None:
        keys = (_key(sample.seed, path) for path in _content_paths(root, folders))
        last = max(heapq.nsmallest(sample.count, keys), default=0)
        return lambda path: _key(sample.seed, path) <= last
    return lambda _path: True


def _key(seed: str, path: str) -> int:
    """Return a number that is as good as random, and always the same."""
    digest = hashlib.sha256(f"{seed}\n{path}".encode()).digest()
    return int.from_bytes(digest[: _KEY_BITS // 8], "big")


def _content_paths(root: Path, folders: Sequence[PurePosixPath]) -> Iterator[str]:
    for folder in folders:
        try:
            inventory, _ = read_inventory((root / folder / INVENTORY).read_bytes())
        except OSError:
            continue  # told when the object is examined
        if inventory is not None:
            yield from (f"{folder}/{path}" for path in inventory.manifest)


def _check_root(root: Path, way: Way) -> None:
    expected = root_files()
    for name in sorted(path.name for path in root.glob("0=*") if path.name != DECLARATION):
        way.fault("archive-root-declaration", f"the archive is declared by {DECLARATION}", name)
    for name in sorted(set(expected) - {README_NAME}):
        code = "archive-root-declaration" if name == DECLARATION else "archive-layout"
        path = root / name
        if path.is_symlink() or not path.is_file():
            way.fault(code, "this file is missing", name)
        elif not _says(path.read_bytes(), expected[name], name):
            way.fault(code, "the file does not say what it has to", name)
    extensions = root / EXTENSIONS
    if extensions.is_dir():
        for path in sorted(extensions.iterdir()):
            if path.is_symlink() or not path.is_dir():
                name = f"{EXTENSIONS}/{path.name}"
                way.fault("archive-stray-file", "only folders of extensions stand here", name)


def _says(found: bytes, expected: bytes, name: str) -> bool:
    """Whether a file of the root has the content that counts; a description may be any."""
    if name == DECLARATION:
        return found == expected
    try:
        data, wanted = json.loads(found), json.loads(expected)
    except (ValueError, RecursionError):
        return False
    if not isinstance(data, dict) or (name == LAYOUT_NAME and "description" not in data):
        return False
    return all(data.get(key) == wanted[key] for key in wanted if key != "description")


def _walk(root: Path, at: PurePosixPath, way: Way) -> None:
    try:
        with os.scandir(root / at) as entries:
            found = sorted(entries, key=lambda entry: entry.name)
    except OSError as error:
        way.fault("archive-unreadable", f"cannot be read: {error.strerror}", str(at))
        return
    files = [entry for entry in found if not entry.is_dir(follow_symlinks=False)]
    folders = [entry for entry in found if entry.is_dir(follow_symlinks=False)]
    if at.parts:
        if _is_object(files, folders):
            way.objects.append(at)
            return
        if not found:
            way.fault("archive-empty-folder", "the folder is empty", str(at))
    for entry in files:
        if entry.is_symlink():
            way.fault("archive-not-a-file", "this is a link", str(at / entry.name))
        elif at.parts:
            message = "a file stands where only folders of objects may"
            way.fault("archive-stray-file", message, str(at / entry.name))
    for entry in folders:
        if at.parts or entry.name != EXTENSIONS:
            _walk(root, at / entry.name, way)


def _is_object(files: Sequence[os.DirEntry[str]], folders: Sequence[os.DirEntry[str]]) -> bool:
    """Whether a folder is meant as an object, even one that has lost its declaration."""
    names = {entry.name for entry in files}
    if OBJECT_DECLARATION in names or INVENTORY in names:
        return True
    return any(name.startswith("0=") for name in names) or "v1" in {each.name for each in folders}
