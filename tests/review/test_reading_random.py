"""Law: whatever chairs do to a draft is read, in six languages; no mark is lost or invented."""

from __future__ import annotations

import io
from collections import Counter
from typing import Any

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportgen.opc.names import P, T
from reportgen.review.gathering import read_stories
from reportgen.review.marks import RawParagraph
from reportgen.review.parts import ReturnedFile, read_file
from tests.review.chair import Chair
from tests.review.drafts import Draft, draft
from tests.review.reading_support import read
from tests.support.docxplus import accept_all_revisions, read_revisions, reject_all_revisions

NEW = {
    "en": "quite new words",
    "fr": "des mots nouveaux",
    "es": "palabras nuevas",
    "ru": "новые слова",
    "zh": "新的文字",
    "ar": "كلمات جديدة",
}
ACTIONS = (
    "insert", "delete", "replace", "bold", "underline", "centre", "add", "delete-paragraph",
    "split", "join", "move", "comment", "row",
)  # fmt: skip
steps = st.lists(
    st.tuples(
        st.sampled_from(ACTIONS),
        st.sampled_from(["A. One", "B. Two"]),
        st.integers(0, 10_000),
        st.integers(0, 10_000),
        st.integers(1, 30),
    ),
    min_size=1,
    max_size=8,
)
few = settings(
    max_examples=5, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)


def work(  # noqa: C901 - one case for each thing a chair can do
    chair: Chair, language: str, step: tuple[str, str, int, int, int], number: int
) -> None:
    """Do one thing in a place of the document; nothing where it cannot be done."""
    action, chair.author, which, where, length = step
    paragraphs = [each for each in chair.paragraphs() if len(chair.text(each)) > 5]
    paragraph = paragraphs[which % len(paragraphs)]
    text = chair.text(paragraph)
    start = where % (len(text) - 1)
    end = min(start + length, len(text))
    is_in_cell = next(paragraph.iterancestors("{*}tc"), None) is not None
    match action:
        case "insert":
            chair.insert_at(paragraph, start, NEW[language])
        case "delete":
            chair.delete_at(paragraph, start, end)
        case "replace":
            chair.replace_at(paragraph, start, end, NEW[language])
        case "bold" | "underline":
            chair.format_at(paragraph, start, end, action[0])
        case "centre":
            chair.format_paragraph(text)
        case "comment":
            chair.comment(text[start:end], f"Remark {number}.")
        case "row" if (
            is_in_cell and next(chair.find(text).iterancestors("{*}tr"), None) is not None
        ):
            chair.delete_row(text)
        case _ if is_in_cell:
            return
        case "add":
            chair.add_paragraph(text, NEW[language])
        case "delete-paragraph":
            chair.delete_paragraph(text)
        case "split" if start:
            chair.split_at(paragraph, start)
        case "join":
            chair.join(text)
        case "move":
            target = paragraphs[where % len(paragraphs)]
            if target is not paragraph and next(target.iterancestors("{*}tc"), None) is None:
                chair.move(text, chair.text(target), f"move{number}")


def marks_of(file: ReturnedFile) -> set[int]:
    """Return the numbers of all marks of a file that show something."""
    found: set[int] = set()
    for story in file.stories:
        found.update(mark.number for _, mark in story.properties)
        for raw in story.paragraphs:
            found.update(mark.number for mark in _shown(raw))
    return found


def _shown(raw: RawParagraph) -> list[Any]:
    marks = [*raw.marks, *raw.properties]
    if raw.row is not None:
        marks += raw.row.marks
    for piece in raw.pieces:
        if piece.text or piece.obj:
            marks += piece.marks
            marks += [piece.format.mark] if piece.format is not None else []
    return marks


def settled(data: bytes, *, accept: bool) -> str:
    """Return the words of a file with every change accepted or rejected, by another library."""
    document = docx.Document(io.BytesIO(data))
    (accept_all_revisions if accept else reject_all_revisions)(document)
    return "".join(each.text or "" for each in document.element.body.iter(T))


