"""Document → what a template sees: plain dictionaries, lists and marked strings.

The names here are the vocabulary of the templates (docs/templates.md). Nothing but data goes to a
template: no objects of ours, no functions.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from reportgen.document import Block, BoxRow, Cell, Document, Field
from reportgen.word.fields import OFFERED
from reportgen.word.markers import Mark, Owner, mark_spans, protect

Value = str | int | bool | list["Value"] | dict[str, "Value"]
Context = dict[str, Value]


def template_context(document: Document) -> tuple[Context, list[Mark]]:
    """Return the context of the document's template and the table of the marks in it.

    Every name that a template may use is there: a fact or label that the Document lacks is an
    empty string, so that a misspelt name is the only thing undefined.
    """
    marks: list[Mark] = []
    cover = document.cover
    context: Context = {
        "document": _facts(document),
        "cover": _fields("cover", cover.fields, 1, marks),
        "label": _fields("label", cover.labels, 2, marks),
        "box": [_box_row(row, marks) for row in cover.box],
        "blocks": [_block(block, marks) for block in document.blocks()],
    }
    return context, marks


def _facts(document: Document) -> Value:
    """Return the facts about the file itself, as plain words."""
    return {
        "language": document.language,
        "tag": document.tag,
        "direction": document.direction,
        "state": document.state,
        "is_draft": document.state == "draft",
        "title": protect(document.title),
        "subject": protect(document.subject),
        "date": document.date,
        "meeting": protect(document.meeting),
        "addressee": protect(document.addressee),
    }


def _fields(
    record: str, fields: Mapping[str, Field], rank: int, marks: list[Mark]
) -> dict[str, Value]:
    """Return fields by name, with an empty string for every known one that is not there."""
    found = dict(_EMPTY[record])
    for name, field in fields.items():
        found[name] = _field(field, rank, marks)
    return found


def _field(field: Field, rank: int, marks: list[Mark]) -> str:
    return mark_spans(field.spans, Owner(field.origin, "", rank, "field"), marks)


def _box_row(row: BoxRow, marks: list[Mark]) -> Value:
    """Return a row of the box on the cover."""
    return {
        "name": row.name,
        "label": _field(row.label, 2, marks),
        "paragraphs": [_block(block, marks) for block in row.paragraphs],
    }


def _block(block: Block, marks: list[Mark]) -> Value:
    """Return a block; columns and rows are empty unless it is a table."""
    kind, level = block.kind, block.level
    owner = Owner(block.origin, block.outcome, 0, kind, level, block.list_id)
    found: dict[str, Value] = {
        "kind": kind,
        "level": level,
        "text": mark_spans(block.spans, owner, marks),
        "columns": [],
        "rows": [],
    }
    if block.columns or block.rows:
        found["columns"] = _cells(block.columns, block, marks)
        found["rows"] = [{"cells": _cells(row, block, marks)} for row in block.rows]
    return found


def _cells(cells: Iterable[Cell], table: Block, marks: list[Mark]) -> list[Value]:
    outcome = table.outcome
    return [mark_spans(cell.spans, Owner(cell.origin, outcome, 0, "cell"), marks) for cell in cells]


def _empty(record: str) -> dict[str, Value]:
    offered = OFFERED.member(record)
    return {member.name: "" for member in offered.members} if offered is not None else {}


_EMPTY: Mapping[str, dict[str, Value]] = {name: _empty(name) for name in ("cover", "label")}
