"""Expressions without a value: from a fault of a Document being made to its place in a file."""

from __future__ import annotations

from pathlib import Path

from reportgen.catalogs.places import meeting_path, messages_path
from reportgen.catalogs.store import CatalogEntry, read_catalog_file
from reportgen.errors import InputError, Problem
from reportgen.languages import LANGUAGE_KEYS, SOURCE_LANGUAGE, document_language, language
from reportgen.localise import NoValue, NoValueError
from reportgen.messages import PACKAGE
from reportgen.outcomes import MeetingSource, TextPlace, text_places
from reportgen.pipeline.project import shown_path
from reportgen.pipeline.workspace import Workspace
from reportgen.report import split_origin


def input_error(
    error: NoValueError, workspace: Workspace, source: MeetingSource, language_key: str
) -> InputError:
    """Return the faults with their places, ready to be printed.

    What a translation says is told at its entry in the catalog, all else in the meeting's file.
    """
    return InputError([_problem(each, workspace, source, language_key) for each in error.faults])


def _problem(
    fault: NoValue, workspace: Workspace, source: MeetingSource, language_key: str
) -> Problem:
    owner, origin = split_origin(fault.origin)
    if owner and owner not in (PACKAGE, source.meeting_id):
        source = workspace.source(workspace.folder_of(source, owner))
    message = f"`{fault.expression.source}` has no value: {fault.reason}"
    if language_key != SOURCE_LANGUAGE.key:
        message = f"in {document_language(language_key).name}, {message}"
        path = _catalog_path(source, owner == PACKAGE, language_key)
        entry = _entry_at(path, origin, language_key) if path is not None else None
        if path is not None and entry is not None:
            shown = str(shown_path(path, workspace.base))
            return Problem(shown, entry.line, 1, "error", "no-value", message, where=fault.origin)
    file = source.file
    place = _text_at(source, origin) if owner != PACKAGE else None
    if place is None:
        return Problem(file.path, 0, 0, "error", "no-value", message, where=fault.origin)
    before = place.before.count("{{") + fault.expression.index
    line, column = file.needle_place(place.path, "{{", before)
    return Problem(file.path, line, column, "error", "no-value", message)


def _catalog_path(source: MeetingSource, is_message: bool, language_key: str) -> Path | None:
    """Return the catalog that a text is translated in; None in the pseudo-language."""
    if language_key not in LANGUAGE_KEYS:
        return None
    return messages_path(language_key) if is_message else meeting_path(source.folder, language_key)


def _entry_at(path: Path, origin: str, language_key: str) -> CatalogEntry | None:
    """Return the translation of a text; None where the report says it in the source's words."""
    if not path.is_file():
        return None
    catalog = read_catalog_file(path, language(language_key), "")
    return next(
        (
            entry
            for entry in catalog.entries
            if entry.unit.context == origin and entry.is_translated and not entry.is_fuzzy
        ),
        None,
    )


def _text_at(source: MeetingSource, origin: str) -> TextPlace | None:
    """Return the text of that origin in the file of its meeting."""
    if source.meeting is None:
        return None
    return next((each for each in text_places(source.file.data) if each.origin == origin), None)
