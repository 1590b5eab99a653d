"""What in a template keeps its PDF files from being accessible (docs/pdf.md), told beforehand.

LibreOffice draws borders of paragraphs without a tag, and the bullets of symbol fonts have codes
that no reader can pronounce: both break PDF/UA. So does a picture without a description.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from reportgen.opc.names import DOC_PR, PPR, RPR, VAL, w
from reportgen.word.inspection.findings import Findings
from reportgen.word.inspection.parts import Element, Paragraph
from reportgen.word.inspection.styles import Style, StyleSheet

_BORDERS: Final = w("pBdr")
_NO_BORDER: Final = frozenset({"", "nil", "none"})
_SYMBOL_FONTS: Final = frozenset({"symbol", "webdings", "wingdings", "wingdings 2", "wingdings 3"})
_PRIVATE_USE: Final = range(0xE000, 0xF900)


def check_styles_accessible(sheet: StyleSheet, findings: Findings) -> None:
    """Warn of borders in paragraph styles, and of bullets in a font of symbols."""
    for style in sheet.styles.values():
        if style.type == "paragraph" and _has_borders(style.element):
            message = f"the style {style.name} has a border around the paragraph"
            _warn(findings, "styles", message, "put the paragraph into a table, and border that")
        bullet = _symbol_bullet(sheet, style)
        if bullet:
            message = f"the bullets of the style {style.name} are {bullet}"
            _warn(findings, "styles", message, "choose • or – in the font of the text")


def check_paragraphs_accessible(paragraphs: Iterable[Paragraph], findings: Findings) -> None:
    """Warn of borders given to single paragraphs, and of pictures without a description."""
    for paragraph in paragraphs:
        if _has_borders(paragraph.element):
            message = "the paragraph has a border"
            hint = "put the paragraph into a table, and border that"
            _warn(findings, paragraph.place, message, hint)
        for name in _undescribed(paragraph.element):
            message = f"the picture {name} has no description"
            _warn(findings, paragraph.place, message, "in Word: right click, Edit Alt Text")


def _warn(findings: Findings, where: str, message: str, hint: str) -> None:
    message += ": its PDF files are not accessible"
    findings.add("not-accessible", where, message, hint, severity="warning")


def _has_borders(element: Element) -> bool:
    """Whether a paragraph, or the paragraphs of a style, have a border on any side."""
    borders = element.find(f"{PPR}/{_BORDERS}")
    return borders is not None and any(side.get(VAL, "") not in _NO_BORDER for side in borders)


def _symbol_bullet(sheet: StyleSheet, style: Style) -> str:
    """Return what is wrong with the bullets of a style; empty where nothing is."""
    numbering = sheet.numbering_of(style) if style.type == "paragraph" else None
    if numbering is None or sheet.levels.get(numbering) != "bullet":
        return ""
    level = sheet.level_elements[numbering]
    text = level.find(w("lvlText"))
    characters = "" if text is None else text.get(VAL, "")
    if any(ord(character) in _PRIVATE_USE for character in characters):
        return "characters that only a font of symbols knows"
    fonts = level.find(f"{RPR}/{w('rFonts')}")
    name = "" if fonts is None else fonts.get(w("ascii"), "")
    return f"of the font {name}" if name.casefold() in _SYMBOL_FONTS else ""


def _undescribed(paragraph: Element) -> Iterator[str]:
    """Yield the names of the pictures in a paragraph that nobody has described."""
    for properties in paragraph.iter(DOC_PR):
        if not (properties.get("descr", "").strip() or properties.get("title", "").strip()):
            yield properties.get("name", "") or "without a name"
