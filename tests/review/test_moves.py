"""What a chair puts elsewhere stands there in the next draft, in every language."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.review.model import EditText, MoveText, NewText
from reportgen.yamlfile import read_yaml
from tests.building.support import MEETING, BuiltProject, copy_project
from tests.review.applying_support import files_of, reviewed, statuses
from tests.review.chair import Chair
from tests.review.drafts import draft
from tests.review.loop import Loop, begin
from tests.review.paragraphs import FORMS, PARAGRAPHS, TEXT, with_paragraphs
from tests.review.reading_support import changes, only
from tests.review.test_closed_loop import (
    assert_closed,
    every_language,
    next_texts,
    texts,
)


def outline(project: BuiltProject, addressee: str = "TSAG") -> dict[str, list[dict[str, object]]]:
    """Return the blocks of each section of a report."""
    path = project.root / "reports" / MEETING / "outcomes.yaml"
    data = read_yaml("x", path.read_bytes()).data
    return {each["id"]: each.get("blocks", []) for each in data["reports"][addressee]["outline"]}


def move(begun: Loop, origin: str, after: str, name: str = "move1") -> None:
    """Have the chair drag a paragraph behind another."""
    one, other = (begun.chair.text(begun.node(begun.paragraph(each))) for each in (origin, after))
    begun.chair.move(one, other, name)


# --- what is read ----------------------------------------------------------------------------


@pytest.mark.parametrize("tracked", [True, False])
def test_move_is_proposed_between_its_neighbours(tracked: bool) -> None:
    """A paragraph that was dragged elsewhere is proposed for the place between two that stayed."""
    sent = draft()
    chair = Chair(sent.data, tracked=tracked)
    chair.move("Regional Directors", "guidelines")
    found = only(chair, sent)
    assert (found.kind, found.why) == ("move", "")
    assert found.proposals == (
        MoveText(
            "regional-directors", "regional-directors", "paragraph", "wtdc-resolution-9",
            "new-themes",
        ),
    )  # fmt: skip


def test_cut_and_pasted_paragraph_has_moved() -> None:
    """A program that tracks a deletion and an addition of the same words tracks a move."""
    sent = draft()
    chair = Chair(sent.data)
    words = chair.text(chair.find("Regional Directors"))
    chair.delete_paragraph("Regional Directors")
    chair.add_paragraph("guidelines", words)
    found = only(chair, sent)
    assert (found.kind, found.origin, found.target) == (
        "move",
        "regional-directors",
        "wtdc-resolution-9",
    )


def test_words_changed_on_the_way_are_an_edit() -> None:
    """Words that were changed in a paragraph that moved are proposed for its text as well."""
    sent = draft()
    chair = Chair(sent.data)
    chair.move("Regional Directors", "guidelines")
    chair.replace("had been invited", "were invited")
    found = next(each for each in changes(chair, sent) if each.kind == "move")
    assert {type(each) for each in found.proposals} == {MoveText, EditText}


def test_sentence_that_became_a_paragraph() -> None:
    """Words that were dragged out of a paragraph to stand by themselves go here and come there."""
    sent = draft()
    chair = Chair(sent.data)
    chair.move_words("The aim is to find", "Two further themes")
    found = only(chair, sent)
    assert found.kind == "move"
    assert {type(each) for each in found.proposals} == {EditText}
    assert {getattr(each, "origin", "") for each in found.proposals} == {
        "ls-virtual-meetings",
        "new-themes",
    }
    assert not any(isinstance(each, NewText) for each in found.proposals)


@pytest.mark.parametrize(
    ("origin", "why"),
    [
        ("reportgen:messages.mandate", "the outline of the report says by hand"),
        ("messages.heading_group", "headings, tables and the cover stand where"),
    ],
)
def test_what_no_outline_places_is_listed(origin: str, why: str) -> None:
    """Our own messages and headings stand where the outline has them: it says why."""
    sent = draft()
    chair = Chair(sent.data)
    chair.move(sent.at(origin).text, "guidelines")
    (found,) = [each for each in changes(chair, sent) if each.kind == "move"]
    assert found.why.startswith(why)
    assert not found.proposals


def test_between_words_and_their_table_is_no_place() -> None:
    """Between a text and the table that belongs to it no outcome can stand."""
    sent = draft()
    chair = Chair(sent.data)
    chair.move("Regional Directors", sent.at("mapping-of-resolutions").text)
    assert only(chair, sent).why == "it would stand between words and the table below them"


# --- the loop --------------------------------------------------------------------------------


@pytest.mark.slow
@every_language
@pytest.mark.parametrize("tracked", [True, False])
def test_moves_come_home(tmp_path: Path, key: str, tracked: bool) -> None:
    """Outcomes stand where the chair put them: in their block, in another section, among items."""
    begun = begin(copy_project(tmp_path), "TSAG", key)
    begun.chair = Chair(begun.packed.data, tracked=tracked)
    move(begun, "resolution-191-revised", "coordination-mechanism", "a")
    move(begun, "new-themes", "terms-of-reference", "b")
    move(begun, "ls-virtual-meetings", "messages.lead_themes", "c")
    move(begun, "tdag-representatives", "reportgen:messages.invitation", "d")
    words = files_of(begun.project)
    assert_closed(begun)
    found = outline(begun.project)
    assert found["resolution"] == [
        {"outcomes": ["regional-directors", "coordination-mechanism", "resolution-191-revised"]}
    ]
    assert found["group"] == [{"outcomes": ["terms-of-reference", "new-themes"]}]
    assert found["themes"][0]["items"] == [
        "ls-virtual-meetings", "green-digital-day", "accessible-meetings", "new-building",
    ]  # fmt: skip
    assert found["conclusion"][1] == {"outcomes": ["tdag-representatives", "complete-report"]}
    after = files_of(begun.project)
    assert {name for name in words if after[name] != words[name]} == {
        f"reports/{MEETING}/outcomes.yaml"
    }


@pytest.mark.slow
@every_language
def test_several_that_went_to_one_place_keep_their_order(tmp_path: Path, key: str) -> None:
    """Two that moved and one that came in stand as in the file; other reports have their order."""
    begun = begin(copy_project(tmp_path), "TSAG", key)
    before = outline(begun.project, "TDAG")
    move(begun, "new-themes", "regional-directors", "a")
    move(begun, "terms-of-reference", "regional-directors", "b")
    assert_closed(begun)
    assert outline(begun.project)["resolution"] == [
        {
            "outcomes": [
                "resolution-191-revised", "regional-directors", "terms-of-reference", "new-themes",
                "coordination-mechanism",
            ]
        }
    ]  # fmt: skip
    assert outline(begun.project, "TDAG") == before


@pytest.mark.slow
@pytest.mark.parametrize("form", list(FORMS))
@pytest.mark.parametrize("key", ["en", "ar"])
def test_paragraph_moves_within_its_text(tmp_path: Path, form: str, key: str) -> None:
    """One of several paragraphs or items stands elsewhere in its text; translations go along."""
    begun = begin(with_paragraphs(tmp_path, FORMS[form].format(*PARAGRAPHS)), "TSAG", key)
    move(begun, f"{TEXT}#3", TEXT, "a")
    assert_closed(begun)
    english = texts(begin(begun.project, "TSAG", "en").packed.data, begun)
    assert [each for each in english if each in PARAGRAPHS] == [
        PARAGRAPHS[0], PARAGRAPHS[2], PARAGRAPHS[1],
    ]  # fmt: skip
    french = texts(begin(begun.project, "TSAG", "fr").packed.data, begun)
    assert [each for each in french if each.startswith("(fr)")] == [
        "(fr) 0.", "(fr) 2.", "(fr) 1.",
    ]  # fmt: skip


@pytest.mark.slow
def test_first_paragraph_of_a_text_is_another(tmp_path: Path) -> None:
    """A paragraph that was dragged before the first one of its text is the first one now."""
    begun = begin(with_paragraphs(tmp_path, FORMS["list"].format(*PARAGRAPHS)))
    move(begun, f"{TEXT}#2", "reportgen:messages.invitation", "a")
    assert_closed(begun)


@pytest.mark.slow
def test_all_paragraphs_of_an_outcome_are_the_outcome(tmp_path: Path) -> None:
    """Moved together they move the outcome; one of them alone cannot leave its text."""
    project = with_paragraphs(tmp_path, FORMS["list"].format(*PARAGRAPHS))
    begun = begin(project)
    for number, name in ((3, "c"), (2, "b"), (1, "a")):
        origin = f"{TEXT}#{number}" if number > 1 else TEXT
        move(begun, origin, "regional-directors", name)
    assert_closed(begun)
    again = begin(project, packed="2023-06-06T10:00:00Z")
    move(again, f"{TEXT}#2", "new-themes", "a")
    result = again.apply(again.returned())
    assert [each.why for each in result.settled] == [
        "one paragraph of several cannot leave its text"
    ]


@pytest.mark.slow
@every_language
def test_words_move_into_another_paragraph(tmp_path: Path, key: str) -> None:
    """Words dragged into another paragraph go from one text and come into another."""
    begun = begin(copy_project(tmp_path), "TSAG", key)
    one, span = begun.words("new-themes")
    other, place = begun.words("contributions-invited")
    words = one.text[span.start + 2 : span.start + 6]
    behind = other.text[place.start : place.start + 12]
    begun.chair.move_words(words, behind, source=begun.node(one), target=begun.node(other))
    data = begun.chair.save()
    copy = begun.returned(data)
    (change,) = copy.returned.changes
    assert [type(each) for each in change.proposals] == [EditText, EditText]
    assert [getattr(each, "origin", "") for each in change.proposals] == [
        "new-themes",
        "contributions-invited",
    ]
    result = begun.apply(copy)
    assert result.counts() == {"applied": 1}
    assert next_texts(begun) == texts(data, begun)


# --- taken over ------------------------------------------------------------------------------


def test_two_places_for_one_text_are_a_conflict(tmp_path: Path) -> None:
    """Two chairs who put one text in two places are told of each other; nothing is written."""
    sent = reviewed(tmp_path)
    for after, before, author in (
        ("terms-of-reference", "tdag-representatives", "Ann"),
        ("wtdc-resolution-9", "new-themes", "Bob"),
    ):
        one = MoveText("regional-directors", "regional-directors", "paragraph", after, before)
        sent.change(one, author=author, kind="move", old="In keeping", target=after)
    result = sent.apply()
    assert [each.code for each in result.problems] == ["review-conflict"]
    assert "Ann" in (result.problems[0].hint or "")


def test_report_without_an_outline_finds_the_order_itself(tmp_path: Path) -> None:
    """Where no outline names an outcome, people say where it stands."""
    sent = reviewed(tmp_path)
    words = sent.text()
    start, end = words.index("  TSAG:\n    outline:"), words.index("  # TDAG reads early")
    sent.path().write_text(words[:start] + "  TSAG: {}\n" + words[end:], "utf-8")
    key = sent.change(
        MoveText("new-themes", "new-themes", "paragraph", "regional-directors", "new-building"),
        kind="move",
    )
    result = sent.apply()
    assert statuses(result) == {key: "left"}
    assert result.settled[0].why == "no outline names it: the report finds its place itself"


def test_comment_in_the_file_is_not_lost(tmp_path: Path) -> None:
    """A comment that stands above what would move keeps it where it is."""
    sent = reviewed(tmp_path)
    old = "          - outcomes: [terms-of-reference, tdag-representatives]"
    new = (
        "          - outcomes:\n              - terms-of-reference\n"
        "              # as agreed\n              - tdag-representatives"
    )
    sent.path().write_text(sent.text().replace(old, new, 1), "utf-8")
    key = sent.change(
        MoveText(
            "tdag-representatives", "tdag-representatives", "paragraph", "regional-directors",
            "coordination-mechanism",
        ),
        kind="move",
    )  # fmt: skip
    result = sent.apply()
    assert statuses(result) == {key: "left"}
    assert result.settled[0].why == "a comment in the outcomes file belongs to its place"
