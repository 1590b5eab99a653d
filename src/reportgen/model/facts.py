"""Facts: what the meeting produced, for registers."""

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from reportgen.model.dates import WhenEntry
from reportgen.model.words import BodyKey, Frozen, Id, Text, ThemeKey


class _Fact(Frozen):
    """What every fact has."""

    id: Id = Field(description="A permanent name, used once in the file.")
    note: Text | None = Field(None, description="A remark for the secretariat; never printed.")


class ActionFact(_Fact):
    """Something somebody is to do."""

    type: Literal["action"] = Field(description="An action: something to do.")
    summary: Text | None = Field(None, description="The action in a few words, for the register.")
    owner: Text = Field(description="Who is to do it.")
    due: WhenEntry | None = Field(
        None, description="When it is due: a date, a vague date, or next-meeting."
    )
    status: Literal["open", "done", "cancelled"] = Field(
        "open", description="Whether it is still to be done."
    )


class LiaisonStatementFact(_Fact):
    """A liaison statement sent or received."""

    type: Literal["liaison_statement"] = Field(description="A liaison statement.")
    direction: Literal["sent", "received"] = Field(
        "sent", description="Sent by the group or received by it."
    )
    to: tuple[Text, ...] = Field((), description="Bodies, study groups, Questions, outside bodies.")
    from_: tuple[Text, ...] = Field((), alias="from", description="Who sent it, when received.")
    purpose: Literal["action", "information", "comment"] | None = Field(
        None, description="What it is sent for."
    )
    documents: tuple[Text, ...] = Field((), description="Symbols of what goes with it.")


class AppointmentFact(_Fact):
    """A person who was given a role."""

    type: Literal["appointment"] = Field(description="An appointment.")
    person: Id = Field(description="Who, by key of `people:`.")
    role: Text | None = Field(None, description="As what.")
    by: BodyKey | None = Field(None, description="The body that appointed.")
    date: WhenEntry | None = Field(None, description="When.")


class DocumentFact(_Fact):
    """A document that was presented."""

    type: Literal["document"] = Field(description="A document presented.")
    symbol: Text = Field(description="Which, by key of `documents:`.")
    presented_by: Text | None = Field(None, description="Who presented it.")


class BudgetFact(_Fact):
    """An amount of money needed, asked for or granted."""

    type: Literal["budget"] = Field(description="An amount of money.")
    amount: Annotated[int, Field(ge=0)] = Field(description="The amount, in figures.")
    currency: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")] = Field(
        description="ISO 4217 code of three letters: CHF."
    )
    per: Literal["year", "month"] | None = Field(None, description="If it recurs: how often.")
    purpose: Text | None = Field(None, description="What it is for.")


class MappingTableFact(_Fact):
    """The state of a table that maps the work of two Sectors."""

    type: Literal["mapping_table"] = Field(description="A mapping table.")
    number: Annotated[int, Field(ge=1)] | None = Field(None, description="Its number.")
    between: tuple[BodyKey, ...] = Field((), description="The Sectors it maps.")
    status: Literal["updated", "available", "under-discussion", "agreed"] = Field(
        description="How far it is."
    )
    as_of: dt.date | None = Field(None, description="The day up to which contributions are in.")


class ThemeFact(_Fact):
    """A theme taken up, proposed or reported on."""

    type: Literal["theme"] = Field(description="A theme.")
    theme: ThemeKey = Field(description="Which, by its key.")
    status: Literal["proposed", "current", "reported", "closed"] = Field(
        "current", description="How far it is."
    )


class EventFact(_Fact):
    """An event that is planned or took place."""

    type: Literal["event"] = Field(description="An event.")
    name: Text = Field(description="What it is called.")
    when: WhenEntry | None = Field(None, description="When it is, as exact as known.")
    at: Text | None = Field(None, description="The conference it belongs to.")


class DecisionFact(_Fact):
    """A decision or agreement in a few words, for the register."""

    type: Literal["decision"] = Field(description="A decision or agreement.")
    summary: Text = Field(description="The decision in a few words, for the register.")


class RequestFact(_Fact):
    """Something asked of somebody."""

    type: Literal["request"] = Field(description="A request.")
    of: tuple[Text, ...] = Field(description="Who is asked.")
    summary: Text = Field(description="What for, in a few words.")
    due: WhenEntry | None = Field(None, description="By when.")


class TextRevisionFact(_Fact):
    """A text of the group (terms of reference, guidelines) that was revised or is to be."""

    type: Literal["text_revision"] = Field(description="A text of the group revised.")
    of: Text = Field(description="Which text.")
    status: Literal["updated", "to-be-developed", "under-discussion"] = Field(
        description="How far it is."
    )


Fact = Annotated[
    ActionFact
    | LiaisonStatementFact
    | AppointmentFact
    | DocumentFact
    | BudgetFact
    | MappingTableFact
    | ThemeFact
    | EventFact
    | DecisionFact
    | RequestFact
    | TextRevisionFact,
    Field(discriminator="type"),
]
