"""Reading YAML: what words mean, where things stand, and what is refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from reportgen.errors import InputError
from reportgen.yamlfile import MAX_BYTES, YamlFile, load_yaml, read_yaml


def read(source: bytes | str) -> YamlFile:
    """Read YAML as a file of a fixed name."""
    return read_yaml("facts.yaml", source)


def faults(source: bytes | str) -> list[tuple[int, int, str]]:
    """Return line, column and code of every problem of a text."""
    return [(each.line, each.column, each.code) for each in read(source).problems]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("NO", "NO"),
        ("yes", "yes"),
        ("2023-05-02", "2023-05-02"),
        ("1:30", "1:30"),
        ("1_000", "1_000"),
        ("=", "="),
        ("ISCG/23-1/02", "ISCG/23-1/02"),
        ("191", 191),
        ("-7", -7),
        ("0o17", 15),
        ("0xff", 255),
        ("1.5", 1.5),
        ("1e3", 1000.0),
        (".inf", float("inf")),
        ("-.inf", float("-inf")),
        ("true", True),
        ("False", False),
        ("~", None),
        ("null", None),
        ("", None),
        ('"191"', "191"),
        ("'true'", "true"),
        ("!!str 191", "191"),
        ("9" * 80, "9" * 80),
    ],
)
def test_words_mean_what_yaml_1_2_says(written: str, meant: Any) -> None:
    """Norway is not false, and a date stays as it was written."""
    file = read(f"key: {written}\n")
    assert file.problems == ()
    assert file.data == {"key": meant}
    assert type(file.data["key"]) is type(meant)


def test_keys_are_text() -> None:
    """A year or a country code as a key is not turned into something else."""
    assert read("2022: a\nNO: b\ntrue: c\n").data == {"2022": "a", "NO": "b", "true": "c"}


EXAMPLE = """\
# A comment.
meeting: {body: ISCG, date: 2023-05-02}
outcomes:
  - id: first
    text: >-
      One {{ a }} and
      another {{ b }}.
  - id: second
    text: "Tab \\t, quote \\" and {{ c }}\\
      , then {{ d }}"
  - text: 'it''s {{ e }}'
  - text: &anchor plain
      on {{ f }} lines
  - text: |
      # no comment
      {{ g }}
