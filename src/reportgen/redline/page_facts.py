"""What a page takes from the other parts of a Word file: language, headings, lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reportgen.languages import LANGUAGES, SOURCE_LANGUAGE, Language
from reportgen.opc.names import ILVL, NUM_ID, NUM_PR, PPR, VAL, w
from reportgen.opc.package import Package
from reportgen.redline.trees import Element, number_of, parse

MAX_HEADING = 6
"""How many levels of headings a web page has."""

_CORE, _STYLES, _NUMBERING = "docProps/core.xml", "word/styles.xml", "word/numbering.xml"
_DC = "{http://purl.org/dc/elements/1.1/}"


def core_property(package: Package, name: str) -> str:
    """Return a property of the file, as Word shows it."""
    if _CORE not in package:
        return ""
    found = parse(package.data(_CORE)).find(f"{_DC}{name}")
    return (found.text or "").strip() if found is not None else ""


def language_of(package: Package) -> Language:
    """Return the language of a file as its properties say it; the source language without."""
    said = core_property(package, "language").casefold()
    for language in LANGUAGES:
        if said in {language.tag.casefold(), language.key, language.word_lang.casefold()}:
            return language
    by_key = {language.key: language for language in LANGUAGES}
    return by_key.get(said.partition("-")[0], SOURCE_LANGUAGE)


def heading_levels(package: Package) -> Iterator[tuple[str, int]]:
    """Yield the styles of headings with their level, from 1."""
    if _STYLES not in package:
        return
    for style in parse(package.data(_STYLES)).iter(w("style")):
        level = style.find(f"{PPR}/{w('outlineLvl')}")
        if level is not None and number_of(level.get(VAL)) < MAX_HEADING:
            yield style.get(w("styleId"), ""), number_of(level.get(VAL)) + 1


def style_lists(package: Package) -> Iterator[tuple[str, str]]:
    """Yield the styles whose paragraphs are items of a list, with their place in it."""
    if _STYLES not in package:
        return
    for style in parse(package.data(_STYLES)).iter(w("style")):
        place = list_place(style.find(PPR))
        if place:
            yield style.get(w("styleId"), ""), place


def list_place(properties: Element | None) -> str:
    """Return the list and level that paragraph properties give (`NUMBER LEVEL`); "" without."""
    place = properties.find(NUM_PR) if properties is not None else None
    number = place.find(NUM_ID) if place is not None else None
    if place is None or number is None:
        return ""
    level = place.find(ILVL)
    return f"{number.get(VAL, '0')} {level.get(VAL, '0') if level is not None else '0'}"


def list_formats(package: Package) -> Iterator[tuple[str, str]]:
    """Yield the format of each level of each list: `NUMBER LEVEL` and the name of it."""
    if _NUMBERING not in package:
        return
    root = parse(package.data(_NUMBERING))
    abstracts = {each.get(w("abstractNumId")): each for each in root.iter(w("abstractNum"))}
    for num in root.iter(w("num")):
        reference = num.find(w("abstractNumId"))
        abstract = abstracts.get(reference.get(VAL)) if reference is not None else None
        for level in _children(abstract, w("lvl")):
            kind = level.find(w("numFmt"))
            if kind is not None:
                own = f"{num.get(w('numId'))} {level.get(ILVL, '0')}"
                yield own, kind.get(VAL, "bullet")


def _children(element: Element | None, tag: str) -> Iterable[Element]:
    return element.iterchildren(tag) if element is not None else ()
