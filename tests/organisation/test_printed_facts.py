"""The facts of the package say what ITU documents print, in every language."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import chain

import pytest

from reportgen.languages import LANGUAGE_KEYS
from reportgen.organisation import KINDS, Organisation, organisation_schema
from reportgen.organisation.checks import references
from reportgen.organisation.entries import Entry
from reportgen.organisation.store import checker, packaged_entry, packaged_file
from reportgen.yamlfile import read_yaml
from tests.organisation import printed

ORGANISATION = Organisation()


def lines(table: str) -> list[tuple[str, str]]:
    """Return what stands before and behind the first colon of every line."""
    pairs = (line.partition(": ") for line in table.strip().split("\n"))
    return [(before, behind) for before, _, behind in pairs]


def cells(table: str) -> list[tuple[str, str, str]]:
    """Return key, language and words of every cell of a table."""
    rows = ((key, cell) for key, row in lines(table) for cell in row.split("; "))
    return [(key, *cell.split(" ", 1)) for key, cell in rows]  # type: ignore[misc]


@pytest.mark.parametrize(("where", "words"), lines(printed.BODIES))
def test_bodies_are_called_as_printed(where: str, words: str) -> None:
    """Name, acronym and both together stand as on covers."""
    key, language, form = where.split(" ")
    body = ORGANISATION.body(key)
    assert body is not None
    found = body.words(language)
    assert found is not None
    assert found.text(form) == words


@pytest.mark.parametrize(("where", "words"), lines(printed.SESSIONS))
def test_sessions_are_called_as_printed(where: str, words: str) -> None:
    """A conference of a year is called by the translated acronym and two digits."""
    key, year, language, form = where.split(" ")
    body = ORGANISATION.body(key)
    assert body is not None
    assert body.session_text(language, int(year), form) == words


@pytest.mark.parametrize(("key", "language", "words"), cells(printed.PLACES))
def test_places_are_called_as_printed(key: str, language: str, words: str) -> None:
    """Busan is Пусан in Russian, not Бусан."""
    place = ORGANISATION.place(key)
    assert place is not None
    assert place.text(language) == words


@pytest.mark.parametrize(("code", "language", "words"), cells(printed.COUNTRIES))
def test_countries_are_called_as_printed(code: str, language: str, words: str) -> None:
    """ITU's own form goes before CLDR's."""
    assert ORGANISATION.country_name(code, language) == words


@pytest.mark.parametrize(("who", "language", "words"), cells(printed.OFFICES))
def test_offices_are_called_as_printed(who: str, language: str, words: str) -> None:
    """A woman's title differs where the language has one for her."""
    key, gender = who.split(" ")
    office = ORGANISATION.office(key)
    assert office is not None
    assert office.title(date(2024, 1, 1), language, gender) == words


@pytest.mark.parametrize(("original", "language", "words"), cells(printed.LANGUAGES))
def test_languages_are_called_as_printed(original: str, language: str, words: str) -> None:
    """Behind "Original:" stands anglais, английский, بالإنكليزية."""
    assert ORGANISATION.language_name(original, language) == words


@pytest.mark.parametrize(("key", "language", "words"), cells(printed.TERMS))
def test_terms_are_as_printed(key: str, language: str, words: str) -> None:
    """Translators find the Union's own words."""
    term = ORGANISATION.term(key)
    assert term is not None
    assert term.text(language) == words


@pytest.mark.parametrize(("key", "language", "pattern"), cells(printed.TITLES))
def test_titles_stand_where_printed(key: str, language: str, pattern: str) -> None:
    """A Chinese title follows the name, all others go before it."""
    title = ORGANISATION.title(key)
    assert title is not None
    assert title.pattern(language) == pattern


@pytest.mark.parametrize(("resolution", "revisions"), lines(printed.RESOLUTIONS))
def test_revisions_are_as_cited(resolution: str, revisions: str) -> None:
    """Year, place and whether it was a revision are those of printed citations."""
    body, number = resolution.split(" ")
    found = ORGANISATION.resolution(body, number)
    assert found is not None
    for words in revisions.split("; "):
        year, place, how = words.split(" ")
        revision = found.revision_of(int(year))
        assert revision is not None
        assert (revision.place, revision.revised) == (place, how == "revised")


