"""Builds on a real cluster: a scheduler and workers on loopback, some of which are lost."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import dask
import pytest

from reportgen.errors import InputError, MissingToolError, UsageError
from reportgen.pipeline.building import cluster
from tests.building.cluster_machines import Machines, start_machines, wait_until
from tests.building.support import MEETING, OTHER, ROOT, BuiltProject, copy_project
from tests.cli.support import Ended, environment, run_process
from tests.renditions.pdf_support import stand_in

pytestmark = pytest.mark.slow

LANGUAGES = ("en", "ar")
OPTIONS = ("--language", "en", "--language", "ar")


@pytest.fixture
def machines(tmp_path: Path) -> Iterator[Machines]:
    """A scheduler without workers."""
    folder = tmp_path / "machines"
    folder.mkdir()
    with start_machines(folder) as started:
        yield started


@pytest.fixture
def project(tmp_path: Path) -> BuiltProject:
    """The project of this repository, with nothing built."""
    return copy_project(tmp_path / "project")


@pytest.fixture
def slow_office(tmp_path: Path) -> Path:
    """The folder of a soffice that makes nothing as long as a file `hold` lies beside it."""
    folder = tmp_path / "office"
    folder.mkdir()
    (folder / "hold").touch()
    waits = f'while [ -e "{folder}/hold" ]; do sleep 0.1; done'
    stand_in(folder, f'{waits}; begin; cp "$SAMPLE" "$to"')
    return folder


def first_on_path(folder: Path) -> str:
    """Return a PATH on which the programs of a folder come first."""
    return f"{folder}{os.pathsep}{os.environ['PATH']}"


def begin(project: BuiltProject, address: str, *options: str) -> subprocess.Popen[str]:
    """Start a build on a cluster as a process of its own."""
    command = [sys.executable, "-m", "reportgen", "build", "--scheduler", address, *OPTIONS]
    return subprocess.Popen(
        [*command, *options],
        cwd=project.root,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


def end(build: subprocess.Popen[str]) -> Ended:
    """Wait for a build and return how it ended."""
    out, err = build.communicate(timeout=300)
    return Ended(build.returncode, out, err)


def changed_program(folder: Path) -> Path:
    """Return a folder for PYTHONPATH with this program, one line of it changed."""
    shutil.copytree(ROOT / "src" / "reportgen", folder / "changed" / "reportgen")
    with (folder / "changed" / "reportgen" / "latin.py").open("a", encoding="utf-8") as file:
        file.write("# Changed.\n")
    return folder / "changed"


def nothing_is_written(project: BuiltProject) -> bool:
    """Whether the build folders hold nothing, neither whole nor half."""
    return not project.times()


@pytest.mark.external
def test_a_worker_lost_in_the_middle_costs_no_report(
    machines: Machines, project: BuiltProject, tmp_path: Path
) -> None:
    """One of two workers is killed while it makes PDF files: all the same every report is there.

    They have the bytes that this machine gives them, and for a build here nothing is left to do.
    """
    for _ in range(2):
        machines.start_worker()
    build = begin(project, machines.address)
    machines.wait_for_work("reportgen-pdf-*/*/*.docx").kill()
    ended = end(build)
    assert (ended.code, len(ended.out.splitlines())) == (0, 2 * 2 * 6)
    twin = copy_project(tmp_path / "twin")
    assert run_process(twin.root, "build", *OPTIONS).out == ended.out
    assert project.digests() == twin.digests()
    again = run_process(project.root, "build", *OPTIONS)
    assert (again.code, again.out) == (0, "")
    assert "12 reports: 12 up to date" in again.err


def test_a_cluster_can_go_on_where_this_machine_stopped(
    machines: Machines, project: BuiltProject, slow_office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever built before, only what is not up to date is made, here or there."""
    (slow_office / "hold").unlink()
    monkeypatch.setenv("PATH", first_on_path(slow_office))
    machines.start_worker()
    here = project.build(MEETING, languages=LANGUAGES, formats=("docx", "pdf", "html"))
    times = project.times()
    there = project.build(languages=LANGUAGES, scheduler=machines.address)
    made = {each.folder.name: each.made for each in there.built}
    assert made == {MEETING: (), OTHER: ("docx", "pdf", "html")}
    assert len(here.built) == 6
    assert times.items() <= project.times().items()
    assert not any(machines.workers[0].folder.glob("reportgen-*")), "workers leave nothing behind"


def test_a_fault_is_told_at_its_place_here(machines: Machines, project: BuiltProject) -> None:
    """What only the making of a report finds is told in the same words and with the same path."""
    machines.start_worker()
    words, fault = "Under discussion in the Sectors", '{{ ordinal(100, form="word") }}'
    project.edit(f"reports/{MEETING}/outcomes.yaml", words, f"{fault} {words}")
    with pytest.raises(InputError) as here:
        project.build(MEETING, formats=("docx",))
    with pytest.raises(InputError) as there:
        project.build(MEETING, formats=("docx",), scheduler=machines.address)
    assert there.value.problems == here.value.problems
    assert [each.code for each in there.value.problems] == ["no-value"]
    assert nothing_is_written(project)


