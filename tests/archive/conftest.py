"""An archive of a document with two issues and a restricted part, made once and copied."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.archive.support import archive, freeze_meeting


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a meeting, `iscg-23-1`, and the archive of what it issued, `archive`."""
    folder = tmp_path_factory.mktemp("made")
    archive(folder / "archive", freeze_meeting(folder / "iscg-23-1", 2))
    return folder


@pytest.fixture
def root(made: Path, tmp_path: Path) -> Path:
    """A copy of the archive that a test may harm."""
    return shutil.copytree(made / "archive", tmp_path / "archive")
