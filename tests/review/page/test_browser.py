"""Review pages in a browser: no barrier that axe-core knows of, keys alone, telephone, paper."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from reportgen.languages import LANGUAGE_KEYS
from tests.review.page.support import ADDED, REWORDED, ReviewProject
from tests.support.browser import TELEPHONE, Looker, OpenPage, open_browser

pytestmark = pytest.mark.external

PAGES = (*(f"TSAG-{key}" for key in LANGUAGE_KEYS), "index")
every_page = pytest.mark.parametrize("name", PAGES)
_ACTIVE = "document.activeElement"


@pytest.fixture(scope="module")
def looker() -> Iterator[Looker]:
    """One browser for all tests here."""
    with open_browser() as found:
        yield found


@pytest.fixture(scope="module")
def folder(project: ReviewProject, pages: dict[str, bytes]) -> Path:
    """The folder of the pages."""
    found = project.folder / "build" / "review"
    assert {path.name for path in found.iterdir()} == set(pages)
    return found


@every_page
def test_axe_finds_no_barrier(looker: Looker, folder: Path, name: str) -> None:
    """Every page can be used with a screen reader, in every language, opened details included."""
    with looker.page(folder / f"{name}.html", width=1400) as page:
        page.page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        assert page.violations() == []


@every_page
def test_axe_finds_no_barrier_at_night_and_on_a_telephone(
    looker: Looker, folder: Path, name: str
) -> None:
    """Dark colours can be told apart; columns stand below one another and nothing is cut off."""
    with looker.page(folder / f"{name}.html", width=TELEPHONE, scheme="dark") as page:
        assert page.violations() == []
        assert page.hidden_width() <= 0


@pytest.mark.parametrize("key", ["fr", "ar"])
def test_columns_stand_side_by_side_or_below_one_another(
    looker: Looker, folder: Path, key: str
) -> None:
    """The original comes first in the direction of the page; narrow screens stack the columns."""
    row = f"[id='{REWORDED}'] > "
    with looker.page(folder / f"TSAG-{key}.html", width=1400) as page:
        original, other, margin = (page.box(row + each) for each in _COLUMNS)
        assert abs(original["y"] - other["y"]) < 12
        assert abs(other["y"] - margin["y"]) < 12
        places = [original["x"], other["x"], margin["x"]]
        assert places == sorted(places, reverse=key == "ar")
        assert not _is_shown(page, f"{row}.original .which")
    with looker.page(folder / f"TSAG-{key}.html", width=400) as page:
        original, other, margin = (page.box(row + each) for each in _COLUMNS)
        assert original["y"] + original["height"] <= other["y"]
        assert other["y"] + other["height"] <= margin["y"]
        assert _is_shown(page, f"{row}.original .which")


_COLUMNS = (".original", ".translation", ".margin")


def _is_shown(page: OpenPage, selector: str) -> bool:
    """Return whether words take room on the page; those for screen readers alone take one pixel."""
    return page.box(selector)["height"] > 2


@pytest.mark.parametrize("key", ["en", "zh", "ar"])
def test_page_fetches_nothing(looker: Looker, folder: Path, key: str) -> None:
    """It asks for no file but itself: it can be kept and mailed."""
    path = folder / f"TSAG-{key}.html"
    with looker.page(path) as page:
        assert page.requests == [path.as_uri()]


def test_changes_are_told_without_colour(looker: Looker, folder: Path) -> None:
    """Words put in are underlined, those taken out are struck through."""
    with looker.page(folder / "TSAG-fr.html") as opened:
        for tag, line in (("ins", "underline"), ("del", "line-through")):
            style = f"getComputedStyle(document.querySelector('.translation {tag}'))"
            assert line in opened.page.evaluate(f"{style}.textDecorationLine")


# --- the keys alone --------------------------------------------------------------------------


def _focused(opened: OpenPage) -> str:
    """Return the words of what has the focus."""
    return str(opened.page.evaluate(f"{_ACTIVE}.innerText")).strip()


def _row(opened: OpenPage) -> str:
    """Return the row that has the focus, or that a link has led to."""
    inside = opened.page.evaluate(f"{_ACTIVE}.closest('.row')?.id ?? ''")
    return str(inside or opened.page.evaluate("decodeURIComponent(location.hash.slice(1))"))


def _tab_to(opened: OpenPage, words: str, most: int = 60) -> None:
    """Press the tab key until what has these words has the focus."""
    for _ in range(most):
        opened.page.keyboard.press("Tab")
        if _focused(opened).endswith(words):
            return
    pytest.fail(f"{words} is not reached in {most} steps")


def test_first_key_leads_past_the_menus(looker: Looker, folder: Path) -> None:
    """The first link appears when it is reached, and leads to the report."""
    with looker.page(folder / "TSAG-fr.html") as opened:
        opened.page.keyboard.press("Tab")
        assert opened.box(".skip")["height"] > 10
        opened.page.keyboard.press("Enter")
        assert opened.page.evaluate(f"{_ACTIVE}.tagName") == "MAIN"


def test_every_change_is_reached_by_the_keys(looker: Looker, folder: Path) -> None:
    """From the head of the page to the first change, then from each to the next, and back."""
    with looker.page(folder / "TSAG-fr.html", width=1400) as opened:
        rows = opened.page.eval_on_selector_all(".row.changed", "all => all.map(r => r.id)")
        _tab_to(opened, "Modifications")
        met = []
        for step in range(len(rows)):
            opened.page.keyboard.press("Enter")
            met.append(_row(opened))
            if step < len(rows) - 1:
                _tab_to(opened, "Modification suivante")
        assert met == rows
        _tab_to(opened, "Modification précédente")
        opened.page.keyboard.press("Enter")
        assert _row(opened) == rows[-2]


def test_every_comment_is_reached_by_the_keys(looker: Looker, folder: Path) -> None:
    """From the head of the page to the first comment, and to the next."""
    with looker.page(folder / "TSAG-ar.html", width=1400) as opened:
        _tab_to(opened, "التعليقات والتغييرات المقترحة")
        opened.page.keyboard.press("Enter")
        assert _row(opened) == REWORDED
        _tab_to(opened, "التعليق التالي")
        opened.page.keyboard.press("Enter")
        assert _row(opened) == ADDED


def test_origin_opens_by_the_keys_and_shows_at_the_pointer(looker: Looker, folder: Path) -> None:
    """It is always there, stands out under the pointer and at the focus, and opens by a key."""
    weight = "e => getComputedStyle(e).fontWeight"
    summary = f"[id='{REWORDED}'] summary"
    with looker.page(folder / "TSAG-fr.html", width=1400) as opened:
        page = opened.page
        quiet = page.eval_on_selector(f"{summary} code", weight)
        page.locator(f"[id='{REWORDED}'] .translation").hover()
        assert page.eval_on_selector(f"{summary} code", weight) > quiet
        page.mouse.move(0, 0)
        assert page.eval_on_selector(f"{summary} code", weight) == quiet
        page.locator(summary).focus()
        assert page.eval_on_selector(f"{summary} code", weight) > quiet
        facts = page.locator(f"[id='{REWORDED}'] details dl")
        assert not facts.is_visible()
        page.keyboard.press("Enter")
        assert facts.is_visible()
        assert "reports/iscg-23-1/outcomes.yaml:" in facts.inner_text()
        page.keyboard.press("Tab")
        assert _focused(opened).startswith("reports/iscg-23-1/outcomes.yaml:")


def test_keys_go_through_the_page_in_reading_order(looker: Looker, folder: Path) -> None:
    """What has the focus is seen, is marked, and stands behind what had it before."""
    shown = (
        "e => ({row: [...document.querySelectorAll('.row')].indexOf(e.closest('.row')),"
        " outline: getComputedStyle(e).outlineStyle, height: e.getBoundingClientRect().height,"
        " tag: e.tagName})"
    )
    with looker.page(folder / "TSAG-zh.html", width=1400) as opened:
        rows = []
        while True:
            opened.page.keyboard.press("Tab")
            facts = opened.page.evaluate(f"({shown})({_ACTIVE})")
            if facts["tag"] == "BODY":
                break  # behind the last link the browser's own buttons follow
            assert facts["outline"] != "none"
            assert facts["height"] > 5
            rows.append(facts["row"])
        assert rows == sorted(rows)
        assert set(range(max(rows))) <= set(rows), "every row has its origin among them"


# --- paper -----------------------------------------------------------------------------------


def test_paper_has_the_report_and_no_menus(looker: Looker, folder: Path) -> None:
    """Menus and steps are of no use on paper; texts, changes and comments are."""
    with looker.page(folder / "TSAG-fr.html", media="print") as opened:
        page = opened.page
        assert not page.locator("nav").first.is_visible()
        assert not page.locator(".steps").first.is_visible()
        for each in (".original", ".translation", ".remark", "ins", "del", ".places"):
            assert page.locator(each).first.is_visible(), each
