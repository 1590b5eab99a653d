"""Dates that are only partly known, in six languages."""

from __future__ import annotations

import pytest

from reportgen.values import NBSP, format_when
from tests.values.support import Period, day, plain

END_OR_BEGINNING = Period(
    any_of=(Period(part="end", month="2022-01"), Period(part="beginning", month="2022-02"))
)
OCTOBER_WITHIN_HALF = Period(month="2023-10", within=Period(year=2023, part="second-half"))
HALF = Period(year=2023, part="second-half")


@pytest.mark.parametrize(
    ("language", "in_sentence", "bare"),
    [
        (
            "en",
            "at the end of January or beginning of February 2022",
            "end of January or beginning of February 2022",
        ),
        ("fr", "fin janvier ou début février 2022", "fin janvier ou début février 2022"),
        (
            "es",
            "a finales de enero o principios de febrero de 2022",
            "finales de enero o principios de febrero de 2022",
        ),
        (
            "ru",
            "в конце января или начале февраля 2022 года",
            "конец января или начало февраля 2022 года",
        ),
        ("zh", "2022年1月底或2月初", "2022年1月底或2月初"),
        (
            "ar",
            "في نهاية يناير أو بداية فبراير 2022",
            "نهاية يناير أو بداية فبراير 2022",
        ),
    ],
)
def test_one_of_two_periods_says_preposition_and_year_once(
    language: str, in_sentence: str, bare: str
) -> None:
    """The end of one month or the beginning of the next reads as one phrase."""
    assert plain(format_when(END_OR_BEGINNING, language)) == in_sentence
    assert plain(format_when(END_OR_BEGINNING, language, "bare")) == bare


@pytest.mark.parametrize(
    ("language", "in_sentence", "period_first"),
    [
        ("en", "in October, in the second half of 2023", "the second half of 2023, in October"),
        (
            "fr",
            "en octobre, au second semestre de 2023",
            "le second semestre de 2023, en octobre",
        ),
        (
            "es",
            "en octubre, en el segundo semestre de 2023",
            "el segundo semestre de 2023, en octubre",
        ),
        (
            "ru",
            "в октябре, во втором полугодии 2023 года",
            "второе полугодие 2023 года, в октябре",
        ),
        ("zh", "2023年下半年（10月）", "2023年下半年（10月）"),
        (
            "ar",
            "في أكتوبر، في النصف الثاني من عام 2023",
            "النصف الثاني من عام 2023، في أكتوبر",
        ),
    ],
)
def test_a_month_within_a_longer_period(language: str, in_sentence: str, period_first: str) -> None:
    """The longer period says the year; the form period-first is for "scheduled for …"."""
    assert plain(format_when(OCTOBER_WITHIN_HALF, language)) == in_sentence
    assert plain(format_when(OCTOBER_WITHIN_HALF, language, "period-first")) == period_first


def test_a_month_outside_the_year_of_its_period_keeps_its_year() -> None:
    """Leaving a year out is only right where the neighbour says the same one."""
    when = Period(month="2024-01", within=Period(year=2023, part="fourth-quarter"))
    assert format_when(when, "en") == "in January 2024, in the fourth quarter of 2023"


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "in the second half of 2023"),
        ("fr", "au second semestre de 2023"),
        ("es", "en el segundo semestre de 2023"),
        ("ru", "во втором полугодии 2023 года"),
        ("zh", "2023年下半年"),
        ("ar", "في النصف الثاني من عام 2023"),
    ],
)
def test_half_a_year(language: str, expected: str) -> None:
    """Part of a year has the preposition and the case of its language."""
    assert plain(format_when(HALF, language)) == expected


@pytest.mark.parametrize(
    ("part", "english", "french", "russian"),
    [
        ("beginning", "at the beginning of 2023", "début 2023", "в начале 2023 года"),
        ("middle", "in the middle of 2023", "à la mi-2023", "в середине 2023 года"),
        ("end", "at the end of 2023", "fin 2023", "в конце 2023 года"),
        (
            "first-half",
            "in the first half of 2023",
            "au premier semestre de 2023",
            "в первом полугодии 2023 года",
        ),
        (
            "second-quarter",
            "in the second quarter of 2023",
            "au deuxième trimestre de 2023",
            "во втором квартале 2023 года",
        ),
        (
            "third-quarter",
            "in the third quarter of 2023",
            "au troisième trimestre de 2023",
            "в третьем квартале 2023 года",
        ),
    ],
)
def test_parts_of_a_year(part: str, english: str, french: str, russian: str) -> None:
    """Every part of a year can be said."""
    when = Period(year=2023, part=part)
    assert format_when(when, "en") == english
    assert format_when(when, "fr") == french
    assert plain(format_when(when, "ru")) == russian


