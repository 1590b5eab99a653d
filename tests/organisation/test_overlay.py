"""A project's own organisation files: what they add, what they change, what is wrong with them."""

from __future__ import annotations

import pickle
import re
from collections.abc import Callable
from dataclasses import FrozenInstanceError
from datetime import date
from pathlib import Path

import pytest

from reportgen.errors import InputError
from reportgen.organisation import (
    KINDS,
    Organisation,
    load_organisation,
    missing_snippet,
    read_organisation,
)
from reportgen.yamlfile import read_yaml

Overlay = Callable[..., Path]


@pytest.fixture
def overlay(tmp_path: Path) -> Overlay:
    """Return what writes organisation files and returns their folder."""

    def write(**files: str) -> Path:
        for name, text in files.items():
            (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
        return tmp_path

    return write


def found(folder: Path) -> list[tuple[str, int, int, str]]:
    """Return file, line, column and code of all problems of a folder."""
    _, problems = read_organisation(folder)
    return [(Path(each.path).name, each.line, each.column, each.code) for each in problems]


def test_a_project_without_own_facts_has_those_of_the_package(tmp_path: Path) -> None:
    """No folder, an empty folder: nothing is wrong."""
    for folder in (None, tmp_path, tmp_path / "none"):
        organisation = load_organisation(folder)
        assert organisation.body("TSAG") == Organisation().body("TSAG")


def test_a_file_of_comments_is_no_fault(overlay: Overlay) -> None:
    """The file that `new` writes says what could be added and adds nothing."""
    assert found(overlay(bodies="# Bodies of our own.\n")) == []


def test_a_single_cell_is_corrected(overlay: Overlay) -> None:
    """A native reviewer changes one name; everything else stays, and the mark goes."""
    folder = overlay(bodies="RAG: {ru: {name: Группа, acronym: Г}}\n")
    rag = load_organisation(folder).body("RAG")
    assert rag is not None
    assert rag.ru is not None
    assert (rag.ru.name, rag.ru.acronym) == ("Группа", "Г")
    assert rag.ru.gen == "Консультативной группы по радиосвязи"
    assert rag.inferred == ("ar.name",)


def test_a_body_is_added(overlay: Overlay) -> None:
    """A body in one language only can be named there; elsewhere it is missing, not wrong."""
    folder = overlay(
        bodies="UNFCCC: {kind: outside, en: {name: Framework Convention, acronym: UNFCCC}}\n"
    )
    organisation = load_organisation(folder)
    body = organisation.body("UNFCCC")
    assert body is not None
    assert body.words("fr") is None
    assert body.en is not None
    assert body.en.text("full", "the") == "the Framework Convention (UNFCCC)"
    assert organisation.keys("bodies")[-1] == "UNFCCC"


def test_a_revision_is_added(overlay: Overlay) -> None:
    """After the next conference a secretary adds a year, and later reports cite it."""
    folder = overlay(
        bodies="PP: {sessions: {2026: {place: doha, from: 2026-11-09, to: 2026-11-27}}}\n",
        places="doha: {en: Doha, fr: Doha}\n",
        resolutions="PP-191: {revisions: {2026: {}}, known_to: 2030-09-30}\n",
    )
    resolution = load_organisation(folder).resolution("PP", 191)
    assert resolution is not None
    assert [each.year for each in resolution.revisions] == [2014, 2018, 2022, 2026]
    revision = resolution.revision_on(date(2027, 1, 1))
    assert revision is not None
    assert (revision.place, revision.adopted) == ("doha", date(2026, 11, 27))
    assert resolution.is_known_on(date(2027, 1, 1))


def test_countries_of_cldr_can_be_renamed(overlay: Overlay) -> None:
    """Where ITU differs from CLDR and the package does not know it, one line says so."""
    organisation = load_organisation(overlay(countries="TR: {en: Türkiye}\n"))
    assert organisation.country_name("TR", "en") == "Türkiye"
    assert organisation.country_name("TR", "fr") == "Turquie"


FAULTY = [
    ("bodies", "TSAG: {fr: {acronim: G}}", [(1, 13, "unknown-key")]),
    ("bodies", "TSAG: {website: 3}", [(1, 17, "bad-value")]),
    ("bodies", "A: {kind: advisory-grup}", [(1, 11, "bad-value")]),
    ("bodies", "A: {}", [(1, 1, "missing-key")]),
    ("bodies", "A: {kind: outside, fr: {article: le}}", [(1, 20, "missing-key")]),
    ("bodies", "A B: {kind: outside}", [(1, 1, "bad-value")]),
    ("bodies", "A: text", [(1, 1, "bad-value")]),
    ("bodies", "- A", [(1, 1, "bad-value")]),
    ("bodies", "A: {kind: outside, bureau: BX}", [(1, 28, "unknown-body")]),
    ("bodies", "A: {kind: outside, reports_to: [RAG, TSAC]}", [(1, 38, "unknown-body")]),
    ("bodies", "PP: {sessions: {2026: {place: dohar}}}", [(1, 31, "unknown-place")]),
    ("bodies", "PP: {sessions: {26: {place: dubai}}}", [(1, 17, "bad-value")]),
    ("bodies", "PP: {sessions: {2026: {to: 2026-13-01}}}", [(1, 28, "bad-value")]),
    ("bodies", "PP: {sessions: {2026: {form: 2026-11-01}}}", [(1, 24, "unknown-key")]),
    ("bodies", 'ITU-D: {study_groups: ["1"]}', [(1, 24, "bad-value")]),
    ("bodies", 'PP: {en: {session: "{acronym.upper}"}}', [(1, 20, "bad-value")]),
    ("bodies", 'PP: {en: {session: "{jahr}"}}', [(1, 20, "bad-value")]),
    ("resolutions", "PP-191: {revisions: {2026: {}}}", [(1, 22, "missing-key")]),
    ("resolutions", "PQ-1: {revisions: {2026: {place: dubai}}}", [(1, 1, "unknown-body")]),
    ("resolutions", "PP191: {revisions: {}}", [(1, 1, "bad-value")]),
    ("resolutions", "PP-2: {}", [(1, 1, "missing-key")]),
    ("countries", "che: {en: Switzerland}", [(1, 1, "bad-value")]),
    ("countries", "NO: {en: no}\nIS: {en: 1}", [(2, 10, "bad-value")]),
    ("links", "x: {url: www.itu.int}", [(1, 10, "bad-value")]),
    ("currencies", "JPY: {en: {amount: {on: a, other: b}}}", [(1, 21, "unknown-key")]),
    ("currencies", 'JPY: {en: {amount: "{m}"}}', [(1, 12, "bad-value")]),
    ("currencies", "JPY: {en: {amount: {one: a}}}", [(1, 12, "missing-key")]),
    ("symbols", "A: {patterns: ['A{yy}{yy}']}", [(1, 16, "bad-value")]),
    ("symbols", "RAG: {patterns: ['A[b[c]']}", [(1, 18, "bad-value")]),
    ("themes", "a: {en: x}\na: {en: y}", [(2, 1, "duplicate-key")]),
    ("themes", "a: {en: [}", [(1, 10, "yaml-syntax")]),
]


@pytest.mark.parametrize(("kind", "text", "problems"), FAULTY, ids=[text for _, text, _ in FAULTY])
def test_faults_have_their_place(
    overlay: Overlay, kind: str, text: str, problems: list[tuple[int, int, str]]
) -> None:
    """Whatever is wrong is shown where it stands."""
    codes = {(*place, code) for _, *place, code in found(overlay(**{kind: text}))}
    assert codes == set(problems)


def test_all_faults_come_at_once(overlay: Overlay) -> None:
    """One run shows every fault of every file, the hint included."""
    folder = overlay(bodies="TSAG: {fr: {acronim: G}}\nRAG: {burau: BR}\n", bodys="A: 1\n")
    with pytest.raises(InputError) as caught:
        load_organisation(folder)
    shown = [(each.code, each.hint) for each in caught.value.problems]
    assert shown == [
        ("unknown-key", 'did you mean "acronym"?'),
        ("unknown-key", 'did you mean "bureau"?'),
        ("unknown-file", 'did you mean "bodies.yaml"?'),
    ]


def test_what_is_right_can_be_used_in_spite_of_faults(overlay: Overlay) -> None:
    """`check` goes on to the outcomes: a faulty entry falls back on the package's."""
    organisation, problems = read_organisation(
        overlay(places="doha: {en: Doha}\ngeneva: {en: 1}\n")
    )
    assert len(problems) == 1
    for key, name in (("doha", "Doha"), ("geneva", "Geneva")):
        place = organisation.place(key)
        assert place is not None
        assert place.text("en") == name


@pytest.mark.parametrize("kind", KINDS)
def test_the_snippet_for_a_missing_entry_is_valid(kind: str, tmp_path: Path) -> None:
    """What `check` tells a secretary to add is accepted once the words are filled in."""
    key = {
        "resolutions": "PP 200",
        "countries": "TR",
        "currencies": "JPY",
        "languages": "fr",
        "study_periods": "D",
        "symbols": "TSAG",
        "titles": "Eng",
    }.get(kind, "sample")
    snippet = missing_snippet(kind, key)
    assert snippet.startswith(f"# reports/organisation/{kind}.yaml\n")
    filled = snippet.replace("country: …", "country: TR").replace("place: …", "place: dubai")
    (tmp_path / f"{kind}.yaml").write_text(filled, encoding="utf-8")
    organisation = load_organisation(tmp_path)
    assert key.replace(" ", "-") in organisation.keys(kind)
    assert read_yaml(kind, snippet).problems == ()


def test_the_fingerprint_follows_the_facts(overlay: Overlay) -> None:
    """What was built is built again when a fact changes, and only then."""
    before = load_organisation(overlay(places="doha: {en: Doha}\n")).fingerprint
    assert load_organisation(overlay(places="doha: {en: Doha}\n")).fingerprint == before
    assert load_organisation(overlay(places="doha: {en: Ad-Dawhah}\n")).fingerprint != before
    assert Organisation().fingerprint != before


def test_entries_never_change_and_can_be_sent_to_another_process(overlay: Overlay) -> None:
    """Reports are made in several processes from the same facts."""
    organisation = load_organisation(overlay(places="doha: {en: Doha}\n"))
    copied = pickle.loads(pickle.dumps(organisation))
    assert copied.place("doha") == organisation.place("doha")
    assert copied.symbol_pattern("TSAG") == organisation.symbol_pattern("TSAG")
    place = organisation.place("doha")
    assert place is not None
    with pytest.raises(FrozenInstanceError, match="cannot change"):
        place.en = "Paris"


def test_the_examples_of_the_documentation_are_accepted(tmp_path: Path) -> None:
    """What docs/organisation.md shows can be copied into a project."""
    page = (Path(__file__).parents[2] / "docs/organisation.md").read_text(encoding="utf-8")
    examples = re.findall(r"```yaml\n# reports/organisation/(\w+)\.yaml\n(.*?)```", page, re.DOTALL)
    assert {kind for kind, _ in examples} == {"places", "bodies", "resolutions", "themes"}
    for kind, text in examples:
        with (tmp_path / f"{kind}.yaml").open("a", encoding="utf-8") as file:
            file.write(text)
    organisation = load_organisation(tmp_path)
    resolution = organisation.resolution("PP", 191)
    assert resolution is not None
    assert resolution.revisions[-1].place == "doha"
