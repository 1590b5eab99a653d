"""The twin of a report for machines: read as it was written, by a published schema, in step."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.document import Block, Cell, Document, Span
from reportgen.document.files import document_schema, dump_document, load_document
from reportgen.languages import LANGUAGE_KEYS
from tests.cli.conftest import Shell, shell
from tests.reports.project import ADDRESSEES, MEETINGS, ROOT, document, maker

__all__ = ["shell"]

every_report = pytest.mark.parametrize(
    ("meeting", "addressee"), [(m, a) for m in MEETINGS for a in ADDRESSEES]
)


KINDS = {
    "string": str,
    "integer": int,
    "boolean": bool,
    "array": list,
    "object": dict,
    "null": type(None),
}


def matches(value: Any, schema: dict[str, Any], root: dict[str, Any]) -> Iterator[str]:
    """Yield where a value does not fit a schema: the part of JSON Schema that ours is made of."""
    if "$ref" in schema:
        schema = root["$defs"][schema["$ref"].removeprefix("#/$defs/")]
    if "anyOf" in schema:
        if all(list(matches(value, each, root)) for each in schema["anyOf"]):
            yield f"{value!r} fits none"
        return
    if type(value) is not KINDS[schema.get("type", "integer")]:
        yield f"{value!r} is no {schema.get('type')}"
        return
    if value not in schema.get("enum", [value]) or value != schema.get("const", value):
        yield f"{value!r} is none of those"
    for each in value if isinstance(value, list) else ():
        yield from matches(each, schema["items"], root)
    if isinstance(value, dict):
        yield from _keys(value, schema, root)


def _keys(value: dict[str, Any], schema: dict[str, Any], root: dict[str, Any]) -> Iterator[str]:
    named = schema.get("properties", {})
    yield from (f"{key} is missing" for key in schema.get("required", ()) if key not in value)
    for key, each in value.items():
        other = schema.get("additionalProperties", False)
        if key not in named and other is False:
            yield f"{key} is unknown"
        else:
            yield from matches(each, named.get(key, other), root)


@every_report
def test_what_is_written_is_read(meeting: str, addressee: str) -> None:
    """A real report comes back as it was, and is written with the same bytes again."""
    made = document(meeting, addressee)
    data = dump_document(made)
    assert load_document(data) == made
    assert dump_document(load_document(data)) == data


@every_report
def test_real_reports_fit_the_schema(meeting: str, addressee: str) -> None:
    """What the schema promises is what the files hold."""
    schema = document_schema()
    data = json.loads(dump_document(document(meeting, addressee)))
    assert list(matches(data, schema, schema)) == []


def test_schema_refuses_what_is_none() -> None:
    """A key too many, one too few, a word of another kind: each is told."""
    schema = document_schema()
    data = json.loads(dump_document(document(*MEETINGS[:1], ADDRESSEES[0])))
    for change in ({"extra": 1}, {"state": "printed"}, {"title": None}):
        changed = {**data, "document": {**data["document"], **change}}
        assert list(matches(changed, schema, schema)), change
    del data["document"]["tag"]
    assert list(matches(data, schema, schema)) == ["tag is missing"]


def test_published_schema_is_fresh() -> None:
    """docs/document.schema.json is what the program writes; `make schema` writes it again."""
    kept = json.loads((ROOT / "docs/document.schema.json").read_text(encoding="utf-8"))
    assert kept == document_schema(), "docs/document.schema.json is stale: run make schema"


_words = st.text(max_size=20)
_spans = st.lists(
    st.builds(
        Span,
        _words,
        _words,
        st.sampled_from(["text", "value", "gap"]),
        _words,
        _words,
        st.booleans(),
        st.booleans(),
        _words,
        _words,
    ),
    max_size=3,
).map(tuple)
_cells = st.lists(st.builds(Cell, _words, _spans), max_size=2).map(tuple)
_blocks = st.builds(
    Block,
    st.sampled_from(["paragraph", "table", "bullet"]),
    _words,
    _spans,
    st.integers(1, 3),
    _words,
    _words,
    _cells,
    st.lists(_cells, max_size=2).map(tuple),
)


@given(st.lists(_blocks, max_size=3).map(tuple))
def test_any_document_makes_the_round(blocks: tuple[Block, ...]) -> None:
    """Whatever words a report has, control characters and all, they come back."""
    from dataclasses import replace

    base = document(MEETINGS[0], ADDRESSEES[0])
    section = replace(base.sections[0], heading=None, blocks=blocks)
    made = replace(base, sections=(section,))
    assert load_document(dump_document(made)) == made


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({"format": 2}, "format: Input should be 1"),
        ({"document": None}, "document: "),
        ({"more": 1}, "keys that the format does not know"),
    ],
)
def test_files_of_another_form_are_refused(change: dict[str, Any], found: str) -> None:
    """A file of a newer format, or with more in it than is understood, is not half read."""
    data = json.loads(dump_document(document(MEETINGS[0], ADDRESSEES[0])))
    with pytest.raises(ValueError, match=found):
        load_document(json.dumps({**data, **change}).encode())
    with pytest.raises(ValueError, match="JSON"):
        load_document(b"{")


# --- side by side ------------------------------------------------------------------------------


def skeleton(value: Any) -> Any:
    """Return what is the same in every language: order, kinds and ids, without the words."""
    if isinstance(value, tuple):
        return tuple(skeleton(each) for each in value)
    if isinstance(value, dict):
        return {key: skeleton(each) for key, each in value.items()}
    if not is_dataclass(value):
        return value
    return {
        each.name: skeleton(getattr(value, each.name))
        for each in fields(value)
        if each.name != "spans"
    }


@every_report
def test_languages_are_in_step(meeting: str, addressee: str) -> None:
    """Sections, blocks, cells and fields have the same ids in the same order in six languages."""

    def structure(made: Document) -> Any:
        # Where a page number stands between words, and where only before or after, differs.
        labels = {k: v for k, v in made.cover.labels.items() if not k.startswith("page_")}
        parts = (made.sections, made.cover.fields, labels, made.cover.box)
        return [skeleton(each) for each in parts]

    english = document(meeting, addressee)
    for key in LANGUAGE_KEYS:
        assert structure(maker(meeting).document(addressee, key)) == structure(english), key


def test_show_prints_the_twin(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    """What `show document --format json` prints is what an issue freezes."""
    monkeypatch.chdir(ROOT)
    words = ("--addressee", "TSAG", "--language", "fr", "--format", "json")
    ended = shell("show", "document", "reports/iscg-23-1", *words)
    assert ended.code == 0
    assert load_document(ended.out.encode()) == maker("iscg-23-1").document("TSAG", "fr")


@pytest.mark.parametrize("option", ["--document", "--register"])
def test_schemas_are_printed(shell: Shell, option: str) -> None:
    """Outside a project as well: the files are the program's own."""
    ended = shell("schema", option)
    assert ended.code == 0
    assert "properties" in json.loads(ended.out)
