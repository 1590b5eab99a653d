"""Resolutions, decisions, documents, study groups and Questions, as the ITU cites them.

Names of places and bodies come in ready, in the language that is asked for. A number that belongs
to a word stands behind a no-break space, as in ITU files.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal, NamedTuple

from reportgen.values._tables import CASES, NBSP, PREFIXES, check_choice, check_language
from reportgen.values.bodies import of_body
from reportgen.values.prepositions import join_preposition

RESOLUTION_FORMS: Final = (
    "long",
    "short",
    "of-body",
    "of-body-short",
    "body-first",
    "body-first-short",
    "body-hyphen",
)
CITED_KINDS: Final = ("resolution", "decision")
INSTRUMENTS: Final = ("constitution", "convention", "general-rules")

Words = Mapping[str, str]


class Revision(NamedTuple):
    """Where and when a resolution was adopted or last revised; `place` comes in translated."""

    place: str
    year: int
    revised: bool


_NOUNS: Final = {
    "resolution": {
        "en": "Resolution",
        "fr": "Résolution",
        "es": "Resolución",
        "zh": "决议",
        "ar": "القرار",
    },
    "decision": {
        "en": "Decision",
        "fr": "Décision",
        "es": "Decisión",
        "zh": "决定",
        "ar": "المقرر",
    },
}
# In the order of CASES: nominative, genitive, dative, accusative, instrumental, prepositional.
_RUSSIAN_NOUNS: Final = {
    "resolution": (
        "Резолюция",
        "Резолюции",
        "Резолюции",
        "Резолюцию",
        "Резолюцией",
        "Резолюции",
    ),
    "decision": ("Решение", "Решения", "Решению", "Решение", "Решением", "Решении"),
}
# Resolutions of the Radiocommunication Assembly carry the Sector in their number.
_RA_SERIES: Final = {
    "en": "ITU-R",
    "fr": "UIT-R",
    "es": "UIT-R",
    "ru": "МСЭ-R",
    "zh": "ITU-R",
    "ar": "ITU-R",
}
_PROVISIONS: Final = {
    "en": "No.{nbsp}{number} of the {instrument}",
    "fr": "numéro{nbsp}{number} {instrument}",
    "es": "número{nbsp}{number} {instrument}",
    "ru": "п.{nbsp}{number} {instrument}",
    "zh": "《{instrument}》第{number}款",
    "ar": "الرقم{nbsp}{number} من {instrument}",
}
_INSTRUMENTS: Final = {
    "constitution": {
        "en": "Constitution",
        "fr": "de la Constitution",
        "es": "de la Constitución",
        "ru": "Устава",
        "zh": "组织法",
        "ar": "الدستور",
    },
    "convention": {
        "en": "Convention",
        "fr": "de la Convention",
        "es": "del Convenio",
        "ru": "Конвенции",
        "zh": "公约",
        "ar": "الاتفاقية",
    },
    "general-rules": {
        "en": "General Rules",
        "fr": "des Règles générales",
        "es": "del Reglamento General",
        "ru": "Общего регламента",
        "zh": "总规则",
        "ar": "القواعد العامة",
    },
}


def format_resolution(
    number: int | str,
    language: str,
    *,
    body_key: str = "PP",
    body: Words | None = None,
    revision: Revision | tuple[str, int, bool] | None = None,
    form: str = "long",
    case: str = "nom",
    kind: Literal["resolution", "decision"] = "resolution",
) -> str:
    """Return a resolution (or decision) with its revision, place and year.

    Forms: `long` (Resolution 191 (Rev. Bucharest, 2022)), `short` (Resolution 191), `of-body` and
    `of-body-short` (with of WTDC behind), `body-first` and `body-first-short` (PP Resolution 191,
    an informal form of English originals and the usual one of Chinese; elsewhere as `of-body`),
    `body-hyphen` (WTDC-Resolution 9, informal English; elsewhere as `of-body-short`).

    `body` is needed by the forms that name it: `acronym` is the name to print (Russian: genitive),
    `gender` its gender (fr, es), `of` replaces the phrase made from both. With `body_key` RA the
    number carries the Sector: Resolution ITU-R 75. `case` is a Russian case, or in Arabic `li`
    (للقرار) or `bi` (بالقرار). Without a `revision` the long forms are as the short ones.

    Raises ValueError for an unknown argument, or when a form lacks the body's name.
    """
    check_language(language)
    check_choice("form of a resolution", form, RESOLUTION_FORMS)
    check_choice("kind of citation", kind, CITED_KINDS)
    _check_case(case)
    series = _RA_SERIES[language] if body_key == "RA" and kind == "resolution" else ""
    tail = "" if form.endswith(("short", "hyphen")) else _revision(revision, language)
    if language == "zh":
        prefix = "" if form in ("long", "short") else _body_name(body, form)
        # 《ITU-R》 is the Sector of the number already: the body is not named a second time.
        return f"{series or prefix}第{number}号{_NOUNS[kind]['zh']}{tail}"
    noun = _noun(kind, language, case)
    cited = f"{noun} {series}{NBSP}{number}" if series else f"{noun}{NBSP}{number}"
    if form in ("long", "short"):
        return cited + tail
    if language == "en" and form.startswith("body"):
        return f"{_body_name(body, form)}{'-' if form == 'body-hyphen' else ' '}{cited}{tail}"
    return f"{cited}{tail} {_of(body, form, language)}"


def format_provision(
    number: int | str,
    language: str,
    *,
    instrument: Literal["constitution", "convention", "general-rules"] = "convention",
) -> str:
    """Return a provision of the basic texts: numéro 102 de la Convention, п. 162 Общего регламента.

    Raises ValueError for an unknown language or instrument.
    """
    check_language(language)
    check_choice("basic text", instrument, INSTRUMENTS)
    name = _INSTRUMENTS[instrument][language]
    return _PROVISIONS[language].format(nbsp=NBSP, number=number, instrument=name)


def _check_case(case: str) -> None:
    check_choice("case", case, (*CASES, *PREFIXES))


def _noun(kind: str, language: str, case: str) -> str:
    if language == "ru":
        return _RUSSIAN_NOUNS[kind][CASES.index(case)] if case in CASES else _RUSSIAN_NOUNS[kind][0]
    noun = _NOUNS[kind][language]
    return join_preposition(noun, case) if language == "ar" and case in PREFIXES else noun


def _revision(revision: tuple[str, int, bool] | None, language: str) -> str:
    """Return what stands in brackets after the number, its space included."""
    if revision is None:
        return ""
    place, year, revised = revision
    if language == "zh":
        return f"（{year}年，{place}{'，修订版' if revised else ''}）"
    if language == "ar":
        return f" ({'المراجَع في ' if revised else ''}{place}، {year})"
    mark = {"fr": "Rév. ", "ru": "Пересм. "}.get(language, "Rev. ") if revised else ""
    suffix = f"{NBSP}г." if language == "ru" else ""
    return f" ({mark}{place}, {year}{suffix})"


def _body_name(body: Words | None, form: str) -> str:
    name = (body or {}).get("acronym", "")
    if not name:
        raise ValueError(f'the form "{form}" of a resolution needs the name of its body')
    return name


def _of(body: Words | None, form: str, language: str) -> str:
    phrase = (body or {}).get("of")
    if phrase:
        return phrase
    name = _body_name(body, form)
    if language == "ar":
        return f"الصادر عن {name}"
    return of_body(name, language, (body or {}).get("gender", "masculine"))
