"""The text of a paragraph as Word shows it, and the places of its characters in the XML.

In goes a paragraph, out come its words in the order in which they are read: a tab or line break is
one character, what was deleted is not shown, and a paragraph inside it (in a text box) is one of
its own. `pack` records these texts; whoever reads a copy has to count in the same way.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from reportgen.opc.names import BOOKMARK_START, FALLBACK, NAME, PPR, RPR, P, R, T, w

ORIGIN_PREFIX = "_src_"
"""How the names of hidden bookmarks begin that say where a paragraph came from."""
DRAFT_PREFIX = "_draft_"
"""How the names of hidden bookmarks begin that say which draft a file is a copy of."""

_SHOWN = {
    w("tab"): "\t",
    w("ptab"): "\t",
    w("br"): "\n",
    w("cr"): "\n",
    w("noBreakHyphen"): "\u2011",
    w("softHyphen"): "\u00ad",
}
_MAX_NAME = 200
_SYMBOL = w("sym")
_FIELD_CHARACTER, _FIELD_CODE = w("fldChar"), w("instrText")
_COUNTED = (["PAGE"], ["NUMPAGES"], ["SECTIONPAGES"], ["SECTION"])
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def paragraphs_of(root: etree._Element) -> Iterator[etree._Element]:
    """Yield the paragraphs of a part in its order, those in tables and text boxes included.

    The fallback form of a drawing says again what the drawing says, and is left out.
    """
    for paragraph in root.iter(P):
        if next(paragraph.iterancestors(FALLBACK), None) is None:
            yield paragraph


def runs_of(paragraph: etree._Element) -> Iterator[etree._Element]:
    """Yield the runs of a paragraph, those in links and insertions included, in reading order."""
    for run in paragraph.iter(R):
        if next(run.iterancestors(P), None) is paragraph:
            yield run


def paragraph_text(paragraph: etree._Element) -> str:
    """Return what a paragraph shows."""
    return "".join(text for _, text in _shown_runs(paragraph))


def _shown_runs(paragraph: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """Yield the runs of a paragraph with what each shows.

    The code of a field is not shown, nor is the number of a page anybody's words: the program that
    shows the file counts pages for itself.
    """
    fields: list[_Field] = []
    for run in runs_of(paragraph):
        simple = next(run.iterancestors(w("fldSimple")), None)
        is_counted = simple is not None and _is_counted(simple.get(w("instr"), ""))
        text = ""
        for child in run:
            if child.tag == _FIELD_CHARACTER:
                _read_field(child, fields)
            elif child.tag == _FIELD_CODE and fields:
                fields[-1].code += child.text or ""
            elif not is_counted and not (fields and fields[-1].is_silent):
                text += _shown(child)
        yield run, text


@dataclass(slots=True)
class _Field:
    """A field being read: its code, and whether that has ended and the result begun."""

    code: str = ""
    has_result: bool = False

    @property
    def is_silent(self) -> bool:
        return not self.has_result or _is_counted(self.code)


def _read_field(mark: etree._Element, fields: list[_Field]) -> None:
    """Begin, divide or end a field."""
    match mark.get(w("fldCharType")):
        case "begin":
            fields.append(_Field())
        case "separate" if fields:
            fields[-1].has_result = True
        case "end" if fields:
            fields.pop()


def _is_counted(code: str) -> bool:
    """Whether a field counts pages or sections."""
    return code.upper().split()[:1] in _COUNTED


def origin_names(paragraph: etree._Element) -> tuple[str, ...]:
    """Return the names of the hidden bookmarks that begin in a paragraph."""
    return tuple(
        name
        for start in paragraph.iter(BOOKMARK_START)
        if (name := start.get(NAME, "")).startswith(ORIGIN_PREFIX)
        and next(start.iterancestors(P), None) is paragraph
    )


def cut_runs(paragraph: etree._Element, start: int, end: int) -> list[etree._Element]:
    """Return the runs that show characters `start` to `end`, cut at both if need be.

    Runs that show nothing are not among them.
    """
    found = []
    at = 0
    for run, text in list(_shown_runs(paragraph)):
        length = len(text)
        first, last = max(start - at, 0), min(end - at, length)
        at += length
        if first >= last:
            continue
        if last < length:
            _cut(run, last)
        found.append(_cut(run, first) if first else run)
    return found


def _cut(run: etree._Element, place: int) -> etree._Element:
    """Cut a run before a character; return the new run behind it."""
    behind = run.makeelement(R, {str(key): str(value) for key, value in run.attrib.items()})
    properties = run.find(RPR)
    if properties is not None:
        behind.append(copy.deepcopy(properties))
    at = 0
    for child in list(run):
        length = len(_shown(child))
        if child.tag == RPR:
            continue
        if at >= place:
            behind.append(child)
        elif at + length > place:
            behind.append(_cut_words(child, place - at))
        at += length
    run.addnext(behind)
    return behind


def _cut_words(words: etree._Element, place: int) -> etree._Element:
    """Cut a `w:t` before a character; return a new one with what stands behind."""
    text = words.text or ""
    behind = words.makeelement(T, {_SPACE: "preserve"})
    words.text, behind.text = text[:place], text[place:]
    words.set(_SPACE, "preserve")
    return behind


def _shown(child: etree._Element) -> str:
    if child.tag == T:
        return child.text or ""
    if child.tag == _SYMBOL:
        return _symbol(child.get(w("char"), ""))
    return _SHOWN.get(str(child.tag), "")


def _symbol(code: str) -> str:
    """Return the character of a symbol font with a hexadecimal code, nothing for what is none."""
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    return chr(number) if 0x20 <= number < 0xD800 or 0xE000 <= number < 0xFFFE else ""


def first_content(paragraph: etree._Element) -> int:
    """Return the place among a paragraph's children where its content begins."""
    return next(
        (at for at, child in enumerate(paragraph) if child.tag not in (PPR, BOOKMARK_START)),
        len(paragraph),
    )


def short_line(text: str) -> str:
    """Return a name, date or number without what does not belong into a line, at most so long."""
    return "".join(char for char in text[:_MAX_NAME] if char.isprintable()).strip()
