"""Dates read from words: the other way round from what `reportgen.values` prints.

In go words of one of the six languages, out come dates. What a report prints for a date is read as
that date in every form; beyond that a reviewer may use capitals, commas, a no-break space or none,
the day's name, Arabic-Indic digits. Words that are no part of a date make it no date: nothing is
guessed.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from functools import cache

from reportgen.latin import fold_direction_marks
from reportgen.values import format_date

Date = datetime.date

_TOKEN = re.compile(r"\d+|[^\W\d_]+(?:[\u0300-\u036f\u064b-\u0652]|[^\W\d_])*|[-\u2010-\u2015]")
_DASH = re.compile(r"[-\u2010-\u2015]")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_CHINESE_DAY = r"(?:(\d{4})年)?(?:(\d{1,2})月)?(\d{1,2})日?"
_CHINESE = re.compile(r"于?(\d{4})年(\d{1,2})月(\d{1,2})日(?:（[^（）]{1,4}）)?")
_CHINESE_RANGE = re.compile(rf"于?(\d{{4}})年(\d{{1,2}})月(\d{{1,2}})日?[-–—至]{_CHINESE_DAY}日?")
_SILENT = {
    "en": {"on", "the", "of", "st", "nd", "rd", "th"},
    "fr": {"le", "er", "de"},
    "es": {"el", "de", "del", "º"},
    "ru": {"года", "г", "году", "в", "во"},
    "ar": {"في", "يوم", "من", "عام"},
}
"""Words that may stand in a date and say nothing of it."""
_RANGE_WORDS = {
    "en": {"from", "to", "until"},
    "fr": {"du", "au"},
    "es": {"al", "del"},
    "ru": {"с", "со", "по", "гг"},
    "ar": {"إلى", "الفترة", "من"},
}
"""Words that join or open two dates of a range; without one of `_JOINERS` it is none."""
_JOINERS = {"en": {"to", "until"}, "fr": {"au"}, "es": {"al"}, "ru": {"по"}, "ar": {"إلى"}}
_MAX_LENGTH = 120


def read_date(words: str, language: str) -> Date | None:
    """Return the one day that words say; None where they say none, or more than one."""
    text = _plain(words)
    iso = _ISO.fullmatch(text)
    if iso is not None:
        return _date(*map(int, iso.groups()))
    if language == "zh":
        found = _CHINESE.fullmatch(text.replace(" ", ""))
        return _date(*map(int, found.groups())) if found is not None else None
    if language not in _SILENT:
        return None
    tokens = _tokens(text, language, _SILENT[language])
    if tokens is None or [kind for kind, _ in tokens] != ["number", "month", "number"]:
        return None
    (_, day), (_, month), (_, year) = tokens
    return _date(year, month, day)


def read_range(words: str, language: str) -> tuple[Date, Date] | None:
    """Return the first and the last day of a range that words say, None where they say none."""
    text = _plain(words)
    if language == "zh":
        return _chinese_range(text.replace(" ", ""))
    if language not in _SILENT:
        return None
    tokens = _tokens(text, language, _SILENT[language] | _RANGE_WORDS[language])
    is_joined = _DASH.search(text) or _JOINERS[language] & set(_TOKEN.findall(text))
    if tokens is None or not is_joined:
        return None
    kinds = "".join("n" if kind == "number" else "m" for kind, _ in tokens)
    numbers = [value for _, value in tokens]
    match kinds:
        case "nnmn":
            first_day, last_day, month, year = numbers
            if language == "ar" and last_day < first_day:
                first_day, last_day = last_day, first_day
            return _range((year, month, first_day), (year, month, last_day))
        case "nmnmn":
            first_day, first_month, last_day, month, year = numbers
            return _range((year, first_month, first_day), (year, month, last_day))
        case "nmnnmn":
            first_day, first_month, first_year, last_day, month, year = numbers
            return _range((first_year, first_month, first_day), (year, month, last_day))
    return None


def plain_words(words: str) -> str:
    """Return words as they are compared: small letters, plain digits, single spaces."""
    return _plain(words)


def _plain(words: str) -> str:
    text = unicodedata.normalize("NFC", fold_direction_marks(words[:_MAX_LENGTH])).casefold()
    digits = "".join(_digit(each) for each in text)
    return " ".join(digits.split()).strip(" .,;:،؛。，；")


def _digit(character: str) -> str:
    """Return a digit of any script as a European one."""
    if character.isascii() or unicodedata.category(character) != "Nd":
        return character
    return str(unicodedata.digit(character))


def _tokens(text: str, language: str, silent: set[str]) -> list[tuple[str, int]] | None:
    """Return the numbers and months of a text in order, None for one with other words in it."""
    found: list[tuple[str, int]] = []
    months, days = _months(language), _weekdays(language)
    for token in _TOKEN.findall(text):
        if token.isdecimal():
            if len(token) > 4:
                return None
            found.append(("number", int(token)))
        elif token in months:
            found.append(("month", months[token]))
        elif token not in silent and token not in days and not _DASH.fullmatch(token):
            return None
    return found


@cache
def _months(language: str) -> dict[str, int]:
    """Return the number of each month by its names, alone and as they stand in a date."""
    found = {}
    for month in range(1, 13):
        day = Date(2001, month, 15)
        dated = _TOKEN.findall(format_date(day, language, "day-month").casefold())
        named = format_date(day, language, "month").casefold()
        found[named] = month
        found[dated[-1]] = month
    return found


@cache
def _weekdays(language: str) -> frozenset[str]:
    """Return the names of the days of the week, in each case that a date uses."""
    week = [Date(2001, 1, day) for day in range(1, 8)]
    forms = ("weekday-name", "weekday-with-preposition")
    printed = (format_date(day, language, form).casefold() for day in week for form in forms)
    months = _months(language)
    return frozenset(
        token
        for words in printed
        for token in _TOKEN.findall(words)
        if not token.isdecimal() and token not in months
    )


def _chinese_range(text: str) -> tuple[Date, Date] | None:
    found = _CHINESE_RANGE.fullmatch(text)
    if found is None:
        return None
    year, month, day, last_year, last_month, last_day = (
        int(each) if each else 0 for each in found.groups()
    )
    last = (last_year or year, last_month or month, last_day)
    return _range((year, month, day), last)


def _range(first: tuple[int, int, int], last: tuple[int, int, int]) -> tuple[Date, Date] | None:
    start, end = _date(*first), _date(*last)
    return (start, end) if start is not None and end is not None and start <= end else None


def _date(year: int, month: int, day: int) -> Date | None:
    """Return a day, None where the calendar or the outcomes file has none."""
    if not 1900 <= year <= 2200:
        return None
    try:
        return Date(year, month, day)
    except ValueError:
        return None
