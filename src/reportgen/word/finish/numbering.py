"""Numbered lists that start again at one.

In Word a list goes on wherever its style is used again. Each list of the Document therefore gets a
`w:num` of its own, on the same abstract numbering as the template's, with the count set back.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from reportgen.opc.names import ILVL, NUM_ID, NUM_PR, PPR, PSTYLE, VAL, w
from reportgen.word.markers import Owner

_ABSTRACT_NUM = w("abstractNum")
_ABSTRACT_NUM_ID = w("abstractNumId")
_IND = w("ind")
_LVL = w("lvl")
_LVL_OVERRIDE = w("lvlOverride")
_NUM = w("num")
_START = w("start")
# Paragraph properties are read as text, as they stand in the part (see `texts`).
_STYLE = re.compile(r'<w:pStyle w:val="([^"]*)"')
_NUM_PR_XML = re.compile(r"(<w:numPr/>|<w:numPr>.*?</w:numPr>)", re.DOTALL)
_NUM_ID_XML = re.compile(r'<w:numId w:val="([^"]*)"')
_ILVL_XML = re.compile(r'<w:ilvl w:val="([^"]*)"')
_BEFORE_NUM_PR = re.compile(
    r"<w:pPr>(?:<w:(?:pStyle|keepNext|keepLines|pageBreakBefore|framePr|widowControl)"
    r"(?: [^>]*)?/>)*"
)
_BEHIND_IND = (
    "contextualSpacing|mirrorIndents|suppressOverlap|jc|textDirection|textAlignment|"
    "textboxTightWrap|outlineLvl|divId|cnfStyle|rPr|sectPr|pPrChange"
)
_BEFORE_IND = re.compile(rf".*?(?=<w:(?:{_BEHIND_IND})[ />]|</w:pPr>\Z)", re.DOTALL)
_CLOSING = re.compile(rb"(<(?:\w+:)?numIdMacAtCleanup[^>]*/>\s*)?</(?:\w+:)?numbering>\s*\Z")


@dataclass(frozen=True, slots=True)
class List:
    """A `w:num` of the template.

    `restart` is the content of a `w:num` on the same abstract numbering that counts from the start
    on every level; `level_of_style` the level that is bound to a paragraph style.
    """

    restart: str
    level_of_style: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class StyleNumbering:
    """What a paragraph style says about numbering: the list, the level, and its own indents."""

    num_id: str
    level: int | None
    indents: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class NumberingFacts:
    """The numbering of a template: its part, the lists by id, the paragraph styles by id.

    `before` and `behind` are the bytes of the part around the place for further lists.
    """

    part: str = ""
    before: bytes = b""
    behind: bytes = b""
    lists: Mapping[str, List] = field(default_factory=dict)
    styles: Mapping[str, StyleNumbering] = field(default_factory=dict)


class Numbering:
    """Restarts the numbered lists of one document, in document order."""

    def __init__(self, facts: NumberingFacts) -> None:
        """Take the template's numbering; new lists are numbered after its own."""
        self._facts = facts
        numbers = (int(num_id) for num_id in facts.lists if num_id.isdigit())
        self._next = max(numbers, default=0) + 1
        self._active: dict[tuple[str, str], str] = {}
        self._levels: dict[tuple[str, str], int] = {}
        self._added: list[str] = []

    def restart(self, properties: str, owner: Owner) -> str:
        """Return the properties of a numbered paragraph, bound to the Word list of its list.

        `properties` is the `w:pPr` of the paragraph, `owner` the block it prints. A paragraph that
        the template does not number stays as it is.
        """
        style_id = _first(_STYLE, properties)
        style = self._facts.styles.get(style_id)
        direct = _first(_NUM_PR_XML, properties)
        base = _first(_NUM_ID_XML, direct) or (style.num_id if style else "")
        template_list = self._facts.lists.get(base)
        if template_list is None:
            return properties
        level = _level(direct, style, style_id, template_list)
        num_id = self._num_id(owner, base, template_list)
        new = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num_id}"/></w:numPr>'
        properties = _insert(_BEFORE_NUM_PR, properties.replace(direct, "", 1), new)
        if not direct and style and style.indents and "<w:ind " not in properties:
            # A list named in the paragraph would set the indents of the style aside.
            indents = "".join(f' w:{name}="{value}"' for name, value in style.indents.items())
            properties = _insert(_BEFORE_IND, properties, f"<w:ind{indents}/>")
        return properties

    def part(self) -> bytes | None:
        """Return the numbering part with the new lists, or None if there are none."""
        if not self._added:
            return None
        return self._facts.before + "".join(self._added).encode() + self._facts.behind

    def _num_id(self, owner: Owner, base: str, template_list: List) -> str:
        """Return the Word list for a list of the Document, a new one where it begins.

        Where a template keeps the levels in lists of their own, Word does not set the inner one
        back when the outer goes on; so an item of an outer level ends the lists of inner ones.
        """
        key = (owner.list_id, base)
        for other, level in list(self._levels.items()):
            if other[0] == owner.list_id and other[1] != base and level > owner.level:
                del self._levels[other], self._active[other]
        if key not in self._active:
            self._active[key] = str(self._next)
            self._added.append(f'<w:num w:numId="{self._next}">{template_list.restart}</w:num>')
            self._next += 1
        self._levels[key] = owner.level
        return self._active[key]


