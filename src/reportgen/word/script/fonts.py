"""Fonts by script.

Word keeps four fonts for a run, and takes one for each character: `ascii` and `hAnsi` for Latin,
`eastAsia` for Chinese, `cs` for Arabic. A theme font hides the named one beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

from reportgen.opc.names import w

ARABIC_FONT = "Traditional Arabic"
CHINESE_FONT = "SimSun"
_R_FONTS = w("rFonts")
_A_NS = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_THEME_SLOTS = {
    "ascii": w("asciiTheme"),
    "hAnsi": w("hAnsiTheme"),
    "eastAsia": w("eastAsiaTheme"),
    "cs": w("cstheme"),
}
_THEME_SCRIPTS = {"latin": ("Ascii", "HAnsi"), "ea": ("EastAsia",), "cs": ("Bidi",)}


def theme_fonts(theme: bytes) -> dict[str, str]:
    """Return the fonts of a theme part by the names `w:rFonts` calls them; empty if there are none.

    `majorHAnsi` and `minorHAnsi` are the Latin fonts of headings and of running text, and so on.
    """
    try:
        root = etree.fromstring(theme, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        return {}
    found = {}
    for kind in ("major", "minor"):
        for script, names in _THEME_SCRIPTS.items():
            node = root.find(f".//{_A_NS}{kind}Font/{_A_NS}{script}")
            face = node.get("typeface", "") if node is not None else ""
            found.update({f"{kind}{name}": face for name in names if face})
    return found


def name_fonts(root: etree._Element, slot: str, font: str, theme: Mapping[str, str]) -> None:
    """Give every `w:rFonts` under `root` names only, and the font of a script in its slot.

    `slot` is `cs` or `eastAsia`. A font named there stays, unless it is the Latin one: Word writes
    the font a user picked into every slot, whether or not it has the characters.
    """
    for fonts in _fonts_of_text(root):
        was_theme = fonts.get(_THEME_SLOTS[slot]) is not None
        for name, theme_slot in _THEME_SLOTS.items():
            theme_name = fonts.get(theme_slot)
            if theme_name is not None:
                del fonts.attrib[theme_slot]
                if theme.get(theme_name):
                    fonts.set(w(name), theme[theme_name])
        named = fonts.get(w(slot))
        latin = (fonts.get(w("ascii")), fonts.get(w("hAnsi")))
        if was_theme or (named is not None and named in latin):
            fonts.set(w(slot), font)


def _fonts_of_text(root: etree._Element) -> Iterator[etree._Element]:
    """Yield the fonts of runs and styles; those of a bullet are chosen for its one character."""
    for fonts in root.iter(_R_FONTS):
        if not any(True for _ in fonts.iterancestors(w("lvl"))):
            yield fonts
