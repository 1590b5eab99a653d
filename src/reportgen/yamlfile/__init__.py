"""YAML with positions: a file in; plain data, the place of every value and all faults out.

The text is split into events by libyaml (pure Python where libyaml is absent) and built up here,
not by PyYAML's constructors, for four reasons: every value keeps its place; all faults are
reported, not the first; words mean what they look like (the core schema of YAML 1.2: `NO` is a
country code, `2023-05-02` and `1:30` are text); and nothing in a file can build objects or exhaust
memory. Keys are always text. Custom tags, merge keys and several documents in a file are refused.

The codes of the problems are listed in docs/organisation.md.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from reportgen.errors import InputError, Problem, Severity, sort_problems
from reportgen.records import dataclass
from reportgen.yamlfile.build import Builder
from reportgen.yamlfile.nodes import Node, character_offset, nearest_node
from reportgen.yamlfile.recovery import faults_behind
from reportgen.yamlfile.text import Lines, decode

__all__ = ["MAX_BYTES", "YamlFile", "load_yaml", "read_yaml"]

MAX_BYTES: Final = 5_000_000


@dataclass(frozen=True, slots=True)
class YamlFile:
    """What was read from a YAML file.

    `data` is plain data (dict, list, str, int, float, bool, None). `problems` are all faults of
    the file itself. Where `is_whole` is false a fault stopped the reading: `data` is then None and
    looking for what is missing in it would only name faults that are none.
    """

    path: str
    data: Any
    problems: tuple[Problem, ...]
    is_whole: bool
    text: str
    _root: Node | None
    _lines: Lines

    @property
    def root(self) -> Node | None:
        """Where the values stand in the text; None where nothing was read."""
        return self._root

    def place(self, path: tuple[str | int, ...], key: bool = False) -> tuple[int, int]:
        """Return line and column of the value at `path`, or of its key with `key=True`.

        A path that does not exist gives the place of the nearest thing around it that does.
        """
        if self._root is None:
            return (1, 1)
        node, depth = nearest_node(self._root, path)
        start = node.start
        if key and depth == len(path) and path:
            parent, _ = nearest_node(self._root, path[:-1])
            start = parent.key_starts.get(path[-1], start)
        elif depth < len(path) and depth:
            # Something is missing inside a value: its key is what the reader recognises.
            parent, _ = nearest_node(self._root, path[: depth - 1])
            start = parent.key_starts.get(path[depth - 1], start)
        return self._lines.place(start)

    def offset_place(self, path: tuple[str | int, ...], offset: int) -> tuple[int, int]:
        """Return line and column of the character at `offset` of the text at `path`.

        Right for every way to write a text: plain, quoted, folded, literal.
        """
        if self._root is None:
            return (1, 1)
        node, depth = nearest_node(self._root, path)
        if depth < len(path) or node.value is None:
            return self.place(path)
        return self._lines.place(character_offset(self.text, node, offset))

    def needle_place(
        self, path: tuple[str | int, ...], needle: str, occurrence: int = 0
    ) -> tuple[int, int]:
        """Return line and column of the n-th `needle` (from 0) in the text at `path`.

        A needle that is not there gives the beginning of the text.
        """
        if self._root is None:
            return (1, 1)
        node, depth = nearest_node(self._root, path)
        if depth < len(path) or node.value is None:
            return self.place(path)
        offset = -1
        for _ in range(occurrence + 1):
            offset = node.value.find(needle, offset + 1)
            if offset < 0:
                return self._lines.place(node.start)
        return self._lines.place(character_offset(self.text, node, offset))

    def problem(
        self,
        path: tuple[str | int, ...],
        code: str,
        message: str,
        *,
        hint: str = "",
        severity: Severity = "error",
        key: bool = False,
    ) -> Problem:
        """Return a problem with the place of the value (or key) at `path`."""
        line, column = self.place(path, key=key)
        return Problem(self.path, line, column, severity, code, message, hint)

    def check(self) -> YamlFile:
        """Return the file; raise InputError with all its problems if it has any error."""
        if any(each.severity == "error" for each in self.problems):
            raise InputError(self.problems)
        return self


def read_yaml(path: Path | str, source: bytes | str) -> YamlFile:
    """Read YAML from bytes or text; `path` is only shown in problems.

    Nothing is raised: faults are the `problems` of what comes back.
    """
    shown = str(path)
    size = len(source)
    if size > MAX_BYTES:
        message = f"the file has {size:,} bytes; the limit is {MAX_BYTES:,}"
        return _unread(Problem(shown, 0, 0, "error", "yaml-too-large", message))
    text, problems = decode(shown, source)
    if problems and not text:
        # Nothing could be decoded: the file is not empty.
        return _unread(problems[0])
    lines = Lines(text)
    builder = Builder(shown, text, lines)
    root, data = builder.build()
    problems += builder.problems
    if builder.may_go_on:
        problems += faults_behind(shown, text, lines, builder.stopped_line)
    found = sort_problems(problems)
    return YamlFile(shown, data, found, builder.is_whole, text, root, lines)


def load_yaml(path: Path, shown_as: Path | None = None) -> YamlFile:
    """Read a YAML file from disk; a file that cannot be read is a problem of what comes back.

    Problems carry the path `shown_as`, which is `path` itself where it is not given.
    """
    shown = str(shown_as or path)
    try:
        with path.open("rb") as stream:
            # One byte more than allowed is enough to see that there is too much.
            source = stream.read(MAX_BYTES + 1)
    except FileNotFoundError:
        return _unread(Problem(shown, 0, 0, "error", "file-missing", "there is no such file"))
    except IsADirectoryError:
        message = "this is a folder, not a file"
        return _unread(Problem(shown, 0, 0, "error", "file-missing", message))
    except OSError as error:
        message = f"the file cannot be read: {error.strerror}"
        return _unread(Problem(shown, 0, 0, "error", "file-unreadable", message))
    if len(source) > MAX_BYTES:
        message = f"the file has more than {MAX_BYTES:,} bytes"
        return _unread(Problem(shown, 0, 0, "error", "yaml-too-large", message))
    return read_yaml(shown, source)


def _unread(problem: Problem) -> YamlFile:
    """Return a file of which nothing was read, for the reason given."""
    return YamlFile(problem.path, None, (problem,), False, "", None, Lines(""))
