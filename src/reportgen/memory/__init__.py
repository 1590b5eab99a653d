"""Translation memory: what earlier catalogs offer for texts that are still to be translated.

In go the entries of catalogs as `Segment`s and the units that lack a translation; out come
`Suggestion`s, best first, each with its score and the text it comes from. The memory can also be
written as TMX, which every translation tool reads. Nothing is learnt and nothing is kept: the
catalogs are the memory.
"""

from __future__ import annotations

from reportgen.memory.matching import (
    EXACT,
    MOST_SUGGESTIONS,
    OTHER_VALUES,
    USUAL_THRESHOLD,
    Suggestion,
    TranslationMemory,
    suggestions,
)
from reportgen.memory.segments import Segment, catalog_segments
from reportgen.memory.tmx import write_tmx

__all__ = [
    "EXACT",
    "MOST_SUGGESTIONS",
    "OTHER_VALUES",
    "USUAL_THRESHOLD",
    "Segment",
    "Suggestion",
    "TranslationMemory",
    "catalog_segments",
    "suggestions",
    "write_tmx",
]
