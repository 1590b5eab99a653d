"""Options and arguments that several commands share, and the run they describe."""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Callable, Mapping, Sequence
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


_format_option = click.option(
    "--format",
    "format",
    type=click.Choice(["text", "json", "github"]),
    help="How findings are printed; text unless told otherwise.",
)
_manner_options = (
    click.option("--quiet", "-q", is_flag=True, help="No messages, only findings and results."),
    click.option("--verbose", "-v", is_flag=True, help="Say more about what is done."),
    click.option("--no-color", is_flag=True, help="No colours (also the variable NO_COLOR)."),
)


def output_options(command: _Command) -> _Command:
    """Add the options that say how to print; they may stand before the command or after it."""
    return _with((_format_option, *_manner_options), command)


def _with(options: Sequence[Callable[[_Command], _Command]], command: _Command) -> _Command:
    """Add options, which are listed in the order given."""
    for option in reversed(options):
        command = option(command)
    return command


def set_output(given: Mapping[str, Any]) -> Output:
    """Return how to print: as said before the command, and by `given` after it."""
    root = click.get_current_context().find_root()
    before: Output = root.obj or Output(colour=_is_colour_wanted())
    output = Output(
        format=given.get("format") or before.format,
        quiet=given["quiet"] or before.quiet,
        verbose=given["verbose"] or before.verbose,
        colour=before.colour and not given["no_color"],
    )
    root.obj = output  # a failure of the command is printed by whoever holds the root
    return output


def _is_colour_wanted() -> bool:
    # https://no-color.org: set to anything but nothing
    return not os.environ.get("NO_COLOR") and sys.stdout.isatty()


def common_options(command: _Command) -> _Command:
    """Add the options every command has; the command gets a Run as its first argument."""
    return output_options(_with_run(command))


def common_options_but_format(command: _Command) -> _Command:
    """Add them to a command whose own `--format` is that of the files it makes.

    How it prints is then said before the command, as in `reportgen --format json …`.
    """
    return _with(_manner_options, _with_run(command))


def _with_run(command: _Command) -> _Command:
    @functools.wraps(command)
    def wrapped(**options: Any) -> Any:
        names = ("format", "quiet", "verbose", "no_color")
        printing = {name: options.pop(name) for name in names if name in options}
        return command(Run(set_output(printing), Path.cwd()), **options)

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
returned_argument = click.argument(
    "files",
    metavar="RETURNED.docx...",
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
)
addressee_option = click.option(
    "--addressee", required=True, help="Whose report, as TSAG, TDAG or RAG."
)
language_option = click.option(
    "--language", default="en", show_default=True, help="In which language: en fr es ru zh ar."
)
