"""What pydantic finds wrong in an entry, as problems with a place and in plain words."""

from __future__ import annotations

import dataclasses
import re
import types
from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from reportgen.errors import Problem, did_you_mean
from reportgen.organisation.entries import Facts
from reportgen.organisation.facts import URL_PATTERN, YEAR_PATTERN
from reportgen.yamlfile import YamlFile

_CHOICES = re.compile(r"""'([^']*)'|"([^"]*)\"""")
_PATTERNS = {YEAR_PATTERN: "a year, as 2022", URL_PATTERN: "an address that begins with https://"}
_WANTED = {
    "string_type": "text",
    "int_type": "a whole number",
    "bool_type": "true or false",
    "dict_type": "keys and values below it",
    "mapping_type": "keys and values below it",
    "dataclass_type": "keys and values below it",
    "tuple_type": "a list",
}


def validation_problems(
    file: YamlFile, path: tuple[str | int, ...], entry: type[Facts], error: ValidationError
) -> Iterator[Problem]:
    """Yield a problem for every error; `path` is where in the file the entry stands."""
    errors = error.errors(include_url=False)
    faulty = {each["loc"][:-1] for each in errors}
    for each in errors:
        if each["type"] == "too_short" and each["loc"] in faulty:
            continue  # The list is short only because its items are wrong.
        steps = _steps_in_data(file.data, (*path, *each["loc"]))
        yield _problem(file, steps, entry, each)


def _steps_in_data(data: Any, steps: tuple[str | int, ...]) -> tuple[str | int, ...]:
    """Return the steps that lead to something in the data, and the last one in any case.

    Beside keys, the steps name members of unions and "[key]", which stand in no file.
    """
    found: list[str | int] = []
    for number, step in enumerate(steps):
        is_key = isinstance(data, dict) and step in data
        is_index = isinstance(data, list) and isinstance(step, int) and step < len(data)
        if is_key or is_index:
            data = data[step]
            found.append(step)
        elif number == len(steps) - 1 and step != "[key]":
            found.append(step)
    return tuple(found)


def _problem(
    file: YamlFile, steps: tuple[str | int, ...], entry: type[Facts], error: ErrorDetails
) -> Problem:
    kind = error["type"]
    name = steps[-1] if steps else ""
    if kind == "unexpected_keyword_argument":
        known = list(_known_keys(entry, error["loc"][:-1]))
        hint = did_you_mean(str(name), known) or f"known are {', '.join(known)}"
        return file.problem(steps, "unknown-key", f'unknown key "{name}"', hint=hint, key=True)
    if kind == "missing":
        message = f'"{name}" is missing here'
        return file.problem(steps, "missing-key", message, hint="add it, or correct the key above")
    is_key = error["loc"][-1:] == ("[key]",)
    message, hint = _bad_value("key" if is_key else name, error)
    return file.problem(steps, "bad-value", message, hint=hint, key=is_key)


def _bad_value(name: str | int, error: ErrorDetails) -> tuple[str, str]:
    """Return what is wrong with a value, and what to do."""
    kind, given = error["type"], error["input"]
    what = f"item {name + 1}" if isinstance(name, int) else f'"{name}"'
    if kind == "literal_error":
        choices = [one or other for one, other in _CHOICES.findall(error["ctx"]["expected"])]
        return f'"{given}" is none of {", ".join(choices)}', did_you_mean(str(given), choices)
    if kind == "value_error":
        return str(error["ctx"]["error"]), ""
    if kind == "string_pattern_mismatch":
        pattern = error["ctx"]["pattern"]
        return f'"{given}" is not {_PATTERNS.get(pattern, f"of the form {pattern}")}', ""
    if kind in _WANTED:
        is_bare = kind == "string_type" and isinstance(given, int | float)
        return f"{what} must be {_WANTED[kind]}", "put it in quotes" if is_bare else ""
    return f"{what}: {error['msg']}", ""


def _known_keys(entry: type[Facts], steps: Iterable[str | int]) -> Iterator[str]:
    """Yield the keys that are known where the steps lead."""
    found: type[Facts] | None = entry
    for step in steps:
        if found is None:
            return
        annotation = get_type_hints(found).get("from_" if step == "from" else str(step))
        # A step that is no field is a key or an index inside a mapping or list of entries.
        found = found if annotation is None else _entry_in(annotation)
    if found is not None:
        for field in dataclasses.fields(found):
            yield "from" if field.name == "from_" else field.name


def _entry_in(annotation: Any) -> type[Facts] | None:
    """Return the type of entry inside an annotation such as `Mapping[str, Body]`."""
    if isinstance(annotation, type) and issubclass(annotation, Facts):
        return annotation
    if get_origin(annotation) in (Annotated, Union, types.UnionType, Mapping, tuple):
        return next((entry for part in get_args(annotation) if (entry := _entry_in(part))), None)
    # get_origin() of a Mapping is the abstract class of collections.abc.
    args = get_args(annotation)
    return next((entry for part in args if (entry := _entry_in(part))), None)
