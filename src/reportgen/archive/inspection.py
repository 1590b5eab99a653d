"""Reading an inventory: every fault of it by the rules of OCFL 1.1, section 3.5, at once.

In go bytes that anybody may have changed; out come the inventory, where it can be read at all, and
the faults. What is checked here needs nothing but the bytes; `verification` compares them with the
files.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from reportgen.archive.damage import Damage
from reportgen.archive.inventory import (
    ALGORITHM,
    FIXITY,
    TYPE,
    Inventory,
    Provenance,
    Version,
)
from reportgen.archive.layout import CONTENT

LARGEST = 64 * 2**20
"""More bytes than the inventory of any document has: a thousand issues have a tenth of it."""

_KEYS = {"id", "type", "digestAlgorithm", "head", "manifest", "versions"}
_MORE_KEYS = {"fixity", "contentDirectory"}
_FORMS = {ALGORITHM: re.compile("[0-9a-fA-F]{128}"), FIXITY: re.compile("[0-9a-fA-F]{64}")}
_CREATED = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
_VERSION = re.compile("v[1-9][0-9]*")


def read_inventory(data: bytes) -> tuple[Inventory | None, list[Damage]]:
    """Return the inventory and its faults; None if it cannot be read at all."""
    found = _parse(data)
    if isinstance(found, Damage):
        return None, [found]
    reader = _Reader(found)
    return reader.read(), reader.faults


def _parse(data: bytes) -> dict[str, Any] | Damage:
    """Return the object that the JSON text is, or why it is none."""
    repeated: list[str] = []

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        known = dict(pairs)
        if len(known) < len(pairs):
            names = [name for name, _ in pairs]
            repeated.extend(name for name in known if names.count(name) > 1)
        return known

    if len(data) > LARGEST:
        return Damage("archive-inventory-syntax", f"the inventory has {len(data)} bytes: too many")
    try:
        found = json.loads(data.decode("utf-8"), object_pairs_hook=once)
    except (ValueError, RecursionError) as error:
        return Damage("archive-inventory-syntax", f"the inventory cannot be read: {error}")
    if repeated:
        return Damage("archive-inventory-syntax", f'the key "{repeated[0]}" stands twice')
    if not isinstance(found, dict):
        return Damage("archive-inventory-syntax", "the inventory is no JSON object")
    return found


class _Reader:
    """Reads one inventory and keeps what is wrong with it."""

    def __init__(self, data: dict[str, Any]) -> None:
        self._data = data
        self.faults: list[Damage] = []

    def _fault(self, code: str, message: str, version: str = "", path: str = "") -> None:
        self.faults.append(Damage(f"archive-inventory-{code}", message, "", "", version, path))

    def read(self) -> Inventory | None:
        """Return the inventory; None where what it stands on is missing."""
        data = self._data
        for key in sorted(_KEYS - set(data)):
            self._fault("field", f'"{key}" is missing')
        for key in sorted(set(data) - _KEYS - _MORE_KEYS):
            self._fault("field", f'"{key}" is no key of an inventory')
        identifier = data.get("id", "")
        if "id" in data and not (isinstance(identifier, str) and identifier):
            self._fault("id", "the identifier is no text")
            identifier = ""
        if "type" in data and data["type"] != TYPE:
            self._fault("type", f"the type is {data['type']!r}, not {TYPE}")
        if "digestAlgorithm" in data and data["digestAlgorithm"] != ALGORITHM:
            self._fault("algorithm", f"digests are by {data['digestAlgorithm']!r}, not {ALGORITHM}")
        if data.get("contentDirectory", CONTENT) != CONTENT:
            self._fault("field", f"content is in {data['contentDirectory']!r}, not in {CONTENT}")
        versions = self._versions()
        manifest = self._digests(data.get("manifest", {}), ALGORITHM, "manifest")
        fixity = self._fixity()
        if "manifest" not in data or versions is None:
            return None
        self._check_content_paths(manifest, len(versions))
        self._check_references(manifest, versions, fixity)
        return Inventory(identifier, versions, manifest, fixity)

    def _versions(self) -> tuple[Version, ...] | None:
        """Return the versions, where their names make a series from v1."""
        given = self._data.get("versions")
        if not isinstance(given, dict) or not given:
            if given is not None:
                self._fault("field", '"versions" has no versions')
            return None
        names = [f"v{number}" for number in range(1, len(given) + 1)]
        for name in given:
            if not _VERSION.fullmatch(name):
                self._fault("gap", f'"{name}" is no name of a version')
        for name in names:
            if name not in given:
                self._fault("gap", f"there are {len(given)} versions, and {name} is not among them")
        if set(names) != set(given):
            return None
        head = self._data.get("head")
        if "head" in self._data and head != names[-1]:
            self._fault("head", f"the head is {head!r}, the newest version {names[-1]}")
        return tuple(self._version(name, given[name]) for name in names)

    def _version(self, name: str, given: Any) -> Version:
        if not isinstance(given, dict):
            self._fault("version", "the version is no JSON object", name)
            given = {"state": {}}
        if "state" not in given:
            self._fault("version", "the version has no state", name)
        state = self._digests(given.get("state", {}), ALGORITHM, "state", name)
        return Version(self._provenance(name, given), state)

    def _provenance(self, name: str, given: Mapping[str, Any]) -> Provenance:
        created, message = given.get("created"), given.get("message")
        if not (isinstance(created, str) and _CREATED.fullmatch(created)):
            self._fault("version", f"{created!r} is no date and time with a zone", name)
        if not isinstance(message, str):
            self._fault("version", "it is not said what the version is for", name)
        user = given.get("user")
        if not (
            isinstance(user, dict)
            and isinstance(user.get("name"), str)
            and isinstance(user.get("address", ""), str)
        ):
            self._fault("version", "it is not said who added the version", name)
            user = {}
        return Provenance(
            str(created), str(message), str(user.get("name", "")), str(user.get("address", ""))
        )

    def _fixity(self) -> dict[str, str]:
        given = self._data.get("fixity", {})
        if not isinstance(given, dict):
            self._fault("field", '"fixity" is no JSON object')
            return {}
        for name in sorted(set(given) - {FIXITY}):
            self._fault("algorithm", f'fixity by "{name}" is not known here')
        return self._digests(given.get(FIXITY, {}), FIXITY, "fixity")

    def _digests(self, given: Any, algorithm: str, block: str, version: str = "") -> dict[str, str]:
        """Return the digest of each path of a block, in small letters."""
        found: dict[str, str] = {}
        if not isinstance(given, dict):
            self._fault("field", f"the {block} is no JSON object", version)
            return found
        if len({digest.lower() for digest in given}) < len(given):
            self._fault("digest", f"a digest stands twice in the {block}", version)
        for digest, paths in given.items():
            if not _FORMS[algorithm].fullmatch(digest):
                self._fault("digest", f'"{digest}" is no {algorithm} digest', version)
            if not (isinstance(paths, list) and all(isinstance(path, str) for path in paths)):
                self._fault("field", f"the paths of a digest in the {block} are no list", version)
                continue
            for path in paths:
                self._add_path(found, path, digest.lower(), version)
        for clash in sorted(_folders(found) & found.keys()):
            path = min(each for each in found if each.startswith(f"{clash}/"))
            self._fault("path", f'"{clash}" is both a file and a folder', version, path)
        return found

    def _add_path(self, found: dict[str, str], path: str, digest: str, version: str) -> None:
        if not is_canonical(path):
            self._fault("path", f'"{path}" is no plain path', version)
        elif path in found:
            self._fault("path", f'"{path}" stands twice', version, path)
        else:
            found[path] = digest

    def _check_content_paths(self, manifest: Mapping[str, str], versions: int) -> None:
        folders = {f"v{number}/{CONTENT}/" for number in range(1, versions + 1)}
        for path in manifest:
            if not any(path.startswith(folder) for folder in folders):
                self._fault("path", f'"{path}" is not in the content of a version', "", path)

    def _check_references(
        self, manifest: Mapping[str, str], versions: tuple[Version, ...], fixity: Mapping[str, str]
    ) -> None:
        """Check that states and manifest name the same contents, and fixity the same files."""
        stored, used = set(manifest.values()), set[str]()
        for number, version in enumerate(versions, 1):
            used.update(version.state.values())
            for path, digest in version.state.items():
                if digest not in stored:
                    message = f'the content of "{path}" is not in the manifest'
                    self._fault("reference", message, f"v{number}", path)
        for path, digest in manifest.items():
            if digest not in used:
                self._fault("reference", f'no version uses "{path}"', path.split("/")[0], path)
            if path not in fixity:
                self._fault("reference", f'"{path}" has no {FIXITY}', path.split("/")[0], path)
        for path in sorted(set(fixity) - set(manifest)):
            self._fault("reference", f'fixity of "{path}", which is not in the manifest', "", path)


def is_canonical(path: str) -> bool:
    """Whether a path is relative, without empty parts and without `.` and `..`."""
    return all(part not in {"", ".", ".."} for part in path.split("/")) and "\0" not in path


def _folders(paths: Iterable[str]) -> set[str]:
    """Return the folders that paths lead through."""
    found = set[str]()
    for path in paths:
        folder = path.rpartition("/")[0]
        while folder and folder not in found:
            found.add(folder)
            folder = folder.rpartition("/")[0]
    return found
