"""What pydantic finds wrong in an entry, as problems with a place and in plain words."""

from __future__ import annotations

import types
from collections.abc import Iterable, Iterator
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from reportgen.errors import Problem, did_you_mean
from reportgen.yamlfile import YamlFile

_WANTED = {
    "string_type": "text",
    "int_type": "a whole number",
    "bool_type": "true or false",
    "dict_type": "keys and values below it",
    "model_type": "keys and values below it",
    "tuple_type": "a list",
    "date_type": "a date, as 2022-10-14",
}


def validation_problems(
    file: YamlFile, path: tuple[str | int, ...], model: type[BaseModel], error: ValidationError
) -> Iterator[Problem]:
    """Yield a problem for every error; `path` is where in the file the entry stands."""
    for each in error.errors(include_url=False):
        # Beside keys, the steps name members of unions and "[key]": neither stands in the file.
        steps = _steps_in_data(file.data, (*path, *each["loc"]))
        yield _problem(file, steps, model, each)


def _steps_in_data(data: Any, steps: tuple[str | int, ...]) -> tuple[str | int, ...]:
    """Return the steps that lead to something in the data, and the last one in any case."""
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
    file: YamlFile, steps: tuple[str | int, ...], model: type[BaseModel], error: ErrorDetails
) -> Problem:
    kind = error["type"]
    name = steps[-1] if steps else ""
    if kind == "extra_forbidden":
        known = list(_field_names(model, error["loc"][:-1]))
        hint = did_you_mean(str(name), known) or f"known are {', '.join(known)}"
        return file.problem(steps, "unknown-key", f'unknown key "{name}"', hint=hint, key=True)
    if kind == "missing":
        message = f'"{name}" is missing here'
        return file.problem(steps, "missing-key", message, hint="add it, or correct the key above")
    if kind == "literal_error":
        expected = error["ctx"]["expected"].replace("'", '"')
        choices = [part.strip(' "') for part in expected.replace(" or ", ", ").split(",")]
        hint = did_you_mean(str(error["input"]), choices)
        message = f'"{error["input"]}" is none of {", ".join(choices)}'
        return file.problem(steps, "bad-value", message, hint=hint)
    if kind == "value_error":
        message = str(error["ctx"]["error"])
    elif kind in _WANTED:
        message = f'"{name}" must be {_WANTED[kind]}'
        if kind == "string_type" and isinstance(error["input"], int | float | bool):
            return file.problem(steps, "bad-value", message, hint="put it in quotes")
    else:
        message = f'"{name}": {error["msg"]}'
    return file.problem(steps, "bad-value", message)


def _field_names(model: type[BaseModel], steps: Iterable[str | int]) -> Iterator[str]:
    """Yield the keys that are known where the steps lead."""
    found: type[BaseModel] | None = model
    annotation: Any = model
    for step in steps:
        found = _model_in(annotation)
        if found is None:
            return
        by_key = {(field.alias or name): field for name, field in found.model_fields.items()}
        # A step that is no field is a key or index inside a dict or list of models.
        annotation = by_key[str(step)].annotation if str(step) in by_key else annotation
    found = _model_in(annotation)
    if found is not None:
        yield from ((field.alias or name) for name, field in found.model_fields.items())


def _model_in(annotation: Any) -> type[BaseModel] | None:
    """Return the model inside an annotation such as `dict[str, Model]` or `Model | None`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    if get_origin(annotation) in (Union, types.UnionType, dict, tuple, list):
        for part in get_args(annotation):
            found = _model_in(part)
            if found is not None:
                return found
    return None
