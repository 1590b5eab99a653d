"""What stops an issue: each reason by itself, all of them at once, and nothing written for any."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from reportgen.catalogs.places import messages_path
from reportgen.errors import InputError, Problem
from reportgen.issues.register import RegisterEntry, dump_register
from reportgen.pipeline.files import held
from tests.issues.support import IssuingProject

MEETING = "iscg-23-1"
pytestmark = pytest.mark.slow


def refused(project: IssuingProject, addressee: str = "TSAG", **changes: Any) -> list[str]:
    """Return why a report is not issued, as `code: message`; nothing may be left of the attempt."""
    before = files(project)
    with pytest.raises(InputError) as caught:
        project.issue(MEETING, addressee, **changes)
    assert files(project) == before
    return [f"{each.code}: {each.message}" for each in caught.value.problems if is_error(each)]


def is_error(problem: Problem) -> bool:
    """Whether a problem is what stopped the issue, rather than a warning beside it."""
    return problem.severity == "error"


def files(project: IssuingProject) -> dict[Path, bytes]:
    """Return every file of the project."""
    return {path: path.read_bytes() for path in project.root.rglob("*") if path.is_file()}


def entry(**changes: Any) -> RegisterEntry:
    """Return the entry of the original of the report to TSAG."""
    facts: dict[str, Any] = {
        "addressee": "TSAG",
        "symbol": "TSAG-TD239",
        "full_symbol": "TSAG-TD239",
        "kind": "original",
        "number": 0,
        "date": "2023-05-20",
        "approver": "A. Diaz",
        "folder": "issued/tsag-td239",
        "sha256": "0" * 64,
        "restricted_folder": "issued/tsag-td239.restricted",
        "restricted_sha256": "0" * 64,
    }
    return RegisterEntry(**{**facts, **changes})


def register(project: IssuingProject, *entries: RegisterEntry, meeting: str = MEETING) -> None:
    """Write a register with these entries."""
    found = project.register(meeting)
    for each in entries:
        found = found.with_entry(each)
    found.path.write_bytes(dump_register(found))


def test_a_fault_of_the_meeting_stops_it(project: IssuingProject) -> None:
    """What `reportgen check` refuses cannot be issued."""
    project.change(MEETING, 'document("ISCG/23-1/02", form="word")', 'document("ISCG/23-1/99")')
    assert any("ISCG/23-1/99" in each for each in refused(project))


def test_a_missing_value_stops_it(project: IssuingProject) -> None:
    """A report without its date is not final."""
    project.change(MEETING, "    date: 2023-05-15\n", "")
    assert refused(project) == ["missing-value: TSAG: reports.TSAG.date is missing"]


def test_a_missing_translation_stops_it(project: IssuingProject) -> None:
    """All six languages are complete, or nothing is issued."""
    catalog = project.folder(MEETING) / "locale" / "ru.po"
    text = catalog.read_text(encoding="utf-8")
    start = text.index('msgctxt "complete-report"')
    place = text.index("msgstr", start)
    end = text.index("\n\n", place)
    catalog.write_text(text[:place] + 'msgstr ""' + text[end:], encoding="utf-8")
    assert refused(project) == ["missing-translation: TSAG ru: complete-report is not translated"]


def test_a_text_that_nobody_has_reviewed_stops_it(project: IssuingProject) -> None:
    """Translated is not enough: somebody has to stand for every text, our messages included."""
    changed = {
        project.folder(MEETING) / "locale" / "fr.po": "complete-report",
        messages_path("ar"): "messages.label_abstract",
    }
    before = {path: path.read_bytes() for path in changed}
    try:
        for path, context in changed.items():
            take_review(path, context)
        assert refused(project) == [
            "not-reviewed: 1 text of the report nobody has reviewed: messages.label_abstract",
            "not-reviewed: 1 text of the report nobody has reviewed: complete-report",
        ]
    finally:
        messages_path("ar").write_bytes(before[messages_path("ar")])


def take_review(path: Path, context: str) -> None:
    """Take the mark of a review from an entry of a catalog."""
    entries = path.read_text(encoding="utf-8").split("\n\n")
    for place, text in enumerate(entries):
        if f'msgctxt "{context}"' in text:
            lines = [line for line in text.splitlines() if not line.startswith("# reviewed:")]
            assert len(lines) < len(text.splitlines())
            entries[place] = "\n".join(lines)
    path.write_text("\n\n".join(entries), encoding="utf-8")


def test_a_review_of_what_the_report_does_not_show_is_not_asked_for(
    project: IssuingProject,
) -> None:
    """A text for TDAG that nobody has reviewed stops the report to TDAG, not the one to TSAG."""
    catalog = project.folder(MEETING) / "locale" / "fr.po"
    take_review(catalog, "tdag-representatives/wording/TDAG")
    message = "1 text of the report nobody has reviewed: tdag-representatives/wording/TDAG"
    assert refused(project, "TDAG") == [f"not-reviewed: {message}"]
    assert refused(project, "TSAG", symbol="TSAG-TD1") == [
        "symbol-differs: outcomes.yaml has the symbol TSAG-TD239, not TSAG-TD1"
    ]


@pytest.mark.parametrize(
    ("symbol", "found"),
    [
        ("TDAG-23/48", "symbol-not-of-body: TDAG-23/48 is no symbol of TSAG"),
        ("TSAG-TD239R1", "symbol-not-of-body: TSAG-TD239R1 has the mark of a revision"),
        ("TSAG-TD239-E", "symbol-not-of-body: TSAG-TD239-E has the mark of a letter"),
    ],
)
def test_a_symbol_of_another_form_stops_it(
    project: IssuingProject, symbol: str, found: str
) -> None:
    """The symbol is the document's own, of the pattern of the addressee."""
    project.change(MEETING, "symbol: TSAG-TD239\n", f"symbol: {symbol}\n")
    assert refused(project) == [found]


