"""People, chairs and places: Ms Inga Rimkevičienė (Lithuania), ISCG Chairman, Président de l'ISCG.

Names, countries, bodies and the word for *chair* (which changes with date and gender) come in
ready, in the language that is asked for; what is added here is the title, the order, the
prepositions and the brackets.
"""

from __future__ import annotations

from typing import Final

from reportgen.values._tables import CASES, check_choice, check_language
from reportgen.values.bodies import of_body

PERSON_FORMS: Final = ("full", "short", "name")
CHAIR_FORMS: Final = ("body-first", "title", "of", "alone")
PERSON_GENDERS: Final = ("masculine", "feminine")

_TITLES: Final = {
    "en": {"mr": "Mr", "ms": "Ms", "dr": "Dr", "prof": "Prof."},
    "fr": {"mr": "M.", "ms": "Mme", "dr": "Dr", "prof": "Prof."},
    "es": {"mr": "Sr.", "ms": "Sra.", "dr": "Dr.", "prof": "Prof."},
    "ru": {"mr": "г-н", "ms": "г-жа", "dr": "д-р", "prof": "проф."},
    "zh": {"mr": "先生", "ms": "女士", "dr": "博士", "prof": "教授"},
    "ar": {"mr": "السيد", "ms": "السيدة", "dr": "الدكتور", "prof": "الأستاذ"},
}
# In the order of CASES; "проф." is an abbreviation that does not decline.
_RUSSIAN_TITLES: Final = {
    "mr": ("г-н", "г-на", "г-ну", "г-на", "г-ном", "г-не"),
    "ms": ("г-жа", "г-жи", "г-же", "г-жу", "г-жой", "г-же"),
    "dr": ("д-р", "д-ра", "д-ру", "д-ра", "д-ром", "д-ре"),
}
_FEMININE_TITLES: Final = {
    "es": {"dr": "Dra.", "prof": "Prof.ª"},
    "ar": {"dr": "الدكتورة", "prof": "الأستاذة"},
}
TITLES: Final = tuple(_TITLES["en"])
"""Keys of the titles; the English print of each (`Ms`, `Prof.`) is understood as well."""


def format_person(
    name: str,
    title: str | None,
    country_name: str | None,
    gender: str | None,
    language: str,
    form: str = "full",
    *,
    case: str = "nom",
) -> str:
    """Return a person as cited.

    Forms: `full` (Ms Inga Rimkevičienė (Lithuania)), `short` (without country), `name` (the name
    alone). `title` is a key of `TITLES` or its English print; without one, Mr or Ms follow from
    `gender`, and nothing is written where that is unknown too. Brackets of a country's name are
    kept inside the outer ones, as the ITU has it: Prof. A (Iran (Islamic Republic of)). `case` is a
    Russian case, in which the title is put; the name comes in ready.

    Raises ValueError for an unknown title, gender, language, form or case.
    """
    check_language(language)
    check_choice("form of a person", form, PERSON_FORMS)
    if gender is not None:
        check_choice("gender", gender, PERSON_GENDERS)
    check_choice("case", case, CASES)
    words = _title_word(title, gender, language, case)
    if form == "name":
        return name
    if language == "zh":
        titled = name + words
        return f"{titled}（{country_name}）" if country_name and form == "full" else titled
    titled = f"{words} {name}" if words else name
    return f"{titled} ({country_name})" if country_name and form == "full" else titled


def format_chair(
    title: str,
    body: str,
    language: str,
    form: str = "of",
    *,
    body_gender: str = "masculine",
    article: bool = True,
) -> str:
    """Return a chair with the body: `title` and `body` as they are worded in the language.

    Forms: `body-first` (ISCG Chairman; only en and zh have it, elsewhere as `of`), `title` (source
    line of a cover: Chairman, ISCG; Président, Equipe de …; elsewhere as `of`), `of` (Chairman of
    the ISCG, Président de l'ISCG), `alone` (the title). A Russian body stands in the genitive, an
    Arabic one follows its title directly; `body_gender` decides du/de la, del/de la. `article` says
    whether the English name takes one (Chairman of TDAG does not).

    Raises ValueError for an unknown language, form or gender.
    """
    check_language(language)
    check_choice("form of a chair", form, CHAIR_FORMS)
    if form == "alone":
        return title
    if language == "zh":
        return body + title
    if form == "body-first" and language == "en":
        return f"{body} {title}"
    if form == "title" and language in ("en", "fr"):
        return f"{title}, {body}"
    return f"{title} {of_body(body, language, body_gender, article=article)}"


def format_place(name: str, country_name: str, language: str) -> str:
    """Return a town with its country: Geneva, Switzerland; Sharm el-Sheikh (Egipto); 瑞士日内瓦.

    Raises ValueError for an unknown language.
    """
    check_language(language)
    if language == "es":
        return f"{name} ({country_name})"
    if language == "zh":
        return f"{country_name}{name}"
    return f"{name}{'،' if language == 'ar' else ','} {country_name}"


def _title_word(title: str | None, gender: str | None, language: str, case: str) -> str:
    key = (title or "").casefold().removesuffix(".")
    if not key:
        if gender is None:
            return ""
        key = "ms" if gender == "feminine" else "mr"
    check_choice("title of a person", key, TITLES)
    if language == "ru" and key in _RUSSIAN_TITLES:
        return _RUSSIAN_TITLES[key][CASES.index(case)]
    word = _TITLES[language][key]
    if gender == "feminine":
        return _FEMININE_TITLES.get(language, {}).get(key, word)
    return word
