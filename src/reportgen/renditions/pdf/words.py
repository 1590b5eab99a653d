"""The words of a PDF file, page by page: what two files say can be compared, however they are made.

For files of ours only: fonts of one byte a character, as LibreOffice embeds them. The words are in
the order in which they are drawn, without spaces, which depend on how lines are set.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Dictionary, Page

from reportgen.renditions.pdf.mappings import (
    character_table,
    is_simple_font,
    shown_codes,
    stated_text,
)


def page_words(data: bytes) -> tuple[str, ...]:
    """Return the words of each page; raise ValueError for what cannot be read as a PDF file."""
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            return tuple("".join("".join(_drawn(page)).split()) for page in pdf.pages)
    except pikepdf.PdfError as error:
        raise ValueError(f"the PDF file cannot be read: {error}") from None


def _drawn(page: Page) -> Iterator[str]:
    """Yield the texts of a page: what marked content says of itself, else what the fonts say."""
    resources: Any = page.get("/Resources", Dictionary())
    tables = {
        name: character_table(font)
        for name, font in resources.get("/Font", Dictionary()).items()
        if is_simple_font(font)
    }
    table: dict[int, str] = {}
    marks: list[bool] = []
    for instruction in pikepdf.parse_content_stream(page):
        operator, operands = str(instruction.operator), list(instruction.operands)
        if operator in {"BDC", "BMC"}:
            text = stated_text(operands)
            if text is not None and not any(marks):
                yield text
            marks.append(text is not None)
        elif operator == "EMC" and marks:
            marks.pop()
        elif operator == "Tf":
            table = tables.get(str(operands[0]), {})
        elif operator in {"Tj", "TJ"} and not any(marks):
            yield from (table.get(code, "\ufffd") for code in shown_codes(operands[0]))
