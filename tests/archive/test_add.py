"""Archiving issues: once, in order, with all that explains them; what does not fit is told."""

from __future__ import annotations

import json
import shutil
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ocfl.layout_0003_hash_and_id_n_tuple import Layout_0003_Hash_And_Id_N_Tuple

from reportgen.archive import disk
from reportgen.archive.inventory import Inventory, Provenance
from reportgen.archive.layout import object_folder, object_id
from reportgen.archive.store import Store
from reportgen.errors import InputError, UsageError
from reportgen.pipeline.archive.listing import find_document, list_holdings
from tests.archive.support import (
    OBJECT,
    SYMBOL,
    archive,
    edit_json,
    freeze,
    freeze_meeting,
    is_valid,
    issue_files,
    names,
    object_place,
    tree,
    verify,
)


@pytest.mark.slow
@given(st.text(min_size=1, max_size=150).filter(lambda text: text.isprintable()))
def test_places_are_those_of_the_extension(identifier: str) -> None:
    """The folder of an object is where ocfl-py looks for it, whatever its identifier."""
    theirs = Layout_0003_Hash_And_Id_N_Tuple().identifier_to_path(identifier)
    assert str(object_folder(identifier)) == theirs


@pytest.mark.slow
@given(st.data())
def test_contents_are_kept_once(data: st.DataObject) -> None:
    """Whatever versions hold, each content is stored once and every version is found again."""
    contents = st.dictionaries(st.sampled_from("abcdef"), st.sampled_from("123"), max_size=6)
    states = data.draw(st.lists(contents, min_size=1, max_size=5))
    inventory = Inventory("urn:x")
    for state in states:
        files = {path: (each, each) for path, each in state.items()}
        inventory, new = inventory.with_version(Provenance("", "", ""), files)
        assert all(inventory.manifest[place] == state[path] for path, place in new.items())
    assert len(set(inventory.manifest.values())) == len(inventory.manifest)
    for number, state in enumerate(states, 1):
        found = {path: inventory.manifest[at] for path, at in inventory.content(number).items()}
        assert found == state


def test_what_a_meeting_issued_is_archived(made: Path) -> None:
    """Each issue is a version of one object; what is restricted has an object of its own."""
    found = list_holdings(made / "archive")
    assert found.problems == []
    assert [(each.inventory.id, each.inventory.head) for each in found.held] == [
        (OBJECT, "v2"), (f"{OBJECT}:restricted", "v2"),
    ]  # fmt: skip
    rows = list(found.rows())
    assert [row["symbol"] for row in rows[:2]] == [SYMBOL, f"{SYMBOL}R1"]
    assert [row["replaced_by"] for row in rows[:2]] == [f"{SYMBOL}R1", ""]
    assert rows[0]["message"] == f"{SYMBOL}, issued on 2023-06-01, approved by Ana Diaz"
    assert rows[0]["archived_by"] == "Ana Rivas"


def test_version_has_the_files_of_its_issue(made: Path) -> None:
    """A version holds every file of the issue, byte for byte, and what explains it."""
    store = Store(made / "archive")
    held = find_document(store, SYMBOL)
    for number in (1, 2):
        folder = made / f"iscg-23-1/issued/issue-{number - 1}"
        content = held.inventory.content(number)
        for path, data in tree(folder).items():
            assert store.read(held.folder, content[path]) == data
        assert content.keys() - tree(folder).keys() == {
            "README.txt", "metadata/dc.xml", "metadata/premis.xml",
        }  # fmt: skip


def test_what_did_not_change_is_stored_once(made: Path) -> None:
    """The second version brings only the files that are new in it."""
    place = object_place(made / "archive")
    assert names(place / "v2/content") == [
        "README.txt", "issue.json", "manifest.json", "metadata", "renditions",
    ]  # fmt: skip
    assert (place / "v1/content/source/templates/tsag-report.docx").exists()


def test_same_issue_again_changes_nothing(root: Path, made: Path) -> None:
    """What is archived stays as it is, to the byte, and is told to be there."""
    before = tree(root)
    added = archive(root, made / "iscg-23-1")
    assert [(each.version, each.is_new) for each in added] == [
        (1, False), (1, False), (2, False), (2, False),
    ]  # fmt: skip
    assert tree(root) == before


