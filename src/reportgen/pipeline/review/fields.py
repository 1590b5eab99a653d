"""The value that a reviewer's words say for a field of the outcomes file.

In go a computed span of a draft and the words that came in its place, out comes the value as the
outcomes file writes it, "" where the words say none: then a person reads them. Dates, numbers and
ordinals are read in the language of the draft, symbols by the patterns of the organisation.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from reportgen.latin import fold_direction_marks
from reportgen.organisation import Organisation
from reportgen.pipeline.review.dates import plain_words, read_date, read_range
from reportgen.pipeline.review.periods import read_when
from reportgen.review.model import PackedSpan
from reportgen.values import LANGUAGES, format_number, format_ordinal, format_year_range

_MAX_LENGTH = 200
_MAX_ORDINAL = 99
_CALL = re.compile(r"\{\{\s*(?P<name>[a-z_]+)\s*\(\s*(?P<argument>[a-z_]*)")
_REPORT = re.compile(r"reports\.(?P<addressee>[^.]+)\.(?P<attribute>.+)")
_NUMBER = re.compile(r"-?\d{1,3}(?:[ \u00a0\u202f]\d{3})+|-?\d+")
_PLAIN_WORDS = frozenset(
    {"contact.name", "contact.organization", "contact.phone", "contact.email", "document_kind"}
)
"""Fields that are printed as they are written."""


@dataclass(frozen=True, slots=True)
class FieldReader:
    """Reads values for the fields of drafts in one language."""

    organisation: Organisation
    language: str

    def read(self, span: PackedSpan, words: str) -> str:
        """Return the value that words say for the field of a span."""
        if self.language not in LANGUAGES or len(words) > _MAX_LENGTH:
            return ""
        call = _CALL.match(span.source)
        if call is not None:
            reader = _READERS.get(call["name"])
            return reader(self, words, call["argument"]) if reader is not None else ""
        return self._named(span, fold_direction_marks(words).strip())

    def _named(self, span: PackedSpan, words: str) -> str:
        """Return the value of a listed name, as `report.symbol`."""
        path = span.field.rpartition(":")[2]
        if path == "meeting.date" or path.endswith(".date"):
            return self._date(words, "")
        if path == "next_meeting":
            return read_when(words, self.language)
        found = _REPORT.fullmatch(path)
        if found is None:
            return ""
        attribute = found["attribute"]
        if attribute == "symbol":
            return self._symbol(found["addressee"], words)
        if attribute == "study_period":
            return self._years(words)
        if attribute == "session":
            return self._dates(words, "")
        return " ".join(words.split()) if attribute in _PLAIN_WORDS else ""

    def _symbol(self, addressee: str, words: str) -> str:
        """Return a document symbol without the letter of its language, if it fits a pattern."""
        system = self.organisation.symbol_pattern(addressee)
        parts = system.parse(words) if system is not None else None
        if parts is None:
            return ""
        letter = parts.get("letter", "")
        return words.removesuffix(letter).rstrip("-– ") if letter else words

    def _years(self, words: str) -> str:
        numbers = sorted(int(each) for each in re.findall(r"(?<!\d)\d{4}(?!\d)", words))
        if len(numbers) != 2:
            return ""
        first, last = numbers
        printed = format_year_range(first, last, self.language)
        return f"{first}-{last}" if _same(printed, words) else ""

    # --- functions -------------------------------------------------------------------------------

    def _date(self, words: str, _argument: str) -> str:
        day = read_date(words, self.language)
        return day.isoformat() if day is not None else ""

    def _dates(self, words: str, _argument: str) -> str:
        """Return a day, or the first and the last day of several."""
        days = read_range(words, self.language)
        if days is None:
            return self._date(words, "")
        return f"{{from: {days[0]}, to: {days[1]}}}"

    def _when(self, words: str, _argument: str) -> str:
        return read_when(words, self.language)

    def _number(self, words: str, _argument: str) -> str:
        found = _NUMBER.fullmatch(plain_words(words))
        if found is None:
            return ""
        number = int(re.sub(r"\s", "", found[0]))
        return str(number) if _same(format_number(number, self.language), words) else ""

    def _ordinal(self, words: str, argument: str) -> str:
        """Return the number of a session."""
        if argument != "session":
            return ""
        for number in range(1, _MAX_ORDINAL + 1):
            if _same(format_ordinal(number, self.language, form="cover"), words):
                return f"{{ordinal: {number}}}"
        return ""


def _same(printed: str, words: str) -> bool:
    return plain_words(printed) == plain_words(words)


_READERS: dict[str, Callable[[FieldReader, str, str], str]] = {
    "date": FieldReader._date,
    "dates": FieldReader._dates,
    "when": FieldReader._when,
    "number": FieldReader._number,
    "ordinal": FieldReader._ordinal,
}
