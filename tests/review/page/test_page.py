"""What a review page shows: texts side by side, their sources, changes, and what came back."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

import pytest

import reportgen
from reportgen.catalogs import places
from reportgen.document.diff import passages
from reportgen.languages import LANGUAGE_KEYS, language
from reportgen.latin import fold_direction_marks
from reportgen.outcomes import text_places
from tests.renditions.html_support import ids, markup_faults, parse, repeated, text_of
from tests.review.page.support import (
    REWORDED,
    ReviewProject,
    page_of,
    row_of,
    rows_of,
    words_of,
)

TRANSLATED = tuple(key for key in LANGUAGE_KEYS if key != "en")
every_language = pytest.mark.parametrize("key", LANGUAGE_KEYS)
every_translation = pytest.mark.parametrize("key", TRANSLATED)


# --- side by side ----------------------------------------------------------------------------


@every_language
def test_page_is_sound_and_needs_nothing_else(pages: dict[str, bytes], key: str) -> None:
    """Tags are closed in order, ids are unique, nothing is fetched and no script could run."""
    data = pages[f"TSAG-{key}.html"]
    assert not markup_faults(data)
    page = parse(data)
    assert not repeated(ids(page))
    assert not page.xpath("//script | //link | //img | //iframe | //form | //@style")
    assert page.xpath("//meta[@http-equiv]/@content")[0].startswith("default-src 'none';")
    assert (page.get("lang"), page.get("dir")) == (language(key).tag, language(key).direction)
    inner = {each[1:] for each in page.xpath("//a/@href") if each.startswith("#")}
    assert inner <= set(ids(page))


@every_translation
def test_every_text_stands_beside_its_original(fresh: ReviewProject, key: str) -> None:
    """Each passage of the report is on the page, in one row with the English of its origin."""
    english = {each.key: each.text for each in passages(fresh.document("TSAG", "en"))}
    page = fresh.page(key)
    shown = [(words_of(row, "original"), words_of(row, "translation")) for row in rows_of(page)]
    at = 0
    for passage in passages(fresh.document("TSAG", key)):
        # The label of the page number is in two parts in some languages, in one in others.
        original = english.get(passage.key, "")
        # Cells of a table share its row.
        while not (original in shown[at][0] and plain(passage.text) in plain(shown[at][1])):
            at += 1
            assert at < len(shown), f"{passage.origin} is not shown in its place"


def plain(words: str) -> str:
    """Return words without the marks of direction, which a page has elements for."""
    return fold_direction_marks(words)


def test_the_english_page_has_one_column(pages: dict[str, bytes]) -> None:
    """There is nothing to put beside the original."""
    page = page_of(pages, "en")
    assert not page.xpath("//*[@class='original'] | //*[@class='heads']")
    assert page.xpath("//body/@class") == ["single"]


def test_columns_say_their_language_and_direction(pages: dict[str, bytes]) -> None:
    """English in an Arabic page runs from left to right and is known to be English."""
    row = row_of(page_of(pages, "ar"), REWORDED)
    (original,) = row.xpath("./div[@class='original']")
    (translation,) = row.xpath("./div[@class='translation']")
    assert (original.get("lang"), original.get("dir")) == ("en-GB", "ltr")
    assert (translation.get("lang"), translation.get("dir")) == ("ar", "rtl")
    assert "ISCG/23-1/02" in [text_of(each) for each in translation.xpath(".//*[@dir='ltr']")]


def test_headings_and_items_have_the_numbers_of_the_report(pages: dict[str, bytes]) -> None:
    """A reviewer can speak of 2.1 and mean what the others read there."""
    page = page_of(pages, "fr")
    headings = [text_of(each) for each in page.xpath("//div[@class='translation']/h3")]
    assert headings[:2] == ["1. Introduction", "2. Principaux points examinés"]
    assert text_of(page.xpath("//div[@class='translation']/h4")[0]).startswith("2.1 ")
    assert text_of(page.xpath("//p[@class='bullet level-1']")[0]).startswith("• ")


# --- where it comes from ---------------------------------------------------------------------


@every_language
def test_links_lead_to_the_lines_of_the_sources(
    project: ReviewProject, pages: dict[str, bytes], key: str
) -> None:
    """In the line of the outcomes file the text begins, in that of the catalog its entry does."""
    folder = project.folder / "build" / "review"
    page = page_of(pages, key)
    checked = 0
    sources = {each.origin: each.source for each in text_places(_data(project))}
    for row in rows_of(page):
        origin = text_of(row.xpath(".//summary")[0])
        if row.xpath(".//table"):
            origin += ".columns.1"  # a table is a place by its first cell
        for link in row.xpath(".//p[@class='places']/a"):
            address, _, line = link.get("href").partition("#L")
            path = folder / unquote(address)
            found = path.read_text(encoding="utf-8").splitlines()[int(line) - 1]
            shown = link.get("aria-label")
            assert shown == f"{path.resolve().relative_to(project.root)}:{line}"
            if path.suffix == ".po":
                assert found == f'msgctxt "{origin}"'
                assert path.name == f"{key}.po"
            else:
                first = sources[origin].split()[0].strip("\"'")
                assert first in found, (origin, found)
            checked += 1
    assert checked >= (15 if key == "en" else 30)


def _data(project: ReviewProject) -> dict[str, object]:
    workspace = project.workspace
    data: dict[str, object] = workspace.source(project.folder).file.data
    return data


def test_our_own_messages_lead_to_their_line_and_catalog(
    fresh: ReviewProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They are of the program: outside the project they are named, and not linked."""
    package = Path(reportgen.__file__).parents[1]
    monkeypatch.setattr(places, "MESSAGES_FOLDER", package / "reportgen" / "locale")
    page = fresh.page("fr")
    (row,) = [
        each
        for each in rows_of(page)
        if text_of(each.xpath(".//summary")[0]) == "reportgen:messages.mandate"
    ]
    assert not row.xpath(".//p[@class='places']/a")
    full = [text_of(each) for each in row.xpath(".//dd/span")]
    (message,) = [each for each in full if each.startswith("reportgen/messages/reports.py:")]
    (entry,) = [each for each in full if "LC_MESSAGES" in each]
    for place, words in ((message, "mandate"), (entry, 'msgctxt "messages.mandate"')):
        path, _, line = place.rpartition(":")
        lines = (package / path).read_text(encoding="utf-8").splitlines()
        assert words in " ".join(lines[int(line) - 1 : int(line) + 1])