def test_workers_without_libreoffice_make_the_rest(
    machines: Machines, project: BuiltProject, slow_office: Path
) -> None:
    """What needs no LibreOffice is made, one line names the workers, the exit code is 3."""
    machines.start_worker(PATH=str(Path(sys.executable).parent))
    ended = run_process(
        project.root, "build", "--scheduler", machines.address, *OPTIONS,
        env=environment(PATH=first_on_path(slow_office)),
    )  # fmt: skip
    assert ended.code == 3, ended.err
    assert ended.out.startswith("soffice (tcp://127.0.0.1:")
    assert (
        "error: LibreOffice is not installed: no PDF file can be made [program-missing]"
        in ended.out
    )
    assert {path.suffix for path in project.times()} == {".docx", ".html", ".json"}


@pytest.mark.parametrize("what", ["changed", "without"])
def test_a_worker_with_other_code_is_refused(
    machines: Machines, project: BuiltProject, tmp_path: Path, what: str
) -> None:
    """One worker that has another reportgen, or none, ends the build before anything is planned."""
    other = changed_program(tmp_path) if what == "changed" else tmp_path / "none"
    if what == "without":
        (other / "reportgen").mkdir(parents=True)
        (other / "reportgen" / "__init__.py").touch()
    machines.start_worker()
    machines.start_worker(PYTHONPATH=str(other))
    ended = run_process(project.root, "build", "--scheduler", machines.address, *OPTIONS)
    assert ended.code == 1, ended.err
    line, hint = ended.out.splitlines()
    assert line.startswith("tcp://127.0.0.1:")
    assert line.endswith(
        ": error: this worker does not have the reportgen that this build was started with"
        " [cluster-differs]"
    )
    assert hint == "  hint: start all workers from the image that the build runs in"
    assert ended.err == ""
    assert nothing_is_written(project)


def test_a_worker_that_comes_later_has_to_fit(
    machines: Machines, project: BuiltProject, slow_office: Path, tmp_path: Path
) -> None:
    """A worker that joins while others are at work is looked at before it makes anything."""
    machines.start_worker(PATH=first_on_path(slow_office))
    build = begin(project, machines.address)
    machines.wait_for_work()
    machines.start_worker(PYTHONPATH=str(changed_program(tmp_path)))
    machines.workers[0].kill()
    ended = end(build)
    (slow_office / "hold").unlink()
    assert ended.code == 1, ended.err
    assert "error: a worker that came later does not have the reportgen that" in ended.out
    assert nothing_is_written(project)


def test_workers_with_other_tools_are_refused(
    machines: Machines, project: BuiltProject, slow_office: Path
) -> None:
    """Two LibreOffices would make two kinds of PDF files; for Word files it does not matter."""
    machines.start_worker()
    machines.start_worker(PATH=first_on_path(slow_office))
    with pytest.raises(InputError, match="the workers do not have the same LibreOffice, fonts and"):
        project.build(MEETING, scheduler=machines.address)
    result = project.build(MEETING, formats=("docx",), scheduler=machines.address)
    assert {each.made for each in result.built} == {("docx",)}


def test_reports_that_kill_every_worker_are_named(
    tmp_path: Path, project: BuiltProject, slow_office: Path
) -> None:
    """When workers are lost over the same reports again and again, the build says so and ends."""
    folder = tmp_path / "machines"
    folder.mkdir()
    with start_machines(folder, DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES="0") as machines:
        machines.start_worker(PATH=first_on_path(slow_office))
        build = begin(project, machines.address, f"reports/{MEETING}", "--addressee", "TSAG")
        machines.wait_for_work().kill()
        (slow_office / "hold").unlink()
        ended = end(build)
    assert ended.code == 1
    assert ended.out.splitlines() == [
        (
            f"reports/{MEETING}: error: a worker ended while it made TSAG en, TSAG ar,"
            " perhaps for want of memory [worker-lost]"
        ),
        "  hint: look into the logs of the workers; docs/scale.md says how much memory one needs",
    ]
    assert nothing_is_written(project)


def test_a_scheduler_that_goes_away_ends_the_build(
    machines: Machines, project: BuiltProject, slow_office: Path
) -> None:
    """One line, exit code 1, nothing half written."""
    machines.start_worker(PATH=first_on_path(slow_office))
    build = begin(project, machines.address)
    machines.wait_for_work()
    machines.stop_scheduler()
    ended = end(build)
    (slow_office / "hold").unlink()
    assert ended.code == 1
    assert ended.out.splitlines() == [
        f"{machines.address}: error: the scheduler is gone [cluster-lost]",
        "  hint: start it, then build again: meetings that were written are not made again",
    ]
    assert nothing_is_written(project)


