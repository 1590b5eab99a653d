"""Patterns in the organisation files: words with `{names}`, filled without running anything.

`str.format` would let a file reach attributes or ask for a field a million characters wide, so
patterns are filled here: a name in braces, with an optional width for zeros (`{number:4}`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, Strict

PLACEHOLDER = re.compile(r"\{([a-z_]+)(?::([1-9]))?\}")


def fill_pattern(pattern: str, values: Mapping[str, str]) -> str:
    """Return the pattern with every `{name}` replaced by its value.

    Raises KeyError for a name without a value; the types of the files let none through.
    """

    def value(found: re.Match[str]) -> str:
        return values[found[1]].zfill(int(found[2] or 0))

    return PLACEHOLDER.sub(value, pattern)


def _check_braces(pattern: str) -> str:
    """Refuse braces that are no `{name}`."""
    if re.search(r"[{}]", PLACEHOLDER.sub("", pattern)):
        raise ValueError('braces stand around names only, as in "{acronym}-{yy}"')
    return pattern


def allow_names(*names: str) -> AfterValidator:
    """Return a validator that refuses patterns with other names than these."""

    def check(pattern: str) -> str:
        for found in PLACEHOLDER.finditer(_check_braces(pattern)):
            if found[1] not in names:
                known = ", ".join(f"{{{name}}}" for name in names)
                raise ValueError(f"{found[0]} means nothing here; known are {known}")
        return pattern

    return AfterValidator(check)


Pattern = Annotated[
    str,
    Field(min_length=1, max_length=300),
    allow_names("acronym", "name", "year", "yy", "number"),
]
NamePattern = Annotated[str, Field(min_length=1, max_length=100), allow_names("name")]


def as_date(value: Any) -> date:
    """Return the date of an ISO text; raise ValueError if it is none."""
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value)
    except (ValueError, TypeError):
        raise ValueError(f'"{value}" is no date; dates are written as 2022-10-14') from None


Date = Annotated[date, BeforeValidator(as_date, json_schema_input_type=str)]
# Without this, "2022" and true would pass for numbers.
Number = Annotated[int, Strict()]
Flag = Annotated[bool, Strict()]
