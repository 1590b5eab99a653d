"""Texts of one or more blocks: paragraphs, lists, sub-headings, tables."""

import re
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, model_validator

from reportgen.model.words import Frozen, Id, Text, fold_lines

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


class ListItem(Frozen):
    """An item of a list, with a list of its own below it if need be."""

    text: Text = Field(description="The words of the item.")
    bullets: "tuple[ListEntry, ...]" = Field((), description="A bullet list below this item.")


ListEntry = Annotated[
    ListItem, BeforeValidator(_as_list_item, json_schema_input_type=str | ListItem)
]


MAX_LIST_DEPTH = 3
"""How deep lists go: templates have styles for as many levels."""


def check_depth(*lists: tuple[ListItem, ...]) -> None:
    """Raise ValueError for lists that go deeper than templates have styles for."""
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
        check_depth(self.bullets, self.numbered)
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
