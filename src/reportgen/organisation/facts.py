"""The types of the organisation files: one entry of each file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Literal

from pydantic import Field, Strict

from reportgen.organisation.patterns import (
    Date,
    Facts,
    NamePattern,
    NumberList,
    TextList,
    allow_names,
)
from reportgen.organisation.words import (
    ArabicWords,
    ChineseWords,
    EnglishWords,
    FrenchWords,
    RussianWords,
    SpanishWords,
    Words,
)

Sector = Literal["R", "T", "D", "S"]
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

_INFERRED = Field((), description='Cells not seen in print, as "fr.name" or "fr", for a reviewer.')


class Entry(Facts):
    """What every entry has: the list of its cells that a native speaker should look at."""

    inferred: TextList = _INFERRED

    def is_inferred(self, cell: str) -> bool:
        """Whether a cell (`fr.name`, `fr`) was inferred rather than seen in print."""
        parts = cell.split(".")
        heads = {".".join(parts[:count]) for count in range(1, len(parts) + 1)}
        return not heads.isdisjoint(self.inferred)


class Named(Entry):
    """An entry that is one text in each language."""

    en: str | None = None
    fr: str | None = None
    es: str | None = None
    ru: str | None = None
    zh: str | None = None
    ar: str | None = None

    def text(self, language: str) -> str | None:
        """Return the text in a language (its key), None where it is missing."""
        found: str | None = getattr(self, language, None)
        return found


class Texts(Facts):
    """Texts by language inside an entry."""

    en: str | None = None
    fr: str | None = None
    es: str | None = None
    ru: str | None = None
    zh: str | None = None
    ar: str | None = None

    def text(self, language: str) -> str | None:
        """Return the text in a language (its key), None where it is missing."""
        found: str | None = getattr(self, language, None)
        return found


class SessionFacts(Facts):
    """A session of a conference or of the Council."""

    place: str | None = Field(None, description="The place, by its key in places.yaml.")
    from_: Date | None = Field(None, alias="from", description="The first day.")
    to: Date | None = Field(None, description="The last day.")
    called: int | None = Field(None, description="The year in its name, where that is another.")


class Body(Entry):
    """A body of the Union, or one outside that reports speak of."""

    kind: BodyKind
    sector: Literal["R", "T", "D"] | None = Field(None, description="The Sector it belongs to.")
    bureau: str | None = Field(None, description="The key of the Bureau that serves it.")
    parent: str | None = Field(None, description="The key of the body it belongs to.")
    website: str | None = None
    email: str | None = None
    reports_to: TextList = Field((), description="Keys of the bodies it reports to.")
    is_numbered: bool = Field(False, description="Sessions go by number (COP28), not by year.")
    study_groups: NumberList = Field((), description="Numbers of a Sector's study groups.")
    sessions: dict[Annotated[str, Field(pattern=r"^\d{4}$")], SessionFacts] = Field(
        {}, description="Sessions by year."
    )
    en: EnglishWords | None = None
    fr: FrenchWords | None = None
    es: SpanishWords | None = None
    ru: RussianWords | None = None
    zh: ChineseWords | None = None
    ar: ArabicWords | None = None

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


class RevisionFacts(Facts):
    """When a resolution was adopted or revised; the year is the key."""

    revised: bool = Field(True, description="false for the year in which it was first adopted.")
    place: str | None = Field(None, description="The place, where not that of the conference.")
    adopted: Date | None = Field(None, description="The day, where not the conference's last.")
    suffix: int | None = Field(None, description="ITU-R only: the 8 of Resolution ITU-R 1-8.")


class ResolutionFacts(Entry):
    """A resolution, by the conference that adopted it and its number (`PP-191`)."""

    revisions: dict[Annotated[str, Field(pattern=r"^\d{4}$")], RevisionFacts] = Field(
        description="Adoption and revisions by year."
    )
    known_to: Date | None = Field(
        None, description="The last day for which the list of revisions is known to be complete."
    )


class Place(Named):
    """A town where conferences and meetings take place; `gen` and `loc` are Russian cases."""

    country: str | None = Field(None, description="ISO 3166 code of two letters.")
    gen: str | None = None
    loc: str | None = None


class Country(Named):
    """A country whose name differs from CLDR's; the key is its ISO 3166 code."""

    running: Texts | None = Field(None, description="The form in a sentence.")
    full: Texts | None = Field(None, description="The long official form.")


