"""Which free fonts stand in for those that the Word files name, and how a conversion is told so.

The Word files name the fonts that their readers have. Where they are converted these fonts are
seldom installed, and what a system puts in their place by itself can lose text: an Arabic word
whose glyphs lead back to no characters cannot be searched, copied or read aloud. So every
conversion uses the fonts of this table, whatever else is installed: it looks the same everywhere.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from xml.sax.saxutils import escape

Slot = Literal["latin", "east-asian", "complex"]
"""The three fonts that Word keeps for a run: it takes one for each character, by its script."""


@dataclass(frozen=True, slots=True)
class StandIn:
    """A free font for one that Word files name.

    `named` is the font in the Word file and `slot` its place there; `family` is the font that a
    conversion uses, and `package` the Debian package that brings it.
    """

    named: str
    slot: Slot
    family: str
    package: str


STAND_INS: tuple[StandIn, ...] = (
    # The same widths as what they stand for: lines and pages break where Word breaks them.
    StandIn("Times New Roman", "latin", "Liberation Serif", "fonts-liberation2"),
    StandIn("Arial", "latin", "Liberation Sans", "fonts-liberation2"),
    StandIn("Calibri", "latin", "Carlito", "fonts-crosextra-carlito"),
    # Of the free Arabic fonts this one loses no word when a PDF file is read back.
    StandIn("Traditional Arabic", "complex", "Amiri", "fonts-hosny-amiri"),
    # TrueType outlines: checkers of PDF/A disagree about the CFF ones of Noto Sans CJK.
    StandIn("SimSun", "east-asian", "WenQuanYi Micro Hei", "fonts-wqy-microhei"),
)

_SYSTEM_SETTINGS = "/etc/fonts/fonts.conf"


def stand_in(named: str) -> StandIn | None:
    """Return what stands in for a font that a Word file names; None if a conversion leaves it."""
    return _BY_NAME.get(named.casefold())


_BY_NAME = {each.named.casefold(): each for each in STAND_INS}


def fontconfig(folders: Iterable[Path] = ()) -> bytes:
    """Return a settings file of fontconfig that puts each stand-in where it belongs.

    A program that is started with FONTCONFIG_FILE set to its path, which must be absolute, uses
    them; the settings of the system go on to hold for everything else. `folders` may hold further
    fonts. The fonts that are stood in for are hidden where they are installed: LibreOffice asks
    fontconfig only for those that it cannot find itself.
    """
    added = "".join(f" <dir>{escape(str(folder))}</dir>\n" for folder in folders)
    matches = "".join(_match(each) for each in STAND_INS)
    hidden = "".join(f"  {_pattern(each.named)}\n" for each in STAND_INS)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n'
        "<fontconfig>\n"
        f' <include ignore_missing="yes">{_SYSTEM_SETTINGS}</include>\n'
        f"{added}{matches}"
        f" <selectfont><rejectfont>\n{hidden} </rejectfont></selectfont>\n"
        "</fontconfig>\n"
    ).encode()


def _match(stand_in: StandIn) -> str:
    """Return the rule for one font; `strong` so that no alias of the system goes before it."""
    return (
        ' <match target="pattern">\n'
        f'  <test name="family"><string>{escape(stand_in.named)}</string></test>\n'
        '  <edit name="family" mode="prepend" binding="strong">'
        f"<string>{escape(stand_in.family)}</string></edit>\n"
        " </match>\n"
    )


def _pattern(family: str) -> str:
    """Return how the fonts of a family are told."""
    name = f'<patelt name="family"><string>{escape(family)}</string></patelt>'
    return f"<pattern>{name}</pattern>"
