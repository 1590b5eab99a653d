"""What is wrong with an expression by itself: its name, its arguments, its forms."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from reportgen.errors import did_you_mean
from reportgen.expressions.arguments import paired_arguments
from reportgen.expressions.table import FUNCTIONS, NAMES, Function, Parameter
from reportgen.texts import Argument, Expression, Name, TextFault

_BARE_ARGUMENT_ONLY = "only as an argument"
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
_PERIOD = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?\Z")


def check_expression(expression: Expression) -> list[TextFault]:
    """Return what is wrong with an expression by itself: name, arguments, forms."""
    if not expression.is_call:
        return _check_name(expression)
    function = FUNCTIONS.get(expression.name)
    if function is None:
        hint = did_you_mean(expression.name, FUNCTIONS) or f"functions: {', '.join(FUNCTIONS)}"
        if expression.name in NAMES:
            hint = f"{expression.name} is a name: it takes no brackets"
        message = f'unknown function "{expression.name}"'
        return [_fault(expression, "unknown-function", message, hint)]
    return list(_check_arguments(expression, function))


def _fault(expression: Expression, code: str, message: str, hint: str = "") -> TextFault:
    return TextFault(code, message, hint, index=expression.index)


def _check_name(expression: Expression) -> list[TextFault]:
    attributes = NAMES.get(expression.name)
    if attributes is None:
        hint = did_you_mean(expression.name, [*NAMES, *FUNCTIONS])
        if expression.name in FUNCTIONS:
            hint = f"{expression.name} is a function: write {expression.name}(…)"
        message = f'unknown name "{expression.name}"'
        return [_fault(expression, "unknown-name", message, hint or f"names: {', '.join(NAMES)}")]
    if expression.attribute not in attributes:
        shown = f"{expression.name}.{expression.attribute}".rstrip(".")
        known = [f"{expression.name}.{name}" for name in attributes if name]
        hint = did_you_mean(shown, known) or f"known: {', '.join(known)}"
        return [_fault(expression, "unknown-name", f'unknown name "{shown}"', hint)]
    if attributes[expression.attribute].startswith(_BARE_ARGUMENT_ONLY):
        message = f'"{expression.name}" says nothing by itself'
        return [_fault(expression, "bad-argument", message, _use_of_name(expression.name))]
    return []


def _takes_name(function: Function, name: str) -> bool:
    return any(name in parameter.names for parameter in function.parameters)


def _check_arguments(expression: Expression, function: Function) -> Iterator[TextFault]:
    yield from _check_number_of_arguments(expression, function)
    for parameter, argument in paired_arguments(expression, function):
        yield from _check_argument(expression, function, parameter, argument)
    yield from _check_keywords(expression, function)
    yield from _check_completeness(expression, function)
    if function.name == "dates":
        yield from _check_order(expression, function)


def _check_number_of_arguments(expression: Expression, function: Function) -> Iterator[TextFault]:
    allowed, given = len(function.positional), len(expression.arguments)
    if given > allowed and not function.is_variadic:
        message = f"{function.name}() takes at most {_counted(allowed)}, not {given}"
        yield _fault(expression, "bad-argument", message, _signature(function))


def _check_keywords(expression: Expression, function: Function) -> Iterator[TextFault]:
    """Check that arguments given by name are known, and not given by place too."""
    known = [parameter.name for parameter in function.parameters]
    given = [parameter.name for parameter, _ in paired_arguments(expression, function)]
    for name, _ in expression.keywords:
        if name not in known:
            message = f'{function.name}() has no argument "{name}"'
            hint = did_you_mean(name, known) or _signature(function)
            yield _fault(expression, "bad-argument", message, hint)
        elif given.count(name) > 1 and not function.is_variadic:
            message = f'{function.name}() is given its argument "{name}" twice'
            yield _fault(expression, "bad-argument", message, _signature(function))


def _check_completeness(expression: Expression, function: Function) -> Iterator[TextFault]:
    filled = {parameter.name for parameter, _ in paired_arguments(expression, function)}
    for parameter in function.parameters:
        if parameter.is_required and parameter.name not in filled:
            message = f'{function.name}() lacks its argument "{parameter.name}"'
            yield _fault(expression, "bad-argument", message, _signature(function))
    if function.name == "money" and "fact" not in filled and not {"amount", "currency"} <= filled:
        message = "money() needs an amount and a currency, or fact="
        yield _fault(expression, "bad-argument", message, _signature(function))


def _check_order(expression: Expression, function: Function) -> Iterator[TextFault]:
    """Check that the last of several days is not before the first."""
    days = [argument for _, argument in paired_arguments(expression, function)][:2]
    first, last = (*days, None, None)[:2]
    if isinstance(first, str) and isinstance(last, str) and last < first:
        message = f"dates(): the last day ({last}) is before the first ({first})"
        yield _fault(expression, "bad-argument", message, "change their order")


def _counted(number: int) -> str:
    return f"{number} argument" if number == 1 else f"{number} arguments"


def _check_argument(
    expression: Expression, function: Function, parameter: Parameter, argument: Argument
) -> Iterator[TextFault]:
    place = f'{function.name}(): "{parameter.name}"'
    if isinstance(argument, Name):
        if argument.name not in parameter.names:
            known = f"; known here: {', '.join(parameter.names)}" if parameter.names else ""
            message = f"{place} cannot be the name `{argument.name}`{known}"
            hint = _name_hint(parameter, argument.name)
            yield _fault(expression, "bad-argument", message, hint)
        return
    if isinstance(argument, int):
        if "integer" not in parameter.kinds:
            yield _fault(
                expression, "bad-argument", f"{place} must be a text", f'quote it: "{argument}"'
            )
        elif parameter.minimum is not None and argument < parameter.minimum:
            message, hint = f"{place} cannot be {argument}", f"at least {parameter.minimum}"
            yield _fault(expression, "bad-argument", message, hint)
        return
    if parameter.choices:
        if argument not in parameter.choices:
            message = f'{place} cannot be "{argument}"'
            hint = did_you_mean(argument, parameter.choices)
            yield _fault(
                expression,
                "bad-argument",
                message,
                hint or f"one of {', '.join(parameter.choices)}",
            )
    elif parameter.pattern and not re.fullmatch(parameter.pattern, argument):
        hint = "write it as in the table of functions of docs/outcomes.md"
        yield _fault(expression, "bad-argument", f'{place} cannot be "{argument}"', hint)
    elif "text" not in parameter.kinds:
        yield from _check_typed_text(expression, place, parameter, argument)


def _name_hint(parameter: Parameter, name: str) -> str:
    """Return what was probably meant by a name that a parameter does not take."""
    if name in NAMES:
        return _use_of_name(name)
    quoted = f'quote it: "{name}"' if "text" in parameter.kinds else ""
    return did_you_mean(name, parameter.names) or quoted


def _use_of_name(name: str) -> str:
    """Return the functions that take a name, as a hint."""
    using = [f"{f.name}({name})" for f in FUNCTIONS.values() if _takes_name(f, name)]
    return f"write {' or '.join(using)}" if using else ""


def _check_typed_text(
    expression: Expression, place: str, parameter: Parameter, argument: str
) -> Iterator[TextFault]:
    """Check a quoted argument that must be a date or a period, or should have been a number."""
    if "date" in parameter.kinds or "period" in parameter.kinds:
        pattern = _PERIOD if "period" in parameter.kinds else _ISO_DATE
        if not pattern.match(argument) or not _is_real_period(argument):
            message = f'{place} cannot be "{argument}": that is no date'
            usual = (
                '"2023-05-02", months as "2023-05"'
                if "period" in parameter.kinds
                else '"2023-05-02"'
            )
            yield _fault(expression, "bad-date", message, f"write dates as {usual}")
    else:
        yield _fault(
            expression, "bad-argument", f"{place} must be a number", "leave the quotes out"
        )


def _is_real_period(text: str) -> bool:
    """Whether the year, month or day exists."""
    padded = text + "-01-01"[len(text) - 4 :] if len(text) < 10 else text
    try:
        dt.date.fromisoformat(padded)
    except ValueError:
        return False
    return True


def _signature(function: Function) -> str:
    """Return the function's call as a reader would write it, for a hint."""
    parts = []
    for parameter in function.parameters:
        name = f"{parameter.name}=" if parameter.is_keyword else parameter.name
        parts.append(name if parameter.is_required else f"[{name}]")
    return f"{function.name}({', '.join(parts)})"
