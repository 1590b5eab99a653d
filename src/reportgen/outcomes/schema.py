"""JSON Schema of `outcomes.yaml`, for editors that complete and check while one types."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from reportgen.languages import LANGUAGE_KEYS
from reportgen.model import Meeting

_SCHEMA_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def outcomes_schema(enums: Mapping[str, Collection[str]]) -> dict[str, Any]:
    """Return the schema; `enums` gives the keys known in this project by kind (`bodies`, …)."""
    schema = Meeting.model_json_schema(by_alias=True, mode="validation")
    schema["$schema"] = _SCHEMA_DIALECT
    schema["title"] = "Outcomes of a meeting"
    known = {"languages": LANGUAGE_KEYS, **enums}
    _fill_enums(schema, known)
    return schema


def _fill_enums(node: Any, known: Mapping[str, Collection[str]]) -> None:
    """Replace every `x-enum` mark by the keys known under that name, in values and in keys."""
    if isinstance(node, dict):
        name = node.pop("x-enum", None)
        if name in known:
            node["enum"] = sorted(known[name])
        for value in node.values():
            _fill_enums(value, known)
    elif isinstance(node, list):
        for value in node:
            _fill_enums(value, known)
