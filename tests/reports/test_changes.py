"""A fact is said once: who changes it in the file changes every place that states it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from reportgen.document import Document
from tests.reports.project import (
    ADDRESSEES,
    MEETINGS,
    build_words,
    changed_project,
    document,
    lines,
    parts,
    passages,
)

# The day as written in the file, as printed, and the same of another day with the same resolutions
# in force and the same word for a chair.
DAYS = {
    "iscg-21-2": ("2021-09-01", "1 September 2021", "2021-11-17", "17 November 2021"),
    "iscg-23-1": ("2023-05-02", "2 May 2023", "2023-06-14", "14 June 2023"),
}

NEXT_MEETINGS = {
    "iscg-21-2": (
        """\
next_meeting:
  any_of:
    - {part: end, month: 2022-01}
    - {part: beginning, month: 2022-02}
  note: to-be-confirmed
""",
        ("January", "February", "to be confirmed"),
    ),
    "iscg-23-1": (
        "next_meeting: {month: 2023-10, note: to-be-confirmed}\n",
        ("October", "to be confirmed"),
    ),
}


@pytest.mark.parametrize("meeting", MEETINGS)
@pytest.mark.parametrize("addressee", ADDRESSEES)
def test_date_of_the_meeting_is_said_once(tmp_path: Path, meeting: str, addressee: str) -> None:
    """With another date of the meeting the report reads the same, with that date everywhere."""
    old, old_words, new, new_words = DAYS[meeting]
    root = changed_project(tmp_path, meeting, (f"  date: {old}", f"  date: {new}"))
    before, after = document(meeting, addressee), document(meeting, addressee, root)
    assert lines(after) == [line.replace(old_words, new_words) for line in lines(before)]
    assert sum(new_words in line for line in lines(after)) >= 2
    assert after.date == new


@pytest.mark.slow
@pytest.mark.parametrize("meeting", MEETINGS)
def test_old_date_is_nowhere_in_the_word_files(tmp_path: Path, meeting: str) -> None:
    """Nor does any part of the Word files, properties included, keep the old date."""
    old, old_words, new, _ = DAYS[meeting]
    root = changed_project(tmp_path, meeting, (f"  date: {old}", f"  date: {new}"))
    files = build_words(root, tmp_path / "out")
    assert len(files) == len(ADDRESSEES)
    for data in files.values():
        for name, xml in parts(data).items():
            words = re.sub(r"<[^>]+>", "", xml).replace("\N{NO-BREAK SPACE}", " ")
            assert old not in xml, name
            assert old_words not in words, name


def test_later_meeting_cites_what_is_in_force_then(tmp_path: Path) -> None:
    """The revision of a resolution and the word for a chair follow the date of the meeting."""
    change = ("  date: 2021-09-01", "  date: 2023-11-20")
    root = changed_project(tmp_path, "iscg-21-2", change)
    words = "\n".join(lines(document("iscg-21-2", "TDAG", root)))
    assert "Dubai" not in words
    assert words.count("Resolution\N{NO-BREAK SPACE}191 (Rev. Bucharest, 2022)") == 3
    assert "Chairman" not in words
    assert "ISCG Chair" in words


@pytest.mark.parametrize("meeting", MEETINGS)
@pytest.mark.parametrize("addressee", ADDRESSEES)
def test_next_meeting_is_said_once(tmp_path: Path, meeting: str, addressee: str) -> None:
    """When the day of the next meeting is fixed, nothing of the vague date is left."""
    old, old_words = NEXT_MEETINGS[meeting]
    root = changed_project(tmp_path, meeting, (old, "next_meeting: 2024-03-12\n"))
    before = "\n".join(lines(document(meeting, addressee)))
    after = "\n".join(lines(document(meeting, addressee, root)))
    for words in old_words:
        assert words in before
        assert words not in after
    assert "on 12 March 2024" in after


def spoken_of(report: Document, group: str) -> list[str]:
    """Return the sources of what names a group in a report, by hand included."""
    return [
        span.source
        for passage in passages(report)
        for span in passage.spans
        if re.search(rf"(?<!\w){group}(?!\w)", span.text)
    ]


@pytest.mark.parametrize("meeting", MEETINGS)
@pytest.mark.parametrize("addressee", ADDRESSEES)
def test_addressee_is_said_once(tmp_path: Path, meeting: str, addressee: str) -> None:
    """The report to one group, sent to another, addresses the other one everywhere."""
    other = {"TSAG": "RAG", "RAG": "TDAG", "TDAG": "TSAG"}[addressee]
    names = [(addressee, "SWAPPED"), (other, addressee), ("SWAPPED", other)]
    changes = [(f"\n  {old}:\n", f"\n  {new}:\n") for old, new in names]
    if meeting == "iscg-21-2" and "TDAG" in (addressee, other):
        asked = other if addressee == "TDAG" else addressee
        changes.append(("addressees: [TDAG]", f"addressees: [{asked}]"))
    root = changed_project(tmp_path, meeting, *changes)
    before, after = document(meeting, addressee), document(meeting, other, root)
    addressed = [source for source in spoken_of(before, addressee) if "addressee" in source]
    assert len(addressed) >= 5
    # What is left of the old name is the group as a third party, in words for any addressee.
    left = [source for source in spoken_of(after, addressee) if "addressee" in source or not source]
    assert left == []
    assert len([s for s in spoken_of(after, other) if "addressee" in s]) >= 5
