"""Whatever ends or hampers a build: nothing half written, one clear line, the right exit code."""

from __future__ import annotations

import contextlib
import functools
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from reportgen.cli import main
from reportgen.manifest import Manifest, read_manifest, sha256
from reportgen.pipeline.building import finishing
from reportgen.renditions.pdf import convert
from tests.building.support import MEETING, OTHER, BuiltProject, copy_project, every
from tests.building.test_incremental import ENGLISH, FRENCH, FRENCH_WORDS
from tests.cli.conftest import Shell
from tests.cli.support import COMPLETE, translate_all
from tests.renditions.pdf_support import SAMPLE, stand_in
from tests.support.killing import killed_after

pytestmark = pytest.mark.slow

PROGRAM = [sys.executable, "-m", "reportgen"]
BUILD = ["build", f"reports/{MEETING}", "--language", "en", "--language", "fr", "--language", "ar"]
PATIENCE_S = 60


@pytest.fixture
def inside(project: BuiltProject, monkeypatch: pytest.MonkeyPatch) -> BuiltProject:
    """The project, as the current folder."""
    monkeypatch.chdir(project.root)
    return project


def use_office(folder: Path, script: str, patch: pytest.MonkeyPatch) -> None:
    """Put a stand-in for LibreOffice first on PATH."""
    folder.mkdir()
    stand_in(folder, script)
    patch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")


