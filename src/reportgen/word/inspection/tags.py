"""The tags in the text of a paragraph: `{{ field }}`, `{%p for … %}`, `{# comment #}`.

The letters behind `{%` say what a tag removes around itself, as in docxtpl: `p` its paragraph, `tr`
its table row, `tc` its table cell, `r` its run.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, Literal

from reportgen.records import dataclass

TagKind = Literal["print", "statement", "comment"]
TagLevel = Literal["", "p", "tr", "tc", "r"]

OPENERS: Final = frozenset(
    {"for", "if", "with", "filter", "macro", "call", "autoescape", "block", "raw"}
)
MIDDLES: Final = {"else": ("if", "for"), "elif": ("if",)}
FORBIDDEN: Final = frozenset({"include", "import", "from", "extends", "block", "autoescape"})
WORD_TAGS: Final = frozenset({"colspan", "cellbg", "vm", "hm"})
SIMPLE: Final = frozenset({"set"}) | WORD_TAGS

_CLOSERS: Final[dict[str, tuple[str, TagKind]]] = {
    "{{": ("}}", "print"),
    "{%": ("%}", "statement"),
    "{#": ("#}", "comment"),
}
_OPENING: Final = re.compile(r"\{[{%#]")
_STRAY: Final = re.compile(r"\}\}|%\}|#\}")
_LEVEL: Final = re.compile(r"(tr|tc|p|r)\s")
_KEYWORD: Final = re.compile(r"[a-z]+")
_CURLY: Final = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"})


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag as written, and what it means.

    `body` is the expression or statement without the marks around it and without the level;
    Word's curly quotes are straight in it. `keyword` is the first word of a statement. `start`
    and `end` are its place in the text of the paragraph.
    """

    raw: str
    kind: TagKind
    level: TagLevel
    body: str
    keyword: str
    start: int
    end: int

    @property
    def opens(self) -> bool:
        """Whether an end tag must follow."""
        return self.keyword in OPENERS or (self.keyword == "set" and "=" not in self.body)

    @property
    def closes(self) -> str:
        """Return the keyword that this tag ends, or an empty string."""
        return self.keyword[3:] if self.keyword.startswith("end") else ""


@lru_cache(maxsize=1024)
def find_tags(text: str) -> tuple[tuple[Tag, ...], tuple[str, ...]]:
    """Return the tags in a text, and the beginnings or ends that have no partner."""
    tags: list[Tag] = []
    strays: list[str] = []
    position = 0
    while found := _OPENING.search(text, position):
        strays += _STRAY.findall(text, position, found.start())
        closer, kind = _CLOSERS[found[0]]
        end = text.find(closer, found.end())
        if end < 0:
            strays.append(text[found.start() : found.start() + 40])
            return tuple(tags), tuple(strays)
        tags.append(_tag(text, found.start(), end + 2, kind))
        position = end + 2
    strays += _STRAY.findall(text, position)
    return tuple(tags), tuple(strays)


def words_outside(text: str, tags: tuple[Tag, ...]) -> str:
    """Return what stands in a text beside its tags."""
    pieces = []
    position = 0
    for tag in tags:
        pieces.append(text[position : tag.start])
        position = tag.end
    return "".join([*pieces, text[position:]])


def _tag(text: str, start: int, end: int, kind: TagKind) -> Tag:
    raw = text[start:end]
    inside = raw[2:-2]
    level = _LEVEL.match(inside)
    body = inside[level.end() :] if level else inside
    body = body.strip().strip("-+").strip().translate(_CURLY)
    word = _KEYWORD.match(body) if kind == "statement" else None
    return Tag(raw, kind, _as_level(level), body, word[0] if word else "", start, end)


def _as_level(found: re.Match[str] | None) -> TagLevel:
    match found[1] if found else "":
        case "p":
            return "p"
        case "tr":
            return "tr"
        case "tc":
            return "tc"
        case "r":
            return "r"
        case _:
            return ""
