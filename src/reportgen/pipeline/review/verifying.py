"""What would be wrong if the files were written as they are on the desk.

Faults that the project had before do not count: a review is no reason to mend them first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from reportgen.catalogs.compare import compare_entry
from reportgen.catalogs.store import CatalogEntry
from reportgen.catalogs.units import Unit
from reportgen.errors import InputError, Problem, sort_problems
from reportgen.languages import SOURCE_LANGUAGE, language
from reportgen.pipeline.reports import ReportMaker
from reportgen.pipeline.review.desk import Desk
from reportgen.pipeline.review.wording import Target, current_words
from reportgen.pipeline.workspace import Workspace
from reportgen.report import Report, ReportBlock, Text


def supposed(desk: Desk) -> Workspace:
    """Return the project as it would be read after the edits of the outcomes files."""
    workspace = Workspace(desk.workspace.project, desk.workspace.base)
    for source in desk.sources():
        workspace.suppose(source)
    return workspace


def new_errors(desk: Desk) -> tuple[Problem, ...]:
    """Return the errors that the edits would bring: those of the files, the reports, the catalogs.

    Every meeting of the project is looked at, since reports may speak of other meetings.
    """
    before = {_key(each) for each in _errors(desk.workspace)}
    workspace = supposed(desk)
    found = [each for each in _errors(workspace) if _key(each) not in before]
    for path, key, entry in desk.translated():
        found += _only_errors(compare_entry(entry, language(key), str(path)))
    if not found:
        found += _only_errors(_unmade(desk, workspace))
    return sort_problems(found)


def translation_fault(desk: Desk, target: Target, words: str) -> str:
    """Return why a catalog cannot have words as a translation, as that they lack a value, or "".

    A translation that is out of date is compared with nothing, as everywhere.
    """
    if target.language == SOURCE_LANGUAGE.key:
        return ""
    origin = target.override if target.is_message else target.origin
    entry = desk.entry(target.meeting, target.language, origin)
    if entry is None:
        english = current_words(desk, replace(target, language=SOURCE_LANGUAGE.key))
    elif entry.is_translated and entry.is_fuzzy:
        return ""
    else:
        english = entry.unit.source
    given = CatalogEntry(Unit("", english), (words,))
    errors = _only_errors(compare_entry(given, language(target.language), ""))
    return errors[0].message if errors else ""


def _errors(workspace: Workspace) -> Iterator[Problem]:
    for folder in workspace.project.meeting_folders():
        yield from _only_errors(workspace.check(workspace.source(folder)))


def _unmade(desk: Desk, workspace: Workspace) -> Iterator[Problem]:
    """Yield why reports of the changed meetings could not be made any more."""
    for source in desk.sources():
        maker = ReportMaker(workspace, source)
        for addressee in workspace.addressees(source):
            try:
                maker.document(addressee, SOURCE_LANGUAGE.key)
            except InputError as error:
                yield from error.problems


def _only_errors(problems: Iterable[Problem]) -> list[Problem]:
    return [each for each in problems if each.severity == "error"]


def _key(problem: Problem) -> tuple[str, str, str]:
    """Return what makes a problem the same one though lines have moved."""
    return problem.path, problem.code, problem.message


def report_origins(report: Report) -> frozenset[str]:
    """Return the origins of all texts of a report, those of its cover included."""
    return frozenset(text.origin for text in _texts(report))


def _texts(report: Report) -> Iterator[Text]:
    yield from report.cover.fields.values()
    yield from report.cover.labels.values()
    yield from report.properties.values()
    for row in report.cover.box:
        yield row.label
        for block in row.paragraphs:
            yield from _texts_of(block)
    for section in report.sections:
        for block in (*([section.heading] if section.heading else []), *section.blocks):
            yield from _texts_of(block)


def _texts_of(block: ReportBlock) -> Iterator[Text]:
    if block.text is not None:
        yield block.text
    yield from block.columns
    for row in block.rows:
        yield from row
