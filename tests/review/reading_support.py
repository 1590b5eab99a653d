"""What tests of the reading share: a draft read back, and its changes by what they did."""

from __future__ import annotations

from reportgen.opc.package import read_package, write_package
from reportgen.pipeline.project import find_project
from reportgen.pipeline.review.fields import FieldReader
from reportgen.pipeline.workspace import Workspace
from reportgen.review.model import Change, Returned
from reportgen.review.reading import compare, read_file
from tests.review.chair import MAIN, Chair
from tests.review.drafts import Draft
from tests.support.meetings import ROOT

WORKSPACE = Workspace(find_project(ROOT), ROOT)


def read(data: bytes, draft: Draft) -> Returned:
    """Return what is read from a copy of a draft."""
    reader = FieldReader(WORKSPACE.organisation, draft.packed.language)
    return compare(read_file(data, "copy.docx"), draft.packed, "copy.docx", data, reader.read)


def changes(chair: Chair, draft: Draft) -> tuple[Change, ...]:
    """Return what a chair is found to have done."""
    return read(chair.save(), draft).changes


def only(chair: Chair, draft: Draft) -> Change:
    """Return the one thing that a chair is found to have done."""
    (change,) = changes(chair, draft)
    return change


def with_parts(data: bytes, parts: dict[str, str]) -> bytes:
    """Return a Word file with parts replaced or added, without telling anybody."""
    package = read_package(data, "copy.docx", "returned")
    return write_package(package, {name: text.encode() for name, text in parts.items()})


def main_xml(data: bytes) -> str:
    """Return the main part of a Word file."""
    return read_package(data, "copy.docx", "returned").data(MAIN).decode()
