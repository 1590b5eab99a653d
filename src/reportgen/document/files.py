"""A Document as a file of JSON: the twin of a report for machines, documented in docs/twin.md.

In goes a Document, out come bytes, and back. The same Document gives the same bytes, and a file
that is read gives the Document that it was written from.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, Literal

from pydantic import TypeAdapter, ValidationError

from reportgen.document import Document

FORMAT: Final = 1
MEDIA_TYPE = "application/json"
_MOST_BYTES = 50_000_000
_SCHEMA_TITLE = "A report in one language, as reportgen writes it for machines"


@dataclass(frozen=True, slots=True)
class DocumentFile:
    """The content of the file: the version of its format, and the Document."""

    format: Literal[1]
    document: Document


@cache
def _adapter() -> TypeAdapter[DocumentFile]:
    return TypeAdapter(DocumentFile)


def dump_document(document: Document) -> bytes:
    """Return a Document as JSON (UTF-8, every field in the order of its type)."""
    data = _adapter().dump_python(DocumentFile(FORMAT, document), mode="json")
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def load_document(data: bytes) -> Document:
    """Return the Document in a file.

    Raises ValueError for a file that is too large, is no JSON, or does not fit the schema; keys
    that the schema does not know count as not fitting.
    """
    if len(data) > _MOST_BYTES:
        raise ValueError(f"the file has more than {_MOST_BYTES:,} bytes")
    try:
        found = _adapter().validate_json(data, strict=True)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(str(each) for each in first["loc"])
        raise ValueError(f"{place or 'the file'}: {first['msg']}") from None
    if json.loads(dump_document(found.document)) != json.loads(data):
        raise ValueError("the file has keys that the format does not know, or lacks some")
    return found.document


def document_schema() -> dict[str, Any]:
    """Return the JSON Schema of the file; every key is there, and no other may be."""
    schema = _adapter().json_schema(mode="serialization")
    for shape in (schema, *schema.get("$defs", {}).values()):
        if shape.get("type") == "object" and "properties" in shape:
            shape["additionalProperties"] = False
            shape["required"] = list(shape["properties"])
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return {**head, **schema, "title": _SCHEMA_TITLE}