@pytest.mark.parametrize(
    ("day", "language", "gender", "title"),
    [
        (date(2021, 9, 1), "en", "feminine", "Chairman"),
        (date(2023, 8, 16), "en", "masculine", "Chairman"),
        (date(2023, 8, 17), "en", "masculine", "Chair"),
        (date(2021, 9, 1), "fr", "masculine", "Président"),
        (date(2023, 9, 1), "es", "feminine", "Presidenta"),
        (date(2023, 9, 1), "ru", "feminine", "Председатель"),
        (date(2023, 9, 1), "zh", "masculine", "主席"),
        (date(2023, 9, 1), "ar", "feminine", "رئيسة"),
    ],
)
def test_the_chair_is_called_as_on_that_day(
    day: date, language: str, gender: str, title: str
) -> None:
    """Chairman, for women too, until the style guide of 17 August 2023."""
    assert ORGANISATION.chair_title(day, language, gender) == title


def every_entry() -> list[tuple[str, str]]:
    """Return kind and key of every entry of the package."""
    return [(kind, key) for kind in KINDS for key in packaged_file(kind).keys]


@pytest.mark.parametrize("kind", KINDS)
def test_packaged_files_obey_their_own_schema(kind: str) -> None:
    """What is filled in without checks at run time is what the checks would make of it."""
    file = packaged_file(kind)
    assert read_yaml(kind, file.text).problems == ()
    assert list(read_yaml(kind, file.text).data) == list(file.keys)
    for key in file.keys:
        assert checker(kind).validate_python(file.raw(key)) == packaged_entry(kind, key)


@pytest.mark.parametrize(("kind", "key"), every_entry())
def test_packaged_entries_are_complete(kind: str, key: str) -> None:
    """Every entry speaks six languages, and what it marks as inferred exists."""
    entry = packaged_entry(kind, key)
    raw = packaged_file(kind).raw(key)
    assert entry is not None
    assert raw is not None
    if hasattr(entry, "en"):
        assert [language for language in LANGUAGE_KEYS if not raw.get(language)] == []
    for cell in entry.inferred:
        found = raw
        for step in cell.split("."):
            assert step in found, cell
            found = found[step]


@pytest.mark.parametrize(("kind", "key"), every_entry())
def test_packaged_references_lead_somewhere(kind: str, key: str) -> None:
    """Bureaux, parents and places that an entry names are there."""
    entry = packaged_entry(kind, key)
    assert entry is not None
    for wanted_kind, wanted, _ in references(kind, key, entry):
        assert wanted in packaged_file(wanted_kind).keys


def texts(entry: object) -> Iterator[str]:
    """Yield all texts in an entry."""
    if isinstance(entry, str):
        yield entry
    elif isinstance(entry, dict):
        yield from chain.from_iterable(map(texts, entry.values()))
    elif isinstance(entry, list):
        yield from chain.from_iterable(map(texts, entry))


@pytest.mark.parametrize(("kind", "key"), every_entry())
def test_no_cell_has_stray_spaces_or_quotes(kind: str, key: str) -> None:
    """Printed words have straight apostrophes, no double spaces and none at the ends."""
    for text in texts(packaged_file(kind).raw(key)):
        assert text == text.strip()
        assert "  " not in text
        assert not set(text) & set("’‘“”«»\u00a0")


def test_every_revision_has_a_place_and_is_in_order() -> None:
    """A citation names place and year, and the last revision is the one in force."""
    for key in ORGANISATION.keys("resolutions"):
        body, _, number = key.rpartition("-")
        resolution = ORGANISATION.resolution(body, number)
        assert resolution is not None
        days = [revision.adopted for revision in resolution.revisions]
        assert days == sorted(days)
        assert all(revision.place for revision in resolution.revisions)


def test_russian_names_have_all_cases() -> None:
    """A Russian sentence can take any body in any case."""
    for key in ORGANISATION.keys("bodies"):
        body = ORGANISATION.body(key)
        assert body is not None
        words = body.ru
        assert words is not None
        assert all((words.gen, words.dat, words.acc, words.ins, words.loc))


def test_what_was_inferred_is_marked() -> None:
    """A native reviewer gets a list: the ISCG's names are on it, TSAG's are not."""
    marked = set(ORGANISATION.inferred_cells())
    assert ("bodies", "ISCG", "fr") in marked
    assert not any(key == "TSAG" and kind == "bodies" for kind, key, _ in marked)
    entry = ORGANISATION.entry("bodies", "ISCG")
    assert isinstance(entry, Entry)
    assert entry.is_inferred("fr.name")
    assert not entry.is_inferred("en.name")


def test_every_kind_has_a_schema() -> None:
    """Editors complete the keys of a project's own files; nothing is required of a correction."""
    schemas = organisation_schema()
    assert list(schemas) == list(KINDS)
    body = schemas["bodies"]["$defs"]["entry"]
    assert "required" not in body
    assert {"kind", "sessions", "fr", "inferred"} <= set(body["properties"])
    session = schemas["bodies"]["$defs"]["SessionFacts"]
    assert {"from", "to"} <= set(session["properties"])
