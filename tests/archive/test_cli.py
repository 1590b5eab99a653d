"""The commands about the archive, as an archivist meets them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from reportgen.cli import main
from tests.archive.support import OBJECT, SYMBOL, object_place, verify

pytestmark = pytest.mark.slow


@pytest.fixture
def inside(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the meeting in it, as the current one; nothing is archived yet."""
    shutil.copytree(made / "iscg-23-1", tmp_path / "reports/iscg-23-1")
    monkeypatch.chdir(tmp_path)
    return tmp_path


ADD = ["archive", "add", "reports/iscg-23-1"]


def test_add(inside: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A line for each issue; the second time it says that all is archived already."""
    assert main([*ADD, SYMBOL, "--by", "Ana Rivas <ana@itu.int>"]) == 0
    assert capsys.readouterr().out == (
        f"{SYMBOL}  {OBJECT} v1  (archived)\n"
        f"{SYMBOL}  {OBJECT}:restricted v1  (archived)\n"
        f"{SYMBOL}R1  {OBJECT} v2  (archived)\n"
        f"{SYMBOL}R1  {OBJECT}:restricted v2  (archived)\n"
    )
    assert main(ADD) == 0
    assert capsys.readouterr().out.count("(archived already)") == 4
    inventory = json.loads((object_place(inside / "archive") / "inventory.json").read_bytes())
    version = inventory["versions"]["v1"]
    assert version["user"] == {"name": "Ana Rivas", "address": "mailto:ana@itu.int"}
    assert version["created"].endswith("Z")


@pytest.mark.parametrize(
    ("by", "user"),
    [
        ("Ana Rivas", {"name": "Ana Rivas"}),
        ("<ana@itu.int>", {"name": "ana@itu.int", "address": "mailto:ana@itu.int"}),
        ("", {"name": "archivist"}),
    ],
)
def test_who_archives(
    inside: Path, by: str, user: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who is not named is the user of the machine."""
    monkeypatch.setattr("getpass.getuser", lambda: "archivist")
    assert main([*ADD, "--by", by]) == 0
    inventory = json.loads((object_place(inside / "archive") / "inventory.json").read_bytes())
    assert inventory["versions"]["v2"]["user"] == user


def test_add_as_json(inside: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Programs get the object, the version, and whether it is new."""
    assert main([*ADD, f"{SYMBOL}", "--store", "elsewhere", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)[0] == {
        "object": OBJECT, "symbol": SYMBOL, "version": "v1", "added": True,
    }  # fmt: skip
    assert verify(inside / "elsewhere").faults == ()


@pytest.mark.usefixtures("inside")
def test_list(capsys: pytest.CaptureFixture[str]) -> None:
    """A line for each issue, with what replaced it."""
    main(ADD)
    capsys.readouterr()
    assert main(["archive", "list"]) == 0
    title = "Progress report of the ISCG"
    assert capsys.readouterr().out.splitlines()[:2] == [
        f"{SYMBOL}    v1  2023-06-01  {title}  (replaced by {SYMBOL}R1)",
        f"{SYMBOL}R1  v2  2023-06-02  {title}",
    ]
    assert main(["archive", "list", "--format", "json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert [(row["symbol"], row["restricted"]) for row in rows] == [
        (SYMBOL, False), (f"{SYMBOL}R1", False), (SYMBOL, True), (f"{SYMBOL}R1", True),
    ]  # fmt: skip


def test_verify(inside: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Sound is 0; a fault is 1, with object, version and path, for people and for programs."""
    main(ADD)
    capsys.readouterr()
    assert main(["archive", "verify"]) == 0
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith("2 objects, 4 versions, ")
    assert told.err.endswith(" read: no faults\n")
    assert main(["archive", "verify", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == []
    (object_place(inside / "archive") / "v1/content/manifest.json").unlink()
    assert main(["archive", "verify", SYMBOL]) == 1
    told = capsys.readouterr()
    assert f"/v1/content/manifest.json ({OBJECT} v1): error: the file is missing" in told.out
    assert told.err.endswith(": 1 fault\n")
    assert main(["--format", "json", "--quiet", "archive", "verify"]) == 1
    told = capsys.readouterr()
    (fault,) = json.loads(told.out)
    assert (fault["object"], fault["version"], fault["code"]) == (
        OBJECT, "v1", "archive-file-missing",
    )  # fmt: skip
    assert told.err == ""
    assert main(["archive", "list"]) == 0, "what is listed does not depend on the content"


def test_verify_a_sample(inside: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A sample reads so many files, others on other days; a file that is gone is always found."""
    main(ADD)
    place = object_place(inside / "archive")
    (place / "v1/content/manifest.json").write_bytes(b"changed")
    capsys.readouterr()
    found = set()
    for count in ("1", "20%", "63", "100%"):
        found.add(main(["archive", "verify", "--sample", count]))
        assert "(a sample)" in capsys.readouterr().err
    assert found >= {1}, "at the latest when all are read"
    (place / "v1/content/manifest.json").unlink()
    assert main(["archive", "verify", "--sample", "1"]) == 1


@pytest.mark.parametrize("sample", ["0", "x", "101%", "1.5", "-3", "5 %"])
@pytest.mark.usefixtures("inside")
def test_sample_that_is_none(sample: str, capsys: pytest.CaptureFixture[str]) -> None:
    """What is neither a share nor a number of files is wrong usage."""
    main(ADD)
    assert main(["archive", "verify", f"--sample={sample}"]) == 2
    assert "--sample takes a share as 10%, or a number of files" in capsys.readouterr().err


@pytest.mark.usefixtures("inside")
def test_export(capsys: pytest.CaptureFixture[str]) -> None:
    """The path of the bag is printed; what is there is not overwritten."""
    main(ADD)
    capsys.readouterr()
    assert main(["archive", "export", SYMBOL, "--out", "bags", "--zip"]) == 0
    assert capsys.readouterr().out == "bags/tsag-td239.zip\n"
    assert main(["archive", "export", SYMBOL, "--out", "bags", "--zip"]) == 2
    assert "not overwritten" in capsys.readouterr().err
    assert main(["archive", "export", SYMBOL, "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"path": "tsag-td239"}


@pytest.mark.parametrize("command", [["list"], ["verify"], ["export", "X"], ["rebuild", "X"]])
def test_no_archive(inside: Path, command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Without an archive every command but add says so, and makes none."""
    assert main(["archive", *command]) == 2
    assert "archive is no archive; `reportgen archive add` makes one" in capsys.readouterr().err
    assert not (inside / "archive").exists()


@pytest.mark.usefixtures("inside")
def test_fault_of_a_frozen_issue(capsys: pytest.CaptureFixture[str]) -> None:
    """What is not as it was frozen is told with its path, and nothing is archived."""
    path = Path("reports/iscg-23-1/issued/issue-1/manifest.json")
    path.write_bytes(b'{"reportgen": "7"}')
    assert main(ADD) == 1
    line, hint = capsys.readouterr().out.splitlines()
    assert line == (
        f"{path}: error: the file is not what the record of the issue says: its digest is another "
        "[frozen-changed]"
    )
    assert hint.startswith("  hint: an issued document is never rewritten")
    assert main(["archive", "list"]) == 0
    assert [row.split()[0] for row in capsys.readouterr().out.splitlines()] == [SYMBOL, SYMBOL]
