"""Files that a command writes and the repository keeps are up to date."""

from __future__ import annotations

import json
import re
import shlex

import click
import pytest

from reportgen.cli import cli
from reportgen.pipeline.project import find_project
from reportgen.pipeline.schemas import file_schema
from reportgen.pipeline.workspace import Workspace
from tests.structure.sources import ROOT
from tools.cli_reference import PAGE, USES, leaf_commands, render_page

EXAMPLES = [line for use in USES.values() for line, _ in use.examples]


def test_reference_of_commands_is_fresh() -> None:
    """docs/cli.md says what the commands say; `make docs` writes it again."""
    assert PAGE.read_text(encoding="utf-8") == render_page(), "docs/cli.md is stale: run make docs"


def test_schema_for_editors_is_fresh() -> None:
    """Editors complete by what the program checks by; `make schema` writes the file again."""
    kept = json.loads((ROOT / "reports/outcomes.schema.json").read_text(encoding="utf-8"))
    made = file_schema(Workspace(find_project(ROOT), ROOT))
    assert kept == made, "reports/outcomes.schema.json is stale: run make schema"


@pytest.mark.parametrize("words", [words for words, _ in leaf_commands()])
def test_every_command_has_an_example(words: str) -> None:
    """The page shows how each command is called, and with which codes it ends."""
    assert words in USES, "add it to USES in tools/cli_reference.py"
    assert all(line.startswith(f"reportgen {words}") for line, _ in USES[words].examples)


@pytest.mark.parametrize("line", EXAMPLES)
def test_examples_are_calls_that_are_understood(line: str) -> None:
    """Every example of the page has arguments and options that its command takes."""
    command: click.Command = cli
    words = shlex.split(line)[1:]
    context = click.Context(cli, info_name="reportgen", **cli.context_settings)
    while isinstance(command, click.Group):
        command = command.commands[words.pop(0)]
    with command.make_context("example", words, parent=context, resilient_parsing=False) as parsed:
        assert not parsed.args


def test_makefile_and_page_agree() -> None:
    """The page tells which target writes it, and the Makefile has it."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"`make ([a-z-]+)`", render_page()):
        assert f"\n{target}:" in makefile
