"""A generated load: many meetings in a project, and what making their reports costs.

`python -m bench.load COUNT` writes COUNT meetings into a temporary folder, builds every report of
them as Word files in one process, and prints as JSON the CPU seconds of each report in turn and the
peak memory of the process in kilobytes.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

from reportgen.pipeline.building.build import build
from reportgen.pipeline.building.order import BuildOrder
from reportgen.pipeline.project import find_project
from reportgen.pipeline.workspace import Workspace
from tools.bench import ROOT

MODEL = ROOT / "reports" / "iscg-23-1"


def write_meetings(root: Path, count: int) -> None:
    """Write a project with meetings like a real one: as long, translated, each in words of its own.

    The same count gives the same files.
    """
    (root / "reportgen.toml").write_text(f"templates = {str(ROOT / 'templates')!r}\n", "utf-8")
    sources = [MODEL / "outcomes.yaml", *sorted((MODEL / "locale").glob("*.po"))]
    texts = {path.relative_to(MODEL): path.read_text(encoding="utf-8") for path in sources}
    for number in range(1, count + 1):
        folder = root / "reports" / f"load-{number:03}"
        (folder / "locale").mkdir(parents=True)
        for path, text in texts.items():
            own = text.replace("ISCG/23-1", f"ISCG/23-{number}")
            own = own.replace("The {{ group }}", f"In its part {number}, the {{{{ group }}}}")
            (folder / path).write_text(own, encoding="utf-8")


def main() -> None:
    """Make the reports of as many meetings as the command line says."""
    count = int(sys.argv[1])
    moments: list[float] = []
    with TemporaryDirectory() as folder:
        root = Path(folder)
        write_meetings(root, count)
        workspace = Workspace(find_project(root), root)
        order = BuildOrder(formats=("docx",))
        result = build(workspace, "0", order, lambda *_: moments.append(time.process_time()))
        assert len(result.built) == count * 18
        assert all(each.made == ("docx",) for each in result.built)
    seconds = [after - before for before, after in pairwise(moments)]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(json.dumps({"seconds": seconds, "peak": peak}))


if __name__ == "__main__":
    main()