def read_numbering(
    part: str, root: etree._Element, style_roots: Mapping[str, etree._Element]
) -> NumberingFacts:
    """Return the numbering of a template from its numbering part and its paragraph styles.

    `style_roots` are the `w:style` elements of the paragraph styles by id.
    """
    abstracts = {node.get(_ABSTRACT_NUM_ID, ""): node for node in root.iter(_ABSTRACT_NUM)}
    lists = {}
    for num in root.iter(_NUM):
        abstract_id = _value(num, _ABSTRACT_NUM_ID)
        abstract = abstracts.get(abstract_id)
        if abstract is not None:
            lists[num.get(NUM_ID, "")] = _list(abstract_id, abstract, num)
    styles = {}
    for style_id in style_roots:
        found = _style_numbering(style_id, style_roots)
        if found is not None:
            styles[style_id] = found
    data = etree.tostring(root, encoding="UTF-8", standalone=True)
    closing = _CLOSING.search(data)
    end = closing.start() if closing else len(data)
    return NumberingFacts(part, data[:end], data[end:], lists, styles)


def _list(abstract_id: str, abstract: etree._Element, num: etree._Element) -> List:
    starts: dict[int, int] = {}
    level_of_style: dict[str, int] = {}
    for level in abstract.iter(_LVL):
        number = int(level.get(ILVL, "0"))
        starts[number] = int(_value(level, _START) or "0")
        level_of_style[_value(level, PSTYLE)] = number
    for override in num.iter(_LVL_OVERRIDE):
        start = _value(override, w("startOverride"))
        if start:
            starts[int(override.get(ILVL, "0"))] = int(start)
    if not starts:  # a link to the levels of a list style
        starts = dict.fromkeys(range(9), 1)
    levels = "".join(
        f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
        for level, start in sorted(starts.items())
    )
    return List(f'<w:abstractNumId w:val="{abstract_id}"/>{levels}', level_of_style)


def _style_numbering(
    style_id: str, style_roots: Mapping[str, etree._Element]
) -> StyleNumbering | None:
    """Return what a style, or one it is based on, says about numbering."""
    indents: dict[str, str] = {}
    seen: set[str] = set()
    while style_id in style_roots and style_id not in seen:
        seen.add(style_id)
        style = style_roots[style_id]
        properties = style.find(PPR)
        if properties is not None:
            own = properties.find(_IND)
            if own is not None:
                indents = _own_indents(own) | indents
            numbering = properties.find(NUM_PR)
            num_id = _value(numbering, NUM_ID) if numbering is not None else ""
            if num_id and numbering is not None:
                level = _value(numbering, ILVL)
                return StyleNumbering(num_id, int(level) if level else None, indents)
        style_id = _value(style, w("basedOn"))
    return None


def _own_indents(ind: etree._Element) -> dict[str, str]:
    """Return the attributes of a `w:ind` by their name in the `w` namespace."""
    return {etree.QName(name).localname: ind.get(name, "") for name in map(str, ind.attrib)}


def _level(direct: str, style: StyleNumbering | None, style_id: str, of: List) -> int:
    """Return the level of a paragraph: its own, its style's, or the one bound to its style."""
    own = _first(_ILVL_XML, direct)
    if own:
        return int(own)
    if not direct and style and style.level is not None:
        return style.level
    return of.level_of_style.get(style_id, 0)


def _first(pattern: re.Pattern[str], xml: str) -> str:
    """Return the first group of the first match, or an empty string."""
    found = pattern.search(xml)
    return found[1] if found else ""


def _insert(before: re.Pattern[str], properties: str, new: str) -> str:
    """Return properties with an element put in behind what the schema wants before it."""
    found = before.match(properties)
    at = found.end() if found else 0
    return f"{properties[:at]}{new}{properties[at:]}"


def _value(parent: etree._Element | None, tag: str) -> str:
    """Return the value of a child, or an empty string."""
    child = parent.find(tag) if parent is not None else None
    return (child.get(VAL) or "") if child is not None else ""
