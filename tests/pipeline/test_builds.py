"""Builds: what is written, whole or not at all, recorded, and the same every time."""

from __future__ import annotations

import hashlib
import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from reportgen.errors import InputError, UsageError
from reportgen.manifest import Manifest, merge_attachments, merge_renditions, read_manifest
from reportgen.pipeline.files import Staging, write_files
from tests.support.meetings import MEETING, ROOT, MadeProject, make_project

pytestmark = pytest.mark.slow

FILE = """\
schema: 1
meeting: {body: ISCG, symbol: ISCG/23-1, date: 2023-05-02}
outcomes:
  - {id: captions, kind: information, text: Captions are live.}
reports:
  TSAG: {}
  TDAG: {}
  RAG: {annexes: [{file: budget.csv, title: Budget}]}
"""


@pytest.fixture
def project(tmp_path: Path) -> MadeProject:
    """Return a project with one meeting and a file to annex."""
    made = make_project(tmp_path, {MEETING: FILE})
    (tmp_path / "reports" / MEETING / "budget.csv").write_text("a;1\n", encoding="utf-8")
    return made


def built_files(project: MadeProject) -> dict[str, bytes]:
    """Return the content of every file in the build folder of the meeting."""
    folder = project.root / "reports" / MEETING / "build"
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def manifest(project: MadeProject) -> dict[str, object]:
    """Return the manifest of the meeting."""
    path = project.root / "reports" / MEETING / "build" / "manifest.json"
    data: dict[str, object] = json.loads(path.read_bytes())
    return data


def test_a_build_writes_reports_annexes_and_the_manifest(project: MadeProject) -> None:
    """Each addressee has a folder with its report and what travels with it."""
    project.build()
    assert sorted(built_files(project)) == [
        "RAG/DRAFT-iscg-23-1-RAG-E.docx",
        "RAG/budget.csv",
        "TDAG/DRAFT-iscg-23-1-TDAG-E.docx",
        "TSAG/DRAFT-iscg-23-1-TSAG-E.docx",
        "index.html",
        "manifest.json",
    ]


def test_the_manifest_tells_what_was_made_from_what(project: MadeProject) -> None:
    """Path, digest, size, state, gaps and sources of every file."""
    project.build()
    files = built_files(project)
    record = manifest(project)
    assert (record["reportgen"], record["meeting"]) == ("0", MEETING)
    assert record["attachments"] == {"RAG/budget.csv": digest(files["RAG/budget.csv"])}
    renditions = record["renditions"]
    assert isinstance(renditions, list)
    assert [(r["addressee"], r["language"], r["format"]) for r in renditions] == [
        ("RAG", "en", "docx"), ("TDAG", "en", "docx"), ("TSAG", "en", "docx"),
    ]  # fmt: skip
    for each in renditions:
        data = files[each["path"]]
        assert (each["sha256"], each["bytes"]) == (digest(data), len(data))
        assert (each["state"], each["fuzzy"]) == ("draft", 0)
        assert each["missing"] > 0
        outcomes = (project.root / "reports" / MEETING / "outcomes.yaml").read_bytes()
        assert each["sources"][f"reports/{MEETING}/outcomes.yaml"] == digest(outcomes)
        assert any(path.endswith("-report.docx") for path in each["sources"])


def digest(data: bytes) -> str:
    """Return the digest of a file."""
    return hashlib.sha256(data).hexdigest()


def test_two_builds_give_the_same_bytes(project: MadeProject, tmp_path: Path) -> None:
    """No clock, no chance, no folder of the machine is in what is made."""
    project.build()
    first = built_files(project)
    project.build()
    assert built_files(project) == first
    twin = make_project(tmp_path / "elsewhere", {MEETING: FILE})
    (twin.root / "reports" / MEETING / "budget.csv").write_text("a;1\n", encoding="utf-8")
    twin.build()
    assert built_files(twin) == first


def test_a_build_of_one_report_keeps_the_others(project: MadeProject) -> None:
    """What was not made again stays in its folder and in the manifest."""
    project.build()
    before = manifest(project)
    project.build(addressees=("TSAG",))
    assert manifest(project) == before


def test_a_report_that_got_its_symbol_replaces_the_draft(project: MadeProject) -> None:
    """The file under the old name goes, so that nobody sends it."""
    project.build()
    settings = (
        "TDAG: {symbol: TDAG-23/12, session: {ordinal: 30, from: 2023-06-19, to: 2023-06-23}}"
    )
    project.write(FILE.replace("TDAG: {}", settings))
    (built,) = project.build(addressees=("TDAG",)).built
    names = [path for path in built_files(project) if path.startswith("TDAG/")]
    assert names == [f"TDAG/{built.paths[0].name}"]
    assert "DRAFT" not in built.paths[0].name


def test_an_annex_taken_out_leaves_the_folder(project: MadeProject) -> None:
    """A file that no longer belongs to a report does not travel with it."""
    project.build()
    project.write(FILE.replace("RAG: {annexes: [{file: budget.csv, title: Budget}]}", "RAG: {}"))
    project.build(addressees=("TSAG",))
    assert "RAG/budget.csv" in built_files(project)
    project.build(addressees=("RAG",))
    assert "RAG/budget.csv" not in built_files(project)
    assert manifest(project)["attachments"] == {}


