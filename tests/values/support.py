"""What the tests of values share: printed forms with how sure they are, and a bare date type."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal, NamedTuple

from reportgen.values import NBSP

Confidence = Literal["D", "W", "S", "I"]
"""D printed in an ITU document, W on a web page, S in an original report, I inferred."""


class Printed(NamedTuple):
    """One printed form: `language`, the words, and how sure it is that the ITU prints them."""

    language: str
    expected: str
    confidence: Confidence


@dataclass(frozen=True)
class Period:
    """A date as exact as it is known, with the attributes that `format_when` reads."""

    date: datetime.date | None = None
    from_: datetime.date | None = None
    to: datetime.date | None = None
    month: str | None = None
    year: int | None = None
    part: str | None = None
    within: Period | None = None
    any_of: tuple[Period, ...] = ()


def day(text: str) -> datetime.date:
    """Return the date written as 2023-05-02."""
    return datetime.date.fromisoformat(text)


def plain(text: str) -> str:
    """Return the text with no-break spaces as spaces: printed forms were noted down without."""
    return text.replace(NBSP, " ")
