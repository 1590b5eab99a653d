"""The index page of a meeting: every file with its link, and what is still to do."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reportgen.languages import LANGUAGE_KEYS
from reportgen.renditions.index import Check, IndexEntry, IndexPage, index_page
from tests.renditions.html_support import ids, markup_faults, parse, repeated, text_of

PASSED = (Check("PDF/A-2a", True), Check("PDF/UA-1", True))
FAILED = (Check("PDF/A-2a", False),)


def entry(
    addressee: str = "TSAG", language: str = "en", form: str = "docx", **facts: object
) -> IndexEntry:
    """Return a complete draft of 13 kB."""
    path = f"{addressee}/T22!!MSW-{language}.{form}"
    return IndexEntry(addressee, language, form, path, 13_068, "draft", **facts)  # type: ignore[arg-type]


def full_index() -> IndexPage:
    """Return a page with everything that there can be on it."""
    entries = [
        entry(addressee, language, form, missing=3, fuzzy=int(language == "ru"), checks=checks)
        for addressee in ("TSAG", "RAG")
        for language in LANGUAGE_KEYS
        for form, checks in (("docx", ()), ("pdf", PASSED), ("html", ()))
        if (language, form) != ("ar", "pdf")
    ]
    entries[0] = replace(entries[0], state="final", missing=0)
    entries[1] = replace(entries[1], checks=FAILED, bytes=1_204_000)
    return IndexPage(
        "ISCG/23-1", "2023-05-02", tuple(entries), ("TSAG/a table.xlsx",), ("No PDF: & why",)
    )


def test_every_file_is_linked_from_its_place() -> None:
    """A row for each language, a column for each format, and in each cell the file."""
    page = parse(index_page(full_index()))
    assert [text_of(each) for each in page.xpath("//h2")][1:3] == [
        "Report to TSAG",
        "Report to RAG",
    ]
    (report, *_) = page.xpath("//table")
    assert [text_of(each) for each in report.xpath("./thead//th")] == [
        "Language", "State", "Word", "PDF", "Web page", "Lacks", "Checks",
    ]  # fmt: skip
    rows = {
        text_of(row[0]): [text_of(cell) for cell in row[1:]] for row in report.xpath(".//tbody/tr")
    }
    assert list(rows) == ["English", "French", "Spanish", "Russian", "Chinese", "Arabic"]
    assert rows["French"] == [
        "draft", "Word in French 13 kB", "PDF in French 13 kB", "Web page in French 13 kB",
        "3 missing", "PDF/A-2a: passedPDF/UA-1: passed",
    ]  # fmt: skip
    assert rows["Arabic"][2] == "not made"
    links = page.xpath("//table//a/@href")
    assert len(links) == len(set(links)) == len(full_index().entries)
    assert "TSAG/T22!!MSW-fr.html" in links
    assert page.xpath("//section[last()]//a/@href") == ["TSAG/a%20table.xlsx"]


def test_page_says_what_is_still_to_do() -> None:
    """What is missing, out of date, failed or left out is seen at once and marked."""
    page = parse(index_page(full_index()))
    assert "12 reports, counting each language, 12 of them incomplete" in text_of(page)
    assert "1 check failed" in text_of(page)
    assert [text_of(each) for each in page.xpath("//td/strong")] == ["PDF/A-2a: failed"]
    assert [text_of(each) for each in page.xpath("//*[@class='notice']//li")] == ["No PDF: & why"]
    russian = page.xpath("//tr[th='Russian']//mark")
    assert [text_of(each) for each in russian[:2]] == ["3 missing", "1 out of date"]


def test_complete_meeting_says_so() -> None:
    """When nothing is left to do the page says that, and marks nothing."""
    done = replace(entry(), state="final", checks=PASSED)
    page = parse(index_page(IndexPage("ISCG/23-1", "2023-05-02", (done,))))
    assert "1 report, counting each language, all of them complete, in 1 file." in text_of(page)
    assert not page.xpath("//mark | //strong | //*[@class='notice']")


def test_empty_meeting_has_a_page_too() -> None:
    """Before the first build there is nothing to link to, and the page says so."""
    assert b"No report has been made yet." in index_page(IndexPage("ISCG/23-1", "2023-05-02", ()))


def test_formats_are_known_by_their_names_and_others_by_their_letters() -> None:
    """A format that the page has no name for is shown by its extension, after the others."""
    entries = tuple(entry(form=form) for form in ("json", "txt", "html", "docx"))
    page = parse(index_page(IndexPage("M", "2023-05-02", entries)))
    heads = [text_of(each) for each in page.xpath("//thead//th")][2:6]
    assert heads == ["Word", "Web page", "JSON", "TXT"]


def test_pseudo_language_comes_last() -> None:
    """A report in the pseudo-language is a file like others, and shown below them."""
    entries = (entry(language="xx"), entry(language="fr"))
    page = parse(index_page(IndexPage("M", "2023-05-02", entries)))
    rows = [text_of(each) for each in page.xpath("//tbody//th")]
    assert rows == ["French", "pseudo-language"]


@pytest.mark.parametrize("text", ["<script>x</script>", '" onload="x', "{look} & '"])
def test_no_name_becomes_markup(text: str) -> None:
    """A name of a meeting, a body, a file or a check is shown as it is written."""
    hostile = IndexPage(text, text, (entry(text, checks=(Check(text, False),)),), (text,), (text,))
    data = index_page(hostile)
    assert not markup_faults(data)
    page = parse(data)
    assert not page.xpath("//script | //@onload")
    assert text in text_of(page.xpath("//h1")[0])
    assert not repeated(ids(page))


def test_same_record_gives_the_same_page() -> None:
    """The page has neither clock nor chance in it."""
    assert index_page(full_index()) == index_page(full_index())


def test_page_is_one_file_without_script() -> None:
    """It is opened from a folder, without a server and without the network."""
    data = index_page(full_index())
    assert not markup_faults(data)
    page = parse(data)
    assert not page.xpath("//script | //link | //img")
    assert page.xpath("//meta[@http-equiv]/@content")[0].startswith("default-src 'none';")
    assert page.get("lang") == "en-GB"
