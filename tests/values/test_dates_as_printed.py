"""Dates, ranges and ordinals as the ITU prints them, cell by cell."""

from __future__ import annotations

import pytest

from reportgen.values import (
    NBSP,
    format_date,
    format_dates,
    format_meeting,
    format_ordinal,
    format_range,
    format_year_range,
)
from tests.values.support import Printed, day, plain

DOCUMENT_DATES = [
    ("2018-04-13", Printed("en", "13 April 2018", "D")),
    ("2018-04-10", Printed("fr", "10 avril 2018", "D")),
    ("2017-06-05", Printed("es", "5 de junio de 2017", "D")),
    ("2017-06-28", Printed("ru", "28 июня 2017 года", "D")),
    ("2018-03-19", Printed("zh", "2018年3月19日", "D")),
    ("2023-11-29", Printed("ar", "29 نوفمبر 2023", "D")),
]
COVER_RANGES = [
    ("2018-04-09", "2018-04-11", Printed("en", "9-11 April 2018", "D")),
    ("2018-04-09", "2018-04-11", Printed("fr", "9-11 avril 2018", "D")),
    ("2017-05-01", "2017-05-04", Printed("fr", "1er-4 mai 2017", "D")),
    ("2017-05-09", "2017-05-12", Printed("es", "9-12 de mayo de 2017", "D")),
    ("2018-03-19", "2018-03-23", Printed("es", "19-23 de marzo de 2018", "D")),
    ("2017-10-09", "2017-10-20", Printed("ru", "9–20 октября 2017 года", "D")),
    ("2018-11-26", "2018-11-30", Printed("ru", "26–30 ноября 2018 года", "D")),
    ("2018-04-17", "2018-04-27", Printed("zh", "2018年4月17-27日", "D")),
    ("2023-06-19", "2023-06-23", Printed("ar", "23-19 يونيو 2023", "D")),
    ("2018-12-10", "2018-12-14", Printed("ar", "14-10 ديسمبر 2018", "D")),
    ("2018-02-26", "2018-03-02", Printed("en", "26 February – 2 March 2018", "D")),
    ("2018-10-29", "2018-11-16", Printed("fr", "29 octobre – 16 novembre 2018", "D")),
    ("2016-10-25", "2016-11-03", Printed("es", "25 de octubre - 3 de noviembre de 2016", "D")),
    ("2018-10-29", "2018-11-16", Printed("ru", "29 октября – 16 ноября 2018 г.", "D")),
    ("2018-10-29", "2018-11-16", Printed("zh", "2018年10月29日-11月16日", "I")),
    ("2016-10-25", "2016-11-03", Printed("ar", "25 أكتوبر - 3 نوفمبر 2016", "D")),
    ("2021-12-28", "2022-01-03", Printed("en", "28 December 2021 – 3 January 2022", "I")),
    ("2021-12-28", "2022-01-03", Printed("fr", "28 décembre 2021 – 3 janvier 2022", "I")),
    (
        "2021-12-28",
        "2022-01-03",
        Printed("es", "28 de diciembre de 2021 - 3 de enero de 2022", "I"),
    ),
    ("2021-12-28", "2022-01-03", Printed("ru", "28 декабря 2021 г. – 3 января 2022 г.", "I")),
    ("2021-12-28", "2022-01-03", Printed("zh", "2021年12月28日-2022年1月3日", "I")),
    ("2021-12-28", "2022-01-03", Printed("ar", "28 ديسمبر 2021 - 3 يناير 2022", "I")),
]
TEXT_RANGES = [
    ("2017-06-19", "2017-06-30", Printed("en", "from 19 to 30 June 2017", "D")),
    ("2017-05-01", "2017-05-04", Printed("fr", "du 1er au 4 mai 2017", "D")),
    ("2021-11-08", "2021-11-12", Printed("es", "del 8 al 12 de noviembre de 2021", "W")),
    ("2016-09-14", "2016-09-23", Printed("ru", "с 14 по 23 сентября 2016 года", "D")),
    ("2021-11-02", "2021-11-05", Printed("ru", "со 2 по 5 ноября 2021 года", "I")),
    ("2021-11-22", "2021-11-25", Printed("ru", "с 22 по 25 ноября 2021 года", "I")),
    ("2005-10-30", "2005-11-04", Printed("zh", "2005年10月30日至11月4日", "D")),
    ("2017-06-19", "2017-06-30", Printed("zh", "2017年6月19日至30日", "I")),
    ("2021-11-08", "2021-11-12", Printed("ar", "من 8 إلى 12 نوفمبر 2021", "W")),
    ("2018-02-26", "2018-03-02", Printed("en", "from 26 February to 2 March 2018", "I")),
    ("2018-02-26", "2018-03-01", Printed("fr", "du 26 février au 1er mars 2018", "I")),
    ("2018-02-26", "2018-03-02", Printed("es", "del 26 de febrero al 2 de marzo de 2018", "I")),
    ("2018-02-26", "2018-03-02", Printed("ru", "с 26 февраля по 2 марта 2018 года", "I")),
    ("2018-02-26", "2018-03-02", Printed("ar", "من 26 فبراير إلى 2 مارس 2018", "I")),
    ("2021-12-28", "2022-01-03", Printed("en", "from 28 December 2021 to 3 January 2022", "I")),
    ("2021-12-28", "2022-01-03", Printed("zh", "2021年12月28日至2022年1月3日", "I")),
]
TEXT_RANGES_WITH_PREPOSITION = [
    ("2017-06-19", "2017-06-30", Printed("en", "from 19 to 30 June 2017", "D")),
    ("2005-10-30", "2005-11-04", Printed("zh", "于2005年10月30日至11月4日", "D")),
    ("2023-06-19", "2023-06-23", Printed("ar", "في الفترة من 19 إلى 23 يونيو 2023", "D")),
]
DATES_IN_TEXT = [
    ("2023-05-02", Printed("en", "on 2 May 2023", "S")),
    ("2018-04-09", Printed("fr", "le 9 avril 2018", "D")),
    ("2017-05-01", Printed("fr", "le 1er mai 2017", "I")),
    ("2023-05-02", Printed("es", "el 2 de mayo de 2023", "I")),
    ("2023-05-02", Printed("ru", "2 мая 2023 года", "I")),
    ("2023-05-02", Printed("zh", "2023年5月2日", "I")),
    ("2023-05-02", Printed("ar", "في 2 مايو 2023", "I")),
]
OTHER_FORMS = [
    ("2018-04-01", "cover-month", Printed("en", "APRIL 2018", "D")),
    ("2017-06-01", "cover-month", Printed("fr", "Juin 2017", "D")),
    ("2017-06-01", "cover-month", Printed("es", "JUNIO DE 2017", "D")),
    ("2017-06-01", "cover-month", Printed("ru", "Июнь 2017 года", "D")),
    ("2017-06-01", "cover-month", Printed("zh", "2017年6月", "I")),
    ("2019-01-01", "cover-month", Printed("ar", "يناير 2019", "D")),
    ("2023-05-02", "month-year", Printed("en", "May 2023", "I")),
    ("2023-05-02", "month-year", Printed("fr", "mai 2023", "I")),
    ("2023-05-02", "month-year", Printed("es", "mayo de 2023", "I")),
    ("2023-05-02", "month-year", Printed("ru", "май 2023 года", "I")),
    ("2023-05-02", "month-year", Printed("zh", "2023年5月", "I")),
    ("2023-05-02", "month-year", Printed("ar", "مايو 2023", "D")),
    ("2021-09-01", "ordinal", Printed("en", "1st September 2021", "S")),
    ("2021-09-01", "ordinal", Printed("fr", "1er septembre 2021", "I")),
    ("2021-09-22", "ordinal", Printed("en", "22nd September 2021", "I")),
    ("2021-09-12", "ordinal", Printed("en", "12th September 2021", "I")),
    ("2023-05-02", "short-year", Printed("ru", "2 мая 2023 г.", "D")),
    ("2023-05-02", "short-year", Printed("fr", "2 mai 2023", "I")),
    ("2023-05-02", "day-month", Printed("en", "2 May", "I")),
    ("2023-05-01", "day-month", Printed("fr", "1er mai", "I")),
    ("2023-05-02", "day-month", Printed("es", "2 de mayo", "I")),
    ("2023-05-02", "day-month", Printed("ru", "2 мая", "I")),
    ("2023-05-02", "day-month", Printed("zh", "5月2日", "I")),
    ("2023-05-02", "month", Printed("ru", "май", "I")),
    ("2023-05-02", "month", Printed("en", "May", "I")),
    ("2023-05-02", "year", Printed("en", "2023", "I")),
    ("2023-05-02", "year", Printed("ru", "2023 год", "I")),
    ("2023-05-02", "year", Printed("zh", "2023年", "I")),
    ("2014-10-20", "weekday", Printed("zh", "2014年10月20日（星期一）", "W")),
    ("2023-05-02", "weekday", Printed("en", "Tuesday, 2 May 2023", "I")),
    ("2023-05-02", "weekday", Printed("fr", "mardi 2 mai 2023", "I")),
    ("2023-05-02", "weekday", Printed("ru", "вторник, 2 мая 2023 года", "I")),
    ("2023-05-02", "weekday-with-preposition", Printed("en", "on Tuesday, 2 May 2023", "I")),
    ("2023-05-02", "weekday-with-preposition", Printed("fr", "le mardi 2 mai 2023", "I")),
    ("2023-05-02", "weekday-with-preposition", Printed("es", "el martes 2 de mayo de 2023", "I")),
    ("2023-05-02", "weekday-with-preposition", Printed("ru", "во вторник, 2 мая 2023 года", "I")),
    ("2023-05-03", "weekday-with-preposition", Printed("ru", "в среду, 3 мая 2023 года", "I")),
    ("2023-05-02", "weekday-with-preposition", Printed("ar", "يوم الثلاثاء 2 مايو 2023", "I")),
    ("2023-05-02", "weekday-name", Printed("es", "martes", "I")),
]
YEARS = [
    Printed("en", "2017-2020", "D"),
    Printed("fr", "2017-2020", "D"),
    Printed("es", "2017-2020", "D"),
    Printed("ru", "2017–2020 гг.", "D"),
    Printed("zh", "2017-2020年", "I"),
    Printed("ar", "2020-2017", "D"),
]


