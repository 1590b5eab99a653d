"""What a report prints for a date or a period is read as that date or period, in six languages."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.pipeline.review.dates import read_date, read_range
from reportgen.pipeline.review.periods import read_when
from reportgen.values import LANGUAGES, format_date, format_range

FORMS = ["long", "text", "short-year", "with-preposition", "ordinal", "weekday"]
days = st.dates(datetime.date(1950, 1, 1), datetime.date(2150, 1, 1))


@given(days, st.sampled_from(LANGUAGES), st.sampled_from(FORMS))
def test_printed_date_is_read(day: datetime.date, language: str, form: str) -> None:
    """Whatever is printed for a day is read as that day."""
    assert read_date(format_date(day, language, form), language) == day


@given(
    days,
    st.integers(1, 800),
    st.sampled_from(LANGUAGES),
    st.sampled_from(["cover", "text", "text-preposition"]),
)
def test_printed_range_is_read(day: datetime.date, length: int, language: str, form: str) -> None:
    """Whatever is printed for several days is read as the first and the last."""
    last = day + datetime.timedelta(length)
    assert read_range(format_range(day, last, language, form), language) == (day, last)


@pytest.mark.parametrize(
    "words", ["2 and 4 May 2023", "31 February 2023", "May 2023", "2 May 2023 in Geneva", "", "2/5"]
)
def test_what_is_no_date_is_none(words: str) -> None:
    """Nothing is guessed."""
    assert read_date(words, "en") is None


def test_periods_are_written_as_the_outcomes_file_does() -> None:
    """A month, a part of a year, several days."""
    assert read_when("in October 2023", "en") == "2023-10"
    assert read_when("fin 2023", "fr") == "{part: end, year: 2023}"
    assert read_when("from 2 to 4 May 2023", "en") == "{from: 2023-05-02, to: 2023-05-04}"