def start(*arguments: str) -> subprocess.Popen[str]:
    """Start the program in a session of its own, as a terminal would."""
    return subprocess.Popen(
        [*PROGRAM, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        encoding="utf-8", start_new_session=True,
    )  # fmt: skip


def wait_until(happened: Callable[[], object], what: str) -> None:
    """Wait for something that has to happen soon."""
    end = time.monotonic() + PATIENCE_S
    while not happened():
        assert time.monotonic() < end, what
        time.sleep(0.01)


def processes(session: int) -> list[int]:
    """Return the processes of a session that are not ended yet."""
    found = []
    for entry in Path("/proc").iterdir():
        with contextlib.suppress(OSError, ValueError):
            # pid (name) state parent group session …; a name may hold anything but `)`.
            state, _, _, of = (entry / "stat").read_text().rpartition(")")[2].split()[:4]
            if int(of) == session and state not in "ZX":
                found.append(int(entry.name))
    return found


def leftovers(project: BuiltProject) -> list[Path]:
    """Return what lies beside the files of the build folders."""
    return [path for path in project.times() if path.name.endswith(".part")]


def edit_everything(project: BuiltProject) -> None:
    """Change what every report of the meeting shows, and the names of some files."""
    project.edit(ENGLISH, "date: 2023-05-02", "date: 2023-05-03")
    session = "session: {ordinal: 30, from: 2023-06-19, to: 2023-06-23}"
    settings = f"  TDAG:\n    symbol: TDAG-23/48\n    {session}\n"
    project.edit(ENGLISH, "  TDAG:\n    references", f"{settings}    references")


# --- others, signals, crashes ----------------------------------------------------------------


def test_two_builds_at_the_same_time(
    inside: BuiltProject, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second says that another is at work and ends; the first is not disturbed."""
    started, go = tmp_path / "started", tmp_path / "go"
    wait = f'touch "{started}"; while [ ! -e "{go}" ]; do sleep 0.05; done'
    use_office(tmp_path / "office", f'{wait}; begin; cp "$SAMPLE" "$to"', monkeypatch)
    edit_everything(inside)
    first = start(*BUILD, "--addressee", "TDAG")
    wait_until(started.exists, "the first build has come to LibreOffice")
    second = subprocess.run([*PROGRAM, *BUILD], capture_output=True, text=True, check=False)
    go.touch()
    out, err = first.communicate(timeout=PATIENCE_S)
    assert (second.returncode, second.stderr) == (1, "")
    assert second.stdout == (
        f"{inside.folder()}: error: another build is writing to this folder [build-running]\n"
        "  hint: wait until it has ended, then build again\n"
    )
    assert first.returncode == 0, out + err
    assert "3 reports: 3 made\n" in err
    assert inside.is_whole()


def killed_build(steps: int, project: BuiltProject) -> bool:
    """Build in a process that is killed before step number `steps`; return whether it was."""
    return killed_after(
        steps, lambda: project.build(MEETING, addressees=("TDAG",), formats=("docx", "html"))
    )


def test_killed_at_any_step(project: BuiltProject, tmp_path: Path) -> None:
    """Every file is the old one or the new one, and the next build completes what was begun."""
    digests = project.digests()
    edit_everything(project)
    finished = BuiltProject(shutil.copytree(project.root, tmp_path / "finished"))
    assert not killed_build(1_000_000, finished)
    new = finished.digests()
    known = {(name, each) for files in (digests, new) for name, each in files.items()}
    steps = 0
    while True:
        twin = BuiltProject(shutil.copytree(project.root, tmp_path / "twin"))
        was_killed = killed_build(steps, twin)
        parts = leftovers(twin)
        for path in set(twin.times()) - set(parts):
            name = path.relative_to(twin.root).as_posix()
            assert (name, sha256(path.read_bytes())) in known, f"{name} at step {steps}"
        twin.build(MEETING, addressees=("TDAG",), formats=("docx", "html"))
        assert twin.digests() == new, f"after step {steps}"
        shutil.rmtree(twin.root)
        if not was_killed:
            break
        steps += 1
    assert steps > 20, "every file costs at least two steps"


@pytest.mark.parametrize("moment", [0.0, 0.2, 0.4, 0.8])
def test_killed_while_processes_work(inside: BuiltProject, moment: float) -> None:
    """A build that is killed takes its processes along: they keep no folder locked."""
    before = inside.digests()
    build = start("build", "--to", "docx,html", "--force", "--jobs", "2", *BUILD[2:])
    wait_until(lambda: len(processes(build.pid)) >= 3, "processes are at work")
    time.sleep(moment)  # any moment will do: these are four of them
    build.kill()
    build.communicate()
    wait_until(lambda: not processes(build.pid), "its processes end with it")
    assert {name: each for name, each in inside.digests().items() if name in before} == before
    assert main(["build", "--to", "docx,html", *BUILD[2:]]) == 0
    assert leftovers(inside) == []
    assert inside.is_whole()


def test_ctrl_c(inside: BuiltProject, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C ends the build without a word, LibreOffice with it; all files are as they were."""
    script = f'echo $$ > "{tmp_path}/office.pid"; sleep 600'
    use_office(tmp_path / "office", script, monkeypatch)
    before = inside.times()
    build = start(*BUILD, "--force")
    noted = tmp_path / "office.pid"
    wait_until(lambda: noted.exists() and noted.read_text(), "LibreOffice is at work")
    os.killpg(build.pid, signal.SIGINT)
    assert build.communicate(timeout=PATIENCE_S) == ("", "")
    assert build.returncode == 130
    assert not processes(build.pid)
    assert not processes(int(noted.read_text()))
    assert inside.times() == before


def test_ctrl_c_while_processes_work(inside: BuiltProject) -> None:
    """Ctrl-C reaches every process of a terminal; only the build answers."""
    before = inside.times()
    build = start("build", "--to", "docx,html", "--force", "--jobs", "2", *BUILD[2:])
    wait_until(lambda: len(processes(build.pid)) >= 3, "processes are at work")
    os.killpg(build.pid, signal.SIGINT)
    assert build.communicate(timeout=PATIENCE_S) == ("", "")
    assert build.returncode == 130
    wait_until(lambda: not processes(build.pid), "its processes end with it")
    assert inside.times() == before


def test_a_process_that_is_killed(inside: BuiltProject) -> None:
    """Without one of its processes a build ends in one line; all files are as they were."""
    before = inside.times()
    build = start("build", "--to", "docx,html", "--force", "--jobs", "2", *BUILD[2:])
    wait_until(lambda: len(processes(build.pid)) >= 3, "processes are at work")
    others = [each for each in processes(build.pid) if each != build.pid]
    os.kill(min(others), signal.SIGKILL)
    out, err = build.communicate(timeout=PATIENCE_S)
    assert (build.returncode, err) == (1, "")
    assert out == (
        f"{inside.root}: error: a process that made reports was ended from outside, perhaps for "
        "want of memory [worker-lost]\n"
        "  hint: build again; with --jobs 1 less memory is needed\n"
    )
    wait_until(lambda: not processes(build.pid), "the other processes end with it")
    assert inside.times() == before


# --- the disk --------------------------------------------------------------------------------


def test_no_room_on_the_disk(inside: BuiltProject) -> None:
    """A disk that takes no more ends the build in one line; all files are as they were."""
    import resource

    before = inside.times()
    edit_everything(inside)
    ended = subprocess.run(
        [*PROGRAM, *BUILD, "--to", "docx,html"], capture_output=True, text=True, check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000)),
    )  # fmt: skip
    assert (ended.returncode, ended.stderr) == (1, "")
    line, hint = ended.stdout.splitlines()
    assert line.endswith("error: cannot write: File too large [cannot-write]")
    assert hint == (
        "  hint: nothing was changed; free some space, or choose another folder with --out"
    )
    assert inside.times() == before


