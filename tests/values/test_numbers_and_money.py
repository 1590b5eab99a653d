"""Numbers, percentages and amounts of money."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

import pytest

from reportgen.values import (
    NBSP,
    format_money,
    format_number,
    format_number_range,
    format_percent,
)
from tests.values.support import Printed, plain


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        (1300, Printed("en", "1 300", "W")),
        (Decimal("1.5"), Printed("en", "1.5", "D")),
        (Decimal("1.5"), Printed("fr", "1,5", "D")),
        (Decimal("1.5"), Printed("es", "1,5", "D")),
        (Decimal("1.5"), Printed("ru", "1,5", "D")),
        (Decimal("1.5"), Printed("zh", "1.5", "D")),
        (Decimal("1.5"), Printed("ar", "1,5", "I")),
        (Decimal("-1234567.50"), Printed("fr", "-1 234 567,50", "I")),
        (Decimal("1E+3"), Printed("en", "1 000", "I")),
        (0, Printed("ar", "0", "I")),
    ],
)
def test_numbers_have_the_separators_of_the_house(value: int | Decimal, printed: Printed) -> None:
    """Thousands stand apart by a space; the decimal sign is the language's."""
    assert plain(format_number(value, printed.language)) == printed.expected


def test_thousands_never_part_at_the_end_of_a_line() -> None:
    """The space in a number is a no-break space, in every language the same."""
    assert format_number(1300, "en") == f"1{NBSP}300"
    assert format_number(1300, "ar") == f"1{NBSP}300"


@pytest.mark.parametrize("value", [1.5, True, Decimal("NaN"), Decimal("Infinity"), "12"])
def test_what_is_no_exact_number_is_refused(value: object) -> None:
    """A float prints digits that nobody wrote."""
    with pytest.raises(ValueError, match=r"number"):
        format_number(value, "en")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "25%"),
        ("fr", f"25{NBSP}%"),
        ("es", f"25{NBSP}%"),
        ("ru", f"25{NBSP}%"),
        ("zh", "25%"),
        ("ar", "25%"),
    ],
)
def test_percentages(language: str, expected: str) -> None:
    """French, Spanish and Russian have a no-break space before the sign."""
    assert format_percent(25, language) == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [("en", "5-8"), ("fr", "5-8"), ("es", "5-8"), ("ru", "5–8"), ("zh", "5-8"), ("ar", "8-5")],
)
def test_ranges_of_numbers(language: str, expected: str) -> None:
    """A hyphen, in Russian an en dash; Arabic types the higher number first."""
    assert format_number_range(5, 8, language) == expected
    assert format_number_range(5, 5, language) == "5"


def test_a_range_of_numbers_in_the_wrong_order_is_refused() -> None:
    """A slip in the order is not printed."""
    with pytest.raises(ValueError, match=r"ends .5. before it begins .8."):
        format_number_range(8, 5, "en")


@pytest.mark.parametrize(
    ("amount", "per", "form", "printed"),
    [
        (1_500_000, None, "long", Printed("en", "CHF 1.5 million", "W")),
        (100_000, "year", "long", Printed("en", "CHF 100 000 per year", "I")),
        (100_000, "year", "compact", Printed("en", "100k CHF/year", "S")),
        (1_500_000, "month", "compact", Printed("en", "1.5M CHF/month", "I")),
        (950, None, "compact", Printed("en", "950 CHF", "I")),
        (100_000, "year", "long", Printed("fr", "100 000 CHF par an", "I")),
        (100_000, "year", "compact", Printed("fr", "100 000 CHF par an", "I")),
        (1_500_000, None, "long", Printed("fr", "1,5 million CHF", "I")),
        (2_000_000, None, "long", Printed("fr", "2 millions CHF", "I")),
        (100_000, "year", "long", Printed("es", "100 000 CHF al año", "I")),
        (1_500_000, None, "long", Printed("es", "1,5 millones CHF", "I")),
        (1_000_000, None, "long", Printed("es", "1 millón CHF", "I")),
        (100_000, "year", "long", Printed("ru", "100 тыс. швейцарских франков в год", "I")),
        (100_000, None, "figures", Printed("ru", "100 000 швейцарских франков", "I")),
        (1_500_000, None, "long", Printed("ru", "1,5 млн. швейцарских франков", "I")),
        (21, None, "long", Printed("ru", "21 швейцарский франк", "I")),
        (Decimal("1.5"), None, "long", Printed("ru", "1,5 швейцарского франка", "I")),
        (100_000, "year", "long", Printed("zh", "每年10万瑞郎", "I")),
        (1_500_000, None, "long", Printed("zh", "150万瑞郎", "I")),
        (950, None, "long", Printed("zh", "950瑞郎", "I")),
        (100_000, "year", "figures", Printed("zh", "每年100 000瑞郎", "I")),
        (100_000, "year", "long", Printed("ar", "100 000 فرنك سويسري سنوياً", "I")),
        (5, None, "long", Printed("ar", "5 فرنكات سويسرية", "I")),
        (1_500_000, None, "long", Printed("ar", "1,5 مليون فرنك سويسري", "I")),
    ],
)
def test_amounts_of_money(
    amount: int | Decimal,
    per: Literal["year", "month"] | None,
    form: str,
    printed: Printed,
) -> None:
    """Amounts read as each language has them; the compact form is for originals in English."""
    words = format_money(amount, "CHF", printed.language, per=per, form=form)
    assert plain(words) == printed.expected


def test_a_code_stays_with_its_amount() -> None:
    """Between code and number stands a no-break space."""
    assert format_money(100_000, "CHF", "en") == f"CHF{NBSP}100{NBSP}000"


def test_a_currency_without_a_name_keeps_its_code() -> None:
    """Chinese and Arabic have names for the usual currencies only."""
    assert plain(format_money(12, "SEK", "zh")) == "12SEK"
    assert plain(format_money(12, "SEK", "ar")) == "12 SEK"


@pytest.mark.parametrize(
    ("amount", "currency", "message"),
    [(-1, "CHF", "not negative"), (1, "francs", "three letters"), (1, "chf", "three letters")],
)
def test_amounts_that_make_no_sense_are_refused(amount: int, currency: str, message: str) -> None:
    """A currency is said by its code, and an amount is not negative."""
    with pytest.raises(ValueError, match=message):
        format_money(amount, currency, "en")
