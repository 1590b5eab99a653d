"""Tables: ordinal numbers in words (1 to 99) and words for how often, in six languages.

CLDR has the first of these only as rule-based number formats, which Babel does not carry.
"""

from __future__ import annotations

from typing import Final

from reportgen.values._tables import CASES


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_ENGLISH: Final = _words(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
    "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
)
_ENGLISH_TENS: Final = _words("twenty thirty forty fifty sixty seventy eighty ninety")

_FRENCH: Final = _words(
    "unième deuxième troisième quatrième cinquième sixième septième huitième neuvième "
    "dixième onzième douzième treizième quatorzième quinzième seizième dix-septième "
    "dix-huitième dix-neuvième"
)
_FRENCH_TENS: Final = {20: "vingt", 30: "trente", 40: "quarante", 50: "cinquante", 60: "soixante"}

# Spanish, the form before a masculine noun; the feminine is made from the table below.
_SPANISH: Final = _words("primer segundo tercer cuarto quinto sexto séptimo octavo noveno")
_SPANISH_TEENS: Final = _words(
    "décimo undécimo duodécimo decimotercer decimocuarto decimoquinto decimosexto "
    "decimoséptimo decimoctavo decimonoveno"
)
_SPANISH_TENS: Final = _words(
    "vigésimo trigésimo cuadragésimo quincuagésimo sexagésimo septuagésimo octogésimo nonagésimo"
)

_RUSSIAN: Final = _words(
    "первый второй третий четвертый пятый шестой седьмой восьмой девятый десятый "
    "одиннадцатый двенадцатый тринадцатый четырнадцатый пятнадцатый шестнадцатый семнадцатый "
    "восемнадцатый девятнадцатый"
)
_RUSSIAN_TENS: Final = _words(
    "двадцатый тридцатый сороковой пятидесятый шестидесятый семидесятый восьмидесятый девяностый"
)
_RUSSIAN_TENS_BEFORE: Final = _words(
    "двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто"
)
# In the order of CASES: nominative, genitive, dative, accusative, instrumental, prepositional.
_RUSSIAN_ENDINGS: Final = {
    "masculine": ("", "ого", "ому", "", "ым", "ом"),
    "feminine": ("ая", "ой", "ой", "ую", "ой", "ой"),
    "neuter": ("ое", "ого", "ому", "ое", "ым", "ом"),
}
_RUSSIAN_THIRD: Final = {
    "masculine": ("третий", "третьего", "третьему", "третий", "третьим", "третьем"),
    "feminine": ("третья", "третьей", "третьей", "третью", "третьей", "третьей"),
    "neuter": ("третье", "третьего", "третьему", "третье", "третьим", "третьем"),
}
RUSSIAN_SUFFIXES: Final = {
    "masculine": ("й", "го", "му", "й", "м", "м"),
    "feminine": ("я", "й", "й", "ю", "й", "й"),
    "neuter": ("е", "го", "му", "е", "м", "м"),
}
"""What follows the figure and a hyphen, by gender, in the order of CASES."""

_CHINESE_DIGITS: Final = "零一二三四五六七八九"

_ARABIC: Final = _words("الأول الثاني الثالث الرابع الخامس السادس السابع الثامن التاسع العاشر")
_ARABIC_FEMININE: Final = _words(
    "الأولى الثانية الثالثة الرابعة الخامسة السادسة السابعة الثامنة التاسعة العاشرة"
)
_ARABIC_TENS: Final = _words("العشرون الثلاثون الأربعون الخمسون الستون السبعون الثمانون التسعون")

TIMES: Final = {
    "en": (
        "once",
        "twice",
        *(f"{n} times" for n in _words("three four five six seven eight nine")),
    ),
    "fr": tuple(f"{n} fois" for n in _words("une deux trois quatre cinq six sept huit neuf")),
    "es": (
        "una vez",
        *(f"{n} veces" for n in _words("dos tres cuatro cinco seis siete ocho nueve")),
    ),
    "ru": (
        "один раз",
        *(f"{n} раза" for n in ("два", "три", "четыре")),
        *(f"{n} раз" for n in ("пять", "шесть", "семь", "восемь", "девять")),
    ),
    "zh": tuple(f"{n}次" for n in "一两三四五六七八九"),
    "ar": (
        "مرة واحدة",
        "مرتين",
        *(f"{n} مرات" for n in _words("ثلاث أربع خمس ست سبع ثماني تسع")),
    ),
}
"""How often, in words, from one to nine."""

