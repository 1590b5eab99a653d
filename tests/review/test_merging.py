"""Copies of several reviewers: merged, or in conflict; sources that have moved on."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from reportgen.errors import UsageError
from reportgen.pipeline.review.choosing import Entry, all_entries
from reportgen.pipeline.review.merging import find_conflicts
from reportgen.review.model import EditText, NewText, Withdrawal
from reportgen.yamlfile import read_yaml
from tests.review.applying_support import (
    Reviewed,
    files_of,
    reasons,
    reviewed,
    statuses,
)

pytestmark = pytest.mark.slow

ORIGIN = "regional-directors"


@pytest.fixture
def sent(tmp_path: Path) -> Reviewed:
    """A project of which the English draft to TSAG has gone out."""
    return reviewed(tmp_path)


def words(project: Reviewed) -> str:
    """Return the text that the copies of these tests edit."""
    outcomes = read_yaml("x", project.text()).data["outcomes"]
    return next(str(each["text"]) for each in outcomes if each["id"] == ORIGIN)


# --- choosing --------------------------------------------------------------------------------


def test_id_goes_before_reviewer_and_reviewer_before_all(sent: Reviewed) -> None:
    """What is said of one change counts more than what is said of many."""
    one = sent.edit(ORIGIN, "had been", "were", author="A. Chair")
    two = sent.edit(ORIGIN, "meeting", "session", author="B. Chair")
    three = sent.edit("new-themes", "Two", "2", author="B. Chair")
    result = sent.apply(accept=("all", three), reject=("b. chair",))
    assert statuses(result) == {one: "applied", two: "rejected", three: "applied"}
    assert sent.verdicts() == {one: "accepted", two: "rejected", three: "accepted"}


def test_what_nothing_is_said_of_is_left(sent: Reviewed) -> None:
    """It is no decision: the next run finds it open."""
    one = sent.edit(ORIGIN, "had been", "were")
    two = sent.edit(ORIGIN, "meeting", "session", author="B. Chair")
    copy = sent.copy()
    assert statuses(sent.apply(copy, accept=("A. Chair",))) == {one: "applied", two: "left"}
    result = sent.apply(copy, accept=("all",))
    assert statuses(result) == {one: "applied", two: "applied"}
    assert reasons(result)[one] == "it was decided before"
    assert words(sent).endswith("Regional Directors were invited to the session.")


def test_name_that_nobody_has_is_refused(sent: Reviewed) -> None:
    """A slip in a name is told, with the name that was meant."""
    sent.edit(ORIGIN, "had been", "were")
    with pytest.raises(UsageError, match=r'did you mean "A\. Chair"'):
        sent.apply(accept=("A. Chiar",))


def test_every_change_is_counted_once(sent: Reviewed) -> None:
    """Applied, rejected, left and comments are together all that came in."""
    sent.edit(ORIGIN, "had been", "were")
    sent.change(kind="comment", new="Why?")
    sent.change(kind="reply", new="Because.")
    sent.change(kind="format", why="underlining cannot be said in a text")
    sent.edit("new-themes", "Two", "2", author="B. Chair")
    result = sent.apply(reject=("B. Chair",))
    assert result.counts() == {"applied": 1, "rejected": 1, "left": 1, "comment": 2}
    assert result.counts().total() == 5


def test_asked_one_by_one_until_somebody_has_enough(sent: Reviewed) -> None:
    """What was answered before counts; what was not asked is left."""
    keys = [
        sent.edit(ORIGIN, "had been", "were"),
        sent.edit(ORIGIN, "meeting", "session"),
        sent.edit("new-themes", "Two", "2"),
        sent.edit("new-themes", "further", "more"),
    ]
    answers = iter(["accept", "reject", "quit"])
    asked: list[str] = []

    def ask(entry: Entry) -> object:
        asked.append(entry.change.id)
        return next(answers)

    result = sent.apply(accept=(), ask=ask)
    assert asked == keys[:3]
    assert list(statuses(result).values()) == ["applied", "rejected", "left", "left"]


# --- several copies --------------------------------------------------------------------------


def test_two_copies_become_one_text(sent: Reviewed) -> None:
    """Edits in different places of one text are all there; equal ones are there once."""
    first = sent.edit(ORIGIN, "had been", "were"), sent.edit(ORIGIN, "meeting", "session")
    one = sent.copy()
    second = (
        sent.edit(ORIGIN, "In keeping", "In line", author="B. Chair"),
        sent.edit(ORIGIN, "meeting", "session", author="B. Chair"),
    )
    two = sent.copy()
    result = sent.apply(one, two)
    assert statuses(result) == dict.fromkeys((*first, *second), "applied")
    assert words(sent) == (
        'In line with the instructions of {{ conference("PP", 2022) }}, the {{ body("ITU") }} '
        "Regional Directors were invited to the session."
    )


def test_copies_that_come_one_after_the_other_merge_too(sent: Reviewed) -> None:
    """What was carried over before is no move of the source."""
    sent.edit(ORIGIN, "had been", "were")
    sent.apply()
    sent.edit(ORIGIN, "meeting", "session", author="B. Chair")
    result = sent.apply()
    assert set(statuses(result).values()) == {"applied"}
    assert words(sent).endswith("Regional Directors were invited to the session.")


def test_same_place_worded_twice_is_a_conflict(sent: Reviewed) -> None:
    """Both wordings are shown side by side and nothing is written, until a choice settles it."""
    one = sent.edit(ORIGIN, "had been invited", "were invited")
    other = sent.edit("new-themes", "Two", "2")
    first = sent.copy()
    two = sent.edit(ORIGIN, "been invited", "come", author="B. Chair")
    second = sent.copy()
    before = files_of(sent.project)
    refused = sent.apply(first, second)
    (problem,) = refused.problems
    assert problem.code == "review-conflict"
    assert f"A. Chair ({one}): “had been invited” → “were invited”" in problem.hint
    assert f"B. Chair ({two}): “been invited” → “come”" in problem.hint
    assert set(statuses(refused).values()) == {"left"}
    assert files_of(sent.project) == before
    result = sent.apply(first, second, accept=("all", two))
    assert statuses(result) == {one: "rejected", other: "applied", two: "applied"}
    assert reasons(result)[one] == f"{two} was chosen"
    assert words(sent).endswith("Regional Directors had come to the meeting.")


def test_conflict_with_what_was_carried_over_before(sent: Reviewed) -> None:
    """A later copy that words the same place otherwise is told so; the text stays."""
    one = sent.edit(ORIGIN, "had been invited", "were invited")
    sent.apply()
    two = sent.edit(ORIGIN, "been invited", "come", author="B. Chair")
    before = files_of(sent.project)
    result = sent.apply(accept=(two,))
    assert [each.code for each in result.problems] == ["review-conflict"]
    hint = result.problems[0].hint
    assert f"({one}): “had been invited” → “were invited”, written already" in hint
    assert "--reject ID" in hint
    assert "--accept" not in hint
    assert files_of(sent.project) == before


@pytest.mark.parametrize("packed", ["2023-06-05T18:00:00Z", "2023-06-06T09:00:00Z"])
def test_next_draft_is_no_conflict_with_the_one_before(sent: Reviewed, packed: str) -> None:
    """What a draft has in it already is not the same place worded twice."""
    sent.value("meeting.date", "2 May 2023", "3 May 2023", "2023-05-03")
    sent.edit(ORIGIN, "had been invited", "had been asked")
    assert sent.apply().counts() == {"applied": 2}
    later = sent.pack(packed=packed)
    later.value("meeting.date", "3 May 2023", "4 May 2023", "2023-05-04")
    later.edit(ORIGIN, "been asked", "been called")
    result = later.apply()
    assert result.counts() == {"applied": 2}, result.problems
    assert words(sent).endswith("Regional Directors had been called to the meeting.")


def test_insertions_at_one_place(sent: Reviewed) -> None:
    """Of one copy they stand in its order; of two copies nobody knows which comes first."""
    at = len(sent.draft.texts[ORIGIN])
    sent.change(EditText(ORIGIN, at, at, " All came."))
    sent.change(EditText(ORIGIN, at, at, " None left."), author="B. Chair")
    one = sent.copy()
    sent.change(EditText(ORIGIN, at, at, " Some slept."), author="C. Chair")
    two = sent.copy()
    assert [each.code for each in sent.apply(one, two).problems] == ["review-conflict"]
    sent.apply(one)
    assert words(sent).endswith("meeting. All came. None left.")


def test_field_given_two_values_is_a_conflict(sent: Reviewed) -> None:
    """Two dates cannot both be right; the same date twice is one."""
    sent.value("meeting.date", "2 May", "3 May 2023", "2023-05-03")
    one = sent.copy()
    sent.value("meeting.date", "2 May", "3rd of May 2023", "2023-05-03")
    two = sent.copy()
    sent.value("meeting.date", "2 May", "4 May 2023", "2023-05-04")
    three = sent.copy()
    assert [e.code for e in sent.apply(one, two, three).problems] == ["review-conflict"]
    assert set(statuses(sent.apply(one, two)).values()) == {"applied"}


def test_drafts_in_two_languages_merge(sent: Reviewed) -> None:
    """The French words are new, and out of date to the English ones that changed as well."""
    french = sent.pack(language="fr")
    sent.edit(ORIGIN, "had been", "were")
    one = sent.copy()
    source = french.draft.texts[ORIGIN]
    french.change(EditText(ORIGIN, len(source), len(source), " Tous sont venus."))
    two = french.copy()
    result = sent.apply(one, two)
    assert set(statuses(result).values()) == {"applied"}
    catalog = sent.text("locale/fr.po")
    entry = catalog[catalog.index(f'msgctxt "{ORIGIN}"') :].split("\n\n")[0]
    assert "Tous sont venus." in entry
    assert "were invited" in entry
    assert "#, fuzzy\n#| msgid" in catalog[: catalog.index(f'msgctxt "{ORIGIN}"')][-400:]


def test_drafts_in_two_languages_merge_one_after_the_other(sent: Reviewed) -> None:
    """The French is out of date when its copy comes, but it is the French that was edited."""
    french = sent.pack(language="fr")
    sent.edit(ORIGIN, "had been", "were")
    sent.apply()
    source = french.draft.texts[ORIGIN]
    french.change(EditText(ORIGIN, len(source), len(source), " Tous sont venus."))
    result = sent.apply(french.copy())
    assert set(statuses(result).values()) == {"applied"}
    catalog = sent.text("locale/fr.po")
    place = catalog.index(f'msgctxt "{ORIGIN}"')
    assert "Tous sont venus." in catalog[place:].split("\n\n")[0]
    assert "#, fuzzy" in catalog[:place].split("\n\n")[-1]


def test_two_groups_word_a_message_of_ours_each_for_itself(sent: Reviewed) -> None:
    """What one group says of a message is for its own report."""
    rag = sent.pack("RAG")
    origin = "reportgen:messages.mandate"
    sent.edit(origin, "brings together", "unites")
    one = sent.copy()
    rag.edit(origin, "brings together", "gathers")
    result = sent.apply(one, rag.copy())
    assert set(statuses(result).values()) == {"applied"}
    reports = read_yaml("x", sent.text()).data["reports"]
    assert " unites " in reports["TSAG"]["messages"]["mandate"]
    assert " gathers " in reports["RAG"]["messages"]["mandate"]


def test_same_addition_and_withdrawal_in_two_copies_count_once(sent: Reviewed) -> None:
    """Two reviewers who agree add one outcome and withdraw one."""
    for author in ("A. Chair", "B. Chair"):
        sent.change(NewText(ORIGIN, "paragraph", "It went well."), author=author)
        sent.change(Withdrawal("new-themes", "new-themes"), author=author)
    result = sent.apply()
    assert set(statuses(result).values()) == {"applied"}
    assert sent.text().count("It went well.") == 1
    assert sent.text().count("new-themes: withdrawn") == 1


def test_same_addition_of_a_later_copy_is_there_already(sent: Reviewed) -> None:
    """A second copy that says what the first one said adds nothing."""
    for author in ("A. Chair", "B. Chair"):
        sent.change(NewText(ORIGIN, "paragraph", "It went well."), author=author)
        sent.change(Withdrawal("new-themes", "new-themes"), author=author)
        assert set(statuses(sent.apply()).values()) == {"applied"}
    assert sent.text().count("It went well.") == 1
    assert sent.text().count("new-themes: withdrawn") == 1


def test_many_edits_of_one_text_are_compared_quickly(sent: Reviewed) -> None:
    """Thousands of changes in one text, each in both copies, take no more than moments."""
    packed = "ab " * 8_000
    sent.draft.texts[ORIGIN] = packed
    for _ in range(2):
        for place in range(0, len(packed), 3):
            sent.change(EditText(ORIGIN, place, place + 1, "x"))
    entries = all_entries([sent.copy()])
    began = time.monotonic()
    assert find_conflicts(entries) == []
    assert time.monotonic() - began < 10


# --- sources that have moved on --------------------------------------------------------------


def test_text_that_has_changed_since_is_refused(sent: Reviewed) -> None:
    """The three wordings are shown with the place of the text; nothing is written."""
    sent.edit(ORIGIN, "had been", "were")
    sent.edit("new-themes", "Two", "2")
    copy = sent.copy()
    sent.project.edit(
        "reports/iscg-23-1/outcomes.yaml", "Regional Directors had been", "Directors had been"
    )
    before = files_of(sent.project)
    result = sent.apply(copy)
    (problem,) = result.problems
    line = sent.text()[: sent.text().index("In keeping with")].count("\n")
    assert (problem.code, problem.line) == ("review-source-moved", line)
    packed, now, proposed = problem.hint.splitlines()[:3]
    assert packed.endswith("Regional Directors had been invited to the meeting.")
    assert now.strip().startswith("now: ")
    assert now.endswith('{{ body("ITU") }} Directors had been invited to the meeting.')
    assert proposed.endswith("Regional Directors were invited to the meeting.")
    assert files_of(sent.project) == before


def test_change_of_another_text_does_not_matter(sent: Reviewed) -> None:
    """Only what was edited is compared, however much else of the file is new."""
    key = sent.edit(ORIGIN, "had been", "were")
    copy = sent.copy()
    path = "reports/iscg-23-1/outcomes.yaml"
    sent.project.edit(path, "Two further themes", "2 further themes")
    sent.project.edit(
        path, "    text: >-\n      In keeping", "    # New.\n    text: >-\n      In keeping"
    )
    assert statuses(sent.apply(copy)) == {key: "applied"}
    assert "2 further themes" in sent.text()


def test_translation_that_has_changed_since_is_refused(tmp_path: Path) -> None:
    """The place is that of the entry in the catalog."""
    french = reviewed(tmp_path, language="fr")
    source = french.draft.texts[ORIGIN]
    french.change(EditText(ORIGIN, len(source), len(source), " Tous sont venus."))
    copy = french.copy()
    catalog = french.text("locale/fr.po")
    end = source[-20:]
    assert catalog.count(end) == 1
    french.path("locale/fr.po").write_text(catalog.replace(end, f"{end} Oui."), encoding="utf-8")
    (problem,) = french.apply(copy).problems
    assert problem.code == "review-source-moved"
    assert problem.path.endswith("locale/fr.po")
    assert problem.line > 1
