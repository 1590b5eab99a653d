"""The record of a build: which files were made, from which sources, in which state.

In go the renditions of a build and the record of the one before; out comes `manifest.json`
(docs/architecture.md, "File contracts"). Paths are relative to the manifest.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from reportgen.kinds import State

MANIFEST_NAME = "manifest.json"

PASSED = "passed"
"""What the manifest says of a check that a file has passed."""

Slot = tuple[str, str, str]
"""Which rendition: addressee, language, format."""


@dataclass(frozen=True, slots=True)
class Rendition:
    """One file of a report: for whom, in which language and format, and how complete.

    `missing` counts values and translations that are missing, `fuzzy` translations out of date;
    `sources` gives the digest of every file it was made from. `checks` tells what the file claims
    to be, each with "passed" or what was found. By `key` (of the sources), `content` (of the
    localised report and its template) and `tool` (of what converted it) the next build sees whether
    it is up to date.
    """

    addressee: str
    language: str
    format: str
    path: str
    sha256: str
    bytes: int
    state: State
    missing: int
    fuzzy: int
    sources: Mapping[str, str]
    key: str = ""
    content: str = ""
    tool: str = ""
    checks: Mapping[str, str] = field(default_factory=dict)

    @property
    def slot(self) -> Slot:
        """What a later build of the same thing replaces: addressee, language, format."""
        return (self.addressee, self.language, self.format)


@dataclass(frozen=True, slots=True)
class Manifest:
    """All files of one meeting: its reports, the `attachments` that travel with them, by digest.

    `page` is the digest of the page that lists them.
    """

    version: str
    meeting: str
    renditions: tuple[Rendition, ...]
    attachments: Mapping[str, str]
    page: str = ""

    def as_json(self) -> bytes:
        """Return the file's content; the same manifest gives the same bytes."""
        data = {
            "reportgen": self.version,
            "meeting": self.meeting,
            "renditions": [asdict(each) for each in self.renditions],
            "attachments": dict(self.attachments),
            "page": self.page,
        }
        return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def sha256(data: bytes) -> str:
    """Return the digest of a file's content as hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def read_manifest(folder: Path) -> Manifest | None:
    """Return the record of the last build in a folder; None if there is none that can be used.

    A build folder is made by us and can be made again, so a damaged record is not a fault.
    """
    try:
        data: dict[str, Any] = json.loads((folder / MANIFEST_NAME).read_bytes())
        return Manifest(
            data["reportgen"],
            data["meeting"],
            tuple(Rendition(**each) for each in data["renditions"]),
            data["attachments"],
            data.get("page", ""),
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def is_as_recorded(made: Rendition, folder: Path) -> bool:
    """Whether a file is there and has the bytes that the manifest says."""
    path = folder / made.path
    try:
        return path.stat().st_size == made.bytes and sha256(path.read_bytes()) == made.sha256
    except OSError:
        return False


def merge_renditions(
    before: Iterable[Rendition],
    made: Iterable[Rendition],
    folder: Path,
    unmade: Collection[Slot] = (),
) -> tuple[tuple[Rendition, ...], tuple[Path, ...]]:
    """Return the renditions that are there after a build, and the files that it superseded.

    What the build was not asked for stays, as long as its file is still there. A file of the same
    addressee, language and format under another name (a draft that got its symbol) goes, and so
    does one of the slots `unmade`: it was to be made again and could not be.
    """
    new = {each.slot: each for each in made}
    paths = {each.path for each in new.values()}
    kept = []
    superseded = []
    for old in before:
        if old.slot in new:
            if old.path not in paths and _is_inside(folder, old.path):
                superseded.append(folder / old.path)
        elif old.slot in unmade:
            if _is_inside(folder, old.path):
                superseded.append(folder / old.path)
        elif (folder / old.path).is_file():
            kept.append(old)
    everything = sorted([*kept, *new.values()], key=lambda each: each.slot)
    return tuple(everything), tuple(superseded)


def merge_attachments(
    before: Mapping[str, str], made: Mapping[str, str], addressees: Collection[str], folder: Path
) -> tuple[dict[str, str], tuple[Path, ...]]:
    """Return the attachments that are there after a build, and the files that no report has now.

    Both mappings give digests by path; those of addressees whose reports were not made stay.
    """
    kept = {}
    left_behind = []
    for path, digest in before.items():
        if path in made or not _is_inside(folder, path):
            continue
        if path.partition("/")[0] in addressees:
            left_behind.append(folder / path)
        elif (folder / path).is_file():
            kept[path] = digest
    return dict(sorted({**kept, **made}.items())), tuple(left_behind)


def _is_inside(folder: Path, path: str) -> bool:
    """Whether a recorded path leads to a file below the build folder and nowhere else."""
    return (folder / path).resolve().is_relative_to(folder.resolve())
