"""Plural forms for people: which numbers each is for, and which English words it translates."""

from __future__ import annotations

from functools import cache

from reportgen.catalogs.lookup import plural_form
from reportgen.catalogs.store import PLURAL_RULES
from reportgen.catalogs.units import Unit

_ENOUGH = 125
_SHOWN = 4


def form_count(key: str, unit: Unit) -> int:
    """Return how many forms the translation of a text has in a language."""
    return PLURAL_RULES[key][0] if unit.plural else 1


def form_sources(key: str, unit: Unit) -> tuple[str, ...]:
    """Return the English words for each form: those for one where the form is for the number 1."""
    if not unit.plural:
        return (unit.source,)
    numbers = _numbers(key)
    if len(numbers) == 1:
        return (unit.plural,)
    return tuple(unit.source if 1 in each else unit.plural for each in numbers)


def form_note(key: str, form: int) -> str:
    """Return for which numbers a form is, as `1, 21, 31, 41, …`."""
    numbers = _numbers(key)[form]
    more = ", …" if len(numbers) > _SHOWN else ""
    return f"For the numbers {', '.join(map(str, numbers[:_SHOWN]))}{more}"


@cache
def _numbers(key: str) -> tuple[tuple[int, ...], ...]:
    """Return the first numbers of each form of a language."""
    forms: list[list[int]] = [[] for _ in range(PLURAL_RULES[key][0])]
    for number in range(_ENOUGH):
        forms[plural_form(key, number)].append(number)
    return tuple(tuple(each) for each in forms)
