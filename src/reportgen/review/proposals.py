"""What an edit would change in the sources: the words of a text, or the value of a field.

Words that a reviewer changed are words of a text or of a value that was computed. The first become
an edit of the text in its own coordinates, so that its expressions stay expressions; the second
name the field. An edit across both is taken apart (`allocation`): whoever writes a sentence anew
around a date that stays has not touched the date.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from reportgen.review.allocation import Part, ReadValue, parts_of, slice_pieces, text_of
from reportgen.review.edits import Edit
from reportgen.review.marks import Piece
from reportgen.review.model import (
    EditText,
    EditValue,
    NewText,
    PackedDraft,
    PackedParagraph,
    PackedSpan,
    Proposal,
)
from reportgen.review.sources import source_range, words_as_source
from reportgen.review.words import differences
from reportgen.textmap import apply_edits

__all__ = ["NO_PLACE", "Proposer", "ReadValue", "Result", "checked", "why_no_text"]

NO_PLACE = "where these words stand in their source is not known"
_PICTURE = "a picture or note cannot stand in a text"
_NO_SOURCE = "no source says these words"
_ARGUMENT = re.compile(r"(\{\{\s*(?:when|date|number)\(\s*)(\"[^\"]*\"|-?\d+)")
"""The argument of an expression that says its value itself."""
_EXPRESSION = re.compile(r"\{\{[^{}]*\}\}")
_MARKS = frozenset("*_[]\\{}")


@dataclass(frozen=True, slots=True)
class Result:
    """The proposals that carry an edit into the sources; `why` says what they leave out."""

    proposals: tuple[Proposal, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class Proposer:
    """Makes the proposals for one draft; `read_value` reads the values of fields."""

    draft: PackedDraft
    read_value: ReadValue

    def words(self, one: PackedParagraph, edit: Edit, base: tuple[bool, bool]) -> Result:
        """Return what changed words of a paragraph propose.

        `base` says whether words of this paragraph are bold and slanted without a mark.
        """
        if any(piece.obj for piece in edit.pieces):
            return Result(why=_PICTURE)
        if not one.spans:
            return Result(why=why_no_text(one))
        proposals: list[Proposal] = []
        why = ""
        for part in parts_of(one, edit, self.read_value):
            words = one.text[part.span.start : part.span.end]
            is_text = part.span.kind == "text"
            result = self._text(part, words, base) if is_text else self._value(part, words, base)
            proposals += result.proposals
            why = why or result.why
        return checked(self.draft, Result(tuple(_touching_joined(proposals)), why))

    def added(self, edit: Edit, kind: str) -> Result:
        """Return that a paragraph is new; `kind` is that of the block it looks like."""
        if any(piece.obj for piece in edit.pieces):
            return Result(why=_PICTURE)
        if not text_of(edit.pieces).strip():
            return Result(why="an empty paragraph says nothing")
        source = words_as_source(edit.pieces, "", "")
        if source is None:
            return Result(why=_NO_SOURCE)
        after = edit.after.origin if edit.after is not None else ""
        return Result((NewText(after, kind, source.strip()),))

    def _text(self, part: Part, words: str, base: tuple[bool, bool]) -> Result:
        """Return an edit of the words of a text, without those that stay at its ends."""
        source = self.draft.texts.get(part.span.origin)
        if source is None:
            return Result(why=NO_PLACE)
        first, last, pieces = _trimmed(words, part)
        place = source_range(part.span, words, source, first, last)
        return self._edit(part.span, source, place, pieces, base)

    def _value(self, part: Part, words: str, base: tuple[bool, bool]) -> Result:
        """Return what is proposed for a value: another one, or words in its place."""
        span = part.span
        new = (words[: part.first] + part.new + words[part.last :]).strip()
        if part.first == part.last and part.first in (0, len(words)):
            return self._beside_value(part, base)
        if not new or not span.field:
            return self._instead_of_value(span, new, base)
        old = "" if span.kind == "gap" else words
        return Result((EditValue(span.field, old, new, self.read_value(span, new)),))

    def _beside_value(self, part: Part, base: tuple[bool, bool]) -> Result:
        """Return words put before or behind a value that no words of the text touch."""
        span = part.span
        source = self.draft.texts.get(span.origin)
        if source is None or span.source_start < 0:
            return Result(why=NO_PLACE)
        at = span.source_start if part.first == 0 else span.source_end
        return self._edit(span, source, (at, at), part.pieces, base)

    def _instead_of_value(self, span: PackedSpan, new: str, base: tuple[bool, bool]) -> Result:
        """Return an edit of an expression: it is taken out, or says another time itself."""
        source = self.draft.texts.get(span.origin)
        if source is None or span.source_start < 0:
            return Result(why=NO_PLACE)
        place = (span.source_start, span.source_end)
        value = self.read_value(span, new) if new else ""
        written = source[slice(*place)]
        said = _ARGUMENT.match(written)
        if value and "{" not in value and said is not None:
            argument = f'"{value}"' if said[2].startswith('"') else value
            changed = said[1] + argument + written[said.end() :]
            return Result((EditText(span.origin, *place, changed),))
        return self._edit(span, source, place, [Piece(new)], base)

    def _edit(
        self,
        span: PackedSpan,
        source: str,
        place: tuple[int, int] | None,
        pieces: Iterable[Piece],
        base: tuple[bool, bool],
    ) -> Result:
        """Return an edit of a text at a place of its source."""
        if place is None:
            return Result(why=NO_PLACE)
        start, end = place
        replacement = words_as_source(
            pieces,
            source[:start],
            source[end:],
            strong=span.strong or base[0],
            emphasis=span.emphasis or base[1],
        )
        if replacement is None:
            return Result(why=_NO_SOURCE)
        return Result((EditText(span.origin, start, end, replacement),))


def checked(draft: PackedDraft, result: Result) -> Result:
    """Return proposals without those that change nothing or that their text cannot take."""
    kept: list[Proposal] = []
    why = result.why
    for each in result.proposals:
        if not isinstance(each, EditText):
            kept.append(each)
            continue
        source = draft.texts[each.origin]
        if source[each.start : each.end] == each.replacement:
            continue
        # Reading the text again takes time; plain words in a plain text are as they are.
        if _MARKS.isdisjoint(each.replacement) and _is_plain(source):
            kept.append(each)
            continue
        try:
            apply_edits(source, [(each.start, each.end, each.replacement)])
        except ValueError as error:
            why = why or str(error)
        else:
            kept.append(each)
    return Result(tuple(kept), why)


@lru_cache(maxsize=512)
def _is_plain(source: str) -> bool:
    """Whether a text has no marks but those of its expressions."""
    return _MARKS.isdisjoint(_EXPRESSION.sub("", source))


def why_no_text(one: PackedParagraph) -> str:
    """Return why the words of a paragraph have no source."""
    if one.kind == "note":
        return "it was written into the covering note"
    return "these words are of the template, not of a text"


def _trimmed(words: str, part: Part) -> tuple[int, int, list[Piece]]:
    """Return a change of a span without the words that it leaves as they are, at both ends."""
    found = differences(words[part.first : part.last], part.new, is_fine=True)
    if not found:
        return part.first, part.first, []
    first, last = found[0], found[-1]
    pieces = slice_pieces(part.pieces, first.new_start, last.new_end)
    return part.first + first.start, part.first + last.end, pieces


def _touching_joined(proposals: Iterable[Proposal]) -> list[Proposal]:
    """Return proposals with edits of one text that touch made one."""
    joined: list[Proposal] = []
    for each in proposals:
        last = joined[-1] if joined else None
        if (
            isinstance(each, EditText)
            and isinstance(last, EditText)
            and (last.origin, last.end) == (each.origin, each.start)
        ):
            words = last.replacement + each.replacement
            joined[-1] = EditText(each.origin, last.start, each.end, words)
        else:
            joined.append(each)
    return joined
