"""Faults in the shape of the file: what pydantic found, said to a secretary, with its place."""

from __future__ import annotations

import types
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from reportgen.errors import Problem, did_you_mean
from reportgen.model import Meeting
from reportgen.yamlfile import YamlFile

Path = tuple[str | int, ...]

_TYPE_NAMES = {
    "string_type": "text",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "int_from_float": "a whole number",
    "dict_type": "a mapping (`key: value` lines)",
    "model_type": "a mapping (`key: value` lines)",
    "model_attributes_type": "a mapping (`key: value` lines)",
    "tuple_type": "a list (lines that begin with `- `)",
    "date_type": "a date",
}
_DATE_ERRORS = ("date_from_datetime_parsing", "date_parsing", "date_from_datetime_inexact")


def shape_problems(error: ValidationError, file: YamlFile) -> Iterator[Problem]:
    """Yield a problem for each thing that does not fit the file format."""
    for details in error.errors(include_url=False):
        yield _problem(details, file)


def _problem(details: ErrorDetails, file: YamlFile) -> Problem:
    path, rest = _yaml_path(details["loc"], file.data)
    kind = details["type"]
    value = details["input"]
    if kind == "extra_forbidden":
        return _unknown_key(details, path, file)
    if kind == "missing":
        key = str(details["loc"][-1])
        return file.problem(path, "missing-key", f'"{key}" is missing{_inside(path)}')
    if kind == "literal_error":
        return _unknown_value(details, path, file)
    if kind in ("union_tag_invalid", "union_tag_not_found"):
        return _unknown_fact(details, path, file)
    if kind in _DATE_ERRORS:
        message = f'"{value}" is no date'
        return file.problem(path, "bad-date", message, hint="write dates as 2023-05-02")
    if kind in _TYPE_NAMES:
        message = f"{_name(path)} must be {_TYPE_NAMES[kind]}, not {_describe(value)}"
        hint = "put it in quotes" if kind == "string_type" and _is_scalar(value) else ""
        return file.problem(path, "wrong-type", message, hint=hint)
    if kind == "string_pattern_mismatch":
        return _bad_pattern(details, path, rest, file)
    if kind == "value_error":
        message = str(details["msg"]).removeprefix("Value error, ")
        return file.problem(path, "wrong-value", f"{_name(path)}: {message}")
    if kind in ("too_short", "string_too_short"):
        return file.problem(path, "empty", f"{_name(path)} is empty")
    return file.problem(path, "wrong-value", f"{_name(path)}: {details['msg']}")


def _yaml_path(loc: tuple[int | str, ...], data: Any) -> tuple[Path, tuple[int | str, ...]]:
    """Return the path in the file for a place in the types, and what could not be followed.

    The types have steps that the file has not: tags of unions, names of validators, and the long
    forms of texts that were written short.
    """
    path: list[str | int] = []
    followed = data
    for place, step in enumerate(loc):
        if _has(followed, step):
            followed = followed[step]
        elif step == "[key]" or not isinstance(followed, Mapping | list):
            return tuple(path), loc[place:]
        else:
            continue
        path.append(step)
    return tuple(path), ()


def _has(data: Any, step: int | str) -> bool:
    """Whether a step leads further into the data of the file."""
    if isinstance(data, list):
        return isinstance(step, int) and step < len(data)
    return isinstance(data, Mapping) and step in data


def _name(path: Path) -> str:
    """Return how a reader would name the value: its key, with the number where it is in a list."""
    keys = [step for step in path if isinstance(step, str)]
    if not keys:
        return "the file"
    number = path[-1]
    return f'"{keys[-1]}"' + (f" number {number + 1}" if isinstance(number, int) else "")


def _inside(path: Path) -> str:
    return f" in {_name(path)}" if path else ""


def _describe(value: Any) -> str:
    match value:
        case None:
            return "empty"
        case bool():
            return f"the truth value {str(value).lower()}"
        case int() | float():
            return f"the number {value}"
        case str():
            return "text"
        case Mapping():
            return "a mapping"
        case list() | tuple():
            return "a list"
    return type(value).__name__


def _is_scalar(value: Any) -> bool:
    return value is not None and not isinstance(value, Mapping | list)


