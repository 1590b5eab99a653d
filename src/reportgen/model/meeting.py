"""The whole of the file: the meeting, and who and what is named."""

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from reportgen.model.contents import Content
from reportgen.model.dates import WhenEntry, check_days
from reportgen.model.outcomes import Outcome
from reportgen.model.reports import ReportSettings
from reportgen.model.words import (
    AddresseeKey,
    BodyKey,
    Cell,
    Frozen,
    Id,
    LanguageKey,
    MessageKey,
    Mode,
    PlaceKey,
    Text,
    TitleKey,
)


class MeetingFacts(Frozen):
    """Which meeting it was."""

    body: BodyKey = Field(description="The body that met.")
    symbol: Text = Field(description="The meeting's symbol, as ISCG/23-1.")
    date: dt.date | None = Field(None, description="The day of the meeting.")
    from_: dt.date | None = Field(None, alias="from", description="Its first day, if several.")
    to: dt.date | None = Field(None, description="Its last day, if several.")
    mode: Mode | None = Field(None, description="In person, virtual or both.")
    place: PlaceKey | None = Field(None, description="Where it was, by key: geneva.")
    chair: Id | None = Field(None, description="Who chaired it, by key of `people:`.")

    @model_validator(mode="after")
    def _has_a_date(self) -> "MeetingFacts":
        check_days(self.date, self.from_, self.to)
        return self

    @property
    def first_day(self) -> dt.date:
        """The first day of the meeting."""
        day = self.date or self.from_
        if day is None:  # _has_a_date has seen to it
            raise ValueError("a meeting without a date")
        return day

    @property
    def last_day(self) -> dt.date:
        """The last day of the meeting."""
        return self.to or self.first_day


class Person(Frozen):
    """Somebody named in a text."""

    name: Text = Field(description="First name and family name, in Latin letters.")
    names: dict[LanguageKey, Text] = Field({}, description="The name in other scripts.")
    cases: dict[Literal["gen", "dat", "acc", "ins", "loc"], Text] = Field(
        {}, description="The Russian cases of the name in `names`, where a text asks for one."
    )
    title: TitleKey | None = Field(None, description="Mr, Ms, Dr or Prof.")
    gender: Literal["feminine", "masculine"] | None = Field(
        None, description="For languages that ask for it: Présidente."
    )
    country: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")] | None = Field(
        None, description="ISO 3166 code of two letters."
    )
    organization: Text | None = Field(None, description="Whom they are from; for the record.")


class MeetingDocument(Frozen):
    """A document of the meeting; its symbol is the key and is never changed."""

    title: Text | None = Field(None, description="Its title.")
    presented_by: Text | None = Field(None, description="Who presented it; for the record.")
    url: Text | None = Field(None, description="Where it is; its symbol becomes a link there.")


class Table(Frozen):
    """A table that a report shows or annexes."""

    title: Text | None = Field(None, description="Its title, printed above it.")
    columns: Annotated[tuple[Text, ...], Field(min_length=1)] = Field(
        description="The heads of the columns."
    )
    rows: tuple[tuple[Cell, ...], ...] = Field((), description="Rows, with a cell for each column.")

    @model_validator(mode="after")
    def _rows_fit(self) -> "Table":
        for number, row in enumerate(self.rows, start=1):
            if len(row) != len(self.columns):
                cells, columns = len(row), len(self.columns)
                raise ValueError(
                    f"row {number} has {cells} cell{'s' * (cells != 1)}, "
                    f"the table has {columns} column{'s' * (columns != 1)}"
                )
        return self


class Meeting(Frozen):
    """The whole of `outcomes.yaml`."""

    schema_: Literal[1] = Field(alias="schema", description="The version of this file format.")
    meeting: MeetingFacts = Field(description="Body, symbol and date of the meeting.")
    people: dict[Id, Person] = Field({}, description="Who is named in texts, by a key.")
    documents: dict[Text, MeetingDocument] = Field(
        {}, description="Documents named in texts, by symbol."
    )
    tables: dict[Id, Table] = Field({}, description="Tables that reports show, by id.")
    messages: dict[MessageKey, Content] = Field(
        {}, description="Messages that this meeting words differently, or adds."
    )
    outcomes: tuple[Outcome, ...] = Field((), description="What the meeting produced.")
    next_meeting: WhenEntry | None = Field(
        None, description="When the next meeting is, as exact as it is known."
    )
    reports: dict[AddresseeKey, ReportSettings] = Field(
        {}, description="One entry for each addressee; may be empty braces."
    )
