"""Copies that other programs saved are read: LibreOffice and pandoc, for real."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pypandoc  # type: ignore[import-untyped]
import pytest

from tests.review.chair import Chair
from tests.review.drafts import draft
from tests.review.reading_support import read

pytestmark = [pytest.mark.slow, pytest.mark.external]


def edited(language: str) -> Chair:
    """Return a draft with one edit of each kind that LibreOffice keeps."""
    sent = draft("TSAG", language)
    chair = Chair(sent.data)
    blocks = [one.text for one in sent.packed.paragraphs if one.outcome and len(one.text) > 30]
    chair.insert_at(chair.find(blocks[0]), 12, "XYZ ")
    chair.delete_at(chair.find(blocks[1]), 3, 9)
    chair.comment(blocks[2][4:12], "What?")
    return chair


@pytest.mark.parametrize("language", ["en", "ru", "zh", "ar"])
def test_copy_that_libreoffice_saved_reads_the_same(language: str, tmp_path: Path) -> None:
    """What went through LibreOffice has the same changes, in the same places."""
    chair = edited(language)
    before = {
        (c.kind, c.origin, c.old, c.new)
        for c in read(chair.save(), draft("TSAG", language)).changes
    }
    (tmp_path / "a.docx").write_bytes(chair.save())
    subprocess.run(
        ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile",
         "--convert-to", "docx:MS Word 2007 XML", "--outdir", tmp_path / "out",
         tmp_path / "a.docx"],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    saved = (tmp_path / "out" / "a.docx").read_bytes()
    after = read(saved, draft("TSAG", language)).changes
    assert {(c.kind, c.origin, c.old, c.new) for c in after} == before


def test_copy_that_pandoc_wrote_is_traced_by_its_words(tmp_path: Path) -> None:
    """Without any bookmark, the words say which paragraph is which."""
    chair = Chair(draft().data)
    chair.replace("had been invited", "came")
    (tmp_path / "a.docx").write_bytes(chair.save())
    pandoc = pypandoc.get_pandoc_path()
    subprocess.run(
        [pandoc, "--track-changes=all", "-o", tmp_path / "b.docx", tmp_path / "a.docx"], check=True
    )
    found = read((tmp_path / "b.docx").read_bytes(), draft()).changes
    tracked = [c for c in found if c.is_tracked and c.origin == "regional-directors"]
    assert [(c.old, c.new) for c in tracked] == [("had been invited", "came")]
