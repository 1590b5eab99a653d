"""What one meeting produced, as a secretary writes it in `outcomes.yaml`.

The frozen types here are the file format: field names are its keys, descriptions its
documentation (`reportgen schema` prints them for editors). They check the shape of one file; ids
and references between its parts are checked by `reportgen.outcomes`, which also knows the places.

Texts stay as written: what stands in `{{ }}` is parsed by `reportgen.texts` when it is needed.

Annotations here are evaluated as they are read, not kept as text as in other modules: pydantic
needs them all, and would compile each once more.
"""

import datetime as dt
import re
from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)
from pydantic_core import core_schema

Kind = Literal[
    "information",
    "discussion",
    "agreement",
    "decision",
    "action",
    "request",
    "invitation",
    "proposal",
    "theme",
    "appointment",
    "liaison_statement",
]
BoxRowName = Literal["abstract", "summary", "action", "references"]
Mode = Literal["physical", "virtual", "hybrid"]
Part = Literal[
    "beginning",
    "middle",
    "end",
    "first-half",
    "second-half",
    "first-quarter",
    "second-quarter",
    "third-quarter",
    "fourth-quarter",
]

Id = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80),
    Field(description="A permanent name: small letters, digits and hyphens."),
]
MessageKey = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=80),
    Field(description="The key of a message: small letters, digits and underscores."),
]


def fold_lines(text: str) -> str:
    """Return a text on one line: a line break with its indentation is a space, as in Markdown."""
    return " ".join(stripped for line in text.split("\n") if (stripped := line.strip()))


class _Words:
    """Marks a text that is folded to one line.

    The schema is made once for all keys that hold a text: pydantic would take the marks of each
    apart again, which is most of what loading this module costs.
    """

    def __init__(self, schema: core_schema.StringSchema) -> None:
        self._schema = core_schema.no_info_after_validator_function(fold_lines, schema)

    def __get_pydantic_core_schema__(
        self, _source: object, _handler: object
    ) -> core_schema.CoreSchema:
        return self._schema


Text = Annotated[str, _Words(core_schema.str_schema(min_length=1, pattern=r"\S"))]
"""Words for readers: inline Markdown for emphasis and links, `{{ }}` for values."""

Cell = Annotated[str, _Words(core_schema.str_schema())]
"""Words in a cell of a table; may be empty."""

BodyKey = Annotated[str, Field(json_schema_extra={"x-enum": "bodies"})]
AddresseeKey = Annotated[str, Field(json_schema_extra={"x-enum": "addressees"})]
ThemeKey = Annotated[str, Field(json_schema_extra={"x-enum": "themes"})]
PlaceKey = Annotated[str, Field(json_schema_extra={"x-enum": "places"})]
LanguageKey = Annotated[str, Field(json_schema_extra={"x-enum": "languages"})]
TitleKey = Annotated[str, Field(json_schema_extra={"x-enum": "titles"})]

_MONTH = re.compile(r"^\d{4}-\d{2}$")
_BLANK_LINE = re.compile(r"\n[ \t]*\n\s*")


def split_paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a text: what blank lines separate, each on one line."""
    parts = _BLANK_LINE.split(text.strip())
    return [fold_lines(part) for part in parts if part.strip()]


def _as_content(value: Any) -> Any:
    """Bring the short forms of a content (a string, a list of strings) into the long one."""
    if isinstance(value, str):
        return [{"text": part} for part in split_paragraphs(value)] or [{"text": value}]
    if isinstance(value, list):
        return [{"text": item} if isinstance(item, str) else item for item in value]
    return value


def _as_list_item(value: Any) -> Any:
    """Bring the short form of a list item (a string) into the long one."""
    return {"text": value} if isinstance(value, str) else value


def _as_wording(value: Any) -> Any:
    """Bring the short form of a wording (a text) into the long one."""
    if isinstance(value, str | list):
        return {"text": value}
    return value


def _as_when(value: Any) -> Any:
    """Bring the short forms of a vague date (a day, a month, `next-meeting`) into the long one."""
    if value == "next-meeting":
        return {"meeting": "next"}
    if isinstance(value, str):
        return {"month": value} if _MONTH.match(value) else {"date": value}
    if isinstance(value, int) and not isinstance(value, bool):
        return {"year": value}
    return value


class Frozen(BaseModel):
    """Base of all types of the file: unknown keys are faults, values never change."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


# --- texts -----------------------------------------------------------------------------------


class ListItem(Frozen):
    """An item of a list, with a list of its own below it if need be."""

    text: Text = Field(description="The words of the item.")
    bullets: "tuple[ListEntry, ...]" = Field((), description="A bullet list below this item.")


ListEntry = Annotated[
    ListItem, BeforeValidator(_as_list_item, json_schema_input_type=str | ListItem)
]


MAX_LIST_DEPTH = 3
"""How deep lists go: templates have styles for as many levels."""


def _check_depth(*lists: tuple[ListItem, ...]) -> None:
    if any(_depth(items) > MAX_LIST_DEPTH for items in lists):
        raise ValueError(f"lists go {MAX_LIST_DEPTH} levels deep at most: this one goes deeper")


