"""What comes back: checked text by text, taken whole or not at all."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reportgen.catalogs.store import CatalogEntry
from reportgen.cli import main
from reportgen.pipeline.exchange import ImportResult
from reportgen.pipeline.translations import approve_translations
from tests.catalogs.support import LANGUAGES, Translated
from tests.exchange.support import by_id, edit_targets, replace_in, send, take_in

pytestmark = pytest.mark.slow

DEAR = ("**free** from 2024", "**dear** from 2024")
CHER = 'Les sous-titres seront <g id="1">chers</g> à partir de 2024.'
NAMES = {"xliff": "iscg-23-1.fr.xlf", "po": "iscg-23-1.fr.po"}


def found(project: Translated, key: str = "fr") -> dict[str, CatalogEntry]:
    """Return the entries of the meeting's catalog by context."""
    return {entry.unit.context: entry for entry in project.read(key).entries}


def codes(result: ImportResult) -> list[tuple[str, str]]:
    """Return severity and code of every problem."""
    return [(problem.severity, problem.code) for problem in result.problems]


def counts(result: ImportResult) -> tuple[int, int, int]:
    """Return how many texts were taken, unchanged and refused."""
    (each,) = result.imported
    return each.taken, each.unchanged, each.refused


@pytest.mark.slow
def test_five_translations_heal_a_change(translated: Translated) -> None:
    """One English sentence changes, five texts go out and come back, a final can be made."""
    translated.outcomes(DEAR)
    translated.extract()
    out = send(translated, languages=LANGUAGES)
    stops = {"zh": "。"}
    for key in LANGUAGES:
        words = f'x <g id="1">y</g> 2024{stops.get(key, ".")}'
        edit_targets(out / f"iscg-23-1.{key}.xlf", by_id(captions=words))
    result = take_in(translated, *sorted(out.iterdir()))
    assert result.problems == ()
    assert [(each.language, each.taken) for each in result.imported] == [
        (key, 1) for key in sorted(LANGUAGES)
    ]
    assert translated.project.check() == ()
    built = translated.project.build(languages=LANGUAGES, is_final=True).built
    assert {each.gaps for each in built} == {()}


def test_catalogs_are_as_an_extraction_leaves_them(translated: Translated) -> None:
    """Importing brings the catalog up to date; extracting after it changes nothing."""
    translated.outcomes(DEAR)
    out = send(translated)
    edit_targets(out / NAMES["xliff"], by_id(captions=CHER))
    assert counts(take_in(translated, out / NAMES["xliff"])) == (1, 0, 0)
    before = translated.path("fr").read_bytes()
    translated.extract()
    assert translated.path("fr").read_bytes() == before
    assert found(translated)["captions"].texts == (
        "Les sous-titres seront **chers** à partir de 2024.",
    )


def test_po_comes_back_the_same_way(translated: Translated) -> None:
    """Comments of the translator are kept, a mark of doubt stays one."""
    translated.outcomes(DEAR)
    path = send(translated, "po") / NAMES["po"]
    was = found(translated)["captions"].texts[0]
    replace_in(path, f'msgstr "{was}"', 'msgstr "Les sous-titres seront **chers** en 2024."')
    replace_in(path, "#. Text of a report.\n", "# or onéreux?\n#. Text of a report.\n")
    assert counts(take_in(translated, path)) == (1, 0, 0)
    entry = found(translated)["captions"]
    assert (entry.state, entry.previous) == ("fuzzy", "Captions will be **free** from 2024.")
    assert entry.comments == ("or onéreux?",)
    replace_in(path, "#, fuzzy\n", "")
    assert counts(take_in(translated, path)) == (1, 0, 0)
    assert (found(translated)["captions"].state, found(translated)["captions"].previous) == (
        "translated",
        "",
    )


REFUSED = {
    "lost value": ("letter", "Une lettre.", "catalog-references"),
    "unknown value": ("letter", "Une lettre {{ budy() }}.", "catalog-expression"),
    "control character": (
        "opening",
        '<ph id="1">{{ group }}</ph> <ph id="2">{{ date(meeting) }}</ph><ph id="7">\\u{7}</ph>.',
        "exchange-character",
    ),
}


