"""Dates that are only partly known, worded with the prepositions and cases of each language.

In goes a date as exact as it is known (`When`), out comes "at the end of January or beginning of
February 2022". The preposition belongs to the phrase, so a sentence never has to know how exact
its date is: "will take place {{ when }}".

A phrase is put together from an `_Phrase` per period, which can leave its year out where a
neighbour says it.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, Protocol

from reportgen.values._periods import PARTS, Wording, word_month, word_year
from reportgen.values._tables import check_choice, check_language, tie
from reportgen.values.dates import day_text, format_date, format_dates, format_range
from reportgen.values.lists import format_list

WHEN_FORMS: Final = ("in", "bare", "period-first")


class When(Protocol):
    """What the functions here need of a date as exact as it is known.

    Exactly one of `date`, `from_` with `to`, `month` ("2023-10"), `year` and `any_of` is given;
    `part` goes with month or year; `within` is a longer period that the date lies in.
    """

    @property
    def date(self) -> datetime.date | None:
        """An exact day."""

    @property
    def from_(self) -> datetime.date | None:
        """The first of several days."""

    @property
    def to(self) -> datetime.date | None:
        """The last of several days."""

    @property
    def month(self) -> str | None:
        """A month, as 2023-10."""

    @property
    def year(self) -> int | None:
        """A year."""

    @property
    def part(self) -> str | None:
        """The part of the month or year that is meant: one of `PARTS`."""

    @property
    def within(self) -> When | None:
        """A longer period."""

    @property
    def any_of(self) -> Sequence[When]:
        """Several possibilities, one of which it is."""


@dataclass(frozen=True)
class _Phrase:
    """The words of one period.

    `year` is the year that `without_year` leaves out; None where nothing can be left out.
    """

    wording: Wording
    year: int | None


def format_when(when: When, language: str, form: str = "in") -> str:
    """Return a date as exact as it is known.

    Forms: `in` (with its preposition: in the second half of 2023; on 2 May 2023; in October, in
    the second half of 2023), `bare` (without: second half of 2023), `period-first` (the longer
    period first, the date after it: the second half of 2023, in October).

    Raises ValueError for an unknown language or form, and for a `when` that does not name exactly
    one period.
    """
    check_language(language)
    check_choice("form of a vague date", form, WHEN_FORMS)
    if when.within is None:
        return tie(_main(when, language, form, with_year=True), language)
    outer = _phrase(when.within, language)
    shared = bool(_years(when)) and all(year == outer.year for year in _years(when))
    if language == "zh":
        return _chinese_within(when, outer, shared)
    if form == "period-first":
        before = outer.wording.article + outer.wording.with_year
        after = _main(when, language, "in", with_year=not shared)
    else:
        before = _main(when, language, form, with_year=not shared)
        after = _one(outer, form)
    comma = "،" if language == "ar" else ","
    return tie(f"{before}{comma} {after}", language)


def _main(when: When, language: str, form: str, *, with_year: bool) -> str:
    """Return the words of a `when` itself, without what it lies within."""
    if when.any_of:
        return _any_of(when, language, form, with_year=with_year)
    return _one(_phrase(when, language), form, with_year=with_year)


def _one(phrase: _Phrase, form: str, *, with_year: bool = True) -> str:
    wording = phrase.wording
    if form == "in":
        return wording.preposition + (wording.in_with_year if with_year else wording.in_without)
    words = wording.with_year if with_year else wording.without_year
    return wording.article + words if form == "period-first" else words


def _any_of(when: When, language: str, form: str, *, with_year: bool) -> str:
    """Return several possibilities; year and preposition are said once where they are the same."""
    if any(one.any_of or one.within for one in when.any_of):
        raise ValueError("the possibilities of any_of are simple: without any_of or within")
    days = [one.date for one in when.any_of if one.date is not None]
    if len(days) == len(when.any_of) and with_year:
        return format_dates(days, language, "with-preposition" if form == "in" else "bare", "or")
    phrases = [_phrase(one, language) for one in when.any_of]
    years = {phrase.year for phrase in phrases}
    once = len(years) == 1 and None not in years
    said_at = 0 if language == "zh" else len(phrases) - 1
    items = [
        _one(phrase, form, with_year=with_year and (not once or place == said_at))
        for place, phrase in enumerate(_merge_openings(phrases, language, form))
    ]
    return format_list(items, language, "or")


def _merge_openings(phrases: list[_Phrase], language: str, form: str) -> list[_Phrase]:
    """Return the phrases, the preposition (or article) kept in the first only if all share it.

    French repeats it ("en octobre ou en novembre"), Spanish where an article belongs to it.
    """
    openings = {
        phrase.wording.preposition if form == "in" else phrase.wording.article for phrase in phrases
    }
    repeated = language == "fr" or (language == "es" and bool(phrases[0].wording.article))
    if repeated or len(openings) > 1:
        return phrases
    silent = [
        replace(phrase, wording=replace(phrase.wording, preposition="", article=""))
        for phrase in phrases[1:]
    ]
    return [phrases[0], *silent]


def _chinese_within(when: When, outer: _Phrase, shared: bool) -> str:
    """Return 2023年下半年（10月）: the longer period first in every form, as Chinese has it."""
    inner = _main(when, "zh", "bare", with_year=not shared)
    return f"{outer.wording.with_year}（{inner}）"


def _years(when: When) -> set[int | None]:
    """Return the years a `when` could leave out; contains None where one cannot be left out."""
    if when.any_of:
        return {year for one in when.any_of for year in _years(one)}
    return {_phrase(when, "en").year}


def _phrase(when: When, language: str) -> _Phrase:
    """Return the words of one simple period."""
    if when.any_of:
        raise ValueError("a longer period is one month or one year (or a part), not any_of")
    _check_one_period(when)
    if when.date is not None:
        return _phrase_of_day(when.date, language)
    if when.from_ is not None and when.to is not None:
        return _phrase_of_range(when.from_, when.to, language)
    if when.month is not None:
        year, month = (int(number) for number in when.month.split("-"))
        return _Phrase(word_month(year, month, when.part, language), year)
    year_alone = when.year or 0  # _check_one_period has seen to it that there is one
    wording = word_year(year_alone, when.part, language)
    return _Phrase(wording, year_alone if when.part else None)


def _check_one_period(when: When) -> None:
    named = (when.date, when.from_, when.month, when.year)
    if sum(value is not None for value in named) != 1 or (when.from_ is None) != (when.to is None):
        raise ValueError("a date needs exactly one of date, from and to, month, year, any_of")
    if when.part is not None:
        check_choice("part of a month or year", when.part, PARTS)
        if when.month is None and when.year is None:
            raise ValueError("a part goes with a month or a year")


def _phrase_of_day(day: datetime.date, language: str) -> _Phrase:
    words = day_text(day, language)
    preposition = format_date(day, language, "with-preposition").removesuffix(words)
    short = day_text(day, language, with_year=False)
    article = preposition if language in ("fr", "es") else ""
    return _Phrase(Wording(preposition, article, words, short), day.year)


def _phrase_of_range(first: datetime.date, last: datetime.date, language: str) -> _Phrase:
    text = format_range(first, last, language, "text")
    bare = format_range(first, last, language, "cover")
    return _Phrase(Wording("", "", bare, bare, in_with=text, in_short=text), None)
