"""The terms of the package: readable both ways, in line with the organisation data, in use."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.catalogs.places import meeting_path, messages_path
from reportgen.catalogs.store import read_catalog_file
from reportgen.languages import LANGUAGE_KEYS, language
from reportgen.organisation.store import packaged_file
from reportgen.terminology import Term, compare_terms, packaged_terms
from reportgen.terminology.files import FOLDER
from reportgen.terminology.terms import comparable
from reportgen.yamlfile import load_yaml

ROOT = Path(__file__).parents[2]
TRANSLATED = tuple(key for key in LANGUAGE_KEYS if key != "en")


def as_yaml_says() -> dict[str, Term]:
    """Return the packaged terms as a YAML reader finds them."""
    found = {}
    for path in sorted(FOLDER.glob("*.yaml")):
        for key, fields in load_yaml(path).check().data.items():
            lines = {name: fields[name] for name in LANGUAGE_KEYS}
            found[key] = Term(
                key,
                lines,
                tuple(fields.get("inferred", ())),
                fields.get("check", True),
                fields.get("note", ""),
            )
    return found


def test_quick_reading_is_right_reading() -> None:
    """A check reads the files without a YAML reader, and finds what that would find."""
    assert packaged_terms().terms == as_yaml_says()


@pytest.mark.parametrize(
    ("kind", "part"), [("terms", ""), ("offices", ""), ("bodies", "name"), ("bodies", "acronym")]
)
def test_terms_are_those_of_the_organisation_data(kind: str, part: str) -> None:
    """What a body or a term is called is said once: two lists would drift apart."""
    compared = 0
    for key in packaged_file(kind).keys:
        term = packaged_terms().terms.get(f"{key.lower()}-name" if part == "name" else key.lower())
        raw = packaged_file(kind).raw(key) or {}
        for name in LANGUAGE_KEYS:
            words = raw.get(name)
            printed = words.get(part, words["name"]) if part and words else words
            if term is not None and printed:
                assert term.printed(name).casefold() == printed.casefold(), (key, name)
                compared += 1
    assert compared > 50 or kind == "offices"


def test_every_term_finds_itself() -> None:
    """The printed form of each language is one that the check takes for right."""
    terms = packaged_terms()
    for term in terms.terms.values():
        for key in TRANSLATED:
            assert terms.holds(comparable(term.printed(key), key), term, key), (term.key, key)


@pytest.mark.parametrize("key", TRANSLATED)
def test_translations_of_the_repository_use_the_terms(key: str) -> None:
    """No false alarm: what was reviewed by a reader of the language is right."""
    paths = [messages_path(key)]
    paths += [meeting_path(folder.parent, key) for folder in ROOT.glob("reports/*/outcomes.yaml")]
    found = [
        problem.as_text()
        for path in paths
        for entry in read_catalog_file(path, language(key), "").entries
        for problem in compare_terms(entry, key, path.name, packaged_terms())
    ]
    assert not found, "\n".join(found)
