"""Ordinals in figures and words, and how often something happened."""

from __future__ import annotations

import pytest

from reportgen.values import format_ordinal, format_times


@pytest.mark.parametrize(
    ("number", "expected"),
    [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (13, "13th"), (112, "112th"),
     (21, "21st"), (102, "102nd")],
)  # fmt: skip
def test_english_figures(number: int, expected: str) -> None:
    """The teens have th, also after a hundred."""
    assert format_ordinal(number, "en") == expected


@pytest.mark.parametrize(
    ("number", "language", "gender", "expected"),
    [
        (1, "fr", "feminine", "1re"),
        (1, "fr", "masculine", "1er"),
        (2, "fr", None, "2e"),
        (1, "es", None, "1ª"),
        (22, "es", None, "22ª"),
        (3, "es", "masculine", "3º"),
        (23, "ru", None, "23-е"),
        (23, "ru", "masculine", "23-й"),
        (23, "zh", None, "第23次"),
        (30, "ar", None, "30"),
    ],
)
def test_figures_agree_with_their_noun(
    number: int, language: str, gender: str | None, expected: str
) -> None:
    """Without a gender, an ordinal agrees with the word for meeting."""
    assert format_ordinal(number, language, gender=gender) == expected


@pytest.mark.parametrize(
    ("number", "language", "gender", "expected"),
    [
        (1, "en", None, "first"),
        (12, "en", None, "twelfth"),
        (20, "en", None, "twentieth"),
        (23, "en", None, "twenty-third"),
        (1, "fr", None, "première"),
        (1, "fr", "masculine", "premier"),
        (9, "fr", None, "neuvième"),
        (21, "fr", None, "vingt et unième"),
        (40, "fr", None, "quarantième"),
        (71, "fr", None, "soixante et onzième"),
        (80, "fr", None, "quatre-vingtième"),
        (91, "fr", None, "quatre-vingt-onzième"),
        (1, "es", None, "primera"),
        (1, "es", "masculine", "primer"),
        (3, "es", None, "tercera"),
        (13, "es", None, "decimotercera"),
        (21, "es", None, "vigésima primera"),
        (23, "ru", None, "двадцать третье"),
        (2, "ru", "feminine", "вторая"),
        (40, "ru", None, "сороковое"),
        (3, "zh", None, "第三次"),
        (10, "zh", None, "第十次"),
        (23, "zh", None, "第二十三次"),
        (3, "ar", None, "الثالث"),
        (30, "ar", None, "الثلاثون"),
        (23, "ar", None, "الثالث والعشرون"),
        (21, "ar", None, "الحادي والعشرون"),
        (11, "ar", None, "الحادي عشر"),
        (12, "ar", "feminine", "الثانية عشرة"),
        (99, "ar", None, "التاسع والتسعون"),
    ],
)
def test_ordinals_in_words(number: int, language: str, gender: str | None, expected: str) -> None:
    """Words go up to ninety-nine in every language."""
    assert format_ordinal(number, language, form="word", gender=gender) == expected


@pytest.mark.parametrize(
    ("gender", "case", "figure", "word"),
    [
        ("neuter", "nom", "3-е", "третье"),
        ("neuter", "prep", "3-м", "третьем"),
        ("feminine", "acc", "3-ю", "третью"),
        ("masculine", "gen", "3-го", "третьего"),
    ],
)
def test_russian_ordinals_are_declined(gender: str, case: str, figure: str, word: str) -> None:
    """A sentence asks for the case it needs."""
    assert format_ordinal(3, "ru", gender=gender, case=case) == figure
    assert format_ordinal(3, "ru", form="word", gender=gender, case=case) == word


@pytest.mark.parametrize("language", ["en", "fr", "es", "ru", "zh", "ar"])
def test_no_two_ordinals_read_the_same(language: str) -> None:
    """Ninety-nine numbers have ninety-nine words."""
    words = {format_ordinal(number, language, form="word") for number in range(1, 100)}
    assert len(words) == 99


@pytest.mark.parametrize("language", ["en", "fr", "es", "ru", "zh", "ar"])
def test_words_end_at_ninety_nine(language: str) -> None:
    """Above that the house writes figures, and the form is refused."""
    with pytest.raises(ValueError, match="from 1 to 99, not 100"):
        format_ordinal(100, language, form="word")
    assert format_ordinal(100, language, form="text")


def test_the_zeroth_meeting_is_refused() -> None:
    """Ordinals begin with one."""
    with pytest.raises(ValueError, match="begin with 1"):
        format_ordinal(0, "en")


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", {1: "once", 2: "twice", 3: "three times", 12: "12 times"}),
        ("fr", {1: "une fois", 2: "deux fois", 12: "12 fois"}),
        ("es", {1: "una vez", 2: "dos veces", 12: "12 veces"}),
        ("ru", {1: "один раз", 2: "два раза", 5: "пять раз", 12: "12 раз", 22: "22 раза"}),
        ("zh", {1: "一次", 2: "两次", 12: "12次"}),
        ("ar", {1: "مرة واحدة", 2: "مرتين", 3: "ثلاث مرات", 10: "10 مرات", 12: "12 مرة"}),
    ],
)
def test_how_often(language: str, expected: dict[int, str]) -> None:
    """Words below ten, figures from ten, with the plural the number asks for."""
    for number, words in expected.items():
        assert format_times(number, language).replace("\xa0", " ") == words


def test_never_is_refused() -> None:
    """A sentence about meetings that did not take place is written otherwise."""
    with pytest.raises(ValueError, match="1 or more"):
        format_times(0, "en")
