"""The life of translations: extracted, gone stale, taken up again, reviewed."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from reportgen.catalogs.store import CatalogFile, approve, update_catalog
from reportgen.catalogs.units import Unit, message_units
from reportgen.cli import main
from reportgen.errors import InputError, UsageError
from reportgen.languages import language
from reportgen.messages import MESSAGES
from reportgen.pipeline.translations import approve_translations, status, translated_languages
from tests.catalogs.support import LANGUAGES, Translated, catalog, entry

DEAR = ("**free** from 2024", "**dear** from 2024")


def states(found: CatalogFile) -> dict[str, str]:
    """Return the state of every entry by its context."""
    return {each.unit.context: each.state for each in found.entries}


# --- one catalog -----------------------------------------------------------------------------


def test_a_new_text_is_missing() -> None:
    """What has never been translated gets an empty entry with a note for the translator."""
    unit = Unit("captions", "Captions are free.", notes=("Text of a report.",))
    (found,) = update_catalog(catalog("fr"), [unit]).entries
    assert (found.state, found.texts, found.unit.notes) == ("missing", ("",), unit.notes)


def test_a_changed_text_keeps_its_translation_as_fuzzy() -> None:
    """The translator sees what the translation was made from."""
    old = catalog("fr", entry("Captions are free.", "Les sous-titres sont gratuits."))
    (found,) = update_catalog(old, [Unit("captions", "Captions are dear.")]).entries
    assert (found.state, found.previous) == ("fuzzy", "Captions are free.")
    assert found.texts == ("Les sous-titres sont gratuits.",)


def test_a_text_changed_twice_keeps_the_source_it_was_made_from() -> None:
    """The previous source is that of the translation, not the one in between."""
    found = catalog("fr", entry("one", "un"))
    for words in ("two", "three"):
        found = update_catalog(found, [Unit("captions", words)])
    assert found.entries[0].previous == "one"


def test_a_text_that_is_gone_is_kept_and_used_again() -> None:
    """Who takes a sentence out and puts it back has lost nothing."""
    unit = Unit("captions", "Captions are free.")
    old = catalog("fr", entry(unit.source, "Les sous-titres sont gratuits."))
    gone = update_catalog(old, [])
    assert (gone.entries, [e.texts for e in gone.obsolete]) == ((), [old.entries[0].texts])
    back = update_catalog(gone, [unit])
    assert (states(back), back.obsolete) == ({"captions": "translated"}, ())


def test_a_fuzzy_text_that_is_gone_is_kept_with_its_own_source() -> None:
    """An obsolete entry is right for the source that it was made from."""
    old = catalog("fr", entry("one", "un"))
    changed = update_catalog(old, [Unit("captions", "two")])
    (kept,) = update_catalog(changed, []).obsolete
    assert (kept.unit.source, kept.texts, kept.is_fuzzy) == ("one", ("un",), False)


def test_a_text_that_moved_is_offered_as_fuzzy() -> None:
    """The same words in another place: offered, but somebody must look at the place."""
    old = catalog("fr", entry("Captions are free.", "Les sous-titres sont gratuits."))
    (found,) = update_catalog(old, [Unit("subtitles", "Captions are free.")]).entries
    assert (found.state, found.texts) == ("fuzzy", ("Les sous-titres sont gratuits.",))


def test_an_untranslated_text_that_is_gone_leaves_nothing() -> None:
    """Empty entries are not worth keeping."""
    assert update_catalog(catalog("fr", entry("one", "")), []).obsolete == ()


@pytest.mark.parametrize(("key", "forms"), [("zh", 1), ("fr", 2), ("ru", 3), ("ar", 6)])
def test_a_message_by_number_has_the_forms_of_the_language(key: str, forms: int) -> None:
    """The translator finds as many fields to fill in as the language has forms."""
    unit = Unit("messages.x", "a meeting", "meetings")
    (found,) = update_catalog(catalog(key), [unit]).entries
    assert found.texts == ("",) * forms


def test_every_message_of_ours_is_extracted_with_a_note() -> None:
    """A translator finds every sentence, and what it is for."""
    units = list(message_units())
    assert [unit.context for unit in units] == [f"messages.{key}" for key in MESSAGES]
    assert all(note.strip() for unit in units for note in unit.notes)


# --- reviews ---------------------------------------------------------------------------------


def test_a_review_counts_for_the_texts_reviewed() -> None:
    """It is void when either text changes, and comes back when the change is undone."""
    reviewed = approve(entry("one", "un"), "A. Reader", "2023-05-02")
    assert reviewed.state == "reviewed"
    assert replace(reviewed, texts=("une",)).state == "translated"
    assert replace(reviewed, unit=Unit("captions", "two")).state == "translated"
    assert replace(reviewed, texts=("une",), is_fuzzy=True).state == "fuzzy"


def test_an_extraction_keeps_reviews_of_what_is_unchanged() -> None:
    """A change of one text voids the review of that one alone."""
    old = catalog(
        "fr",
        approve(entry("one", "un", context="a"), "A. Reader", "2023-05-02"),
        approve(entry("two", "deux", context="b"), "A. Reader", "2023-05-02"),
    )
    found = update_catalog(old, [Unit("a", "one"), Unit("b", "three")])
    assert states(found) == {"a": "reviewed", "b": "fuzzy"}


def test_approving_is_recorded_in_the_files(translated: Translated) -> None:
    """A named person, a day, and the state of every entry in every later extraction."""
    project = translated.project
    count = approve_translations(
        project.workspace, translated.folders, ("fr",), "A. Reader", "2023-05-02"
    )
    found = translated.read("fr")
    assert set(states(found).values()) == {"reviewed"}
    assert count == len(found.entries) + len(MESSAGES)
    assert "# reviewed: A. Reader, 2023-05-02, " in translated.path("fr").read_text("utf-8")
    translated.extract()
    assert translated.read("fr") == found


def test_what_is_fuzzy_cannot_be_approved(translated: Translated) -> None:
    """Nobody can have reviewed the translation of a text that has changed."""
    translated.outcomes(DEAR)
    workspace = translated.project.workspace
    approve_translations(workspace, translated.folders, ("fr",), "A. Reader", "2023-05-02")
    assert states(translated.read("fr")) == {
        "opening": "reviewed",
        "captions": "fuzzy",
        "letter": "reviewed",
    }


# --- a project -------------------------------------------------------------------------------


def test_extraction_makes_the_catalogs_of_five_languages(begun: Translated) -> None:
    """English is the source; every other language gets a file with every text."""
    begun.extract()
    assert {path.stem for path in begun.path("fr").parent.iterdir()} == set(LANGUAGES)
    for key in LANGUAGES:
        assert states(begun.read(key)) == dict.fromkeys(
            ("opening", "captions", "letter"), "missing"
        )
    assert translated_languages(()) == LANGUAGES
    with pytest.raises(UsageError, match="en is the language of the source"):
        translated_languages(("en",))


def test_extracting_again_changes_nothing(translated: Translated) -> None:
    """Same sources, same bytes."""
    before = {key: translated.path(key).read_bytes() for key in LANGUAGES}
    translated.extract()
    assert {key: translated.path(key).read_bytes() for key in LANGUAGES} == before


def test_extraction_writes_all_catalogs_or_none(translated: Translated) -> None:
    """One broken catalog stops it before anything is written."""
    before = translated.path("fr").read_bytes()
    translated.path("ar").write_text('msgid "broken', encoding="utf-8")
    translated.outcomes(DEAR)
    with pytest.raises(InputError, match=r"ar\.po:1:1: error: the catalog cannot be read"):
        translated.extract()
    assert translated.path("fr").read_bytes() == before


def test_status_counts_every_state(translated: Translated) -> None:
    """What is translated, what a change made fuzzy; nothing is written."""
    before = translated.path("fr").read_bytes()
    translated.outcomes(DEAR)
    messages, meeting = status(translated.project.workspace, translated.folders, ("fr",))
    assert messages.counts["translated"] == len(MESSAGES)
    assert meeting.as_dict() == {
        "name": "iscg-23-1",
        "language": "fr",
        "counts": {"missing": 0, "fuzzy": 1, "translated": 2, "reviewed": 0},
    }
    assert meeting.as_text().split() == (
        ["iscg-23-1", "fr", "0", "missing", "1", "fuzzy", "2", "translated", "0", "reviewed"]
    )
    assert translated.path("fr").read_bytes() == before


def test_status_is_printed_as_json(
    translated: Translated, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Other programs read the table: one line for each catalog and language."""
    monkeypatch.chdir(translated.project.root)
    assert main(["translations", "status", "--format", "json"]) == 0
    table = json.loads(capsys.readouterr().out)
    assert [(line["name"], line["language"]) for line in table] == [
        (name, key) for key in LANGUAGES for name in ("messages", "iscg-23-1")
    ]
    assert table[1]["counts"] == {"missing": 0, "fuzzy": 0, "translated": 3, "reviewed": 0}


