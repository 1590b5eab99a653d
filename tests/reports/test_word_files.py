"""The six Word files read as finished pages: no trace of how they were made."""

from __future__ import annotations

import io
import re
from html import unescape

import docx
import pytest
from docx.oxml.ns import qn
from docx.table import _Row

from tests.reports.project import ADDRESSEES, MEETINGS, document, parts, passages, word_files

REPORTS = [(meeting, addressee) for meeting in MEETINGS for addressee in ADDRESSEES]
TRACES = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|\bNone\b|\bundefined\b|[\U000F0000-\U000FFFFD]")
DOUBLED_SPACE = re.compile("[ \N{NO-BREAK SPACE}]{2}")


@pytest.mark.parametrize("report", REPORTS, ids="-".join)
def test_no_trace_of_the_template_is_left(report: tuple[str, str]) -> None:
    """No part holds a tag of the template, a marker, or the word for a missing value."""
    for name, xml in parts(word_files()[report]).items():
        assert TRACES.search(xml) is None, name


@pytest.mark.parametrize("report", REPORTS, ids="-".join)
def test_no_space_is_doubled(report: tuple[str, str]) -> None:
    """No paragraph of any part has two spaces in a row, across runs included."""
    for name, xml in parts(word_files()[report]).items():
        for paragraph in re.findall(r"<w:p[ >].*?</w:p>", xml, re.DOTALL):
            words = "".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", paragraph))
            assert DOUBLED_SPACE.search(words) is None, f"{name}: {words}"


@pytest.mark.parametrize("report", REPORTS, ids="-".join)
def test_every_label_has_its_value(report: tuple[str, str]) -> None:
    """A label on the cover stands beside its words, in its row or below it in its cell."""
    word = docx.Document(io.BytesIO(word_files()[report]))
    labelled = 0
    for row in (row for table in word.tables for row in table.rows):
        labelled += _labels_in(row)
    assert labelled >= 2


def _labels_in(row: _Row) -> int:
    """Return how many labels the row has; fail if one stands alone."""
    cells = list(dict.fromkeys(cell._tc for cell in row.cells))
    texts = [
        ["".join(t.text or "" for t in p.iter(qn("w:t"))).strip() for p in tc.p_lst] for tc in cells
    ]
    count = 0
    for place, paragraphs in enumerate(texts):
        for at, text in enumerate(paragraphs):
            if not re.fullmatch(r"[A-Z][\w()/ -]*:|Summary|Action required", text):
                continue
            count += 1
            beside = "".join("".join(other) for other in texts[place + 1 :])
            assert "".join(paragraphs[at + 1 :]) or beside, f"nothing stands beside {text!r}"
    return count


@pytest.mark.parametrize("report", REPORTS, ids="-".join)
def test_no_passage_is_empty(report: tuple[str, str]) -> None:
    """Every paragraph, cell, label and line of the cover says something."""
    for passage in passages(document(*report)):
        assert passage.text.strip(), passage.origin


@pytest.mark.parametrize("report", REPORTS, ids="-".join)
def test_word_file_has_the_words_of_the_report(report: tuple[str, str]) -> None:
    """The sentences of the report are in the Word file, in their order."""
    text = unescape(re.sub(r"<[^>]+>", "", parts(word_files()[report])["word/document.xml"]))
    at = 0
    for block in document(*report).blocks():
        words = "".join(span.text for span in block.spans)
        found = text.find(words, at)
        assert found >= 0, words
        at = found + len(words)
