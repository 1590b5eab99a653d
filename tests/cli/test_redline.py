"""`reportgen redline`, and builds that show what changed."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from reportgen.issues.record import FORMAT, IssueRecord, dump_record, frozen_file
from reportgen.issues.register import Register, RegisterEntry, dump_register
from reportgen.manifest import sha256
from tests.cli.conftest import Shell
from tests.cli.support import COMPLETE
from tests.redline.support import changes

pytestmark = pytest.mark.slow

REWORDED = COMPLETE.replace("The {{ group }} met on", "The {{ group }} gathered on")
RAG = "reports/iscg-23-1/build/RAG/RAG-9-E.docx"


@pytest.fixture
def versions(shell: Shell) -> tuple[Path, Path]:
    """The report to RAG before and after a word changed."""
    found = []
    for name, text in (("old", COMPLETE), ("new", REWORDED)):
        shell.meeting("iscg-23-1", text)
        arguments = ("--addressee", "RAG", "--language", "en", "--to", "docx", "--out", name)
        assert shell("build", "reports/iscg-23-1", *arguments).code == 0
        (path,) = shell.path(name).rglob("*.docx")
        found.append(path.relative_to(shell.folder))
    return found[0], found[1]


def test_what_changed_is_written(shell: Shell, versions: tuple[Path, Path]) -> None:
    """The Word file has tracked changes by the author and on the day that were given."""
    old, new = map(str, versions)
    arguments = ("-o", "out.docx", "--author", "Jane Doe", "--date", "2024-01-30")
    ended = shell("redline", old, new, *arguments)
    assert (ended.code, ended.out, ended.err) == (0, "out.docx  (1 insertion, 1 deletion)\n", "")
    made = shell.path("out.docx").read_bytes()
    assert changes(made, "del", "ins") == ["met", "gathered"]


def test_page_is_written_by_the_name_of_the_file(shell: Shell, versions: tuple[Path, Path]) -> None:
    """`-o OUT.html` writes a page."""
    old, new = map(str, versions)
    assert shell("redline", old, new, "-o", "out.html").code == 0
    assert "gathered</ins>" in shell.path("out.html").read_text(encoding="utf-8")


def test_files_that_say_the_same(shell: Shell, versions: tuple[Path, Path]) -> None:
    """Identical files are said to be, and the redline is the file."""
    old = str(versions[0])
    ended = shell("redline", old, old, "-o", "out.docx")
    assert ended.out == "out.docx  (no changes: both files say the same)\n"
    assert shell.path("out.docx").read_bytes() == versions[0].read_bytes()


@pytest.mark.parametrize("out", ["out.pdf", "out", "{new}"])
def test_wrong_output_is_wrong_usage(shell: Shell, versions: tuple[Path, Path], out: str) -> None:
    """Neither another kind of file nor one of the two is written."""
    old, new = map(str, versions)
    before = versions[1].read_bytes()
    assert shell("redline", old, new, "-o", out.format(new=new)).code == 2
    assert versions[1].read_bytes() == before


@pytest.mark.parametrize("author", ["", " ", "a\x00b", "a\nb"])
def test_author_that_is_no_name_is_wrong_usage(
    shell: Shell, versions: tuple[Path, Path], author: str
) -> None:
    """What cannot stand in a Word file is refused before anything is read."""
    old, new = map(str, versions)
    assert shell("redline", old, new, "-o", "out.docx", "--author", author).code == 2


def test_file_that_is_not_there_is_wrong_usage(shell: Shell, versions: tuple[Path, Path]) -> None:
    """A misspelt name is told."""
    ended = shell("redline", "gone.docx", str(versions[1]), "-o", "out.docx")
    assert (ended.code, ended.err) == (2, "error: there is no file gone.docx\n")


def test_file_that_is_no_word_file_is_a_finding(shell: Shell, versions: tuple[Path, Path]) -> None:
    """A hostile or damaged file is one error, and nothing is written."""
    shell.path("bad.docx").write_bytes(b"PK\x03\x04 not a zip")
    ended = shell("redline", "bad.docx", str(versions[1]), "-o", "out.docx")
    assert ended.code == 1
    assert "bad.docx: error: this is not a Word file (.docx) [report-not-docx]" in ended.out
    assert not shell.path("out.docx").exists()


def build(shell: Shell, *arguments: str) -> str:
    """Build the English Word files of the meeting and return what was said."""
    ended = shell(
        "build", "reports/iscg-23-1", "--language", "en", "--to", "docx", "--jobs", "1", *arguments
    )
    assert ended.code == 0, ended.out + ended.err
    return ended.out + ended.err


def redlines(shell: Shell) -> list[str]:
    """Return the names of the redlines in the build folder, all of which the manifest has."""
    folder = shell.path("reports/iscg-23-1/build")
    recorded = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["renditions"]
    found = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*-redline.docx"))
    assert found == sorted(each["path"] for each in recorded if each["format"] == "redline")
    return found


@pytest.fixture
def rebuilt(shell: Shell) -> Shell:
    """A project with a copy of an earlier build in `earlier`, and a meeting reworded since."""
    shell.meeting("iscg-23-1", COMPLETE)
    build(shell)
    shutil.copytree(shell.path("reports/iscg-23-1/build"), shell.path("earlier"))
    shell.meeting("iscg-23-1", REWORDED)
    return shell


def test_build_shows_what_changed_since_an_earlier_build(rebuilt: Shell) -> None:
    """Beside each Word file stands its redline, listed on the index page; it stays up to date."""
    said = build(rebuilt, "--redline-since", "earlier")
    assert "-redline.docx" in said
    found = redlines(rebuilt)
    assert len(found) == 2
    folder = rebuilt.path("reports/iscg-23-1/build")
    for name in found:
        assert changes((folder / name).read_bytes(), "del", "ins") == ["met", "gathered"]
        assert (folder / name.replace("-redline", "")).is_file()
        assert name.rpartition("/")[2] in (folder / "index.html").read_text(encoding="utf-8")
    assert "2 reports: 2 up to date" in build(rebuilt, "--redline-since", "earlier/manifest.json")


def test_redline_goes_when_its_report_has_changed(rebuilt: Shell) -> None:
    """A build without redlines keeps those that are true, and removes those that are not."""
    build(rebuilt, "--redline-since", "earlier")
    build(rebuilt)
    assert len(redlines(rebuilt)) == 2
    rebuilt.meeting("iscg-23-1", REWORDED.replace("gathered", "assembled"))
    build(rebuilt)
    assert redlines(rebuilt) == []


def test_redline_is_made_again_when_the_earlier_report_differs(rebuilt: Shell) -> None:
    """Another issue to compare with makes the redlines again, and nothing else."""
    build(rebuilt, "--redline-since", "earlier")
    shutil.copytree(rebuilt.path("reports/iscg-23-1/build"), rebuilt.path("later"))
    build(rebuilt, "--redline-since", "later")
    folder = rebuilt.path("reports/iscg-23-1/build")
    for name in redlines(rebuilt):
        assert changes((folder / name).read_bytes(), "del", "ins") == []


def frozen(shell: Shell, folder: str, data: bytes = b"") -> bytes:
    """Write a frozen issue of the report to RAG into a folder; return its record.

    The Word file in it is that of the earlier build, or `data`.
    """
    target = shell.path(folder)
    (target / "renditions").mkdir(parents=True)
    (source,) = shell.path("earlier/RAG").glob("*.docx")
    path = "renditions/r.docx"
    data = data or source.read_bytes()
    (target / path).write_bytes(data)
    record = dump_record(
        IssueRecord(
            format=FORMAT,
            addressee="RAG",
            meeting="iscg-23-1",
            body="ISCG",
            symbol="RAG/9",
            full_symbol="RAG/9",
            kind="original",
            number=0,
            date="2023-05-10",
            approver="Jane Doe",
            original="en",
            titles={"en": "Report"},
            keywords=(),
            creator="Chairman, ISCG",
            reportgen="0.1",
            tools={},
            files={path: frozen_file(path, data, "rendition", "en")},
        )
    )
    (target / "issue.json").write_bytes(record)
    return record


def test_issue_is_named_by_its_symbol(rebuilt: Shell) -> None:
    """The register leads to the frozen issue; a report that it lacks is told, and built."""
    record = frozen(rebuilt, "reports/iscg-23-1/issued/rag-9")
    entry = RegisterEntry(
        addressee="RAG",
        symbol="RAG/9",
        full_symbol="RAG/9",
        kind="original",
        number=0,
        date="2023-05-10",
        approver="Jane Doe",
        folder="issued/rag-9",
        sha256=sha256(record),
        restricted_folder="issued/rag-9.restricted",
        restricted_sha256=sha256(b""),
    )
    path = rebuilt.path("reports/iscg-23-1/issues.yaml")
    path.write_bytes(dump_register(Register("iscg-23-1", path, (entry,))))
    said = build(rebuilt, "--redline-since", "RAG/9")
    assert "no redline of TSAG en: RAG/9 has none [redline-without-old]" in said
    (name,) = redlines(rebuilt)
    assert name.startswith("RAG/")


def test_issue_that_is_not_there_is_wrong_usage(rebuilt: Shell) -> None:
    """Neither a symbol that no register has nor a folder without a record is taken."""
    for name in ("RAG/99", "reports"):
        ended = rebuilt("build", "reports/iscg-23-1", "--to", "docx", "--redline-since", name)
        assert ended.code == 2, ended.out
    own = "reports/iscg-23-1/build"
    ended = rebuilt("build", "reports/iscg-23-1", "--to", "docx", "--redline-since", own)
    assert ended.code == 2
    assert "cannot be what --redline-since compares with" in ended.err


def test_issue_that_was_changed_is_a_finding(rebuilt: Shell) -> None:
    """A file that is not the one that was issued is told, and nothing is built."""
    frozen(rebuilt, "issue")
    rebuilt.path("issue/renditions/r.docx").write_bytes(b"other")
    ended = rebuilt("build", "reports/iscg-23-1", "--to", "docx", "--redline-since", "issue")
    assert ended.code == 1
    assert "[earlier-damaged]" in ended.out


def test_redline_that_cannot_be_made_keeps_no_report_from_being_built(rebuilt: Shell) -> None:
    """An earlier file that cannot be read is a warning; the report itself is there."""
    frozen(rebuilt, "issue", b"no zip")
    said = build(rebuilt, "--redline-since", "issue")
    assert "warning: this is not a Word file (.docx) [report-not-docx]" in said
    assert redlines(rebuilt) == []
