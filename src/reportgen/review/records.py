"""The records of a review as files: JSON, indented and in one order, so that diffs can be read.

In go the types of `model`, out come bytes, and the other way round. The files are of the project
and may have been edited or merged by hand: one that cannot be read is a problem with its place.
"""

from __future__ import annotations

import json
from functools import cache
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from reportgen.errors import InputError, Problem
from reportgen.review.model import FORMAT, Decision, PackedDraft, Returned

_Record = TypeVar("_Record", PackedDraft, Returned)
_Any = TypeVar("_Any")


def record_json(record: PackedDraft | Returned) -> bytes:
    """Return the file of a draft or of a copy that was read."""
    if isinstance(record, PackedDraft):
        return _as_json(_drafts().dump_python(record, mode="json"))
    return _as_json(_copies().dump_python(record, mode="json"))


def decisions_json(decisions: tuple[Decision, ...]) -> bytes:
    """Return the file of decisions, in the order in which they were made."""
    return _as_json(_decisions().dump_python(decisions, mode="json"))


def read_draft(data: bytes, path: str) -> PackedDraft:
    """Return the draft in the file; raises InputError (`review-damaged`, `review-format`)."""
    return _checked(_read(_drafts(), data, path), path)


def read_returned(data: bytes, path: str) -> Returned:
    """Return what was read from a copy; raises InputError (`review-damaged`, `review-format`)."""
    return _checked(_read(_copies(), data, path), path)


def read_decisions(data: bytes, path: str) -> tuple[Decision, ...]:
    """Return the decisions in the file; raises InputError (`review-damaged`)."""
    return _read(_decisions(), data, path)


# What reads and writes a type is slow to make: it is made once, and only when it is needed.


@cache
def _drafts() -> TypeAdapter[PackedDraft]:
    return TypeAdapter(PackedDraft)


@cache
def _copies() -> TypeAdapter[Returned]:
    return TypeAdapter(Returned)


@cache
def _decisions() -> TypeAdapter[tuple[Decision, ...]]:
    return TypeAdapter(tuple[Decision, ...])


def _read(adapter: TypeAdapter[_Any], data: bytes, path: str) -> _Any:
    try:
        return adapter.validate_json(data)
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        said = f"{place}: {first['msg']}" if place else first["msg"]
        message = f"the record of the review is damaged: {said}"
        hint = "restore it from the history of the project"
        problem = Problem(path, 0, 0, "error", "review-damaged", message, hint)
        raise InputError([problem]) from None


def _checked(record: _Record, path: str) -> _Record:
    """Return a record of the format that this version reads; raises InputError for others."""
    if record.format != FORMAT:
        message = f"the record is of format {record.format}; this version reads format {FORMAT}"
        hint = "use the version of reportgen that wrote it"
        raise InputError([Problem(path, 0, 0, "error", "review-format", message, hint)])
    return record


def _as_json(data: object) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()
