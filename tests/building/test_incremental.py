"""What is up to date is not made again, and what is not is: exactly that, told by files."""

from __future__ import annotations

import shutil
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from reportgen.catalogs import places
from reportgen.pipeline.building import factory, keys, planning
from tests.building.support import FORMATS, LANGUAGES, MEETING, OTHER, BuiltProject, Slot, every

pytestmark = pytest.mark.slow

FRENCH = f"reports/{MEETING}/locale/fr.po"
ENGLISH = f"reports/{MEETING}/outcomes.yaml"
# These words stand in what TDAG alone is told.
FRENCH_WORDS = ("les deux représentants que le", "ces deux représentants que le")
ENGLISH_WORDS = ("the two representatives that", "the two delegates that")


def test_nothing_changed_nothing_made(project: BuiltProject, well_office: Path) -> None:
    """The second build writes no file and starts no program or process, not even a shell."""
    before, started = project.times(), (well_office / "started").read_text()
    doors = {"subprocess.Popen", "os.fork", "os.forkpty", "os.posix_spawn", "os.exec", "os.system"}
    seen: list[str] = []
    is_watching = True

    def watch(event: str, _: object) -> None:
        if is_watching and event in doors:
            seen.append(event)

    sys.addaudithook(watch)  # cannot be taken back, only told to look away
    try:
        result = project.build(jobs=2)
        assert seen == []
        assert (well_office / "started").read_text() == started
        assert {each.made for each in result.built} == {()}
        assert len(result.built) == 6 * len(LANGUAGES)
        assert project.times() == before
        project.build(MEETING, jobs=2, is_forced=True, formats=("docx",))
        project.build(MEETING, is_forced=True, formats=("html",), addressees=("RAG",))
        assert {"os.fork", "subprocess.Popen"} <= set(seen), "they would have been seen"
    finally:
        is_watching = False


def test_files_can_be_carried_elsewhere(project: BuiltProject, tmp_path: Path) -> None:
    """A project that is moved with its build folders has nothing to make in its new place."""
    assert project.made() == set()
    moved = project.root.rename(tmp_path / "moved")
    assert BuiltProject(moved).made() == set()


def test_one_french_entry(project: BuiltProject) -> None:
    """A French translation that one addressee reads is three files of that addressee."""
    project.edit(FRENCH, *FRENCH_WORDS)
    assert project.made() == every(MEETING, addressees=("TDAG",), languages=("fr",))
    assert project.made() == set()


def test_one_english_sentence(project: BuiltProject) -> None:
    """An English sentence concerns its addressee in all languages: translations are stale."""
    project.edit(ENGLISH, *ENGLISH_WORDS)
    assert project.made() == every(MEETING, addressees=("TDAG",))
    assert project.made() == set()


def _theme(project: BuiltProject, _: pytest.MonkeyPatch) -> None:
    overlay = project.root / "reports" / "organisation" / "themes.yaml"
    overlay.parent.mkdir()
    overlay.write_text("remote-participation:\n  fr: présence à distance\n", "utf-8")


def _message(project: BuiltProject, patch: pytest.MonkeyPatch) -> None:
    folder = project.root.parent / "locale"
    shutil.copytree(places.MESSAGES_FOLDER, folder)
    patch.setattr(places, "MESSAGES_FOLDER", folder)
    path = folder / "fr" / "LC_MESSAGES" / "reportgen.po"
    text = path.read_text(encoding="utf-8")
    entry = text[text.index('msgctxt "messages.heading_conclusion"') :]
    old = entry[entry.index("msgstr") :].partition("\n")[0]
    path.write_text(text.replace(entry, entry.replace(old, 'msgstr "Fin"', 1)), encoding="utf-8")


def _shared_text(project: BuiltProject, _: pytest.MonkeyPatch) -> None:
    project.edit(ENGLISH, "whom {{ body(", "which {{ body(")


