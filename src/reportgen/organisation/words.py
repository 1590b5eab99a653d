"""What a body is called in one language, and how the name behaves in a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from reportgen.organisation.entries import Facts
from reportgen.organisation.patterns import Pattern, fill_pattern

NameForm = Literal["acronym", "long", "full", "short"]


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
        any other, and one that is not known for this body, leaves the name as it is.
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
        values = {
            "acronym": self.acronym or self.name,
            "name": self._declined(case),
            "year": str(year),
            "yy": f"{year % 100:02d}",
            "number": str(number),
        }
        pattern = (self.numbered or self._numbered) if number else (self.session or self._session)
        short = fill_pattern(pattern, values)
        if form == "acronym" or number or not self.acronym:
            return self._in_case(short, case, is_acronym=True) if self.acronym else short
        long = fill_pattern(self.session_name or self._session_name, values)
        opening, closing = self._brackets
        return f"{long}{opening}{short}{closing}" if form == "full" else long

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
    _session_name: ClassVar[str] = "{name} de {year}"
    _contractions: ClassVar[dict[tuple[str, str], str]] = {}

    def _article(self, *, is_acronym: bool) -> str:
        raise NotImplementedError

    def _in_case(self, words: str, case: str, *, is_acronym: bool) -> str:
        if case not in self.cases:
            return words
        article = self._article(is_acronym=is_acronym)
        return self._contractions[case, article] + words


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

    _contractions: ClassVar[dict[tuple[str, str], str]] = {
        ("the", "le"): "le ",
        ("the", "la"): "la ",
        ("the", "l'"): "l'",
        ("the", "les"): "les ",
        ("de", "le"): "du ",
        ("de", "la"): "de la ",
        ("de", "l'"): "de l'",
        ("de", "les"): "des ",
        ("a", "le"): "au ",
        ("a", "la"): "à la ",
        ("a", "l'"): "à l'",
        ("a", "les"): "aux ",
    }

    def _article(self, *, is_acronym: bool) -> str:
        return (self.acronym_article or self.article) if is_acronym else self.article


@dataclass(init=False, repr=False, eq=False, kw_only=True)
class SpanishWords(RomanceWords):
    """A body in Spanish."""

    article: Annotated[Literal["el", "la", "los", "las"], Field(description="The article.")] = "el"

    _contractions: ClassVar[dict[tuple[str, str], str]] = {
        ("the", "el"): "el ",
        ("the", "la"): "la ",
        ("the", "los"): "los ",
        ("the", "las"): "las ",
        ("de", "el"): "del ",
        ("de", "la"): "de la ",
        ("de", "los"): "de los ",
        ("de", "las"): "de las ",
        ("a", "el"): "al ",
        ("a", "la"): "a la ",
        ("a", "los"): "a los ",
        ("a", "las"): "a las ",
    }

    @property
    def gender(self) -> Literal["m", "f"]:
        """The gender of the name."""
        return "m" if self.article in ("el", "los") else "f"

    def _article(self, *, is_acronym: bool) -> str:  # noqa: ARG002
        return self.article


@dataclass(init=False, repr=False, eq=False, kw_only=True)
class RussianWords(Words):
    """A body in Russian, with the cases of its name; acronyms do not decline."""

    gen: Annotated[str | None, Field(description="Genitive of the name.")] = None
    dat: Annotated[str | None, Field(description="Dative of the name.")] = None
    acc: Annotated[str | None, Field(description="Accusative of the name.")] = None
    ins: Annotated[str | None, Field(description="Instrumental of the name.")] = None
    loc: Annotated[str | None, Field(description="Prepositional of the name.")] = None

    cases: ClassVar[tuple[str, ...]] = ("nom", "gen", "dat", "acc", "ins", "loc")
    _session_name: ClassVar[str] = "{name} {year} года"

    def _in_case(self, words: str, case: str, *, is_acronym: bool) -> str:
        if is_acronym or words != self.name or case not in self.cases[1:]:
            return words
        declined: str | None = getattr(self, case)
        return declined or words


@dataclass(init=False, repr=False, eq=False, kw_only=True)
class ChineseWords(Words):
    """A body in Chinese: the English acronym follows in full-width brackets."""

    _session_name: ClassVar[str] = "{year}年{name}"
    _brackets: ClassVar[tuple[str, str]] = ("（", "）")


@dataclass(init=False, repr=False, eq=False, kw_only=True)
class ArabicWords(Words):
    """A body in Arabic; the acronym is the English one."""

    _session_name: ClassVar[str] = "{name} لعام {year}"
