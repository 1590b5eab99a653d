"""What a body is called in one language, and how the name behaves in a sentence."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from reportgen.organisation.patterns import Facts, Pattern, fill_pattern

NameForm = Literal["acronym", "long", "full", "short"]


class Words(Facts):
    """A body's name in one language.

    `complement` follows the acronym in the full form (Inter-Sector Coordination Group (ISCG) *on
    issues of mutual interest*); where a language orders it otherwise `full` holds the whole.
    `session`, `session_name` and `numbered` replace the usual patterns of a session's name.
    """

    name: str = Field(min_length=1, description="The name in full, without the acronym.")
    acronym: str | None = Field(None, description="The acronym in use in this language.")
    short: str | None = Field(None, description="A short name used alone: the Union.")
    complement: str = Field("", description="What follows the acronym in the full form.")
    full: str | None = Field(None, description="The full form where it is built otherwise.")
    session: Pattern | None = Field(None, description="A session in short: PP-22.")
    session_name: Pattern | None = Field(None, description="A session in words.")
    numbered: Pattern | None = Field(None, description="A session known by number: COP28.")

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


class EnglishWords(Words):
    """A body in English. In the case `the` the article comes with it."""

    article: Literal["the", ""] = Field("the", description="The article of the name.")
    acronym_article: Literal["the", ""] = Field("", description="The article of the acronym.")

    cases: ClassVar[tuple[str, ...]] = ("the",)

    def _in_case(self, words: str, case: str, *, is_acronym: bool) -> str:
        article = self.acronym_article if is_acronym else self.article
        return f"{article} {words}" if case == "the" and article else words


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


class FrenchWords(RomanceWords):
    """A body in French."""

    article: Literal["le", "la", "l'", "les"] = Field("le", description="The article of the name.")
    acronym_article: Literal["le", "la", "l'", "les"] | None = Field(
        None, description="The article of the acronym, where it differs."
    )
    gender: Literal["m", "f"] = Field("m", description="The gender of the name.")

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


class SpanishWords(RomanceWords):
    """A body in Spanish."""

    article: Literal["el", "la", "los", "las"] = Field("el", description="The article.")

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


class RussianWords(Words):
    """A body in Russian, with the cases of its name; acronyms do not decline."""

    gen: str | None = Field(None, description="Genitive of the name.")
    dat: str | None = Field(None, description="Dative of the name.")
    acc: str | None = Field(None, description="Accusative of the name.")
    ins: str | None = Field(None, description="Instrumental of the name.")
    loc: str | None = Field(None, description="Prepositional of the name.")

    cases: ClassVar[tuple[str, ...]] = ("nom", "gen", "dat", "acc", "ins", "loc")
    _session_name: ClassVar[str] = "{name} {year} года"

    def _in_case(self, words: str, case: str, *, is_acronym: bool) -> str:
        if is_acronym or words != self.name or case not in self.cases[1:]:
            return words
        declined: str | None = getattr(self, case)
        return declined or words


class ChineseWords(Words):
    """A body in Chinese: the English acronym follows in full-width brackets."""

    _session_name: ClassVar[str] = "{year}年{name}"
    _brackets: ClassVar[tuple[str, str]] = ("（", "）")


class ArabicWords(Words):
    """A body in Arabic; the acronym is the English one."""

    _session_name: ClassVar[str] = "{name} لعام {year}"
