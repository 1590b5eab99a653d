"""Quotation marks, and deviations of a text from the house's typography.

The ITU prints straight quotation marks in all languages but Chinese (measured in ITU Word files;
CLDR has curly marks or guillemets). What a user wrote is never altered: `find_deviations` only
says where it differs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from reportgen.values._tables import check_language

_MARKS: Final = {"zh": ("“", "”", "‘", "’")}
_STRAIGHT: Final = ('"', '"', "'", "'")

# What is not prose: expressions, targets of links, addresses, code.
_NOT_PROSE = re.compile(
    r"\{\{.*?\}\}|\]\([^)\s]*\)|<[^>\s]*>|https?://\S+|\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+|`[^`]*`",
    re.DOTALL,
)
_FILLER: Final = "\N{OBJECT REPLACEMENT CHARACTER}"

_LATIN_OR_CYRILLIC: Final = frozenset({"en", "fr", "es", "ru"})
_HAN: Final = r"[\u3400-\u4dbf\u4e00-\u9fff]"
_ARABIC_LETTER: Final = r"[\u0620-\u064a]"


@dataclass(frozen=True, slots=True)
class Deviation:
    """One place where a text differs from the house style.

    `start` and `end` are positions in the text, `found` is what stands there, `expected` what the
    house prints ("" where it is to be deleted), `rule` a stable name, `message` says it in words.
    """

    start: int
    end: int
    found: str
    expected: str
    rule: str
    message: str


@dataclass(frozen=True, slots=True)
class _Rule:
    # The pattern is compiled (and kept by `re`) when a text is first looked at.
    name: str
    languages: frozenset[str]
    pattern: str
    expected: str
    message: str


_ALL: Final = frozenset({"en", "fr", "es", "ru", "zh", "ar"})
_RULES: Final = (
    _Rule(
        "straight-quotes",
        _ALL - {"zh"},
        "[“”„«»]",
        '"',
        'the house prints straight quotation marks: "…"',
    ),
    _Rule(
        "straight-apostrophe",
        _ALL - {"zh", "ar"},
        "[‘’]",
        "'",
        "the house prints a straight apostrophe: '",
    ),
    _Rule(
        "space-before-colon",
        _LATIN_OR_CYRILLIC,
        r"(?<=\w)[ \u00a0\u202f]+(?=[:;!?](?:\s|$))",
        "",
        "the house prints no space before a colon, semicolon, question or exclamation mark",
    ),
    _Rule(
        "several-spaces",
        _ALL,
        r"(?<=\S)[ \u00a0]{2,}(?=\S)",
        " ",
        "several spaces in a row",
    ),
    _Rule(
        "ordinal-in-date",
        frozenset({"en"}),
        (
            r"(?<=\d)(?:st|nd|rd|th)(?= (?:January|February|March|April|May|June|July|August"
            r"|September|October|November|December)\b)"
        ),
        "",
        "the house prints a date without st, nd, rd, th: 1 September 2021",
    ),
    _Rule("ie-for-yo", frozenset({"ru"}), "ё", "е", "the house writes е for ё"),
    _Rule("ie-for-yo", frozenset({"ru"}), "Ё", "Е", "the house writes Е for Ё"),
    _Rule(
        "full-width-comma",
        frozenset({"zh"}),
        f"(?<={_HAN}),|,(?={_HAN})",
        "，",
        "full-width comma between Chinese words",
    ),
    _Rule(
        "full-width-semicolon",
        frozenset({"zh"}),
        f"(?<={_HAN});",
        "；",
        "full-width semicolon after Chinese words",
    ),
    _Rule(
        "full-width-colon",
        frozenset({"zh"}),
        f"(?<={_HAN}):",
        "：",
        "full-width colon after Chinese words",
    ),
    _Rule(
        "full-width-stop",
        frozenset({"zh"}),
        rf"(?<={_HAN})\.(?=\s|$)",
        "。",
        "full-width stop at the end of a Chinese sentence",
    ),
    _Rule(
        "full-width-brackets",
        frozenset({"zh"}),
        (rf"(?<={_HAN})\("),
        "（",
        "full-width brackets in Chinese",
    ),
    _Rule(
        "han-latin-space",
        frozenset({"zh"}),
        rf"(?<={_HAN}) (?=[A-Za-z0-9])|(?<=[A-Za-z0-9]) (?={_HAN})",
        "",
        "no space between Chinese and Latin letters or figures",
    ),
    _Rule(
        "arabic-comma",
        frozenset({"ar"}),
        rf"(?<={_ARABIC_LETTER}),",
        "،",
        "Arabic comma after an Arabic word",
    ),
    _Rule(
        "arabic-semicolon",
        frozenset({"ar"}),
        rf"(?<={_ARABIC_LETTER});",
        "؛",
        "Arabic semicolon after an Arabic word",
    ),
    _Rule(
        "arabic-question-mark",
        frozenset({"ar"}),
        rf"(?<={_ARABIC_LETTER})\?",
        "؟",
        "Arabic question mark after an Arabic word",
    ),
    _Rule(
        "english-spelling",
        frozenset({"ar"}),
        "(?<=إن)ج(?=ليز)",
        "ك",
        "the house writes الإنكليزية with ك",
    ),
)
_EASTERN_DIGITS = re.compile("[\u0660-\u0669\u06f0-\u06f9]+")


def quote(text: str, language: str, *, inner: bool = False) -> str:
    """Return the text in quotation marks; `inner` is a quotation inside another.

    Straight marks in all languages but Chinese, without spaces inside (so also in French).
    """
    check_language(language)
    opening, closing, inner_opening, inner_closing = _MARKS.get(language, _STRAIGHT)
    if inner:
        return f"{inner_opening}{text}{inner_closing}"
    return f"{opening}{text}{closing}"


def find_deviations(text: str, language: str) -> tuple[Deviation, ...]:
    """Return where a text differs from the house's typography, in reading order.

    Expressions, addresses and the targets of links are not looked at. The text is not altered, and
    a deviation is a warning: a source may have reasons.
    """
    check_language(language)
    prose = _NOT_PROSE.sub(lambda match: _FILLER * len(match.group()), text)
    found = sorted(_search(prose, language), key=lambda item: (item.start, item.end, item.rule))
    return tuple(found)


def _search(prose: str, language: str) -> Iterator[Deviation]:
    for rule in _RULES:
        if language not in rule.languages:
            continue
        for match in re.finditer(rule.pattern, prose):
            yield Deviation(*match.span(), match.group(), rule.expected, rule.name, rule.message)
    for match in _EASTERN_DIGITS.finditer(prose):
        yield Deviation(
            *match.span(),
            match.group(),
            str(int(match.group())),
            "european-digits",
            "the house prints European digits in every language",
        )
