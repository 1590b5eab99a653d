"""What one addressee gets: every outcome shown or left out with the reason, in the right words."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.audience import select_report, usual_outline
from reportgen.model import Meeting
from reportgen.report import Report

KINDS = (
    "information", "discussion", "appointment", "agreement", "decision", "action", "request",
    "liaison_statement", "theme", "proposal", "invitation",
)  # fmt: skip
FACTS = {"body": "ISCG", "symbol": "ISCG/23-1", "date": "2023-05-02"}


def meeting(*outcomes: Mapping[str, object], **keys: object) -> Meeting:
    """Return a meeting with these outcomes; id and text are made up where they are not given."""
    full = [
        {"id": f"o-{number}", "kind": "information", "text": f"Text {number}.", **outcome}
        for number, outcome in enumerate(outcomes)
    ]
    return Meeting.model_validate({"schema": 1, "meeting": FACTS, "outcomes": full, **keys})


def select(found: Meeting, addressee: str = "TSAG") -> Report:
    """Return the report of a meeting."""
    return select_report({"m": found}, "m", addressee)


def where(report: Report) -> list[tuple[str, str, str, str]]:
    """Return outcome, section, form and reason of everything shown."""
    return [(s.outcome, s.section, s.form, s.how) for s in report.shown]


def sources(report: Report) -> list[str]:
    """Return the source of every block of the body."""
    return [
        block.text.source
        for section in report.sections
        for block in section.blocks
        if block.text is not None
    ]


def outline(*sections: tuple[str, list[dict[str, object]]]) -> dict[str, object]:
    """Return the settings of reports to TSAG with this outline."""
    listed = [{"id": key, "heading": key, "blocks": blocks} for key, blocks in sections]
    return {"TSAG": {"outline": listed}}


def test_the_usual_outline_has_a_place_for_every_kind() -> None:
    """Without an outline each kind stands in its section, in the order of the file."""
    report = select(meeting(*({"id": k.replace("_", "-"), "kind": k} for k in KINDS)))
    places = {s.kind: s.section for s in report.shown}
    assert set(places) == set(KINDS)
    assert {s.how for s in report.shown} == {"selected"}
    assert [s.id for s in report.sections] == [
        "introduction", "discussions", "agreements", "themes", "conclusion",
    ]  # fmt: skip
    assert [s.outcome for s in report.shown if s.section == "discussions"] == [
        "information", "discussion", "appointment",
    ]  # fmt: skip


def test_sections_without_content_are_left_out_of_the_usual_outline() -> None:
    """No heading stands over nothing."""
    report = select(meeting({"kind": "agreement"}))
    assert [s.id for s in report.sections] == ["introduction", "agreements", "themes", "conclusion"]


def test_a_meeting_without_outcomes_still_makes_a_report() -> None:
    """The sentences of the program stand by themselves."""
    assert [s.id for s in select(meeting()).sections] == ["introduction", "themes", "conclusion"]


def test_named_selected_and_appended_outcomes_say_so() -> None:
    """An outline names some, selects some; the rest is appended where its kind stands."""
    found = meeting(
        {"kind": "information"},
        {"kind": "theme", "theme": "accessibility"},
        {"kind": "theme", "theme": "climate-change"},
        {"kind": "information"},
        {"kind": "decision"},
        reports=outline(
            ("a", [{"text": "Lead:", "items": ["o-0"]}]),
            ("b", [{"select": {"themes": ["accessibility"]}, "as": "items"}]),
            ("c", [{"message": "next_meeting"}]),
        ),
    )
    assert where(select(found)) == [
        ("o-0", "a", "item", "named"),
        ("o-1", "b", "item", "selected"),
        ("o-2", "b", "paragraphs", "appended"),  # where the last theme stands
        ("o-3", "a", "paragraphs", "appended"),  # where information stands
        ("o-4", "b", "paragraphs", "appended"),  # no decision anywhere: where any outcome stands
    ]


def test_an_outline_without_outcomes_gets_them_before_its_end() -> None:
    """Where nothing shows the way, outcomes go before the conclusion."""
    one = meeting({}, reports=outline(("a", []), ("b", []), ("c", [])))
    assert where(select(one)) == [("o-0", "b", "paragraphs", "appended")]
    only = meeting({}, reports=outline(("a", [])))
    assert where(select(only)) == [("o-0", "a", "paragraphs", "appended")]


def test_selection_takes_what_no_other_block_names() -> None:
    """An outcome named later in the outline is not selected before."""
    found = meeting(
        {}, {}, reports=outline(("a", [{"select": {}}]), ("b", [{"outcomes": ["o-0"]}]))
    )
    assert where(select(found)) == [
        ("o-1", "a", "paragraphs", "selected"),
        ("o-0", "b", "paragraphs", "named"),
    ]


def test_what_is_left_out_has_its_reason() -> None:
    """Omitted for a reason given, or not addressed: nothing goes without a word."""
    found = meeting(
        {},
        {"addressees": ["RAG", "TDAG"]},
        {"addressees": []},
        reports={"TSAG": {"omit": {"o-0": "said before"}}},
    )
    report = select(found)
    assert report.shown == ()
    assert [(o.outcome, o.why, o.reason) for o in report.left_out] == [
        ("o-0", "omitted", "said before"),
        ("o-1", "not-addressed", "addressed to RAG, TDAG only"),
        ("o-2", "not-addressed", "addressed to nobody only"),
    ]


@pytest.mark.parametrize(
    ("given", "as_item", "as_paragraphs"),
    [
        ({}, "text", "text"),
        ({"item": "item"}, "item", "text"),
        ({"wording": {"TSAG": "own"}}, "own", "own"),
        ({"wording": {"RAG": "other"}}, "text", "text"),
        ({"wording": {"TSAG": {"item": "own item"}}}, "own item", "text"),
        ({"item": "item", "wording": {"TSAG": "own"}}, "own", "own"),
        ({"item": "item", "wording": {"TSAG": {"item": "own item"}}}, "own item", "text"),
        (
            {"item": "item", "wording": {"TSAG": {"text": "own", "item": "own item"}}},
            "own item",
            "own",
        ),
    ],
)
def test_the_words_are_those_nearest_to_the_addressee(
    given: dict[str, object], as_item: str, as_paragraphs: str
) -> None:
    """Words for the addressee go before words for lists, words for both before either."""
    for key, expected in (("items", as_item), ("outcomes", as_paragraphs)):
        found = meeting({"text": "text", **given}, reports=outline(("a", [{key: ["o-0"]}])))
        assert sources(select(found)) == [expected]


def test_a_long_text_stands_in_a_list_as_one_item() -> None:
    """Further paragraphs continue the item, lists in it stand one level below."""
    text = ["First.", "Second.", {"text": "Lead:", "bullets": [{"text": "a", "bullets": ["b"]}]}]
    found = meeting({"text": text}, reports=outline(("a", [{"items": ["o-0"]}])))
    (section,) = select(found).sections
    assert [(b.kind, b.level) for b in section.blocks] == [
        ("bullet", 1), ("continuation", 1), ("continuation", 1), ("bullet", 2), ("bullet", 3),
    ]  # fmt: skip


def test_each_numbered_list_counts_for_itself() -> None:
    """Two lists have two names, so that Word begins each with one."""
    found = meeting({"text": [{"numbered": ["a", "b"]}, "Between.", {"numbered": ["c"]}]})
    blocks = [b for s in select(found).sections for b in s.blocks if b.kind == "number"]
    assert [b.list_id for b in blocks] == ["o-0", "o-0", "o-0#4"]


def test_messages_of_the_report_go_before_those_of_the_meeting() -> None:
    """The nearest wording of a message is taken: report, meeting, program."""
    found = meeting(
        messages={"next_meeting": "meeting's", "contributions": "meeting's"},
        reports={"TSAG": {"messages": {"next_meeting": "report's"}}, "RAG": {}},
    )
    assert {"report's", "meeting's"} <= set(sources(select(found)))
    assert "report's" not in sources(select(found, "RAG"))
    texts = [b.text for s in select(found).sections for b in s.blocks if b.text is not None]
    assert {t.origin for t in texts if "'s" in t.source and ":" not in t.origin} == {
        "messages.contributions",
        "reports.TSAG.messages.next_meeting",
    }


def test_the_message_about_an_unconfirmed_date_can_be_reworded() -> None:
    """Where the date is to be confirmed its own message counts, worded here or there."""
    found = meeting(
        next_meeting={"month": "2023-10", "note": "to-be-confirmed"},
        messages={"next_meeting_unconfirmed": "Perhaps {{ when(next_meeting) }}."},
    )
    assert "Perhaps {{ when(next_meeting) }}." in sources(select(found))


def test_several_meetings_are_told_in_one_report() -> None:
    """Outcomes of every meeting covered stand in the order of the meetings, with their origins."""
    first, second = (
        meeting({"id": "a"}),
        meeting(
            {"id": "a"},
            {"id": "b", "addressees": ["RAG"]},
            reports={"TSAG": {"covers": ["first", "second"]}},
        ),
    )
    report = select_report({"first": first, "second": second}, "second", "TSAG")
    assert report.covers == ("first", "second")
    assert [s.outcome for s in report.shown] == ["first:a", "a"]
    origins = [b.origin for s in report.sections for b in s.blocks if b.outcome]
    assert origins == ["first:a", "a"]
    plural = [b.text for s in report.sections for b in s.blocks if b.text and b.text.plural]
    assert plural
    assert {text.count for text in plural} == {2}


SECRETS: dict[str, dict[str, object]] = {
    "outcome": {"addressees": ["RAG"], "text": "SECRET", "item": "SECRET"},
    "wording": {"text": "Open.", "wording": {"RAG": {"text": "SECRET", "item": "SECRET"}}},
    "fact": {
        "addressees": ["RAG"],
        "text": "SECRET",
        "facts": [{"id": "f", "type": "decision", "summary": "SECRET", "note": "SECRET"}],
    },
}


@pytest.mark.parametrize("secret", SECRETS)
def test_what_is_for_others_is_nowhere_in_a_report(secret: str) -> None:
    """Not in a block, not in the data handed on: nothing later can let it slip."""
    found = meeting(
        SECRETS[secret],
        reports={"RAG": {"messages": {"action": "SECRET"}, "keywords": ["SECRET"]}, "TSAG": {}},
    )
    assert "SECRET" in repr(select(found, "RAG"))
    assert "SECRET" not in repr(select(found, "TSAG"))
    other = select_report(
        {"m": found, "n": meeting(reports={"TSAG": {"covers": ["m", "n"]}})}, "n", "TSAG"
    )
    assert "SECRET" not in repr(other)


addressed = st.none() | st.lists(st.sampled_from(["TSAG", "TDAG", "RAG"]), unique=True)
outcomes = st.lists(
    st.fixed_dictionaries({"kind": st.sampled_from(KINDS), "addressees": addressed}), max_size=6
)


@st.composite
def reports_drawn(draw: st.DrawFn) -> tuple[int, Report]:
    """Draw a meeting with an outline that names some of its outcomes; return how many it has."""
    drawn: list[dict[str, Any]] = draw(outcomes)
    ids = [
        f"o-{number}"
        for number, each in enumerate(drawn)
        if each["addressees"] is None or "TSAG" in each["addressees"]
    ]
    named = draw(st.permutations(ids))[: draw(st.integers(0, len(ids)))]
    blocks: list[dict[str, object]] = [
        {draw(st.sampled_from(["outcomes", "items"])): [each]} for each in named
    ]
    selected = draw(st.none() | st.lists(st.sampled_from(KINDS), max_size=2))
    chosen: list[dict[str, object]] = [{"select": {"kinds": selected}}] if selected else []
    cut = draw(st.integers(0, len(blocks)))
    sections = outline(("a", [*blocks[:cut], *chosen]), ("b", [*blocks[cut:]]))
    return len(drawn), select(meeting(*drawn, reports=sections))


@pytest.mark.slow
@given(reports_drawn())
def test_every_outcome_is_shown_once_or_left_out(drawn: tuple[int, Report]) -> None:
    """Whatever the outline: shown and left out together are all outcomes, each once."""
    count, report = drawn
    shown = [each.outcome for each in report.shown]
    left = [each.outcome for each in report.left_out]
    assert sorted([*shown, *left]) == [f"o-{number}" for number in range(count)]
    told = itertools.groupby(b.outcome for s in report.sections for b in s.blocks if b.outcome)
    assert sorted(key for key, _ in told) == sorted(shown)


def test_the_usual_outline_selects_every_kind_once() -> None:
    """No kind falls through, and none stands in two sections."""
    kinds = [k for s in usual_outline() for b in s.blocks if b.select for k in b.select.kinds]
    assert sorted(kinds) == sorted(KINDS)


@pytest.mark.parametrize("addressee", ["TSAG", "TDAG", "RAG", "Council"])
def test_every_addressee_has_a_cover(addressee: str) -> None:
    """Each cover has its lines, and its box the rows asked for."""
    found = meeting(
        reports={addressee: {"cover": ["references", "action"], "references": ["Resolution 1"]}}
    )
    cover = select(found, addressee).cover
    assert {"title", "source", "symbol", "date", "group"} <= set(cover.fields)
    assert [row.name for row in cover.box] == ["references", "action"]
    assert cover.box[0].paragraphs[0].origin == f"reports.{addressee}.references.1"
