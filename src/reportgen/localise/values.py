"""The values of expressions: names and functions answered from the data, in one language.

In goes an expression of a text with the report and the meeting it speaks of, out come its words
and the path of the field they were computed from, or a gap where the data is missing. How a value
is worded is the business of `reportgen.values`; here the data is looked up and handed over.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from reportgen import values
from reportgen.catalogs import Catalogs
from reportgen.languages import language as language_of
from reportgen.messages import MESSAGES
from reportgen.model import BudgetFact, Meeting, Session, When
from reportgen.organisation import Body, Organisation, Revision, Words
from reportgen.report import Report
from reportgen.texts import Argument, Expression, Name


@dataclass(frozen=True, slots=True)
class Value:
    """The words for an expression, the path of the field behind them, and a link if it is one."""

    text: str
    field: str
    href: str = ""
    is_gap: bool = False


_GAPS = {
    "symbol": "gap_symbol",
    "date": "gap_date",
    "session": "gap_session",
    "contact": "gap_contact",
    "study_period": "gap_study_period",
    "next_meeting": "gap_next_meeting",
    "title": "gap_document_title",
}
"""The message that stands in a draft for a missing field, by the last part of its path."""


class LookupFailed(ValueError):
    """An expression names something that is not in the data; `check` reports it with its place."""


class Evaluator:
    """Answers the expressions of one report in one language."""

    def __init__(
        self, report: Report, organisation: Organisation, catalogs: Catalogs, language: str
    ) -> None:
        """Take the report, where names are looked up, and the language to answer in."""
        self._report = report
        self._organisation = organisation
        self._catalogs = catalogs
        self._language = language
        self._functions: dict[str, Callable[[Expression, Meeting], Value]] = {
            "date": self._date,
            "dates": self._dates,
            "when": self._when,
            "resolution": self._resolution,
            "document": self._document,
            "body": self._body,
            "bodies": self._bodies,
            "conference": self._conference,
            "study_group": self._study_group,
            "question": self._question,
            "person": self._person,
            "chair": self._chair,
            "country": self._country,
            "money": self._money,
            "number": self._number,
            "ordinal": self._ordinal,
            "times": self._times,
            "link": self._link,
            "theme": self._theme,
            "place": self._place,
            "language": self._language_name,
        }

    @property
    def functions(self) -> frozenset[str]:
        """The names of the functions that have an answer here."""
        return frozenset(self._functions)

    def value(self, expression: Expression, meeting_id: str, extra: Mapping[str, str]) -> Value:
        """Return the value of an expression in a text that speaks of the meeting `meeting_id`.

        `extra` answers names that only the text itself knows. Raises LookupFailed where the data
        lacks an entry, which the checks of a meeting find first.
        """
        meeting = self._report.meetings[meeting_id]
        if not expression.is_call:
            return self._name(expression, meeting, extra)
        value = self._functions[expression.name](expression, meeting)
        own = meeting_id == self._report.meeting
        if own or value.field.startswith(("organisation.", "reports.")) or not value.field:
            return value
        return Value(value.text, f"{meeting_id}:{value.field}", value.href, value.is_gap)

    # --- names -------------------------------------------------------------------------------

    def _name(self, expression: Expression, meeting: Meeting, extra: Mapping[str, str]) -> Value:
        name, attribute = expression.name, expression.attribute
        match name:
            case "addressee":
                return self._addressee(attribute)
            case "group":
                form = {"name": "long", "full": "full"}.get(attribute, "acronym")
                return Value(self._words(meeting.meeting.body, form), "meeting.body")
            case "meetings":
                return Value(self._count_text(), f"{self._of_report()}.covers")
            case "meeting":
                return self._meeting(attribute, meeting)
            case "report":
                return self._report_fact(attribute)
        return Value(extra[f"{name}.{attribute}"], f"{self._of_report()}.annexes")

    def _addressee(self, attribute: str) -> Value:
        key = self._report.addressee
        body = self._body_entry(key)
        field = f"organisation.bodies.{key}"
        if attribute in ("sector", "sector_name"):
            form = "long" if attribute == "sector_name" else "acronym"
            return Value(self._words(f"ITU-{body.sector}", form), field)
        if attribute == "bureau":
            return Value(self._words(body.bureau or key, "acronym"), field)
        form = {"name": "long", "full": "full"}.get(attribute, "acronym")
        return Value(self._words(key, form), field)

    def _meeting(self, attribute: str, meeting: Meeting) -> Value:
        if attribute == "symbol":
            return Value(meeting.meeting.symbol, "meeting.symbol")
        if meeting.meeting.mode is None:
            return self._gap("meeting.mode")
        return Value(self._message(f"mode_{meeting.meeting.mode}"), "meeting.mode")

    def _report_fact(self, attribute: str) -> Value:
        settings = self._report.settings
        field = f"{self._of_report()}.{attribute.replace('contact_', 'contact.')}"
        if attribute == "symbol":
            return self._symbol(field)
        if attribute == "keywords":
            return Value("; ".join(settings.keywords), field)
        if attribute == "study_period":
            return self._study_period(field)
        if attribute.startswith("contact_"):
            part = attribute.removeprefix("contact_")
            found = getattr(settings.contact, part, None)
            if found is None:
                return self._gap(f"{self._of_report()}.contact")
            if part == "country":
                return Value(self._country_name(found), field)
            href = f"mailto:{found}" if part == "email" else ""
            return Value(found, field, href)
        found = getattr(settings, attribute)
        return Value(found, field) if found else self._gap(field)

    def _symbol(self, field: str) -> Value:
        symbol = self._report.settings.symbol
        if symbol is None:
            return self._gap(field)
        system = self._organisation.symbol_pattern(self._report.addressee)
        letter = language_of(self._language).letter
        return Value(system.cover_symbol(symbol, letter) if system else symbol, field)

    def _study_period(self, field: str) -> Value:
        """Return the study period given, or the one of the Sector on the day of the session."""
        given = self._report.settings.study_period
        if given is not None:
            first, last = given.split("-")
            return Value(values.format_year_range(int(first), int(last), self._language), field)
        sector = self._body_entry(self._report.addressee).sector
        period = self._organisation.study_period(sector or "", self._day_of_document())
        if period is None:
            return self._gap(field)
        return Value(
            values.format_year_range(*period, self._language),
            f"organisation.study_periods.{sector}",
        )

    def _day_of_document(self) -> dt.date:
        """Return the day by which the document is filed: of the session, else of the meeting."""
        settings = self._report.settings
        session = settings.session
        day = (session.date or session.from_) if session else None
        return day or settings.date or self._own_meeting().meeting.last_day

    # --- dates -------------------------------------------------------------------------------

    def _date(self, expression: Expression, meeting: Meeting) -> Value:
        form = self._form(expression, "long")
        argument = expression.arguments[0]
        if not isinstance(argument, Name):
            return Value(
                values.format_date(dt.date.fromisoformat(str(argument)), self._language, form), ""
            )
        if argument.name == "meeting":
            day: dt.date | None = meeting.meeting.first_day
            field = "meeting.date"
        elif argument.name == "session":
            session = self._report.settings.session
            day = (session.date or session.from_) if session else None
            field = f"{self._of_report()}.session"
        else:
            day = self._report.settings.date
            field = f"{self._of_report()}.date"
        if day is None:
            return self._gap(field)
        return Value(values.format_date(day, self._language, form), field)

    def _dates(self, expression: Expression, meeting: Meeting) -> Value:
        form = self._form(expression, "cover")
        argument = expression.arguments[0]
        if not isinstance(argument, Name):
            first = dt.date.fromisoformat(str(argument))
            last = dt.date.fromisoformat(str(expression.arguments[-1]))
            return Value(values.format_range(first, last, self._language, form), "")
        if argument.name == "meetings":
            return Value(self._dates_covered(form), "meeting.date")
        if argument.name == "meeting":
            facts = meeting.meeting
            text = values.format_range(facts.first_day, facts.last_day, self._language, form)
            return Value(text, "meeting.date")
        session = self._report.settings.session
        field = f"{self._of_report()}.session"
        if session is None or (session.date is None and session.from_ is None):
            return self._gap(field)
        return Value(self._session_dates(session, form), field)

    def _dates_covered(self, form: str) -> str:
        """Return the dates of all meetings covered, as a list if they are several."""
        meetings = [self._report.meetings[key].meeting for key in self._report.covers]
        if all(facts.first_day == facts.last_day for facts in meetings) and form == "cover":
            days = [facts.first_day for facts in meetings]
            return values.format_dates(days, self._language, "bare")
        ranges = [
            values.format_range(facts.first_day, facts.last_day, self._language, form)
            for facts in meetings
        ]
        return values.format_list(ranges, self._language)

    def _session_dates(self, session: Session, form: str) -> str:
        first = session.date or session.from_
        last = session.date or session.to
        assert first is not None
        assert last is not None
        return values.format_range(first, last, self._language, form)

    def _when(self, expression: Expression, meeting: Meeting) -> Value:
        form = self._form(expression, "in")
        argument = expression.arguments[0]
        if not isinstance(argument, Name):
            return Value(values.format_when(_period(str(argument)), self._language, form), "")
        when, field = self._named_period(argument.name, meeting)
        if when is None:
            return self._gap(field)
        return Value(values.format_when(when, self._language, form), field)

    def _named_period(self, name: str, meeting: Meeting) -> tuple[When | None, str]:
        if name == "next_meeting":
            return meeting.next_meeting, "next_meeting"
        if name == "meeting":
            facts = meeting.meeting
            days = {"from": facts.first_day, "to": facts.last_day}
            return When.model_validate(days), "meeting.date"
        session = self._report.settings.session
        field = f"{self._of_report()}.session"
        if session is None or (session.date is None and session.from_ is None):
            return None, field
        return When.model_validate(
            {"from": session.date or session.from_, "to": session.date or session.to}
        ), field

    # --- citations ---------------------------------------------------------------------------

    def _resolution(self, expression: Expression, meeting: Meeting) -> Value:
        key, number = str(expression.arguments[0]), int(str(expression.arguments[1]))
        form = self._form(expression, "long")
        resolution = self._organisation.resolution(key, number)
        if resolution is None:
            raise LookupFailed(f"unknown resolution {key} {number}")
        year = expression.keyword("rev")
        revision = (
            resolution.revision_of(int(str(year)))
            if year is not None
            else resolution.revision_on(meeting.meeting.last_day)
        )
        # Russian puts the body behind in the genitive; the other languages do not decline it.
        words = self._words(key, "acronym", "gen" if self._language == "ru" else "")
        text = values.format_resolution(
            number,
            self._language,
            body_key=key,
            body={"acronym": words, "gender": self._gender(key)},
            revision=self._revision(revision),
            form=form,
            case=self._case(expression) or "nom",
        )
        return Value(text, f"organisation.resolutions.{key}-{number}")

    def _revision(self, revision: Revision | None) -> tuple[str, int, bool] | None:
        if revision is None:
            return None
        return self._place_name(revision.place or ""), revision.year, revision.revised

    def _document(self, expression: Expression, meeting: Meeting) -> Value:
        symbol = str(expression.arguments[0])
        field = f"documents.{symbol}"
        form = self._form(expression, "symbol")
        if form == "title":
            title = meeting.documents[symbol].title
            if title is None:
                return self._gap(f"{field}.title")
            found = self._catalogs.translate(f"{field}.title", title, meeting=self._id_of(meeting))
            return Value(found.text, f"{field}.title")
        case = self._case(expression) or "nom"
        href = meeting.documents[symbol].url or ""
        text = values.format_document_symbol(symbol, self._language, form, case=case)
        return Value(text, field, href)

    def _study_group(self, expression: Expression, meeting: Meeting) -> Value:  # noqa: ARG002
        sector, number = str(expression.arguments[0]), int(str(expression.arguments[1]))
        form = self._form(expression, "long")
        text = values.format_study_group(
            self._words(sector, "acronym"),
            number,
            self._language,
            form,
            case=self._case(expression) or "nom",
        )
        return Value(text, f"organisation.bodies.{sector}")

    def _question(self, expression: Expression, meeting: Meeting) -> Value:  # noqa: ARG002
        sector, question = str(expression.arguments[0]), str(expression.arguments[1])
        number, _, study_group = question.partition("/")
        name = self._words(sector, "acronym")
        text = values.format_question(number, study_group, self._language)
        if self._form(expression, "with-sector") == "with-sector":
            text = values.format_question(number, study_group, self._language, sector_name=name)
        return Value(text, f"organisation.bodies.{sector}")

    # --- names of bodies, people, places -----------------------------------------------------

    def _body(self, expression: Expression, meeting: Meeting) -> Value:  # noqa: ARG002
        key = str(expression.arguments[0])
        text = self._words(key, self._form(expression, "acronym"), self._case(expression))
        return Value(text, f"organisation.bodies.{key}")

    def _bodies(self, expression: Expression, meeting: Meeting) -> Value:  # noqa: ARG002
        form, case = self._form(expression, "acronym"), self._case(expression)
        names = [self._words(str(key), form, case) for key in expression.arguments]
        joined = values.format_list(names, self._language, str(expression.keyword("join") or "and"))
        return Value(joined, "organisation.bodies")

    def _conference(self, expression: Expression, meeting: Meeting) -> Value:  # noqa: ARG002
        key, year = str(expression.arguments[0]), int(str(expression.arguments[1]))
        form, case = self._form(expression, "acronym"), self._case(expression)
        text = self._body_entry(key).session_text(self._language, year, form, case)
        if text is None:
            raise LookupFailed(f"{key} has no name in {self._language}")
        return Value(text, f"organisation.bodies.{key}")

    def _person(self, expression: Expression, meeting: Meeting) -> Value:
        key = str(expression.arguments[0])
        person = meeting.people[key]
        country = self._country_name(person.country) if person.country else None
        text = values.format_person(
            person.names.get(self._language, person.name),
            person.title,
            country,
            person.gender,
            self._language,
            self._form(expression, "full"),
        )
        return Value(text, f"people.{key}")

    def _chair(self, expression: Expression, meeting: Meeting) -> Value:
        argument = expression.arguments[0]
        key = str(argument) if not isinstance(argument, Name) else meeting.meeting.body
        if isinstance(argument, Name) and argument.name == "addressee":
            key = self._report.addressee
        # The gender of a chair is known only for the person who chaired this meeting.
        person = meeting.people.get(meeting.meeting.chair or "")
        own = key == meeting.meeting.body
        gender = (person.gender if person is not None and own else None) or "masculine"
        title = self._organisation.chair_title(meeting.meeting.last_day, self._language, gender)
        if title is None:
            raise LookupFailed(f"no word for a chair in {self._language}")
        form = self._form(expression, "body-first")
        case = "gen" if self._language == "ru" else ""
        name = self._words(key, "acronym", case)
        text = values.format_chair(title, name, self._language, form, body_gender=self._gender(key))
        return Value(text, "organisation.offices.chair")

    def _country(self, expression: Expression, meeting: Meeting) -> Value:  # noqa: ARG002
        code = str(expression.arguments[0])
        return Value(self._country_name(code), f"organisation.countries.{code}")

    def _theme(self, expression: Expression, meeting: Meeting) -> Value:  # noqa: ARG002
        key = str(expression.arguments[0])
        theme = self._organisation.theme(key)
        text = theme.text(self._language) if theme is not None else None
        if text is None:
            raise LookupFailed(f"the theme {key} has no name in {self._language}")
        return Value(text, f"organisation.themes.{key}")

    def _place(self, expression: Expression, meeting: Meeting) -> Value:
        argument = expression.arguments[0]
        if not isinstance(argument, Name):
            return Value(self._place_name(str(argument)), f"organisation.places.{argument}")
        if argument.name == "meeting":
            key, field = meeting.meeting.place, "meeting.place"
        else:
            session = self._report.settings.session
            key, field = session.place if session else None, f"{self._of_report()}.session"
        return Value(self._place_name(key), field) if key else self._gap(field)

    def _language_name(self, expression: Expression, meeting: Meeting) -> Value:  # noqa: ARG002
        argument = expression.arguments[0]
        named = isinstance(argument, Name)
        original = self._report.settings.original if named else str(argument)
        text = self._organisation.language_name(original, self._language)
        if text is None:
            raise LookupFailed(f"no name of {original} in {self._language}")
        return Value(text, f"{self._of_report()}.original" if named else "")

    # --- numbers, money, links ---------------------------------------------------------------

    def _money(self, expression: Expression, meeting: Meeting) -> Value:
        form = self._form(expression, "long")
        fact = expression.keyword("fact")
        if fact is not None:
            budget = _budget(meeting, str(fact))
            text = values.format_money(
                budget.amount, budget.currency, self._language, per=budget.per, form=form
            )
            return Value(text, str(fact))
        amount, currency = expression.arguments
        per = expression.keyword("per")
        text = values.format_money(
            int(str(amount)),
            str(currency),
            self._language,
            per="year" if per == "year" else "month" if per == "month" else None,
            form=form,
        )
        return Value(text, "")

    def _number(self, expression: Expression, meeting: Meeting) -> Value:  # noqa: ARG002
        return Value(values.format_number(int(str(expression.arguments[0])), self._language), "")

    def _ordinal(self, expression: Expression, meeting: Meeting) -> Value:  # noqa: ARG002
        argument = expression.arguments[0]
        gender = expression.keyword("gender")
        if isinstance(argument, Name):
            session = self._report.settings.session
            field = f"{self._of_report()}.session"
            if session is None or session.ordinal is None:
                return self._gap(field)
            return Value(
                values.format_ordinal(session.ordinal, self._language, form="cover"), field
            )
        text = values.format_ordinal(
            int(str(argument)),
            self._language,
            form=self._form(expression, "figure"),
            gender=str(gender) if gender else None,
            case=self._case(expression) or "nom",
        )
        return Value(text, "")

    def _times(self, expression: Expression, meeting: Meeting) -> Value:  # noqa: ARG002
        argument = expression.arguments[0]
        if isinstance(argument, Name):
            return Value(self._count_text(), f"{self._of_report()}.covers")
        return Value(values.format_times(int(str(argument)), self._language), "")

    def _link(self, expression: Expression, meeting: Meeting) -> Value:  # noqa: ARG002
        target = str(expression.arguments[0])
        words = expression.arguments[1] if len(expression.arguments) > 1 else None
        words = words or expression.keyword("text")
        link = self._organisation.link(target)
        if link is not None:
            text = str(words or link.text(self._language) or link.url)
            return Value(text, f"organisation.links.{target}", link.url)
        is_mail = "@" in target and not target.startswith(("http:", "https:", "mailto:"))
        href = f"mailto:{target}" if is_mail else target
        return Value(str(words or target.removeprefix("mailto:")), "", href)

    # --- help --------------------------------------------------------------------------------

    def _form(self, expression: Expression, usual: str) -> str:
        return str(expression.keyword("form") or usual)

    def _case(self, expression: Expression) -> str:
        return str(expression.keyword("case") or "")

    def _of_report(self) -> str:
        return f"reports.{self._report.addressee}"

    def _own_meeting(self) -> Meeting:
        return self._report.meetings[self._report.meeting]

    def _id_of(self, meeting: Meeting) -> str:
        return next(key for key, each in self._report.meetings.items() if each is meeting)

    def _count_text(self) -> str:
        return values.format_times(len(self._report.covers), self._language)

    def _body_entry(self, key: str) -> Body:
        body = self._organisation.body(key)
        if body is None:
            raise LookupFailed(f"unknown body {key}")
        return body

    def _body_words(self, key: str) -> Words:
        words = self._body_entry(key).words(self._language)
        if words is None:
            raise LookupFailed(f"{key} has no name in {self._language}")
        return words

    def _words(self, key: str, form: str, case: str = "") -> str:
        return self._body_words(key).text(form, case)

    def _gender(self, key: str) -> str:
        mark = getattr(self._body_words(key), "gender", None)
        return "feminine" if mark == "f" else "masculine"

    def _place_name(self, key: str) -> str:
        place = self._organisation.place(key)
        text = place.text(self._language) if place is not None else None
        if text is None:
            raise LookupFailed(f"the place {key} has no name in {self._language}")
        return text

    def _country_name(self, code: str) -> str:
        name = self._organisation.country_name(code, self._language)
        if name is None:
            raise LookupFailed(f"unknown country {code}")
        return name

    def _message(self, key: str) -> str:
        message = MESSAGES[key]
        return self._catalogs.translate(message.context, message.text).text

    def _gap(self, field: str) -> Value:
        return Value(self._message(gap_message(field)), field, is_gap=True)


def gap_message(field: str) -> str:
    """Return the key of the message that stands in a draft for a missing field."""
    return _GAPS.get(field.rsplit(".", 1)[-1], "gap")


def _period(text: str) -> When:
    """Return the period that a quoted year, month or day names."""
    key = {4: "year", 7: "month"}.get(len(text), "date")
    return When.model_validate({key: int(text) if key == "year" else text})


def _budget(meeting: Meeting, key: str) -> BudgetFact:
    for outcome in meeting.outcomes:
        for fact in outcome.facts:
            if isinstance(fact, BudgetFact) and fact.id == key:
                return fact
    raise LookupFailed(f"there is no budget fact {key}")


__all__ = ["Argument", "Evaluator", "LookupFailed", "Value", "gap_message"]