def _depth(items: tuple[ListItem, ...]) -> int:
    return 1 + max(_depth(item.bullets) for item in items) if items else 0


class ContentBlock(Frozen):
    """A block of a text: a paragraph, a lead-in with its list, a sub-heading or a table."""

    text: Text | None = Field(None, description="A paragraph, or the lead-in of the list below.")
    bullets: tuple[ListEntry, ...] = Field((), description="A bullet list.")
    numbered: tuple[ListEntry, ...] = Field((), description="A numbered list.")
    heading: Text | None = Field(None, description="A sub-heading, one level below the section's.")
    table: Id | None = Field(None, description="A table of `tables:`, by its id.")

    @property
    def is_paragraph(self) -> bool:
        """Whether it is a paragraph and nothing else."""
        return self.text is not None and not (self.bullets or self.numbered or self.table)

    @model_validator(mode="after")
    def _says_one_thing(self) -> "ContentBlock":
        _check_depth(self.bullets, self.numbered)
        if self.heading is not None and (self.text or self.bullets or self.numbered or self.table):
            raise ValueError("a block with `heading` has nothing else: start a new block")
        if not (self.text or self.bullets or self.numbered or self.heading or self.table):
            raise ValueError("a block needs `text`, `bullets`, `numbered`, `heading` or `table`")
        return self


Content = Annotated[
    tuple[ContentBlock, ...],
    Field(min_length=1),
    BeforeValidator(_as_content, json_schema_input_type=str | list[str | ContentBlock]),
]
"""A text of one or more blocks; a plain string is one paragraph per blank-line-separated part."""


class Wording(Frozen):
    """Other words of an outcome for one addressee."""

    text: Content | None = Field(None, description="The text for this addressee.")
    item: Text | None = Field(None, description="The words for this addressee in a list.")


WordingEntry = Annotated[
    Wording,
    BeforeValidator(_as_wording, json_schema_input_type=str | list[str | ContentBlock] | Wording),
]


# --- dates -----------------------------------------------------------------------------------


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


# --- facts -----------------------------------------------------------------------------------


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


# --- the parts of the file -------------------------------------------------------------------


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
        _check_days(self.date, self.from_, self.to)
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


def _check_days(date: dt.date | None, first: dt.date | None, last: dt.date | None) -> None:
    if date is None and (first is None or last is None):
        raise ValueError("give `date`, or `from` and `to`")
    if date is not None and (first is not None or last is not None):
        raise ValueError("give either `date` or `from` and `to`, not both")
    if first is not None and last is not None and last < first:
        raise ValueError(f"`to` ({last}) is before `from` ({first})")


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


class Outcome(Frozen):
    """Something the meeting produced: how a report tells it, and the facts it carries."""

    id: Id = Field(description="A permanent name, used once in the file.")
    kind: Kind = Field(description="How it reads; decides where it stands if no outline names it.")
    theme: ThemeKey | None = Field(None, description="The theme it belongs to, by key.")
    addressees: tuple[AddresseeKey, ...] | None = Field(
        None, description="Who may see it; everybody where the key is absent."
    )
    text: Content = Field(description="How a report tells it.")
    item: Text | None = Field(None, description="The words used in a list after a lead-in.")
    wording: dict[AddresseeKey, WordingEntry] = Field(
        {}, description="Other words for one addressee."
    )
    facts: tuple[Fact, ...] = Field((), description="What it holds for registers.")

    def is_for(self, addressee: str) -> bool:
        """Whether this addressee may see the outcome."""
        return self.addressees is None or addressee in self.addressees


class Selection(Frozen):
    """Outcomes chosen by what they are rather than by name."""

    kinds: tuple[Kind, ...] = Field((), description="Of these kinds; all where absent.")
    themes: tuple[ThemeKey, ...] = Field((), description="Of these themes; all where absent.")

    def takes(self, outcome: Outcome) -> bool:
        """Whether the outcome has one of the kinds and one of the themes, where these are named."""
        return (not self.kinds or outcome.kind in self.kinds) and (
            not self.themes or outcome.theme in self.themes
        )


class OutlineBlock(Frozen):
    """A block of a section: words of the report itself, outcomes, or both (lead-in and list)."""

    message: MessageKey | None = Field(None, description="A message, by key.")
    text: Text | None = Field(None, description="A paragraph, or the lead-in of the list below.")
    heading: Text | None = Field(None, description="A sub-heading.")
    items: tuple[Text, ...] = Field((), description="Outcomes as list items, by id.")
    outcomes: tuple[Text, ...] = Field((), description="Outcomes as paragraphs, by id.")
    select: Selection | None = Field(
        None, description="Outcomes that no other block names, by kind and theme."
    )
    as_: Literal["paragraphs", "items"] = Field(
        "paragraphs", alias="as", description="How selected outcomes are shown."
    )
    bullets: tuple[ListEntry, ...] = Field((), description="A bullet list in words.")
    numbered: tuple[ListEntry, ...] = Field((), description="A numbered list in words.")
    table: Id | None = Field(None, description="A table of `tables:`, by its id.")

    @model_validator(mode="after")
    def _says_something(self) -> "OutlineBlock":
        _check_depth(self.bullets, self.numbered)
        leads = [self.message, self.text, self.heading]
        lists = [self.items, self.outcomes, self.select, self.bullets, self.numbered, self.table]
        if sum(lead is not None for lead in leads) > 1:
            raise ValueError(
                "a block has one of `message`, `text` and `heading`: start a new block"
            )
        if self.heading is not None and any(lists):
            raise ValueError("a block with `heading` has nothing else: start a new block")
        if sum(bool(entry) for entry in lists) > 1:
            raise ValueError(
                "a block has one of `items`, `outcomes`, `select`, `bullets`, `numbered`, `table`"
            )
        if not any(leads) and not any(lists):
            raise ValueError("a block needs a text, a message, or outcomes")
        return self


