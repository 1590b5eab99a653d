"""Where things lie in the archive: identifiers, folders of objects, the files of the root.

Nothing comes in but names. OCFL calls the archive's folder a storage root; each document is an
object in it, in a folder whose place follows from the object's identifier by the registered
extension 0003 (hash and id n-tuple): the name stays readable, and no folder grows too large.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import PurePosixPath
from urllib.parse import quote

from reportgen.archive.metadata.readme import root_readme

DECLARATION = "0=ocfl_1.1"
OBJECT_DECLARATION = "0=ocfl_object_1.1"
LAYOUT_NAME = "ocfl_layout.json"
EXTENSIONS = "extensions"
LAYOUT = "0003-hash-and-id-n-tuple-storage-layout"
INVENTORY = "inventory.json"
SIDECAR = f"{INVENTORY}.sha512"
CONTENT = "content"
README_NAME = "README.txt"

WORK = f"{EXTENSIONS}/reportgen-work"
"""Where unfinished writing lies, and what recovery set aside: inside the root, so that everything
is on one file system, and among its extensions, where OCFL looks for no objects."""

RESTRICTED = ":restricted"
"""Ends the identifier of an object that not everybody may see."""

_DIGEST, _TUPLE, _TUPLES, _LONGEST = "sha256", 3, 3, 100
_DESCRIPTION = (
    "The SHA-256 of an object's identifier gives three folders of three characters each; in the "
    "last of them the object has a folder named by its percent-encoded identifier."
)


def object_id(body: str, addressee: str, symbol: str, *, is_restricted: bool = False) -> str:
    """Return the identifier of a document: the body that reports, to whom, and the base symbol.

    A URI (RFC 8141 in form) that stays the same for every revision.
    """
    parts = ":".join(_quoted(part) for part in (body, addressee, symbol))
    return f"urn:reportgen:{parts}" + (RESTRICTED if is_restricted else "")


def folder_ending(symbol: str, *, is_restricted: bool = False) -> str:
    """Return how the name of the folder of a document ends, whoever reports to whom."""
    return folder_name(f":{_quoted(symbol)}" + (RESTRICTED if is_restricted else ""))


def _quoted(part: str) -> str:
    return quote(part, safe="/-._")


def object_folder(identifier: str) -> PurePosixPath:
    """Return the folder of an object, relative to the root, by extension 0003."""
    digest = hashlib.new(_DIGEST, identifier.encode()).hexdigest()
    tuples = [digest[at * _TUPLE : (at + 1) * _TUPLE] for at in range(_TUPLES)]
    return PurePosixPath(*tuples, folder_name(identifier))


def folder_name(identifier: str) -> str:
    """Return the name of an object's folder: its identifier, percent-encoded in small letters."""
    name = "".join(_encoded(character) for character in identifier)
    if len(name) <= _LONGEST:
        return name
    digest = hashlib.new(_DIGEST, identifier.encode()).hexdigest()
    return f"{name[:_LONGEST]}-{digest}"


def _encoded(character: str) -> str:
    if character.isascii() and (character.isalnum() or character in "-_"):
        return character
    return "".join(f"%{byte:02x}" for byte in character.encode())


def root_files() -> Mapping[str, bytes]:
    """Return the files of a new root by path; the declaration, which makes it one, comes last."""
    layout = {"extension": LAYOUT, "description": _DESCRIPTION}
    config = {
        "extensionName": LAYOUT,
        "digestAlgorithm": _DIGEST,
        "tupleSize": _TUPLE,
        "numberOfTuples": _TUPLES,
    }
    return {
        README_NAME: root_readme().encode(),
        f"{EXTENSIONS}/{LAYOUT}/config.json": _json(config),
        LAYOUT_NAME: _json(layout),
        DECLARATION: declaration_text(DECLARATION),
    }


def declaration_text(name: str) -> bytes:
    """Return what stands in a declaration file: the end of its own name."""
    return f"{name.removeprefix('0=')}\n".encode()


def _json(data: Mapping[str, object]) -> bytes:
    return (json.dumps(data, indent=2) + "\n").encode()
