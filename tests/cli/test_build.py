"""`reportgen build`: what is made, what is refused, and that nothing is written by halves."""

from __future__ import annotations

import hashlib
import json
import resource
import zipfile
from pathlib import Path

import pytest

from tests.cli.conftest import Shell
from tests.cli.support import (
    COMPLETE,
    FAULTY,
    environment,
    files_below,
    run_process,
    translate_all,
)

pytestmark = pytest.mark.slow

BUILD = "reports/iscg-23-1/build"
RAG = "RAG/R19-RAG23-C-0009!!MSW-E.docx"
ASSIGNED = "TSAG: {symbol: TSAG-TD239, session: {from: 2023-05-30, to: 2023-06-02, place: geneva}}"
TSAG = "TSAG/DRAFT-iscg-23-1-TSAG-E.docx"
RECORDS = {"index.html", "manifest.json"}
PAGE = f"open {BUILD}/index.html\n"


@pytest.fixture
def meeting(shell: Shell) -> Path:
    """A meeting that reports to RAG, complete, and to TSAG, with gaps; its build folder."""
    shell.meeting("iscg-23-1", COMPLETE)
    return shell.path(BUILD)


def body_of(path: Path) -> str:
    """Return the body of a Word file as XML text."""
    with zipfile.ZipFile(path) as package:
        return package.read("word/document.xml").decode()


def test_every_report_is_made_by_default(shell: Shell, meeting: Path) -> None:
    """Without options every meeting is reported to every addressee in all six languages."""
    ended = shell("build", "--to", "docx")
    assert (ended.code, ended.err) == (0, f"12 reports: 12 made\n{PAGE}")
    letters = dict(zip("EFSRCA", ("en", "fr", "es", "ru", "zh", "ar"), strict=True))
    names = {
        name.replace("-E.docx", f"-{letter}.docx") for letter in letters for name in (RAG, TSAG)
    }
    assert files_below(meeting) == {*names, *RECORDS}
    for letter, language in letters.items():
        assert f"TSAG {language}  {BUILD}/{TSAG[:-6]}{letter}.docx  (draft, " in ended.out


def test_line_for_each_report_says_what_it_lacks(shell: Shell, meeting: Path) -> None:
    """A report with gaps is followed by the command that shows them."""
    ended = shell("build", "--to", "docx", "--language", "en")
    assert (ended.code, ended.err) == (0, f"2 reports: 2 made\n{PAGE}")
    assert ended.out == (
        f"RAG en  {BUILD}/{RAG}  (draft)\n"
        f"TSAG en  {BUILD}/{TSAG}  (draft, 5 gaps)\n"
        "  see: reportgen show report reports/iscg-23-1 --addressee TSAG --language en\n"
    )
    assert files_below(meeting) == {RAG, TSAG, *RECORDS}


def test_command_that_a_summary_line_names_works(shell: Shell, meeting: Path) -> None:
    """What the summary tells the secretary to type next runs, and shows the gaps."""
    line = shell("build", "--to", "docx", "--language", "en").out.splitlines()[-1]
    assert meeting.is_dir()
    ended = shell(*line.partition("reportgen ")[2].split())
    assert ended.code == 0
    assert "reports.TSAG.contact is missing" in ended.out


def test_manifest_records_what_is_there(shell: Shell, meeting: Path) -> None:
    """The manifest names every file with its digest, its state and what it was made from."""
    shell("build", "--to", "docx", "--language", "en")
    manifest = json.loads((meeting / "manifest.json").read_bytes())
    assert manifest["meeting"] == "iscg-23-1"
    by_path = {each["path"]: each for each in manifest["renditions"]}
    assert set(by_path) == {RAG, TSAG}
    for path, each in by_path.items():
        data = (meeting / path).read_bytes()
        assert each["sha256"] == hashlib.sha256(data).hexdigest()
        assert each["bytes"] == len(data)
        assert each["state"] == "draft"
        assert "reports/iscg-23-1/outcomes.yaml" in each["sources"]
    assert (by_path[RAG]["missing"], by_path[TSAG]["missing"]) == (0, 5)


def test_one_addressee(shell: Shell, meeting: Path) -> None:
    """`--addressee` makes that report alone and says nothing of the others."""
    ended = shell(
        "build", "--to", "docx", "reports/iscg-23-1", "--addressee", "RAG", "--language", "en"
    )
    assert ended.code == 0
    assert "TSAG" not in ended.out
    assert files_below(meeting) == {RAG, *RECORDS}


