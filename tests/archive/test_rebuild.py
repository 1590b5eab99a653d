"""Both example meetings, approved and issued, are made again from the archive alone."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from lxml import etree

from reportgen import __version__
from reportgen.archive.store import Store
from reportgen.cli import main
from reportgen.errors import InputError, UsageError
from reportgen.pipeline.archive.comparing import first_difference
from reportgen.pipeline.archive.listing import find_document, list_holdings
from reportgen.pipeline.archive.rebuilding import rebuild
from tests.archive.support import archive, is_valid, verify
from tests.issues.conftest import IssuedProject, everything, messages, messages_folder, ready

__all__ = ["everything", "messages", "messages_folder", "ready"]

pytestmark = [pytest.mark.slow, pytest.mark.external]


@pytest.fixture(scope="session")
def issued_archive(everything: IssuedProject, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of everything that both meetings issued; the project itself is not there."""
    root = tmp_path_factory.mktemp("rebuild") / "archive"
    archive(root, *(everything.project.folder(name) for name in ("iscg-21-2", "iscg-23-1")))
    return root


def test_archive_of_both_meetings_is_sound(issued_archive: Path) -> None:
    """Six documents with what is restricted of each, sound for us and for ocfl-py."""
    found = list_holdings(issued_archive)
    assert found.problems == []
    assert len([each for each in found.held if not each.is_restricted]) == 6
    assert len([each for each in found.held if each.is_restricted]) == 6
    assert verify(issued_archive).faults == ()
    assert is_valid(issued_archive)


def test_rebuilt_from_the_archive_alone(
    issued_archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In an empty folder, DOCX and HTML are made again with the same bytes, and PDF here too."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(issued_archive, tmp_path / "archive")
    symbols = [
        each.records[0].symbol
        for each in list_holdings(Path("archive")).held
        if not each.is_restricted
    ]
    for symbol in symbols:
        out = Path("made") / symbol
        found = rebuild(Path("archive"), symbol, None, out, __version__, 2)
        assert [each.path for each in found if each.outcome != "identical"] == []
        endings = [each.path.rpartition(".")[2] for each in found]
        assert {ending: endings.count(ending) for ending in set(endings)} == {
            "docx": 6, "html": 6, "pdf": 6,
        }  # fmt: skip
        held = find_document(Store(Path("archive")), symbol)
        content = held.inventory.content(1)
        for each in found:
            issued = Store(Path("archive")).read(held.folder, content[each.path])
            assert (out / each.path).read_bytes() == issued


def test_dublin_core_has_the_subject_in_six_languages(issued_archive: Path) -> None:
    """Subjects come from the localised Documents, in the language of each."""
    store = Store(issued_archive)
    held = find_document(store, "TDAG-23/48")
    data = store.read(held.folder, held.inventory.content(1)["metadata/dc.xml"])
    found = etree.fromstring(data).findall(".//{http://purl.org/dc/elements/1.1/}subject")
    subjects = {each.get("{http://www.w3.org/XML/1998/namespace}lang"): each.text for each in found}
    assert list(subjects) == ["en-GB", "fr", "es", "ru", "zh-Hans", "ar"]
    assert subjects["en-GB"] == "Inter-Sector Coordination Group"
    assert subjects["zh-Hans"] == "跨部门协调组"


def test_command_rebuild(
    issued_archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    """Each file is told with its outcome; what differs is told with the place, and ends with 1."""
    root = shutil.copytree(issued_archive, tmp_path / "archive")
    monkeypatch.setattr("reportgen.__version__", "9.9")
    monkeypatch.setattr(
        "reportgen.renditions.html._with_look", lambda page: page.replace(b"<main", b"<main ", 1)
    )
    assert main(["archive", "rebuild", "TDAG-23/48", "--store", str(root), "--format", "json"]) == 1
    found = {each["path"]: each for each in json.loads(capsys.readouterr().out)}
    outcomes = {path.rpartition(".")[2]: each["outcome"] for path, each in found.items()}
    assert outcomes == {"docx": "identical", "html": "differs", "pdf": "identical"}
    detail = next(each["detail"] for path, each in found.items() if path.endswith("html"))
    assert detail.startswith("from line ")
    assert detail.endswith(
        f"; issued by reportgen {__version__}, this is 9.9: its wheel is in tools"
    )


def test_other_programs_are_told(issued_archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where LibreOffice is another one, pages and words of a PDF are compared, not its bytes."""
    module = "reportgen.pipeline.archive.rebuilding"
    monkeypatch.setattr(f"{module}.program_answer", lambda _program: "LibreOffice 99")
    monkeypatch.setattr(f"{module}.convert", _convert_otherwise)
    found = rebuild(issued_archive, "RAG/12", None, None, __version__, 2)
    pdfs = [each for each in found if each.path.endswith(".pdf")]
    assert {each.outcome for each in pdfs} == {"same words"}
    assert "LibreOffice: LibreOffice 7" in pdfs[0].detail
    assert "LibreOffice 99 now" in pdfs[0].detail


def _convert_otherwise(jobs, office, workers):  # type: ignore[no-untyped-def]
    """Convert as always, and write other bytes of the same pages."""
    from dataclasses import replace

    from reportgen.renditions.pdf import convert

    for result in convert(jobs, office, workers=workers):
        yield replace(result, data=result.data + b"\n% otherwise\n")


def test_changed_file_is_not_given_out(issued_archive: Path, tmp_path: Path) -> None:
    """What was changed in the archive is no yardstick: it is told instead."""
    root = shutil.copytree(issued_archive, tmp_path / "archive")
    held = find_document(Store(root), "RAG/12")
    path = root / held.folder / held.inventory.content(1)["documents/fr.json"]
    path.write_bytes(path.read_bytes().replace(b"1", b"2", 1))
    with pytest.raises(InputError, match=r"documents/fr\.json was changed"):
        rebuild(root, "RAG/12", None, None, __version__, 1)


def test_wrong_usage(issued_archive: Path, tmp_path: Path) -> None:
    """A version that is not there, a folder with something in it, what has no renditions."""
    (tmp_path / "x").touch()
    restricted = "urn:reportgen:ISCG:RAG:RAG/12:restricted"
    cases: tuple[tuple[str, int | None, Path | None, str], ...] = (
        ("RAG/12", 2, None, "no version 2"),
        ("RAG/12", None, tmp_path, "is not empty"),
        (restricted, None, None, "sources only"),
        ("RAG/13", None, None, "there is no RAG/13"),
    )
    for symbol, version, out, words in cases:
        with pytest.raises(UsageError, match=words):
            rebuild(issued_archive, symbol, version, out, __version__, 1)


def test_first_difference_is_told() -> None:
    """The place is told in a way that leads there."""
    assert first_difference(b"one\ntwo\n", b"one\ntwX\n", "a.html") == "from line 2, byte 6"
    assert first_difference(b"not", b"no zip", "a.docx") == "from byte 2"
