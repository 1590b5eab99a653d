"""Which elements of WordprocessingML mean what to who reads revisions.

What each element means is in docs/analysis/revisions.md, with where that is known from.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

from reportgen.opc.names import w
from reportgen.review.marks import MarkKind, ObjectKind

RUN_MARKS: Final[Mapping[str, MarkKind]] = {
    w("ins"): "ins",
    w("del"): "del",
    w("moveFrom"): "moveFrom",
    w("moveTo"): "moveTo",
}
"""Marks around words, of the end of a paragraph, and of rows."""
RANGES: Final = {
    w("moveFromRangeStart"): "moveFrom",
    w("moveToRangeStart"): "moveTo",
}
"""The beginnings of the named ranges of moves."""
RANGE_ENDS: Final = (w("moveFromRangeEnd"), w("moveToRangeEnd"))
PROPERTIES: Final = frozenset({
    w("pPrChange"), w("sectPrChange"), w("tblPrChange"), w("tblGridChange"), w("trPrChange"),
    w("tcPrChange"), w("tblPrExChange"), w("numberingChange"), w("cellIns"), w("cellDel"),
    w("cellMerge"), w("customXmlInsRangeStart"), w("customXmlDelRangeStart"),
    w("customXmlMoveFromRangeStart"), w("customXmlMoveToRangeStart"),
})  # fmt: skip
OBJECTS: Final[Mapping[str, ObjectKind]] = {
    w("drawing"): "picture",
    w("pict"): "picture",
    w("object"): "picture",
    w("footnoteReference"): "note",
    w("endnoteReference"): "note",
}
BREAKS: Final = {w("tab"): "\t", w("ptab"): "\t", w("br"): "\n", w("cr"): "\n"}
HYPHENS: Final = {
    w("noBreakHyphen"): "\N{NON-BREAKING HYPHEN}",
    w("softHyphen"): "\N{SOFT HYPHEN}",
}
TEXT_CHARACTERS: Final = {w("t"): "", **BREAKS, **HYPHENS}
"""Elements of a run that are text: what each stands for, nothing where it has text itself."""
SIDES: Final[Mapping[str, Literal["start", "end", "reference"]]] = {
    w("commentRangeStart"): "start",
    w("commentRangeEnd"): "end",
    w("commentReference"): "reference",
}
