"""What the two meetings produced is all there, and each report shows what its addressee gets."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest

from reportgen.document import Document
from reportgen.model import Meeting
from tests.reports.project import ADDRESSEES, MEETINGS, document, lines, maker

REPORTS = [(meeting, addressee) for meeting in MEETINGS for addressee in ADDRESSEES]

FACTS = {
    "iscg-21-2": {
        "theme": {
            "task-force-report-online",
            "ccg-created",
            "zoom-integrated",
            "platforms-bdt",
            "platforms-tsb",
            "ai-reported",
            "automatic-translation-proposed",
            "climate-reported",
            "accessibility-reported",
            "resource-sharing-proposed",
            "document-access-proposed",
            "conformance-proposed",
        },
        "document": {"document-3-1", "document-04-1", "document-04-2", "document-inf-1"},
        "request": {
            "harmonize-webpage-access",
            "harmonize-contributions",
            "review-iscg-documents",
            "lead-pp22-preparations",
            "comment-on-way-forward",
            "share-mapping-with-study-groups",
            "replenish-accessibility-fund",
        },
        "mapping_table": {"mapping-as-presented", "mapping-after-meeting"},
        "decision": {"mapping-by-secretariat", "support-accessibility-budget"},
        "budget": {"accessibility-budget-line"},
        "liaison_statement": {"ls-1"},
        "text_revision": {"guidelines-document-references", "guidelines-achievements"},
        "action": {
            "perform-mapping",
            "updates-from-study-groups",
            "budget-request-council",
            "develop-document-guidelines",
            "coordinate-next-meeting",
            "post-next-meeting",
        },
    },
    "iscg-23-1": {
        "document": {"document-02"},
        "event": {"iscm-to-council", "green-digital-day-cop28"},
        "theme": {
            "climate-reported",
            "accessibility-reported",
            "remote-participation-reported",
            "digital-divide-proposed",
            "website-harmonization-proposed",
        },
        "request": {
            "regional-directors-invited",
            "apply-accessibility-standards",
            "standard-meeting-procedures",
            "new-building-involvement",
            "share-virtual-meeting-rules",
            "advance-website-harmonization",
            "websites-in-council-report",
            "contributions-for-next-meeting",
        },
        "liaison_statement": {"ls-1"},
        "appointment": {"appointment-rimkeviciene", "appointment-sharafat"},
        "mapping_table": {"mapping-1", "mapping-2", "mapping-3"},
        "text_revision": {"guidelines-resolution-9", "tor"},
        "action": {
            "resolution-191-action",
            "virtual-meeting-practices",
            "present-guidelines-resolution-9",
            "agree-mapping-3",
            "consult-management-team",
            "post-next-meeting",
        },
    },
}
"""The facts of each meeting by type: registers refer to these ids, so none may change or go."""


def meeting_of(name: str) -> Meeting:
    """Return what one meeting produced."""
    return maker(name).meetings[name]


@pytest.mark.parametrize("name", MEETINGS)
def test_every_fact_is_carried_by_one_outcome(name: str) -> None:
    """Each fact that the meeting produced stands, once and under its id, below an outcome."""
    carried = [(f.type, f.id) for o in meeting_of(name).outcomes for f in o.facts]
    expected = [(kind, key) for kind, keys in FACTS[name].items() for key in keys]
    assert Counter(carried) == Counter(expected)


@pytest.mark.parametrize("name", MEETINGS)
def test_every_outcome_reaches_a_reader(name: str) -> None:
    """Every outcome is shown in at least one of the three reports."""
    shown = {each.outcome for a in ADDRESSEES for each in maker(name).report(a).shown}
    assert shown == {outcome.id for outcome in meeting_of(name).outcomes}


@pytest.mark.parametrize(("name", "addressee"), REPORTS)
def test_every_outcome_has_its_place_in_the_outline(name: str, addressee: str) -> None:
    """No outcome is appended for want of a place: the outline names each one."""
    assert {each.how for each in maker(name).report(addressee).shown} == {"named"}


def test_only_tdag_is_asked_to_inform_its_study_groups() -> None:
    """What is asked of TDAG alone stands in no other report, and the others say why."""
    name = "iscg-21-2"
    assert any("ITU-D study groups" in line for line in lines(document(name, "TDAG")))
    for addressee in ("TSAG", "RAG"):
        assert not any("study groups," in line for line in lines(document(name, addressee)))
        left_out = maker(name).report(addressee).left_out
        reasons = [(each.outcome, each.reason) for each in left_out]
        assert reasons == [("inform-study-groups", "addressed to TDAG only")]


@pytest.mark.parametrize(("name", "addressee"), REPORTS)
def test_gaps_are_what_the_meeting_did_not_settle(name: str, addressee: str) -> None:
    """A draft lacks only what is known later: symbol, date, session and contact."""
    missing = {gap.field.rpartition(".")[2] for gap in document(name, addressee).gaps}
    assert missing <= {"symbol", "date", "session", "contact"}
    assert {"symbol", "session"} <= missing


def outcome_sources(report: Document) -> set[str]:
    """Return the expressions in the outcomes of a report."""
    return {s.source for b in report.blocks() if b.outcome for s in b.spans if s.source}


@pytest.mark.parametrize(("name", "addressee"), REPORTS)
def test_report_speaks_of_its_addressee_as_such(name: str, addressee: str) -> None:
    """Where an outcome concerns the addressee, its words say so: they do not name it by key."""
    sources = outcome_sources(document(name, addressee))
    assert not [source for source in sources if f'"{addressee}"' in source]
    assert any("addressee" in source for source in sources)


def test_recipients_of_a_liaison_statement_read_that_they_get_it() -> None:
    """RAG and TDAG are named first in their own report, TSAG is told of both."""
    starts = {"RAG": "RAG a liaison", "TDAG": "TDAG a liaison", "TSAG": "RAG and TDAG a liaison"}
    for addressee, start in starts.items():
        words = "\n".join(lines(document("iscg-23-1", addressee)))
        assert f"The ISCG agreed to send {start}" in words


@pytest.mark.parametrize(("name", "addressee"), REPORTS)
def test_lists_end_as_lists_do(name: str, addressee: str) -> None:
    """An item ends with a semicolon if another follows, the last with a full stop."""
    blocks = [*document(name, addressee).blocks()]
    for block, following in pairwise(blocks):
        end = block.spans[-1].text[-1:] if block.spans else "."
        if block.kind == "bullet":
            if following.kind == "bullet":
                assert end in ".;", block.origin
            else:
                assert end == ".", block.origin
