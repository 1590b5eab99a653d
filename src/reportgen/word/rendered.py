"""A rendered Word file before it is written: trees that may still be changed.

Finishing passes take the tree of a part (`root`), add parts and relationships, and hand the whole
to `to_bytes`, which serialises each changed part once.
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field

from lxml import etree

from reportgen.word.names import RELS_NS, TYPES_NS
from reportgen.word.package import CONTENT_TYPES, Package, rels_name, write_package

_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)
_EMPTY_RELS = f'<Relationships xmlns="{RELS_NS}"/>'.encode()


@dataclass(slots=True)
class Rendered:
    """The parts of a rendered file: `roots` are changed, those of `package` are as they were.

    `via_docxtpl` says why docxtpl itself rendered the file; it is empty when it did not.
    """

    package: Package
    roots: dict[str, etree._Element]
    parts: dict[str, bytes] = field(default_factory=dict)
    removed: set[str] = field(default_factory=set)
    via_docxtpl: str = ""

    def __contains__(self, name: str) -> bool:
        """Tell whether the file has a part of this name."""
        if name in self.removed:
            return False
        return name in self.roots or name in self.parts or name in self.package

    def root(self, name: str) -> etree._Element:
        """Return the tree of a part; it counts as changed from now on."""
        if name not in self.roots:
            data = self.parts.pop(name) if name in self.parts else self.package.data(name)
            self.roots[name] = etree.fromstring(data, _PARSER)
        return self.roots[name]

    def add_part(self, name: str, data: bytes, content_type: str) -> None:
        """Add a part and say in the list of content types what it is."""
        self.parts[name] = data
        self.removed.discard(name)
        types = self.root(CONTENT_TYPES)
        attributes = {"PartName": f"/{name}", "ContentType": content_type}
        etree.SubElement(types, f"{{{TYPES_NS}}}Override", attributes)

    def relate(self, name: str, kind: str, target: str, *, external: bool = False) -> str:
        """Return the id of a relationship of part `name`, made if there is none like it.

        `target` is an address, or, if it is not `external`, the name of a part.
        """
        listing = rels_name(name)
        if listing not in self:
            self.parts[listing] = _EMPTY_RELS
        root = self.root(listing)
        if not external:
            target = posixpath.relpath(target, posixpath.dirname(name) or ".")
        mode = "External" if external else "Internal"
        used = set()
        for rel in root:
            used.add(rel.get("Id", ""))
            same_mode = rel.get("TargetMode", "Internal") == mode
            if same_mode and rel.get("Type") == kind and rel.get("Target") == target:
                return rel.get("Id", "")
        identifier = _free_id(used)
        attributes = {"Id": identifier, "Type": kind, "Target": target}
        if external:
            attributes["TargetMode"] = mode
        etree.SubElement(root, f"{{{RELS_NS}}}Relationship", attributes)
        return identifier

    def to_bytes(self) -> bytes:
        """Return the file: the same content always gives the same bytes."""
        changed = dict(self.parts)
        for name, root in self.roots.items():
            changed[name] = etree.tostring(root, encoding="UTF-8", standalone=True)
        return write_package(self.package, changed, removed=self.removed)


def _free_id(used: set[str]) -> str:
    number = len(used) + 1
    while f"rId{number}" in used:
        number += 1
    return f"rId{number}"