@pytest.mark.parametrize(("key", "words", "code"), REFUSED.values(), ids=REFUSED)
def test_one_refused_text_stops_everything(
    translated: Translated, key: str, words: str, code: str
) -> None:
    """The place is the line of the file that came back; what is good waits for the rest."""
    path = send(translated, only="") / NAMES["xliff"]
    edit_targets(path, by_id(**{key: words}, captions=CHER))
    before = translated.path("fr").read_bytes()
    result = take_in(translated, path)
    assert result.is_refused
    assert counts(result) == (1, 1, 1)
    (problem,) = [each for each in result.problems if each.severity == "error"]
    lines = path.read_text(encoding="utf-8").splitlines()
    assert (problem.path, problem.code) == ("out/iscg-23-1.fr.xlf", code)
    assert f'id="{key}"' in lines[problem.line - 1]
    assert translated.path("fr").read_bytes() == before


def test_faults_of_several_files_are_told_at_once(translated: Translated) -> None:
    """A fault of one file keeps the others from being written, and from nothing else."""
    out = send(translated, only="", languages=("fr", "es"))
    edit_targets(out / "iscg-23-1.fr.xlf", by_id(captions=CHER))
    (out / "iscg-23-1.es.xlf").write_text("<xliff", encoding="utf-8")
    before = translated.path("fr").read_bytes()
    missing = out / "iscg-23-1.ru.xlf"
    result = take_in(translated, *(out / f"iscg-23-1.{key}.xlf" for key in ("fr", "es", "ru")))
    assert codes(result) == [("error", "exchange-unreadable"), ("error", "file-missing")]
    assert str(missing.relative_to(translated.project.root)) in result.problems[1].path
    assert translated.path("fr").read_bytes() == before


def test_a_trial_writes_nothing(translated: Translated) -> None:
    """It says what would be taken."""
    path = send(translated, only="") / NAMES["xliff"]
    edit_targets(path, by_id(captions=CHER))
    before = translated.path("fr").read_bytes()
    result = take_in(translated, path, is_trial=True)
    assert counts(result) == (1, 2, 0)
    assert translated.path("fr").read_bytes() == before


# --- reviews ---------------------------------------------------------------------------------


def test_what_was_reviewed_stays_reviewed_until_its_words_change(translated: Translated) -> None:
    """A translator changes one text: its review is void, those of the others stand."""
    workspace = translated.project.workspace
    approve_translations(workspace, translated.folders, ("fr",), "A. Reader", "2023-05-02")
    path = send(translated, only="") / NAMES["xliff"]
    edit_targets(path, by_id(captions=CHER.replace("chers", "libres")))
    take_in(translated, path)
    assert {key: entry.state for key, entry in found(translated).items()} == {
        "opening": "reviewed",
        "captions": "translated",
        "letter": "reviewed",
    }


@pytest.mark.parametrize("file_format", ["xliff", "po"])
def test_nobody_reviews_by_mail(translated: Translated, file_format: str) -> None:
    """Neither by a state nor by a comment that reads like a review."""
    path = send(translated, file_format, only="") / NAMES[file_format]  # type: ignore[arg-type]
    digest = found(translated)["captions"].digest
    text = path.read_text(encoding="utf-8")
    line = f"reviewed: M. Self, 2023-05-02, {digest}"
    if file_format == "po":
        text = text.replace('\nmsgctxt "captions"', f'\n# {line}\nmsgctxt "captions"')
    else:
        text = text.replace('state="translated"', 'state="signed-off"')
        text = text.replace("</target>", f"</target><note>{line}</note>")
    path.write_text(text, encoding="utf-8")
    take_in(translated, path)
    assert {entry.state for entry in found(translated).values()} == {"translated"}


