"""The inventory of an OCFL object: what it holds, in which version, since when and by whom.

In go the parts, out comes `inventory.json` with its sidecar, always the same bytes for the same
parts (OCFL 1.1, section 3.5). Here everything is kept by path; the file lists it by digest.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from reportgen.archive.layout import CONTENT, INVENTORY

TYPE = "https://ocfl.io/1.1/spec/#inventory"
ALGORITHM = "sha512"
FIXITY = "sha256"


@dataclass(frozen=True, slots=True)
class Provenance:
    """Who added a version, when (RFC 3339 with a zone), and what for.

    `address` is a URI, as `mailto:…`, or empty.
    """

    created: str
    message: str
    name: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Version:
    """One version: where it comes from, and its files, the SHA-512 by logical path."""

    provenance: Provenance
    state: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Inventory:
    """All versions of an object, the oldest first.

    `manifest` gives the SHA-512 of every stored file by its path in the object (`v1/content/…`),
    `fixity` their SHA-256.
    """

    id: str
    versions: tuple[Version, ...] = ()
    manifest: Mapping[str, str] = field(default_factory=dict)
    fixity: Mapping[str, str] = field(default_factory=dict)

    @property
    def head(self) -> str:
        """The name of the newest version, as `v3`."""
        return f"v{len(self.versions)}"

    def places(self) -> dict[str, str]:
        """Return where each content is stored, by its SHA-512."""
        return {digest: path for path, digest in sorted(self.manifest.items(), reverse=True)}

    def content(self, version: int) -> dict[str, str]:
        """Return where each logical path of a version (from 1) is stored in the object."""
        places = self.places()
        return {path: places[digest] for path, digest in self.versions[version - 1].state.items()}

    def with_version(
        self, provenance: Provenance, files: Mapping[str, tuple[str, str]]
    ) -> tuple[Inventory, dict[str, str]]:
        """Return the inventory with one more version, and what is to be stored for it.

        `files` are the SHA-512 and SHA-256 by logical path. What the object holds already is not
        stored again; the second result is the content path by logical path for what is new, one
        for each content.
        """
        manifest, fixity = dict(self.manifest), dict(self.fixity)
        known = set(manifest.values())
        name = f"v{len(self.versions) + 1}"
        new: dict[str, str] = {}
        for path, (sha512, sha256) in sorted(files.items()):
            if sha512 not in known:
                known.add(sha512)
                new[path] = content_path = f"{name}/{CONTENT}/{path}"
                manifest[content_path], fixity[content_path] = sha512, sha256
        version = Version(provenance, {path: both[0] for path, both in sorted(files.items())})
        versions = (*self.versions, version)
        return replace(self, versions=versions, manifest=manifest, fixity=fixity), new

    def as_json(self) -> bytes:
        """Return the bytes of `inventory.json`."""
        data = {
            "id": self.id,
            "type": TYPE,
            "digestAlgorithm": ALGORITHM,
            "head": self.head,
            "manifest": _by_digest(self.manifest),
            "versions": {
                f"v{number}": _version(version) for number, version in enumerate(self.versions, 1)
            },
            "fixity": {FIXITY: _by_digest(self.fixity)},
        }
        return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def sidecar(inventory: bytes) -> bytes:
    """Return the sidecar of an inventory, in the form that `sha512sum --check` reads too."""
    return f"{hashlib.sha512(inventory).hexdigest()}  {INVENTORY}\n".encode()


def _version(version: Version) -> dict[str, object]:
    source = version.provenance
    user = {"name": source.name} | ({"address": source.address} if source.address else {})
    return {
        "created": source.created,
        "message": source.message,
        "user": user,
        "state": _by_digest(version.state),
    }


def _by_digest(files: Mapping[str, str]) -> dict[str, list[str]]:
    """Return the paths of each digest, in order of the first path."""
    found: dict[str, list[str]] = {}
    for path, digest in sorted(files.items()):
        found.setdefault(digest, []).append(path)
    return found
