"""Options and arguments that several commands share, and the run they describe."""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from reportgen.cli.output import Output

if TYPE_CHECKING:
    from reportgen.pipeline.workspace import Workspace

_Command = TypeVar("_Command", bound=Callable[..., Any])


@dataclass
class Run:
    """One call of the program: how to print, and the project it works on."""

    output: Output
    folder: Path

    @cached_property
    def workspace(self) -> Workspace:
        """The project of the current folder; raises UsageError where there is none."""
        from reportgen.pipeline.project import find_project
        from reportgen.pipeline.workspace import Workspace

        return Workspace(find_project(self.folder), self.folder)


def common_options(command: _Command) -> _Command:
    """Add the options every command has; the command gets a Run as its first argument."""

    @click.option(
        "--format",
        "output_format",
        type=click.Choice(["text", "json", "github"]),
        default="text",
        show_default=True,
        help="How findings are printed.",
    )
    @click.option("--quiet", "-q", is_flag=True, help="No messages, only findings and results.")
    @click.option("--verbose", "-v", is_flag=True, help="Say more about what is done.")
    @click.option("--no-color", is_flag=True, help="No colours (also the variable NO_COLOR).")
    @functools.wraps(command)
    def wrapped(
        output_format: Any, quiet: bool, verbose: bool, no_color: bool, **options: Any
    ) -> Any:
        colour = not no_color and "NO_COLOR" not in os.environ and sys.stdout.isatty()
        output = Output(output_format, quiet, verbose, colour)
        click.get_current_context().obj = output
        return command(Run(output, Path.cwd()), **options)

    return wrapped  # type: ignore[return-value]


meeting_argument = click.argument(
    "meeting", metavar="MEETING_DIR", type=click.Path(path_type=Path, file_okay=True)
)
meetings_argument = click.argument(
    "meetings",
    metavar="[MEETING_DIR]...",
    nargs=-1,
    type=click.Path(path_type=Path, file_okay=True),
)
addressee_option = click.option(
    "--addressee", required=True, help="Whose report, as TSAG, TDAG or RAG."
)
language_option = click.option(
    "--language", default="en", show_default=True, help="In which language: en fr es ru zh ar."
)
