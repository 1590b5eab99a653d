"""The project's own sources, parsed once, for the tests of its structure."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src/reportgen"


@dataclass(frozen=True)
class Module:
    """A module of the package: its dotted name below `reportgen`, its path and its syntax tree."""

    name: str
    path: Path
    tree: ast.Module

    @property
    def stage(self) -> str:
        """The module or package at the top that this one belongs to: `word` for `word.fields`."""
        return self.name.partition(".")[0]

    @property
    def place(self) -> str:
        """The path from the project's root."""
        return self.path.relative_to(ROOT).as_posix()


@dataclass(frozen=True)
class Import:
    """One imported module, with its full dotted name, and where it is imported.

    `when` is `start` for what runs when the module is loaded, `call` for what stands in a function
    and `types` for what only a type checker reads.
    """

    module: Module
    target: str
    line: int
    when: str

    def __str__(self) -> str:
        """Return the import as a place that an editor opens."""
        return f"{self.module.place}:{self.line} imports {self.target}"


@cache
def modules() -> tuple[Module, ...]:
    """Return every module of the package."""
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        tree = ast.parse(path.read_text(encoding="utf-8"), filename=str(path))
        found.append(Module(name, path, tree))
    return tuple(found)


def imports(module: Module) -> list[Import]:
    """Return what the module imports; `from package import module` counts as that module."""
    return [
        Import(module, target, line, when)
        for node, when in _import_nodes(module.tree, "start")
        for target, line in _targets(module, node)
    ]


def _import_nodes(tree: ast.AST, when: str) -> list[tuple[ast.Import | ast.ImportFrom, str]]:
    found: list[tuple[ast.Import | ast.ImportFrom, str]] = []
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            found.append((node, when))
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            found += _import_nodes(node, "call")
        elif isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            found += _import_nodes(node, "types")
        else:
            found += _import_nodes(node, when)
    return found


def _targets(module: Module, node: ast.Import | ast.ImportFrom) -> list[tuple[str, int]]:
    if isinstance(node, ast.Import):
        return [(name.name, node.lineno) for name in node.names]
    origin = node.module or ""
    if node.level:
        package = ["reportgen", *module.name.split(".")]
        if module.path.name == "__init__.py":
            package.append("")
        origin = ".".join([*package[: -node.level], *filter(None, [node.module])])
    return [
        (full if is_own_module(full := f"{origin}.{name.name}") else origin, node.lineno)
        for name in node.names
    ]


def is_own_module(dotted: str) -> bool:
    """Whether the dotted name is a module of the package, and not a name inside one."""
    own = {"reportgen", *(f"reportgen.{module.name}" for module in modules() if module.name)}
    return dotted in own
