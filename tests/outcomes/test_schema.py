"""The JSON Schema: what editors get is sound, complete, and agrees with what the check accepts."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from reportgen.languages import LANGUAGE_KEYS
from reportgen.organisation import Organisation
from reportgen.outcomes import outcomes_schema, schema_enums
from tests.outcomes.page import PAGE, examples, put_together

ENUMS = schema_enums(Organisation())
SCHEMA = outcomes_schema(ENUMS)
EXAMPLES = examples(PAGE.read_text(encoding="utf-8"))
BASE = EXAMPLES[0].data
KEYWORDS = {
    "$defs", "$ref", "$schema", "additionalProperties", "anyOf", "const", "default", "description",
    "discriminator", "enum", "exclusiveMinimum", "format", "items", "maxItems", "maxLength",
    "maximum", "minItems", "minLength", "minimum", "oneOf", "pattern", "patternProperties",
    "properties",
    "propertyNames", "required", "title", "type",
}  # fmt: skip
TYPES = {"string": str, "integer": int, "array": list, "object": dict, "null": type(None)}


def schemas(node: Any) -> Iterator[dict[str, Any]]:
    """Yield every schema within a schema, itself first."""
    yield node
    for keyword in ("$defs", "properties", "patternProperties"):
        for each in node.get(keyword, {}).values():
            yield from schemas(each)
    for keyword in ("anyOf", "oneOf", "prefixItems"):
        for each in node.get(keyword, ()):
            yield from schemas(each)
    for keyword in ("items", "additionalProperties", "propertyNames"):
        if isinstance(node.get(keyword), dict):
            yield from schemas(node[keyword])


def complaint(value: Any, schema: dict[str, Any], where: str = "") -> str:
    """Return why a value does not fit a schema, as far as it uses the keywords of ours."""
    if "$ref" in schema:
        return complaint(value, SCHEMA["$defs"][schema["$ref"].rsplit("/", 1)[-1]], where)
    choices = schema.get("anyOf") or schema.get("oneOf")
    if choices:
        found = [complaint(value, each, where) for each in choices]
        return " or ".join(found) if all(found) else ""
    if "type" in schema and not isinstance(value, TYPES[schema["type"]]):
        return f"{where}: {value!r} is no {schema['type']}"
    if value != schema.get("const", value) or value not in schema.get("enum", [value]):
        return f"{where}: {value!r} is none of {schema.get('enum', schema.get('const'))}"
    if isinstance(value, str):
        return _text_complaint(value, schema, where)
    if isinstance(value, list):
        return next(filter(None, (complaint(e, schema.get("items", {}), where) for e in value)), "")
    return _mapping_complaint(value, schema, where) if isinstance(value, dict) else ""


def _text_complaint(value: str, schema: dict[str, Any], where: str) -> str:
    if "pattern" in schema and not re.search(schema["pattern"], value):
        return f"{where}: {value!r} does not match {schema['pattern']}"
    return ""


def _mapping_complaint(value: dict[str, Any], schema: dict[str, Any], where: str) -> str:
    properties = schema.get("properties", {})
    others = schema.get("additionalProperties", {})
    for key in schema.get("required", ()):
        if key not in value:
            return f"{where}: {key} is missing"
    for key, each in value.items():
        names = schema.get("propertyNames")
        if names and (found := complaint(key, names, f"{where}.{key}")):
            return found
        if key not in properties and others is False:
            return f"{where}: {key} is not known"
        of_pattern = next(iter(schema.get("patternProperties", {}).values()), others or {})
        if found := complaint(each, properties.get(key, of_pattern), f"{where}.{key}"):
            return found
    return ""


def test_only_known_keywords_are_used() -> None:
    """The schema keeps to keywords that every validator of draft 2020-12 knows."""
    assert {key for schema in schemas(SCHEMA) for key in schema} <= KEYWORDS
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_every_reference_leads_somewhere() -> None:
    """No `$ref` is left hanging, and no definition is useless."""
    used = set(re.findall(r'"\$ref": "#/\$defs/(\w+)"', json.dumps(SCHEMA)))
    assert used == set(SCHEMA["$defs"])


def test_patterns_are_patterns_of_javascript_too() -> None:
    """Editors are written in JavaScript: no pattern uses what only Python knows."""
    for schema in schemas(SCHEMA):
        if "pattern" in schema:
            re.compile(schema["pattern"])
            assert not re.search(r"\(\?P|\\[AZz]|\(\?<", schema["pattern"])


def test_every_key_says_what_it_is() -> None:
    """Whoever types a key is told what it means."""
    silent = [
        key
        for schema in schemas(SCHEMA)
        for key, each in schema.get("properties", {}).items()
        if not each.get("description", "").endswith((".", ")"))
    ]
    assert silent == []


def test_no_mark_of_ours_is_left() -> None:
    """Every list of keys was filled in."""
    assert "x-enum" not in json.dumps(SCHEMA)


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("bodies", ["MeetingFacts", "properties", "body"]),
        ("addressees", ["Outcome", "properties", "wording", "propertyNames"]),
        ("addressees", ["Outcome", "properties", "addressees", "anyOf", 0, "items"]),
        ("themes", ["Selection", "properties", "themes", "items"]),
        ("places", ["Session", "properties", "place", "anyOf", 0]),
        ("titles", ["Person", "properties", "title", "anyOf", 0]),
        ("languages", ["Person", "properties", "names", "propertyNames"]),
    ],
)
def test_keys_that_are_known_are_offered(name: str, place: list[str | int]) -> None:
    """Bodies, addressees, themes, places, titles and languages complete in values and keys."""
    node: Any = SCHEMA["$defs"]
    for step in place:
        node = node[step]
    assert node["enum"] == sorted({**ENUMS, "languages": LANGUAGE_KEYS}[name])


def test_addressees_of_reports_are_offered() -> None:
    """The keys below `reports:` complete."""
    assert SCHEMA["properties"]["reports"]["propertyNames"]["enum"] == ["RAG", "TDAG", "TSAG"]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda each: f"line-{each.line}")
def test_every_example_fits_the_schema(example: Any) -> None:
    """An editor marks nothing red in what the page shows, short forms included."""
    whole = example.data if example.is_whole else put_together(BASE, example.data)
    assert complaint(whole, SCHEMA) == ""


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        ({"outcoms": []}, "outcoms is not known"),
        ({"outcomes": [{"id": "a", "kind": "infomation", "text": "A"}]}, "'infomation' is none of"),
        ({"outcomes": [{"id": "A b", "kind": "theme", "text": "A"}]}, "does not match"),
        ({"outcomes": [{"id": "a", "kind": "theme"}]}, "text is missing"),
        ({"reports": {"TASG": {}}}, "'TASG' is none of"),
        ({"meeting": {"body": "ISGC", "symbol": "x"}}, "'ISGC' is none of"),
        ({"next_meeting": {"month": "2023-13"}}, "does not match"),
        ({"schema": 2}, "2 is none of 1"),
    ],
)
def test_slips_are_marked_while_one_types(part: dict[str, Any], expected: str) -> None:
    """What the check would refuse for its shape, an editor already shows."""
    assert expected in complaint({**BASE, **part}, SCHEMA)
