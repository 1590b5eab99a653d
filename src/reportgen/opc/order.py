"""The order in which the schema wants the children of property elements.

Word refuses files whose properties are out of order; docxtpl's tags for cells and many programs
that write DOCX do not care. The lists are the sequences of ISO/IEC 29500-1 (wml.xsd), transitional.
"""

from __future__ import annotations

import itertools
from typing import Final

from lxml import etree

from reportgen.opc.names import w

_RPR = (
    "ins del moveFrom moveTo "
    "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof "
    "snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd "
    "fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath"
)
_PPR = (
    "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr "
    "shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE "
    "autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents "
    "suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr "
    "sectPr"
)
_TBLPR = (
    "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc "
    "tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription"
)
_TCPR = (
    "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign "
    "hideMark headers cellIns cellDel cellMerge"
)
_SECTPR = (
    "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders "
    "lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter "
    "docGrid printerSettings"
)
_LAST = 1000  # the record of an earlier formatting (`rPrChange` …) closes every property element
_UNKNOWN = 900  # Word 2010 effects (w14) stand after what the first edition knows


def _ranks(names: str) -> dict[str, int]:
    return {w(name): rank for rank, name in enumerate(names.split())}


# Header and footer references are one choice: either kind may come first.
_SECTPR_RANKS = _ranks(_SECTPR) | {w("footerReference"): 0}
# The children of trPr may come in any order, but for the marks of tracked changes.
_TRPR_RANKS = {w("ins"): 901, w("del"): 902}

RANKS: Final[dict[str, dict[str, int]]] = {
    w("rPr"): _ranks(_RPR) | {w("rPrChange"): _LAST},
    w("pPr"): _ranks(_PPR) | {w("pPrChange"): _LAST},
    w("tblPr"): _ranks(_TBLPR) | {w("tblPrChange"): _LAST},
    w("tcPr"): _ranks(_TCPR) | {w("tcPrChange"): _LAST},
    w("trPr"): _TRPR_RANKS | {w("trPrChange"): _LAST},
    w("sectPr"): _SECTPR_RANKS | {w("sectPrChange"): _LAST},
}
PROPERTY_TAGS: Final = tuple(RANKS)


def sort_children(element: etree._Element) -> bool:
    """Put the children of a property element in schema order; return whether any moved."""
    ranks = RANKS[element.tag]
    order = [ranks.get(child.tag, _UNKNOWN) for child in element]
    if all(left <= right for left, right in itertools.pairwise(order)):
        return False
    element[:] = [child for _, child in sorted(zip(order, element, strict=True), key=_by_rank)]
    return True


def sort_properties(root: etree._Element) -> bool:
    """Put all property elements under `root` in schema order; return whether any changed."""
    moved = False
    for element in list(root.iter(*PROPERTY_TAGS)):
        moved |= sort_children(element)
    return moved


def put_child(parent: etree._Element, name: str, **attributes: str) -> etree._Element:
    """Set a child of a property element, at its place in the schema, and return it.

    `name` and the attributes are in the `w` namespace; a child of that name is replaced.
    """
    tag = w(name)
    child = parent.find(tag)
    if child is not None:
        parent.remove(child)
    ranks = RANKS[parent.tag]
    rank = ranks[tag]
    index = next(
        (at for at, other in enumerate(parent) if ranks.get(other.tag, _UNKNOWN) > rank),
        len(parent),
    )
    child = parent.makeelement(tag, {w(key): value for key, value in attributes.items()})
    parent.insert(index, child)
    return child


def _by_rank(pair: tuple[int, etree._Element]) -> int:
    return pair[0]
