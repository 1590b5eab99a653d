"""Amounts of money: CHF 100 000 per year, 100 000 CHF par an, 每年10万瑞郎.

CLDR's patterns agree with the ITU in no language (no space after the code, two decimals, other
thousands), so the patterns are the house's. Names of currencies: Russian from CLDR, which has the
cases; Chinese and Arabic from the table here, which has the ITU's short forms.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Final, Literal

from babel.numbers import get_currency_name

from reportgen.values._tables import NBSP, check_choice, check_language, plural_category
from reportgen.values.numbers import format_number

MONEY_FORMS: Final = ("long", "figures", "compact")
PERIODS: Final = ("year", "month")

_MILLION: Final = 1_000_000
_PER: Final = {
    "en": {"year": " per year", "month": " per month"},
    "fr": {"year": " par an", "month": " par mois"},
    "es": {"year": " al año", "month": " al mes"},
    "ru": {"year": f" в{NBSP}год", "month": f" в{NBSP}месяц"},
    "ar": {"year": " سنوياً", "month": " شهرياً"},
}
_CHINESE_PER: Final = {"year": "每年", "month": "每月"}
_CHINESE_CURRENCIES: Final = {"CHF": "瑞郎", "USD": "美元", "EUR": "欧元"}
# Singular, plural of 3 to 10, accusative of 11 to 99.
_ARABIC_CURRENCIES: Final = {
    "CHF": ("فرنك سويسري", "فرنكات سويسرية", "فرنكاً سويسرياً"),
    "USD": ("دولار أمريكي", "دولارات أمريكية", "دولاراً أمريكياً"),
    "EUR": ("يورو", "يورو", "يورو"),
}


def format_money(
    amount: int | Decimal,
    currency: str,
    language: str,
    *,
    per: Literal["year", "month"] | None = None,
    form: str = "long",
) -> str:
    """Return an amount of a currency (ISO 4217 code), per year or month where it recurs.

    Forms: `long` (round millions in words: CHF 1.5 million; ru also тыс., zh 万), `figures` (every
    digit), `compact` (en 100k CHF/year, an off-style form of originals; elsewhere as `long`).

    Raises ValueError for a code that is not three capital letters, for a negative amount, or for
    an unknown argument.
    """
    check_language(language)
    check_choice("form of an amount of money", form, MONEY_FORMS)
    if per is not None:
        check_choice("period of an amount of money", per, PERIODS)
    if not (len(currency) == 3 and currency.isascii() and currency.isupper()):
        raise ValueError(f'"{currency}" is not a currency: use its code of three letters, as CHF')
    if amount < 0:
        raise ValueError(f"an amount of money is not negative: {amount}")
    if language == "zh":
        return _CHINESE_PER.get(per or "", "") + _chinese(amount, currency, form)
    if language == "en" and form == "compact":
        return _compact(amount, currency) + (f"/{per}" if per else "")
    words = _amount(amount, currency, language, in_words=form != "figures")
    return words + (_PER[language][per] if per else "")


def _amount(amount: int | Decimal, currency: str, language: str, *, in_words: bool) -> str:
    """Return amount and currency, round millions (in Russian thousands too) as a word."""
    number, unit = _split(amount, language) if in_words else (amount, "")
    figures = format_number(number, language)
    if language == "en":
        return f"{currency}{NBSP}{figures}{' ' + unit if unit else ''}"
    if unit:
        figures = f"{figures}{NBSP}{unit}"
    if language == "ru":
        return f"{figures} {_russian_currency(number, currency, unit)}"
    if language == "ar":
        return f"{figures} {_arabic_currency(number, currency, unit)}"
    return f"{figures} {currency}" if unit else f"{figures}{NBSP}{currency}"


def _split(amount: int | Decimal, language: str) -> tuple[int | Decimal, str]:
    """Return the number to print and the word for millions after it, "" where it is not round."""
    if amount >= _MILLION and amount % 10_000 == 0:
        millions = _shortest(Decimal(amount) / _MILLION)
        return millions, _million(millions, language)
    if language == "ru" and amount >= 1_000 and amount % 1_000 == 0 and amount < _MILLION:
        return _shortest(Decimal(amount) / 1_000), "тыс."
    return amount, ""


def _million(millions: int | Decimal, language: str) -> str:
    if language == "fr":
        return "million" if millions < 2 else "millions"
    if language == "es":
        return "millón" if millions == 1 else "millones"
    return {"ru": "млн.", "ar": "مليون"}.get(language, "million")


def _shortest(number: Decimal) -> int | Decimal:
    """Return a whole number as int, otherwise the number without zeros at its end."""
    return int(number) if number == number.to_integral_value() else number.normalize()


def _russian_currency(number: int | Decimal, currency: str, unit: str) -> str:
    """Return the currency in the case the number asks for; after тыс. and млн. genitive plural."""
    if unit:
        return get_currency_name(currency, count=5, locale="ru")
    count = number if isinstance(number, int) else Decimal("1.5")
    return get_currency_name(currency, count=count, locale="ru")


def _arabic_currency(number: int | Decimal, currency: str, unit: str) -> str:
    if currency not in _ARABIC_CURRENCIES:
        return currency
    singular, few, many = _ARABIC_CURRENCIES[currency]
    if unit or not isinstance(number, int):
        return singular
    return {"few": few, "many": many}.get(plural_category(number, "ar"), singular)


def _chinese(amount: int | Decimal, currency: str, form: str) -> str:
    name = _CHINESE_CURRENCIES.get(currency, currency)
    if form != "figures" and amount >= 10_000 and amount % 1_000 == 0:
        return f"{format_number(_shortest(Decimal(amount) / 10_000), 'zh')}万{name}"
    return format_number(amount, "zh") + name


def _compact(amount: int | Decimal, currency: str) -> str:
    for size, letter in ((_MILLION, "M"), (1_000, "k")):
        if amount >= size and amount % (size // 10) == 0:
            number = _shortest(Decimal(amount) / size)
            return f"{format_number(number, 'en')}{letter}{NBSP}{currency}"
    return f"{format_number(amount, 'en')}{NBSP}{currency}"
