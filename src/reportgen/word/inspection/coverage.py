"""What of the Document a template would lose: fields never printed, blocks no branch prints."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePath
from typing import Final

from jinja2 import TemplateSyntaxError, nodes

from reportgen.word.fields import EVERYONE, offered_paths
from reportgen.word.inspection.expressions import (
    Loop,
    NameChecker,
    Usage,
    parse_expression,
    parse_statement,
)
from reportgen.word.inspection.findings import Findings
from reportgen.word.inspection.nesting import Node

Facts = Mapping[str, object]

_LEVELS: Final = {
    "heading": 3,
    "paragraph": 1,
    "bullet": 3,
    "number": 3,
    "continuation": 3,
    "annex": 1,
    "caption": 1,
    "table": 1,
}
_BOX_KINDS: Final = ("paragraph", "bullet", "number", "continuation")
_BODY: Final = "blocks"
_BOX: Final = "box[].paragraphs"


def check_unused(usage: Usage, path: str, findings: Findings) -> None:
    """Report the fields that the cover of this addressee should print and the template does not.

    The addressee is told by the file name (`tdag-report.docx`); a template with another name must
    print only what all of them do.
    """
    for field_path in unused_fields(usage, path):
        findings.add(
            "unused-field",
            "",
            f"{field_path} is offered but never printed",
            f"add {{{{ {field_path} }}}}" if "[]" not in field_path else "print it inside its loop",
            "warning",
        )


def unused_fields(usage: Usage, path: str) -> tuple[str, ...]:
    """Return the paths of the fields that a template of this name should print and does not."""
    addressee = PurePath(path).name.partition("-")[0].upper()
    unused: list[str] = []
    for field_path, field in offered_paths():
        due = addressee in field.printed_by
        if addressee not in EVERYONE:
            due = set(EVERYONE) <= set(field.printed_by)
        used = field_path in usage.printed or (field.type == "flag" and field_path in usage.tested)
        # What stands in a list that is not looped over is lost with it: the list says enough.
        around = field_path.rpartition("[].")[0]
        if due and not used and (not around or around in usage.printed):
            unused.append(field_path)
    return tuple(unused)


def check_blocks(checker: NameChecker, findings: Findings) -> None:
    """Report kinds of blocks that fall through every branch of the loops over them."""
    for path, kinds in ((_BODY, tuple(_LEVELS)), (_BOX, _BOX_KINDS)):
        loops = [loop for loop in checker.loops if loop.path == path]
        if not loops:
            continue
        for facts in _all_blocks(kinds):
            if not any(_prints(loop, facts) for loop in loops):
                kind, level = facts["kind"], facts["level"]
                name = f"{kind}, level {level}" if _LEVELS[str(kind)] > 1 else str(kind)
                findings.add(
                    "lost-block",
                    loops[0].node.place,
                    f"the loop over {path} prints no block of the kind {name}",
                    f'add {{%p elif {loops[0].variable}.kind == "{kind}" %}} and a paragraph',
                )


def _all_blocks(kinds: tuple[str, ...]) -> Iterator[Facts]:
    for kind in kinds:
        for level in range(1, _LEVELS[kind] + 1):
            yield {"kind": kind, "level": level}


def _prints(loop: Loop, facts: Facts) -> bool:
    """Return whether a loop may print a block of which `facts` are known."""
    test = loop.statement.test
    if test is not None and _truth(test, loop.variable, facts) is False:
        return False
    return any(
        _reaches(children, loop.variable, facts)
        for branch, children in loop.node.branches
        if branch.keyword == "for"
    )


def _reaches(siblings: list[Node], variable: str, facts: Facts) -> bool:
    """Return whether one of the tags, or of those in them, may print the block."""
    wanted = "rows" if facts["kind"] == "table" else "text"
    for node in siblings:
        tag = node.tag
        try:
            if tag.kind == "print":
                if _mentions(parse_expression(tag.body), variable, wanted):
                    return True
            elif tag.keyword == "for":
                if _mentions(parse_statement(tag.body), variable, wanted):
                    return True
            elif tag.keyword == "if":
                if _if_reaches(node, variable, facts):
                    return True
                continue
        except (TemplateSyntaxError, RecursionError):
            continue  # reported where names are checked
        if any(_reaches(children, variable, facts) for _, children in node.branches):
            return True
    return False


def _if_reaches(node: Node, variable: str, facts: Facts) -> bool:
    """Follow the branches that the facts do not rule out."""
    for branch, children in node.branches:
        truth: object = True
        if branch.keyword != "else":
            condition = parse_expression(branch.body.removeprefix(branch.keyword))
            truth = _truth(condition, variable, facts)
        if truth is not False and _reaches(children, variable, facts):
            return True
        if truth is True:
            return False
    return False


def _mentions(node: nodes.Node, variable: str, member: str) -> bool:
    """Return whether an expression reads `variable.member`."""
    return any(
        isinstance(found, nodes.Getattr)
        and found.attr == member
        and isinstance(found.node, nodes.Name)
        and found.node.name == variable
        for found in (node, *node.find_all(nodes.Getattr))
    )


def _truth(node: nodes.Node, variable: str, facts: Facts) -> bool | None:
    """Return whether a condition holds for a block, None where the facts do not tell."""
    match node:
        case nodes.And():
            sides = [_truth(side, variable, facts) for side in (node.left, node.right)]
            return False if False in sides else None if None in sides else True
        case nodes.Or():
            sides = [_truth(side, variable, facts) for side in (node.left, node.right)]
            return True if True in sides else None if None in sides else False
        case nodes.Not():
            inside = _truth(node.node, variable, facts)
            return None if inside is None else not inside
        case nodes.Compare(ops=[operand]):
            return _compared(node.expr, operand, variable, facts)
        case nodes.Getattr(node=nodes.Name(name="loop"), attr="first" | "last"):
            # The block stands alone: a branch for what follows it does not print it there.
            return True
        case _:
            return None


def _compared(left: nodes.Expr, operand: nodes.Operand, variable: str, facts: Facts) -> bool | None:
    one, other = _value(left, variable, facts), _value(operand.expr, variable, facts)
    if one is None or other is None:
        return None
    try:
        match operand.op:
            case "eq":
                return bool(one == other)
            case "ne":
                return bool(one != other)
            case "in":
                return one in other  # type: ignore[operator]
            case "notin":
                return one not in other  # type: ignore[operator]
            case "gt" | "gteq" | "lt" | "lteq":
                return _ordered(operand.op, one, other)
    except TypeError:
        return None
    return None


def _ordered(op: str, one: object, other: object) -> bool | None:
    if not isinstance(one, int) or not isinstance(other, int):
        return None
    return {"gt": one > other, "gteq": one >= other, "lt": one < other, "lteq": one <= other}[op]


def _value(node: nodes.Node, variable: str, facts: Facts) -> object:
    """Return the value of an operand, None where it is unknown."""
    match node:
        case nodes.Const():
            return node.value
        case nodes.Tuple() | nodes.List():
            return tuple(_value(item, variable, facts) for item in node.items)
        case nodes.Getattr(node=nodes.Name(name=name)) if name == variable:
            return facts.get(node.attr)
        case _:
            return None