def _unknown_key(details: ErrorDetails, path: Path, file: YamlFile) -> Problem:
    key = str(details["loc"][-1])
    model = _model_at(details["loc"][:-1])
    known = _keys_of(model) if model is not None else []
    hint = did_you_mean(key, known) or (f"known keys: {', '.join(known)}" if known else "")
    message = f'unknown key "{key}"{_inside(path[:-1])}'
    return file.problem(path, "unknown-key", message, hint=hint, key=True)


def _unknown_value(details: ErrorDetails, path: Path, file: YamlFile) -> Problem:
    value = str(details["input"])
    known = _quoted(str(details.get("ctx", {}).get("expected", "")))
    key = next((step for step in reversed(path) if isinstance(step, str)), "value")
    if key == "schema":
        message = f"this file has format {value}, which this version of reportgen does not know"
        return file.problem(path, "unknown-schema", message, hint="write `schema: 1`")
    hint = did_you_mean(value, known) or f"known: {', '.join(known)}"
    return file.problem(path, f"unknown-{key}", f'unknown {key} "{value}"', hint=hint)


def _unknown_fact(details: ErrorDetails, path: Path, file: YamlFile) -> Problem:
    context = details.get("ctx", {})
    if details["type"] == "union_tag_not_found":
        return file.problem(path, "missing-key", '"type" is missing in a fact')
    tag = str(context.get("tag", ""))
    known = _quoted(str(context.get("expected_tags", "")))
    hint = did_you_mean(tag, known) or f"known: {', '.join(known)}"
    return file.problem((*path, "type"), "unknown-type", f'unknown type "{tag}"', hint=hint)


def _bad_pattern(
    details: ErrorDetails, path: Path, rest: tuple[int | str, ...], file: YamlFile
) -> Problem:
    value = details["input"]
    is_key = rest[:1] == ("[key]",) or (bool(path) and details["loc"][-1] == "[key]")
    pattern = str(details.get("ctx", {}).get("pattern", ""))
    if pattern == r"\S":
        return file.problem(path, "empty", f"{_name(path)} is empty", key=is_key)
    if "[a-z0-9]+(-[a-z0-9]+)*" in pattern:
        hint = "use small letters, digits and hyphens, as in liaison-to-tdag"
        return file.problem(path, "bad-id", f'"{value}" is no id', hint=hint, key=is_key)
    hints = {
        r"^[a-z][a-z0-9_]*$": "use small letters, digits and underscores",
        r"^[A-Z]{2}$": "use the ISO 3166 code of two capital letters",
        r"^[A-Z]{3}$": "use the ISO 4217 code of three capital letters",
        r"^\d{4}-\d{4}$": "write it as 2022-2024",
        r"^\d{4}-(0[1-9]|1[0-2])$": "write a month as 2023-10",
    }
    message = f'{_name(path)} cannot be "{value}"'
    return file.problem(path, "wrong-value", message, hint=hints.get(pattern, ""), key=is_key)


def _quoted(listing: str) -> list[str]:
    """Return the words that pydantic lists as `'a', 'b' or 'c'`."""
    return listing.split("'")[1::2]


# --- which keys are known where --------------------------------------------------------------


def _model_at(loc: tuple[int | str, ...]) -> type[BaseModel] | None:
    """Return the type of the mapping at a place in the types."""
    annotation: Any = Meeting
    for step in loc:
        models = list(_models_in(annotation))
        tagged = [m for m in models if _tag_of(m) == step]
        if tagged:
            annotation = tagged[0]
            continue
        fields = [f for m in models for n, f in m.model_fields.items() if step in (n, f.alias)]
        if fields:
            annotation = fields[0].annotation
    return next(_models_in(annotation), None)


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    """Yield the model types that an annotation mentions."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    elif get_origin(annotation) in (Annotated, Union, types.UnionType, tuple, dict):
        for part in get_args(annotation):
            yield from _models_in(part)


def _tag_of(model: type[BaseModel]) -> str | None:
    """Return the value of `type` that chooses this kind of fact."""
    field = model.model_fields.get("type")
    return str(get_args(field.annotation)[0]) if field is not None else None


def _keys_of(model: type[BaseModel]) -> list[str]:
    return [field.alias or name for name, field in model.model_fields.items()]
