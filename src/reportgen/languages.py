"""The table of languages: one row each, everything that depends on nothing but the language.

Nothing comes in; `LANGUAGES` and `language()` go out. The order is the order in which languages are
listed to users. Words of a language (names of bodies, labels) are not here but in the organisation
facts and the catalogs.
"""

from __future__ import annotations

import difflib
from typing import Literal

from reportgen.errors import UsageError, did_you_mean
from reportgen.kinds import Direction
from reportgen.records import dataclass

WordLanguageSlot = Literal["val", "eastAsia", "bidi"]


@dataclass(frozen=True, slots=True)
class Language:
    """A language in which reports are made.

    `key` is what users type and what files use; `letter` ends a document symbol (`-F`); `tag` is
    the BCP 47 tag in HTML and in the Document; `word_lang` goes into `w:lang`, into the attribute
    `word_slot`; `folder` is the gettext folder; `locale` the identifier Babel knows; `name` the
    English name and `native_name` the language's own. `values_key` is the language by whose rules
    dates, names and citations are worded: its own unless `values_of` names another.
    """

    key: str
    letter: str
    tag: str
    word_lang: str
    direction: Direction
    folder: str
    locale: str
    name: str
    native_name: str
    word_slot: WordLanguageSlot = "val"
    values_of: str = ""

    @property
    def values_key(self) -> str:
        """The key of the language that computed values are worded in."""
        return self.values_of or self.key

    @property
    def is_right_to_left(self) -> bool:
        """Whether text of this language runs from right to left."""
        return self.direction == "rtl"


# English is British in ITU documents: Babel's plain "en" would write dates in the American order.
LANGUAGES: tuple[Language, ...] = (
    Language("en", "E", "en-GB", "en-GB", "ltr", "en", "en_GB", "English", "English"),
    Language("fr", "F", "fr", "fr-FR", "ltr", "fr", "fr", "French", "français"),
    Language("es", "S", "es", "es-ES", "ltr", "es", "es", "Spanish", "español"),
    Language("ru", "R", "ru", "ru-RU", "ltr", "ru", "ru", "Russian", "русский"),
    Language("zh", "C", "zh-Hans", "zh-CN", "ltr", "zh", "zh_Hans", "Chinese", "中文", "eastAsia"),
    Language("ar", "A", "ar", "ar-EG", "rtl", "ar", "ar", "Arabic", "العربية", "bidi"),
)

LANGUAGE_KEYS: tuple[str, ...] = tuple(each.key for each in LANGUAGES)

# The source language of outcomes and messages.
SOURCE_LANGUAGE = LANGUAGES[0]

# English with accents, for looking at templates and finding what escapes translation
# (reportgen.pseudo). Nobody reads it: it is made only when asked for by name, and never final.
PSEUDO_LANGUAGE = Language(
    "xx", "X", "en-XA", "en-GB", "ltr", "xx", "en_GB", "pseudo-language", "xx", values_of="en"
)

_BY_KEY = {each.key: each for each in LANGUAGES}


def language(key: str) -> Language:
    """Return the language with this key; raise UsageError, naming the nearest one, if unknown."""
    try:
        return _BY_KEY[key]
    except KeyError:
        known = ", ".join(_BY_KEY)
        near = _near_key(key)
        message = f'unknown language "{key}"; known languages: {known}'
        raise UsageError(f"{message}; {near}" if near else message) from None


def document_language(key: str) -> Language:
    """Return the language of a Document: one of the table, or the pseudo-language.

    Raises UsageError as `language` does.
    """
    return PSEUDO_LANGUAGE if key == PSEUDO_LANGUAGE.key else language(key)


def _near_key(key: str) -> str:
    """Return the key meant by a name, tag or letter ("French", "fr-FR", "F"), as a question."""
    folded = key.casefold()
    for each in LANGUAGES:
        other = {each.name, each.native_name, each.tag, each.word_lang, each.letter, each.locale}
        if folded in {word.casefold() for word in other}:
            return f'did you mean "{each.key}"?'
    by_name = {each.name.casefold(): each.key for each in LANGUAGES}
    near = difflib.get_close_matches(folded, by_name, n=1)
    return f'did you mean "{by_name[near[0]]}"?' if near else did_you_mean(key, _BY_KEY)
