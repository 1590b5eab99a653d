"""Faults in the shape of the file: what pydantic found, said to a secretary, with its place."""

from __future__ import annotations

import re
import types
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from reportgen.errors import Problem, did_you_mean
from reportgen.model import Meeting
from reportgen.records import dataclass
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
_BOUNDS = {"greater_than_equal": "at least", "less_than_equal": "at most"}
_DATE_ERRORS = ("date_from_datetime_parsing", "date_parsing", "date_from_datetime_inexact")


def shape_problems(error: ValidationError, file: YamlFile) -> Iterator[Problem]:
    """Yield a problem for each thing that does not fit the file format."""
    for details in error.errors(include_url=False):
        path, rest = _yaml_path(details["loc"], file.data)
        kind = details["type"]
        if kind == "too_short" and details["input"]:
            continue  # it is not empty: its entries have faults, which are told themselves
        if details["input"] is None and kind in _TYPE_NAMES:
            kind = "too_short"
        say = _SAYINGS.get(kind, _other)
        yield say(_Fault(kind, path, rest, details, file))


@dataclass(frozen=True, slots=True)
class _Fault:
    """What pydantic found, with its place in the file and what of its place is not in the file."""

    kind: str
    path: Path
    rest: tuple[int | str, ...]
    details: ErrorDetails
    file: YamlFile

    @property
    def value(self) -> Any:
        return self.details["input"]

    @property
    def context(self) -> Mapping[str, Any]:
        return self.details.get("ctx", {})

    def problem(self, code: str, message: str, hint: str = "", *, key: bool = False) -> Problem:
        return self.file.problem(self.path, code, message, hint=hint, key=key)


def _missing(fault: _Fault) -> Problem:
    key = fault.details["loc"][-1]
    return fault.problem("missing-key", f'"{key}" is missing{_inside(fault.path)}')


def _bad_date(fault: _Fault) -> Problem:
    return fault.problem("bad-date", f'"{fault.value}" is no date', "write dates as 2023-05-02")


def _wrong_type(fault: _Fault) -> Problem:
    wanted = _TYPE_NAMES[fault.kind]
    if fault.kind == "tuple_type" and _is_content(fault.path):
        wanted = "text, or a list of blocks"
    hint = "put it in quotes" if wanted.startswith("text") and _is_scalar(fault.value) else ""
    message = f"{_name(fault.path)} must be {wanted}, not {_describe(fault.value)}"
    return fault.problem("wrong-type", message, hint)


def _wrong_value(fault: _Fault) -> Problem:
    message = str(fault.details["msg"]).removeprefix("Value error, ")
    return fault.problem("wrong-value", f"{_name(fault.path)}: {message}")


def _out_of_bounds(fault: _Fault) -> Problem:
    limit = next(iter(fault.context.values()), "")
    message = f"{_name(fault.path)} cannot be {fault.value}"
    return fault.problem("wrong-value", message, f"{_BOUNDS[fault.kind]} {limit}")


def _too_long(fault: _Fault) -> Problem:
    limit = fault.context.get("max_length", "")
    message = f"{_name(fault.path)} is too long"
    is_key = fault.rest[:1] == ("[key]",)
    return fault.problem("wrong-value", message, f"at most {limit} characters", key=is_key)


def _empty(fault: _Fault) -> Problem:
    return fault.problem("empty", f"{_name(fault.path)} is empty")


def _other(fault: _Fault) -> Problem:
    return fault.problem("wrong-value", f"{_name(fault.path)}: {fault.details['msg']}")


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


def _is_content(path: Path) -> bool:
    """Whether a text of several blocks stands there."""
    return path[-1:] == ("text",) or "messages" in path[-2:-1] or "wording" in path[-2:-1]


def _name(path: Path) -> str:
    """Return how a reader would name the value: its key, with the number where it is in a list."""
    keys = [step for step in path if isinstance(step, str)]
    if not keys:
        return "the file"
    numbers = [step + 1 for step in path[path.index(keys[-1]) :] if isinstance(step, int)]
    if keys[-1] == "rows" and len(numbers) > 1:
        return f"cell {numbers[1]} of row {numbers[0]}"
    return f'"{keys[-1]}"' + "".join(f" number {number}" for number in numbers[-1:])


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


