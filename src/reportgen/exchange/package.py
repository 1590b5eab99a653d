"""What goes out to translators, whatever the format, and what comes back from them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

from reportgen.catalogs.store import CatalogEntry
from reportgen.catalogs.units import Unit
from reportgen.languages import Language

FileFormat = Literal["po", "xliff"]

MAX_BYTES = 20_000_000
"""The largest file that is read; a meeting's is about a hundred kilobytes."""


class Offered(Protocol):
    """A translation offered for a text, as `memory.Suggestion`; `score` 100 is the same text."""

    @property
    def score(self) -> int:
        """How near the text is that it was made for, in per cent."""

    @property
    def origin(self) -> str:
        """Where it is from: `iscg-21-2:messages.next_meeting`."""

    @property
    def source(self) -> str:
        """The English words that it translates."""

    @property
    def texts(self) -> tuple[str, ...]:
        """Its words, as many as the text has plural forms."""


@dataclass(frozen=True, slots=True)
class Package:
    """What one translator gets: entries of the catalog `name` in a language.

    `version` is that of the program; `file` and `lines` (by context) say where the English texts
    stand; `offers` are translations from elsewhere by context, best first.
    """

    name: str
    language: Language
    entries: tuple[CatalogEntry, ...]
    version: str = ""
    file: str = ""
    lines: Mapping[str, int] = field(default_factory=dict)
    offers: Mapping[str, Sequence[Offered]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ReturnedUnit:
    """One text as it came back: its translations, "" where there is none; `line` in the file.

    `sources` are the English words that the file shows, `digest` that of the source it was sent
    with, where the format keeps one. `comments` is None where the file tells nothing of comments.
    """

    context: str
    texts: tuple[str, ...]
    sources: tuple[str, ...]
    line: int
    digest: str = ""
    is_fuzzy: bool = False
    comments: tuple[str, ...] | None = None

    def is_of(self, unit: Unit) -> bool:
        """Whether it was translated from the source as it is now."""
        if self.digest:
            return self.digest == source_digest(unit)
        return bool(self.sources) and set(self.sources) <= {unit.source, unit.plural}


@dataclass(frozen=True, slots=True)
class Returned:
    """What one file brings for one catalog, by what the file says of itself.

    `path` is the file as users know it; `sent` is how many texts went out, 0 where that is not
    known; `line` is where the file says what it is.
    """

    path: str
    name: str
    language: Language
    units: tuple[ReturnedUnit, ...]
    sent: int = 0
    line: int = 1


def source_digest(unit: Unit) -> str:
    """Return a digest of the source of a text: another one means that the English has changed."""
    return hashlib.sha256(f"{unit.source}\0{unit.plural}".encode()).hexdigest()[:16]
