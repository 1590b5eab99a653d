"""How plain data becomes an entry.

Entries are dataclasses whose methods are written once, in `Facts`: letting every class generate its
own would take longer than all the rest of loading, and every command loads them. What the package
brings is checked by a test and filled without checks; what a project adds is checked by pydantic
against the same annotations (`store.read_overlay`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import MISSING, FrozenInstanceError, dataclass, fields
from typing import Annotated, Any, ClassVar, Self, TypeVar

from pydantic import ConfigDict, Field

from reportgen.organisation.patterns import NamePattern

Part = Callable[[Any], Any]
Parts = dict[str, Part]
_Value = TypeVar("_Value")


@dataclass(init=False, repr=False, eq=False, kw_only=True)
class Facts:
    """Base of all types of the organisation files: unknown keys are faults, values never change.

    `parts` says how the values that are not plain become what the annotations promise.
    """

    __pydantic_config__: ClassVar[ConfigDict] = {"extra": "forbid"}
    parts: ClassVar[Parts] = {}

    def __init__(self, **values: Any) -> None:
        """Take the values of the fields by name."""
        self.__dict__.update(values)
        for each in fields(self):
            if each.default_factory is not MISSING and each.name not in values:
                self.__dict__[each.name] = each.default_factory()

    def __setattr__(self, name: str, value: object) -> None:
        raise FrozenInstanceError(f'cannot change "{name}" of {type(self).__name__}')

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return all(getattr(self, each.name) == getattr(other, each.name) for each in fields(self))

    __hash__ = None  # type: ignore[assignment]  # some fields are mappings

    def __repr__(self) -> str:
        shown = ", ".join(f"{each.name}={getattr(self, each.name)!r}" for each in fields(self))
        return f"{type(self).__name__}({shown})"

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Self:
        """Return the entry that plain data holds; the data must be known to be right."""
        values = {}
        for key, value in data.items():
            part = cls.parts.get(key)
            name = "from_" if key == "from" else key
            values[name] = value if part is None or value is None else part(value)
        return cls(**values)


def by_key(part: Callable[[Any], _Value]) -> Callable[[Mapping[str, Any]], dict[str, _Value]]:
    """Return what reads a mapping, each value by `part`."""
    return lambda data: {key: part(value) for key, value in data.items()}


def in_order(part: Callable[[Any], _Value]) -> Callable[[list[Any]], tuple[_Value, ...]]:
    """Return what reads a list, each item by `part`."""
    return lambda data: tuple(part(value) for value in data)


@dataclass(init=False, repr=False, eq=False, kw_only=True)
class Entry(Facts):
    """What every entry has: the list of its cells that a native speaker should look at."""

    inferred: Annotated[
        tuple[str, ...],
        Field(description='Cells not seen in print, as "fr.name" or "fr", for a reviewer.'),
    ] = ()

    parts: ClassVar[Parts] = {"inferred": tuple}

    def is_inferred(self, cell: str) -> bool:
        """Whether a cell (`fr.name`, `fr`) was inferred rather than seen in print."""
        steps = cell.split(".")
        heads = {".".join(steps[:count]) for count in range(1, len(steps) + 1)}
        return not heads.isdisjoint(self.inferred)


@dataclass(init=False, repr=False, eq=False, kw_only=True)
class Texts(Facts):
    """Texts by language inside an entry."""

    en: str | None = None
    fr: str | None = None
    es: str | None = None
    ru: str | None = None
    zh: str | None = None
    ar: str | None = None

    def text(self, language: str) -> str | None:
        """Return the text in a language (its key), None where it is missing."""
        found: str | None = getattr(self, language, None)
        return found


@dataclass(init=False, repr=False, eq=False, kw_only=True)
class Named(Texts, Entry):
    """An entry that is one text in each language."""


@dataclass(init=False, repr=False, eq=False, kw_only=True)
class NamePatterns(Facts):
    """Patterns with `{name}` by language."""

    en: NamePattern | None = None
    fr: NamePattern | None = None
    es: NamePattern | None = None
    ru: NamePattern | None = None
    zh: NamePattern | None = None
    ar: NamePattern | None = None

    def pattern(self, language: str) -> str | None:
        """Return the pattern of a language (its key), None where it is missing."""
        found: str | None = getattr(self, language, None)
        return found
