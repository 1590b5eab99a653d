"""Whether all that a template can render is well-formed XML, told from the template alone.

In goes the syntax tree of a patched body. What stands in a branch or a loop and can stand at its
place once, opening again what it closes, can stand there any number of times or not at all; an
escaped value can stand wherever a text or the value of an attribute can. So each piece is parsed at
its place when a template is compiled, and what it renders need not be parsed for every document.

"No" is always a safe answer: it costs a parse for each document. It is the answer for templates
that make markup while they run (macros, captured blocks, filters that escape) and for XML that is
not written as lxml writes it, which docxtpl can bring about by undoing escapes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from jinja2 import nodes
from lxml import etree

# May stand where texts and values of attributes may, and nowhere else.
_STAND_IN = "&#60;"
_TAG = re.compile(r"<(/?)([^\s/>]+)[^>]*?(/?)>")
# What these return passes for escaped even where another filter cuts it; `map` calls any filter.
_MAKING_MARKUP = frozenset({"e", "escape", "forceescape", "map"})
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)


def is_sound(tree: nodes.Template) -> bool:
    """Tell whether a template renders well-formed XML with one root, whatever the data.

    Taken for granted are autoescape, data without markup of its own, and characters that XML may
    hold.
    """
    if any(each.name in _MAKING_MARKUP for each in tree.find_all(nodes.Filter)):
        return False
    return _can_stand(tree.body, [])


def _can_stand(body: Sequence[nodes.Node], around: Sequence[str]) -> bool:
    """Tell whether nodes can stand inside the tags open `around` them, any number of times."""
    stack = list(around)
    closes_outer = False
    xml = ""
    inner: list[tuple[Sequence[nodes.Node], list[str]]] = []
    for node in body:
        if isinstance(node, nodes.Output):
            written = "".join(map(_written, node.nodes))
            closes_outer |= _follow(stack, written) < len(around)
            xml += written
            continue
        branches = _branches(node)
        if branches is None:
            return False
        inner += [(branch, stack.copy()) for branch in branches]
        xml += _STAND_IN
    if closes_outer and any("xmlns" in tag for tag in around[1:]):
        return False  # what is opened again may lack a namespace that is used behind
    ends = [f"</{_name(tag)}>" for tag in reversed(around)]
    return _is_plain("".join([*around, xml, *ends])) and all(_can_stand(*each) for each in inner)


def _written(node: nodes.Node) -> str:
    """Return what a template prints at a place: its own XML, or what stands for a value."""
    return node.data if isinstance(node, nodes.TemplateData) else _STAND_IN


def _branches(node: nodes.Node) -> list[list[nodes.Node]] | None:
    """Return the bodies in a statement, of which any may be rendered; None if that is not all."""
    if isinstance(node, nodes.Assign):
        return []
    if isinstance(node, nodes.If):
        return [node.body, *(branch.body for branch in node.elif_), node.else_]
    if isinstance(node, nodes.For) and not node.recursive:
        return [node.body, node.else_]
    return None


def _follow(stack: list[str], xml: str) -> int:
    """Bring the start tags of open elements up to date; return how few they were on the way."""
    fewest = len(stack)
    for tag in _TAG.finditer(xml):
        if not tag[1]:
            stack += [] if tag[3] else [tag[0]]
        elif stack:
            stack.pop()
            fewest = min(fewest, len(stack))
    return fewest


def _name(tag: str) -> str:
    found = _TAG.match(tag)
    return found[2] if found else ""


def _is_plain(xml: str) -> bool:
    """Tell whether XML is well-formed and every `<` and `>` in it begins or ends a tag."""
    if xml.count("<") != xml.count(">") or "<!" in xml or "<?" in xml:
        return False
    try:
        etree.fromstring(xml.encode(), _PARSER)
    except (etree.XMLSyntaxError, UnicodeEncodeError):
        return False
    return True
