"""How long the web pages of all reports take, against one pandoc process for each Word file.

Both sides make the reports of both meetings to every addressee in six languages. `pandoc` starts
`pandoc REPORT.docx -o REPORT.html` for each, as a shell loop does; `ours` makes the trees of the
Documents, starts one pandoc and asks it for every page.
"""

from __future__ import annotations

import subprocess
import tempfile
from contextlib import ExitStack
from pathlib import Path

from reportgen.document import Document
from reportgen.languages import LANGUAGE_KEYS
from reportgen.pipeline.project import find_project
from reportgen.pipeline.reports import ReportMaker
from reportgen.pipeline.workspace import Workspace
from reportgen.renditions.html import Alternate, html_order
from reportgen.renditions.pandoc import Pandoc, find_pandoc
from reportgen.word.render import WordTemplate, render_docx
from tools.bench import ROOT, Comparison, Target

MEETINGS = ("reports/iscg-21-2", "reports/iscg-23-1")
ADDRESSEES = ("TSAG", "TDAG", "RAG")
SWITCH = tuple(Alternate(key, f"report-{key}.html") for key in LANGUAGE_KEYS)


def real_documents() -> list[Document]:
    """Return every report of the meetings of this repository, in every language."""
    workspace = Workspace(find_project(ROOT), ROOT)
    makers = [ReportMaker(workspace, workspace.source(ROOT / meeting)) for meeting in MEETINGS]
    return [
        maker.document(addressee, language)
        for maker in makers
        for addressee in ADDRESSEES
        for language in LANGUAGE_KEYS
    ]


def write_word_files(documents: list[Document], folder: Path) -> list[Path]:
    """Return the documents as Word files in the folder."""
    templates = {
        name: WordTemplate((ROOT / "templates" / f"{name.lower()}-report.docx").read_bytes(), name)
        for name in ADDRESSEES
    }
    paths = []
    for number, document in enumerate(documents):
        path = folder / f"{number}.docx"
        path.write_bytes(render_docx(document, templates[document.addressee]).data)
        paths.append(path)
    return paths


def pandoc_each(paths: list[Path]) -> None:
    """Convert each Word file by a process of its own."""
    program = find_pandoc()
    for path in paths:
        page = path.with_suffix(".html")
        subprocess.run([program, path, "--standalone", "--output", page], check=True)


def ours(documents: list[Document], folder: Path) -> None:
    """Make each page, starting pandoc once, and write it as the other side does."""
    with Pandoc() as pandoc:
        pages = pandoc.convert_all(html_order(document, SWITCH) for document in documents)
        for number, page in enumerate(pages):
            (folder / f"ours-{number}.html").write_bytes(page)


def comparisons(stack: ExitStack) -> list[Comparison]:
    """Return the comparison of the two ways."""
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
    documents = real_documents()
    paths = write_word_files(documents, folder)
    return [
        Comparison(
            name="html",
            about=f"web pages of {len(documents)} reports; pandoc starts once, or for each",
            alternatives={
                "pandoc each": lambda: pandoc_each(paths),
                "ours": lambda: ours(documents, folder),
            },
            targets=(Target("pandoc each", "ours", at_least=5),),
            rounds=3,
        )
    ]