def test_same_bytes_whenever_it_is_done(made: Path, tmp_path: Path) -> None:
    """The same issues make the same archive."""
    archive(tmp_path / "again", made / "iscg-23-1")
    assert tree(tmp_path / "again") == tree(made / "archive")


def test_issue_is_found_by_its_folder_or_symbol(made: Path, tmp_path: Path) -> None:
    """A folder brings its restricted part along; a symbol means a document, or one issue of it."""
    meeting = made / "iscg-23-1"
    by_folder = archive(tmp_path / "a", meeting / "issued/issue-0")
    by_symbol = archive(tmp_path / "b", meeting, symbol=SYMBOL)
    assert [each.object for each in by_folder] == [OBJECT, f"{OBJECT}:restricted"]
    assert len(by_symbol) == 4
    assert tree(tmp_path / "b") == tree(made / "archive")
    archive(tmp_path / "a", meeting, symbol=f"{SYMBOL}R1")
    assert tree(tmp_path / "a") == tree(made / "archive")


def refused(code: str, act: Callable[[], object]) -> list[str]:
    """Return the messages of the problems by which something is refused, all of one code."""
    with pytest.raises(InputError) as caught:
        act()
    assert {each.code for each in caught.value.problems} == {code}
    return [each.message for each in caught.value.problems]


def test_other_content_of_an_issue_is_refused(root: Path, tmp_path: Path) -> None:
    """An issue that is archived with other content is refused, and nothing changes."""
    before = tree(root)
    other = freeze(tmp_path / "other", approver="Somebody Else")
    assert refused("archive-conflict", lambda: archive(root, other)) == [
        f"{SYMBOL} is archived with other content"
    ]
    assert tree(root) == before


def test_revision_before_its_original_is_refused(tmp_path: Path) -> None:
    """What follows another issue is archived after it."""
    revision = freeze(tmp_path / "revision", 1)
    (message,) = refused("archive-order", lambda: archive(tmp_path / "archive", revision))
    assert message.startswith(f"{SYMBOL}R1 follows {SYMBOL}, which is not in ")
    assert list_holdings(tmp_path / "archive").held == []
    archive(tmp_path / "archive", freeze(tmp_path / "original"), revision)
    assert is_valid(tmp_path / "archive")


