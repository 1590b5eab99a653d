"""A Word file being changed: its parts as trees, and new parts with all that makes them known.

In goes the content of a .docx, out comes the .docx with the parts that were asked for as trees
written anew, and all others as they were. A part that is added gets its content type and its
relationship, since Word does not see it without.
"""

from __future__ import annotations

import posixpath

from lxml import etree

from reportgen.opc.names import OFFICE_DOCUMENT_TYPE, RELS_NS, TYPES_NS
from reportgen.opc.package import (
    CONTENT_TYPES,
    Package,
    Role,
    read_package,
    rels_name,
    write_package,
)

PACKAGE = ""
"""The package itself as the source of a relationship, as a document's properties have it."""

_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
_RELATIONSHIP = f"{{{RELS_NS}}}Relationship"
_OVERRIDE = f"{{{TYPES_NS}}}Override"


class PackageEditor:
    """Changes one Word file.

    `main` is the name of the part with the document. Raises InputError where the file is none
    (`report-not-docx` and its like, by the role), ValueError for one without a document.
    """

    def __init__(self, data: bytes, path: str, role: Role = "report") -> None:
        """Open the file in `data`; `path` is how problems name it."""
        self._package: Package = read_package(data, path, role)
        self._trees: dict[str, etree._Element] = {}
        self._removed: set[str] = set()
        main = self.related(OFFICE_DOCUMENT_TYPE, PACKAGE)
        if main is None:
            raise ValueError(f"{path} has no document in it")
        self.main: str = main

    def __contains__(self, name: str) -> bool:
        """Tell whether the file has a part of this name."""
        return name in self._trees or (name in self._package and name not in self._removed)

    def names(self) -> tuple[str, ...]:
        """Return the names of all parts, those that were added last."""
        return tuple(
            name for name in dict.fromkeys((*self._package.parts, *self._trees)) if name in self
        )

    def tree(self, name: str) -> etree._Element:
        """Return a part as a tree, to be read or changed; KeyError when there is none."""
        if name not in self._trees:
            self._trees[name] = etree.fromstring(self._package.data(name), _PARSER)
        return self._trees[name]

    def related(self, kind: str, source: str | None = None) -> str | None:
        """Return the part that a relationship of a type leads to, from the document or `source`."""
        source = self.main if source is None else source
        if rels_name(source) not in self:
            return None
        for relationship in self.tree(rels_name(source)).iter(_RELATIONSHIP):
            if relationship.get("Type") == kind and relationship.get("TargetMode") != "External":
                name = _target(source, relationship.get("Target", ""))
                return name if name in self else None
        return None

    def add(
        self,
        name: str,
        root: etree._Element,
        content_type: str,
        relationship: str,
        source: str | None = None,
    ) -> None:
        """Add a part that the document, or the part `source`, has a relationship to.

        Raises ValueError for a part that is there already.
        """
        if name in self:
            raise ValueError(f"the part {name} is there already")
        source = self.main if source is None else source
        self._trees[name] = root
        types = self.tree(CONTENT_TYPES)
        etree.SubElement(types, _OVERRIDE, PartName=f"/{name}", ContentType=content_type)
        rels = rels_name(source)
        if rels not in self:
            self._trees[rels] = etree.fromstring(f'<Relationships xmlns="{RELS_NS}"/>')
        links = self.tree(rels)
        taken = {link.get("Id") for link in links}
        number = next(n for n in range(1, len(taken) + 2) if f"rId{n}" not in taken)
        folder = posixpath.dirname(source)
        target = posixpath.relpath(name, folder) if folder else name
        etree.SubElement(links, _RELATIONSHIP, Id=f"rId{number}", Type=relationship, Target=target)

    def remove(self, kind: str) -> None:
        """Remove the part that a relationship of a type leads to from the document, if any."""
        name = self.related(kind)
        if name is None:
            return
        for link in list(self.tree(rels_name(self.main))):
            if link.get("Type") == kind:
                _take_out(link)
        for override in list(self.tree(CONTENT_TYPES).iter(_OVERRIDE)):
            if override.get("PartName") == f"/{name}":
                _take_out(override)
        self._trees.pop(name, None)
        self._removed.update((name, rels_name(name)))

    def to_bytes(self) -> bytes:
        """Return the file: the same changes of the same file give the same bytes."""
        changed = {
            name: etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
            for name, root in self._trees.items()
        }
        return write_package(self._package, changed, removed=self._removed - changed.keys())


def _take_out(node: etree._Element) -> None:
    parent = node.getparent()
    if parent is not None:
        parent.remove(node)


def _target(source: str, target: str) -> str:
    """Return the name of the part that a relationship of `source` leads to."""
    if target.startswith("/"):
        return target[1:]
    return posixpath.normpath(posixpath.join(posixpath.dirname(source), target))
