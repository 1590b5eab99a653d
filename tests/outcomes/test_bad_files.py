"""Faulty outcomes files: each is told in full, in the words and at the place that help."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from reportgen.errors import InputError
from reportgen.outcomes import read_outcomes
from tests.outcomes.bad import EARLIER, FILES, findings
from tests.support.meetings import MEETING, make_project

GOOD = """\
schema: 1
meeting: {body: ISCG, symbol: ISCG/23-1, date: 2023-05-02}
outcomes:
  - {id: captions, kind: information, text: Captions are live.}
"""


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem.removeprefix("bad."))
def test_fault_is_told(file: Path, tmp_path: Path) -> None:
    """What is printed stands beside the file; `python -m tests.outcomes.bad` writes it again."""
    expected = file.with_suffix(".txt").read_text(encoding="utf-8")
    assert findings(file, tmp_path) == expected


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem.removeprefix("bad."))
def test_fault_has_line_and_column(file: Path) -> None:
    """Every finding names the place, so that an editor can jump there."""
    told = file.with_suffix(".txt").read_text(encoding="utf-8")
    first_lines = re.findall(r"^\S.*\[[a-z0-9-]+\]$", told, re.MULTILINE)
    assert first_lines
    for line in first_lines:
        assert re.match(r"outcomes\.yaml:\d+:\d+: (error|warning): ", line), line


def test_every_answer_belongs_to_a_file() -> None:
    """No answer is left over from a faulty file that is gone."""
    answers = {each.stem for each in FILES[0].parent.glob("bad.*.txt")}
    assert answers == {each.stem for each in FILES}


@pytest.mark.slow
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem.removeprefix("bad."))
def test_nothing_is_built_from_a_file_with_errors(file: Path, tmp_path: Path) -> None:
    """A build refuses what the check calls an error, and leaves no file behind."""
    if ": error: " not in file.with_suffix(".txt").read_text(encoding="utf-8"):
        return
    project = make_project(tmp_path, {"iscg-22-1": EARLIER})
    folder = project.write(file.read_bytes())
    with pytest.raises(InputError, match="error: "):
        project.build()
    assert [each.name for each in folder.iterdir()] == ["outcomes.yaml"]


def test_missing_file_is_told(tmp_path: Path) -> None:
    """A folder without outcomes is no meeting."""
    (problem,) = read_outcomes(tmp_path).problems
    assert problem.as_text() == (
        f"{tmp_path}/outcomes.yaml: error: there is no such file [file-missing]"
    )


def test_folder_in_place_of_the_file_is_told(tmp_path: Path) -> None:
    """A folder called outcomes.yaml is not read."""
    (tmp_path / "outcomes.yaml").mkdir()
    (problem,) = read_outcomes(tmp_path).problems
    assert problem.as_text() == (
        f"{tmp_path}/outcomes.yaml: error: this is a folder, not a file [file-missing]"
    )


def test_faults_of_a_meeting_covered_are_told(tmp_path: Path) -> None:
    """A report that covers a faulty meeting names both faults: there, and here."""
    project = make_project(tmp_path, {"iscg-22-1": GOOD.replace("information", "infomation")})
    project.write(GOOD + "reports: {TSAG: {covers: [iscg-22-1, iscg-23-1]}}\n")
    (problem,) = project.check()
    assert problem.as_text() == (
        'reports/iscg-23-1/outcomes.yaml:5:27: error: the outcomes of the meeting "iscg-22-1" have '
        "faults [unknown-meeting]\n  hint: check that meeting first"
    )


def test_reference_of_a_meeting_covered_is_told_in_its_own_file(tmp_path: Path) -> None:
    """A dangling reference in a meeting that a report covers is named with that file."""
    earlier = GOOD.replace("Captions are live.", "'{{ body(\"RAGG\") }}'")
    project = make_project(tmp_path, {"iscg-22-1": earlier})
    project.write(GOOD + "reports: {TSAG: {covers: [iscg-22-1, iscg-23-1]}}\n")
    (problem,) = project.check()
    assert problem.as_text().startswith("reports/iscg-22-1/outcomes.yaml:4:")


def test_link_that_leads_out_of_the_folder_is_no_annex(tmp_path: Path) -> None:
    """A symbolic link beside the outcomes cannot draw in a file from elsewhere."""
    project = make_project(tmp_path / "project")
    folder = project.write(
        GOOD + "reports: {TSAG: {annexes: [{file: secret.txt, title: Secret}]}}\n"
    )
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    (folder / "secret.txt").symlink_to(tmp_path / "secret.txt")
    (problem,) = project.check()
    assert problem.code == "annex-missing"


def test_a_good_file_has_no_problem(tmp_path: Path) -> None:
    """The smallest file that says something passes."""
    assert make_project(tmp_path, {MEETING: GOOD}).check() == ()
