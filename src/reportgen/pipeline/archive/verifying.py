"""`reportgen archive verify`: the whole archive, or the documents that are named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from reportgen.archive.damage import Damage
from reportgen.archive.store import Store
from reportgen.archive.survey import Progress, Sample, duplicates, survey_root, verify_objects
from reportgen.pipeline.archive.listing import find_folders

__all__ = ["Sample", "Verified", "verify_archive"]


@dataclass(frozen=True, slots=True)
class Verified:
    """What verification saw: objects, their versions and files, bytes read, and every fault."""

    objects: int
    versions: int
    files: int
    bytes: int
    faults: tuple[Damage, ...]


def verify_archive(
    root: Path,
    symbols: Sequence[str],
    sample: Sample,
    jobs: int,
    progress: Progress | None = None,
) -> Verified:
    """Verify the documents that are named, or everything; of files, only a sample may be read.

    Raises UsageError where there is no archive, or no such document in it.
    """
    store = Store(root)
    store.open()
    faults: list[Damage] = []
    if symbols:
        folders = find_folders(store, symbols)
    else:
        way = survey_root(root)
        folders, faults = way.objects, way.faults
    examined = list(verify_objects(store, folders, sample, jobs, progress))
    faults += [fault for each in examined for fault in each.faults]
    faults += duplicates(examined)
    return Verified(
        objects=len(examined),
        versions=sum(each.versions for each in examined),
        files=sum(each.files for each in examined),
        bytes=sum(each.bytes for each in examined),
        faults=tuple(faults),
    )
