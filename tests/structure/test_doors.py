"""Clock, environment, printing and exit codes have one door: the command line."""

from __future__ import annotations

import ast

import pytest

from tests.structure.sources import Module, modules

# Names by which code reaches the outside world, as they are written after their imports.
CLOCK = {
    "date.today", "datetime.now", "datetime.today", "datetime.utcnow", "time.ctime",
    "time.localtime", "time.strftime", "time.time", "time.time_ns",
}  # fmt: skip
ENVIRONMENT = {"os.environ", "os.environb", "os.getenv", "Path.cwd", "os.getcwd", "Path.home"}
CONSOLE = {"print", "input", "sys.argv", "sys.exit", "sys.stderr", "sys.stdin", "sys.stdout"}
CODE = {"compile", "eval", "exec", "os.popen", "os.system"}

CLI = frozenset({"cli", "__main__"})
DOORS: dict[str, frozenset[str]] = {
    **dict.fromkeys(CLOCK | CONSOLE, CLI),
    # The converter and the doctor hand the environment on to the programs they start.
    **dict.fromkeys(ENVIRONMENT, CLI | {"doctor", "renditions"}),
    **dict.fromkeys(CODE, frozenset()),
}


def reached(tree: ast.AST) -> list[tuple[str, int]]:
    """Return the names in the table that the code uses, with their lines.

    An attribute counts by its last two names, so `dt.datetime.now` and `datetime.now` are the same;
    a name brought in by `from os import environ` counts where it is imported.
    """
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            names = ast.unparse(node).split(".")
            found.append((".".join(names[-2:]), node.lineno))
        elif isinstance(node, ast.Name):
            found.append((node.id, node.lineno))
        elif isinstance(node, ast.ImportFrom):
            found += [(f"{node.module}.{name.name}", node.lineno) for name in node.names]
    return [(name, line) for name, line in found if name in DOORS]


@pytest.mark.parametrize("module", modules(), ids=lambda module: module.name)
def test_outside_world_is_reached_through_its_door_only(module: Module) -> None:
    """A stage is a function of its input: it reads no clock and no environment, prints nothing."""
    wrong = [
        f"{module.place}:{line} uses {name}"
        for name, line in reached(module.tree)
        if module.stage not in DOORS[name]
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("import datetime as dt\ndt.datetime.now(tz=dt.UTC)", "datetime.now"),
        ("from datetime import date\ndate.today()", "date.today"),
        ("from os import environ", "os.environ"),
        ("import os\nos.environ['TZ']", "os.environ"),
        ("print('x')", "print"),
        ("show = print", "print"),
    ],
)
def test_reaching_out_is_seen(code: str, name: str) -> None:
    """The ways by which code reaches the clock, the environment and the console are all seen."""
    assert name in [found for found, _ in reached(ast.parse(code))]


@pytest.mark.parametrize("code", ["re.compile('x')", "self.print()", "datetime.date(2023, 5, 2)"])
def test_harmless_names_are_not_taken_for_others(code: str) -> None:
    """A method that shares its name with a builtin is no door."""
    assert reached(ast.parse(code)) == []
