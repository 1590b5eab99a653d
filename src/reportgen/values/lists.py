"""Words joined to a list: `a, b and c`, without a comma before the last.

CLDR (British English for `en`) has the ITU's form in all six languages; added here are the Spanish
change of sound (`y` to `e`, `o` to `u`) and the no-break spaces of Russian and Arabic.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, Literal

from babel.lists import format_list as format_cldr_list

from reportgen.values._tables import LOCALES, NBSP, check_choice, check_language

LIST_KINDS: Final = ("and", "or")

# "y" before the sound i, but not before a diphthong (hielo, hierba); "o" before the sound o,
# figures included: 8, 80, 800, 8 000 (ocho…) and 11, 11 000 (once…), but not 110 or 1 100.
_SOUND_I = re.compile(r"[\"'“(]*h?i(?-i:(?![aeáé]))", re.IGNORECASE)
_SOUND_O = re.compile(r"[\"'“(]*(?:h?[oó]|8|11(?!\d))", re.IGNORECASE)


def format_list(items: Sequence[str], language: str, kind: str = "and") -> str:
    """Return the items as one phrase; `kind` is `and` or `or`. The items are not changed.

    Raises ValueError for no items at all, or for an unknown language or kind.
    """
    check_language(language)
    check_choice("kind of list", kind, LIST_KINDS)
    if not items:
        raise ValueError("a list needs at least one item")
    if len(items) == 1:
        return items[0]
    last = items[-1]
    style: Literal["standard", "or"] = "standard" if kind == "and" else "or"
    # Only the joints come from CLDR: the items go in afterwards, so that none is taken for one.
    marks = [chr(0xE000 + place) for place in range(len(items))]
    words = format_cldr_list(marks, style=style, locale=LOCALES[language])
    words = _mend(words, marks[-1], last, language)
    return "".join(_item_of(letter, marks, items) for letter in words)


def format_keywords(keywords: Sequence[str], language: str) -> str:
    """Return the keywords of a cover: behind semicolons, in Chinese and Arabic their own."""
    check_language(language)
    return {"zh": "；", "ar": "؛ "}.get(language, "; ").join(keywords)


def _item_of(letter: str, marks: list[str], items: Sequence[str]) -> str:
    place = ord(letter) - 0xE000
    return items[place] if 0 <= place < len(marks) else letter


def _mend(words: str, last_mark: str, last: str, language: str) -> str:
    """Return the joined words with what CLDR leaves out before the last item."""
    if language == "es":
        if _SOUND_I.match(last):
            return words.replace(f" y {last_mark}", f" e {last_mark}")
        if _SOUND_O.match(last):
            return words.replace(f" o {last_mark}", f" u {last_mark}")
    if language == "ru":
        return words.replace(" и ", f" и{NBSP}")
    if language == "ar":
        return words.replace(" أو ", f" أو{NBSP}")
    return words
