"""Every report of this repository, read back from its PDF: every word is there, in order, drawn."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pikepdf
import pytest

from reportgen.document import Block, Document, Span
from reportgen.languages import LANGUAGE_KEYS
from reportgen.pipeline.project import find_project
from reportgen.pipeline.reports import ReportMaker
from reportgen.pipeline.shelf import TemplateShelf
from reportgen.pipeline.workspace import Workspace
from reportgen.renditions.pdf import PdfJob, PdfResult, convert, find_office
from reportgen.word.render import render_docx
from reportgen.word.script.libreoffice import for_libreoffice
from tests.renditions.pdf_text import missing_blocks, missing_words, read, read_pages

pytestmark = [pytest.mark.external, pytest.mark.slow]

ROOT = Path(__file__).parents[2]
MEETINGS = sorted(path.parent.name for path in (ROOT / "reports").glob("*/outcomes.yaml"))
NOT_EMBEDDED = re.compile(r"^(\S+) .* (no) +\S+ +\S+ +\d+ +\d+$", re.MULTILINE)


@cache
def _documents() -> dict[str, Document]:
    """Return the reports of all meetings to all addressees in all languages."""
    workspace = Workspace(find_project(ROOT), ROOT)
    found = {}
    for meeting in MEETINGS:
        source = workspace.source(ROOT / "reports" / meeting)
        maker = ReportMaker(workspace, source)
        for addressee in workspace.addressees(source):
            for language in LANGUAGE_KEYS:
                key = f"{meeting}-{addressee}-{language}"
                found[key] = maker.document(addressee, language)
    return found


def _jobs() -> Iterator[PdfJob]:
    shelf = TemplateShelf(find_project(ROOT))
    for key, document in _documents().items():
        template = shelf.load(shelf.path(document.addressee, document.language))
        docx = render_docx(document, template).data
        yield PdfJob.for_document(key, for_libreoffice(docx), document)


@pytest.fixture(scope="module")
def results() -> dict[str, PdfResult]:
    """Return the result of every report."""
    return {result.key: result for result in convert(_jobs(), find_office(), workers=2)}


@pytest.fixture(scope="module")
def files(results: dict[str, PdfResult], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder with the PDF files."""
    folder = tmp_path_factory.mktemp("pdf")
    for key, result in results.items():
        (folder / f"{key}.pdf").write_bytes(result.data)
    return folder


def test_every_report_is_made_and_keeps_its_claims(results: dict[str, PdfResult]) -> None:
    """Two meetings, three addressees, six languages: PDF/A-2a and PDF/UA-1, all of them."""
    assert len(results) == len(_documents()) == 36
    wrong = {key: each.failure or each.findings for key, each in results.items()}
    assert not {key: why for key, why in wrong.items() if why}


def test_every_block_reads_back_in_logical_order(files: Path) -> None:
    """Each outcome, heading, item and table cell is in the text of the PDF, one after the other."""
    missing: dict[str, list[str]] = {}
    for key, document in _documents().items():
        pages = read_pages(files / f"{key}.pdf", document.direction)
        missing[key] = [*missing_blocks(document, pages), *missing_words(document, pages)]
    assert not {key: origins for key, origins in missing.items() if origins}


def test_every_outcome_is_looked_for() -> None:
    """The comparison leaves out no outcome that a report shows."""
    for document in _documents().values():
        blocks = [block for block in document.blocks() if block.outcome]
        assert blocks
        assert all(block.spans or block.rows for block in blocks)


@pytest.mark.parametrize("language", LANGUAGE_KEYS)
def test_what_is_not_there_is_missed(language: str, files: Path) -> None:
    """A sentence too many, another word, or two blocks that changed places: each is noticed."""
    key = f"iscg-23-1-TDAG-{language}"
    document = _documents()[key]
    pages = read_pages(files / f"{key}.pdf", document.direction)
    (*_, section) = document.sections
    first, second, *rest = [each for each in section.blocks if each.spans]
    longer = replace(first, spans=(*first.spans, Span(first.spans[0].text[:9], "more")))
    planted: list[tuple[Block, ...]] = [(longer, second, *rest), (second, first, *rest)]
    for blocks in planted:
        changed = replace(document, sections=(replace(section, blocks=blocks),))
        assert missing_blocks(changed, pages)
    assert not missing_blocks(document, pages)


def test_no_sign_is_replaced_and_every_font_is_in_the_file(
    files: Path, results: dict[str, PdfResult], tmp_path: Path
) -> None:
    """poppler agrees: all fonts are embedded, nothing reads as U+FFFD; a font taken out is seen."""
    for key in results:
        path = files / f"{key}.pdf"
        assert not NOT_EMBEDDED.findall(read(["pdffonts", str(path)])), key
        assert "\ufffd" not in read(["pdftotext", str(path), "-"]), key
    broken = tmp_path / "broken.pdf"
    with pikepdf.open(files / "iscg-23-1-TSAG-ar.pdf") as pdf:
        font = next(each for each in pdf.pages[0].Resources.Font.values())
        del font.FontDescriptor.FontFile2
        pdf.save(broken)
    assert NOT_EMBEDDED.findall(read(["pdffonts", str(broken)]))
