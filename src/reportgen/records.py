"""Frozen value classes that are made quickly: `dataclass` with the meaning of the standard one.

The standard library compiles seven functions for every frozen class, which is half a millisecond.
Nobody waits for that but who types `reportgen check`, where it was a tenth of the time: the modules
that it loads take `dataclass` from here, all others from the standard library. Here comparing,
hashing and printing are shared by all classes instead of being compiled for each. What is not plain
(other options than `frozen=True, slots=True`, base classes, methods of its own for these, fields
that are kept out of something) goes to the standard library as it is, so that `dataclass` can be
imported from here without a second thought.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

__all__ = ["dataclass"]

if TYPE_CHECKING:
    # A type checker sees the original: it means the same.
    from dataclasses import dataclass
else:

    def dataclass(cls=None, /, **options):
        """Return the class with what its fields need, as `dataclasses.dataclass` does."""
        if cls is None:
            return lambda each: dataclass(each, **options)
        if options != {"frozen": True, "slots": True} or not _is_plain(cls):
            return dataclasses.dataclass(**options)(cls)
        return _make_record(cls)


def _is_plain(cls: type) -> bool:
    """Whether the class can do with the shared methods."""
    if cls.__bases__ != (object,) or any(name in vars(cls) for name in _SHARED):
        return False
    given = [value for value in vars(cls).values() if isinstance(value, dataclasses.Field)]
    # Values are told by their place, so all must be handed in by it.
    return "KW_ONLY" not in str(vars(cls).get("__annotations__")) and all(
        each.init and each.repr and each.compare and each.hash is None and each.kw_only is not True
        for each in given
    )


def _make_record(cls: type) -> type:
    made: Any = dataclasses.dataclass(frozen=True, slots=True, repr=False, eq=False)(cls)
    for name, method in _SHARED.items():
        setattr(made, name, method)
    made.__dataclass_params__.repr = made.__dataclass_params__.eq = True
    return made  # type: ignore[no-any-return]


def _values(self: Any) -> list[Any]:
    return [getattr(self, name) for name in self.__match_args__]


def _repr(self: Any) -> str:
    # A value that holds itself would never end; frozen values cannot be made to.
    words = ", ".join(f"{name}={getattr(self, name)!r}" for name in self.__match_args__)
    return f"{type(self).__qualname__}({words})"


def _eq(self: Any, other: object) -> Any:
    if other.__class__ is not self.__class__:
        return NotImplemented
    return _values(self) == _values(other)


def _hash(self: Any) -> int:
    return hash(tuple(_values(self)))


_SHARED = {"__repr__": _repr, "__eq__": _eq, "__hash__": _hash}
