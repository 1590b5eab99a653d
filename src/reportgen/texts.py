"""Texts as written: inline Markdown for emphasis and links, `{{ }}` for values.

In goes the source of one text, out come its pieces in order: literal words and expressions, each
with its look. What an expression may say is the business of `reportgen.expressions`; its value is
found when a report is localised. Nothing of a text is altered except what Markdown itself takes
away (the marks of emphasis and links, and the backslash before an escaped character).
"""

from __future__ import annotations

import ast
import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from functools import cache, lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from reportgen.records import dataclass

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

# An expression stands for one character while Markdown is read. Plane 16 is refused in every input
# (`bad-character`), so the stand-in cannot be confused with words of the text.
_STAND_IN = 0x100000
_MAX_LENGTH = 50_000
_MAX_EXPRESSIONS = 500
_MAX_STRAYS = 20
_MAX_EXPRESSION_LENGTH = 400
_OPENING = re.compile(r"\{(?=\{)")
_STRAY_BRACES = re.compile(r"(?<!\\)(\{\{|\{%|\{#)")
_STAND_INS = re.compile(f"([{chr(_STAND_IN)}-{chr(_STAND_IN + _MAX_EXPRESSIONS)}])")
# What can be a mark of Markdown: brackets without a target and underscores inside words are none.
_MARKDOWN = re.compile(r"[*\\]|\]\(|(?<!\w)_|_(?!\w)")
_ALLOWED_LINK = re.compile(r"(https?://|mailto:)[^\s\"<>\\{}|^`]+\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Name:
    """A listed name used as an argument: `meeting` in `date(meeting)`."""

    name: str


Argument = str | int | Name


@dataclass(frozen=True, slots=True)
class Expression:
    """One call of a function, or one name: what stands between `{{` and `}}`.

    `source` is as written, braces included; `index` counts the `{{` of the text before it;
    `attribute` follows the name after a point (`addressee.sector`); `is_call` tells `name()` from
    `name`.
    """

    source: str
    index: int
    name: str
    attribute: str = ""
    is_call: bool = False
    arguments: tuple[Argument, ...] = ()
    keywords: tuple[tuple[str, Argument], ...] = ()

    def keyword(self, name: str) -> Argument | None:
        """Return the keyword argument of that name, None where it was not given."""
        return dict(self.keywords).get(name)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text with one look: literal words, or an expression.

    `href` is the target of the link it stands in; `href_expression` that target as an expression.
    """

    text: str = ""
    expression: Expression | None = None
    strong: bool = False
    emphasis: bool = False
    href: str = ""
    href_expression: Expression | None = None


@dataclass(frozen=True, slots=True)
class TextFault:
    """Something wrong in a text: `needle` and `index` say which occurrence of what to point at."""

    code: str
    message: str
    hint: str = ""
    needle: str = "{{"
    index: int = 0


@dataclass(frozen=True, slots=True)
class ParsedText:
    """The pieces of a text, and what was wrong with it; faulty expressions have no piece."""

    pieces: tuple[Piece, ...]
    faults: tuple[TextFault, ...] = ()

    def expressions(self) -> tuple[Expression, ...]:
        """Return the expressions of the text in order, those in link targets included."""
        found = []
        for piece in self.pieces:
            found += [e for e in (piece.expression, piece.href_expression) if e is not None]
        return tuple(dict.fromkeys(found))


@lru_cache(maxsize=8192)
def parse_text(source: str) -> ParsedText:
    """Return the pieces of one text (a paragraph, a list item, a table cell)."""
    if len(source) > _MAX_LENGTH:
        message = f"a text has at most {_MAX_LENGTH:,} characters, not {len(source):,}"
        return ParsedText((), (TextFault("text-too-long", message, "begin a new paragraph"),))
    faults: list[TextFault] = []
    taken = _STAND_INS.search(source)
    if taken is not None:
        message = f"the character U+{ord(taken[0]):X} may not stand in a text"
        faults.append(TextFault("bad-character", message, "delete it", needle=taken[0]))
        source = _STAND_INS.sub("", source)
    marked, expressions = _stand_in_for_expressions(source, faults)
    faults += _stray_braces(marked, source)
    pieces = _read_markdown(marked) if _MARKDOWN.search(marked) else (Piece(text=marked),)
    resolved = [part for piece in pieces for part in _resolve(piece, expressions, faults)]
    return ParsedText(tuple(resolved), tuple(faults))


def _stand_in_for_expressions(
    source: str, faults: list[TextFault]
) -> tuple[str, list[Expression | None]]:
    """Return the text with a character in place of each expression, and the expressions."""
    openings = _openings(source)
    expressions: list[Expression | None] = []
    parts = []
    done = 0
    for place, end in expression_places(source):
        if len(expressions) == _MAX_EXPRESSIONS:
            message = f"a text has at most {_MAX_EXPRESSIONS} expressions"
            index = bisect_left(openings, place)
            faults.append(TextFault("text-too-long", message, "begin a new paragraph", index=index))
            done = len(source)
            break
        written = source[place:end]
        parsed = _parse_expression(written, written[2:-2], bisect_left(openings, place))
        parts.append(source[done:place])
        if isinstance(parsed, TextFault):
            faults.append(parsed)
        else:
            parts.append(chr(_STAND_IN + len(expressions)))
        expressions.append(None if isinstance(parsed, TextFault) else parsed)
        done = end
    return "".join((*parts, source[done:])), expressions


def expression_places(source: str) -> Iterator[tuple[int, int]]:
    """Yield where each expression of a text starts and ends, faulty ones included.

    A `{{` after a backslash begins none, and one that is not closed ends the search.
    """
    place = 0
    while (place := source.find("{{", place)) >= 0:
        if source[place - 1 : place] == "\\":
            place += 1
            continue
        end = source.find("}}", place + 2)
        if end < 0:
            return
        yield place, end + 2
        place = end + 2


def _openings(text: str) -> list[int]:
    """Return where `{{` stands; the second of `{{{` counts, as a search for it finds it."""
    return [found.start() for found in _OPENING.finditer(text)]


def _stray_braces(marked: str, source: str) -> list[TextFault]:
    """Report what looks like the beginning of an expression or tag but is none."""
    faults = []
    in_source, in_marked = _openings(source), _openings(marked)
    for match in islice(_STRAY_BRACES.finditer(marked), _MAX_STRAYS):
        opened = match.group(1)
        if opened == "{{":
            # All expressions stand before the first `{{` that is not closed.
            index = len(in_source) - (len(in_marked) - bisect_left(in_marked, match.start()))
            hint = "close the expression, or write \\{{ for the characters themselves"
            faults.append(TextFault("expression-syntax", "`{{` without `}}`", hint, index=index))
        else:
            message = f"`{opened}` means nothing in a text: loops and conditions are for templates"
            hint = f"write \\{opened} for the characters themselves"
            faults.append(TextFault("expression-syntax", message, hint, needle=opened))
    return faults


def _parse_expression(source: str, inner: str, index: int) -> Expression | TextFault:
    """Return the expression written between the braces, or what is wrong with it.

    The grammar is a part of Python's, so its parser reads it; only calls of plain names with
    literal arguments, and names with one attribute, are taken. Nothing is evaluated.
    """
    try:
        code = _readable_code(inner)
        match _syntax_tree(code):
            case ast.Name(id=name):
                return Expression(source, index, name)
            case ast.Attribute(value=ast.Name(id=name), attr=attribute):
                return Expression(source, index, name, attribute)
            case ast.Call(func=ast.Name(id=name)) as call:
                arguments, keywords = _call_arguments(call, code)
                return Expression(
                    source, index, name, is_call=True, arguments=arguments, keywords=keywords
                )
    except _NotReadable as error:
        return TextFault("expression-syntax", error.message, error.hint, index=index)
    return TextFault(
        "expression-syntax",
        f"`{code}` is neither a name nor a function",
        'write one of the names or functions of docs/outcomes.md, as in body("RAG")',
        index=index,
    )


class _NotReadable(Exception):  # noqa: N818 - it never leaves this module
    """What stands between the braces is not in the grammar."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


def _readable_code(inner: str) -> str:
    """Return the words between the braces on one line, if they are worth parsing."""
    code = " ".join(inner.split())
    if not code:
        raise _NotReadable("nothing stands between the braces", "write a name or a function there")
    if len(code) > _MAX_EXPRESSION_LENGTH:
        raise _NotReadable(f"an expression has at most {_MAX_EXPRESSION_LENGTH} characters")
    if "\\" in code:
        raise _NotReadable(f"cannot read `{code}`", "no backslash is needed between the braces")
    return code


def _syntax_tree(code: str) -> ast.expr:
    try:
        return ast.parse(code, mode="eval").body
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        raise _NotReadable(f"cannot read `{code}`", _syntax_hint(code)) from None


def _call_arguments(
    call: ast.Call, code: str
) -> tuple[tuple[Argument, ...], tuple[tuple[str, Argument], ...]]:
    """Return the arguments of a call by place and by name."""
    arguments = [_argument(each) for each in call.args]
    keywords = {each.arg or "": _argument(each.value) for each in call.keywords}
    if len(keywords) < len(call.keywords):
        raise _NotReadable(f"`{code}` gives an argument twice")
    if None in arguments or None in keywords.values() or "" in keywords:
        raise _NotReadable(
            f"`{code}`: an argument is a number, a text in quotes or a listed name",
            "nothing is computed here: no call within a call, no sum, no list",
        )
    return (
        tuple(each for each in arguments if each is not None),
        tuple((name, each) for name, each in keywords.items() if each is not None),
    )


def _syntax_hint(code: str) -> str:
    """Return a hint for the slips that word processors and hands make most."""
    if any(quote in code for quote in "“”‘’„«»"):
        return 'use straight quotes: "…"'
    if code.count("(") != code.count(")"):
        return "count the brackets"
    if code.count('"') % 2:
        return "a quotation mark is missing"
    return ""


def _argument(node: ast.expr) -> Argument | None:
    """Return the value of a literal argument or the name it gives; None if it is neither."""
    match node:
        case ast.Constant(value=bool()):
            return None
        case ast.Constant(value=str() | int() as value):
            return value
        case ast.Name(id=name):
            return Name(name)
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int() as value)):
            return -value
    return None


