"""The intermediate forms as text: Report and Document as YAML, the document as plain words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from reportgen.document import Block, Cell, Document, Field, Span, Spans, plain_text
from reportgen.pipeline.choices import choose_addressees, choose_languages
from reportgen.pipeline.reports import ReportMaker
from reportgen.pipeline.workspace import Workspace, raise_errors
from reportgen.report import Report, ReportBlock
from reportgen.yamlfile.dump import dump_yaml


def report_text(workspace: Workspace, folder: Path, addressee: str, language: str) -> str:
    """Return which outcomes a report shows, where and why, what it leaves out, and its gaps."""
    maker = _maker(workspace, folder, addressee, language)
    report = maker.report(addressee)
    document = maker.document(addressee, language)
    return dump_yaml(_report_facts(report, document))


def document_text(workspace: Workspace, folder: Path, addressee: str, language: str) -> str:
    """Return the Document as YAML, with the origin of every block and span."""
    maker = _maker(workspace, folder, addressee, language)
    return dump_yaml(document_facts(maker.document(addressee, language)))


def document_json(workspace: Workspace, folder: Path, addressee: str, language: str) -> str:
    """Return the Document as JSON, as it is frozen with an issue."""
    from reportgen.document.files import dump_document

    maker = _maker(workspace, folder, addressee, language)
    return dump_document(maker.document(addressee, language)).decode()


def plain_report(workspace: Workspace, folder: Path, addressee: str, language: str) -> str:
    """Return the words of a report, one block a line: the box of the cover, then the body."""
    maker = _maker(workspace, folder, addressee, language)
    return "\n".join(plain_lines(maker.document(addressee, language))) + "\n"


def _maker(workspace: Workspace, folder: Path, addressee: str, language: str) -> ReportMaker:
    """Return the maker of a meeting that was found faultless, for a report that exists."""
    (found,) = workspace.folders((folder,))
    source = workspace.source(found)
    raise_errors((*workspace.organisation_problems, *workspace.check(source)))
    choose_addressees(workspace, source, (addressee,))
    choose_languages((language,))
    return ReportMaker(workspace, source)


# --- the Report ------------------------------------------------------------------------------


def _report_facts(report: Report, document: Document) -> dict[str, Any]:
    return {
        "meeting": report.meeting,
        "addressee": report.addressee,
        "covers": list(report.covers),
        "language": document.language,
        "shown": [
            {
                "outcome": each.outcome,
                "kind": each.kind,
                "section": each.section,
                "as": each.form,
                "because": each.how,
            }
            for each in report.shown
        ],
        "left out": [
            {"outcome": each.outcome, "kind": each.kind, "why": each.why, "reason": each.reason}
            for each in report.left_out
        ],
        "gaps": [
            {"at": gap.origin, "reason": gap.reason, "what": gap.what} for gap in document.gaps
        ],
        "sections": [
            {
                "id": section.id,
                "heading": _source(section.heading),
                "blocks": [
                    {"kind": block.kind, "origin": block.origin, "text": _source(block)}
                    for block in section.blocks
                ],
            }
            for section in report.sections
        ],
    }


def _source(block: ReportBlock | None) -> str | None:
    return block.text.source if block is not None and block.text is not None else None


# --- the Document ----------------------------------------------------------------------------


def document_facts(document: Document) -> dict[str, Any]:
    """Return a Document as plain data, in the order of its types; empty things are left out."""
    return {
        "meeting": document.meeting,
        "addressee": document.addressee,
        "language": document.language,
        "tag": document.tag,
        "direction": document.direction,
        "state": document.state,
        "title": document.title,
        "subject": document.subject,
        "creator": document.creator,
        "keywords": list(document.keywords),
        "date": document.date,
        "cover": {
            "fields": {name: _field(field) for name, field in document.cover.fields.items()},
            "labels": {name: _field(field) for name, field in document.cover.labels.items()},
            "box": [
                {
                    "name": row.name,
                    "label": _field(row.label),
                    "paragraphs": [_block(block) for block in row.paragraphs],
                }
                for row in document.cover.box
            ],
        },
        "sections": [
            {
                "id": section.id,
                "heading": _block(section.heading) if section.heading is not None else None,
                "blocks": [_block(block) for block in section.blocks],
            }
            for section in document.sections
        ],
        "gaps": [
            {"origin": g.origin, "reason": g.reason, "field": g.field, "what": g.what}
            for g in document.gaps
        ],
    }


def _field(field: Field) -> dict[str, Any]:
    return {"origin": field.origin, "spans": _spans(field.spans, field.origin)}


def _block(block: Block) -> dict[str, Any]:
    facts: dict[str, Any] = {"kind": block.kind, "origin": block.origin}
    if block.level != 1:
        facts["level"] = block.level
    for name in ("outcome", "list_id"):
        if getattr(block, name):
            facts[name] = getattr(block, name)
    if block.kind == "table":
        facts["columns"] = [_cell(cell) for cell in block.columns]
        facts["rows"] = [[_cell(cell) for cell in row] for row in block.rows]
    else:
        facts["spans"] = _spans(block.spans, block.origin)
    return facts


def _cell(cell: Cell) -> dict[str, Any]:
    return {"origin": cell.origin, "spans": _spans(cell.spans, cell.origin)}


def _spans(spans: Spans, origin: str) -> list[Any]:
    return [_span(span, origin) for span in spans]


def _span(span: Span, origin: str) -> str | dict[str, Any]:
    """Return a span: its words alone where there is nothing more to say."""
    facts: dict[str, Any] = {"text": span.text}
    if span.origin != origin:
        facts["origin"] = span.origin
    if span.kind != "text":
        facts["kind"] = span.kind
    for name in ("source", "field", "strong", "emphasis", "href", "language"):
        if getattr(span, name):
            facts[name] = getattr(span, name)
    return span.text if len(facts) == 1 else facts


# --- words -----------------------------------------------------------------------------------


def plain_lines(document: Document) -> Iterator[str]:
    """Yield the lines of a document: headings with their numbers, items with their marks."""
    for row in document.cover.box:
        yield plain_text(row.label.spans)
        for block in row.paragraphs:
            yield plain_text(block.spans)
    numbers = [0, 0, 0]
    lists: dict[str, int] = {}
    for block in document.blocks():
        yield from _lines_of(block, numbers, lists)


def _lines_of(block: Block, numbers: list[int], lists: dict[str, int]) -> Iterator[str]:
    text = plain_text(block.spans)
    match block.kind:
        case "heading":
            numbers[block.level - 1] += 1
            numbers[block.level :] = [0] * (len(numbers) - block.level)
            shown = ".".join(str(number) for number in numbers[: block.level])
            yield f"{shown}. {text}" if block.level == 1 else f"{shown} {text}"
        case "bullet":
            yield f"{'  ' * (block.level - 1)}• {text}"
        case "number":
            lists[block.list_id] = lists.get(block.list_id, 0) + 1
            yield f"{'  ' * (block.level - 1)}{lists[block.list_id]}) {text}"
        case "table":
            for row in (block.columns, *block.rows):
                yield "\t".join(plain_text(cell.spans) for cell in row)
        case _:
            yield text
