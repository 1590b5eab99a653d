"""Numbers with the ITU's separators.

Thousands stand apart by a no-break space in all six languages (CLDR has a comma in en, zh and ar, a
point in es, a narrow space in fr); the decimal sign is a point in en and zh, a comma elsewhere (so
also in ar, where CLDR has a point). Digits are European everywhere.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from reportgen.values._tables import NBSP, check_language

_DECIMAL_COMMA: Final = frozenset({"fr", "es", "ru", "ar"})
_SPACE_BEFORE_PERCENT: Final = frozenset({"fr", "es", "ru"})


def format_number(value: int | Decimal, language: str) -> str:
    """Return a number: 1 300, 1.5 (fr 1,5). A Decimal keeps the digits it was written with.

    Raises ValueError for anything else than a finite int or Decimal: a float would print digits
    that nobody wrote.
    """
    check_language(language)
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise ValueError(f"a number is an int or a Decimal, not {type(value).__name__}")
    if isinstance(value, Decimal) and not value.is_finite():
        raise ValueError(f"cannot print {value} as a number")
    # copy_abs, since abs() would round to the precision of the context.
    whole, _, fraction = f"{Decimal(value).copy_abs():f}".partition(".")
    grouped = f"{int(whole):,}".replace(",", NBSP)
    sign = "-" if value < 0 else ""
    if not fraction:
        return sign + grouped
    return f"{sign}{grouped}{',' if language in _DECIMAL_COMMA else '.'}{fraction}"


def format_percent(value: int | Decimal, language: str) -> str:
    """Return a percentage: 25%, in fr, es and ru 25 % with a no-break space.

    `value` is the number before the sign (25, not 0.25).
    """
    space = NBSP if language in _SPACE_BEFORE_PERCENT else ""
    return f"{format_number(value, language)}{space}%"


def format_number_range(first: int, last: int, language: str) -> str:
    """Return numbers from `first` to `last`: 5-8, ru 5–8, ar 8-5 (typed higher number first).

    Raises ValueError when `last` is below `first`.
    """
    if last < first:
        raise ValueError(f"a range ends ({last}) before it begins ({first})")
    low, high = format_number(first, language), format_number(last, language)
    if first == last:
        return low
    if language == "ar":
        return f"{high}-{low}"
    return f"{low}–{high}" if language == "ru" else f"{low}-{high}"
