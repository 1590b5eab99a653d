"""What the expressions in tags refer to: names, types and the faults in them.

Each expression is parsed by Jinja on its own, so that a fault has the place of its tag; nothing is
run. The types come from `fields.OFFERED`.
"""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import field, replace
from typing import Final

from jinja2 import Environment, TemplateSyntaxError, nodes

from reportgen.errors import did_you_mean
from reportgen.records import dataclass
from reportgen.word.fields import OFFERED, TemplateField, offered_paths
from reportgen.word.filters import allowed_filters, allowed_tests
from reportgen.word.inspection.findings import Findings
from reportgen.word.inspection.nesting import Node
from reportgen.word.inspection.tags import Tag

_ENVIRONMENT: Final = Environment(autoescape=True)
_PLAIN_PATH: Final = re.compile(r"[a-z_]\w*(?:\.[a-z_]\w*)*\Z", re.ASCII)
_RESERVED: Final = frozenset(
    {"true", "false", "none", "and", "or", "not", "is", "in", "if", "else"}
)
_FILTERS: Final = frozenset(name for name in allowed_filters() if name.isidentifier())
_TESTS: Final = frozenset(allowed_tests())
_TEXT_METHODS: Final = frozenset(
    {"capitalize", "endswith", "lower", "lstrip", "replace", "rstrip", "split"}
    | {"startswith", "strip", "title", "upper"}
)
_FREE_NAMES: Final = frozenset({"namespace", "range"})
_LOOP_MEMBERS: Final = (
    *("index", "index0", "revindex", "revindex0", "first", "last", "length"),
    *("depth", "depth0", "cycle", "changed", "previtem", "nextitem"),
)
_LOOP: Final = TemplateField(
    "loop",
    "record",
    "where a loop stands",
    members=tuple(TemplateField(name, "number", "") for name in _LOOP_MEMBERS),
)


@dataclass(frozen=True, slots=True)
class Value:
    """What an expression is: a field of the vocabulary, or anything (`field` is None).

    `path` is the field's path, with `[]` behind each list that was entered; `is_item` says that it
    is one item of the list, not the list. `item` is, for `loop`, what the loop runs over.
    """

    path: str = ""
    field: TemplateField | None = None
    is_item: bool = False
    item: Value | None = None

    @property
    def is_list(self) -> bool:
        """Whether a loop can run over it."""
        return self.field is not None and self.field.type == "list" and not self.is_item

    @property
    def is_text(self) -> bool:
        """Whether it is words, so that it can be printed."""
        if self.field is None or self.is_list:
            return False
        return self.field.type == "text" or (self.is_item and not self.field.members)

    @property
    def is_record(self) -> bool:
        """Whether it is a group of fields."""
        return self.field is not None and bool(self.field.members) and not self.is_list


ANYTHING: Final = Value()
Scope = Mapping[str, Value]


@dataclass(slots=True)
class Usage:
    """Which fields a template uses: path → places where it is printed or looped over, or tested."""

    printed: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    tested: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))


@dataclass(frozen=True, slots=True)
class Loop:
    """A loop over a known list: its node, its variable, its values and the scope around it."""

    node: Node
    variable: str
    path: str
    statement: nodes.For


@functools.lru_cache(maxsize=4096)
def parse_expression(text: str) -> nodes.Expr:
    """Return the syntax tree of an expression; raises TemplateSyntaxError."""
    if _PLAIN_PATH.match(text) and not _RESERVED.intersection(text.split(".")):
        # Nearly all are names with attributes, for which no parser has to be set up.
        first, *others = text.split(".")
        path: nodes.Expr = nodes.Name(first, "load")
        return functools.reduce(_attribute, others, path)
    output = _ENVIRONMENT.parse("{{" + text + "}}").body[0]
    assert isinstance(output, nodes.Output)  # noqa: S101 - for the type checker
    return output.nodes[0]


def _attribute(tree: nodes.Expr, name: str) -> nodes.Expr:
    return nodes.Getattr(tree, name, "load")


@functools.lru_cache(maxsize=4096)
def parse_statement(text: str) -> nodes.Node:
    """Return the tree of an opening statement, closed at once; raises TemplateSyntaxError."""
    keyword = text.split(maxsplit=1)[0]
    end = "" if keyword == "set" and "=" in text else f"{{% end{keyword} %}}"
    body = _ENVIRONMENT.parse("{% " + text + " %}" + end).body
    if not body:
        raise TemplateSyntaxError("the tag says nothing", 1)
    return body[0]


