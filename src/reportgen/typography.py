"""Deviations of a text from the house's typography: quotation marks, spaces, punctuation, digits.

In goes a text as it was written and its language, out come the places where the ITU prints
otherwise (docs/language-rules.md). The text is never altered: a source may have reasons, so every
deviation is a warning of `check`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from reportgen.records import dataclass

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


_ORDINAL_IN_DATE: Final = (
    r"(?<=\d)(?:st|nd|rd|th)(?= (?:January|February|March|April|May|June|July|August"
    r"|September|October|November|December)\b)"
)
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
        _ORDINAL_IN_DATE,
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
_EASTERN_DIGITS: Final = re.compile("[\u0660-\u0669\u06f0-\u06f9]+")

_AROUND: Final = 20
_LONGEST: Final = 40
_CURLY: Final = "“”„«»‘’"
_SPACED: Final = tuple(space + sign for space in " \u00a0\u202f" for sign in ":;!?")
_SEVERAL: Final = ("  ", "\u00a0\u00a0", " \u00a0", "\u00a0 ")
_DIGITS: Final = "".join(chr(0x660 + n) + chr(0x6F0 + n) for n in range(10))
_SIGNS: Final[dict[str, tuple[str, ...]]] = {
    "en": (*_CURLY, *_SPACED, *_SEVERAL),
    "fr": (*_CURLY, *_SPACED, *_SEVERAL),
    "es": (*_CURLY, *_SPACED, *_SEVERAL),
    "ru": (*_CURLY, *_SPACED, *_SEVERAL, "ё", "Ё"),
    "zh": (",", ";", ":", ".", "("),
    "ar": ("“", "”", "„", "«", "»", *_SEVERAL, ",", ";", "?", "إنجليز"),
}
_SIGN_PATTERNS: Final = {"en": _ORDINAL_IN_DATE, "zh": r"\w \w"}
"""What must stand in a text that a rule of its language could find fault with."""


def find_deviations(text: str, language: str) -> tuple[Deviation, ...]:
    """Return where a text differs from the house's typography, in reading order.

    Expressions, addresses and the targets of links are not looked at. Raises ValueError for a
    language whose house style is not known.
    """
    if language not in _ALL:
        raise ValueError(f'the house style of "{language}" is not known')
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


def may_deviate(texts: Iterable[str], language: str) -> bool:
    """Return whether `find_deviations` could find anything in these texts, all in one language.

    A quick look at many texts at once: False is sure, True asks to look at each.
    """
    joined = "\n".join(texts)
    if language in ("zh", "ar"):
        # Their signs are common inside expressions.
        joined = _NOT_PROSE.sub(_FILLER, joined)
    if any(sign in joined for sign in (*_SIGNS[language], *_DIGITS)):
        return True
    pattern = _SIGN_PATTERNS.get(language)
    return pattern is not None and re.search(pattern, joined) is not None


def shown_at(text: str, deviation: Deviation) -> str:
    """Return the deviation with the word around it, for a message."""
    start = text.rfind(" ", 0, deviation.start) + 1
    end = text.find(" ", deviation.end)
    return text[max(start, deviation.start - _AROUND) : (end if end >= 0 else len(text))][:_LONGEST]
