"""Ways to change the words of a scalar, the least first: texts of the whole file to be tried.

Nothing is promised of what comes out: `editing` reads it again and takes what is right.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from reportgen.yamlfile.characters import Stretch, block_indent, value_stretches
from reportgen.yamlfile.layout import Layout, Step
from reportgen.yamlfile.nodes import Node
from reportgen.yamlfile.writing import (
    LINE_WIDTH,
    STEP,
    double_quoted,
    folded,
    literal,
    scalar_text,
    single_quoted,
    wrap,
)

WordEdit = tuple[int, int, str]
"""Start and end in the value, and the words in place of what stands between."""

LONGEST_LINE: Final = 110
"""A line that an edit makes longer than this is wrapped."""


def edited_scalar(
    layout: Layout, path: Sequence[Step], edits: Sequence[WordEdit], new: str
) -> Iterator[str]:
    """Yield files in which edits of the value at `path` were made; `new` is the value after them.

    First only the touched characters are changed, then the scalar is written anew.
    """
    node = layout.node(path)
    if node is None:
        return
    stretches = value_stretches(layout.text, node)
    if stretches is not None:
        changed, touched = _patched(layout.text, node, stretches, edits)
        yield from _wrapped(layout, path, node, changed, touched)
        if node.style in ("|", ">"):
            yield _without_blanks(changed, touched)
        yield changed
    yield from rewritten_scalar(layout, path, new)


def rewritten_scalar(layout: Layout, path: Sequence[Step], value: Any) -> Iterator[str]:
    """Yield files in which the scalar at `path` has another value: in its style, then in others."""
    node = layout.node(path)
    if node is None or node.value is None:
        return
    end = layout.content_end(node)
    before, after = layout.text[: node.start], layout.text[end:]
    for written in _styles(layout, path, node, value):
        yield before + written + after


def _patched(
    text: str, node: Node, stretches: Sequence[Stretch], edits: Sequence[WordEdit]
) -> tuple[str, Stretch]:
    """Return the text with the edits in place, and the stretch that they touched."""
    first = last = -1
    for start, end, words in reversed(edits):
        raw_start, raw_end = _raw_range(node, stretches, start, end)
        written = _encoded(text, node, words)
        text = text[:raw_start] + written + text[raw_end:]
        first = raw_start
        last = raw_start + len(written) if last < 0 else last + len(written) - raw_end + raw_start
    return text, (first, last)


def _raw_range(node: Node, stretches: Sequence[Stretch], start: int, end: int) -> Stretch:
    """Return the stretch of the file for a range of the value."""
    if start < end:
        return stretches[start][0], stretches[end - 1][1]
    if start:
        place = stretches[start - 1][1]
    elif stretches:
        place = stretches[0][0]
    else:
        place = node.start + (1 if node.style else 0)
    return place, place


def _encoded(text: str, node: Node, words: str) -> str:
    """Return words as they stand inside a scalar of this style."""
    if node.style == "'":
        return words.replace("'", "''")
    if node.style == '"':
        return double_quoted(words)[1:-1]
    if node.style in ("|", ">") and "\n" in words:
        indent = block_indent(text, node) or 0
        breaks = "\n" if node.style == "|" else "\n\n"
        return words.replace("\n", breaks + " " * indent)
    return words


def _wrapped(
    layout: Layout, path: Sequence[Step], node: Node, changed: str, touched: Stretch
) -> Iterator[str]:
    """Yield the changed file with the lines of the touched paragraph wrapped, if one is too long.

    Only from the first line that is too long to the end of its paragraph.
    """
    if node.style == "|" or layout.in_flow(path):
        return
    indent = block_indent(layout.text, node) if node.style == ">" else _indent(layout, path, node)
    end = node.end + len(changed) - len(layout.text)
    if indent is None:
        return
    start = max(touched[0] - _column(changed, touched[0]), node.start)
    while start < touched[1] or start == touched[0]:
        stop = changed.find("\n", start, end)
        stop = end if stop < 0 else stop
        if stop - start + _column(changed, start) > LONGEST_LINE:
            yield _wrap_from(changed, start, end, indent)
            return
        start = stop + 1


def _wrap_from(text: str, start: int, end: int, indent: int) -> str:
    """Return the text with the lines from `start` to the end of the paragraph wrapped."""
    rows: list[str] = []
    at = start
    while at < end:
        stop = text.find("\n", at, end)
        stop = end if stop < 0 else stop
        if not text[at:stop].strip():
            break
        rows.append(text[at:stop].strip())
        at = stop + 1
    last = min(at - 1, end) if at > start else end
    column = _column(text, start)
    first = column or indent
    lines = wrap(" ".join(rows), LINE_WIDTH - indent, first - indent)
    lead = "" if column else " " * indent
    return text[:start] + lead + f"\n{' ' * indent}".join(lines) + text[last:]


def _without_blanks(text: str, touched: Stretch) -> str:
    """Return the text without the spaces of touched lines that have nothing else."""
    start = touched[0] - _column(text, touched[0])
    end = text.find("\n", touched[1])
    end = len(text) if end < 0 else end
    lines = [line if line.strip() else "" for line in text[start:end].split("\n")]
    return text[:start] + "\n".join(lines) + text[end:]


def _column(text: str, offset: int) -> int:
    return offset - (text.rfind("\n", 0, offset) + 1)


def _indent(layout: Layout, path: Sequence[Step], node: Node) -> int:
    """Return how far lines are indented that continue a value, or that are a block of it."""
    text = layout.text
    if node.style in ("|", ">"):
        found = block_indent(text, node)
        if found is not None:
            return found
    elif "\n" in text[node.start : node.end]:
        second = text.index("\n", node.start) + 1
        return len(text[second:]) - len(text[second:].lstrip(" "))
    parent = layout.node(path[:-1])
    start = layout.entry_start(parent, path[-1]) if parent is not None and path else None
    return STEP + (layout.column(start) if start is not None else 0)


def _styles(layout: Layout, path: Sequence[Step], node: Node, value: Any) -> Iterator[str]:
    """Yield a value in the style that the scalar has, then in others."""
    in_flow = layout.in_flow(path)
    indent, column = _indent(layout, path, node), layout.column(node.start)
    plain = scalar_text(value, indent, column, in_flow=in_flow)
    if not isinstance(value, str):
        yield plain
        return
    header = layout.text[node.start : layout.line_end(node.start)].strip()
    blocks = (
        (folded(value, indent, header) if node.style == ">" else None),
        (literal(value, indent, header) if node.style == "|" else None),
    )
    yield from (block for block in blocks if block is not None)
    if node.style == "'" and "\n" not in value and column + len(value) <= LONGEST_LINE:
        yield single_quoted(value)
    if node.style == '"' and column + len(value) <= LONGEST_LINE:
        yield double_quoted(value)
    yield plain
    yield double_quoted(value)
