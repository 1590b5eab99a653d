"""Nodes of pandoc's document tree, as the JSON that pandoc reads.

In go words and nodes, out come nodes. There is a function for each kind of node that a report has
and for no other: a raw block, an image or an include cannot be made here, so nothing a text says
can become markup, a file that is read or a page that is fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NewType

Inline = NewType("Inline", dict[str, object])
Block = NewType("Block", dict[str, object])
MetaValue = NewType("MetaValue", dict[str, object])
Attributes = tuple[str, Sequence[str], Sequence[tuple[str, str]]]
Inlines = Sequence[Inline]
Blocks = Sequence[Block]

# The version of the tree's types in pandoc 3; it refuses a tree of another.
_API_VERSION = (1, 23, 1)
SPACE = Inline({"t": "Space"})
# A line may break at these; spaces that do not break belong to their word.
_SPACES = re.compile(r"[ \t\r\n]+")


def attributes(
    identifier: str = "", classes: Iterable[str] = (), pairs: Mapping[str, str] | None = None
) -> Attributes:
    """Return id, classes and named attributes in the form that nodes take them in."""
    return identifier, tuple(classes), tuple((pairs or {}).items())


NO_ATTRIBUTES = attributes()


def words(text: str) -> list[Inline]:
    """Return a text as words and the spaces between them; runs of spaces become one."""
    found: list[Inline] = []
    for number, word in enumerate(_SPACES.split(text)):
        if number:
            found.append(SPACE)
        if word:
            found.append(Inline({"t": "Str", "c": word}))
    return found


def text(words: str) -> list[Inline]:
    """Return a text as it stands, for a format whose lines are not broken by pandoc.

    Only the spaces around it are nodes: a link or an emphasis can leave them out.
    """
    inner = words.strip(" ")
    if not inner:
        return [SPACE] if words else []
    before = [SPACE] if words.startswith(" ") else []
    after = [SPACE] if words.endswith(" ") else []
    return [*before, Inline({"t": "Str", "c": inner}), *after]


def strong(content: Inlines) -> Inline:
    """Return words of strong importance."""
    return Inline({"t": "Strong", "c": content})


def emphasised(content: Inlines) -> Inline:
    """Return words that are stressed."""
    return Inline({"t": "Emph", "c": content})


def span(content: Inlines, attrs: Attributes) -> Inline:
    """Return words with attributes: a language, a direction, a class."""
    return Inline({"t": "Span", "c": (attrs, content)})


def link(content: Inlines, target: str, attrs: Attributes = NO_ATTRIBUTES) -> Inline:
    """Return words that lead to an address."""
    return Inline({"t": "Link", "c": (attrs, content, (target, ""))})


def plain(content: Inlines) -> Block:
    """Return words that are no paragraph: what stands in a table cell or a menu."""
    return Block({"t": "Plain", "c": content})


def paragraph(content: Inlines, attrs: Attributes = NO_ATTRIBUTES) -> Block:
    """Return a paragraph.

    Pandoc's paragraphs have no attributes; a division that says it is only their wrapper is written
    as the paragraph itself.
    """
    bare = Block({"t": "Para", "c": content})
    if attrs == NO_ATTRIBUTES:
        return bare
    identifier, classes, pairs = attrs
    return division([bare], (identifier, classes, (("wrapper", "1"), *pairs)))


def division(content: Blocks, attrs: Attributes) -> Block:
    """Return blocks that belong together."""
    return Block({"t": "Div", "c": (attrs, content)})


def heading(level: int, content: Inlines, attrs: Attributes = NO_ATTRIBUTES) -> Block:
    """Return a heading; level 1 is the highest."""
    return Block({"t": "Header", "c": (level, attrs, content)})


def bullet_list(items: Iterable[Blocks]) -> Block:
    """Return a list with bullets."""
    return Block({"t": "BulletList", "c": tuple(items)})


def numbered_list(items: Iterable[Blocks], start: int = 1) -> Block:
    """Return a list with numbers as in `1)`, the first of them `start`."""
    style = (start, {"t": "Decimal"}, {"t": "OneParen"})
    return Block({"t": "OrderedList", "c": (style, tuple(items))})


def definition_list(items: Iterable[tuple[Inlines, Sequence[Blocks]]]) -> Block:
    """Return terms, each with its definitions."""
    return Block({"t": "DefinitionList", "c": tuple(items)})


def cell(content: Inlines, attrs: Attributes = NO_ATTRIBUTES) -> Sequence[object]:
    """Return a cell of a table."""
    return attrs, {"t": "AlignDefault"}, 1, 1, [plain(content)] if content else []


def table(
    columns: Sequence[Sequence[object]],
    rows: Iterable[Sequence[Sequence[object]]],
    caption: Blocks = (),
    attrs: Attributes = NO_ATTRIBUTES,
) -> Block:
    """Return a table of cells; `columns` is its one row of header cells."""
    widths = [({"t": "AlignDefault"}, {"t": "ColWidthDefault"}) for _ in columns]
    head = (NO_ATTRIBUTES, [(NO_ATTRIBUTES, columns)] if columns else [])
    body = (NO_ATTRIBUTES, 0, (), [(NO_ATTRIBUTES, row) for row in rows])
    foot = (NO_ATTRIBUTES, ())
    return Block({"t": "Table", "c": (attrs, (None, caption), widths, head, [body], foot)})


def meta_words(text: str) -> MetaValue:
    """Return a plain text as metadata."""
    return MetaValue({"t": "MetaInlines", "c": words(text)})


def meta_inlines(content: Inlines) -> MetaValue:
    """Return words with their looks as metadata."""
    return MetaValue({"t": "MetaInlines", "c": content})


def meta_blocks(content: Blocks) -> MetaValue:
    """Return blocks as metadata, which a page can place apart from its body."""
    return MetaValue({"t": "MetaBlocks", "c": content})


def meta_text(text: str) -> MetaValue:
    """Return a text as metadata that is written as it stands, such as a language tag."""
    return MetaValue({"t": "MetaString", "c": text})


def tree(meta: Mapping[str, MetaValue], blocks: Blocks) -> dict[str, object]:
    """Return a whole document."""
    return {"pandoc-api-version": _API_VERSION, "meta": dict(meta), "blocks": blocks}