def test_one_changed_sentence_makes_five_entries_fuzzy(translated: Translated) -> None:
    """One in each language and no other; each keeps the sentence it was made from."""
    translated.outcomes(DEAR)
    translated.extract()
    fuzzy = [
        (key, each.unit.context, each.previous)
        for key in LANGUAGES
        for each in translated.read(key).entries
        if each.state != "translated"
    ]
    was = "Captions will be **free** from 2024."
    assert fuzzy == [(key, "captions", was) for key in LANGUAGES]


@pytest.mark.parametrize("key", LANGUAGES)
def test_a_final_is_refused_with_every_gap(translated: Translated, key: str) -> None:
    """Whoever asks for a final learns what every language lacks or has out of date."""
    translated.outcomes(DEAR)
    translated.extract()
    first = next(each for each in translated.read(key).entries if each.unit.context == "letter")
    translated.edit(key, f'msgstr "{_quoted(first.texts[0])}"', 'msgstr ""')
    with pytest.raises(InputError) as raised:
        translated.project.build(languages=(key,), is_final=True)
    assert {
        (each.code, each.message)
        for each in raised.value.problems
        if each.code != "catalog-incomplete"
    } == {
        ("missing-translation", f"RAG {key}: letter is not translated"),
        *(
            ("fuzzy-translation", f"RAG {each}: the translation of captions is out of date")
            for each in LANGUAGES
        ),
    }
    assert not (translated.folders[0] / "build").exists()


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


