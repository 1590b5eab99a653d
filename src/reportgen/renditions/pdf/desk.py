"""What the conversions that run at the same time share: program, settings, folder, profiles."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from reportgen.errors import InputError, Problem
from reportgen.renditions.soffice.office import Office
from reportgen.renditions.soffice.profile import make_profile
from reportgen.renditions.soffice.run import Run

# SelectPdfVersion 2 is PDF/A-2b; with PDFUACompliance all is tagged that level A asks for, and the
# finishing pass adds what is left.
CONVERSION = (
    "pdf:writer_pdf_Export:{"
    '"SelectPdfVersion":{"type":"long","value":"2"},'
    '"PDFUACompliance":{"type":"boolean","value":"true"},'
    '"ExportBookmarks":{"type":"boolean","value":"true"}'
    "}"
)

Profile = tuple[Path, dict[str, str]]


class Desk:
    """Where runs of LibreOffice begin, in any thread.

    Once it is closed, from whichever thread, runs under way end and no other starts.
    """

    def __init__(self, office: Office, folder: Path, timeout_s: float, fonts: bytes | None) -> None:
        """Keep the settings; everything is written below `folder`, which its owner removes."""
        self.office = office
        self.folder = folder.resolve()
        self.timeout_s = timeout_s
        self._closed = threading.Event()
        self._fonts = fonts
        self._lock = threading.Lock()
        self._folders = 0
        self._runs: set[Run] = set()
        # LibreOffice starts a little faster on a profile that it has seen before.
        self._warm_profiles: list[Profile] = []

    @contextmanager
    def run(self, sources: Sequence[Path], folder: Path) -> Iterator[Run]:
        """Hand out a run over the sources into a folder, on a profile that no other run has."""
        profile = self._take_profile()
        run = Run(
            self.office, *profile, CONVERSION, sources, folder, ".pdf", timeout_s=self.timeout_s
        )
        with self._lock:
            self._runs.add(run)
        if self.is_closed():
            run.cancel()
        try:
            yield run
        finally:
            with self._lock:
                self._runs.discard(run)
                # A crash may leave locks and half a setting: such a profile is not used again.
                if run.ended is not None and not run.ended.was_cut_short:
                    self._warm_profiles.append(profile)

    def new_folder(self) -> Path:
        """Return a new empty folder."""
        with self._lock:
            self._folders += 1
            folder = self.folder / f"{self._folders:06}"
        folder.mkdir()
        return folder

    def is_closed(self) -> bool:
        """Whether nothing more is wanted."""
        return self._closed.is_set()

    def close(self) -> None:
        """End every run that is under way, and let no other start."""
        self._closed.set()
        with self._lock:
            runs = tuple(self._runs)
        for run in runs:
            run.cancel()

    def _take_profile(self) -> Profile:
        with self._lock:
            if self._warm_profiles:
                return self._warm_profiles.pop()
        folder = self.new_folder()
        return folder, make_profile(folder, self._fonts)


def cannot_write(folder: Path, why: OSError | str) -> InputError:
    """Return the error (`cannot-write`) for a temporary folder that is full or cannot be used."""
    reason = why if isinstance(why, str) else why.strerror or str(why)
    message = f"PDF files cannot be made: {reason}"
    hint = "make room there, or set TMPDIR to a folder that has some"
    return InputError([Problem(str(folder), 0, 0, "error", "cannot-write", message, hint)])
