"""JSON Schema of the organisation files, for editors."""

from __future__ import annotations

from typing import Any

from reportgen.organisation.store import KINDS, checker


def organisation_schema() -> dict[str, dict[str, Any]]:
    """Return the JSON Schema of a project's file of each kind, by kind.

    Nothing is required: an entry may complete one of the package. What is missing in the end is
    reported when the files are read.
    """
    return {kind: _file_schema(kind) for kind in KINDS}


def _file_schema(kind: str) -> dict[str, Any]:
    entry: dict[str, Any] = _without_required(checker(kind).json_schema())
    definitions = entry.pop("$defs", {})
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"{kind}.yaml",
        "type": "object",
        "additionalProperties": {"$ref": "#/$defs/entry"},
        "$defs": {**definitions, "entry": entry},
    }


def _without_required(schema: Any) -> Any:
    if isinstance(schema, dict):
        # "required" with a list is the keyword; as a property's name it holds a schema.
        return {
            key: _without_required(value)
            for key, value in schema.items()
            if not (key == "required" and isinstance(value, list))
        }
    if isinstance(schema, list):
        return [_without_required(value) for value in schema]
    return schema
