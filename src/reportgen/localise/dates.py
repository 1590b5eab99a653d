"""Dates: a day, several days, and periods known only roughly."""

from __future__ import annotations

import datetime as dt

from reportgen import values
from reportgen.localise.scope import Call, Scope, Value
from reportgen.model import Session, When


def date_value(call: Call) -> Value:
    """Answer `date`: a day in one of the forms of a date."""
    day, field = _day(call)
    if day is None:
        return call.scope.gap(field)
    return Value(values.format_date(day, call.language, call.form), field)


def _day(call: Call) -> tuple[dt.date | None, str]:
    """Return the day meant and the path of the field it stands in."""
    match call.name("day"):
        case "meeting":
            return call.meeting.meeting.first_day, "meeting.date"
        case "session":
            days = session_days(call.scope.session)
            return (days[0] if days else None), f"{call.scope.path}.session"
        case "report":
            return call.scope.report.settings.date, f"{call.scope.path}.date"
    return dt.date.fromisoformat(call.text("day")), ""


def dates_value(call: Call) -> Value:
    """Answer `dates`: from the first day to the last."""
    name = call.name("first")
    if name == "meetings":
        return Value(_dates_covered(call.scope, call.form), "meeting.date")
    if name == "meeting":
        facts = call.meeting.meeting
        days: tuple[dt.date, dt.date] | None = (facts.first_day, facts.last_day)
        field = "meeting.date"
    elif name == "session":
        days, field = session_days(call.scope.session), f"{call.scope.path}.session"
    else:
        first = dt.date.fromisoformat(call.text("first"))
        last = dt.date.fromisoformat(call.text("last") or call.text("first"))
        days, field = (first, last), ""
    if days is None:
        return call.scope.gap(field)
    return Value(values.format_range(*days, call.language, call.form), field)


def _dates_covered(scope: Scope, form: str) -> str:
    """Return the dates of all meetings covered, as a list if they are several."""
    meetings = [scope.report.meetings[key].meeting for key in scope.report.covers]
    if form == "cover" and all(facts.first_day == facts.last_day for facts in meetings):
        return values.format_dates([facts.first_day for facts in meetings], scope.language, "bare")
    ranges = [
        values.format_range(facts.first_day, facts.last_day, scope.language, form)
        for facts in meetings
    ]
    return values.format_list(ranges, scope.language)


def session_days(session: Session | None) -> tuple[dt.date, dt.date] | None:
    """Return first and last day of the addressee's own meeting, None where they are not known."""
    first = (session.date or session.from_) if session is not None else None
    last = (session.date or session.to) if session is not None else None
    return (first, last) if first is not None and last is not None else None


def when_value(call: Call) -> Value:
    """Answer `when`: a date as exact as it is known, with its preposition."""
    when, field = _period(call)
    if when is None:
        return call.scope.gap(field)
    return Value(values.format_when(when, call.language, call.form), field)


def _period(call: Call) -> tuple[When | None, str]:
    match call.name("period"):
        case "next_meeting":
            return call.meeting.next_meeting, "next_meeting"
        case "meeting":
            facts = call.meeting.meeting
            return _days(facts.first_day, facts.last_day), "meeting.date"
        case "session":
            days = session_days(call.scope.session)
            return (_days(*days) if days else None), f"{call.scope.path}.session"
    text = call.text("period")
    key = {4: "year", 7: "month"}.get(len(text), "date")
    return When.model_validate({key: int(text) if key == "year" else text}), ""


def _days(first: dt.date, last: dt.date) -> When:
    return When.model_validate({"from": first, "to": last} if first != last else {"date": first})
