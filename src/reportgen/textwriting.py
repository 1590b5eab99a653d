"""Words with their looks, written as the source of a text.

The other way round from `texts`: in go words, expressions and looks, out comes a source in inline
Markdown that renders exactly them. Not everything has such a source, so sources are proposed from
the best to the least, and who asks for them sees which renders what was meant.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from reportgen.texts import parse_text

_SPECIAL = frozenset("*_[]\\{}")
_ENTITY = re.compile(r"&(?=#?\w+;)")


class Item(NamedTuple):
    """A rendered character, or an expression (`is_expression`), with its look.

    `href` is the target of the link it stands in; a target that is an expression is written as one.
    """

    text: str
    is_expression: bool = False
    strong: bool = False
    emphasis: bool = False
    href: str = ""

    def dressed_as(self, other: Item) -> Item:
        """Return it with the look of another added to its own."""
        return self._replace(
            strong=self.strong or other.strong,
            emphasis=self.emphasis or other.emphasis,
            href=self.href or other.href,
        )

    @property
    def is_space(self) -> bool:
        """Whether it is a space of some kind."""
        return not self.is_expression and self.text.isspace()


def items_of(source: str) -> list[Item]:
    """Return what a source renders; raises ValueError for one with faults."""
    parsed = parse_text(source)
    if parsed.faults:
        raise ValueError(f"the text has faults: {parsed.faults[0].message}")
    items = []
    for piece in parsed.pieces:
        target = piece.href_expression
        look = Item(
            "", False, piece.strong, piece.emphasis, target.source if target else piece.href
        )
        if piece.expression is not None:
            items.append(look._replace(text=piece.expression.source, is_expression=True))
        else:
            items += [Item(each).dressed_as(look) for each in piece.text]
    return items


def renders(source: str, items: Sequence[Item]) -> bool:
    """Whether a source has no fault and renders this, with the looks that can be seen."""
    return not parse_text(source).faults and _visible(items_of(source)) == _visible(items)


def _visible(items: Sequence[Item]) -> list[Item]:
    """Return the text with the look of spaces that of plain words: nobody sees it."""
    return [
        item._replace(strong=False, emphasis=False) if item.is_space else item for item in items
    ]


def escape_text(words: str, before: str = "", after: str = "", *, is_thorough: bool = False) -> str:
    """Return words written as a source that renders exactly them, and them only.

    `before` and `after` are what stands beside them in the source, empty at its ends: a backslash
    is put only where Markdown or an expression would begin there, or before every mark that could
    mean something if `is_thorough`. The words are one line; no source holds a character of plane 16
    or a backslash directly before an expression.
    """
    if is_thorough:
        return "".join(f"\\{each}" if each in _SPECIAL else each for each in words)
    around = f"{before[-1:] or ' '}{words}{after[:1] or ' '}"
    return "".join(
        f"\\{each}" if _begins_something(each, around[at], around[at + 2]) else each
        for at, each in enumerate(words)
    )


def _begins_something(character: str, left: str, right: str) -> bool:
    """Whether a character between these two would be read as more than itself."""
    if character == "\\":
        return True
    if character == "*":
        return not (left.isspace() and right.isspace())
    if character == "_":
        is_spaced = left.isspace() and right.isspace()
        return not (is_spaced or (left.isalnum() and right.isalnum()))
    if character == "{":
        return left == "{" or right in "{%#"
    return character == "]" and right == "("


def sources_of(items: Sequence[Item]) -> Iterator[tuple[str, list[Item]]]:
    """Yield sources for a text, each with what it is meant to render, from the best to the least.

    First with all looks; then the look of punctuation at the edges of emphasis is left out, then
    all slanted and at last all bold type. Words, expressions and links are in every one.
    """
    items = _visible(items)
    bare = [item._replace(emphasis=False) for item in items]
    for meant in (items, _shed(items), bare, [item._replace(strong=False) for item in bare]):
        for is_thorough in (False, True):
            for order in (("strong", "emphasis"), ("emphasis", "strong")):
                yield _write(meant, order, is_thorough), meant


def _shed(items: Sequence[Item]) -> list[Item]:
    """Return the text without the look of punctuation at the edges of what has a look.

    Markdown reads no mark between a letter and punctuation that is to be in bold.
    """
    shed = list(items)
    for direction in (1, -1):
        is_inside = False
        for at in range(len(shed))[::direction]:
            item = shed[at]
            if is_inside and (item.strong or item.emphasis):
                continue
            is_inside = (item.strong or item.emphasis) and not _is_punctuation(item)
            if not is_inside:
                shed[at] = item._replace(strong=False, emphasis=False)
    return shed


def _is_punctuation(item: Item) -> bool:
    return not item.is_expression and unicodedata.category(item.text)[0] in "PS"


def _write(items: Sequence[Item], order: Sequence[str], is_thorough: bool) -> str:
    """Return a source: links outside, the looks within them in the given order."""
    parts = []
    for href, group in groupby(items, lambda item: item.href):
        label = _write_looks(list(group), order, is_thorough)
        parts.append(f"[{label}]({_target(href)})" if href else label)
    return "".join(parts)


def _target(href: str) -> str:
    if href.startswith("{{"):
        return href
    href = _ENTITY.sub(r"\\&", href)
    return f"<{href}>" if "(" in href or ")" in href else href


def _write_looks(items: Sequence[Item], looks: Sequence[str], is_thorough: bool) -> str:
    if not looks:
        return _write_words(items, is_thorough)
    mark = {"strong": "**", "emphasis": "*"}[looks[0]]
    parts = []
    for has_look, group in _stretches(items, lambda item: bool(getattr(item, looks[0]))):
        words = _write_looks(group, looks[1:], is_thorough)
        parts.append(f"{mark}{words}{mark}" if has_look else words)
    return "".join(parts)


def _stretches(
    items: Sequence[Item], has_look: Callable[[Item], bool]
) -> Iterator[tuple[bool, list[Item]]]:
    """Yield stretches with and without a look; spaces between two with it belong to them."""
    stretch: list[Item] = []
    spaces: list[Item] = []
    is_on = False
    for item in items:
        if item.is_space and is_on:
            spaces.append(item)
            continue
        if has_look(item) == is_on:
            stretch += [*spaces, item]
        else:
            if stretch:
                yield is_on, stretch
            if spaces:
                yield False, spaces
            stretch, is_on = [item], has_look(item)
        spaces = []
    if stretch:
        yield is_on, stretch
    if spaces:
        yield False, spaces


def _write_words(items: Sequence[Item], is_thorough: bool) -> str:
    """Return words and expressions as a source, without looks."""
    parts = []
    for is_expression, group in groupby(items, lambda item: item.is_expression):
        text = "".join(item.text for item in group)
        # Whatever stands beside the words, an expression or a mark, is never a letter or space.
        parts.append(
            text if is_expression else escape_text(text, "}", "{", is_thorough=is_thorough)
        )
    return "".join(parts)
