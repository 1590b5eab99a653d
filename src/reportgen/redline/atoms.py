"""A paragraph as a row of atoms: words, signs, fields and drawings, each with its look and link.

Atoms are what is compared, and what is marked as inserted or deleted. A word of a script that
writes spaces is one atom, as is a Chinese character, since a Chinese word has no sign of its own;
what cannot be split, such as a field with its result, is one atom too. Marks that take no room
(bookmarks, ranges of comments) stand between atoms and are never compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from reportgen.opc.names import BOOKMARK_END, BOOKMARK_START, PPR, R_ID, RPR, P, R, T, w
from reportgen.redline.trees import (
    HYPERLINK,
    Element,
    attributes_of,
    is_element,
    signature,
    sorted_attributes,
)

_HAN = "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_MARKS = "\u0300-\u036f\u064b-\u065f\u0670\u0640"
# A word keeps what stands inside it: hyphens, apostrophes, and the full stops of numbers.
_TOKEN = re.compile(
    rf"[{_HAN}]|(?:(?![{_HAN}])[\w{_MARKS}])+(?:[-'’.,/](?:(?![{_HAN}])[\w{_MARKS}])+)*|\s|."
    "|\n",
    re.DOTALL,
)

_FIELD_CHAR, _FIELD_TYPE = w("fldChar"), w("fldCharType")
_SIMPLE_FIELD = w("fldSimple")
_COMMENT_REFERENCE = w("commentReference")
_NOTES = (w("footnoteReference"), w("endnoteReference"))
_FLEETING = (w("lastRenderedPageBreak"), w("proofErr"))
_STARTS = (BOOKMARK_START, w("commentRangeStart"), w("permStart"))
MARKERS = (*_STARTS, BOOKMARK_END, w("commentRangeEnd"), w("permEnd"))
_SEEN_THROUGH = (w("smartTag"), w("customXml"), w("dir"), w("bdo"))


@dataclass(slots=True)
class Atom:
    """One piece of a paragraph that is there or not.

    `key` is what is compared. `nodes` are the children of a run with the properties `rpr`, or,
    where `is_whole`, elements that are runs themselves. `link` is the hyperlink that it stands in,
    `target` what tells links apart.
    """

    key: str
    nodes: tuple[Element, ...] = ()
    rpr: Element | None = None
    look: str = ""
    link: Element | None = None
    target: str = ""
    is_whole: bool = False


@dataclass(slots=True)
class Pieces:
    """The atoms of a paragraph, and the markers before each by its number; the last after all."""

    atoms: list[Atom] = field(default_factory=list)
    markers: dict[int, list[Element]] = field(default_factory=dict)

    def add_marker(self, element: Element) -> None:
        """Put a marker after the atoms that are there."""
        self.markers.setdefault(len(self.atoms), []).append(element)


def is_start(marker: Element) -> bool:
    """Whether a marker begins something."""
    return marker.tag in _STARTS


def tokens(text: str) -> list[str]:
    """Return a text in the pieces that a redline keeps whole; together they are the text."""
    return _TOKEN.findall(text)


def read_pieces(paragraph: Element, targets: Mapping[str, str]) -> Pieces:
    """Return the atoms of a paragraph; `targets` tells what the links of its part lead to, by id.

    A reference to a comment is a marker; spelling marks and page breaks of the last printing are
    left out.
    """
    pieces = Pieces()
    _Reader(pieces, targets).read(paragraph, None)
    return pieces


@dataclass(slots=True)
class _Reader:
    pieces: Pieces
    targets: Mapping[str, str]

    def read(self, parent: Element, link: Element | None) -> None:
        """Read the children of a paragraph or link."""
        children = [each for each in parent if is_element(each) and each.tag != PPR]
        at = 0
        while at < len(children):
            child = children[at]
            length = _field_length(children, at)
            if length:
                self._add_whole(children[at : at + length], link)
                at += length
                continue
            at += 1
            self._read_child(child, link)

    def _read_child(self, child: Element, link: Element | None) -> None:
        tag = child.tag
        if tag == R:
            self._read_run(child, link)
        elif tag in MARKERS:
            self.pieces.add_marker(child)
        elif tag == HYPERLINK and link is None:
            self.read(child, child)
        elif tag == HYPERLINK or tag in _SEEN_THROUGH:
            self.read(child, link)
        elif tag == _SIMPLE_FIELD or (not str(tag).endswith("Pr") and tag not in _FLEETING):
            self._add_whole([child], link)

    def _add_whole(self, nodes: list[Element], link: Element | None) -> None:
        key = "".join([signature(node) for node in nodes])
        target = self._target(link)
        name = f"{nodes[0].tag}{key}{target}"
        self.pieces.atoms.append(Atom(name, tuple(nodes), link=link, target=target, is_whole=True))

    def _read_run(self, run: Element, link: Element | None) -> None:
        if run.find(_COMMENT_REFERENCE) is not None:
            self.pieces.add_marker(run)
            return
        properties = run.find(RPR)
        look, target = signature(properties), self._target(link)
        for child in run:
            if not is_element(child) or child.tag in (RPR, *_FLEETING):
                continue
            for key, node in _contents(child):
                self.pieces.atoms.append(
                    Atom(f"{key}{target}", (node,), properties, look, link, target)
                )

    def _target(self, link: Element | None) -> str:
        if link is None:
            return ""
        own = {key: value for key, value in attributes_of(link).items() if key != R_ID}
        return f"\0{self.targets.get(link.get(R_ID, ''), '')} {sorted(own.items())}"


def _contents(child: Element) -> Iterator[tuple[str, Element]]:
    """Yield a child of a run as key and element; a text word by word."""
    if child.tag != T:
        yield f"<{child.tag} {sorted_attributes(child)}>{signature(child)}", child
        return
    for token in tokens(child.text or ""):
        node = child.makeelement(T, {})
        node.text = token
        yield token, node


def _field_length(children: list[Element], at: int) -> int:
    """Return how many elements from `at` on are one field with its result; 0 if none begins.

    A field that does not end here is not one to us: its runs are taken singly.
    """
    depth = 0
    for length, child in enumerate(children[at:], start=1):
        if child.tag != R:
            if depth == 0 or child.tag == P:
                return 0
            continue
        for mark in child.iter(_FIELD_CHAR):
            depth += {"begin": 1, "end": -1}.get(mark.get(_FIELD_TYPE, ""), 0)
        if depth <= 0:
            return length if next(children[at].iter(_FIELD_CHAR), None) is not None else 0
    return 0
