"""What a chair does to a draft is read: what, where, by whom, and what it proposes."""

from __future__ import annotations

import pytest

from reportgen.review.model import EditText, EditValue, NewText, Withdrawal
from reportgen.textmap import apply_edits
from tests.review.chair import Chair
from tests.review.drafts import draft
from tests.review.reading_support import changes, only, read

LANGUAGES = ["en", "fr", "es", "ru", "zh", "ar"]
DATES = {
    "en": ("2 May 2023", "3 June 2023"),
    "fr": ("2 mai 2023", "3 juin 2023"),
    "es": ("2 de mayo de 2023", "3 de junio de 2023"),
    "ru": ("2 мая 2023 года", "3 июня 2023 года"),
    "zh": ("2023年5月2日", "2023年6月3日"),
    "ar": ("2 مايو 2023", "3 يونيو 2023"),
}
DIRECTORS = "regional-directors"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("addressee", ["TSAG", "TDAG", "RAG"])
def test_draft_that_nobody_touched_has_no_changes(addressee: str, language: str) -> None:
    """A draft that comes back as it went out is read without a change."""
    sent = draft(addressee, language)
    assert read(sent.data, sent).changes == ()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("tracked", [True, False])
def test_edit_of_words_is_an_edit_of_the_text(language: str, tracked: bool) -> None:
    """Words typed over others propose this and nothing else in the source of their text."""
    sent = draft("TSAG", language)
    one = sent.at(DIRECTORS)
    span = max((s for s in one.spans if s.kind == "text"), key=lambda s: len(s.text))
    chair = Chair(sent.data, tracked=tracked)
    paragraph = chair.find(one.text)
    words = span.text.strip()
    chair.replace(words, "X*Y", paragraph=paragraph)
    found = only(chair, sent)
    assert (found.kind, found.origin, found.outcome) == ("replacement", DIRECTORS, DIRECTORS)
    assert (found.author, found.is_tracked) == ("C. Chair", tracked)
    assert one.text[found.start : found.end] == found.old
    (proposal,) = found.proposals
    assert isinstance(proposal, EditText)
    source = sent.packed.texts[DIRECTORS]
    edited = apply_edits(source, [(proposal.start, proposal.end, proposal.replacement)])
    assert edited == source.replace(words, "X\\*Y")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("tracked", [True, False])
def test_edit_across_a_date_names_the_field_and_its_value(language: str, tracked: bool) -> None:
    """A date that a chair changes is the field's, and the words are read in six languages."""
    sent = draft("TSAG", language)
    old, new = DATES[language]
    chair = Chair(sent.data, tracked=tracked)
    chair.replace(old, new)
    values = [
        proposal
        for found in changes(chair, sent)
        for proposal in found.proposals
        if isinstance(proposal, EditValue)
    ]
    assert {(each.field, each.value) for each in values} == {("meeting.date", "2023-06-03")}


def test_sentence_written_anew_around_a_date_leaves_the_date() -> None:
    """Who types a whole sentence over another has not changed the value that stays in it."""
    sent = draft()
    one = sent.at("reportgen:messages.since_last_report")
    chair = Chair(sent.data)
    chair.replace(one.text, "After the last report to TSAG, the ISCG came together on 2 May 2023!")
    found = only(chair, sent)
    assert all(isinstance(each, EditText) for each in found.proposals)
    source = sent.packed.texts[one.origin]
    edits = [(e.start, e.end, e.replacement) for e in found.proposals if isinstance(e, EditText)]
    edited = apply_edits(source, edits)
    assert edited == (
        "After the last report to {{ addressee }}, the {{ group }} came together on "
        "{{ dates(meetings) }}!"
    )


