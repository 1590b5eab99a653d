"""Batches: all that a report is made from goes with it, and nothing else is read."""

from __future__ import annotations

import pickle
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from reportgen.errors import InputError, Problem
from reportgen.pipeline.building.batches import Batch, BatchResult, make_batch, pack_batches
from reportgen.pipeline.building.finishing import FinishedReport
from reportgen.pipeline.building.keys import take_digests
from reportgen.pipeline.building.planning import Planner
from reportgen.pipeline.building.plans import ReportPlan
from tests.building.support import LANGUAGES, MEETING, OTHER, BuiltProject, copy_project

pytestmark = pytest.mark.slow

FORMATS = ("docx", "html")
# Words of the project's own in place of those of the package.
LINKS = """\
iscg-website:
  url: "https://iscg.example/"
  en: pages of the group
  fr: pages du groupe
  ar: صفحات الفريق
"""


@pytest.fixture
def project(tmp_path: Path) -> BuiltProject:
    """The project of this repository, with what few projects have."""
    made = copy_project(tmp_path / "project")
    templates, reports = made.root / "templates", made.root / "reports"
    # A template for one language, which lies elsewhere under another name.
    elsewhere = shutil.copy(templates / "rag-report.docx", tmp_path / "french.docx")
    (templates / "rag-report.fr.docx").symlink_to(elsewhere)
    (reports / "organisation").mkdir()
    (reports / "organisation" / "links.yaml").write_text(LINKS, encoding="utf-8")
    return made


def plans_of(project: BuiltProject, *meetings: str) -> list[ReportPlan]:
    """Return the plans of the reports of some meetings, nothing of them being there."""
    workspace = project.workspace
    folders = tuple(project.root / "reports" / meeting for meeting in meetings)
    digests = take_digests(folders, workspace.project)
    planner = Planner(workspace, digests, "draft", FORMATS)
    found: list[ReportPlan] = []
    for folder in folders:
        source = workspace.source(folder)
        addressees = workspace.addressees(source)
        plan = planner.plan(source, folder / "build", addressees, LANGUAGES, None)
        found += plan.reports
    return found


def pack(project: BuiltProject, plans: list[ReportPlan], size: int) -> list[Batch]:
    """Return the plans in batches, after a journey to another process."""
    batches = pack_batches(plans, project.workspace.project, project.root, size)
    found: list[Batch] = pickle.loads(pickle.dumps(list(batches)))
    return found


def contents(reports: tuple[FinishedReport, ...]) -> dict[tuple[str, str, str], bytes]:
    """Return the bytes of every file, by meeting, addressee and name."""
    return {
        (report.made.plan.folder.name, report.made.plan.addressee, file.name): file.data
        for report in reports
        for file in report.made.files
    }


def test_a_batch_is_all_that_its_reports_need(project: BuiltProject) -> None:
    """Packed one by one, made when the project is gone: the bytes of a build of the whole project.

    So what a manifest says of the sources of a report is true: it is made of nothing else.
    """
    project.build(formats=FORMATS)
    expected = {
        (path.parts[-4], path.parts[-2], path.name): path.read_bytes() for path in project.slots()
    }
    plans = plans_of(project, MEETING, OTHER)
    batches = pack(project, plans, size=1)
    shutil.rmtree(project.root)
    results = [make_batch(batch, None) for batch in batches]
    assert [result.problems for result in results] == [()] * len(plans)
    made = contents(tuple(report for result in results for report in result.reports))
    assert made == expected
    assert "صفحات الفريق".encode() in made[MEETING, "RAG", "DRAFT-iscg-23-1-RAG-A.html"]


def test_a_batch_of_several_meetings(project: BuiltProject) -> None:
    """Large batches start LibreOffice seldom; they hold each file once, and give the same bytes."""
    plans = plans_of(project, MEETING, OTHER)
    (large,) = pack(project, plans, size=100)
    small = pack(project, plans, size=7)
    assert [len(batch.plans) for batch in small] == [7, 7, 4]
    templates, links, outcomes, catalogs = 4, 1, 2, 2 * (len(LANGUAGES) - 1)
    assert len(large.files) == templates + links + outcomes + catalogs
    results = [make_batch(batch, None) for batch in small]
    assert contents(make_batch(large, None).reports) == contents(
        tuple(report for result in results for report in result.reports)
    )


def test_what_comes_back_is_under_the_plan_that_went_out(project: BuiltProject) -> None:
    """Nothing in a finished report leads to a folder of the machine that made it."""
    plans = plans_of(project, MEETING)[:2]
    (batch,) = pack(project, plans, size=2)
    reports = make_batch(batch, None).reports
    assert [report.made.plan for report in reports] == [replace(each, files={}) for each in plans]
    assert all(report.made.pdf_job is None for report in reports)


def test_content_is_not_shown(project: BuiltProject) -> None:
    """A cluster writes what it is handed into logs and pages: texts of a meeting are not in it."""
    (batch,) = pack(project, plans_of(project, MEETING)[:1], size=1)
    assert b"ISCG" in batch.files[f"reports/{MEETING}/outcomes.yaml"]
    assert "ISCG/23-1" not in repr(batch)
    assert "data" not in repr(make_batch(batch, None))


def test_edits_after_the_check_are_checked(project: BuiltProject) -> None:
    """Whoever edits a file while a build is under way: its new content goes, if it is sound."""
    plans = plans_of(project, MEETING)[:1]
    outcomes = f"reports/{MEETING}/outcomes.yaml"
    project.edit(outcomes, "Under discussion in", "Still discussed in")
    (batch,) = pack(project, plans, size=1)
    assert b"Still discussed in" in batch.files[outcomes]
    project.edit(outcomes, "  symbol: ISCG/23-1\n  date", "  symbl: ISCG/23-1\n  date")
    with pytest.raises(InputError, match='unknown key "symbl"'):
        pack(project, plans, size=1)
    (project.root / outcomes).unlink()
    with pytest.raises(InputError, match="there is no such file"):
        pack(project, plans, size=1)


def test_a_worker_that_cannot_write_says_so() -> None:
    """A full disk there is one line here, with the worker's name."""
    result = make_batch(Batch((), {"a/b": b"", "a": b""}), None).told_by("tcp://10.0.0.7:4711")
    (problem,) = result.problems
    line, _ = problem.as_text().splitlines()
    assert line.endswith(
        " (tcp://10.0.0.7:4711): error: cannot write: Is a directory [cannot-write]"
    )


def test_faults_of_files_are_not_told_of_a_worker() -> None:
    """A worker's name stands beside what is wrong with its machine, not with a file of ours."""
    fault = Problem("reports/x/outcomes.yaml", 3, 1, "error", "no-value", "no value")
    told = BatchResult(problems=(fault, replace(fault, path="/usr/bin/soffice")))
    assert [each.where for each in told.told_by("tcp://a:1").problems] == ["", "tcp://a:1"]


def test_a_template_is_known_by_its_content(project: BuiltProject) -> None:
    """A worker keeps templates ready from batch to batch, and never takes an old one for a new."""
    plans = [each for each in plans_of(project, MEETING) if each.addressee == "TSAG"][:1]
    (batch,) = pack(project, plans, size=1)
    place, other = "templates/tsag-report.docx", project.root / "templates" / "tdag-report.docx"
    changed = Batch(batch.plans, {**batch.files, place: other.read_bytes()})
    made = [contents(make_batch(each, None).reports) for each in (batch, changed, batch)]
    assert made[0] == made[2]
    assert made[0] != made[1]
