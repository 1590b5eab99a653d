"""`w:lang`: which attribute carries which language.

Word keeps three languages beside each other, for Latin, East Asian and complex scripts; a text in
Arabic is spelled and read aloud by `w:bidi`, one in Chinese by `w:eastAsia`.
"""

from __future__ import annotations

from dataclasses import dataclass

from reportgen.languages import LANGUAGES, PSEUDO_LANGUAGE, Language


@dataclass(frozen=True, slots=True)
class WordLanguage:
    """A language as Word wants it: its code, its attribute of `w:lang`, and its direction."""

    code: str
    slot: str
    is_right_to_left: bool


def word_language(name: str) -> WordLanguage:
    """Return the language with this key or BCP 47 tag; one we do not know keeps its tag."""
    known = _BY_NAME.get(name) or _BY_NAME.get(name.partition("-")[0])
    if known is None:
        return WordLanguage(name, "val", is_right_to_left=False)
    return WordLanguage(known.word_lang, known.word_slot, known.is_right_to_left)


def language_slots(name: str) -> dict[str, str]:
    """Return the three languages of a document in the given one, by attribute of `w:lang`."""
    language = word_language(name)
    slots = dict(_DEFAULT_SLOTS)
    slots[language.slot] = language.code
    return slots


def _by_name() -> dict[str, Language]:
    found: dict[str, Language] = {}
    for language in LANGUAGES:
        for name in (language.key, language.tag, language.word_lang):
            found[name] = language
    for name in (PSEUDO_LANGUAGE.key, PSEUDO_LANGUAGE.tag):
        found[name] = PSEUDO_LANGUAGE
    return found


_BY_NAME = _by_name()
_DEFAULT_SLOTS = {
    slot: next(each.word_lang for each in LANGUAGES if each.word_slot == slot)
    for slot in ("val", "eastAsia", "bidi")
}
