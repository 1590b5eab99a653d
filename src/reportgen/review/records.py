"""The records of a review as files: JSON, indented and in one order, so that diffs can be read.

In go the types of `model`, out come bytes, and the other way round. The files are of the project
and may have been edited or merged by hand: one that cannot be read is a problem with its place.
"""

from __future__ import annotations

import json
from functools import cache
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from reportgen.errors import InputError, Problem
from reportgen.review.model import FORMAT, Decision, PackedDraft, Returned

_Record = TypeVar("_Record", PackedDraft, Returned)

_HINT = "restore it from the history of the project"


def record_json(record: PackedDraft | Returned) -> bytes:
    """Return the file of a draft or of a copy that was read."""
    adapter: TypeAdapter[Any] = _adapter(type(record))
    return _as_json(adapter.dump_python(record, mode="json"))


def decisions_json(decisions: tuple[Decision, ...]) -> bytes:
    """Return the file of decisions, in the order in which they were made."""
    return _as_json(_adapter(tuple[Decision, ...]).dump_python(decisions, mode="json"))


def read_draft(data: bytes, path: str) -> PackedDraft:
    """Return the draft in the file; raises InputError (`review-damaged`, `review-format`)."""
    return _read(data, path, PackedDraft)


def read_returned(data: bytes, path: str) -> Returned:
    """Return what was read from a copy; raises InputError (`review-damaged`, `review-format`)."""
    return _read(data, path, Returned)


def read_decisions(data: bytes, path: str) -> tuple[Decision, ...]:
    """Return the decisions in the file; raises InputError (`review-damaged`)."""
    try:
        found: tuple[Decision, ...] = _adapter(tuple[Decision, ...]).validate_json(data)
    except ValidationError as error:
        raise _damaged(path, error) from None
    return found


def _read(data: bytes, path: str, kind: type[_Record]) -> _Record:
    try:
        record: _Record = _adapter(kind).validate_json(data)
    except ValidationError as error:
        raise _damaged(path, error) from None
    if record.format != FORMAT:
        message = f"the record is of format {record.format}; this version reads format {FORMAT}"
        hint = "use the version of reportgen that wrote it"
        raise InputError([Problem(path, 0, 0, "error", "review-format", message, hint)])
    return record


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    """Return what reads and writes a type; made once, since that is slow."""
    return TypeAdapter(kind)


def _as_json(data: Any) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def _damaged(path: str, error: ValidationError) -> InputError:
    first = error.errors(include_url=False, include_context=False)[0]
    place = ".".join(str(part) for part in first["loc"])
    message = f"the record of the review is damaged: {place + ': ' if place else ''}{first['msg']}"
    return InputError([Problem(path, 0, 0, "error", "review-damaged", message, _HINT)])
