"""A project of two meetings that was built once, handed to each test as a copy of its own.

A stand-in of the shell plays LibreOffice: what builds do around a conversion does not depend on
what it makes, and a test need not wait for it.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.building.support import FORMATS, LANGUAGES, BuiltProject, copy_project
from tests.cli.conftest import shell
from tests.renditions.pdf_support import stand_in

__all__ = ["shell"]


@pytest.fixture(scope="session")
def well_office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a soffice that makes a sound PDF of every file, and notes each start."""
    folder = tmp_path_factory.mktemp("office")
    stand_in(folder, f'begin; echo . >> "{folder}/started"; cp "$SAMPLE" "$to"')
    return folder


@pytest.fixture(scope="session")
def original(well_office: Path, tmp_path_factory: pytest.TempPathFactory) -> BuiltProject:
    """The meetings of this repository, built in three languages and three formats."""
    project = copy_project(tmp_path_factory.mktemp("original"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATH", f"{well_office}{os.pathsep}{os.environ['PATH']}")
        result = project.build()
    assert len(result.built) == len(LANGUAGES) * 6
    assert all(each.made == FORMATS for each in result.built), result.problems
    return project


@pytest.fixture
def project(
    original: BuiltProject, well_office: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> BuiltProject:
    """A copy of it, times of files included, with the stand-in first on PATH."""
    monkeypatch.setenv("PATH", f"{well_office}{os.pathsep}{os.environ['PATH']}")
    root = tmp_path / "project"
    shutil.copytree(original.root, root)
    return BuiltProject(root)