def test_reports_can_be_written_elsewhere(project: MadeProject, tmp_path: Path) -> None:
    """With another folder to write to, the project stays as it was."""
    project.build(out=tmp_path / "out")
    assert not (project.root / "reports" / MEETING / "build").exists()
    assert (tmp_path / "out" / MEETING / "manifest.json").is_file()


def test_every_outcome_appended_is_told(project: MadeProject) -> None:
    """Who made an outline learns which outcomes it forgot."""
    outline = "TSAG: {outline: [{id: all, heading: All, blocks: [{message: mandate}]}]}"
    project.write(FILE.replace("TSAG: {}", outline))
    (built,) = project.build(addressees=("TSAG",)).built
    assert built.appended == ("captions",)


def test_progress_is_told_report_by_report(project: MadeProject) -> None:
    """Before each report: how many are done, how many there are, which is next."""
    from reportgen.pipeline.building.build import build
    from reportgen.pipeline.building.order import BuildOrder

    told: list[tuple[int, int, str]] = []
    folder = project.root / "reports" / MEETING
    order = BuildOrder(folders=(folder,), languages=("en",), formats=("docx",))
    build(project.workspace, "0", order, lambda *steps: told.append(steps))
    assert told == [(0, 3, ""), (1, 3, "TSAG en"), (2, 3, "TDAG en"), (3, 3, "RAG en")]


@pytest.mark.parametrize(
    ("order", "message"),
    [
        ({"addressees": ("TASG",)}, 'there is no report to "TASG"; did you mean "TSAG"?'),
        ({"languages": ("xy",)}, 'unknown language "xy"'),
        ({"meeting": "iscg-23-2"}, 'there is no such folder; did you mean "reports/iscg-23-1"?'),
    ],
)
def test_what_does_not_exist_is_not_built(
    project: MadeProject, order: dict[str, object], message: str
) -> None:
    """A slip in a command is told with the word that was meant; nothing is written."""
    with pytest.raises(UsageError) as raised:
        project.build(**order)  # type: ignore[arg-type]
    assert message in str(raised.value)
    assert built_files(project) == {}


# --- whole or not at all ---------------------------------------------------------------------


def test_a_folder_that_cannot_be_written_to_is_told(project: MadeProject) -> None:
    """Where something else stands in place of the folder, nothing is written."""
    (project.root / "reports" / MEETING / "build").write_text("in the way", encoding="utf-8")
    with pytest.raises(InputError, match="cannot write") as raised:
        project.build()
    assert [problem.code for problem in raised.value.problems] == ["cannot-write"]


def test_a_folder_in_place_of_a_file_leaves_all_files_as_they_were(project: MadeProject) -> None:
    """One report that cannot be written keeps all others from being changed."""
    project.build()
    before = built_files(project)
    blocked = project.root / "reports" / MEETING / "build" / "TDAG"
    (blocked / "DRAFT-iscg-23-1-TDAG-E.docx").unlink()
    (blocked / "DRAFT-iscg-23-1-TDAG-E.docx").mkdir()
    project.write(FILE.replace("Captions are live", "Captions are late"))
    with pytest.raises(InputError, match="a folder of that name is in the way"):
        project.build()
    del before["TDAG/DRAFT-iscg-23-1-TDAG-E.docx"]
    assert built_files(project) == before


FULL_DISK = """
import resource, sys
sys.dont_write_bytecode = True  # a compiled module would be cut off, too
from pathlib import Path
from reportgen.errors import InputError
from reportgen.pipeline.building.build import build
from reportgen.pipeline.building.order import BuildOrder
from reportgen.pipeline.project import find_project
from reportgen.pipeline.workspace import Workspace
root = Path(sys.argv[1])
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]),) * 2)
try:
    order = BuildOrder(languages=("en",), formats=("docx",))
    build(Workspace(find_project(root), root), "0", order)
except InputError as error:
    print(error)
"""


@pytest.mark.parametrize("room", [0, 1000, 10_000])
def test_a_full_disk_leaves_nothing_half_written(project: MadeProject, room: int) -> None:
    """A disk that fills up in the middle of writing ends in one clear error and no new file."""
    answer = subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(project.root), str(room)],
        capture_output=True, text=True, check=True, cwd=ROOT, timeout=120,
    )  # fmt: skip
    assert "error: cannot write: File too large [cannot-write]" in answer.stdout
    assert "nothing was changed; free some space" in answer.stdout
    assert not (project.root / "reports" / MEETING / "build").exists()


def test_a_full_disk_leaves_the_build_before_as_it_was(project: MadeProject) -> None:
    """The reports of the last build are all still there, with their manifest."""
    project.build()
    before = built_files(project)
    project.write(FILE.replace("Captions are live", "Captions are late"))
    subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(project.root), "10000"],
        capture_output=True, check=True, cwd=ROOT, timeout=120,
    )  # fmt: skip
    assert built_files(project) == before


