"""Characters that a font of a PDF file draws as a box or not at all, because it has no glyph.

Where no font has a character, LibreOffice takes the sign for a missing glyph out of one of them and
leads it back to the character: searching and reading aloud find it, only nobody sees it.
"""

from __future__ import annotations

import struct
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

from reportgen.renditions.pdf.mappings import NOTHING

_GLYPH_CODES = 256


def unseen_characters(font_file: bytes, table: dict[int, str]) -> Iterator[str]:
    """Yield the texts of codes whose glyph is that of .notdef, though there is something to see.

    `font_file` is a TrueType font as LibreOffice embeds it, with one byte a character, `table` what
    its codes lead back to. For a font of another kind nothing is yielded.
    """
    try:
        tables = _tables(font_file)
        outlines = _outlines(tables)
        glyphs = _glyph_of_code(tables[b"cmap"])
        for code, text in table.items():
            if outlines[glyphs[code]] == outlines[0] and any(map(_is_seen, text)):
                yield text
    except (KeyError, IndexError, struct.error):
        return


def _is_seen(character: str) -> bool:
    """Whether there is ink where the character stands."""
    return unicodedata.category(character)[0] not in "ZC" and character != NOTHING


def _tables(font: bytes) -> dict[bytes, bytes]:
    """Return the tables of a font by their tags."""
    (count,) = struct.unpack_from(">H", font, 4)
    records = (struct.unpack_from(">4sLLL", font, 12 + 16 * number) for number in range(count))
    return {tag: font[offset : offset + length] for tag, _, offset, length in records}


def _outlines(tables: dict[bytes, bytes]) -> list[bytes]:
    """Return the outline of each glyph, as bytes to be compared."""
    (is_long,) = struct.unpack_from(">h", tables[b"head"], 50)
    loca, glyf = tables[b"loca"], tables[b"glyf"]
    if is_long:
        offsets = struct.unpack(f">{len(loca) // 4}L", loca)
    else:
        offsets = tuple(2 * each for each in struct.unpack(f">{len(loca) // 2}H", loca))
    return [glyf[begin:end] for begin, end in pairwise(offsets)]


def _glyph_of_code(cmap: bytes) -> bytes:
    """Return the glyph of each code; raises KeyError if there is no table of single bytes."""
    (count,) = struct.unpack_from(">H", cmap, 2)
    for number in range(count):
        _, _, offset = struct.unpack_from(">HHL", cmap, 4 + 8 * number)
        (form,) = struct.unpack_from(">H", cmap, offset)
        if form == 0:
            return cmap[offset + 6 : offset + 6 + _GLYPH_CODES]
    raise KeyError("cmap")
