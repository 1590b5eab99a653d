"""Dates as exact as they are known."""

import datetime as dt
import re
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, StringConstraints, model_validator

from reportgen.model.words import Frozen, Part

_MONTH = re.compile(r"^\d{4}-\d{2}$")


def _as_when(value: Any) -> Any:
    """Bring the short forms of a vague date (a day, a month, `next-meeting`) into the long one."""
    if value == "next-meeting":
        return {"meeting": "next"}
    if isinstance(value, str):
        return {"month": value} if _MONTH.match(value) else {"date": value}
    if isinstance(value, int) and not isinstance(value, bool):
        return {"year": value}
    return value


class When(Frozen):
    """A date as exact as it is known: a day, days, a month, part of a period, one of several."""

    date: dt.date | None = Field(None, description="An exact day.")
    from_: dt.date | None = Field(None, alias="from", description="The first of several days.")
    to: dt.date | None = Field(None, description="The last of several days.")
    month: Annotated[str, StringConstraints(pattern=r"^\d{4}-(0[1-9]|1[0-2])$")] | None = Field(
        None, description="A month, as 2023-10."
    )
    year: Annotated[int, Field(ge=1900, le=2200)] | None = Field(None, description="A year.")
    part: Part | None = Field(None, description="The part of the month or year that is meant.")
    within: "WhenEntry | None" = Field(None, description="A longer period that the date lies in.")
    any_of: "tuple[WhenEntry, ...]" = Field(
        (), description="Several possibilities, one of which it is."
    )
    meeting: Literal["next"] | None = Field(None, description="The date of the next meeting.")
    note: Literal["to-be-confirmed"] | None = Field(None, description="How sure the date is.")

    @model_validator(mode="after")
    def _names_one_period(self) -> "When":
        named = [
            self.date is not None,
            self.from_ is not None or self.to is not None,
            self.month is not None,
            self.year is not None,
            bool(self.any_of),
            self.meeting is not None,
        ]
        if sum(named) != 1:
            raise ValueError(
                "give exactly one of `date`, `from` and `to`, `month`, `year`, `any_of`"
            )
        if (self.from_ is None) != (self.to is None):
            raise ValueError("`from` and `to` go together")
        if self.from_ is not None and self.to is not None and self.to < self.from_:
            raise ValueError(f"`to` ({self.to}) is before `from` ({self.from_})")
        if self.part is not None and self.month is None and self.year is None:
            raise ValueError("`part` goes with `month` or `year`")
        if self.part is not None and self.month is not None and not self._is_part_of_month():
            raise ValueError(f"a month has no {self.part}: use beginning, middle or end")
        if len(self.any_of) == 1:
            raise ValueError("`any_of` needs at least two possibilities")
        return self

    def _is_part_of_month(self) -> bool:
        return self.part in ("beginning", "middle", "end", "first-half", "second-half")


WhenEntry = Annotated[When, BeforeValidator(_as_when, json_schema_input_type=str | int | When)]


def check_days(date: dt.date | None, first: dt.date | None, last: dt.date | None) -> None:
    """Raise ValueError unless it is one day, or a first and a last in their order."""
    if date is None and (first is None or last is None):
        raise ValueError("give `date`, or `from` and `to`")
    if date is not None and (first is not None or last is not None):
        raise ValueError("give either `date` or `from` and `to`, not both")
    if first is not None and last is not None and last < first:
        raise ValueError(f"`to` ({last}) is before `from` ({first})")
