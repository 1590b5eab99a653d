"""Glyphs that lead back to no character, or to the wrong one, in groups of a letter and its signs.

Where several glyphs make one letter with its signs, LibreOffice gives the text of the group with
the group (ActualText), and in the font leads one of the glyphs back to all of it and the others to
nothing. Both standards ask that every glyph leads to something; and readers that do not know such
groups, or take them for words of their own, lose the word around them. So each glyph is led to its
own character, as far as the groups of a document tell which that is, and a group that says no more
than its glyphs is dissolved.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pikepdf
from pikepdf import Dictionary, Name, Page, Pdf

# COMBINING GRAPHEME JOINER: not seen, not spoken, no end of a word. For glyphs that are a stroke
# of a letter and no sign of their own; their group keeps its text.
NOTHING = "\u034f"

_PAIRS = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
_PAIR = re.compile(rb"<([0-9A-Fa-f]{2})>\s*<([0-9A-Fa-f]*)>")
_SIMPLE_FONTS = (Name.TrueType, Name.Type1)
_BLOCK = 100
_FontKey = tuple[int, int]
_Glyph = tuple[_FontKey, int]


class _Group(NamedTuple):
    """Glyphs with a text of their own: where they begin and end on the page, and the text."""

    begin: int
    end: int
    glyphs: tuple[_Glyph, ...]
    text: str


@dataclass(slots=True)
class _Drawn:
    """A page that has groups: its instructions, the groups, and the glyphs outside of them."""

    page: Page
    instructions: list[Any]
    groups: list[_Group] = field(default_factory=list)
    plain: set[_Glyph] = field(default_factory=set)


def complete_mappings(pdf: Pdf) -> None:
    """Lead every glyph of a group back to its character, and dissolve groups that say no more.

    Glyphs outside of groups are left as they are, for the check to find: nobody knows what they
    read as. So are fonts with characters of more than one byte, which LibreOffice does not write.
    """
    fonts = {each.objgen: each for each in pdf.objects if is_simple_font(each)}
    tables = {key: character_table(font) for key, font in fonts.items()}
    if all(_unmapped_codes(font, tables[key]) == set() for key, font in fonts.items()):
        return
    drawn = [_read(page, fonts) for page in pdf.pages]
    known = {glyph: tables[glyph[0]].get(glyph[1], "") for page in drawn for glyph in page.plain}
    found = _solve([group for page in drawn for group in page.groups], known)
    for key, font in fonts.items():
        changed = {code: text for (font_key, code), text in found.items() if font_key == key}
        if changed:
            font.ToUnicode.write(_table_bytes(tables[key] | changed))
    for page in drawn:
        _dissolve(pdf, page, known | found)


def is_simple_font(each: Any) -> bool:
    """Whether an object is a font of one byte a character that leads back to characters."""
    return (
        isinstance(each, Dictionary)
        and each.get("/Type") == Name.Font
        and each.get("/Subtype") in _SIMPLE_FONTS
        and "/ToUnicode" in each
    )


def character_table(font: Any) -> dict[int, str]:
    """Return what the codes of a font lead back to."""
    return {
        int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be", "replace")
        for block in _PAIRS.findall(font.ToUnicode.read_bytes())
        for code, text in _PAIR.findall(block)
    }


def _unmapped_codes(font: Any, table: dict[int, str]) -> set[int]:
    """Return the codes of a font that lead to nothing; 0 is the sign for a missing glyph."""
    return set(range(int(font.FirstChar), int(font.LastChar) + 1)) - set(table) - {0}


def _table_bytes(table: dict[int, str]) -> bytes:
    """Return a table of characters as a font has it."""
    lines = [f"<{code:02X}> <{text.encode('utf-16-be').hex()}>" for code, text in table.items()]
    blocks = "".join(
        f"{len(part)} beginbfchar\n{chr(10).join(part)}\nendbfchar\n"
        for part in (lines[start : start + _BLOCK] for start in range(0, len(lines), _BLOCK))
    )
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        f"1 begincodespacerange\n<00> <FF>\nendcodespacerange\n{blocks}"
        "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    ).encode()


def _read(page: Page, fonts: dict[_FontKey, Any]) -> _Drawn:
    """Return the groups of a page and what else is drawn there in the fonts."""
    resources: Any = page.get("/Resources", Dictionary())
    keys = {name: font.objgen for name, font in resources.get("/Font", Dictionary()).items()}
    drawn = _Drawn(page, list(pikepdf.parse_content_stream(page)))
    marks: list[tuple[int, str | None, list[_Glyph]]] = []
    font: _FontKey = (0, 0)
    for place, instruction in enumerate(drawn.instructions):
        operator, operands = str(instruction.operator), list(instruction.operands)
        if operator in {"BDC", "BMC"}:
            marks.append((place, stated_text(operands), []))
        elif operator == "EMC" and marks:
            begin, text, glyphs = marks.pop()
            if text is not None:
                drawn.groups.append(_Group(begin, place, tuple(glyphs), text))
        elif operator == "Tf":
            font = keys.get(str(operands[0]), (0, 0))
        elif operator in {"Tj", "TJ"} and font in fonts:
            glyphs = [(font, code) for code in shown_codes(operands[0])]
            inside = [mark for mark in marks if mark[1] is not None]
            inside[-1][2].extend(glyphs) if inside else drawn.plain.update(glyphs)
    return drawn


def stated_text(operands: Sequence[Any]) -> str | None:
    """Return the text that marked content gives itself; None if it gives none."""
    if len(operands) < 2 or not isinstance(operands[1], Dictionary):
        return None
    text = operands[1].get("/ActualText")
    return None if text is None else str(text)


def shown_codes(shown: Any) -> Iterator[int]:
    """Yield the codes that an operator shows, in fonts of one byte a character."""
    parts: Iterable[Any] = shown if isinstance(shown, pikepdf.Array) else [shown]
    for part in parts:
        if isinstance(part, pikepdf.String):
            yield from bytes(part)


def _solve(groups: Sequence[_Group], known: dict[_Glyph, str]) -> dict[_Glyph, str]:
    """Return what each glyph reads as that is drawn in groups only.

    The groups are equations: the characters of its glyphs are those of the text. A glyph alone in
    a group reads as its text; where one glyph is left it reads as what is left; and where only
    signs of one letter are left, their order means nothing.
    """
    found: dict[_Glyph, str] = {}
    todo = sorted({group[2:] for group in groups}, key=lambda each: (len(each[0]), each))
    for is_last_try in (False, False, True):
        for glyphs, text in todo:
            read = known | found
            left = [glyph for glyph in dict.fromkeys(glyphs) if glyph not in read]
            rest = Counter(text) - Counter("".join(read.get(glyph, "") for glyph in glyphs))
            characters = [each for each in text if rest[each]]
            if len(left) == 1:
                found[left[0]] = "".join(characters) or NOTHING
            elif is_last_try and len(left) == len(characters) and _are_signs(characters):
                found.update(zip(left, characters, strict=True))
            elif is_last_try and left:
                found.update(dict.fromkeys(left, NOTHING))
                found[left[-1]] = "".join(characters) or NOTHING
    return found


def _are_signs(characters: Iterable[str]) -> bool:
    return all(unicodedata.combining(each) for each in characters)


def _dissolve(pdf: Pdf, drawn: _Drawn, read: dict[_Glyph, str]) -> None:
    """Take the marks off the groups of a page whose glyphs read as the text that they give."""
    dropped = {
        place
        for group in drawn.groups
        if Counter("".join(read[glyph] for glyph in group.glyphs)) == Counter(group.text)
        for place in (group.begin, group.end)
    }
    if dropped:
        kept = [each for place, each in enumerate(drawn.instructions) if place not in dropped]
        drawn.page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(kept))
