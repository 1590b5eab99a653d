"""What holds for every YAML file, tried on invented ones."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml
from hypothesis import given
from hypothesis import strategies as st

from reportgen.yamlfile import read_yaml
from reportgen.yamlfile.build import resolve_plain
from reportgen.yamlfile.text import BAD_CHARACTER

# What may stand in a text; YAML's next-line character is among those that may not.
characters = st.characters().filter(lambda character: not BAD_CHARACTER.search(character))
words = st.text(characters, max_size=30).filter(lambda text: "\r" not in text)
markers = st.lists(
    st.sampled_from(["{{ a }}", "it's", '"b"', " ", "\n", "  ", "é", "😀", "#", ": "])
)
texts = words | markers.map("".join)
plain = texts | st.integers() | st.booleans() | st.none() | st.floats(allow_nan=False)
data = st.recursive(
    plain,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(words, inner, max_size=4),
    max_leaves=15,
)
styles = st.sampled_from([None, '"', "'", "|", ">"])


class _Dumper(yaml.SafeDumper):
    """Writes YAML 1.2: what the core schema would not take for text is quoted."""

    def ignore_aliases(self, _data: Any) -> bool:
        """Write everything out."""
        return True

    def represent_text(self, text: str) -> yaml.Node:
        """Quote a text that looks like a number, a truth value or nothing."""
        looks_otherwise = not isinstance(resolve_plain(text), str)
        style = '"' if looks_otherwise or text == "<<" else None
        return self.represent_scalar("tag:yaml.org,2002:str", text, style)


_Dumper.add_representer(str, _Dumper.represent_text)


def dump(value: Any, **options: Any) -> str:
    """Return YAML of plain data."""
    return yaml.dump(value, Dumper=_Dumper, allow_unicode=True, **options)


def paths(
    value: Any, above: tuple[str | int, ...] = ()
) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    """Yield the path and value of everything in plain data that holds nothing else."""
    inner: Any = ()
    if isinstance(value, dict):
        inner = value.items()
    elif isinstance(value, list):
        inner = enumerate(value)
    else:
        yield above, value
    for step, each in inner:
        yield from paths(each, (*above, step))


@given(data.filter(lambda value: value is not None), st.sampled_from([True, False, None]))
def test_what_was_written_is_read_back(value: Any, flow: bool | None) -> None:
    """Nested data of every kind survives, in block and in flow style."""
    file = read_yaml("law.yaml", dump(value, default_flow_style=flow))
    assert file.problems == ()
    assert file.data == value


@given(
    st.dictionaries(words, plain | st.lists(plain, max_size=3), min_size=1, max_size=5),
    st.booleans(),
)
def test_every_place_points_at_its_value(value: dict[str, Any], flow: bool) -> None:
    """At the place of a value stands its first character, its quote or its block sign."""
    source = dump(value, default_flow_style=flow)
    lines = source.split("\n")
    file = read_yaml("law.yaml", source)
    for path, each in paths(file.data):
        line, column = file.place(path)
        at = lines[line - 1][column - 1 :]
        if isinstance(each, str):
            assert at[:1] in ("'", '"', "|", ">") or at.startswith(each[:1])
        elif each is not None:
            assert resolve_plain(at.split(",")[0].rstrip(" ]}")) == each
    for key in value:
        line, column = file.place((key,), key=True)
        at = lines[line - 1][column - 1 :]
        assert at[:1] in ("'", '"', "?") or at.startswith(key[:1])


@given(texts.filter(str.strip), styles, st.integers(20, 60))
def test_every_character_of_a_text_is_found(text: str, style: str | None, width: int) -> None:
    """However a text is quoted or folded, the place of a character shows that character."""
    source = dump({"key": [text]}, default_style=style, width=width)
    lines = source.split("\n")
    file = read_yaml("law.yaml", source)
    read = file.data["key"][0]
    for offset, character in enumerate(read):
        if character.isspace():
            continue
        line, column = file.offset_place(("key", 0), offset)
        at = lines[line - 1][column - 1 :]
        assert at.startswith((character, "\\")), (character, at)


@given(st.text(max_size=200) | st.binary(max_size=200))
def test_nothing_makes_reading_fail(source: str | bytes) -> None:
    """Any text and any bytes give data or problems, and every problem has a place in the file."""
    file = read_yaml("law.yaml", source)
    assert file.problems or file.is_whole
    text = source if isinstance(source, str) else source.decode("utf-8", "replace")
    for problem in file.problems:
        assert 1 <= problem.line <= text.count("\n") + text.count("\r") + 1
        assert problem.column >= 1


yaml_like = st.lists(
    st.sampled_from(
        ["a: ", "b: ", "- ", "\n", "\n  ", "\n    ", "[", "]", "{", "}", ", ", '"', "'", "{{ x }}",
         "&a ", "*a ", "!t ", "| ", "> ", "# ", "word", "\t", "? ", "---\n", "<<: ", "%", "1"]
    ),
    max_size=30,
).map("".join)  # fmt: skip


@given(yaml_like)
def test_crooked_yaml_is_refused_with_places(source: str) -> None:
    """Pieces of YAML in any order are read, or refused at a place inside the text."""
    file = read_yaml("law.yaml", source)
    rows = source.split("\n")
    for problem in file.problems:
        assert 1 <= problem.line <= len(rows)
        assert problem.column <= len(rows[problem.line - 1]) + 1
