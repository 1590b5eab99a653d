"""What is marked on a review page: gaps, changes since the last issue, comments; and for whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from reportgen.catalogs.lookup import load_catalogs
from reportgen.catalogs.store import approve
from reportgen.errors import InputError
from reportgen.languages import LANGUAGE_KEYS
from reportgen.messages import MESSAGES
from reportgen.pipeline.review.page import page_words
from reportgen.review.model import Change, Decision
from tests.renditions.html_support import Element, parse, text_of
from tests.review.page.support import (
    ADDED,
    HOSTILE,
    OLD_WORDS,
    REWORDED,
    SYMBOL,
    ReviewProject,
    as_issued,
    page_of,
    row_of,
    rows_of,
    words_of,
)

pytestmark = pytest.mark.slow

every_language = pytest.mark.parametrize("key", LANGUAGE_KEYS)


# --- what is lacking -------------------------------------------------------------------------


def test_gaps_are_listed_with_links_to_their_rows(fresh: ReviewProject) -> None:
    """A missing value, a missing and an outdated translation are each a step away."""
    cell = "tables.mapping-of-resolutions.columns.3"
    fresh.edit_catalog(
        "fr",
        {
            REWORDED: lambda entry: replace(entry, texts=("",)),
            ADDED: lambda entry: replace(entry, is_fuzzy=True, previous="Older English."),
            cell: lambda entry: replace(entry, texts=("",)),
        },
    )
    page = fresh.page()
    listed = {
        text_of(each): each.xpath("./a/@href")[0].lstrip("#")
        for each in page.xpath("//section[@id='~gaps']//li")
    }
    assert listed["Traduction manquante: resolution-191-revised"] == REWORDED
    assert listed["Traduction à mettre à jour: regional-directors"] == ADDED
    assert listed[f"Traduction manquante: {cell}"] == cell
    assert page.get_element_by_id(cell).tag == "th"
    assert "Valeur manquante: reports.TSAG.date" in listed
    for origin, state in ((REWORDED, "missing"), (ADDED, "fuzzy")):
        row = row_of(page, origin)
        assert row.xpath(f".//span[@class='badge {state}']")
        assert text_of(row.xpath("./div[@class='translation']//span[@lang='en-GB']")[0])
    assert not rows_of(fresh.page("es"))[0].xpath("//span[@class='badge missing']")


def test_a_reviewed_translation_names_its_reviewer(fresh: ReviewProject) -> None:
    """Who has approved the words is beside them, as text even where the name is hostile."""
    by = f"A. Reader {HOSTILE}"
    fresh.edit_catalog("fr", {REWORDED: lambda entry: approve(entry, by, "2023-05-09")})
    page = fresh.page()
    (badge,) = row_of(page, REWORDED).xpath(".//span[@class='badge reviewed']")
    assert text_of(badge) == f"Traduction relue: {by} 2023-05-09"
    assert not row_of(page, ADDED).xpath(".//span[@class='badge reviewed']")


# --- what has changed ------------------------------------------------------------------------


def said(row: Element) -> list[str]:
    """Return what the page says happened to a row."""
    return [text_of(each) for each in row.xpath(".//b")]


@every_language
def test_changes_are_marked_in_words_and_lines(pages: dict[str, bytes], key: str) -> None:
    """Words put in are underlined and taken out struck, and are told to who only hears them."""
    page = page_of(pages, key)
    row = row_of(page, REWORDED)
    (gone,) = row.xpath("./div[@class='translation']//del")
    words = _messages(key)
    assert text_of(gone).startswith(words["deletion_begins"])
    assert text_of(gone).endswith(words["deletion_ends"])
    assert OLD_WORDS[key].split(" ")[0] in text_of(gone)
    assert row.xpath("./div[@class='translation']//ins")
    assert said(row) == [words["changed"]]
    assert said(row_of(page, ADDED)) == [words["added"]]
    (removed,) = [each for each in rows_of(page) if "gone" in each.get("class")]
    assert said(removed) == [words["removed"]]
    assert words_of(removed, "translation") == OLD_WORDS[key]
    assert [words["moved"]] in [said(each) for each in rows_of(page)]
    (table,) = [each for each in rows_of(page) if each.xpath(".//table") and said(each)]
    assert text_of(table.xpath(".//td[.//del]")[-1]).startswith(words["deletion_begins"])
    marked = [each for each in rows_of(page) if "changed" in each.get("class")]
    assert len(marked) == 5
    assert all(said(each) for each in marked)


def _messages(key: str) -> Mapping[str, str]:
    return page_words(load_catalogs(key, {}))


def test_original_and_translation_are_each_compared_with_their_own_issue(
    pages: dict[str, bytes],
) -> None:
    """The English beside a translation shows what was changed in English."""
    row = row_of(page_of(pages, "zh"), REWORDED)
    assert OLD_WORDS["en"] in text_of(row.xpath("./div[@class='original']//del")[0])
    assert OLD_WORDS["zh"] in text_of(row.xpath("./div[@class='translation']//del")[0])


def test_the_page_says_what_it_is_compared_with(pages: dict[str, bytes]) -> None:
    """The issue and its day stand at the head; a report never issued says that it was not."""
    assert f"Comparé à{SYMBOL}, 2023-05-30" in text_of(page_of(pages, "fr").xpath("//header")[0])
    other = page_of(pages, "fr", "RAG")
    assert "n'a pas encore été publié" in text_of(other.xpath("//header")[0])
    assert not other.xpath("//ins | //del | //b")


def test_links_lead_from_change_to_change(pages: dict[str, bytes]) -> None:
    """By plain links every change is reached, forwards and backwards, and every comment."""
    page = page_of(pages, "fr")
    changed = [each.get("id") for each in rows_of(page) if "changed" in each.get("class")]
    assert _walk(page, changed[0], "Modification suivante") == changed
    assert _walk(page, changed[-1], "Modification précédente") == changed[::-1]
    talked = [each.get("id") for each in rows_of(page) if each.xpath(".//article")]
    assert _walk(page, talked[0], "Commentaire suivant") == talked
    assert _walk(page, talked[-1], "Commentaire précédent") == talked[::-1]
    starts = [str(each) for each in page.xpath("//nav[@class='contents']//a/@href")]
    assert f"#{changed[0]}" in starts
    assert f"#{talked[0]}" in starts


def _walk(page: Element, start: str, words: str) -> list[str]:
    """Return the rows that are met from one on by the links of these words."""
    met = [start]
    while True:
        links = [
            each.get("href")[1:]
            for each in row_of(page, met[-1]).xpath(".//p[@class='steps']/a")
            if text_of(each).endswith(words)
        ]
        if not links:
            return met
        met += links


# --- what came back --------------------------------------------------------------------------


def test_remarks_stand_beside_what_they_are_about(pages: dict[str, bytes]) -> None:
    """Author, day, words, thread and what became of it, those of other languages marked so."""
    page = page_of(pages, "fr")
    own, other = row_of(page, REWORDED).xpath(".//article")
    said = [text_of(each) for each in own.xpath(".//p")]
    assert said == [
        f"{HOSTILE} 2023-06-02 09:30 UTC",
        "Commentaire · Réponse donnée",
        "À propos du passage: le secrétariat",
        "Est-ce bien le secrétariat?Merci.",
        "B. Vice 2023-06-02 11:00 UTC",
        "Réponse",
        "Oui.",
        "Secretariat 2023-06-05",
        "Réponse donnée",
        "Oui, voir le document 02.",
    ]
    other = text_of(other)
    assert "Réglé" in other
    assert "Copie dans une autre langue: العربية" in other
    first, second = row_of(page, ADDED).xpath(".//article")
    assert "Remplacement · Accepté" in text_of(first)
    assert [text_of(each) for each in first.xpath(".//del | .//ins")] == [
        "avaient été invités", "étaient invités",
    ]  # fmt: skip
    assert text_of(second).startswith("Auteur non indiqué")
    assert "Paragraphe ajouté · En suspens" in text_of(second)


def test_every_remark_is_on_every_page_of_its_report(pages: dict[str, bytes]) -> None:
    """Nothing that came back is lost, whatever the language of the page."""
    for key in LANGUAGE_KEYS:
        page = page_of(pages, key)
        assert len(page.xpath("//article")) == 5
        assert len(page.xpath("//ul[@class='thread']/li")) == 3


def test_what_has_no_place_is_listed_at_the_end(pages: dict[str, bytes]) -> None:
    """With the origin that it speaks of and the reason; the head of the page counts it."""
    page = page_of(pages, "fr")
    (section,) = page.xpath("//section[@id='~unplaced']")
    text = text_of(section)
    assert "no-such-outcome" in text
    assert HOSTILE in text
    assert "the text is no longer in the report" in text
    assert section.getnext() is None
    (link,) = page.xpath("//nav[@class='contents']//a[@href='#~unplaced']")
    assert text_of(link.getparent()).endswith(" 1")


@every_language
def test_hostile_text_is_only_text(pages: dict[str, bytes], key: str) -> None:
    """A script in an author's name or a comment is shown as it was written."""
    page = page_of(pages, key)
    assert not page.xpath("//script | //img | //@onerror")
    assert HOSTILE in text_of(row_of(page, REWORDED))


