"""Other values of fields: a date, a symbol, the days of a session, written into the outcomes file.

A value comes as the file would have it, in YAML: `2023-05-03`, `{month: 2023-10, part: end}`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from reportgen.pipeline.review.desk import Desk, NotApplicableError
from reportgen.pipeline.review.wording import ensure_report
from reportgen.report import split_origin
from reportgen.review.model import EditValue, PackedDraft
from reportgen.yamlfile import read_yaml
from reportgen.yamlfile.editing import YamlEditor

_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
_MONTH: Final = re.compile(r"\d{4}-\d{2}\Z")
_WHEN_KEYS: Final = ("date", "from", "to", "month", "year", "part")
_REPORT: Final = re.compile(r"reports\.(?P<addressee>[^.]+)\.(?P<key>.+)\Z")
_REPORT_KEYS: Final = frozenset(
    {"symbol", "date", "study_period", "document_kind", "questions", "purpose", "original"}
)
_CONTACT_KEYS: Final = frozenset({"name", "organization", "country", "phone", "email"})
_MEETING_KEYS: Final = frozenset({"symbol", "mode", "place"})
Value = str | int | dict[str, Any]
"""A value as the file has it: words, a date, or a mapping."""

_BEFORE: Final = ("contact", "keywords", "cover", "references", "messages", "outline", "omit")


def set_field(desk: Desk, draft: PackedDraft, edit: EditValue) -> None:
    """Give a field another value; raises NotApplicableError where people have to."""
    file = read_yaml(edit.field, edit.value) if edit.value else None
    if file is None or file.problems or not isinstance(file.data, str | int | dict):
        raise NotApplicableError(f"the new value of {edit.field} could not be read")
    value: Value = file.data
    if isinstance(value, int) and not edit.field.endswith("next_meeting"):
        value = edit.value
    owner, field = split_origin(edit.field)
    meeting = owner or draft.meeting
    _, _, key = field.partition(".")
    if field == "meeting.date":
        _set_days(desk, meeting, ("meeting",), value)
    elif field == "next_meeting":
        _set_next(desk, meeting, value)
    elif field.startswith("meeting.") and key in _MEETING_KEYS and isinstance(value, str):
        _set(desk, meeting, ("meeting", key), value)
    else:
        _set_of_report(desk, draft, field, value)


def _set_of_report(desk: Desk, draft: PackedDraft, field: str, value: Value) -> None:
    found = _REPORT.match(field)
    if found is None or found["addressee"] != draft.addressee:
        raise NotApplicableError(f"{field} is no field of this outcomes file")
    path = ("reports", draft.addressee)
    key, _, inner = found["key"].partition(".")
    ensure_report(desk, draft.meeting, draft.addressee)
    if key == "session" and isinstance(value, dict) and list(value) == ["ordinal"]:
        _set(desk, draft.meeting, (*path, "session", "ordinal"), value["ordinal"])
    elif key == "session" and not inner:
        _set_days(desk, draft.meeting, (*path, "session"), value)
    elif not isinstance(value, str):
        raise NotApplicableError(f"{field} is set by hand")
    elif key == "contact" and inner in _CONTACT_KEYS:
        _set(desk, draft.meeting, (*path, "contact", inner), value)
    elif key in _REPORT_KEYS and not inner:
        _set(desk, draft.meeting, (*path, key), value)
    else:
        raise NotApplicableError(f"{field} is set by hand")


def _set(desk: Desk, meeting: str, path: tuple[str, ...], value: Any) -> None:
    desk.edit(meeting, lambda editor: editor.set_value(path, value, _BEFORE))


def _set_days(desk: Desk, meeting: str, path: tuple[str, ...], value: Value) -> None:
    """Set one day (`date`) or several (`from`, `to`)."""
    now = _now(desk, meeting, path)
    if isinstance(value, dict) and set(value) == {"from", "to"}:
        _replace_keys(desk, meeting, path, value)
    elif not isinstance(value, str) or not _DAY.match(value):
        raise NotApplicableError(f"“{value}” is no day")
    elif "from" in now:
        raise NotApplicableError(f"{'.'.join(path)} has several days: say which of them changes")
    else:
        _replace_keys(desk, meeting, path, {"date": value})


def _set_next(desk: Desk, meeting: str, value: Value) -> None:
    """Set when the next meeting is; what the file says of how sure that is stays."""
    now = desk.file(meeting).editor.data.get("next_meeting")
    if not isinstance(value, dict) and not isinstance(now, Mapping):
        _set(desk, meeting, ("next_meeting",), value)
        return
    if isinstance(value, int):
        value = {"year": value}
    elif isinstance(value, str):
        value = {"month" if _MONTH.match(value) else "date": value}
    if not set(_now(desk, meeting, ("next_meeting",))) | set(value) <= {*_WHEN_KEYS, "note"}:
        raise NotApplicableError("the next meeting is given in a way that is changed by hand")
    if isinstance(now, Mapping):
        _replace_keys(desk, meeting, ("next_meeting",), value)
    else:
        desk.edit(meeting, lambda editor: _put_anew(editor, "next_meeting", value))


def _put_anew(editor: YamlEditor, key: str, value: Mapping[str, Any]) -> None:
    """Give a key of the file a mapping in the place of whatever it had."""
    if key in editor.data:
        editor.remove((key,))
    editor.set_value((key,), dict(value), ("people", "documents", "tables", "messages", "outcomes"))


def _now(desk: Desk, meeting: str, path: tuple[str, ...]) -> Mapping[str, Any]:
    """Return the mapping at a path; an empty one where there is none."""
    now: Any = desk.file(meeting).editor.data
    for step in path:
        now = now.get(step) if isinstance(now, Mapping) else None
    return now if isinstance(now, Mapping) else {}


def _replace_keys(desk: Desk, meeting: str, path: tuple[str, ...], new: Mapping[str, Any]) -> None:
    """Give a date other keys; those that mean the same go."""
    gone = [key for key in _now(desk, meeting, path) if key in _WHEN_KEYS and key not in new]

    def act(editor: YamlEditor) -> None:
        for key, value in new.items():
            editor.set_value((*path, key), value, ("place", "mode", "note", "outline"))
        for key in gone:
            editor.remove((*path, key))

    desk.edit(meeting, act)
