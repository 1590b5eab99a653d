"""What LibreOffice keeps of a draft when it opens and saves it as a Word file."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.review.packs import (
    CUSTOM,
    LANGUAGES,
    Opened,
    folder_of,
    made_project,
    opened,
    packed,
    real_project,
)
from tests.review.test_threads import returned_with_comments

pytestmark = [pytest.mark.external, pytest.mark.slow]


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A profile of LibreOffice that nobody else uses."""
    return tmp_path_factory.mktemp("profile")


def saved(data: bytes, folder: Path, profile: Path) -> Opened:
    """Return the file as LibreOffice saves it."""
    if shutil.which("soffice") is None:
        pytest.fail("soffice is missing: run tools/system-packages")
    (folder / "draft.docx").write_bytes(data)
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation={profile.as_uri()}",
            "--headless",
            "--convert-to",
            "docx:MS Word 2007 XML",
            "--outdir",
            str(folder / "saved"),
            str(folder / "draft.docx"),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return opened((folder / "saved" / "draft.docx").read_bytes())


@pytest.mark.parametrize("key", LANGUAGES)
def test_bookmarks_comments_and_properties_are_kept(
    key: str, tmp_path: Path, profile: Path
) -> None:
    """Every paragraph keeps its bookmark and every comment its words and its place.

    A bookmark that holds an empty paragraph is written twice, both times there.
    """
    draft = packed(real_project(tmp_path / "project"), "TSAG", key)
    before, after = opened(draft.data), saved(draft.data, tmp_path, profile)
    assert [list(dict.fromkeys(each)) for each in after.bookmarks()] == before.bookmarks()
    assert after.comments() == before.comments()
    assert len(before.comments()) > 1
    for number in range(len(before.comments())):
        assert after.commented(number) == before.commented(number)
    assert draft.draft.id.encode() in after.parts[CUSTOM]
    assert b"trackRevisions" in after.parts["word/settings.xml"]


def test_threads_that_are_settled_stay_so(tmp_path: Path, profile: Path) -> None:
    """LibreOffice forgets which comment answers which, but not which is resolved."""
    project = made_project(tmp_path / "project")
    returned_with_comments(folder_of(project), packed(project).draft)
    draft = packed(project)
    after = saved(draft.data, tmp_path, profile)
    assert [text for _, _, text in after.comments()] == [
        text for _, _, text in opened(draft.data).comments()
    ]
