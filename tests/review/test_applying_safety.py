"""Whatever ends or hampers a run, every file is as it was or as it should be."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from reportgen.errors import InputError
from reportgen.pipeline.review.choosing import Copy
from reportgen.review.model import MoveText, NewText, Withdrawal
from tests.building.support import BuiltProject
from tests.review.applying_support import Reviewed, files_of, reviewed, statuses
from tests.support.killing import killed_after

pytestmark = pytest.mark.slow


def edited(project: Reviewed) -> Copy:
    """Return a copy whose changes need the outcomes file and all catalogs."""
    project.edit("regional-directors", "had been", "were")
    project.edit("reportgen:messages.mandate", "brings together", "unites")
    project.change(NewText("regional-directors", "paragraph", "It went well."))
    return project.copy()


def translated(project: Reviewed) -> Copy:
    """Return a copy whose changes need a catalog that it edits, and the outcomes file."""
    origin = "regional-directors"
    project.edit(origin, "Conformément", "En conformité")
    project.change(MoveText("new-themes", "new-themes", "paragraph", origin, ""), kind="move")
    project.change(Withdrawal("contributions-invited", "contributions-invited"))
    return project.copy()


def elsewhere(project: Reviewed, copy: Copy, root: Path) -> tuple[Reviewed, Copy]:
    """Return a twin of a project in another folder, and the copy as one of its drafts."""
    twin = Reviewed(BuiltProject(shutil.copytree(project.project.root, root)), project.draft)
    return twin, Copy(twin.folder, copy.draft, copy.returned)


@pytest.mark.parametrize(("key", "edit", "least"), [("en", edited, 15), ("fr", translated, 7)])
def test_killed_at_any_step(
    tmp_path: Path, key: str, edit: Callable[[Reviewed], Copy], least: int
) -> None:
    """Each file is the old one or the new one, and the next run leaves what one run would have."""
    sent = reviewed(tmp_path / "sent", "TSAG", key)
    copy = edit(sent)
    old = files_of(sent.project)
    twin, its = elsewhere(sent, copy, tmp_path / "finished")
    twin.apply(its)
    new = files_of(twin.project)
    known = {*old.items(), *new.items()}
    steps = 0
    while True:
        twin, its = elsewhere(sent, copy, tmp_path / f"killed-{steps}")
        was_killed = killed_after(steps, partial(twin.apply, its))
        found = files_of(twin.project)
        sources = {each for each in found.items() if "/." not in each[0]}
        assert sources <= known
        result = twin.apply(its)
        assert set(statuses(result).values()) == {"applied"}
        assert files_of(twin.project) == new
        shutil.rmtree(twin.project.root)
        if not was_killed:
            break
        steps += 1
    assert steps > least


def test_file_changed_after_a_run_was_cut_off_is_not_overwritten(tmp_path: Path) -> None:
    """What somebody has written since is kept, and the file is named."""
    sent = reviewed(tmp_path)
    copy = edited(sent)
    steps = 0
    while not (sent.folder.path / ".applying").exists():
        assert killed_after(steps, partial(sent.apply, copy))
        steps += 1
    path = sent.path()
    path.write_text(sent.text() + "# Mine.\n", encoding="utf-8")
    before = files_of(sent.project)
    with pytest.raises(InputError) as caught:
        sent.apply(copy)
    (problem,) = caught.value.problems
    assert problem.code == "review-interrupted"
    assert "outcomes.yaml" in problem.message
    assert files_of(sent.project) == before


@pytest.mark.parametrize(
    "journal",
    [
        b"",
        b"{}",
        b"[1]",
        b'[{"path": "../../etc/x", "before": "", "text": "x"}]',
        b'[{"path": "/etc/x", "before": "", "text": "x"}]',
    ],
)
def test_journal_that_cannot_be_trusted_is_refused(tmp_path: Path, journal: bytes) -> None:
    """Nothing is written that leads out of the project or cannot be read."""
    sent = reviewed(tmp_path)
    copy = edited(sent)
    (sent.folder.path / ".applying").write_bytes(journal)
    before = files_of(sent.project)
    with pytest.raises(InputError, match="review-interrupted"):
        sent.apply(copy)
    with pytest.raises(InputError, match="review-interrupted"):
        sent.apply(copy, is_trial=True)
    assert files_of(sent.project) == before


def test_trial_writes_nothing_and_shows_all(tmp_path: Path) -> None:
    """A dry run says what a run would write, byte for byte."""
    sent = reviewed(tmp_path)
    copy = edited(sent)
    before = files_of(sent.project)
    trial = sent.apply(copy, is_trial=True)
    assert files_of(sent.project) == before
    assert set(statuses(trial).values()) == {"applied"}
    sent.apply(copy)
    assert [file.path for file in trial.files] == [
        "reports/iscg-23-1/outcomes.yaml",
        *(f"reports/iscg-23-1/locale/{key}.po" for key in ("fr", "es", "ru", "zh", "ar")),
    ]
    for file in trial.files:
        assert (sent.project.root / file.path).read_text(encoding="utf-8") == file.new


def test_run_that_is_repeated_changes_nothing(tmp_path: Path) -> None:
    """What was decided stays decided; no file is touched."""
    sent = reviewed(tmp_path)
    copy = edited(sent)
    sent.apply(copy)
    before = files_of(sent.project)
    result = sent.apply(copy)
    assert set(statuses(result).values()) == {"applied"}
    assert result.files == ()
    assert files_of(sent.project) == before


def test_fault_that_a_change_would_bring_stops_all(tmp_path: Path) -> None:
    """A source that `check` would refuse is not written."""
    sent = reviewed(tmp_path)
    sent.edit("regional-directors", "had been", "were")
    sent.change(NewText("regional-directors", "paragraph", 'It thanked {{ body("NONE") }}.'))
    before = files_of(sent.project)
    result = sent.apply()
    assert [each.code for each in result.problems] == ["unknown-body"]
    assert set(statuses(result).values()) == {"left"}
    assert files_of(sent.project) == before


def test_faults_that_were_there_before_do_not_matter(tmp_path: Path) -> None:
    """A review is no reason to mend another report first."""
    sent = reviewed(tmp_path)
    sent.project.edit("reports/iscg-21-2/outcomes.yaml", "schema: 1", "schema: 2")
    sent.edit("regional-directors", "had been", "were")
    assert set(statuses(sent.apply()).values()) == {"applied"}


# --- the disk --------------------------------------------------------------------------------

APPLY = """
import resource, sys
from pathlib import Path
from reportgen.errors import InputError
from tests.building.support import BuiltProject
from tests.review.applying_support import Reviewed
from tests.review.test_applying_safety import edited
project = BuiltProject(Path(sys.argv[1]))
from reportgen.pipeline.review.folder import review_folder
folder = review_folder(project.workspace, project.root / "reports" / "iscg-23-1")
sent = Reviewed(project, folder.drafts()[0])
if sys.argv[2] != "0":
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]),) * 2)
try:
    sent.apply(edited(sent))