class OutlineSection(Frozen):
    """A section of the report."""

    id: Id = Field(description="A permanent name, used once in the outline.")
    heading: Text | None = Field(None, description="The heading; absent for text without one.")
    heading_message: MessageKey | None = Field(None, description="A message as heading, by key.")
    level: Literal[1, 2, 3] = Field(1, description="2 for a heading below the one before: 1.1.")
    blocks: tuple[OutlineBlock, ...] = Field((), description="What stands in it, in order.")


class Session(Frozen):
    """The meeting of the addressee that the report goes to."""

    ordinal: Annotated[int, Field(ge=1)] | None = Field(None, description="29 for the 29th.")
    date: dt.date | None = Field(None, description="The day, if it is one.")
    from_: dt.date | None = Field(None, alias="from", description="The first day.")
    to: dt.date | None = Field(None, description="The last day.")
    place: PlaceKey | None = Field(None, description="Where, by key: geneva.")
    mode: Mode | None = Field(None, description="In person, virtual or both.")

    @model_validator(mode="after")
    def _dates_fit(self) -> "Session":
        if self.date or self.from_ or self.to:
            _check_days(self.date, self.from_, self.to)
        return self


class Contact(Frozen):
    """Whom to ask about the report."""

    name: Text = Field(description="First name and family name.")
    organization: Text | None = Field(None, description="Whom they are from.")
    country: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")] | None = Field(
        None, description="ISO 3166 code of two letters."
    )
    phone: Text | None = Field(None, description="Telephone number, as printed.")
    email: Text | None = Field(None, description="Mail address.")


class Annex(Frozen):
    """A table, a text or a file that travels with the report."""

    table: Id | None = Field(None, description="A table of `tables:`, by its id.")
    text: Content | None = Field(None, description="A text: paragraphs, lists, sub-headings.")
    file: Text | None = Field(None, description="A file beside outcomes.yaml, or below it.")
    title: Text | None = Field(None, description="What it is; stands below the word Annex.")

    @model_validator(mode="after")
    def _is_one_thing(self) -> "Annex":
        if sum(each is not None for each in (self.table, self.text, self.file)) != 1:
            raise ValueError("an annex has one of `table`, `text` and `file`")
        if self.file is not None and self.title is None:
            raise ValueError("an annex with `file` needs a `title`")
        return self


class ReportSettings(Frozen):
    """What is particular to the report to one addressee."""

    covers: tuple[Id, ...] = Field(
        (), description="Folders of the meetings the report speaks of; default: this one."
    )
    symbol: Text | None = Field(None, description="The document symbol, once assigned.")
    date: dt.date | None = Field(None, description="The date of the document.")
    session: Session | None = Field(
        None, description="The meeting of the addressee that the report goes to."
    )
    original: LanguageKey = Field("en", description="The language the report was written in.")
    study_period: Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{4}$")] | None = Field(
        None, description="As 2022-2024."
    )
    document_kind: Text | None = Field(None, description="As TD (TSAG).")
    questions: Text | None = Field(None, description="As N/A or 1/16 (TSAG).")
    purpose: Literal["information", "discussion", "admin"] | None = Field(
        None, description="What the addressee gets it for (TSAG)."
    )
    contact: Contact | None = Field(None, description="Whom to ask about the report.")
    keywords: tuple[Text, ...] = Field((), description="Keywords on the cover (TSAG).")
    cover: tuple[BoxRowName, ...] | None = Field(
        None, description="The rows of the box on the cover, in order."
    )
    references: tuple[Text, ...] = Field((), description="What the box gives as references.")
    messages: dict[MessageKey, Content] = Field({}, description="Messages for this report only.")
    outline: Annotated[tuple[OutlineSection, ...], Field(min_length=1)] | None = Field(
        None, description="Sections and their order; a usual outline where the key is absent."
    )
    omit: dict[Text, Text] = Field(
        {}, description="Outcomes this report leaves out, with the reason."
    )
    annexes: tuple[Annex, ...] = Field((), description="What travels with the report.")

    def meetings(self, own: str) -> tuple[str, ...]:
        """Return the meetings the report speaks of, by folder; without `covers` its own one."""
        return self.covers or (own,)


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
