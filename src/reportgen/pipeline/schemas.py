"""JSON Schemas of the files that users write, with what is known in their project."""

from __future__ import annotations

import json
from typing import Any, Literal

from reportgen.organisation import load_organisation, organisation_schema
from reportgen.outcomes import outcomes_schema, schema_enums
from reportgen.pipeline.workspace import Workspace

SCHEMA_NAME = "outcomes.schema.json"
"""The file beside the meetings that editors read; the first line of an outcomes file names it."""


def schema_json(schema: dict[str, Any]) -> bytes:
    """Return a schema as the content of a file, laid out as the command line prints it."""
    return (json.dumps(schema, ensure_ascii=False, indent=1) + "\n").encode()


def written_schema(kind: Literal["document", "register"]) -> dict[str, Any]:
    """Return the schema of a file that the program itself writes."""
    if kind == "register":
        from reportgen.issues.register import register_schema

        return register_schema()
    from reportgen.document.files import document_schema

    return document_schema()


def file_schema(workspace: Workspace | None, *, organisation: bool = False) -> dict[str, Any]:
    """Return the schema of outcomes.yaml, or of the organisation files by kind.

    Outside a project (`workspace` None) the schema knows the package's own data alone.
    """
    if organisation:
        return dict(organisation_schema())
    known = workspace.organisation if workspace is not None else load_organisation()
    return outcomes_schema(schema_enums(known))
