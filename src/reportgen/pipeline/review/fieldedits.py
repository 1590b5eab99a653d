"""Other values of fields: a date, a symbol, the days of a session, written into the outcomes file.

A value comes as the file writes it, an ISO date, a month, or two dates with a solidus between.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from reportgen.pipeline.review.desk import Desk, NotApplicableError
from reportgen.pipeline.review.wording import ensure_report
from reportgen.report import split_origin
from reportgen.review.model import EditValue, PackedDraft
from reportgen.yamlfile.editing import YamlEditor

_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
_DAYS: Final = re.compile(r"(?P<first>\d{4}-\d{2}-\d{2})/(?P<last>\d{4}-\d{2}-\d{2})\Z")
_MONTH: Final = re.compile(r"\d{4}-\d{2}\Z")
_WHEN_KEYS: Final = ("date", "from", "to", "month", "year")
_REPORT: Final = re.compile(r"reports\.(?P<addressee>[^.]+)\.(?P<key>.+)\Z")
_REPORT_KEYS: Final = frozenset(
    {"symbol", "date", "study_period", "document_kind", "questions", "purpose", "original"}
)
_CONTACT_KEYS: Final = frozenset({"name", "organization", "country", "phone", "email"})
_MEETING_KEYS: Final = frozenset({"symbol", "mode", "place"})
_BEFORE: Final = ("contact", "keywords", "cover", "references", "messages", "outline", "omit")


def set_field(desk: Desk, draft: PackedDraft, edit: EditValue) -> None:
    """Give a field another value; raises NotApplicableError where people have to."""
    if not edit.value:
        raise NotApplicableError(f"the new value of {edit.field} could not be read")
    owner, field = split_origin(edit.field)
    meeting = owner or draft.meeting
    if field == "meeting.date":
        _set_days(desk, meeting, ("meeting",), edit.value)
    elif field == "next_meeting":
        _set_next(desk, meeting, edit.value)
    elif field.startswith("meeting.") and field.removeprefix("meeting.") in _MEETING_KEYS:
        _set(desk, meeting, ("meeting", field.removeprefix("meeting.")), edit.value)
    else:
        _set_of_report(desk, draft, field, edit.value)


def _set_of_report(desk: Desk, draft: PackedDraft, field: str, value: str) -> None:
    found = _REPORT.match(field)
    if found is None or found["addressee"] != draft.addressee:
        raise NotApplicableError(f"{field} is no field of this outcomes file")
    path = ("reports", draft.addressee)
    key, _, inner = found["key"].partition(".")
    contact = key.removeprefix("contact_") if key != "contact" else inner
    ensure_report(desk, draft.meeting, draft.addressee)
    if key == "session" and inner == "ordinal" and value.isdecimal():
        _set(desk, draft.meeting, (*path, "session", "ordinal"), int(value))
    elif key == "session" and inner in ("", "date"):
        _set_days(desk, draft.meeting, (*path, "session"), value)
    elif key == "session" and inner in ("place", "mode"):
        _set(desk, draft.meeting, (*path, "session", inner), value)
    elif contact in _CONTACT_KEYS and key != contact:
        _set(desk, draft.meeting, (*path, "contact", contact), value)
    elif key in _REPORT_KEYS and not inner:
        _set(desk, draft.meeting, (*path, key), value)
    else:
        raise NotApplicableError(f"{field} is set by hand")


def _set(desk: Desk, meeting: str, path: tuple[str, ...], value: str | int) -> None:
    desk.edit(meeting, lambda editor: editor.set_value(path, value, _BEFORE))


def _set_days(desk: Desk, meeting: str, path: tuple[str, ...], value: str) -> None:
    """Set one day (`date`) or several (`from`, `to`), whichever of them the file had."""
    days = _DAYS.match(value)
    if days is None and not _DAY.match(value):
        raise NotApplicableError(f'"{value}" is no day')
    new = {"date": value} if days is None else {"from": days["first"], "to": days["last"]}
    _replace_keys(desk, meeting, path, new)


def _set_next(desk: Desk, meeting: str, value: str) -> None:
    """Set when the next meeting is; what the file says of how sure that is stays."""
    now = desk.file(meeting).editor.data.get("next_meeting")
    days = _DAYS.match(value)
    if not (days or _DAY.match(value) or _MONTH.match(value)):
        raise NotApplicableError(f'"{value}" is no date')
    if not isinstance(now, Mapping) and days is None:
        _set(desk, meeting, ("next_meeting",), value)
        return
    if isinstance(now, Mapping) and not set(now) <= {*_WHEN_KEYS, "note"}:
        raise NotApplicableError("the next meeting is given in a way that is changed by hand")
    if days is not None:
        new = {"from": days["first"], "to": days["last"]}
    else:
        new = {"month" if _MONTH.match(value) else "date": value}
    _replace_keys(desk, meeting, ("next_meeting",), new)


def _replace_keys(desk: Desk, meeting: str, path: tuple[str, ...], new: Mapping[str, str]) -> None:
    """Give a date other keys; those that mean the same go."""

    def act(editor: YamlEditor) -> None:
        for key, value in new.items():
            editor.set_value((*path, key), value, ("place", "mode", "note", "outline"))
        now: Any = editor.data
        for step in path:
            now = now[step]
        for key in _WHEN_KEYS:
            if key in now and key not in new:
                editor.remove((*path, key))

    desk.edit(meeting, act)
