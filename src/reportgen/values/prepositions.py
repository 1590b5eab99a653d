"""Arabic prepositions of one letter, written as one word with the noun behind them."""

from __future__ import annotations

from typing import Final

from reportgen.values._tables import PREFIXES, check_choice

_ARTICLE: Final = "ال"


def join_preposition(words: str, case: str) -> str:
    """Return Arabic words behind a preposition: `li` gives للقرار and لمؤتمر, `bi` بالقرار.

    The article loses its first letter behind `li`, and its second too where the noun begins with
    the same one (اللجنة, للجنة). Raises ValueError for another case, and for words in Latin
    letters, which no preposition can be joined to.
    """
    check_choice("Arabic preposition", case, PREFIXES)
    if words[:1].isascii():
        raise ValueError(f'no preposition can be joined to "{words}": use form="long" or write it')
    if case == "bi":
        return f"ب{words}"
    if not words.startswith(_ARTICLE):
        return f"ل{words}"
    noun = words.removeprefix(_ARTICLE)
    return f"ل{noun}" if noun.startswith("ل") else f"لل{noun}"
