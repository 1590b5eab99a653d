"""What the reports cite comes from data: dates, resolutions, symbols and bodies are references."""

from __future__ import annotations

import re
from functools import cache

import pytest

from reportgen.document import Span
from tests.reports.project import ADDRESSEES, MEETINGS, document, maker, passages

REFERENCES = re.compile(
    r"\{\{\s*(?:(?:date|dates|when|resolution|document|body|bodies|conference|study_group|question"
    r"|chair)\(|addressee|group)"
)
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
CITATIONS = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?(?:{MONTHS})(?:\s+\d{{4}})?",
    r"(?<![\w/-])(?:19|20)\d\d(?:-\d\d-\d\d)?(?![\w/-])",
    r"Resolutions?\s+\d+",
    r"[A-Z][A-Z-]+\d*(?:[/-][A-Z\d]+)*[/-]\d+(?:[/-]\d+)*",
    r"Q\d+/\d+",
    r"Study\s+Groups?\s+\d+",
    r"[A-Z]{2,}\d\d",
)


@cache
def literal_citations() -> re.Pattern[str]:
    """Return what finds a date, resolution, symbol or body written out by hand."""
    organisation = maker(MEETINGS[0]).workspace.organisation
    names = set()
    for body in (organisation.body(key) for key in organisation.keys("bodies")):
        words = body.words("en") if body is not None else None
        assert words is not None
        names |= {words.name, words.acronym or words.name, words.short or words.name}
    # The longest first, so that a name is one citation and not two.
    bodies = (rf"(?<!\w){re.escape(name)}(?!\w)" for name in sorted(names, key=len, reverse=True))
    return re.compile("|".join((*CITATIONS, *bodies)))


def all_spans(meeting: str) -> list[Span]:
    """Return the spans of the three reports of a meeting, each text once."""
    found: dict[str, tuple[Span, ...]] = {}
    for addressee in ADDRESSEES:
        for passage in passages(document(meeting, addressee)):
            found[passage.origin] = passage.spans
    return [span for spans in found.values() for span in spans]


@pytest.mark.parametrize("meeting", MEETINGS)
def test_nine_in_ten_citations_are_references(meeting: str) -> None:
    """At least nine in ten dates, resolutions, symbols and bodies in the texts are references."""
    spans = all_spans(meeting)
    references = sum(REFERENCES.match(span.source) is not None for span in spans)
    literal = [
        match[0]
        for span in spans
        if span.kind == "text"
        for match in literal_citations().finditer(span.text)
    ]
    assert references > 50
    share = references / (references + len(literal))
    assert share >= 0.9, f"{share:.0%}; by hand: {literal}"


@pytest.mark.parametrize(
    "text",
    [
        "on 2 May 2023",
        "in July",
        "by the end of 2022",
        "2021-07-16",
        "Resolution 191",
        "see ISCG/23-1/02",
        "ISCG/21-2/INF-1",
        "TDAG-21/2/12",
        "the RAG meeting",
        "PP-22",
        "at COP28",
        "ITU-D Q7/1",
        "Study Group 16",
        "the General Secretariat",
        "the Council",
        "languages of the Union",
        "Telecommunication Development Advisory Group",
    ],
)
def test_citation_by_hand_is_seen(text: str) -> None:
    """The count finds each kind of citation that could be written by hand."""
    assert len(literal_citations().findall(text)) == (2 if text == "ITU-D Q7/1" else 1)


def test_ordinary_words_are_no_citations() -> None:
    """Numbers, capitals and months that are verbs in ordinary words are not counted."""
    text = "Table 1 of the Sectors, a TIES account (CRM), and what members may propose"
    assert literal_citations().findall(text) == []
