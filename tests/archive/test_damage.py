"""Verification refuses every kind of damage, and names object, version and path."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from reportgen.archive.hashing import hash_bytes
from reportgen.archive.inventory import sidecar
from tests.archive.support import (
    OBJECT,
    archive,
    codes,
    edit_json,
    freeze,
    is_valid,
    object_place,
    tree,
    verify,
)

pytestmark = pytest.mark.slow

PDF = "v1/content/renditions/report-fr.pdf"
OTHER = "v2/content/renditions/report-ar.docx"
V1, V2 = "v1/inventory.json", "v2/inventory.json"
ROOT = "inventory.json"


@dataclass(frozen=True)
class Case:
    """One kind of damage: what is done to an object, and what is said of it.

    `is_ours` marks what is sound by OCFL and wrong by our own rules: ocfl-py does not mind it.
    """

    harm: Callable[[Path], object]
    code: str
    version: str = ""
    path: str = ""
    is_ours: bool = False


def flip(path: str, at: int = 3) -> Callable[[Path], object]:
    """Flip a bit of a file."""

    def harm(place: Path) -> None:
        data = bytearray((place / path).read_bytes())
        data[at] ^= 1
        (place / path).write_bytes(data)

    return harm


def write(path: str, data: bytes) -> Callable[[Path], object]:
    """Write a file, in the place of another or a new one."""

    def harm(place: Path) -> None:
        (place / path).parent.mkdir(parents=True, exist_ok=True)
        (place / path).write_bytes(data)

    return harm


def append(path: str, data: bytes) -> Callable[[Path], object]:
    """Write something after the end of a file."""
    return lambda place: (place / path).write_bytes((place / path).read_bytes() + data)


def remove(path: str) -> Callable[[Path], object]:
    """Remove a file or a folder."""

    def harm(place: Path) -> None:
        target = place / path
        shutil.rmtree(target) if target.is_dir() else target.unlink()

    return harm


def rename(path: str, to: str) -> Callable[[Path], object]:
    """Rename a file or a folder."""
    return lambda place: (place / path).rename(place / to)


def link(path: str, to: str) -> Callable[[Path], object]:
    """Put a link in the place of a file or folder."""

    def harm(place: Path) -> None:
        target = place / path
        if target.is_dir():
            shutil.rmtree(target)
        else:
            target.unlink(missing_ok=True)
        target.symlink_to(to)

    return harm


def forge(change: Callable[[dict[str, Any]], object], *paths: str) -> Callable[[Path], object]:
    """Change the newest inventory and cover the traces: sidecars and the copy in v2 are new."""

    def harm(place: Path) -> None:
        edit_json(place / ROOT, change)
        data = (place / ROOT).read_bytes()
        for path in paths or (ROOT, V2):
            (place / path).write_bytes(data)
            (place / f"{path}.sha512").write_bytes(sidecar(data))

    return harm


def forge_old(change: Callable[[dict[str, Any]], object]) -> Callable[[Path], object]:
    """Change the inventory of v1 and cover the traces."""

    def harm(place: Path) -> None:
        edit_json(place / V1, change)
        (place / f"{V1}.sha512").write_bytes(sidecar((place / V1).read_bytes()))

    return harm


def swap(old: str, new: str) -> Callable[[Path], object]:
    """Replace words of the inventory, wherever they stand, and cover the traces."""

    def harm(place: Path) -> None:
        data = (place / ROOT).read_bytes().replace(old.encode(), new.encode())
        assert data != (place / ROOT).read_bytes()
        for path in (ROOT, V2):
            (place / path).write_bytes(data)
            (place / f"{path}.sha512").write_bytes(sidecar(data))

    return harm


def digest_of(inventory: dict[str, Any], path: str) -> str:
    """Return the digest under which the manifest has a path."""
    return next(each for each, paths in inventory["manifest"].items() if path in paths)


def redirect(inventory: dict[str, Any], to: str) -> None:
    """Have the manifest name another path for a file."""
    inventory["manifest"][digest_of(inventory, PDF)] = [to]


def upper_twice(inventory: dict[str, Any]) -> None:
    """Have a digest stand in the manifest twice, once in capitals."""
    digest = digest_of(inventory, PDF)
    inventory["manifest"][digest.upper()] = ["v1/content/twice"]


def unknown_state(inventory: dict[str, Any]) -> None:
    """Have a version hold a content that is stored nowhere."""
    inventory["versions"]["v2"]["state"][hash_bytes(b"nowhere").sha512] = ["nowhere.pdf"]


def unused(inventory: dict[str, Any]) -> None:
    """Have the manifest hold what no version uses."""
    inventory["manifest"][hash_bytes(b"x").sha512] = ["v2/content/unused"]


def clash(inventory: dict[str, Any]) -> None:
    """Have a path of a version be a file and a folder."""
    state = inventory["versions"]["v2"]["state"]
    state[next(iter(state))].append("renditions")


def other_record(place: Path) -> None:
    """Have v2 hold other content under a name of the record, all digests being right."""

    def change(inventory: dict[str, Any]) -> None:
        for state in (inventory["versions"]["v2"]["state"],):
            first, second = (each for each in state if state[each][0].endswith("-fr.pdf") or
                             state[each][0].endswith("-ru.pdf"))  # fmt: skip
            state[first], state[second] = state[second], state[first]

    forge(change)(place)


def drop_fixity(inventory: dict[str, Any]) -> None:
    """Take one file out of the fixity block."""
    fixity = inventory["fixity"]["sha256"]
    fixity.pop(next(each for each, paths in fixity.items() if PDF in paths))


def wrong_fixity(inventory: dict[str, Any]) -> None:
    """Note another SHA-256 for a file."""
    drop_fixity(inventory)
    inventory["fixity"]["sha256"]["0" * 64] = [PDF]


def empty_folder(path: str) -> Callable[[Path], object]:
    """Make an empty folder."""
    return lambda place: (place / path).mkdir(parents=True)


def pipe(path: str) -> Callable[[Path], object]:
    """Put a named pipe in the place of a file: reading it would wait for ever."""

    def harm(place: Path) -> None:
        (place / path).unlink()
        os.mkfifo(place / path)

    return harm


def cut(path: str) -> Callable[[Path], object]:
    """Cut a file off in the middle."""
    return lambda place: os.truncate(place / path, (place / path).stat().st_size // 2)


CASES = {
    # Content.
    "flipped bit": Case(flip(PDF), "archive-file-changed", "v1", PDF),
    "flipped bit in a later version": Case(flip(OTHER), "archive-file-changed", "v2", OTHER),
    "garbage at the end": Case(append(PDF, b"\0"), "archive-file-changed", "v1", PDF),
    "cut file": Case(cut(PDF), "archive-file-changed", "v1", PDF),
    "emptied file": Case(write(PDF, b""), "archive-file-changed", "v1", PDF),
    "missing file": Case(remove(PDF), "archive-file-missing", "v1", PDF),
    "added file": Case(
        write("v1/content/extra.txt", b"x"), "archive-file-added", "v1", "v1/content/extra.txt"
    ),
    "renamed file": Case(rename(PDF, f"{PDF}.bak"), "archive-file-missing", "v1", PDF),
    "link in the place of a file": Case(
        link(PDF, "report-fr.docx"), "archive-not-a-file", "v1", PDF
    ),
    "link out of the archive": Case(
        link("v1/content/renditions", "/etc"), "archive-not-a-file", "v1", "v1/content/renditions"
    ),
    "pipe in the place of a file": Case(
        pipe(PDF), "archive-not-a-file", "v1", PDF, is_ours=True
    ),
    "empty folder": Case(
        empty_folder("v1/content/empty"), "archive-empty-folder", "v1", "v1/content/empty"
    ),
    # The object's folder.
    "stray version": Case(empty_folder("v3/content"), "archive-version-stray", "v3", "v3"),
    "missing version": Case(remove("v2"), "archive-version-missing", "v2", "v2"),
    "renamed version": Case(rename("v2", "v3"), "archive-version-missing", "v2", "v2"),
    "link in the place of a version": Case(
        link("v1", "v2"), "archive-not-a-file", "v1", "v1", is_ours=True
    ),
    "stray file beside the versions": Case(
        write("notes.txt", b"x"), "archive-file-added", "", "notes.txt"
    ),
    "stray folder beside the versions": Case(
        write("notes/a.txt", b"x"), "archive-file-added", "", "notes"
    ),
    "stray file in a version": Case(
        write("v1/notes.txt", b"x"), "archive-file-added", "v1", "v1/notes.txt"
    ),
    "no declaration": Case(
        remove("0=ocfl_object_1.1"), "archive-object-declaration", "", ""
    ),
    "wrong words in the declaration": Case(
        write("0=ocfl_object_1.1", b"ocfl_object_1.0\n"), "archive-object-declaration", "",
        "0=ocfl_object_1.1",
    ),
    "two declarations": Case(
        write("0=ocfl_object_1.0", b"ocfl_object_1.0\n"), "archive-object-declaration", "",
        "0=ocfl_object_1.0",
    ),
    # Inventories and sidecars.
    "missing inventory": Case(remove(ROOT), "archive-missing", "", ROOT),
    "missing inventory of a version": Case(remove(V1), "archive-missing", "v1", V1, is_ours=True),
    "missing sidecar": Case(remove(f"{ROOT}.sha512"), "archive-missing", "", f"{ROOT}.sha512"),
    "wrong sidecar": Case(flip(f"{V1}.sha512"), "archive-inventory-changed", "v1", V1),
    "garbled sidecar": Case(
        write(f"{ROOT}.sha512", b"nothing"), "archive-sidecar", "", f"{ROOT}.sha512"
    ),
    "cut inventory": Case(cut(ROOT), "archive-inventory-syntax", "", ROOT),
    "flipped bit in an old inventory": Case(flip(V1, 40), "archive-inventory-changed", "v1", V1),
    "space at the end of the inventory": Case(
        append(ROOT, b" "), "archive-inventory-differs", "v2", V2
    ),
    "garbage after the inventory": Case(
        append(ROOT, b"{}"), "archive-inventory-syntax", "", ROOT
    ),
    "inventory that is not UTF-8": Case(
        append(ROOT, b"\xff"), "archive-inventory-syntax", "", ROOT
    ),
    "inventory nested without end": Case(
        write(ROOT, b"[" * 100_000), "archive-inventory-syntax", "", ROOT
    ),
    "inventory of the version before": Case(
        lambda place: shutil.copy(place / V1, place / ROOT), "archive-inventory-changed", "", ROOT
    ),
    # Inventories that somebody has forged, sidecars and all.
    "key that stands twice": Case(
        swap('"head": "v2"', '"head": "v2", "head": "v2"'), "archive-inventory-syntax", "", ROOT,
        is_ours=True,
    ),
    "unknown key": Case(
        forge(lambda data: data.update(extra=1)), "archive-inventory-field", "", ROOT, is_ours=True
    ),
    "no manifest": Case(
        forge(lambda data: data.pop("manifest")), "archive-inventory-field", "", ROOT
    ),
    "no versions": Case(
        forge(lambda data: data.update(versions={})), "archive-inventory-field", "", ROOT
    ),
    "no JSON object": Case(write(ROOT, b"[]"), "archive-inventory-syntax", "", ROOT),
    "other type": Case(
        forge(lambda data: data.update(type="https://ocfl.io/9.9/spec/#inventory")),
        "archive-inventory-type", "", ROOT,
    ),
    "other identifier": Case(
        forge(lambda data: data.update(id="urn:x")), "archive-misplaced", "", ""
    ),
    "identifier that is no text": Case(
        forge(lambda data: data.update(id=7)), "archive-inventory-id", "", ROOT
    ),
    "identifier of another object in an old version": Case(
        forge_old(lambda data: data.update(id="urn:x")), "archive-history", "v1", V1
    ),
    "other digest algorithm": Case(
        forge(lambda data: data.update(digestAlgorithm="md5")), "archive-inventory-algorithm", "",
        ROOT,
    ),
    "fixity by an unknown algorithm": Case(
        forge(lambda data: data["fixity"].update(crc32={})), "archive-inventory-algorithm", "",
        ROOT,
    ),
    "head that leads nowhere": Case(
        forge(lambda data: data.update(head="v7")), "archive-inventory-head", "", ROOT
    ),
    "head of the version before": Case(
        forge(lambda data: data.update(head="v1")), "archive-inventory-head", "", ROOT
    ),
    "gap in the versions": Case(
        forge(lambda data: data["versions"].update(v4=data["versions"].pop("v2"))),
        "archive-inventory-gap", "", ROOT,
    ),
    "version with a padded name": Case(
        forge(lambda data: data["versions"].update(v02=data["versions"].pop("v2"))),
        "archive-inventory-gap", "", ROOT,
    ),
    "path that leads out of the object": Case(
        forge(lambda data: redirect(data, "v1/content/../../../x")), "archive-inventory-path", "",
        ROOT,
    ),
    "path from the root of the disk": Case(
        forge(lambda data: redirect(data, "/etc/passwd")), "archive-inventory-path", "", ROOT
    ),
    "path that is not canonical": Case(
        forge(lambda data: redirect(data, f"v1/content/.//{PDF}")), "archive-inventory-path", "",
        ROOT,
    ),
    "path beside the content": Case(
        forge(lambda data: redirect(data, "v1/inventory.json")), "archive-inventory-path", "",
        f"{ROOT}: v1/inventory.json",
    ),
    "path in a version to come": Case(
        forge(lambda data: redirect(data, "v3/content/x")), "archive-inventory-path", "",
        f"{ROOT}: v3/content/x",
    ),
    "path that stands twice": Case(
        forge(lambda data: data["manifest"][digest_of(data, OTHER)].append(PDF)),
        "archive-inventory-path", "", f"{ROOT}: {PDF}",
    ),
    "file that is a folder too": Case(
        forge(clash), "archive-inventory-path", "v2",
        f"{ROOT}: renditions/report-ar.docx",
    ),
    "wrong digest": Case(
        swap(hash_bytes("Rapport d’activité de l’ISCG 0 pdf".encode()).sha512, "0" * 128),
        "archive-file-changed", "v1", PDF,
    ),
    "digest that is none": Case(
        forge(lambda data: data["manifest"].update(abc=["v2/content/x"])),
        "archive-inventory-digest", "", ROOT,
    ),
    "digest that stands twice": Case(
        forge(upper_twice), "archive-inventory-digest", "", ROOT
    ),
    "content that is stored nowhere": Case(
        forge(unknown_state), "archive-inventory-reference", "v2", f"{ROOT}: nowhere.pdf"
    ),
    "content that no version uses": Case(
        forge(unused), "archive-inventory-reference", "v2", f"{ROOT}: v2/content/unused"
    ),
    "file without fixity": Case(
        forge(drop_fixity), "archive-inventory-reference", "v1", f"{ROOT}: {PDF}", is_ours=True
    ),
    "wrong fixity": Case(forge(wrong_fixity), "archive-fixity", "v1", PDF),
    "no date": Case(
        forge(lambda data: data["versions"]["v2"].pop("created")), "archive-inventory-version",
        "v2", ROOT,
    ),
    "date without a zone": Case(
        forge(lambda data: data["versions"]["v2"].update(created="2023-06-02T09:30:00")),
        "archive-inventory-version", "v2", ROOT, is_ours=True,
    ),
    "nobody who added it": Case(
        forge(lambda data: data["versions"]["v2"].update(user="Ana")),
        "archive-inventory-version", "v2", ROOT,
    ),
    "history told otherwise": Case(
        forge(lambda data: data["versions"]["v1"].update(message="another")), "archive-history",
        "v1", V1, is_ours=True,
    ),
    "old version with other files": Case(
        forge_old(lambda data: data["versions"]["v1"].update(state={})), "archive-history", "v1", V1
    ),
    "inventory that differs from that of its version": Case(
        forge(lambda data: data["versions"]["v2"].update(message="another"), ROOT),
        "archive-inventory-differs", "v2", V2,
    ),
    "files exchanged in the inventory": Case(
        other_record, "archive-record", "v2", "v2/content/issue.json", is_ours=True
    ),
    "record that is none": Case(
        write("v2/content/issue.json", b"{"), "archive-record", "v2", "v2/content/issue.json"
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_damage_is_found(root: Path, name: str) -> None:
    """Each kind of damage is told with its code, and with the object, version and path it is in."""
    case = CASES[name]
    place = object_place(root)
    case.harm(place)
    found = verify(root)
    told = {(each.code, each.version, each.path) for each in found.faults}
    assert (case.code, case.version, case.path) in told
    folder = place.relative_to(root).as_posix()
    assert {each.folder for each in found.faults} == {folder}, "the other object is sound"


@pytest.mark.parametrize("name", [name for name, case in CASES.items() if not case.is_ours])
def test_others_agree(root: Path, name: str) -> None:
    """What we call damage by OCFL's rules, ocfl-py does not call valid either."""
    CASES[name].harm(object_place(root))
    try:
        agreed = not is_valid(root)
    except Exception:  # noqa: BLE001 - it breaks down over some of them, which is no "valid"
        agreed = True
    assert agreed


