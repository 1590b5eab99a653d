"""How a span looks in Word: its character style, its language, its link."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from lxml import etree

from reportgen.document import Span
from reportgen.opc.names import MC_NS, W14_NS, W_NS, w
from reportgen.opc.order import put_child
from reportgen.word.markers import Mark
from reportgen.word.wordlang import word_language

STYLE_OF = {
    "gap": "Gap",
    "link": "Hyperlink",
    "foreign": "Foreign Text",
    "strong": "Strong",
    "emphasis": "Emphasis",
}
"""The character styles of a template, the one that wins first: a run has only one."""

_FOLLOWED = re.compile(r"(?:https?://|mailto:)\S", re.IGNORECASE)


class Look(NamedTuple):
    """What sets a run apart from the template's own; the default is nothing at all.

    `is_latin` marks what runs from left to right in a document that runs from right to left.
    `href` stands last, since the properties of a run do not depend on it.
    """

    style: str = ""
    bold: bool = False
    italic: bool = False
    language: str = ""
    is_latin: bool = False
    href: str = ""


PLAIN = Look()
LATIN = Look(is_latin=True)

# Properties of the template are read apart from their part; what is not declared stays as it is.
_FRAGMENT = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
_RTL = w("rtl")
_DECLARATION = re.compile(r' xmlns:\w+="[^"]*"')
_DECLARED = f' xmlns:w="{W_NS}" xmlns:w14="{W14_NS}" xmlns:mc="{MC_NS}"'


class Looks:
    """The looks of the marks of one document.

    In: the table of marks, the document's language and the character styles of the template (id
    by name in lower case). `is_right_to_left` says how the document runs; `missing_styles` and
    `refused_links` (link, origin) collect what could not be done.
    """

    def __init__(
        self, marks: Sequence[Mark], language: str, character_styles: Mapping[str, str]
    ) -> None:
        """Work out the look of every mark once; a template may print a text many times."""
        self.missing_styles: dict[str, None] = {}
        self.refused_links: dict[tuple[str, str], None] = {}
        self.is_right_to_left = word_language(language).is_right_to_left
        self._language = language
        self._styles = character_styles
        self._chosen: dict[tuple[bool, ...], tuple[str, str]] = {}
        self._looks = [PLAIN if mark.is_plain else self._look(mark.spans[0]) for mark in marks]

    def __getitem__(self, number: int) -> Look:
        """Return the look of a mark."""
        return self._looks[number]

    def _look(self, span: Span) -> Look:
        foreign = span.language if span.language != self._language else ""
        href = span.href
        if href and not _FOLLOWED.match(href):
            self.refused_links[href, span.origin] = None
            href = ""
        key = (span.kind == "gap", bool(href), bool(foreign), span.strong, span.emphasis)
        chosen = self._chosen.get(key)
        if chosen is None:
            chosen = self._chosen[key] = self._style(key)
        kind, style = chosen
        look = Look(
            style,
            span.strong and kind != "strong",
            span.emphasis and kind != "emphasis",
            foreign,
            href=href,
        )
        return PLAIN if look == PLAIN else look

    def _style(self, wanted: Sequence[bool]) -> tuple[str, str]:
        """Return the first kind wanted that the template has a style for, and the style's id.

        `wanted` says for each kind, in the order of STYLE_OF, whether the span is of that kind.
        """
        chosen = ("", "")
        for (kind, name), is_wanted in zip(STYLE_OF.items(), wanted, strict=True):
            if not is_wanted:
                continue
            style = self._styles.get(name.casefold(), "")
            if not style:
                self.missing_styles[name] = None
            elif not chosen[0]:
                chosen = (kind, style)
        return chosen


def dress(properties: str, look: Look) -> str:
    """Return the `w:rPr` of a run of the template (or nothing) with a look on top of it."""
    return properties if look is PLAIN else _dress(properties, *look[:-1])


@lru_cache(maxsize=1024)
def _dress(
    properties: str, style: str, bold: bool, italic: bool, language: str, is_latin: bool
) -> str:
    """Do it for a link to anywhere: few runs of a template differ, and few looks."""
    root = etree.fromstring(f"<run{_DECLARED}>{properties or '<w:rPr/>'}</run>", _FRAGMENT)
    dressed = root[0]
    if style:
        put_child(dressed, "rStyle", val=style)
    if bold:
        put_child(dressed, "b")
        put_child(dressed, "bCs")
    if italic:
        put_child(dressed, "i")
        put_child(dressed, "iCs")
    if is_latin:
        for mark in dressed.findall(_RTL):
            dressed.remove(mark)
    if language:
        known = word_language(language)
        if known.is_right_to_left:
            put_child(dressed, "rtl")
        put_child(dressed, "lang", **{known.slot: known.code})
    if not len(dressed):
        return ""
    return _DECLARATION.sub("", etree.tostring(dressed, encoding="unicode"))
