"""Quotation marks as the house prints them: straight in all languages but Chinese.

Measured in ITU Word files; CLDR has curly marks or guillemets.
"""

from __future__ import annotations

from typing import Final

from reportgen.values._tables import check_language

_MARKS: Final = {"zh": ("“", "”", "‘", "’")}
_STRAIGHT: Final = ('"', '"', "'", "'")


def quote(text: str, language: str, *, inner: bool = False) -> str:
    """Return the text in quotation marks; `inner` is a quotation inside another.

    Straight marks in all languages but Chinese, without spaces inside (so also in French).
    """
    check_language(language)
    opening, closing, inner_opening, inner_closing = _MARKS.get(language, _STRAIGHT)
    if inner:
        return f"{inner_opening}{text}{inner_closing}"
    return f"{opening}{text}{closing}"
