"""The edits of each text, put together: what it says after all that was accepted.

Edits count in the text as it was packed. Where paragraphs were joined, the first takes the second
as it is after its own edits.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from reportgen.pipeline.review.choosing import Entry
from reportgen.pipeline.review.desk import NotApplicableError
from reportgen.pipeline.review.wording import Edit, Target, edited_words, target_of
from reportgen.review.model import EditText, PackedDraft, Withdrawal
from reportgen.review.units import PARAGRAPH_BREAK
from reportgen.textmap import map_text

_MOST_TRIED = 200


@dataclass(frozen=True)
class EditedText:
    """A text that was edited: which, what its source was in the draft, and by which changes."""

    target: Target
    packed: str
    entries: tuple[Entry, ...]


class TextEdits:
    """The edits of accepted changes by text; `earlier` are those of runs before."""

    def __init__(self, entries: Sequence[Entry], earlier: Sequence[Entry]) -> None:
        """Put the edits together."""
        self._new = _by_text(entries)
        self._earlier = _by_text(earlier)

    def edited(self) -> list[EditedText]:
        """Return the texts that were edited, in the order of the documents."""
        return [
            EditedText(target, packed, tuple(dict.fromkeys(entry for entry, _ in pairs)))
            for (target, packed), pairs in self._new.items()
        ]

    def words(self, text: EditedText) -> str:
        """Return what a text says after all its edits; raises NotApplicableError if nothing can."""
        return self._words(text, self._new[text.target, text.packed])

    def _words(self, text: EditedText, pairs: Sequence[tuple[Entry, EditText]]) -> str:
        if _is_english(pairs) and not _is_replaced(text.packed, [edit for _, edit in pairs]):
            raise NotApplicableError(
                "the draft showed the text in English, since it is not translated: translate it"
            )
        before = [_edit(edit) for _, edit in self._earlier.get((text.target, text.packed), ())]
        return edited_words(text.packed, [*before, *(self._joined(*pair) for pair in pairs)])

    def is_english(self, text: EditedText) -> bool:
        """Whether the draft showed a text in English that should have been in another language."""
        return _is_english(self._new[text.target, text.packed])

    def expected(self, text: EditedText) -> Iterator[str]:
        """Yield what a text may say now: what it said in the draft, and after runs before."""
        yield text.packed.strip()
        before = self._earlier.get((text.target, text.packed), ())
        words = edited_words(text.packed, [_edit(edit) for _, edit in before])
        if PARAGRAPH_BREAK not in words:
            yield words

    def blamed(self, text: EditedText, check: Callable[[str], None]) -> list[Entry]:
        """Return the changes whose edits cannot be had with those before them.

        `check` raises NotApplicableError for words that the text cannot have. None where there are
        too many to try: then all are to blame.
        """
        if len(self._new[text.target, text.packed]) > _MOST_TRIED:
            return []
        pairs: list[tuple[Entry, EditText]] = []
        found = []
        for pair in self._new[text.target, text.packed]:
            try:
                check(self._words(text, [*pairs, pair]))
            except NotApplicableError:
                found.append(pair[0])
            else:
                pairs.append(pair)
        return found

    def _joined(self, entry: Entry, edit: EditText) -> Edit:
        """Return an edit; one that joins a paragraph takes it as it is after its own edits."""
        if entry.change.kind != "paragraphs-joined":
            return _edit(edit)
        draft = entry.copy.draft
        for each in entry.change.proposals:
            if isinstance(each, Withdrawal):
                packed = draft.texts[each.origin]
                words = self._edited(draft, each.origin, packed)
                return edit.start, edit.end, edit.replacement.removesuffix(packed) + words
        return _edit(edit)

    def _edited(self, draft: PackedDraft, origin: str, packed: str) -> str:
        pairs = self._new.get((target_of(draft, origin), packed), [])
        return edited_words(packed, [self._joined(*pair) for pair in pairs])


_Edits = dict[tuple[Target, str], list[tuple[Entry, EditText]]]


def _by_text(entries: Iterable[Entry]) -> _Edits:
    found: _Edits = {}
    for entry in entries:
        draft = entry.copy.draft
        for each in entry.change.proposals:
            if isinstance(each, EditText):
                key = target_of(draft, each.origin), draft.texts.get(each.origin, "")
                found.setdefault(key, []).append((entry, each))
    return found


def _edit(edit: EditText) -> Edit:
    return edit.start, edit.end, edit.replacement


def _is_english(pairs: Iterable[tuple[Entry, EditText]]) -> bool:
    return any(edit.origin in entry.copy.draft.untranslated for entry, edit in pairs)


def _is_replaced(packed: str, edits: Sequence[EditText]) -> bool:
    """Whether edits leave none of the words of a text, so that they are a translation of it."""
    return all(
        any(edit.start <= start and end <= edit.end for edit in edits)
        for piece in map_text(packed)
        for character, (start, end) in zip(piece.piece.text, piece.places, strict=False)
        if character.isalpha()
    )
