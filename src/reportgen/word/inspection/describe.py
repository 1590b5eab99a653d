"""Templates in words: what is in them, and their text one paragraph a line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from lxml import etree

from reportgen.opc.names import (
    BR,
    CR,
    PPR,
    PSTYLE,
    R_ID,
    RPR,
    RSTYLE,
    TAB,
    TBL,
    TC,
    TR,
    VAL,
    P,
    R,
    T,
    w,
)
from reportgen.opc.package import Package, rels_name
from reportgen.word.fields import offered_paths
from reportgen.word.inspection.coverage import unused_fields
from reportgen.word.inspection.expressions import NameChecker
from reportgen.word.inspection.findings import Findings
from reportgen.word.inspection.nesting import build_tree
from reportgen.word.inspection.parts import (
    Element,
    TemplatePart,
    open_parts,
    parse_part,
    walk_paragraphs,
)
from reportgen.word.inspection.properties import property_paragraphs
from reportgen.word.inspection.source import load_template
from reportgen.word.inspection.styles import REQUIRED, Style, StyleSheet, read_styles

_INSTRUCTION: Final = w("instrText")
_PROPERTIES: Final = (PPR, RPR, w("tblPr"), w("trPr"), w("tcPr"))
_TABLE_STYLE: Final = f"{w('tblPr')}/{w('tblStyle')}"


@dataclass(frozen=True, slots=True)
class PartDescription:
    """A part of a template: its title ("header 1"), what it is for, and how much is in it."""

    title: str
    note: str
    paragraphs: int
    tables: int


@dataclass(frozen=True, slots=True)
class FieldUse:
    """A field that a template uses, what it means, and the places where it does."""

    path: str
    type: str
    description: str
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StyleUse:
    """A style of a template: how often the template uses it, and whether it must be there."""

    name: str
    type: str
    uses: int
    is_required: bool


@dataclass(frozen=True, slots=True)
class TemplateDescription:
    """What a template holds: its parts, the fields it uses or leaves out, its styles."""

    path: str
    parts: tuple[PartDescription, ...]
    fields: tuple[FieldUse, ...]
    left_out: tuple[str, ...]
    unused: tuple[str, ...]
    styles: tuple[StyleUse, ...]


def describe_template(path: Path) -> TemplateDescription:
    """Return what a template holds.

    `left_out` are all fields that it does not print, `unused` those among them that it should.
    Raises InputError when the file is no Word file.
    """
    package = load_template(path, str(path))
    parts = open_parts(package)
    findings = Findings(str(path))
    checker = NameChecker(findings)
    used_styles: Counter[str] = Counter()
    for part in parts:
        paragraphs = list(walk_paragraphs(part))
        checker.check(build_tree(paragraphs, findings))
        used_styles.update(_style_ids(part.root))
    checker.check(build_tree(property_paragraphs(package), findings))
    printed, tested = checker.usage.printed, checker.usage.tested
    offered = [(path, field) for path, field in offered_paths() if field.type != "record"]
    return TemplateDescription(
        str(path),
        tuple(_describe_part(part, _notes(package, parts)) for part in parts),
        tuple(
            FieldUse(
                name,
                field.type,
                field.description,
                tuple(dict.fromkeys(printed.get(name, []) + tested.get(name, []))),
            )
            for name, field in offered
            if name in printed or name in tested
        ),
        tuple(name for name, _ in offered if name not in printed and name not in tested),
        unused_fields(checker.usage, str(path)),
        _describe_styles(read_styles(package), used_styles),
    )


def template_text(path: Path) -> str:
    """Return a template as text: one paragraph a line, with style names and tags.

    Made for comparing two versions of a template: no line depends on how many stand before it.
    Direct formatting, the definitions of styles and of lists are said as well, so that whatever
    changes the look of a report changes the text. Raises InputError when it is no Word file.
    """
    package = load_template(path, str(path))
    sheet = read_styles(package)
    lines: list[str] = []
    for part in open_parts(package):
        lines += ["", f"== {part.title}", *_lines(part.root, sheet, "")]
    lines += ["", "== properties"]
    lines += [f"{p.place.partition(', ')[2]}: {p.text}" for p in property_paragraphs(package)]
    lines += ["", "== styles", *_style_lines(sheet)]
    lines += ["", "== lists", *_list_lines(sheet)]
    return "\n".join(lines[1:]) + "\n"


def _describe_part(part: TemplatePart, notes: dict[str, str]) -> PartDescription:
    paragraphs = sum(1 for _ in part.root.iter(P))
    tables = sum(1 for _ in part.root.iter(TBL))
    return PartDescription(part.title, notes.get(part.name, ""), paragraphs, tables)


def _notes(package: Package, parts: Iterable[TemplatePart]) -> dict[str, str]:
    """Return for which pages each header and footer is: part name → `first page`."""
    main = next(part for part in parts if part.title == "body")
    if rels_name(main.name) not in package:
        return {}
    folder = main.name.rpartition("/")[0]
    targets = {
        relation.get("Id", ""): f"{folder}/{relation.get('Target', '')}"
        for relation in parse_part(package, rels_name(main.name))
    }
    words = {"first": "first page", "default": "all pages", "even": "even pages"}
    return {
        targets.get(reference.get(R_ID, ""), ""): words.get(reference.get(w("type"), ""), "")
        for reference in main.root.iter(w("headerReference"), w("footerReference"))
    }


def _style_ids(root: Element) -> Iterator[str]:
    for element in root.iter(PSTYLE, RSTYLE, w("tblStyle")):
        yield element.get(VAL, "")


def _describe_styles(sheet: StyleSheet, used: Counter[str]) -> tuple[StyleUse, ...]:
    found = [
        StyleUse(style.name, style.type, used[style.id], style.name in REQUIRED.get(style.type, ()))
        for style in sheet.styles.values()
    ]
    return tuple(sorted(found, key=lambda use: (use.type, use.name)))


def _lines(parent: Element, sheet: StyleSheet, indent: str) -> Iterator[str]:
    """Yield the paragraphs and tables in an element, tables with their structure."""
    for child in parent:
        if child.tag == P:
            style = child.find(f"{PPR}/{PSTYLE}")
            name = sheet.name_of("" if style is None else style.get(VAL, ""))
            direct = _compact(child.find(PPR), skip=(PSTYLE, w("sectPr")))
            text = "".join(_inline(child, sheet))
            yield f"{indent}[{name}]{direct and f' ({direct})'} {text}".rstrip()
            for section in child.iterfind(f"{PPR}/{w('sectPr')}"):
                yield f"{indent}section {_compact(section)}"
        elif child.tag == TBL:
            style = child.find(_TABLE_STYLE)
            name = sheet.name_of("" if style is None else style.get(VAL, ""))
            look = _compact(child.find(w("tblPr")), skip=(w("tblStyle"),))
            yield f"{indent}table [{name}] {look}"
            yield from _lines(child, sheet, indent + "  ")
        elif child.tag in (TR, TC):
            word = "row" if child.tag == TR else "cell"
            own = _compact(child.find(w("trPr" if child.tag == TR else "tcPr")))
            yield f"{indent}{word}{own and f' ({own})'}"
            yield from _lines(child, sheet, indent + "  ")
        elif child.tag == w("sectPr"):
            yield f"{indent}section {_compact(child)}"
        elif child.tag not in _PROPERTIES:
            yield from _lines(child, sheet, indent)


def _inline(element: Element, sheet: StyleSheet) -> Iterator[str]:
    """Yield the text of a paragraph, each run with its style and formatting."""
    for child in element:
        if child.tag == R:
            text = "".join(_run_text(child))
            look = _compact(child.find(RPR), skip=(RSTYLE,))
            style = child.find(f"{RPR}/{RSTYLE}")
            name = "" if style is None else sheet.name_of(style.get(VAL, ""))
            label = ", ".join(word for word in (name, look) if word)
            yield f"<{label}>{text}</>" if label and text else text
        elif child.tag != PPR:
            yield from _inline(child, sheet)


def _run_text(run: Element) -> Iterator[str]:
    for node in run:
        if node.tag == T:
            yield node.text or ""
        elif node.tag == TAB:
            yield "⇥"
        elif node.tag in (BR, CR):
            yield "↵"
        elif node.tag == _INSTRUCTION:
            yield f"«{(node.text or '').strip()}»"


def _compact(element: Element | None, skip: tuple[str, ...] = ()) -> str:
    """Return properties in one line: `spacing before=120 after=60; jc=center`."""
    if element is None:
        return ""
    return "; ".join(_say(child) for child in element if child.tag not in skip)


def _say(element: Element) -> str:
    name = etree.QName(element).localname
    values = {etree.QName(str(key)).localname: str(value) for key, value in element.attrib.items()}
    if set(values) == {"val"}:
        name = f"{name}={values.pop('val')}"
    words = [name, *(f"{key}={value}" for key, value in values.items())]
    inside = _compact(element)
    return " ".join(words) + (f" {{{inside}}}" if inside else "")


def _style_lines(sheet: StyleSheet) -> Iterator[str]:
    skip = tuple(w(name) for name in ("name", "basedOn", "uiPriority", "qFormat", "rsid"))
    for style in sorted(sheet.styles.values(), key=_by_type_and_name):
        based = f" based on {sheet.name_of(style.based_on)}" if style.based_on else ""
        look = _compact(style.element, skip)
        yield f"{style.type} [{style.name}]{based}{look and f': {look}'}"


def _by_type_and_name(style: Style) -> tuple[str, str]:
    return style.type, style.name


def _list_lines(sheet: StyleSheet) -> Iterator[str]:
    for (number, level), element in sheet.level_elements.items():
        shown = int(level) + 1 if level.isdecimal() else level
        yield f"list {number}, level {shown}: {_compact(element)}"
