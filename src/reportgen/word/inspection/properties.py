"""The document properties of a template (title, subject, …), whose fields are filled in too."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree

from reportgen.opc.package import Package
from reportgen.word.inspection.parts import Paragraph, Piece, parse_part

CORE_PROPERTIES: Final = "docProps/core.xml"


def property_paragraphs(package: Package) -> Iterator[Paragraph]:
    """Yield each property as if it were a paragraph, so that its fields are checked alike."""
    if CORE_PROPERTIES not in package:
        return
    for element in parse_part(package, CORE_PROPERTIES):
        if element.text:
            place = f"properties, {etree.QName(element).localname}"
            yield Paragraph(place, element, "", (Piece(element.text, None),), ())
