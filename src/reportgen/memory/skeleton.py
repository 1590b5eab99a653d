"""What two texts have in common beside their values: words on one side, values on the other.

`The group met on {{ date("2021-09-01") }}` and `The group met on {{ date("2023-05-02") }}` are one
sentence with two values. In goes a text, out comes its skeleton: words in which each value is one
sign, and the values in order. Values are references and figures.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from reportgen.catalogs.compare import FREE_ARGUMENTS
from reportgen.expressions import FUNCTIONS, NAMES, paired_arguments
from reportgen.texts import Argument, Expression, Name, parse_text

VALUE = re.compile(r"\{\{.*?\}\}|\d+(?:[.,]\d+)*", re.DOTALL)

# One sign for each kind of value, of those that no text may contain.
_FIGURE_SIGN = "\ue000"
_UNKNOWN_SIGN = "\ue001"
_SIGNS = {
    **{f"{name}()": chr(0xE010 + place) for place, name in enumerate(FUNCTIONS)},
    **{name: chr(0xE080 + place) for place, name in enumerate(NAMES)},
}


@dataclass(frozen=True, slots=True)
class Value:
    """A value in a text: as written, its kind's sign, and what it refers to.

    `key` leaves out what each language chooses for itself (form, case, gender); `free` is that.
    """

    written: str
    sign: str
    key: str
    expression: Expression | None = None
    free: tuple[tuple[str, Argument], ...] = ()


@dataclass(frozen=True, slots=True)
class Skeleton:
    """A text without its values: `words` as they are compared, and the values in order."""

    words: str
    values: tuple[Value, ...]

    def keys(self) -> Counter[str]:
        """Return what the text refers to, each as often as it does."""
        return Counter(value.key for value in self.values)


@lru_cache(maxsize=8192)
def skeleton(text: str) -> Skeleton:
    """Return the skeleton of a text; case and white space of its words do not count."""
    values: list[Value] = []

    def take(found: re.Match[str]) -> str:
        value = read_value(found[0])
        values.append(value)
        return value.sign

    words = " ".join(VALUE.sub(take, text).split()).casefold()
    return Skeleton(words, tuple(values))


@lru_cache(maxsize=8192)
def read_value(written: str) -> Value:
    """Return the value that stands there; a reference that cannot be read is known by its words."""
    if not written.startswith("{{"):
        return Value(written, _FIGURE_SIGN, written)
    expressions = parse_text(written).expressions()
    if len(expressions) != 1:
        return Value(written, _UNKNOWN_SIGN, written)
    expression = expressions[0]
    function = FUNCTIONS.get(expression.name) if expression.is_call else None
    if function is None:
        name = f"{expression.name}.{expression.attribute}".rstrip(".")
        return Value(written, _SIGNS.get(expression.name, _UNKNOWN_SIGN), name, expression)
    pairs = [(parameter.name, value) for parameter, value in paired_arguments(expression, function)]
    fixed = sorted((name, repr(value)) for name, value in pairs if name not in FREE_ARGUMENTS)
    free = tuple((name, value) for name, value in pairs if name in FREE_ARGUMENTS)
    kind = f"{expression.name}()"
    return Value(written, _SIGNS[kind], f"{kind}{fixed}", expression, free)


def write_call(expression: Expression, free: dict[str, Argument]) -> str:
    """Return a call as it is written in a text, with these free arguments in place of its own."""
    keywords = {n: value for n, value in expression.keywords if n not in FREE_ARGUMENTS} | free
    arguments = [_written(value) for value in expression.arguments]
    arguments += [f"{name}={_written(value)}" for name, value in keywords.items()]
    return f"{{{{ {expression.name}({', '.join(arguments)}) }}}}"


def _written(argument: Argument) -> str:
    if isinstance(argument, Name):
        return argument.name
    # A reference has no escapes: a text with one kind of quotation mark is put in the other.
    quote = "'" if isinstance(argument, str) and '"' in argument else '"'
    return f"{quote}{argument}{quote}" if isinstance(argument, str) else str(argument)
