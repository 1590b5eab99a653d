"""Ordinals and how often: 23rd, thirtieth, once, in six languages.

In go a number and the grammar of the noun it stands with (gender, case), out comes a string. Where
no gender is given it is that of the word for *meeting* (fr and es feminine, ru neuter, ar
masculine), which most ordinals of a report belong to.
"""

from __future__ import annotations

from typing import Final

from reportgen.values import _ordinal_words as words
from reportgen.values._tables import (
    CASES,
    GENDERS,
    NBSP,
    check_choice,
    check_language,
    plural_category,
)
from reportgen.values.dates import english_suffix

ORDINAL_FORMS: Final = ("figure", "word", "text", "cover")
MEETING_FORMS: Final = ("cover", "text")

_MEETING_GENDER: Final = {"fr": "feminine", "es": "feminine", "ru": "neuter", "ar": "masculine"}
_RUSSIAN_MEETING: Final = {
    "nom": "собрание",
    "gen": "собрания",
    "dat": "собранию",
    "acc": "собрание",
    "ins": "собранием",
    "prep": "собрании",
}


def format_ordinal(
    number: int,
    language: str,
    *,
    form: str = "figure",
    gender: str | None = None,
    case: str = "nom",
) -> str:
    """Return an ordinal number.

    Forms: `figure` (23rd, 23e, 23ª, 23-е, 第23次, ar the number alone), `word` (twenty-third,
    третьем), `text` (words below ten, figures from ten, in Arabic always words), `cover` (as
    printed on covers: fr 23ème, ar in words, otherwise as `figure`). `gender` is masculine,
    feminine or neuter, `case` a Russian case. A Spanish masculine word has the form before its
    noun (primer, tercer); an Arabic word has its article (الثالث).

    Raises ValueError for a number below 1, a word above 99, or an unknown argument.
    """
    check_language(language)
    check_choice("form of an ordinal", form, ORDINAL_FORMS)
    check_choice("case", case, CASES)
    gender = gender or _MEETING_GENDER.get(language, "masculine")
    check_choice("gender", gender, GENDERS)
    if number < 1:
        raise ValueError(f"there is no ordinal of {number}: ordinals begin with 1")
    if form == "text":
        in_words = (number < 10 and language != "zh") or (language == "ar" and number < 100)
        form = "word" if in_words else "figure"
    if form == "word" or (form == "cover" and language == "ar"):
        return words.ordinal_word(number, language, gender, case)
    return _figure(number, language, gender, case, cover=form == "cover")


def format_meeting(number: int, language: str, form: str = "cover", *, case: str = "nom") -> str:
    """Return which meeting it is: 23rd Meeting, 23ème réunion, 第23次会议, الاجتماع الثلاثون.

    Forms: `cover`, `text` (first meeting; en in small letters, words below ten). `case` is for
    Russian: `format_meeting(1, "ru", "text", case="prep")` is первом собрании.
    """
    check_choice("form of a meeting's number", form, MEETING_FORMS)
    ordinal = format_ordinal(number, language, form=form, case=case)
    if language == "ar":
        return f"الاجتماع {ordinal}"
    if language == "ru":
        return f"{ordinal} {_RUSSIAN_MEETING[case]}"
    if language == "zh":
        return f"{ordinal}会议"
    noun = {"fr": "réunion", "es": "reunión"}.get(language, "meeting")
    return f"{ordinal} {noun.capitalize() if (language, form) == ('en', 'cover') else noun}"


def format_times(number: int, language: str) -> str:
    """Return how often something happened: once, twice, three times; figures from ten.

    Raises ValueError for a number below 1.
    """
    check_language(language)
    if number < 1:
        raise ValueError(f"cannot say how often for {number}: give 1 or more")
    small = words.TIMES[language]
    if number <= len(small):
        return small[number - 1]
    category = plural_category(number, language)
    noun = words.TIMES_NOUN[language].get(category, words.TIMES_NOUN[language]["other"])
    return f"{number}次" if language == "zh" else f"{number}{NBSP}{noun}"


def _figure(number: int, language: str, gender: str, case: str, *, cover: bool) -> str:
    if language == "en":
        return f"{number}{english_suffix(number)}"
    if language == "fr":
        return f"{number}{_french_suffix(number, gender, cover)}"
    if language == "es":
        return f"{number}{'ª' if gender == 'feminine' else 'º'}"
    if language == "ru":
        return f"{number}-{words.RUSSIAN_SUFFIXES[gender][CASES.index(case)]}"
    return f"第{number}次" if language == "zh" else str(number)


def _french_suffix(number: int, gender: str, cover: bool) -> str:
    if number == 1:
        feminine = "ère" if cover else "re"
        return feminine if gender == "feminine" else "er"
    return "ème" if cover else "e"
