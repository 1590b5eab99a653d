"""What expressions are answered from: the report, the organisation's data, one language.

`Scope` looks things up, `Call` is one expression with the meeting its text speaks of; both are
handed to the functions of the modules beside this one, which give back a `Value`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from reportgen import values
from reportgen.catalogs.lookup import Catalogs, TranslationState
from reportgen.expressions import FUNCTIONS, Function, paired_arguments
from reportgen.messages import MESSAGES
from reportgen.model import Meeting, Session
from reportgen.organisation import Body, Organisation, Words
from reportgen.organisation.inflection import (
    ARTICLE_CASES,
    Inflected,
    MissingFormError,
    data_case,
    with_article,
)
from reportgen.report import Report
from reportgen.texts import Argument, Expression, Name


@dataclass(frozen=True, slots=True)
class Translated:
    """A text of the meeting that a value shows: its origin, its words, how good they are."""

    origin: str
    text: str
    state: TranslationState

    @property
    def is_foreign(self) -> bool:
        """Whether the words are still those of the source."""
        return self.state in ("missing", "fuzzy")


@dataclass(frozen=True, slots=True)
class Value:
    """The words for an expression, the path of the field behind them, and a link if it is one.

    `untranslated` are texts of the meeting that the words show as they are in the source.
    """

    text: str
    field: str
    href: str = ""
    is_gap: bool = False
    untranslated: tuple[Translated, ...] = ()


class UnknownEntryError(ValueError):
    """An expression names something that is not in the data."""


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


def gap_message(field: str) -> str:
    """Return the key of the message that stands in a draft for a missing field."""
    return _GAPS.get(field.rsplit(".", 1)[-1], "gap")


@dataclass(frozen=True, slots=True)
class Scope:
    """One report in one language: what every expression in it is answered from.

    Look-ups raise UnknownEntryError where the data has nothing; `check` finds that first.
    """

    report: Report
    organisation: Organisation
    catalogs: Catalogs
    language: str

    @property
    def path(self) -> str:
        """The path of the report's settings, for fields."""
        return f"reports.{self.report.addressee}"

    @property
    def own_meeting(self) -> Meeting:
        """The meeting whose folder the report lives in."""
        return self.report.meetings[self.report.meeting]

    @property
    def session(self) -> Session | None:
        """The addressee's own meeting, as far as it is known."""
        return self.report.settings.session

    def body(self, key: str) -> Body:
        """Return a body."""
        found = self.organisation.body(key)
        if found is None:
            raise UnknownEntryError(f"there is no body {key}")
        return found

    def body_words(self, key: str) -> Words:
        """Return what a body is called in the language."""
        found = self.body(key).words(self.language)
        if found is None:
            raise UnknownEntryError(f"{key} has no name in {self.language}")
        return found

    def name(self, key: str, form: str = "acronym", case: str = "") -> str:
        """Return the name of a body."""
        try:
            return self.body_words(key).text(form, data_case(case))
        except MissingFormError as error:
            raise UnknownEntryError(f"{key} {error} in {self.language}") from None

    def name_after(self, key: str) -> str:
        """Return a body as it stands after what belongs to it.

        An acronym, in Russian in the genitive; Arabic has the name itself after a noun.
        """
        form = "long" if self.language == "ar" else "acronym"
        return self.name(key, form, "gen" if self.language == "ru" else "")

    def gender(self, key: str) -> str:
        """Return the gender of a body's name."""
        mark = getattr(self.body_words(key), "gender", None)
        return "feminine" if mark == "f" else "masculine"

    def entry_name(self, noun: str, key: str, entry: Inflected | None, case: str = "") -> str:
        """Return the name of an entry of the data in a case; `noun` says what it is."""
        try:
            text = entry.in_case(self.language, case) if entry is not None else None
        except MissingFormError as error:
            raise UnknownEntryError(f"the {noun} {key} {error} in {self.language}") from None
        if text is None:
            raise UnknownEntryError(f"the {noun} {key} has no name in {self.language}")
        return text

    def place(self, key: str, case: str = "") -> str:
        """Return the name of a place."""
        return self.entry_name("place", key, self.organisation.place(key), case)

    def country(self, code: str) -> str:
        """Return the name of a country."""
        text = self.organisation.country_name(code, self.language)
        if text is None:
            raise UnknownEntryError(f"there is no country {code}")
        return text

    def translated(self, path: str, source: str, meeting_id: str) -> Translated:
        """Return a text of a meeting that stands inside a value: a title, a keyword."""
        found = self.catalogs.translate(path, source, meeting=meeting_id)
        owner = "" if meeting_id == self.report.meeting else f"{meeting_id}:"
        return Translated(owner + path, found.text, found.state)

    def keywords(self) -> tuple[Translated, ...]:
        """Return the keywords of the report."""
        return tuple(
            self.translated(f"{self.path}.keywords.{place}", keyword, self.report.meeting)
            for place, keyword in enumerate(self.report.settings.keywords, start=1)
        )

    def message(self, key: str) -> str:
        """Return a message of ours that needs no values."""
        message = MESSAGES[key]
        return self.catalogs.translate(message.context, message.text).text

    def gap(self, field: str) -> Value:
        """Return what stands in a draft for a missing field."""
        return Value(self.message(gap_message(field)), field, is_gap=True)

    def times_met(self) -> Value:
        """Return how often the group met, as far as the report covers it."""
        text = values.format_times(len(self.report.covers), self.language)
        return Value(text, f"{self.path}.covers")