"""


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_places_of_keys_and_values(newline: str) -> None:
    """Whatever is named in a path can be pointed at, with Windows line ends too."""
    file = read(EXAMPLE.replace("\n", newline))
    assert file.problems == ()
    assert file.place(("meeting",)) == (2, 10)
    assert file.place(("meeting",), key=True) == (2, 1)
    assert file.place(("meeting", "date")) == (2, 29)
    assert file.place(("outcomes", 1, "id")) == (8, 9)
    assert file.place(("outcomes", 1, "id"), key=True) == (8, 5)
    assert file.place(("outcomes", 3, "text")) == (12, 19)


def test_the_place_of_something_missing_is_that_of_what_lacks_it() -> None:
    """Who forgot a key is led to the entry it is missing from."""
    file = read(EXAMPLE)
    assert file.place(("outcomes", 1, "kind")) == (8, 5)
    assert file.place(("meeting", "mode")) == (2, 1)
    assert file.place(("reports",)) == (2, 1)


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("index", "occurrence", "place"),
    [
        (0, 0, (6, 11)),
        (0, 1, (7, 15)),
        (1, 0, (9, 33)),
        (1, 1, (10, 14)),
        (2, 0, (11, 18)),
        (3, 0, (13, 10)),
        (4, 0, (16, 7)),
    ],
)
def test_places_inside_texts(
    newline: str, index: int, occurrence: int, place: tuple[int, int]
) -> None:
    """An expression is found in plain, folded, literal and quoted texts alike."""
    file = read(EXAMPLE.replace("\n", newline))
    assert file.needle_place(("outcomes", index, "text"), "{{", occurrence) == place


def test_a_needle_that_is_not_there_gives_the_beginning_of_the_text() -> None:
    """A wrong count never leads outside the text."""
    file = read(EXAMPLE)
    assert file.needle_place(("outcomes", 2, "text"), "{{", 5) == (11, 11)
    assert file.needle_place(("outcomes", 9, "text"), "{{") == (3, 1)
    assert file.offset_place(("meeting",), 3) == (2, 10)


FAULTS: list[tuple[bytes | str, list[tuple[int, int, str]]]] = [
    ("a: 1\nb: 2\na: 3\nb: 4\n", [(3, 1, "duplicate-key"), (4, 1, "duplicate-key")]),
    ("a: {b: 1, b: 2}\n", [(1, 11, "duplicate-key")]),
    ("a: 1\n---\nb: 2\n", [(2, 1, "yaml-multiple-documents")]),
    ("", [(1, 1, "yaml-empty")]),
    ("# nothing\n", [(1, 1, "yaml-empty")]),
    ("a: !person b\n", [(1, 4, "yaml-tag")]),
    ("a: !!python/object:os.system b\n", [(1, 4, "yaml-tag")]),
    ("a: &x {b: 1}\nc:\n  <<: *x\n", [(3, 3, "yaml-merge-key")]),
    ("a: *nothing\n", [(1, 4, "yaml-alias")]),
    ("a: &x [*x]\n", [(1, 8, "yaml-alias")]),
    ("[" * 60, [(1, 51, "yaml-too-deep")]),
    ("a:\n\tb: 1\nc:\n\td: 2\n", [(2, 1, "yaml-tabs"), (4, 1, "yaml-tabs")]),
    ("a: b: c\n", [(1, 5, "yaml-syntax")]),
    ("a: 'open\nb: c\n", [(1, 4, "yaml-syntax")]),
    ("a: [1, 2\nb: c\n", [(1, 4, "yaml-syntax")]),
    ("a: {{ date(meeting) }}\n", [(1, 4, "yaml-syntax")]),
    ("a: {{ date(meeting) }} it met\n", [(1, 4, "yaml-syntax")]),
    ("a: **strong** words\n", [(1, 4, "yaml-syntax")]),
    ("a: [words](https://www.itu.int) here\n", [(1, 4, "yaml-syntax")]),
    ('a: {b: "c" d}\n', [(1, 12, "yaml-syntax")]),
    ("a: {b: [}\n", [(1, 9, "yaml-syntax")]),
    ('a: "said" he\n', [(1, 9, "yaml-syntax")]),
    ("a: @b\n", [(1, 4, "yaml-syntax")]),
    ("? [a]\n: b\n", [(1, 3, "yaml-syntax")]),
    ("a: x\x07y\n", [(1, 5, "bad-character")]),
    ("a: x\u2028y\n", [(1, 5, "bad-character")]),
    ("a: x\ufeffy\n", [(1, 5, "bad-character")]),
    ("a: x\U000f0000y\U0010fffd\n", [(1, 5, "bad-character"), (1, 7, "bad-character")]),
    ("a: x\ufdd0\n", [(1, 5, "bad-character")]),
    ("a: x\ud800\n", [(1, 5, "bad-character")]),
    ("a: x\rb: y\n", [(1, 5, "bad-character")]),
    ('a: "x\\U000F0000"\n', [(1, 4, "bad-character")]),
    (b"a: caf\xe9\nb: \xe9t\xe9\n", [(1, 7, "not-utf8"), (2, 4, "not-utf8"), (2, 6, "not-utf8")]),
    ("a: b".encode("utf-16"), [(1, 1, "not-utf8")]),
]


@pytest.mark.parametrize(
    ("source", "found"), FAULTS, ids=[repr(source)[:40] for source, _ in FAULTS]
)
def test_every_fault_has_its_place(source: bytes | str, found: list[tuple[int, int, str]]) -> None:
    """Each fault is found where the writer would look for it, all of one kind at once."""
    assert faults(source) == found


def test_faults_of_different_kinds_are_found_together() -> None:
    """A wrong character does not hide a key given twice or a syntax error."""
    assert faults("a: \x07\na: 1\nb: [\n") == [
        (1, 4, "bad-character"),
        (2, 1, "duplicate-key"),
        (3, 4, "yaml-syntax"),
    ]


def test_every_syntax_error_is_found_in_one_run() -> None:
    """The parser stops at its first error; reading goes on at the next item or key."""
    source = """\
