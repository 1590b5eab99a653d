"""Suggestions for texts that lack a translation: the nearest of what was translated before.

Texts are compared without their values: one sentence about two dates is one sentence. What differs
in its values only is offered with the new values put in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from reportgen.catalogs.units import Unit
from reportgen.memory.adapting import adapted
from reportgen.memory.segments import Segment
from reportgen.memory.skeleton import Skeleton, skeleton

EXACT = 100
"""The very same text."""
OTHER_VALUES = 98
"""The same words, and the values of the new text put in."""
UNFIT_VALUES = 90
"""The same words with values of their own, which somebody must exchange."""
MOST_SIMILAR = 89
"""The most that other words can score."""
USUAL_THRESHOLD = 70
MOST_SUGGESTIONS = 3

_STATES = {"reviewed": 0, "translated": 1, "earlier": 2, "obsolete": 3}
_LONGEST_COMPARED = 5_000


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A translation offered for a text: how near (100 is the same text), and where it is from.

    `source` is the English that `texts` translate (with the new values where they were put in);
    `texts` has as many forms as the unit has; `comments` are those of the entry it is from.
    """

    score: int
    origin: str
    source: str
    texts: tuple[str, ...]
    state: str = "translated"
    comments: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, object]:
        """Return the suggestion as plain data."""
        return {
            "score": self.score,
            "origin": self.origin,
            "source": self.source,
            "texts": list(self.texts),
            "state": self.state,
        }


@dataclass(frozen=True)
class TranslationMemory:
    """What is remembered in one language, what is nearest to the text at hand first."""

    language: str
    segments: Sequence[Segment] = field(default=())

    @cached_property
    def _words(self) -> list[str]:
        """The segments as they are compared, in their order."""
        return [_words(segment.source, segment.plural) for segment in self.segments]

    def nearest(self, source: str, plural: str, threshold: int) -> Iterator[tuple[Segment, float]]:
        """Yield the segments that are like a text, with the likeness of their words (to 100)."""
        from rapidfuzz import fuzz, process  # only where suggestions are asked for

        words = _words(source, plural)
        if len(words) > _LONGEST_COMPARED:
            return
        found = process.extract(
            words, self._words, scorer=fuzz.ratio, score_cutoff=threshold, limit=None
        )
        for _, likeness, place in found:
            yield self.segments[place], likeness


def _words(source: str, plural: str) -> str:
    words = skeleton(source).words
    return f"{words}\n{skeleton(plural).words}" if plural else words


def suggestions(
    units: Iterable[Unit],
    memory: TranslationMemory,
    *,
    owner: str = "",
    threshold: int = USUAL_THRESHOLD,
    most: int = MOST_SUGGESTIONS,
) -> dict[str, tuple[Suggestion, ...]]:
    """Return what the memory offers for each unit, by context, best first.

    Units for which it has nothing are left out.
    `owner` is whose units they are (`iscg-23-1`, `reportgen`): a text is not offered to itself.
    """
    found = {}
    for unit in units:
        offered = _offered(unit, memory, f"{owner}:{unit.context}", threshold)
        if offered:
            found[unit.context] = tuple(offered[:most])
    return found


def _offered(
    unit: Unit, memory: TranslationMemory, origin: str, threshold: int
) -> list[Suggestion]:
    """Return the suggestions for a unit, best first, each translation once."""
    rated = []
    for segment, likeness in memory.nearest(unit.source, unit.plural, threshold):
        if segment.origin == origin and segment.state != "obsolete":
            continue
        offer = _suggestion(unit, segment, likeness)
        if offer is not None and offer.score >= threshold:
            rated.append(offer)
    rated.sort(key=lambda offer: (-offer.score, _STATES[offer.state]))
    once: dict[tuple[str, ...], Suggestion] = {}
    for offer in rated:
        once.setdefault(offer.texts, offer)
    return list(once.values())


def _suggestion(unit: Unit, segment: Segment, likeness: float) -> Suggestion | None:
    """Return what a segment is worth to a unit; None for one with plural forms where none are."""
    if bool(unit.plural) != bool(segment.plural):
        return None
    score, source, texts = int(likeness), segment.source, segment.texts
    if (unit.source, unit.plural) == (segment.source, segment.plural):
        score = EXACT
    elif _words(unit.source, unit.plural) == _words(segment.source, segment.plural):
        fitted = _fitted(unit, segment)
        score = OTHER_VALUES if fitted else UNFIT_VALUES
        source, texts = (unit.source, fitted) if fitted else (source, texts)
    else:
        score = min(score, MOST_SIMILAR)
    return Suggestion(score, segment.origin, source, texts, segment.state, segment.comments)


def _fitted(unit: Unit, segment: Segment) -> tuple[str, ...] | None:
    """Return the texts of a segment with the values of a unit, None where that is ambiguous."""
    old, new = _both(segment.source, segment.plural), _both(unit.source, unit.plural)
    texts = [adapted(old, new, text) for text in segment.texts]
    return tuple(text for text in texts if text is not None) if None not in texts else None


def _both(source: str, plural: str) -> Skeleton:
    """Return the skeleton that the forms of a text are compared with: the plural's if it has one.

    It has the number, which the singular may leave out.
    """
    return skeleton(plural or source)