TIMES_NOUN: Final = {
    "en": {"other": "times"},
    "fr": {"other": "fois"},
    "es": {"other": "veces"},
    "ru": {"few": "раза", "other": "раз"},
    "zh": {"other": "次"},
    "ar": {"few": "مرات", "other": "مرة"},
}
"""The noun after a figure from ten, by plural category."""


def ordinal_word(number: int, language: str, gender: str, case: str) -> str:
    """Return an ordinal in words; ValueError above 99, where the house writes figures."""
    if not 1 <= number <= 99:
        raise ValueError(f"an ordinal in words goes from 1 to 99, not {number}: use figures")
    if language == "en":
        return _english(number)
    if language == "fr":
        return _french(number, gender)
    if language == "es":
        return _spanish(number, gender)
    if language == "ru":
        return _russian(number, gender, case)
    return _chinese(number) if language == "zh" else _arabic(number, gender)


def _english(number: int) -> str:
    if number < 20:
        return _ENGLISH[number - 1]
    tens = _ENGLISH_TENS[number // 10 - 2]
    unit = number % 10
    return f"{tens}-{_ENGLISH[unit - 1]}" if unit else f"{tens[:-1]}ieth"


def _french(number: int, gender: str) -> str:
    if number == 1:
        return "première" if gender == "feminine" else "premier"
    if number < 20:
        return _FRENCH[number - 1]
    if number >= 80:
        rest = number - 80
        return f"quatre-vingt-{_FRENCH[rest - 1]}" if rest else "quatre-vingtième"
    base = min(number // 10 * 10, 60)
    rest = number - base
    if not rest:
        return f"{_FRENCH_TENS[base].removesuffix('e')}ième"
    joint = " et " if rest in (1, 11) else "-"
    return f"{_FRENCH_TENS[base]}{joint}{_FRENCH[rest - 1]}"


def _spanish(number: int, gender: str) -> str:
    tens, unit = divmod(number, 10)
    if tens == 0:
        parts = [_SPANISH[unit - 1]]
    elif tens == 1:
        parts = [_SPANISH_TEENS[unit]]
    else:
        parts = [_SPANISH_TENS[tens - 2], *([_SPANISH[unit - 1]] if unit else [])]
    if gender == "feminine":
        parts = [_spanish_feminine(part) for part in parts]
    return " ".join(parts)


def _spanish_feminine(word: str) -> str:
    return f"{word}a" if word.endswith("er") else f"{word[:-1]}a"


def _russian(number: int, gender: str, case: str) -> str:
    if number < 20:
        return _russian_declined(_RUSSIAN[number - 1], gender, case)
    tens, unit = divmod(number, 10)
    if not unit:
        return _russian_declined(_RUSSIAN_TENS[tens - 2], gender, case)
    last = _russian_declined(_RUSSIAN[unit - 1], gender, case)
    return f"{_RUSSIAN_TENS_BEFORE[tens - 2]} {last}"


def _russian_declined(word: str, gender: str, case: str) -> str:
    place = CASES.index(case)
    if word == "третий":
        return _RUSSIAN_THIRD[gender][place]
    ending = _RUSSIAN_ENDINGS[gender][place]
    return word[:-2] + ending if ending else word


def _chinese(number: int) -> str:
    tens, unit = divmod(number, 10)
    before = "" if tens == 0 else ("十" if tens == 1 else f"{_CHINESE_DIGITS[tens]}十")
    return f"第{before}{_CHINESE_DIGITS[unit] if unit else ''}次"


def _arabic(number: int, gender: str) -> str:
    """Return the ordinal with its article, in the nominative."""
    units = _ARABIC_FEMININE if gender == "feminine" else _ARABIC
    if number <= 10:
        return units[number - 1]
    tens, unit = divmod(number, 10)
    # Eleventh and twenty-first are "one-and": الحادي, not الأول.
    first = "الحادية" if gender == "feminine" else "الحادي"
    word = first if unit == 1 else units[unit - 1] if unit else ""
    if tens == 1:
        return f"{word} {'عشرة' if gender == 'feminine' else 'عشر'}"
    name = _ARABIC_TENS[tens - 2]
    return f"{word} و{name}" if unit else name
