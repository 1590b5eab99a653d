"""Reports in a language: gaps are marked, and every place that states a fact follows it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from reportgen.document import Document, Field, Span, plain_text
from reportgen.errors import InputError
from reportgen.localise.scope import gap_message
from reportgen.messages import MESSAGES
from tests.support.meetings import MEETING, make_project

FILE = """\
schema: 1
meeting: {body: ISCG, symbol: ISCG/23-1, date: 2023-05-02}
documents:
  ISCG/23-1/02: {}
next_meeting: {month: 2023-10}
outcomes:
  - id: met
    kind: information
    text:
      - The {{ group }} met on {{ date(meeting) }}, {{ dates(meetings) }}, {{ when(meeting) }}.
      - It will meet {{ when(next_meeting) }}, that is {{ when(next_meeting, form="bare") }}.
      - "{{ addressee }} ({{ addressee.name }}) of {{ addressee.sector }}, {{ addressee.bureau }}."
      - "{{ body(addressee, form='full') }} and its {{ chair(addressee) }}."
reports:
  TSAG: {}
  TDAG: {}
  RAG: {}
"""


def all_spans(document: Document) -> list[Span]:
    """Return every span of a document, the cover included."""
    fields: list[Field] = [*document.cover.fields.values(), *document.cover.labels.values()]
    found = [span for field in fields for span in field.spans]
    blocks = [block for row in document.cover.box for block in row.paragraphs]
    for block in (*blocks, *document.blocks()):
        found += block.spans
        found += [s for row in (block.columns, *block.rows) for cell in row for s in cell.spans]
    return found


def words(document: Document) -> str:
    """Return all words of a document."""
    return "\n".join(span.text for span in all_spans(document))


def test_changing_the_date_changes_every_place_that_states_it(tmp_path: Path) -> None:
    """The day of the meeting is written once; no report keeps the old one."""
    later = make_project(tmp_path, {MEETING: FILE.replace("2023-05-02", "2024-06-18")})
    for addressee in ("TSAG", "TDAG", "RAG"):
        text = words(later.document(addressee))
        assert text.count("18 June 2024") >= 5
        assert "2 May 2023" not in text
        # The chair is called otherwise since August 2023.
        assert "Chairman" not in text


def test_changing_the_date_changes_the_revision_of_a_resolution(tmp_path: Path) -> None:
    """A resolution is cited as it stood on the day of the meeting."""
    for day, revision in (
        ("2016-03-15", "Resolution 191 (Busan, 2014)"),
        ("2021-09-01", "Resolution 191 (Rev. Dubai, 2018)"),
        ("2023-05-02", "Resolution 191 (Rev. Bucharest, 2022)"),
    ):
        project = make_project(tmp_path / day, {MEETING: FILE.replace("2023-05-02", day)})
        assert revision in words(project.document("TSAG")).replace("\N{NO-BREAK SPACE}", " ")


def test_changing_the_next_meeting_changes_every_place_that_states_it(tmp_path: Path) -> None:
    """When the group meets next is written once."""
    changed = FILE.replace("{month: 2023-10}", "{from: 2024-01-30, to: 2024-01-31}")
    text = words(make_project(tmp_path, {MEETING: changed}).document("RAG"))
    assert text.count("30 to 31 January 2024") == 2
    assert "October" not in text


def test_each_addressee_reads_its_own_name(tmp_path: Path) -> None:
    """Nothing of one addressee's name stands in the report to another."""
    project = make_project(tmp_path, {MEETING: FILE})
    own = {"TSAG": ("ITU-T", "TSB"), "TDAG": ("ITU-D", "BDT"), "RAG": ("ITU-R", "BR")}
    for addressee, (sector, bureau) in own.items():
        blocks = project.document(addressee).blocks()
        text = "\n".join(plain_text(b.spans) for b in blocks if b.outcome)
        assert re.findall(r"\b(TSAG|TDAG|RAG)\b", text) == [addressee] * 3
        assert re.findall(r"\bITU-[TDR]\b", text) == [sector]
        assert re.findall(r"\b(TSB|BDT|BR)\b", text) == [bureau]


def test_what_is_missing_is_a_marked_gap(tmp_path: Path) -> None:
    """A fact that the file does not give stands in the draft in square brackets, and is listed."""
    bare = FILE.replace("next_meeting: {month: 2023-10}\n", "")
    bare = bare.replace("It will", 'On {{ document("ISCG/23-1/02", form="title") }} it will')
    document = make_project(tmp_path, {MEETING: bare}).document("TDAG")
    marked = {span.text for span in all_spans(document) if span.kind == "gap"}
    assert marked == {
        "[document symbol to be assigned]",
        "[date to be set]",
        "[place and dates of the meeting to be completed]",
        "[contact to be completed]",
        "[date of the next meeting to be completed]",
        "[title of the document to be completed]",
    }
    fields = {gap.field for gap in document.gaps}
    assert fields == {
        "reports.TDAG.symbol",
        "reports.TDAG.date",
        "reports.TDAG.session",
        "reports.TDAG.contact",
        "next_meeting",
        "documents.ISCG/23-1/02.title",
    }
    assert {gap.reason for gap in document.gaps} == {"missing-value"}


def test_a_final_is_refused_for_its_gaps(tmp_path: Path) -> None:
    """Every gap is named, and no file is written."""
    project = make_project(tmp_path, {MEETING: FILE})
    with pytest.raises(InputError) as raised:
        project.build(is_final=True, addressees=("TDAG",))
    assert [(p.code, p.message) for p in raised.value.problems][:1] == [
        ("missing-value", "TDAG en: reports.TDAG.symbol is missing")
    ]
    assert not (tmp_path / "reports" / MEETING / "build").exists()


def test_gap_messages_are_all_there() -> None:
    """Every field has words for its absence."""
    for field in ("reports.RAG.symbol", "next_meeting", "meeting.mode", "documents.X.title"):
        assert gap_message(field) in MESSAGES


def test_every_span_knows_its_text(tmp_path: Path) -> None:
    """Words and values carry the origin of the text they stand in; values also their source."""
    document = make_project(tmp_path, {MEETING: FILE}).document("TSAG")
    for span in all_spans(document):
        assert span.origin
        assert (span.kind == "text") == (not span.source)
        if span.kind == "gap":
            assert span.field


def test_a_value_about_another_meeting_names_that_meeting(tmp_path: Path) -> None:
    """In a report about two meetings a date leads to the file it was taken from."""
    earlier = FILE.replace("2023-05-02", "2022-10-03").replace("ISCG/23-1", "ISCG/22-1")
    project = make_project(tmp_path, {"iscg-22-1": earlier})
    project.write(FILE.replace("TSAG: {}", "TSAG: {covers: [iscg-22-1, iscg-23-1]}"))
    spans = all_spans(project.document("TSAG"))
    dates = {
        (s.text.replace("\N{NO-BREAK SPACE}", " "), s.field) for s in spans if "date(m" in s.source
    }
    assert dates == {("3 October 2022", "iscg-22-1:meeting.date"), ("2 May 2023", "meeting.date")}


def test_untranslated_texts_are_marked_as_english(tmp_path: Path) -> None:
    """Where a translation is missing a draft shows the English words, marked as such and listed."""
    document = make_project(tmp_path, {MEETING: FILE}).document("TSAG", language="fr")
    missing = {gap.origin for gap in document.gaps if gap.reason == "missing-translation"}
    assert {"met", "met#2"} <= missing
    foreign = [s for s in all_spans(document) if s.origin == "met" and s.kind == "text"]
    assert {span.language for span in foreign if span.text.strip()} == {"en-GB"}