def test_a_build_waits_for_workers_and_not_for_ever(
    machines: Machines, project: BuiltProject, slow_office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the last worker is lost, another may take its place; if none does, the build ends."""
    monkeypatch.setattr(cluster, "LOOK_S", 0.2)
    monkeypatch.setattr(cluster, "PATIENCE_S", 1.0)
    machines.start_worker(PATH=first_on_path(slow_office))
    killer = threading.Thread(target=lambda: machines.wait_for_work().kill())
    killer.start()
    with pytest.raises(InputError, match="the scheduler has no workers"):
        project.build(MEETING, scheduler=machines.address)
    killer.join()
    assert nothing_is_written(project)
    monkeypatch.setattr(cluster, "PATIENCE_S", 60.0)
    (slow_office / "hold").unlink()
    machines.start_worker(PATH=first_on_path(slow_office))
    assert len(project.build(MEETING, scheduler=machines.address).built) == 9


def test_ctrl_c_calls_the_work_off(
    machines: Machines, project: BuiltProject, slow_office: Path
) -> None:
    """The build ends at once with 130; the worker is free for the next one."""
    worker = machines.start_worker(PATH=first_on_path(slow_office))
    build = begin(project, machines.address)
    machines.wait_for_work()
    build.send_signal(signal.SIGINT)
    assert end(build).code == 130
    assert nothing_is_written(project)
    (slow_office / "hold").unlink()
    wait_until(lambda: not worker.is_at_work(), worker.folder)
    result = project.build(MEETING, languages=("en",), scheduler=machines.address)
    assert len(result.built) == 3


def test_a_scheduler_without_workers(
    machines: Machines, project: BuiltProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody waits long for workers that nobody has started."""
    monkeypatch.setattr(cluster, "CONNECT_S", 0.5)
    with pytest.raises(InputError) as raised:
        project.build(scheduler=machines.address)
    (problem,) = raised.value.problems
    assert problem.as_text().splitlines() == [
        f"{machines.address}: error: the scheduler has no workers [cluster-no-workers]",
        f"  hint: start some: dask worker {machines.address} --nthreads 1",
    ]


def test_nobody_at_the_address(project: BuiltProject, monkeypatch: pytest.MonkeyPatch) -> None:
    """A scheduler that does not answer is told as one line."""
    monkeypatch.setattr(cluster, "CONNECT_S", 0.5)
    with pytest.raises(InputError) as raised:
        project.build(scheduler="tcp://127.0.0.1:9")
    (problem,) = raised.value.problems
    assert problem.as_text().splitlines() == [
        (
            "tcp://127.0.0.1:9: error: no Dask scheduler answers here within 0.5 s"
            " [cluster-unreachable]"
        ),
        "  hint: is it running, and is this its address? docs/scale.md tells how to start one",
    ]


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("somewhere", "missing port number"),
        ("http://somewhere:80", "unknown address scheme 'http'"),
        ("tls://127.0.0.1:9", "perhaps check your TLS configuration"),
    ],
)
def test_what_is_no_address(project: BuiltProject, address: str, reason: str) -> None:
    """An address that cannot be one is wrong usage."""
    with pytest.raises(UsageError, match=reason):
        project.build(scheduler=address)


def test_no_secret_goes_unencrypted(project: BuiltProject) -> None:
    """Who has set Dask to encrypt everything cannot build without by mistake."""
    with (
        dask.config.set({"distributed.comm.require-encryption": True}),
        pytest.raises(UsageError, match="encryption required by Dask configuration"),
    ):
        project.build(scheduler="tcp://127.0.0.1:9")


def test_the_address_of_a_worker(machines: Machines, project: BuiltProject) -> None:
    """Whoever gives the address of a worker is told so."""
    machines.start_worker()
    log = (machines.folder / "worker-0.log").read_text(encoding="utf-8")
    address = next(line.split()[-1] for line in log.splitlines() if "Start worker at:" in line)
    with pytest.raises(UsageError, match="this is the address of a worker"):
        project.build(scheduler=address)


def test_without_the_library(project: BuiltProject, monkeypatch: pytest.MonkeyPatch) -> None:
    """The library is for those who have a cluster; who has not installed it learns how."""
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(MissingToolError) as raised:
        project.build(scheduler="tcp://127.0.0.1:9")
    (problem,) = raised.value.problems
    assert problem.as_text().splitlines() == [
        (
            "distributed: error: the library distributed is not installed: no cluster can be"
            " reached [library-missing]"
        ),
        "  hint: in the program's folder: .venv/bin/python -m pip install --editable '.[cluster]'",
    ]
