"""The web page of a report: its structure, its languages, and what no text can do to it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from reportgen.document import Block
from reportgen.languages import LANGUAGE_KEYS, language
from reportgen.renditions.anchors import origin_of
from reportgen.renditions.html import Alternate, html_order
from reportgen.renditions.pandoc import Pandoc
from tests.renditions.html_support import (
    SWITCH,
    Element,
    block,
    full_document,
    ids,
    made_document,
    markup_faults,
    parse,
    real_document,
    repeated,
    span,
    table,
    text_of,
    with_text,
)

HOSTILE = (
    "<script>alert(1)</script>",
    "</style><img src=x onerror=alert(1)>",
    "<style></style>",
    "]]> <!-- --> <![CDATA[ &amp; &#x3c; &",
    "\" onload=\"x ' autofocus='",
    "$if(title)$ ${body} $body$ {look} {policy}",
    "`<b>`{=html} <b>x</b> [x](javascript:y) # 1. \\",
)
every_language = pytest.mark.parametrize("key", LANGUAGE_KEYS)

Make = Callable[..., bytes]


@pytest.fixture(scope="module")
def make() -> Iterator[Make]:
    """What makes pages, with one pandoc for all tests here."""
    with Pandoc() as pandoc:
        yield lambda document, switch=(): pandoc.convert(html_order(document, switch))


def body_of(make: Make, *blocks: Block, key: str = "en") -> Element:
    """Return the main part of the page of a made Document."""
    (main,) = parse(make(made_document(*blocks, key=key))).xpath("//main")
    return main


@every_language
def test_page_says_its_language_direction_and_title(make: Make, key: str) -> None:
    """What reads a page aloud needs its language, its direction and a name for it."""
    document = real_document(key)
    page = parse(make(document))
    assert (page.get("lang"), page.get("dir")) == (document.tag, document.direction)
    (title,) = page.xpath("//title")
    assert title.text.startswith(document.title)
    (heading,) = page.xpath("//h1")
    assert heading.text_content() == document.title
    assert [each.tag for each in page.find("body")] == ["a", "header", "main", "footer"]
    assert page.xpath("string(//a[1]/@href)") == f"#{page.xpath('string(//main/@id)')}"


@every_language
def test_every_block_has_its_anchor(make: Make, key: str) -> None:
    """Who has the origin of a block finds it on the page, and every id leads back to an origin."""
    document = real_document(key)
    page = parse(make(document))
    found = ids(page)
    assert not repeated(found)
    origins = {each.origin for each in document.blocks()}
    named = {origin_of(each) for each in found} | set(page.xpath("//@data-origin"))
    assert origins <= named
    assert {each.outcome for each in document.blocks() if each.outcome} <= set(found)


@every_language
def test_page_says_what_the_document_says(make: Make, key: str) -> None:
    """No word of the body is lost, added or out of order; headings have their numbers."""
    document = real_document(key)
    (main,) = parse(make(document)).xpath("//main")
    words = text_of(main)
    place = 0
    for each in document.blocks():
        text = " ".join("".join(span.text for span in each.spans).split())
        assert text in words[place:]
        place = words.index(text, place) + len(text)
    numbers = [text_of(each) for each in main.xpath(".//*[@class='number']")]
    assert numbers[0] == "1."
    assert all(re.fullmatch(r"\d+\.|\d+(\.\d+)+", number) for number in numbers)


@every_language
def test_languages_are_offered_in_their_own_words(make: Make, key: str) -> None:
    """Who landed in the wrong language finds the right one by its own name, and programs do too."""
    page = parse(make(real_document(key), SWITCH))
    (menu,) = page.xpath("//nav")
    assert menu.get("aria-label")
    items = menu.xpath(".//li/*")
    assert [text_of(each) for each in items] == [language(k).native_name for k in LANGUAGE_KEYS]
    assert [each.get("lang") for each in items] == [language(k).tag for k in LANGUAGE_KEYS]
    (current,) = menu.xpath(".//*[@aria-current]")
    assert (current.tag, current.get("lang")) == ("span", language(key).tag)
    links = {each.get("hreflang"): each.get("href") for each in menu.xpath(".//a")}
    expected = {language(k).tag: f"report-{k}.html" for k in LANGUAGE_KEYS if k != key}
    assert links == expected
    alternates = {each.get("hreflang"): each.get("href") for each in page.xpath("//link")}
    assert alternates == expected | {language(key).tag: f"report-{key}.html"}


def test_pseudo_language_has_a_page_like_others(make: Make) -> None:
    """Who looks at a page in the pseudo-language sees no plain English on it."""
    switch = [*SWITCH, Alternate("xx", "report-xx.html")]
    page = parse(make(real_document("xx"), switch))
    assert page.get("lang") == "en-XA"
    (current,) = page.xpath("//nav//*[@aria-current]")
    assert text_of(current) == "xx"
    assert not {"Skip to content", "Date:", "DRAFT"} & {
        text_of(each) for each in page.iter("a", "dt", "p")
    }


def test_file_names_of_the_document_system_become_addresses(make: Make) -> None:
    """A name such as T22-TSAG-R-0002!!MSW-F.html, or one with a space or colon, can be linked."""
    switch = [Alternate("en", "T22!!MSW-E.html"), Alternate("fr", "a b:c#d.html")]
    page = parse(make(made_document(), switch))
    assert page.xpath("//link/@href") == ["T22!!MSW-E.html", "a%20b%3Ac%23d.html"]
    assert page.xpath("//nav//a/@href") == ["a%20b%3Ac%23d.html"]


def test_cover_is_a_list_of_facts(make: Make) -> None:
    """Each fact of the cover stands beside its label; a line that brings its label is parted."""
    original = (span("Original: "), span("English", kind="value"))
    document = made_document(source="Chairman", date="10 May 2023", original="x")
    fields = dict(document.cover.fields)
    fields["original"] = replace(fields["original"], spans=original)
    page = parse(make(replace(document, cover=replace(document.cover, fields=fields))))
    facts = {
        text_of(term): text_of(term.getnext()) for term in page.xpath("//*[@class='facts']//dt")
    }
    assert facts == {"DATE": "10 May 2023", "Original:": "English", "SOURCE": "Chairman"}
    (box,) = page.xpath("//*[@class='box']")
    assert text_of(box) == "Summary: Sum."


def test_headings_go_down_by_one_and_are_numbered(make: Make) -> None:
    """Below the title come the sections, below these their parts: no level is left out."""
    headings = parse(make(full_document())).xpath("//h1 | //h2 | //h3 | //h4")
    assert [(each.tag, text_of(each)) for each in headings] == [
        ("h1", "On tides"), ("h2", "1. One"), ("h3", "1.1 One one"), ("h2", "2. Two"),
        ("h3", "2.1 Two one"), ("h4", "2.1.1 Two one one"), ("h2", "Annex 1"),
    ]  # fmt: skip


def test_items_are_nested_by_their_levels(make: Make) -> None:
    """A list within a list stands in its item, and a further paragraph belongs to its item."""
    main = body_of(
        make,
        block("bullet", "one"),
        block("bullet", "deep", level=2),
        block("continuation", "more of deep", level=2),
        block("continuation", "more of one"),
        block("bullet", "two"),
    )
    (outer,) = main.xpath("./ul")
    first, second = outer.xpath("./li")
    assert [each.tag for each in first] == ["p", "ul", "p"]
    assert [text_of(each) for each in first.xpath("./ul/li/p")] == ["deep", "more of deep"]
    assert text_of(second) == "two"


def test_numbered_list_goes_on_after_an_interruption(make: Make) -> None:
    """Items of one list are counted through, those of another begin with one, as in Word."""
    main = body_of(
        make,
        *(block("number", text, list_id="a") for text in ("one", "two")),
        block("paragraph", "between"),
        block("number", "three", list_id="a"),
        block("number", "other", list_id="b"),
    )
    assert [each.get("start", "1") for each in main.xpath("./ol")] == ["1", "3", "1"]


def test_list_that_begins_deep_or_with_a_continuation_loses_nothing(make: Make) -> None:
    """Items whose list was cut by a table still stand on the page."""
    main = body_of(
        make,
        block("continuation", "rest"),
        block("bullet", "deep", level=3),
        block("bullet", "high"),
    )
    assert [text_of(each) for each in main.xpath("./p | .//li")][-3:] == ["rest", "deep", "high"]


def test_table_has_header_cells_and_its_title(make: Make) -> None:
    """Header cells say what they head; the title is the table's own."""
    main = body_of(
        make, block("caption", "Its title"), table("tables.a", ("A", "B"), ("1", "2"), ("3", "4"))
    )
    (found,) = main.xpath(".//table")
    assert found.get("id") == "tables.a"
    assert text_of(found.find("caption")) == "Its title"
    assert found.xpath("./thead//th/@scope") == ["col", "col"]
    assert [text_of(each) for each in found.xpath("./tbody//td")] == ["1", "2", "3", "4"]
    assert found.xpath("./tbody//td/@id")[0] == "tables.a.rows.1.1"