def test_a_symbol_of_another_report_stops_it(project: IssuingProject) -> None:
    """A symbol that any meeting of the project has issued is taken."""
    register(project, entry(), meeting="iscg-21-2")
    message = "the symbol TSAG-TD239 is taken: iscg-21-2 has issued it to TSAG"
    assert refused(project) == [f"symbol-taken: {message}"]


def test_files_without_a_name_of_the_document_system_stop_it(project: IssuingProject) -> None:
    """What is issued is filed: its files have the names that the document system asks for."""
    project.change(MEETING, "session: {ordinal: 30, from", "session: {from")
    message = "the files cannot be named by the pattern of the document system"
    assert refused(project, "TDAG") == [f"file-name-incomplete: {message}"]


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        (
            {"kind": "original"},
            "TSAG-TD239 was issued on 2023-05-20: an original is issued once",
        ),
        (
            {"kind": "revision", "number": 2},
            "the next revision of TSAG-TD239 is 1, not 2",
        ),
        (
            {"kind": "corrigendum", "number": 2},
            "the next corrigendum of TSAG-TD239 is 1, not 2",
        ),
        (
            {"kind": "addendum", "number": 3},
            "the next addendum of TSAG-TD239 is 1, not 3",
        ),
        (
            {"kind": "revision", "number": 1, "date": "2023-05-19"},
            "TSAG-TD239 was issued on 2023-05-20, after 2023-05-19",
        ),
    ],
)
def test_an_issue_out_of_order_stops_it(
    project: IssuingProject, changes: dict[str, Any], found: str
) -> None:
    """The original comes once, and what follows has the next number and day."""
    register(project, entry())
    assert refused(project, **changes) == [f"issue-order: {found}"]


@pytest.mark.parametrize("kind", ["revision", "corrigendum", "addendum"])
def test_nothing_comes_before_the_original(project: IssuingProject, kind: str) -> None:
    """There is nothing to revise or correct yet."""
    message = f"there is no original of TSAG-TD239 that a {kind} could be to"
    assert refused(project, kind=kind, number=1) == [f"issue-order: {message}"]


def test_a_document_keeps_its_symbol(project: IssuingProject) -> None:
    """A revision is to the same document."""
    register(project, entry())
    project.change(MEETING, "symbol: TSAG-TD239\n", "symbol: TSAG-TD240\n")
    message = "the report to TSAG was issued as TSAG-TD239, not TSAG-TD240"
    assert f"issue-order: {message}" in refused(project, kind="revision", number=1)


def test_a_day_before_the_end_of_the_meeting_stops_it(project: IssuingProject) -> None:
    """Nobody reports what has not happened."""
    message = "2023-05-01 is before the end of the meeting (2023-05-02)"
    assert refused(project, date="2023-05-01") == [f"issue-order: {message}"]


def test_a_faulty_register_stops_it(project: IssuingProject) -> None:
    """Without every register nobody can say whether a symbol is free."""
    (project.folder("iscg-21-2") / "issues.yaml").write_text("schema: 1\n", encoding="utf-8")
    assert refused(project) == ['register-faulty: "issues" is missing']


def test_a_folder_that_nobody_has_registered_stops_it(project: IssuingProject) -> None:
    """What lies where the issue is to go is not touched: nobody knows whose it is."""
    folder = project.folder(MEETING) / "issued" / "tsag-td239"
    folder.mkdir(parents=True)
    (folder / "note.txt").write_text("mine", encoding="utf-8")
    message = "this folder is there already, and no register knows it"
    assert refused(project) == [f"issue-in-the-way: {message}"]


def test_two_at_once_do_not_meet(project: IssuingProject) -> None:
    """While one issue is under way in a project, another one is refused."""
    reports = project.root / "reports"
    taken = Problem(str(reports), 0, 0, "error", "x", "held by the test")
    with held(reports, taken):
        found = refused(project)
    assert found == ["issue-running: another issue is under way in this project"]


def test_everything_is_told_at_once(project: IssuingProject) -> None:
    """A secretary hears of all that is to be done, not of one thing after another."""
    project.change(MEETING, "    date: 2023-05-15\n", "")
    take_review(project.folder(MEETING) / "locale" / "fr.po", "complete-report")
    found = refused(project, kind="revision", number=1, symbol="TSAG-TD1", date="2023-05-01")
    assert {each.partition(":")[0] for each in found} == {
        "missing-value",
        "not-reviewed",
        "symbol-differs",
        "issue-order",
    }
    assert len(found) == 5
