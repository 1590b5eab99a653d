"""The words of the file format: kinds, keys and texts, and the base of its types.

Annotations in this package are evaluated as they are read, not kept as text as in other modules:
pydantic needs them all, and would compile each once more.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints
from pydantic_core import core_schema

Kind = Literal[
    "information",
    "discussion",
    "agreement",
    "decision",
    "action",
    "request",
    "invitation",
    "proposal",
    "theme",
    "appointment",
    "liaison_statement",
]


BoxRowName = Literal["abstract", "summary", "action", "references"]


Mode = Literal["physical", "virtual", "hybrid"]


Part = Literal[
    "beginning",
    "middle",
    "end",
    "first-half",
    "second-half",
    "first-quarter",
    "second-quarter",
    "third-quarter",
    "fourth-quarter",
]


Id = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80),
    Field(description="A permanent name: small letters, digits and hyphens."),
]


MessageKey = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=80),
    Field(description="The key of a message: small letters, digits and underscores."),
]


def fold_lines(text: str) -> str:
    """Return a text on one line: a line break with its indentation is a space, as in Markdown."""
    return " ".join(stripped for line in text.split("\n") if (stripped := line.strip()))


class _Words:
    """Marks a text that is folded to one line.

    The schema is made once for all keys that hold a text: pydantic would take the marks of each
    apart again, which is most of what loading this module costs.
    """

    def __init__(self, schema: core_schema.StringSchema) -> None:
        self._schema = core_schema.no_info_after_validator_function(fold_lines, schema)

    def __get_pydantic_core_schema__(
        self, _source: object, _handler: object
    ) -> core_schema.CoreSchema:
        return self._schema


Text = Annotated[str, _Words(core_schema.str_schema(min_length=1, pattern=r"\S"))]
"""Words for readers: inline Markdown for emphasis and links, `{{ }}` for values."""


Cell = Annotated[str, _Words(core_schema.str_schema())]
"""Words in a cell of a table; may be empty."""


BodyKey = Annotated[str, Field(json_schema_extra={"x-enum": "bodies"})]


AddresseeKey = Annotated[str, Field(json_schema_extra={"x-enum": "addressees"})]


ThemeKey = Annotated[str, Field(json_schema_extra={"x-enum": "themes"})]


PlaceKey = Annotated[str, Field(json_schema_extra={"x-enum": "places"})]


LanguageKey = Annotated[str, Field(json_schema_extra={"x-enum": "languages"})]


TitleKey = Annotated[str, Field(json_schema_extra={"x-enum": "titles"})]


class Frozen(BaseModel):
    """Base of all types of the file: unknown keys are faults, values never change."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)
