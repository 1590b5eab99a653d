"""Texts as translation tools show them: words to translate, and codes to leave alone.

In goes a text of a catalog, out come its words, its values (`{{ … }}`) and its pairs of Markdown
marks, nested as they are in the text. Joined again they give the very same text, whatever it is:
a mark without a partner is a word like others. So nothing depends on reading Markdown to the
letter; whether a translation has the marks of its source is judged when it comes back.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from reportgen.exchange.escapes import UNHOLDABLE

_VALUE = r"(?P<value>\{\{.*?\}\})|"
_OTHERS = (
    r"\\[!-/:-@\[-`{-~]"  # an escaped mark is a word
    r"|(?P<run>\*+|_+)"
    r"|(?P<open>\[)"
    r"|(?P<close>\]\((?:\{\{[^{}]*\}\}|[^(){}\s]*)\))"
    rf"|(?P<character>[{UNHOLDABLE}])"
)
_TOKEN = re.compile(_VALUE + _OTHERS, re.DOTALL)
_NO_VALUE = re.compile(_OTHERS, re.DOTALL)
# Marks inside marks: people write two or three; what is deeper is left as words.
_DEEPEST = 20


@dataclass(frozen=True, slots=True)
class Value:
    """What stands for itself: an expression with its braces, or a character XML cannot hold."""

    written: str

    @property
    def kind(self) -> str:
        """The `ctype` of XLIFF."""
        return "x-value" if self.written.startswith("{{") else "x-character"

    @property
    def name(self) -> str:
        """What an expression calls, as `{{ body(`; two of a name stand for one another."""
        return self.written.partition("(")[0]


@dataclass(frozen=True, slots=True)
class Pair:
    """Marks around a part of a text: `**…**`, `[…](https://…)`."""

    opening: str
    closing: str
    content: tuple[Node, ...]

    @property
    def kind(self) -> str:
        """The `ctype` of XLIFF."""
        if self.opening == "[":
            return "link"
        return "bold" if len(self.opening) > 1 else "italic"

    @property
    def written(self) -> str:
        """The marks with an ellipsis in the place of the words."""
        return f"{self.opening}…{self.closing}"

    @property
    def name(self) -> str:
        """What can stand for one another: the addresses of links may differ."""
        return self.kind


Node = str | Value | Pair


def split_codes(text: str) -> tuple[Node, ...]:
    """Return the words and codes of a text in order; `join_codes` gives the text again."""
    builder = _Builder(text)
    done = 0
    for found in _tokens(text):
        builder.add(text[done : found.start()])
        builder.take(found)
        done = found.end()
    builder.add(text[done:])
    return builder.finish()


def _tokens(text: str) -> Iterator[re.Match[str]]:
    """Yield the tokens of a text in order.

    After the last `}}` no value ends: none is looked for, lest a long text full of `{{` cost the
    square of its length.
    """
    last = text.rfind("}}") + len("}})")
    end = min(last, len(text)) if last >= len("}})") else 0
    place = 0
    while place < end and (found := _TOKEN.search(text, place)) is not None:
        if found.start() >= end:
            break
        yield found
        place = found.end()
    yield from _NO_VALUE.finditer(text, max(place, end))


def join_codes(nodes: Iterable[Node]) -> str:
    """Return the text that the nodes make."""
    return "".join(_texts(nodes))


def _texts(nodes: Iterable[Node]) -> Iterator[str]:
    for node in nodes:
        match node:
            case str():
                yield node
            case Value():
                yield node.written
            case Pair():
                yield node.opening
                yield from _texts(node.content)
                yield node.closing


def has_words(text: str) -> bool:
    """Whether there is anything to translate in a text: a letter outside its codes."""
    return any(_has_letter(node) for node in split_codes(text))


def _has_letter(node: Node) -> bool:
    match node:
        case str():
            return any(each.isalpha() for each in node)
        case Pair():
            return any(_has_letter(each) for each in node.content)
    return False


@dataclass(slots=True)
class _Frame:
    """Marks that have been opened, and what has come since."""

    opening: str
    nodes: list[Node] = field(default_factory=list)


class _Builder:
    """Puts tokens together to nodes."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._frames = [_Frame("")]

    def add(self, *nodes: Node) -> None:
        """Put words or a code where the text is at."""
        self._frames[-1].nodes += nodes

    def take(self, found: re.Match[str]) -> None:
        """Read one token."""
        token = found[0]
        match found.lastgroup:
            case "value" | "character":
                self.add(Value(token))
            case "run":
                self._run(token, found.start(), found.end())
            case "open" if self._has_room:
                self._frames.append(_Frame(token))
            case "close" if self._depth_of("[") is not None:
                self._close("[", token)
            case _:
                self.add(token)

    def finish(self) -> tuple[Node, ...]:
        """Return the nodes; what is still open was no mark."""
        while len(self._frames) > 1:
            self._give_up()
        return _merged(self._frames[0].nodes)

    @property
    def _has_room(self) -> bool:
        return len(self._frames) <= _DEEPEST

    def _run(self, marks: str, start: int, end: int) -> None:
        """Read a run of stars or underscores: it closes what it can, and opens with the rest."""
        before, after = self._text[start - 1 : start] if start else "", self._text[end : end + 1]
        is_inside = marks[0] == "_" and before.isalnum() and after.isalnum()
        can_close = bool(before.strip()) and not is_inside
        can_open = bool(after.strip()) and not is_inside
        while marks:
            opening = self._closable(marks) if can_close else ""
            if opening:
                self._close(opening, opening)
                marks = marks[len(opening) :]
            elif can_open and self._has_room:
                self._frames.append(_Frame(marks[:2]))
                marks = marks[2:]
                can_close = False  # marks do not close what the same run has opened
            else:
                self.add(marks)
                return

    def _closable(self, marks: str) -> str:
        """Return the innermost marks that a run can close; a link is not torn apart."""
        opening = self._frames[-1].opening
        for frame in reversed(self._frames):
            opening = frame.opening
            if opening in ("", "["):
                return ""
            if marks.startswith(opening):
                return opening
        return ""

    def _depth_of(self, opening: str) -> int | None:
        depths = [n for n, frame in enumerate(self._frames) if n and frame.opening == opening]
        return depths[-1] if depths else None

    def _close(self, opening: str, closing: str) -> None:
        """Make a pair of the innermost marks of a kind; what was opened since was no mark."""
        while self._frames[-1].opening != opening:
            self._give_up()
        frame = self._frames.pop()
        self.add(Pair(opening, closing, _merged(frame.nodes)))

    def _give_up(self) -> None:
        frame = self._frames.pop()
        self.add(frame.opening, *frame.nodes)