def _unknown_key(fault: _Fault) -> Problem:
    key = str(fault.details["loc"][-1])
    model = _model_at(fault.details["loc"][:-1])
    known = _keys_of(model) if model is not None else []
    hint = did_you_mean(key, known) or (f"known keys: {', '.join(known)}" if known else "")
    message = f'unknown key "{key}"{_inside(fault.path[:-1])}'
    return fault.problem("unknown-key", message, hint, key=True)


def _unknown_value(fault: _Fault) -> Problem:
    value = str(fault.value)
    known = _listed(str(fault.context.get("expected", "")))
    key = next((step for step in reversed(fault.path) if isinstance(step, str)), "value")
    if key == "schema":
        message = f"this file has format {value}, which this version of reportgen does not know"
        return fault.problem("unknown-schema", message, "write `schema: 1`")
    hint = did_you_mean(value, known) or f"known: {', '.join(known)}"
    if key in ("kind", "kinds"):
        return fault.problem("unknown-kind", f'unknown kind "{value}"', hint)
    return fault.problem("unknown-value", f'{_name(fault.path)} cannot be "{value}"', hint)


def _unknown_fact(fault: _Fault) -> Problem:
    tag = str(fault.context.get("tag", ""))
    known = _listed(str(fault.context.get("expected_tags", "")))
    hint = did_you_mean(tag, known) or f"known: {', '.join(known)}"
    where = replace(fault, path=(*fault.path, "type"))
    return where.problem("unknown-type", f'unknown type "{tag}"', hint)


def _fact_without_type(fault: _Fault) -> Problem:
    return fault.problem("missing-key", '"type" is missing in a fact')


_PATTERN_HINTS = {
    r"^[a-z][a-z0-9_]*$": "use small letters, digits and underscores",
    r"^[A-Z]{2}$": "use the ISO 3166 code of two capital letters",
    r"^[A-Z]{3}$": "use the ISO 4217 code of three capital letters",
    r"^\d{4}-\d{4}$": "write it as 2022-2024",
    r"^\d{4}-(0[1-9]|1[0-2])$": "write a month as 2023-10",
}


def _bad_pattern(fault: _Fault) -> Problem:
    is_key = fault.rest[:1] == ("[key]",) or fault.details["loc"][-1] == "[key]"
    pattern = str(fault.context.get("pattern", ""))
    if pattern == r"\S":
        return fault.problem("empty", f"{_name(fault.path)} is empty", key=is_key)
    if "[a-z0-9]+(-[a-z0-9]+)*" in pattern:
        hint = "use small letters, digits and hyphens, as in liaison-to-tdag"
        return fault.problem("bad-id", f'"{fault.value}" is no id', hint, key=is_key)
    message = f'{_name(fault.path)} cannot be "{fault.value}"'
    if is_key:
        message = f'"{fault.value}" cannot be a key here'
    return fault.problem("wrong-value", message, _PATTERN_HINTS.get(pattern, ""), key=is_key)


def _listed(listing: str) -> list[str]:
    """Return the words that pydantic lists as `'a', 'b' or 'c'`, or numbers as `1, 2 or 3`."""
    return listing.split("'")[1::2] or re.findall(r"\d+", listing)


_SAYINGS: dict[str, Callable[[_Fault], Problem]] = {
    **dict.fromkeys(_TYPE_NAMES, _wrong_type),
    **dict.fromkeys(_DATE_ERRORS, _bad_date),
    **dict.fromkeys(_BOUNDS, _out_of_bounds),
    "extra_forbidden": _unknown_key,
    "missing": _missing,
    "literal_error": _unknown_value,
    "union_tag_invalid": _unknown_fact,
    "union_tag_not_found": _fact_without_type,
    "string_pattern_mismatch": _bad_pattern,
    "value_error": _wrong_value,
    "too_short": _empty,
    "string_too_short": _empty,
    "string_too_long": _too_long,
}
"""What says each kind of error of pydantic's to a secretary."""


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
