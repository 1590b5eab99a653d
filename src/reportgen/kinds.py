"""The kinds of things that a Document is made of, as words.

They stand apart from the Document's types for those who need only the words: the vocabulary of
templates and the table of languages.
"""

from __future__ import annotations

from typing import Literal

BlockKind = Literal[
    "heading",  # a numbered heading of a section; level 1 to 3
    "paragraph",
    "bullet",  # an item of a bullet list; level 1 to 3
    "number",  # an item of a numbered list; level 1 to 3; `list_id` says which list
    "continuation",  # a further paragraph of a list item; level as the item
    "annex",  # the title of an annex, on a new page
    "caption",  # the title of a table
    "table",
]
SpanKind = Literal["text", "value", "gap"]
Direction = Literal["ltr", "rtl"]
State = Literal["draft", "final"]
