"""Document symbols: read by pattern, written by the same pattern, turned into file names.

A pattern is the symbol with names in braces and, in square brackets, what may be absent:
`TDAG-{yy}/[{type}/]{number}[(Rev.{revision})][-{letter}]`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, Field

from reportgen.organisation.entries import Entry, Parts
from reportgen.organisation.patterns import PLACEHOLDER, Flag, allow_names, fill_pattern

# What each name in a pattern may stand for. All are bounded: no symbol takes long to read.
_PARTS: dict[str, str] = {
    "series": "[A-Z]",
    "year": r"\d{4}",
    "month": r"\d{2}",
    "yy": r"\d{2}",
    "session": r"\d{1,3}",
    "number": r"\d{1,5}",
    "sub": r"\d{1,3}",
    "revision": r"\d{1,2}",
    "addendum": r"\d{1,2}",
    "corrigendum": r"\d{1,2}",
    "letter": "[EFSRCA]",
}
_FILE_NAMES = (
    "period",
    "yy",
    "ordinal",
    "first_day",
    "type",
    "series",
    "number",
    "year",
    "month",
    "suffix",
    "format",
    "letter",
)
_FORMATS = {"docx": "MSW", "pdf": "PDF", "html": "HTM", "pptx": "PPT", "zip": "ZIP"}
_SUFFIXES = {"revision": "R", "addendum": "A", "corrigendum": "C"}
_LONGEST_SYMBOL = 80
_OPTIONAL = re.compile(r"\[([^\[\]]*)\]")

_LETTER = re.compile(r"(?: – |-)[EFSRCA]\Z")

SymbolParts = Mapping[str, str]
AmendmentKind = Literal["revision", "addendum", "corrigendum"]
Amendments = Sequence[tuple[AmendmentKind, int]]
"""The marks of one issue of a document, with their numbers, in the order of its symbol."""

_USUAL_AMENDMENTS: Mapping[AmendmentKind, Mapping[str, str]] = {
    "revision": {"en": "{symbol}(Rev.{number})", "fr": "{symbol}(Rév.{number})"},
    "addendum": {"en": "{symbol}(Add.{number})"},
    "corrigendum": {"en": "{symbol}(Corr.{number})"},
}
"""How documents of the Union are marked (TDAG-18/5(Rev.2), PP-18/62(Add.1))."""


def _check_symbol_pattern(pattern: str) -> str:
    """Refuse names that occur twice, and brackets that are not closed or stand in one another."""
    names = [found[1] for found in PLACEHOLDER.finditer(pattern)]
    if len(names) != len(set(names)):
        raise ValueError("a name occurs twice in the pattern")
    if re.search(r"[\[\]]", _OPTIONAL.sub("", pattern)):
        raise ValueError("square brackets open and close once, not inside one another")
    return pattern


def _check_english(patterns: Mapping[str, str]) -> Mapping[str, str]:
    """Refuse patterns by language that lack the one which stands for all others."""
    if "en" not in patterns:
        raise ValueError('the pattern of "en" is missing: it stands for languages not named')
    return patterns


AmendmentPattern = Annotated[
    str, Field(min_length=1, max_length=100), allow_names("symbol", "number")
]
AmendmentPatterns = Annotated[Mapping[str, AmendmentPattern], AfterValidator(_check_english)]
SymbolPattern = Annotated[
    str,
    Field(min_length=1, max_length=200),
    allow_names(*_PARTS, "type"),
    AfterValidator(_check_symbol_pattern),
]


@dataclass(init=False, repr=False, eq=False, kw_only=True)
class SymbolSystem(Entry):
    """How the documents of a body are numbered and filed.

    The first pattern is the one new symbols are written with; the others are read only.
    """

    sector: Annotated[
        Literal["R", "T", "D", "S"] | None, Field(description="Whose study periods.")
    ] = None
    patterns: Annotated[tuple[SymbolPattern, ...], Field(min_length=1)]
    has_letter: Annotated[
        Flag, Field(description="Whether covers print the letter of the language.")
    ] = True
    type: Annotated[str, Field(description="The usual type of document.")] = ""
    types: Annotated[
        Mapping[str, str],
        Field(description="Types of document in symbols, and what file names call them."),
    ] = field(default_factory=dict)
    amendments: Annotated[
        Mapping[AmendmentKind, AmendmentPatterns],
        Field(
            description="How a revision, addendum or corrigendum is marked behind {symbol}, by "
            "language; what English has stands for the others."
        ),
    ] = field(default_factory=dict)
    file: Annotated[
        Annotated[str, allow_names(*_FILE_NAMES)] | None,
        Field(description="The name in the document system, without the extension."),
    ] = None

    parts: ClassVar[Parts] = {**Entry.parts, "patterns": tuple}

    def parse(self, symbol: str) -> SymbolParts | None:
        """Return the named parts of a symbol as written, None if it fits no pattern."""
        if len(symbol) > _LONGEST_SYMBOL:
            return None
        for expression in self._expressions:
            found = expression.fullmatch(symbol)
            if found:
                return {name: text for name, text in found.groupdict().items() if text}
        return None

    def write(self, parts: SymbolParts) -> str | None:
        """Return the symbol made of parts, None if a part is missing that a symbol must have."""
        known = {"type": self.type} | dict(parts)

        def optional(found: re.Match[str]) -> str:
            names = [each[1] for each in PLACEHOLDER.finditer(found[1])]
            # The usual type of document goes without saying.
            is_wanted = all(parts.get(name, "") not in ("", self._unsaid(name)) for name in names)
            return found[1] if is_wanted else ""

        pattern = _OPTIONAL.sub(optional, self.patterns[0])
        try:
            return fill_pattern(pattern, known)
        except KeyError:
            return None

    def amended_symbol(self, symbol: str, amendments: Amendments, language: str = "en") -> str:
        """Return the symbol of an issue: TDAG-18/5(Rev.2), in French TDAG-18/5(Rév.2).

        `amendments` are the marks of the issue with their numbers. They stand before the letter of
        a language, where the symbol has one.
        """
        bare = _LETTER.sub("", symbol)
        full = bare
        for kind, number in amendments:
            patterns = self.amendments.get(kind, _USUAL_AMENDMENTS[kind])
            pattern = patterns.get(language, patterns["en"])
            full = fill_pattern(pattern, {"symbol": full, "number": str(number)})
        return full + symbol[len(bare) :]

    def cover_symbol(self, symbol: str, letter: str) -> str:
        """Return a symbol as covers print it: with the letter of the language, where usual."""
        parts = self.parse(symbol)
        if parts is None or not self.has_letter or "letter" in parts:
            return symbol
        dash = " – " if " – " in symbol else "-"
        return f"{symbol}{dash}{letter}"

    def file_name(
        self,
        parts: SymbolParts,
        *,
        letter: str,
        extension: str,
        period: int | None = None,
        ordinal: int | None = None,
        first_day: date | None = None,
    ) -> str | None:
        """Return the file name in the ITU document system, None if something for it is missing.

        `period` is the first year of the study period; `ordinal` and `first_day` are those of the
        body's own meeting.
        """
        kind = parts.get("type", self.type)
        if self.file is None or kind not in self.types:
            return None
        values = {
            "type": self.types[kind],
            **{name: parts.get(name, "") for name in ("series", "number", "year", "month")},
            "suffix": "".join(
                f"{mark}{parts[name]}" for name, mark in _SUFFIXES.items() if parts.get(name)
            ),
            "format": _FORMATS.get(extension, ""),
            "letter": letter,
            "period": f"{period % 100:02d}" if period is not None else "",
            "ordinal": str(ordinal) if ordinal else "",
            "first_day": f"{first_day:%y%m%d}" if first_day else "",
            "yy": parts.get("yy") or (f"{first_day:%y}" if first_day else ""),
        }
        needed = {found[1] for found in PLACEHOLDER.finditer(self.file)} - {"suffix"}
        if not all(values[name] for name in needed):
            return None
        return f"{fill_pattern(self.file, values)}.{extension}"

    def _unsaid(self, name: str) -> str:
        return self.type if name == "type" else ""

    @cached_property
    def _expressions(self) -> tuple[re.Pattern[str], ...]:
        return tuple(re.compile(self._expression(pattern)) for pattern in self.patterns)

    def _expression(self, pattern: str) -> str:
        """Return the regular expression of a pattern."""
        kinds = "|".join(re.escape(kind) for kind in (*self.types, self.type) if kind) or "(?!)"
        parts = _PARTS | {"type": kinds}
        pieces: list[str] = []
        for text, opening, closing, name in re.findall(
            r"([^{}\[\]]+)|(\[)|(\])|\{([a-z_]+)(?::\d)?\}", pattern
        ):
            if name:
                pieces.append(f"(?P<{name}>{parts[name]})")
            else:
                pieces.append("(?:" if opening else ")?" if closing else re.escape(text))
        return "".join(pieces)
