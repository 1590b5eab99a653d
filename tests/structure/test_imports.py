"""Imports run one way: the table below is the shape of the program, read from its sources."""

from __future__ import annotations

import ast
from graphlib import CycleError, TopologicalSorter

import pytest

from tests.structure.sources import PACKAGE, Import, Module, imports, is_own_module, modules

# What each module may import from us. Stages (outcomes, audience, localise, word) do not import
# one another: only the pipeline knows their order. `word` never sees a Meeting.
ALLOWED: dict[str, set[str]] = {
    # Shared words: types and tables that know nothing of the stages.
    "errors": set(),
    "kinds": set(),
    "records": set(),
    "document": {"kinds"},
    "messages": set(),
    "typography": set(),
    "languages": {"errors", "kinds"},
    "latin": set(),
    "opc": {"errors"},
    "model": {"errors"},
    "texts": {"errors", "model"},
    "textwriting": {"texts"},
    "textmap": {"texts", "textwriting"},
    "expressions": {"errors", "texts"},
    "report": {"document", "kinds", "messages", "model"},
    "yamlfile": {"errors"},
    "values": {"errors", "languages", "model", "organisation"},
    "organisation": {"errors", "languages", "model", "yamlfile"},
    "catalogs": {"errors", "expressions", "languages", "messages", "texts"},
    "engines": {"errors"},
    "exchange": {"catalogs", "errors", "languages"},
    "memory": {"catalogs", "expressions", "languages", "texts"},
    "terminology": {"catalogs", "errors", "languages", "yamlfile"},
    # Stages.
    "outcomes": {
        "errors", "expressions", "languages", "messages", "model", "organisation", "texts",
        "typography", "yamlfile",
    },
    "audience": {"errors", "kinds", "messages", "model", "report", "texts"},
    "localise": {
        "catalogs", "document", "errors", "expressions", "kinds", "languages", "messages",
        "model", "organisation", "report", "texts", "values",
    },
    "word": {"document", "errors", "kinds", "languages", "latin", "opc"},
    "renditions": {"document", "errors", "fonts", "kinds", "languages", "latin"},
    "review": {
        "document", "errors", "kinds", "languages", "latin", "messages", "opc", "textmap", "texts",
    },
    "redline": {"errors", "kinds", "languages", "opc"},
    "issues": {"document", "errors", "kinds", "languages", "yamlfile"},
    "archive": {"errors", "issues", "languages"},
    "manifest": {"errors", "kinds"},
    "fonts": set(),
    "pseudo": {"catalogs", "languages"},
    "doctor": {"errors", "fonts", "languages"},
    # What puts the stages together.
    "pipeline": {
        "archive", "audience", "catalogs", "doctor", "document", "engines", "errors", "exchange",
        "expressions", "fonts", "issues", "kinds", "languages", "localise", "manifest", "memory",
        "messages", "model", "organisation", "opc", "outcomes", "pseudo", "redline", "renditions",
        "report", "review", "terminology", "textmap", "texts", "typography", "values", "word",
        "yamlfile",
    },
    "cli": {"doctor", "errors", "pipeline"},
    "__main__": {"cli"},
}  # fmt: skip

EVERYWHERE = {"records"}
"""What every module may import: it stands for a part of the standard library."""

# Libraries with few doors: the stages that may import each.
DOORS: dict[str, set[str]] = {
    "babel.messages": {"catalogs"},
    "gettext": {"catalogs"},
    "babel": {"catalogs", "localise", "organisation", "values"},
    "bagit": {"archive"},
    "click": {"cli"},
    "distributed": {"pipeline"},
    "docx": {"word"},
    "docxtpl": {"word"},
    "jinja2": {"word"},
    "lxml": {"archive", "exchange", "opc", "redline", "review", "word"},
    "markdown_it": {"textmap", "texts"},
    "page": {"renditions"},
    "pikepdf": {"renditions"},
    "pydantic": {"archive", "document", "issues", "model", "organisation", "outcomes", "review"},
    "python_redlines": set(),  # only measured against
    "rapidfuzz": {"memory", "redline"},
    "yaml": {"yamlfile"},
    "multiprocessing": {"pipeline"},
    "subprocess": {"doctor", "renditions"},
    "watchfiles": {"pipeline"},
    # The network, and what runs data as code: nowhere.
    "socket": set(),
    "urllib.request": set(),
    "http": set(),
    "pickle": set(),
    "marshal": set(),
    "ctypes": set(),
    "random": set(),
    "ruamel": set(),
}

every_module = pytest.mark.parametrize("module", modules(), ids=lambda module: module.name)


def own_stage(target: str) -> str:
    """Return the module at the top of our package that is imported, or nothing for others."""
    package, _, rest = target.partition(".")
    return rest.partition(".")[0] if package == "reportgen" else ""


@every_module
def test_module_imports_only_what_its_stage_may(module: Module) -> None:
    """A module imports its own stage and what the table allows, inside functions too."""
    if not module.stage:
        assert not imports(module), "the root of the package imports nothing: no loop through it"
        return
    assert module.stage in ALLOWED, f"{module.place}: add it to the table, with what it may import"
    wrong = [
        str(found)
        for found in imports(module)
        if (stage := own_stage(found.target))
        and stage not in {module.stage, *EVERYWHERE, *ALLOWED[module.stage]}
    ]
    assert not wrong, "\n".join(wrong)


@every_module
def test_library_is_imported_through_its_door_only(module: Module) -> None:
    """A library with one door is imported nowhere else, so that it can be replaced."""
    wrong = [
        str(found)
        for found in imports(module)
        if (door := _door(found.target)) is not None and module.stage not in door
    ]
    assert not wrong, "\n".join(wrong)


def _door(target: str) -> set[str] | None:
    """Return the stages that may import the library; the longest name in the table counts."""
    names = [name for name in DOORS if target == name or target.startswith(f"{name}.")]
    return DOORS[max(names, key=len)] if names else None


def test_table_runs_one_way() -> None:
    """The table itself has no loop."""
    list(TopologicalSorter(ALLOWED).static_order())


def test_modules_have_no_import_loop() -> None:
    """Loading one module never needs that module to be loaded already."""
    graph = {
        f"reportgen.{module.name}".rstrip("."): {
            found.target
            for found in imports(module)
            if found.when == "start" and is_own_module(found.target)
        }
        for module in modules()
    }
    try:
        list(TopologicalSorter(graph).static_order())
    except CycleError as error:
        pytest.fail("import loop: " + " imports ".join(error.args[1][::-1]))


def test_imports_are_read_as_python_reads_them() -> None:
    """Relative, guarded and late imports are all seen, each with the time it happens."""
    text = (
        "from . import nodes\nfrom .. import errors\nfrom reportgen import document as d\n"
        "from reportgen.model import Meeting\nimport lxml.etree\n"
        "if TYPE_CHECKING:\n    import docx\ndef f():\n    import yaml\n"
    )
    found = imports(Module("yamlfile", PACKAGE / "yamlfile/__init__.py", ast.parse(text)))
    assert [(one.target, one.when) for one in found] == [
        ("reportgen.yamlfile.nodes", "start"),
        ("reportgen.errors", "start"),
        ("reportgen.document", "start"),
        ("reportgen.model", "start"),
        ("lxml.etree", "start"),
        ("docx", "types"),
        ("yaml", "call"),
    ]


def test_place_of_an_import_is_told() -> None:
    """A wrong import is told with its file and line."""
    errors = next(module for module in modules() if module.name == "errors")
    assert str(Import(errors, "yaml", 3, "start")) == "src/reportgen/errors.py:3 imports yaml"
