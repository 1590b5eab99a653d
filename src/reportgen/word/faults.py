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
from reportgen.word.budget import LimitError, RefusedError
from reportgen.word.guard import RefusedSyntaxError
from reportgen.word.places import part_in_words, place_of_line
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
    lineno = _line_of(error, located, context, environment)
    where, excerpt = part_in_words(name), ""
    if located and lineno:
        number, excerpt = place_of_line(located.xml, located.source, lineno)
        where += f", paragraph {number}" if number else ""
    code, message, hint = _describe(error, context, located, lineno, environment)
    if excerpt:
        message += f' in "{excerpt}"'
    return InputError([Problem(path, 0, 0, "error", code, message, hint, where)])


def broken_xml(path: str, name: str, text: str, error: Exception) -> InputError:
    """Return the InputError for rendered text that is no XML."""
    where = part_in_words(name)
    if found := INVALID.search(text):
        before = _MARKUP.sub("", text[max(0, found.start() - 300) : found.start()])[-40:]
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


def _describe(
    error: BaseException,
    context: Mapping[str, Any],
    located: Located | None,
    lineno: int,
    environment: Environment | None,
) -> tuple[str, str, str]:
    """Return code, message and hint."""
    if isinstance(error, UnknownFieldError):
        field = _as_written(error.name, located, lineno, environment)
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


def _line_of(
    error: BaseException,
    located: Located | None,
    context: Mapping[str, Any],
    environment: Environment | None,
) -> int:
    """Return the line of the source where an error arose, 0 if it cannot be told.

    A template compiled in one line is compiled and rendered again with its lines.
    """
    if located is None or environment is None or isinstance(error, MemoryError | RecursionError):
        return 0
    again: BaseException = error
    if not isinstance(error, LimitError):
        try:
            environment.from_string(located.source).render(context)
        except CAUGHT as raised:
            again = raised
        else:
            return 0
    if isinstance(again, TemplateSyntaxError | RefusedSyntaxError):
        return again.lineno
    return _traceback_line(again.__traceback__)


def _traceback_line(traceback: TracebackType | None) -> int:
    line = 0
    while traceback is not None:
        if traceback.tb_frame.f_code.co_filename in _TEMPLATE_FILES:
            line = traceback.tb_lineno
        traceback = traceback.tb_next
    return line


def _as_written(
    name: str, located: Located | None, lineno: int, environment: Environment | None
) -> str:
    """Return the field as the template writes it: `block.titel` for the name `titel`."""
    if located is None or environment is None:
        return name
    for node in environment.parse(located.source).find_all((nodes.Getattr, nodes.Getitem)):
        if lineno in (0, node.lineno) and _last_step(node) == name:
            return _dotted(node)
    return name


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
