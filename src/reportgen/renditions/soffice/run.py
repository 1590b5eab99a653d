"""One run of LibreOffice over several files, watched from beginning to end.

LibreOffice takes files in the order given, and says when it begins to write each: so a file is
known to be done while the next is under way, and when it stops it is known at which one. Neither
its exit code nor a file is believed: who runs it looks at every file that should be there.
"""

from __future__ import annotations

import contextlib
import os
import queue
import re
import signal
import subprocess
import threading
from collections import deque
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from reportgen.renditions.soffice.office import Office, broken_office
from reportgen.renditions.soffice.profile import limit_resources

# It prints: convert /folder/0001.docx -> /folder/0001.pdf using filter : writer_pdf_Export…
_BEGINS = re.compile(rb"^convert .* -> (.+) using filter\b")
_LONGEST_LINE = 4096
_LINES_KEPT = 3
_GRACE_S = 10
_IS_POSIX = os.name == "posix"


@dataclass(frozen=True, slots=True)
class Ended:
    """How a run ended: by itself, with an exit code, or by us, because it stood still.

    `begun` is the place of the last file that it began to write, -1 if none: that file may lack its
    end, and the next one may be what LibreOffice could not read. `last_words` is what it printed.
    """

    has_stood_still: bool
    exit_code: int
    begun: int
    last_words: str

    @property
    def was_cut_short(self) -> bool:
        """Whether it ended before it had come to its end."""
        return self.has_stood_still or self.exit_code != 0


@dataclass(slots=True, eq=False)
class Run:
    """A run over `sources`, which makes a file of each in `folder`: same name, other `suffix`.

    `conversion` is what LibreOffice is told to convert to, `environment` that of its profile.
    `timeout_s` is the longest time for one file; the first one's includes the start.
    """

    office: Office
    profile: Path
    environment: dict[str, str]
    conversion: str
    sources: Sequence[Path]
    folder: Path
    suffix: str
    timeout_s: float
    ended: Ended | None = field(default=None, init=False)
    _process: subprocess.Popen[bytes] | None = field(default=None, init=False)
    _is_cancelled: bool = field(default=False, init=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, init=False)

    def files(self) -> Generator[int, None, None]:
        """Start, and yield the place of each source whose file is done, or will never be.

        Every place is yielded once, in order. After the last, `ended` says how the run went, and no
        process of it is left; the same holds when the iterator is closed early.
        """
        begun, given, has_stood_still = -1, 0, False
        last_words: deque[str] = deque(maxlen=_LINES_KEPT)
        try:
            for place in self._beginnings(last_words):
                begun = place
                yield from range(given, begun)
                given = max(given, begun)
        except queue.Empty:
            has_stood_still = True
        finally:
            exit_code = self._stop()
            self.ended = Ended(has_stood_still, exit_code, begun, " | ".join(last_words))
        yield from range(given, len(self.sources))

    def target(self, source: Path) -> Path:
        """Return where the file made of a source goes."""
        return self.folder / source.with_suffix(self.suffix).name

    @property
    def said(self) -> str:
        """How the run ended, in words."""
        if self.ended is None:
            return "it has not been run to its end"
        if self.ended.has_stood_still:
            return f"it did nothing for {self.timeout_s:g} s"
        said = self.ended.last_words or "it made nothing"
        return f"{said} (exit code {self.ended.exit_code})"

    def cancel(self) -> None:
        """End the run from another thread, or keep it from starting."""
        with self._lock:
            self._is_cancelled = True
            if self._process is not None:
                _kill(self._process)

    def _beginnings(self, last_words: deque[str]) -> Iterator[int]:
        """Yield the place of each file when LibreOffice begins to write it.

        Raises queue.Empty when it takes too long over one.
        """
        names = {self.target(each).name: place for place, each in enumerate(self.sources)}
        process = self._start()
        begun: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        threading.Thread(
            target=_read, args=(process.stdout, begun, last_words), daemon=True
        ).start()
        while (name := begun.get(timeout=self.timeout_s)) is not None:
            if name in names:
                # A stand-in could say it twice or in disorder: each counts once.
                yield names.pop(name)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(_GRACE_S)

    def _start(self) -> subprocess.Popen[bytes]:
        command = [
            *(str(self.office.program), "--headless", "--norestore", "--nologo", "--nolockcheck"),
            f"-env:UserInstallation={self.profile.as_uri()}",
            *("--convert-to", self.conversion, "--outdir", str(self.folder)),
            *map(str, self.sources),
        ]
        with self._lock:
            try:
                self._process = process = subprocess.Popen(
                    command,
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.STDOUT,
                    cwd=self.folder,
                    env=self.environment,
                    # A group of its own: LibreOffice is three processes, and all end with it.
                    start_new_session=True,
                )
            except OSError as error:
                raise broken_office(self.office, error.strerror or str(error)) from error
            limit_resources(process.pid)
            if self._is_cancelled:
                _kill(process)
        return process

    def _stop(self) -> int:
        """End whatever is left of the run; return the exit code of what was started."""
        process = self._process
        if process is None:
            return 0
        exit_code = process.poll()
        _kill(process)
        process.wait()
        return process.returncode if exit_code is None else exit_code


def _read(stream: IO[bytes], begun: queue.SimpleQueue[str | None], last_words: deque[str]) -> None:
    """Put the name of each file that is begun into the queue, and None at the end of the stream.

    Other lines are kept only if they are the last ones, however many a program prints.
    """
    with stream:
        while line := stream.readline(_LONGEST_LINE):
            if found := _BEGINS.match(line):
                begun.put(os.fsdecode(found[1]).replace("\\", "/").rpartition("/")[2])
            elif line.strip():
                last_words.append(line.decode("utf-8", "replace").strip())
    begun.put(None)


def _kill(process: subprocess.Popen[bytes]) -> None:
    """Kill a process and all of its group, which may outlive it; gone already is fine."""
    with contextlib.suppress(OSError):
        if _IS_POSIX:
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
