"""Dates as exact as they are known, read from words: a month, the end of a year, a day.

In go words of one of the six languages, out comes what the outcomes file writes for them. Periods
are found among what `reportgen.values` prints for those of the years that the words name, so that
the two cannot differ.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from reportgen.model import When
from reportgen.pipeline.review.dates import plain_words, read_date, read_range
from reportgen.values import PARTS, format_when
from reportgen.values.vague import WHEN_FORMS

_YEAR = re.compile(r"(?<!\d)(?:19|2[01])\d\d(?!\d)")
_MONTH_PARTS = PARTS[:5]


def read_when(words: str, language: str) -> str:
    """Return the period that words say, as the outcomes file writes it; "" where they say none.

    A day is `2023-10-12`, a month `2023-10`, a year `2023`; others are mappings, as
    `{part: end, year: 2023}` and `{from: 2023-10-12, to: 2023-10-13}`.
    """
    day = read_date(words, language)
    if day is not None:
        return day.isoformat()
    days = read_range(words, language)
    if days is not None:
        return f"{{from: {days[0]}, to: {days[1]}}}"
    years = set(_YEAR.findall(plain_words(words)))
    if len(years) != 1:
        return ""
    return _printed(int(years.pop()), language).get(plain_words(words), "")


@lru_cache(maxsize=64)
def _printed(year: int, language: str) -> dict[str, str]:
    """Return the periods of a year by the words that are printed for them."""
    found: dict[str, str] = {}
    for value, when in _periods(year):
        for form in WHEN_FORMS:
            found.setdefault(plain_words(format_when(when, language, form)), value)
    return found


def _periods(year: int) -> Iterator[tuple[str, When]]:
    yield str(year), When.model_validate({"year": year})
    for part in PARTS:
        yield f"{{part: {part}, year: {year}}}", When.model_validate({"year": year, "part": part})
    for month in range(1, 13):
        key = f"{year}-{month:02}"
        yield key, When.model_validate({"month": key})
        for part in _MONTH_PARTS:
            value = f"{{part: {part}, month: {key}}}"
            yield value, When.model_validate({"month": key, "part": part})
