"""The record of one issue, `issue.json`: the document, its issue, and every file with its digest.

A frozen issue is a folder; paths in the record are relative to it and use forward slashes::

    issue.json                      the record
    renditions/<name>               what was issued: six languages as .docx, .pdf and .html
    attachments/<name>              files that travel with the report
    documents/<language>.json       the localised Documents, the twin for machines
    source/reportgen.toml           the settings with which the sources are a project of their own
    source/reports/<meeting>/…      outcomes.yaml as this addressee may see it, and its catalogs
    source/reports/organisation/…   the project's own organisation data
    source/messages/<language>.po   the catalogs of our messages
    source/templates/<name>.docx    the template
    redline/<name>                  what changed since the issue before, for a revision
    tools/…                         the lock file and reportgen's own wheel
    manifest.json                   the record of the build that was frozen

What not everybody may see (the whole outcomes files and their catalogs) is frozen in a folder of
its own, with a record of its own whose `is_restricted` is true and which has the same layout below
`source/`.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from pydantic import TypeAdapter

FORMAT = 1
RECORD_NAME = "issue.json"
_MOST_BYTES = 20_000_000

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

MEDIA_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html",
    "json": "application/json",
    "lock": "text/plain",
    "pdf": "application/pdf",
    "po": "text/x-gettext-translation",
    "toml": "application/toml",
    "txt": "text/plain",
    "whl": "application/zip",
    "yaml": "application/yaml",
}
"""The media type of a file by the end of its name."""
_UNKNOWN_TYPE = "application/octet-stream"


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

    `symbol` is the document's (`TSAG-TD239`), `full_symbol` that of this issue (`TSAG-TD239R1`),
    `number` that of the revision, corrigendum or addendum, 0 for the original. `date` is the day of
    issue, `approver` who approved it. `replaces` is the full symbol of the issue that this one
    takes the place of, `amends` that of the issue which a corrigendum or addendum is to, "" for
    none. `original` is the language that the report was written in; `titles` and `languages` are by
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
    amends: str = ""
    is_restricted: bool = False

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that the document was issued in."""
        return tuple(self.titles)


def frozen_file(path: str, data: bytes, role: FileRole, language: str = "") -> FrozenFile:
    """Return what the record says of a file, given its path and content."""
    media_type = MEDIA_TYPES.get(path.rpartition(".")[2], _UNKNOWN_TYPE)
    return FrozenFile(
        hashlib.sha256(data).hexdigest(),
        hashlib.sha512(data).hexdigest(),
        len(data),
        role,
        media_type,
        language,
    )


def dump_record(record: IssueRecord) -> bytes:
    """Return the content of issue.json; the same record gives the same bytes."""
    data = _adapter().dump_python(record, mode="json")
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def load_record(data: bytes) -> IssueRecord:
    """Return the record in an issue.json.

    Raises ValueError with what is wrong: no JSON, a key missing or unknown, a format that is newer,
    a path that leads out of the folder.
    """
    from pydantic import ValidationError

    if len(data) > _MOST_BYTES:
        raise ValueError(f"the record has more than {_MOST_BYTES:,} bytes")
    try:
        record = _adapter().validate_json(data, strict=True)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(str(each) for each in first["loc"])
        raise ValueError(f"{place or 'the record'}: {first['msg']}") from None
    if record.format != FORMAT:
        raise ValueError(f"format {record.format} is not known to this version of reportgen")
    for path in record.files:
        if not is_inner_path(path):
            raise ValueError(f"the path {path!r} leads out of the folder")
    unknown = set(json.loads(data)) - set(_as_data(record))
    if unknown:
        raise ValueError(f"unknown keys: {', '.join(sorted(unknown))}")
    return record


def is_inner_path(path: str) -> bool:
    """Whether a path of a record is one below its folder, written the one way it can be."""
    parts = path.split("/")
    return "\\" not in path and "\0" not in path and not {"", ".", ".."} & set(parts)


def slug_of(full_symbol: str) -> str:
    """Return a name for folders that tells a symbol: `tdag-21-2-12-rev.1`.

    Small letters, digits, points and hyphens, so that every file system takes it. Two symbols may
    have the same one.
    """
    slug = re.sub(r"[^a-z0-9.]+", "-", full_symbol.casefold()).strip("-.")
    return slug or hashlib.sha256(full_symbol.encode()).hexdigest()[:16]


def _as_data(record: IssueRecord) -> dict[str, Any]:
    found: dict[str, Any] = _adapter().dump_python(record, mode="json")
    return found


@cache
def _adapter() -> TypeAdapter[IssueRecord]:
    from pydantic import TypeAdapter

    return TypeAdapter(IssueRecord)
