"""Projects: found from any folder in them, with their own folders, told apart from mistakes."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.errors import UsageError
from reportgen.pipeline.project import find_project, shown_path
from reportgen.pipeline.workspace import Workspace
from tests.support.meetings import MEETING, make_project


def test_a_project_is_found_from_below(tmp_path: Path) -> None:
    """Whoever stands in the folder of a meeting is in the project."""
    (tmp_path / "pyproject.toml").write_text("[tool.reportgen]\n", encoding="utf-8")
    below = tmp_path / "reports" / MEETING
    below.mkdir(parents=True)
    project = find_project(below)
    assert (project.root, project.reports) == (tmp_path, tmp_path / "reports")


def test_a_pyproject_of_something_else_is_passed_by(tmp_path: Path) -> None:
    """The project is the nearest folder that says so, not the nearest Python project."""
    (tmp_path / "reportgen.toml").write_text('reports = "r"\ntemplates = "t"\n', encoding="utf-8")
    (tmp_path / "tool").mkdir()
    (tmp_path / "tool" / "pyproject.toml").write_text("[tool.other]\n", encoding="utf-8")
    project = find_project(tmp_path / "tool")
    assert (project.reports, project.templates) == (tmp_path / "r", tmp_path / "t")


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ('report = "r"\n', 'unknown setting "report"; did you mean "reports"?'),
        ("reports = 1\n", 'the setting "reports" must be the name of a folder'),
        ("reports = \n", "cannot read the settings"),
    ],
)
def test_faulty_settings_are_told(tmp_path: Path, settings: str, message: str) -> None:
    """A slip in the settings is told with the file."""
    (tmp_path / "reportgen.toml").write_text(settings, encoding="utf-8")
    with pytest.raises(UsageError) as raised:
        find_project(tmp_path)
    assert message in str(raised.value)


def test_a_folder_outside_any_project_is_told() -> None:
    """Outside a project the message says what makes one."""
    with pytest.raises(UsageError, match=r"is not in a project: .* reportgen\.toml"):
        find_project(Path("/"))


def test_a_project_without_meetings_is_told(tmp_path: Path) -> None:
    """An empty project says how to begin."""
    project = make_project(tmp_path)
    with pytest.raises(UsageError, match="make one with reportgen new"):
        Workspace(find_project(project.root), tmp_path).folders(())


def test_paths_are_shown_as_users_see_them(tmp_path: Path) -> None:
    """Below the folder one stands in a path is short, elsewhere it is whole."""
    assert shown_path(tmp_path / "a" / "b", tmp_path) == Path("a/b")
    assert shown_path(tmp_path, tmp_path / "a") == tmp_path


def test_addressees_are_those_named_or_those_of_the_body(tmp_path: Path) -> None:
    """A meeting without `reports:` is reported to everybody its body reports to."""
    text = "schema: 1\nmeeting: {body: ISCG, symbol: ISCG/23-1, date: 2023-05-02}\n"
    project = make_project(tmp_path, {MEETING: text, "b": text + "reports: {RAG: {}}\n"})
    workspace = project.workspace
    folders = workspace.folders(())
    found = {f.name: workspace.addressees(workspace.source(f)) for f in folders}
    assert found["b"] == ("RAG",)
    assert sorted(found[MEETING]) == ["RAG", "TDAG", "TSAG"]
