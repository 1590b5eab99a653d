"""The types of the organisation files: one entry of each file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, Field

from reportgen.organisation.entries import (
    Entry,
    Facts,
    Named,
    NamePatterns,
    Parts,
    Texts,
    by_key,
    in_order,
)
from reportgen.organisation.inflection import Inflected
from reportgen.organisation.patterns import Date, Flag, Number, allow_names, as_date
from reportgen.organisation.words import (
    ArabicWords,
    ChineseWords,
    EnglishWords,
    FrenchWords,
    RussianWords,
    SpanishWords,
    Words,
)

BodyKind = Literal[
    "union",
    "sector",
    "secretariat",
    "bureau",
    "council",
    "conference",
    "advisory-group",
    "coordination-group",
    "working-group",
    "task-force",
    "mechanism",
    "board",
    "outside",
]
YEAR_PATTERN = r"^\d{4}$"
URL_PATTERN = r"^https?://[^\s]+$"
Year = Annotated[str, Field(pattern=YEAR_PATTERN)]


@dataclass(init=False, repr=False, eq=False, kw_only=True)
class SessionFacts(Facts):
    """A session of a conference or of the Council."""

    place: Annotated[str | None, Field(description="The place, by its key in places.yaml.")] = None
    from_: Annotated[Date | None, Field(alias="from", description="The first day.")] = None
    to: Annotated[Date | None, Field(description="The last day.")] = None
    called: Annotated[
        Number | None, Field(description="The year in its name, where that is another.")
    ] = None

    parts: ClassVar[Parts] = {"from": as_date, "to": as_date}


@dataclass(init=False, repr=False, eq=False, kw_only=True)
class Body(Entry):
    """A body of the Union, or one outside that reports speak of."""

    kind: BodyKind
    sector: Annotated[
        Literal["R", "T", "D"] | None, Field(description="The Sector it belongs to.")
    ] = None
    bureau: Annotated[str | None, Field(description="The key of the Bureau that serves it.")] = None
    parent: Annotated[str | None, Field(description="The key of the body it belongs to.")] = None
    website: str | None = None
    email: str | None = None
    reports_to: Annotated[
        tuple[str, ...], Field(description="Keys of the bodies it reports to.")
    ] = ()
    is_numbered: Annotated[
        Flag, Field(description="Whether sessions go by number (COP28), not by year.")
    ] = False
    study_groups: Annotated[
        tuple[Number, ...], Field(description="Numbers of a Sector's study groups.")
    ] = ()
    sessions: Annotated[Mapping[Year, SessionFacts], Field(description="Sessions by year.")] = (
        field(default_factory=dict)
    )
    en: EnglishWords | None = None
    fr: FrenchWords | None = None
    es: SpanishWords | None = None
    ru: RussianWords | None = None
    zh: ChineseWords | None = None
    ar: ArabicWords | None = None

    parts: ClassVar[Parts] = {
        **Entry.parts,
        "reports_to": tuple,
        "study_groups": tuple,
        "sessions": by_key(SessionFacts.from_data),
        "en": EnglishWords.from_data,
        "fr": FrenchWords.from_data,
        "es": SpanishWords.from_data,
        "ru": RussianWords.from_data,
        "zh": ChineseWords.from_data,
        "ar": ArabicWords.from_data,
    }

    def words(self, language: str) -> Words | None:
        """Return what the body is called in a language (its key), None where it is missing."""
        found: Words | None = getattr(self, language, None)
        return found

    def session_text(
        self, language: str, year: int, form: str = "acronym", case: str = ""
    ) -> str | None:
        """Return the name of a session by its year (COP: by its number), None where missing.

        Forms: `acronym` (PP-22), `long` (Plenipotentiary Conference 2022), `full` (both).
        """
        words = self.words(language)
        if words is None:
            return None
        if self.is_numbered:
            return words.session_text(form, case, number=year)
        session = self.sessions.get(str(year))
        called = session.called if session and session.called else year
        return words.session_text(form, case, year=called)

    @property
    def is_conference(self) -> bool:
        """Whether it meets in sessions that texts name by their year or number."""
        return bool(self.sessions) or self.is_numbered or self.kind in ("conference", "council")


@dataclass(init=False, repr=False, eq=False, kw_only=True)
class RevisionFacts(Facts):
    """When a resolution was adopted or revised; the year is the key."""

    revised: Annotated[
        Flag, Field(description="false for the year in which it was first adopted.")
    ] = True
    place: Annotated[
        str | None, Field(description="The place, where not that of the conference.")
    ] = None
    adopted: Annotated[
        Date | None, Field(description="The day, where not the conference's last.")
    ] = None
    suffix: Annotated[
        Number | None, Field(description="ITU-R only: the 8 of Resolution ITU-R 1-8.")
    ] = None

    parts: ClassVar[Parts] = {"adopted": as_date}


@dataclass(init=False, repr=False, eq=False, kw_only=True)
class ResolutionFacts(Entry):
    """A resolution, by the conference that adopted it and its number (`PP-191`)."""

    revisions: Annotated[
        Mapping[Year, RevisionFacts], Field(description="Adoption and revisions by year.")
    ]
    known_to: Annotated[
        Date | None,
        Field(description="The last day for which the list of revisions is complete."),
    ] = None

    parts: ClassVar[Parts] = {
        **Entry.parts,
        "revisions": by_key(RevisionFacts.from_data),
        "known_to": as_date,
    }


@dataclass(init=False, repr=False, eq=False, kw_only=True)
class Place(Inflected):
    """A town where conferences and meetings take place."""

    country: Annotated[str | None, Field(description="ISO 3166 code of two letters.")] = None


@dataclass(init=False, repr=False, eq=False, kw_only=True)
class Country(Named):
    """A country whose name differs from CLDR's; the key is its ISO 3166 code."""

    running: Annotated[Texts | None, Field(description="The form in a sentence.")] = None
    full: Annotated[Texts | None, Field(description="The long official form.")] = None

    parts: ClassVar[Parts] = {
        **Entry.parts,
        "running": Texts.from_data,
        "full": Texts.from_data,
    }