def test_second_build_keeps_what_it_does_not_make(shell: Shell, meeting: Path) -> None:
    """Reports made before stay in the folder and in the manifest."""
    shell("build", "--to", "docx", "--language", "en", "--addressee", "RAG")
    shell("build", "--to", "docx", "--language", "en", "--addressee", "TSAG")
    manifest = json.loads((meeting / "manifest.json").read_bytes())
    assert [each["path"] for each in manifest["renditions"]] == [RAG, TSAG]


def test_same_input_gives_the_same_bytes(shell: Shell, meeting: Path) -> None:
    """Building twice writes the same files, manifest included."""
    shell("build", "--to", "docx", "--language", "en")
    before = {name: (meeting / name).read_bytes() for name in files_below(meeting)}
    shell("build", "--to", "docx", "--language", "en", "--force")
    assert {name: (meeting / name).read_bytes() for name in files_below(meeting)} == before


def test_other_folder(shell: Shell, meeting: Path) -> None:
    """`--out` writes below that folder, by meeting, and leaves the meeting's own folder alone."""
    ended = shell("build", "--to", "docx", "--language", "en", "--out", "elsewhere")
    assert ended.code == 0
    assert f"elsewhere/iscg-23-1/{RAG}" in ended.out
    assert files_below(shell.path("elsewhere/iscg-23-1")) == {RAG, TSAG, *RECORDS}
    assert not meeting.exists()


def test_draft_takes_its_symbol(shell: Shell, meeting: Path) -> None:
    """When a symbol is assigned, the file under the draft's name gives way to the new one."""
    shell("build", "--to", "docx", "--language", "en")
    shell.meeting("iscg-23-1", COMPLETE.replace("TSAG: {}", ASSIGNED))
    shell("build", "--to", "docx", "--language", "en")
    assert files_below(meeting / "TSAG") == {"T22-TSAG-230530-TD-GEN-0239!!MSW-E.docx"}


def test_final_of_a_complete_report(shell: Shell, meeting: Path) -> None:
    """`--final` makes a report that lacks nothing, without the draft's mark."""
    translate_all(shell, "iscg-23-1")
    shell("build", "--to", "docx", "--language", "en", "--addressee", "RAG")
    draft = zipfile.ZipFile(meeting / RAG).namelist()
    ended = shell("build", "--to", "docx", "--language", "en", "--final", "--addressee", "RAG")
    assert ended.code == 0
    assert ended.out.endswith(f"\nRAG en  {BUILD}/{RAG}  (final)\n")
    with zipfile.ZipFile(meeting / RAG) as package:
        assert package.namelist() == draft
        headers = [package.read(n) for n in package.namelist() if n.startswith("word/header")]
    assert headers
    assert not any(b"DRAFT" in header for header in headers)


def test_final_needs_all_six_languages(shell: Shell, meeting: Path) -> None:
    """A document is final in six languages or in none, whichever language is built."""
    ended = shell("build", "--to", "docx", "--language", "en", "--final", "--addressee", "RAG")
    assert (ended.code, ended.err) == (1, "")
    lines = ended.out.splitlines()
    assert {line.partition("RAG ")[2][:2] for line in lines} == {"fr", "es", "ru", "zh", "ar"}
    assert not meeting.exists()


def test_final_names_every_gap_and_writes_nothing(shell: Shell, meeting: Path) -> None:
    """`--final` refuses as a whole when one report lacks something, naming all that is missing."""
    translate_all(shell, "iscg-23-1")
    ended = shell("build", "--to", "docx", "--language", "en", "--final")
    assert (ended.code, ended.err) == (1, "")
    assert not meeting.exists()
    place = "reports/iscg-23-1/outcomes.yaml (reportgen:messages.cover_"
    assert ended.out.splitlines() == [
        f"{place}{message}): error: TSAG en: reports.TSAG.{field} is missing [missing-value]"
        for message, field in (
            ("symbol", "symbol"),
            ("symbol_line", "symbol"),
            ("date", "date"),
            ("session_unknown", "session"),
            ("contact_name", "contact"),
        )
    ]


