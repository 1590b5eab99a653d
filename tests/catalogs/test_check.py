"""`reportgen check` on catalogs: what is wrong or lacking is told with its place."""

from __future__ import annotations

import pytest

from reportgen.errors import InputError
from tests.catalogs.support import LANGUAGES, Translated

DEAR = ("**free** from 2024", "**dear** from 2024")
LETTER = 'msgstr "A letter will be sent to {{ body(\\"TDAG\\") }}'
CAPTIONS = ('msgstr "Captions will be **free**', 'msgstr "Captions will be free')


def test_complete_catalogs_have_no_problems(translated: Translated) -> None:
    """Nothing is said where everything is translated."""
    assert translated.project.check() == ()


def test_catalogs_that_nobody_has_begun_are_no_fault(begun: Translated) -> None:
    """A secretary at work on the English text is not reminded of five languages."""
    assert begun.project.check() == ()


@pytest.mark.parametrize("is_extracted", [True, False])
def test_a_changed_sentence_is_named_in_five_catalogs(
    translated: Translated, is_extracted: bool
) -> None:
    """Also before the catalogs are brought up to date."""
    translated.outcomes(DEAR)
    if is_extracted:
        translated.extract()
    found = translated.project.check()
    assert [(each.path, each.severity, each.code, each.message) for each in found] == [
        (
            f"reports/iscg-23-1/locale/{key}.po",
            "warning",
            "catalog-incomplete",
            "1 fuzzy (captions)",
        )
        for key in sorted(LANGUAGES)
    ]
    assert all(each.line for each in found)


def test_translating_heals_it(translated: Translated) -> None:
    """Nothing is left to say."""
    translated.outcomes(DEAR)
    translated.extract()
    translated.translate()
    assert translated.project.check() == ()


def test_what_is_missing_is_counted(translated: Translated) -> None:
    """One line for the catalog, few entries named."""
    translated.edit("fr", 'msgstr "Captions will be **free** from 2024."', 'msgstr ""')
    (found,) = translated.project.check()
    assert (found.code, found.message) == ("catalog-incomplete", "1 of 3 missing (captions)")


def test_a_difference_has_the_line_of_its_entry(translated: Translated) -> None:
    """An editor that follows the place lands on the entry."""
    line = translated.edit("ru", *CAPTIONS)
    (found,) = translated.project.check()
    assert (found.path, found.line) == ("reports/iscg-23-1/locale/ru.po", line)
    assert found.code == "catalog-markup"


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ('body(\\"RGA\\")', "catalog-references"),
        ('body(\\"TDAG\\", case=\\"zu\\")', "catalog-expression"),
        ('budy(\\"TDAG\\")', "catalog-expression"),
        ("body(", "catalog-expression"),
    ],
)
def test_a_translation_that_has_no_value_is_refused_with_its_place(
    translated: Translated, wrong: str, code: str
) -> None:
    """A slip of a translator never reaches a report, and never crashes the program."""
    line = translated.edit("fr", LETTER, f'msgstr "A letter {{{{ {wrong} }}}}')
    (found,) = [each for each in translated.project.check() if each.severity == "error"]
    assert (found.path, found.line, found.code) == ("reports/iscg-23-1/locale/fr.po", line, code)
    with pytest.raises(InputError, match=rf"fr\.po:{line}:1: error: letter: .* \[{code}\]"):
        translated.project.build(languages=("fr",))


def test_a_slip_in_a_stale_translation_stops_nothing(translated: Translated) -> None:
    """It is not used, so a draft can be made; it is told once it is taken up again."""
    translated.edit("fr", LETTER, 'msgstr "A letter {{ budy() }}')
    translated.outcomes(("A letter will be sent", "A note will be sent"))
    assert {each.code for each in translated.project.check()} == {"catalog-incomplete"}
    assert translated.project.build(languages=("fr",)).built


def test_a_broken_catalog_is_named_as_users_know_it(translated: Translated) -> None:
    """The path starts at the folder they are in; the other catalogs are checked all the same."""
    translated.path("zh").write_text('msgid "broken', encoding="utf-8")
    translated.edit("ru", *CAPTIONS)
    found = [(each.path, each.line, each.code) for each in translated.project.check()]
    assert ("reports/iscg-23-1/locale/zh.po", 1, "catalog-broken") in found
    assert [code for path, _, code in found if path.endswith("ru.po")] == ["catalog-markup"]
