"""Document symbols, revisions, study groups and Questions."""

from __future__ import annotations

import pytest

from reportgen.values import (
    LETTERS,
    format_document_symbol,
    format_question,
    format_study_group,
    with_language_letter,
    without_language_letter,
)
from tests.values.support import Printed, plain

WITH_LETTER = [
    ("TDAG17-22/15", "S", "TDAG17-22/15-S"),
    ("TDAG-18/37", "F", "TDAG-18/37-F"),
    ("TDAG-18/38", "E", "TDAG-18/38-E"),
    ("TDAG-23/48", "A", "TDAG-23/48-A"),
    ("TSAG – R 1", "E", "TSAG – R 1 – E"),
    ("TSAG-R3", "A", "TSAG-R3-A"),
    ("RAG19/4", "E", "RAG19/4-E"),
    ("RAG07-1/24", "E", "RAG07-1/24-E"),
    ("RAG2001-1/42", "E", "RAG2001-1/42-E"),
    ("RAG19/TEMP/2", "E", "RAG19/TEMP/2-E"),
    ("TDAG/ISCT/5", "E", "TDAG/ISCT/5-E"),
    ("ISCT-18/12", "E", "ISCT-18/12-E"),
    ("C18/35", "F", "C18/35-F"),
    ("C20/42", "E", "C20/42-E"),
    ("WTDC17/11", "F", "WTDC17/11-F"),
    ("WTDC-17/5", "E", "WTDC-17/5-E"),
    ("RA15/PLEN/7", "F", "RA15/PLEN/7-F"),
    ("RRB18-3/14", "R", "RRB18-3/14-R"),
]
WITHOUT_LETTER = [
    "TDAG16-21/43",
    "TDAG-18/DT/3",
    "TDAG-20/2/DT/3",
    "TDAG – LS 3",
    "TD 120 Rev.1",
    "TD120R1",
    "C 005 Rev.1",
    "SG17-TD580",
    "TSAG-TD239",
    "ISCG/23-1/02",
    "ISCG/21-2/04-1",
    "ISCG/21-2/INF-1",
    "ISCT/10",
]


@pytest.mark.parametrize(("symbol", "letter", "expected"), WITH_LETTER)
def test_the_letter_of_a_language_ends_the_symbol(symbol: str, letter: str, expected: str) -> None:
    """Printed symbols of all bodies come out as printed, and back."""
    assert with_language_letter(symbol, letter) == expected
    assert without_language_letter(expected) == symbol


@pytest.mark.parametrize("symbol", WITHOUT_LETTER)
def test_a_symbol_without_a_letter_is_left_as_it_is(symbol: str) -> None:
    """Nothing that only looks like a letter is cut off."""
    assert without_language_letter(symbol) == symbol
    assert format_document_symbol(symbol, "ar") == symbol


def test_a_letter_that_is_there_is_replaced() -> None:
    """The Arabic version of an English symbol has one letter, not two."""
    assert with_language_letter("TDAG-23/48-E", "A") == "TDAG-23/48-A"


@pytest.mark.parametrize("letter", LETTERS)
def test_the_six_letters_are_known(letter: str) -> None:
    """E F S R C A, always Latin."""
    assert with_language_letter("C18/35", letter).endswith(letter)


def test_another_letter_is_refused() -> None:
    """G is no language of the Union."""
    with pytest.raises(ValueError, match='unknown language letter "G"'):
        with_language_letter("C18/35", "G")


