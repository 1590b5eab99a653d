"""The other text formats: what each can carry of a report, and that it is the same every time."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from lxml import etree

from reportgen.document import Block, Document
from reportgen.languages import LANGUAGE_KEYS
from reportgen.latin import fold_direction_marks
from reportgen.renditions.pandoc import Pandoc
from reportgen.renditions.texts import TextFormat, text_order
from tests.renditions.html_support import (
    block,
    full_document,
    made_document,
    real_document,
    span,
    with_text,
)

FORMATS: tuple[TextFormat, ...] = ("odt", "md", "txt", "json")
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
HOSTILE = "<b>*x*</b> [a](javascript:b) ![c](d) # 1. & `{=html}` \\ $x$ ~~y~~ |"

Make = Callable[[Document, TextFormat], bytes]
every_language = pytest.mark.parametrize("key", LANGUAGE_KEYS)


@pytest.fixture(scope="module")
def make() -> Iterator[Make]:
    """What makes files, with one pandoc for all tests here."""
    with Pandoc() as pandoc:
        yield lambda document, form: pandoc.convert(text_order(document, form))


def odt_parts(data: bytes) -> dict[str, bytes]:
    """Return the parts of an ODT file by name, in order."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def words_of(make: Make, document: Document, form: TextFormat) -> str:
    """Return the words of a document in a format, without its marks as far as they are simple."""
    data = make(document, form)
    if form == "odt":
        root = etree.fromstring(odt_parts(data)["content.xml"])
        paragraphs = list(root.iter(f"{_TEXT}p", f"{_TEXT}h"))
        text = " ".join("".join(map(str, each.itertext())) for each in paragraphs)
    elif form == "json":
        text = "".join(_strings(json.loads(data)["blocks"]))
    else:
        text = data.decode()
    return " ".join(fold_direction_marks(text).split())


def _strings(node: object) -> Iterator[str]:
    match node:
        case {"t": "Str", "c": str(word)}:
            yield word
        case {"t": "Space"}:
            yield " "
        case {"t": "Para" | "Plain" | "Header", "c": content}:
            yield from _strings(content)
            yield " "
        case {"c": content}:
            yield from _strings(content)
        case list():
            for each in node:
                yield from _strings(each)


@every_language
@pytest.mark.parametrize("form", ["odt", "txt", "json"])
def test_every_word_of_a_report_is_there(make: Make, key: str, form: TextFormat) -> None:
    """No format loses or reorders a word, in no language."""
    document = real_document(key, "TDAG", "iscg-21-2")
    words = words_of(make, document, form)
    place = 0
    for each in document.blocks():
        text = " ".join("".join(span.text for span in each.spans).split())
        assert text in words[place:], text
        place = words.index(text, place) + len(text)


def test_markdown_reads_as_it_would_be_typed(make: Make) -> None:
    """Headings, emphasis, links, lists and tables are Markdown's own."""
    lines = make(full_document(), "md").decode().splitlines()
    assert "# On tides" in lines
    assert "**SOURCE** Chairman" in lines
    assert "### 1.1 One one" in lines
    link = "[a link](https://www.itu.int/?a=1&b=2)"
    looks = f"plain **strong *both*** {link}\\[to be completed\\] auf Deutsch"
    assert looks in lines
    assert "- bullet 4" in lines
    assert "1)  first" in "\n".join(lines)
    assert "3)  third" in "\n".join(lines)
    assert "| Number | Name  |" in lines
    assert lines.index("Its title") == lines.index("| Number | Name  |") - 2
    # A comment keeps two lists apart that would be one in Markdown.
    assert [line for line in lines if line.startswith("<")] == ["<!-- -->"]


def test_neighbouring_emphasis_is_one(make: Make) -> None:
    """Strong words around a value stay strong in Markdown, where `****` means something else."""
    spans = (
        span("before ", strong=True),
        span("value", strong=True, kind="value"),
        span(" after ", strong=True),
        span("plain"),
    )
    text = make(made_document(Block("paragraph", "x", spans)), "md").decode()
    assert "**before value after** plain" in text


