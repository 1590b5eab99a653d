"""A rendered Word file before it is finished and written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from reportgen.opc.package import Package, write_package


@dataclass(frozen=True, slots=True)
class Rendered:
    """The parts of a rendered file: the XML of `parts` is new, those of `package` are as they were.

    `via_docxtpl` says why docxtpl itself rendered the file; it is empty when it did not.
    """

    package: Package
    parts: Mapping[str, str]
    via_docxtpl: str = ""

    def to_bytes(self) -> bytes:
        """Return the file: the same content always gives the same bytes."""
        return write_package(self.package, {name: xml.encode() for name, xml in self.parts.items()})
