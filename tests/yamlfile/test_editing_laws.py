"""What holds for every edit of every YAML file, tried on invented ones in all styles."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from reportgen.yamlfile import read_yaml
from reportgen.yamlfile.build import resolve_plain
from reportgen.yamlfile.editing import YamlEditor
from reportgen.yamlfile.nodes import Node

pytestmark = pytest.mark.slow

WORDS = [
    "the group",
    "met",
    "it's",
    '"b"',
    "a: b",
    "#1",
    "- x",
    "{{ a }}",
    "é",
    "群",
    "😀",
    "\\",
    ", ",
]
"""What texts are made of: words, and every sign that means something in YAML."""

pieces = st.lists(st.sampled_from([*WORDS, " ", "  ", "\n", "\n\n"]), max_size=8).map("".join)
long = st.lists(st.sampled_from(WORDS), min_size=15, max_size=40).map(" ".join)
texts = pieces | long
scalars = texts | st.sampled_from(["2023-05-02", "NO", "1:30", "yes"]) | st.integers() | st.none()
keys = st.sampled_from(["id", "text", "items", "reports", "x-1", "due date"])
data = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=4),
    max_leaves=12,
)
roots = st.dictionaries(keys, data, min_size=1, max_size=4)
STYLES = (None, '"', "'", "|", ">")

Path = tuple[str | int, ...]


@st.composite
def documents(draw: st.DrawFn, content: st.SearchStrategy[Any] = roots) -> str:
    """Return a file in which every value has a style of its own, with comments between lines."""
    value = draw(content)
    node = _node(draw, value)
    width = draw(st.sampled_from([40, 80, 1000]))
    indent = draw(st.sampled_from([2, 4]))
    text = yaml.serialize(node, allow_unicode=True, width=width, indent=indent)
    for _ in range(draw(st.integers(0, 3))):
        lines = text.split("\n")
        place = draw(st.integers(0, len(lines) - 1))
        margin = " " * draw(st.sampled_from([0, 2, 4]))
        remark = draw(st.sampled_from(["# why: x", "", "# - not an item"]))
        tried = "\n".join([*lines[:place], margin + remark, *lines[place:]])
        file = read_yaml("x", tried)
        if not file.problems and file.data == read_yaml("x", text).data:
            text = tried
    return text


def _node(draw: st.DrawFn, value: Any) -> yaml.Node:
    flow = draw(st.sampled_from([True, False, False]))
    if isinstance(value, dict):
        pairs = [(_scalar(key, None), _node(draw, each)) for key, each in value.items()]
        return yaml.MappingNode("tag:yaml.org,2002:map", pairs, flow_style=flow)
    if isinstance(value, list):
        items = [_node(draw, each) for each in value]
        return yaml.SequenceNode("tag:yaml.org,2002:seq", items, flow_style=flow)
    return _scalar(value, draw(st.sampled_from(STYLES)))


def _scalar(value: Any, style: str | None) -> yaml.ScalarNode:
    if isinstance(value, str):
        if style is None and not isinstance(resolve_plain(value), str):
            style = '"'
        return yaml.ScalarNode("tag:yaml.org,2002:str", value, style=style)
    tag = "tag:yaml.org,2002:null" if value is None else "tag:yaml.org,2002:int"
    return yaml.ScalarNode(tag, "null" if value is None else str(value))


def paths(value: Any, wanted: type | tuple[type, ...], above: Path = ()) -> list[Path]:
    """Return the paths of all values of a kind."""
    found = [above] if isinstance(value, wanted) else []
    steps: Any = ()
    if isinstance(value, dict):
        steps = value.items()
    elif isinstance(value, list):
        steps = enumerate(value)
    for step, each in steps:
        found += paths(each, wanted, (*above, step))
    return found


def look_up(value: Any, path: Path) -> Any:
    """Return the value at a path."""
    for step in path:
        value = value[step]
    return value


def changed(value: Any, path: Path, new: Any) -> Any:
    """Return the data with another value at a path."""
    if not path:
        return new
    copy: Any = dict(value) if isinstance(value, dict) else list(value)
    copy[path[0]] = changed(value[path[0]], path[1:], new)
    return copy


def node_at(root: Node | None, path: Path) -> Node:
    """Return the node at a path."""
    assert root is not None
    for step in path:
        root = root.children[step]
    return root


def assert_rest_untouched(before: str, after: str, node: Node) -> None:
    """The lines above a value and those below it are the same, byte for byte."""
    start = before.rfind("\n", 0, node.start) + 1
    raw = before[node.start : node.end]
    end = (
        node.end - 1 if "+" in raw.split("\n")[0] and node.style else node.start + len(raw.rstrip())
    )
    stop = before.find("\n", end)
    rest = before[stop:] if stop >= 0 else ""
    assert after.startswith(before[:start])
    assert after.rstrip("\n").endswith(rest.rstrip("\n"))


@given(documents(), st.data())
def test_words_are_edited_and_nothing_else(text: str, choice: st.DataObject) -> None:
    """An edit of words gives exactly the text asked for; all lines outside of it are the same."""
    editor = YamlEditor("law.yaml", text.encode())
    before = editor.data
    places = paths(before, str)
    if not places:
        return
    path = choice.draw(st.sampled_from(places))
    value = look_up(before, path)
    bounds = sorted(choice.draw(st.lists(st.integers(0, len(value)), min_size=2, max_size=4)))
    pairs = list(zip(bounds[::2], bounds[1::2], strict=False))
    edits = [(start, end, choice.draw(texts)) for start, end in pairs]
    new = value
    for start, end, words in reversed(edits):
        new = new[:start] + words + new[end:]
    node = node_at(read_yaml("x", text).root, path)
    editor.replace_words(path, edits)
    assert editor.data == changed(before, path, new)
    assert_rest_untouched(text, editor.source.decode(), node)


@given(documents(), st.data())
def test_value_is_set_and_nothing_else(text: str, choice: st.DataObject) -> None:
    """Another value in the place of a scalar leaves all other lines as they are."""
    editor = YamlEditor("law.yaml", text.encode())
    before = editor.data
    places = paths(before, (str, int, type(None)))
    if not places:
        return
    path = choice.draw(st.sampled_from(places))
    new = choice.draw(scalars)
    node = node_at(read_yaml("x", text).root, path)
    editor.set_value(path, new)
    assert editor.data == changed(before, path, new)
    assert_rest_untouched(text, editor.source.decode(), node)


@given(documents(), data, st.data())
def test_key_is_added_and_nothing_else(text: str, value: Any, choice: st.DataObject) -> None:
    """A new key, however deep, adds lines; what the file had stands there still."""
    editor = YamlEditor("law.yaml", text.encode())
    before = editor.data
    parent = choice.draw(st.sampled_from(paths(before, dict)))
    order = choice.draw(st.lists(keys, max_size=2))
    deep = choice.draw(st.lists(st.sampled_from(["a", "b"]), max_size=2))
    editor.set_value((*parent, "new key", *deep), value, before=order)
    for step in reversed(deep):
        value = {step: value}
    assert editor.data == changed(before, parent, {**look_up(before, parent), "new key": value})


@given(documents(), data, st.data())
def test_item_is_inserted_and_nothing_else(text: str, value: Any, choice: st.DataObject) -> None:
    """A new item of a list stands where it should, in the style of the list."""
    editor = YamlEditor("law.yaml", text.encode())
    before = editor.data
    places = paths(before, list)
    if not places:
        return
    path = choice.draw(st.sampled_from(places))
    items = look_up(before, path)
    index = choice.draw(st.integers(0, len(items)))
    editor.insert_item(path, index, value)
    assert editor.data == changed(before, path, [*items[:index], value, *items[index:]])


@given(documents(), st.data())
def test_entry_is_removed_and_nothing_else(text: str, choice: st.DataObject) -> None:
    """What is removed goes whole; its neighbours keep their lines."""
    editor = YamlEditor("law.yaml", text.encode())
    before = editor.data
    holder = choice.draw(st.sampled_from(paths(before, (list, dict))))
    entries = look_up(before, holder)
    if not entries:
        return
    steps = list(entries) if isinstance(entries, dict) else list(range(len(entries)))
    step = choice.draw(st.sampled_from(steps))
    editor.remove((*holder, step))
    if isinstance(entries, dict):
        left: Any = {key: value for key, value in entries.items() if key != step}
    else:
        left = [value for place, value in enumerate(entries) if place != step]
    assert editor.data == changed(before, holder, left)


@given(documents(), st.data())
def test_edits_keep_windows_line_ends(text: str, choice: st.DataObject) -> None:
    """A file with the line ends of Windows and a byte order mark keeps both."""
    source = b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()
    editor = YamlEditor("law.yaml", source)
    before = editor.data
    parent = choice.draw(st.sampled_from(paths(before, dict)))
    editor.set_value((*parent, "new key"), "the group met")
    after = editor.source
    assert after.startswith(b"\xef\xbb\xbf")
    assert after.count(b"\n") == after.count(b"\r\n")
    assert editor.data == changed(
        before, parent, {**look_up(before, parent), "new key": "the group met"}
    )
