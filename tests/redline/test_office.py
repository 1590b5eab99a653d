"""The laws of redlines as LibreOffice keeps them: it accepts and rejects, we read what it saved."""

from __future__ import annotations

import pytest

from reportgen.languages import LANGUAGE_KEYS
from reportgen.redline.engine import redline_docx
from tests.redline.office import Settler
from tests.redline.support import AUTHOR, DAY, WORDS, Edit, edited, lines, report

pytestmark = [pytest.mark.external, pytest.mark.slow]

EDITS = (
    Edit("reword", 60, 12),
    Edit("move", 6, 9),
    Edit("delete", 11, 1),
    Edit("insert", 17, 1),
    Edit("delete-row", 12, 1),
    Edit("add-row", 14, 1),
    Edit("add-to-cell", 8, 1),
    Edit("embolden", 30, 1),
)


@pytest.fixture(scope="module")
def settler(tmp_path_factory: pytest.TempPathFactory) -> Settler:
    """One LibreOffice for all tests here."""
    return Settler(tmp_path_factory.mktemp("office"))


@pytest.mark.parametrize("language", LANGUAGE_KEYS)
def test_libreoffice_reads_both_files_in_it(settler: Settler, language: str) -> None:
    """Accepting all gives the words of NEW, rejecting all those of OLD, in every language."""
    old = report(language)
    new = edited(old, EDITS, WORDS[language])
    made = redline_docx(old, new, AUTHOR, DAY).data
    assert lines(settler.settle(made, "accept")) == lines(new)
    assert lines(settler.settle(made, "reject")) == lines(old)
