"""A report that was issued, changed and reviewed, its pages made once for all tests here."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.review.page.support import (
    ReviewProject,
    as_issued,
    make_review_project,
    reviewed,
)


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> ReviewProject:
    """The project; tests that change it make one of their own."""
    found = make_review_project(tmp_path_factory.mktemp("reviewed"))
    found.issue(as_issued)
    reviewed(found)
    return found


@pytest.fixture(scope="session")
def pages(project: ReviewProject) -> dict[str, bytes]:
    """Every page of the project by its file's name."""
    return project.pages()


@pytest.fixture
def fresh(tmp_path: Path) -> ReviewProject:
    """A project neither issued nor reviewed, for one test."""
    return make_review_project(tmp_path / "project")
