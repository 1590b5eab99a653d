"""How long one DOCX takes, against docxtpl as it comes and against the least that it can take.

`floor` is that least: Jinja rendering of the compiled template, one parse and one serialise of each
changed part, deflating it, copying the rest. `plain_docxtpl` opens, renders and saves. `ours` is
the engine without the finishing passes. All three fill the same template with the same data.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from contextlib import ExitStack
from typing import Any

from jinja2 import Environment
from lxml import etree

from reportgen.word.budget import open_budget
from reportgen.word.compiled import CompiledTemplate, compile_template
from reportgen.word.fields import OFFERED, TemplateField
from reportgen.word.package import write_package
from tools.bench import ROOT, Comparison, Target

Context = Mapping[str, Any]
TEMPLATE = "templates/tdag-report.docx"
BLOCKS = 80


def floor(compiled: CompiledTemplate, context: Context) -> bytes:
    """Return what no rendering can do without: no checks, no tables, no reports of faults."""
    changed = {compiled.sources.core_name: compiled.sources.core}
    with open_budget():
        for story in compiled.stories:
            text = story.template.render(context)
            if story.source.kind == "body":
                text = f"{compiled.sources.shell.head}{text}{compiled.sources.shell.tail}"
            changed[story.name] = text.encode()
    for name, data in changed.items():
        root = etree.fromstring(data)
        changed[name] = etree.tostring(root, encoding="UTF-8", standalone=True)
    return write_package(compiled.package, changed)


def plain_docxtpl(data: bytes, context: Context, environment: Environment) -> bytes:
    """Return what docxtpl makes: opened, rendered and saved for every document."""
    from docxtpl import DocxTemplate

    template = DocxTemplate(io.BytesIO(data))
    template.render(dict(context), environment)
    buffer = io.BytesIO()
    template.save(buffer)
    return buffer.getvalue()


def ours(compiled: CompiledTemplate, context: Context) -> bytes:
    """Return what the engine makes of a template compiled before."""
    return compiled.render(context).to_bytes()


def sample_context(blocks: int = BLOCKS) -> dict[str, Any]:
    """Return data of the size of a report of some eight pages."""
    words = "The group agreed to support the request & to send a liaison statement on this. "
    kinds = ("heading", "paragraph", "bullet", "paragraph", "number", "paragraph")
    context: dict[str, Any] = _sample(OFFERED)
    context["box"] = [
        {"name": name, "label": name, "paragraphs": [_block("paragraph", words)] * 2}
        for name in ("summary", "action", "references")
    ]
    context["blocks"] = [
        _block(kinds[number % len(kinds)], f"{number} {words * 3}") for number in range(blocks)
    ]
    table = _block("table", "")
    table |= {"columns": ["One", "Two"], "rows": [{"cells": ["x & y", words]}] * 20}
    context["blocks"].append(table)
    return context


def _block(kind: str, text: str) -> dict[str, Any]:
    return {"kind": kind, "level": 1, "text": text, "columns": [], "rows": []}


def _sample(field: TemplateField) -> Any:
    """Return some value of the field's type."""
    if field.type == "record":
        return {member.name: _sample(member) for member in field.members}
    values = {"list": [], "flag": True, "number": 1}
    return values.get(field.type, field.values[0] if field.values else field.name)


def comparisons(_stack: ExitStack) -> list[Comparison]:
    """Return the comparison of the three, on a template of ours."""
    data = (ROOT / TEMPLATE).read_bytes()
    compiled = compile_template(data, TEMPLATE)
    context = sample_context()
    environment = Environment(autoescape=True)
    return [
        Comparison(
            name="word",
            about="one report rendered to a Word file, in process",
            alternatives={
                "docxtpl": lambda: plain_docxtpl(data, context, environment),
                "floor": lambda: floor(compiled, context),
                "ours": lambda: ours(compiled, context),
            },
            targets=(
                Target("docxtpl", "ours", at_least=15),
                Target("ours", "floor", at_most=2),
            ),
            calls=5,
        )
    ]