except InputError as error:
    print(error)
    sys.exit(1)
"""


def run_apart(sent: Reviewed, room: int = 0) -> subprocess.CompletedProcess[str]:
    """Apply in a process of its own that has only so much room, and no rights beyond its own."""
    bare = ["setpriv", "--bounding-set", "-dac_override", "--inh-caps", "-dac_override"]
    return subprocess.run(
        [*(bare if os.geteuid() == 0 else ()), sys.executable, "-c", APPLY,
         str(sent.project.root), str(room)],
        capture_output=True, text=True, check=False, cwd=Path(__file__).parents[2],
        env={**os.environ, "PYTHONPATH": "."},
    )  # fmt: skip


@pytest.mark.parametrize("room", [1_000, 20_000, 60_000])
def test_full_disk_leaves_everything_as_it_was(tmp_path: Path, room: int) -> None:
    """It is told in one line; no file has changed and nothing lies beside."""
    sent = reviewed(tmp_path)
    before = files_of(sent.project)
    ended = run_apart(sent, room)
    assert ended.returncode == 1, ended.stderr
    assert "[cannot-write]" in ended.stdout
    assert files_of(sent.project) == before


@pytest.mark.parametrize("name", ["locale", "review", "."])
def test_folder_that_is_read_only(tmp_path: Path, name: str) -> None:
    """It is named; no file of another folder has changed."""
    sent = reviewed(tmp_path)
    before = files_of(sent.project)
    locked = sent.path(name)
    locked.chmod(0o555)
    ended = run_apart(sent)
    locked.chmod(0o755)
    assert ended.returncode == 1, ended.stderr
    assert "Permission denied [cannot-write]" in ended.stdout
    assert files_of(sent.project) == before