def test_folder_that_is_read_only(inside: BuiltProject) -> None:
    """A folder that nobody may write to is told with its name; nothing was changed."""
    before = inside.times()
    edit_everything(inside)
    locked = inside.folder() / "TDAG"
    locked.chmod(0o555)
    # Rights do not hold for root, unless it gives up to be above them.
    bare = ["setpriv", "--bounding-set", "-dac_override", "--inh-caps", "-dac_override"]
    ended = subprocess.run(
        [*(bare if os.geteuid() == 0 else ()), *PROGRAM, *BUILD, "--to", "docx"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    locked.chmod(0o755)
    assert (ended.returncode, ended.stderr) == (1, "")
    line = ended.stdout.splitlines()[0]
    assert line.startswith(f"{locked}/")
    assert line.endswith(": error: cannot write: Permission denied [cannot-write]")
    assert inside.times() == before


# --- programs --------------------------------------------------------------------------------

NO_OFFICE = (
    "soffice: error: LibreOffice is not installed: no PDF file can be made [program-missing]\n"
    "  hint: on Debian and Ubuntu: apt-get install --no-install-recommends "
    "libreoffice-writer-nogui\n"
)


def test_without_libreoffice(
    inside: BuiltProject, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The rest is made and one line says what is missing; a PDF that is out of date goes."""
    with monkeypatch.context() as bare:
        bare.setenv("PATH", os.devnull)
        assert main(BUILD) == 0, "nobody needs it as long as every PDF is up to date"
        assert "LibreOffice" not in capsys.readouterr().out
        inside.edit(FRENCH, *FRENCH_WORDS)
        assert main(BUILD) == 3
        said = capsys.readouterr()
        assert said.out.startswith(NO_OFFICE)
        assert "9 reports: 1 made, 8 up to date\n" in said.err
        page = (inside.folder() / "index.html").read_text(encoding="utf-8")
        assert "LibreOffice is not installed: no PDF file can be made" in page
        gone = every(MEETING, addressees=("TDAG",), languages=("fr",), formats=("pdf",))
        assert set(inside.slots().values()) == every() - gone
        assert inside.is_whole()
        times = inside.times()
        assert main(BUILD) == 3, "it is said as long as it is so"
        assert inside.times() == times
    assert inside.made() == gone
    assert inside.is_whole()
    page = (inside.folder() / "index.html").read_text(encoding="utf-8")
    assert "LibreOffice is not installed" not in page


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("echo Ouch; exit 1", "Ouch (exit code 1)"),
        ("sleep 60", "it did nothing for 1 s"),
    ],
)
def test_libreoffice_that_makes_nothing(
    inside: BuiltProject,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    script: str,
    said: str,
) -> None:
    """One that fails or hangs over everything leaves out the PDFs, like one that is not there."""
    use_office(tmp_path / "office", script, monkeypatch)
    monkeypatch.setattr(finishing, "convert", functools.partial(convert, timeout_s=1))
    inside.edit(FRENCH, *FRENCH_WORDS)
    assert main(BUILD) == 3
    out = capsys.readouterr().out
    assert out.startswith(
        f"{tmp_path}/office/soffice: error: LibreOffice is installed but does not work: {said} "
        "[program-fails]\n  hint: try: soffice --headless --convert-to pdf FILE\n"
    )
    assert out.count("[program-fails]") == 1
    assert set(inside.slots().values()) == every() - every(MEETING, formats=("pdf",))
    assert inside.is_whole()


def test_one_document_that_libreoffice_cannot_convert(
    inside: BuiltProject,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """It is named, the others are there, and the next build tries it again."""
    once = 'case "$from" in */0001.docx) ;; *) begin; cp "$SAMPLE" "$to" ;; esac'
    mended = f'if [ -e "{tmp_path}/mended" ]; then begin; cp "$SAMPLE" "$to"; else {once}; fi'
    # Tried by itself, the document is the first of its run.
    alone = f'[ $(echo $files | wc -w) -gt 1 ] || [ -e "{tmp_path}/mended" ] || exit 0; {mended}'
    use_office(tmp_path / "office", f'case "$from" in *.txt) {mended} ;; *) {alone} ;; esac',
               monkeypatch)  # fmt: skip
    assert main([*BUILD, "--addressee", "TSAG", "--jobs", "1"]) == 1
    out = capsys.readouterr().out
    name = inside.folder() / "TSAG" / "DRAFT-iscg-23-1-TSAG-F.pdf"
    assert out.startswith(
        f"{name}: error: LibreOffice made no PDF file of it [pdf-not-made]\n"
        "  hint: build it again; if it stays, open the Word file in LibreOffice\n"
    )
    assert not name.exists()
    assert inside.is_whole()
    (tmp_path / "mended").touch()
    assert inside.made(MEETING, addressees=("TSAG",)) == every(
        MEETING, addressees=("TSAG",), languages=("fr",), formats=("pdf",)
    )


def test_pandoc_that_makes_nothing(
    inside: BuiltProject,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Web pages are left out, Word files and PDFs are there, and the reason is told once."""
    program = tmp_path / "pandoc"
    program.write_text("#!/bin/sh\necho Ouch >&2\nexit 1\n")
    program.chmod(0o755)
    monkeypatch.setattr("reportgen.renditions.pandoc.find_pandoc", lambda: program)
    edit_everything(inside)
    assert main([*BUILD, "--jobs", "2"]) == 3
    out = capsys.readouterr().out
    assert out.count("pandoc: error: pandoc could not convert a document: Ouch") == 1
    assert set(inside.slots().values()) == every() - every(MEETING, formats=("html",))
    assert inside.is_whole()


# --- files that are not what they should be --------------------------------------------------


def unsound_sample(folder: Path) -> Path:
    """Return the sample of LibreOffice's PDF without one of its font files."""
    path = folder / "unsound.pdf"
    with pikepdf.open(SAMPLE) as pdf:
        for each in pdf.objects:
            if isinstance(each, pikepdf.Dictionary) and "/FontFile2" in each:
                del each["/FontFile2"]
                break
        pdf.save(path)
    return path


def times_below(folder: Path) -> dict[Path, int]:
    """Return when each file below a folder was written."""
    return {path: path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def final_project(shell: Shell) -> Shell:
    """A project whose report to RAG is complete."""
    shell.meeting("iscg-23-1", COMPLETE)
    translate_all(shell, "iscg-23-1")
    return shell


def test_a_pdf_that_fails_its_check(
    final_project: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A draft is made all the same, with a warning and a record; a final is refused."""
    script = f'begin; cp "{unsound_sample(tmp_path)}" "$to"'
    use_office(tmp_path / "office", script, monkeypatch)
    asked = ("build", "--language", "en", "--addressee", "RAG", "--to", "docx,pdf")
    draft = final_project(*asked)
    assert draft.code == 0
    folder = final_project.path("reports/iscg-23-1/build")
    pdf = folder / "RAG" / "R19-RAG23-C-0009!!PDF-E.pdf"
    told = [line for line in draft.out.splitlines() if "[pdf-not-sound]" in line]
    assert told
    assert all(": warning: " in line and pdf.name in line for line in told)
    assert any(line.endswith("is not in the file [pdf-not-sound]") for line in told)
    (record,) = (
        each for each in json.loads((folder / "manifest.json").read_bytes())["renditions"]
        if each["format"] == "pdf"
    )  # fmt: skip
    assert set(record["checks"]) == {"PDF/A-2a", "PDF/UA-1", "fonts"}
    assert record["checks"]["fonts"].endswith("is not in the file")
    again = final_project(*asked)
    assert (again.code, "1 up to date" in again.err) == (0, True)
    repeated = [line for line in again.out.splitlines() if "[pdf-not-sound]" in line]
    # One for each claim that does not hold: the manifest keeps the first of several findings.
    assert len(repeated) == sum(found != "passed" for found in record["checks"].values()) > 0
    assert all(": warning: " in line and pdf.name in line for line in repeated)
    before = times_below(folder)
    final = final_project(*asked, "--final")
    assert final.code == 1
    assert [line for line in final.out.splitlines() if "[pdf-not-sound]" in line]
    assert ": error: " in final.out
    assert times_below(folder) == before


def test_draft_final_draft(
    final_project: Shell, well_office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The state is part of what a file shows: each way all formats are made, and none is mixed."""
    monkeypatch.setenv("PATH", f"{well_office}{os.pathsep}{os.environ['PATH']}")
    asked = ("build", "--language", "en", "--addressee", "RAG")
    folder = final_project.path("reports/iscg-23-1/build/RAG")

    def files() -> dict[str, str]:
        return {path.suffix: sha256(path.read_bytes()) for path in folder.iterdir()}

    assert final_project(*asked).code == 0
    draft = files()
    assert final_project(*asked, "--final").err.startswith("1 report: 1 made")
    final = files()
    assert all(final[form] != draft[form] for form in (".docx", ".html"))
    assert final_project(*asked, "--final").err.startswith("1 report: 1 up to date")
    assert final_project(*asked).code == 0
    assert files() == draft


def test_a_font_that_is_missing(
    inside: BuiltProject,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Before it converts, a build warns of fonts that the machine does not have."""
    lister = tmp_path / "bin" / "fc-list"
    lister.parent.mkdir()
    lister.write_text("#!/bin/sh\nprintf '/nowhere/other.ttf\\t0\\tOther\\n'\n")
    lister.chmod(0o755)
    monkeypatch.setenv("PATH", f"{lister.parent}{os.pathsep}{os.environ['PATH']}")
    inside.edit(FRENCH, *FRENCH_WORDS)
    assert main(BUILD) == 0
    assert (
        "TDAG/DRAFT-iscg-23-1-TDAG-F.pdf: warning: the font Carlito, which stands for "
        "Calibri, is not installed [font-missing]\n"
        "  hint: apt-get install fonts-crosextra-carlito\n"
    ) in capsys.readouterr().out
    assert inside.is_whole()


# --- edited meanwhile ------------------------------------------------------------------------


def test_a_source_edited_badly_during_the_build(
    inside: BuiltProject, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is wrong with the newest words is told like every fault; all files are as they were."""
    before = inside.times()

    def edit_after_the_checks(folder: Path) -> Manifest | None:
        path = inside.root / ENGLISH
        path.write_text(path.read_text(encoding="utf-8") + "oops: [\n", encoding="utf-8")
        return read_manifest(folder)

    monkeypatch.setattr("reportgen.pipeline.building.build.read_manifest", edit_after_the_checks)
    assert main([*BUILD, "--force"]) == 1
    assert f"{ENGLISH}:" in (out := capsys.readouterr().out)
    assert "[yaml-syntax]" in out
    assert inside.times() == before


def test_a_final_says_which_language_lacks_what_of_every_meeting(tmp_path: Path) -> None:
    """Nothing of any meeting is made when one of them has a gap."""
    project = copy_project(tmp_path)
    with contextlib.chdir(project.root):
        assert main(["build", "--final", "--to", "docx", "--language", "en"]) == 1
    assert not project.folder(MEETING).exists()
    assert not project.folder(OTHER).exists()
