"""What Word writes is read: specimens in its manner, made by no packer of ours.

The sources of each are in docs/analysis/revisions.md.
"""

from __future__ import annotations

import itertools
import re

import pytest

from reportgen.review.model import EditText
from tests.review.chair import MAIN
from tests.review.drafts import draft
from tests.review.reading_support import main_xml, read, with_parts

BY = 'w:author="Claire Chair" w:date="2023-06-01T09:00:00Z"'
ORIGIN = "regional-directors"
TEXT = draft().at(ORIGIN).text
NAME = draft().at(ORIGIN).bookmark


def run(words: str, properties: str = "") -> str:
    """Return a run as Word writes it, with the ids of its revision sessions."""
    text = f'<w:t xml:space="preserve">{words}</w:t>'
    return f'<w:r w:rsidRPr="00A77B3E"><w:rPr>{properties}</w:rPr>{text}</w:r>'


def gone(words: str) -> str:
    """Return a deleted run."""
    return f'<w:r w:rsidDel="00C1"><w:delText xml:space="preserve">{words}</w:delText></w:r>'


def specimen(content: str, properties: str = "", name: str = NAME) -> bytes:
    """Return the draft with the paragraph about Regional Directors written by Word."""
    text = main_xml(draft().data)
    found = re.search(rf'<w:p>(?:(?!<w:p>).)*?w:name="{NAME}".*?</w:p>', text, re.DOTALL)
    assert found is not None
    mark = f'<w:bookmarkStart w:id="0" w:name="{name}"/>' if name else ""
    end = '<w:bookmarkEnd w:id="0"/>' if name else ""
    paragraph = (
        '<w:p w14:paraId="4A1B2C3D" w14:textId="77777777" w:rsidR="00B43A10" '
        'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml">'
        f'<w:pPr><w:pStyle w:val="Normal"/>{properties}</w:pPr>{mark}{content}{end}</w:p>'
    )
    return with_parts(draft().data, {MAIN: text[: found.start()] + paragraph + text[found.end() :]})


def cut(*words: str) -> list[str]:
    """Return the text cut before each of these words."""
    places = [0, *(TEXT.index(word) for word in words), len(TEXT)]
    return [TEXT[a:b] for a, b in itertools.pairwise(places)]


def test_split_runs_and_proofing_marks_are_nothing() -> None:
    """Word cuts runs, marks spelling and page breaks, and remembers the last place: no changes."""
    one, two, three = cut("Regional", "had been")
    content = (
        run(one)
        + '<w:proofErr w:type="spellStart"/>'
        + run(two)
        + '<w:proofErr w:type="spellEnd"/><w:r><w:lastRenderedPageBreak/></w:r>'
        + '<w:bookmarkStart w:id="9" w:name="_GoBack"/><w:bookmarkEnd w:id="9"/>'
        + run(three)
    )
    assert read(specimen(content), draft()).changes == ()


@pytest.mark.parametrize("name", ["", NAME.upper(), "_src_other"])
def test_lost_or_renamed_bookmark_is_made_up_for_by_the_words(name: str) -> None:
    """Without its bookmark, or with its case changed, a paragraph is known by its words."""
    one, two = cut("had been")
    content = run(one) + f'<w:ins w:id="7" {BY}>{run("duly ")}</w:ins>' + run(two)
    (change,) = read(specimen(content, name=name), draft()).changes
    assert (change.kind, change.origin, change.new) == ("insertion", ORIGIN, "duly ")


def test_marks_that_word_cuts_are_one_change() -> None:
    """A replacement in five marks and a change of spelling language is one change."""
    one, two, three = cut("had been", "invited")
    content = (
        run(one)
        + f'<w:del w:id="1" {BY}>{gone("had ")}</w:del>'
        + f'<w:del w:id="2" {BY}>{gone("been ")}</w:del>'
        + f'<w:ins w:id="3" {BY}>{run("wer")}</w:ins><w:proofErr w:type="gramStart"/>'
        + f'<w:ins w:id="4" {BY}>{run("e ")}</w:ins>'
        + run(three)
    )
    assert two == "had been "
    (change,) = read(specimen(content), draft()).changes
    assert (change.kind, change.old, change.new) == ("replacement", "had been ", "were ")
    (proposal,) = change.proposals
    assert isinstance(proposal, EditText)


def test_insertion_around_a_link_has_its_target() -> None:
    """Words inserted as a link are proposed as a link."""
    text = main_xml(draft().data)
    number = re.search(r'<w:hyperlink [^>]*r:id="([^"]+)"', text)
    assert number is not None
    link = f'<w:hyperlink r:id="{number[1]}">{run("on the site")}</w:hyperlink>'
    content = run(TEXT) + f'<w:ins w:id="5" {BY}>{link}</w:ins>'
    (change,) = read(specimen(content), draft()).changes
    (proposal,) = change.proposals
    assert isinstance(proposal, EditText)
    assert proposal.replacement.startswith("[on the site](https://")


def test_move_within_the_text_is_one_move() -> None:
    """Words dragged within a paragraph are one move, proposed as two edits of the text."""
    one, two, three = cut("had been", "invited")
    content = (
        f'<w:moveToRangeStart w:id="1" {BY} w:name="move9"/>'
        f'<w:moveTo w:id="2" {BY}>{run(two)}</w:moveTo><w:moveToRangeEnd w:id="1"/>'
        + run(one)
        + f'<w:moveFromRangeStart w:id="3" {BY} w:name="move9"/>'
        f'<w:moveFrom w:id="4" {BY}>{run(two)}</w:moveFrom><w:moveFromRangeEnd w:id="3"/>'
        + run(three)
    )
    (change,) = read(specimen(content), draft()).changes
    assert (change.kind, change.old) == ("move", two)
    assert len(change.proposals) == 2


def test_nested_deletion_of_another_reviewer_is_read() -> None:
    """Word puts the deletion inside the insertion of somebody else."""
    content = (
        run(TEXT)
        + f'<w:ins w:id="1" {BY}>{run(" Yes")}<w:del w:id="2" w:author="Dan">'
        + "<w:r><w:delText> and no</w:delText></w:r></w:del></w:ins>"
    )
    found = read(specimen(content), draft()).changes
    assert [(each.kind, each.author) for each in found] == [
        ("insertion", "Claire Chair"),
        ("deletion", "Dan"),
    ]


def test_words_corrected_as_they_were_typed_are_taken_as_typed() -> None:
    """Quotation marks that Word made round, and hyphens that do not break, are characters."""
    words = '<w:t xml:space="preserve"> “ITU</w:t><w:noBreakHyphen/><w:t>T”</w:t>'
    hyphen = f'<w:ins w:id="1" {BY}><w:r>{words}</w:r></w:ins>'
    (change,) = read(specimen(run(TEXT) + hyphen), draft()).changes
    assert change.new == " “ITU\N{NON-BREAKING HYPHEN}T”"


def test_picture_that_was_inserted_is_listed() -> None:
    """What is no text is told, and proposes nothing."""
    content = run(TEXT) + f'<w:ins w:id="1" {BY}><w:r><w:drawing/></w:r></w:ins>'
    (change,) = read(specimen(content), draft()).changes
    assert (change.new, change.proposals) == ("[picture]", ())
    assert change.why