@pytest.mark.parametrize(("date", "printed"), DOCUMENT_DATES)
def test_the_date_of_a_document_is_as_printed(date: str, printed: Printed) -> None:
    """A document's date has no leading zero, no weekday, and the month in words."""
    assert format_date(day(date), printed.language) == printed.expected
    assert format_date(day(date), printed.language, "text") == printed.expected


@pytest.mark.parametrize(("first", "last", "printed"), COVER_RANGES)
def test_a_range_on_a_cover_is_as_printed(first: str, last: str, printed: Printed) -> None:
    """Each language joins the days of a meeting in its own way; Arabic types the higher first."""
    assert plain(format_range(day(first), day(last), printed.language)) == printed.expected


@pytest.mark.parametrize(("first", "last", "printed"), TEXT_RANGES)
def test_a_range_in_a_text_is_as_printed(first: str, last: str, printed: Printed) -> None:
    """In running text a range has the prepositions of its language."""
    assert plain(format_range(day(first), day(last), printed.language, "text")) == printed.expected


@pytest.mark.parametrize(("first", "last", "printed"), TEXT_RANGES_WITH_PREPOSITION)
def test_chinese_and_arabic_may_open_a_range_with_a_preposition(
    first: str, last: str, printed: Printed
) -> None:
    """Chinese 于 and Arabic في الفترة open a range where the sentence has no word before it."""
    words = format_range(day(first), day(last), printed.language, "text-preposition")
    assert plain(words) == printed.expected


