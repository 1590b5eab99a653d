"""Every report in the pseudo-language: what escapes translation is plain English in it."""

from __future__ import annotations

import io
import zipfile
from functools import cache
from pathlib import Path

import pytest

from reportgen.document import Document
from reportgen.errors import UsageError
from reportgen.pipeline.building.build import build
from reportgen.pipeline.building.order import BuildOrder
from reportgen.pipeline.project import find_project
from reportgen.pipeline.templates import template_path
from reportgen.pipeline.workspace import Workspace
from reportgen.word.render import WordTemplate, render_docx
from tests.pseudo.support import plain_words, texts, untranslated
from tests.reports.project import ADDRESSEES, MEETINGS, ROOT, maker

each_report = pytest.mark.parametrize(
    ("meeting", "addressee"), [(one, other) for one in MEETINGS for other in ADDRESSEES]
)


def document(meeting: str, addressee: str) -> Document:
    """Return a report in the pseudo-language."""
    return maker(meeting).document(addressee, "xx")


@cache
def word_file(meeting: str, addressee: str) -> bytes:
    """Return the Word file of a report in the pseudo-language."""
    path = template_path(find_project(ROOT), addressee, "xx")
    template = WordTemplate(path.read_bytes(), path.name)
    return render_docx(document(meeting, addressee), template).data


@pytest.mark.slow
@each_report
def test_no_plain_english_is_left(meeting: str, addressee: str) -> None:
    """In every part of the Word file only names, symbols and computed values are plain."""
    assert untranslated(word_file(meeting, addressee), document(meeting, addressee)) == []


@each_report
def test_nothing_is_cut_off(meeting: str, addressee: str) -> None:
    """Each text that is opened by a bracket is closed by one."""
    for part, text in texts(word_file(meeting, addressee)):
        assert text.count("‹") == text.count("›"), (part, text)


@pytest.mark.slow
@pytest.mark.parametrize(
    "part",
    ["word/document.xml", "word/header2.xml", "word/footer1.xml", "docProps/core.xml"],
)
def test_untranslated_words_are_found_wherever_they_stand(part: str) -> None:
    """Words that are the template's own, not a message's, are found in any part of the file."""
    docx = word_file("iscg-23-1", "TDAG")
    planted = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as old, zipfile.ZipFile(planted, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == part:
                assert "›".encode() in data
                data = data.replace("›".encode(), "› Page".encode(), 1)
            new.writestr(name, data)
    assert untranslated(planted.getvalue(), document("iscg-23-1", "TDAG")) == [(part, "Page")]


def test_computed_values_are_told_from_words() -> None:
    """A value is known by its whole; the same word amid others is not."""
    computed = {"General Secretariat", "2 May 2023"}
    assert plain_words("‹ôƒ General Secretariat, 2 May 2023›", computed) == []
    assert plain_words("‹ôƒ the General Council in May›", computed) == [
        "the", "General", "Council", "in", "May",
    ]  # fmt: skip
    assert plain_words("ISCG/23-1 a.b@itu.int https://itu.int/en", ()) == []


def test_pseudo_language_is_never_final(tmp_path: Path) -> None:
    """Nobody can issue a report that nobody can read."""
    order = BuildOrder(languages=("en", "xx"), is_final=True, out=tmp_path)
    with pytest.raises(UsageError, match="xx is no language that anybody reads: it is never final"):
        build(Workspace(find_project(ROOT), ROOT), "0", order)
    assert not list(tmp_path.iterdir())
