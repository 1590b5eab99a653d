"""A chair edits the draft in Word, it is read and taken over: the next draft has that very text.

What is compared with is the returned Word file with all its changes accepted, read without any of
our own code. Marks of direction are put in anew by every rendering and are not compared.
"""

from __future__ import annotations

import datetime as dt
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from reportgen.languages import LANGUAGE_KEYS
from reportgen.latin import fold_direction_marks
from reportgen.opc.names import TC
from reportgen.pipeline.review.applying import ApplyResult
from reportgen.values import format_date
from reportgen.yamlfile import read_yaml
from tests.building.support import MEETING, copy_project
from tests.review.applying_support import files_of
from tests.review.chair import Chair
from tests.review.loop import Loop, accepted, begin, node_of, read, rezipped
from tests.review.paragraphs import FORMS, PARAGRAPHS, TEXT, with_paragraphs

every_language = pytest.mark.parametrize("key", LANGUAGE_KEYS)

NEW_DAY = dt.date(2023, 5, 4)


def loop(root: Path, key: str = "en", addressee: str = "TSAG") -> Loop:
    """Return a draft in the hands of a chair, in a project of its own."""
    return begin(copy_project(root), addressee, key)


def texts(data: bytes, begun: Loop) -> list[str]:
    """Return the text of a file as it reads with all changes accepted."""
    return [fold_direction_marks(each) for each in accepted(data, begun.draft)]


def next_texts(begun: Loop) -> list[str]:
    """Return the text of the same report, packed again from the sources as they are now."""
    again = begin(begun.project, begun.draft.addressee, begun.draft.language)
    return texts(again.packed.data, again)


def statuses(result: ApplyResult) -> list[str]:
    """Return what became of each change, with the reason where it was not taken over."""
    return [f"{e.entry.change.kind}: {e.status} {e.why}".strip() for e in result.settled]


def assert_closed(begun: Loop, through: Callable[[bytes], bytes] = lambda data: data) -> None:
    """Read what the chair has done, take it all over, and find it in the next draft."""
    data = begun.chair.save()
    result = begun.apply(begun.returned(through(data)))
    assert not result.problems
    counts = result.counts()
    assert (counts["left"], counts["rejected"]) == (0, 0), statuses(result)
    assert counts["applied"] > 0
    assert next_texts(begun) == texts(data, begun)


def edit_words(begun: Loop) -> None:
    """Insert, delete and replace words: in outcomes, in our own messages, in the cover box."""
    chair = begun.chair
    one, span = begun.words("regional-directors")
    chair.insert_at(begun.node(one), span.start + 2, "XYZ *_ {{ 7")
    one, span = begun.words("new-themes")
    chair.delete_at(begun.node(one), span.start + 1, span.start + 4)
    one, span = begun.words("reportgen:messages.mandate")
    chair.replace_at(begun.node(one), span.start + 1, span.start + 4, "Q R")
    one, span = begun.words("reportgen:messages.abstract", "reportgen:messages.summary")
    chair.insert_at(begun.node(one), span.start + 2, "ABS")
    one, span = begun.words("tables.mapping-of-resolutions.columns.3")
    chair.replace_at(begun.node(one), span.start, span.end, "COLUMN")


def talk(begun: Loop) -> None:
    """Comment on words, answer the comment, and answer one of ours."""
    one = begun.paragraph("contributions-invited")
    words = begun.chair.text(begun.node(one))[3:9]
    number = begun.chair.comment(words, "Is that so?\nI doubt it.")
    begun.chair.reply(number, "On reflection: yes.")


# --- the loop --------------------------------------------------------------------------------


@pytest.mark.slow
@every_language
def test_words_come_home(tmp_path: Path, key: str) -> None:
    """In all six languages the next draft reads as the chair left it, and nothing else differs."""
    begun = loop(tmp_path, key)
    edit_words(begun)
    talk(begun)
    assert_closed(begun)


@pytest.mark.slow
@pytest.mark.parametrize("addressee", ["TDAG", "RAG"])
def test_words_come_home_to_other_groups(tmp_path: Path, addressee: str) -> None:
    """Each report has its own cover, wordings and order."""
    begun = loop(tmp_path, "en", addressee)
    edit_words(begun)
    assert_closed(begun)


@pytest.mark.slow
@every_language
def test_words_come_home_untracked(tmp_path: Path, key: str) -> None:
    """A chair who switched tracking off has edited all the same."""
    begun = loop(tmp_path, key)
    begun.chair = Chair(begun.packed.data, tracked=False)
    edit_words(begun)
    assert_closed(begun)


@pytest.mark.slow
@every_language
def test_rezipped_file_is_the_same_file(tmp_path: Path, key: str) -> None:
    """Other names and another order of its parts change nothing."""
    begun = loop(tmp_path, key)
    edit_words(begun)
    talk(begun)
    assert_closed(begun, rezipped)


