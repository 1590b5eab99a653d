"""What a redline shows: words, paragraphs, moves, rows, looks, links, lists and pictures."""

from __future__ import annotations

import pytest
from lxml import etree

from reportgen.errors import InputError
from reportgen.languages import LANGUAGE_KEYS
from reportgen.opc.names import W_NS
from reportgen.redline.engine import RedlineResult, redline_docx
from tests.redline.small import R_NS, file, p, relationships, table
from tests.redline.support import (
    AUTHOR,
    DAY,
    Edit,
    W,
    changes,
    edited,
    lines,
    parts_of,
    report,
    root_of,
    with_root,
)

LONG = "The group agreed to send a liaison statement to the advisory groups"


def redline(old: bytes, new: bytes) -> RedlineResult:
    """Return the fine redline of two files."""
    made = redline_docx(old, new, AUTHOR, DAY)
    assert not made.is_plain
    return made


def test_words_are_marked_and_not_the_paragraph() -> None:
    """Within a paragraph that was reworded, the words that changed are marked as phrases."""
    old = file(p("The group met once, on 2 May 2023.", "a"))
    new = file(p("The group met twice, on 2 and 3 May 2023.", "a"))
    made = redline(old, new)
    assert changes(made.data, "del") == ["once"]
    assert changes(made.data, "ins") == ["twice", " and 3"]


def test_chinese_is_compared_by_characters() -> None:
    """Chinese has no blanks between words: characters are compared, and Latin words whole."""
    made = redline(file(p("该组请TSAG审议本报告。", "a")), file(p("该组请TDAG审查本报告。", "a")))
    assert changes(made.data, "del") == ["TSAG", "议"]
    assert changes(made.data, "ins") == ["TDAG", "查"]


def test_crumbs_between_changes_are_taken_in() -> None:
    """Two phrases that share a blank and an article are not marked word by word."""
    made = redline(
        file(p("It will consider the matters before the end of its session.", "a")),
        file(p("It will postpone a decision on the matters until an extraordinary meeting.", "a")),
    )
    assert len(changes(made.data, "ins")) <= 2


def test_paragraph_that_was_reworded_altogether_is_known_by_its_origin() -> None:
    """The origin tells that a paragraph is the same, though no word of it is."""
    old = file(p("First.", "a"), p("Alpha beta gamma.", "b"), p("Last.", "z"))
    new = file(p("First.", "a"), p("Delta epsilon zeta eta.", "b"), p("Last.", "z"))
    made = redline(old, new)
    marks = root_of(made.data).findall(f".//{W}pPr/{W}rPr")
    assert marks == []


def test_move_is_a_move_and_what_changed_on_the_way_is_marked() -> None:
    """A paragraph at another place is moved, not deleted and inserted; its edits are edits."""
    one, two, three = (
        p("Another paragraph here.", "b"),
        p("And one more text.", "c"),
        p("End.", "z"),
    )
    old = file(p(f"{LONG}.", "a"), one, two, three)
    new = file(one, two, p(f"{LONG} at once.", "a"), three)
    made = redline(old, new)
    assert made.counts["move"] == 1
    assert "".join(changes(made.data, "moveFrom")) == f"{LONG}."
    assert changes(made.data, "ins") == [" at once"]
    starts = [root_of(made.data).find(f".//{W}move{side}RangeStart") for side in ("From", "To")]
    assert len({each.get(f"{W}name") for each in starts if each is not None}) == 1


def test_fewest_paragraphs_move() -> None:
    """Where one paragraph changed places with two, the one has moved."""
    a, b, c, z = (p(f"{LONG} {each}.", each) for each in "abcz")
    made = redline(file(a, b, c, z), file(b, c, a, z))
    assert made.counts == {"move": 1}
    assert changes(made.data, "moveTo") == [f"{LONG} a."]


def test_paragraph_added_at_the_end_takes_no_mark_that_word_cannot_drop() -> None:
    """The last mark of a text stays: the mark of the paragraph before is the new one."""
    made = redline(file(p("One.", "a")), file(p("One.", "a"), p("Two.", "b")))
    first, last = root_of(made.data).iter(f"{W}p")
    assert first.find(f"{W}pPr/{W}rPr/{W}ins") is not None
    assert last.find(f"{W}pPr/{W}rPr/{W}ins") is None


