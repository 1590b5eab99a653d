"""Projects whose reports can be issued, and one whose reports have been."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from reportgen.catalogs import places
from reportgen.pipeline.issuing.order import Issued
from tests.cli.conftest import shell
from tests.issues.support import SETTINGS, IssuingProject, copy_messages, make_project

__all__ = ["shell"]


@pytest.fixture(scope="session")
def messages_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with copies of the messages' catalogs, which tests may have reviewed."""
    return copy_messages(tmp_path_factory.mktemp("messages"))


@contextmanager
def reviewed_messages(folder: Path) -> Iterator[None]:
    """Take the messages from that folder, and not our own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(places, "MESSAGES_FOLDER", folder)
        yield


@pytest.fixture(autouse=True)
def messages(messages_folder: Path) -> Iterator[Path]:
    """Have the copies of the messages' catalogs used by one test, and by no other after it."""
    with reviewed_messages(messages_folder):
        yield messages_folder


@pytest.fixture(scope="session")
def ready(tmp_path_factory: pytest.TempPathFactory, messages_folder: Path) -> IssuingProject:
    """The example meetings, everything filled in and reviewed."""
    project = make_project(tmp_path_factory.mktemp("ready") / "project")
    with reviewed_messages(messages_folder):
        project.approve()
    return project


@pytest.fixture
def project(ready: IssuingProject, tmp_path: Path) -> IssuingProject:
    """A copy of them for one test."""
    root = tmp_path / "project"
    shutil.copytree(ready.root, root)
    return IssuingProject(root)


@dataclass(frozen=True)
class IssuedProject:
    """A project, and what was issued of it by meeting and addressee."""

    project: IssuingProject
    issued: dict[tuple[str, str], Issued]


@pytest.fixture(scope="session")
def everything(
    ready: IssuingProject, tmp_path_factory: pytest.TempPathFactory, messages_folder: Path
) -> IssuedProject:
    """Both example meetings with every report issued; tests leave it as it is."""
    root = tmp_path_factory.mktemp("issued") / "project"
    shutil.copytree(ready.root, root)
    project = IssuingProject(root)
    with reviewed_messages(messages_folder):
        return IssuedProject(project, {key: project.issue(*key) for key in SETTINGS})
