"""A .docx is read with suspicion, and written the same way every time."""

from __future__ import annotations

import io
import zipfile

import pytest

from reportgen.errors import InputError
from reportgen.opc.package import COMPRESSION_LEVEL, read_package, rels_name, write_package
from tests.word.engine.support import docx_of, with_parts


def test_unchanged_parts_are_copied_not_compressed_again() -> None:
    """The compressed bytes of a part that nobody touched go from the old file to the new."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(docx_of("x"))) as old,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new,
    ):
        for name in old.namelist():
            new.writestr(name, old.read(name))
    package = read_package(buffer.getvalue(), "a.docx")
    assert COMPRESSION_LEVEL != 1
    written = read_package(write_package(package, {"word/document.xml": b"<x/>"}), "b.docx")
    for name, part in package.parts.items():
        if name != "word/document.xml":
            assert written.parts[name] == part
    assert written.data("word/document.xml") == b"<x/>"


def test_a_written_file_is_a_sound_zip_with_one_date() -> None:
    """Another reader finds every part intact, the list of content types first, and no clock."""
    package = read_package(docx_of("x"), "a.docx")
    data = write_package(
        package, {"word/new é.xml": b"<new/>"}, removed=["docProps/thumbnail.jpeg"]
    )
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        members = archive.infolist()
    names = [member.filename for member in members]
    assert names[:2] == ["[Content_Types].xml", "_rels/.rels"]
    assert names[-1] == "word/new é.xml"
    assert "docProps/thumbnail.jpeg" not in names
    assert {member.date_time for member in members} == {(1980, 1, 1, 0, 0, 0)}


def test_the_order_of_changes_does_not_matter() -> None:
    """The same parts give the same bytes, in whatever order they were changed."""
    package = read_package(docx_of("x"), "a.docx")
    first = write_package(package, {"b.xml": b"<b/>", "a.xml": b"<a/>"})
    assert first == write_package(package, {"a.xml": b"<a/>", "b.xml": b"<b/>"})


def test_stored_members_are_read_too() -> None:
    """Pictures often lie in the file uncompressed."""
    buffer = io.BytesIO(docx_of("x"))
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_STORED) as archive:
        archive.writestr("word/media/a.png", b"picture")
    package = read_package(buffer.getvalue(), "a.docx")
    again = read_package(write_package(package, {}), "b.docx")
    assert again.data("word/media/a.png") == b"picture"


def test_the_hint_says_what_to_do_with_an_old_file() -> None:
    """A secretary who hands in a .doc or a protected file is told what to do in Word."""
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    with pytest.raises(InputError, match=r"old format \(\.doc\)") as raised:
        read_package(old, "a.doc")
    assert raised.value.problems[0].hint == "open it in Word and save it as .docx"
    with pytest.raises(InputError, match="protected by a password"):
        read_package(old + "EncryptedPackage".encode("utf-16-le"), "a.docx")


def test_a_damaged_part_is_named() -> None:
    """One flipped bit in a part is found before anything is made of it."""
    data = bytearray(with_parts(docx_of("x"), {"word/media/a.png": b"picture" * 9}))
    position = data.index(b"word/media/a.png") + len(b"word/media/a.png") + 4
    data[position] ^= 0x10
    with pytest.raises(InputError, match=r"the part word/media/a\.png is damaged"):
        read_package(bytes(data), "a.docx")


def test_relationships_lie_beside_their_part() -> None:
    """The package itself, a part at the top and a part in a folder each have their own."""
    assert rels_name("") == "_rels/.rels"
    assert rels_name("word/document.xml") == "word/_rels/document.xml.rels"
