"""What a parser's complaint means, in words for someone who writes a report.

libyaml and PyYAML's own parser say the same things differently; both are recognised by a piece of
their message.
"""

from __future__ import annotations

import re

import yaml

from reportgen.errors import Problem
from reportgen.yamlfile.text import Lines

_QUOTES = 'put the text in double quotes, or on lines of its own below ">-"'
_INDENT = "lines that belong together begin in the same column"

QUOTE_OPEN = "never closed"

# (part of the parser's message, our words, hint); the first that fits is taken.
_MEANINGS: tuple[tuple[str, str, str], ...] = (
    (
        "mapping values are not allowed",
        'a colon followed by a space stands where no key is expected',
        f'if it belongs to a text, {_QUOTES}; otherwise check the indentation',
    ),
    ("could not find expected ':'", 'this line is no "key: value"', f"{_INDENT}, or {_QUOTES}"),
    ("could not found expected ':'", 'this line is no "key: value"', f"{_INDENT}, or {_QUOTES}"),
    (
        "unknown escape character",
        "after a backslash in double quotes stands a character that means nothing there",
        r"write \\ for a backslash, or use single quotes",
    ),
    ("escape code", "this escape stands for no character", ""),
    ("expected hexdecimal", "this escape stands for no character", ""),
    ("expected hexadecimal", "this escape stands for no character", ""),
    (
        "block sequence entries are not allowed",
        'a list item ("- ") may not stand here',
        "begin the list on the next line",
    ),
    ("sequence entries are not allowed", 'a list item ("- ") may not stand here', _INDENT),
    ("mapping keys are not allowed", 'a "?" may not stand here', _QUOTES),
    (
        "'-' indicator",
        'a list goes on here with something that is no item ("- ")',
        _INDENT,
    ),
    ("expected alphabetic or numeric", 'a name must follow "*" or "&"', _QUOTES),
    ("expected comment or line break", 'nothing may follow "|" or ">" on its line', ""),
    ("expected a comment or a line break", 'nothing may follow "|" or ">" on its line', ""),
    ("duplicate anchor", "this name is already taken by another anchor", ""),
    ("node content", "a value is expected here", ""),
    ("document start", 'nothing may follow the end of the document ("...")', ""),
    ("directive", "directives (lines that begin with %) are not read", "delete the line"),
    ("incompatible YAML", "only YAML 1.1 and 1.2 are read", "delete the line %YAML"),
    ("undefined tag handle", 'tags such as "!x!y" are not allowed', _QUOTES),
    ("tag", 'a tag ("!…") is not allowed here', _QUOTES),
    ("expected key", "a key is expected here", f"{_INDENT}; if this belongs to a text, {_QUOTES}"),
    ("<block end>", "a key is expected here", f"{_INDENT}; if this belongs to a text, {_QUOTES}"),
)  # fmt: skip

# A value that cannot begin like this unless it is quoted; what stands before it on its line.
_VALUE_START = re.compile(r"[ ]*(?:- +)*(?:[^\s:#'\"\[\]{}]+: +)?([\[{*&!@`%\"'])(.*)")
_CLOSING = {"[": "]", "{": "}"}
_QUOTED = re.compile(r"""'(?:[^']|'')*'|"(?:[^"\\]|\\.)*\"""")
_TAB_INDENT = re.compile(r"^ *\t[ \t]*(?=\S)", re.MULTILINE)


