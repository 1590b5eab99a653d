"""Glyphs that lead back to no character, though the page says what they read as.

Where several glyphs make one letter with its signs, LibreOffice gives the text of the group with
the group (ActualText), and in the font leads only one of the glyphs back to it. Both standards ask
that every glyph leads to something.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any

from pikepdf import Dictionary, Name, Pdf

from reportgen.renditions.pdf.content import shown_texts

# COMBINING GRAPHEME JOINER: not seen, not spoken, and no end of a word. The text of the group is
# complete without it, for readers that know ActualText and for those that go by the glyphs.
_NOTHING = "034F"
_BLOCK = re.compile(rb"beginbf(?:char|range)(.*?)endbf(?:char|range)", re.DOTALL)
_PAIR = re.compile(rb"<([0-9A-Fa-f]{2})>\s*(?:<([0-9A-Fa-f]{2})>\s*)?<[0-9A-Fa-f]*>")
_SIMPLE_FONTS = (Name.TrueType, Name.Type1)
_FontKey = tuple[int, int]


def complete_mappings(pdf: Pdf) -> None:
    """Lead glyphs to "nothing" that are only ever drawn inside a text given as ActualText.

    All others are left as they are, for the check to find: nobody knows what they read as.
    """
    fonts = {font.objgen: font for font in pdf.objects if _is_simple_font(font)}
    unmapped = {key: missing for key, font in fonts.items() if (missing := _unmapped_codes(font))}
    if not unmapped:
        return
    for key, codes in _replaced_codes(pdf, unmapped).items():
        _map_to_nothing(fonts[key], codes)


def _is_simple_font(each: object) -> bool:
    """Whether an object is a font of one byte a character that leads back to characters."""
    return (
        isinstance(each, Dictionary)
        and each.get("/Type") == Name.Font
        and each.get("/Subtype") in _SIMPLE_FONTS
        and "/ToUnicode" in each
    )


def _unmapped_codes(font: Any) -> set[int]:
    """Return the codes of a font that lead to nothing; 0 is the sign for a missing glyph."""
    mapped: set[int] = set()
    for block in _BLOCK.findall(font.ToUnicode.read_bytes()):
        for first, last in _PAIR.findall(block):
            mapped.update(range(int(first, 16), int(last or first, 16) + 1))
    return set(range(int(font.FirstChar), int(font.LastChar) + 1)) - mapped - {0}


def _replaced_codes(pdf: Pdf, unmapped: dict[_FontKey, set[int]]) -> dict[_FontKey, set[int]]:
    """Return, by font, the unmapped codes that are drawn only where the text is given."""
    replaced: dict[_FontKey, set[int]] = defaultdict(set)
    plain: dict[_FontKey, set[int]] = defaultdict(set)
    for page in pdf.pages:
        fonts = page.get("/Resources", Dictionary()).get("/Font", Dictionary())
        keys = {name: font.objgen for name, font in fonts.items() if font.objgen in unmapped}
        if not keys:
            continue
        for text in shown_texts(page):
            if (key := keys.get(text.font)) is not None:
                (replaced if text.is_replaced else plain)[key] |= set(text.codes) & unmapped[key]
    found = {key: codes - plain[key] for key, codes in replaced.items()}
    return {key: codes for key, codes in found.items() if codes}


def _map_to_nothing(font: Any, codes: set[int]) -> None:
    """Add the codes to the font's table of characters."""
    lines = "".join(f"<{code:02X}> <{_NOTHING}>\n" for code in sorted(codes))
    # A block has at most 100 lines; a font of 256 codes has far fewer that lack a character.
    added = f"{len(codes)} beginbfchar\n{lines}endbfchar\nendcmap".encode()
    font.ToUnicode.write(font.ToUnicode.read_bytes().replace(b"endcmap", added, 1))
