"""Six languages on an equal footing: every report has one structure, whatever its language."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from reportgen.catalogs.compare import FREE_ARGUMENTS
from reportgen.document import Block, Document, Field, Span, plain_text
from reportgen.languages import LANGUAGE_KEYS
from reportgen.pipeline.project import find_project
from reportgen.pipeline.translations import status, translated_languages
from reportgen.pipeline.workspace import Workspace
from reportgen.texts import Name, parse_text
from tests.reports.project import ADDRESSEES, MEETINGS, ROOT, lines, maker, passages

REPORTS = [(meeting, addressee) for meeting in MEETINGS for addressee in ADDRESSEES]
TRANSLATIONS = [key for key in LANGUAGE_KEYS if key != "en"]

every_report = pytest.mark.parametrize("report", REPORTS, ids="-".join)
in_every_language = pytest.mark.parametrize("language", LANGUAGE_KEYS)
in_every_translation = pytest.mark.parametrize("language", TRANSLATIONS)


@cache
def document(report: tuple[str, str], language: str) -> Document:
    """Return a report in a language."""
    return maker(report[0]).document(report[1], language)


def structure(found: Document) -> dict[str, Any]:
    """Return what must be the same in all languages, as plain data."""
    cover = found.cover
    return {
        "date": found.date,
        "state": found.state,
        "fields": sorted(cover.fields),
        # Only Chinese has a word behind the number of a page.
        "labels": sorted(set(cover.labels) - {"page_after"}),
        "box": [(row.name, [_block(each) for each in row.paragraphs]) for row in cover.box],
        "sections": [
            (
                section.id,
                _block(section.heading) if section.heading else None,
                [_block(block) for block in section.blocks],
            )
            for section in found.sections
        ],
    }


def _block(block: Block) -> dict[str, Any]:
    cells = [[cell.origin for cell in row] for row in (block.columns, *block.rows)]
    return {
        "kind": block.kind,
        "level": block.level,
        "origin": block.origin,
        "outcome": block.outcome,
        "list": block.list_id,
        "cells": cells,
    }


def facts(spans: tuple[Span, ...]) -> Counter[tuple[Any, ...]]:
    """Return what the values in a text state and where its links lead, in any order.

    A date is stated by the day as written in the file (2023-05-02) or the field it is in; form and
    case are each language's own, and how often the group met is said by a plural form.
    """
    found: Counter[tuple[Any, ...]] = Counter()
    for span in spans:
        if span.source and not span.field.endswith(".covers"):
            (expression,) = parse_text(span.source).expressions()
            arguments = [str(a.name if isinstance(a, Name) else a) for a in expression.arguments]
            arguments += [str(v) for k, v in expression.keywords if k not in FREE_ARGUMENTS]
            found[(span.field, expression.name, *arguments, span.href)] += 1
    return found


def all_spans(found: Document) -> Iterator[tuple[str, tuple[Span, ...]]]:
    """Yield origin and spans of everything that a reader sees."""
    yield from ((each.origin, each.spans) for each in passages(found))


@in_every_translation
@every_report
def test_structure_is_the_same_in_all_languages(report: tuple[str, str], language: str) -> None:
    """Sections, blocks, kinds, numbering, outcomes, tables and dates are those of the English."""
    assert structure(document(report, language)) == structure(document(report, "en"))


@in_every_translation
@every_report
def test_values_are_the_same_in_all_languages(report: tuple[str, str], language: str) -> None:
    """Every text states the same dates, resolutions, symbols and links as the English one."""
    english = dict(all_spans(document(report, "en")))
    for origin, spans in all_spans(document(report, language)):
        if not origin.startswith("reportgen:messages.label_page"):
            assert facts(spans) == facts(english[origin]), origin


@in_every_language
@every_report
def test_text_has_no_slips(report: tuple[str, str], language: str) -> None:
    """No doubled space, no empty label, no brace of an expression, no None reaches a reader."""
    found = document(report, language)
    for passage in passages(found):
        text = passage.text
        assert text.strip(), passage.origin
        assert not re.search(r"[ \u00a0]{2}|\{\{|\}\}|\{%|\bNone\b|\ufffc", text), text
    fields: list[Field] = [*found.cover.labels.values(), *(row.label for row in found.cover.box)]
    assert all(plain_text(field.spans).strip() for field in fields)
    assert all((found.title, found.subject, found.creator))


@in_every_translation
@every_report
def test_nothing_is_left_in_english(report: tuple[str, str], language: str) -> None:
    """No text of a translated report is marked as English, and it lacks the facts English lacks."""
    gaps = document(report, language).gaps
    assert {gap.reason for gap in gaps} == {"missing-value"}
    english = {(gap.origin, gap.field) for gap in document(report, "en").gaps}
    assert {(gap.origin, gap.field) for gap in gaps} == english


@in_every_translation
@every_report
def test_reports_are_really_translated(report: tuple[str, str], language: str) -> None:
    """Few lines are the same as in English: names, symbols, acronyms."""
    english = set(lines(document(report, "en")))
    same = [line for line in lines(document(report, language)) if line in english]
    assert not [line for line in same if len(line.split()) > 3 and "http" not in line]


def test_every_catalog_is_complete() -> None:
    """Zero missing, zero fuzzy: of the messages and of both meetings, in five languages."""
    workspace = Workspace(find_project(ROOT), Path.cwd())
    folders = tuple(ROOT / "reports" / meeting for meeting in MEETINGS)
    table = status(workspace, folders, translated_languages(()))
    assert len(table) == 5 * (1 + len(MEETINGS))
    assert not [line.as_text() for line in table if line.counts["missing"] or line.counts["fuzzy"]]
