"""Web pages in a browser: no barrier that axe-core knows of, right to left, on a telephone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from reportgen.languages import LANGUAGE_KEYS
from reportgen.renditions.html import html_order
from reportgen.renditions.index import index_page
from reportgen.renditions.pandoc import Pandoc
from tests.renditions.html_support import SWITCH, full_document, real_document
from tests.renditions.test_index import full_index
from tests.support.browser import TELEPHONE, Looker, open_browser

pytestmark = pytest.mark.external

BAD = b"""<!DOCTYPE html><html><head><title></title></head><body>
<h1>One</h1><h3>Three</h3><img src="data:,"><a href="#"></a>
<ul><p>no item</p></ul><p style="color:#bbb;background:#fff">pale</p>
<table><tr><th scope="nowhere">a</th></tr></table><p id="x">a</p></body></html>"""

PAGES = (
    *(f"report-{key}" for key in LANGUAGE_KEYS),
    *(f"full-{key}" for key in ("en", "ar")),
    "index",
)
every_page = pytest.mark.parametrize("name", PAGES)
every_look = pytest.mark.parametrize("name", [*PAGES[len(LANGUAGE_KEYS) :]])


@pytest.fixture(scope="module")
def looker() -> Iterator[Looker]:
    """One browser for all tests here."""
    with open_browser() as found:
        yield found


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a page of each kind in each language."""
    folder = tmp_path_factory.mktemp("pages")
    made = {f"report-{key}": real_document(key) for key in LANGUAGE_KEYS}
    made |= {f"full-{key}": full_document(key) for key in ("en", "ar")}
    with Pandoc() as pandoc:
        for name, document in made.items():
            page = pandoc.convert(html_order(document, SWITCH))
            (folder / f"{name}.html").write_bytes(page)
    (folder / "index.html").write_bytes(index_page(full_index()))
    (folder / "bad.html").write_bytes(BAD)
    return folder


@every_page
def test_axe_finds_no_barrier(looker: Looker, pages: Path, name: str) -> None:
    """Every page can be used with a screen reader and by the keyboard, in every language."""
    with looker.page(pages / f"{name}.html") as page:
        assert page.violations() == []


@every_look
def test_axe_finds_no_barrier_at_night_and_on_a_telephone(
    looker: Looker, pages: Path, name: str
) -> None:
    """Dark colours can be told apart, and what is folded together can still be reached."""
    with looker.page(pages / f"{name}.html", width=TELEPHONE, scheme="dark") as page:
        assert page.violations() == []


def test_axe_finds_what_is_planted(looker: Looker, pages: Path) -> None:
    """The rules are at work: a page with faults is told from a good one."""
    with looker.page(pages / "bad.html") as page:
        found = {each.partition(":")[0] for each in page.violations()}
    assert {
        "html-has-lang", "document-title", "image-alt", "link-name", "list", "heading-order",
        "color-contrast", "landmark-one-main", "region",
    } <= found  # fmt: skip


@every_page
def test_telephone_shows_the_page_without_moving_it_sideways(
    looker: Looker, pages: Path, name: str
) -> None:
    """At 320 pixels lines end within the window; only a wide table moves, within its frame."""
    with looker.page(pages / f"{name}.html", width=TELEPHONE) as page:
        assert page.hidden_width() <= 0


def test_page_that_is_too_wide_is_noticed(looker: Looker, tmp_path: Path) -> None:
    """The measure is at work: a line that does not fit is seen."""
    path = tmp_path / "wide.html"
    path.write_text("<!DOCTYPE html><p style='width:500px'>wide</p>", encoding="utf-8")
    with looker.page(path, width=TELEPHONE) as page:
        assert page.hidden_width() > 0


def test_arabic_page_runs_from_right_to_left(looker: Looker, pages: Path) -> None:
    """Labels stand on the right of their facts, the first column of a table on the right."""
    with looker.page(pages / "full-ar.html") as page:
        assert page.box(".facts dt")["x"] > page.box(".facts dd")["x"]
        assert page.box("th")["x"] > page.box("th:nth-child(2)")["x"]
        assert page.box("h2 .number")["x"] > 500
    with looker.page(pages / "full-en.html") as page:
        assert page.box(".facts dt")["x"] < page.box(".facts dd")["x"]
        assert page.box("th")["x"] < page.box("th:nth-child(2)")["x"]


def test_page_fetches_nothing(looker: Looker, pages: Path) -> None:
    """The page can be read where there is no network: it asks for no file but itself."""
    path = pages / "full-en.html"
    with looker.page(path) as page:
        assert page.requests == [path.as_uri()]


def test_first_key_leads_past_the_menu(looker: Looker, pages: Path) -> None:
    """Who has no mouse skips the languages: the first link appears and leads to the report."""
    with looker.page(pages / "full-en.html") as opened:
        page = opened.page
        page.keyboard.press("Tab")
        assert opened.box(".skip")["height"] > 10
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.tagName") == "MAIN"


def test_paper_has_no_menu(looker: Looker, pages: Path) -> None:
    """Links to other languages are of no use on paper; the report is."""
    with looker.page(pages / "full-en.html", media="print") as opened:
        assert not opened.page.locator("nav").is_visible()
        assert opened.page.locator("h1").is_visible()
