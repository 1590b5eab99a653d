"""XML of metadata: elements of one namespace, written the same way every time."""

from __future__ import annotations

import re

from lxml import etree

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def child(
    parent: etree._Element, namespace: str, name: str, text: str = "", language: str = ""
) -> etree._Element:
    """Add an element, with text and the BCP 47 tag of its language where given."""
    made = etree.SubElement(parent, f"{{{namespace}}}{name}")
    if text:
        # A character that XML cannot hold must not make the archive refuse a document.
        made.text = _FORBIDDEN.sub("\ufffd", text)
    if language:
        made.set(XML_LANG, language)
    return made


def as_bytes(root: etree._Element) -> bytes:
    """Return the file of a tree, a line for each element."""
    etree.indent(root, " ")
    data: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return data + b"\n"