@pytest.mark.parametrize(
    ("when", "language", "expected"),
    [
        (Period(date=day("2023-05-02")), "en", "on 2 May 2023"),
        (Period(date=day("2023-05-02")), "ar", "في 2 مايو 2023"),
        (Period(month="2023-10"), "en", "in October 2023"),
        (Period(month="2023-10"), "fr", "en octobre 2023"),
        (Period(month="2023-10"), "es", "en octubre de 2023"),
        (Period(month="2023-10"), "ru", "в октябре 2023 года"),
        (Period(month="2023-10"), "zh", "2023年10月"),
        (Period(month="2023-10"), "ar", "في أكتوبر 2023"),
        (Period(year=2023), "ru", "в 2023 году"),
        (Period(year=2023), "ar", "في عام 2023"),
        (
            Period(from_=day("2021-11-08"), to=day("2021-11-12")),
            "en",
            "from 8 to 12 November 2021",
        ),
        (Period(month="2023-04", part="second-half"), "fr", "dans la seconde moitié d'avril 2023"),
        (Period(month="2023-05", part="middle"), "es", "a mediados de mayo de 2023"),
        (Period(year=2023, part="beginning"), "zh", "2023年初"),
    ],
)
def test_simple_periods(when: Period, language: str, expected: str) -> None:
    """Exact days, ranges, months and years are said with their prepositions."""
    assert plain(format_when(when, language)) == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "in September or October 2023"),
        ("fr", "en septembre ou en octobre 2023"),
        ("es", "en septiembre u octubre de 2023"),
        ("ru", "в сентябре или октябре 2023 года"),
        ("zh", "2023年9月或10月"),
        ("ar", "في سبتمبر أو أكتوبر 2023"),
    ],
)
def test_one_of_two_months(language: str, expected: str) -> None:
    """French says its preposition again, Spanish changes o to u before octubre."""
    when = Period(any_of=(Period(month="2023-09"), Period(month="2023-10")))
    assert plain(format_when(when, language)) == expected


def test_periods_of_two_years_say_both() -> None:
    """A turn of the year needs both years."""
    when = Period(
        any_of=(Period(part="end", month="2021-12"), Period(part="beginning", month="2022-01"))
    )
    assert format_when(when, "en") == "at the end of December 2021 or beginning of January 2022"
    assert format_when(when, "zh") == "2021年12月底或2022年1月初"


def test_different_prepositions_are_all_said() -> None:
    """A day or the middle of a month: each has its own preposition."""
    when = Period(any_of=(Period(date=day("2023-05-01")), Period(part="middle", month="2023-05")))
    assert format_when(when, "en") == "on 1 May or in the middle of May 2023"
    assert format_when(when, "en", "bare") == "1 May or middle of May 2023"


def test_one_of_several_days_shares_the_month() -> None:
    """Days of one month are listed as days."""
    when = Period(any_of=(Period(date=day("2023-05-02")), Period(date=day("2023-05-09"))))
    assert format_when(when, "en") == "on 2 or 9 May 2023"
    assert format_when(when, "es") == "el 2 o 9 de mayo de 2023"


def test_a_russian_preposition_of_one_letter_stays_with_its_word() -> None:
    """В before a month does not end a line."""
    assert format_when(Period(month="2023-10"), "ru") == f"в{NBSP}октябре 2023 года"


@pytest.mark.parametrize(
    ("when", "message"),
    [
        (Period(), "exactly one of"),
        (Period(month="2023-10", year=2023), "exactly one of"),
        (Period(from_=day("2023-05-02")), "exactly one of"),
        (Period(month="2023-13"), "no month 13"),
        (Period(year=2023, part="last-half"), 'unknown part .* "last-half"'),
        (Period(month="2023-10", part="first-quarter"), 'unknown part of a month "first-quarter"'),
        (Period(date=day("2023-05-02"), part="end"), "goes with a month or a year"),
        (Period(any_of=(END_OR_BEGINNING, HALF)), "simple"),
        (Period(month="2023-10", within=END_OR_BEGINNING), "longer period"),
    ],
)
def test_a_date_that_makes_no_sense_is_refused(when: Period, message: str) -> None:
    """What cannot be said is refused with words, not printed in part."""
    with pytest.raises(ValueError, match=message):
        format_when(when, "en")
