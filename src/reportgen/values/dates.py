"""Dates and ranges of dates, worded as the ITU prints them in six languages.

In go dates, out come strings; nothing is read from the clock or a locale. Where CLDR has the ITU's
form (the order of day, month and year, the names) it is followed; the differences (French `1er`,
Russian `года`, every range) are listed in docs/language-rules.md.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Final

from reportgen.values._tables import (
    NBSP,
    check_choice,
    check_language,
    month_name,
    tie,
    weekday_name,
)
from reportgen.values.lists import format_list

Date = datetime.date

DATE_FORMS: Final = (
    "long",
    "text",
    "short-year",
    "with-preposition",
    "ordinal",
    "day-month",
    "month-year",
    "month",
    "year",
    "weekday",
    "weekday-with-preposition",
    "weekday-name",
    "cover-month",
)
RANGE_FORMS: Final = ("cover", "text", "text-preposition")
DATES_FORMS: Final = ("bare", "with-preposition")

_SPACED_EN_DASH: Final = f"{NBSP}– "
_PREPOSITION: Final = {"en": "on ", "fr": "le ", "es": "el ", "ru": "", "zh": "", "ar": "في "}


def format_date(day: Date, language: str, form: str = "long") -> str:
    """Return one date.

    Forms: `long` (2 May 2023; ru with года), `text` (the same, as it stands in running text),
    `short-year` (as long, ru with г.), `with-preposition` (on 2 May 2023, le 2 mai 2023),
    `ordinal` (en 1st September 2021, an off-style form of originals; elsewhere as long),
    `day-month`, `month-year`, `month`, `year`, `weekday` (with the day of the week before, zh in
    brackets after), `weekday-with-preposition`, `weekday-name`, `cover-month` (the month of a
    report's cover: APRIL 2018, Juin 2017).

    Raises ValueError for an unknown language or form.
    """
    check_language(language)
    check_choice("form of a date", form, DATE_FORMS)
    if form == "with-preposition":
        return _PREPOSITION[language] + day_text(day, language)
    if form == "ordinal" and language == "en":
        return f"{day.day}{english_suffix(day.day)} {month_name(day.month, 'en')} {day.year}"
    if form == "short-year":
        return _short_year(day_text(day, language), language)
    if form.startswith("weekday"):
        return _with_weekday(day, language, form)
    return _part_of_date(day, language, form)


def format_range(first: Date, last: Date, language: str, form: str = "cover") -> str:
    """Return the days from `first` to `last`.

    Forms: `cover` (9-11 April 2018), `text` (from 19 to 30 June 2017), `text-preposition` (the
    same as `text` but zh with 于 and ar with في الفترة before it). A range of one day is that
    date: `long` on covers, with its preposition in a text.

    Raises ValueError when `last` is before `first`, or for an unknown language or form.
    """
    check_language(language)
    check_choice("form of a range of dates", form, RANGE_FORMS)
    if last < first:
        raise ValueError(f"a range of dates ends ({last}) before it begins ({first})")
    if form == "cover":
        return _cover_range(first, last, language)
    if first == last:
        words = format_date(first, language, "with-preposition")
        return f"于{words}" if language == "zh" and form == "text-preposition" else words
    words = tie(_text_range(first, last, language), language)
    if form == "text-preposition":
        return {"zh": "于", "ar": "في الفترة "}.get(language, "") + words
    return words


def format_dates(
    days: Sequence[Date], language: str, form: str = "with-preposition", kind: str = "and"
) -> str:
    """Return several separate dates as a list: on 12 March and 1 September 2021.

    Days of one month share month and year (on 2 and 4 May 2023); months of one year share the
    year; otherwise each date is complete. The dates are put in order, each once. Forms: `bare`,
    `with-preposition`; kinds: `and`, `or`.

    Raises ValueError for no dates at all, or for an unknown language, form or kind.
    """
    check_language(language)
    check_choice("form of a list of dates", form, DATES_FORMS)
    days = sorted(set(days))
    if not days:
        raise ValueError("a list of dates needs at least one date")
    with_preposition = form == "with-preposition"
    if len(days) == 1:
        return format_date(days[0], language, "with-preposition" if with_preposition else "long")
    if len({(day.year, day.month) for day in days}) == 1:
        return _days_of_one_month(days, language, with_preposition, kind)
    return _days_of_several_months(days, language, with_preposition, kind)


def format_year_range(first: int, last: int, language: str) -> str:
    """Return a period of years: 2017-2020, ru 2017–2020 гг., ar 2020-2017 (higher number first)."""
    check_language(language)
    if last < first:
        raise ValueError(f"a period of years ends ({last}) before it begins ({first})")
    if first == last:
        return year_text(first, language)
    if language == "ru":
        return f"{first}–{last}{NBSP}гг."
    if language == "ar":
        return f"{last}-{first}"
    return f"{first}-{last}年" if language == "zh" else f"{first}-{last}"


# --- parts that other modules use too --------------------------------------------------------


def day_text(day: Date, language: str, *, with_year: bool = True) -> str:
    """Return a date without preposition, with or without its year."""
    if language == "zh":
        words = f"{day.month}月{day.day}日"
        return f"{day.year}年{words}" if with_year else words
    words = _day_and_month(day, language)
    return words + year_after_month(day.year, language) if with_year else words


def month_text(year: int, month: int, language: str, case: str = "nom") -> str:
    """Return a month with its year: May 2023, mayo de 2023, май 2023 года, 2023年5月."""
    if language == "zh":
        return f"{year}年{month}月"
    return month_name(month, language, case) + year_after_month(year, language)


def year_text(year: int, language: str) -> str:
    """Return a year that stands alone: 2023, ru 2023 год, zh 2023年."""
    return {"ru": f"{year} год", "zh": f"{year}年"}.get(language, str(year))


def year_after_month(year: int, language: str) -> str:
    """Return what follows a month's name to say the year, its space included."""
    return {"es": f" de {year}", "ru": f" {year} года"}.get(language, f" {year}")


def english_suffix(number: int) -> str:
    """Return st, nd, rd or th, as it follows the figure in an English ordinal."""
    if number % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def _day_number(day: Date, language: str) -> str:
    """Return the number of the day; the first of a month is 1er in French."""
    return "1er" if language == "fr" and day.day == 1 else str(day.day)


def _day_and_month(day: Date, language: str) -> str:
    of = " de " if language == "es" else " "
    return _day_number(day, language) + of + month_name(day.month, language)


def _part_of_date(day: Date, language: str, form: str) -> str:
    """Return the forms that leave something out; the whole date for those that do not."""
    if form == "cover-month":
        return _cover_month(day, language)
    if form == "month-year":
        return month_text(day.year, day.month, language)
    if form == "month":
        return month_name(day.month, language, case="nom")
    if form == "year":
        return year_text(day.year, language)
    return day_text(day, language, with_year=form != "day-month")


def _short_year(words: str, language: str) -> str:
    """Return the Russian date with г. in place of года; other languages are left as they are."""
    return words.replace(" года", f"{NBSP}г.") if language == "ru" else words


def _with_weekday(day: Date, language: str, form: str) -> str:
    name = weekday_name(day, language)
    words = day_text(day, language)
    if form == "weekday-name":
        return name
    if language == "zh":
        return f"{words}（{name}）"
    if form == "weekday":
        comma = {"ar": "،", "fr": ""}.get(language, ",")
        return f"{name}{comma} {words}"
    if language == "ru":
        name = weekday_name(day, "ru", case="acc")
        return tie(f"{'во' if name == 'вторник' else 'в'} {name}, {words}", "ru")
    if language == "ar":
        return f"يوم {name} {words}"
    comma = "," if language == "en" else ""
    return f"{_PREPOSITION[language]}{name}{comma} {words}"


def _cover_month(day: Date, language: str) -> str:
    """Return the month of a cover: capitals in en and es, one capital in fr and ru."""
    words = month_text(day.year, day.month, language)
    if language in ("en", "es"):
        return words.upper()
    return words[0].upper() + words[1:] if language in ("fr", "ru") else words


# --- ranges ----------------------------------------------------------------------------------


def _cover_range(first: Date, last: Date, language: str) -> str:
    if first == last:
        return day_text(first, language)
    one_year = first.year == last.year
    if one_year and first.month == last.month:
        return _cover_days(first, last, language)
    left = day_text(first, language, with_year=not one_year)
    right = day_text(last, language)
    if language == "zh":
        # Chinese says the year first, so it is the second date that can do without it.
        left = day_text(first, "zh")
        return f"{left}-{day_text(last, 'zh', with_year=not one_year)}"
    if language in ("es", "ar"):
        return f"{left} - {right}"
    return _short_year(f"{left}{_SPACED_EN_DASH}{right}", language)


def _cover_days(first: Date, last: Date, language: str) -> str:
    """Return a range within one month: the days joined, the month once."""
    if language == "zh":
        return f"{first.year}年{first.month}月{first.day}-{last.day}日"
    if language == "ar":
        # Typed with the higher number first: the reader, from the right, meets the lower one.
        return f"{last.day}-{day_text(first, 'ar')}"
    dash = "–" if language == "ru" else "-"
    return f"{_day_number(first, language)}{dash}{day_text(last, language)}"


def _text_range(first: Date, last: Date, language: str) -> str:
    begin = _range_begin(first, last, language)
    end = day_text(last, language)
    if language == "en":
        return f"from {begin} to {end}"
    if language == "fr":
        return f"du {begin} au {end}"
    if language == "es":
        return f"del {begin} al {end}"
    if language == "ru":
        return f"{'со' if first.day == 2 else 'с'} {begin} по {end}"
    if language == "ar":
        return f"من {begin} إلى {end}"
    return f"{day_text(first, 'zh')}至{_chinese_end(first, last)}"


def _range_begin(first: Date, last: Date, language: str) -> str:
    """Return the first day, without the month and year that the last day says as well."""
    if first.year != last.year:
        return day_text(first, language)
    if first.month != last.month:
        return day_text(first, language, with_year=False)
    return _day_number(first, language)


def _chinese_end(first: Date, last: Date) -> str:
    if (first.year, first.month) == (last.year, last.month):
        return f"{last.day}日"
    return day_text(last, "zh", with_year=first.year != last.year)


# --- several dates ---------------------------------------------------------------------------


def _days_of_one_month(days: Sequence[Date], language: str, preposition: bool, kind: str) -> str:
    if language == "zh":
        items = [day_text(days[0], "zh"), *(f"{day.day}日" for day in days[1:])]
        return format_list(items, "zh", kind)
    numbers = [_day_number(day, language) for day in days[:-1]]
    words = format_list([*numbers, day_text(days[-1], language)], language, kind)
    if not preposition:
        return words
    several = {"fr": "les ", "es": "los días "} if kind == "and" else {}
    return several.get(language, _PREPOSITION[language]) + words


def _days_of_several_months(
    days: Sequence[Date], language: str, preposition: bool, kind: str
) -> str:
    one_year = len({day.year for day in days}) == 1
    first_or_last = 0 if language == "zh" else len(days) - 1
    items = [
        day_text(day, language, with_year=not one_year or place == first_or_last)
        for place, day in enumerate(days)
    ]
    if preposition and language in ("fr", "es"):
        items = [_PREPOSITION[language] + item for item in items]
        return format_list(items, language, kind)
    words = format_list(items, language, kind)
    return _PREPOSITION[language] + words if preposition else words
