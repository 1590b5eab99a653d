"""A body after a noun: of WTDC, de la CMDT, de l'AMNT, del GADT, ВКРЭ, لقطاع تنمية الاتصالات.

The name comes in ready: an acronym or a long name in the language asked for, in Russian in the
genitive.
"""

from __future__ import annotations

import unicodedata
from typing import Final

from reportgen.values._tables import check_choice, check_language

BODY_GENDERS: Final = ("masculine", "feminine")


def of_body(name: str, language: str, gender: str = "masculine", *, article: bool = False) -> str:
    """Return a body's name as the possessor of what stands before it.

    `gender` is that of the name in French and Spanish. `article` asks for *the* in English (of the
    ISCG; conferences go without: of WTDC). Arabic and Russian put the name itself, Chinese too
    (where it stands before its noun).

    Raises ValueError for an unknown language or gender.
    """
    check_language(language)
    check_choice("gender of a body", gender, BODY_GENDERS)
    if language == "en":
        return f"of the {name}" if article else f"of {name}"
    if language == "fr":
        return _french_of(name, gender)
    if language == "es":
        return f"de la {name}" if gender == "feminine" else f"del {name}"
    return name


def belonging_to(name: str, language: str, gender: str = "masculine") -> str:
    """Return a body's name after something that belongs to it; as `of_body`, but Arabic with لـ.

    An Arabic name with its article or without joins the preposition (لقطاع …, للاتحاد); Latin
    letters stand in brackets, as the ITU prints acronyms: (ITU-T).
    """
    if language != "ar":
        return of_body(name, language, gender)
    if name[:1].isascii():
        return f"({name})"
    return f"لل{name[2:]}" if name.startswith("ال") else f"ل{name}"


def after_preposition(name: str, language: str, case: str) -> str:
    """Return a name that takes no article behind *de* or *a*: de Mme X, d'Inga X, a Inga X.

    Raises ValueError for another language than French or Spanish, or another case.
    """
    check_choice("language with de and a", language, ("fr", "es"))
    check_choice("case", case, ("de", "a"))
    if case == "a":
        return f"à {name}" if language == "fr" else f"a {name}"
    return f"d'{name}" if language == "fr" and _begins_with_vowel(name) else f"de {name}"


def _begins_with_vowel(name: str) -> bool:
    # Letters are compared without their accents (l'Équipe).
    return unicodedata.normalize("NFD", name[:1]).upper()[:1] in set("AEIOU")


def _french_of(name: str, gender: str) -> str:
    if _begins_with_vowel(name):
        return f"de l'{name}"
    return f"de la {name}" if gender == "feminine" else f"du {name}"
