"""The Report: what one addressee gets, in which order, before any language is chosen.

`audience` builds Reports, `localise` turns them into Documents. Words are still sources (inline
Markdown and expressions), each with its origin.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from reportgen.kinds import BlockKind
from reportgen.messages import PACKAGE
from reportgen.model import BoxRowName, Meeting, ReportSettings

Amendment = Literal["revision", "addendum", "corrigendum"]

_OWNER = re.compile(r"([a-z0-9-]+):(.+)\Z", re.DOTALL)


def split_origin(origin: str) -> tuple[str, str]:
    """Return the owner of an origin and the path within it.

    The owner is the package (`reportgen`), another meeting (`iscg-21-1`), or empty for the
    report's own meeting.
    """
    found = _OWNER.match(origin)
    return (found[1], found[2]) if found else ("", origin)


@dataclass(frozen=True, slots=True)
class Text:
    """The source of one text and where it comes from.

    `origin` is its path; `meeting` the meeting whose values it speaks of; `plural` and `count` are
    set for a message that is chosen by number; `values` answers names that only this text knows
    (`annex.number`).
    """

    origin: str
    source: str
    meeting: str
    plural: str = ""
    count: int = 1
    values: tuple[tuple[str, str], ...] = ()

    @property
    def is_message(self) -> bool:
        """Whether it is one of the package's own messages rather than a text of a meeting."""
        return split_origin(self.origin)[0] == PACKAGE


@dataclass(frozen=True, slots=True)
class ReportBlock:
    """A block of the body; the kinds are those of the Document."""

    kind: BlockKind
    origin: str
    text: Text | None = None
    level: int = 1
    outcome: str = ""
    list_id: str = ""
    columns: tuple[Text, ...] = ()
    rows: tuple[tuple[Text, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class ReportSection:
    """A section: its heading, if it has one, and its blocks."""

    id: str
    heading: ReportBlock | None
    blocks: tuple[ReportBlock, ...]


@dataclass(frozen=True, slots=True)
class CoverRow:
    """A row of the box on the cover."""

    name: BoxRowName
    label: Text
    paragraphs: tuple[ReportBlock, ...]


@dataclass(frozen=True, slots=True)
class ReportCover:
    """What the cover says: facts and labels by name, and the rows of the box."""

    fields: dict[str, Text]
    labels: dict[str, Text]
    box: tuple[CoverRow, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """An outcome that the report shows: where, and why there."""

    outcome: str
    kind: str
    section: str
    form: Literal["paragraphs", "item"]
    how: Literal["named", "selected", "appended"]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An outcome that the report does not show, and the reason; its words are not kept."""

    outcome: str
    kind: str
    why: Literal["not-addressed", "omitted"]
    reason: str


@dataclass(frozen=True, slots=True)
class AnnexFile:
    """A file that travels with the report."""

    path: str
    origin: str


@dataclass(frozen=True, slots=True)
class IssueMark:
    """Which issue of its document a report is: all zero for the original.

    A corrigendum or addendum to a revision has the number of that revision, too.
    """

    revision: int = 0
    addendum: int = 0
    corrigendum: int = 0

    @property
    def parts(self) -> tuple[tuple[Amendment, int], ...]:
        """What is marked, with its number, in the order in which a symbol is extended."""
        every: tuple[tuple[Amendment, int], ...] = (
            ("revision", self.revision),
            ("addendum", self.addendum),
            ("corrigendum", self.corrigendum),
        )
        return tuple((kind, number) for kind, number in every if number)

    @property
    def amended(self) -> IssueMark:
        """The issue that this one changes: the document before its last mark."""
        return IssueMark(**dict(self.parts[:-1]))


ORIGINAL = IssueMark()
"""The first issue of a document, and every draft before it."""


@dataclass(frozen=True, slots=True)
class Report:
    """One report, in no language yet.

    `meeting` is the folder the report lives in; `covers` the meetings it speaks of, in order;
    `mark` says which issue of its document it is.
    """

    meeting: str
    addressee: str
    covers: tuple[str, ...]
    meetings: dict[str, Meeting]
    settings: ReportSettings
    cover: ReportCover
    sections: tuple[ReportSection, ...]
    shown: tuple[Shown, ...]
    left_out: tuple[LeftOut, ...]
    properties: dict[str, Text] = field(default_factory=dict)
    files: tuple[AnnexFile, ...] = ()
    mark: IssueMark = ORIGINAL