@dataclass(frozen=True, slots=True)
class Call:
    """One expression in a text that speaks of the meeting `meeting_id`."""

    expression: Expression
    meeting_id: str
    scope: Scope

    @property
    def meeting(self) -> Meeting:
        """The meeting that the text speaks of."""
        return self.scope.report.meetings[self.meeting_id]

    @property
    def language(self) -> str:
        """The language of the answer."""
        return self.scope.language

    @property
    def function(self) -> Function:
        """The row of the function in the table."""
        return FUNCTIONS[self.expression.name]

    @property
    def form(self) -> str:
        """The form asked for, or the function's usual one."""
        usual = next(p.choices[0] for p in self.function.parameters if p.name == "form")
        return self.text("form") or usual

    @property
    def case(self) -> str:
        """The grammatical case asked for; empty where none is."""
        return self.text("case")

    @property
    def inflection(self) -> str:
        """The case for words that only Russian and Arabic inflect; for others the plain one."""
        return self.case if self.case in (*values.CASES, *values.PREFIXES) else "nom"

    def joined(self, text: str, article: Mapping[str, str] | None = None) -> str:
        """Return words behind the Arabic preposition or the article that the case asks for.

        `article` is that of the words by language, where they do not bring it themselves.
        """
        if self.language == "ar" and self.case in values.PREFIXES:
            return values.join_preposition(text, self.case)
        if article and self.language in article and self.case in ARTICLE_CASES:
            return with_article(text, self.language, self.case, article[self.language])
        return text

    def each(self, name: str) -> list[Argument]:
        """Return every argument given for a parameter, by place or by name."""
        pairs = paired_arguments(self.expression, self.function)
        return [argument for parameter, argument in pairs if parameter.name == name]

    def name(self, name: str) -> str:
        """Return the listed name given for a parameter; empty where it is something else."""
        return next((a.name for a in self.each(name) if isinstance(a, Name)), "")

    def text(self, name: str) -> str:
        """Return the text or number given for a parameter as text; empty where none is."""
        return next((str(a) for a in self.each(name) if not isinstance(a, Name)), "")

    def number(self, name: str) -> int:
        """Return the number given for a parameter."""
        return int(self.text(name))

    def body_key(self, name: str) -> str:
        """Return the body given for a parameter: a key, or one of the names for a body."""
        match self.name(name):
            case "":
                return self.text(name)
            case "addressee":
                return self.scope.report.addressee
        return self.meeting.meeting.body
