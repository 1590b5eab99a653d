"""Reading and making the property elements of WordprocessingML."""

from __future__ import annotations

from lxml import etree

from reportgen.opc.names import PPR, RPR, VAL, w

_OFF = frozenset({"0", "false", "off"})
# What the schema wants before the paragraph properties of a style or a level.
_NAMES_BEFORE_PPR = (
    "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed "
    "qFormat locked personal personalCompose personalReply rsid start numFmt lvlRestart pStyle "
    "isLgl suff lvlText lvlPicBulletId legacy lvlJc"
)
_BEFORE_PPR = frozenset(w(name) for name in _NAMES_BEFORE_PPR.split())


def is_on(parent: etree._Element, name: str) -> bool | None:
    """Return whether a property that is on or off is on; None where it is not said."""
    child = parent.find(w(name))
    return None if child is None else child.get(VAL, "1") not in _OFF


def paragraph_properties(parent: etree._Element) -> etree._Element:
    """Return the `w:pPr` of a paragraph, style or list level, made where it lacks."""
    return _child(parent, PPR)


def run_properties(parent: etree._Element) -> etree._Element:
    """Return the `w:rPr` of a run, style or list level, made where it lacks."""
    return _child(parent, RPR)


def default_paragraph_properties(styles: etree._Element) -> etree._Element:
    """Return the paragraph properties that every paragraph starts from, made where they lack."""
    node = styles
    for name in ("docDefaults", "pPrDefault", "pPr"):
        child = node.find(w(name))
        if child is None:
            child = node.makeelement(w(name))
            node.insert(1 if name == "pPrDefault" and len(node) else 0, child)
        node = child
    return node


def _child(parent: etree._Element, tag: str) -> etree._Element:
    child = parent.find(tag)
    if child is None:
        before = _BEFORE_PPR | ({PPR} if tag == RPR else set())
        index = next((at for at, each in enumerate(parent) if each.tag not in before), len(parent))
        child = parent.makeelement(tag)
        parent.insert(index, child)
    return child