@pytest.mark.slow
@pytest.mark.external
@every_language
def test_file_that_went_through_libreoffice(tmp_path: Path, key: str) -> None:
    """LibreOffice opens the returned file and saves it again: the edits come home all the same."""
    begun = loop(tmp_path / "project", key)
    edit_words(begun)
    talk(begun)

    def through(data: bytes) -> bytes:
        (tmp_path / "sent.docx").write_bytes(data)
        subprocess.run(
            ["soffice", "--headless", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
             "--convert-to", "docx:MS Word 2007 XML", "--outdir", tmp_path / "saved",
             tmp_path / "sent.docx"],
            check=True, capture_output=True, timeout=180,
        )  # fmt: skip
        return read(tmp_path / "saved" / "sent.docx")

    assert_closed(begun, through)


@pytest.mark.slow
@every_language
def test_date_is_set_where_it_comes_from(tmp_path: Path, key: str) -> None:
    """A day that the chair corrects is the day of the meeting from then on."""
    begun = loop(tmp_path, key)
    one = begun.paragraph("reportgen:messages.abstract")
    span = next(each for each in one.spans if each.field == "meeting.date")
    shown = one.text[span.start : span.end]
    new = shown.replace("2", "4", 1) if key != "zh" else shown.replace("2日", "4日")
    assert format_date(NEW_DAY, key) in fold_direction_marks(new)
    begun.chair.replace_at(begun.node(one), span.start, span.end, new)
    data = begun.chair.save()
    result = begun.apply(begun.returned(data))
    assert result.counts() == {"applied": 1}, statuses(result)
    outcomes = (begun.project.root / "reports" / MEETING / "outcomes.yaml").read_text("utf-8")
    assert read_yaml("x", outcomes).data["meeting"]["date"] == "2023-05-04"
    before, after = texts(begun.packed.data, begun), next_texts(begun)
    at = before.index(fold_direction_marks(one.text))
    assert after[at] == texts(data, begun)[at]
    # Wherever else the report names that day it is the new one; all other words are as before.
    assert [_undated(each) for each in after] == [_undated(each) for each in before]


def _undated(text: str) -> str:
    return re.sub(r"\b[24](?= |日)", "D", re.sub(r"(?<=月)[24](?=日)", "D", text))


@pytest.mark.slow
def test_paragraphs_come_and_go(tmp_path: Path) -> None:
    """New paragraphs, one taken out, one split: the next draft has them so."""
    begun = loop(tmp_path)
    chair = begun.chair
    chair.add_paragraph("Regional Directors", "The Directors were thanked.")
    chair.delete_paragraph("Two further themes")
    chair.split("It gives")
    data = chair.save()
    result = begun.apply(begun.returned(data))
    assert not result.problems
    assert result.counts()["left"] == 0, statuses(result)
    assert next_texts(begun) == texts(data, begun)


@pytest.mark.slow
def test_split_paragraphs_are_joined_again(tmp_path: Path) -> None:
    """What one review parted another puts together, with an edit in the second part."""
    begun = loop(tmp_path)
    begun.chair.split("It gives")
    assert_closed(begun)
    again = begin(begun.project)
    again.chair.replace("main amendments", "amendments")
    again.chair.join("secretariat introduced")
    data = again.chair.save()
    result = again.apply(again.returned(data))
    assert result.counts() == {"applied": 2}, statuses(result)
    # Word puts no space where two paragraphs meet; a text has one.
    assert [each.replace(" ", "") for each in next_texts(again)] == [
        each.replace(" ", "") for each in texts(data, again)
    ]
    joined = next(each for each in next_texts(again) if "secretariat introduced" in each)
    assert "Document ISCG/23-1/02. It gives Resolution" in joined
    assert "sets out in a table the amendments" in joined


CARRIED = ("remove", "words")
ENGLISH = ("add", "split", "join")


def edit_paragraphs(begun: Loop, chair: Chair, kinds: tuple[str, ...]) -> None:
    """Do things of some kinds to paragraphs, each to another one."""
    node = {each.origin: node_of(chair.body, each.bookmark) for each in begun.draft.paragraphs
            if each.bookmark}  # fmt: skip
    if "remove" in kinds:
        chair.delete_paragraph(begun.paragraph("new-themes").text)
    if "words" in kinds:
        one, span = begun.words("resolution-191-revised")
        chair.insert_at(node[one.origin], span.start + 1, "XYZ")
    if "add" in kinds:
        chair.add_paragraph(begun.paragraph("regional-directors").text, "Quite new: 新 جديد.")
    if "split" in kinds:
        one, span = begun.words("resolution-191-revised")
        chair.split_at(node[one.origin], span.end - 3 + len("XYZ"))
    if "join" in kinds:
        chair.join(begun.paragraph(TEXT).text)


