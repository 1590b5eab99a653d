"""Expressions without a value: from a fault of a Document being made to its place in a file."""

from __future__ import annotations

from reportgen.errors import InputError, Problem
from reportgen.languages import SOURCE_LANGUAGE, document_language
from reportgen.localise import NoValue, NoValueError
from reportgen.outcomes import MeetingSource, TextPlace, text_places
from reportgen.pipeline.workspace import Workspace
from reportgen.report import split_origin


def input_error(
    error: NoValueError, workspace: Workspace, source: MeetingSource, language_key: str
) -> InputError:
    """Return the faults with their places, ready to be printed."""
    return InputError([_problem(each, workspace, source, language_key) for each in error.faults])


def _problem(
    fault: NoValue, workspace: Workspace, source: MeetingSource, language_key: str
) -> Problem:
    owner, origin = split_origin(fault.origin)
    if owner and owner != source.meeting_id:
        source = workspace.source(workspace.folder_of(source, owner))
    message = f"`{fault.expression.source}` has no value: {fault.reason}"
    file = source.file
    place = _text_at(source, origin)
    if place is None or language_key != SOURCE_LANGUAGE.key:
        if language_key != SOURCE_LANGUAGE.key:
            message = f"in {document_language(language_key).name}, {message}"
        line, column = file.place(place.path) if place is not None else (0, 0)
        return Problem(file.path, line, column, "error", "no-value", message, where=fault.origin)
    before = place.before.count("{{") + fault.expression.index
    line, column = file.needle_place(place.path, "{{", before)
    return Problem(file.path, line, column, "error", "no-value", message)


def _text_at(source: MeetingSource, origin: str) -> TextPlace | None:
    """Return the text of that origin, None for a message of ours."""
    if source.meeting is None:
        return None
    return next((each for each in text_places(source.file.data) if each.origin == origin), None)
