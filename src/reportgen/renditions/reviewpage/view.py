"""What a review page shows, as plain data: the types that its maker fills in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from reportgen.document import Document
from reportgen.document.diff import PassageChange

TextState = Literal["source", "missing", "fuzzy", "translated", "reviewed"]
Verdict = Literal["open", "resolved", "accepted", "rejected", "answered"]


@dataclass(frozen=True, slots=True)
class SourcePlace:
    """A line of a source: `reports/iscg-23-1/outcomes.yaml:120`, and the address of its file.

    `line` is 0 where a whole file is meant; `address` is relative to the page, empty for a file
    outside the project.
    """

    path: str
    line: int = 0
    address: str = ""

    def __str__(self) -> str:
        """Return the place as editors open it."""
        return f"{self.path}:{self.line}" if self.line else self.path


@dataclass(frozen=True, slots=True)
class TextSource:
    """Where the text of an origin stands, and how good its translation is.

    `catalog` is the entry of the translation; `by` and `date` say who has reviewed it and when.
    """

    source: SourcePlace | None = None
    catalog: SourcePlace | None = None
    state: TextState = "source"
    by: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What was decided on a remark or said to it; `text` is empty for a bare decision."""

    verdict: Verdict
    by: str
    date: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment or a proposed change that came back in a copy of the draft.

    `kind` is that of the change, `origin` and `outcome` what it is about. `old` and `new` are words
    before and after; for a comment `new` is what it says. `language` is that of the copy; `why`
    says why a change is left to people. Replies stand with the comment they answer.
    """

    id: str
    kind: str
    author: str
    date: str
    language: str
    origin: str = ""
    outcome: str = ""
    old: str = ""
    new: str = ""
    why: str = ""
    verdict: Verdict = "open"
    answers: tuple[Answer, ...] = ()
    replies: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class Issue:
    """The issue that a report is compared with: its full symbol, and its day (ISO)."""

    symbol: str
    date: str


@dataclass(frozen=True, slots=True)
class PageLink:
    """The page of the same report in a language: its key, and its file as seen from the page."""

    language: str
    path: str


@dataclass(frozen=True, slots=True)
class ReviewView:
    """Everything that the page of one report in one language shows.

    `changes` are the passages of the Document under review; `original` those of the English one
    beside it, empty where the document itself is English. `words` are those of the page in its
    language by key (`review_page_gaps` is `gaps`). `texts` are by origin; `fields` say where the
    data behind a value stands, by the origin of its text and the field. `issue` is None for a
    report that was never issued.
    """

    document: Document
    changes: tuple[PassageChange, ...]
    words: Mapping[str, str]
    original: tuple[PassageChange, ...] = ()
    texts: Mapping[str, TextSource] = field(default_factory=dict)
    fields: Mapping[tuple[str, str], SourcePlace] = field(default_factory=dict)
    issue: Issue | None = None
    remarks: tuple[Remark, ...] = ()
    switch: tuple[PageLink, ...] = ()
    index: str = ""
