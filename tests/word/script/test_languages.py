"""What every language gets: its name on every run, lead-ins that stay, columns that fit."""

from __future__ import annotations

import pytest

from reportgen.document import Block, Cell, Span
from reportgen.languages import LANGUAGES, Language
from reportgen.word.render import render_docx
from reportgen.word.script.libreoffice import for_libreoffice
from tests.support.validity import describe, findings
from tests.word.finish.support import (
    TEMPLATE_NAMES,
    W,
    document,
    full_document,
    our_template,
    part_bytes,
    root,
    template_bytes,
)

OTHERS = [each for each in LANGUAGES if each.key != "en"]


@pytest.mark.parametrize("language", OTHERS, ids=lambda each: each.key)
def test_every_run_names_its_language(language: Language) -> None:
    """So that text copied into another file is still spelled and read aloud as what it is."""
    docx = render_docx(full_document(language=language.key), our_template()).data
    other_languages = {"fr-FR", "ar-EG"}  # of the foreign spans in the document
    for run in root(docx).iter(W + "r"):
        (lang,) = run.findall(f"{W}rPr/{W}lang")
        named = set(map(str, lang.attrib.values()))
        assert language.word_lang in named or named & other_languages


@pytest.mark.slow
@pytest.mark.parametrize("name", TEMPLATE_NAMES)
@pytest.mark.parametrize("language", LANGUAGES, ids=lambda each: each.key)
def test_the_file_is_sound_in_every_language(name: str, language: Language) -> None:
    """The checkers find nothing that they do not find in the template."""
    docx = render_docx(full_document(language.native_name, language.key), our_template(name)).data
    found = findings(docx, template_bytes(name))
    assert not found, describe(found)


def test_chinese_has_its_font_its_line_breaking_and_no_stretched_lines() -> None:
    """Quotation marks are hinted to be Chinese; nothing is justified to both margins."""
    docx = render_docx(full_document("“中文”", "zh"), our_template()).data
    styles = root(docx, "word/styles.xml")
    default = styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}rFonts")
    assert default is not None
    assert default.get(W + "eastAsia") == "SimSun"
    paragraph = styles.find(f"{W}docDefaults/{W}pPrDefault/{W}pPr")
    assert paragraph is not None
    assert {W + "kinsoku", W + "overflowPunct"} <= {each.tag for each in paragraph}
    assert b'"both"' not in part_bytes(docx, "word/styles.xml")
    for run in root(docx).iter(W + "r"):
        assert run.find(f"{W}rPr/{W}rFonts").get(W + "hint") == "eastAsia"  # type: ignore[union-attr]


def _block(kind: str, origin: str, level: int = 1) -> Block:
    return Block(kind, origin, (Span(origin, origin),), level=level)  # type: ignore[arg-type]


def test_what_leads_in_a_list_or_a_table_stays_with_it() -> None:
    """The paragraph before a list, the item before its sub-list, and no other item."""
    cell = Cell("cell", (Span("cell", "cell"),))
    docx = render_docx(
        document(
            _block("paragraph", "alone"),
            _block("paragraph", "leads"),
            _block("bullet", "first"),
            _block("bullet", "parent"),
            _block("bullet", "child", 2),
            _block("continuation", "before the table"),
            Block("table", "table", columns=(cell,), rows=((cell,),)),
        ),
        our_template(),
    ).data
    kept = [
        p.findtext(f"{W}r/{W}t")
        for p in root(docx).iter(W + "p")
        if p.find(f"{W}pPr/{W}keepNext") is not None
    ]
    assert kept == ["leads", "parent", "before the table"]


@pytest.mark.parametrize(("short", "long"), [("No.", "words " * 20), ("表", "中文" * 40)])
def test_a_column_of_numbers_is_narrow_and_one_of_sentences_wide(short: str, long: str) -> None:
    """The grid keeps its width and gives it to the column that has most in it."""
    row = tuple(Cell(text, (Span(text, text),)) for text in (short, short, long))
    docx = render_docx(document(Block("table", "t", columns=row, rows=(row,))), our_template()).data
    (*_, grid) = root(docx).iter(W + "tblGrid")
    narrow, other, wide = (int(each.get(W + "w", "0")) for each in grid)
    assert narrow == other
    assert narrow < 1500
    assert abs(narrow + other + wide - 9639) < 5


def test_only_the_numbers_of_arabic_lists_are_moved_for_libreoffice() -> None:
    """Left and right of a list number are sides of the page to LibreOffice, not start and end."""
    english = render_docx(full_document(), our_template()).data
    assert for_libreoffice(english) == english
    arabic = render_docx(full_document(language="ar"), our_template()).data
    changed = part_bytes(for_libreoffice(arabic), "word/numbering.xml")
    assert b'<w:lvlJc w:val="right"/>' in changed
    assert b'<w:lvlJc w:val="left"/>' not in changed