def test_paragraph_deleted_before_a_table_takes_no_mark_that_word_cannot_drop() -> None:
    """Before a table, too."""
    made = redline(
        file(p("One.", "a"), p("Two.", "b"), table(("x", "y")), p("End.", "z")),
        file(p("One.", "a"), table(("x", "y")), p("End.", "z")),
    )
    first, second = list(root_of(made.data).iter(f"{W}p"))[:2]
    assert first.find(f"{W}pPr/{W}rPr/{W}del") is not None
    assert second.find(f"{W}pPr/{W}rPr/{W}del") is None
    assert changes(made.data, "del") == ["Two."]


def test_row_is_marked_as_a_row() -> None:
    """A row that went is a deleted row; the others stay, with the words that changed marked."""
    old = file(table(("Table 1", "done"), ("Table 2", "open"), ("Table 3", "new")), p("End."))
    new = file(table(("Table 1", "done"), ("Table 3", "newer")), p("End."))
    made = redline(old, new)
    rows = list(root_of(made.data).iter(f"{W}tr"))
    assert [row.find(f"{W}trPr/{W}del") is not None for row in rows] == [False, True, False]
    assert made.counts == {"deletion": 2, "insertion": 1}


def test_rows_with_other_cells_are_not_taken_for_the_same() -> None:
    """A table that got a column has its rows replaced."""
    made = redline(file(table(("a", "b")), p("End.")), file(table(("a", "b", "c")), p("End.")))
    rows = list(root_of(made.data).iter(f"{W}tr"))
    assert [row.find(f"{W}trPr/{W}del") is not None for row in rows] == [True, False]
    assert rows[1].find(f"{W}trPr/{W}ins") is not None


def test_looks_are_recorded() -> None:
    """Words that became bold, and a paragraph that got another style, tell how they were."""
    bold = "<w:r><w:rPr><w:b/></w:rPr><w:t>same words</w:t></w:r>"
    made = redline(
        file(p("same words", "a"), p("Heading", "b", "Normal")),
        file(p("", "a", inner=bold), p("Heading", "b", "Heading1")),
    )
    assert made.counts == {"format": 2}
    root = root_of(made.data)
    assert root.find(f".//{W}rPrChange/{W}rPr") is not None
    old = root.find(f".//{W}pPrChange/{W}pPr/{W}pStyle")
    assert old is not None
    assert old.get(f"{W}val") == "Normal"


def test_link_of_deleted_words_still_leads_where_it_led() -> None:
    """A deleted link takes its address along, under an id that the new file does not use."""
    link = f'<w:hyperlink r:id="rId5" xmlns:r="{R_NS}"><w:r><w:t>site</w:t></w:r></w:hyperlink>'
    old = file(
        p("See the ", "a", inner=link), p("End.", "z"), rels=relationships(rId5="https://old.int/")
    )
    new = file(p("See the ", "a"), p("End.", "z"), rels=relationships(rId5="https://new.int/"))
    made = redline(old, new)
    found = root_of(made.data).find(f".//{W}hyperlink")
    assert found is not None
    own = found.get(f"{{{R_NS}}}id")
    relations = etree.fromstring(parts_of(made.data)["word/_rels/document.xml.rels"])
    targets = {each.get("Id"): each.get("Target") for each in relations}
    assert targets == {"rId5": "https://new.int/", own: "https://old.int/"}


def test_link_with_another_address_is_a_change() -> None:
    """Words that lead elsewhere have changed, though they read the same."""
    link = f'<w:hyperlink r:id="rId5" xmlns:r="{R_NS}"><w:r><w:t>site</w:t></w:r></w:hyperlink>'
    files = [
        file(p("See ", "a", inner=link), rels=relationships(rId5=address))
        for address in ("https://old.int/", "https://new.int/")
    ]
    made = redline(files[0], files[1])
    assert changes(made.data, "del") == changes(made.data, "ins") == ["site"]


DRAWING = (
    '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/'
    'wordprocessingDrawing"><wp:docPr id="7" name="x"/><a:blip xmlns:a="urn:a" r:embed="rId9"'
    f' xmlns:r="{R_NS}"/></wp:inline></w:drawing></w:r>'
)


