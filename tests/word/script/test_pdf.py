"""Laid out by LibreOffice and read back, a report has the words it had, in the order they are read.

Poppler undoes the layout of a page: what it reads in logical order, people see in reading order.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import unicodedata
from pathlib import Path

import pytest

from reportgen.document import Block, Span
from reportgen.word.render import render_docx
from tests.renditions.pdf_support import convert_file
from tests.word.finish.support import document, our_template

pytestmark = [pytest.mark.external, pytest.mark.slow]

EMBEDDING = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
TEXTS = {
    "en": "Document TDAG-23/48-E, Geneva, 19-23 June 2023.",
    "fr": "Document TDAG-23/48-F, Genève, 19-23 juin 2023.",
    "es": "Documento TDAG-23/48-S, Ginebra, 19-23 de junio de 2023.",
    "ru": "Документ TDAG-23/48-R, Женева, 19–23 июня 2023 года.",
    "zh": "文件TDAG-23/48-C，2023年6月19-23日，日内瓦。",
    "ar": "الوثيقة TDAG-23/48-A للفريق (ISCG)، جنيف، 23-19 يونيو 2023.",
}


def _pdf(language: str, folder: Path, *blocks: Block) -> Path:
    for program in ("soffice", "pdftotext"):
        if shutil.which(program) is None:
            pytest.fail(f"{program} is missing: run tools/system-packages")
    made = folder / "made" / f"{language}.docx"
    made.parent.mkdir()
    made.write_bytes(render_docx(document(*blocks, language=language), our_template()).data)
    return convert_file(made, folder)


def _read(command: list[str]) -> str:
    return subprocess.run(command, check=True, capture_output=True, timeout=60).stdout.decode()


def _words(text: str) -> str:
    """Return the letters, digits, hyphens and slashes of a text.

    Other punctuation is left out: poppler guesses at its place between words of two directions.
    """
    folded = unicodedata.normalize("NFKC", EMBEDDING.sub("", text))
    return "".join(each for each in folded if each.isalnum() or each in "-/–")


@pytest.mark.parametrize("language", TEXTS)
def test_words_are_read_back_in_logical_order(language: str, tmp_path: Path) -> None:
    """A symbol, an acronym in brackets and a range of days stay whole and in their place."""
    pdf = _pdf(language, tmp_path, Block("paragraph", "p", (Span(TEXTS[language], "p"),)))
    printed = _read(["pdftotext", str(pdf), "-"])
    assert _words(TEXTS[language]) in _words(printed)
    assert "\ufffd" not in printed


def test_a_symbol_is_drawn_from_left_to_right_at_the_right_of_what_follows(tmp_path: Path) -> None:
    """On the page, the first word is rightmost, the symbol whole, the higher day left."""
    pdf = _pdf("ar", tmp_path, Block("paragraph", "p", (Span(TEXTS["ar"], "p"),)))
    boxes = re.findall(
        r'<word xMin="([\d.]+)"[^>]*>([^<]*)<', _read(["pdftotext", "-bbox", str(pdf), "-"])
    )
    lefts = {EMBEDDING.sub("", word): float(left) for left, word in boxes}
    (symbol,) = (left for word, left in lefts.items() if "TDAG-23/48-A" in word)
    (days,) = (left for word, left in lefts.items() if "23-19" in word)
    (year,) = (left for word, left in lefts.items() if "2023" in word)
    assert symbol > days > year


def test_the_numbers_of_headings_stand_within_the_right_margin(tmp_path: Path) -> None:
    """A heading in Arabic has its number at the right edge of the text, not outside it."""
    pdf = _pdf("ar", tmp_path, Block("heading", "h", (Span("مقدمة", "h"),)))
    page = _read(["pdftotext", "-bbox", str(pdf), "-"])
    rights = [float(right) for right in re.findall(r'xMax="([\d.]+)"', page)]
    assert max(rights) <= (11907 - 1134) / 20 + 0.5
