"""The filters and tests that templates may use, each under meter.

Left out of Jinja's own: what opens objects (`attr`), what lets text pass as XML (`safe`,
`xmlattr`, `tojson`, `urlize`), what nests lists (`batch`, `slice`, `groupby`), what varies between
two renderings (`random`) and what a report has no use for. The rest is charged to the budget, and
those that can enlarge a text are told the size of their result first.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Mapping
from itertools import islice
from typing import Any

from jinja2 import Environment
from jinja2.filters import FILTERS, make_attrgetter
from jinja2.nodes import EvalContext
from jinja2.runtime import Undefined, markup_join, str_join
from jinja2.tests import TESTS
from jinja2.utils import Namespace, pass_environment, pass_eval_context

from reportgen.word import guard
from reportgen.word.budget import (
    MAX_ITEMS,
    LimitError,
    RefusedError,
    check_items,
    check_length,
    current_budget,
)

MAX_WIDTH = 1000

_FILTERS = (
    "abs",
    "capitalize",
    "center",
    "count",
    "d",
    "default",
    "dictsort",
    "e",
    "escape",
    "first",
    "float",
    "forceescape",
    "indent",
    "int",
    "items",
    "join",
    "last",
    "length",
    "list",
    "lower",
    "map",
    "max",
    "min",
    "reject",
    "rejectattr",
    "replace",
    "reverse",
    "round",
    "select",
    "selectattr",
    "sort",
    "string",
    "sum",
    "title",
    "trim",
    "truncate",
    "unique",
    "upper",
    "wordcount",
)
_TESTS = (
    "!=",
    "<",
    "<=",
    "==",
    ">",
    ">=",
    "boolean",
    "defined",
    "divisibleby",
    "eq",
    "equalto",
    "even",
    "false",
    "float",
    "ge",
    "greaterthan",
    "gt",
    "in",
    "integer",
    "iterable",
    "le",
    "lessthan",
    "lower",
    "lt",
    "mapping",
    "ne",
    "none",
    "number",
    "odd",
    "sameas",
    "sequence",
    "string",
    "true",
    "undefined",
    "upper",
)

Filter = Callable[..., Any]


def allowed_filters() -> dict[str, Filter]:
    """Return the filters of the environment by name, with those that `guard` puts in."""
    listed = {name: _metered(_GUARDED.get(name, FILTERS[name])) for name in _FILTERS}
    return listed | {
        guard.LOOP: metered_loop,
        guard.JOIN: _metered_join,
        guard.FLAT: _flat_literal,
        guard.SIZED: _metered_size,
    }


def allowed_tests() -> dict[str, Filter]:
    """Return the tests of the environment by name."""
    tests: dict[str, Any] = dict(TESTS)
    return {name: _metered(tests[name]) for name in _TESTS}


def charge(value: Any) -> None:
    """Charge the size of a value that an operation read or made."""
    if isinstance(value, str):
        check_length(len(value))
        current_budget().handle(len(value))
    elif isinstance(value, list | tuple | Mapping):
        current_budget().handle(len(value))


def metered_loop(value: Any) -> Any:
    """Return what a loop goes through, its rounds charged."""
    if not hasattr(value, "__len__"):
        value = _bounded_list(iter(value))
    current_budget().step(len(value) + 1)
    return value


@pass_eval_context
def _metered_join(eval_ctx: EvalContext, values: list[Any]) -> str:
    """Do what `~` does, within measure."""
    _check_plain(values)
    size = sum(len(value) if isinstance(value, str) else 80 for value in values)
    check_length(size)
    current_budget().handle(size)
    return markup_join(values) if eval_ctx.autoescape else str_join(values)


def _flat_literal(value: Any) -> Any:
    """Return a literal list, tuple or dictionary that holds plain values only.

    One that held itself twice, over and over, would be short to write and endless to compare.
    """
    current_budget().step()
    _check_plain([*value, *value.values()] if isinstance(value, dict) else value)
    return value


def _metered_size(value: Any) -> Any:
    """Return the value, what it takes to go through it charged."""
    current_budget().step()
    if isinstance(value, str | list | tuple | Mapping):
        current_budget().handle(len(value))
    return value


def _check_plain(values: Iterable[Any]) -> None:
    for value in values:
        if isinstance(value, Undefined):
            str(value)  # raises the error of the unknown field
        if value is not None and not isinstance(value, str | int | float):
            raise RefusedError("only texts and numbers can be put together")


def _bounded_list(values: Iterable[Any]) -> list[Any]:
    found = list(islice(values, MAX_ITEMS + 1))
    check_items(len(found))
    return found


def _metered(function: Filter) -> Filter:
    """Return a filter or test that charges what it is given and what it makes."""

    @functools.wraps(function)
    def metered(*args: Any, **kwargs: Any) -> Any:
        budget = current_budget()
        budget.step()
        for argument in (*args, *kwargs.values()):
            if isinstance(argument, str | list | tuple | dict):
                budget.handle(len(argument))
                budget.step(0 if isinstance(argument, str) else len(argument))
        result = function(*args, **kwargs)
        if hasattr(result, "__next__"):
            result = _bounded_list(result)
        charge(result)
        return result

    return metered


def _center(value: Any, width: Any = 80) -> str:
    if not isinstance(width, int) or width > MAX_WIDTH:
        raise LimitError(f"a text is centred in more than {MAX_WIDTH} characters")
    return _call("center", value, width)


def _indent(value: Any, width: Any = 4, first: bool = False, blank: bool = False) -> str:
    step = len(width) if isinstance(width, str) else int(width)
    if step > MAX_WIDTH:
        raise LimitError(f"a text is indented by more than {MAX_WIDTH} characters")
    check_length(len(value) + step * (str(value).count("\n") + 1))
    return _call("indent", value, width, first, blank)


@pass_eval_context
def _join(
    eval_ctx: EvalContext, value: Any, d: str = "", attribute: str | int | None = None
) -> str:
    items = _bounded_list(value)
    if attribute is None:
        _check_plain(items)
    size = sum(len(item) if isinstance(item, str) else 80 for item in items)
    check_length(size + len(d) * len(items))
    return _call("join", eval_ctx, items, d, attribute)


@pass_eval_context
def _replace(eval_ctx: EvalContext, s: str, old: str, new: str, count: int | None = None) -> str:
    _check_plain((s, old, new))
    check_length(len(str(s)) + str(s).count(str(old)) * max(len(str(new)), 1) * 6)
    return _call("replace", eval_ctx, s, old, new, count)


def _round(value: float, precision: Any = 0, method: str = "common") -> float:
    if not isinstance(precision, int) or abs(precision) > 20:
        raise LimitError("a number is rounded to more than 20 digits")
    return float(FILTERS["round"](value, precision, method))


def _string(value: Any) -> str:
    _check_plain([value])
    return _call("string", value)


@pass_environment
def _sum(
    environment: Environment,
    iterable: Iterable[Any],
    attribute: str | int | None = None,
    start: float = 0,
) -> float:
    if attribute is not None:
        iterable = map(make_attrgetter(environment, attribute), iterable)
    numbers = _bounded_list(iterable)
    if not all(isinstance(number, int | float) for number in (*numbers, start)):
        raise RefusedError('the filter "sum" works with numbers only')
    return sum(numbers, start)


def _map_guarded(context: Any, *args: Any, **kwargs: Any) -> Any:
    # A list among the arguments could be put into the result, and that into itself.
    if any(_holds_others(argument) for argument in (*args[1:], *kwargs.values())):
        raise RefusedError('the filter "map" takes texts and numbers only')
    return FILTERS["map"](context, *args, **kwargs)


_map_guarded.jinja_pass_arg = FILTERS["map"].jinja_pass_arg  # type: ignore[attr-defined]


def _holds_others(value: Any) -> bool:
    return isinstance(value, list | tuple | Mapping | Namespace)


def _call(name: str, *args: Any) -> str:
    result: str = FILTERS[name](*args)
    return result


_GUARDED: dict[str, Filter] = {
    "center": _center,
    "indent": _indent,
    "join": _join,
    "map": _map_guarded,
    "replace": _replace,
    "round": _round,
    "string": _string,
    "sum": _sum,
}
