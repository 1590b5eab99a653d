"""Pandoc: trees of Documents to files of other formats, many in one process.

    with Pandoc() as pandoc:
        for data in pandoc.convert_all(orders): ...

Starting pandoc takes longer than converting a report, so one process is kept and asked again and
again. It runs a script of ours (`data/renditions/convert.lua`), reads trees and writes files
through pipes, and opens nothing.
"""

from __future__ import annotations

import contextlib
import importlib.util
import json
import subprocess
import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from importlib import resources
from pathlib import Path
from types import TracebackType
from typing import IO, Literal, Self

from reportgen.errors import MissingToolError, Problem

PROGRAM = "pandoc"
_HINT = "run `make report`, which installs it with the other libraries"
_ATTEMPTS = 2
_LAST_WORDS = 400


@dataclass(frozen=True, slots=True)
class Order:
    """One conversion: a tree (`nodes.tree`), what it is to become, and the date of its files.

    `to` is pandoc's name of the format. `template` is the text of a page around the document, or
    `own_template` the name of one that pandoc brings; without either only the body is written.
    `variables` go into the template as they stand, so they are markup: pandoc escapes what is in
    the tree, but not the quotation marks that an attribute needs escaped.
    Text is broken at `columns`, never if that is 0. `finish` is done to what pandoc wrote.
    """

    tree: Mapping[str, object]
    to: str
    date: date
    template: str = ""
    own_template: Literal["", "opendocument"] = ""
    variables: Mapping[str, str] = field(default_factory=dict)
    columns: int = 0
    finish: Callable[[bytes], bytes] | None = None

    def lines(self) -> bytes:
        """Return the order as the script reads it: what is wanted, then the tree."""
        midnight = datetime(self.date.year, self.date.month, self.date.day, tzinfo=UTC)
        wanted = {
            "to": self.to,
            "epoch": str(int(midnight.timestamp())),
            "template": self.template or None,
            "variables": dict(self.variables),
            "standalone": self.own_template or None,
            "wrap": "wrap-auto" if self.columns else "wrap-none",
            "columns": self.columns or None,
        }
        given = {key: value for key, value in wanted.items() if value is not None}
        # Written in ASCII, no line of JSON has a line break of any kind in it.
        return f"{json.dumps(given)}\n{json.dumps(self.tree, separators=(',', ':'))}\n".encode()


class PandocFailedError(Exception):
    """Pandoc broke down or stood still over a document; caught here and tried again."""


@dataclass(slots=True, eq=False)
class Pandoc:
    """A pandoc process that is started when it is first needed, and again when it broke down.

    `timeout_s` is the longest time for one document. One caller at a time.
    """

    program: Path | None = None
    timeout_s: float = 60
    _process: subprocess.Popen[bytes] | None = field(default=None, init=False)
    _errors: IO[bytes] | None = field(default=None, init=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self.close()

    def convert_all(self, orders: Iterable[Order]) -> Iterator[bytes]:
        """Yield the file of each order, in order."""
        for order in orders:
            yield self.convert(order)

    def convert(self, order: Order) -> bytes:
        """Return the file of one order: the same order gives the same bytes.

        Raises MissingToolError when there is no pandoc (`program-missing`), or when it cannot do
        it, or breaks down twice (`program-fails`).
        """
        lines = order.lines()
        why = ""
        for _ in range(_ATTEMPTS):
            try:
                data = self._ask(lines)
            except PandocFailedError as error:
                why = str(error)
                self.close()
            else:
                return order.finish(data) if order.finish is not None else data
        raise _failed(why)

    def close(self) -> None:
        """End the process, if there is one; the next conversion starts another."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            # What was still to be written to it goes nowhere.
            with contextlib.suppress(OSError):
                process.communicate()
        if self._errors is not None:
            self._errors.close()
            self._errors = None

    def _ask(self, lines: bytes) -> bytes:
        """Return the answer to one order; raise PandocFailedError if there is none."""
        process = self._running()
        assert process.stdin is not None  # noqa: S101 - it was started with pipes
        assert process.stdout is not None  # noqa: S101
        has_stood_still = threading.Event()
        watch = threading.Timer(self.timeout_s, _end, (process, has_stood_still))
        watch.start()
        length, data = b"", b""
        with contextlib.suppress(OSError, ValueError):
            process.stdin.write(lines)
            process.stdin.flush()
            state, _, length = process.stdout.readline().partition(b" ")
            data = process.stdout.read(int(length))
        watch.cancel()
        if has_stood_still.is_set():
            raise PandocFailedError(f"it did not answer within {self.timeout_s:g} seconds")
        if not length.strip().isdigit() or len(data) < int(length):
            raise PandocFailedError(self._last_words() or "it ended without an answer")
        if state == b"error":
            raise _failed(data.decode(errors="replace"))
        return data

    def _running(self) -> subprocess.Popen[bytes]:
        """Return the process, started if there is none."""
        if self._process is None:
            program = self.program or find_pandoc()
            # Warnings go to a file: a pipe that nobody reads would fill up and stop pandoc.
            self._errors = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the process
            with resources.as_file(_SCRIPT) as script:
                try:
                    self._process = subprocess.Popen(
                        [program, "lua", script],
                        stdin=subprocess.PIPE,
                        stdout=subprocess.PIPE,
                        stderr=self._errors,
                    )
                except OSError as error:
                    raise _failed(error.strerror or str(error)) from error
        return self._process

    def _last_words(self) -> str:
        if self._errors is None:
            return ""
        self._errors.seek(0)
        return self._errors.read().decode(errors="replace").strip()[-_LAST_WORDS:]


_SCRIPT = resources.files("reportgen") / "data" / "renditions" / "convert.lua"


def find_pandoc() -> Path:
    """Return the pandoc program that comes with the library of its name.

    Raises MissingToolError (`program-missing`) if it is not there.
    """
    library = importlib.util.find_spec("pypandoc")
    if library is not None and library.origin is not None:
        for name in ("pandoc", "pandoc.exe"):
            program = Path(library.origin).parent / "files" / name
            if program.is_file():
                return program
    message = "pandoc is not installed; web pages and other text formats cannot be made"
    raise MissingToolError([Problem(PROGRAM, 0, 0, "error", "program-missing", message, _HINT)])


def _end(process: subprocess.Popen[bytes], has_stood_still: threading.Event) -> None:
    has_stood_still.set()
    process.kill()


def _failed(why: str) -> MissingToolError:
    shown = " ".join(why.split()) or "it gave no reason"
    message = f"pandoc could not convert a document: {shown}"
    hint = "Word and PDF files are made without it: --to docx,pdf"
    return MissingToolError([Problem(PROGRAM, 0, 0, "error", "program-fails", message, hint)])
