"""The fonts that a Word file names, by the script they are for."""

from __future__ import annotations

import html
import re
import zipfile
from collections.abc import Iterable
from io import BytesIO

from reportgen.fonts.substitution import STAND_INS, Slot

NamedFonts = dict[Slot, tuple[str, ...]]

_SLOTS: dict[str, Slot] = {
    "ascii": "latin",
    "hAnsi": "latin",
    "eastAsia": "east-asian",
    "cs": "complex",
}
_FONTS = re.compile(r"<w:rFonts\b[^>]*>")
_NAME = re.compile(r'w:(ascii|hAnsi|eastAsia|cs)="([^"]+)"')
_PARTS = re.compile(r"word/(document|styles|numbering|footnotes|endnotes|header\d*|footer\d*)\.xml")
_LARGEST_PART = 50_000_000


def usual_fonts() -> NamedFonts:
    """Return the fonts that our own templates name."""
    return _by_slot((each.slot, each.named) for each in STAND_INS)


def named_fonts(docx: bytes) -> NamedFonts:
    """Return the fonts that a Word file names in its styles, lists and text.

    Word writes the font that a user picks for Latin text into the places of all scripts, so a font
    named for Latin text is no font of another script; where none is left, our own templates' is
    taken, as when a report is rendered. A file that is no Word file names the usual fonts.
    """
    found: dict[tuple[Slot, str], None] = {}
    try:
        with zipfile.ZipFile(BytesIO(docx)) as package:
            for part in package.infolist():
                if _PARTS.fullmatch(part.filename) and part.file_size <= _LARGEST_PART:
                    for slot, name in _names(package.read(part).decode("utf-8", "replace")):
                        found[slot, name] = None
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError):
        return usual_fonts()
    latin = {name for slot, name in found if slot == "latin"}
    given = _by_slot((slot, name) for slot, name in found if slot == "latin" or name not in latin)
    return usual_fonts() | given


def _names(xml: str) -> Iterable[tuple[Slot, str]]:
    for fonts in _FONTS.findall(xml):
        for place, name in _NAME.findall(fonts):
            yield _SLOTS[place], html.unescape(name)


def _by_slot(pairs: Iterable[tuple[Slot, str]]) -> NamedFonts:
    found: dict[Slot, dict[str, None]] = {}
    for slot, name in pairs:
        found.setdefault(slot, {})[name] = None
    return {slot: tuple(names) for slot, names in found.items()}
