"""The styles and lists of a template: those every template must have, and those it refers to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from reportgen.errors import did_you_mean
from reportgen.opc.names import NAME, NUM_ID, NUM_PR, PPR, VAL, w
from reportgen.opc.package import Package
from reportgen.records import dataclass
from reportgen.word.fields import (
    CHARACTER_STYLES,
    NUMBERED_STYLES,
    PARAGRAPH_STYLES,
    TABLE_STYLES,
)
from reportgen.word.inspection.findings import Findings
from reportgen.word.inspection.parts import Element, Paragraph, main_part_name, parse_part

REQUIRED: Final = {
    "paragraph": PARAGRAPH_STYLES,
    "character": CHARACTER_STYLES,
    "table": TABLE_STYLES,
}
_MAX_CHAIN: Final = 20  # styles based on styles; also ends a circle
_ILVL: Final = w("ilvl")


@dataclass(frozen=True, slots=True, eq=False)
class Style:
    """A style as the template defines it; `name` is what Word shows ("Heading 1")."""

    id: str
    name: str
    type: str
    based_on: str
    element: Element


@dataclass(frozen=True, slots=True)
class StyleSheet:
    """The styles of a template by id, and the lists: numId and level → kind of number."""

    styles: Mapping[str, Style]
    levels: Mapping[tuple[str, str], str]
    level_elements: Mapping[tuple[str, str], Element]

    def name_of(self, style_id: str) -> str:
        """Return the name of a style, "Normal" where a paragraph names none."""
        if not style_id:
            return "Normal"
        style = self.styles.get(style_id)
        return style.name if style else style_id

    def numbering_of(self, style: Style) -> tuple[str, str] | None:
        """Return numId and level that a style gives its paragraphs, or None."""
        num_id = level = ""
        current: Style | None = style
        for _ in range(_MAX_CHAIN):
            if current is None:
                break
            found = current.element.find(f"{PPR}/{NUM_PR}")
            if found is not None:
                num_id = num_id or _value(found.find(NUM_ID))
                level = level or _value(found.find(_ILVL))
            current = self.styles.get(current.based_on)
        return (num_id, level or "0") if num_id not in ("", "0") else None


def read_styles(package: Package) -> StyleSheet:
    """Return the styles and lists of a template; empty where the parts are missing."""
    folder = main_part_name(package).rpartition("/")[0]
    styles = {}
    if f"{folder}/styles.xml" in package:
        for element in parse_part(package, f"{folder}/styles.xml").iterchildren(w("style")):
            style = Style(
                element.get(w("styleId"), ""),
                _shown_name(_value(element.find(NAME))),
                element.get(w("type"), ""),
                _value(element.find(w("basedOn"))),
                element,
            )
            styles[style.id] = style
    elements: dict[tuple[str, str], Element] = {}
    if f"{folder}/numbering.xml" in package:
        elements = _levels(parse_part(package, f"{folder}/numbering.xml"))
    kinds = {key: _value(level.find(w("numFmt"))) for key, level in elements.items()}
    return StyleSheet(styles, kinds, elements)


def check_styles(sheet: StyleSheet, findings: Findings) -> None:
    """Report styles that every template must have and lists that styles must be bound to."""
    for kind, names in REQUIRED.items():
        have = {
            style.name.casefold(): style for style in sheet.styles.values() if style.type == kind
        }
        for name in names:
            style = have.get(name.casefold())
            if style is None:
                others = [found.name for found in have.values() if found.name not in names]
                findings.add(
                    "missing-style",
                    "styles",
                    f"the {kind} style {name} is missing",
                    did_you_mean(name, others) or f"create a {kind} style with the name {name}",
                )
            elif name in NUMBERED_STYLES and kind == "paragraph":
                _check_numbering(sheet, style, name, findings)


def _check_numbering(sheet: StyleSheet, style: Style, name: str, findings: Findings) -> None:
    numbering = sheet.numbering_of(style)
    wanted = NUMBERED_STYLES[name]
    if numbering is None or numbering not in sheet.levels:
        findings.add(
            "missing-numbering",
            "styles",
            f"the style {name} is bound to no list",
            "in Word: Modify Style, Format, Numbering",
        )
    elif (wanted == "bullet") != (sheet.levels[numbering] == "bullet"):
        findings.add(
            "missing-numbering",
            "styles",
            f"the style {name} has {'no bullets' if wanted == 'bullet' else 'no numbers'}",
            "in Word: Modify Style, Format, Numbering",
        )


def check_references(
    sheet: StyleSheet, paragraphs: Iterable[Paragraph], findings: Findings
) -> None:
    """Report paragraphs in a style that the template does not define."""
    for paragraph in paragraphs:
        if paragraph.style and paragraph.style not in sheet.styles:
            findings.add(
                "missing-style",
                paragraph.place,
                f"the paragraph is in a style that is not there: {paragraph.style}",
                "give the paragraph one of the template's styles",
            )


def _levels(root: Element) -> dict[tuple[str, str], Element]:
    """Return the levels of all lists by numId and level."""
    abstract = {
        element.get(w("abstractNumId"), ""): element
        for element in root.iterchildren(w("abstractNum"))
    }
    found = {}
    for num in root.iterchildren(w("num")):
        number = num.get(w("numId"), "")
        definition = abstract.get(_value(num.find(w("abstractNumId"))))
        overrides = [override.find(w("lvl")) for override in num.iterchildren(w("lvlOverride"))]
        levels = [] if definition is None else list(definition.iterchildren(w("lvl")))
        for level in (*levels, *overrides):
            if level is not None:
                found[number, level.get(_ILVL, "0")] = level
    return found


def _value(element: Element | None) -> str:
    return "" if element is None else element.get(VAL, "")


def _shown_name(name: str) -> str:
    """Return the name as Word shows it: the file says "heading 1"."""
    known = {style.casefold(): style for names in REQUIRED.values() for style in names}
    return known.get(name.casefold(), name)