def test_caption_without_a_table_is_a_paragraph(make: Make) -> None:
    """A title whose table is not there is not lost with it."""
    main = body_of(make, block("caption", "Its title"), block("paragraph", "text"))
    assert [text_of(each) for each in main.xpath("./p")][-2:] == ["Its title", "text"]


def test_gap_and_draft_are_marked(make: Make) -> None:
    """A draft says that it is one and shows what is missing; a final page says neither."""
    gap = Block("paragraph", "x", (span("on "), span("[date to be set]", kind="gap")))
    page = parse(make(made_document(gap)))
    assert [text_of(each) for each in page.xpath("//mark")] == ["[date to be set]"]
    assert [text_of(each) for each in page.xpath("//*[@class='draft']")] == ["DRAFT", "DRAFT"]
    final = parse(make(made_document(block("paragraph", "x"), state="final")))
    assert not final.xpath("//mark | //*[@class='draft']")


def test_text_in_another_language_says_so(make: Make) -> None:
    """An English paragraph in an Arabic report is read as English, the value in it as Arabic."""
    foreign = (
        span("The group met on ", language="en-GB"),
        span("2 مايو", kind="value"),
        span(".", language="en-GB"),
    )
    main = body_of(make, Block("paragraph", "x", foreign), key="ar")
    (paragraph,) = main.xpath("./p[@id='x']")
    assert (paragraph.get("lang"), paragraph.get("dir")) == ("en-GB", "ltr")
    (value,) = paragraph.xpath(".//*[@lang='ar']")
    assert (text_of(value), value.get("dir")) == ("2 مايو", "rtl")