class PatternTexts(Facts):
    """Patterns with `{name}` by language."""

    en: NamePattern | None = None
    fr: NamePattern | None = None
    es: NamePattern | None = None
    ru: NamePattern | None = None
    zh: NamePattern | None = None
    ar: NamePattern | None = None


class Title(Entry):
    """A title that goes with a person's name, as a pattern with `{name}`."""

    en: NamePattern | None = None
    fr: NamePattern | None = None
    es: NamePattern | None = None
    ru: NamePattern | None = None
    zh: NamePattern | None = None
    ar: NamePattern | None = None
    feminine: PatternTexts | None = Field(None, description="The pattern for a woman.")

    def pattern(self, language: str, gender: str = "masculine") -> str | None:
        """Return the pattern of a language, None where it is missing."""
        special: str | None = getattr(self.feminine, language, None)
        usual: str | None = getattr(self, language, None)
        return special or usual if gender == "feminine" else usual


class EarlierOffice(Texts):
    """What an office was called up to a day, in the languages where that changed."""

    until: Date


class Office(Named):
    """An office that people hold."""

    feminine: Texts | None = Field(None, description="The word for a woman, where it differs.")
    earlier: Annotated[tuple[EarlierOffice, ...], Strict(False)] = ()

    def title(self, day: date, language: str, gender: str = "masculine") -> str | None:
        """Return the title in use on a day, None where it is missing."""
        for past in self.earlier:
            former = past.text(language)
            if former and day <= past.until:
                return former
        special = self.feminine.text(language) if self.feminine else None
        return special if special and gender == "feminine" else self.text(language)


class LanguageNames(Named):
    """What stands behind *Original:* for a document written in the language of the key."""


Amount = Annotated[str, allow_names("n")]
Plural = dict[Literal["zero", "one", "two", "few", "many", "other"], Amount]


class MoneyPatterns(Facts):
    """How one language writes amounts of a currency; `{n}` is the number."""

    amount: Amount | Plural
    million: Amount | Plural | None = None
    wan: Amount | None = Field(None, description="Ten thousands, for Chinese.")
    per_year: Annotated[str, allow_names("money")] | None = Field(
        None, description="With {money} for the amount."
    )


class Currency(Entry):
    """A currency; the key is its ISO 4217 code."""

    en: MoneyPatterns | None = None
    fr: MoneyPatterns | None = None
    es: MoneyPatterns | None = None
    ru: MoneyPatterns | None = None
    zh: MoneyPatterns | None = None
    ar: MoneyPatterns | None = None

    def patterns(self, language: str) -> MoneyPatterns | None:
        """Return the patterns of a language, None where they are missing."""
        found: MoneyPatterns | None = getattr(self, language, None)
        return found


class Theme(Named):
    """A theme, as it stands in a sentence."""


class Link(Named):
    """A web page and what it is called."""

    url: Annotated[str, Field(pattern=r"^https?://[^\s]+$")]


class Term(Named):
    """A working term, for translators."""


class Period(Facts):
    """A study period; its first year is the key."""

    last: int = Field(description="The last year, as printed.")
    begins: Date = Field(description="The first day whose documents are filed under it.")


class StudyPeriods(Entry):
    """The study periods of a Sector."""

    periods: dict[Annotated[str, Field(pattern=r"^\d{4}$")], Period]

    def on(self, day: date) -> tuple[int, int] | None:
        """Return first and last year of the period of a day, None before the first known one."""
        begun = [(int(first), each.last) for first, each in self._in_order() if each.begins <= day]
        return begun[-1] if begun else None

    def _in_order(self) -> Iterator[tuple[str, Period]]:
        return iter(sorted(self.periods.items()))
