"""Which argument is for which parameter, and which entries of the data they refer to."""

from __future__ import annotations

from reportgen.expressions.table import FUNCTIONS, Function, Parameter
from reportgen.records import dataclass
from reportgen.texts import Argument, Expression, Name


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference that an expression makes: `kind` is a table of data, `key` the entry meant."""

    kind: str
    key: str
    index: int


def paired_arguments(
    expression: Expression, function: Function
) -> list[tuple[Parameter, Argument]]:
    """Return each argument with its parameter; a variadic function's first parameter repeats."""
    positional = function.positional
    pairs = []
    for place, argument in enumerate(expression.arguments):
        if function.is_variadic:
            pairs.append((positional[0], argument))
        elif place < len(positional):
            pairs.append((positional[place], argument))
    by_name = {parameter.name: parameter for parameter in function.parameters}
    for name, argument in expression.keywords:
        if name in by_name:
            pairs.append((by_name[name], argument))
    return pairs


def references(expression: Expression) -> list[Reference]:
    """Return the entries of data that an expression refers to; names refer to none."""
    function = FUNCTIONS.get(expression.name) if expression.is_call else None
    if function is None:
        return []
    found = []
    for parameter, argument in paired_arguments(expression, function):
        if parameter.refers and not isinstance(argument, Name):
            key = str(argument)
            if parameter.refers in _WITHIN:
                pairs = paired_arguments(expression, function)
                around = [str(a) for p, a in pairs if p.name in _WITHIN[parameter.refers]]
                key = "-".join((*around, key))
            found.append(Reference(parameter.refers, key, expression.index))
    # A resolution of a body that there is not is one fault, not two: the body comes first.
    return sorted(found, key=lambda each: len(_WITHIN.get(each.kind, ())))


_WITHIN = {
    "resolutions": ("body",),
    "revisions": ("body", "number"),
    "study_groups": ("sector",),
}
"""Entries that are known only within others: the parameters whose arguments make the key."""
