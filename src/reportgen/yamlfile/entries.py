"""Ways to add to and take from mappings and lists: texts of the whole file to be tried.

Nothing is promised of what comes out: `editing` reads it again and takes what is right.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from reportgen.yamlfile.layout import Layout, Step
from reportgen.yamlfile.nodes import Node
from reportgen.yamlfile.writing import (
    LINE_WIDTH,
    STEP,
    entry_lines,
    flow_text,
    item_lines,
    short_text,
)


def added_key(
    layout: Layout, parent: Sequence[Step], key: str, value: Any, before: Sequence[str]
) -> Iterator[str]:
    """Yield files in which the mapping at `parent` has one key more.

    Where there is an empty mapping or nothing yet, a block of lines takes its place.
    """
    node = layout.node(parent)
    if node is None:
        return
    if not node.children:
        yield from _first_key(layout, parent, node, key, value)
    elif layout.is_flow(node):
        yield from _flow_key(layout, parent, node, key, value)
    else:
        yield from _block_key(layout, node, key, value, before)


def added_item(layout: Layout, path: Sequence[Step], index: int, value: Any) -> Iterator[str]:
    """Yield files in which the list at `path` has one item more, before the item `index`."""
    node = layout.node(path)
    if node is None:
        return
    if layout.is_flow(node):
        yield from _flow_item(layout, node, index, value)
    else:
        yield from _block_item(layout, node, index, value)


def removed_entry(layout: Layout, path: Sequence[Step]) -> Iterator[str]:
    """Yield files without the key or item at `path`."""
    parent = layout.node(path[:-1])
    if parent is None or path[-1] not in parent.children:
        return
    if layout.is_flow(parent):
        yield from _without_flow(layout, parent, path[-1])
    elif len(parent.children) == 1:
        empty = "[]" if isinstance(path[-1], int) else "{}"
        yield from _emptied(layout, path[:-1], parent, empty)
    else:
        yield from _without_block(layout, parent, path[-1])


# --- more ------------------------------------------------------------------------------------


def _first_key(
    layout: Layout, path: Sequence[Step], node: Node, key: str, value: Any
) -> Iterator[str]:
    """Put a key where there is `{}`, `~` or nothing."""
    text = layout.text
    end = node.end if node.value is None else layout.content_end(node)
    if not layout.in_flow(path) and path and isinstance(path[-1], str):
        holder = layout.node(path[:-1])
        start = layout.entry_start(holder, path[-1]) if holder is not None else None
        if start is not None:
            lines = "\n".join(entry_lines(key, value, layout.column(start) + STEP))
            head = text[: node.start].rstrip(" ")
            # What follows in the line is a comment at most; it stays beside the key above.
            stop = layout.line_end(end)
            rest = text[end:stop].rstrip()
            yield f"{head}{rest}\n{lines}\n{text[stop:]}"
    space = "" if text[node.start - 1 : node.start].isspace() else " "
    yield text[: node.start] + space + flow_text({key: value}) + text[end:]


def _flow_key(
    layout: Layout, path: Sequence[Step], node: Node, key: str, value: Any
) -> Iterator[str]:
    """Put a key behind the last one in braces; braces that would get too long become a block."""
    text = layout.text
    entry = f"{short_text(key, in_flow=True)}: {flow_text(value)}"
    last = max(layout.content_end(child) for child in node.children.values())
    inline = f"{text[:last]}, {entry}{text[last:]}"
    if layout.column(node.start) + node.end - node.start + len(entry) <= LINE_WIDTH:
        yield inline
    holder = layout.node(path[:-1]) if path else None
    start = layout.entry_start(holder, path[-1]) if holder is not None else None
    if start is not None and isinstance(path[-1], str) and not layout.in_flow(path):
        indent = layout.column(start) + STEP
        rows = [
            f"{' ' * indent}{text[node.key_starts[step] : layout.content_end(child)]}"
            for step, child in node.children.items()
        ]
        lines = "\n".join([*rows, *entry_lines(key, value, indent)])
        head, stop = text[: node.start].rstrip(" "), layout.line_end(node.end)
        yield f"{head}{text[node.end : stop].rstrip()}\n{lines}\n{text[stop:]}"
    yield inline


def _block_key(
    layout: Layout, node: Node, key: str, value: Any, before: Sequence[str]
) -> Iterator[str]:
    """Put a key into a block: before one of the keys named, else behind the last."""
    text = layout.text
    indent = layout.column(min(node.key_starts.values()))
    lines = "\n".join(entry_lines(key, value, indent)) + "\n"
    gap = "\n" if layout.has_gap(node) else ""
    following = next((node.key_starts[each] for each in before if each in node.key_starts), None)
    if following is not None and layout.begins_line(following):
        place = layout.with_comments(following)
        yield text[:place] + lines + gap + text[place:]
    yield from _below(text, layout.behind(node), gap + lines)
    yield from _below(text, node.end - layout.column(node.end), gap + lines)


def _below(text: str, place: int, lines: str) -> Iterator[str]:
    """Yield the text with lines at an offset that begins a line, or is the end of the file."""
    end = "" if not place or text[place - 1] == "\n" else "\n"
    yield text[:place] + end + lines + text[place:]


def _flow_item(layout: Layout, node: Node, index: int, value: Any) -> Iterator[str]:
    """Put an item between brackets; a line that gets too long is continued below its first item."""
    text, entry = layout.text, flow_text(value)
    children = list(node.children.values())
    if not children:
        yield text[: node.start + 1] + entry + text[node.end - 1 :]
        return
    items = [text[child.start : layout.content_end(child)] for child in children]
    items.insert(index, entry)
    first, last = children[0].start, layout.content_end(children[-1])
    column = layout.column(first)
    is_too_long = layout.column(node.end) + len(entry) + 2 > LINE_WIDTH
    if is_too_long and "\n" not in text[first:last] and "#" not in text[first:last]:
        lines = [items[0]]
        for item in items[1:]:
            # The comma and the bracket that may follow need room too.
            if column + len(lines[-1]) + len(item) + 4 > LINE_WIDTH:
                lines.append(item)
            else:
                lines[-1] += f", {item}"
        yield text[:first] + f",\n{' ' * column}".join(lines) + text[last:]
    if index == 0:
        yield f"{text[:first]}{entry}, {text[first:]}"
        return
    place = layout.content_end(children[min(index, len(children)) - 1])
    yield f"{text[:place]}, {entry}{text[place:]}"


def _block_item(layout: Layout, node: Node, index: int, value: Any) -> Iterator[str]:
    """Put an item below the one before it, or before the first."""
    text = layout.text
    first = layout.entry_start(node, 0)
    if first is None:
        return
    indent = layout.column(first)
    lines = "\n".join(item_lines(value, indent)) + "\n"
    gap = "\n" if layout.has_gap(node) else ""
    if index == 0:
        if layout.begins_line(first):
            place = layout.with_comments(first)
            yield text[:place] + lines + gap + text[place:]
        yield text[:first] + lines.lstrip(" ") + " " * indent + text[first:]
        return
    above = node.children[min(index, len(node.children)) - 1]
    yield from _below(text, layout.behind(above), gap + lines)


# --- less ------------------------------------------------------------------------------------


def _without_block(layout: Layout, parent: Node, step: Step) -> Iterator[str]:
    """Take the lines of an entry out, with its own comments and one of two blank lines."""
    text = layout.text
    start = layout.entry_start(parent, step)
    if start is None:
        return
    end = layout.behind(parent.children[step])
    if layout.begins_line(start):
        first = layout.with_comments(start)
        is_apart = not first or text[:first].endswith("\n\n")
        blank = 1 if is_apart and text[end : end + 1] == "\n" else 0
        yield text[:first] + text[end + blank :]
        yield text[:first] + text[end:]
    steps = list(parent.children)
    following = steps[steps.index(step) + 1 :]
    if following:
        other = layout.entry_start(parent, following[0])
        if other is not None:
            yield text[:start] + text[other:]


def _emptied(layout: Layout, path: Sequence[Step], node: Node, empty: str) -> Iterator[str]:
    """Put empty brackets in the place of a block whose only entry goes; comments above it stay."""
    text = layout.text
    end = layout.behind(node)
    holder = layout.node(path[:-1]) if path else None
    start = layout.entry_start(holder, path[-1]) if holder is not None else None
    above = text[: node.start - layout.column(node.start)]
    # Behind the colon of the key, whichever of those in its line that is.
    colon = text.find(":", start, layout.line_end(start)) if start is not None else -1
    while start is not None and colon >= 0:
        yield f"{text[: colon + 1]} {empty}{above[colon + 1 :]}{text[end:]}"
        colon = text.find(":", colon + 1, layout.line_end(start))
    yield f"{text[: node.start].rstrip()} {empty}\n{text[end:]}"
    yield f"{text[: node.start]}{empty}\n{text[end:]}"


def _without_flow(layout: Layout, parent: Node, step: Step) -> Iterator[str]:
    """Take an entry out of brackets, with one comma."""
    text = layout.text
    steps = list(parent.children)
    place = steps.index(step)

    def start(each: Step) -> int:
        return parent.key_starts.get(each, parent.children[each].start)

    if place + 1 < len(steps):
        yield text[: start(step)] + text[start(steps[place + 1]) :]
        return
    end = layout.content_end(parent.children[step])
    begin = layout.content_end(parent.children[steps[place - 1]]) if place else start(step)
    yield text[:begin] + text[end:]
