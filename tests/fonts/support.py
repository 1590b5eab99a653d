"""Small fonts made for tests: a family, and the characters it has."""

from __future__ import annotations

from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.ttLib import TTCollection, TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph


def build_font(family: str, characters: str, style: str = "Regular") -> TTFont:
    """Return a TrueType font whose glyphs are all empty."""
    names = [".notdef", *(f"u{ord(each):X}" for each in characters)]
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({ord(each): f"u{ord(each):X}" for each in characters})
    builder.setupGlyf({name: Glyph() for name in names})
    builder.setupHorizontalMetrics(dict.fromkeys(names, (500, 0)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    full = {"fullName": f"{family} {style}", "psName": f"{family}-{style}".replace(" ", "")}
    builder.setupNameTable({"familyName": family, "styleName": style, **full})
    builder.setupOS2()
    builder.setupPost()
    return builder.font


def make_font(path: Path, family: str, characters: str, style: str = "Regular") -> Path:
    """Write a font file and return its path."""
    build_font(family, characters, style).save(path)
    return path


def make_collection(path: Path, *fonts: TTFont) -> Path:
    """Write several fonts as one file and return its path."""
    collection = TTCollection()
    collection.fonts = list(fonts)
    collection.save(path)
    return path
