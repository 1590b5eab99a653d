"""The parts of a Word file are read into stories: paragraphs, their pieces and their marks.

In goes the tree of a part, out comes its `Story`. One pass in document order, in time and memory
that grow with the part and with nothing else: no element is looked at twice, nothing recurses.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, Literal

from lxml import etree

from reportgen.opc.names import (
    BOOKMARK_END,
    BOOKMARK_START,
    MC_NS,
    PPR,
    RPR,
    TBL,
    TC,
    TCPR,
    TR,
    TXBX_CONTENT,
    w,
)
from reportgen.opc.names import P as P_TAG
from reportgen.opc.names import R as R_TAG
from reportgen.review.elements import (
    BREAKS,
    HYPHENS,
    OBJECTS,
    PROPERTIES,
    RANGE_ENDS,
    RANGES,
    RUN_MARKS,
    SIDES,
)
from reportgen.review.marks import Story
from reportgen.review.storyreader import StoryReader

_M_NS = "http://schemas.openxmlformats.org/officeDocument/2006/math"


def read_story(
    root: etree._Element,
    kind: Literal["body", "header", "footer", "notes"],
    part: str,
    styles: Mapping[str, str],
    links: Mapping[str, str],
    first_mark: int = 0,
) -> tuple[Story, int]:
    """Return the story of a part, and the number of the next mark.

    `styles` are the names of the character styles by id, `links` the targets of links by id.
    """
    reader = StoryReader(Story(kind, part), styles, links, first_mark)
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, node in walk:
        if event == "end":
            on_end = _ENDS.get(node.tag)
            if on_end is not None:
                on_end(reader, node)
            continue
        on_start = _STARTS.get(node.tag)
        if on_start is not None and on_start(reader, node):
            walk.skip_subtree()
    return reader.story, reader.next_mark


_STARTS: Final[Mapping[str, Callable[[StoryReader, etree._Element], bool]]] = {
    P_TAG: StoryReader.start_paragraph,
    PPR: StoryReader.skip,
    RPR: StoryReader.skip,
    w("sdtPr"): StoryReader.skip,
    w("trPr"): StoryReader.skip,
    TCPR: StoryReader.skip,
    w("delInstrText"): StoryReader.skip,
    f"{{{MC_NS}}}Fallback": StoryReader.skip,
    TR: StoryReader.start_row,
    TC: StoryReader.start_cell,
    TXBX_CONTENT: StoryReader.start_box,
    w("footnote"): StoryReader.start_box,
    w("endnote"): StoryReader.start_box,
    R_TAG: StoryReader.start_run,
    w("t"): StoryReader.text,
    w("delText"): StoryReader.text,
    f"{{{_M_NS}}}t": StoryReader.text,
    w("sym"): StoryReader.symbol,
    w("hyperlink"): StoryReader.start_link,
    w("fldChar"): StoryReader.field_character,
    w("instrText"): StoryReader.field_code,
    w("fldSimple"): StoryReader.start_simple_field,
    BOOKMARK_START: StoryReader.start_bookmark,
    BOOKMARK_END: StoryReader.end_bookmark,
    **dict.fromkeys(RUN_MARKS, StoryReader.start_mark),
    **dict.fromkeys(PROPERTIES, StoryReader.property),
    **dict.fromkeys(RANGES, StoryReader.start_range),
    **dict.fromkeys(RANGE_ENDS, StoryReader.end_range),
    **dict.fromkeys(SIDES, StoryReader.anchor),
    **dict.fromkeys((*BREAKS, *HYPHENS), StoryReader.character),
    **dict.fromkeys(OBJECTS, StoryReader.object),
}
_ENDS: Final[Mapping[str, Callable[[StoryReader, etree._Element], None]]] = {
    P_TAG: StoryReader.end_paragraph,
    TBL: StoryReader.end_table,
    TR: StoryReader.end_row,
    TC: StoryReader.end_cell,
    TXBX_CONTENT: StoryReader.end_box,
    w("footnote"): StoryReader.end_box,
    w("endnote"): StoryReader.end_box,
    w("hyperlink"): StoryReader.end_link,
    w("fldSimple"): StoryReader.end_simple_field,
    **dict.fromkeys(RUN_MARKS, StoryReader.end_mark),
}
