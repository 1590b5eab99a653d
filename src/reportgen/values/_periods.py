"""Tables: months, years and their parts (beginning, half, quarter) in six languages.

What comes in is a year, a month and a part, what comes out a `Wording`: the preposition, the
article, and the words with and without the year. All forms that are not printed in the ITU
documents seen are inferred; docs/language-rules.md says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, get_args

from reportgen.model import Part
from reportgen.values._tables import check_choice, month_name
from reportgen.values.dates import month_text, year_after_month, year_text

PARTS: Final[tuple[str, ...]] = get_args(Part)
_MONTH_PARTS: Final = PARTS[:5]


@dataclass(frozen=True)
class Wording:
    """The words of a period.

    `preposition` opens the phrase that says when ("in the "), `article` the period as a noun
    ("the "). `in_with` and `in_short` are given where the words after the preposition differ from
    the noun (Russian cases), with and without the year.
    """

    preposition: str
    article: str
    with_year: str
    without_year: str
    in_with: str = ""
    in_short: str = ""

    @property
    def in_with_year(self) -> str:
        """The words after the preposition, year included."""
        return self.in_with or self.with_year

    @property
    def in_without(self) -> str:
        """The words after the preposition, year left out."""
        return self.in_short or self.without_year


@dataclass(frozen=True)
class _Part:
    """A part in one language: preposition, article, noun, and the noun after the preposition."""

    preposition: str
    article: str
    noun: str
    after_preposition: str = ""


# What stands between a part and its month or year is added by `_of`.
_ENGLISH: Final = {
    "beginning": _Part("at the ", "the ", "beginning"),
    "middle": _Part("in the ", "the ", "middle"),
    "end": _Part("at the ", "the ", "end"),
    "first-half": _Part("in the ", "the ", "first half"),
    "second-half": _Part("in the ", "the ", "second half"),
    "first-quarter": _Part("in the ", "the ", "first quarter"),
    "second-quarter": _Part("in the ", "the ", "second quarter"),
    "third-quarter": _Part("in the ", "the ", "third quarter"),
    "fourth-quarter": _Part("in the ", "the ", "fourth quarter"),
}
_FRENCH: Final = {
    "beginning": _Part("", "", "début"),
    "middle": _Part("à la ", "la ", "mi"),
    "end": _Part("", "", "fin"),
    "first-half": _Part("au ", "le ", "premier semestre"),
    "second-half": _Part("au ", "le ", "second semestre"),
    "first-quarter": _Part("au ", "le ", "premier trimestre"),
    "second-quarter": _Part("au ", "le ", "deuxième trimestre"),
    "third-quarter": _Part("au ", "le ", "troisième trimestre"),
    "fourth-quarter": _Part("au ", "le ", "quatrième trimestre"),
}
_FRENCH_MONTH: Final = _FRENCH | {
    "first-half": _Part("dans la ", "la ", "première moitié"),
    "second-half": _Part("dans la ", "la ", "seconde moitié"),
}
_SPANISH: Final = {
    "beginning": _Part("a ", "", "principios"),
    "middle": _Part("a ", "", "mediados"),
    "end": _Part("a ", "", "finales"),
    "first-half": _Part("en el ", "el ", "primer semestre"),
    "second-half": _Part("en el ", "el ", "segundo semestre"),
    "first-quarter": _Part("en el ", "el ", "primer trimestre"),
    "second-quarter": _Part("en el ", "el ", "segundo trimestre"),
    "third-quarter": _Part("en el ", "el ", "tercer trimestre"),
    "fourth-quarter": _Part("en el ", "el ", "cuarto trimestre"),
}
_SPANISH_MONTH: Final = _SPANISH | {
    "first-half": _Part("en la ", "la ", "primera mitad"),
    "second-half": _Part("en la ", "la ", "segunda mitad"),
}
_RUSSIAN: Final = {
    "beginning": _Part("в ", "", "начало", "начале"),
    "middle": _Part("в ", "", "середина", "середине"),
    "end": _Part("в ", "", "конец", "конце"),
    "first-half": _Part("в ", "", "первое полугодие", "первом полугодии"),
    "second-half": _Part("во ", "", "второе полугодие", "втором полугодии"),
    "first-quarter": _Part("в ", "", "первый квартал", "первом квартале"),
    "second-quarter": _Part("во ", "", "второй квартал", "втором квартале"),
    "third-quarter": _Part("в ", "", "третий квартал", "третьем квартале"),
    "fourth-quarter": _Part("в ", "", "четвертый квартал", "четвертом квартале"),
}
_RUSSIAN_MONTH: Final = _RUSSIAN | {
    "first-half": _Part("в ", "", "первая половина", "первой половине"),
    "second-half": _Part("во ", "", "вторая половина", "второй половине"),
}
_ARABIC: Final = {
    "beginning": _Part("في ", "", "بداية"),
    "middle": _Part("في ", "", "منتصف"),
    "end": _Part("في ", "", "نهاية"),
    "first-half": _Part("في ", "", "النصف الأول من"),
    "second-half": _Part("في ", "", "النصف الثاني من"),
    "first-quarter": _Part("في ", "", "الربع الأول من"),
    "second-quarter": _Part("في ", "", "الربع الثاني من"),
    "third-quarter": _Part("في ", "", "الربع الثالث من"),
    "fourth-quarter": _Part("في ", "", "الربع الرابع من"),
}
_CHINESE: Final = {
    "beginning": _Part("", "", "年初"),
    "middle": _Part("", "", "年中"),
    "end": _Part("", "", "年底"),
    "first-half": _Part("", "", "上半年"),
    "second-half": _Part("", "", "下半年"),
    "first-quarter": _Part("", "", "第一季度"),
    "second-quarter": _Part("", "", "第二季度"),
    "third-quarter": _Part("", "", "第三季度"),
    "fourth-quarter": _Part("", "", "第四季度"),
}
_CHINESE_MONTH: Final = {
    "beginning": _Part("", "", "初"),
    "middle": _Part("", "", "中旬"),
    "end": _Part("", "", "底"),
    "first-half": _Part("", "", "上半月"),
    "second-half": _Part("", "", "下半月"),
}
_YEAR_PARTS: Final = {
    "en": _ENGLISH,
    "fr": _FRENCH,
    "es": _SPANISH,
    "ru": _RUSSIAN,
    "zh": _CHINESE,
    "ar": _ARABIC,
}
_PARTS_OF_MONTH: Final = {
    "en": _ENGLISH,
    "fr": _FRENCH_MONTH,
    "es": _SPANISH_MONTH,
    "ru": _RUSSIAN_MONTH,
    "zh": _CHINESE_MONTH,
    "ar": _ARABIC,
}
_IN: Final = {"en": "in ", "fr": "en ", "es": "en ", "ru": "в ", "zh": "", "ar": "في "}


def word_month(year: int, month: int, part: str | None, language: str) -> Wording:
    """Return the words of a month or a part of one.

    Raises ValueError for a month out of range and for a part that a month does not have.
    """
    if not 1 <= month <= 12:
        raise ValueError(f"there is no month {month}: use 01 to 12")
    if part is None:
        return _whole_month(year, month, language)
    check_choice("part of a month", part, _MONTH_PARTS)
    entry = _PARTS_OF_MONTH[language][part]
    if language == "zh":
        words = f"{month}月{entry.noun}"
        return Wording("", "", f"{year}年{words}", words)
    name = month_name(month, language)
    tail = year_after_month(year, language)
    noun = _of(entry.noun, name, language, in_month=True)
    oblique = _of(entry.after_preposition or entry.noun, name, language, in_month=True)
    return Wording(
        entry.preposition,
        entry.article,
        noun + tail,
        noun,
        in_with=oblique + tail,
        in_short=oblique,
    )


def word_year(year: int, part: str | None, language: str) -> Wording:
    """Return the words of a year or a part of one."""
    if part is None:
        return _whole_year(year, language)
    entry = _YEAR_PARTS[language][part]
    if language == "zh":
        # 2023年初, but on its own 年初: one 年 serves both.
        return Wording("", "", f"{year}年{entry.noun.removeprefix('年')}", entry.noun)
    named = {"ru": f"{year} года", "ar": f"عام {year}"}.get(language, str(year))
    oblique = entry.after_preposition or entry.noun
    return Wording(
        entry.preposition,
        entry.article,
        _of(entry.noun, named, language),
        entry.noun.removesuffix(" من"),
        in_with=_of(oblique, named, language),
        in_short=oblique.removesuffix(" من"),
    )


def _whole_month(year: int, month: int, language: str) -> Wording:
    with_year = month_text(year, month, language)
    without = month_name(month, language, "nom")
    in_with = in_short = ""
    if language == "ru":
        in_with = month_text(year, month, "ru", "prep")
        in_short = month_name(month, "ru", "prep")
    return Wording(_IN[language], "", with_year, without, in_with=in_with, in_short=in_short)


def _whole_year(year: int, language: str) -> Wording:
    named = year_text(year, language)
    in_with = {"ru": f"{year} году", "ar": f"عام {year}"}.get(language, "")
    return Wording(_IN[language], "", named, named, in_with=in_with, in_short=in_with)


def _of(noun: str, period: str, language: str, *, in_month: bool = False) -> str:
    """Return a part joined to its month or year: end of January, fin janvier, mi-2023."""
    if language == "en":
        return f"{noun} of {period}"
    if language == "es":
        return f"{noun} de {period}"
    if language == "fr":
        return _french_of(noun, period, in_month)
    return f"{noun} {period}"


def _french_of(noun: str, period: str, in_month: bool) -> str:
    if noun == "mi":
        return f"mi-{period}"
    if noun in ("début", "fin"):
        return f"{noun} {period}"
    elided = in_month and period[0] in "ao"
    return f"{noun} d'{period}" if elided else f"{noun} de {period}"