def test_control_and_direction_characters_do_no_harm(fresh: ReviewProject) -> None:
    """What HTML cannot hold is replaced; what would turn the line around is kept in its element."""
    change = Change(
        "c1", "comment", "\x00A\u202e", "\x1b<b>", REWORDED, new="\x08one\u2028two\n\ud7ffthree"
    )
    fresh.record([change])
    (article,) = row_of(fresh.page(), REWORDED).xpath(".//article")
    assert "\ufffdA\u202e" in text_of(article)
    assert "\ufffd<b>" in text_of(article)
    assert len(article.xpath(".//bdi//br")) == 2


def test_threads_that_lead_nowhere_are_shown_all_the_same(fresh: ReviewProject) -> None:
    """A reply to a comment that is not there, and replies in a ring, stand by themselves."""
    fresh.record(
        (
            Change("r1", "reply", "A", "", REWORDED, new="one", thread="gone"),
            Change("r2", "reply", "B", "", REWORDED, new="two", thread="r3"),
            Change("r3", "reply", "C", "", REWORDED, new="three", thread="r2"),
            Change("r4", "reply", "D", "", REWORDED, new="four", thread="r1"),
        )
    )
    row = row_of(fresh.page(), REWORDED)
    heads = [text_of(each.xpath("./p[@class='said']")[0]) for each in row.xpath(".//article")]
    assert heads == ["one", "two", "three"]
    assert [text_of(each) for each in row.xpath(".//li/p[@class='said']")] == ["four"]