def test_a_translator_may_doubt_what_was_translated(translated: Translated) -> None:
    """The text is fuzzy then, with the words as they are."""
    path = send(translated, only="") / NAMES["xliff"]
    words = found(translated)["letter"].texts[0]
    edit_targets(path, by_id(letter=words), "needs-review-translation")
    take_in(translated, path)
    entry = found(translated)["letter"]
    assert (entry.state, entry.texts) == ("fuzzy", (words,))


# --- what has changed since ------------------------------------------------------------------


def test_a_translation_of_an_english_that_has_changed_is_fuzzy(translated: Translated) -> None:
    """Nothing is lost, nothing is printed that no longer fits; it is told."""
    translated.outcomes(DEAR)
    path = send(translated) / NAMES["xliff"]
    edit_targets(path, by_id(captions=CHER))
    translated.outcomes(("**dear** from 2024", "**cheap** from 2024"))
    result = take_in(translated, path)
    assert codes(result) == [("warning", "exchange-source-changed")]
    assert "1 taken (1 as fuzzy, since the English has changed)" in result.imported[0].as_text()
    entry = found(translated)["captions"]
    assert (entry.state, entry.previous) == ("fuzzy", "Captions will be **dear** from 2024.")
    assert "chers" in entry.texts[0]


def test_a_newer_translation_is_kept(translated: Translated) -> None:
    """A file that comes late takes nothing back."""
    translated.outcomes(DEAR)
    path = send(translated) / NAMES["xliff"]
    edit_targets(path, by_id(captions=CHER))
    translated.outcomes(("**dear** from 2024", "**cheap** from 2024"))
    translated.extract()
    translated.translate()
    before = translated.path("fr").read_bytes()
    result = take_in(translated, path)
    assert codes(result) == [("warning", "exchange-source-changed")]
    assert "the newer translation is kept" in result.problems[0].message
    assert translated.path("fr").read_bytes() == before


def test_a_text_that_is_gone_is_kept_for_reuse(translated: Translated) -> None:
    """Who takes the sentence up again has its translation."""
    path = send(translated, only="") / NAMES["xliff"]
    edit_targets(path, by_id(captions=CHER))
    translated.outcomes(("  - id: captions", "  - id: subtitles"))
    result = take_in(translated, path)
    assert codes(result) == [("warning", "exchange-unknown-unit")]
    assert any("chers" in entry.texts[0] for entry in translated.read("fr").obsolete)


def test_texts_that_did_not_come_back_stay_as_they_are(translated: Translated) -> None:
    """Told in one line; an empty target takes nothing away either."""
    path = send(translated, only="") / NAMES["xliff"]
    text = path.read_text(encoding="utf-8")
    start, end = text.index('<trans-unit id="letter"'), text.rindex("</trans-unit>")
    text = text[:start] + text[end + len("</trans-unit>") :]
    path.write_text(text, encoding="utf-8")
    edit_targets(path, by_id(captions=""))
    before = translated.path("fr").read_bytes()
    result = take_in(translated, path)
    assert [each.message for each in result.problems] == [
        "1 of the 3 texts that went out did not come back"
    ]
    assert "2 unchanged (1 came back empty)" in result.imported[0].as_text()
    assert translated.path("fr").read_bytes() == before


# --- files that do not fit -------------------------------------------------------------------


def test_a_text_that_stands_twice_is_refused(translated: Translated) -> None:
    """Which of two is meant, nobody can say."""
    path = send(translated, only="") / NAMES["xliff"]
    text = path.read_text(encoding="utf-8")
    start, end = text.index('<trans-unit id="letter"'), text.rindex("</trans-unit>")
    unit = text[start : end + len("</trans-unit>")]
    path.write_text(text.replace(unit, unit + unit), encoding="utf-8")
    result = take_in(translated, path)
    assert codes(result) == [("error", "exchange-duplicate-unit")]


def test_two_files_that_disagree_are_refused(translated: Translated) -> None:
    """The same words in both are fine."""
    path = send(translated, only="") / NAMES["xliff"]
    edit_targets(path, by_id(captions=CHER))
    other = path.with_name("other.xlf")
    other.write_bytes(path.read_bytes())
    assert not take_in(translated, path, other, is_trial=True).is_refused
    edit_targets(other, by_id(captions=CHER.replace("chers", "coûteux")))
    result = take_in(translated, path, other)
    assert codes(result) == [("error", "exchange-conflict")]
    assert "another translation of it is in out/iscg-23-1.fr.xlf" in result.problems[0].message


