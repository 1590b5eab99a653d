"""The relationships of a part: what its links lead to, which pictures it shows."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Protocol

from lxml import etree

from reportgen.opc.names import R_NS, RELS_NS, TYPES_NS
from reportgen.opc.package import CONTENT_TYPES, Package, rels_name
from reportgen.redline.trees import Element, copy_of, parse, serialise

_REL = f"{{{RELS_NS}}}Relationship"
_IMAGE_TYPE = R_NS + "/image"


class Taker(Protocol):
    """The new file as it is by now, and the old one that it takes from."""

    old: Package
    changed: dict[str, bytes]

    def data(self, name: str) -> bytes | None:
        """Return a part of the new file."""


def link_targets(package: Package, part: str) -> dict[str, str]:
    """Return what the relationships of a part lead to, by their id."""
    return {
        each.get("Id", ""): f"{each.get('Type', '')} {each.get('Target', '')}"
        for each in _relationships(package, part)
    }


def _relationships(package: Package, part: str) -> Iterator[Element]:
    name = rels_name(part)
    if name in package:
        yield from parse(package.data(name)).iter(_REL)


@dataclass(slots=True)
class Relations:
    """The relationships of an old part, and those of the part that takes its words."""

    supplies: Taker
    old_part: str
    new_part: str
    _known: dict[str, str] = field(default_factory=dict)

    def adopted(self, own: str) -> str:
        """Return the id in the new part for an id of the old one; "" if it cannot be had."""
        if own not in self._known:
            self._known[own] = self._adopt(own)
        return self._known[own]

    def _adopt(self, own: str) -> str:
        relations = _relationships(self.supplies.old, self.old_part)
        wanted = next((each for each in relations if each.get("Id") == own), None)
        if wanted is None:
            return ""
        kind, target = wanted.get("Type", ""), wanted.get("Target", "")
        mode = wanted.get("TargetMode", "")
        if mode != "External":
            target = self._take_picture(target) if kind == _IMAGE_TYPE else ""
            if not target:
                return ""
        name = rels_name(self.new_part)
        data = self.supplies.data(name)
        root = (
            parse(data)
            if data is not None
            else etree.Element(
                f"{{{RELS_NS}}}Relationships",
                nsmap={None: RELS_NS},  # type: ignore[dict-item]
            )
        )
        for each in root.iter(_REL):
            if (each.get("Type"), each.get("Target"), each.get("TargetMode", "")) == (
                kind,
                target,
                mode,
            ):
                return each.get("Id", "")
        ids = {each.get("Id", "") for each in root.iter(_REL)}
        number = next(n for n in range(1, len(ids) + 2) if f"rIdOld{n}" not in ids)
        added = etree.SubElement(root, _REL, Id=f"rIdOld{number}", Type=kind, Target=target)
        if mode:
            added.set("TargetMode", mode)
        self.supplies.changed[name] = serialise(root)
        return f"rIdOld{number}"

    def _take_picture(self, target: str) -> str:
        """Return the target, seen from the new part, of a picture of the old file; "" without."""
        source = _resolved(self.old_part, target)
        if source not in self.supplies.old:
            return ""
        data = self.supplies.old.data(source)
        here = source
        stem, ending = posixpath.splitext(source)
        number = 1
        while (there := self.supplies.data(here)) is not None and there != data:
            number += 1
            here = f"{stem}-old{number}{ending}"
        if self.supplies.data(here) is None:
            if not self._has_type(ending):
                return ""
            self.supplies.changed[here] = data
        return posixpath.relpath(here, posixpath.dirname(self.new_part))

    def _has_type(self, ending: str) -> bool:
        """Whether the new file says what a file of this ending is; it is told, if the old knows."""
        wanted = ending.lstrip(".").lower()
        types = parse(self.supplies.data(CONTENT_TYPES) or b"<none/>")
        tag = f"{{{TYPES_NS}}}Default"
        if any(each.get("Extension", "").lower() == wanted for each in types.iter(tag)):
            return True
        for each in parse(self.supplies.old.data(CONTENT_TYPES)).iter(tag):
            if each.get("Extension", "").lower() == wanted:
                types.insert(0, copy_of(each))
                self.supplies.changed[CONTENT_TYPES] = serialise(types)
                return True
        return False


def _resolved(part: str, target: str) -> str:
    """Return the name of the part that a target leads to."""
    if target.startswith("/"):
        return target[1:]
    return posixpath.normpath(posixpath.join(posixpath.dirname(part), target))