meeting: {body: ISCG}
outcomes:
  - id: first
    text: {{ date(meeting) }} was the day
  - id: second
    text: this is fine
  - id: third
    text: one: two
  - id: bracket
    facts: {id: a, type: action
  # A comment between items.
  - id: fourth
    text: "said" he
reports:
  TSAG: {}
  TDAG: @later
"""
    assert faults(source) == [
        (4, 11, "yaml-syntax"),
        (8, 14, "yaml-syntax"),
        (10, 12, "yaml-syntax"),
        (13, 16, "yaml-syntax"),
        (16, 9, "yaml-syntax"),
    ]


def test_behind_an_open_quote_nothing_is_guessed() -> None:
    """One quotation mark left open makes one fault, not one in every line below."""
    source = 'a:\n  - text: "open\n  - text: "it\'s"\n  - text: b\nc: d\n'
    assert len(faults(source)) == 1


def test_messages_are_free_of_parser_language() -> None:
    """A secretary reads words about the file, not about scanners and tokens."""
    for source, _ in FAULTS:
        for problem in read(source).problems:
            words = f"{problem.message} {problem.hint}"
            assert not any(jargon in words for jargon in ("token", "scalar", "scanning", "node"))


def test_aliases_repeat_a_value_within_limits() -> None:
    """An anchor saves typing; a file that unfolds into millions of values is refused."""
    assert read("a: &x [1]\nb: *x\n").data == {"a": [1], "b": [1]}
    rows = ["a0: &a0 [1,1,1,1,1,1,1,1,1,1]"]
    rows += [f"a{n}: &a{n} [{','.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10)]
    assert [code for *_, code in faults("\n".join(rows))] == ["yaml-too-large"]


def test_a_huge_file_is_not_read() -> None:
    """What is too large for a report is refused before it is parsed."""
    assert faults(b"#" * (MAX_BYTES + 1)) == [(0, 0, "yaml-too-large")]


def test_many_faults_of_one_kind_are_counted() -> None:
    """A file in a wrong encoding does not flood the screen."""
    problems = read(b"a: '" + b"\xe9 " * 50 + b"'\n").problems
    assert len(problems) == 21
    assert problems[-1].message == "30 more faults of this kind from here on"


def test_a_byte_order_mark_at_the_beginning_is_fine() -> None:
    """Some Windows editors write one; places do not shift, byte counts do."""
    file = read(b"\xef\xbb\xbfa: b\n")
    assert (file.problems, file.data, file.place(("a",))) == ((), {"a": "b"}, (1, 4))
    assert "byte 6 " in read(b"\xef\xbb\xbfa: \xe9\n").problems[0].message


def test_a_file_that_cannot_be_read_is_a_problem(tmp_path: Path) -> None:
    """No such file, a folder in its place: one line each, no traceback."""
    for path in (tmp_path / "none.yaml", tmp_path):
        file = load_yaml(path)
        assert [each.code for each in file.problems] == ["file-missing"]
        assert not file.is_whole
        assert file.place(("a",)) == (1, 1)


def test_a_file_is_read_from_disk(tmp_path: Path) -> None:
    """Problems show the path as it was given."""
    path = tmp_path / "facts.yaml"
    path.write_text("a: 1\na: 2\n", encoding="utf-8")
    assert load_yaml(path).problems[0].path == str(path)
    with pytest.raises(InputError, match="already stands in line 1"):
        load_yaml(path).check()


def test_a_problem_can_be_made_at_a_path() -> None:
    """Whoever checks the data further names a path and gets line and column."""
    problem = read(EXAMPLE).problem(("meeting", "body"), "unknown-body", "which?", hint="that")
    assert (problem.line, problem.column, problem.severity) == (2, 17, "error")


def test_without_libyaml_faults_and_places_are_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """PyYAML's own parser is slower but says the same about every file."""
    import yaml

    from reportgen.yamlfile import build

    monkeypatch.setattr(build, "_Loader", yaml.SafeLoader)
    file = read(EXAMPLE)
    assert file.problems == ()
    assert file.needle_place(("outcomes", 4, "text"), "{{") == (16, 7)
    for source, found in FAULTS:
        assert [code for *_, code in faults(source)] == [code for *_, code in found]