# --- Markdown --------------------------------------------------------------------------------


@cache
def _markdown() -> MarkdownIt:
    """Return a Markdown reader that knows emphasis, links and the backslash, and nothing else."""
    from markdown_it import MarkdownIt  # only for texts that use it: it is slow to load

    reader = MarkdownIt("zero").enable(["emphasis", "link", "escape"])
    # Link targets are kept as written and judged in _resolve, where a fault can be reported.
    reader.normalizeLink = _as_written  # type: ignore[method-assign]
    reader.validateLink = _is_link  # type: ignore[method-assign]
    reader.inline.ruler.at("link", _read_link)
    return reader


def _read_link(state: StateInline, silent: bool) -> bool:
    """Read a link by the library's rule, and note at its last token where its source ends."""
    from markdown_it.rules_inline import link

    is_link = link(state, silent)
    if is_link and not silent:
        state.tokens[-1].meta["end"] = state.pos
    return is_link


def markdown_tokens(marked: str) -> list[Token]:
    """Return the tokens of inline Markdown in the order of its source, none of them joined.

    `content` of a `text` token stands in the source as it is, `markup` of any other; a `link_open`
    is one bracket, and `meta["end"]` of a `link_close` says where the source of the link ends.
    `reportgen.textmap` finds the places of words by them.
    """
    reader = _markdown()
    tokens: list[Token] = []
    reader.inline.parse(marked, reader, {}, tokens)
    return tokens


