"""What holds for every date, number and list, in all six languages."""

from __future__ import annotations

import datetime
import inspect
import re
from collections import Counter
from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen import values
from reportgen.values import (
    FORMS,
    LANGUAGES,
    NBSP,
    PARTS,
    format_chair,
    format_date,
    format_dates,
    format_document_symbol,
    format_list,
    format_meeting,
    format_money,
    format_number,
    format_ordinal,
    format_person,
    format_question,
    format_range,
    format_resolution,
    format_study_group,
    format_times,
    format_when,
)
from reportgen.values.dates import DATE_FORMS, RANGE_FORMS
from reportgen.values.vague import WHEN_FORMS
from tests.values.support import Period

MAY = datetime.date(2023, 5, 2)

languages = st.sampled_from(LANGUAGES)
days = st.dates(datetime.date(1990, 1, 1), datetime.date(2099, 12, 31))
years = st.integers(1990, 2099)
months = st.builds("{:04}-{:02}".format, years, st.integers(1, 12))
ranges = st.lists(days, min_size=2, max_size=2).map(sorted)
simple_periods = st.one_of(
    st.builds(Period, date=days),
    ranges.map(lambda pair: Period(from_=pair[0], to=pair[1])),
    st.builds(Period, month=months, part=st.sampled_from((None, *PARTS[:5]))),
    st.builds(Period, year=years, part=st.sampled_from((None, *PARTS))),
)
periods = st.one_of(
    simple_periods,
    st.builds(Period, any_of=st.lists(simple_periods, min_size=2, max_size=3).map(tuple)),
    st.builds(Period, month=months, within=simple_periods),
)


def sound(words: str) -> bool:
    """Return whether a phrase has no gap, no double space and only European digits."""
    spaces = re.search(rf"[ {NBSP}]{{2}}", words)
    digits = all(letter in "0123456789" for letter in words if letter.isdigit())
    return bool(words) and words == words.strip() and spaces is None and digits


def numbers(words: str) -> Counter[int]:
    """Return the numbers in a phrase, each as often as it stands there."""
    return Counter(int(found) for found in re.findall(r"\d+", words))


@given(days, languages, st.sampled_from(DATE_FORMS))
def test_every_form_of_every_date_is_sound(day: datetime.date, language: str, form: str) -> None:
    """No double spaces, no gaps, European digits also in Arabic."""
    assert sound(format_date(day, language, form))


@given(days)
def test_a_date_has_the_same_digits_in_all_languages(day: datetime.date) -> None:
    """Day and year are the same numbers everywhere; Chinese adds the month's."""
    expected = Counter((day.day, day.year))
    for language in LANGUAGES:
        month = Counter((day.month,)) if language == "zh" else Counter()
        assert numbers(format_date(day, language)) == expected + month


@given(days, languages, st.sampled_from(RANGE_FORMS))
def test_a_range_of_one_day_is_that_date(day: datetime.date, language: str, form: str) -> None:
    """A meeting of one day is not printed as a range."""
    expected = format_date(day, language, "long" if form == "cover" else "with-preposition")
    assert format_range(day, day, language, form).removeprefix("于") == expected


@given(ranges, languages, st.sampled_from(RANGE_FORMS))
def test_a_range_names_both_its_days(pair: list[datetime.date], language: str, form: str) -> None:
    """First and last day stand in every range, with the year."""
    words = format_range(pair[0], pair[1], language, form)
    assert sound(words)
    assert {pair[0].day, pair[1].day, pair[1].year} <= set(numbers(words))


@given(st.lists(days, min_size=1, max_size=5), languages)
def test_a_list_of_dates_names_every_day_and_year(
    dates: list[datetime.date], language: str
) -> None:
    """Sharing a month or a year loses neither."""
    words = format_dates(dates, language)
    assert sound(words)
    assert {day.day for day in dates} | {day.year for day in dates} <= set(numbers(words))


@given(periods, languages, st.sampled_from(WHEN_FORMS))
def test_every_vague_date_can_be_said(when: Period, language: str, form: str) -> None:
    """Whatever the outcomes file accepts reads as a sound phrase in every language."""
    assert sound(format_when(when, language, form))


@given(simple_periods.filter(lambda when: when.date is None), languages)
def test_a_vague_date_names_its_year(when: Period, language: str) -> None:
    """The year is never lost when a phrase stands alone."""
    last = when.to or datetime.date(int((when.month or "0")[:4]) or when.year or 1, 1, 1)
    assert last.year in numbers(format_when(when, language))


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-10**12, max_value=10**12,
                   places=3), languages)  # fmt: skip
