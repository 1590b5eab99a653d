"""People, chairs and bodies after a noun."""

from __future__ import annotations

import pytest

from reportgen.values import belonging_to, format_chair, format_person, of_body
from tests.values.support import Printed


@pytest.mark.parametrize(
    ("name", "title", "country", "gender", "printed"),
    [
        (
            "Inga Rimkevičienė",
            "ms",
            "Lithuania",
            "feminine",
            Printed("en", "Ms Inga Rimkevičienė (Lithuania)", "S"),
        ),
        (
            "Ahmad R. Sharafat",
            "prof",
            "Iran (Islamic Republic of)",
            "masculine",
            Printed("en", "Prof. Ahmad R. Sharafat (Iran (Islamic Republic of))", "S"),
        ),
        (
            "Inga Rimkevičienė",
            "Ms",
            "Lituanie",
            "feminine",
            Printed("fr", "Mme Inga Rimkevičienė (Lituanie)", "D"),
        ),
        ("Bruce Gracie", "Mr", "Canada", None, Printed("fr", "M. Bruce Gracie (Canada)", "D")),
        (
            "Inga Rimkevičienė",
            "ms",
            "Lituania",
            "feminine",
            Printed("es", "Sra. Inga Rimkevičienė (Lituania)", "D"),
        ),
        ("Ana Diaz", "dr", None, "feminine", Printed("es", "Dra. Ana Diaz", "I")),
        (
            "Брюс Грейси",
            "mr",
            "Канада",
            "masculine",
            Printed("ru", "г-н Брюс Грейси (Канада)", "D"),
        ),
        ("Уилсон", "ms", None, "feminine", Printed("ru", "г-жа Уилсон", "D")),
        ("Sabin Sărmaș", "mr", None, "masculine", Printed("zh", "Sabin Sărmaș先生", "W")),
        (
            "Ahmad R. Sharafat",
            "Prof.",
            "伊朗（伊斯兰共和国）",
            None,
            Printed("zh", "Ahmad R. Sharafat教授（伊朗（伊斯兰共和国））", "I"),
        ),
        (
            "روكسان مكيلفان ويبر",
            "ms",
            "الولايات المتحدة",
            "feminine",
            Printed("ar", "السيدة روكسان مكيلفان ويبر (الولايات المتحدة)", "D"),
        ),
        ("بروس غراسي", "dr", None, "masculine", Printed("ar", "الدكتور بروس غراسي", "D")),
        ("Jane Doe", None, None, "feminine", Printed("en", "Ms Jane Doe", "I")),
        ("Jane Doe", None, None, None, Printed("en", "Jane Doe", "I")),
    ],
)
def test_a_person_is_cited_as_printed(
    name: str, title: str | None, country: str | None, gender: str | None, printed: Printed
) -> None:
    """The title is translated, the name as it comes in; brackets of a country are kept."""
    words = format_person(name, title, country, gender, printed.language)
    assert words == printed.expected


def test_shorter_forms_of_a_person() -> None:
    """A second mention can do without the country, a table without the title."""
    person = ("Ann Lee", "ms", "Canada", "feminine", "en")
    assert format_person(*person, "short") == "Ms Ann Lee"
    assert format_person(*person, "name") == "Ann Lee"


def test_an_unknown_title_is_refused() -> None:
    """The message lists what there is."""
    with pytest.raises(ValueError, match='unknown title of a person "lord": use mr, ms, dr, prof'):
        format_person("A", "Lord", None, None, "en")


@pytest.mark.parametrize(
    ("title", "body", "form", "gender", "printed"),
    [
        ("Chairman", "ISCG", "body-first", "masculine", Printed("en", "ISCG Chairman", "S")),
        ("Chairman", "ISCG", "title", "masculine", Printed("en", "Chairman, ISCG", "D")),
        ("Chairman", "RAG", "title", "masculine", Printed("en", "Chairman, RAG", "D")),
        ("Chair", "ISCG", "of", "masculine", Printed("en", "Chair of the ISCG", "I")),
        ("Président", "ISCG", "of", "masculine", Printed("fr", "Président de l'ISCG", "I")),
        (
            "Président",
            "Groupe consultatif des radiocommunications",
            "of",
            "masculine",
            Printed("fr", "Président du Groupe consultatif des radiocommunications", "D"),
        ),
        (
            "Président",
            "Equipe de coordination intersectorielle",
            "title",
            "feminine",
            Printed("fr", "Président, Equipe de coordination intersectorielle", "D"),
        ),
        (
            "Présidente",
            "Équipe de coordination",
            "body-first",
            "feminine",
            Printed("fr", "Présidente de l'Équipe de coordination", "I"),
        ),
        (
            "Presidente",
            "Grupo Asesor de Radiocomunicaciones",
            "title",
            "masculine",
            Printed("es", "Presidente del Grupo Asesor de Radiocomunicaciones", "D"),
        ),
        ("Presidenta", "Junta", "of", "feminine", Printed("es", "Presidenta de la Junta", "I")),
        ("Председатель", "КГСЭ", "title", "feminine", Printed("ru", "Председатель КГСЭ", "D")),
        ("主席", "ISCG", "title", "masculine", Printed("zh", "ISCG主席", "I")),
        (
            "رئيسة",
            "الفريق الاستشاري لتنمية الاتصالات (TDAG)",
            "title",
            "masculine",
            Printed("ar", "رئيسة الفريق الاستشاري لتنمية الاتصالات (TDAG)", "D"),
        ),
        ("Chair", "ISCG", "alone", "masculine", Printed("en", "Chair", "I")),
    ],
)
def test_a_chair_is_named_as_printed(
    title: str, body: str, form: str, gender: str, printed: Printed
) -> None:
    """The title comes in ready; order, preposition and article are the language's."""
    words = format_chair(title, body, printed.language, form, body_gender=gender)
    assert words == printed.expected


@pytest.mark.parametrize(
    ("name", "language", "gender", "expected"),
    [
        ("WTDC", "en", "masculine", "of WTDC"),
        ("CMDT", "fr", "feminine", "de la CMDT"),
        ("AMNT", "fr", "feminine", "de l'AMNT"),
        ("GCDT", "fr", "masculine", "du GCDT"),
        ("GADT", "es", "masculine", "del GADT"),
        ("ВКРЭ", "ru", "feminine", "ВКРЭ"),
    ],
)
def test_a_body_after_a_noun(name: str, language: str, gender: str, expected: str) -> None:
    """French elides before a vowel and joins the article, Spanish joins it too."""
    assert of_body(name, language, gender) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("قطاع تنمية الاتصالات", "لقطاع تنمية الاتصالات"),
        ("الاتحاد", "للاتحاد"),
        ("ITU-D", "(ITU-D)"),
    ],
)
def test_arabic_joins_the_preposition_of_belonging(name: str, expected: str) -> None:
    """The article melts into the preposition; Latin letters stand in brackets."""
    assert belonging_to(name, "ar") == expected
