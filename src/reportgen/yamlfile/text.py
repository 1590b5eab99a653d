"""From bytes to text: decoding, characters that may not stand in a file, lines and columns."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from reportgen.errors import Problem

# More of a kind than this in one file are one mistake (a wrong encoding): the rest is counted.
_SHOWN = 20

# Control characters but tab and line ends; separators that YAML 1.1 would take for line ends;
# the byte order mark; noncharacters and lone surrogates, which no file can hold; and the private
# use planes, in which reportgen marks spans while a template is filled.
_PLANE_ENDS = "".join(
    f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(1, 15)
)
_BAD = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufdd0-\ufdef\ud800-\udfff\ufffe\uffff"
    f"{_PLANE_ENDS}\U000f0000-\U0010ffff"
)
BAD_CHARACTER = re.compile(f"[{_BAD}]|\r(?!\n)")

_NAMES = {
    "\x00": "a null character",
    "\r": "a carriage return without a line feed",
    "\x85": "a next-line character",
    "\u2028": "a line separator",
    "\u2029": "a paragraph separator",
    "\ufeff": "a byte order mark inside the text",
}


class Lines:
    """Where the lines of a text begin; turns an offset into line and column, counted from 1."""

    __slots__ = ("_starts", "_text")

    def __init__(self, text: str) -> None:
        """Keep the text; lines are looked for when the first place is asked."""
        self._text = text
        self._starts: list[int] | None = None

    def place(self, offset: int) -> tuple[int, int]:
        """Return line and column of the character at `offset`."""
        if self._starts is None:
            self._starts = [0, *(found.end() for found in re.finditer("\n", self._text))]
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1


def decode(shown: str, source: bytes | str) -> tuple[str, list[Problem]]:
    """Return the text and the faults of its encoding and characters.

    What is wrong is replaced one for one, so that reading can go on and find further faults. A
    byte order mark at the beginning is allowed and left out.
    """
    problems: list[Problem] = []
    if isinstance(source, bytes):
        if source[:2] in (b"\xff\xfe", b"\xfe\xff"):
            problems.append(_wrong_encoding(shown, "UTF-16"))
            return "", problems
        text = source.decode("utf-8", "surrogateescape").removeprefix("\ufeff")
        skipped = 3 if source.startswith(b"\xef\xbb\xbf") else 0
        problems += _limited(_broken_bytes(shown, text, skipped))
        text = re.sub("[\udc80-\udcff]", "\ufffd", text)
    else:
        text = source.removeprefix("\ufeff")
    problems += _limited(_bad_characters(shown, text))
    # A lone carriage return was meant as the end of a line.
    return BAD_CHARACTER.sub(lambda c: "\n" if c[0] == "\r" else "\ufffd", text), problems


def describe_character(character: str) -> str:
    """Return the code point of a character and, where it says something, what it is."""
    code = f"U+{ord(character):04X}"
    if character in _NAMES:
        return f"{code}, {_NAMES[character]},"
    if ord(character) < 0xA0:
        return f"the control character {code}"
    if 0xD800 <= ord(character) <= 0xDFFF:
        return f"the lone surrogate {code}"
    if ord(character) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(character) <= 0xFDEF:
        return f"the noncharacter {code}"
    return f"the private use character {code}"


def bad_character(shown: str, place: tuple[int, int], character: str) -> Problem:
    """Return the problem of a character that may not stand in a text."""
    message = f"{describe_character(character)} may not stand in a text"
    hint = "delete it: it is invisible and often comes with pasted text"
    return Problem(shown, *place, "error", "bad-character", message, hint)


def _wrong_encoding(shown: str, encoding: str) -> Problem:
    message = f"the file is encoded in {encoding}, not in UTF-8"
    return Problem(shown, 1, 1, "error", "not-utf8", message, "save it again as UTF-8")


def _broken_bytes(shown: str, text: str, skipped: int) -> Iterator[Problem]:
    """Yield a problem for every run of bytes that are not UTF-8."""
    lines = Lines(text)
    counted, byte_offset = 0, skipped
    for found in re.finditer("[\udc80-\udcff]+", text):
        byte_offset += len(text[counted : found.start()].encode("utf-8", "surrogateescape"))
        counted = found.start()
        raw = found.group().encode("utf-8", "surrogateescape")
        message = f"byte {byte_offset} (0x{raw[:4].hex(' ').upper()}) is not UTF-8"
        legacy = raw[:1].decode("cp1252", "replace")
        hint = f'save the file again as UTF-8; in Windows-1252 this is "{legacy}"'
        place = lines.place(found.start())
        yield Problem(shown, *place, "error", "not-utf8", message, hint)


def _bad_characters(shown: str, text: str) -> Iterator[Problem]:
    """Yield a problem for every character that may not stand in a file."""
    lines = Lines(text)
    for found in BAD_CHARACTER.finditer(text):
        yield bad_character(shown, lines.place(found.start()), found.group())


def _limited(problems: Iterator[Problem]) -> list[Problem]:
    """Return the first problems of a kind and, in place of the rest, how many more there are."""
    every = list(problems)
    if len(every) <= _SHOWN:
        return every
    first = every[_SHOWN]
    message = f"{len(every) - _SHOWN} more faults of this kind from here on"
    rest = Problem(first.path, first.line, first.column, "error", first.code, message)
    return [*every[:_SHOWN], rest]
