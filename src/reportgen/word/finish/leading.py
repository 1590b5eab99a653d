"""Paragraphs that lead in a list or a table stay on its page.

"The following was agreed:" at the foot of a page, with the list overleaf, reads as if the list had
been lost.
"""

from __future__ import annotations

import itertools
import re

from reportgen.document import Block, Document

_ITEMS = frozenset({"bullet", "number"})
_LED_IN = _ITEMS | {"caption", "table"}
_LEADING = frozenset({"paragraph", "continuation"})
_STYLE = re.compile(r"<w:pPr>(?:<w:pStyle [^>]*/>)?")


def lead_ins(document: Document) -> frozenset[str]:
    """Return the origins of the blocks that lead in the next one."""
    return frozenset(
        block.origin
        for block, after in itertools.pairwise(document.blocks())
        if _leads(block, after)
    )


def keep_with_next(properties: str) -> str:
    """Return the `w:pPr` of a paragraph (or nothing) that stays on the page of the next one."""
    if "<w:keepNext" in properties:
        return properties
    if properties in ("", "<w:pPr/>"):
        return "<w:pPr><w:keepNext/></w:pPr>"
    return _STYLE.sub(r"\g<0><w:keepNext/>", properties, count=1)


def _leads(block: Block, after: Block) -> bool:
    """Return whether a block leads in the one after it; an item does the list below it."""
    if block.kind in _LEADING:
        return after.kind in _LED_IN
    if block.kind in _ITEMS:
        return after.kind in _ITEMS and after.level > block.level
    return block.kind == "caption" and after.kind == "table"