def test_there_are_more_than_thirty_kinds() -> None:
    """The issue that asked for verification wants thirty; nothing is counted twice."""
    assert len(CASES) > 60


def test_sound_archive_has_no_faults(root: Path) -> None:
    """An archive as it was written is sound, for us and for ocfl-py; looking changes nothing."""
    before = tree(root)
    found = verify(root)
    assert found.faults == ()
    assert (found.objects, found.versions) == (2, 4)
    assert is_valid(root)
    assert tree(root) == before


def test_object_is_named(root: Path) -> None:
    """A fault is told with the identifier of its object, as long as that can be read."""
    flip(PDF)(object_place(root))
    (fault,) = verify(root).faults
    problem = fault.as_problem("archive")
    assert problem.as_text().startswith(
        f"archive/{fault.folder}/{PDF} ({OBJECT} v1): error: the file was changed: its SHA-512 is "
        "another [archive-file-changed]\n"
    )
    assert (fault.as_dict("archive")["object"], fault.as_dict("archive")["version"]) == (
        OBJECT,
        "v1",
    )


# --- around the objects ----------------------------------------------------------------------

AROUND = {
    "no layout": (
        lambda root: (root / "ocfl_layout.json").unlink(), "archive-layout", "ocfl_layout.json"
    ),
    "wrong words in the declaration of the root": (
        lambda root: (root / "0=ocfl_1.1").write_text("ocfl_1.0\n"),
        "archive-root-declaration", "0=ocfl_1.1",
    ),
    "two declarations of the root": (
        lambda root: (root / "0=ocfl_1.0").write_text("ocfl_1.0\n"),
        "archive-root-declaration", "0=ocfl_1.0",
    ),
    "another layout": (
        lambda root: edit_json(root / "ocfl_layout.json", lambda data: data.update(extension="x")),
        "archive-layout", "ocfl_layout.json",
    ),
    "layout that cannot be read": (
        lambda root: (root / "ocfl_layout.json").write_text("{"),
        "archive-layout", "ocfl_layout.json",
    ),
    "stray file on the way": (
        lambda root: (object_place(root).parent / "note.txt").write_text("x"),
        "archive-stray-file", None,
    ),
    "empty folder on the way": (
        lambda root: (root / "abc/def").mkdir(parents=True), "archive-empty-folder", "abc/def"
    ),
    "link on the way": (
        lambda root: (root / "abc").symlink_to("/etc"), "archive-not-a-file", "abc"
    ),
    "stray file among extensions": (
        lambda root: (root / "extensions/note.txt").write_text("x"),
        "archive-stray-file", "extensions/note.txt",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", AROUND)
def test_damage_around_the_objects_is_found(root: Path, name: str) -> None:
    """What is wrong with the root and on the way to objects is told with its path."""
    harm, code, path = AROUND[name]
    harm(root)
    faults = verify(root).faults
    assert [fault.code for fault in faults] == [code]
    assert path is None or faults[0].path == path


def test_object_in_a_wrong_place(root: Path) -> None:
    """An object that was moved is told, and not lost."""
    place = object_place(root)
    (root / "abc/def").mkdir(parents=True)
    place.rename(root / "abc/def" / place.name)
    for folder in (place.parent, *place.parent.parents[:2]):
        folder.rmdir()
    faults = verify(root).faults
    assert [fault.code for fault in faults] == ["archive-misplaced"]
    assert faults[0].object == OBJECT


def test_same_object_twice(root: Path) -> None:
    """Two objects of one identifier are told, one of them also as misplaced."""
    place = object_place(root)
    shutil.copytree(place, root / "abc/def/012" / place.name)
    assert codes(verify(root)) == {"archive-misplaced", "archive-duplicate-id"}


def test_named_documents_only(root: Path, tmp_path: Path) -> None:
    """Of the documents that are named nothing is left out; others are not looked at."""
    archive(root, freeze(tmp_path / "other", symbol="TSAG-TD7", full_symbol="TSAG-TD7"))
    flip(PDF)(next(path for path in root.rglob("*TSAG-TD239")))
    assert verify(root, "TSAG-TD7").faults == ()
    found = verify(root, "TSAG-TD239")
    assert codes(found) == {"archive-file-changed"}
    assert found.objects == 2, "the restricted part is meant, too"


BY_OBJECT = "ocfl-validate.py --quiet archive/???/???/???/*"
BY_DIGEST = """\
cd archive/???/???/???/*239
sha512sum --check --quiet inventory.json.sha512 &&
python3 -c "import json
for digest, paths in json.load(open('inventory.json'))['manifest'].items():
    for path in paths: print(digest, '', path)" | sha512sum --check --quiet
"""


def test_documented_commands_of_others_find_damage(root: Path) -> None:
    """What docs/archiving.md says to run is content with a sound archive, and not with another."""
    page = (Path(__file__).parents[2] / "docs/archiving.md").read_text(encoding="utf-8")
    assert BY_OBJECT in page
    assert BY_DIGEST.partition("&&\n")[2] in page.replace("        all files", "")
    programs = Path(sys.executable).parent

    def run(script: str) -> int:
        return subprocess.run(
            ["sh", "-c", script],
            cwd=root.parent,
            env={**os.environ, "PATH": f"{programs}:{os.environ['PATH']}"},
            capture_output=True,
            check=False,
        ).returncode

    assert [run(BY_OBJECT), run(BY_DIGEST)] == [0, 0]
    changed = object_place(root) / "v1/content/manifest.json"
    changed.write_bytes(changed.read_bytes()[::-1])
    assert run(BY_OBJECT) == 1
    assert run(BY_DIGEST) == 1
