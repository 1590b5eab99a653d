"""The project's own reports under test, as they are and with something changed."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from reportgen.document import Block, BoxRow, Document, Field, Span, plain_text
from reportgen.pipeline.building.build import build
from reportgen.pipeline.building.order import BuildOrder
from reportgen.pipeline.project import find_project
from reportgen.pipeline.reports import ReportMaker
from reportgen.pipeline.workspace import Workspace, raise_errors

ROOT = Path(__file__).parents[2]
MEETINGS = ("iscg-21-2", "iscg-23-1")
ADDRESSEES = ("TSAG", "TDAG", "RAG")
PARTS = re.compile(r"(word/(document|header\d*|footer\d*|footnotes|comments)|docProps/\w+)\.xml\Z")


@cache
def maker(meeting: str, root: Path = ROOT) -> ReportMaker:
    """Return the maker of a meeting's reports, the meeting checked."""
    workspace = Workspace(find_project(root), Path.cwd())
    source = workspace.source(workspace.project.reports / meeting)
    raise_errors(workspace.check(source))
    return ReportMaker(workspace, source)


@cache
def document(meeting: str, addressee: str, root: Path = ROOT) -> Document:
    """Return the English report of a meeting to an addressee."""
    return maker(meeting, root).document(addressee, "en")


def changed_project(folder: Path, meeting: str, *changes: tuple[str, str]) -> Path:
    """Return the root of a project with one meeting, in whose file some words are replaced.

    Every old text must be there exactly once.
    """
    text = (ROOT / "reports" / meeting / "outcomes.yaml").read_text(encoding="utf-8")
    for old, new in changes:
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in the file"
        text = text.replace(old, new)
    target = folder / "reports" / meeting / "outcomes.yaml"
    target.parent.mkdir(parents=True)
    target.write_text(text, encoding="utf-8")
    settings = f"templates = {str(ROOT / 'templates')!r}\n"
    (folder / "reportgen.toml").write_text(settings, encoding="utf-8")
    return folder


@dataclass(frozen=True)
class Passage:
    """Something a reader sees as a unit: a paragraph, a cell, a line of the cover."""

    origin: str
    spans: tuple[Span, ...]
    outcome: str = ""

    @property
    def text(self) -> str:
        """The words."""
        return plain_text(self.spans)


def passages(report: Document) -> Iterator[Passage]:
    """Yield everything that a reader of the report sees, the cover first."""
    yield from _cover(report)
    for block in report.blocks():
        yield from _block(block)


def _cover(report: Document) -> Iterator[Passage]:
    fields: list[Field] = [*report.cover.fields.values(), *report.cover.labels.values()]
    yield from (Passage(each.origin, each.spans) for each in fields)
    for row in report.cover.box:
        yield from _row(row)


def _row(row: BoxRow) -> Iterator[Passage]:
    yield Passage(row.label.origin, row.label.spans)
    for block in row.paragraphs:
        yield from _block(block)


def _block(block: Block) -> Iterator[Passage]:
    if block.spans:
        yield Passage(block.origin, block.spans, block.outcome)
    for row in (block.columns, *block.rows):
        yield from (Passage(cell.origin, cell.spans, block.outcome) for cell in row)


def lines(report: Document) -> list[str]:
    """Return the words of the report, one passage a line."""
    return [passage.text for passage in passages(report)]


@cache
def word_files() -> dict[tuple[str, str], bytes]:
    """Return the English Word files of both meetings, built once, by meeting and addressee."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        return build_words(ROOT, Path(folder))


def build_words(root: Path, out: Path) -> dict[tuple[str, str], bytes]:
    """Return the English Word files of a project, built into the folder `out`."""
    order = BuildOrder(languages=("en",), formats=("docx",), out=out)
    result = build(Workspace(find_project(root), Path.cwd()), "0", order)
    return {(each.folder.name, each.addressee): each.paths[0].read_bytes() for each in result.built}


def parts(data: bytes) -> dict[str, str]:
    """Return the parts of a Word file that hold words of the report, as XML text."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {
            name: archive.read(name).decode("utf-8")
            for name in archive.namelist()
            if PARTS.match(name)
        }
