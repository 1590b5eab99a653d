"""`reportgen review read` as a secretary meets it: tables, data, summaries, faults."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html

from reportgen.languages import LANGUAGE_KEYS, document_language
from reportgen.opc.names import T
from tests.cli.conftest import Shell, shell
from tests.cli.support import COMPLETE, files_below
from tests.review.chair import Chair
from tests.review.packs import opened
from tests.support.browser import Looker, open_browser
from tests.support.validity import describe, findings

__all__ = ["shell"]

MEETING = "reports/iscg-23-1"
_OPTIONAL = ("/fontTable' is missing.", "/theme' is missing.")
HOSTILE = '<script>alert("1")</script> & "Chair" \N{RIGHT-TO-LEFT OVERRIDE}'
DRAFT = "iscg-23-1-TSAG-en-1"


@pytest.fixture
def sent(shell: Shell) -> Shell:
    """A project whose English draft to TSAG has gone out."""
    shell.meeting("iscg-23-1", COMPLETE)
    ended = shell("review", "pack", MEETING, "--addressee", "TSAG", "--language", "en",
                  "--to", "Ms Ana Chair")  # fmt: skip
    assert ended.code == 0, ended.err
    return shell


def chair(sent: Shell, author: str = "Ann Chair") -> Chair:
    """Return somebody with the draft."""
    return Chair(sent.path(f"{MEETING}/review/{DRAFT}.docx").read_bytes(), author=author)


def returned(sent: Shell, name: str = "ann.docx", author: str = "Ann Chair") -> str:
    """Have somebody edit the draft and send it back; return the file's name."""
    who = chair(sent, author)
    words = _words(who)
    who.replace(words[:6], "Quite new", paragraph=who.find(words))
    number = who.comment(words[10:16], f"Is that so, {author}?")
    who.reply(number, "It is <b>not</b>.")
    who.format(words[20:26], "u")
    sent.path(name).write_bytes(who.save())
    return name


def _words(who: Chair) -> str:
    """Return the longest paragraph of the report, which is one of its texts."""
    return max((who.text(each) for each in who.paragraphs()), key=len)


def records(sent: Shell) -> set[str]:
    """Return the records of copies."""
    return {each for each in files_below(sent.path(f"{MEETING}/review")) if ".returned-" in each}


# --- what is printed -------------------------------------------------------------------------


def test_table_names_every_change(sent: Shell) -> None:
    """A line for each change, its words and what it proposes below; what is by hand says why."""
    ended = sent("review", "read", returned(sent))
    assert (ended.code, ended.err) == (0, "")
    lines = ended.out.splitlines()
    assert lines[0].startswith(f"ann.docx: copy of {DRAFT}, sent to Ms Ana Chair on 2")
    assert lines[1] == "  2 changes, 2 comments, 1 to be done by hand"
    rows = [line.split()[1] for line in lines[2:] if not line.startswith(" ")]
    assert sorted(rows) == ["comment", "format", "replacement", "reply"]
    assert "{+Quite new+}" in ended.out
    assert "by hand: underlining cannot be said in a text" in ended.out
    assert len(records(sent)) == 1


def test_data_has_what_the_table_has(sent: Shell) -> None:
    """Programs get every change with its proposals; the record says the same."""
    ended = sent("--format", "json", "review", "read", returned(sent))
    (copy,) = ended.data
    assert (copy["draft"], copy["file"], copy["language"]) == (DRAFT, "ann.docx", "en")
    kinds = [each["kind"] for each in copy["changes"]]
    assert sorted(kinds) == ["comment", "format", "replacement", "reply"]
    (record,) = records(sent)
    assert json.loads(sent.path(f"{MEETING}/review/{record}").read_bytes()) == copy


def test_move_says_where_it_went(sent: Shell) -> None:
    """A paragraph that moved is told with what it stands behind now."""
    who = chair(sent)
    words = [who.text(each) for each in who.paragraphs() if len(who.text(each)) > 60]
    who.move(words[-1], words[-3])
    sent.path("ann.docx").write_bytes(who.save())
    ended = sent("review", "read", "ann.docx", "--summary", "s.html", "--language", "fr")
    assert "=] now after " in ended.out
    page = sent.path("s.html").read_text("utf-8")
    assert f"Se trouve maintenant après: {words[-3][:30]}" in page


def test_no_record_leaves_the_folder_as_it_is(sent: Shell) -> None:
    """What was read is printed, and nothing is written."""
    name = returned(sent)
    before = files_below(sent.folder)
    assert sent("review", "read", name, "--no-record").code == 0
    assert files_below(sent.folder) == before


