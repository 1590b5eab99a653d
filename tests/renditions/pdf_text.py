"""The text of a PDF as poppler reads it, and whether the text of a Document is in it, in order.

What a page lays out is compared without what layout changes: spaces, line and page breaks,
hyphens, which poppler takes away at the end of a line, the vowel signs of Arabic, which it sets
apart from their letters, and punctuation, whose place between words of two directions it guesses
at. For the same reason the order of neighbouring words that run from left to right inside Arabic
is left open, though not the order inside such a word.
"""

from __future__ import annotations

import html
import re
import subprocess
import unicodedata
from collections import Counter
from collections.abc import Iterator
from itertools import groupby, permutations
from pathlib import Path

from reportgen.document import Block, Document, plain_text
from reportgen.kinds import Direction

_EMBEDDING = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_WORD = re.compile(r"[^\W_]+(?:[/.\-–][^\W_]+)*")
_HYPHEN = re.compile(r"[.\-–]")
_BOX = re.compile(r'<word xMin="(.+?)" yMin="(.+?)" xMax="(.+?)" yMax="(.+?)">(.*?)</word>')
_LINE_PT = 7
_ARABIC = re.compile("[\u0600-\u06ff]")
# The body stands within the margins of our templates; headers and footers outside of them.
_MARGIN_PT, _WIDTH_PT, _HEIGHT_PT = 56, 596, 842
_MOST_PERMUTED = 4
_PAGE_END = "\f"
_NEXT_PAGE = r"[^\f]{0,150}\f"


def read_pages(pdf: Path, direction: Direction) -> list[str]:
    """Return the text of the body of each page, in logical order.

    Left to itself poppler moves some Arabic letters with vowel signs to another line. So where
    text runs from right to left it is asked where each word stands, and the lines are put together
    here.
    """
    if direction == "rtl":
        pages = read(["pdftotext", "-bbox", str(pdf), "-"]).split("<page ")[1:]
        return ["\n".join(_lines(page)) for page in pages]
    crop = {"-x": 0, "-y": _MARGIN_PT, "-W": _WIDTH_PT, "-H": _HEIGHT_PT - 2 * _MARGIN_PT}
    options = [str(part) for option in crop.items() for part in option]
    return read(["pdftotext", *options, str(pdf), "-"]).split("\f")[:-1]


def _lines(page: str) -> Iterator[str]:
    """Yield the lines of a page that is read from right to left, from boxes around its words."""
    boxes = [
        (float(top) + float(bottom), float(right), html.unescape(word))
        for _left, top, right, bottom, word in _BOX.findall(page)
    ]
    line: list[tuple[float, str]] = []
    last = 0.0
    for height, right, word in sorted(boxes):
        middle = height / 2
        if not _MARGIN_PT < middle < _HEIGHT_PT - _MARGIN_PT:
            continue
        if line and middle - last > _LINE_PT:
            yield _turned(line)
            line = []
        last = middle if not line else last
        line.append((right, word))
    yield _turned(line)


def _turned(line: list[tuple[float, str]]) -> str:
    """Return the words of a line as they are read; those of the other direction among them too."""
    # With its place, a word is given letter by letter from left to right.
    words = [word[::-1] if _ARABIC.search(word) else word for _, word in sorted(line, reverse=True)]
    runs = groupby(words, key=lambda word: _ARABIC.search(word) is not None)
    turned = (list(run) if is_arabic else list(run)[::-1] for is_arabic, run in runs)
    return " ".join(word for run in turned for word in run)


def read(command: list[str]) -> str:
    """Return what a program of poppler prints."""
    done = subprocess.run(command, check=True, capture_output=True, timeout=60)
    return done.stdout.decode()


def missing_blocks(document: Document, pages: list[str]) -> list[str]:
    """Return the origins of blocks of the body whose text is not there, or not after the last."""
    text, place = _text_of(pages), 0
    missing: list[str] = []
    blocks = list(document.blocks())
    for number, block in enumerate(blocks):
        if block.kind == "table":
            following = next((each for each in blocks[number + 1 :] if each.spans), None)
            end = _find(_words_of(following), text, place) if following else (len(text), 0)
            missing += _missing_cells(block, text[place : end[0] if end else len(text)])
            continue
        found = _find(_words_of(block), text, place)
        if found is None:
            missing.append(block.origin)
        else:
            place = found[1]
    return missing


def missing_words(document: Document, pages: list[str]) -> list[str]:
    """Return the origins of the paragraphs of the box on the cover that are not there."""
    text = _text_of(pages)
    paragraphs = [each for row in document.cover.box for each in row.paragraphs]
    return [each.origin for each in paragraphs if _find(_words_of(each), text, 0) is None]


def _missing_cells(table: Block, text: str) -> Iterator[str]:
    """Yield the cells of a table that are not there; poppler reads across cells of several lines.

    Each cell's characters have to come in their order, and all of the table's to be there.
    """
    cells = [*table.columns, *(cell for row in table.rows for cell in row)]
    there = Counter(text)
    for cell in cells:
        words = _joined(plain_text(cell.spans))
        rest = iter(text)
        there.subtract(words)
        if not all(each in rest for each in words) or any(there[each] < 0 for each in words):
            yield cell.origin


def _words_of(block: Block) -> list[str]:
    return _words(plain_text(block.spans))


def _words(text: str) -> list[str]:
    """Return the words of a text, without vowel signs and punctuation."""
    folded = unicodedata.normalize("NFKD", _EMBEDDING.sub("", text))
    bare = "".join(each for each in folded if not unicodedata.combining(each))
    return [_HYPHEN.sub("", word) for word in _WORD.findall(bare)]


def _joined(text: str) -> str:
    return "".join(_words(text))


def _text_of(pages: list[str]) -> str:
    return _PAGE_END.join(map(_joined, pages))


def _find(words: list[str], text: str, start: int) -> tuple[int, int] | None:
    """Return where the words begin and end in the text from `start` on.

    They may go on at the top of the next page, below a footer that reaches into the body.
    """
    found = re.compile(_expression(words)).search(text, start)
    for number in range(1, len(words)):
        if found is not None:
            break
        parts = _expression(words[:number]), _expression(words[number:])
        found = re.compile(_NEXT_PAGE.join(parts)).search(text, start)
    return None if found is None else found.span()


def _expression(words: list[str]) -> str:
    if not any(map(_ARABIC.search, words)):
        return re.escape("".join(words))
    runs = groupby(words, key=lambda word: _ARABIC.search(word) is not None)
    return "".join(_pattern(is_arabic, list(run)) for is_arabic, run in runs)


def _pattern(is_arabic: bool, run: list[str]) -> str:
    """Return the expression for words of one direction; some of the other come in any order."""
    if is_arabic or len(run) > _MOST_PERMUTED:
        return re.escape("".join(run))
    orders = {re.escape("".join(order)) for order in permutations(run)}
    return f"(?:{'|'.join(sorted(orders))})"
