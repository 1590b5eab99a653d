"""Whether the record of an issue, `issue.json`, agrees with what the archive keeps of it.

OCFL proves that the files are those that were put in; the record proves that they are those that
were issued.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from reportgen.archive.damage import Damage
from reportgen.archive.inventory import Inventory
from reportgen.issues.record import RECORD_NAME

_CODE = "archive-record"


def record_faults(place: Path, inventory: Inventory, there: Collection[str]) -> Iterator[Damage]:
    """Yield what the record of each version says otherwise than the version's state.

    `there` are the content paths of plain files: nothing else is read, and what is missing has been
    told already.
    """
    places = inventory.places()
    for number, version in enumerate(inventory.versions, 1):
        name = f"v{number}"
        path = places.get(version.state.get(RECORD_NAME, ""))
        if path is None:
            yield Damage(_CODE, "the version has no record of the issue", version=name)
        elif path in there:
            for message in _contradictions(_recorded(place / path), version.state):
                yield Damage(_CODE, message, "", "", name, path)


def _contradictions(recorded: Mapping[str, str] | None, state: Mapping[str, str]) -> Iterator[str]:
    if recorded is None:
        yield "the record of the issue cannot be read"
        return
    for file, digest in sorted(recorded.items()):
        if state.get(file) != digest:
            yield f'the record names "{file}" with another content than the version has'


def _recorded(path: Path) -> dict[str, str] | None:
    """Return the SHA-512 of each file by the record; None if it is none."""
    try:
        files = json.loads(path.read_bytes())["files"]
        return {str(name): str(each["sha512"]) for name, each in files.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
