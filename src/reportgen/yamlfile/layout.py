"""How the parts of a file are laid out: which lines an entry has, where the next one would stand.

In go the text of a file and nodes, out come offsets and indentations. Comments directly above an
entry, with no blank line between, are its own; others belong to the place and stay there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportgen.yamlfile.nodes import Node

Step = str | int


@dataclass(frozen=True, slots=True)
class Layout:
    """The text of a file and its root node."""

    text: str
    root: Node

    def node(self, path: Sequence[Step]) -> Node | None:
        """Return the node at a path, None where there is none."""
        node = self.root
        for step in path:
            child = node.children.get(step)
            if child is None:
                return None
            node = child
        return node

    def is_flow(self, node: Node) -> bool:
        """Whether a collection is written in brackets."""
        return node.value is None and self.text[node.start : node.start + 1] in ("[", "{")

    def in_flow(self, path: Sequence[Step]) -> bool:
        """Whether a value stands inside brackets."""
        above = (self.node(path[:depth]) for depth in range(len(path)))
        return any(node is not None and self.is_flow(node) for node in above)

    def column(self, offset: int) -> int:
        """Return how many characters precede an offset in its line."""
        return offset - (self.text.rfind("\n", 0, offset) + 1)

    def line_end(self, offset: int) -> int:
        """Return where the line of an offset ends, its line break included."""
        end = self.text.find("\n", offset)
        return len(self.text) if end < 0 else end + 1

    def entry_start(self, parent: Node, step: Step) -> int | None:
        """Return where an entry of a block begins: its key, or the dash of an item."""
        if isinstance(step, str):
            return parent.key_starts.get(step)
        child = parent.children.get(step)
        if child is None:
            return None
        before = self.text[: child.start].rstrip(" ")
        # Behind an anchor, or on a line below its dash, an item is not looked for.
        return len(before) - 1 if before.endswith("-") else None

    def begins_line(self, offset: int) -> bool:
        """Whether nothing but indentation precedes an offset in its line."""
        return not self.text[offset - self.column(offset) : offset].strip()

    def with_comments(self, offset: int) -> int:
        """Return where the comments directly above the line of an offset begin, or that line."""
        start = offset - self.column(offset)
        while start:
            above = self.text.rfind("\n", 0, start - 1) + 1
            if not self.text[above:start].lstrip().startswith("#"):
                break
            start = above
        return start

    def content_end(self, node: Node) -> int:
        """Return where the last character of a value stands, comments behind it not counted."""
        if node.value is not None:
            if node.style in ("|", ">") and "+" in self.text[node.start : node.start + 3]:
                return max(node.end - 1, node.start)
            return node.start + len(self.text[node.start : node.end].rstrip())
        if self.is_flow(node):
            return node.end
        # An alias stands for a node that is elsewhere.
        inside = [
            child
            for child in node.children.values()
            if node.start <= child.start and child.end <= node.end
        ]
        ends = [self.content_end(child) for child in inside]
        keys = [start + 1 for start in node.key_starts.values()]
        return max([*ends, *keys, node.start])

    def behind(self, node: Node) -> int:
        """Return the offset of the first line below a value."""
        return self.line_end(self.content_end(node))

    def has_gap(self, parent: Node) -> bool:
        """Whether the entries of a block are set apart by blank lines."""
        steps = list(parent.children)
        if len(steps) < 2:
            return False
        start = self.entry_start(parent, steps[-1])
        if start is None:
            return False
        between = self.text[self.behind(parent.children[steps[-2]]) : start]
        return any(not line.strip() for line in between.split("\n")[:-1])
