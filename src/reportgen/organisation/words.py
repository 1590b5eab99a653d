"""What a body is called in one language, and how the name behaves in a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from reportgen.organisation.entries import Facts, Parts
from reportgen.organisation.inflection import (
    RUSSIAN_CASES,
    Declension,
    MissingFormError,
    with_article,
)
from reportgen.organisation.patterns import Pattern, fill_pattern


@dataclass(init=False, repr=False, eq=False, kw_only=True)
class Words(Facts):
    """A body's name in one language.

    `complement` follows the acronym in the full form (Inter-Sector Coordination Group (ISCG) *on
    issues of mutual interest*); where a language orders it otherwise `full` holds the whole.
    `session`, `session_name` and `numbered` replace the usual patterns of a session's name.
    """

    name: Annotated[str, Field(min_length=1, description="The name in full, without the acronym.")]
    acronym: Annotated[str | None, Field(description="The acronym in use in this language.")] = None
    short: Annotated[str | None, Field(description="A short name used alone: the Union.")] = None
    complement: Annotated[str, Field(description="What follows the acronym in the full form.")] = ""
    full: Annotated[str | None, Field(description="The full form where it is built otherwise.")] = (
        None
    )
    session: Annotated[Pattern | None, Field(description="A session in short: PP-22.")] = None
    session_name: Annotated[Pattern | None, Field(description="A session in words.")] = None
    numbered: Annotated[Pattern | None, Field(description="A session known by number: COP28.")] = (
        None
    )

    cases: ClassVar[tuple[str, ...]] = ()
    _session: ClassVar[str] = "{acronym}-{yy}"
    _session_name: ClassVar[str] = "{name} {year}"
    _numbered: ClassVar[str] = "{acronym}{number}"
    _brackets: ClassVar[tuple[str, str]] = (" (", ")")

    def text(self, form: str = "acronym", case: str = "") -> str:
        """Return the name: `acronym`, `long` (the name), `full` (both) or `short`.

        A body without an acronym or short name is called by its name. `case` is one of `cases`;
        any other leaves the name as it is. Raises MissingFormError where the data lacks the form.
        """
        if form == "full":
            return self._full(case)
        if form == "acronym" and self.acronym:
            return self._in_case(self.acronym, case, is_acronym=True)
        if form == "short" and self.short:
            return self._in_case(self.short, case, is_acronym=False)
        return self._declined(case)

    def session_text(
        self, form: str = "acronym", case: str = "", *, year: int = 0, number: int = 0
    ) -> str:
        """Return the name of a session: PP-22, Plenipotentiary Conference 2022, or both."""
        values = {"year": str(year), "yy": f"{year % 100:02d}", "number": str(number)}
        is_short = form == "acronym" or bool(number) or not self.acronym
        pattern = self._session_pattern(case if is_short else "", is_numbered=bool(number))
        short = self._filled(pattern, values, case if is_short else "")
        if is_short:
            return self._session_in_case(short, case)
        long = self._filled(self.session_name or self._session_name, values, case)
        opening, closing = self._brackets
        return f"{long}{opening}{short}{closing}" if form == "full" else long

    def _session_pattern(self, case: str, *, is_numbered: bool) -> str:  # noqa: ARG002
        """Return the pattern of a session in short."""
        if is_numbered:
            return self.numbered or self._numbered
        return self.session or self._session

    def _filled(self, pattern: str, values: dict[str, str], case: str) -> str:
        """Return a pattern with its values; the name in it stands in the case."""
        name = self._declined(case) if "{name}" in pattern else self.name
        return fill_pattern(pattern, {**values, "acronym": self.acronym or name, "name": name})

    def _session_in_case(self, words: str, case: str) -> str:
        """Return a session in short in a case."""
        return self._in_case(words, case, is_acronym=True) if self.acronym else words

    def _full(self, case: str) -> str:
        if self.full and case not in self.cases:
            return self.full
        opening, closing = self._brackets
        acronym = f"{opening}{self.acronym}{closing}" if self.acronym else ""
        complement = f" {self.complement}" if self.complement else ""
        return f"{self._declined(case)}{acronym}{complement}"

    def _declined(self, case: str) -> str:
        """Return the name in a case."""
        return self._in_case(self.name, case, is_acronym=False)

    def _in_case(self, words: str, case: str, *, is_acronym: bool) -> str:  # noqa: ARG002
        """Return words as a case of this language wants them; without cases, as they are."""
        return words


@dataclass(init=False, repr=False, eq=False, kw_only=True)
class EnglishWords(Words):
    """A body in English. In the case `the` the article comes with it."""

    article: Annotated[Literal["the", ""], Field(description="The article of the name.")] = "the"
    acronym_article: Annotated[
        Literal["the", ""], Field(description="The article of the acronym.")
    ] = ""

    cases: ClassVar[tuple[str, ...]] = ("the",)

    def _in_case(self, words: str, case: str, *, is_acronym: bool) -> str:
        article = self.acronym_article if is_acronym else self.article
        return f"{article} {words}" if case == "the" and article else words


@dataclass(init=False, repr=False, eq=False, kw_only=True)
class RomanceWords(Words):
    """A body in French or Spanish: the article merges with the prepositions *de* and *a*."""

    cases: ClassVar[tuple[str, ...]] = ("the", "de", "a")
    session_article: Annotated[
        str | None,
        Field(pattern="^(le|la|l'|les|el|los|las)$", description="The article of a session."),
    ] = None

    _session_name: ClassVar[str] = "{name} de {year}"
    _language: ClassVar[str]

    def _article(self, *, is_acronym: bool) -> str:
        raise NotImplementedError

    def _in_case(self, words: str, case: str, *, is_acronym: bool) -> str:
        if case not in self.cases:
            return words
        return with_article(words, self._language, case, self._article(is_acronym=is_acronym))

    def _session_in_case(self, words: str, case: str) -> str:
        if self.session is None or case not in self.cases:
            return super()._session_in_case(words, case)
        if self.session_article is None:
            raise MissingFormError(f"{self._language}.session_article", "article of a session")
        return with_article(words, self._language, case, self.session_article)


@dataclass(init=False, repr=False, eq=False, kw_only=True)
class FrenchWords(RomanceWords):
    """A body in French."""

    article: Annotated[
        Literal["le", "la", "l'", "les"], Field(description="The article of the name.")
    ] = "le"
    acronym_article: Annotated[
        Literal["le", "la", "l'", "les"] | None,
        Field(description="The article of the acronym, where it differs."),
    ] = None
    gender: Annotated[Literal["m", "f"], Field(description="The gender of the name.")] = "m"

    _language: ClassVar[str] = "fr"

    def _article(self, *, is_acronym: bool) -> str:
        return (self.acronym_article or self.article) if is_acronym else self.article


@dataclass(init=False, repr=False, eq=False, kw_only=True)
class SpanishWords(RomanceWords):
    """A body in Spanish."""

    article: Annotated[Literal["el", "la", "los", "las"], Field(description="The article.")] = "el"

    _language: ClassVar[str] = "es"

    @property
    def gender(self) -> Literal["m", "f"]:
        """The gender of the name."""
        return "m" if self.article in ("el", "los") else "f"

    def _article(self, *, is_acronym: bool) -> str:  # noqa: ARG002
        return self.article


@dataclass(init=False, repr=False, eq=False, kw_only=True)
class RussianWords(Declension, Words):
    """A body in Russian, with the cases of its names; acronyms do not decline."""

    short_cases: Annotated[Declension | None, Field(description="Cases of the short name.")] = None
    session_cases: Annotated[
        Declension | None, Field(description="Cases of `session`, as patterns.")
    ] = None

    parts: ClassVar[Parts] = {
        "short_cases": Declension.from_data,
        "session_cases": Declension.from_data,
    }
    cases: ClassVar[tuple[str, ...]] = ("nom", *RUSSIAN_CASES)
    _session_name: ClassVar[str] = "{name} {year} года"

    def _in_case(self, words: str, case: str, *, is_acronym: bool) -> str:
        if is_acronym or case not in RUSSIAN_CASES:
            return words
        if words == self.short:
            return self._declined_as(self.short_cases, "short_cases.", case)
        return self._declined_as(self, "", case)

    def _session_pattern(self, case: str, *, is_numbered: bool) -> str:
        if is_numbered or self.session is None or case not in RUSSIAN_CASES:
            return super()._session_pattern(case, is_numbered=is_numbered)
        return self._declined_as(self.session_cases, "session_cases.", case)

    def _declined_as(self, forms: Declension | None, cell: str, case: str) -> str:
        """Return a form of a name; raise MissingFormError where the data lacks it."""
        found = forms.form(case) if forms is not None else None
        if found is None:
            raise MissingFormError(f"ru.{cell}{case}", RUSSIAN_CASES[case])
        return found


@dataclass(init=False, repr=False, eq=False, kw_only=True)
class ChineseWords(Words):
    """A body in Chinese: the English acronym follows in full-width brackets."""

    _session_name: ClassVar[str] = "{year}年{name}"
    _brackets: ClassVar[tuple[str, str]] = ("（", "）")


@dataclass(init=False, repr=False, eq=False, kw_only=True)
class ArabicWords(Words):
    """A body in Arabic; the acronym is the English one."""

    _session_name: ClassVar[str] = "{name} لعام {year}"