def syntax_problems(
    shown: str, text: str, lines: Lines, error: yaml.MarkedYAMLError, bracket: int | None
) -> list[Problem]:
    """Return the problems behind an error of the YAML parser: one, or one for every tab.

    `bracket` is the offset of the innermost bracket still open.
    """
    mark = error.problem_mark or error.context_mark
    offset = min(mark.index, len(text)) if mark else 0
    words = str(error.problem or "")
    if _is_tab_fault(text, offset, words):
        return _tab_problems(shown, text, lines, offset)
    if "end of stream" in words and error.context_mark and "quoted" in str(error.context):
        offset = error.context_mark.index
        message = f"the quotation mark {text[offset : offset + 1]} is opened here and {QUOTE_OPEN}"
        hint = "" if text[offset] == '"' else "inside single quotes an apostrophe is doubled: ''"
        return [_syntax(shown, lines.place(offset), message, hint)]
    if bracket is not None:
        return [_bracket_problem(shown, text, lines, offset, words, bracket)]
    message, hint = _meaning(text, offset, words)
    line_start = text.rfind("\n", 0, offset) + 1
    line = text[line_start:].split("\n", 1)[0]
    value = _VALUE_START.match(line)
    if value:
        message, hint, shift = _first_character(value, message, hint)
        offset = line_start + shift if shift is not None else offset
    return [_syntax(shown, lines.place(offset), message, hint)]


def _bracket_problem(
    shown: str, text: str, lines: Lines, offset: int, words: str, bracket: int
) -> Problem:
    """Return the problem of a fault inside brackets: at the fault, or at the bracket left open."""
    wants_comma = "',' or" in words
    if not text[offset:].strip() or (wants_comma and "\n" in text[bracket:offset]):
        # The bracket is what the writer recognises; the parser stops lines later.
        closing = _CLOSING[text[bracket]]
        message = f'the bracket "{text[bracket]}" is opened here and not closed'
        return _syntax(shown, lines.place(bracket), message, f'add "{closing}" or a comma')
    if wants_comma:
        closing = _CLOSING[text[bracket]]
        message = f'a comma or the closing "{closing}" is expected here'
        return _syntax(shown, lines.place(offset), message, f"or {_QUOTES}")
    return _syntax(shown, lines.place(offset), *_meaning(text, offset, words))


def _meaning(text: str, offset: int, words: str) -> tuple[str, str]:
    """Return what the parser's words mean and what to do."""
    if "cannot start any token" in words:
        return f'an unquoted text may not begin with "{text[offset : offset + 1]}"', _QUOTES
    for part, message, hint in _MEANINGS:
        if part in words:
            return message, hint
    return f"this is not YAML: {words}", ""


def _first_character(value: re.Match[str], message: str, hint: str) -> tuple[str, str, int | None]:
    """Return better words where the first character of a value made it something else."""
    first, rest = value[1], value[2]
    if first in "\"'":
        closed = _QUOTED.match(value[0], value.start(1))
        after = value[0][closed.end() :].strip() if closed else ""
        if closed and after and after[0] not in ":#,]}":
            escape = chr(92) if first == '"' else "'"
            inside = f"write {escape}{first} for a quotation mark inside"
            return f"text follows the closing quotation mark {first}", inside, closed.end() - 1
        return message, hint, None
    if first in "[{" and _is_closed(first + rest) is False:
        return message, hint, None
    return f'an unquoted text may not begin with "{first}"', _QUOTES, value.start(1)


def _is_closed(value: str) -> bool:
    """Whether the bracket that a value begins with is closed on its line."""
    return value.count(value[0]) <= value.count(_CLOSING[value[0]])


def _is_tab_fault(text: str, offset: int, words: str) -> bool:
    """Whether the parser stumbled over a tab in the indentation."""
    before = text[text.rfind("\n", 0, offset) + 1 : offset + 1]
    return "tab" in words.split() or ("\t" in before and not before.strip())


def _tab_problems(shown: str, text: str, lines: Lines, offset: int) -> list[Problem]:
    """Return a problem for every line from the faulty one on that is indented with a tab."""
    first = text.rfind("\n", 0, offset) + 1
    starts = [found.start() for found in _TAB_INDENT.finditer(text, first)] or [offset]
    message = "this line is indented with a tab; YAML wants spaces"
    hint = "replace the tab by two spaces; most editors can do so in the whole file"
    return [
        Problem(shown, *lines.place(start), "error", "yaml-tabs", message, hint) for start in starts
    ]


def _syntax(shown: str, place: tuple[int, int], message: str, hint: str) -> Problem:
    return Problem(shown, *place, "error", "yaml-syntax", message, hint)
