"""Arabic: everything from right to left, in fonts and sizes of its own.

In a paragraph with `w:bidi` Word takes left and right of alignment, indents and tabs for start and
end, and so do the cells and borders of a table with `w:bidiVisual`: they are mirrored by the mark
alone. The borders of a paragraph are the exception.
"""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from reportgen.latin import is_latin_only
from reportgen.opc.names import RPR, TBL, VAL, P, R, T, w
from reportgen.opc.order import put_child
from reportgen.word.script.fonts import ARABIC_FONT, name_fonts
from reportgen.word.script.properties import (
    default_paragraph_properties,
    is_on,
    paragraph_properties,
    run_properties,
)

# Arabic letters are small in their square: the ITU sets 12 points of Latin beside 15 of Arabic.
_SIZE_RATIO = 1.25
_DEFAULT_SIZE = 20  # half points, where nothing says a size
_TABLE_PROPERTIES = w("tblPr")
_LETTERED = frozenset({"lowerLetter", "upperLetter"})
_ABJAD = (
    "arabicAbjad"  # the letters of a list in the order of their old values, as the ITU has them
)
_TWINS = (("b", "bCs"), ("i", "iCs"))


def make_right_to_left(root: etree._Element, theme: Mapping[str, str]) -> None:
    """Change a part of a template in place for text in Arabic.

    What the template already says of direction stays: a paragraph, run or table that is to run
    from left to right, and everything in a template made for Arabic.
    """
    name_fonts(root, "cs", ARABIC_FONT, theme)
    for properties in root.iter(RPR):
        _add_twins(properties)
    if root.tag == w("styles"):
        _turn_styles(root)
    _turn_levels(root)
    for paragraph in root.iter(P):
        _turn_paragraph(paragraph)
    for run in root.iter(R):
        if not _is_latin(run):
            _turn_on(run_properties(run), "rtl")
    for table in root.iterfind(f".//{TBL}/{_TABLE_PROPERTIES}"):
        _turn_on(table, "bidiVisual")
    for section in root.iter(w("sectPr")):
        _turn_on(section, "bidi")
        _turn_on(section, "rtlGutter")


def _turn_on(properties: etree._Element, name: str) -> None:
    """Turn a property on where the template says nothing of it."""
    if is_on(properties, name) is None:
        put_child(properties, name)


def _turn_levels(root: etree._Element) -> None:
    """Turn the levels of lists, and letter them in Arabic."""
    for level in root.iter(w("lvl")):
        _turn_on(run_properties(level), "rtl")
        format_ = level.find(w("numFmt"))
        if format_ is not None and format_.get(VAL) in _LETTERED:
            format_.set(VAL, _ABJAD)


def _turn_styles(styles: etree._Element) -> None:
    """Turn the defaults and every paragraph style.

    Each style says it, not the defaults alone: alignment is mirrored where both stand together.
    """
    defaults = styles.find(f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}")
    if defaults is not None:
        fonts = defaults.find(w("rFonts"))
        if fonts is None:
            fonts = put_child(defaults, "rFonts")
        if fonts.get(w("cs")) is None:
            fonts.set(w("cs"), ARABIC_FONT)
        if defaults.find(w("sz")) is None:
            _set_size(defaults, _DEFAULT_SIZE)
    _turn(default_paragraph_properties(styles))
    for style in styles.iter(w("style")):
        if style.get(w("type")) == "paragraph":
            _turn(paragraph_properties(style))


def _turn_paragraph(paragraph: etree._Element) -> None:
    """Turn a paragraph and its mark, from which the number of a list item takes its looks."""
    properties = paragraph_properties(paragraph)
    _turn(properties)
    if is_on(properties, "bidi"):
        mark = properties.find(RPR)
        if mark is None:
            mark = put_child(properties, "rPr")
        _turn_on(mark, "rtl")


def _turn(properties: etree._Element) -> None:
    """Turn what has these paragraph properties, unless they say a direction already."""
    if is_on(properties, "bidi") is not None:
        return
    put_child(properties, "bidi")
    borders = properties.find(w("pBdr"))
    if borders is not None:
        left, right = borders.find(w("left")), borders.find(w("right"))
        for border, name in ((left, "right"), (right, "left")):
            if border is not None:
                border.tag = w(name)
        order = [w(name) for name in ("top", "left", "bottom", "right", "between", "bar")]
        borders[:] = sorted(borders, key=lambda border: order.index(str(border.tag)))


def _add_twins(properties: etree._Element) -> None:
    """Say of Arabic letters what is said of Latin ones: bold, italic, size.

    Letter spacing goes, since it tears the joined letters apart.
    """
    for name, twin in _TWINS:
        if properties.find(w(twin)) is None:
            on = is_on(properties, name)
            if on is not None:
                put_child(properties, twin, **({} if on else {"val": "0"}))
    size = properties.find(w("sz"))
    if size is not None and size.get(VAL, "").isdigit():
        _set_size(properties, int(size.get(VAL, "")))
    spacing = properties.find(w("spacing"))
    if spacing is not None:
        properties.remove(spacing)


def _set_size(properties: etree._Element, size: int) -> None:
    """Set the size of Arabic letters beside Latin ones of `size` half points.

    One that is larger already was chosen for Arabic; Word itself writes both alike.
    """
    twin = properties.find(w("szCs"))
    if twin is None or int(twin.get(VAL, "0")) <= size:
        put_child(properties, "szCs", val=str(round(size * _SIZE_RATIO)))


def _is_latin(run: etree._Element) -> bool:
    """Return whether a run of the template holds Latin words only; tags are filled with Arabic."""
    text = "".join(node.text or "" for node in run.iter(T))
    return is_latin_only(text)
