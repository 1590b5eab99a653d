"""Frozen value classes that are made quickly: `dataclass` with the meaning of the standard one.

The standard library compiles seven functions for every frozen class, which is half a millisecond.
Nobody waits for that but who types `reportgen check`, where it was a tenth of the time: the modules
that it loads take `dataclass` from here, all others from the standard library. Here `__init__` alone
is compiled, the other methods are shared by all classes. What is not plain (other options than
`frozen=True, slots=True`, base classes with fields, fields that are kept out of something) goes to
the standard library, so that `dataclass` can be imported from here without a second thought.
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


_OWN_METHODS = ("__init__", "__repr__", "__eq__", "__hash__", "__setattr__", "__delattr__")
_set = object.__setattr__


def _is_plain(cls: type) -> bool:
    """Whether the class can do with the shared methods."""
    if cls.__bases__ != (object,) or any(name in vars(cls) for name in _OWN_METHODS):
        return False
    given = [value for value in vars(cls).values() if isinstance(value, dataclasses.Field)]
    unusual = any(
        not (each.init and each.repr and each.compare and each.hash is None) or each.kw_only is True
        for each in given
    )
    # Annotations are texts here: KW_ONLY, InitVar and ClassVar are known by their names.
    words = " ".join(map(str, vars(cls).get("__annotations__", {}).values()))
    return not unusual and not any(name in words for name in ("KW_ONLY", "InitVar", "ClassVar"))


def _make_record(cls: type) -> type:
    for name, method in _SHARED.items():
        setattr(cls, name, method)
    make = dataclasses.dataclass(init=False, repr=False, eq=False, slots=True)
    made: Any = make(cls)
    made.__init__ = _make_init(made)
    parameters = made.__dataclass_params__
    for name in ("init", "repr", "eq", "frozen"):
        setattr(parameters, name, True)
    return made  # type: ignore[no-any-return]


def _make_init(cls: Any) -> Any:
    names: dict[str, Any] = {"_set": _set, "_absent": dataclasses.MISSING}
    arguments, lines = ["self"], []
    for each in dataclasses.fields(cls):
        value = each.name
        if each.default_factory is not dataclasses.MISSING:
            names[f"_make_{each.name}"] = each.default_factory
            arguments.append(f"{each.name}=_absent")
            value = f"_make_{each.name}() if {each.name} is _absent else {each.name}"
        elif each.default is not dataclasses.MISSING:
            names[f"_usual_{each.name}"] = each.default
            arguments.append(f"{each.name}=_usual_{each.name}")
        else:
            arguments.append(each.name)
        lines.append(f"    _set(self, {each.name!r}, {value})")
    if hasattr(cls, "__post_init__"):
        lines.append("    self.__post_init__()")
    source = f"def __init__({', '.join(arguments)}):\n" + ("\n".join(lines) or "    pass")
    exec(source, names)  # noqa: S102 - names of fields are identifiers, and the source is ours
    init = names["__init__"]
    init.__qualname__ = f"{cls.__qualname__}.__init__"
    init.__annotations__ = {**cls.__annotations__, "return": None}
    return init


def _values(self: Any) -> list[Any]:
    return [getattr(self, name) for name in self.__match_args__]


def _restore(self: Any, state: list[Any]) -> None:
    for name, value in zip(self.__match_args__, state, strict=True):
        _set(self, name, value)


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


def _refuse_to_set(self: Any, name: str, value: object) -> None:  # noqa: ARG001
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_to_delete(self: Any, name: str) -> None:  # noqa: ARG001
    raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")


_SHARED = {
    "__repr__": _repr,
    "__eq__": _eq,
    "__hash__": _hash,
    "__setattr__": _refuse_to_set,
    "__delattr__": _refuse_to_delete,
    "__getstate__": _values,
    "__setstate__": _restore,
}
