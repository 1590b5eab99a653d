"""From YAML events to plain data, with the place of every value and all faults."""

from __future__ import annotations

import re
from typing import Any, Final, NoReturn

import yaml

from reportgen.errors import Problem
from reportgen.yamlfile.faults import QUOTE_OPEN, syntax_problems
from reportgen.yamlfile.nodes import Node, skip_properties
from reportgen.yamlfile.text import BAD_CHARACTER, Lines, bad_character

MAX_VALUES: Final = 250_000
MAX_DEPTH: Final = 50

# libyaml where PyYAML was built with it: ten times faster than pure Python.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_NULL = frozenset({"", "~", "null", "Null", "NULL"})
_TRUE = frozenset({"true", "True", "TRUE"})
_FALSE = frozenset({"false", "False", "FALSE"})
_NAN = frozenset({".nan", ".NaN", ".NAN"})
_INT = re.compile(r"[-+]?[0-9]+")
_OTHER_INT = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_INFINITE = re.compile(r"([-+]?)\.(?:inf|Inf|INF)")
# A plain scalar that begins otherwise is text.
_NOT_TEXT = frozenset("0123456789+-.~nNtTfF")
# Longer runs of digits are no quantities; turning them into numbers costs time and precision.
_LONGEST_NUMBER = 64
_STRING_TAGS = frozenset({"!", "tag:yaml.org,2002:str"})


_TEXT_AS_MAPPING = (
    'a text that begins with "{" must stand in quotes',
    'write "{{ … }} …" in double quotes, or the text on lines of its own below ">-"',
)


class _StopError(Exception):
    """Reading ends here; the problem is already noted."""


class _Frame:
    """A collection that is being read, and for a mapping the key whose value comes next."""

    __slots__ = ("anchor", "data", "drops_value", "key", "node")

    def __init__(self, node: Node, data: Any, anchor: str | None) -> None:
        self.node = node
        self.data = data
        self.anchor = anchor
        self.key: str | None = None
        self.drops_value = False

    @property
    def awaits_key(self) -> bool:
        return self.key is None and isinstance(self.data, dict)


def resolve_plain(value: str) -> str | int | float | bool | None:
    """Return what an unquoted word means by the core schema of YAML 1.2."""
    if not value:
        return None
    if value[0] not in _NOT_TEXT or len(value) > _LONGEST_NUMBER:
        return value
    if value in _NULL:
        return None
    if value in _TRUE:
        return True
    if value in _FALSE:
        return False
    if _INT.fullmatch(value):
        return int(value)
    if _OTHER_INT.fullmatch(value):
        return int(value, 0)
    if _FLOAT.fullmatch(value):
        return float(value)
    infinite = _INFINITE.fullmatch(value)
    if infinite:
        return float(f"{infinite[1]}inf")
    return float("nan") if value in _NAN else value


