"""The parts of a Word file are read into stories: paragraphs, their pieces and their marks.

In goes the tree of a part, out comes its `Story`. One pass in document order, in time and memory
that grow with the part and with nothing else: no element is looked at twice, nothing recurses.
What each element means is in docs/analysis/revisions.md, with where that is known from.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final, Literal

from lxml import etree

from reportgen.opc.names import (
    BOOKMARK_END,
    BOOKMARK_START,
    ID,
    MC_NS,
    NAME,
    PPR,
    PSTYLE,
    R_ID,
    RPR,
    TBL,
    TC,
    TCPR,
    TR,
    TXBX_CONTENT,
    VAL,
    w,
)
from reportgen.opc.names import P as P_TAG
from reportgen.opc.names import R as R_TAG
from reportgen.review.looks import RunLook, run_look
from reportgen.review.marks import Anchor, Mark, MarkKind, Piece, RawParagraph, RawRow, Story
from reportgen.review.wordtext import ORIGIN_PREFIX

_M_NS = "http://schemas.openxmlformats.org/officeDocument/2006/math"
_MAX_OPEN = 16
"""Bookmarks of ours that may be open at once; a file that nests more is not from Word."""
_MAX_NAME = 200
_RUN_MARKS: Final[Mapping[str, MarkKind]] = {
    w("ins"): "ins",
    w("del"): "del",
    w("moveFrom"): "moveFrom",
    w("moveTo"): "moveTo",
}
_RANGES: Final = {
    w("moveFromRangeStart"): "moveFrom",
    w("moveToRangeStart"): "moveTo",
}
_RANGE_ENDS: Final = (w("moveFromRangeEnd"), w("moveToRangeEnd"))
_PROPERTIES: Final = frozenset({
    w("pPrChange"), w("sectPrChange"), w("tblPrChange"), w("tblGridChange"), w("trPrChange"),
    w("tcPrChange"), w("tblPrExChange"), w("numberingChange"), w("cellIns"), w("cellDel"),
    w("cellMerge"), w("customXmlInsRangeStart"), w("customXmlDelRangeStart"),
    w("customXmlMoveFromRangeStart"), w("customXmlMoveToRangeStart"),
})  # fmt: skip
_OBJECTS: Final = {
    w("drawing"): "picture",
    w("pict"): "picture",
    w("object"): "picture",
    w("footnoteReference"): "note",
    w("endnoteReference"): "note",
}
_BREAKS: Final = {w("tab"): "\t", w("ptab"): "\t", w("br"): "\n", w("cr"): "\n"}
_HYPHENS: Final = {
    w("noBreakHyphen"): "\N{NON-BREAKING HYPHEN}",
    w("softHyphen"): "\N{SOFT HYPHEN}",
}
TEXT_CHARACTERS: Final = {w("t"): "", **_BREAKS, **_HYPHENS}
"""Elements of a run that are text: what each stands for, nothing where it has text itself."""
_COUNTED_FIELDS = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES", "SECTION"})
"""Fields whose result the program that shows the file computes: no words of anybody."""


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
    reader = _Reader(Story(kind, part), styles, links, first_mark)
    reader.read(root)
    return reader.story, reader.next_mark


class _Reader:
    """Walks one part; the methods are called for the start or the end of each element."""

    def __init__(
        self, story: Story, styles: Mapping[str, str], links: Mapping[str, str], first_mark: int
    ) -> None:
        self.story = story
        self.next_mark = first_mark
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
        self._moves: dict[str, tuple[str, str]] = {}
        self._fields: list[_Field] = []

    def read(self, root: etree._Element) -> None:
        """Read the whole part."""
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, node in walk:
            if event == "end":
                on_end = _ENDS.get(node.tag)
                if on_end is not None:
                    on_end(self, node)
                continue
            on_start = _STARTS.get(node.tag)
            if on_start is not None and on_start(self, node):
                walk.skip_subtree()

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
            self._read_properties(paragraph, properties)
        self.story.paragraphs.append(paragraph)
        self._paragraphs.append(paragraph)
        self._is_open_new = bool(self._open)
        return False

    def _read_properties(self, paragraph: RawParagraph, properties: etree._Element) -> None:
        style = properties.find(PSTYLE)
        if style is not None:
            paragraph.style = style.get(VAL, "")
        level = properties.find(f"{w('numPr')}/{w('ilvl')}")
        paragraph.level = level.get(VAL, "") if level is not None else ""
        marks = []
        for child in properties.iter():
            parent = child.getparent()
            kind = _RUN_MARKS.get(str(child.tag))
            if kind is not None and parent is not None and _is_within(parent, properties):
                if parent.tag == RPR:
                    marks.append(self._mark(child, kind))
                else:
                    paragraph.properties.append(self._property(child))
            elif child.tag in _PROPERTIES or child.tag == w("rPrChange"):
                paragraph.properties.append(self._property(child))
        paragraph.marks = tuple(marks)

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
            kind = _RUN_MARKS.get(str(child.tag))
            if kind is not None:
                marks.append(self._mark(child, kind))
            elif child.tag in _PROPERTIES:
                self._keep(self._property(child))
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
                marks.append(self._property(child))
            elif child.tag in _PROPERTIES:
                self._keep(self._property(child))
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
        self._around = (*self._around, self._mark(node, _RUN_MARKS[str(node.tag)]))
        return False

    def end_mark(self, _node: etree._Element) -> None:
        """End it."""
        self._around = self._around[:-1]

    def property(self, node: etree._Element) -> bool:
        """Keep a mark that is not of words: of a table, a section, a content control."""
        self._keep(self._property(node))
        return True

    def _keep(self, mark: Mark) -> None:
        if self._paragraphs:
            self._paragraphs[-1].properties.append(mark)
        else:
            self.story.properties.append((len(self.story.paragraphs), mark))

    def start_range(self, node: etree._Element) -> bool:
        """Begin the named range of a move."""
        if len(self._moves) < _MAX_OPEN:
            kind = _RANGES[str(node.tag)]
            self._moves[node.get(ID, "")] = (kind, short_line(node.get(NAME, "")))
        return False

    def end_range(self, node: etree._Element) -> bool:
        """End the named range of a move."""
        self._moves.pop(node.get(ID, ""), None)
        return False

    def _mark(self, node: etree._Element, kind: MarkKind) -> Mark:
        name = ""
        if kind in ("moveFrom", "moveTo"):
            name = next((name for side, name in self._moves.values() if side == kind), "")
        return self._new_mark(node, kind, name, "")

    def _property(self, node: etree._Element) -> Mark:
        what = str(node.tag).rpartition("}")[2]
        parent = node.getparent()
        if what in _KIND_WORDS and parent is not None:
            what = str(parent.tag).rpartition("}")[2]
        return self._new_mark(node, "property", "", what)

    def _new_mark(self, node: etree._Element, kind: MarkKind, name: str, what: str) -> Mark:
        author = short_line(node.get(w("author"), ""))
        date = short_line(node.get(w("date"), ""))
        self.next_mark += 1
        return Mark(self.next_mark - 1, kind, author, date, name, what)

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
            side = _SIDES[str(node.tag)]
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
            self._look = run_look(properties, self._styles, self._run_change)
        return False

    def _run_change(self, node: etree._Element) -> Mark:
        return self._new_mark(node, "property", "", "rPrChange")

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
            self._add(_BREAKS.get(str(node.tag)) or _HYPHENS[str(node.tag)])
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
            kind = _OBJECTS[str(node.tag)]
            paragraph = self._paragraphs[-1]
            paragraph.pieces.append(Piece("", self._around, obj=kind))  # type: ignore[arg-type]
        return False

    def _add(self, words: str) -> None:
        paragraph = self._paragraphs[-1] if self._paragraphs else None
        if paragraph is None or self._is_counted():
            return
        if self._is_open_new:
            paragraph.names.update(dict.fromkeys(self._open.values()))
            self._is_open_new = False
        look = self._look
        href = self._hrefs[-1] if self._hrefs else ""
        piece = Piece(words, self._around, look.strong, look.emphasis, href, look.format)
        paragraph.pieces.append(piece)

    # --- fields ----------------------------------------------------------------------------------

    def field_character(self, node: etree._Element) -> bool:
        """Begin, divide or end a field: only its result is text."""
        match node.get(w("fldCharType")):
            case "begin":
                self._fields.append(_Field())
            case "separate" if self._fields:
                self._fields[-1].is_result = True
            case "end" if self._fields:
                self._fields.pop()
        return False

    def field_code(self, node: etree._Element) -> bool:
        """Read the name of a field."""
        if self._fields and not self._fields[-1].is_result:
            self._fields[-1].code += (node.text or "")[:40]
        return False

    def start_simple_field(self, node: etree._Element) -> bool:
        """Begin a field that is one element."""
        self._fields.append(_Field(node.get(w("instr"), "")[:40], is_result=True))
        return False

    def end_simple_field(self, _node: etree._Element) -> None:
        """End it."""
        if self._fields:
            self._fields.pop()

    def _is_counted(self) -> bool:
        """Whether the text is the result of a field that counts pages, or no result at all."""
        return bool(self._fields) and self._fields[-1].is_counted

    def skip(self, _node: etree._Element) -> bool:
        """Pass over what is said elsewhere, or is no text."""
        return True


class _Field:
    __slots__ = ("code", "is_result")

    def __init__(self, code: str = "", is_result: bool = False) -> None:
        self.code = code
        self.is_result = is_result

    @property
    def is_counted(self) -> bool:
        words = self.code.split()
        return not self.is_result or (bool(words) and words[0].upper() in _COUNTED_FIELDS)


def _is_within(node: etree._Element, properties: etree._Element) -> bool:
    """Whether a node belongs to the properties as they are, not to a record of earlier ones."""
    step: etree._Element | None = node
    while step is not None and step is not properties:
        if step.tag in _PROPERTIES:
            return False
        step = step.getparent()
    return True


def short_line(text: str) -> str:
    """Return a name, date or number without what does not belong into a line, at most so long."""
    return "".join(char for char in text[:_MAX_NAME] if char.isprintable()).strip()


def merged_pieces(pieces: Iterator[Piece]) -> list[Piece]:
    """Return pieces with those joined that differ in nothing: Word cuts runs as it likes."""
    merged: list[Piece] = []
    texts: list[str] = []
    for piece in pieces:
        last = merged[-1] if merged else None
        if last is not None and _are_alike(last, piece):
            texts[-1] += piece.text
            continue
        merged.append(piece)
        texts.append(piece.text)
    return [
        piece if piece.text == text else _with_text(piece, text)
        for piece, text in zip(merged, texts, strict=True)
    ]


def _are_alike(one: Piece, other: Piece) -> bool:
    if one.obj or other.obj or one.is_break or other.is_break:
        return False
    return (one.marks, one.strong, one.emphasis, one.href, one.format) == (
        other.marks,
        other.strong,
        other.emphasis,
        other.href,
        other.format,
    )


def _with_text(piece: Piece, text: str) -> Piece:
    return Piece(text, piece.marks, piece.strong, piece.emphasis, piece.href, piece.format)


_KIND_WORDS = frozenset({"ins", "del", "moveFrom", "moveTo"})
_SIDES: Final[Mapping[str, Literal["start", "end", "reference"]]] = {
    w("commentRangeStart"): "start",
    w("commentRangeEnd"): "end",
    w("commentReference"): "reference",
}
_STARTS: Final[Mapping[str, Callable[[_Reader, etree._Element], bool]]] = {
    P_TAG: _Reader.start_paragraph,
    PPR: _Reader.skip,
    RPR: _Reader.skip,
    w("sdtPr"): _Reader.skip,
    w("trPr"): _Reader.skip,
    TCPR: _Reader.skip,
    w("delInstrText"): _Reader.skip,
    f"{{{MC_NS}}}Fallback": _Reader.skip,
    TR: _Reader.start_row,
    TC: _Reader.start_cell,
    TXBX_CONTENT: _Reader.start_box,
    w("footnote"): _Reader.start_box,
    w("endnote"): _Reader.start_box,
    R_TAG: _Reader.start_run,
    w("t"): _Reader.text,
    w("delText"): _Reader.text,
    f"{{{_M_NS}}}t": _Reader.text,
    w("sym"): _Reader.symbol,
    w("hyperlink"): _Reader.start_link,
    w("fldChar"): _Reader.field_character,
    w("instrText"): _Reader.field_code,
    w("fldSimple"): _Reader.start_simple_field,
    BOOKMARK_START: _Reader.start_bookmark,
    BOOKMARK_END: _Reader.end_bookmark,
    **dict.fromkeys(_RUN_MARKS, _Reader.start_mark),
    **dict.fromkeys(_PROPERTIES, _Reader.property),
    **dict.fromkeys(_RANGES, _Reader.start_range),
    **dict.fromkeys(_RANGE_ENDS, _Reader.end_range),
    **dict.fromkeys(_SIDES, _Reader.anchor),
    **dict.fromkeys((*_BREAKS, *_HYPHENS), _Reader.character),
    **dict.fromkeys(_OBJECTS, _Reader.object),
}
_ENDS: Final[Mapping[str, Callable[[_Reader, etree._Element], None]]] = {
    P_TAG: _Reader.end_paragraph,
    TBL: _Reader.end_table,
    TR: _Reader.end_row,
    TC: _Reader.end_cell,
    TXBX_CONTENT: _Reader.end_box,
    w("footnote"): _Reader.end_box,
    w("endnote"): _Reader.end_box,
    w("hyperlink"): _Reader.end_link,
    w("fldSimple"): _Reader.end_simple_field,
    **dict.fromkeys(_RUN_MARKS, _Reader.end_mark),
}