def test_a_number_can_be_read_back(value: Decimal, language: str) -> None:
    """Nothing but separators is added to the digits."""
    words = format_number(value, language).replace(NBSP, "")
    comma = "," if language in ("fr", "es", "ru", "ar") else "."
    assert Decimal(words.replace(comma, ".")) == value


@given(st.integers(0, 10**9), st.sampled_from(["CHF", "USD", "EUR", "SEK"]), languages,
       st.sampled_from(["long", "figures", "compact"]))  # fmt: skip
def test_every_amount_is_sound(amount: int, currency: str, language: str, form: str) -> None:
    """Amounts of any size can be said."""
    assert sound(format_money(amount, currency, language, per="year", form=form))


@given(st.integers(1, 500), languages)
def test_every_ordinal_and_number_of_times_is_sound(number: int, language: str) -> None:
    """There is no meeting whose number cannot be said."""
    assert sound(format_ordinal(number, language, form="text"))
    assert sound(format_ordinal(number, language))
    assert sound(format_times(number, language))


@given(st.lists(st.text(st.characters(categories=["L"]), min_size=1), min_size=1), languages)
def test_a_list_keeps_its_items_in_order(items: list[str], language: str) -> None:
    """Joining words adds only what stands between."""
    words = format_list(items, language)
    place = 0
    for item in items:
        place = words.index(item, place) + len(item)


CALLS: dict[str, Callable[[str, str], str]] = {
    "format_chair": lambda language, form: format_chair("Chair", "ISCG", language, form),
    "format_date": lambda language, form: format_date(MAY, language, form),
    "format_dates": lambda language, form: format_dates([MAY], language, form),
    "format_document_symbol": lambda language, form: format_document_symbol("C1", language, form),
    "format_list": lambda language, form: format_list(["a", "b"], language, form),
    "format_meeting": lambda language, form: format_meeting(3, language, form),
    "format_money": lambda language, form: format_money(1, "CHF", language, form=form),
    "format_ordinal": lambda language, form: format_ordinal(3, language, form=form),
    "format_person": lambda language, form: format_person("A", "ms", "B", None, language, form),
    "format_question": lambda language, form: format_question(7, 1, language, form),
    "format_range": lambda language, form: format_range(MAY, MAY, language, form),
    "format_resolution": lambda language, form: format_resolution(
        9, language, body={"acronym": "X"}, form=form
    ),
    "format_study_group": lambda language, form: format_study_group("X", 1, language, form),
    "format_when": lambda language, form: format_when(Period(year=2023), language, form),
}


def test_every_function_with_forms_lists_them() -> None:
    """A checker of expressions can look up the forms of whatever takes one."""
    exported = (getattr(values, name) for name in values.__all__)
    with_form = {
        function.__name__
        for function in exported
        if inspect.isfunction(function)
        and {"form", "kind"} & set(inspect.signature(function).parameters)
    }
    without_list = {"amendment_lines", "format_amendment", "with_amendment"}
    assert with_form - without_list == {function.__name__ for function in FORMS}
    assert set(CALLS) == {function.__name__ for function in FORMS}


@pytest.mark.parametrize("function", FORMS, ids=lambda function: function.__name__)
def test_every_listed_form_works_in_every_language(function: Callable[..., str]) -> None:
    """No form is missing in a language: one that a language lacks is answered by its usual one."""
    for language in LANGUAGES:
        for form in FORMS[function]:
            assert sound(CALLS[function.__name__](language, form))


@pytest.mark.parametrize("function", FORMS, ids=lambda function: function.__name__)
def test_an_unknown_form_or_language_is_refused_by_every_function(
    function: Callable[..., str],
) -> None:
    """The message lists what there is."""
    known = ", ".join(FORMS[function])
    with pytest.raises(ValueError, match=f'unknown .*"fancy": use {known}'):
        CALLS[function.__name__]("en", "fancy")
    with pytest.raises(ValueError, match='unknown language "de"'):
        CALLS[function.__name__]("de", FORMS[function][0])


@pytest.mark.parametrize("language", ["", "EN", "de", "en_GB"])
def test_an_unknown_language_is_refused(language: str) -> None:
    """Languages are the six, by their small-letter keys."""
    with pytest.raises(ValueError, match=r"unknown language"):
        format_date(datetime.date(2023, 5, 2), language)


def test_a_misspelt_form_of_a_date_gets_a_hint() -> None:
    """Whoever wrote the expression is told the nearest form."""
    with pytest.raises(
        ValueError, match=r'unknown form of a date "month-yaer".*did you mean "month-year"'
    ):
        format_date(datetime.date(2023, 5, 2), "en", "month-yaer")
