"""`--language xx`: the pseudo-language, for those who ask for it by name."""

from __future__ import annotations

import pytest

from reportgen.pseudo import pseudo_text
from tests.cli.conftest import Shell
from tests.cli.support import COMPLETE


def test_pseudo_language_is_made_only_when_asked_for(shell: Shell) -> None:
    """It is no language of the reports: a build of everything leaves it out."""
    shell.meeting("iscg-23-1", COMPLETE)
    build_folder = shell.path("reports/iscg-23-1/build/RAG")
    assert shell("build", "--to", "docx", "--addressee", "RAG").code == 0
    assert not list(build_folder.glob("*-X.docx"))
    assert shell("build", "--to", "docx", "--addressee", "RAG", "--language", "xx").code == 0
    # Never under the name of the document system, though the symbol is known.
    assert [path.name for path in build_folder.glob("*-X.docx")] == ["DRAFT-iscg-23-1-RAG-X.docx"]
    shown = shell("show", "text", "reports/iscg-23-1", "--addressee", "RAG", "--language", "xx")
    assert f"{pseudo_text('The {{ group }} met on')[:-1]} 2 May".replace("{{ group }}", "ISCG") in (
        shown.out
    )


@pytest.mark.parametrize("command", ["extract", "status"])
def test_pseudo_language_has_no_catalogs(shell: Shell, command: str) -> None:
    """There is nothing to translate into it."""
    shell.meeting("iscg-23-1", COMPLETE)
    ended = shell("translations", command, "--language", "xx")
    assert (ended.code, ended.out) == (2, "")
    assert 'unknown language "xx"' in ended.err