def test_edit_that_crosses_words_and_a_value_has_both_parts() -> None:
    """Words and the date beside them changed in one go propose an edit and a value."""
    sent = draft()
    chair = Chair(sent.data)
    chair.replace("met once, on 2 May 2023", "assembled on 4 July 2023")
    found = only(chair, sent)
    text = [each for each in found.proposals if isinstance(each, EditText)]
    value = [each for each in found.proposals if isinstance(each, EditValue)]
    assert [each.value for each in value] == ["2023-07-04"]
    assert "assembled" in "".join(each.replacement for each in text)
    assert found.field == "meeting.date"


def test_value_that_is_taken_out_takes_its_expression_along() -> None:
    """A clause that goes with its date goes with the expression of the date."""
    sent = draft()
    chair = Chair(sent.data)
    chair.delete(", on 2 May 2023")
    (proposal,) = only(chair, sent).proposals
    assert isinstance(proposal, EditText)
    source = sent.packed.texts[proposal.origin]
    assert source[proposal.start : proposal.end] == ", on {{ dates(meetings) }}"
    assert proposal.replacement == ""


def test_period_that_a_text_says_itself_is_changed_in_its_expression() -> None:
    """A month that is written in an expression becomes another month there."""
    sent = draft()
    chair = Chair(sent.data)
    chair.replace("in July 2023", "in September 2023")
    (proposal,) = only(chair, sent).proposals
    assert isinstance(proposal, EditText)
    assert proposal.replacement == '{{ when("2023-09") }}'


def test_gap_that_is_filled_names_its_field() -> None:
    """What a chair writes in place of a gap is the value of the field that lacked it."""
    sent = draft()
    chair = Chair(sent.data)
    chair.replace("[document symbol to be assigned]", "TSAG-TD239")
    found = only(chair, sent)
    assert found.proposals == (EditValue("reports.TSAG.symbol", "", "TSAG-TD239", "TSAG-TD239"),)


def test_name_that_cannot_be_read_as_a_value_is_reported() -> None:
    """A change of a body's name is told with its field, without a value."""
    sent = draft()
    chair = Chair(sent.data)
    chair.replace("General Secretariat", "Secretariat General")
    (proposal,) = only(chair, sent).proposals
    assert proposal == EditValue(
        "organisation.bodies.GS", "General Secretariat", "Secretariat General"
    )


@pytest.mark.parametrize("tracked", [True, False])
def test_added_paragraph_is_a_new_text(tracked: bool) -> None:
    """A paragraph that came in is a new text after the one before it, written as a source."""
    sent = draft()
    chair = Chair(sent.data, tracked=tracked)
    chair.add_paragraph("Regional Directors", "A new thing with {{ braces }} and *stars*.")
    found = only(chair, sent)
    assert (found.kind, found.target) == ("paragraph-added", DIRECTORS)
    (proposal,) = found.proposals
    assert isinstance(proposal, NewText)
    assert (proposal.after, proposal.kind) == (DIRECTORS, "paragraph")
    assert apply_edits("", [(0, 0, proposal.source)]) == proposal.source


def test_added_item_is_a_bullet() -> None:
    """A paragraph that came in after an item and looks like it is an item."""
    sent = draft()
    chair = Chair(sent.data)
    chair.add_paragraph("Green Digital Day", "Another day.")
    (proposal,) = only(chair, sent).proposals
    assert proposal == NewText("green-digital-day", "bullet", "Another day.")


@pytest.mark.parametrize("tracked", [True, False])
def test_deleted_paragraph_is_a_withdrawal(tracked: bool) -> None:
    """A paragraph that is gone proposes to leave its outcome out."""
    sent = draft()
    chair = Chair(sent.data, tracked=tracked)
    chair.delete_paragraph("Regional Directors")
    found = only(chair, sent)
    assert found.kind == "paragraph-deleted"
    assert found.proposals == (Withdrawal(DIRECTORS, DIRECTORS),)


@pytest.mark.parametrize("tracked", [True, False])
def test_split_paragraph_is_a_blank_line_in_its_text(tracked: bool) -> None:
    """Enter within a paragraph proposes a paragraph more in its text."""
    sent = draft()
    chair = Chair(sent.data, tracked=tracked)
    chair.split("It gives")
    found = only(chair, sent)
    assert found.kind == "paragraph-split"
    (proposal,) = found.proposals
    assert isinstance(proposal, EditText)
    assert proposal.replacement == "\n\n"


