"""How a name changes in a sentence: articles that merge with prepositions, Russian cases.

In go words and what a sentence asks of them, out come the words in that form. What cannot be formed
by rule stands in the data; where the data lacks it, that is said: a nominative in the place of a
genitive would be printed without anybody noticing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Annotated, ClassVar, Final, Literal

from pydantic import Field

from reportgen.organisation.entries import Facts, Named, Parts

ARTICLE_CASES: Final = ("the", "de", "a")
"""The cases that bring an article: alone, after *de*, after *a* or *à*."""

RUSSIAN_CASES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "gen": "genitive",
        "dat": "dative",
        "acc": "accusative",
        "ins": "instrumental",
        "loc": "prepositional",
    }
)
"""The cases that differ from the nominative, as the data names them."""

_CONTRACTIONS: Final[Mapping[str, Mapping[str, tuple[str, str, str]]]] = MappingProxyType(
    {
        "fr": {
            "le": ("le ", "du ", "au "),
            "la": ("la ", "de la ", "à la "),
            "l'": ("l'", "de l'", "à l'"),
            "les": ("les ", "des ", "aux "),
        },
        "es": {
            "el": ("el ", "del ", "al "),
            "la": ("la ", "de la ", "a la "),
            "los": ("los ", "de los ", "a los "),
            "las": ("las ", "de las ", "a las "),
        },
    }
)
"""Articles alone, after *de* and after *a*, in the order of ARTICLE_CASES."""


class MissingFormError(ValueError):
    """The data lacks a form of a name; `cell` is where it belongs in the entry (`ru.gen`)."""

    def __init__(self, cell: str, what: str) -> None:
        """Keep the cell; `what` says in words which form it is."""
        super().__init__(f"has no {what}")
        self.cell = cell


def with_article(words: str, language: str, case: str, article: str) -> str:
    """Return French or Spanish words with their article, as `case` (one of ARTICLE_CASES) asks.

    Raises KeyError for another case or article.
    """
    return _CONTRACTIONS[language][article][ARTICLE_CASES.index(case)] + words


def data_case(case: str) -> str:
    """Return a Russian case as the data names it: texts say `prep` for the data's `loc`."""
    return "loc" if case == "prep" else case


@dataclass(init=False, repr=False, eq=False, kw_only=True)
class Declension(Facts):
    """The Russian cases of a name beside its nominative."""

    gen: Annotated[str | None, Field(description="Genitive.")] = None
    dat: Annotated[str | None, Field(description="Dative.")] = None
    acc: Annotated[str | None, Field(description="Accusative.")] = None
    ins: Annotated[str | None, Field(description="Instrumental.")] = None
    loc: Annotated[str | None, Field(description="Prepositional.")] = None

    def form(self, case: str) -> str | None:
        """Return the form of a case; None where it is missing."""
        found: str | None = getattr(self, case, None)
        return found


@dataclass(init=False, repr=False, eq=False, kw_only=True)
class Articles(Facts):
    """The articles of a name."""

    fr: Annotated[Literal["le", "la", "l'", "les"] | None, Field(description="In French.")] = None
    es: Annotated[Literal["el", "la", "los", "las"] | None, Field(description="In Spanish.")] = None


@dataclass(init=False, repr=False, eq=False, kw_only=True)
class Inflected(Declension, Named):
    """An entry that is one name in each language, with its articles and its Russian cases."""

    article: Annotated[Articles | None, Field(description="The articles of the name.")] = None

    parts: ClassVar[Parts] = {**Named.parts, "article": Articles.from_data}

    def in_case(self, language: str, case: str = "") -> str | None:
        """Return the name in a language; None where it is missing.

        A case that the language does not have leaves the name as it is; an Arabic preposition is
        joined by `reportgen.values`. Raises MissingFormError where the data lacks the form.
        """
        text = self.text(language)
        if text is None:
            return None
        if language == "ru" and data_case(case) in RUSSIAN_CASES:
            form = self.form(data_case(case))
            if form is None:
                raise MissingFormError(data_case(case), RUSSIAN_CASES[data_case(case)])
            return form
        if language in _CONTRACTIONS and case in ARTICLE_CASES:
            article: str | None = getattr(self.article, language, None)
            if article is None:
                raise MissingFormError(f"article.{language}", "article")
            return with_article(text, language, case, article)
        return text