@pytest.mark.parametrize(("date", "printed"), DATES_IN_TEXT)
def test_a_date_in_a_text_has_its_preposition(date: str, printed: Printed) -> None:
    """The preposition belongs to the date, so that a sentence need not know the language."""
    assert format_date(day(date), printed.language, "with-preposition") == printed.expected


@pytest.mark.parametrize(("date", "form", "printed"), OTHER_FORMS)
def test_other_forms_of_a_date(date: str, form: str, printed: Printed) -> None:
    """Months of covers, short years, weekdays and off-style ordinals can be said as well."""
    assert plain(format_date(day(date), printed.language, form)) == printed.expected


@pytest.mark.parametrize("printed", YEARS)
def test_a_study_period_is_as_printed(printed: Printed) -> None:
    """Russian marks a period with гг., Arabic types the higher year first."""
    assert plain(format_year_range(2017, 2020, printed.language)) == printed.expected


@pytest.mark.parametrize(
    ("number", "printed"),
    [
        (23, Printed("en", "23rd Meeting", "D")),
        (23, Printed("fr", "23ème réunion", "D")),
        (1, Printed("fr", "1ère réunion", "I")),
        (22, Printed("es", "22ª reunión", "D")),
        (23, Printed("ru", "23-е собрание", "I")),
        (23, Printed("zh", "第23次会议", "I")),
        (30, Printed("ar", "الاجتماع الثلاثون", "D")),
    ],
)
def test_a_meeting_on_a_cover_is_as_printed(number: int, printed: Printed) -> None:
    """Covers number meetings in figures, Arabic in words."""
    assert format_meeting(number, printed.language) == printed.expected