class NameChecker:
    """Walks the tags of a template and follows every name to the vocabulary."""

    def __init__(self, findings: Findings) -> None:
        """Start with the names that every template is offered."""
        self.findings = findings
        self.usage = Usage()
        self.loops: list[Loop] = []
        self.top: Scope = {member.name: Value(member.name, member) for member in OFFERED.members}
        self._place = ""
        self._raw = ""

    def check(self, forest: list[Node]) -> None:
        """Check the tags of one part."""
        self._walk(forest, dict(self.top))

    def _walk(self, siblings: list[Node], scope: dict[str, Value]) -> None:
        """Check tags that stand side by side; `set` changes `scope` for those behind it."""
        for node in siblings:
            if self.findings.is_full:
                return
            self._place, self._raw = node.place, node.tag.raw
            try:
                self._check_node(node, scope)
            except TemplateSyntaxError as error:
                self._add("syntax", str(error.message))
                for _, children in node.branches:
                    self._walk(children, dict(scope))
            except RecursionError:
                too_deep = f"{node.tag.raw[:40]}… is nested too deeply"
                self.findings.add("too-large", node.place, too_deep)

    def _check_node(self, node: Node, scope: dict[str, Value]) -> None:
        tag = node.tag
        if tag.kind == "print":
            self._check_print(tag, scope)
        elif tag.keyword == "for":
            self._check_for(node, scope)
        elif tag.keyword == "if":
            self._check_if(node, scope)
        elif tag.keyword in ("colspan", "cellbg"):
            self._infer(parse_expression(tag.body.removeprefix(tag.keyword)), scope)
        elif tag.keyword not in ("vm", "hm", "raw"):
            self._check_other(node, scope)

    def _check_print(self, tag: Tag, scope: Scope) -> None:
        value = self._infer(parse_expression(tag.body), scope, printed=True)
        if value.is_list or value.is_record:
            what = "a list; print its items in a loop" if value.is_list else "a group of fields"
            self._add("wrong-loop", f"{tag.body} is {what}, not words")

    def _check_for(self, node: Node, scope: dict[str, Value]) -> None:
        statement = parse_statement(node.tag.body)
        assert isinstance(statement, nodes.For)  # noqa: S101 - for the type checker
        over = self._infer(statement.iter, scope, printed=True)
        item = ANYTHING
        if over.is_list:
            item = Value(f"{over.path}[]", over.field, is_item=True)
        elif over.field is not None:
            self._add(
                "wrong-loop",
                f"the loop runs over {over.path}, which is no list",
                _lists_hint(over),
            )
        inner = {**scope, "loop": Value("loop", _LOOP, item=item)}
        for name in statement.target.find_all(nodes.Name):
            inner[name.name] = ANYTHING
        if isinstance(statement.target, nodes.Name):
            inner[statement.target.name] = item
            if over.is_list:
                self.loops.append(Loop(node, statement.target.name, over.path, statement))
        if statement.test is not None:
            self._infer(statement.test, inner)
        for branch, children in node.branches:
            self._walk(children, dict(scope if branch.keyword == "else" else inner))

    def _check_if(self, node: Node, scope: dict[str, Value]) -> None:
        for branch, children in node.branches:
            if branch.keyword != "else":
                condition = branch.body.removeprefix(branch.keyword)
                self._infer(parse_expression(condition), scope)
            self._walk(children, dict(scope))

    def _check_other(self, node: Node, scope: dict[str, Value]) -> None:
        """Check `set`, `with`, `filter` and the like: expressions, and the names they give."""
        statement = parse_statement(node.tag.body)
        inner = dict(scope)
        for name in statement.find_all(nodes.Name):
            if name.ctx in ("store", "param"):
                inner[name.name] = ANYTHING
        if isinstance(statement, nodes.Macro):
            scope[statement.name] = ANYTHING
        for child in statement.iter_child_nodes():
            if isinstance(child, nodes.Expr):
                self._infer(child, inner)
        if isinstance(statement, nodes.Assign):
            self._assign(statement, scope)
        elif isinstance(statement, nodes.AssignBlock):
            scope.update({name: inner[name] for name in inner if name not in scope})
        for _, children in node.branches:
            self._walk(children, dict(inner))

    def _assign(self, statement: nodes.Assign, scope: dict[str, Value]) -> None:
        for name in statement.target.find_all(nodes.Name):
            scope[name.name] = ANYTHING
        if isinstance(statement.target, nodes.Name):
            scope[statement.target.name] = self._infer(statement.node, scope)

    def _infer(self, node: nodes.Node, scope: Scope, printed: bool = False) -> Value:
        """Return what an expression is; note the fields it uses and report those it cannot."""
        match node:
            case nodes.Name(ctx="load"):
                return self._use(self._name(node.name, scope), printed)
            case nodes.Getattr():
                value = self._infer(node.node, scope)
                return self._use(self._member(value, node.attr), printed)
            case nodes.Getitem(arg=nodes.Const(value=str(name))):
                value = self._infer(node.node, scope)
                return self._use(self._member(value, name), printed)
            case nodes.Getitem(arg=nodes.Const(value=int())):
                value = self._infer(node.node, scope, printed)
                return (
                    replace(value, path=f"{value.path}[]", is_item=True)
                    if value.is_list
                    else ANYTHING
                )
            case nodes.Filter():
                return self._filter(node, scope, printed)
            case nodes.Call():
                return self._call(node, scope)
            case nodes.Compare():
                self._compare(node, scope)
                return ANYTHING
            case nodes.Test():
                self._check_listed("test", node.name, _TESTS, _ENVIRONMENT.tests)
        for child in node.iter_child_nodes():
            self._infer(child, scope, printed)
        return ANYTHING

    def _name(self, name: str, scope: Scope) -> Value:
        if name in scope:
            return scope[name]
        if name in _FREE_NAMES:
            return ANYTHING
        if name.startswith("_"):
            self._add("refused", f"{name} is private: names that begin with _ are not offered")
            return ANYTHING
        full = [path for path, _ in offered_paths() if path.rpartition(".")[2] == name]
        hint = did_you_mean(name, scope)
        if full and "[]" not in full[0]:
            hint = f'did you mean "{full[0]}"?'
        self._add("unknown-field", f'unknown field "{name}"', hint)
        return ANYTHING

    def _member(self, value: Value, name: str) -> Value:
        """Return the member `name` of a value."""
        if name.startswith("_"):
            self._add("refused", f".{name} is private: names that begin with _ are not offered")
            return ANYTHING
        if value.field is None:
            return ANYTHING
        if value.item is not None and name in ("nextitem", "previtem"):
            return value.item
        if value.is_record:
            member = value.field.member(name)
            if member is not None:
                return Value(f"{value.path}.{name}", member)
        elif value.is_text and name in _TEXT_METHODS:
            return ANYTHING
        names = [member.name for member in value.field.members]
        hint = did_you_mean(name, names)
        if value.is_list:
            hint = f"{value.path} is a list: write a loop over it"
        self._add("unknown-field", f'unknown field "{value.path}.{name}"', hint)
        return ANYTHING

    def _filter(self, node: nodes.Filter, scope: Scope, printed: bool) -> Value:
        self._check_listed("filter", node.name, _FILTERS, _ENVIRONMENT.filters)
        value = ANYTHING if node.node is None else self._infer(node.node, scope, printed)
        for argument in (*node.args, *node.kwargs):
            self._infer(argument, scope)
        if node.name in ("first", "last") and value.is_list:
            return replace(value, path=f"{value.path}[]", is_item=True)
        same = node.name in ("list", "reverse", "sort") and value.is_list
        return value if same else ANYTHING

    def _call(self, node: nodes.Call, scope: Scope) -> Value:
        """Check a call: methods of texts and of `loop`, and what the template itself defined."""
        callee = node.node
        if isinstance(callee, nodes.Getattr):
            owner = self._infer(callee.node, scope, printed=True)
            if owner.field is not None and not callee.attr.startswith("_"):
                allowed = owner.path == "loop" or (owner.is_text and callee.attr in _TEXT_METHODS)
                if not allowed:
                    self._add("refused", f"{owner.path}.{callee.attr}() may not be called")
            else:
                self._member(owner, callee.attr)
        else:
            self._infer(callee, scope)
        for argument in (*node.args, *node.kwargs):
            self._infer(argument, scope)
        return ANYTHING

    def _compare(self, node: nodes.Compare, scope: Scope) -> None:
        """Report a comparison with a word that the field never is."""
        sides = [node.expr, *(operand.expr for operand in node.ops)]
        values = [self._infer(side, scope) for side in sides]
        allowed = {word for value in values if value.field for word in value.field.values}
        if not allowed:
            return
        named = next(value.path for value in values if value.field and value.field.values)
        for side in sides:
            for constant in (side, *side.find_all(nodes.Const)):
                word = constant.value if isinstance(constant, nodes.Const) else None
                if isinstance(word, str) and word not in allowed:
                    hint = (
                        did_you_mean(word, allowed) or f"it is one of {', '.join(sorted(allowed))}"
                    )
                    self._add("unknown-field", f'{named} is never "{word}"', hint)

    def _check_listed(
        self, what: str, name: str, listed: Collection[str], known: Collection[str]
    ) -> None:
        """Report a filter or test that templates may not use, or that there is not."""
        if name in listed:
            return
        if name in known:
            self._add("refused", f'the {what} "{name}" is not allowed')
        else:
            self._add("syntax", f'there is no {what} "{name}"', did_you_mean(name, listed))

    def _use(self, value: Value, printed: bool) -> Value:
        """Note that a field is used."""
        if value.field is not None and not value.is_item:
            used = self.usage.printed if printed else self.usage.tested
            used[value.path].append(self._place)
        return value

    def _add(self, code: str, message: str, hint: str = "") -> None:
        self.findings.add(code, self._place, f"{self._raw}: {message}", hint)


def _lists_hint(value: Value) -> str:
    """Return which lists a template can run over instead."""
    members = value.field.members if value.field else ()
    lists = [f"{value.path}.{member.name}" for member in members if member.type == "list"]
    if not lists:
        lists = [
            path for path, found in offered_paths() if found.type == "list" and "[]" not in path
        ]
    return f"lists are {', '.join(lists)}"
