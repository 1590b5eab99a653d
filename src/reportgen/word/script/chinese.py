"""Chinese: East Asian fonts, line breaking, and no lines stretched to the margin."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from reportgen.opc.names import VAL, R, w
from reportgen.opc.order import put_child
from reportgen.word.script.fonts import CHINESE_FONT, name_fonts
from reportgen.word.script.properties import default_paragraph_properties, run_properties

_FONTS = w("rFonts")
_HINT = w("hint")
# Said although Word starts from them: a template may come from a program that does not.
_LINE_BREAKING = ("kinsoku", "wordWrap", "overflowPunct", "autoSpaceDE", "autoSpaceDN")
_STRETCHED = frozenset({"both", "distribute"})


def make_east_asian(root: etree._Element, theme: Mapping[str, str]) -> None:
    """Change a part of a template in place for text in Chinese."""
    name_fonts(root, "eastAsia", CHINESE_FONT, theme)
    # A line that ends before a long Latin word would be stretched, character by character.
    for alignment in root.iter(w("jc")):
        if alignment.get(VAL) in _STRETCHED:
            alignment.set(VAL, "left")
    if root.tag == w("styles"):
        _set_defaults(root)
    for run in root.iter(R):
        # Quotation marks, dashes and dots are in Latin fonts too; the hint says whose they are.
        properties = run_properties(run)
        fonts = properties.find(_FONTS)
        if fonts is None:
            fonts = put_child(properties, "rFonts")
        fonts.set(_HINT, "eastAsia")


def _set_defaults(styles: etree._Element) -> None:
    """Set what every paragraph starts from."""
    run = styles.find(f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}")
    if run is not None:
        fonts = run.find(_FONTS)
        if fonts is None:
            fonts = put_child(run, "rFonts")
        if fonts.get(w("eastAsia")) is None:
            fonts.set(w("eastAsia"), CHINESE_FONT)
    for name in _LINE_BREAKING:
        put_child(default_paragraph_properties(styles), name)
