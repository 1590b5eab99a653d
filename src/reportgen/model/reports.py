"""What is particular to the report to one addressee: its cover, its outline, its annexes."""

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from reportgen.model.contents import Content, ListEntry, check_depth
from reportgen.model.dates import check_days
from reportgen.model.outcomes import Outcome
from reportgen.model.words import (
    BoxRowName,
    Frozen,
    Id,
    Kind,
    LanguageKey,
    MessageKey,
    Mode,
    PlaceKey,
    Text,
    ThemeKey,
)


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
        check_depth(self.bullets, self.numbered)
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
            check_days(self.date, self.from_, self.to)
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