def _merged(nodes: Sequence[Node]) -> tuple[Node, ...]:
    """Return the nodes with words that stand side by side in one."""
    merged: list[Node] = []
    for node in nodes:
        if isinstance(node, str) and merged and isinstance(merged[-1], str):
            merged[-1] += node
        elif node != "":
            merged.append(node)
    return tuple(merged)


class CodeNumbers:
    """Numbers the codes of a source, and gives those of a translation the numbers of theirs."""

    def __init__(self, source: Iterable[Node]) -> None:
        """Number the codes of the source in reading order, from 1."""
        self._known = list(_codes(source))

    def __call__(self, nodes: Iterable[Node]) -> Iterator[int]:
        """Yield the number of each code of a text in reading order.

        The same code has the number it has in the source; failing that, one of the same name whose
        arguments a language chose for itself; what the source has not gets a number of its own.
        """
        codes = list(_codes(nodes))
        left = dict(enumerate(self._known, start=1))
        numbers: dict[int, int] = {}
        for is_alike in (_is_same, _is_of_a_name):
            for place, code in enumerate(codes):
                found = (n for n, known in left.items() if is_alike(known, code))
                number = next(found, 0) if place not in numbers else 0
                if number:
                    numbers[place] = number
                    del left[number]
        new = len(self._known)
        for place in range(len(codes)):
            if place not in numbers:
                new += 1
            yield numbers.get(place, new)


def _codes(nodes: Iterable[Node]) -> Iterator[Value | Pair]:
    """Yield the codes of a text in reading order."""
    for node in nodes:
        if not isinstance(node, str):
            yield node
            if isinstance(node, Pair):
                yield from _codes(node.content)


def _is_same(known: Value | Pair, code: Value | Pair) -> bool:
    return known.written == code.written


def _is_of_a_name(known: Value | Pair, code: Value | Pair) -> bool:
    return known.kind == code.kind and known.name == code.name
