"""Memories for tests, made of pairs of texts."""

from __future__ import annotations

from reportgen.catalogs.units import Unit
from reportgen.memory import Segment, Suggestion, TranslationMemory, suggestions

OLD = "iscg-21-2:captions"


def segment(source: str, *texts: str, origin: str = OLD, **more: str) -> Segment:
    """Return a French segment."""
    return Segment(origin, "fr", source, texts, **more)  # type: ignore[arg-type]


def offered(
    source: str, *segments: Segment, plural: str = "", threshold: int = 70
) -> tuple[Suggestion, ...]:
    """Return what a memory of these segments offers for a text of another meeting."""
    memory = TranslationMemory("fr", segments)
    unit = Unit("captions", source, plural)
    found = suggestions([unit], memory, owner="iscg-23-1", threshold=threshold)
    return found.get("captions", ())
