"""Resolutions and provisions as the ITU cites them."""

from __future__ import annotations

from typing import Literal

import pytest

from reportgen.values import (
    LANGUAGES,
    NBSP,
    Revision,
    format_provision,
    format_resolution,
)
from tests.values.support import Printed, plain

WTDC = {
    "en": {"acronym": "WTDC"},
    "fr": {"acronym": "CMDT", "gender": "feminine"},
    "es": {"acronym": "CMDT", "gender": "feminine"},
    "ru": {"acronym": "ВКРЭ"},
    "zh": {"acronym": "WTDC"},
    "ar": {"acronym": "WTDC", "of": "الصادر عن المؤتمر العالمي لتنمية الاتصالات"},
}
WTSA = {
    "fr": {"acronym": "AMNT", "gender": "feminine"},
    "es": {"acronym": "AMNT", "gender": "feminine"},
    "ru": {"acronym": "ВАСЭ"},
    "ar": {"acronym": "WTSA", "of": "الصادر عن الجمعية العالمية لتقييس الاتصالات"},
}


@pytest.mark.parametrize(
    ("number", "revision", "case", "printed"),
    [
        (
            191,
            ("Bucharest", 2022, True),
            "nom",
            Printed("en", "Resolution 191 (Rev. Bucharest, 2022)", "S"),
        ),
        (191, ("Busan", 2014, False), "nom", Printed("en", "Resolution 191 (Busan, 2014)", "D")),
        (71, ("Busan", 2014, True), "nom", Printed("fr", "Résolution 71 (Rév. Busan, 2014)", "D")),
        (
            191,
            ("Bucarest", 2022, True),
            "nom",
            Printed("fr", "Résolution 191 (Rév. Bucarest, 2022)", "D"),
        ),
        (
            1,
            ("Hammamet", 2016, True),
            "nom",
            Printed("es", "Resolución 1 (Rev. Hammamet, 2016)", "D"),
        ),
        (
            191,
            ("Bucarest", 2022, True),
            "nom",
            Printed("es", "Resolución 191 (Rev. Bucarest, 2022)", "D"),
        ),
        (
            21,
            ("Пусан", 2014, True),
            "gen",
            Printed("ru", "Резолюции 21 (Пересм. Пусан, 2014 г.)", "D"),
        ),
        (
            191,
            ("Бухарест", 2022, True),
            "nom",
            Printed("ru", "Резолюция 191 (Пересм. Бухарест, 2022 г.)", "D"),
        ),
        (71, ("釜山", 2014, True), "nom", Printed("zh", "第71号决议（2014年，釜山，修订版）", "D")),
        (
            191,
            ("布加勒斯特", 2022, True),
            "nom",
            Printed("zh", "第191号决议（2022年，布加勒斯特，修订版）", "D"),
        ),
        (
            174,
            ("瓜达拉哈拉", 2010, False),
            "nom",
            Printed("zh", "第174号决议（2010年，瓜达拉哈拉）", "D"),
        ),
        (
            191,
            ("بوخارست", 2022, True),
            "nom",
            Printed("ar", "القرار 191 (المراجَع في بوخارست، 2022)", "I"),
        ),
        (191, ("دبي", 2018, False), "nom", Printed("ar", "القرار 191 (دبي، 2018)", "D")),
    ],
)
def test_a_resolution_is_cited_with_its_revision(
    number: int, revision: tuple[str, int, bool], case: str, printed: Printed
) -> None:
    """Number, place and year stand as printed; a first adoption has no mark of revision."""
    words = format_resolution(number, printed.language, revision=revision, case=case)
    assert plain(words) == printed.expected


@pytest.mark.parametrize(
    ("number", "revision", "printed"),
    [
        (140, ("Dubaï", 2018, True), Printed("fr", "RÉSOLUTION 140 (RÉV. DUBAÏ, 2018)", "D")),
        (1, ("Hammamet", 2016, True), Printed("es", "RESOLUCIÓN 1 (REV. HAMMAMET, 2016)", "D")),
    ],
)
def test_headings_in_capitals_keep_their_accents(
    number: int, revision: tuple[str, int, bool], printed: Printed
) -> None:
    """A heading is the citation in capitals."""
    words = format_resolution(number, printed.language, revision=revision).upper()
    assert plain(words) == printed.expected


@pytest.mark.parametrize(
    ("number", "bodies", "printed"),
    [
        (59, WTDC, Printed("fr", "Résolution 59 de la CMDT", "D")),
        (1, WTSA, Printed("fr", "Résolution 1 de l'AMNT", "D")),
        (1, WTSA, Printed("es", "Resolución 1 de la AMNT", "D")),
        (1, WTSA, Printed("ru", "Резолюция 1 ВАСЭ", "D")),
        (33, WTDC, Printed("ru", "Резолюция 33 ВКРЭ", "D")),
        (59, WTDC, Printed("zh", "WTDC第59号决议", "I")),
        (1, WTSA, Printed("ar", "القرار 1 الصادر عن الجمعية العالمية لتقييس الاتصالات", "D")),
    ],
)
def test_a_resolution_is_cited_with_its_body(
    number: int, bodies: dict[str, dict[str, str]], printed: Printed
) -> None:
    """The body stands behind the number, in Chinese before it."""
    words = format_resolution(
        number, printed.language, body=bodies[printed.language], form="of-body-short"
    )
    assert plain(words) == printed.expected


