"""File names of the document system: every real one that is known, marks included, from data."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.organisation import load_organisation, read_organisation
from reportgen.organisation.symbols import AmendmentKind
from reportgen.report import IssueMark

ORGANISATION = load_organisation()
OVERLAY = """\
RPM:
  sector: D
  patterns: ['RPM-IRM{yy}/{number}[-{letter}]']
  type: C
  types: {C: C}
  file: 'D{period}-RPMIRM-{type}-{number:4}!{suffix}!{format}-{letter}'
T-REC:
  sector: T
  patterns: ['ITU-T {series}.{number} ({month}/{year})']
  type: REC
  types: {REC: REC}
  file: 'T-REC-{series}.{number}-{year}{month}-I!{suffix}!{format}-{letter}'
UPU:
  patterns: ['UPU {type} {year}-{number}[ rev {revision}][ corr {corrigendum}]']
  type: Doc
  types: {Doc: d}
  amendments:
    revision: {en: '{symbol} rev {number}'}
    corrigendum: {en: '{symbol} corr {number}', fr: '{symbol} rect {number}'}
  file: 'upu-{type}{year}-{number:4}_{suffix}_{format}_{letter}'
"""

# Body, symbol, marks, what is known of the meeting, and the name as it was seen in use.
REAL: list[tuple[str, str, IssueMark, dict[str, Any], str]] = [
    (
        "TDAG",
        "TDAG-23/48",
        IssueMark(revision=2),
        {"letter": "A", "first_day": date(2023, 6, 19), "ordinal": 30},
        "D22-TDAG30-C-0048!R2!MSW-A.docx",
    ),
    ("PP", "PP-18/62", IssueMark(addendum=1), {"letter": "F"}, "S18-PP-C-0062!A1!MSW-F.docx"),
    ("PP", "PP-14/73", IssueMark(addendum=1), {"letter": "R"}, "S14-PP-C-0073!A1!MSW-R.docx"),
    (
        "WTSA",
        "WTSA-16/18",
        IssueMark(),
        {"letter": "A", "first_day": date(2016, 10, 25)},
        "T13-WTSA.16-C-0018!!MSW-A.docx",
    ),
    ("PP", "PP-18/2000", IssueMark(), {"letter": "A"}, "S18-PP-C-2000!!MSW-A.docx"),
    (
        "T-REC",
        "ITU-T A.1 (10/2016)",
        IssueMark(),
        {"letter": "E"},
        "T-REC-A.1-201610-I!!MSW-E.docx",
    ),
    (
        "T-REC",
        "ITU-T E.119 (04/2017)",
        IssueMark(),
        {"letter": "R"},
        "T-REC-E.119-201704-I!!MSW-R.docx",
    ),
    (
        "RPM",
        "RPM-IRM21/50",
        IssueMark(),
        {"letter": "E", "first_day": date(2021, 4, 6)},
        "D18-RPMIRM-C-0050!!MSW-E.docx",
    ),
    ("Council", "C23/34", IssueMark(), {"letter": "E"}, "S23-CL-C-0034!!MSW-E.docx"),
    (
        "TSAG",
        "TSAG-TD239",
        IssueMark(),
        {"letter": "E", "first_day": date(2023, 5, 30)},
        "T22-TSAG-230530-TD-GEN-0239!!MSW-E.docx",
    ),
    (
        "RAG",
        "RAG/5",
        IssueMark(),
        {"letter": "E", "first_day": date(2021, 3, 29)},
        "R19-RAG21-C-0005!!MSW-E.docx",
    ),
]
SEVERAL = [
    (IssueMark(2, 0, 1), "D22-TDAG30-C-0048!R2C1!MSW-E.docx", "TDAG-23/48(Rev.2)(Corr.1)"),
    (IssueMark(1, 3, 0), "D22-TDAG30-C-0048!R1A3!MSW-E.docx", "TDAG-23/48(Rev.1)(Add.3)"),
    (IssueMark(0, 12, 0), "D22-TDAG30-C-0048!A12!MSW-E.docx", "TDAG-23/48(Add.12)"),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Organisation data of a project that files documents of others, too."""
    (tmp_path / "symbols.yaml").write_text(OVERLAY, encoding="utf-8")
    names = {
        key: {"name": "A name", "acronym": "A"} for key in ("en", "fr", "es", "ru", "zh", "ar")
    }
    bodies = json.dumps({key: {"kind": "outside", **names} for key in ("UPU", "T-REC")})
    (tmp_path / "bodies.yaml").write_text(bodies, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(("body", "symbol", "mark", "facts", "name"), REAL)
def test_real_names_are_made(
    folder: Path, body: str, symbol: str, mark: IssueMark, facts: dict[str, Any], name: str
) -> None:
    """From a symbol, its marks and the meeting comes the name that the document really had."""
    organisation, problems = read_organisation(folder)
    assert problems == ()
    made = organisation.file_name(body, symbol, extension="docx", amendments=mark.parts, **facts)
    assert made == name


@pytest.mark.parametrize(("mark", "name", "symbol"), SEVERAL)
def test_several_marks_follow_one_another(mark: IssueMark, name: str, symbol: str) -> None:
    """A corrigendum to a revision has both marks; the marked symbol names the same file."""
    facts: dict[str, Any] = {
        "letter": "E",
        "extension": "docx",
        "first_day": date(2023, 6, 19),
        "ordinal": 30,
    }
    system = ORGANISATION.symbol_pattern("TDAG")
    assert system is not None
    assert system.amended_symbol("TDAG-23/48", mark.parts) == symbol
    assert ORGANISATION.file_name("TDAG", "TDAG-23/48", amendments=mark.parts, **facts) == name
    assert ORGANISATION.file_name("TDAG", symbol, **facts) == name


def test_other_organisations_are_a_data_file(folder: Path) -> None:
    """Symbols, marks by language and file names of somebody else need no code."""
    organisation = load_organisation(folder)
    system = organisation.symbol_pattern("UPU")
    assert system is not None
    marks: list[tuple[AmendmentKind, int]] = [("revision", 2), ("corrigendum", 1)]
    assert system.amended_symbol("UPU Doc 2024-7", marks) == "UPU Doc 2024-7 rev 2 corr 1"
    assert system.amended_symbol("UPU Doc 2024-7", marks, "fr") == "UPU Doc 2024-7 rev 2 rect 1"
    name = organisation.file_name("UPU", "UPU Doc 2024-7 rev 2", letter="F", extension="pdf")
    assert name == "upu-d2024-0007_R2_PDF_F.pdf"


def test_amendments_without_english_are_refused(tmp_path: Path) -> None:
    """The pattern that stands for all languages must be there."""
    text = "UPU: {patterns: ['U{number}'], amendments: {revision: {fr: '{symbol}r{number}'}}}\n"
    (tmp_path / "symbols.yaml").write_text(text, encoding="utf-8")
    _, problems = read_organisation(tmp_path)
    assert [each.code for each in problems] == ["bad-value"]
    assert '"en" is missing' in problems[0].message


@given(
    st.sampled_from(["TSAG-TD239", "TDAG-23/48", "TDAG-21/2/12", "RAG/5", "C23/34", "PP-18/62"]),
    st.integers(0, 99),
    st.integers(0, 99),
    st.integers(0, 99),
)
def test_a_marked_symbol_is_read_again(
    symbol: str, revision: int, addendum: int, corrigendum: int
) -> None:
    """Whatever is written on a cover, the same pattern knows the parts of it."""
    bodies = {"T": "TSAG", "R": "RAG", "C": "Council", "P": "PP"}
    body = "TDAG" if symbol.startswith("TDAG") else bodies[symbol[0]]
    system = ORGANISATION.symbol_pattern(body)
    assert system is not None
    mark = IssueMark(revision, addendum, corrigendum)
    bare, full = system.parse(symbol), system.parse(system.amended_symbol(symbol, mark.parts))
    assert bare is not None
    marks: dict[str, str] = {kind: str(number) for kind, number in mark.parts}
    assert full == {**bare, **marks}
