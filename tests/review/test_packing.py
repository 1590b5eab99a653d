"""A packed draft: what is in its Word file, and that the record beside it tells the truth."""

from __future__ import annotations

import copy
import io
from collections import Counter
from pathlib import Path

import docx
import pytest
from docx.text.paragraph import Paragraph
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from reportgen.errors import InputError, UsageError
from reportgen.latin import fold_direction_marks
from reportgen.opc.editing import PackageEditor
from reportgen.review.draft import draft_mark
from reportgen.review.records import read_draft, record_json
from reportgen.review.wordtext import cut_runs, paragraph_text
from reportgen.textmap import map_text
from tests.review.packs import (
    CUSTOM,
    LANGUAGES,
    PACKED,
    W14,
    Opened,
    W,
    folder_of,
    made_project,
    opened,
    packed,
    real_project,
    translate,
)
from tests.support.meetings import ROOT, MadeProject
from tests.support.validity import describe, findings

pytestmark = pytest.mark.slow

languages = pytest.mark.parametrize("key", LANGUAGES)


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> MadeProject:
    """The repository's own meeting; its drafts may be packed again and again."""
    return real_project(tmp_path_factory.mktemp("real"))


@pytest.fixture
def made(tmp_path: Path) -> MadeProject:
    """A small meeting with gaps."""
    return made_project(tmp_path / "project")


@languages
def test_every_paragraph_is_held_by_one_bookmark(real: MadeProject, key: str) -> None:
    """Whatever a reviewer touches in the body, its bookmark says where it came from."""
    draft = packed(real, "TDAG", key)
    names = opened(draft.data).bookmarks()
    assert all(len(each) == 1 for each in names)
    flat = [each[0] for each in names]
    assert len(set(flat)) == len(flat)
    assert max(map(len, flat)) <= 40
    assert [each.bookmark for each in draft.draft.paragraphs if each.bookmark] == flat
    kinds = {each.kind for each in draft.draft.paragraphs}
    assert kinds >= {"note", "field", "heading", "paragraph", "cell", "bullet", "header"}


@languages
def test_record_has_the_text_that_word_shows(real: MadeProject, key: str) -> None:
    """The texts of the side file are those that another program reads in the file."""
    draft = packed(real, "TSAG", key)
    body = docx.Document(io.BytesIO(draft.data))
    shown = [Paragraph(each, body).text for each in body.element.body.iter(f"{W}p")]
    assert [each.text for each in draft.draft.paragraphs if each.bookmark] == shown


@languages
@pytest.mark.parametrize("addressee", ["TSAG", "TDAG", "RAG"])
def test_every_span_has_its_place_in_the_paragraph_and_in_the_source(
    real: MadeProject, addressee: str, key: str
) -> None:
    """A span's words stand where the record says, in the draft and in the text they came from."""
    draft = packed(real, addressee, key).draft
    count = 0
    for paragraph in draft.paragraphs:
        done = 0
        for span in paragraph.spans:
            assert done <= span.start < span.end <= len(paragraph.text)
            done = span.end
            words = fold_direction_marks(paragraph.text[span.start : span.end])
            assert words == fold_direction_marks(span.text)
            written = draft.texts[span.origin][span.source_start : span.source_end]
            if span.kind == "text":
                (placed,) = [
                    each for each in map_text(draft.texts[span.origin])
                    if each.start == span.source_start
                ]  # fmt: skip
                assert placed.piece.text == span.text
            else:
                assert written == span.source
            count += 1
    assert count > 50


@languages
@pytest.mark.parametrize("addressee", ["TSAG", "TDAG", "RAG"])
def test_draft_is_sound(real: MadeProject, addressee: str, key: str) -> None:
    """Word has nothing to repair: the checkers say nothing that they do not say of the template."""
    template = (ROOT / "templates" / f"{addressee.lower()}-report.docx").read_bytes()
    found = findings(packed(real, addressee, key).data, template)
    assert not found, describe(found)


@languages
def test_draft_with_gaps_is_sound(made: MadeProject, key: str) -> None:
    """The same where there are many comments."""
    template = (ROOT / "templates" / "tsag-report.docx").read_bytes()
    found = findings(packed(made, "TSAG", key).data, template)
    assert not found, describe(found)