@dataclass(init=False, repr=False, eq=False, kw_only=True)
class Title(NamePatterns, Entry):
    """A title that goes with a person's name, as a pattern with `{name}`."""

    feminine: Annotated[NamePatterns | None, Field(description="The pattern for a woman.")] = None

    parts: ClassVar[Parts] = {**Entry.parts, "feminine": NamePatterns.from_data}


@dataclass(init=False, repr=False, eq=False, kw_only=True)
class EarlierOffice(Texts):
    """What an office was called up to a day, in the languages where that changed."""

    until: Date

    parts: ClassVar[Parts] = {"until": as_date}


@dataclass(init=False, repr=False, eq=False, kw_only=True)
class Office(Inflected):
    """An office that people hold."""

    feminine: Annotated[
        Texts | None, Field(description="The word for a woman, where it differs.")
    ] = None
    earlier: Annotated[
        tuple[EarlierOffice, ...], Field(description="What it was called before.")
    ] = ()

    parts: ClassVar[Parts] = {
        **Inflected.parts,
        "feminine": Texts.from_data,
        "earlier": in_order(EarlierOffice.from_data),
    }

    def title(
        self, day: date, language: str, gender: str = "masculine", case: str = ""
    ) -> str | None:
        """Return the title in use on a day, None where it is missing.

        `case` is a Russian case; raises MissingFormError where the data lacks it.
        """
        for past in self.earlier:
            former = past.text(language)
            if former and day <= past.until:
                return former
        special = self.feminine.text(language) if self.feminine else None
        if special and gender == "feminine":
            return special
        return self.in_case("ru", case) if language == "ru" else self.text(language)


@dataclass(init=False, repr=False, eq=False, kw_only=True)
class LanguageNames(Named):
    """What stands behind *Original:* for a document written in the language of the key."""


Amount = Annotated[str, allow_names("n")]


@dataclass(init=False, repr=False, eq=False, kw_only=True)
class Plural(Facts):
    """A pattern for every CLDR plural category; `other` serves those that are not given."""

    other: Amount
    zero: Amount | None = None
    one: Amount | None = None
    two: Amount | None = None
    few: Amount | None = None
    many: Amount | None = None

    def form(self, category: str) -> str:
        """Return the pattern of a plural category."""
        found: str | None = getattr(self, category, None)
        return found or self.other


def _as_plural(value: Any) -> Any:
    """Bring the short form (one pattern for all numbers) into the long one."""
    return {"other": value} if isinstance(value, str) else value


def _read_plural(value: Any) -> Plural:
    return Plural.from_data(_as_plural(value))


PluralEntry = Annotated[Plural, BeforeValidator(_as_plural, json_schema_input_type=Amount | Plural)]


@dataclass(init=False, repr=False, eq=False, kw_only=True)
class MoneyPatterns(Facts):
    """How one language writes amounts of a currency; `{n}` is the number."""

    amount: PluralEntry
    million: PluralEntry | None = None
    wan: Annotated[Amount | None, Field(description="Ten thousands, for Chinese.")] = None
    per_year: Annotated[
        Annotated[str, allow_names("money")] | None,
        Field(description="With {money} for the amount."),
    ] = None

    parts: ClassVar[Parts] = {"amount": _read_plural, "million": _read_plural}


@dataclass(init=False, repr=False, eq=False, kw_only=True)
class Currency(Entry):
    """A currency; the key is its ISO 4217 code."""

    en: MoneyPatterns | None = None
    fr: MoneyPatterns | None = None
    es: MoneyPatterns | None = None
    ru: MoneyPatterns | None = None
    zh: MoneyPatterns | None = None
    ar: MoneyPatterns | None = None

    parts: ClassVar[Parts] = {
        **Entry.parts,
        **dict.fromkeys(("en", "fr", "es", "ru", "zh", "ar"), MoneyPatterns.from_data),
    }

    def patterns(self, language: str) -> MoneyPatterns | None:
        """Return the patterns of a language, None where they are missing."""
        found: MoneyPatterns | None = getattr(self, language, None)
        return found


@dataclass(init=False, repr=False, eq=False, kw_only=True)
class Theme(Inflected):
    """A theme, as it stands in a sentence."""


@dataclass(init=False, repr=False, eq=False, kw_only=True)
class Link(Inflected):
    """A web page and what it is called."""

    url: Annotated[str, Field(pattern=URL_PATTERN)]


@dataclass(init=False, repr=False, eq=False, kw_only=True)
class Term(Named):
    """A working term, for translators."""


@dataclass(init=False, repr=False, eq=False, kw_only=True)
class Period(Facts):
    """A study period; its first year is the key."""

    last: Annotated[Number, Field(description="The last year, as printed.")]
    begins: Annotated[Date, Field(description="The first day whose documents are filed under it.")]

    parts: ClassVar[Parts] = {"begins": as_date}


@dataclass(init=False, repr=False, eq=False, kw_only=True)
class StudyPeriods(Entry):
    """The study periods of a Sector."""

    periods: Mapping[Year, Period]

    parts: ClassVar[Parts] = {**Entry.parts, "periods": by_key(Period.from_data)}

    def on(self, day: date) -> tuple[int, int] | None:
        """Return first and last year of the period of a day, None before the first known one."""
        in_order_of_time = sorted(self.periods.items())
        begun = [(int(first), each.last) for first, each in in_order_of_time if each.begins <= day]
        return begun[-1] if begun else None
