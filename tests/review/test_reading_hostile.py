"""Returned files are hostile until read: bounded, one clear error, nothing written."""

from __future__ import annotations

import io
import time
import zipfile

import pytest

from reportgen.errors import InputError
from reportgen.review.parts import read_file
from tests.review.chair import MAIN, Chair
from tests.review.drafts import draft
from tests.review.reading_support import main_xml, read, with_parts

AUTHOR = 'w:author="A" w:date="2023-06-01T09:00:00Z"'


def refused(data: bytes) -> str:
    """Return the code of the one problem for which a file is refused."""
    with pytest.raises(InputError) as caught:
        read(data, draft())
    (problem,) = caught.value.problems
    assert problem.path == "copy.docx"
    return problem.code


def inside(xml: str) -> bytes:
    """Return a draft with more XML at the end of its first paragraph of the body."""
    text = main_xml(draft().data)
    at = text.index("<w:bookmarkEnd", text.index("Since the last report"))
    return with_parts(draft().data, {MAIN: text[:at] + xml + text[at:]})


def zipped(members: dict[str, bytes]) -> bytes:
    """Return a zip file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "returned-not-docx"),
        (b"no zip", "returned-not-docx"),
        (draft().data[:4000], "returned-not-docx"),
        (zipped({"[Content_Types].xml": b"<Types/>"}), "returned-not-docx"),
        (zipped({"[Content_Types].xml": b"<Types/>", "../x": b""}), "returned-not-docx"),
        (zipped({"[Content_Types].xml": b"<!DOCTYPE x>"}), "returned-not-docx"),
        (
            zipped({"[Content_Types].xml": b"", "word/vbaProject.bin": b""}),
            "returned-active-content",
        ),
        (zipped({"[Content_Types].xml": b" " * 40_000_000}), "returned-too-large"),
        (with_parts(draft().data, {MAIN: "<w:document"}), "returned-not-docx"),
        (with_parts(draft().data, {MAIN: "<x/>"}), "returned-not-docx"),
        (inside("<w:ins>" * 400 + "</w:ins>" * 400), "returned-not-docx"),
    ],
)
def test_what_is_no_sound_word_file_is_refused(data: bytes, code: str) -> None:
    """Damaged, hollow, encoded and active files end in one problem with its code."""
    assert refused(data) == code


@pytest.mark.slow
def test_hundred_thousand_marks_of_one_reviewer_are_one_change() -> None:
    """Marks that touch are one edit, however many; their number costs time in proportion."""
    marks = (f'<w:ins w:id="{n}" {AUTHOR}><w:r><w:t>x</w:t></w:r></w:ins>' for n in range(100_000))
    data = inside("".join(marks))
    started = time.process_time()
    (change,) = read(data, draft()).changes
    assert time.process_time() - started < 30
    assert len(change.new) == 100_000


@pytest.mark.slow
def test_hundred_thousand_changes_are_refused() -> None:
    """No reviewer makes so many changes: the file is refused, and that does not take long."""
    one = '<w:ins w:id="{}" w:author="{}"><w:r><w:t>x</w:t></w:r></w:ins>'
    data = inside("".join(one.format(n, "AB"[n % 2]) for n in range(100_000)))
    started = time.process_time()
    assert refused(data) == "returned-too-large"
    assert time.process_time() - started < 30


def test_bookmarks_without_end_cost_nothing() -> None:
    """Bookmarks that nest a hundred thousand times, or never end, change nothing."""
    data = inside(
        "".join(f'<w:bookmarkStart w:id="{n}" w:name="_src_{n}"/>' for n in range(100_000))
    )
    assert read(data, draft()).changes == ()


def test_absurd_ids_dates_and_names_are_taken_as_they_are() -> None:
    """What is no date is no date; names lose what does not belong into a line."""
    data = inside(
        '<w:ins w:id="-9999999999999999999" w:author="A&#10;B&#9;' + "x" * 500 + '" '
        'w:date="99999-99-99"><w:r><w:t>x</w:t></w:r></w:ins>'
        '<w:commentRangeStart w:id="77"/><w:moveFromRangeEnd w:id="none"/>'
    )
    (change,) = read(data, draft()).changes
    assert change.date == ""
    assert change.author.startswith("ABx")
    assert len(change.author) < 210


def test_comments_that_refer_nowhere_are_listed() -> None:
    """A comment whose place is not in the file is listed; one that answers itself is a comment."""
    chair = Chair(draft().data)
    number = chair.comment("Regional", "Where?")
    for node in [*chair.body.iter("{*}commentRangeStart", "{*}commentRangeEnd")]:
        node.getparent().remove(node)  # type: ignore[union-attr]
    for node in [*chair.body.iter("{*}commentReference")]:
        node.set(node.keys()[0], "4711")
    for entry in chair.parts["word/commentsExtended.xml"]:
        name = next(key for key in map(str, entry.attrib) if key.endswith("paraId"))
        entry.set(f"{name}Parent", entry.get(name, ""))
    (change,) = read(chair.save(), draft()).changes
    assert number
    assert (change.kind, change.new, change.origin) == ("comment", "Where?", "")
    assert change.why


def test_parts_under_other_names_are_found() -> None:
    """Parts are found by their relationships, whatever they are called and in which order."""
    chair = Chair(draft().data)
    chair.replace("had been invited", "came")
    chair.comment("Regional", "Who?")
    renamed = {}
    with zipfile.ZipFile(io.BytesIO(chair.save())) as archive:
        for member in sorted(archive.namelist(), reverse=True):
            name, data = member, archive.read(member)
            for old, new in ((b"document.xml", b"text7.xml"), (b"comments.xml", b"notes.xml")):
                data = data.replace(old, new) if name.endswith((".rels", "Types].xml")) else data
            name = name.replace("document.xml", "text7.xml").replace("comments.xml", "notes.xml")
            renamed[name] = data
    found = read(zipped(renamed), draft()).changes
    assert sorted(change.kind for change in found) == ["comment", "replacement"]
    assert read_file(zipped(renamed), "x").comments
