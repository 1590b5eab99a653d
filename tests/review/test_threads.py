"""Comments of one draft in the next: answered, resolved, in their place, and none lost."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from reportgen.errors import UsageError
from reportgen.pipeline.review.folder import ReviewFolder
from reportgen.pipeline.review.status import answer, review_status
from reportgen.pipeline.review.threads import threads_of
from reportgen.review.model import Change, Decision, PackedDraft, Returned
from tests.review.packs import TEXT, folder_of, made_project, opened, packed
from tests.support.meetings import MEETING, ROOT, MadeProject
from tests.support.validity import describe, findings

pytestmark = pytest.mark.slow

CHAIR = "Ms Ana Chair"


def returned_with_comments(folder: ReviewFolder, draft: PackedDraft) -> Returned:
    """Record a copy of a draft with two comments, a reply and an edit; return what was read."""
    (opening,) = [each for each in draft.paragraphs if each.origin == "opening"]
    first = Change(
        id="c-one",
        kind="comment",
        author=CHAIR,
        date="2023-06-02T10:00:00Z",
        origin="opening",
        outcome="opening",
        bookmark=opening.bookmark,
        old="its page",
        new="Which page?\nThe new one?",
    )
    reply = replace(
        first, id="c-reply", kind="reply", author="Mr Other", new="I ask too.", thread="c-one"
    )
    second = replace(first, id="c-two", origin="figures", bookmark="", old="", new="هل هذا صحيح؟")
    edit = replace(first, id="c-edit", kind="insertion", new="not ")
    found = Returned(
        1,
        draft.id,
        draft.meeting,
        draft.addressee,
        draft.language,
        "copy.docx",
        "a" * 64,
        (reply, first, second, edit),
    )
    folder.record_returned(draft, found)
    return found


@pytest.fixture
def made(tmp_path: Path) -> MadeProject:
    """A small meeting whose first draft came back with comments."""
    project = made_project(tmp_path / "project")
    returned_with_comments(folder_of(project), packed(project).draft)
    return project


def _first(made: MadeProject) -> PackedDraft:
    return folder_of(made).drafts()[0]


def _carried(made: MadeProject) -> dict[str, int]:
    """Return the numbers of the carried comments in the next draft, by their words."""
    draft = packed(made)
    return {each.text: each.id for each in draft.draft.comments if each.thread}


def test_comments_go_along_with_replies_in_their_thread(made: MadeProject) -> None:
    """The next draft has them at the same words, by the same people, at the same time."""
    folder_of(made).record_decisions(
        _first(made), [Decision("c-one", "answered", "Secretary", "2023-06-05", "The new one.")]
    )
    draft = packed(made)
    file = opened(draft.data)
    numbers = {each.text: each.id for each in draft.draft.comments}
    root = numbers["Which page?\nThe new one?"]
    comments, threads = file.comments(), file.threads()
    assert comments[root] == (CHAIR, "2023-06-02T10:00:00Z", "Which page?\nThe new one?")
    assert file.commented(root) == "its page"
    assert threads[root] == (-1, False)
    assert comments[root + 1][0::2] == ("Mr Other", "I ask too.")
    assert comments[root + 2] == ("Secretary", "2023-06-05T00:00:00Z", "The new one.")
    assert threads[root + 1] == threads[root + 2] == (root, False)
    assert [each.parent for each in draft.draft.comments[root : root + 3]] == [-1, root, root]
    assert [each.thread for each in draft.draft.comments[root : root + 3]] == [
        "c-one", "c-reply", "c-one",
    ]  # fmt: skip


def test_resolved_threads_are_marked(made: MadeProject) -> None:
    """What is settled is settled for all of the thread."""
    folder_of(made).record_decisions(
        _first(made), [Decision("c-one", "resolved", "Secretary", "2023-06-05")]
    )
    draft = packed(made)
    done = {
        each.text: is_done
        for each, (_, is_done) in zip(
            draft.draft.comments, opened(draft.data).threads(), strict=True
        )
    }
    assert done["Which page?\nThe new one?"]
    assert done["I ask too."]
    assert not done["هل هذا صحيح؟"]


def test_comment_on_a_paragraph_keeps_to_its_origin(made: MadeProject) -> None:
    """Without its words or bookmark a comment stands at the whole paragraph of its origin."""
    draft = packed(made)
    (number,) = [each.id for each in draft.draft.comments if each.text == "هل هذا صحيح؟"]
    assert opened(draft.data).commented(number) == "The figures are in the annex."


def test_draft_with_threads_is_sound(made: MadeProject) -> None:
    """Word has nothing to repair in a draft with threads, two lines and two scripts."""
    template = (ROOT / "templates" / "tsag-report.docx").read_bytes()
    found = findings(packed(made).data, template)
    assert not found, describe(found)


def test_what_xml_cannot_hold_does_no_harm(made: MadeProject) -> None:
    """A copy may call its author and its dates anything: the next draft is sound all the same."""
    folder = folder_of(made)
    draft = _first(made)
    odd = Change(
        id="c-odd",
        kind="comment",
        author="A\x01 & <b>",
        date="yesterday",
        origin="opening",
        new="\x07\n\n<w:t>",
    )
    copy = Returned(1, draft.id, MEETING, "TSAG", "en", "c.docx", "d" * 64, (odd,))
    folder.record_returned(draft, copy)
    data = packed(made).data
    found = findings(data, (ROOT / "templates" / "tsag-report.docx").read_bytes())
    assert not found, describe(found)
    comments = [each for each in opened(data).comments() if each[0].endswith(" & <b>")]
    assert [(date, text) for _, date, text in comments] == [("", "\ufffd\n\n<w:t>")]


def test_comment_whose_text_is_gone_is_told(made: MadeProject) -> None:
    """It has no place in the next draft, and the command says so."""
    made.write(TEXT.replace("id: opening", "id: beginning"))
    draft = packed(made)
    assert [thread.id for thread in draft.lost] == ["c-one"]
    assert "Which page?" in draft.as_text()
    assert draft.as_dict()["comments_without_place"][0]["id"] == "c-one"
    assert "c-one" not in {each.thread for each in draft.draft.comments}


def test_other_languages_and_addressees_do_not_see_them(made: MadeProject) -> None:
    """A comment goes to who gets the same report in the same language."""
    assert not any(each.thread for each in packed(made, "RAG").draft.comments)
    assert not any(each.thread for each in packed(made, "TSAG", "fr").draft.comments)


def test_comments_of_all_earlier_drafts_go_along(made: MadeProject) -> None:
    """What came back from the second draft answers what came back from the first."""
    second = packed(made).draft
    later = Change(
        id="c-later",
        kind="reply",
        author=CHAIR,
        date="2023-06-09T10:00:00Z",
        origin="opening",
        new="Thank you.",
        thread="c-one",
    )
    again = replace(later, id="c-again", kind="comment", new="Which page?\nThe new one?",
                    date="2023-06-02T10:00:00Z", thread="")  # fmt: skip
    copy = Returned(1, second.id, MEETING, "TSAG", "en", "copy2.docx", "b" * 64, (later, again))
    folder = folder_of(made)
    folder.record_returned(second, copy)
    one, two = threads_of(folder, folder.drafts())
    assert [entry.text for entry in one.replies] == ["I ask too.", "Thank you."]
    assert two.id == "c-two"


def test_reply_to_a_remark_of_ours_begins_a_thread(made: MadeProject) -> None:
    """What a chair answers to our question about a gap is not dropped."""
    folder = folder_of(made)
    draft = _first(made)
    change = Change(id="c-x", kind="reply", author=CHAIR, date="", origin="opening", new="23/5.")
    copy = Returned(1, draft.id, MEETING, "TSAG", "en", "c.docx", "c" * 64, (change,))
    folder.record_returned(draft, copy)
    assert "c-x" in {thread.id for thread in threads_of(folder, folder.drafts())}


def _replied(made: MadeProject, *more: Change) -> None:
    """Record a copy in which a chair answers our remark on a text that is not translated."""
    folder = folder_of(made)
    draft = packed(made, "TSAG", "fr").draft
    remark = next(each for each in draft.comments if not each.thread)
    one = next(each for each in draft.paragraphs if each.bookmark == remark.bookmark)
    reply = Change(
        id="c-gap", kind="reply", author=CHAIR, date="2023-06-02T10:00:00Z", origin=one.origin,
        bookmark=one.bookmark, new="I shall ask.", thread=f"{draft.id}#{remark.id}",
    )  # fmt: skip
    other = replace(reply, id="c-gap-2", date="2023-06-02T11:00:00Z", new="They said yes.")
    copy = Returned(1, draft.id, MEETING, "TSAG", "fr", "c.docx", "d" * 64, (reply, other, *more))
    folder.record_returned(draft, copy)


def test_reply_to_a_remark_of_ours_keeps_its_thread(made: MadeProject) -> None:
    """The next draft has the remark on the gap, and the answers of the chair below it."""
    _replied(made)
    draft = packed(made, "TSAG", "fr")
    comments = draft.draft.comments
    by_text = {each.text: each for each in comments}
    first, second = by_text["I shall ask."], by_text["They said yes."]
    assert first.parent == second.parent >= 0
    assert not comments[first.parent].thread, "they stand below a remark of ours"
    threads = opened(draft.data).threads()
    assert threads[first.id] == threads[second.id] == (first.parent, False)


def test_thread_that_a_chair_marked_as_done_is_resolved(made: MadeProject) -> None:
    """It is no change of the words, and no open comment either."""
    done = Change(id="c-done", kind="resolved", author="", date="", old="x", thread="c-gap")
    _replied(made, done)
    status = next(
        each
        for each in review_status(made.workspace, [made.root / "reports" / MEETING])
        if each.language == "fr"
    )
    assert (status.undecided, status.resolved, status.open_comments) == (0, 1, ())
    assert status.copies[0].changes == 0
    assert status.copies[0].comments == 2


# --- status and answers ----------------------------------------------------------------------


def test_status_counts_what_came_back_and_what_is_decided(made: MadeProject) -> None:
    """Edits and comments apart, decisions counted once, the last one first."""
    folder_of(made).record_decisions(
        _first(made),
        [
            Decision("c-edit", "accepted", "Secretary", "2023-06-05"),
            Decision("c-edit", "rejected", "Secretary", "2023-06-06"),
            Decision("c-two", "resolved", "Secretary", "2023-06-06", "Yes."),
        ],
    )
    (status,) = review_status(made.workspace, [made.root / "reports" / MEETING])
    (copy,) = status.copies
    assert (copy.file, copy.changes, copy.comments) == ("copy.docx", 1, 3)
    assert copy.authors == ("Mr Other", CHAIR)
    assert [each.id for each in status.open_comments] == ["c-one"]
    assert (status.accepted, status.rejected, status.undecided, status.resolved) == (0, 1, 0, 1)
    assert "sent to Ms Ana Chair on 2023-06-01" in status.as_text()


def test_comment_may_be_answered_under_the_draft_that_carries_it(made: MadeProject) -> None:
    """Who looks at the second draft answers what came back from the first."""
    second = packed(made).draft
    decision = Decision("c-one", "answered", "Secretary", "2023-06-05", "The new one.")
    path = answer(made.workspace, second.id, decision)
    assert path.name == f"{_first(made).id}.decisions.json"
    assert "The new one." in {each.text for each in packed(made).draft.comments}


def test_answer_to_what_is_not_there_is_wrong_usage(made: MadeProject) -> None:
    """Drafts and comments that do not exist are told with the nearest that do."""
    decision = Decision("c-on", "answered", "Secretary", "2023-06-05", "…")
    with pytest.raises(UsageError, match='did you mean "c-one"'):
        answer(made.workspace, _first(made).id, decision)
    with pytest.raises(UsageError, match='did you mean "iscg-23-1-TSAG-en-1"'):
        answer(made.workspace, "iscg-23-1-TSAG-en-7", decision)
    with pytest.raises(UsageError, match="no comment"):
        answer(made.workspace, _first(made).id, replace(decision, change="c-edit"))
