"""Edits of a YAML text that leave every other byte as it is: comments, order, quotes, layout.

In go the bytes of a file and what is to be changed, out come the bytes of the file changed. Each
edit is tried in the ways that a careful person would try, the least first, and each try is read
again: it counts only if the data are those of before with exactly the change that was asked for. An
edit that cannot be made so is an error (`yaml-cannot-edit`), never a wrong file. What an anchor and
its aliases share is not edited, since a change of the one would change the others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Final

from reportgen.errors import InputError
from reportgen.yamlfile import YamlFile, read_yaml
from reportgen.yamlfile.entries import added_item, added_key, removed_entry
from reportgen.yamlfile.layout import Layout, Step
from reportgen.yamlfile.scalars import WordEdit, edited_scalar, rewritten_scalar

__all__ = ["WordEdit", "YamlEditor"]

Path = Sequence[Step]

_BOM: Final = b"\xef\xbb\xbf"


class YamlEditor:
    """A YAML file under edit; `data` and `text` are those after the edits so far."""

    def __init__(self, shown: str, source: bytes) -> None:
        """Read the file; `shown` is the path that problems carry.

        Raises InputError with the faults of the file: what cannot be read is not edited.
        """
        self._shown = shown
        self._has_bom = source.startswith(_BOM)
        self._file = read_yaml(shown, source).check()

    @property
    def file(self) -> YamlFile:
        """The file as it stands now."""
        return self._file

    @property
    def data(self) -> Any:
        """The data of the file as it stands now."""
        return self._file.data

    @property
    def source(self) -> bytes:
        """The bytes of the file as it stands now."""
        return (_BOM if self._has_bom else b"") + self._file.text.encode("utf-8")

    def replace_words(self, path: Path, edits: Iterable[WordEdit]) -> None:
        """Replace words of a text: (start, end, words) in its value, none overlapping another.

        Insertions at one place stand in the order given.

        Raises InputError (`yaml-cannot-edit`); ValueError for edits that are not in the text.
        """
        value = self._value(path)
        ordered = sorted(edits, key=lambda edit: edit[:2])
        ends = [0, *(end for _, end, _ in ordered)]
        if not isinstance(value, str) or any(
            not before <= start <= end <= len(value)
            for before, (start, end, _) in zip(ends, ordered, strict=False)
        ):
            raise ValueError(f"{path}: the edits do not fit the text")
        new = value
        for start, end, words in reversed(ordered):
            new = new[:start] + words + new[end:]
        wanted = _with_value(self.data, path, new)
        self._try(path, wanted, lambda layout: edited_scalar(layout, path, ordered, new))

    def set_value(self, path: Path, value: Any, before: Sequence[str] = ()) -> None:
        """Set the value at a path of keys; what is missing on the way there is made.

        A new key stands before the first of the keys `before` that is there, else behind the last.
        Raises InputError (`yaml-cannot-edit`), also where a list or mapping would be overwritten.
        """
        depth = len(path)
        while depth and _look_up(self.data, path[:depth]) is _MISSING:
            depth -= 1
        if depth == len(path):
            wanted = _with_value(self.data, path, value)
            self._try(path, wanted, lambda layout: rewritten_scalar(layout, path, value))
            return
        for step in reversed(path[depth + 1 :]):
            value = {step: value}
        parent, key = path[:depth], path[depth]
        if not isinstance(key, str):
            raise self._refusal(parent, "there is no such item")
        wanted = _with_key(self.data, parent, key, value)
        self._try(parent, wanted, lambda layout: added_key(layout, parent, key, value, before))

    def insert_item(self, path: Path, index: int, value: Any) -> None:
        """Insert an item into the list at a path, before the item `index` or at the end.

        Raises InputError (`yaml-cannot-edit`).
        """
        items = self._value(path)
        if not isinstance(items, list):
            raise self._refusal(path, "this is no list")
        wanted = _with_value(self.data, path, [*items[:index], value, *items[index:]])
        self._try(path, wanted, lambda layout: added_item(layout, path, index, value))

    def remove(self, path: Path) -> None:
        """Remove a key with its value, or an item of a list, with the comments directly above it.

        Raises InputError (`yaml-cannot-edit`).
        """
        self._value(path)
        wanted = _without(self.data, path)
        self._try(path[:-1], wanted, lambda layout: removed_entry(layout, path))

    def _value(self, path: Path) -> Any:
        value = _look_up(self.data, path)
        if value is _MISSING:
            raise self._refusal(path, "there is nothing of that name")
        return value

    def _try(self, path: Path, wanted: Any, ways: Callable[[Layout], Iterator[str]]) -> None:
        """Take the first way that gives the data wanted."""
        root = self._file.root
        if root is None:  # the file was checked: it has a root
            raise self._refusal(path, "the file is empty")
        text = self._file.text
        has_crlf = "\r\n" in text
        for way in ways(Layout(text, root)):
            lines = way.replace("\r\n", "\n").replace("\n", "\r\n") if has_crlf else way
            edited = read_yaml(self._shown, lines)
            if not edited.problems and _is_same(edited.data, wanted):
                self._file = edited
                return
        raise self._refusal(path, "the file cannot be changed here without changing more")

    def _refusal(self, path: Path, message: str) -> InputError:
        hint = "change it by hand; what an anchor (&) and its aliases (*) share is not edited"
        return InputError([self._file.problem(tuple(path), "yaml-cannot-edit", message, hint=hint)])


_MISSING: Final = object()


def _look_up(data: Any, path: Path) -> Any:
    """Return the value at a path, `_MISSING` where there is none."""
    for step in path:
        is_there = step in data if isinstance(data, dict) else _is_index(data, step)
        if not is_there:
            return _MISSING
        data = data[step]
    return data


def _is_index(data: Any, step: Step) -> bool:
    return isinstance(data, list) and isinstance(step, int) and 0 <= step < len(data)


def _with_value(data: Any, path: Path, value: Any) -> Any:
    """Return the data with another value at a path; whatever is shared is changed there only."""
    if not path:
        return value
    step, rest = path[0], path[1:]
    changed: Any = dict(data) if isinstance(data, dict) else list(data)
    changed[step] = _with_value(data[step], rest, value)
    return changed


def _with_key(data: Any, parent: Path, key: str, value: Any) -> Any:
    """Return the data with one key more in the mapping at a path, or in what is empty there."""
    holder = _look_up(data, parent)
    return _with_value(data, parent, {**(holder if isinstance(holder, dict) else {}), key: value})


def _without(data: Any, path: Path) -> Any:
    """Return the data without the entry at a path."""
    holder, step = _look_up(data, path[:-1]), path[-1]
    kept: Any
    if isinstance(holder, dict):
        kept = {key: each for key, each in holder.items() if key != step}
    else:
        kept = [each for index, each in enumerate(holder) if index != step]
    return _with_value(data, path[:-1], kept)


def _is_same(one: Any, other: Any) -> bool:
    """Whether two values are equal in kind too: 1 is not true."""
    if type(one) is not type(other):
        return False
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(_is_same(one[key], other[key]) for key in one)
    if isinstance(one, list):
        return len(one) == len(other) and all(map(_is_same, one, other))
    # A value that is not equal to itself is no number (NaN).
    return bool(one == other) or (one != one and other != other)