def test_a_later_paragraph_of_a_text_leads_to_its_own_line(fresh: ReviewProject) -> None:
    """Paragraphs of one text are told apart, however the file writes them."""
    path = fresh.folder / "outcomes.yaml"
    text = path.read_text(encoding="utf-8")
    text = text.replace("  - id: regional-directors\n", _PARAGRAPHS, 1)
    path.write_text(text, encoding="utf-8")
    page = fresh.page("en")
    lines = text.splitlines()
    for name in ("folded", "literal", "quoted"):
        for number in (1, 2, 3):
            origin = name if number == 1 else f"{name}#{number}"
            anchor = name if number == 1 else f"{name}~{number}"
            (link,) = row_of(page, anchor).xpath(".//p[@class='places']/a")
            line = int(link.get("href").partition("#L")[2])
            assert f"{name.capitalize()} {number}" in lines[line - 1], origin


_PARAGRAPHS = """\
  - id: folded
    kind: information
    text: >-
      Folded 1 is
      here.


      Folded 2 is
      here.


      Folded 3.
  - id: literal
    kind: information
    text: |
      Literal 1.

      Literal 2.


      Literal 3.
  - id: quoted
    kind: information
    text: "Quoted 1 is

      here.\\n\\n
      Quoted 2.

      \\n Quoted 3."
  - id: regional-directors
"""


def test_values_name_the_field_and_its_line(
    pages: dict[str, bytes], project: ReviewProject
) -> None:
    """Behind a computed date stands its expression, the field, and the line of that."""
    page = page_of(pages, "fr")
    (fact,) = [
        each
        for each in page.xpath("//details//dd")
        if "reports.TSAG.date" in text_of(each).replace("\u200b", "")
    ][:1]
    text = text_of(fact)
    assert text.startswith("{{ date(report) }} reports.TSAG.date ")
    path, line = re.search(r"(\S+\.yaml):(\d+)\Z", text).groups()  # type: ignore[union-attr]
    found = (project.root / path).read_text(encoding="utf-8").splitlines()[int(line) - 1]
    assert found.strip() == "TSAG:"