@pytest.mark.parametrize(
    ("old", "new", "code", "message"),
    [
        ('"iscg-23-1"', '"iscg-23-7"', "unknown-catalog", 'is of "iscg-23-7"'),
        ('"iscg-23-1"', '"messages"', "unknown-catalog", "none of the texts"),
        ('target-language="fr"', 'target-language="pt"', "language", '"pt" is no language'),
    ],
)
def test_a_file_of_something_else_is_refused(
    translated: Translated, old: str, new: str, code: str, message: str
) -> None:
    """By what it says of itself, whatever its name is."""
    path = send(translated, only="") / NAMES["xliff"]
    replace_in(path, old, new)
    (problem,) = take_in(translated, path).problems
    assert problem.code == f"exchange-{code}"
    assert message in problem.message


def test_a_form_left_empty_is_told(translated: Translated) -> None:
    """The text counts as missing until all its forms are there; one that is whole is kept."""
    path = send(translated, "po", only="", languages=("ru",)) / "messages.ru.po"
    text = path.read_text(encoding="utf-8")
    start = text.index("msgstr[2]")
    path.write_text(text[:start] + 'msgstr[2] ""' + text[text.index("\n", start) :], "utf-8")
    (problem,) = take_in(translated, path).problems
    assert (problem.severity, problem.code) == ("warning", "exchange-incomplete")
    assert "1 of 3 plural forms are empty; the translation that is there is kept" in problem.message


# --- the command -----------------------------------------------------------------------------


@pytest.fixture
def in_project(translated: Translated, monkeypatch: pytest.MonkeyPatch) -> Translated:
    """Return the project whose folder the user is in."""
    monkeypatch.chdir(translated.project.root)
    return translated


def test_the_commands_say_what_they_did(
    in_project: Translated, capsys: pytest.CaptureFixture[str]
) -> None:
    """The whole life as a secretary sees it, from the change to the imported file."""
    in_project.outcomes(DEAR)
    assert main(["translations", "export", "--language", "fr", "--out", "out"]) == 0
    said = capsys.readouterr()
    assert said.out == "out/iscg-23-1.fr.xlf  1 fuzzy\n"
    assert said.err == "nothing to translate: messages fr\n"
    edit_targets(Path("out/iscg-23-1.fr.xlf"), by_id(captions=CHER))
    assert main(["translations", "import", "out/iscg-23-1.fr.xlf", "--dry-run"]) == 0
    said = capsys.readouterr()
    assert said.out == ("out/iscg-23-1.fr.xlf: iscg-23-1 fr: 1 fit, 0 unchanged, 0 refused\n")
    assert "this was a trial" in said.err
    edit_targets(Path("out/iscg-23-1.fr.xlf"), by_id(captions="Gratuit {{ x }}."))
    assert main(["translations", "import", "out/iscg-23-1.fr.xlf"]) == 1
    said = capsys.readouterr()
    assert "[catalog-expression]" in said.out
    assert "nothing was written" in said.err


@pytest.mark.usefixtures("in_project")
def test_other_programs_read_what_was_done(capsys: pytest.CaptureFixture[str]) -> None:
    """As JSON; where `--format` is that of the files, it stands before the command."""
    order = ["translations", "export", "--format", "po", "--all", "--language", "fr"]
    assert main(["--format", "json", *order]) == 0
    exported = json.loads(capsys.readouterr().out)
    assert [each["path"] for each in exported] == [
        "build/translations/messages.fr.po",
        "build/translations/iscg-23-1.fr.po",
    ]
    assert main(["translations", "import", "--format", "json", exported[1]["path"]]) == 0
    done = json.loads(capsys.readouterr().out)
    assert done["problems"] == []
    assert (done["imported"][0]["name"], done["imported"][0]["unchanged"]) == ("iscg-23-1", 3)