def test_several_files_are_read_in_one_run(sent: Shell) -> None:
    """Each is told by itself and recorded; one that was not changed says so."""
    shutil.copy(sent.path(f"{MEETING}/review/{DRAFT}.docx"), sent.path("same.docx"))
    ended = sent("review", "read", returned(sent), returned(sent, "bob.docx", "Bob"), "same.docx")
    assert ended.code == 0
    assert ended.out.count(f"copy of {DRAFT}") == 3
    assert "nothing was changed" in ended.out
    assert len(records(sent)) == 3


# --- faults ----------------------------------------------------------------------------------


def test_all_faulty_files_are_told_and_nothing_is_recorded(sent: Shell) -> None:
    """One good file and two bad ones: both faults at once, exit code 1, no record."""
    good = returned(sent)
    sent.path("bad.docx").write_bytes(b"PK\x03\x04 nothing")
    other = returned(sent, "other.docx")
    for path in sent.path(f"{MEETING}/review").glob("*.json"):
        path.rename(path.with_suffix(".kept"))
    ended = sent("review", "read", good, "bad.docx", other)
    assert ended.code == 1
    assert "bad.docx" in ended.err + ended.out
    assert (ended.err + ended.out).count("[returned-unknown-draft]") == 2
    assert "[returned-not-docx]" in ended.err + ended.out
    assert not records(sent)
    assert "Traceback" not in ended.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("absent.docx",), "there is no such file"),
        (("ann.docx", "--summary", "notes.txt"), "a summary ends in .html or .docx"),
        (("ann.docx", "--summary", "x.html", "--language", "de"), "de"),
        ((), "Missing argument"),
    ],
)
def test_wrong_usage_is_told(sent: Shell, arguments: tuple[str, ...], said: str) -> None:
    """It is exit code 2 and one sentence; nothing is written."""
    returned(sent)
    before = files_below(sent.folder)
    ended = sent("review", "read", *arguments)
    assert ended.code == 2
    assert said in ended.err
    assert files_below(sent.folder) == before


# --- summaries -------------------------------------------------------------------------------


@pytest.mark.parametrize("key", LANGUAGE_KEYS)
def test_page_says_all_and_is_text_only(sent: Shell, key: str) -> None:
    """In the reader's language; names and words that look like markup are words."""
    name = returned(sent, author=HOSTILE)
    ended = sent("review", "read", name, "--summary", "s.html", "--language", key)
    assert ended.code == 0, ended.err
    page = html.fromstring(sent.path("s.html").read_bytes())
    manner = document_language(key)
    assert (page.get("lang"), page.get("dir")) == (manner.tag, manner.direction)
    assert not page.xpath("//script|//b[text()='not']|//@onclick")
    words = "".join(str(each) for each in page.itertext())
    assert "<script>" in words
    assert "It is <b>not</b>." in words
    assert [each.text for each in page.iter("ins")] == ["Quite new"]
    assert not page.xpath("//*[starts-with(@src, 'http') or starts-with(@href, 'http')]")


@pytest.mark.slow
@pytest.mark.parametrize("key", LANGUAGE_KEYS)
def test_word_file_says_all_and_is_valid(sent: Shell, key: str) -> None:
    """It has the words of the page, opens in Word, and the same input gives the same bytes."""
    name = returned(sent, author=HOSTILE)
    for out in ("s.docx", "again.docx"):
        ended = sent("review", "read", name, "--summary", out, "--language", key)
        assert ended.code == 0, ended.err
    data = sent.path("s.docx").read_bytes()
    assert data == sent.path("again.docx").read_bytes()
    # ISO 29500-1, 11.3.10 names both parts as what a document may have, and asks for neither.
    found = [each for each in findings(data) if not each.message.endswith(_OPTIONAL)]
    assert not found, describe(found)
    words = "".join(each.text or "" for each in opened(data).document.iter(T))
    for said in ("Quite new", "It is <b>not</b>.", '<script>alert("1")</script>'):
        assert said in words


@pytest.fixture(scope="module")
def looker() -> Iterator[Looker]:
    """One browser for all tests here."""
    with open_browser() as found:
        yield found


@pytest.mark.external
@pytest.mark.parametrize("key", LANGUAGE_KEYS)
def test_axe_finds_no_barrier(sent: Shell, looker: Looker, key: str) -> None:
    """The page can be used with a screen reader, in every language."""
    sent("review", "read", returned(sent), "--summary", "s.html", "--language", key)
    with looker.page(Path(sent.path("s.html")), width=1200) as page:
        assert page.violations() == []
