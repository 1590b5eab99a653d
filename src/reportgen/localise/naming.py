"""Names: bodies, people, chairs, countries, themes, places, languages, links."""

from __future__ import annotations

from reportgen import values
from reportgen.localise.scope import Call, UnknownEntryError, Value


def body_value(call: Call) -> Value:
    """Answer `body`."""
    key = call.body_key("body")
    return Value(call.scope.name(key, call.form, call.case), f"organisation.bodies.{key}")


def bodies_value(call: Call) -> Value:
    """Answer `bodies`: several as a list."""
    names = [call.scope.name(str(key), call.form, call.case) for key in call.each("bodies")]
    joined = values.format_list(names, call.language, call.text("join") or "and")
    return Value(joined, "organisation.bodies")


def person_value(call: Call) -> Value:
    """Answer `person`: somebody of `people:`."""
    key = call.text("person")
    person = call.meeting.people.get(key)
    if person is None:
        raise UnknownEntryError(f"there is no person {key} in the data of the meeting")
    text = values.format_person(
        person.names.get(call.language, person.name),
        person.title,
        call.scope.country(person.country) if person.country else None,
        person.gender,
        call.language,
        call.form,
    )
    return Value(text, f"people.{key}")


def chair_value(call: Call) -> Value:
    """Answer `chair`: the title of the chair of a body on the day of the meeting."""
    key = call.body_key("of")
    facts = call.meeting.meeting
    # The gender of a chair is known only for the person who chaired this meeting.
    chair = call.meeting.people.get(facts.chair or "") if key == facts.body else None
    gender = (chair.gender if chair is not None else None) or "masculine"
    scope = call.scope
    title = scope.organisation.chair_title(facts.last_day, call.language, gender)
    if title is None:
        raise UnknownEntryError(f"there is no word for a chair in {call.language}")
    name, body_gender = scope.name_after(key), scope.gender(key)
    text = values.format_chair(
        title,
        name,
        call.language,
        call.form,
        body_gender=body_gender,
        article=scope.name(key, "acronym", "the") != scope.name(key, "acronym"),
    )
    return Value(text, "organisation.offices.chair")


def country_value(call: Call) -> Value:
    """Answer `country`."""
    code = call.text("country")
    return Value(call.scope.country(code), f"organisation.countries.{code}")


def theme_value(call: Call) -> Value:
    """Answer `theme`."""
    key = call.text("theme")
    theme = call.scope.organisation.theme(key)
    text = theme.text(call.language) if theme is not None else None
    if text is None:
        raise UnknownEntryError(f"the theme {key} has no name in {call.language}")
    return Value(text, f"organisation.themes.{key}")


def place_value(call: Call) -> Value:
    """Answer `place`."""
    match call.name("place"):
        case "":
            key = call.text("place")
            return Value(call.scope.place(key), f"organisation.places.{key}")
        case "meeting":
            given, field = call.meeting.meeting.place, "meeting.place"
        case _:
            session = call.scope.session
            given = session.place if session is not None else None
            field = f"{call.scope.path}.session"
    return Value(call.scope.place(given), field) if given else call.scope.gap(field)


def language_value(call: Call) -> Value:
    """Answer `language`: the name of a language, or of the one a report was written in."""
    of_report = call.name("language") == "report"
    key = call.scope.report.settings.original if of_report else call.text("language")
    text = call.scope.organisation.language_name(key, call.language)
    if text is None:
        raise UnknownEntryError(f"there is no name of {key} in {call.language}")
    return Value(text, f"{call.scope.path}.original" if of_report else "")


def link_value(call: Call) -> Value:
    """Answer `link`: a known page by its name, an address, or a mail address."""
    target, words = call.text("target"), call.text("text")
    link = call.scope.organisation.link(target)
    if link is not None:
        text = words or link.text(call.language) or link.url
        return Value(text, f"organisation.links.{target}", link.url)
    is_mail = "@" in target and not target.startswith(("http:", "https:", "mailto:"))
    href = f"mailto:{target}" if is_mail else target
    return Value(words or target.removeprefix("mailto:"), "", href)
