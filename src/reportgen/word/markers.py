"""Invisible marks around the spans of a text, so that Word runs can be told apart after rendering.

A template sees plain strings. Each span is put between two characters of Unicode's plane 15,
which is for private use and refused in what users hand in: one that says which span begins, one
that says it ended. A mark is a single character (two beyond span 32,767), so a filter that cuts,
repeats, trims or changes case leaves whole marks or none. Line breaks and tabs are private
characters too, so that they come out the same in a paragraph, a header or a property, and a guard
keeps docxtpl from reading `{_{` in somebody's words as its own escape for `{{`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from reportgen.document import Span

_END = "\U000f0001"
_GUARD = "\U000f0002"
_BREAK = "\U000f0003"
_TAB = "\U000f0004"
_HIGH = 0xF0100  # 3,840 characters for the thousands, left out while they are zero
_LOW = 0xF1000
_LOW_COUNT = 0x8000

ONE_MARK = (
    f"(?P<mark>[{chr(_LOW)}-{chr(_LOW + _LOW_COUNT - 1)}])"
    f"(?P<words>[^<\\t\\n\U000f0000-\U000fffff]*){_END}(?=<)"
)
"""The pattern of a rendered text that is one mark, whole: what most texts are."""

_MARK = re.compile("([\U000f0000-\U000fffff])")
_ENTITY = re.compile("&[^;]*;")
_MARK_UTF8 = re.compile(rb"\xf3[\xb0-\xbf][\x80-\xbf][\x80-\xbf]")
_LEAD_BYTE = b"\xf3"  # of every character of plane 15, and of few others
_BREAK_UTF8 = (_BREAK.encode(), _TAB.encode())

# What an XML 1.0 document cannot hold, and plane 15, which is ours.
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff\U000f0000-\U000fffff]"
)
_SPECIAL = re.compile("[\x00-\x1f\ud800-\udfff\ufffe\uffff\U000f0000-\U000fffff]|\\{_[{%]|[%}]_\\}")
_DOCXTPL_ESCAPE = re.compile(r"\{(?=_[{%])|[%}](?=_\})")
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


class Owner(NamedTuple):
    """What a text belongs to: a block, cell, field or label of the Document.

    `rank` says whose bookmark a paragraph gets where it holds several texts: 0 for blocks and
    cells, 1 for facts of the cover, 2 for labels.
    """

    origin: str
    outcome: str = ""
    rank: int = 0
    kind: str = ""
    level: int = 1
    list_id: str = ""


class Mark(NamedTuple):
    """Spans that are marked together, and what they belong to.

    The number of a mark is its place in the table of marks. Spans that look like the text around
    them (`is_plain`) share a mark; any other has its own.
    """

    spans: Sequence[Span]
    owner: Owner
    is_plain: bool


def mark_spans(spans: Sequence[Span], owner: Owner, marks: list[Mark]) -> str:
    """Return the words of the spans with their marks; add these to the table `marks`.

    Without words there are no marks either, so that an empty text stays an empty string for
    `{% if %}`.
    """
    marked = ""
    plain: list[Span] = []
    for span in spans:
        if span.strong or span.emphasis or span.href or span.language or span.kind == "gap":
            if plain:
                marked += _mark(plain, owner, True, marks)
                plain = []
            marked += _mark((span,), owner, False, marks)
        else:
            plain.append(span)
    return marked + _mark(plain, owner, True, marks) if plain else marked


def _mark(spans: Sequence[Span], owner: Owner, is_plain: bool, marks: list[Mark]) -> str:
    words = spans[0].text if len(spans) == 1 else "".join([span.text for span in spans])
    if not words:
        return ""
    number = len(marks)
    marks.append(Mark(spans, owner, is_plain))
    start = chr(_LOW + number) if number < _LOW_COUNT else _long_start(number)
    return f"{start}{protect(words)}{_END}"


def protect(text: str) -> str:
    """Return a text that goes through Jinja, docxtpl and XML unchanged.

    A character that XML cannot hold becomes U+FFFD: the readers refuse such input, so this is
    only met by those who build a Document themselves, and nothing vanishes silently.
    """
    if "{_" not in text and "_}" not in text and _is_printable(text):
        return text  # nearly always, and much quicker to find than by expression
    if _SPECIAL.search(text) is None:
        return text
    text = _UNPRINTABLE.sub(REPLACEMENT, text)
    text = text.replace("\r\n", _BREAK).replace("\n", _BREAK).replace("\r", _BREAK)
    return _DOCXTPL_ESCAPE.sub(lambda found: found[0] + _GUARD, text.replace("\t", _TAB))


def _is_printable(text: str) -> bool:
    """Return whether a text is of printable characters and no-break spaces, which are not."""
    return text.isprintable() or text.replace("\u00a0", "").replace("\u202f", "").isprintable()


def split_marks(text: str) -> list[str]:
    """Return a rendered text in parts: words and, between them, single private characters."""
    return _MARK.split(text)


def number_of(start: str, count: int) -> int | None:
    """Return the number of a mark by the character in `ONE_MARK` that begins it.

    None for one that is not in the table of marks, whose size is `count`.
    """
    number = ord(start) - _LOW
    return number if number < count else None


def read_plain(
    parts: Sequence[str], marks: Sequence[Mark]
) -> tuple[str, list[tuple[int, str, Mark]]] | None:
    """Return the words of a split text, and for each mark in it where its words start, and these.

    The quick way for whole marks of plain spans without breaks or tabs. None where that is not so;
    `read_marks` does the rest.
    """
    words = ""
    found = []
    mark: Mark | None = None
    position = 0
    for index, part in enumerate(parts):
        if index % 2 == 0:
            if part:
                words += part
                if mark is not None:
                    found.append((position, part, mark))
                position += text_length(part)
        elif part == _END:
            mark = None
        else:
            number = ord(part) - _LOW
            if not 0 <= number < len(marks) or number >= _LOW_COUNT:
                return None
            mark = marks[number]
            if not mark.is_plain:
                return None
    return words, found


def text_length(escaped: str) -> int:
    """Return how many characters a text has that is escaped for XML."""
    return len(_ENTITY.sub("&", escaped)) if "&" in escaped else len(escaped)


def read_marks(
    parts: Sequence[str], current: int | None, count: int
) -> tuple[list[tuple[int | None, str]], int | None]:
    r"""Return the pieces of a split text, each with the number of its mark, and the open one.

    `current` is the mark that was open before the text, `count` the size of the table of marks.
    Breaks and tabs come back as `\n` and `\t`. Marks that are half, repeated, out of turn or
    unknown are dropped; the words stay.
    """
    pieces: list[tuple[int | None, str]] = []
    high = 0
    for index, words in enumerate(parts):
        if index % 2:
            code = ord(words)
            if code >= _LOW:
                number = high * _LOW_COUNT + code - _LOW
                current, high = (number if number < count else None), 0
                continue
            high = code - _HIGH if code >= _HIGH else 0
            if words == _END:
                current = None
                continue
            piece = {_BREAK: "\n", _TAB: "\t"}.get(words, "")
        else:
            piece = words
        if not piece:
            continue
        if pieces and pieces[-1][0] == current:
            pieces[-1] = (current, pieces[-1][1] + piece)
        else:
            pieces.append((current, piece))
    return pieces, current


def drop_marks(data: bytes) -> bytes:
    """Return UTF-8 without any of our characters; a break or tab becomes a space.

    The last net: it also catches what a template put into attributes, fields and drawings.
    """
    if _LEAD_BYTE not in data:
        return data  # nearly always: the pass over the texts has taken the marks out
    return _MARK_UTF8.sub(lambda found: b" " if found[0] in _BREAK_UTF8 else b"", data)


def _long_start(number: int) -> str:
    """Return the two characters with which a span beyond the first 32,768 begins."""
    high, low = divmod(number, _LOW_COUNT)
    return chr(_HIGH + high) + chr(_LOW + low)
