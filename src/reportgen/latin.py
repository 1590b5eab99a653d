"""Latin amid Arabic: which words of a text run from left to right, and how they are kept apart.

In goes an Arabic text, out come its pieces of one direction, for every format alike. Word orders
its runs by their marks, a web page by its elements; what reads neither goes by the characters (the
Unicode bidirectional algorithm), for which `23-19` or the `/` at the end of an address would go
astray. So an invisible direction mark stands where, and only where, the algorithm needs one.
Brackets around a Latin word are of the Arabic sentence; a bracket that both opens and closes within
Latin words is of these.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

LEFT_TO_RIGHT_MARK = "\N{LEFT-TO-RIGHT MARK}"
RIGHT_TO_LEFT_MARK = "\N{RIGHT-TO-LEFT MARK}"

_ARABIC = "\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefe"
_STRETCH = re.compile(rf"[^{_ARABIC}\n\t]+")
_HAS_WORDS = re.compile(rf"[^\W_{_ARABIC}]")
_STRONG = re.compile(r"[^\W\d_]")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|[^\s@]+@[^\s@]+\.[^\s@]+", re.IGNORECASE)
_ADDRESS_END = ".,;:!?\"')]"
_NUMBER = re.compile(
    r"\+\d[\d \u00a0()/.-]*\d"  # a telephone number
    r"|\d+(?:[-.,:/\u2010-\u2013\u00a0]\d+)*"
)
# A number that the algorithm orders rightly after Arabic letters too.
_PLAIN_NUMBER = re.compile(r"\d+(?:[.,:/\u00a0]\d+)*")
_WORD_CHARACTERS = frozenset("-./@&:_#+")
_PAIRS = {"(": ")", "[": "]", "{": "}"}
_MARKS = re.compile(f"[{LEFT_TO_RIGHT_MARK}{RIGHT_TO_LEFT_MARK}]")


class Piece(NamedTuple):
    """Words of one direction, with the direction marks they need."""

    words: str
    is_latin: bool


def fold_direction_marks(text: str) -> str:
    """Return a text without direction marks, to compare what was written with what is printed."""
    return _MARKS.sub("", text)


def is_direction_mark(character: str) -> bool:
    """Return whether a character is one of the marks that are put into Arabic text."""
    return character in (LEFT_TO_RIGHT_MARK, RIGHT_TO_LEFT_MARK)


def is_latin_only(text: str) -> bool:
    """Return whether a text has Latin words, and neither Arabic ones nor tags of a template."""
    if "{{" in text or "{%" in text or _STRONG.search(text) is None:
        return False
    stretch = _STRETCH.match(text)
    return stretch is not None and stretch.end() == len(text)


@lru_cache(maxsize=4096)
def split_latin(text: str) -> tuple[Piece, ...]:
    """Return an Arabic text in pieces of one direction, in order; nothing but marks is added."""
    pieces: list[Piece] = []
    end = 0
    for start, stop in _latin_places(text):
        if start > end:
            pieces.append(Piece(text[end:start], False))
        pieces.append(Piece(isolate(text[start:stop]), True))
        end = stop
    if end < len(text):
        pieces.append(Piece(text[end:], False))
    return tuple(
        Piece(piece.words + RIGHT_TO_LEFT_MARK, False) if _joins(pieces, at) else piece
        for at, piece in enumerate(pieces)
    )


def isolate(words: str) -> str:
    """Return words that run from left to right with the marks that keep them so."""
    if not words or _PLAIN_NUMBER.fullmatch(words):
        return words
    before = "" if _STRONG.match(words) else LEFT_TO_RIGHT_MARK
    after = "" if words[-1].isalnum() else LEFT_TO_RIGHT_MARK
    return f"{before}{words}{after}"


def isolate_all(text: str) -> tuple[Piece, ...]:
    """Return a text in a language from left to right, in pieces: the spaces around it are not."""
    words = text.strip()
    start = len(text) - len(text.lstrip())
    around = (text[:start], isolate(words), text[start + len(words) :])
    return tuple(Piece(each, at == 1) for at, each in enumerate(around) if each)


def _joins(pieces: list[Piece], at: int) -> bool:
    """Return whether the algorithm would take what stands between two Latin pieces for Latin."""
    piece = pieces[at]
    if piece.is_latin or not 0 < at < len(pieces) - 1:
        return False
    if _PLAIN_NUMBER.fullmatch(pieces[at - 1].words):
        return False
    return not any(unicodedata.bidirectional(each) in ("R", "AL") for each in piece.words)


def _latin_places(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the pieces that run from left to right begin and end."""
    if _HAS_WORDS.search(text) is None:
        return
    for stretch in _STRETCH.finditer(text):
        for start, stop in _balanced(text, stretch.start(), stretch.end()):
            yield from _places_in(text, start, stop)


def _balanced(text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """Yield the parts of a stretch between brackets whose partner is not in it."""
    unmatched, _ = _brackets(text, start, stop)
    for at in (*unmatched, stop):
        if at > start:
            yield start, at
        start = at + 1


def _brackets(text: str, start: int, stop: int) -> tuple[list[int], list[tuple[int, int]]]:
    """Return the places of brackets without a partner, and of pairs of brackets."""
    opened: list[int] = []
    unmatched: list[int] = []
    pairs: list[tuple[int, int]] = []
    for at in range(start, stop):
        if text[at] in _PAIRS:
            opened.append(at)
        elif text[at] in _PAIRS.values():
            if opened and _PAIRS[text[opened[-1]]] == text[at]:
                pairs.append((opened.pop(), at))
            else:
                unmatched.append(at)
    return sorted(unmatched + opened), pairs


def _places_in(text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """Yield the places in a stretch without Arabic letters: its numbers, then its Latin words.

    Behind the first Latin letter all is Latin, as the algorithm has it; a number before it, as in
    `2,5 GHz`, is not.
    """
    letter = _STRONG.search(text, start, stop)
    first = stop
    if letter is not None:
        first = letter.start()
        while first > start and (text[first - 1].isalnum() or text[first - 1] in _WORD_CHARACTERS):
            first -= 1
        while not (text[first].isalnum() or text[first] in "+#@"):
            first += 1
    for number in _NUMBER.finditer(text, start, first):
        yield number.span()
    if letter is not None:
        yield _widened(text, start, first, stop)


def _widened(text: str, start: int, first: int, stop: int) -> tuple[int, int]:
    """Return the place of Latin words that begin at `first`, with the signs that belong to them."""
    last = stop
    while not (text[last - 1].isalnum() or unicodedata.combining(text[last - 1])):
        last -= 1
    while last < stop and text[last] in "+#%":
        last += 1
    for address in _ADDRESS.finditer(text, first, stop):
        end = address.start() + len(address[0].rstrip(_ADDRESS_END))
        last = max(last, end)
    _, pairs = _brackets(text, start, stop)
    for opening, closing in sorted(pairs, reverse=True):
        if opening < first <= closing < last:
            first = opening
        elif first <= opening < last <= closing:
            last = closing + 1
    if text.count('"', first, last) % 2 and text[last : last + 1] == '"' and last < stop:
        last += 1
    return first, last