def test_picture_of_a_deleted_paragraph_is_carried_over() -> None:
    """A deleted picture is there to be seen: its file joins the new file under another name."""
    old = file(
        p("One.", "a"),
        p("", "b", inner=DRAWING),
        p("End.", "z"),
        rels=relationships(rId9="media/one.png"),
        picture=b"old picture",
    )
    new = file(
        p("One.", "a", inner=DRAWING),
        p("End.", "z"),
        rels=relationships(rId9="media/one.png"),
        picture=b"new picture",
    )
    made = redline(old, new)
    assert parts_of(made.data)["word/media/one-old2.png"] == b"old picture"
    ids = [each.get("id") for each in root_of(made.data).iter("{*}docPr")]
    assert len(set(ids)) == len(ids) == 2


def numbering(*lists: tuple[int, str]) -> bytes:
    """Return a part with a list for each number and format."""
    abstract = "".join(
        f'<w:abstractNum w:abstractNumId="{n}"><w:lvl w:ilvl="0"><w:numFmt w:val="{kind}"/>'
        "</w:lvl></w:abstractNum>"
        for n, kind in lists
    )
    nums = "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n, _ in lists)
    return f'<w:numbering xmlns:w="{W_NS}">{abstract}{nums}</w:numbering>'.encode()


def item(words: str, name: str, number: int) -> str:
    """Return an item of a list."""
    place = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'
    return p(words, name).replace("<w:p>", f"<w:p><w:pPr>{place}</w:pPr>", 1)


def test_deleted_item_joins_the_list_that_its_neighbours_are_in_now() -> None:
    """Lists are numbered anew in every build: an item that went is in the list of the others."""
    old = file(
        item("One", "a", 1),
        item("Two", "b", 1),
        item("Three", "c", 1),
        p("End.", "z"),
        numbering=numbering((1, "bullet")),
    )
    new = file(
        item("One", "a", 2),
        item("Three", "c", 2),
        p("End.", "z"),
        numbering=numbering((1, "decimal"), (2, "bullet")),
    )
    made = redline(old, new)
    numbers = {each.get(f"{W}val") for each in root_of(made.data).iter(f"{W}numId")}
    assert numbers == {"2"}
    assert made.counts == {"deletion": 1}


def test_list_that_is_gone_is_added_again() -> None:
    """A list of which no item is left takes its numbering along."""
    old = file(
        p("A", "x"), item("One", "a", 1), p("End.", "z"), numbering=numbering((1, "decimal"))
    )
    new = file(p("A", "x"), p("End.", "z"), numbering=numbering((1, "bullet")))
    made = redline(old, new)
    number = root_of(made.data).find(f".//{W}numId")
    assert number is not None
    assert number.get(f"{W}val") == "2"
    assert b'"decimal"' in parts_of(made.data)["word/numbering.xml"]


def test_style_that_is_gone_is_added_again() -> None:
    """A deleted paragraph keeps its style, with the one that it is based on."""

    def styles(*names: str) -> bytes:
        made = "".join(
            f'<w:style w:type="paragraph" w:styleId="{each}"><w:basedOn w:val="Base"/></w:style>'
            for each in names
        )
        return f'<w:styles xmlns:w="{W_NS}">{made}</w:styles>'.encode()

    old = file(p("A"), p("Old", "a", "Gone"), p("End."), styles=styles("Base", "Gone"))
    made = redline(old, file(p("A"), p("End."), styles=styles("Other")))
    assert parts_of(made.data)["word/styles.xml"].count(b"<w:style ") == 3


def test_headers_are_compared() -> None:
    """What changed in a header is marked there."""
    base = report("en")
    name = next(each for each in parts_of(base) if each.startswith("word/header"))
    root = root_of(base, name)
    texts = [each for each in root.iter(f"{W}t") if (each.text or "").strip()]
    texts[0].text = "Changed"
    made = redline(base, with_root(base, root, name))
    assert f"{W}ins" in {each.tag for each in root_of(made.data, name).iter()}
    assert parts_of(made.data)["word/document.xml"] == parts_of(base)["word/document.xml"]


@pytest.mark.parametrize("language", LANGUAGE_KEYS)
def test_same_file_is_given_back_as_it_is(language: str) -> None:
    """Two files that say the same have an empty redline: the new file, byte for byte."""
    base = report(language)
    made = redline(base, base)
    assert made.is_unchanged
    assert made.data == base


