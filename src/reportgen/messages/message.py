"""A message, and where messages belong."""

from __future__ import annotations

from reportgen.records import dataclass

PACKAGE = "reportgen"
"""The prefix of origins of messages (`reportgen:messages.mandate`)."""


@dataclass(frozen=True, slots=True)
class Message:
    """A message: key, English text (and plural, by number of meetings), note for translators."""

    key: str
    text: str
    note: str
    plural: str = ""

    @property
    def context(self) -> str:
        """The message context in catalogs: the path of the message without the package's prefix."""
        return f"messages.{self.key}"