@pytest.mark.parametrize("tracked", [True, False])
def test_paragraphs_of_different_texts_that_are_joined_are_listed(tracked: bool) -> None:
    """Two outcomes made one paragraph cannot be said in either text: a person decides."""
    sent = draft()
    chair = Chair(sent.data, tracked=tracked)
    chair.join("Regional Directors")
    found = only(chair, sent)
    assert (found.kind, found.origin) == ("paragraphs-joined", DIRECTORS)
    assert found.target == "coordination-mechanism"
    assert found.proposals == ()
    assert found.why


@pytest.mark.parametrize("tracked", [True, False])
def test_moved_paragraph_is_one_move(tracked: bool) -> None:
    """A paragraph that was dragged elsewhere is a move, not a withdrawal and a new text."""
    sent = draft()
    chair = Chair(sent.data, tracked=tracked)
    chair.move("Regional Directors", "guidelines")
    found = only(chair, sent)
    assert (found.kind, found.origin) == ("move", DIRECTORS)
    assert found.target == "wtdc-resolution-9"


@pytest.mark.parametrize(("name", "mark"), [("b", "**"), ("i", "*")])
def test_emphasis_without_tracking_is_found(name: str, mark: str) -> None:
    """Words that stayed and are bold or slanted now are proposed as those that were tracked."""
    sent = draft()
    chair = Chair(sent.data, tracked=False)
    chair.insert("Regional Directors", " (all)")
    chair.format("had been invited", name)
    found = [each for each in changes(chair, sent) if each.kind == "format"]
    assert [(each.old, each.is_tracked) for each in found] == [("had been invited", False)]
    (edit,) = found[0].proposals
    assert isinstance(edit, EditText)
    assert edit.replacement == f"{mark}had been invited{mark}"


def test_whole_paragraph_that_looks_unlike_others_of_its_style() -> None:
    """One that is bold from end to end, as no other of its style is, was made so."""
    sent = draft()
    chair = Chair(sent.data, tracked=False)
    words = sent.at(DIRECTORS).text
    chair.format(words, "b")
    found = only(chair, sent)
    assert (found.kind, found.old, found.is_tracked) == ("format", words, False)


def test_look_of_all_paragraphs_is_of_the_template() -> None:
    """Where all of a style are bold from end to end, that is how the template has them."""
    sent = draft()
    chair = Chair(sent.data, tracked=False)
    for one in sent.packed.paragraphs:
        if one.kind in ("paragraph", "bullet") and one.bookmark:
            chair.format(one.text, "b")
    assert changes(chair, sent) == ()


def test_emphasis_is_written_in_the_text() -> None:
    """Words made bold propose marks around them; underlining cannot be said and is listed."""
    sent = draft()
    chair = Chair(sent.data)
    chair.format("had been invited", "b")
    (proposal,) = only(chair, sent).proposals
    assert isinstance(proposal, EditText)
    assert proposal.replacement == "**had been invited**"
    chair = Chair(sent.data)
    chair.format("had been invited", "u")
    found = only(chair, sent)
    assert (found.kind, found.proposals) == ("format", ())
    assert "underlining" in found.why


def test_layout_is_the_template_s() -> None:
    """A paragraph that was centred is listed: its look is that of the template."""
    sent = draft()
    chair = Chair(sent.data)
    chair.format_paragraph("Regional Directors")
    found = only(chair, sent)
    assert (found.kind, found.origin, found.proposals) == ("format", DIRECTORS, ())


