"""Origins: every text of a report is one of the file, by the same path, with the same words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from reportgen.outcomes import text_places
from reportgen.report import Report, ReportBlock, Text
from reportgen.yamlfile.dump import dump_yaml
from tests.outcomes.page import PAGE, Example, examples, put_together
from tests.support.meetings import MEETING, MadeProject, make_project

EXAMPLES = examples(PAGE.read_text(encoding="utf-8"))
BASE = EXAMPLES[0].data
EARLIER = put_together(
    BASE, {"meeting": {"body": "ISCG", "symbol": "ISCG/22-1", "date": "2022-10-03"}}
)

every_example = pytest.mark.parametrize("example", EXAMPLES, ids=lambda each: f"line-{each.line}")


def made(folder: Path, example: Example) -> MadeProject:
    """Return a project with an example of the page, and an earlier meeting beside it."""
    whole = example.data if example.is_whole else put_together(BASE, example.data)
    project = make_project(folder, {MEETING: dump_yaml(whole), "iscg-22-1": dump_yaml(EARLIER)})
    (project.root / "reports" / MEETING / "budget.xlsx").write_bytes(b"a table")
    return project


def texts(report: Report) -> Iterator[Text]:
    """Yield every text of a report."""
    cover = report.cover
    yield from (*cover.fields.values(), *cover.labels.values(), *report.properties.values())
    for row in cover.box:
        yield row.label
        yield from _texts_of(row.paragraphs)
    for section in report.sections:
        yield from _texts_of((section.heading,) if section.heading else ())
        yield from _texts_of(section.blocks)


def _texts_of(blocks: tuple[ReportBlock, ...]) -> Iterator[Text]:
    for block in blocks:
        if block.text is not None:
            yield block.text
        for row in (block.columns, *block.rows):
            yield from (cell for cell in row if cell.source)


def sources_of(project: MadeProject) -> dict[str, str]:
    """Return the words of every text of the project's files by their origins in a report."""
    found: dict[str, str] = {}
    for meeting, prefix in ((MEETING, ""), ("iscg-22-1", "iscg-22-1:")):
        file = project.workspace.source(project.root / "reports" / meeting).file
        found |= {prefix + place.origin: place.source for place in text_places(file.data)}
    return found


@every_example
def test_every_text_of_a_report_is_one_of_the_file(example: Example, tmp_path: Path) -> None:
    """What catalogs and reviewers go by is what the reader of the file finds: path and words."""
    project = made(tmp_path, example)
    maker = project.maker()
    known = sources_of(project)
    for addressee in project.workspace.addressees(maker.source):
        for text in texts(maker.report(addressee)):
            if not text.is_message:
                assert known.get(text.origin) == text.source


@every_example
def test_no_two_texts_have_one_origin(example: Example, tmp_path: Path) -> None:
    """An origin leads to one place in the file."""
    source = made(tmp_path, example).maker().source
    origins = [place.origin for place in text_places(source.file.data)]
    assert len(origins) == len(set(origins))


@every_example
def test_every_text_is_found_where_it_stands(example: Example, tmp_path: Path) -> None:
    """The path that goes with an origin leads to the words in the file."""
    source = made(tmp_path, example).maker().source
    for place in text_places(source.file.data):
        data = source.file.data
        for step in place.path:
            data = data[step]
        assert place.source in " ".join(data.split())


def test_order_of_outcomes_does_not_change_origins(tmp_path: Path) -> None:
    """Texts keep their origins when outcomes are added or moved."""
    before = made(tmp_path / "a", EXAMPLES[0])
    new = {"id": "new", "kind": "theme", "text": "New."}
    turned = {**BASE, "outcomes": [new, *reversed(BASE["outcomes"])]}
    files = {MEETING: dump_yaml(turned), "iscg-22-1": dump_yaml(EARLIER)}
    after = make_project(tmp_path / "b", files)
    changed = sources_of(after)
    assert {k: changed[k] for k in sources_of(before)} == sources_of(before)


def test_texts_of_one_report_are_marked_with_its_addressee(tmp_path: Path) -> None:
    """Who translates knows which texts only one addressee reads."""
    for example in EXAMPLES:
        source = made(tmp_path / str(example.line), example).maker().source
        for place in text_places(source.file.data):
            told = place.origin.split(".")[1] if place.origin.startswith("reports.") else ""
            assert place.addressee == told
