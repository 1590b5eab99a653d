"""What a document costs: processor time and memory, for docs/scale.md. `python -m bench.cost`.

A worker of a cluster is measured with the function that it runs, on all reports of this repository,
for more and more formats. The machine that starts the build is measured with a real scheduler and
a worker on loopback, on copies of a meeting: `reportgen build --scheduler` as a process of its own,
first with everything to do, then with nothing. Processor time counts what is spent in programs that
were started, too; how long things take depends on what else the machine does.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from reportgen.languages import LANGUAGE_KEYS
from reportgen.pipeline.building.batches import Batch, make_batch, pack_batches
from reportgen.pipeline.building.keys import take_digests
from reportgen.pipeline.building.planning import Planner
from reportgen.pipeline.building.plans import ReportPlan
from reportgen.pipeline.project import find_project
from reportgen.pipeline.workspace import Workspace
from reportgen.renditions.pdf import find_office
from tests.building.cluster_machines import start_machines
from tools.bench import ROOT

FORMATS = (("docx",), ("html",), ("docx", "html"), ("docx", "pdf", "html"))
MEETINGS = ("iscg-21-2", "iscg-23-1")
_ROUNDS = 3


@dataclass(frozen=True)
class Cost:
    """Processor seconds, the memory of Python and of the largest program it started, in MB."""

    seconds: float
    python_mb: float
    program_mb: float
    bytes: int = 0


def main() -> int:
    """Measure and print both tables."""
    parser = argparse.ArgumentParser(prog="python -m bench.cost", description=__doc__)
    parser.add_argument("--meetings", type=int, default=25, help="copies for the second table")
    meetings = parser.parse_args().meetings
    batch = real_batch(FORMATS[-1])
    size = sum(map(len, batch.files.values())) / 1024
    print(f"A worker, {len(batch.plans)} reports to a batch, whose sources are {size:.0f} KB:")
    for formats in FORMATS:
        cost = alone(worker_cost, formats)
        reports = len(batch.plans)
        print(
            f"  {','.join(formats):<14} {1000 * cost.seconds / reports:7.0f} ms per report, "
            f"{cost.bytes / reports / 1024:5.0f} KB, memory {cost.python_mb:4.0f} MB"
            + (f" and LibreOffice {cost.program_mb:4.0f} MB" if "pdf" in formats else "")
        )
    print("The machine that starts the build, Word files and web pages:")
    with tempfile.TemporaryDirectory() as folder:
        for number in (1, meetings):
            for what, cost in client_costs(Path(folder) / str(number), number).items():
                print(
                    f"  {number:>4} meetings, {what:<14} {cost.seconds:6.2f} s, "
                    f"memory {cost.python_mb:4.0f} MB"
                )
    return 0


def alone(measure: Callable[[tuple[str, ...]], Cost], formats: tuple[str, ...]) -> Cost:
    """Return a measurement that was made in a process of its own."""
    with get_context("spawn").Pool(1) as pool:
        return pool.apply(measure, (formats,))


def worker_cost(formats: tuple[str, ...]) -> Cost:
    """Return what a batch costs: a worker loads the program for the first, and makes many.

    The cheapest of some counts. Whoever else uses the machine makes all of them dearer.
    """
    batch = real_batch(formats)
    office = find_office() if "pdf" in formats else None
    result = make_batch(batch, office)
    costs = []
    for _ in range(_ROUNDS):
        before = processor_seconds()
        result = make_batch(batch, office)
        costs.append(processor_seconds() - before)
    assert not result.problems, result.problems
    sizes = [len(file.data) for report in result.reports for file in report.made.files]
    sizes += [len(report.pdf.data) for report in result.reports if report.pdf is not None]
    return Cost(
        min(costs), peak_mb(resource.RUSAGE_SELF), peak_mb(resource.RUSAGE_CHILDREN), sum(sizes)
    )


def real_batch(formats: tuple[str, ...]) -> Batch:
    """Return every report of the meetings of this repository as one batch."""
    workspace = Workspace(find_project(ROOT), ROOT)
    folders = tuple(ROOT / "reports" / meeting for meeting in MEETINGS)
    digests = take_digests(folders, workspace.project)
    planner = Planner(workspace, digests, "draft", formats)
    plans: list[ReportPlan] = []
    for folder in folders:
        source = workspace.source(folder)
        who = workspace.addressees(source)
        plans += planner.plan(source, folder / "build", who, LANGUAGE_KEYS, None).reports
    (batch,) = pack_batches(plans, workspace.project, ROOT, len(plans))
    return batch


def client_costs(folder: Path, meetings: int) -> dict[str, Cost]:
    """Return what a build of copies of a meeting costs where it was started, cold and warm."""
    project = folder / "project"
    for number in range(meetings):
        source, target = ROOT / "reports" / MEETINGS[0], project / "reports" / f"meeting-{number}"
        shutil.copytree(source, target, ignore=shutil.ignore_patterns("build"))
    shutil.copytree(ROOT / "templates", project / "templates")
    (project / "reportgen.toml").touch()
    with start_machines(folder) as machines:
        machines.start_worker()
        order = ("--to", "docx,html", "--scheduler", machines.address)
        command = [sys.executable, "-m", "reportgen", "--quiet", "build", *order]
        return {what: process_cost(command, project) for what in ("all to do", "nothing to do")}


def process_cost(command: list[str], folder: Path) -> Cost:
    """Return what a process costs, from its start to its end."""
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL) as process:
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, f"exit code {process.returncode}"
    return Cost(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, 0)


def processor_seconds() -> float:
    """Return the processor time of this process and of all that it started and saw end."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def peak_mb(who: int) -> float:
    """Return the most memory that a process had."""
    return resource.getrusage(who).ru_maxrss / 1024


if __name__ == "__main__":
    sys.exit(main())
