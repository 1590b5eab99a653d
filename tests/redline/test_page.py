"""Redlines as web pages: they say what the Word file says, in its language, without a script."""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import lxml.html
import pytest

from reportgen.languages import LANGUAGE_KEYS, language
from reportgen.pipeline.redline import page_of
from reportgen.redline.engine import RedlineResult, redline_docx
from tests.redline.small import R_NS, file, p, relationships, table
from tests.redline.support import AUTHOR, DAY, WORDS, Edit, changes, edited, report
from tests.support.browser import TELEPHONE, Looker, open_browser

EDITS = (
    Edit("reword", 60, 12),
    Edit("move", 6, 9),
    Edit("delete", 11, 1),
    Edit("insert", 17, 1),
    Edit("delete-row", 12, 1),
    Edit("restyle", 2, 1),
    Edit("embolden", 33, 1),
)


def result(key: str) -> RedlineResult:
    """Return the redline of a report in a language."""
    old = report(key)
    return redline_docx(old, edited(old, EDITS, WORDS[key]), AUTHOR, DAY)


def page(made: RedlineResult) -> Any:
    """Return a page as a tree."""
    parser = lxml.html.HTMLParser(encoding="utf-8")
    return lxml.html.document_fromstring(page_of(made), parser=parser)


def marked(root: Any, path: str) -> list[str]:
    """Return the words of changes, without those that are only heard."""
    for aside in root.xpath("//*[@class='aside']"):
        aside.drop_tree()
    found = (each.text_content() for each in root.xpath(path))
    return [words for words in found if words.strip()]


@pytest.mark.parametrize("key", LANGUAGE_KEYS)
def test_page_and_word_file_agree(key: str) -> None:
    """Every change of the Word file is on the page, and no other."""
    made = result(key)
    root = page(made)
    assert root.get("lang") == language(key).tag
    assert root.get("dir") == language(key).direction
    main = "//main/*[not(@class='legend')]//"
    for tag, style, kind in (
        ("ins", "not(@class)", "ins"),
        ("del", "not(@class)", "del"),
        ("ins", "@class='moved'", "moveTo"),
        ("del", "@class='moved'", "moveFrom"),
    ):
        found = marked(root, f"{main}{tag}[{style}]")
        assert [each.strip() for each in found] == [
            each.strip() for each in changes(made.data, kind) if each.strip()
        ]


def test_every_change_says_who_and_when() -> None:
    """A change carries its day for programs, and its author for people."""
    for each in page(result("fr")).xpath(
        "//main/*[not(@class='legend')]//*[self::ins or self::del]"
    ):
        assert each.get("datetime") == DAY
        assert each.get("title") == f"{AUTHOR}, {DAY}"


def test_who_hears_the_page_is_told_what_a_change_is() -> None:
    """Before each change stands a word for it, in the language of the report."""
    root = page(result("ru"))
    asides = {each.text_content().strip() for each in root.xpath("//*[@class='aside']")}
    assert asides == {
        "Исключено",
        "Добавлено",
        "Перенесено отсюда",
        "Перенесено сюда",
        "Изменено оформление",
    }


def test_both_ends_of_a_move_lead_to_each_other() -> None:
    """The link at the old place leads to the new one, and back."""
    root = page(result("en"))
    ids = set(root.xpath("//@id"))
    links = root.xpath("//a[@class='move']/@href")
    assert sorted(links) == ["#move1-from", "#move1-to"]
    assert {each[1:] for each in links} <= ids


def test_same_redline_gives_the_same_page() -> None:
    """A page has no clock and no chance in it."""
    made = result("ar")
    assert page_of(made) == page_of(made)


def test_page_without_changes_says_so() -> None:
    """Two files that say the same have a page that says it."""
    base = report("es")
    words = page_of(redline_docx(base, base, AUTHOR, DAY)).decode()
    assert "No ha habido cambios desde la versión anterior." in words
    assert "<ins" not in words


def test_words_of_a_file_are_no_markup() -> None:
    """Whatever a file says is shown as words, and a link leads to the web or mail only."""
    link = '<w:hyperlink r:id="rId5" xmlns:r="{r}"><w:r><w:t>x</w:t></w:r></w:hyperlink>'
    rels = relationships(rId5="javascript://alert(1)")
    old = file(p("One", "a"), p("End", "z"))
    new = file(
        p("&lt;script&gt;alert(1)&lt;/script&gt;", "b"),
        p("End", "z", inner=link.format(r=R_NS)),
        rels=rels,
    )
    made = redline_docx(old, new, "<b>\"'", DAY)
    words = page_of(made).decode()
    assert "<script" not in words
    assert "javascript:" not in words
    assert "<b>" not in words
    assert "<script>alert(1)</script>" in unescape(words)


def test_changes_of_headers_stand_at_the_end() -> None:
    """A header that changed is shown below the text, under a heading of its own."""
    from tests.redline.support import W, parts_of, root_of, with_root

    base = report("en")
    name = next(each for each in parts_of(base) if each.startswith("word/header"))
    root = root_of(base, name)
    texts = [each for each in root.iter(f"{W}t") if (each.text or "").strip()]
    texts[0].text = "Changed"
    made = page(redline_docx(base, with_root(base, root, name), AUTHOR, DAY))
    assert marked(made, "//section[@class='margins']//ins") == ["Changed"]


def test_rows_keep_their_place_in_the_table() -> None:
    """A deleted row is a row of the same table, marked as a whole."""
    old = file(table(("a", "b"), ("c", "d")), p("End"))
    made = page(redline_docx(old, file(table(("a", "b")), p("End")), AUTHOR, DAY))
    assert [each.get("class") for each in made.xpath("//tr")] == [None, "went"]


@pytest.fixture(scope="module")
def looker() -> Iterator[Looker]:
    """One browser for the tests below."""
    with open_browser() as found:
        yield found


@pytest.mark.external
@pytest.mark.parametrize("key", LANGUAGE_KEYS)
def test_axe_finds_no_barrier(looker: Looker, tmp_path: Path, key: str) -> None:
    """The page can be used with a screen reader, in light and dark and on a telephone."""
    path = tmp_path / "redline.html"
    path.write_bytes(page_of(result(key)))
    for width, scheme in ((1000, "light"), (1000, "dark"), (TELEPHONE, "light")):
        with looker.page(path, width=width, scheme=scheme) as opened:  # type: ignore[arg-type]
            assert opened.violations() == []
            assert opened.requests == [path.as_uri()]
            assert opened.hidden_width() <= 0
