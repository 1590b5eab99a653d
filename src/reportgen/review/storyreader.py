"""Takes a part of a Word file apart: what is done at the start and the end of each element.

`stories` walks the part and calls the methods. Those for a start return whether what stands below
the element is passed over.
"""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from reportgen.opc.names import ID, NAME, PPR, R_ID, RPR, TCPR, w
from reportgen.opc.names import R as R_TAG
from reportgen.review.elements import BREAKS, HYPHENS, OBJECTS, PROPERTIES, RUN_MARKS, SIDES
from reportgen.review.looks import RunLook, run_look
from reportgen.review.markmaking import MarkMaker, read_properties
from reportgen.review.marks import Anchor, Mark, Piece, RawParagraph, RawRow, Story
from reportgen.review.runningfields import RunningFields
from reportgen.review.wordtext import ORIGIN_PREFIX, short_line

_MAX_OPEN = 16
"""Bookmarks of ours that may be open at once; a file that nests more is not from Word."""


class StoryReader:
    """Walks one part; the methods are called for the start or the end of each element."""

    def __init__(
        self, story: Story, styles: Mapping[str, str], links: Mapping[str, str], first_mark: int
    ) -> None:
        """Begin a story; `first_mark` is the number of the first mark."""
        self.story = story
        self._marks = MarkMaker(first_mark)
        self._fields = RunningFields()
        self._styles = styles
        self._links = links
        self._around: tuple[Mark, ...] = ()
        self._paragraphs: list[RawParagraph] = []
        self._holders = [0]
        self._last_holder = 0
        self._rows: list[RawRow] = []
        self._cells: list[tuple[Mark, ...]] = []
        self._look = RunLook()
        self._hrefs: list[str] = []
        self._open: dict[str, str] = {}
        self._is_open_new = False

    @property
    def next_mark(self) -> int:
        """The number of the next mark."""
        return self._marks.next_mark

    # --- paragraphs, cells, boxes ----------------------------------------------------------------

    def start_paragraph(self, node: etree._Element) -> bool:
        """Begin a paragraph: its properties are read here, and not walked through."""
        paragraph = RawParagraph(
            len(self.story.paragraphs),
            self._holders[-1],
            row=self._rows[-1] if self._rows else None,
            cell_marks=self._cells[-1] if self._cells else (),
            is_in_table=bool(self._rows),
        )
        properties = node.find(PPR)
        if properties is not None:
            read_properties(paragraph, properties, self._marks)
        self.story.paragraphs.append(paragraph)
        self._paragraphs.append(paragraph)
        self._is_open_new = bool(self._open)
        return False

    def end_paragraph(self, _node: etree._Element) -> None:
        """End a paragraph; what encloses it goes on."""
        if self._paragraphs:
            self._paragraphs.pop()

    def end_table(self, _node: etree._Element) -> None:
        """End a table: what follows is another row of paragraphs than what stood before it."""
        self._last_holder += 1
        self._holders[-1] = self._last_holder

    def start_row(self, node: etree._Element) -> bool:
        """Begin a row, with the marks by which it came in or is to go."""
        properties = node.find(w("trPr"))
        marks = []
        for child in properties if properties is not None else ():
            kind = RUN_MARKS.get(str(child.tag))
            if kind is not None:
                marks.append(self._marks.mark(child, kind))
            elif child.tag in PROPERTIES:
                self._keep(self._marks.property(child))
        self._rows.append(RawRow(tuple(marks)))
        return False

    def end_row(self, _node: etree._Element) -> None:
        """End a row."""
        self._rows.pop()

    def start_cell(self, node: etree._Element) -> bool:
        """Begin a cell, with the marks by which it came in or is to go."""
        properties = node.find(TCPR)
        marks = []
        for child in properties if properties is not None else ():
            if child.tag in (w("cellIns"), w("cellDel"), w("cellMerge")):
                marks.append(self._marks.property(child))
            elif child.tag in PROPERTIES:
                self._keep(self._marks.property(child))
        self._cells.append(tuple(marks))
        self._push_holder()
        return False

    def end_cell(self, _node: etree._Element) -> None:
        """End a cell."""
        self._cells.pop()
        self._holders.pop()

    def start_box(self, _node: etree._Element) -> bool:
        """Begin a text box or a note: paragraphs that follow no other."""
        self._push_holder()
        return False

    def end_box(self, _node: etree._Element) -> None:
        """End a text box or a note."""
        self._holders.pop()

    def _push_holder(self) -> None:
        self._last_holder += 1
        self._holders.append(self._last_holder)

    # --- marks -----------------------------------------------------------------------------------

    def start_mark(self, node: etree._Element) -> bool:
        """Begin an insertion, deletion or one side of a move of words."""
        self._around = (*self._around, self._marks.mark(node, RUN_MARKS[str(node.tag)]))
        return False

    def end_mark(self, _node: etree._Element) -> None:
        """End it."""
        self._around = self._around[:-1]

    def property(self, node: etree._Element) -> bool:
        """Keep a mark that is not of words: of a table, a section, a content control."""
        self._keep(self._marks.property(node))
        return True

    def _keep(self, mark: Mark) -> None:
        if self._paragraphs:
            self._paragraphs[-1].properties.append(mark)
        else:
            self.story.properties.append((len(self.story.paragraphs), mark))

    # --- bookmarks and comments ------------------------------------------------------------------

    def start_bookmark(self, node: etree._Element) -> bool:
        """Begin a bookmark; only ours are of interest, their case may have changed."""
        name = node.get(NAME, "").casefold()
        if name.startswith(ORIGIN_PREFIX) and len(name) <= 40:
            if len(self._open) == _MAX_OPEN:
                self._open.pop(next(iter(self._open)))
            self._open[node.get(ID, "")] = name
            self._is_open_new = True
            if self._paragraphs:
                self._paragraphs[-1].names[name] = None
        return False

    def end_bookmark(self, node: etree._Element) -> bool:
        """End a bookmark."""
        self._open.pop(node.get(ID, ""), None)
        return False

    def anchor(self, node: etree._Element) -> bool:
        """Remember where a comment begins, ends or is referred to."""
        paragraph = self._paragraphs[-1] if self._paragraphs else None
        if paragraph is None and self.story.paragraphs:
            paragraph = self.story.paragraphs[-1]
        if paragraph is not None:
            side = SIDES[str(node.tag)]
            number = short_line(node.get(ID, ""))
            paragraph.anchors.append(Anchor(number, side, len(paragraph.pieces)))
        return False

    # --- text ------------------------------------------------------------------------------------

    def start_run(self, node: etree._Element) -> bool:
        """Begin a run: its look is read here."""
        properties = node.find(RPR)
        if properties is None:
            self._look = RunLook()
        else:
            self._look = run_look(properties, self._styles, self._marks.look)
        return False

    def start_link(self, node: etree._Element) -> bool:
        """Begin a link."""
        self._hrefs.append(self._links.get(node.get(R_ID, ""), ""))
        return False

    def end_link(self, _node: etree._Element) -> None:
        """End a link."""
        self._hrefs.pop()

    def text(self, node: etree._Element) -> bool:
        """Take the text of a run, deleted or not."""
        if node.text:
            self._add(node.text)
        return False

    def character(self, node: etree._Element) -> bool:
        """Take what stands for one character."""
        parent = node.getparent()
        if parent is not None and parent.tag == R_TAG:  # `w:tab` is also a tab stop
            self._add(BREAKS.get(str(node.tag)) or HYPHENS[str(node.tag)])
        return False

    def symbol(self, node: etree._Element) -> bool:
        """Take a character of a symbol font."""
        try:
            code = int(node.get(w("char"), ""), 16)
        except ValueError:
            return False
        if 0x20 <= code < 0xD800 or 0xE000 <= code < 0xFFFE:
            self._add(chr(code))
        return False

    def object(self, node: etree._Element) -> bool:
        """Take note of what is no text, where a mark holds it; a text box in it is walked into."""
        if self._around and self._paragraphs:
            kind = OBJECTS[str(node.tag)]
            paragraph = self._paragraphs[-1]
            paragraph.pieces.append(Piece("", self._around, obj=kind))
        return False

    def _add(self, words: str) -> None:
        paragraph = self._paragraphs[-1] if self._paragraphs else None
        if paragraph is None or self._fields.is_counted:
            return
        if self._is_open_new:
            paragraph.names.update(dict.fromkeys(self._open.values()))
            self._is_open_new = False
        look = self._look
        href = self._hrefs[-1] if self._hrefs else ""
        piece = Piece(words, self._around, look.strong, look.emphasis, href, look.format)
        paragraph.pieces.append(piece)

    # --- handed on ---

    def start_range(self, node: etree._Element) -> bool:
        """Begin the named range of a move."""
        self._marks.start_range(node)
        return False

    def end_range(self, node: etree._Element) -> bool:
        """End the named range of a move."""
        self._marks.end_range(node)
        return False

    def field_character(self, node: etree._Element) -> bool:
        """Begin, divide or end a field: only its result is text."""
        self._fields.divide(node)
        return False

    def field_code(self, node: etree._Element) -> bool:
        """Read the name of a field."""
        self._fields.code(node)
        return False

    def start_simple_field(self, node: etree._Element) -> bool:
        """Begin a field that is one element."""
        self._fields.start(node)
        return False

    def end_simple_field(self, _node: etree._Element) -> None:
        """End it."""
        self._fields.end()

    def skip(self, _node: etree._Element) -> bool:
        """Pass over what is said elsewhere, or is no text."""
        return True