def test_a_draft_shows_the_source_marked_with_its_language(translated: Translated) -> None:
    """A reader of a French draft sees which sentence is still English."""
    translated.outcomes(DEAR)
    translated.extract()
    document = translated.project.document("RAG", language="fr")
    (block,) = [each for each in document.blocks() if each.origin == "captions"]
    assert {span.language for span in block.spans if span.kind == "text"} == {"en-GB"}
    assert [(gap.origin, gap.reason) for gap in document.gaps] == [
        ("captions", "fuzzy-translation")
    ]


def test_a_draft_says_the_same_before_an_extraction_and_after_it(translated: Translated) -> None:
    """A changed, a moved and a new text are what the status calls them, extracted or not."""
    translated.outcomes(
        ("Captions will be **free**", "Captions are **free**"),
        ("- id: letter", "- id: note"),
        ("outcomes:\n", "outcomes:\n  - {id: new, kind: decision, text: Brand new.}\n"),
    )

    def gaps() -> dict[str, str]:
        found = translated.project.document("RAG", language="ru").gaps
        return {gap.origin: gap.reason for gap in found if gap.reason != "missing-value"}

    before = gaps()
    assert before == {
        "captions": "fuzzy-translation",
        "note": "fuzzy-translation",
        "new": "missing-translation",
    }
    translated.extract()
    assert gaps() == before


def test_five_translations_heal_it(translated: Translated) -> None:
    """Once the changed sentence is translated again, a final can be made in every language."""
    translated.outcomes(DEAR)
    translated.extract()
    translated.translate()
    built = translated.project.build(languages=LANGUAGES, is_final=True).built
    assert {(each.language, each.gaps) for each in built} == {(key, ()) for key in LANGUAGES}


def test_a_catalog_of_one_language_says_which(translated: Translated) -> None:
    """A French file copied over the Spanish one is no Spanish catalog."""
    translated.path("es").write_bytes(translated.path("fr").read_bytes())
    with pytest.raises(InputError, match='in "fr" where Spanish belongs'):
        translated.read("es")
    assert language("es").name == "Spanish"