class Builder:
    """Builds data and places from the events of one text; notes faults as it goes.

    Use once: `build()`, then read `problems` and `is_whole`; where a syntax error stopped the
    reading, `stopped_line` says where and `may_go_on` whether what follows can be read apart.
    """

    def __init__(self, shown: str, text: str, lines: Lines) -> None:
        """Take the text; `shown` is the path named in problems."""
        self.problems: list[Problem] = []
        self.is_whole = False
        self.may_go_on = False
        self.stopped_line = 0
        self._shown = shown
        self._text = text
        self._lines = lines
        self._frames: list[_Frame] = []
        # None while the anchored collection is still being read.
        self._anchors: dict[str, tuple[Node, Any] | None] = {}
        self._values = 0
        self._root: Node | None = None
        self._data: Any = None

    def build(self) -> tuple[Node | None, Any]:
        """Return the root and the data, (None, None) where a fault stopped the reading."""
        loader = _Loader(self._text)
        try:
            self._read(loader)
        except _StopError:
            self._stop(self.problems[-1:])
            return None, None
        except yaml.MarkedYAMLError as error:
            found = syntax_problems(
                self._shown, self._text, self._lines, error, self._open_bracket()
            )
            self.problems += found
            self._stop(found)
            return None, None
        finally:
            loader.dispose()
        self.is_whole = True
        return self._root, self._data

    def _stop(self, found: list[Problem]) -> None:
        """Note where a syntax error stopped the reading; behind an open quote nothing is sure."""
        self.stopped_line = found[-1].line
        self.may_go_on = found[-1].code == "yaml-syntax" and QUOTE_OPEN not in found[-1].message

    def _open_bracket(self) -> int | None:
        """Return where the innermost bracket stands that is still open."""
        starts = (frame.node.start for frame in reversed(self._frames))
        return next((start for start in starts if self._text[start : start + 1] in "[{"), None)

    def _read(self, loader: Any) -> None:
        """Take every event of the stream."""
        documents = 0
        while True:
            event = loader.get_event()
            kind = type(event)
            if kind is yaml.ScalarEvent:
                self._scalar(event)
            elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                self._begin(event, {} if kind is yaml.MappingStartEvent else [])
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                self._finish(event)
            elif kind is yaml.AliasEvent:
                self._alias(event)
            elif kind is yaml.DocumentStartEvent:
                documents += 1
                if documents > 1:
                    self._refuse_document(event)
            elif kind is yaml.StreamEndEvent:
                break
        if self._root is None or self._data is None:
            self._fail(0, "yaml-empty", "the file is empty")

    def _scalar(self, event: Any) -> None:
        start, end = event.start_mark.index, event.end_mark.index
        value: str = event.value
        style: str | None = event.style
        if event.anchor is not None or event.tag is not None:
            start = skip_properties(self._text, start, end)
        if event.tag is not None and event.tag not in _STRING_TAGS:
            self._refuse_tag(event)
        if style == '"' and BAD_CHARACTER.search(value):
            self._refuse_escape(value, start)
        if self._frames and self._frames[-1].awaits_key:
            self._take_key(value, start, is_plain=not style)
            return
        is_text = bool(style) or event.tag is not None
        node = Node(start, end, value, style)
        data = value if is_text else resolve_plain(value)
        self._attach(node, data)
        if event.anchor is not None:
            self._anchors[event.anchor] = (node, data)

    def _begin(self, event: Any, data: Any) -> None:
        start = event.start_mark.index
        if self._frames and self._frames[-1].awaits_key:
            self._refuse_collection_key(start)
        if len(self._frames) >= MAX_DEPTH:
            self._fail(start, "yaml-too-deep", f"more than {MAX_DEPTH} levels inside one another")
        if event.tag is not None:
            self._refuse_tag(event)
        if event.anchor is not None or event.tag is not None:
            start = skip_properties(self._text, start, len(self._text))
        node = Node(start, start, None, None)
        self._attach(node, data)
        if event.anchor is not None:
            self._anchors[event.anchor] = None
        self._frames.append(_Frame(node, data, event.anchor))

    def _finish(self, event: Any) -> None:
        frame = self._frames.pop()
        frame.node.end = event.end_mark.index
        if self._frames:
            self._frames[-1].node.weight += frame.node.weight - 1
        if frame.anchor is not None:
            self._anchors[frame.anchor] = (frame.node, frame.data)

    def _alias(self, event: Any) -> None:
        start, name = event.start_mark.index, event.anchor
        if self._frames and self._frames[-1].awaits_key:
            self._fail(start, "yaml-alias", f'"*{name}" may not stand for a key')
        known = self._anchors.get(name)
        if known is None:
            if name in self._anchors:
                message = f'"*{name}" stands inside what it repeats'
            else:
                message = f'"*{name}" repeats nothing: there is no "&{name}" above'
            hint = 'a text that begins with "*" must stand in quotes'
            self._note(start, "yaml-alias", message, hint)
            known = (Node(start, event.end_mark.index, None, None), None)
        self._attach(*known)

    def _attach(self, node: Node, data: Any) -> None:
        """Put a value where it belongs: the root, the end of a list, or behind the last key."""
        self._values += node.weight
        if self._values > MAX_VALUES:
            message = f"more than {MAX_VALUES:,} values, repeated ones counted"
            self._fail(node.start, "yaml-too-large", message)
        if not self._frames:
            self._root, self._data = node, data
            return
        frame = self._frames[-1]
        frame.node.weight += node.weight
        if frame.key is None:
            frame.node.children[len(frame.data)] = node
            frame.data.append(data)
            return
        if frame.drops_value:
            frame.drops_value = False
        else:
            frame.node.children[frame.key] = node
            frame.data[frame.key] = data
        frame.key = None

    def _take_key(self, key: str, start: int, is_plain: bool) -> None:
        frame = self._frames[-1]
        if is_plain and key == "<<":
            message = 'merge keys ("<<") are not part of YAML 1.2 and are not read'
            self._note(start, "yaml-merge-key", message, "write the keys out")
            frame.drops_value = True
        elif key in frame.node.key_starts:
            line, _ = self._lines.place(frame.node.key_starts[key])
            message = f'the key "{key}" already stands in line {line}'
            self._note(start, "duplicate-key", message, "keep one of them")
            frame.drops_value = True
        else:
            frame.node.key_starts[key] = start
        frame.key = key

    def _refuse_document(self, event: Any) -> None:
        message = "a second document begins here; a file holds one"
        hint = 'delete the line "---", or move what follows to a file of its own'
        self._fail(event.start_mark.index, "yaml-multiple-documents", message, hint)

    def _refuse_tag(self, event: Any) -> None:
        message = f'tags such as "{event.tag}" are not allowed'
        hint = 'a text that begins with "!" must stand in quotes'
        self._note(event.start_mark.index, "yaml-tag", message, hint)

    def _refuse_escape(self, value: str, start: int) -> None:
        for found in BAD_CHARACTER.finditer(value):
            place = self._lines.place(start)
            self.problems.append(bad_character(self._shown, place, found.group()))

    def _refuse_collection_key(self, start: int) -> None:
        if self._text.startswith("{{", start - 1):
            self._fail(start - 1, "yaml-syntax", *_TEXT_AS_MAPPING)
        self._fail(start, "yaml-syntax", "a list or a mapping may not be a key")

    def _note(self, offset: int, code: str, message: str, hint: str = "") -> None:
        place = self._lines.place(offset)
        self.problems.append(Problem(self._shown, *place, "error", code, message, hint))

    def _fail(self, offset: int, code: str, message: str, hint: str = "") -> NoReturn:
        """Note a problem and end the reading."""
        self._note(offset, code, message, hint)
        raise _StopError
