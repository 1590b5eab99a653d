"""Words as markup: spans with their looks, what was put in or taken out, what reviewers wrote.

Whatever comes in is only ever text: markup in it is escaped, a control character shown as one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape
from itertools import groupby

from reportgen.document import Span
from reportgen.document.diff import Piece, WordChange
from reportgen.languages import LANGUAGES, Language, document_language
from reportgen.latin import fold_direction_marks, split_latin

_BY_TAG = {each.tag: each for each in LANGUAGES}
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_WEB_OR_MAIL = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)
_MARKS: Mapping[WordChange, tuple[str, str]] = {
    "inserted": ("ins", "insertion"),
    "deleted": ("del", "deletion"),
}


def as_text(text: str) -> str:
    """Return a text as markup that shows it, also within an attribute."""
    return escape(_CONTROL.sub("\N{REPLACEMENT CHARACTER}", text))


def aside(text: str) -> str:
    """Return words that are read aloud and not shown."""
    return f'<span class="aside">{as_text(text)} </span>'


def in_language(language: Language, around: Language) -> str:
    """Return the attributes, a space before each, of text in a language within another one's."""
    if language.key == around.key:
        return ""
    turn = f' dir="{language.direction}"' if language.direction != around.direction else ""
    return f' lang="{language.tag}"{turn}'


@dataclass(frozen=True, slots=True)
class Inline:
    """Makes markup of the words of one column; `words` are those that are read aloud."""

    language: Language
    page_language: Language
    words: Mapping[str, str]

    def pieces(self, pieces: Iterable[Piece]) -> str:
        """Return words with what was put in and taken out marked."""
        runs = groupby(pieces, key=lambda piece: piece.change)
        return "".join(self._run(change, [piece.span for piece in run]) for change, run in runs)

    def _run(self, change: WordChange, spans: Iterable[Span]) -> str:
        inner = "".join(self._span(span, is_live=change != "deleted") for span in spans)
        if change == "same":
            return inner
        tag, act = _MARKS[change]
        before = self._aloud(f"{act}_begins")
        return f"<{tag}>{before}{inner}{self._aloud(f'{act}_ends', is_end=True)}</{tag}>"

    def _aloud(self, key: str, *, is_end: bool = False) -> str:
        attributes = in_language(self.page_language, self.language)
        text = as_text(self.words[key])
        spaced = f" {text} " if is_end else f"{text} "
        return f'<span class="aside"{attributes}>{spaced}</span>'

    def _span(self, span: Span, *, is_live: bool) -> str:
        """Return the words of a span; what was taken out leads nowhere."""
        own = _BY_TAG.get(span.language, self.language) if span.language else self.language
        inner = directed(span.text, own)
        for tag, has_look in (("em", span.emphasis), ("strong", span.strong)):
            if has_look:
                inner = f"<{tag}>{inner}</{tag}>"
        if span.kind == "gap":
            inner = f"<mark>{inner}</mark>"
        elif span.kind == "value":
            inner = f'<span class="value">{inner}</span>'
        if is_live and _WEB_OR_MAIL.match(span.href):
            inner = f'<a href="{as_text(span.href)}" rel="noreferrer">{inner}</a>'
        attributes = in_language(own, self.language)
        return f"<span{attributes}>{inner}</span>" if attributes else inner


def directed(text: str, language: Language) -> str:
    """Return a text as markup; Latin words in Arabic are told their direction."""
    if not language.is_right_to_left:
        return as_text(text)
    found = []
    for piece in split_latin(text):
        words = as_text(fold_direction_marks(piece.words))
        is_turned = piece.is_latin and not piece.words.isdecimal()
        found.append(f'<span dir="ltr">{words}</span>' if is_turned else words)
    return "".join(found)


def written(text: str, key: str) -> str:
    """Return what a reviewer wrote in a copy of a language, kept apart from what is around it.

    Which way it runs its own first letters say; lines stay lines.
    """
    lines = "<br>".join(as_text(line) for line in text.splitlines())
    return f'<bdi lang="{document_language(key).tag}" dir="auto">{lines}</bdi>'