def test_comments_and_replies_are_threads() -> None:
    """A comment is about words, a reply names the comment that it answers, a thread can be done."""
    sent = draft()
    chair = Chair(sent.data)
    number = chair.comment("had been invited", "By whom?\nWhen?")
    chair.author = "D. Deputy"
    chair.reply(number, "By us.")
    chair.resolve(number)
    comment, reply = changes(chair, sent)
    assert (comment.kind, comment.old, comment.new) == (
        "comment",
        "had been invited",
        "By whom?\nWhen?",
    )
    assert (comment.origin, comment.is_resolved) == (DIRECTORS, True)
    assert (reply.kind, reply.author, reply.thread) == ("reply", "D. Deputy", comment.id)


def test_two_reviewers_in_one_place_are_two_changes() -> None:
    """What one reviewer inserted and another deleted is told of both, proposed without."""
    sent = draft()
    chair = Chair(sent.data, author="A")
    chair.insert("had been invited", " kindly and promptly")
    chair.author = "B"
    chair.delete(" and promptly")
    insertion, deletion = sorted(changes(chair, sent), key=lambda change: change.author)
    assert (insertion.kind, insertion.author) == ("insertion", "A")
    assert isinstance(insertion.proposals[0], EditText)
    assert insertion.proposals[0].replacement == " kindly"
    assert (deletion.kind, deletion.author, deletion.proposals) == ("deletion", "B", ())
    assert "A" in deletion.why


def test_tracked_and_untracked_changes_are_both_found() -> None:
    """With tracking switched off half-way, the rest is found by comparison, in its place."""
    sent = draft()
    chair = Chair(sent.data)
    chair.replace("had been invited", "were invited")
    chair.tracked = False
    chair.replace("In keeping with", "Following")
    chair.replace("to the meeting", "to it", paragraph=chair.find("were invited"))
    found = changes(chair, sent)
    assert {(change.new, change.is_tracked) for change in found} >= {
        ("Following ", False),
        ("were invited", True),
    }
    text = sent.at(DIRECTORS).text
    for change in found:
        assert text[change.start : change.end] == change.old


def test_row_that_went_without_tracking_is_listed_whole() -> None:
    """Its cells are gone together: no words to be taken out of each."""
    chair = Chair(draft().data, tracked=False)
    chair.delete_row("Table 2")
    change = only(chair, draft())
    assert (change.kind, change.is_tracked) == ("row-deleted", False)
    assert change.old == "Table 2 | ITU-R and ITU-T | Updated; available on the ISCG website"
    assert change.origin == "tables.mapping-of-resolutions.rows.2.1"
    assert "rows of a table" in change.why


def test_cell_that_was_emptied_without_tracking_is_no_row() -> None:
    """The other cells of the row are there still."""
    chair = Chair(draft().data, tracked=False)
    chair.delete("ITU-R and ITU-T")
    change = only(chair, draft())
    assert (change.kind, change.old) == ("deletion", "ITU-R and ITU-T")


def test_rows_of_tables_are_listed_whole() -> None:
    """A row that came or went is one change with the words of its cells."""
    sent = draft()
    chair = Chair(sent.data)
    chair.add_row("Table 3", ("Table 4", "ITU-R", "Planned"))
    chair.author = "D. Deputy"
    chair.delete_row("Table 2")
    deleted, added = changes(chair, sent)
    assert (deleted.kind, deleted.author) == ("row-deleted", "D. Deputy")
    assert deleted.origin == "tables.mapping-of-resolutions.rows.2.1"
    assert (added.kind, added.new) == ("row-added", "Table 4 | ITU-R | Planned")


def test_reading_twice_gives_the_same_ids() -> None:
    """The ids of changes come from what they are: the same in each reading, each its own."""
    sent = draft()
    chair = Chair(sent.data)
    chair.insert("had been invited", "x")
    chair.insert("had been", "x")
    chair.comment("Regional", "Same.")
    chair.comment("Regional", "Same.")
    data = chair.save()
    ids = [change.id for change in read(data, sent).changes]
    assert ids == [change.id for change in read(data, sent).changes]
    assert len(set(ids)) == len(ids) == 4
