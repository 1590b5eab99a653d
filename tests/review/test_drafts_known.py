"""Which draft a returned file is a copy of."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from reportgen.errors import InputError
from reportgen.opc.names import BOOKMARK_START, NAME
from reportgen.opc.package import read_package, write_package
from reportgen.pipeline.review.reading import read_copies
from tests.review.chair import MAIN
from tests.review.packs import CUSTOM, made_project, packed
from tests.support.meetings import MadeProject

NO_PROPERTIES = (
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"/>'
)


def stripped(data: bytes, *, marks: bool = False) -> bytes:
    """Return a copy without its properties, and without the marks of its draft if asked for."""
    package = read_package(data, "x.docx", "returned")
    root = etree.fromstring(package.data(MAIN))
    if marks:
        for start in [*root.iter(BOOKMARK_START)]:
            if start.get(NAME, "").startswith("_draft_"):
                start.getparent().remove(start)  # type: ignore[union-attr]
    return write_package(package, {CUSTOM: NO_PROPERTIES, MAIN: etree.tostring(root)})


@pytest.fixture
def made(tmp_path: Path) -> MadeProject:
    """A project of which the same report went out twice: the words tell nothing."""
    project = made_project(tmp_path / "project")
    (project.root / "one.docx").write_bytes(stripped(packed(project).data))
    (project.root / "two.docx").write_bytes(stripped(packed(project).data))
    (project.root / "bare.docx").write_bytes(stripped(packed(project).data, marks=True))
    return project


def test_marks_tell_the_draft_where_properties_were_taken_out(made: MadeProject) -> None:
    """Hidden bookmarks in the text name the draft, though all drafts have the same words."""
    found = read_copies(made.workspace, [made.root / "one.docx", made.root / "two.docx"])
    assert [(copy.draft.id[-1], copy.is_sure) for copy in found] == [("1", True), ("2", True)]
    assert all(not copy.returned.changes for copy in found)


def test_words_tell_it_where_the_marks_are_gone_too(made: MadeProject) -> None:
    """It is the latest draft of those words, and it is said that this was found by them."""
    (copy,) = read_copies(made.workspace, [made.root / "bare.docx"])
    assert (copy.draft.id[-1], copy.is_sure) == ("3", False)


def test_marks_of_an_unknown_draft_lead_nowhere(made: MadeProject, tmp_path: Path) -> None:
    """A mark is compared and nothing else: a file of another project is a copy of no draft."""
    other = made_project(tmp_path / "other")
    with pytest.raises(InputError, match="returned-unknown-draft"):
        read_copies(other.workspace, [made.root / "one.docx"])