@pytest.mark.slow
@pytest.mark.parametrize("tracked", [True, False])
@every_language
def test_paragraphs_in_every_language(tmp_path: Path, key: str, tracked: bool) -> None:
    """What is taken out goes in all languages; what needs English words is done, or listed."""
    begun = begin(with_paragraphs(tmp_path, FORMS["scalar"].format(*PARAGRAPHS)), "TSAG", key)
    chair = begun.chair = Chair(begun.packed.data, tracked=tracked)
    edit_paragraphs(begun, chair, (*CARRIED, *ENGLISH))
    result = begun.apply(begun.returned())
    assert not result.problems
    # Compared word by word, letters within a word make another word of it.
    found = {
        each.entry.change.kind.replace("replacement", "insertion"): each for each in result.settled
    }
    assert set(found) == {
        "paragraph-deleted", "insertion", "paragraph-added", "paragraph-split",
        "paragraphs-joined",
    }  # fmt: skip
    assert len(result.settled) == len(found), "each thing that was done is one change"
    english = "applied" if key == "en" else "left"
    assert {kind: each.status for kind, each in found.items()} == {
        "paragraph-deleted": "applied",
        "insertion": "applied",
        "paragraph-added": english,
        "paragraph-split": english,
        "paragraphs-joined": english,
    }, statuses(result)
    assert all(each.why for each in result.settled if each.status == "left")
    wanted = Chair(begun.packed.data)
    edit_paragraphs(begun, wanted, (*CARRIED, *(ENGLISH if key == "en" else ())))
    # Word puts no space where two paragraphs meet; a text has one.
    assert [each.replace(" ", "") for each in next_texts(begun)] == [
        each.replace(" ", "") for each in texts(wanted.save(), begun)
    ]


# --- none is lost ----------------------------------------------------------------------------

KINDS = [
    "insert", "delete", "replace", "add", "remove", "split", "join", "move", "format", "comment",
    "across",
]  # fmt: skip
moves = st.tuples(st.sampled_from(KINDS), st.integers(0, 10_000), st.integers(0, 10_000))


@pytest.fixture(scope="module", params=LANGUAGE_KEYS)
def drafted(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Loop:
    """A draft that many chairs edit, each from the beginning; nothing is written."""
    return loop(tmp_path_factory.mktemp("drafted"), request.param)


@pytest.mark.slow
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(plan=st.lists(moves, min_size=1, max_size=8))
def test_whatever_is_done_is_applied_or_listed(
    drafted: Loop, plan: list[tuple[str, int, int]]
) -> None:
    """Every change that was read has one status, and where it is not taken over a reason."""
    chair = Chair(drafted.packed.data)
    for kind, first, second in plan:
        _do(chair, kind, first, second)
    before = files_of(drafted.project)
    copy = drafted.returned(chair.save())
    order_ids = [each.id for each in copy.returned.changes]
    result = drafted.apply(copy, is_trial=True)
    assert [each.entry.change.id for each in result.settled] == order_ids
    assert len(set(order_ids)) == len(order_ids)
    assert result.counts().total() == len(order_ids)
    for each in result.settled:
        assert each.status in ("applied", "left", "comment")
        assert each.why or each.status != "left"
    assert files_of(drafted.project) == before


def _do(chair: Chair, kind: str, first: int, second: int) -> None:
    """Do one thing of a kind somewhere in the text; what cells do not take is left undone there."""
    paragraphs = [
        each
        for each in chair.paragraphs()
        if len(chair.text(each)) > 12 and "iscg-23-1-" not in chair.text(each)
    ]
    paragraph = paragraphs[first % len(paragraphs)]
    words = chair.text(paragraph)
    start = second % (len(words) - 6)
    target = paragraphs[second % len(paragraphs)]
    actions: dict[str, Callable[[], object]] = {
        "insert": lambda: chair.insert_at(paragraph, start, "new **words** "),
        "delete": lambda: chair.delete_at(paragraph, start, start + 5),
        "replace": lambda: chair.replace_at(paragraph, start, start + 3, "{{ other }}"),
        "across": lambda: chair.replace_at(paragraph, 0, len(words) - 1, "All of it."),
        "format": lambda: chair.format_at(paragraph, start, start + 4, "b"),
        "comment": lambda: chair.comment(words[start : start + 5], "Hm."),
        "split": lambda: chair.split_at(paragraph, start + 1),
        "add": lambda: chair.add_paragraph(words[:12], f"A paragraph {second}."),
        "remove": lambda: chair.delete_paragraph(words[:12]),
        "join": lambda: chair.join(words),
        "move": lambda: chair.move(words, chair.text(target), f"move{first}-{second}"),
    }
    is_in_cell = _is_in_cell(paragraph) or (kind == "move" and _is_in_cell(target))
    if not (kind in ("join", "move") and is_in_cell) and not (
        kind == "move" and target is paragraph
    ):
        actions[kind]()


def _is_in_cell(paragraph: etree._Element) -> bool:
    return next(paragraph.iterancestors(TC), None) is not None
