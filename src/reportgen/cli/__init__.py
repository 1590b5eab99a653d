"""The command line: what is asked for goes to the pipeline, what comes back is printed.

The only place that reads the clock and the environment, prints, and decides exit codes:
0 fine, 1 findings, 2 wrong usage, 3 a needed program or font is missing, 4 internal error.
"""

from __future__ import annotations

import contextlib
import errno
import gc
import os
import sys
from collections.abc import Sequence
from typing import Any, NoReturn

import click

from reportgen import __version__
from reportgen.cli.archive import archive
from reportgen.cli.build import build, watch
from reportgen.cli.issues import issue
from reportgen.cli.options import output_options, set_output
from reportgen.cli.output import Output
from reportgen.cli.redline import redline
from reportgen.cli.reports import actions, check, doctor, new, schema, show
from reportgen.cli.review import review
from reportgen.cli.review_apply import apply
from reportgen.cli.review_page import page
from reportgen.cli.templates import templates
from reportgen.cli.translations import translations
from reportgen.cli.translations_exchange import export, import_
from reportgen.cli.translations_memory import memory, pretranslate, terms
from reportgen.errors import EXIT_FINDINGS, EXIT_INTERNAL, EXIT_OK, EXIT_USAGE, ReportgenError

EXIT_INTERRUPTED = 130
"""What a shell expects of a program that was ended by Ctrl-C."""

_OBJECTS_BETWEEN_COLLECTIONS = 200_000
_CANNOT_PRINT = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO}
"""What the system says when the file that our output goes to takes no more."""


@click.group(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit codes: 0 fine; 1 findings (faults in input, gaps that stop a final); 2 wrong "
    "usage; 3 a needed program or font is missing; 4 internal error.",
)
@click.version_option(__version__, prog_name="reportgen")
@output_options
def cli(**printing: Any) -> None:
    """Make progress reports of a coordination group from one file of meeting outcomes."""
    set_output(printing)


for _command in (
    new,
    check,
    build,
    watch,
    show,
    templates,
    translations,
    review,
    redline,
    issue,
    archive,
    actions,
    schema,
    doctor,
):
    cli.add_command(_command)
for _command in (export, import_, memory, pretranslate, terms):
    translations.add_command(_command)
review.add_command(apply)
review.add_command(page)


def run() -> NoReturn:
    """Be the program `reportgen`: run the command of the process, then end it.

    A command lives for a moment and hardly makes cyclic garbage: it is not collected as often as in
    a server, and what it holds is not taken down piece by piece at the end. Both together save a
    fifth of the time of `reportgen check`. Nothing waits for the end of the process: whatever was
    written has been renamed into place by then.
    """
    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS)
    # Plugins of pydantic are for others; looking for them reads the record of every package.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    sys.unraisablehook = _keep_interrupts
    code = main()
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError):
            stream.flush()
    os._exit(code)


def _keep_interrupts(unraisable: sys.UnraisableHookArgs) -> None:
    """Have Ctrl-C come again where Python would print it and go on, as in the end of an object."""
    if not isinstance(unraisable.exc_value, KeyboardInterrupt):
        sys.__unraisablehook__(unraisable)
        return
    import signal
    import threading

    # Not at once: here it would be lost again.
    again = threading.Timer(0.05, os.kill, (os.getpid(), signal.SIGINT))
    again.daemon = True
    again.start()


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code; `arguments` default to those of the process."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    context: click.Context | None = None
    try:
        with cli.make_context("reportgen", words) as context:
            return int(cli.invoke(context) or EXIT_OK)
    except click.exceptions.Exit as done:
        return int(done.exit_code)
    except click.ClickException as error:
        error.show()
        return EXIT_USAGE
    except ReportgenError as error:
        output = context.obj if context is not None else None
        (output or Output()).failure(error)
        return error.exit_code
    except (KeyboardInterrupt, click.Abort):
        return EXIT_INTERRUPTED
    except BrokenPipeError:
        return EXIT_OK  # the reader of our output has gone (`reportgen … | head`): nothing is wrong
    except OSError as error:
        if error.filename is not None or error.errno not in _CANNOT_PRINT:
            _show_traceback()
            return EXIT_INTERNAL
        with contextlib.suppress(OSError):
            click.echo(f"error: cannot print: {error.strerror}", err=True)
        return EXIT_FINDINGS
    except Exception:  # noqa: BLE001 - the last door: what comes here is a fault of ours
        _show_traceback()
        return EXIT_INTERNAL


def _show_traceback() -> None:
    import traceback

    traceback.print_exc()
    click.echo("internal error: please report it with the lines above", err=True)
