"""The codes of problems, as they stand in the sources of the program."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args, get_type_hints

from reportgen.document import Gap
from reportgen.opc.package import Role
from reportgen.outcomes.subject import OWN, UNKNOWN

SOURCES = sorted((Path(__file__).parents[2] / "src" / "reportgen").rglob("*.py"))
_CODE = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
# What begins like this is a code wherever it stands.
_SURE = re.compile(r"(archive|catalog|frozen|template|translation|yaml)(-[a-z]+)+")
# Where checks put something before the codes that they hand on.
_PREFIXES = {"word/inspection/": "template-", "archive/inspection.py": "archive-inventory-"}
_REFUSALS = ("not-docx", "too-large", "active-content")
_SEVERITIES = {"error", "warning", "info"}


def codes() -> set[str]:
    """Return every code that the program gives to a problem or gap."""
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in SOURCES}
    takers = {taker for tree in trees.values() for taker in _takers(tree)}
    found = {code for code, _ in (*UNKNOWN.values(), *OWN.values())}
    found |= set(get_args(get_type_hints(Gap)["reason"]))
    # A Word file that is refused is told by what it was to be.
    found |= {f"{role}-{what}" for role in get_args(Role) for what in _REFUSALS}
    for path, tree in trees.items():
        where = path.as_posix()
        prefix = next((put for place, put in _PREFIXES.items() if place in where), "")
        for code in _given(tree, takers):
            found.add(code if code.startswith(prefix) else prefix + code)
        found |= {each for each in _constants(tree) if _SURE.fullmatch(each)}
    return found


def _takers(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Yield functions and classes with a parameter `code`, and at which place it is."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            names = [each.arg for each in node.args.args if each.arg != "self"]
            if "code" in names:
                yield node.name, names.index("code")
        elif isinstance(node, ast.ClassDef):
            names = [
                each.target.id
                for each in node.body
                if isinstance(each, ast.AnnAssign) and isinstance(each.target, ast.Name)
            ]
            if "code" in names:
                yield node.name, names.index("code")


def _given(tree: ast.Module, takers: set[tuple[str, int]]) -> Iterator[str]:
    """Yield the codes that are handed to one of the takers."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        for taker, place in takers:
            if taker == name and place < len(node.args):
                yield from _codes_in(node.args[place])


def _codes_in(node: ast.expr) -> Iterator[str]:
    """Yield a code written there, or both of which one is chosen."""
    if isinstance(node, ast.IfExp):
        yield from (*_codes_in(node.body), *_codes_in(node.orelse))
    written = node.value if isinstance(node, ast.Constant) else None
    if isinstance(written, str) and _CODE.fullmatch(written) and written not in _SEVERITIES:
        yield written


def _constants(node: ast.AST) -> Iterator[str]:
    for each in ast.walk(node):
        if isinstance(each, ast.Constant) and isinstance(each.value, str):
            yield each.value
