"""The command line: what is asked for goes to the pipeline, what comes back is printed.

The only place that reads the clock and the environment, prints, and decides exit codes:
0 fine, 1 findings, 2 wrong usage, 3 a needed program or font is missing, 4 internal error.
"""

from __future__ import annotations

import sys
import traceback

import click

from reportgen import __version__
from reportgen.cli.output import Output
from reportgen.cli.reports import actions, build, check, doctor, new, schema, show
from reportgen.cli.templates import templates
from reportgen.cli.translations import translations
from reportgen.errors import EXIT_INTERNAL, EXIT_USAGE, ReportgenError

EXIT_INTERRUPTED = 130


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="reportgen")
def cli() -> None:
    """Make progress reports of a coordination group from one file of meeting outcomes."""


for _command in (new, check, build, show, templates, translations, actions, schema, doctor):
    cli.add_command(_command)


def main(arguments: list[str] | None = None) -> int:
    """Run a command and return its exit code; `arguments` default to those of the process."""
    context: click.Context | None = None
    try:
        with cli.make_context("reportgen", list(arguments or sys.argv[1:])) as context:
            return int(cli.invoke(context) or 0)
    except click.exceptions.Exit as done:
        return int(done.exit_code)
    except click.Abort:
        return EXIT_INTERRUPTED
    except click.ClickException as error:
        error.show()
        return EXIT_USAGE
    except ReportgenError as error:
        output = context.obj if context is not None else None
        (output or Output()).failure(error)
        return error.exit_code
    except KeyboardInterrupt:
        return EXIT_INTERRUPTED
    except BrokenPipeError:
        # The reader of our output has gone (`reportgen … | head`): nothing is wrong.
        sys.stderr.close()
        return 0
    except Exception:  # noqa: BLE001 - the last door: what comes here is a fault of ours
        traceback.print_exc()
        click.echo("internal error: please report it with the lines above", err=True)
        return EXIT_INTERNAL
