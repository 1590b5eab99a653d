"""Document symbols, study groups and Questions.

A symbol is the same in every language (fr TDAG-18/37-F, not GCDT); what changes is the word before
it and the letter at its end. Direction marks around Latin letters in Arabic text are not added
here: they belong to the file format.
"""

from __future__ import annotations

import re
from typing import Final

from reportgen.values._tables import CASES, NBSP, PREFIXES, check_choice, check_language
from reportgen.values.bodies import belonging_to
from reportgen.values.ordinals import format_ordinal
from reportgen.values.prepositions import join_preposition

SYMBOL_FORMS: Final = ("symbol", "word", "lower", "cover")
STUDY_GROUP_FORMS: Final = ("long", "short")
QUESTION_FORMS: Final = ("symbol", "long")
LETTERS: Final = "EFSRCA"

_LETTER_AT_END = re.compile(rf"( – |-)[{LETTERS}]$")

_DOCUMENT: Final = {"en": "Document", "fr": "Document", "es": "Documento", "ar": "الوثيقة"}
_RUSSIAN_DOCUMENT: Final = (
    "Документ",
    "Документа",
    "Документу",
    "Документ",
    "Документом",
    "Документе",
)
_STUDY_GROUPS: Final = {
    "en": ("Study Group", "SG"),
    "fr": ("Commission d'études", "CE"),
    "es": ("Comisión de Estudio", "CE"),
}
_RUSSIAN_STUDY_GROUP: Final = (
    "Исследовательская комиссия",
    "Исследовательской комиссии",
    "Исследовательской комиссии",
    "Исследовательскую комиссию",
    "Исследовательской комиссией",
    "Исследовательской комиссии",
)
_ARABIC_GROUP: Final = "لجنة الدراسات"
_QUESTIONS: Final = {"en": "Question", "fr": "Question", "es": "Cuestión", "ar": "المسألة"}
_RUSSIAN_QUESTION: Final = ("Вопрос", "Вопроса", "Вопросу", "Вопрос", "Вопросом", "Вопросе")


def format_document_symbol(
    symbol: str, language: str, form: str = "symbol", *, case: str = "nom"
) -> str:
    """Return a document symbol, alone or with the word for *document*; the symbol is not changed.

    Forms: `symbol`, `word` (Document ISCG/23-1/02, ISCG/23-1/02号文件), `lower` (document
    ISCG/23-1/02, as in running text of originals; ru keeps its capital), `cover` (as `word`, but in
    Chinese with the word first: 文件 C18/35-C). `case` is a
    Russian case, or in Arabic `li` (للوثيقة) or `bi` (بالوثيقة).

    Raises ValueError for an unknown language, form or case, and for an empty symbol.
    """
    check_language(language)
    check_choice("form of a document symbol", form, SYMBOL_FORMS)
    check_choice("case", case, (*CASES, *PREFIXES))
    if not symbol.strip():
        raise ValueError("a document symbol is empty")
    if form == "symbol":
        return symbol
    if language == "zh":
        return f"文件 {symbol}" if form == "cover" else f"{symbol}号文件"
    if language == "ru":
        return f"{_declined(_RUSSIAN_DOCUMENT, case)} {symbol}"
    word = _DOCUMENT[language]
    if language == "ar":
        return f"{_joined(word, case)} {symbol}"
    return f"{word.lower() if form == 'lower' else word} {symbol}"


def with_language_letter(symbol: str, letter: str) -> str:
    """Return the symbol of one language's version: TDAG-18/37 and F give TDAG-18/37-F.

    A letter that is there already is replaced; symbols with spaced dashes keep them (TSAG – R 1 –
    E). Raises ValueError unless the letter is one of E F S R C A.
    """
    check_choice("language letter", letter, tuple(LETTERS))
    bare = without_language_letter(symbol)
    return f"{bare}{' – ' if ' – ' in bare else '-'}{letter}"


def without_language_letter(symbol: str) -> str:
    """Return the symbol without the language letter at its end, if it has one."""
    return _LETTER_AT_END.sub("", symbol)


def format_study_group(
    sector_name: str, number: int, language: str, form: str = "long", *, case: str = "nom"
) -> str:
    """Return a study group: ITU-T Study Group 16, 16-я Исследовательская комиссия МСЭ-Т.

    `sector_name` is worded in the language (UIT-T, قطاع تقييس الاتصالات); "" leaves it out. Forms:
    `long`, `short` (SG 16, CE 16, ИК16; zh and ar as `long`). `case` is a Russian case; the short
    form does not decline.
    """
    check_language(language)
    check_choice("form of a study group", form, STUDY_GROUP_FORMS)
    if language == "zh":
        return f"{sector_name}第{number}研究组"
    if language == "ru":
        ordinal = format_ordinal(number, "ru", gender="feminine", case=_russian(case))
        long = f"{ordinal} {_declined(_RUSSIAN_STUDY_GROUP, case)}"
        return _of_sector(long if form == "long" else f"ИК{number}", sector_name, "ru")
    if language == "ar":
        return _of_sector(f"{_joined(_ARABIC_GROUP, case)}{NBSP}{number}", sector_name, "ar")
    noun = _STUDY_GROUPS[language][form == "short"]
    return _of_sector(f"{noun}{NBSP}{number}", sector_name, language)


def format_question(
    number: int | str,
    study_group: int | str,
    language: str,
    form: str = "symbol",
    *,
    sector_name: str = "",
    case: str = "nom",
) -> str:
    """Return a study Question: Q7/1, Question 7/1, 第7/1号课题; `sector_name` as for study groups.

    Forms: `symbol` (the same in all languages), `long`. `case` is a Russian case, or in Arabic
    `li` or `bi`.
    """
    check_language(language)
    check_choice("form of a Question", form, QUESTION_FORMS)
    check_choice("case", case, (*CASES, *PREFIXES))
    cited = f"{number}/{study_group}"
    if language == "zh":
        named = f"第{cited}号课题" if form == "long" else f"Q{cited}"
        gap = " " if sector_name[-1:].isascii() and sector_name and form == "symbol" else ""
        return f"{sector_name}{gap}{named}"
    if form == "symbol":
        return _of_sector(f"Q{cited}", sector_name, language)
    if language == "ru":
        return _of_sector(f"{_declined(_RUSSIAN_QUESTION, case)}{NBSP}{cited}", sector_name, "ru")
    noun = _QUESTIONS[language]
    noun = _joined(noun, case) if language == "ar" else noun
    return _of_sector(f"{noun}{NBSP}{cited}", sector_name, language)


def _joined(noun: str, case: str) -> str:
    return join_preposition(noun, case) if case in PREFIXES else noun


def _of_sector(words: str, sector_name: str, language: str) -> str:
    if not sector_name:
        return words
    if language == "en":
        return f"{sector_name} {words}"
    return f"{words} {belonging_to(sector_name, language)}"


def _russian(case: str) -> str:
    check_choice("case", case, (*CASES, *PREFIXES))
    return case if case in CASES else "nom"


def _declined(forms: tuple[str, ...], case: str) -> str:
    return forms[CASES.index(_russian(case))]
