"""docs/language-rules.md says what CLDR and the house print: both are asked here."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from babel.dates import format_date as cldr_date
from babel.dates import format_interval, format_skeleton
from babel.lists import format_list as cldr_list
from babel.numbers import format_currency, format_decimal, get_currency_name

from reportgen.values import (
    format_date,
    format_list,
    format_money,
    format_number,
    format_range,
    quote,
)
from reportgen.values._tables import LOCALES

PAGE = Path(__file__).parents[2] / "docs" / "language-rules.md"
ROW = re.compile(r"^\| ([^|`]+) \| (\w\w) \| `([^`]+)` \| `([^`]+)` \| ([DWSI]) \|$", re.MULTILINE)

APRIL = (date(2018, 4, 9), date(2018, 4, 11))
TURN = (date(2018, 2, 26), date(2018, 3, 2))

Asked = tuple[Callable[[str], str], Callable[[str], str]]
VALUES: dict[str, Asked] = {
    "first of a month": (
        lambda language: cldr_date(date(2017, 5, 1), "long", LOCALES[language]),
        lambda language: format_date(date(2017, 5, 1), language),
    ),
    "date": (
        lambda language: cldr_date(date(2017, 6, 28), "long", LOCALES[language]),
        lambda language: format_date(date(2017, 6, 28), language),
    ),
    "month and year": (
        lambda language: format_skeleton("yMMMM", date(2017, 6, 1), locale=LOCALES[language]),
        lambda language: format_date(date(2017, 6, 1), language, "month-year"),
    ),
    "date with weekday": (
        lambda language: cldr_date(date(2014, 10, 20), "full", LOCALES[language]),
        lambda language: format_date(date(2014, 10, 20), language, "weekday"),
    ),
    "days of one month": (
        lambda language: format_interval(*APRIL, "yMMMMd", locale=LOCALES[language]),
        lambda language: format_range(*APRIL, language),
    ),
    "days of two months": (
        lambda language: format_interval(*TURN, "yMMMMd", locale=LOCALES[language]),
        lambda language: format_range(*TURN, language),
    ),
    "decimal sign": (
        lambda language: format_decimal(Decimal("1.5"), locale=LOCALES[language]),
        lambda language: format_number(Decimal("1.5"), language),
    ),
    "money": (
        lambda language: format_currency(100_000, "CHF", locale=LOCALES[language]),
        lambda language: format_money(100_000, "CHF", language, form="figures"),
    ),
    "name of the Swiss franc": (
        lambda language: get_currency_name("CHF", locale=LOCALES[language]),
        lambda language: format_money(1, "CHF", language).removeprefix("1"),
    ),
    "list before the sound i": (
        lambda language: cldr_list(["a", "Internet"], locale=LOCALES[language]),
        lambda language: format_list(["a", "Internet"], language),
    ),
    "list before the sound o": (
        lambda language: cldr_list(["a", "octubre"], style="or", locale=LOCALES[language]),
        lambda language: format_list(["a", "octubre"], language, "or"),
    ),
}


def spaced(words: str) -> str:
    """Return words with every kind of space as a plain one, and without direction marks."""
    return re.sub(r"[\u200e\u200f]", "", re.sub(r"[\u00a0\u202f\u2009]", " ", words))


def rows() -> Iterator[tuple[str, str, str, str]]:
    """Return value, language, CLDR's form and the house's for every row of the table."""
    for match in ROW.finditer(PAGE.read_text(encoding="utf-8")):
        value, language, cldr, house, _ = match.groups()
        yield value, language, cldr, house


@pytest.mark.parametrize(("value", "language", "cldr", "house"), list(rows()))
def test_a_difference_is_as_the_page_says(value: str, language: str, cldr: str, house: str) -> None:
    """A new Babel that agrees with the ITU, or a changed table, shows here."""
    if value == "quotation":  # Babel does not carry CLDR's quotation marks
        assert quote("x", language) == house
        return
    if value == "thousands":
        number = int(re.sub(r"\D", "", house))
        assert spaced(format_decimal(number, locale=LOCALES[language])) == cldr
        assert spaced(format_number(number, language)) == house
        return
    by_cldr, by_house = VALUES[value]
    assert spaced(by_cldr(language)) == cldr
    assert spaced(by_house(language)) == house


def test_every_kind_of_difference_has_a_row() -> None:
    """The page forgets none of the values that are asked here."""
    named = {value for value, *_ in rows()}
    assert named == {*VALUES, "thousands", "quotation"}
