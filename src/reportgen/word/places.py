"""Says where in a template something stands: the part in words, the paragraph by its number.

Paragraphs are counted from 1 in the order of the part's XML, those in tables and boxes included.
"""

from __future__ import annotations

import re

from lxml import etree

from reportgen.opc.names import P, T

_NUMBERED = re.compile(r"^word/(header|footer)(\d*)\.xml$")
_TAG = re.compile(r"\{[{%#].*?[}%#]\}", re.DOTALL)
_MARKUP = re.compile(r"<[^>]+>")
_PREFIX = re.compile(r"^(\{[{%#])(?:(?:tr|tc|p|r)\s)?")
_BLOCK = re.compile(r"\{%[-+]?\s*(\w+)")
_PAIRED = frozenset({"if", "for", "macro", "call", "filter", "with", "raw", "block"})
_QUOTES = str.maketrans("“”‘’", "\"\"''")


def part_in_words(name: str) -> str:
    """Return "body", "header 1", "footer 2", "footnotes" or "properties" for a part's name."""
    if numbered := _NUMBERED.match(name):
        return f"{numbered[1]} {numbered[2] or 1}"
    if name.startswith("docProps/"):
        return "properties"
    base = name.rpartition("/")[2].removesuffix(".xml")
    return {"document": "body"}.get(base, base)


def place_of_tag(xml: str, source: str, start: int) -> tuple[int, str]:
    """Return number and text of the paragraph of the tag at `start` of the patched source.

    `xml` is the part as it was, in which docxtpl has moved tags since: a tag is found again by
    counting those that read the same. The number is 0 when it is not found.
    """
    found = _TAG.match(source, start)
    if not found:
        return 0, ""
    wanted = _plain(_MARKUP.sub("", found[0]))
    ordinal = sum(1 for _, tag in tags_of(source[:start]) if _plain(tag) == wanted)
    for number, words in _paragraphs(xml):
        for tag in _TAG.findall(words):
            if _plain(tag) == wanted:
                if ordinal == 0:
                    return number, " ".join(words.split())[:120]
                ordinal -= 1
    return 0, " ".join(found[0].split())[:120]


def tags_of(source: str) -> list[tuple[int, str]]:
    """Return where each tag of a source starts, and the tag without Word's markup."""
    return [(found.start(), _MARKUP.sub("", found[0])) for found in _TAG.finditer(source)]


def line_bounds(source: str, lineno: int) -> tuple[int, int]:
    """Return where a line, counted from 1, starts and ends in a source."""
    start = 0
    for _ in range(lineno - 1):
        start = source.find("\n", start) + 1
    end = source.find("\n", start)
    return start, len(source) if end < 0 else end


def unclosed_tag(source: str) -> int:
    """Return where the block tag starts that no end closes, -1 if there is none."""
    open_tags: list[tuple[str, int]] = []
    for start, tag in tags_of(source):
        block = _BLOCK.match(tag)
        if block is None:
            continue
        word = block[1]
        if word.startswith("end"):
            while open_tags and open_tags.pop()[0] != word[3:]:
                pass
        elif word in _PAIRED or (word == "set" and "=" not in tag):
            open_tags.append((word, start))
    return open_tags[-1][1] if open_tags else -1


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
