"""What a template may say: its syntax tree is checked, and what can grow is put under a meter.

In goes the tree that Jinja has parsed, out comes a tree that means the same, in which the iterable
of every loop, every joining with `~`, every literal list and every comparison that could become
long goes through a filter of `sandbox` that charges the budget. Jinja offers hooks for calls and
arithmetic only; these four it compiles to bare Python.
"""

from __future__ import annotations

from collections.abc import Collection

from jinja2 import nodes
from jinja2.exceptions import TemplateSyntaxError
from jinja2.filters import FILTERS
from jinja2.tests import TESTS
from jinja2.visitor import NodeTransformer

from reportgen.errors import did_you_mean
from reportgen.word.budget import RefusedError

# A blank in the name keeps templates from calling these filters themselves.
LOOP, JOIN, FLAT, SIZED = "metered loop", "metered join", "flat literal", "metered size"

_NOT_FOR_TEMPLATES: dict[type[nodes.Node], str] = {
    nodes.Include: "{% include %}",
    nodes.Import: "{% import %}",
    nodes.FromImport: "{% from … import %}",
    nodes.Extends: "{% extends %}",
    nodes.Block: "{% block %}",
    nodes.EvalContextModifier: "{% autoescape %}",
    nodes.ScopedEvalContextModifier: "{% autoescape %}",
}
# `varargs` and `kwargs` would let a macro nest its own arguments without end; `self` is the
# template object.
_NOT_AS_NAMES = frozenset({"self", "varargs", "kwargs"})
_SHORT = 200


class RefusedSyntaxError(RefusedError):
    """A construct that templates may not use, with the line where it stands."""

    def __init__(self, message: str, lineno: int) -> None:
        """Keep the line of the template source."""
        super().__init__(message)
        self.lineno = lineno


class Guard(NodeTransformer):
    """Checks one syntax tree and returns it under meter."""

    def __init__(self, filters: Collection[str], tests: Collection[str]) -> None:
        """Take the names of the filters and tests that templates may use."""
        self.filters = filters
        self.tests = tests

    def generic_visit(self, node: nodes.Node, *args: object, **kwargs: object) -> nodes.Node:
        """Refuse the constructs that templates may not use."""
        if type(node) in _NOT_FOR_TEMPLATES:
            raise RefusedSyntaxError(
                f"{_NOT_FOR_TEMPLATES[type(node)]} is not allowed", node.lineno
            )
        return super().generic_visit(node, *args, **kwargs)

    def visit_Name(self, node: nodes.Name) -> nodes.Node:  # noqa: N802
        """Refuse names that lead out of the data."""
        if node.name in _NOT_AS_NAMES or node.name.startswith("__"):
            raise RefusedSyntaxError(f'the name "{node.name}" is not allowed', node.lineno)
        return node

    def visit_Getattr(self, node: nodes.Getattr) -> nodes.Node:  # noqa: N802
        """Refuse private attributes already when the template is read."""
        if node.attr.startswith("_"):
            raise RefusedSyntaxError(f'the attribute "{node.attr}" is not allowed', node.lineno)
        return self.generic_visit(node)

    def visit_Filter(self, node: nodes.Filter) -> nodes.Node:  # noqa: N802
        """Let only listed filters pass."""
        self._check_name("filter", node.name, self.filters, FILTERS, node.lineno)
        return self.generic_visit(node)

    def visit_Test(self, node: nodes.Test) -> nodes.Node:  # noqa: N802
        """Let only listed tests pass."""
        self._check_name("test", node.name, self.tests, TESTS, node.lineno)
        return self.generic_visit(node)

    def visit_Output(self, node: nodes.Output) -> nodes.Node:  # noqa: N802
        """Refuse to print `none`, which Jinja would settle before it can be checked."""
        for child in node.nodes:
            if isinstance(child, nodes.Const) and child.value is None:
                raise RefusedSyntaxError("an empty value (none) cannot be printed", child.lineno)
        return self.generic_visit(node)

    def visit_For(self, node: nodes.For) -> nodes.Node:  # noqa: N802
        """Charge the rounds of a loop before its first one."""
        self.generic_visit(node)
        node.iter = _metered(node.iter, LOOP)
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802
        """Charge a joining before it is done."""
        self.generic_visit(node)
        return _metered(nodes.List(node.nodes, lineno=node.lineno), JOIN)

    def visit_List(self, node: nodes.List) -> nodes.Node:  # noqa: N802
        """Let lists hold plain values only."""
        return self._flat(node, node.items)

    def visit_Tuple(self, node: nodes.Tuple) -> nodes.Node:  # noqa: N802
        """Let tuples hold plain values only; the targets of a loop stay as they are."""
        self.generic_visit(node)
        if node.ctx != "load" or _all_constant(node.items):
            return node
        return _metered(node, FLAT)

    def visit_Dict(self, node: nodes.Dict) -> nodes.Node:  # noqa: N802
        """Let dictionaries hold plain values only."""
        self.generic_visit(node)
        return _metered(node, FLAT)

    def visit_Getitem(self, node: nodes.Getitem) -> nodes.Node:  # noqa: N802
        """Charge the copy that a slice makes."""
        self.generic_visit(node)
        return _metered(node, SIZED) if isinstance(node.arg, nodes.Slice) else node

    def visit_Compare(self, node: nodes.Compare) -> nodes.Node:  # noqa: N802
        """Charge comparisons, save those with a short constant, which stop at its length."""
        self.generic_visit(node)
        operands = [node.expr, *(operand.expr for operand in node.ops)]
        if len(operands) == 2 and any(_is_short(operand) for operand in operands):
            return node
        node.expr = _metered(node.expr, SIZED)
        for operand in node.ops:
            operand.expr = _metered(operand.expr, SIZED)
        return node

    def _flat(self, node: nodes.Expr, items: list[nodes.Expr]) -> nodes.Node:
        self.generic_visit(node)
        return node if _all_constant(items) else _metered(node, FLAT)

    def _check_name(
        self,
        what: str,
        name: str,
        allowed: Collection[str],
        known_to_jinja: Collection[str],
        lineno: int,
    ) -> None:
        if name in allowed and " " not in name:
            return
        if name in known_to_jinja:
            raise RefusedSyntaxError(f'the {what} "{name}" is not allowed', lineno)
        offered = [known for known in allowed if " " not in known]
        hint = did_you_mean(name, offered)
        raise TemplateSyntaxError(
            f'there is no {what} "{name}"' + (f"; {hint}" if hint else ""), lineno
        )


def _metered(node: nodes.Node, name: str) -> nodes.Filter:
    return nodes.Filter(node, name, [], [], None, None, lineno=node.lineno)


def _all_constant(items: list[nodes.Expr]) -> bool:
    return all(isinstance(item, nodes.Const) for item in items)


def _is_short(node: nodes.Expr) -> bool:
    """Tell whether an operand is a short constant, or a list of a few."""
    if isinstance(node, nodes.Const):
        return not isinstance(node.value, str) or len(node.value) <= _SHORT
    if isinstance(node, nodes.Tuple | nodes.List):
        return len(node.items) <= _SHORT and all(_is_short(item) for item in node.items)
    return False
