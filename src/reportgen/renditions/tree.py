"""Document → nodes of pandoc's tree: the words, blocks and tables of a report.

In go the spans and blocks of one Document, out come nodes. Numbers of headings are words here, as
Word computes its own, so that they are there in a format that cannot count. A `Style` says what a
format can carry.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import groupby

from reportgen.document import Block, Cell, Document, Span, Spans
from reportgen.kinds import Direction
from reportgen.languages import LANGUAGES
from reportgen.latin import fold_direction_marks, split_latin
from reportgen.renditions import nodes
from reportgen.renditions.anchors import Anchors, origin_of

_DIRECTIONS: dict[str, Direction] = {each.tag: each.direction for each in LANGUAGES}
_GAP = nodes.attributes("", ("mark",))
_ITEMS = frozenset({"bullet", "number", "continuation"})


@dataclass(frozen=True, slots=True)
class Style:
    """What a format can carry.

    `has_anchors`: a block can be pointed at; `has_marks`: words can be marked as a gap or as being
    in another language; `has_directions`: words can be given a direction of their own;
    `has_captions`: a table can have a title of its own, which stands above it; `has_lines`: pandoc
    may break lines, so that it has to know where the words end.
    """

    has_anchors: bool = False
    has_marks: bool = False
    has_directions: bool = False
    has_captions: bool = False
    has_lines: bool = True


@dataclass(slots=True)
class TreeBuilder:
    """Makes nodes of one Document. Anchors, headings and lists are counted through all of it."""

    document: Document
    style: Style
    anchors: Anchors = field(default_factory=Anchors)
    _headings: list[int] = field(default_factory=lambda: [0, 0, 0])
    _lists: dict[str, int] = field(default_factory=dict)

    def body(self) -> list[nodes.Block]:
        """Return the sections of the report; their headings begin at level 2, below the title."""
        return self.blocks(tuple(self.document.blocks()))

    def blocks(self, blocks: Sequence[Block]) -> list[nodes.Block]:
        """Return blocks in order: items gathered to lists, captions in their tables."""
        found: list[nodes.Block] = []
        for is_list, run in groupby(blocks, key=lambda block: block.kind in _ITEMS):
            neighbours = tuple(run)
            found += self._lists_of(neighbours) if is_list else self._others(neighbours)
        return found

    def paragraph(self, block: Block) -> nodes.Block:
        """Return the words of a block as a paragraph with the block's anchor."""
        language = self._language_of(block.spans)
        return nodes.paragraph(
            self.inlines(block.spans, language), self._attributes(block, language=language)
        )

    def inlines(self, spans: Spans, around: str = "") -> list[nodes.Inline]:
        """Return spans as words with their looks.

        `around` is the language of what the words stand in, if not the document's.
        """
        around = around or self.document.tag
        found: list[nodes.Inline] = []
        for (language, href), run in groupby(spans, key=self._language_and_target):
            words = self._looks(tuple(run), language)
            if href:
                words = _outside_spaces(words, partial(nodes.link, target=href))
            if language != around and self.style.has_marks:
                words = _outside_spaces(words, self._in_language(language, around))
            found += words
        return found

    # --- blocks

    def _others(self, blocks: Sequence[Block]) -> Iterator[nodes.Block]:
        """Yield what is no list."""
        following = (*blocks[1:], None)
        caption: Block | None = None
        for block, after in zip(blocks, following, strict=True):
            heads_table = after is not None and after.kind == "table"
            if block.kind == "caption" and heads_table and self.style.has_captions:
                caption = block
            elif block.kind == "table":
                yield self._table(block, caption)
                caption = None
            elif block.kind in ("heading", "annex"):
                yield self._heading(block)
            else:
                yield self.paragraph(block)

    def _heading(self, block: Block) -> nodes.Block:
        language = self._language_of(block.spans)
        words = self.inlines(block.spans, language)
        if block.kind == "annex":
            return nodes.heading(2, words, self._attributes(block, ("annex",), language))
        number = self._text(self._next_number(block.level))
        if self.style.has_marks:
            number = [nodes.span(number, nodes.attributes("", ("number",)))]
        attrs = self._attributes(block, language=language)
        return nodes.heading(block.level + 1, [*number, *self._text(" "), *words], attrs)

    def _next_number(self, level: int) -> str:
        """Return the number of the next heading: `2.` on the first level, `2.1` below it."""
        self._headings[level - 1] += 1
        self._headings[level:] = [0] * (len(self._headings) - level)
        shown = ".".join(str(number) for number in self._headings[:level])
        return f"{shown}." if level == 1 else shown

    def _table(self, block: Block, caption: Block | None) -> nodes.Block:
        title = [self.paragraph(caption)] if caption is not None else []
        columns = [self._cell(each, {"scope": "col"}) for each in block.columns]
        rows = [[self._cell(each) for each in row] for row in block.rows]
        made = nodes.table(columns, rows, title, self._attributes(block))
        if not self.style.has_anchors:
            return made
        # Wider than a telephone, it is moved within its frame, by the keys too.
        return nodes.division([made], nodes.attributes("", ("wide",), {"tabindex": "0"}))

    def _cell(self, cell: Cell, pairs: dict[str, str] | None = None) -> Sequence[object]:
        if not self.style.has_anchors:
            return nodes.cell(self.inlines(cell.spans))
        attrs = nodes.attributes(self.anchors.give(cell.origin), (), pairs)
        return nodes.cell(self.inlines(cell.spans), attrs)

    # --- lists

    def _lists_of(self, blocks: Sequence[Block]) -> list[nodes.Block]:
        """Return neighbouring items as lists within lists, by their levels."""
        found: list[nodes.Block] = []
        start = 0
        while start < len(blocks):
            if blocks[start].kind == "continuation":
                found.append(self.paragraph(blocks[start]))
                start += 1
                continue
            items = _items_from(blocks, start)
            start += sum(len(item) for item in items)
            found.append(self._list(items))
        return found

    def _list(self, items: Sequence[Sequence[Block]]) -> nodes.Block:
        """Return one list: each item is its own block and what stands below it."""
        first = items[0][0]
        is_tight = all(block.kind != "continuation" for item in items for block in item)
        made = []
        count = self._lists.get(first.list_id, 0)
        for own, *below in items:
            words = (
                nodes.plain(self.inlines(own.spans))
                if is_tight and not self.style.has_anchors
                else self.paragraph(own)
            )
            made.append([words, *self._lists_of(below)])
        if first.kind != "number":
            return nodes.bullet_list(made)
        self._lists[first.list_id] = count + len(items)
        return nodes.numbered_list(made, count + 1)

    # --- words

    def _language_and_target(self, span: Span) -> tuple[str, str]:
        return span.language or self.document.tag, span.href

    def _looks(self, spans: Spans, language: str) -> list[nodes.Inline]:
        """Return words in one language, with their emphasis.

        Neighbours of one look share its mark: two marks side by side mean something else in
        Markdown.
        """
        found: list[nodes.Inline] = []
        for is_strong, run in groupby(spans, key=lambda span: span.strong):
            inner: list[nodes.Inline] = []
            for is_stressed, same in groupby(run, key=lambda span: span.emphasis):
                words = self._words(same, language)
                inner += _outside_spaces(words, nodes.emphasised) if is_stressed else words
            found += _outside_spaces(inner, nodes.strong) if is_strong else inner
        return found

    def _words(self, spans: Iterable[Span], language: str) -> list[nodes.Inline]:
        """Return words of one look; what was computed is no different from what was written."""
        is_arabic = self.document.direction == _direction(language) == "rtl"
        found: list[nodes.Inline] = []
        for is_gap, run in groupby(spans, key=lambda span: span.kind == "gap"):
            text = "".join(span.text for span in run)
            words = self._right_to_left(text) if is_arabic else self._text(text)
            is_marked = is_gap and self.style.has_marks
            found += [nodes.span(words, _GAP)] if is_marked else words
        return found

    def _text(self, text: str) -> list[nodes.Inline]:
        return nodes.words(text) if self.style.has_lines else nodes.text(text)

    def _right_to_left(self, text: str) -> list[nodes.Inline]:
        """Return Arabic words; Latin ones among them are told their direction.

        Without a way to tell it, they get the invisible marks that the characters need.
        """
        pieces = split_latin(text)
        if not self.style.has_directions:
            return self._text("".join(piece.words for piece in pieces))
        found: list[nodes.Inline] = []
        for piece in pieces:
            words = self._text(fold_direction_marks(piece.words))
            # A plain number is ordered rightly as it stands.
            if piece.is_latin and (not piece.words.isdecimal()):
                words = [nodes.span(words, nodes.attributes("", (), {"dir": "ltr"}))]
            found += words
        return found

    def _in_language(self, language: str, around: str) -> Callable[[nodes.Inlines], nodes.Inline]:
        attrs = nodes.attributes("", (), self._language(language, around))
        return lambda words: nodes.span(words, attrs)

    def _language(self, language: str, around: str) -> dict[str, str]:
        """Return the attributes of text in a language, its direction too where it turns."""
        direction = _direction(language)
        turn = {} if direction == _direction(around) else {"dir": direction}
        return {"lang": language, **turn}

    def _language_of(self, spans: Spans) -> str:
        """Return the language of a whole block, if it is another than the document's.

        Values are in the document's language even where the text around them is not.
        """
        if not self.style.has_anchors:
            return ""
        languages = {span.language for span in spans if span.kind == "text" and span.text.strip()}
        return languages.pop() if len(languages) == 1 else ""

    def _attributes(
        self, block: Block, classes: Sequence[str] = (), language: str = ""
    ) -> nodes.Attributes:
        """Return anchor and language of a block, and its origin where the anchor is another's."""
        if not self.style.has_anchors:
            return nodes.NO_ATTRIBUTES
        anchor = self.anchors.give(block.origin, block.outcome)
        pairs = self._language(language, self.document.tag) if language else {}
        if origin_of(anchor) != block.origin:
            pairs["data-origin"] = block.origin
        return nodes.attributes(anchor, classes, pairs)


def _direction(tag: str) -> Direction:
    """Return the direction of a language; one that is not in the table runs left to right."""
    return _DIRECTIONS.get(tag, "ltr")


def _items_from(blocks: Sequence[Block], start: int) -> list[list[Block]]:
    """Return the items of the list that begins at `start`, each with what belongs to it."""
    first = blocks[start]
    items: list[list[Block]] = []
    for block in blocks[start:]:
        belongs = block.level > first.level or (
            block.kind == "continuation" and block.level == first.level
        )
        if items and belongs:
            items[-1].append(block)
        elif (block.kind, block.level, block.list_id) == (first.kind, first.level, first.list_id):
            items.append([block])
        else:
            break
    return items


def _outside_spaces(
    words: list[nodes.Inline], mark: Callable[[nodes.Inlines], nodes.Inline]
) -> list[nodes.Inline]:
    """Return marked words with the spaces around them left unmarked, as Markdown needs it."""
    start, end = 0, len(words)
    while start < end and words[start] == nodes.SPACE:
        start += 1
    while end > start and words[end - 1] == nodes.SPACE:
        end -= 1
    return [*words[:start], *([mark(words[start:end])] if start < end else []), *words[end:]]
