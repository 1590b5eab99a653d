"""The record of one issue, `issue.json`: the document, its issue, and every file with its digest.

A frozen issue is a folder; paths in the record are relative to it and use forward slashes::

    issue.json                      the record
    renditions/<name>-<letter>.*    what was issued: six languages as .docx, .pdf and .html
    attachments/…                   files that travel with the report
    documents/<language>.json       the localised Documents, the twin for machines
    source/reports/<meeting>/…      outcomes.yaml as this addressee may see it, and its catalogs
    source/reports/organisation/…   the project's own organisation data
    source/messages/<language>.po   the catalogs of our messages
    source/templates/<name>.docx    the template
    redline/<name>-<letter>.docx    what changed since the issue before, for a revision
    tools/…                         the lock file and reportgen's own wheel
    manifest.json                   the record of the build that was frozen

What not everybody may see (the whole outcomes file) is frozen in a folder of its own, with a record
of its own whose `is_restricted` is true.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

FORMAT = 1
RECORD_NAME = "issue.json"

IssueKind = Literal["original", "revision", "corrigendum", "addendum"]
FileRole = Literal[
    "rendition",
    "attachment",
    "document",
    "source",
    "catalog",
    "template",
    "redline",
    "tool",
    "manifest",
]


@dataclass(frozen=True, slots=True)
class FrozenFile:
    """One file of a frozen issue: digests, size, and what it is; a language where it has one."""

    sha256: str
    sha512: str
    bytes: int
    role: FileRole
    media_type: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Approval:
    """Who has reviewed the texts of a language, and the last day on which they did (ISO)."""

    language: str
    by: tuple[str, ...]
    date: str


@dataclass(frozen=True, slots=True)
class IssueRecord:
    """One issue of one document.

    `symbol` is the document's (`TSAG-TD239`), `full_symbol` that of this issue
    (`TSAG-TD239 (Rev.1)`), `number` that of the revision, corrigendum or addendum, 0 for the
    original. `date` is the day of issue, `approver` who approved it. `replaces` is the full symbol
    of the issue that this one takes the place of, "" for none. `titles` and `languages` are by
    language key; `checks` says of each rendition's path what it claims and whether that held, as
    the build's manifest does. `tools` are the versions of the programs that made the files.
    """

    format: int
    addressee: str
    meeting: str
    body: str
    symbol: str
    full_symbol: str
    kind: IssueKind
    number: int
    date: str
    approver: str
    original: str
    titles: dict[str, str]
    keywords: tuple[str, ...]
    creator: str
    reportgen: str
    tools: dict[str, str]
    files: dict[str, FrozenFile]
    approvals: tuple[Approval, ...] = ()
    checks: dict[str, dict[str, str]] = field(default_factory=dict)
    replaces: str = ""
    is_restricted: bool = False

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that the document was issued in."""
        return tuple(self.titles)
