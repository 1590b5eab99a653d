"""The files of a review: what is written is read again, and a damaged one says where."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from reportgen.errors import InputError
from reportgen.pipeline.review.folder import ReviewFolder
from reportgen.review.model import (
    Change,
    Decision,
    EditText,
    EditValue,
    NewText,
    PackedComment,
    PackedDraft,
    PackedParagraph,
    PackedSpan,
    Returned,
    Withdrawal,
)
from reportgen.review.records import record_json

DRAFT = PackedDraft(
    format=1,
    id="iscg-23-1-TSAG-fr-1",
    reportgen="0",
    meeting="iscg-23-1",
    addressee="TSAG",
    language="fr",
    to="C. Chair",
    packed="2023-06-01T09:00:00Z",
    file="iscg-23-1-TSAG-fr-1.docx",
    sha256="0" * 64,
    sources={"reports/iscg-23-1/outcomes.yaml": "1" * 64},
    texts={"opening": "Le **groupe** s’est réuni {{ date(meeting) }}."},
    paragraphs=(
        PackedParagraph(
            "_src_1",
            "paragraph",
            "opening",
            "Le groupe",
            spans=(PackedSpan(0, 9, "Le groupe", "o"),),
        ),
    ),
    comments=(PackedComment(0, "_src_1", "ISCG secretariat", "…"),),
)
RETURNED = Returned(
    1,
    DRAFT.id,
    "iscg-23-1",
    "TSAG",
    "fr",
    "copy.docx",
    "abcdef01" + "2" * 56,
    (
        Change(
            "c1",
            "replacement",
            "C. Chair",
            "2023-06-02T10:00:00Z",
            proposals=(
                EditText("opening", 0, 2, "Un"),
                EditValue("meeting.date", "1 May", "2 May", "2023-05-02"),
                NewText("opening", "paragraph", "Neuf."),
                Withdrawal("opening", "opening"),
            ),
        ),
    ),
)


@pytest.fixture
def folder(tmp_path: Path) -> ReviewFolder:
    """The review folder of a meeting, with one draft."""
    found = ReviewFolder(tmp_path / "review", tmp_path)
    found.path.mkdir()
    found.draft_path(DRAFT.id).write_bytes(record_json(DRAFT))
    return found


def test_what_is_written_is_read_again(folder: ReviewFolder) -> None:
    """Drafts, copies and decisions come back as they were, each kind of proposal with its type."""
    decision = Decision("c1", "answered", "Secretary", "2023-06-03", "Thank you.")
    folder.record_returned(DRAFT, RETURNED)
    folder.record_decisions(DRAFT, [decision])
    assert folder.drafts() == (DRAFT,)
    assert folder.draft(DRAFT.id) == DRAFT
    assert folder.draft("../other") is None
    assert folder.returned(DRAFT) == (RETURNED,)
    assert folder.decisions(DRAFT) == (decision,)


def test_decisions_are_added_in_order_and_once(folder: ReviewFolder) -> None:
    """A decision that is there already is not written a second time."""
    first = Decision("c1", "accepted", "Secretary", "2023-06-03")
    second = Decision("c1", "answered", "Secretary", "2023-06-04", "Done.")
    folder.record_decisions(DRAFT, [first])
    folder.record_decisions(DRAFT, [second, first])
    assert folder.decisions(DRAFT) == (first, second)


def test_records_are_the_same_bytes_and_sorted(folder: ReviewFolder) -> None:
    """Who compares two versions of a record sees what changed and nothing else."""
    path = folder.record_returned(DRAFT, RETURNED)
    before = path.read_bytes()
    folder.record_returned(DRAFT, RETURNED)
    assert path.read_bytes() == before
    keys = list(json.loads(before))
    assert keys == sorted(keys)


def test_nothing_sent_is_no_fault(tmp_path: Path) -> None:
    """A meeting without a review folder has no drafts."""
    assert ReviewFolder(tmp_path / "review", tmp_path).drafts() == ()


@pytest.mark.parametrize(
    ("data", "code", "words"),
    [
        (b"{", "review-damaged", "JSON"),
        (b"\xff", "review-damaged", "damaged"),
        (b"[]", "review-damaged", "damaged"),
        (
            record_json(DRAFT).replace(b'"paragraphs"', b'"paragraph"'),
            "review-damaged",
            "paragraphs",
        ),
        (record_json(replace(DRAFT, format=2)), "review-format", "format 2"),
        (record_json(replace(DRAFT, id="other")), "review-damaged", "other"),
    ],
)
def test_damaged_record_is_a_problem(
    folder: ReviewFolder, data: bytes, code: str, words: str
) -> None:
    """A file that was cut, edited or comes from another version is named, with what is wrong."""
    folder.draft_path(DRAFT.id).write_bytes(data)
    with pytest.raises(InputError) as caught:
        folder.drafts()
    (problem,) = caught.value.problems
    assert problem.code == code
    assert problem.path == f"review/{DRAFT.id}.json"
    assert words in problem.message
