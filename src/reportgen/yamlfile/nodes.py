"""Where values stand in the text of a YAML file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

# What precedes a value: its anchor or tag.
_PROPERTIES = re.compile(r"(?:[&!]\S*\s+)*")
_BLOCK_HEADER = re.compile(r"[|>][^\n]*\n?")
_ESCAPE = re.compile(r"\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|\r?\n[ \t]*|.)")
_BLANK_ESCAPES = frozenset("nrtNLP_ \t\n\r")


class Node:
    """Where one value stands: offsets of its first and after its last character.

    `value` is the text of a scalar, None for a collection. `children` and `key_starts` are by key
    or index. `weight` counts the values in it, repeated ones as often as they are repeated.
    """

    __slots__ = ("children", "end", "key_starts", "start", "style", "value", "weight")

    def __init__(self, start: int, end: int, value: str | None, style: str | None) -> None:
        """Keep the place of a value; children are added as they are read."""
        self.start = start
        self.end = end
        self.value = value
        self.style = style
        self.children: dict[str | int, Node] = {}
        self.key_starts: dict[str | int, int] = {}
        self.weight = 1


def nearest_node(root: Node, path: Sequence[str | int]) -> tuple[Node, int]:
    """Return the node at `path` or the deepest one above it, and how many steps led there."""
    node = root
    for depth, step in enumerate(path):
        child = node.children.get(step)
        if child is None:
            return node, depth
        node = child
    return node, len(path)


def skip_properties(text: str, start: int, end: int) -> int:
    """Return where a value begins behind its anchor or tag."""
    found = _PROPERTIES.match(text, start, end)
    return found.end() if found else start


def character_offset(text: str, node: Node, offset: int) -> int:
    """Return where in `text` the character at `offset` of a scalar's value stands.

    Folding changes only white space, so the n-th visible character of the value is the n-th of
    the raw text; escapes and doubled quotes count as the one character they stand for.
    """
    value = node.value or ""
    before = sum(not character.isspace() for character in value[:offset])
    is_blank = offset >= len(value) or value[offset].isspace()
    last_end = node.start
    for count, (start, end) in enumerate(_visible_characters(text, node)):
        if count == before:
            return last_end if is_blank and count else start
        last_end = end
    return last_end


def _visible_characters(text: str, node: Node) -> Iterator[tuple[int, int]]:
    """Yield begin and end of every character of a scalar in `text` that is not white space."""
    position, end, style = node.start, node.end, node.style
    if style in ("|", ">"):
        header = _BLOCK_HEADER.match(text, position)
        position = header.end() if header else position
    elif style in ("'", '"'):
        position, end = position + 1, end - 1
    while position < end:
        character = text[position]
        after = position + 1
        if style == '"' and character == "\\":
            escape = _ESCAPE.match(text, position)
            after = escape.end() if escape else after
            blank = text[position + 1] in _BLANK_ESCAPES or _is_blank_code(text[position:after])
        elif style == "'" and text.startswith("''", position):
            after, blank = position + 2, False
        else:
            blank = character.isspace()
        if not blank:
            yield position, after
        position = after


def _is_blank_code(escape: str) -> bool:
    r"""Whether a numeric escape such as `\u00a0` stands for white space."""
    digits = escape[2:]
    return escape[1] in "xuU" and chr(int(digits, 16)).isspace()
