"""Redlines of a build on other machines: a batch holds the earlier reports, too."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from reportgen.pipeline.building.batches import make_batch, pack_batches
from reportgen.pipeline.building.earlier import find_earlier
from reportgen.pipeline.building.keys import take_digests
from reportgen.pipeline.building.planning import Planner
from tests.building.support import MEETING, copy_project

pytestmark = pytest.mark.slow
FORMATS = ("docx", "redline")


def test_a_batch_makes_the_redlines_of_a_build(tmp_path: Path) -> None:
    """What is made far away, of nothing but a batch, is what a build here makes."""
    project = copy_project(tmp_path / "project")
    earlier = tmp_path / "earlier"
    project.build(MEETING, formats=("docx",), languages=("en", "ar"))
    shutil.copytree(project.folder(), earlier)
    outcomes = project.root / "reports" / MEETING / "outcomes.yaml"
    text = outcomes.read_text(encoding="utf-8")
    outcomes.write_text(
        text.replace("Regional Directors had been", "Regional Directors were"), "utf-8"
    )

    workspace = project.workspace
    folder = outcomes.parent
    source = workspace.source(folder)
    planner = Planner(
        workspace,
        take_digests((folder,), workspace.project),
        "draft",
        FORMATS,
        earlier=find_earlier(workspace.project, str(earlier)),
    )
    plan = planner.plan(source, folder / "build", ("TSAG",), ("en", "ar"), None)
    batches = list(pack_batches(plan.reports, workspace.project, project.root, 1))

    project.build(MEETING, formats=("docx",), languages=("en", "ar"), redline_since=str(earlier))
    expected = {path.name: path.read_bytes() for path in project.folder().glob("TSAG/*.docx")}
    shutil.rmtree(earlier)
    shutil.rmtree(project.root)
    results = [make_batch(batch, None) for batch in batches]
    assert [result.problems for result in results] == [(), ()]
    made = {
        file.name: file.data
        for result in results
        for report in result.reports
        for file in report.made.files
    }
    assert made == expected
    assert sum("redline" in name for name in made) == 2