def test_latin_amid_arabic_keeps_its_direction(make: Make) -> None:
    """A symbol or telephone number in an Arabic sentence is not taken apart by it."""
    text = "الوثيقة ISCG/21-2/04-1 (هاتف +41 22 730 5111) في 2021."
    (paragraph,) = body_of(make, block("paragraph", text, "x"), key="ar").xpath("./p[@id='x']")
    assert text_of(paragraph) == text
    turned = [text_of(each) for each in paragraph.xpath(".//*[@dir='ltr']")]
    assert turned == ["ISCG/21-2/04-1", "+41 22 730 5111"]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_becomes_markup(make: Make, text: str) -> None:
    """Whatever is written in a text, a title or a property is shown as it was written."""
    harmless = make(with_text(full_document(), "x"), SWITCH)
    page = make(with_text(full_document(), text), SWITCH)
    assert not markup_faults(page)
    shown, expected = parse(page), parse(harmless)
    assert [each.tag for each in shown.iter()] == [each.tag for each in expected.iter()]
    names = [sorted(each.attrib) for each in shown.iter() if isinstance(each.tag, str)]
    assert names == [sorted(each.attrib) for each in expected.iter() if isinstance(each.tag, str)]
    assert shown.xpath("string(//title)").startswith(text)
    assert shown.xpath("string(//meta[@name='author']/@content)") == text
    assert shown.xpath("string(//nav/@aria-label)") == text * 3
    assert " ".join(text.split()) in text_of(shown.xpath("//td")[0])


@every_language
def test_page_needs_nothing_else(make: Make, key: str) -> None:
    """The page is one file without script, and forbids itself to load anything."""
    page = make(real_document(key), SWITCH)
    assert not markup_faults(page)
    tree = parse(page)
    assert not tree.xpath("//script | //img | //iframe | //object | //embed | //base | //@style")
    assert {each.get("rel") for each in tree.xpath("//link")} == {"alternate"}
    (style,) = tree.xpath("//style")
    assert not re.search(r"url\(|@import|expression", style.text)
    (policy,) = tree.xpath("//meta[@http-equiv]/@content")
    assert policy.startswith("default-src 'none'; style-src 'sha256-")


def test_same_document_gives_the_same_page(make: Make) -> None:
    """A page that differs has changed: neither clock nor chance is in it."""
    first = make(full_document("ar"), SWITCH)
    with Pandoc() as another:
        assert another.convert(html_order(full_document("ar"), SWITCH)) == first


def test_outcomes_of_real_reports_are_found_by_their_ids(make: Make) -> None:
    """An address such as report-F.html#pp22-lead leads to that outcome in each language."""
    anchors: list[set[str]] = []
    for key in ("en", "ar"):
        document = real_document(key, "TDAG", "iscg-21-2")
        outcomes = {each.outcome for each in document.blocks() if each.outcome}
        assert outcomes <= set(ids(parse(make(document))))
        anchors.append(outcomes)
    assert anchors[0] == anchors[1]
