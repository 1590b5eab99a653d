"""Says where in a template something stands: the part in words, the paragraph by its number.

Paragraphs are counted from 1 in the order of the part's XML, those in tables and boxes included.
"""

from __future__ import annotations

import re

from lxml import etree

from reportgen.word.names import P, T

_NUMBERED = re.compile(r"^word/(header|footer)(\d*)\.xml$")
_TAG = re.compile(r"\{[{%#].*?[}%#]\}", re.DOTALL)
_MARKUP = re.compile(r"<[^>]+>")
_PREFIX = re.compile(r"^(\{[{%#])(?:(?:tr|tc|p|r)\s)?")
_QUOTES = str.maketrans("“”‘’", "\"\"''")


def part_in_words(name: str) -> str:
    """Return "body", "header 1", "footer 2", "footnotes" or "properties" for a part's name."""
    if numbered := _NUMBERED.match(name):
        return f"{numbered[1]} {numbered[2] or 1}"
    if name.startswith("docProps/"):
        return "properties"
    base = name.rpartition("/")[2].removesuffix(".xml")
    return {"document": "body"}.get(base, base)


def place_of_line(xml: str, source: str, lineno: int) -> tuple[int, str]:
    """Return number and text of the paragraph behind a line of the patched source.

    `xml` is the part as it was; in `source` every paragraph that docxtpl left begins a line. A tag
    is found again by counting the tags that read the same. The number is 0 when there is none.
    """
    lines = source.split("\n")
    line = lines[min(lineno, len(lines)) - 1]
    text = " ".join(_MARKUP.sub("", line).split())
    tags = _TAG.findall(_MARKUP.sub("", line))
    if not tags:
        return 0, text[:120]
    before = _MARKUP.sub("", "\n".join(lines[: min(lineno, len(lines)) - 1]))
    wanted = _plain(tags[0])
    ordinal = sum(1 for tag in _TAG.findall(before) if _plain(tag) == wanted)
    for number, words in _paragraphs(xml):
        for tag in _TAG.findall(words):
            if _plain(tag) == wanted:
                if ordinal == 0:
                    return number, " ".join(words.split())[:120]
                ordinal -= 1
    return 0, text[:120]


def _paragraphs(xml: str) -> list[tuple[int, str]]:
    root = etree.fromstring(xml.encode(), etree.XMLParser(recover=True, resolve_entities=False))
    return [
        (number, "".join(text.text or "" for text in paragraph.iter(T)))
        for number, paragraph in enumerate(root.iter(P), start=1)
    ]


def _plain(tag: str) -> str:
    """Return a tag without what docxtpl takes away from it."""
    inside = _PREFIX.sub(r"\1", tag).translate(_QUOTES)
    inside = inside.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    return re.sub(r"[\s-]", "", inside)
