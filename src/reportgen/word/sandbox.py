"""The Jinja environment in which our templates run: plain data in, text out, within a budget.

A template is a file that somebody sent. Its expressions see dictionaries, lists, texts and numbers;
attributes are keys of dictionaries and a few harmless methods, every other access is refused.
Autoescape is on, an unknown field is an error that carries its name, and a value that is no text
or number cannot be printed. What a template can repeat or enlarge is charged to a budget
(`budget`), what Jinja offers no hook for is rewritten in the syntax tree (`guard`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, MutableMapping
from itertools import islice
from typing import Any

from jinja2 import nodes
from jinja2.exceptions import UndefinedError
from jinja2.runtime import Context, LoopContext, Macro, StrictUndefined, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Namespace, missing
from markupsafe import Markup

from reportgen.word import filters
from reportgen.word.budget import (
    MAX_BITS,
    MAX_DEPTH,
    MAX_ITEMS,
    MAX_OUTPUT,
    LimitError,
    RefusedError,
    check_items,
    check_length,
    current_budget,
)
from reportgen.word.guard import Guard

_DICT_METHODS = frozenset({"get", "items", "keys", "values"})
_TEXT_METHODS = frozenset(
    {
        "capitalize",
        "endswith",
        "isalpha",
        "isdigit",
        "islower",
        "isupper",
        "lower",
        "lstrip",
        "rstrip",
        "split",
        "startswith",
        "strip",
        "title",
        "upper",
    }
)
_LOOP_ATTRIBUTES = frozenset(
    {
        "changed",
        "cycle",
        "depth",
        "depth0",
        "first",
        "index",
        "index0",
        "last",
        "length",
        "nextitem",
        "previtem",
        "revindex",
        "revindex0",
    }
)
_BATCH = 4096


class UnknownFieldError(UndefinedError):
    """A template names a field that the data does not have."""

    def __init__(self, message: str, name: str, holder: object) -> None:
        """Keep the name, and the value it was looked for in (`missing` for the data itself)."""
        super().__init__(message)
        self.name = name
        self.holder = holder


class FieldUndefined(StrictUndefined):
    """Stands for an unknown field until somebody uses it."""

    __slots__ = ()

    def __init__(
        self,
        hint: str | None = None,
        obj: object = missing,
        name: str | None = None,
        exc: type[Exception] = UndefinedError,  # noqa: ARG002
    ) -> None:
        """Take what Jinja knows about the field; `exc` is ours, since it carries the name."""

        def unknown(message: str | None = None) -> UnknownFieldError:
            return UnknownFieldError(message or "", str(name), obj)

        super().__init__(hint, obj, name, unknown)  # type: ignore[arg-type]


class TemplateEnvironment(ImmutableSandboxedEnvironment):
    """The environment of the pipeline's own templates."""

    intercepted_binops = frozenset(ImmutableSandboxedEnvironment.default_binop_table)

    def __init__(self, *, autoescape: bool = True) -> None:
        """Offer the listed filters, tests and globals, and nothing else."""
        super().__init__(
            autoescape=autoescape,
            undefined=FieldUndefined,
            finalize=_printable,
            extensions=(),
            cache_size=0,
        )
        self.filters = filters.allowed_filters()
        self.tests: dict[str, Any] = filters.allowed_tests()
        self.globals = {"range": _range, "namespace": Namespace}
        self._callables = (_range, Namespace)

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return the globals of a template as one dictionary.

        Jinja's chain of mappings, which it copies for every part, takes longer than the rendering.
        """
        return {**self.globals, **(d or {})}

    def parse(
        self, source: str, name: str | None = None, filename: str | None = None
    ) -> nodes.Template:
        """Return the syntax tree of a template, checked and under meter."""
        tree = super().parse(source, name, filename)
        guarded: nodes.Template = Guard(self.filters, self.tests).visit(tree)
        guarded.set_environment(self)
        return guarded

    def compile(self, source: Any, *args: Any, **kwargs: Any) -> Any:
        """Compile a template; a text is parsed by `parse`, so that nothing goes unchecked."""
        tree = self.parse(source) if isinstance(source, str) else source
        return super().compile(tree, *args, **kwargs)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return `obj.attribute`: a key of a dictionary, or a harmless method."""
        if type(obj) is dict:
            try:
                return obj[attribute]
            except KeyError:
                pass
        return self._other_attribute(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Return `obj[argument]` of a dictionary, a list or a text."""
        if isinstance(obj, Mapping | list | tuple | str | range):
            try:
                return obj[argument]
            except (LookupError, TypeError):
                pass
        if isinstance(argument, str):
            return self._other_attribute(obj, argument)
        if isinstance(obj, Undefined):
            return obj[argument]
        return self.undefined(obj=obj, name=argument)

    def call(
        self,
        context: Context,
        obj: Any,
        /,
        *args: Any,
        **kwargs: Any,
    ) -> Any:
        """Call a macro, a loop or a listed function, one level deeper."""
        budget = current_budget()
        budget.step()
        self._check_callable(obj)
        if isinstance(obj, LoopContext):
            args = (filters.metered_loop(args[0]), *args[1:]) if args else args
        if budget.depth >= MAX_DEPTH:
            raise LimitError(f"macros stand more than {MAX_DEPTH} deep in one another")
        budget.depth += 1
        try:
            result = context.call(obj, *args, **kwargs)
        finally:
            budget.depth -= 1
        filters.charge(result)
        return result

    def call_binop(
        self,
        context: Context,  # noqa: ARG002
        operator: str,
        left: Any,
        right: Any,
    ) -> Any:
        """Calculate with numbers; `+` also joins two texts or two lists."""
        current_budget().step()
        for operand in (left, right):
            if isinstance(operand, Undefined):
                return self.binop_table[operator](left, right)
        if isinstance(left, int | float) and isinstance(right, int | float):
            _check_numbers(operator, left, right)
        elif operator == "+" and isinstance(left, str) and isinstance(right, str):
            check_length(len(left) + len(right))
            current_budget().handle(len(left) + len(right))
        elif operator == "+" and isinstance(left, list) and isinstance(right, list):
            check_items(len(left) + len(right))
            current_budget().handle(len(left) + len(right))
        else:
            raise RefusedError(f'"{operator}" works with numbers only')
        return self.binop_table[operator](left, right)

    def concat(self, chunks: Iterable[str]) -> str:
        """Join the output of a template, a macro or a captured block, while it fits."""
        budget = current_budget()
        source = iter(chunks)
        batches = []
        total = 0
        while batch := list(islice(source, _BATCH)):
            size = sum(map(len, batch))
            total += size
            if total > MAX_OUTPUT:
                raise LimitError(f"it makes a part of more than {MAX_OUTPUT} characters")
            budget.handle(size)
            batches.append("".join(batch))
        return batches[0] if len(batches) == 1 else "".join(batches)

    def _check_callable(self, obj: Any) -> None:
        """Refuse to call anything but macros, loops, listed functions and harmless methods."""
        if isinstance(obj, Undefined):
            obj()  # raises the error of the unknown field
        if isinstance(obj, Macro | LoopContext) or obj in self._callables:
            return
        holder, name = getattr(obj, "__self__", None), getattr(obj, "__name__", "")
        if isinstance(holder, str) and name in _TEXT_METHODS:
            return
        if isinstance(holder, Mapping) and name in _DICT_METHODS:
            return
        if isinstance(holder, LoopContext) and name in ("cycle", "changed"):
            return
        raise RefusedError("only macros and a few methods can be called")

    def _other_attribute(self, obj: Any, attribute: str) -> Any:
        """Return an attribute that is no key of a `dict`, where it is harmless."""
        if isinstance(obj, Undefined):
            return getattr(obj, attribute)  # raises the error of the unknown field
        if attribute.startswith("_"):
            raise RefusedError(f'the attribute "{attribute}" is not allowed')
        if isinstance(obj, Mapping):
            if attribute in obj:
                return obj[attribute]
            allowed = _DICT_METHODS
        elif isinstance(obj, str):
            allowed = _TEXT_METHODS
        elif isinstance(obj, LoopContext):
            allowed = _LOOP_ATTRIBUTES
        elif isinstance(obj, Namespace):
            return self._of_namespace(obj, attribute)
        else:
            allowed = frozenset()
        if attribute in allowed:
            return getattr(obj, attribute)
        if not isinstance(obj, Mapping) and hasattr(obj, attribute):
            raise RefusedError(f'the attribute "{attribute}" is not allowed')
        return self.undefined(obj=obj, name=attribute)

    def _of_namespace(self, obj: Namespace, attribute: str) -> Any:
        try:
            return getattr(obj, attribute)
        except AttributeError:
            return self.undefined(obj=obj, name=attribute)


def _printable(value: Any) -> Any:
    """Return a value that may be printed; anything but text and numbers is an error."""
    if type(value) is str or isinstance(value, str | int | float | Markup):
        return value
    if isinstance(value, Undefined):
        return str(value)  # raises the error of the unknown field
    if value is None:
        raise RefusedError("an empty value (none) cannot be printed")
    raise RefusedError("only texts and numbers can be printed")


def _check_numbers(operator: str, left: float, right: float) -> None:
    """Refuse whole numbers that would grow out of measure."""
    if not (isinstance(left, int) and isinstance(right, int)):
        return
    bits = max(left.bit_length(), right.bit_length())
    if operator == "*":
        bits = left.bit_length() + right.bit_length()
    elif operator == "**" and left not in (-1, 0, 1):
        bits = left.bit_length() * abs(right)
    if bits > MAX_BITS:
        raise LimitError("it calculates with too large a number")


def _range(*bounds: Any) -> range:
    """Return Python's range, of a bounded length."""
    if not all(isinstance(bound, int) and abs(bound) <= 10**9 for bound in bounds):
        raise LimitError("a range has too large a bound")
    numbers = range(*bounds)
    if len(numbers) > MAX_ITEMS:
        raise LimitError(f"a range has more than {MAX_ITEMS} numbers")
    return numbers
