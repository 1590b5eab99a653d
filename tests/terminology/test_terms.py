"""Terms found in English texts, and looked for in their translations."""

from __future__ import annotations

import pytest

from reportgen.languages import LANGUAGE_KEYS
from reportgen.terminology import Term, Terminology, compare_terms, packaged_terms
from tests.catalogs.support import entry


def keys(source: str) -> list[str]:
    """Return the keys of the terms in an English text."""
    return [term.key for term in packaged_terms().terms_in(source)]


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("A liaison statement was sent.", ["liaison-statement"]),
        ("Liaison statements and study\ngroups.", ["liaison-statement", "study-group"]),
        ("LIAISON STATEMENT", ["liaison-statement"]),
        ("a liaison, statement", []),
        ("a reliaison statement", []),
        # The longer one counts.
        ("Every Sector Member of a Sector.", ["sector-member", "sector"]),
        ("The Radiocommunication Sector met.", ["itu-r-name"]),
        # A capital that a term has must be there.
        ("The question was asked.", []),
        ("Question 7", ["question"]),
        # Neither references nor addresses nor symbols are words.
        ('{{ theme("accessibility") }} at https://itu.int/accessibility', []),
        ("TSAG-TD239 of TSAG", ["tsag"]),
        ("[words](https://itu.int/study group)", []),
    ],
)
def test_terms_are_found_as_words(source: str, found: list[str]) -> None:
    """Singular and plural, at the beginning of a sentence and in capitals; never inside words."""
    assert keys(source) == found


@pytest.mark.parametrize(
    ("language", "source", "text", "is_right"),
    [
        ("fr", "a study group", "les Commissions d’études", True),
        ("fr", "a study group", "un groupe d'études", False),
        ("fr", "terms of reference", "le mandat", True),
        ("fr", "terms of reference", "le commandataire", False),
        ("es", "a liaison statement", "unas declaraciones de coordinación", True),
        ("ru", "a liaison statement", "направить заявлением о взаимодействии", True),
        ("ru", "a liaison statement", "направить заявление об этом, о взаимодействии", False),
        ("zh", "a liaison statement", "该联络声明已发出", True),
        ("zh", "a liaison statement", "该声明已发出", False),
        ("ar", "Member States", "للدول الأعضاء", True),
        ("ar", "remote participation", "المشاركة عن بعد", True),
        ("ar", "remote participation", "الحضور", False),
        ("fr", "an unknown word", "n'importe quoi", True),
    ],
)
def test_translations_are_compared_in_every_script(
    language: str, source: str, text: str, is_right: bool
) -> None:
    """Inflected, with no-break spaces, with prepositions and without vowel signs."""
    found = list(compare_terms(entry(source, text), language, "x.po", packaged_terms()))
    assert (not found) == is_right


def test_a_finding_says_what_the_list_has() -> None:
    """Whoever reads it knows the term, whether it was seen in print, and the way out."""
    (found,) = compare_terms(
        entry("A liaison statement", "Una nota"), "es", "es.po", packaged_terms()
    )
    assert found.as_text() == (
        'es.po:7:1: warning: captions: "liaison statement" is not translated as in the list of '
        'terms [term-differs]\n  hint: the list has "declaración de coordinación", not seen in '
        "print; other words are allowed in reports/terminology.yaml"
    )


def test_plural_forms_are_one_translation() -> None:
    """A form that leaves a word out is no fault where another has it."""
    both = entry("A Sector", "Un", "Deux Secteurs", plural="Two Sectors")
    assert not list(compare_terms(both, "fr", "x.po", packaged_terms()))


def test_what_is_not_used_is_not_compared() -> None:
    """Terms are for translations in use; the list may lack a language."""
    assert not list(compare_terms(entry("A Sector", ""), "fr", "x.po", packaged_terms()))
    few = Terminology({"x": Term("x", {"en": "Sector"})})
    assert not list(compare_terms(entry("A Sector", "Un"), "fr", "x.po", few))


def test_a_name_left_in_english_is_no_finding() -> None:
    """Some names stay English on purpose; that a text is not translated is told elsewhere."""
    left = entry("The Task Force met.", "La « Task Force » s'est réunie.")
    assert not list(compare_terms(left, "fr", "x.po", packaged_terms()))


def test_terms_have_all_languages() -> None:
    """The list of the package has no gaps."""
    assert all(term.forms(key) for term in packaged_terms().terms.values() for key in LANGUAGE_KEYS)
