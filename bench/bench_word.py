"""How long one report takes as a Word file, against docxtpl and against the least it can take.

All three make the same report of the meeting of May 2023 with the same template and the same data.
`plain_docxtpl` opens, renders and saves. `floor` is the least: Jinja rendering of the compiled
template, one parse and one serialise of each part that changes, deflating it, copying the rest.
`ours` is all that `reportgen build` does from the Document to the bytes of the file: context,
rendering, finishing passes, zip.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from contextlib import ExitStack
from typing import Any

from jinja2 import Environment
from lxml import etree

from reportgen.document import Document
from reportgen.opc.package import write_package
from reportgen.pipeline.project import find_project
from reportgen.pipeline.reports import ReportMaker
from reportgen.pipeline.workspace import Workspace
from reportgen.word.budget import open_budget
from reportgen.word.compiled import CompiledTemplate
from reportgen.word.context import template_context
from reportgen.word.finish import finish_parts
from reportgen.word.render import WordTemplate, render_docx
from tools.bench import ROOT, Comparison, Target

TEMPLATE = "templates/tsag-report.docx"
MEETING = "reports/iscg-23-1"
ADDRESSEE = "TSAG"

Context = Mapping[str, Any]


def floor(compiled: CompiledTemplate, context: Context, parts: Mapping[str, bytes]) -> bytes:
    """Return the file with the work that nobody can save, and no other.

    `parts` are the parts as they are written in the end: these are what is parsed, serialised and
    deflated.
    """
    with open_budget():
        for story in compiled.stories:
            story.template.render(context)
    changed = {
        name: etree.tostring(etree.fromstring(data), encoding="UTF-8", standalone=True)
        for name, data in parts.items()
    }
    return write_package(compiled.package, changed)


def plain_docxtpl(data: bytes, context: Context, environment: Environment) -> bytes:
    """Return what docxtpl makes: opened, rendered and saved for every document."""
    from docxtpl import DocxTemplate

    template = DocxTemplate(io.BytesIO(data))
    template.render(dict(context), environment)
    buffer = io.BytesIO()
    template.save(buffer)
    return buffer.getvalue()


def real_document() -> Document:
    """Return the report of a meeting of this repository."""
    workspace = Workspace(find_project(ROOT), ROOT)
    return ReportMaker(workspace, workspace.source(ROOT / MEETING)).document(ADDRESSEE, "en")


def comparisons(_stack: ExitStack) -> list[Comparison]:
    """Return the comparison of the three, on a report and a template of ours."""
    document = real_document()
    data = (ROOT / TEMPLATE).read_bytes()
    template = WordTemplate(data, TEMPLATE)
    compiled, facts = template.for_language(document.language)
    context, marks = template_context(document)
    parts = finish_parts(compiled.render(context).parts, marks, document, facts).parts
    environment = Environment(autoescape=True)
    return [
        Comparison(
            name="word",
            about="one report rendered to a Word file, in process, finishing passes included",
            alternatives={
                "docxtpl": lambda: plain_docxtpl(data, context, environment),
                "floor": lambda: floor(compiled, context, parts),
                "ours": lambda: render_docx(document, template),
            },
            targets=(
                Target("docxtpl", "ours", at_least=15),
                Target("ours", "floor", at_most=2),
            ),
            calls=5,
        )
    ]
