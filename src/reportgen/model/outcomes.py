"""An outcome: how a report tells it, and the facts it carries."""

from pydantic import Field

from reportgen.model.contents import Content, WordingEntry
from reportgen.model.facts import Fact
from reportgen.model.words import AddresseeKey, Frozen, Id, Kind, Text, ThemeKey


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