def _as_written(url: str) -> str:
    return url


def _is_link(url: str) -> bool:
    return bool(url)


def _read_markdown(marked: str) -> tuple[Piece, ...]:
    """Return the pieces of a text whose expressions are stand-ins, before these are resolved."""
    pieces: list[Piece] = []
    strong = emphasis = 0
    href = ""
    for token in _markdown().parseInline(marked)[0].children or ():
        if token.type == "strong_open":
            strong += 1
        elif token.type == "strong_close":
            strong -= 1
        elif token.type == "em_open":
            emphasis += 1
        elif token.type == "em_close":
            emphasis -= 1
        elif token.type == "link_open":
            href = str(token.attrGet("href") or "")
        elif token.type == "link_close":
            href = ""
        elif token.content:
            pieces.append(Piece(token.content, None, strong > 0, emphasis > 0, href))
    return tuple(pieces)


def _resolve(
    piece: Piece, expressions: list[Expression | None], faults: list[TextFault]
) -> list[Piece]:
    """Put the expressions back in place of their stand-ins and judge the target of a link."""
    if piece.href:
        target = _STAND_INS.fullmatch(piece.href)
        if target is not None:
            expression = expressions[ord(piece.href) - _STAND_IN]
            piece = replace(piece, href="", href_expression=expression)
        elif not _ALLOWED_LINK.match(piece.href):
            shown = _STAND_INS.sub("{{…}}", piece.href)
            faults.append(
                TextFault(
                    "bad-link",
                    f'"{shown}" is not a link to a page or a mail address',
                    "links begin with https://, http:// or mailto:",
                    needle=f"]({_STAND_INS.split(piece.href)[0]}",
                )
            )
            piece = replace(piece, href="")
    parts: list[Piece] = []
    for part in _STAND_INS.split(piece.text):
        if not part:
            continue
        if _STAND_INS.fullmatch(part):
            expression = expressions[ord(part) - _STAND_IN]
            parts.append(replace(piece, text="", expression=expression))
        else:
            parts.append(replace(piece, text=part))
    return parts


def is_allowed_link(url: str) -> bool:
    """Whether a link may lead there: a web page or a mail address, nothing that runs."""
    return _ALLOWED_LINK.match(url) is not None