@pytest.mark.slow
@pytest.mark.parametrize("language", list(NEW))
@given(plan=steps)
@few
def test_every_tracked_edit_is_read_once(language: str, plan: list[Any]) -> None:
    """Count in is count out: every mark is of exactly one change, and comments are all there."""
    sent = draft("TSAG", language)
    chair = Chair(sent.data)
    for number, step in enumerate(plan):
        work(chair, language, step, number)
    data = chair.save()
    file = read_file(data, "copy.docx")
    readings = read_stories(file, sent.packed.paragraphs)
    edits = [edit for reading in readings for edit in reading.edits]
    counted = Counter(number for edit in edits for number in edit.marks)
    assert set(counted) == marks_of(file)
    assert set(counted.values()) <= {1}
    assert all(edit.is_tracked for edit in edits)
    comments = [change for change in read(data, sent).changes if change.kind == "comment"]
    assert len(comments) == len(file.comments)


@pytest.mark.slow
@pytest.mark.parametrize("language", list(NEW))
@given(plan=steps)
@few
def test_old_and_new_texts_are_those_of_another_reader(language: str, plan: list[Any]) -> None:
    """Rejecting gives the words of the draft, accepting what the pieces say."""
    sent = draft("TSAG", language)
    chair = Chair(sent.data)
    for number, step in enumerate(plan):
        work(chair, language, step, number)
    data = chair.save()
    body, *_ = read_stories(read_file(data, "copy.docx"), sent.packed.paragraphs)
    old = "".join(each.text for each in body.olds if not each.is_new_row)
    assert old == settled(data, accept=False)
    gone = {mark.number for each in body.olds for mark in _row_marks(each, "del")}
    new = "".join(each.new_text for each in body.olds if not _row_marks(each, "del"))
    assert new.replace("\n", "") == settled(data, accept=True) or gone


def _row_marks(old: Any, kind: str) -> list[Any]:
    row = old.raws[0].row
    return [mark for mark in row.marks if mark.kind == kind] if row is not None else []


@pytest.mark.slow
@pytest.mark.parametrize("language", list(NEW))
@given(plan=steps)
@few
def test_revisions_are_those_that_docx_plus_lists(language: str, plan: list[Any]) -> None:
    """Another library lists as many insertions, deletions, moves and formats as are read here."""
    sent = draft("TSAG", language)
    chair = Chair(sent.data)
    for number, step in enumerate(plan):
        work(chair, language, step, number)
    data = chair.save()
    body = read_file(data, "copy.docx").stories[0]
    ours = {mark.number for raw in body.paragraphs for mark in _shown(raw)}
    theirs = read_revisions(docx.Document(io.BytesIO(data)))
    assert len(ours) == len(theirs)


@pytest.mark.slow
@pytest.mark.parametrize("language", list(NEW))
@given(where=st.lists(st.tuples(st.integers(0, 500), st.integers(0, 500)), min_size=1, max_size=5))
@few
def test_untracked_edits_of_words_are_found(language: str, where: list[tuple[int, int]]) -> None:
    """With tracking off, the words found make the text of the file out of that of the draft."""
    sent = draft("TSAG", language)
    chair = Chair(sent.data, tracked=False)
    for which, start in where:
        blocks = [one for one in sent.packed.paragraphs if one.outcome and len(one.text) > 30]
        one = blocks[which % len(blocks)]
        paragraph = next(p for p in chair.paragraphs() if _name(p) == one.bookmark)
        chair.insert_at(paragraph, start % (len(chair.text(paragraph)) - 1), NEW[language])
    found = read(chair.save(), sent).changes
    assert found
    assert not any(change.is_tracked for change in found)
    for one in sent.packed.paragraphs:
        text = one.text
        here = [change for change in found if one.bookmark and change.bookmark == one.bookmark]
        for change in reversed(here):
            assert text[change.start : change.end] == change.old
            text = text[: change.start] + change.new + text[change.end :]
        if here:
            paragraph = next(p for p in chair.paragraphs() if _name(p) == one.bookmark)
            assert text == chair.text(paragraph)


def _name(paragraph: Any) -> str:
    assert paragraph.tag == P
    return next(
        (
            str(each.get(each.tag.replace("bookmarkStart", "name")))
            for each in paragraph.iter("{*}bookmarkStart")
        ),
        "",
    )


def test_helper_edits_what_it_says() -> None:
    """The chair of these tests leaves the marks that it is said to leave."""
    sent: Draft = draft()
    chair = Chair(sent.data)
    chair.replace("had been invited", "came")
    kinds = [each.revision_type for each in read_revisions(docx.Document(io.BytesIO(chair.save())))]
    assert kinds == ["deletion", "insertion"]
