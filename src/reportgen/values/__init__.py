"""Typed values worded in the six languages of the Union, by the ITU's house style.

In go values (a date, an amount, a resolution's number with the names looked up) and a language,
out come strings. All functions are pure: no clock, no locale of the process, no data files; names
of bodies, places and countries come in ready. The package knows nothing of meetings, reports or
documents.

Where CLDR agrees with the ITU it is used through Babel; docs/language-rules.md lists where it does
not. Every function raises ValueError with a text for users for a language, form or value it does
not know.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from reportgen.values._periods import PARTS
from reportgen.values._tables import CASES, GENDERS, LANGUAGES, NBSP, PREFIXES
from reportgen.values.bodies import after_preposition, belonging_to, of_body
from reportgen.values.citations import (
    INSTRUMENTS,
    RESOLUTION_FORMS,
    Revision,
    format_provision,
    format_resolution,
)
from reportgen.values.dates import (
    DATE_FORMS,
    DATES_FORMS,
    RANGE_FORMS,
    format_date,
    format_dates,
    format_range,
    format_year_range,
)
from reportgen.values.lists import LIST_KINDS, format_keywords, format_list
from reportgen.values.money import MONEY_FORMS, format_money
from reportgen.values.numbers import format_number, format_number_range, format_percent
from reportgen.values.ordinals import (
    MEETING_FORMS,
    ORDINAL_FORMS,
    format_meeting,
    format_ordinal,
    format_times,
)
from reportgen.values.people import (
    CHAIR_FORMS,
    PERSON_FORMS,
    TITLES,
    format_chair,
    format_person,
    format_place,
)
from reportgen.values.prepositions import join_preposition
from reportgen.values.quotes import quote
from reportgen.values.symbols import (
    LETTERS,
    QUESTION_FORMS,
    STUDY_GROUP_FORMS,
    SYMBOL_FORMS,
    format_document_symbol,
    format_question,
    format_study_group,
    with_language_letter,
    without_language_letter,
)
from reportgen.values.vague import WHEN_FORMS, When, format_when

FORMS: Final[Mapping[Callable[..., str], tuple[str, ...]]] = MappingProxyType(
    {
        format_chair: CHAIR_FORMS,
        format_date: DATE_FORMS,
        format_dates: DATES_FORMS,
        format_document_symbol: SYMBOL_FORMS,
        format_list: LIST_KINDS,
        format_meeting: MEETING_FORMS,
        format_money: MONEY_FORMS,
        format_ordinal: ORDINAL_FORMS,
        format_person: PERSON_FORMS,
        format_question: QUESTION_FORMS,
        format_range: RANGE_FORMS,
        format_resolution: RESOLUTION_FORMS,
        format_study_group: STUDY_GROUP_FORMS,
        format_when: WHEN_FORMS,
    }
)
"""The forms of each function (of `format_list` its kinds), for checkers of expressions."""

__all__ = [
    "CASES",
    "FORMS",
    "GENDERS",
    "INSTRUMENTS",
    "LANGUAGES",
    "LETTERS",
    "NBSP",
    "PARTS",
    "PREFIXES",
    "TITLES",
    "Revision",
    "When",
    "after_preposition",
    "belonging_to",
    "format_chair",
    "format_date",
    "format_dates",
    "format_document_symbol",
    "format_keywords",
    "format_list",
    "format_meeting",
    "format_money",
    "format_number",
    "format_number_range",
    "format_ordinal",
    "format_percent",
    "format_person",
    "format_place",
    "format_provision",
    "format_question",
    "format_range",
    "format_resolution",
    "format_study_group",
    "format_times",
    "format_when",
    "format_year_range",
    "join_preposition",
    "of_body",
    "quote",
    "with_language_letter",
    "without_language_letter",
]