@pytest.mark.parametrize("change", [_theme, _message, _shared_text])
def test_what_shows_a_change_is_made_and_nothing_else(
    project: BuiltProject,
    monkeypatch: pytest.MonkeyPatch,
    change: Callable[[BuiltProject, pytest.MonkeyPatch], None],
) -> None:
    """A term, a message, a text: what is made is what reads otherwise when localised anew."""
    before = project.documents()
    change(project, monkeypatch)
    after = project.documents()
    concerned = {key for key in after if after[key] != before[key]}
    assert 0 < len(concerned) < len(after)
    assert project.made() == {(*key, form) for key in concerned for form in FORMATS}
    assert project.made() == set()


def test_a_comment_in_a_source_is_no_change(project: BuiltProject) -> None:
    """Reports are looked at, found to say the same, and not written again."""
    path = project.root / ENGLISH
    path.write_text(path.read_text(encoding="utf-8") + "# a remark\n", encoding="utf-8")
    times = project.times()
    result = project.build()
    assert {each.made for each in result.built} == {()}
    after = project.times()
    touched = {path.name for path in after if after[path] != times[path]}
    assert touched <= {"manifest.json", "index.html"}, "only the record knows the new source"
    assert project.made() == set()


def test_a_template(project: BuiltProject) -> None:
    """A template looks after the Word files and PDFs of its addressee; the pages have none."""
    with zipfile.ZipFile(project.root / "templates" / "rag-report.docx", "a") as package:
        package.comment = b"restyled"
    assert project.made() == every(addressees=("RAG",), formats=("docx", "pdf"))
    assert project.made() == set()


def test_the_program_itself(project: BuiltProject, monkeypatch: pytest.MonkeyPatch) -> None:
    """Other code makes everything again: nobody can say what it changes."""
    for module in (factory, planning):
        monkeypatch.setattr(module, "code_key", lambda: "another version")
    assert project.made() == every()
    assert project.made() == set()


@pytest.mark.parametrize(("library", "form"), [("pikepdf", "pdf"), ("pypandoc_binary", "html")])
def test_a_library_that_converts(
    project: BuiltProject, monkeypatch: pytest.MonkeyPatch, library: str, form: str
) -> None:
    """Another version of what converts to a format makes the files of that format again."""
    real = keys._version
    monkeypatch.setattr(keys, "_version", lambda name: "99" if name == library else real(name))
    assert project.made() == every(formats=(form,))
    assert project.made() == set()


