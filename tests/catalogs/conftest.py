"""A project with catalogs in every language, translated to the last entry."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.catalogs import places
from tests.catalogs.support import OUTCOMES, Translated, keep_messages_in
from tests.support.meetings import make_project


@pytest.fixture
def begun(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Translated:
    """Return a project that has no catalogs yet."""
    monkeypatch.setattr(places, "MESSAGES_FOLDER", keep_messages_in(tmp_path))
    return Translated(make_project(tmp_path / "project", {"iscg-23-1": OUTCOMES}))


@pytest.fixture
def translated(begun: Translated) -> Translated:
    """Return a project whose catalogs are complete."""
    begun.extract()
    begun.translate()
    return begun
