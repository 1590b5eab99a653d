"""What the modules of `reportgen.values` share: languages, month names, no-break spaces, checks.

Names of months and weekdays come from CLDR (through Babel), which agrees with the ITU there. Only
the *format* names are taken: Babel's *stand-alone* names are an alias in most languages, and the
alias answers with the language that was asked first in the process. Russian, the one language of
the six whose stand-alone month differs, therefore has a table of its own.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection
from functools import cache
from typing import Final

from babel import Locale
from babel.dates import get_day_names, get_month_names

from reportgen.errors import did_you_mean

LANGUAGES: Final = ("en", "fr", "es", "ru", "zh", "ar")
"""The six official languages, by the key used everywhere in reportgen."""

NBSP: Final = "\N{NO-BREAK SPACE}"
"""Stands before a number that belongs to a word, in thousands, and where ITU files have it."""

LOCALES: Final = {
    "en": "en_GB",
    "fr": "fr",
    "es": "es",
    "ru": "ru",
    "zh": "zh_Hans",
    "ar": "ar",
}
"""The CLDR locale of each language; plain `en` would be American."""

CASES: Final = ("nom", "gen", "dat", "acc", "ins", "prep")
"""Grammatical cases (Russian); nominative, genitive, dative, accusative, instrumental,
prepositional."""

PREFIXES: Final = ("li", "bi")
"""Arabic prepositions written as one word with the article: `li` is للـ, `bi` is بالـ."""

GENDERS: Final = ("masculine", "feminine", "neuter")

_RUSSIAN_MONTHS: Final = (
    ("январь", "январе"),
    ("февраль", "феврале"),
    ("март", "марте"),
    ("апрель", "апреле"),
    ("май", "мае"),
    ("июнь", "июне"),
    ("июль", "июле"),
    ("август", "августе"),
    ("сентябрь", "сентябре"),
    ("октябрь", "октябре"),
    ("ноябрь", "ноябре"),
    ("декабрь", "декабре"),
)
_RUSSIAN_WEEKDAYS_ACCUSATIVE: Final = (
    "понедельник",
    "вторник",
    "среду",
    "четверг",
    "пятницу",
    "субботу",
    "воскресенье",
)

# A one-letter Russian word never ends a line (measured in ITU files, also "и" in lists).
_ONE_LETTER_RUSSIAN = re.compile(r"(?<![\w-])([авикосуяАВИКОСУЯ]) (?=\S)")


def check_language(language: str) -> None:
    """Raise ValueError unless `language` is one of the six."""
    check_choice("language", language, LANGUAGES)


def check_choice(what: str, value: str, known: Collection[str]) -> None:
    """Raise ValueError naming the known values (and the nearest) unless `value` is one of them.

    `what` is said in the message: `check_choice("form of a date", "lnog", …)`.
    """
    if value in known:
        return
    hint = did_you_mean(str(value), known)
    text = f'unknown {what} "{value}": use {", ".join(known)}'
    raise ValueError(f"{text} ({hint})" if hint else text)


@cache
def _cldr_months(language: str) -> tuple[str, ...]:
    names = get_month_names("wide", context="format", locale=LOCALES[language])
    return tuple(names[number] for number in range(1, 13))


def month_name(month: int, language: str, case: str = "gen") -> str:
    """Return the name of a month (1 to 12) as it stands after a day.

    `case` matters in Russian only: `gen` мая (the default, as in a date), `nom` май, `prep` мае.
    Chinese gives the number and 月.
    """
    if language == "zh":
        return f"{month}月"
    if language == "ru" and case != "gen":
        nominative, prepositional = _RUSSIAN_MONTHS[month - 1]
        return {"nom": nominative, "prep": prepositional}[case]
    return _cldr_months(language)[month - 1]


@cache
def _cldr_weekdays(language: str) -> tuple[str, ...]:
    names = get_day_names("wide", context="format", locale=LOCALES[language])
    return tuple(names[number] for number in range(7))


def weekday_name(day: datetime.date, language: str, case: str = "nom") -> str:
    """Return the name of the day of the week; `case="acc"` is for Russian after в."""
    if language == "ru" and case == "acc":
        return _RUSSIAN_WEEKDAYS_ACCUSATIVE[day.weekday()]
    return _cldr_weekdays(language)[day.weekday()]


def tie(text: str, language: str) -> str:
    """Return the text with a no-break space after the one-letter words of Russian.

    Only for words of our own: what a user wrote is never passed through here.
    """
    return _ONE_LETTER_RUSSIAN.sub(rf"\1{NBSP}", text) if language == "ru" else text


@cache
def plural_category(count: int, language: str) -> str:
    """Return the CLDR plural category of a whole number: zero, one, two, few, many or other."""
    return Locale.parse(LOCALES[language]).plural_form(count)