def test_another_libreoffice(
    project: BuiltProject, well_office: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """LibreOffice is told by path, size and time: another one makes the PDFs, and them alone."""
    other = tmp_path / "soffice"
    other.write_bytes((well_office / "soffice").read_bytes())
    other.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    assert project.made() == every(formats=("pdf",))
    assert project.made() == set()


@pytest.mark.parametrize("form", [*FORMATS])
@pytest.mark.parametrize("how", ["edited", "deleted"])
def test_a_file_changed_by_hand_is_made_again(project: BuiltProject, form: str, how: str) -> None:
    """Whoever corrects a Word file learns by the next build that it does not stay."""
    digests = project.digests()
    slot: Slot = (MEETING, "RAG", "fr", form)
    (path,) = (path for path, each in project.slots().items() if each == slot)
    if how == "edited":
        data = path.read_bytes()
        path.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
    else:
        path.unlink()
    assert project.made() == {slot}
    assert project.digests() == digests


@pytest.mark.parametrize("how", ["edited", "deleted"])
def test_the_index_page_is_made_again(project: BuiltProject, how: str) -> None:
    """The page that lists the files is looked after like them."""
    page = project.folder() / "index.html"
    data, times = page.read_bytes(), project.times()
    if how == "edited":
        page.write_bytes(b"mine")
    else:
        page.unlink()
    assert {each.made for each in project.build().built} == {()}
    assert page.read_bytes() == data
    after = project.times()
    assert {path.name for path in after if after[path] != times[path]} <= {
        "index.html", "manifest.json",
    }  # fmt: skip


def test_a_manifest_that_is_gone_costs_a_build(project: BuiltProject) -> None:
    """Without the record everything of the meeting is made again, to the same bytes."""
    digests = project.digests()
    (project.folder() / "manifest.json").unlink()
    project.build()
    assert project.digests() == digests


def test_force(project: BuiltProject) -> None:
    """With force all that is asked for is made again, to the same bytes, and nothing else."""
    digests = project.digests()
    asked = {"addressees": ("RAG",), "languages": ("fr",)}
    assert project.made(MEETING, is_forced=True, **asked) == every(MEETING, **asked)
    assert project.digests() == digests


def test_a_symbol_renames_the_files_of_all_formats(project: BuiltProject) -> None:
    """The files under the draft's name go, in every format and language."""
    session = "session: {ordinal: 30, from: 2023-06-19, to: 2023-06-23}"
    settings = f"  TDAG:\n    symbol: TDAG-23/48\n    {session}\n"
    project.edit(ENGLISH, "  TDAG:\n    references", f"{settings}    references")
    assert project.made() == every(MEETING, addressees=("TDAG",))
    names = {path.name for path in (project.folder() / "TDAG").iterdir()}
    assert len(names) == len(LANGUAGES) * len(FORMATS)
    assert not any("DRAFT" in name for name in names)
    assert project.is_whole()
    page = next(path for path, slot in project.slots().items()
                if slot == (MEETING, "TDAG", "en", "html")).read_text(encoding="utf-8")  # fmt: skip
    assert "DRAFT" not in page.partition("<main")[0], "the languages are found under the new names"


def test_one_more_language_changes_the_pages_of_the_others(project: BuiltProject) -> None:
    """Each page leads to the new language; Word files and PDFs stay."""
    made = project.made(MEETING, languages=("zh",))
    assert made == every(MEETING, languages=("zh",)) | every(MEETING, formats=("html",))
    for (meeting, *_, form), path in ((slot, path) for path, slot in project.slots().items()):
        if (meeting, form) == (MEETING, "html"):
            assert "-C.html" in path.read_text(encoding="utf-8")
    assert project.made(languages=("zh", *LANGUAGES)) == every(OTHER, languages=("zh",)) | every(
        OTHER, formats=("html",)
    )
    assert project.made(languages=("zh", *LANGUAGES)) == set()


def test_a_stale_page_is_not_made_beside_a_new_language(project: BuiltProject) -> None:
    """Who asks for Chinese gets no other reports with it that somebody is still working on."""
    project.edit(FRENCH, *FRENCH_WORDS)
    made = project.made(MEETING, languages=("zh",))
    assert made == every(MEETING, languages=("zh",)) | every(
        MEETING, formats=("html",), languages=("en", "ar")
    )
    assert project.made() == every(MEETING, languages=("fr",), addressees=("TDAG",)) | every(
        MEETING, languages=("fr",), formats=("html",)
    )


def test_fewer_formats_keep_the_others(project: BuiltProject) -> None:
    """Who asks for Word files gets them; PDFs of the build before stay where they are."""
    project.edit(FRENCH, *FRENCH_WORDS)
    asked = {"addressees": ("TDAG",), "languages": ("fr",)}
    assert project.made(formats=("docx",)) == every(MEETING, formats=("docx",), **asked)
    assert project.is_whole()
    assert project.made() == every(MEETING, formats=("pdf", "html"), **asked)


def test_an_addressee_that_gets_no_report_any_more_keeps_no_files(project: BuiltProject) -> None:
    """What was for a body that the meeting does not report to now goes from its build folder."""
    path = project.root / ENGLISH
    text = path.read_text(encoding="utf-8")
    settings = text[text.index("\n  RAG:\n") :]
    path.write_text(text.replace(settings, "\n"), encoding="utf-8")
    project.build(MEETING, addressees=("TSAG",))
    assert not (project.folder() / "RAG").exists() or not list((project.folder() / "RAG").iterdir())
    assert {each["addressee"] for each in project.manifest()["renditions"]} == {"TSAG", "TDAG"}
    assert ">RAG<" not in (project.folder() / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_bytes_do_not_depend_on_the_number_of_processes(project: BuiltProject, jobs: int) -> None:
    """One process or three, whichever ends first: the same files, the same records."""
    digests = project.digests()
    assert project.made(MEETING, is_forced=True, jobs=jobs) == every(MEETING)
    assert project.digests() == digests