@pytest.mark.parametrize(
    ("number", "revision", "printed"),
    [
        (75, ("Dubai", 2023, False), Printed("en", "Resolution ITU-R 75 (Dubai, 2023)", "W")),
        ("1-8", None, Printed("fr", "Résolution UIT-R 1-8", "D")),
        ("1-8", None, Printed("zh", "ITU-R第1-8号决议", "D")),
        ("1-8", None, Printed("ru", "Резолюция МСЭ-R 1-8", "I")),
    ],
)
def test_resolutions_of_the_radiocommunication_assembly_carry_the_sector(
    number: int | str, revision: tuple[str, int, bool] | None, printed: Printed
) -> None:
    """Their number belongs to the Sector's series."""
    words = format_resolution(number, printed.language, body_key="RA", revision=revision)
    assert plain(words) == printed.expected


@pytest.mark.parametrize(
    ("form", "number", "body", "revision", "expected"),
    [
        (
            "of-body",
            59,
            "WTDC",
            ("Kigali", 2022, True),
            "Resolution 59 (Rev. Kigali, 2022) of WTDC",
        ),
        ("body-first", 191, "PP", ("Dubai", 2018, True), "PP Resolution 191 (Rev. Dubai, 2018)"),
        ("body-first-short", 191, "PP", ("Dubai", 2018, True), "PP Resolution 191"),
        ("body-hyphen", 9, "WTDC", ("Kigali", 2022, True), "WTDC-Resolution 9"),
        ("short", 191, "PP", ("Dubai", 2018, True), "Resolution 191"),
    ],
)
def test_informal_english_forms_of_originals_can_be_said(
    form: str, number: int, body: str, revision: tuple[str, int, bool], expected: str
) -> None:
    """The words of an original report are kept without losing what they refer to."""
    words = format_resolution(
        number, "en", body_key=body, body={"acronym": body}, revision=revision, form=form
    )
    assert plain(words) == expected


def test_other_languages_put_the_body_behind_for_the_informal_forms() -> None:
    """A translation of an informal English form is the language's usual one."""
    words = format_resolution(9, "fr", body=WTDC["fr"], form="body-hyphen")
    assert plain(words) == "Résolution 9 de la CMDT"
    words = format_resolution(
        59, "zh", body=WTDC["zh"], revision=Revision("基加利", 2022, True), form="body-first"
    )
    assert words == "WTDC第59号决议（2022年，基加利，修订版）"


@pytest.mark.parametrize("language", [name for name in LANGUAGES if name != "zh"])
def test_the_number_stays_with_its_word(language: str) -> None:
    """ITU files have a no-break space before the number of a resolution."""
    assert f"{NBSP}191" in format_resolution(191, language, form="short")


def test_arabic_joins_its_prepositions_to_the_noun() -> None:
    """A preposition of one letter and the article become one word with the noun."""
    assert plain(format_resolution(191, "ar", form="short", case="li")) == "للقرار 191"
    assert plain(format_resolution(191, "ar", form="short", case="bi")) == "بالقرار 191"


@pytest.mark.parametrize(
    "printed",
    [
        Printed("en", "Decision 560", "D"),
        Printed("fr", "Décision 560", "D"),
        Printed("ru", "Решение 560", "D"),
        Printed("ar", "المقرر 560", "W"),
    ],
)
def test_a_decision_is_cited_like_a_resolution(printed: Printed) -> None:
    """Council decisions have the same pattern."""
    words = format_resolution(560, printed.language, kind="decision", form="short")
    assert plain(words) == printed.expected


def test_a_chinese_decision_of_the_council_names_the_council_first() -> None:
    """理事会第560号决定 is printed so."""
    words = format_resolution(
        560, "zh", kind="decision", body={"acronym": "理事会"}, form="of-body-short"
    )
    assert words == "理事会第560号决定"


@pytest.mark.parametrize(
    ("number", "instrument", "printed"),
    [
        (102, "convention", Printed("fr", "numéro 102 de la Convention", "D")),
        ("160I", "convention", Printed("es", "número 160I del Convenio", "D")),
        (162, "general-rules", Printed("ru", "п. 162 Общего регламента", "D")),
        (102, "convention", Printed("zh", "《公约》第102款", "D")),
        (162, "general-rules", Printed("ar", "الرقم 162 من القواعد العامة", "D")),
        (102, "convention", Printed("en", "No. 102 of the Convention", "I")),
    ],
)
def test_a_provision_of_the_basic_texts_is_as_printed(
    number: int | str,
    instrument: Literal["convention", "general-rules"],
    printed: Printed,
) -> None:
    """Numbers of the Constitution, the Convention and the General Rules have forms of their own."""
    words = format_provision(number, printed.language, instrument=instrument)
    assert plain(words) == printed.expected


def test_a_form_with_a_body_needs_its_name() -> None:
    """A missing name is said, not left out."""
    with pytest.raises(ValueError, match=r'form "of-body" .* needs the name of its body'):
        format_resolution(59, "en", form="of-body")


def test_a_misspelt_form_is_answered_with_the_nearest() -> None:
    """The message is meant for whoever wrote the expression."""
    with pytest.raises(ValueError, match=r'did you mean "body-first"'):
        format_resolution(59, "en", form="body-frist")
