"""Faults between the parts of a file: ids, references, expressions, outlines.

In goes a file that has the right shape, with the meetings it refers to and the organisation's
data; out come problems, each at the place of the reference.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.errors import Problem
from reportgen.model import (
    AppointmentFact,
    BudgetFact,
    DocumentFact,
    MappingTableFact,
    ThemeFact,
)
from reportgen.outcomes.places import Path, text_places
from reportgen.outcomes.reports import check_report
from reportgen.outcomes.subject import (
    Subject,
    check_addressee,
    check_entry,
    check_known,
    check_language,
    check_person,
)
from reportgen.outcomes.tables import check_tables
from reportgen.outcomes.texts import check_text
from reportgen.outcomes.usage import check_everything_shown, check_messages

__all__ = ["Subject", "check_meeting"]


def check_meeting(subject: Subject) -> list[Problem]:
    """Return every problem of a file that fits the format."""
    problems = [
        *_check_ids(subject),
        *_check_keys(subject),
        *_check_facts(subject),
        *check_tables(subject),
    ]
    for place in text_places(subject.file.data):
        problems += check_text(subject, place)
    for addressee, settings in subject.meeting.reports.items():
        problems += check_report(subject, addressee, settings)
    problems += check_messages(subject)
    problems += check_everything_shown(subject)
    return problems


def _check_ids(subject: Subject) -> Iterator[Problem]:
    """Outcomes and facts share one space of ids: a register must never confuse two of them."""
    seen: dict[str, Path] = {}
    for number, outcome in enumerate(subject.meeting.outcomes):
        paths: list[tuple[str, Path]] = [(outcome.id, ("outcomes", number, "id"))]
        paths += [
            (fact.id, ("outcomes", number, "facts", place, "id"))
            for place, fact in enumerate(outcome.facts)
        ]
        for key, path in paths:
            if key in seen:
                line, _ = subject.file.place(seen[key])
                message = f'the id "{key}" is used twice'
                yield subject.problem(path, "duplicate-id", message, f"first used on line {line}")
            seen.setdefault(key, path)


def _check_keys(subject: Subject) -> Iterator[Problem]:
    """Check what the parts of the file name outside texts: bodies, addressees, themes, places."""
    meeting = subject.meeting
    yield from check_known(subject, ("meeting", "body"), "bodies", meeting.meeting.body)
    yield from check_known(subject, ("meeting", "place"), "places", meeting.meeting.place)
    yield from check_person(subject, ("meeting", "chair"), meeting.meeting.chair)
    for key, person in meeting.people.items():
        yield from check_known(subject, ("people", key, "title"), "titles", person.title)
        yield from check_known(subject, ("people", key, "country"), "countries", person.country)
        for language in person.names:
            path: Path = ("people", key, "names", language)
            yield from check_language(subject, path, language, key=True)
    for number, outcome in enumerate(meeting.outcomes):
        path = ("outcomes", number)
        yield from check_known(subject, (*path, "theme"), "themes", outcome.theme)
        for place, addressee in enumerate(outcome.addressees or ()):
            yield from check_addressee(subject, (*path, "addressees", place), addressee)
        for addressee in outcome.wording:
            where: Path = (*path, "wording", addressee)
            yield from check_addressee(subject, where, addressee, key=True)
            if addressee in subject.known.addressees and not outcome.is_for(addressee):
                message = f"the outcome is not for {addressee}, so these words are never used"
                hint = f"add {addressee} to its addressees, or take the wording out"
                yield subject.problem(where, "wording-unused", message, hint, key=True)
    for addressee, settings in meeting.reports.items():
        path = ("reports", addressee)
        yield from check_addressee(subject, path, addressee, key=True)
        yield from check_language(subject, (*path, "original"), settings.original)
        if settings.session is not None:
            where = (*path, "session", "place")
            yield from check_known(subject, where, "places", settings.session.place)
        if settings.contact is not None:
            where = (*path, "contact", "country")
            yield from check_known(subject, where, "countries", settings.contact.country)


def _check_facts(subject: Subject) -> Iterator[Problem]:
    for number, outcome in enumerate(subject.meeting.outcomes):
        for place, fact in enumerate(outcome.facts):
            path: Path = ("outcomes", number, "facts", place)
            match fact:
                case AppointmentFact():
                    yield from check_person(subject, (*path, "person"), fact.person)
                    yield from check_known(subject, (*path, "by"), "bodies", fact.by)
                case DocumentFact():
                    documents = subject.meeting.documents
                    yield from check_entry(
                        subject, (*path, "symbol"), "documents", fact.symbol, documents
                    )
                case ThemeFact():
                    yield from check_known(subject, (*path, "theme"), "themes", fact.theme)
                case BudgetFact():
                    where = (*path, "currency")
                    yield from check_known(subject, where, "currencies", fact.currency)
                case MappingTableFact():
                    for index, body in enumerate(fact.between):
                        yield from check_known(subject, (*path, "between", index), "bodies", body)
