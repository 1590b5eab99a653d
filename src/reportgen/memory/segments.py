"""Pairs of a source and its translation, as catalogs hold them.

In goes a catalog, out come its segments: what is translated, what was translated before the source
changed, and obsolete entries that were kept for reuse. What only a machine has translated is left
out until somebody has looked at it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from reportgen.catalogs.lookup import plural_form
from reportgen.catalogs.store import CatalogEntry, CatalogFile, is_machine_made

SegmentState = Literal["reviewed", "translated", "earlier", "obsolete"]
"""How far a translation can be trusted.

`earlier` is that of a source which has changed since, `obsolete` that of one which is gone.
"""


@dataclass(frozen=True, slots=True)
class Segment:
    """A source and its translation; several texts where the source has plural forms.

    `origin` names the text they come from: `iscg-21-2:captions`, `reportgen:messages.mandate`.
    """

    origin: str
    language: str
    source: str
    texts: tuple[str, ...]
    state: SegmentState = "translated"
    plural: str = ""
    comments: tuple[str, ...] = ()


_ONE, _FEW = 1, 3
"""Numbers by which reports that cover one meeting and several are worded."""


def catalog_segments(catalog: CatalogFile, owner: str) -> Iterator[Segment]:
    """Yield the segments of a catalog; `owner` is the part of their origins before the colon.

    One with plural forms also gives its sentences one by one: a meeting may word a message that
    has several forms as one that has none.
    """
    for segment in _segments(catalog, owner):
        yield segment
        if segment.plural:
            yield from _sentences(segment)


def _sentences(segment: Segment) -> Iterator[Segment]:
    """Yield the singular and the plural of a segment, each with the form that translates it."""
    for source, count in ((segment.source, _ONE), (segment.plural, _FEW)):
        form = plural_form(segment.language, count)
        if form < len(segment.texts):
            yield replace(segment, source=source, plural="", texts=(segment.texts[form],))


def _segments(catalog: CatalogFile, owner: str) -> Iterator[Segment]:
    """Yield what the entries of a catalog are good for."""
    for entry in catalog.entries:
        segment = _live_segment(entry, owner, catalog.language.key)
        if segment is not None:
            yield segment
    for entry in catalog.obsolete:
        if entry.is_translated and not entry.is_fuzzy:
            yield _segment(entry, owner, catalog.language.key, "obsolete", entry.unit.source)


def _live_segment(entry: CatalogEntry, owner: str, language: str) -> Segment | None:
    """Return what an entry in use is good for, None if it is good for nothing yet."""
    if entry.state in ("reviewed", "translated"):
        state: SegmentState = "reviewed" if entry.state == "reviewed" else "translated"
        return _segment(entry, owner, language, state, entry.unit.source)
    if entry.state == "fuzzy" and entry.previous and not is_machine_made(entry.comments):
        # The catalog keeps the English that a fuzzy translation was made from: that pair is right.
        return _segment(entry, owner, language, "earlier", entry.previous)
    return None


def _segment(
    entry: CatalogEntry, owner: str, language: str, state: SegmentState, source: str
) -> Segment:
    return Segment(
        f"{owner}:{entry.unit.context}",
        language,
        source,
        entry.texts,
        state,
        entry.unit.plural,
        entry.comments,
    )
