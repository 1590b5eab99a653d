"""Turns whatever goes wrong with a template into one InputError with its place.

Nothing that Jinja, docxtpl or lxml raise leaves `word` unwrapped: a template is somebody's file,
and a fault in it is shown as path, part, paragraph and field.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Any

from jinja2 import Environment, nodes
from jinja2.exceptions import TemplateError, TemplateSyntaxError, UndefinedError
from jinja2.utils import missing
from lxml import etree

from reportgen.errors import InputError, Problem, did_you_mean
from reportgen.word.budget import LimitError, RefusedError, open_budget
from reportgen.word.guard import RefusedSyntaxError
from reportgen.word.places import (
    line_bounds,
    part_in_words,
    place_of_tag,
    tags_of,
    unclosed_tag,
)
from reportgen.word.sandbox import UnknownFieldError

CAUGHT = (
    TemplateError,
    ArithmeticError,
    AttributeError,
    LookupError,
    MemoryError,
    RecursionError,
    SyntaxError,
    TypeError,
    ValueError,
)
# What XML 1.0 cannot hold, in any spelling.
INVALID = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_TEMPLATE_FILES = ("<template>", "<unknown>")
_MARKUP = re.compile(r"<[^>]*>")
_STRICT = etree.XMLParser(resolve_entities=False, no_network=True)
_LISTING_MARKS = str.maketrans("\a\f", "\n\n")


@dataclass(frozen=True, slots=True)
class Located:
    """What it takes to find the paragraph of a line: the part's XML and the source in lines."""

    xml: str
    source: str


def from_error(
    path: str,
    name: str,
    error: BaseException,
    context: Mapping[str, Any],
    located: Located | None,
    environment: Environment | None = None,
) -> InputError:
    """Return the InputError for an error that arose in the part `name`."""
    if isinstance(error, InputError):
        return error
    where, excerpt = part_in_words(name), ""
    start = -1
    if located and environment:
        start = _find_tag(error, located, context, environment)
        if start >= 0:
            number, excerpt = place_of_tag(located.xml, located.source, start)
            where += f", paragraph {number}" if number else ""
    code, message, hint = _describe(error, context, _field(error, located, start, environment))
    if excerpt:
        message += f' in "{excerpt}"'
    return InputError([Problem(path, 0, 0, "error", code, message, hint, where)])


def broken_xml(path: str, name: str, text: str, error: Exception) -> InputError:
    """Return the InputError for rendered text that is no XML."""
    where = part_in_words(name)
    if found := INVALID.search(text):
        before = text[max(0, found.start() - 4000) : found.start()].partition(">")[2]
        before = _MARKUP.sub("", before)[-40:]
        message = (
            f'the character U+{ord(found[0]):04X} cannot stand in a Word file, after "{before}"'
        )
        problem = Problem(path, 0, 0, "error", "invalid-character", message, "", where)
    else:
        message = f"the tags of the template break Word's markup: {str(error)[:160]}"
        hint = "begin and end each loop and condition in paragraphs, rows or runs of the same kind"
        problem = Problem(path, 0, 0, "error", "template-xml", message, hint, where)
    return InputError([problem])


def check_well_formed(path: str, name: str, text: str) -> None:
    """Raise InputError unless `text` is well-formed XML, save for the marks of listings."""
    try:
        etree.fromstring(text.translate(_LISTING_MARKS).encode(), _STRICT)
    except (etree.XMLSyntaxError, UnicodeEncodeError) as error:
        raise broken_xml(path, name, text.translate(_LISTING_MARKS), error) from None