@languages
@pytest.mark.parametrize("addressee", ["TSAG", "TDAG", "RAG"])
def test_every_page_says_that_it_is_a_draft(real: MadeProject, addressee: str, key: str) -> None:
    """The headers of the first page and of the others have the mark in the draft's language."""
    draft = packed(real, addressee, key)
    assert not draft.findings
    headers: dict[str, str] = {}
    for paragraph in draft.draft.paragraphs:
        if paragraph.origin.startswith("header"):
            headers[paragraph.origin] = headers.get(paragraph.origin, "") + paragraph.text
    assert len(headers) == 2
    label = real.document(addressee, language=key).cover.labels["draft"].spans[0].text
    assert all(label in text for text in headers.values())


def test_template_without_the_mark_is_told(tmp_path: Path) -> None:
    """Who made a template of his own hears that its drafts do not say what they are."""
    project = made_project(tmp_path / "project")
    templates = project.root / "templates"
    templates.mkdir()
    body = docx.Document()
    body.add_paragraph("{%p for block in blocks %}")
    body.add_paragraph("{{ block.text }}")
    body.add_paragraph("{%p endfor %}")
    body.save(str(templates / "tsag-report.docx"))
    (project.root / "reportgen.toml").write_text("", encoding="utf-8")
    codes = [problem.code for problem in packed(project).findings]
    assert "review-no-draft-mark" in codes


@pytest.mark.parametrize(("key", "words"), [("en", "review"), ("zh", "审阅"), ("ar", "مشروع")])
def test_note_stands_first_in_the_language_of_the_draft(
    real: MadeProject, key: str, words: str
) -> None:
    """Page 1 begins with who asks for what until when; nothing of it counts as report."""
    draft = packed(real, "RAG", key).draft
    notes = [each for each in draft.paragraphs if each.kind == "note"]
    assert list(draft.paragraphs[: len(notes)]) == notes
    said = "\n".join(each.text for each in notes)
    assert "Ms Ana Chair" in fold_direction_marks(said).replace("\u00a0", " ")
    assert draft.id in fold_direction_marks(said)
    assert "2023" in said
    assert all(not each.origin and not each.spans for each in notes)
    assert words in said


def test_arabic_note_runs_from_right_to_left(real: MadeProject) -> None:
    """Its paragraphs are marked so, its Arabic words too, and Latin words are not."""
    document = opened(packed(real, "RAG", "ar").data).document
    for paragraph in list(document.iter(f"{W}p"))[:6]:
        properties = paragraph.find(f"{W}pPr")
        assert properties is not None
        assert properties.find(f"{W}bidi") is not None
        for run in paragraph.iter(f"{W}r"):
            words = "".join(t.text or "" for t in run.iter(f"{W}t"))
            is_marked = run.find(f"{W}rPr/{W}rtl") is not None
            if any("\u0600" < each < "\u06ff" for each in words):
                assert is_marked
            elif any("a" <= each <= "z" for each in words):
                assert not is_marked


def test_tracked_changes_are_on(made: MadeProject) -> None:
    """The setting stands at its place in the schema: before the stops of tabs, behind the zoom."""
    settings = opened(packed(made).data).root("word/settings.xml")
    names = [child.tag.removeprefix(W) for child in settings]
    assert names.count("trackRevisions") == 1
    assert names.index("zoom") < names.index("trackRevisions") < names.index("defaultTabStop")


def test_file_says_which_draft_it_is(made: MadeProject) -> None:
    """The properties name the draft and the sources; no two drafts have the same."""
    first, second = packed(made), packed(made)
    assert (first.draft.id, second.draft.id) == ("iscg-23-1-TSAG-en-1", "iscg-23-1-TSAG-en-2")
    values = ["".join(map(str, each.itertext())) for each in opened(second.data).root(CUSTOM)]
    assert values[0] == second.draft.id
    assert len(values[1]) == 64
    assert first.draft.sources == second.draft.sources
    assert "reports/iscg-23-1/outcomes.yaml" in second.draft.sources


def test_bookmarks_tell_drafts_of_one_report_apart(made: MadeProject) -> None:
    """Who strips the properties of a file leaves the mark of its draft, at three places."""
    drafts = [packed(made), packed(made)]
    for draft in drafts:
        starts = opened(draft.data).document.iter(f"{W}bookmarkStart")
        names = [start.get(f"{W}name", "") for start in starts]
        mark = draft_mark(draft.draft.id)
        found = [name for name in names if name.startswith("_draft_")]
        assert found == [f"{mark}_1", f"{mark}_2", f"{mark}_3"]
    assert draft_mark(drafts[0].draft.id) != draft_mark(drafts[1].draft.id)


