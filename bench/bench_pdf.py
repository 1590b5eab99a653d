"""PDF files of every report, finished and checked, against LibreOffice alone.

`bare` is one `soffice --convert-to pdf *.docx` over the same Word files with the same export
options, the same fonts and a profile that it has seen before; it checks nothing and its files
conform to nothing. `one job` and `two jobs` are what `reportgen build` does with as many: profile,
conversion, finishing pass, and both checks of every file.
"""

from __future__ import annotations

import os
import subprocess
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

from reportgen.fonts.substitution import fontconfig
from reportgen.languages import LANGUAGE_KEYS
from reportgen.pipeline.project import find_project
from reportgen.pipeline.reports import ReportMaker
from reportgen.pipeline.shelf import TemplateShelf
from reportgen.pipeline.workspace import Workspace
from reportgen.renditions.pdf import Office, PdfJob, convert, find_office
from reportgen.renditions.pdf.desk import CONVERSION
from reportgen.word.render import render_docx
from reportgen.word.script.libreoffice import for_libreoffice
from tools.bench import ROOT, Comparison, Target


def real_jobs() -> list[PdfJob]:
    """Return the reports of all meetings of this repository in all languages, as Word files."""
    workspace = Workspace(find_project(ROOT), ROOT)
    shelf = TemplateShelf(workspace.project)
    jobs = []
    for folder in sorted(path.parent for path in (ROOT / "reports").glob("*/outcomes.yaml")):
        source = workspace.source(folder)
        maker = ReportMaker(workspace, source)
        for addressee in workspace.addressees(source):
            for language in LANGUAGE_KEYS:
                document = maker.document(addressee, language)
                template = shelf.load(shelf.path(addressee, language))
                docx = for_libreoffice(render_docx(document, template).data)
                key = f"{folder.name}-{addressee}-{language}"
                jobs.append(PdfJob.for_document(key, docx, document))
    return jobs


def bare(office: Office, sources: list[Path], folder: Path) -> None:
    """Convert all files by one call, and nothing else."""
    command = [
        *(
            str(office.program),
            "--headless",
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        ),
        *("--convert-to", CONVERSION, "--outdir", str(folder), *map(str, sources)),
    ]
    surroundings = os.environ | {"FONTCONFIG_FILE": str(folder / "fonts.conf")}
    subprocess.run(command, check=True, capture_output=True, env=surroundings)
    assert all((folder / f"{source.stem}.pdf").is_file() for source in sources)


def ours(office: Office, jobs: list[PdfJob], workers: int) -> None:
    """Convert, finish and check all files."""
    results = list(convert(jobs, office, workers=workers))
    assert len(results) == len(jobs)
    assert all(result.is_sound for result in results)


def comparisons(stack: ExitStack) -> list[Comparison]:
    """Return the comparison of the three on all reports."""
    folder = Path(stack.enter_context(TemporaryDirectory()))
    (folder / "fonts.conf").write_bytes(fontconfig())
    office, jobs = find_office(), real_jobs()
    sources = []
    for job in jobs:
        source = folder / f"{job.key}.docx"
        source.write_bytes(job.docx)
        sources.append(source)
    return [
        Comparison(
            name="pdf",
            about=f"PDF files of {len(jobs)} reports, finished and checked, against LibreOffice",
            alternatives={
                "bare": lambda: bare(office, sources, folder),
                "one job": lambda: ours(office, jobs, 1),
                "two jobs": lambda: ours(office, jobs, 2),
            },
            targets=(
                Target("one job", "bare", at_most=1.25),
                Target("bare", "two jobs", at_least=1.2),
            ),
            rounds=3,
        )
    ]
