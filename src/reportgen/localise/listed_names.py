"""Listed names: `addressee.sector`, `group`, `meeting.symbol`, `report.symbol` and so on."""

from __future__ import annotations

import datetime as dt

from reportgen import values
from reportgen.languages import language as language_of
from reportgen.localise.dates import session_days
from reportgen.localise.scope import Call, Scope, Value
from reportgen.report import IssueMark

_NAME_FORMS = {"name": "long", "full": "full"}


def name_value(call: Call) -> Value | None:
    """Answer a listed name; None for one that only the text itself knows."""
    attribute = call.expression.attribute
    match call.expression.name:
        case "addressee":
            return _addressee(call.scope, attribute)
        case "group":
            form = _NAME_FORMS.get(attribute, "acronym")
            return Value(call.scope.name(call.meeting.meeting.body, form), "meeting.body")
        case "meetings":
            count = len(call.scope.report.covers)
            return Value(values.format_number(count, call.language), f"{call.scope.path}.covers")
        case "meeting":
            return _meeting(call, attribute)
        case "report":
            return _report(call.scope, attribute)
    return None


def _addressee(scope: Scope, attribute: str) -> Value:
    key = scope.report.addressee
    body = scope.body(key)
    field = f"organisation.bodies.{key}"
    match attribute:
        case "sector":
            return Value(scope.name(f"ITU-{body.sector}"), field)
        case "sector_name":
            return Value(scope.name(f"ITU-{body.sector}", "long"), field)
        case "bureau":
            return Value(scope.name(body.bureau or key), field)
    return Value(scope.name(key, _NAME_FORMS.get(attribute, "acronym")), field)


def _meeting(call: Call, attribute: str) -> Value:
    facts = call.meeting.meeting
    if attribute == "symbol":
        return Value(facts.symbol, "meeting.symbol")
    if facts.mode is None:
        return call.scope.gap("meeting.mode")
    return Value(call.scope.message(f"mode_{facts.mode}"), "meeting.mode")


def _report(scope: Scope, attribute: str) -> Value:
    settings = scope.report.settings
    field = f"{scope.path}.{attribute}"
    if attribute.startswith("contact_"):
        return _contact(scope, attribute.removeprefix("contact_"))
    match attribute:
        case "symbol":
            return _symbol(scope, field, scope.report.mark)
        case "amended_symbol":
            return _symbol(scope, f"{scope.path}.symbol", scope.report.mark.amended)
        case "amendment":
            return _amendment(scope, field)
        case "keywords":
            return _keywords(scope, field)
        case "study_period":
            return _study_period(scope, field)
    found = getattr(settings, attribute)
    return Value(found, field) if found else scope.gap(field)


def _keywords(scope: Scope, field: str) -> Value:
    """Return the keywords, joined as the language joins items with a semicolon."""
    keywords = scope.keywords()
    text = values.format_keywords([each.text for each in keywords], scope.language)
    foreign = tuple(each for each in keywords if each.is_foreign)
    return Value(text, field, untranslated=foreign)


def _contact(scope: Scope, part: str) -> Value:
    field = f"{scope.path}.contact"
    found = getattr(scope.report.settings.contact, part, None)
    if found is None:
        return scope.gap(field)
    if part == "country":
        return Value(scope.country(found), f"{field}.country")
    href = f"mailto:{found}" if part == "email" else ""
    return Value(found, f"{field}.{part}", href)


def _amendment(scope: Scope, field: str) -> Value:
    """Return the number of the revision, addendum or corrigendum that the report is."""
    parts = scope.report.mark.parts
    if not parts:
        return scope.gap(field)
    return Value(values.format_number(parts[-1][1], scope.language), field)


def _symbol(scope: Scope, field: str, mark: IssueMark) -> Value:
    """Return the symbol of an issue, with the marks and the letter that the language prints."""
    symbol = scope.report.settings.symbol
    if symbol is None:
        return scope.gap(field)
    system = scope.organisation.symbol_pattern(scope.report.addressee)
    if system is None:
        return Value(symbol, field)
    letter = language_of(scope.language).letter
    printed = system.cover_symbol(symbol, letter)
    return Value(system.amended_symbol(printed, mark.parts, scope.language), field)


def _study_period(scope: Scope, field: str) -> Value:
    """Return the study period given, or the one of the Sector on the day of the session."""
    given = scope.report.settings.study_period
    if given is not None:
        first, last = given.split("-")
        return Value(values.format_year_range(int(first), int(last), scope.language), field)
    sector = scope.body(scope.report.addressee).sector or ""
    period = scope.organisation.study_period(sector, _day_of_filing(scope))
    if period is None:
        return scope.gap(field)
    text = values.format_year_range(*period, scope.language)
    return Value(text, f"organisation.study_periods.{sector}")


def _day_of_filing(scope: Scope) -> dt.date:
    """Return the day by which the document is filed: of the session, else of the meeting."""
    days = session_days(scope.session)
    given = scope.report.settings.date
    return days[0] if days else given or scope.own_meeting.meeting.last_day