def test_files_are_written_together_or_not(tmp_path: Path) -> None:
    """New files, new folders, and nothing besides."""
    write_files({tmp_path / "a" / "b" / "one": b"1", tmp_path / "two": b"2"})
    assert (tmp_path / "a" / "b" / "one").read_bytes() == b"1"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "two"]
    with pytest.raises(InputError, match="cannot write"):
        write_files({tmp_path / "new" / "three": b"3", tmp_path / "two" / "four": b"4"})
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "two"]


def test_reports_are_as_readable_as_their_folder(tmp_path: Path) -> None:
    """A file made through a temporary one is not kept for its owner alone."""
    write_files({tmp_path / "one": b"1"})
    assert (tmp_path / "one").stat().st_mode & 0o777 == 0o644


def test_what_is_obsolete_goes_with_the_new_files(tmp_path: Path) -> None:
    """A superseded file may have been deleted by hand; a folder is in the way."""
    old = tmp_path / "old"
    old.write_bytes(b"0")
    with Staging() as staging:
        staging.add(tmp_path / "new", b"1")
        staging.commit((old, tmp_path / "gone"))
    assert [path.name for path in tmp_path.iterdir()] == ["new"]
    with Staging() as staging:
        staging.add(tmp_path / "record", b"2")
        with pytest.raises(InputError, match="cannot write") as raised:
            staging.commit((tmp_path,))
    assert raised.value.problems[0].hint.startswith("some files may be new already")
    assert [path.name for path in tmp_path.iterdir()] == ["new"]


# --- the manifest ----------------------------------------------------------------------------


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b'{"reportgen": "0"}', b"\xff"])
def test_a_damaged_manifest_is_made_again(project: MadeProject, damage: bytes) -> None:
    """A record that cannot be read is no fault: everything in it can be made again."""
    project.build()
    good = manifest(project)
    path = project.root / "reports" / MEETING / "build" / "manifest.json"
    path.write_bytes(damage)
    assert read_manifest(path.parent) is None
    project.build()
    assert manifest(project) == good


def test_a_manifest_cannot_have_files_elsewhere_removed(tmp_path: Path) -> None:
    """A path that leads out of the build folder is not followed."""
    folder = tmp_path / "build"
    folder.mkdir()
    outside = tmp_path / "outside.docx"
    outside.write_bytes(b"mine")
    record = {
        "addressee": "TSAG", "language": "en", "format": "docx", "path": "../outside.docx",
        "sha256": "", "bytes": 4, "state": "draft", "missing": 0, "fuzzy": 0, "sources": {},
    }  # fmt: skip
    data = {"reportgen": "0", "meeting": "m", "renditions": [record], "attachments": {}}
    (folder / "manifest.json").write_text(json.dumps(data), encoding="utf-8")
    before = read_manifest(folder)
    assert isinstance(before, Manifest)
    new = type(before.renditions[0])(**{**record, "path": "TSAG/new.docx"})  # type: ignore[arg-type]
    assert merge_renditions(before.renditions, [new], folder)[1] == ()
    assert merge_attachments({"../outside.docx": ""}, {}, {".."}, folder) == ({}, ())


# --- confidence ------------------------------------------------------------------------------

SECRET = """\
schema: 1
meeting: {body: ISCG, symbol: ISCG/23-1, date: 2023-05-02}
people:
  secret: {name: SECRETPERSON}
documents:
  D-SECRET: {title: SECRETTITLE}
tables:
  secret: {title: SECRETTABLE, columns: [SECRETCOLUMN], rows: [[SECRETCELL]]}
outcomes:
  - {id: open, kind: information, text: Open., wording: {RAG: SECRETWORDING}}
  - id: secret-id
    kind: information
    addressees: [RAG]
    text:
      - 'SECRETTEXT {{ person("secret") }} {{ document("D-SECRET", form="title") }}'
      - table: secret
    item: SECRETITEM
    facts: [{id: secret-fact, type: decision, summary: SECRETFACT, note: SECRETNOTE}]
reports:
  TSAG: {}
  RAG:
    keywords: [SECRETKEYWORD]
    messages: {action: SECRETMESSAGE}
    annexes: [{file: SECRETFILE.csv, title: SECRETANNEX}]
"""


def test_what_is_for_one_addressee_is_in_no_file_of_another(tmp_path: Path) -> None:
    """Not in the text, the properties, the comments or the name of any part."""
    project = make_project(tmp_path, {MEETING: SECRET})
    (tmp_path / "reports" / MEETING / "SECRETFILE.csv").write_text("SECRETDATA", encoding="utf-8")
    project.build()
    files = built_files(project)
    assert any(b"SECRET" in unpacked(data) for path, data in files.items() if "RAG/" in path)
    for path, data in files.items():
        if path.startswith("TSAG/"):
            assert "SECRET" not in path
            assert b"SECRET" not in unpacked(data)


def unpacked(data: bytes) -> bytes:
    """Return a file with the names and contents of all parts if it is a Word file."""
    if not zipfile.is_zipfile(io.BytesIO(data)):
        return data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return b"\n".join(name.encode() + archive.read(name) for name in archive.namelist())