def test_plain_text_has_short_lines(make: Make) -> None:
    """Plain text can be put into a mail: lines are broken, numbers and marks are signs."""
    text = make(real_document("en", "TDAG", "iscg-21-2"), "txt").decode()
    assert max(map(len, text.splitlines())) <= 78
    assert "\n1. Introduction\n" in text
    assert "\n- " in text


@pytest.mark.parametrize("form", ["odt", "txt", "json"])
def test_hostile_text_is_text(make: Make, form: TextFormat) -> None:
    """What looks like markup of some format is shown as it was written."""
    document = with_text(made_document(block("paragraph", "x")), HOSTILE)
    assert HOSTILE in words_of(make, document, form)


def test_hostile_text_is_text_in_markdown(make: Make) -> None:
    """What looks like Markdown is escaped: pandoc reads back the words that were written."""
    document = with_text(made_document(block("paragraph", "x")), HOSTILE)
    text = make(document, "md").decode()
    assert "\\<b\\>\\*x\\*\\</b\\>" in text
    assert "\\[a\\](javascript:b)" in text


def test_odt_page_is_a4_and_runs_with_its_script(make: Make) -> None:
    """An Arabic page begins on the right; fonts and languages are those of the script."""
    styles = {
        key: odt_parts(make(full_document(key), "odt"))["styles.xml"].decode()
        for key in ("en", "ar", "zh")
    }
    for text in styles.values():
        assert 'fo:page-height="29.7cm"' in text
        assert 'fo:page-width="21cm"' in text
        etree.fromstring(text.encode())
    assert 'style:writing-mode="rl-tb"' in styles["ar"]
    assert 'fo:text-align="right"' in styles["ar"]
    assert 'style:language-complex="ar"' in styles["ar"]
    assert 'style:language-asian="zh"' in styles["zh"]
    assert "rl-tb" not in styles["en"]


def test_odt_marks_gaps_and_says_what_it_is(make: Make) -> None:
    """What is missing is highlighted; title, author, language and date are among the properties."""
    parts = odt_parts(make(replace(full_document("fr"), title="A & B <c>"), "odt"))
    assert next(iter(parts)) == "mimetype"
    assert b"Highlighted" in parts["content.xml"]
    assert b'fo:language="de"' in parts["content.xml"]
    meta = parts["meta.xml"].decode()
    etree.fromstring(meta.encode())
    for element in (
        "<dc:title>A &amp; B &lt;c&gt;</dc:title>",
        "<dc:creator>Tides Group</dc:creator>",
        "<dc:language>fr</dc:language>",
        "<dc:date>2023-05-10T00:00:00Z</dc:date>",
    ):
        assert element in meta


def test_json_is_pandocs_tree_with_anchors(make: Make) -> None:
    """A filter finds a block by the same anchor as on the web page."""
    tree = json.loads(make(full_document(), "json"))
    assert tree["pandoc-api-version"][:2] == [1, 23]
    assert tree["meta"]["lang"] == {"t": "MetaString", "c": "en-GB"}
    text = json.dumps(tree)
    assert '"looks~2"' in text
    assert '"tables.a.rows.1.1"' in text


@pytest.mark.parametrize("form", FORMATS)
def test_same_document_gives_the_same_file(make: Make, form: TextFormat) -> None:
    """Neither the clock nor the process changes a byte."""
    first = make(full_document("ar"), form)
    with Pandoc() as another:
        assert another.convert(text_order(full_document("ar"), form)) == first


@pytest.mark.parametrize("form", FORMATS)
def test_final_without_a_cover_is_made_too(make: Make, form: TextFormat) -> None:
    """A report with nothing but a title has that."""
    document = made_document(state="final")
    bare = replace(document, cover=replace(document.cover, fields={}, labels={}, box=()))
    assert "On tides" in words_of(make, bare, form)