def test_a_file_that_was_sent_twice_is_shown_once(fresh: ReviewProject) -> None:
    """The same comment in two copies is one, and what was decided on either counts."""
    comment = Change("c1", "comment", "A", "2023-06-02T09:30:00Z", REWORDED, new="Why?")
    reply = Change("r1", "reply", "B", "", REWORDED, new="Because.", thread="c2")
    fresh.record(
        [comment, replace(comment, id="c2", start=3), reply],
        [Decision("c2", "resolved", "S", "2023-06-06")],
    )
    (article,) = row_of(fresh.page(), REWORDED).xpath(".//article")
    assert text_of(article.xpath(".//*[@class='verdict']")[0]) == "Réglé"
    assert len(article.xpath(".//li")) == 2


def test_the_last_decision_counts(fresh: ReviewProject) -> None:
    """All decisions stand in the thread, in order; the head shows the last one."""
    fresh.record(
        [Change("c1", "comment", "A", "", REWORDED, new="?")],
        [
            Decision("c1", "answered", "S", "2023-06-05", "Wait."),
            Decision("c1", "resolved", "S", "2023-06-06"),
        ],
    )
    (article,) = row_of(fresh.page(), REWORDED).xpath(".//article")
    assert text_of(article.xpath(".//*[@class='verdict']")[0]) == "Réglé"
    assert len(article.xpath(".//li")) == 2


# --- for whom --------------------------------------------------------------------------------


def test_page_shows_nothing_of_what_is_not_for_its_addressee(fresh: ReviewProject) -> None:
    """Outcomes for others, their comments and their issues reach no page, not even its marks."""
    path = fresh.folder / "outcomes.yaml"
    secret = (
        "  - id: secret-plan\n    kind: decision\n    addressees: [TSAG]\n"
        "    text: Only TSAG may know of the zebra.\n  - id: regional-directors\n"
    )
    text = path.read_text(encoding="utf-8").replace("  - id: regional-directors\n", secret, 1)
    path.write_text(text, encoding="utf-8")
    fresh.issue(as_issued)
    fresh.record([Change("c1", "comment", "Zoe", "", "secret-plan", new="The zebra?")])
    pages = fresh.pages()
    for name, data in pages.items():
        page = data.decode()
        if name.startswith("TSAG-"):
            assert "zebra" in page
        else:
            assert "zebra" not in page
            assert "secret-plan" not in page
            assert "Zoe" not in page
        if name.startswith(("TDAG-", "RAG-")):
            assert SYMBOL not in page


def test_a_copy_recorded_with_the_draft_of_another_is_refused(fresh: ReviewProject) -> None:
    """A record that was put in the wrong place could show one addressee what another said."""
    fresh.record([Change("c1", "comment", "Zoe", "", REWORDED, new="?")])
    folder = fresh.folder / "review"
    (path,) = folder.glob("*.returned-*.json")
    path.write_text(path.read_text("utf-8").replace('"TSAG"', '"RAG"'), encoding="utf-8")
    with pytest.raises(InputError, match=r"review-damaged"):
        fresh.pages()
    assert not (fresh.folder / "build").exists()


# --- words -----------------------------------------------------------------------------------


@every_language
def test_page_speaks_the_language_of_the_report(pages: dict[str, bytes], key: str) -> None:
    """Every word of the page is in its language: none is left in English or taken from another."""
    found = load_catalogs(key, {})
    for name, message in MESSAGES.items():
        if name.startswith("review_page_"):
            translation = found.translate(message.context, message.text)
            assert translation.state == ("source" if key == "en" else "translated"), name
    words = _messages(key)
    heads = [text_of(each) for each in page_of(pages, key).xpath("//h2")]
    parts = ["gaps", "cover", "text", "labels", "unplaced"]
    assert heads == [words[each] for each in parts]


def test_same_input_gives_the_same_bytes(project: ReviewProject, pages: dict[str, bytes]) -> None:
    """The pages have neither clock nor chance in them, nor the folder they were made from."""
    assert project.pages() == pages
    for data in pages.values():
        assert str(project.root).encode() not in data


def test_list_of_pages_leads_to_each(pages: dict[str, bytes]) -> None:
    """The list has a row for each report and language, with what is open."""
    page = parse(pages["index.html"])
    links = [str(each) for each in page.xpath("//tbody//a/@href")]
    assert set(links) == set(pages) - {"index.html"}
    (row,) = page.xpath("//tr[.//a[@href='TSAG-fr.html']]")
    assert [text_of(each) for each in row] == ["French", SYMBOL, "5", "5", "5", "2"]