def _describe(error: BaseException, context: Mapping[str, Any], field: str) -> tuple[str, str, str]:
    """Return code, message and hint."""
    if isinstance(error, UnknownFieldError):
        return (
            "template-unknown-field",
            f'unknown field "{field}"',
            did_you_mean(error.name, _names(error.holder, context)),
        )
    if isinstance(error, UndefinedError):
        return "template-unknown-field", f"unknown field: {error.message}", ""
    if isinstance(error, LimitError):
        return "template-limit", f"the template is too costly: {error.message}", ""
    if isinstance(error, RefusedError):
        return "template-refused", f"{error.message}", ""
    if isinstance(error, RecursionError | MemoryError):
        return "template-limit", "the template is too costly: it is nested too deeply", ""
    if isinstance(error, TemplateSyntaxError | SyntaxError):
        message = error.message if isinstance(error, TemplateSyntaxError) else error.msg
        return "template-syntax", f"syntax error: {message}", ""
    return "template-render", f"{type(error).__name__}: {str(error)[:200]}", ""


def _find_tag(
    error: BaseException, located: Located, context: Mapping[str, Any], environment: Environment
) -> int:
    """Return where in the source the tag stands in which an error arose, -1 if it cannot be told.

    A template was compiled in one line; it is compiled and rendered again in many.
    """
    if isinstance(error, MemoryError | RecursionError):
        return -1
    try:
        with open_budget():
            environment.from_string(located.source).render(context)
    except CAUGHT as again:
        error = again
    if isinstance(error, TemplateSyntaxError) and "Unexpected end of template" in str(error):
        return unclosed_tag(located.source)
    if isinstance(error, TemplateSyntaxError | RefusedSyntaxError):
        lineno = error.lineno
    else:
        lineno = _traceback_line(error.__traceback__)
    if not lineno:
        return -1
    first, last = line_bounds(located.source, lineno)
    starts = [start for start, _ in tags_of(located.source[first:last])]
    if len(starts) < 2:
        return first + starts[0] if starts else -1
    return _which_tag(error, located.source, [first + start for start in starts], environment)


def _which_tag(
    error: BaseException, source: str, starts: list[int], environment: Environment
) -> int:
    """Return which of the tags of a line an error came from."""
    message = str(getattr(error, "message", error))
    for start, end in zip(starts, [*starts[1:], None], strict=True):
        if isinstance(error, UnknownFieldError):
            if re.search(rf"\b{re.escape(error.name)}\b", source[start:end]):
                return start
        elif isinstance(error, TemplateSyntaxError | RefusedSyntaxError):
            # The first tag with which the source up to it fails in the same way.
            try:
                environment.parse(source[:end])
            except (TemplateSyntaxError, RefusedSyntaxError) as shorter:
                if shorter.message == message:
                    return start
    return starts[0]


def _traceback_line(traceback: TracebackType | None) -> int:
    line = 0
    while traceback is not None:
        if traceback.tb_frame.f_code.co_filename in _TEMPLATE_FILES:
            line = traceback.tb_lineno
        traceback = traceback.tb_next
    return line


def _field(
    error: BaseException, located: Located | None, start: int, environment: Environment | None
) -> str:
    """Return the unknown field as the template writes it: `block.titel` for the name `titel`."""
    if not isinstance(error, UnknownFieldError):
        return ""
    if located is None or environment is None or start < 0:
        return error.name
    lineno = located.source.count("\n", 0, start) + 1
    for node in environment.parse(located.source).find_all((nodes.Getattr, nodes.Getitem)):
        if node.lineno == lineno and _last_step(node) == error.name:
            return _dotted(node)
    return error.name


def _last_step(node: nodes.Expr) -> str:
    if isinstance(node, nodes.Getattr):
        return node.attr
    if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
        return str(node.arg.value)
    return ""


def _dotted(node: nodes.Node) -> str:
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr | nodes.Getitem):
        return f"{_dotted(node.node)}.{_last_step(node)}"
    return "…"


def _names(holder: object, context: Mapping[str, Any]) -> Iterable[str]:
    """Return the names that an unknown one may have been meant for."""
    names = context if holder is missing else holder
    return [key for key in names if isinstance(key, str)] if isinstance(names, Mapping) else ()
