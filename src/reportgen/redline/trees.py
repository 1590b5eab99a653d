"""Parts of a Word file as trees: how they are read and written, and how two properties compare."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy

from lxml import etree

from reportgen.opc.names import (
    BOOKMARK_END,
    BOOKMARK_START,
    BR,
    CR,
    DOC_PR,
    SDT,
    TAB,
    TXBX_CONTENT,
    P,
    T,
    w,
)

Element = etree._Element

SECT_PR = w("sectPr")
DEL_TEXT = w("delText")
HYPERLINK = w("hyperlink")
ORIGIN_PREFIX = "_src_"

_WRAPPERS = (SDT, w("customXml"), w("smartTag"))
_TEXTS = {TAB: "\t", BR: "\n", CR: "\n", w("noBreakHyphen"): "\u2011", w("ptab"): "\t"}
_DRAWN = {w("drawing"), w("pict"), w("object")}
_UNSEEN = frozenset({BOOKMARK_START, BOOKMARK_END, w("proofErr")})
_RSID = w("rsid")  # and those that begin so
_PARSER = etree.XMLParser(
    resolve_entities=False,
    no_network=True,
    huge_tree=False,
    remove_comments=True,
    remove_pis=True,
)


def parse(data: bytes) -> Element:
    """Return the root of a part, without comments; raises `etree.XMLSyntaxError`."""
    return etree.fromstring(data, _PARSER)


def serialise(root: Element) -> bytes:
    """Return a part as bytes, the same for the same tree."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def copy_of(element: Element) -> Element:
    """Return a copy of an element without its tail."""
    copied = deepcopy(element)
    copied.tail = None
    return copied


def is_element(node: Element) -> bool:
    """Whether a node is an element, and not a comment or a processing instruction."""
    return isinstance(node.tag, str)


def attributes_of(element: Element) -> dict[str, str]:
    """Return the attributes of an element."""
    return {str(key): str(value) for key, value in element.attrib.items()}


def sorted_attributes(element: Element) -> str:
    """Return the attributes of an element as they are compared.

    Revision save ids do not count, nor does the id of a drawing.
    """
    found = attributes_of(element)
    if element.tag == DOC_PR:
        found.pop("id", None)
    return " ".join(
        sorted(f"{key}={value}" for key, value in found.items() if not key.startswith(_RSID))
    )


def signature(element: Element | None, without: frozenset[str] = frozenset()) -> str:
    """Return what is in an element, to be compared.

    Revision save ids, ids of drawings, bookmarks and the elements `without` do not count. An
    element that is not there says what an empty one says.
    """
    if element is None:
        return ""
    parts: list[str] = []
    for child in element:
        if is_element(child) and child.tag not in without and child.tag not in _UNSEEN:
            parts.append(f"<{child.tag} {sorted_attributes(child)}>{child.text or ''}")
            parts.append(f"{signature(child, without)}</>")
    return "".join(parts)


def text_of(element: Element) -> str:
    """Return the words of a paragraph, cell or row as Word shows them; a drawing is one sign.

    What stands in text boxes is part of the drawing.
    """
    return "".join(_texts(element))


def _texts(element: Element) -> Iterator[str]:
    for child in element:
        tag = child.tag
        if tag in (T, DEL_TEXT):
            yield child.text or ""
        elif tag in _TEXTS:
            yield _TEXTS[tag]
        elif tag in _DRAWN:
            yield "\ufffc"
        elif tag != TXBX_CONTENT and is_element(child) and not tag.endswith("Pr"):
            yield from _texts(child)
            if tag == P:
                yield "\n"


def drop(element: Element) -> None:
    """Take an element out of its tree."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def number_of(text: str | None) -> int:
    """Return an id or other number as it stands in a file; 0 for what is none."""
    return int(text) if text is not None and text.isascii() and text.isdigit() else 0


def unwrap(element: Element) -> None:
    """Put the children of an element in its place."""
    parent = element.getparent()
    if parent is None:
        return
    at = parent.index(element)
    parent[at : at + 1] = list(element)


def unwrap_controls(root: Element) -> None:
    """Take content controls away from around paragraphs, rows and cells; their content stays.

    Those within a paragraph stay as they are.
    """
    for control in list(root.iter(*_WRAPPERS)):
        nearest = next(control.iterancestors(P, TXBX_CONTENT), None)
        if nearest is not None and nearest.tag == P:
            continue
        content = control.find(w("sdtContent")) if control.tag == SDT else control
        parent = control.getparent()
        if content is not None and parent is not None:
            at = parent.index(control)
            parent[at : at + 1] = [
                child for child in content if child.tag not in (w("customXmlPr"), w("smartTagPr"))
            ]