FROZEN = {
    "changed": (
        lambda folder: (folder / "manifest.json").write_bytes(b'{"reportgen": "9"}'),
        "frozen-changed", "the file is not what the record of the issue says",
    ),
    "longer": (
        lambda folder: (folder / "manifest.json").write_bytes(b"longer than it was before"),
        "frozen-changed", "the file does not have",
    ),
    "missing": (
        lambda folder: (folder / "manifest.json").unlink(), "frozen-file-missing", "it is not there"
    ),
    "added": (
        lambda folder: (folder / "draft.docx").write_bytes(b"x"), "frozen-added", "does not name"
    ),
    "link": (
        lambda folder: (folder / "more").symlink_to("/etc"), "frozen-added", "no plain file"
    ),
    "no record": (
        lambda folder: (folder / "issue.json").write_text("{"), "frozen-record", "JSON"
    ),
    "reserved name": (
        lambda folder: edit_json(
            folder / "issue.json",
            lambda data: data["files"].update(
                {"metadata/dc.xml": data["files"].pop("manifest.json")}
            ),
        ),
        None, "no name for a file of an issue",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", FROZEN)
def test_faulty_frozen_issue_is_refused(root: Path, tmp_path: Path, name: str) -> None:
    """A frozen issue that is not as it was frozen is refused, with the file that is wrong."""
    harm, code, words = FROZEN[name]
    folder = freeze(tmp_path / "other", symbol="TSAG-TD7", full_symbol="TSAG-TD7")
    harm(folder)
    before = tree(root)
    with pytest.raises(InputError) as caught:
        archive(root, folder)
    problems = caught.value.problems
    assert any(words in each.message for each in problems)
    assert code is None or {each.code for each in problems} == {code}
    assert all(each.path.startswith(str(folder)) for each in problems)
    assert tree(root) == before
    assert is_valid(root)


def test_all_faults_of_a_folder_are_told_at_once(root: Path, tmp_path: Path) -> None:
    """Two files that were changed are two problems."""
    folder = freeze(tmp_path / "other", symbol="TSAG-TD7", full_symbol="TSAG-TD7")
    for key in ("en", "fr"):
        path = folder / f"renditions/report-{key}.pdf"
        path.write_bytes(path.read_bytes().swapcase())
    assert len(refused("frozen-changed", lambda: archive(root, folder))) == 2


def test_record_that_the_register_does_not_know(made: Path, tmp_path: Path) -> None:
    """A record that was exchanged after the issue is refused, though its files fit it."""
    meeting = shutil.copytree(made / "iscg-23-1", tmp_path / "iscg-23-1")
    freeze(meeting / "issued/issue-0", approver="Somebody Else")
    for place in (meeting, meeting / "issued/issue-0"):
        (message,) = refused("frozen-changed", partial(archive, tmp_path / "a", place))
        assert message == f"the register says that {SYMBOL} was issued with another record"
    assert not (tmp_path / "a").exists()


def test_wrong_usage_is_told(made: Path, tmp_path: Path) -> None:
    """What cannot be meant is wrong usage, with the nearest symbol."""
    meeting = made / "iscg-23-1"
    with pytest.raises(UsageError, match=rf'issued no TSAG-TD293; did you mean "{SYMBOL}"'):
        archive(tmp_path / "a", meeting, symbol="TSAG-TD293")
    with pytest.raises(UsageError, match="neither a frozen issue nor a meeting"):
        archive(tmp_path / "a", tmp_path)
    with pytest.raises(UsageError, match="a symbol goes with the folder of a meeting"):
        archive(tmp_path / "a", meeting / "issued/issue-0", symbol=SYMBOL)
    with pytest.raises(UsageError, match="is no archive; `reportgen archive add` makes one"):
        list_holdings(tmp_path / "a")


def test_folder_with_other_things_is_no_archive(made: Path, tmp_path: Path) -> None:
    """An archive is not made amid other files."""
    (tmp_path / "thesis.docx").write_bytes(b"x")
    messages = refused("archive-root", lambda: archive(tmp_path, made / "iscg-23-1"))
    assert messages == ['this is no archive, and not empty: it holds "thesis.docx"']
    assert names(tmp_path) == ["thesis.docx"]


def test_damaged_object_takes_no_new_version(root: Path, tmp_path: Path) -> None:
    """Nothing is built on an inventory that was changed."""
    (object_place(root) / "inventory.json").write_bytes(b"{}")
    revision = freeze(tmp_path / "revision", 2)
    assert refused("archive-damaged", lambda: archive(root, revision))[0].startswith(
        "the object is"
    )
    found = list_holdings(root)
    assert [each.code for each in found.problems] == ["archive-damaged"]
    assert len(found.held) == 1, "the other objects are listed"


def test_identifier_is_a_uri() -> None:
    """Whatever a symbol is made of, the identifier is a URI of one line."""
    assert object_id("ISCG", "TDAG", "TDAG-21/2/12") == "urn:reportgen:ISCG:TDAG:TDAG-21/2/12"
    assert object_id("ISCG", "RAG", "RAG 1 (é)") == "urn:reportgen:ISCG:RAG:RAG%201%20%28%C3%A9%29"


def test_symbol_with_strokes_is_found(root: Path, tmp_path: Path) -> None:
    """A symbol as TDAG-21/2/12 is no path: it is archived, found and listed as any other."""
    symbol = "TDAG-21/2/12"
    archive(root, freeze(tmp_path / "other", symbol=symbol, full_symbol=symbol, addressee="TDAG"))
    held = find_document(Store(root), symbol)
    assert held.records[0].symbol == symbol
    assert verify(root, symbol).objects == 1
    assert is_valid(root)


def test_one_symbol_of_two_documents_is_told(root: Path, tmp_path: Path) -> None:
    """Where two bodies have used a symbol, the identifiers are named to choose from."""
    archive(root, freeze(tmp_path / "other", body="OTHER"))
    with pytest.raises(UsageError, match=rf"several documents.*urn:reportgen:OTHER:TSAG:{SYMBOL}"):
        find_document(Store(root), SYMBOL)
    assert find_document(Store(root), OBJECT).inventory.id == OBJECT


def test_very_long_symbol(root: Path, tmp_path: Path) -> None:
    """A symbol that is too long for the name of a folder is archived and found all the same."""
    symbol = "/".join(["TSAG-TD239"] * 12)
    archive(root, freeze(tmp_path / "other", symbol=symbol, full_symbol=symbol))
    assert is_valid(root)
    assert find_document(Store(root), symbol).records[0].symbol == symbol


# --- others and the disk ---------------------------------------------------------------------


def test_somebody_else_is_writing(root: Path, made: Path) -> None:
    """Who comes second is told to wait, reads undisturbed, and succeeds afterwards."""
    before = tree(root)
    with Store(root).writer():
        (message,) = refused("archive-busy", lambda: archive(root, made / "iscg-23-1"))
        assert message == "another command is writing to this archive"
        assert verify(root).faults == ()
        assert len(list_holdings(root).held) == 2
    archive(root, made / "iscg-23-1")
    assert tree(root) == before


@pytest.mark.slow
def test_many_at_once(tmp_path: Path) -> None:
    """Of many that archive at once each comes through in the end, with no damage."""
    root = tmp_path / "archive"
    folders = [
        freeze(tmp_path / f"issue-{number}", symbol=f"TD{number}", full_symbol=f"TD{number}")
        for number in range(6)
    ]
    told: set[str] = set()

    def add(folder: Path) -> None:
        while True:
            try:
                archive(root, folder)
            except InputError as error:
                told.update(each.code for each in error.problems)
            else:
                return

    threads = [threading.Thread(target=add, args=(folder,)) for folder in folders]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert told == {"archive-busy"}, "they were in one another's way, and nothing else was"
    assert len(list_holdings(root).held) == len(folders)
    assert verify(root).faults == ()
    assert is_valid(root)


@pytest.mark.slow
@pytest.mark.parametrize("step", range(1, 50, 6))
@pytest.mark.parametrize("reason", ["ENOSPC", "EROFS"])
def test_disk_that_fails(
    made: Path, tmp_path: Path, step: int, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk, or one that turns read-only: one clear line, no damage, and a retry works."""
    import errno
    import os

    root = tmp_path / "archive"
    meeting = made / "iscg-23-1"
    archive(root, meeting / "issued/issue-0")
    left = step

    def failing(real: Callable[..., object]) -> Callable[..., object]:
        def call(*args: object, **more: object) -> object:
            nonlocal left
            left -= 1
            if left < 0:
                number = getattr(errno, reason)
                raise OSError(number, os.strerror(number), str(args[0]))
            return real(*args, **more)

        return call

    with monkeypatch.context() as patch:
        for name in ("write", "rename", "replace", "mkdir", *(["unlink"] * (reason == "EROFS"))):
            patch.setattr(os, name, failing(getattr(os, name)))
        with pytest.raises(InputError) as caught:
            archive(root, meeting / "issued/issue-1")
    (problem,) = caught.value.problems
    assert problem.code == "cannot-write"
    assert problem.message == f"cannot write: {os.strerror(getattr(errno, reason))}"
    assert "run the command again" in problem.hint
    assert verify(root, OBJECT).faults == ()
    archive(root, meeting / "issued/issue-1")
    assert tree(root) == tree(made / "archive")
    assert is_valid(root)


def test_lock_of_a_disk_without_locks(
    root: Path, made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the system knows no locks, archiving does without."""
    import errno
    import fcntl

    def unknown(*_: object) -> None:
        raise OSError(errno.ENOLCK, "no locks available")

    monkeypatch.setattr(fcntl, "flock", unknown)
    assert len(archive(root, made / "iscg-23-1")) == 4
    with disk.locked(root):
        pass


def test_meeting_of_one_issue(tmp_path: Path) -> None:
    """An archive of one issue has one version, and its inventory is plain JSON."""
    archive(tmp_path / "archive", freeze_meeting(tmp_path / "iscg-23-1"))
    data = json.loads((object_place(tmp_path / "archive") / "inventory.json").read_bytes())
    assert data["type"] == "https://ocfl.io/1.1/spec/#inventory"
    assert list(data["fixity"]) == ["sha256"]
    assert data["versions"]["v1"]["user"] == {
        "name": "Ana Rivas", "address": "mailto:ana.rivas@example.int",
    }  # fmt: skip
    assert len(data["manifest"]) == len(issue_files()) + 4