@pytest.mark.parametrize(
    ("options", "said", "near"),
    [
        ("--addressee TASG", 'reports/iscg-23-1: there is no report to "TASG"', '"TSAG"?'),
        ("--addressee XYZ", 'reports/iscg-23-1: there is no report to "XYZ"', "RAG, TSAG"),
        ("--language frr", 'unknown language "frr"', '"fr"?'),
        ("--language q", 'unknown language "q"', "en, fr, es, ru, zh, ar"),
        ("--to docx,dcox", 'unknown format "dcox"', '"docx"?'),
        ("--to x", 'unknown format "x"', "formats: docx, pdf, html, odt, md, txt, json"),
        ("reports/iscg-23-l", "reports/iscg-23-l: there is no such folder", '"reports/iscg-23-1"?'),
    ],
)
def test_what_does_not_exist_is_wrong_usage(
    shell: Shell, meeting: Path, options: str, said: str, near: str
) -> None:
    """An addressee, language, format or meeting there is not is refused, with what there is."""
    ended = shell("build", *options.split())
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith(f"error: {said}; ")
    assert ended.err.endswith(f"{near}\n")
    assert not meeting.exists()


def test_faults_stop_a_build_all_at_once(shell: Shell) -> None:
    """A build prints what `check` prints, and makes nothing, not even of the faultless meeting."""
    shell.meeting("iscg-23-1", COMPLETE)
    shell.meeting("iscg-23-2", FAULTY)
    ended = shell("build", "--to", "docx", "--language", "en")
    assert (ended.code, ended.err) == (1, "")
    assert ended.out == shell("check").out
    assert len(ended.out.splitlines()) == 8
    assert not shell.path(BUILD).exists()


def test_words_for_one_addressee_reach_no_other(shell: Shell, meeting: Path) -> None:
    """What is for TSAG alone stands in no part of the file for RAG."""
    shell("build", "--to", "docx", "--language", "en")
    assert "about the budget" in body_of(meeting / TSAG)
    with zipfile.ZipFile(meeting / RAG) as package:
        for name in package.namelist():
            data = package.read(name)
            assert b"budget" not in data, name
            assert b"secret<" not in data, name


def test_folder_that_cannot_be_written_to(shell: Shell, meeting: Path) -> None:
    """A file where a folder should be made is a finding with a hint, and nothing is left behind."""
    meeting.mkdir()
    (meeting / "TSAG").write_text("in the way", encoding="utf-8")
    ended = shell("build", "--to", "docx", "--language", "en")
    assert ended.code == 1
    assert f"{BUILD}/{TSAG}: error: cannot write: File exists [cannot-write]\n" in ended.out
    assert "hint: nothing was changed; free some space, or choose another folder" in ended.out
    assert files_below(meeting) == {"TSAG"}


def test_full_disk_leaves_nothing_half_written(shell: Shell, meeting: Path) -> None:
    """When writing fails in the middle, the files of the build before are untouched."""
    shell("build", "--to", "docx", "--language", "en")
    before = {name: (meeting / name).read_bytes() for name in files_below(meeting)}
    shell.meeting("iscg-23-1", COMPLETE.replace("met on", "was held on"))

    room = max(map(len, before.values())) - 1

    def allow_too_little() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))

    # A compiled module would be cut off, too.
    without = environment(PYTHONDONTWRITEBYTECODE="1")
    arguments = ("build", "--to", "docx", "--language", "en")
    ended = run_process(shell.folder, *arguments, preexec_fn=allow_too_little, env=without)
    assert ended.code == 1, ended.err
    assert "error: cannot write: File too large [cannot-write]" in ended.out
    assert {name: (meeting / name).read_bytes() for name in files_below(meeting)} == before


def test_json_holds_the_warnings_of_a_build(shell: Shell, meeting: Path) -> None:
    """With `--format json` a build prints a list of findings and no summary lines."""
    ended = shell("build", "--to", "docx", "--language", "en", "--format", "json")
    assert (ended.code, ended.data) == (0, [])
    assert (meeting / "manifest.json").is_file()


def test_appended_outcome_is_said(shell: Shell) -> None:
    """An outcome that the outline does not name is shown all the same, and the summary says so."""
    outline = "TSAG: {outline: [{id: all, heading: All, blocks: [{outcomes: [opening]}]}]}"
    shell.meeting("iscg-23-1", COMPLETE.replace("TSAG: {}", outline))
    line = shell(
        "build", "--to", "docx", "--language", "en", "--addressee", "TSAG"
    ).out.splitlines()[0]
    assert line.endswith("(draft, 5 gaps, appended: secret)"), line