def test_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    """Two projects with the same content and time have the same draft and the same record."""
    one, other = (packed(made_project(tmp_path / name)) for name in ("one", "other"))
    assert one.data == other.data
    assert one.draft.texts == other.draft.texts
    assert one.draft.paragraphs == other.draft.paragraphs


def test_what_is_written_is_what_was_made(made: MadeProject) -> None:
    """The file and its record lie in the review folder, and the record has the file's digest."""
    draft = packed(made)
    folder = folder_of(made)
    assert draft.path.read_bytes() == draft.data
    assert folder.drafts() == (draft.draft,)
    data = record_json(draft.draft)
    assert folder.draft_path(draft.draft.id).read_bytes() == data
    assert read_draft(data, "") == draft.draft


# --- gaps ------------------------------------------------------------------------------------


def _remarks(draft: Opened) -> dict[str, str]:
    """Return what each comment says by the words that it is about."""
    return {draft.commented(at): text for at, (_, _, text) in enumerate(draft.comments())}


def test_missing_values_are_commented(made: MadeProject) -> None:
    """Where the symbol and the contact are missing, a comment asks for them, at these words."""
    draft = packed(made)
    remarks = _remarks(opened(draft.data))
    assert "[document symbol to be assigned]" in remarks
    assert "[contact to be completed]" in remarks
    assert set(remarks.values()) == {"This is not known yet. If you know it, please write it here."}
    assert all(each.thread == "" for each in draft.draft.comments)
    assert {author for author, _, _ in opened(draft.data).comments()} == {"ISCG secretariat"}
    assert {date for _, date, _ in opened(draft.data).comments()} == {PACKED}


def test_gap_that_stands_on_no_page_is_told(made: MadeProject) -> None:
    """What the template does not print cannot have a comment: the command says so."""
    assert "reports.TSAG.date is missing" in [gap.what for gap in packed(made).gaps]


def test_untranslated_texts_are_commented(tmp_path: Path) -> None:
    """A text without translation says so in the reader's language, one out of date otherwise."""
    project = real_project(tmp_path / "project")
    translate(project, "fr", {"accessible-meetings": ""})
    outcomes = project.root / "reports/iscg-23-1/outcomes.yaml"
    text = outcomes.read_text(encoding="utf-8")
    assert "encouraged members to bring" in text
    outcomes.write_text(
        text.replace("encouraged members to bring", "urged members to bring"), "utf-8"
    )
    draft = packed(project, "TSAG", "fr")
    said = set(_remarks(opened(draft.data)).values())
    assert "Ce texte n'a pas encore été traduit et figure en anglais." in said
    assert any(each.startswith("L'anglais de ce texte a changé") for each in said)
    assert set(draft.draft.untranslated) == {"accessible-meetings", "contributions-invited"}


def test_comments_are_as_word_writes_them(made: MadeProject) -> None:
    """Numbers, marks, paragraph ids and people fit together over all the parts."""
    draft = opened(packed(made).data)
    numbers = [comment.get(f"{W}id") for comment in draft.root("word/comments.xml")]
    for name in ("commentRangeStart", "commentRangeEnd", "commentReference"):
        found = Counter(node.get(f"{W}id") for node in draft.document.iter(f"{W}{name}"))
        assert found == Counter(numbers)
    ids = [p.get(f"{W14}paraId") for p in draft.root("word/comments.xml").iter(f"{W}p")]
    assert len(set(ids)) == len(ids)
    assert all(0 < int(each, 16) < 0x80000000 for each in ids if each)
    assert len(draft.root("word/commentsExtended.xml")) == len(numbers)
    assert len(draft.root("word/commentsIds.xml")) == len(numbers)
    assert len(draft.root("word/people.xml")) == 1
    styles = draft.root("word/styles.xml")
    names = [name.get(f"{W}val") for name in styles.iter(f"{W}name")]
    assert names.count("annotation reference") == names.count("annotation text") == 1


# --- what does not go out --------------------------------------------------------------------


