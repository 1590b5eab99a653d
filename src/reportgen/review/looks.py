"""How a run of a returned file looks, and what of its look a reviewer changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

from lxml import etree

from reportgen.opc.names import RPR, RSTYLE, VAL, w
from reportgen.review.marks import Format, Mark

_OFF: Final = frozenset({"0", "false", "off", "none"})
_CHANGE: Final = w("rPrChange")
_STRONG: Final = (w("b"), w("bCs"))
_EMPHASIS: Final = (w("i"), w("iCs"))
_NO_LOOK: Final = frozenset({*_STRONG, *_EMPHASIS, _CHANGE})


class RunLook(NamedTuple):
    """What of the look of a run can be said in a text, and how a reviewer changed it."""

    strong: bool = False
    emphasis: bool = False
    format: Format | None = None


def run_look(
    properties: etree._Element,
    styles: Mapping[str, str],
    mark_of: Callable[[etree._Element], Mark],
) -> RunLook:
    """Return the look of a run with these `w:rPr`.

    `styles` are names of character styles by id: the styles Strong and Emphasis count as the looks
    that they have in Word.
    """
    strong, emphasis = _emphasis(properties, styles)
    change = properties.find(_CHANGE)
    if change is None:
        return RunLook(strong, emphasis)
    before = change.find(RPR)
    was = _emphasis(before, styles) if before is not None else (False, False)
    others = _differences(properties, before)
    return RunLook(strong, emphasis, Format(mark_of(change), *was, others))


def _emphasis(properties: etree._Element, styles: Mapping[str, str]) -> tuple[bool, bool]:
    style = properties.find(RSTYLE)
    name = styles.get(style.get(VAL, ""), "") if style is not None else ""
    strong = name == "strong" or any(_is_on(properties, tag) for tag in _STRONG)
    emphasis = name == "emphasis" or any(_is_on(properties, tag) for tag in _EMPHASIS)
    return strong, emphasis


def _is_on(properties: etree._Element, tag: str) -> bool:
    found = properties.find(tag)
    return found is not None and found.get(VAL, "").lower() not in _OFF


def _differences(now: etree._Element, before: etree._Element | None) -> tuple[str, ...]:
    """Return the names of properties that differ, bold and italic left out: those have a look."""
    old, new = _values(before), _values(now)
    names = {tag for tag, _ in old ^ new if tag not in _NO_LOOK}
    return tuple(sorted(tag.rpartition("}")[2] for tag in names))


def _values(properties: etree._Element | None) -> set[tuple[str, str]]:
    if properties is None:
        return set()
    return {(str(child.tag), str(sorted(child.attrib.items()))) for child in properties}