@pytest.mark.parametrize(
    ("number", "case", "printed"),
    [
        (1, "nom", Printed("en", "first meeting", "D")),
        (10, "nom", Printed("en", "10th meeting", "D")),
        (1, "nom", Printed("fr", "première réunion", "D")),
        (12, "nom", Printed("fr", "12e réunion", "I")),
        (1, "nom", Printed("es", "primera reunión", "D")),
        (1, "prep", Printed("ru", "первом собрании", "D")),
        (69, "gen", Printed("ru", "69-го собрания", "D")),
        (13, "nom", Printed("zh", "第13次会议", "D")),
        (3, "nom", Printed("ar", "الاجتماع الثالث", "D")),
    ],
)
def test_a_meeting_in_a_text_is_as_printed(number: int, case: str, printed: Printed) -> None:
    """In a text ordinals below ten are words; Russian declines number and noun."""
    assert format_meeting(number, printed.language, "text", case=case) == printed.expected


def test_a_russian_ordinal_agrees_with_a_feminine_noun() -> None:
    """2-я Исследовательская комиссия is printed so."""
    assert format_ordinal(2, "ru", gender="feminine") == "2-я"


@pytest.mark.parametrize(
    ("days", "printed"),
    [
        (["2021-03-12", "2021-09-01"], Printed("en", "on 12 March and 1 September 2021", "I")),
        (["2021-03-12", "2021-09-01"], Printed("fr", "le 12 mars et le 1er septembre 2021", "I")),
        (
            ["2021-03-12", "2021-09-01"],
            Printed("es", "el 12 de marzo y el 1 de septiembre de 2021", "I"),
        ),
        (["2021-03-12", "2021-09-01"], Printed("ru", "12 марта и 1 сентября 2021 года", "I")),
        (["2021-03-12", "2021-09-01"], Printed("zh", "2021年3月12日和9月1日", "I")),
        (["2021-03-12", "2021-09-01"], Printed("ar", "في 12 مارس و1 سبتمبر 2021", "I")),
        (["2021-03-01", "2021-03-14"], Printed("en", "on 1 and 14 March 2021", "I")),
        (["2021-03-01", "2021-03-14"], Printed("fr", "les 1er et 14 mars 2021", "I")),
        (["2021-03-01", "2021-03-14"], Printed("es", "los días 1 y 14 de marzo de 2021", "I")),
        (["2021-03-01", "2021-03-14"], Printed("ru", "1 и 14 марта 2021 года", "I")),
        (["2021-03-01", "2021-03-14"], Printed("zh", "2021年3月1日和14日", "I")),
        (["2021-03-01", "2021-03-14"], Printed("ar", "في 1 و14 مارس 2021", "I")),
        (
            ["2020-12-01", "2021-03-12", "2021-09-01"],
            Printed("en", "on 1 December 2020, 12 March 2021 and 1 September 2021", "I"),
        ),
        (["2023-05-02"], Printed("en", "on 2 May 2023", "S")),
    ],
)
def test_several_dates_share_what_they_have_in_common(days: list[str], printed: Printed) -> None:
    """Month and year are said once where all dates share them, otherwise with each date."""
    assert plain(format_dates([day(text) for text in days], printed.language)) == printed.expected


def test_dates_are_listed_in_order_and_each_once() -> None:
    """The list does not depend on the order in which meetings were written down."""
    days = [day("2021-09-01"), day("2021-03-12"), day("2021-09-01")]
    assert format_dates(days, "en", "bare") == "12 March and 1 September 2021"


def test_spanish_lists_days_by_sound() -> None:
    """Eleven begins with o: el 10 u 11 de mayo."""
    days = [day("2023-05-10"), day("2023-05-11")]
    assert format_dates(days, "es", kind="or") == "el 10 u 11 de mayo de 2023"


def test_a_dash_never_opens_a_line() -> None:
    """ITU files have a no-break space before an en dash, and г. stays with its year."""
    words = format_range(day("2018-10-29"), day("2018-11-16"), "ru")
    assert words == f"29 октября{NBSP}– 16 ноября 2018{NBSP}г."


def test_a_russian_word_of_one_letter_never_ends_a_line() -> None:
    """ITU files have a no-break space after и, а, в and their like."""
    words = format_range(day("2016-09-14"), day("2016-09-23"), "ru", "text")
    assert words == f"с{NBSP}14 по 23 сентября 2016 года"


def test_a_range_that_ends_before_it_begins_is_refused() -> None:
    """Two dates in the wrong order are a slip that nobody should have to find in print."""
    with pytest.raises(ValueError, match=r"ends .2023-05-01. before it begins .2023-05-02."):
        format_range(day("2023-05-02"), day("2023-05-01"), "en")
    with pytest.raises(ValueError, match=r"ends .2017. before it begins .2020."):
        format_year_range(2020, 2017, "en")


def test_no_dates_at_all_are_refused() -> None:
    """An empty list of dates would leave a hole in a sentence."""
    with pytest.raises(ValueError, match=r"at least one date"):
        format_dates([], "en")
