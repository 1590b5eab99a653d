"""Names: bodies, people, chairs, countries, themes, places, languages, links."""

from __future__ import annotations

import datetime as dt

from reportgen import values
from reportgen.localise.scope import Call, UnknownEntryError, Value
from reportgen.model import Person
from reportgen.organisation.inflection import RUSSIAN_CASES, MissingFormError, data_case


def body_value(call: Call) -> Value:
    """Answer `body`."""
    key = call.body_key("body")
    text = call.joined(call.scope.name(key, call.form, call.case))
    return Value(text, f"organisation.bodies.{key}")


def bodies_value(call: Call) -> Value:
    """Answer `bodies`: several as a list."""
    keys = [str(key) for key in call.each("bodies")]
    names = [call.joined(call.scope.name(key, call.form, call.case)) for key in keys]
    joined = values.format_list(names, call.language, call.text("join") or "and")
    return Value(joined, "organisation.bodies")


def person_value(call: Call) -> Value:
    """Answer `person`: somebody of `people:`."""
    key = call.text("person")
    person = call.meeting.people.get(key)
    if person is None:
        raise UnknownEntryError(f"there is no person {key} in the data of the meeting")
    text = values.format_person(
        _name(person, key, call),
        person.title,
        call.scope.country(person.country) if person.country else None,
        person.gender,
        call.language,
        call.form,
        case=call.case if call.language == "ru" and call.case in values.CASES else "nom",
    )
    return Value(_after_preposition(person, text, call), f"people.{key}")


def _name(person: Person, key: str, call: Call) -> str:
    """Return a person's name; in Cyrillic letters in the case asked for."""
    name, case = person.names.get(call.language), data_case(call.case)
    if name is None or call.language != "ru" or case not in RUSSIAN_CASES:
        return name or person.name
    declined = {str(key): words for key, words in person.cases.items()}
    if case not in declined:
        raise UnknownEntryError(f"the person {key} has no {RUSSIAN_CASES[case]} in `cases:`")
    return declined[case]


def _after_preposition(person: Person, text: str, call: Call) -> str:
    """Return a person behind the preposition and article that the case asks for.

    Spanish titles take an article; French ones do not but *le Prof.*, *le Dr*.
    """
    is_titled = text != person.name and call.form != "name"
    is_feminine = person.gender == "feminine" or person.title == "Ms"
    if call.language == "es" and is_titled:
        return call.joined(text, {"es": "la" if is_feminine else "el"})
    if call.language == "fr" and person.title in ("Dr", "Prof") and is_titled:
        return call.joined(text, {"fr": "la" if is_feminine else "le"})
    if call.language in ("fr", "es") and call.case in ("de", "a"):
        return values.after_preposition(text, call.language, call.case)
    return call.joined(text)


def chair_value(call: Call) -> Value:
    """Answer `chair`: the title of the chair of a body on the day of the meeting."""
    key = call.body_key("of")
    facts = call.meeting.meeting
    # The gender of a chair is known only for the person who chaired this meeting.
    chair = call.meeting.people.get(facts.chair or "") if key == facts.body else None
    gender = (chair.gender if chair is not None else None) or "masculine"
    scope = call.scope
    title = _chair_title(call, facts.last_day, gender)
    name, body_gender = scope.name_after(key), scope.gender(key)
    text = values.format_chair(
        title,
        name,
        call.language,
        call.form,
        body_gender=body_gender,
        article=scope.name(key, "acronym", "the") != scope.name(key, "acronym"),
    )
    if call.language == "en" and call.case == "the":
        return Value(f"the {text}", "organisation.offices.chair")
    article = {"fr": "la", "es": "la"} if gender == "feminine" else {"fr": "le", "es": "el"}
    return Value(call.joined(text, article), "organisation.offices.chair")


def _chair_title(call: Call, day: dt.date, gender: str) -> str:
    """Return the word for a chair, in Russian in the case asked for."""
    try:
        title = call.scope.organisation.chair_title(day, call.language, gender, case=call.case)
    except MissingFormError as error:
        raise UnknownEntryError(f"the word for a chair {error} in {call.language}") from None
    if title is None:
        raise UnknownEntryError(f"there is no word for a chair in {call.language}")
    return title


def country_value(call: Call) -> Value:
    """Answer `country`."""
    code = call.text("country")
    return Value(call.scope.country(code), f"organisation.countries.{code}")


def theme_value(call: Call) -> Value:
    """Answer `theme`."""
    key = call.text("theme")
    text = call.scope.entry_name("theme", key, call.scope.organisation.theme(key), call.case)
    return Value(call.joined(text), f"organisation.themes.{key}")


def place_value(call: Call) -> Value:
    """Answer `place`."""
    match call.name("place"):
        case "":
            key = call.text("place")
            return Value(_place(call, key), f"organisation.places.{key}")
        case "meeting":
            given, field = call.meeting.meeting.place, "meeting.place"
        case _:
            session = call.scope.session
            given = session.place if session is not None else None
            field = f"{call.scope.path}.session"
    return Value(_place(call, given), field) if given else call.scope.gap(field)


def _place(call: Call, key: str) -> str:
    # "Geneva" has no article: of the cases only those of Russian and Arabic reach it.
    name = call.joined(call.scope.place(key, call.case if call.language == "ru" else ""))
    if call.form != "with-country":
        return name
    place = call.scope.organisation.place(key)
    if place is None or place.country is None:
        raise UnknownEntryError(f"the data does not say which country {key} is in")
    return values.format_place(name, call.scope.country(place.country), call.language)


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
        text = words or call.joined(call.scope.entry_name("page", target, link, call.case))
        return Value(text, f"organisation.links.{target}", link.url)
    is_mail = "@" in target and not target.startswith(("http:", "https:", "mailto:"))
    href = f"mailto:{target}" if is_mail else target
    return Value(words or target.removeprefix("mailto:"), "", href)
