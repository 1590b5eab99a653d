"""Which characters of a file stand for which of a scalar: folding, escapes and indentation undone.

In go the text of a file and the node of a scalar, out comes for each character of its value the
stretch of the file that stands for it. White space that folding takes away belongs to the space or
line break that is left of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from reportgen.yamlfile.nodes import Node

Stretch = tuple[int, int]
"""Offsets in the file: of the first character, and behind the last one."""

_HEADER: Final = re.compile(r"[|>]([-+]?)(?:[ \t]+#[^\n]*|[ \t]*)\r?\n")
_FOLD: Final = re.compile(r"[ \t]*(?:\r?\n[ \t]*)+")
_BREAK: Final = re.compile(r"\r?\n")
_ESCAPE: Final = re.compile(r"\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|.)")
_JOIN: Final = re.compile(r"\\\r?\n[ \t]*")


def value_stretches(text: str, node: Node) -> list[Stretch] | None:
    """Return the stretch of `text` for each character of a scalar's value.

    None where they cannot be told apart: a block with an indentation of its own making (`|2`), and
    a quoted text whose lines are joined in a way that hardly anybody writes.
    """
    value = node.value or ""
    is_block = node.style in ("|", ">")
    found = _block(text, node, value) if is_block else list(_flow(text, node))
    return found if found is not None and len(found) == len(value) else None


def block_indent(text: str, node: Node) -> int | None:
    """Return how far the lines of a block scalar are indented; None where it says so itself."""
    header = _HEADER.match(text, node.start)
    if header is None:
        return None
    for line in text[header.end() : node.end].split("\n"):
        if line.strip():
            return len(line) - len(line.lstrip(" "))
    return None


def _flow(text: str, node: Node) -> Iterator[Stretch]:
    """Yield the stretches of a plain or quoted scalar."""
    position, end = node.start, node.end
    if node.style:
        position, end = position + 1, end - 1
    while position < end:
        fold = _FOLD.match(text, position, end)
        if fold:
            breaks = len(_BREAK.findall(fold[0]))
            yield from _spread(text, *fold.span(), max(breaks - 1, 1))
            position = fold.end()
            continue
        after = position + 1
        if node.style == '"' and text[position] == "\\":
            joined = _JOIN.match(text, position, end)
            if joined:
                position = joined.end()
                continue
            escape = _ESCAPE.match(text, position, end)
            after = escape.end() if escape else after
        elif node.style == "'" and text.startswith("''", position):
            after += 1
        yield position, after
        position = after


def _block(text: str, node: Node, value: str) -> list[Stretch] | None:
    header, indent = _HEADER.match(text, node.start), block_indent(text, node)
    if header is None or indent is None:
        return None
    lines = list(_content_lines(text, header.end(), node.end, indent))
    found: list[Stretch] = []
    before: Stretch | None = None
    at = header.end()
    for start, end in lines:
        if start == end:
            continue
        breaks = len(_BREAK.findall(text, at, start))
        if before is not None and _is_folded(text, node, before, (start, end)):
            breaks = max(breaks - 1, 1)
        if breaks:
            found += _spread(text, at, start, breaks)
        found += [(place, place + 1) for place in range(start, end)]
        before, at = (start, end), end
    left = len(value) - len(found)
    if 0 < left <= len(_BREAK.findall(text, at, node.end)):
        found += _spread(text, at, node.end, left)
    return found


def _content_lines(text: str, start: int, end: int, indent: int) -> Iterator[Stretch]:
    """Yield the lines of a block without their indentation; a blank line has no length."""
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        last = stop - 1 if text[start:stop].endswith("\r") else stop
        begin = min(start + indent, last)
        yield begin, last
        start = stop + 1


def _is_folded(text: str, node: Node, before: Stretch, after: Stretch) -> bool:
    """Whether the line break between two lines is a space: not beside lines indented further."""
    return node.style == ">" and not any(text[start] in " \t" for start, _ in (before, after))


def _spread(text: str, start: int, end: int, count: int) -> list[Stretch]:
    """Return `count` stretches that share white space, each with one line break or more."""
    ends = [found.end() for found in _BREAK.finditer(text, start, end)]
    bounds = [start, *ends[len(ends) - count :]]
    bounds[-1] = end
    return list(pairwise(bounds))
