"""Which language can do what with `case=` and `gender=`: an argument without effect is a fault.

A translator who asks for a genitive must get one. What no language rule and no data can give is
told by `check`, at the expression, instead of being printed in the nominative.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from reportgen.expressions.arguments import paired_arguments
from reportgen.expressions.table import FUNCTIONS
from reportgen.texts import Expression, TextFault

CASES_OF: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "en": ("the",),
        "fr": ("the", "de", "a"),
        "es": ("the", "de", "a"),
        "ru": ("nom", "gen", "dat", "acc", "ins", "prep"),
        "zh": (),
        "ar": ("li", "bi"),
    }
)
"""The cases that each language has."""

_GENDERS_OF: Final = {
    "fr": ("masculine", "feminine"),
    "es": ("masculine", "feminine"),
    "ru": ("masculine", "feminine", "neuter"),
    "ar": ("masculine", "feminine"),
}
_NAMES: Final = ("en", "fr", "es", "ru", "ar")
_NOUNS: Final = ("fr", "es", "ru", "ar")
_INFLECTED: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "body": _NAMES,
        "bodies": _NAMES,
        "conference": _NAMES,
        "chair": _NAMES,
        "resolution": _NOUNS,
        "document": _NOUNS,
        "study_group": _NOUNS,
        "question": _NOUNS,
        "person": _NOUNS,
        "link": _NOUNS,
        "theme": _NOUNS,
        "place": ("ru", "ar"),
        "ordinal": ("ru",),
    }
)
"""The languages in which each function that takes `case=` can put its words into a case."""

_SYMBOLS: Final = {"document": ("", "symbol", "title"), "question": ("", "with-sector", "short")}
"""Forms that are a symbol or a title, the same in every case; the empty one is the usual form."""


def check_inflection(expression: Expression, language_key: str) -> Iterator[TextFault]:
    """Yield a fault for a case or gender that does nothing in a text of this language."""
    function = FUNCTIONS.get(expression.name) if expression.is_call else None
    if function is None:
        return
    given = {p.name: str(a) for p, a in paired_arguments(expression, function)}
    if "case" in given:
        yield from _check_case(expression, language_key, given)
    gender = given.get("gender", "")
    known = _GENDERS_OF.get(language_key, ())
    if gender and gender not in known:
        yield _without_effect(expression, "gender", gender, known)


def _check_case(
    expression: Expression, language_key: str, given: Mapping[str, str]
) -> Iterator[TextFault]:
    name, case = expression.name, given["case"]
    known = CASES_OF.get(language_key, ())
    if language_key not in _INFLECTED[name] or case not in known:
        can = known if language_key in _INFLECTED[name] else ()
        yield _without_effect(expression, "case", case, can)
    elif given.get("form", "") in _SYMBOLS.get(name, ()):
        forms = [
            form
            for parameter in FUNCTIONS[name].parameters
            if parameter.name == "form"
            for form in parameter.choices
            if form not in _SYMBOLS[name]
        ]
        message = f'{name}(): a symbol or title is the same in every case, so case="{case}" is lost'
        yield TextFault("case-without-effect", message, _use_forms(forms), index=expression.index)


def _use_forms(forms: list[str]) -> str:
    listed = " or ".join(f'form="{form}"' for form in forms)
    return f"take case= out, or use {listed}"


def _without_effect(
    expression: Expression, argument: str, value: str, known: tuple[str, ...]
) -> TextFault:
    message = f'{expression.name}(): {argument}="{value}" does nothing in this language'
    hint = f"take {argument}= out" + (f"; known here: {', '.join(known)}" if known else "")
    return TextFault("case-without-effect", message, hint, index=expression.index)