@pytest.mark.parametrize("language", LANGUAGE_KEYS)
def test_every_mark_names_author_and_day(language: str) -> None:
    """Every tracked change says who and when, as was asked for, and has an id of its own."""
    base = report(language)
    made = redline(base, edited(base, [Edit("reword", 40, 9), Edit("move", 5, 9)]))
    marked = [each for each in root_of(made.data).iter() if each.get(f"{W}author") is not None]
    assert {each.get(f"{W}author") for each in marked} == {AUTHOR}
    assert {each.get(f"{W}date") for each in marked} == {f"{DAY}T00:00:00Z"}
    ids = [each.get(f"{W}id") for each in marked]
    assert len(set(ids)) == len(ids) > 2


def test_bookmarks_of_the_new_file_stay_and_none_is_there_twice() -> None:
    """Origins survive in a redline, and a moved paragraph has its one once."""
    base = report("en")
    new = edited(base, [Edit("move", 5, 9), Edit("delete", 3, 1)])
    made = redline(base, new)

    def names(docx: bytes) -> list[str | None]:
        return [each.get(f"{W}name") for each in root_of(docx).iter(f"{W}bookmarkStart")]

    assert set(names(new)) <= set(names(made.data))
    assert len(set(names(made.data))) == len(names(made.data))


def test_redline_of_a_redline_is_that_of_what_it_says() -> None:
    """Tracked changes that a file has of its own are taken as accepted, and that is said."""
    base = report("en")
    new = edited(base, [Edit("reword", 40, 9)])
    tracked = redline(base, new).data
    made = redline(tracked, new)
    assert made.was_tracked
    assert made.is_unchanged
    assert lines(made.data) == lines(new)


def test_comments_and_notes_of_the_old_file_stay_behind() -> None:
    """What refers to a part that only the old file has does not come along, and notes are told."""
    note = '<w:r><w:footnoteReference w:id="3"/></w:r>'
    comment = '<w:commentRangeStart w:id="1"/><w:r><w:commentReference w:id="1"/></w:r>'
    old = file(p("One", "a"), p("Two", "b", inner=note + comment), p("End.", "z"))
    made = redline(old, file(p("One", "a"), p("End.", "z")))
    tags = {each.tag for each in root_of(made.data).iter()}
    assert not {f"{W}footnoteReference", f"{W}commentReference"} & tags
    assert made.lost == ("a note of the old file",)


@pytest.mark.parametrize(
    ("old", "code"),
    [
        (b"no zip", "report-not-docx"),
        (file("<w:p>"), "report-not-docx"),
        (file(p("x" * 100_001)), "report-too-large"),
        (file("<w:p/>" * 50_001), "report-too-large"),
    ],
)
def test_file_that_cannot_be_compared_is_refused(old: bytes, code: str) -> None:
    """What is no Word file, is damaged or has no measure is a fault of that file."""
    with pytest.raises(InputError) as error:
        redline_docx(old, report("en"), AUTHOR, DAY, ("old.docx", "new.docx"))
    assert [(each.code, each.path) for each in error.value.problems] == [(code, "old.docx")]


def test_redline_that_breaks_a_law_is_not_handed_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """If neither the fine nor the plain redline keeps the laws, there is none."""
    monkeypatch.setattr("reportgen.redline.engine.broken_law", lambda *_: "a word is gone")
    with pytest.raises(InputError) as error:
        redline_docx(report("en"), report("en"), AUTHOR, DAY)
    assert [each.code for each in error.value.problems] == ["redline-not-lawful"]


def test_plain_redline_stands_in_for_a_fine_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the fine redline breaks a law, whole paragraphs go and come, and that keeps them."""
    from reportgen.redline import verify

    answers = iter(["a word is gone"])
    monkeypatch.setattr(
        "reportgen.redline.engine.broken_law",
        lambda *given: next(answers, None) or verify.broken_law(*given),
    )
    base = report("ar")
    new = edited(base, [Edit("reword", 40, 9), Edit("move", 5, 9), Edit("delete-row", 9, 1)])
    made = redline_docx(base, new, AUTHOR, DAY)
    assert made.is_plain
    assert changes(made.data, "moveFrom") == []
