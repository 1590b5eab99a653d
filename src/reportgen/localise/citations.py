"""Citations: resolutions, documents, study groups, Questions, conferences."""

from __future__ import annotations

from collections.abc import Mapping

from reportgen import values
from reportgen.localise.scope import Call, Scope, UnknownEntryError, Value
from reportgen.organisation import Resolution, Revision
from reportgen.organisation.inflection import MissingFormError, data_case


def resolution_value(call: Call) -> Value:
    """Answer `resolution`: with the revision of the year given, else that of the meeting's day."""
    key, number = call.text("body"), call.number("number")
    resolution = call.scope.organisation.resolution(key, number)
    if resolution is None:
        raise UnknownEntryError(f"there is no Resolution {number} of {key} in the data")
    revision = _revision(call, resolution)
    # ITU-R counts revisions in the number itself: Resolution ITU-R 1-8.
    in_number = revision.suffix is not None
    text = values.format_resolution(
        f"{number}-{revision.suffix}" if in_number else number,
        call.language,
        body_key=key,
        body={"acronym": call.scope.name_after(key), "gender": call.scope.gender(key)},
        revision=None if in_number else _printed(revision, call.scope),
        form=call.form,
        case=call.inflection,
    )
    article = {"fr": "la", "es": "la"}
    return Value(_with_article(call, text, article), f"organisation.resolutions.{key}-{number}")


def _with_article(call: Call, text: str, article: Mapping[str, str]) -> str:
    """Return a citation with its article; an Arabic preposition is joined to its noun already."""
    return call.joined(text, article) if call.language in article else text


def _revision(call: Call, resolution: Resolution) -> Revision:
    """Return the revision to print; a text never cites one that the data does not know."""
    day = call.meeting.meeting.last_day
    year = call.number("rev") if call.each("rev") else None
    found = resolution.revision_on(day) if year is None else resolution.revision_of(year)
    if found is None:
        known = ", ".join(str(each.year) for each in resolution.revisions)
        what = f"Resolution {resolution.number} of {resolution.body}"
        missing = f"of {year}" if year is not None else f"in force on {day.isoformat()}"
        raise UnknownEntryError(f"{what} has no revision {missing}; known: {known}")
    return found


def _printed(revision: Revision, scope: Scope) -> tuple[str, int, bool]:
    return scope.place(revision.place or ""), revision.year, revision.revised


def document_value(call: Call) -> Value:
    """Answer `document`: its symbol, with or without the word before it, or its title."""
    symbol = call.text("symbol")
    document = call.meeting.documents.get(symbol)
    if document is None:
        raise UnknownEntryError(f"there is no document {symbol} in the data of the meeting")
    field = f"documents.{symbol}"
    if call.form == "title":
        if document.title is None:
            return call.scope.gap(f"{field}.title")
        found = call.scope.translated(f"{field}.title", document.title, call.meeting_id)
        foreign = (found,) if found.is_foreign else ()
        return Value(found.text, f"{field}.title", untranslated=foreign)
    text = values.format_document_symbol(symbol, call.language, call.form, case=call.inflection)
    if call.form != "symbol":
        text = _with_article(call, text, {"fr": "le", "es": "el"})
    return Value(text, field, document.url or "")


def study_group_value(call: Call) -> Value:
    """Answer `study_group`."""
    sector, number = call.text("sector"), call.number("number")
    known = call.scope.body(sector).study_groups
    if number not in known:
        listed = ", ".join(str(each) for each in known) or "none"
        raise UnknownEntryError(f"{sector} has no study group {number}; known: {listed}")
    name = call.scope.name_after(sector) if call.language == "ar" else call.scope.name(sector)
    text = values.format_study_group(name, number, call.language, call.form, case=call.inflection)
    text = _with_article(call, text, {"fr": "la", "es": "la"})
    return Value(text, f"organisation.bodies.{sector}")


def question_value(call: Call) -> Value:
    """Answer `question`."""
    sector = call.text("sector")
    number, _, study_group = call.text("question").partition("/")
    if not study_group:
        raise UnknownEntryError('write a Question as number/study group, as in "7/1"')
    scope = call.scope
    name = scope.name_after(sector) if call.language == "ar" else scope.name(sector)
    form = "long" if call.form.startswith("long") else "symbol"
    text = values.format_question(
        number,
        study_group,
        call.language,
        form,
        sector_name=name if call.form.endswith("with-sector") else "",
        case=call.inflection if form == "long" else "nom",
    )
    if form == "long":
        text = _with_article(call, text, {"fr": "la", "es": "la"})
    return Value(text, f"organisation.bodies.{sector}")


def conference_value(call: Call) -> Value:
    """Answer `conference`: a session of a body by its year or number."""
    key, year = call.text("body"), call.number("year")
    body = call.scope.body(key)
    if not body.is_conference:
        raise UnknownEntryError(f"{key} is no conference, assembly or council")
    try:
        text = body.session_text(call.language, year, call.form, data_case(call.case))
    except MissingFormError as error:
        raise UnknownEntryError(f"a session of {key} {error} in {call.language}") from None
    if text is None:
        raise UnknownEntryError(f"{key} has no name in {call.language}")
    return Value(call.joined(text), f"organisation.bodies.{key}")
