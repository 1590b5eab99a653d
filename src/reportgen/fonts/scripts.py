"""By which font a character is drawn: the one for Latin, for East Asian or for complex scripts.

A text processor chooses the font of a character by its script. Punctuation, digits and symbols have
none of their own: they take the font of the text around them.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterable

from reportgen.fonts.substitution import Slot

# Where the blocks of East Asian and complex scripts begin, and what comes after them. The blocks of
# symbols and punctuation between them count as neutral by their category.
_STARTS: tuple[tuple[int, Slot], ...] = (
    (0x0000, "latin"),  # Latin, Greek, Cyrillic, Armenian
    (0x0590, "complex"),  # Hebrew, Arabic, Syriac, Indic scripts, Thai, Lao, Tibetan, Burmese
    (0x10A0, "latin"),  # Georgian
    (0x1100, "east-asian"),  # Hangul
    (0x1200, "latin"),  # Ethiopic, Cherokee, Canadian syllabics
    (0x1780, "complex"),  # Khmer, Mongolian
    (0x1D00, "latin"),  # phonetic letters, Latin and Greek with marks, punctuation, symbols
    (0x2E80, "east-asian"),  # radicals, kana, ideographs, full-width punctuation
    (0xA640, "latin"),
    (0xAC00, "east-asian"),  # Hangul
    (0xD800, "latin"),
    (0xF900, "east-asian"),  # compatibility ideographs
    (0xFB00, "latin"),
    (0xFB1D, "complex"),  # Hebrew and Arabic presentation forms
    (0xFE10, "east-asian"),  # vertical forms, half-width and full-width forms
    (0xFE70, "complex"),  # Arabic presentation forms
    (0xFF00, "east-asian"),
    (0xFFF0, "latin"),
    (0x20000, "east-asian"),  # ideographs
    (0x40000, "latin"),
)
_BEGINNINGS = [start for start, _ in _STARTS]

_MAIN: dict[str, Slot] = {"zh": "east-asian", "ar": "complex"}
_IDEOGRAPHIC_PUNCTUATION = range(0x3000, 0x3040)
_FULL_WIDTH = range(0xFF00, 0xFFF0)
_SELECTORS = range(0xFE00, 0xFE10)
"""Variation selectors: a wish for a shape of the character before, which a font may not know."""


def main_slot(language: str) -> Slot:
    """Return whose font a language is written in for the most part."""
    return _MAIN.get(language, "latin")


def slot_of(character: str, language: str) -> Slot:
    """Return whose font draws a character in a text of a language."""
    code = ord(character)
    is_letter = unicodedata.category(character)[0] in "LM"
    if is_letter or code in _IDEOGRAPHIC_PUNCTUATION or code in _FULL_WIDTH:
        return _STARTS[bisect_right(_BEGINNINGS, code) - 1][1]
    return main_slot(language)


def drawn_characters(texts: Iterable[str]) -> frozenset[str]:
    """Return the characters of texts that need a glyph.

    Spaces and what only steers the others (direction marks, joiners) need none: where a font lacks
    them, whoever lays a text out puts in what they mean. Letters and marks are taken as composed.
    """
    found = set(unicodedata.normalize("NFC", "\n".join(texts)))
    return frozenset(each for each in found if not _is_invisible(each))


def _is_invisible(character: str) -> bool:
    category = unicodedata.category(character)
    return category in {"Cc", "Cf", "Cs"} or category[0] == "Z" or ord(character) in _SELECTORS
