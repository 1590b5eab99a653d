"""Other words for a text: where they belong, and how they get there.

The text of a meeting is in its outcomes file in English and in its catalogs in other languages. A
message of ours is never changed: the report to that addressee words it itself from now on
(`reports.A.messages` of the outcomes file), and the translations that we have go along.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from reportgen.catalogs.lookup import plural_form
from reportgen.catalogs.places import messages_path
from reportgen.catalogs.store import read_catalog_file
from reportgen.languages import SOURCE_LANGUAGE, language
from reportgen.messages import MESSAGES, PACKAGE
from reportgen.pipeline.review.desk import (
    TRANSLATED_LANGUAGES,
    Desk,
    NotApplicableError,
)
from reportgen.pipeline.review.paragraphs import add_paragraph
from reportgen.pipeline.review.translating import FirstWords
from reportgen.report import split_origin
from reportgen.review.model import PackedDraft
from reportgen.review.units import PARAGRAPH_BREAK
from reportgen.textmap import apply_edits
from reportgen.texts import expression_places, parse_text
from reportgen.textwriting import items_of

_BREAK = "\ue000"
"""Stands for the end of a paragraph while a text is edited: a character that no text has."""

Edit = tuple[int, int, str]
"""Start and end in the source of a text, and the source in place of what stands between."""


@dataclass(frozen=True, slots=True)
class Target:
    """A text in one language: of a meeting, or a message of ours in the report to an addressee."""

    meeting: str
    language: str
    origin: str
    addressee: str = ""

    @property
    def is_message(self) -> bool:
        """Whether it is a message of ours."""
        return bool(self.addressee)

    @property
    def override(self) -> str:
        """The origin of the words that stand for a message of ours in this report."""
        return f"reports.{self.addressee}.{self.origin}"


def target_of(draft: PackedDraft, origin: str) -> Target:
    """Return the text that an origin of a draft leads to."""
    owner, path = split_origin(origin)
    if owner == PACKAGE:
        return Target(draft.meeting, draft.language, path, draft.addressee)
    return Target(owner or draft.meeting, draft.language, path)


def current_words(desk: Desk, target: Target) -> str:
    """Return the source of a text as the report shows it now; nothing where it shows none."""
    is_source = target.language == SOURCE_LANGUAGE.key
    origin = target.origin
    if target.is_message:
        place = desk.place(target.meeting, target.override)
        if place is None:
            return _our_words(desk, target, target.language) or ""
        begun = desk.first_words(target.meeting, target.language, target.override)
        if begun is not None:
            return begun.text
        origin = target.override
    if is_source:
        place = desk.place(target.meeting, origin)
        return place.source if place is not None else ""
    return desk.words(target.meeting, target.language, origin) or ""


def edited_words(packed: str, edits: Iterable[Edit]) -> str:
    """Return a source after edits, none of which overlap; a blank line parts its paragraphs.

    Equal edits count once; what is inserted at one place stands in the order given. Raises
    NotApplicableError where no source says that, or where plain words would stand for a value.
    """
    unique = dict.fromkeys(edits)
    if any(_loses_value(packed, edit) for edit in unique):
        raise NotApplicableError("plain words would stand in the place of a computed value")
    order = sorted(unique, key=lambda edit: edit[:2])
    joined = [
        (*place, "".join(words.replace(PARAGRAPH_BREAK, _BREAK) for _, _, words in group))
        for place, group in groupby(order, key=lambda edit: edit[:2])
    ]
    try:
        words = apply_edits(packed, joined)
        parts = [part.strip() for part in words.split(_BREAK)]
        # Emphasis that would go on beyond the end of a paragraph is none any more.
        is_same = [each for each in items_of(words) if each.text != _BREAK and not each.is_space]
        if [e for part in parts for e in items_of(part) if not e.is_space] != is_same:
            raise NotApplicableError("a paragraph cannot end amid emphasis or a link")
    except ValueError as error:
        raise NotApplicableError(str(error)) from None
    if len(parts) > 1 and not all(parts):
        raise NotApplicableError("a paragraph without words says nothing")
    return PARAGRAPH_BREAK.join(parts)


def _loses_value(packed: str, edit: Edit) -> bool:
    """Whether an edit puts plain words in the place of an expression; it may take one out."""
    start, end, words = edit
    covered = Counter(
        name
        for first, last in expression_places(packed)
        if start <= first and last <= end
        for name in _names(packed[first:last])
    )
    return bool(words.strip()) and not covered <= Counter(_names(words))


def _names(source: str) -> list[tuple[str, str]]:
    return [(each.name, each.attribute) for each in parse_text(source).expressions()]


def set_words(desk: Desk, target: Target, words: str, *, is_new: bool = False) -> None:
    """Give a text other words, or where it has none in its language (`is_new`) its first ones.

    Raises NotApplicableError where that is left to people.
    """
    if target.language != SOURCE_LANGUAGE.key and PARAGRAPH_BREAK in words:
        raise NotApplicableError("paragraphs are parted in the English text")
    if target.is_message:
        _override(desk, target, words)
    elif target.language == SOURCE_LANGUAGE.key:
        set_paragraphs(desk, target.meeting, target.origin, words)
    else:
        desk.set_words(target.meeting, target.language, target.origin, words, is_new=is_new)


def set_paragraphs(desk: Desk, meeting: str, origin: str, words: str) -> None:
    """Give a text of an outcomes file other words, and put further paragraphs behind it."""
    first, *others = words.split(PARAGRAPH_BREAK)
    place = desk.place(meeting, origin)
    if place is None or place.source != first:
        desk.set_text(meeting, origin, first)
    for each in reversed(others):
        add_paragraph(desk, meeting, origin, each)


def _override(desk: Desk, target: Target, words: str) -> None:
    """Have a report word a message of ours itself."""
    english = _our_words(desk, target, SOURCE_LANGUAGE.key)
    if english is None:
        raise NotApplicableError(f"there is no message {target.origin} any more")
    is_source = target.language == SOURCE_LANGUAGE.key
    if desk.place(target.meeting, target.override) is None:
        key = target.origin.removeprefix("messages.")
        ensure_report(desk, target.meeting, target.addressee)
        path = ("reports", target.addressee, "messages", key)
        text = words if is_source else english
        desk.edit(
            target.meeting,
            lambda editor: editor.set_value(path, text, ("outline", "omit", "annexes")),
        )
        for each in TRANSLATED_LANGUAGES:
            _take_along(desk, target, each, english, words)
    elif is_source:
        set_paragraphs(desk, target.meeting, target.override, words)
    elif desk.first_words(target.meeting, target.language, target.override) is not None:
        begun = FirstWords(words)
        desk.begin_translation(target.meeting, target.language, target.override, begun)
    else:
        desk.set_words(target.meeting, target.language, target.override, words)


def _take_along(desk: Desk, target: Target, key: str, english: str, words: str) -> None:
    """Give the words of a report the translation that our message has, in one language.

    Where the English is what changed, it is out of date.
    """
    if key == target.language:
        desk.begin_translation(target.meeting, key, target.override, FirstWords(words))
        return
    ours = _our_words(desk, target, key)
    if ours is not None:
        previous = english if target.language == SOURCE_LANGUAGE.key else ""
        desk.begin_translation(target.meeting, key, target.override, FirstWords(ours, previous))


def _our_words(desk: Desk, target: Target, key: str) -> str | None:
    """Return a message of ours in a language, by the number of meetings that the report covers."""
    message = MESSAGES.get(target.origin.removeprefix("messages."))
    if message is None:
        return None
    reports = desk.file(target.meeting).editor.data.get("reports") or {}
    covers = (reports.get(target.addressee) or {}).get("covers") or ()
    count = len(covers) or 1
    if key == SOURCE_LANGUAGE.key:
        return message.plural if message.plural and count != 1 else message.text
    catalog = read_catalog_file(messages_path(key), language(key), "reportgen messages")
    for entry in catalog.entries:
        if entry.unit.context == message.context and entry.is_translated and not entry.is_fuzzy:
            return entry.texts[min(plural_form(key, count), len(entry.texts) - 1)]
    return None


def ensure_report(desk: Desk, meeting: str, addressee: str) -> None:
    """See to it that the outcomes file has settings for a report, and for the others as before.

    A file that names no reports has one for each body that its own reports to; naming one of them
    must not take the others away.
    """
    data = desk.file(meeting).editor.data
    if data.get("reports"):
        return
    source = desk.workspace.source(desk.file(meeting).path.parent)
    known = (*desk.workspace.addressees(source), addressee)
    reports: dict[str, dict[str, object]] = {each: {} for each in known}
    desk.edit(meeting, lambda editor: editor.set_value(("reports",), reports))
