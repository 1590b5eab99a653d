"""Whether the fonts for a conversion have what the reports need: asked of Documents and Word files.

`reportgen doctor` asks it of a whole project, a build of what it is about to convert.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reportgen.catalogs.lookup import load_catalogs
from reportgen.catalogs.places import catalog_languages
from reportgen.doctor import (
    Finding,
    examine_machine,
    fault_in_words,
    font_hint,
    installed_faces,
)
from reportgen.document import Block, Document, Field, plain_text
from reportgen.errors import Problem, ReportgenError, sort_problems
from reportgen.fonts.coverage import FontUse, InstalledFonts, font_uses
from reportgen.fonts.files import Face
from reportgen.fonts.named import NamedFonts, named_fonts, usual_fonts
from reportgen.fonts.scripts import drawn_characters
from reportgen.languages import language
from reportgen.messages import MESSAGES
from reportgen.pipeline.reports import ReportMaker
from reportgen.pipeline.templates import project_templates
from reportgen.pipeline.workspace import Workspace


@dataclass(frozen=True, slots=True)
class DrawnReport:
    """A report that is about to be converted: where it goes, its words, and its Word file."""

    path: str
    document: Document
    docx: bytes


def font_findings(
    reports: Iterable[DrawnReport], faces: Iterable[Face] | None = None
) -> tuple[Problem, ...]:
    """Return a warning for each report and font that is not installed or lacks a character.

    Only fonts are opened that the reports need. `faces` are the fonts of the machine where they are
    known already.
    """
    installed = InstalledFonts(installed_faces() if faces is None else faces)
    found: list[Problem] = []
    for report in reports:
        key = report.document.language
        characters = drawn_characters(document_texts(report.document))
        uses = font_uses(characters, key, named_fonts(report.docx), installed)
        found += [_warning(report, use) for use in uses if not use.is_installed or use.lacking]
    return sort_problems(found)


def _warning(report: DrawnReport, use: FontUse) -> Problem:
    return Problem(
        report.path,
        0,
        0,
        "warning",
        "font-missing-glyphs" if use.is_installed else "font-missing",
        fault_in_words(use),
        font_hint(use),
        _first_place(report.document, frozenset(use.lacking)) if use.lacking else "",
    )


def _first_place(document: Document, characters: frozenset[str]) -> str:
    """Return the origin of the first text with one of the characters."""
    for origin, text in _placed_texts(document):
        if not characters.isdisjoint(drawn_characters([text])):
            return origin
    return ""


def document_texts(document: Document) -> Iterator[str]:
    """Yield every text of a Document that is drawn on a page."""
    for _, text in _placed_texts(document):
        yield text


def _placed_texts(document: Document) -> Iterator[tuple[str, str]]:
    """Yield the drawn texts with their origins, in reading order; properties last."""
    cover = document.cover
    for field in (*cover.labels.values(), *cover.fields.values()):
        yield _placed(field)
    for row in cover.box:
        yield _placed(row.label)
        for block in row.paragraphs:
            yield _placed(block)
    for block in document.blocks():
        yield _placed(block)
        for cell in (*block.columns, *(cell for line in block.rows for cell in line)):
            yield cell.origin, plain_text(cell.spans)
    yield "", "".join((document.title, document.subject, document.creator, *document.keywords))


def _placed(text: Block | Field) -> tuple[str, str]:
    return text.origin, plain_text(text.spans)


# --- a whole project -------------------------------------------------------------------------


def examine(workspace: Workspace | None, python: str, version: str) -> tuple[Finding, ...]:
    """Return what the doctor finds; without a project, for the messages of the package alone."""
    texts = {key: set(_message_texts(key)) for key in catalog_languages()}
    named = usual_fonts()
    if workspace is not None:
        for key, text in _project_texts(workspace):
            texts[key].add(text)
        named = _template_fonts(workspace)
    characters = {key: drawn_characters(each) for key, each in texts.items()}
    return examine_machine(python, version, characters, named)


def _message_texts(key: str) -> Iterator[str]:
    catalogs = load_catalogs(key, {})
    yield language(key).native_name
    for message in MESSAGES.values():
        yield catalogs.translate(message.context, message.text).text


def _project_texts(workspace: Workspace) -> Iterator[tuple[str, str]]:
    """Yield the texts of every report that can be made, by language; faults are for `check`."""
    for folder in workspace.project.meeting_folders():
        source = workspace.source(folder)
        if any(problem.severity == "error" for problem in workspace.check(source)):
            continue
        maker = ReportMaker(workspace, source)
        for addressee in workspace.addressees(source):
            for key in catalog_languages():
                try:
                    document = maker.document(addressee, key)
                except ReportgenError:
                    continue
                for text in document_texts(document):
                    yield key, text


def _template_fonts(workspace: Workspace) -> NamedFonts:
    """Return the fonts that the templates of a project name."""
    found: NamedFonts = {}
    for path in project_templates(workspace):
        try:
            named = named_fonts((workspace.base / path).read_bytes())
        except OSError:
            continue
        for slot, names in named.items():
            found[slot] = tuple(dict.fromkeys((*found.get(slot, ()), *names)))
    return found or usual_fonts()