@pytest.mark.parametrize(
    ("form", "printed"),
    [
        ("word", Printed("en", "Document ISCG/23-1/02", "D")),
        ("lower", Printed("en", "document ISCG/23-1/02", "S")),
        ("symbol", Printed("en", "ISCG/23-1/02", "S")),
        ("word", Printed("fr", "Document ISCG/23-1/02", "D")),
        ("word", Printed("es", "Documento ISCG/23-1/02", "D")),
        ("word", Printed("ru", "Документ ISCG/23-1/02", "D")),
        ("lower", Printed("ru", "Документ ISCG/23-1/02", "D")),
        ("word", Printed("zh", "ISCG/23-1/02号文件", "I")),
        ("cover", Printed("zh", "文件 ISCG/23-1/02", "D")),
        ("word", Printed("ar", "الوثيقة ISCG/23-1/02", "D")),
    ],
)
def test_a_document_is_named_with_its_symbol(form: str, printed: Printed) -> None:
    """The word is translated, the symbol never."""
    assert format_document_symbol("ISCG/23-1/02", printed.language, form) == printed.expected


def test_the_word_for_document_is_declined() -> None:
    """Russian has cases, Arabic joins its prepositions."""
    assert format_document_symbol("C18/35-R", "ru", "word", case="prep") == "Документе C18/35-R"
    assert format_document_symbol("C18/35-A", "ar", "word", case="li") == "للوثيقة C18/35-A"


@pytest.mark.parametrize(
    ("sector", "number", "form", "case", "printed"),
    [
        ("ITU-T", 16, "long", "nom", Printed("en", "ITU-T Study Group 16", "S")),
        ("", 2, "short", "nom", Printed("en", "SG 2", "D")),
        ("UIT-T", 16, "long", "nom", Printed("fr", "Commission d'études 16 de l'UIT-T", "I")),
        ("UIT-T", 16, "long", "nom", Printed("es", "Comisión de Estudio 16 del UIT-T", "I")),
        ("", 6, "short", "nom", Printed("es", "CE 6", "D")),
        ("", 2, "long", "nom", Printed("ru", "2-я Исследовательская комиссия", "D")),
        ("МСЭ-Т", 16, "long", "ins", Printed("ru", "16-й Исследовательской комиссией МСЭ-Т", "I")),
        ("", 2, "short", "nom", Printed("ru", "ИК2", "I")),
        ("ITU-T", 16, "long", "nom", Printed("zh", "ITU-T第16研究组", "I")),
        ("", 16, "long", "nom", Printed("ar", "لجنة الدراسات 16", "D")),
        (
            "قطاع تقييس الاتصالات",
            16,
            "long",
            "nom",
            Printed("ar", "لجنة الدراسات 16 لقطاع تقييس الاتصالات", "I"),
        ),
        ("ITU-T", 16, "long", "li", Printed("ar", "للجنة الدراسات 16 (ITU-T)", "I")),
    ],
)
def test_a_study_group_is_named(
    sector: str, number: int, form: str, case: str, printed: Printed
) -> None:
    """English and Chinese put the Sector first, the others behind; Russian counts in ordinals."""
    words = format_study_group(sector, number, printed.language, form, case=case)
    assert plain(words) == printed.expected


@pytest.mark.parametrize(
    ("form", "sector", "printed"),
    [
        ("symbol", "", Printed("en", "Q7/1", "S")),
        ("symbol", "ITU-D", Printed("en", "ITU-D Q7/1", "S")),
        ("symbol", "UIT-D", Printed("fr", "Q7/1 de l'UIT-D", "I")),
        ("symbol", "ITU-D", Printed("zh", "ITU-D Q7/1", "I")),
        ("long", "", Printed("es", "Cuestión 7/1", "I")),
        ("long", "МСЭ-D", Printed("ru", "Вопрос 7/1 МСЭ-D", "I")),
        ("long", "ITU-D", Printed("zh", "ITU-D第7/1号课题", "I")),
        ("long", "", Printed("ar", "المسألة 7/1", "I")),
    ],
)
def test_a_question_is_named(form: str, sector: str, printed: Printed) -> None:
    """The symbol of a Question is the same in every language."""
    words = format_question(7, 1, printed.language, form, sector_name=sector)
    assert plain(words) == printed.expected


def test_an_empty_symbol_is_refused() -> None:
    """A document without a symbol is a gap, not a word without a number."""
    with pytest.raises(ValueError, match="symbol is empty"):
        format_document_symbol(" ", "en", "word")