@pytest.mark.parametrize("key", ["en", "ar"])
def test_words_for_others_do_not_go_out(made: MadeProject, key: str) -> None:
    """What is for RAG alone is in no part of the file to TSAG, nor in its record."""
    draft = packed(made, "TSAG", key)
    everything = b"".join(opened(draft.data).parts.values()) + record_json(draft.draft)
    for secret in (b"secret-of-rag", b"confidential words", b"radio people"):
        assert secret not in everything
    assert b"confidential words" in record_json(packed(made, "RAG", key).draft)


def test_meeting_with_faults_is_not_packed(made: MadeProject) -> None:
    """Faults are told as in a build, and nothing is written."""
    made.write(
        (made.root / "reports/iscg-23-1/outcomes.yaml").read_text().replace("date(m", "dat(m")
    )
    with pytest.raises(InputError):
        packed(made)
    assert not folder_of(made).path.exists()


def test_unknown_addressee_is_wrong_usage(made: MadeProject) -> None:
    """As everywhere, the nearest one is named."""
    with pytest.raises(UsageError, match="did you mean"):
        packed(made, "TSGA")


# --- templates and names that are not ours ---------------------------------------------------


def _with_own_template(made: MadeProject, data: bytes) -> None:
    templates = made.root / "templates"
    templates.mkdir()
    (templates / "tsag-report.docx").write_bytes(data)
    (made.root / "reportgen.toml").write_text("", encoding="utf-8")


def test_comments_of_the_template_do_not_go_out(made: MadeProject) -> None:
    """What the author of a template noted in its margin is no remark to a chair."""
    template = docx.Document(str(ROOT / "templates" / "tsag-report.docx"))
    paragraph = template.add_paragraph("Words of the template")
    template.add_comment(paragraph.runs[0], text="note to myself", author="Author")
    stream = io.BytesIO()
    template.save(stream)
    _with_own_template(made, stream.getvalue())
    draft = packed(made)
    file = opened(draft.data)
    assert not any(b"note to myself" in part for part in file.parts.values())
    assert len(file.comments()) == len(draft.draft.comments) > 0
    found = findings(draft.data, stream.getvalue())
    assert not found, describe(found)
    (kept,) = [each for each in draft.draft.paragraphs if each.text == "Words of the template"]
    assert kept.kind == "template"
    assert kept.bookmark.startswith("_src_template_")


def test_template_without_styles_or_settings_gets_them(made: MadeProject) -> None:
    """The note and tracked changes do not depend on what else a template has."""
    editor = PackageEditor((ROOT / "templates" / "tsag-report.docx").read_bytes(), "t")
    for kind in ("styles", "settings"):
        editor.remove(f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}")
    _with_own_template(made, editor.to_bytes())
    file = opened(packed(made).data)
    assert b"trackRevisions" in file.parts["word/settings.xml"]
    assert b"Review Note" in file.parts["word/styles.xml"]
    assert b"basedOn" not in file.parts["word/styles.xml"].split(b"Review Note Title")[0]


def test_file_without_its_record_is_not_written_over(made: MadeProject) -> None:
    """A draft that went out stays as it was sent, even if its record was not kept."""
    first = packed(made)
    folder_of(made).draft_path(first.draft.id).unlink()
    second = packed(made)
    assert second.path != first.path
    assert first.path.read_bytes() == first.data


@given(
    st.lists(
        st.sampled_from(["<w:t>ab</w:t>", "<w:tab/>", "<w:t>c </w:t>", "<w:br/>"]), max_size=5
    ),
    st.integers(0, 12),
    st.integers(0, 12),
)
def test_cut_runs_show_the_same_words(content: list[str], start: int, end: int) -> None:
    """Wherever runs are cut, the paragraph reads as before, and the runs are what was asked for."""
    half = len(content) // 2
    runs = ["".join(content[:half]), "".join(content[half:])]
    inside = "".join(f"<w:r><w:rPr><w:b/></w:rPr>{each}</w:r>" for each in runs)
    paragraph = etree.fromstring(f'<w:p xmlns:w="{W[1:-1]}">{inside}</w:p>')
    text = paragraph_text(paragraph)
    found = cut_runs(paragraph, start, end)
    assert paragraph_text(paragraph) == text
    shown = etree.fromstring(f'<w:p xmlns:w="{W[1:-1]}"/>')
    shown.extend(copy.deepcopy(found))
    assert paragraph_text(shown) == text[start:end]
    assert all(run.find(f"{W}rPr/{W}b") is not None for run in found)
