"""What a build is asked for, and what came of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from reportgen.document import Gap
from reportgen.errors import Problem, UsageError, did_you_mean
from reportgen.manifest import Rendition
from reportgen.pipeline.names import REDLINE
from reportgen.report import ORIGINAL, IssueMark

FORMATS = ("docx", "pdf", "html", "odt", "md", "txt", "json")
"""Every format that a report can be made in."""

DEFAULT_FORMATS = ("docx", "pdf", "html")


@dataclass(frozen=True, slots=True)
class BuildOrder:
    """What a build is asked for; empty tuples mean everything there is, or what is usual.

    `out` is the folder to write to instead of each meeting's own build folder; `is_final` refuses
    reports with gaps; `is_forced` makes again what is up to date; `jobs` is how many processes
    work at a time; `scheduler` the address of a Dask cluster that works instead of this machine;
    `redline_since` an issue by its full symbol, or the folder of an issue or of an earlier build;
    `mark` says as which issue of their documents the reports are made.
    """

    folders: tuple[Path, ...] = ()
    addressees: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    is_final: bool = False
    out: Path | None = None
    is_forced: bool = False
    jobs: int = 1
    scheduler: str = ""
    redline_since: str = ""
    mark: IssueMark = ORIGINAL

    def chosen_formats(self) -> tuple[str, ...]:
        """Return the formats asked for, each once; raise UsageError for one that is unknown."""
        for name in self.formats:
            if name not in FORMATS:
                near = did_you_mean(name, FORMATS) or f"formats: {', '.join(FORMATS)}"
                raise UsageError(f'unknown format "{name}"; {near}')
        chosen = tuple(dict.fromkeys(self.formats)) or DEFAULT_FORMATS
        # Never made for itself: it needs something to compare with.
        return (*chosen, REDLINE) if self.redline_since else chosen


@dataclass(frozen=True, slots=True)
class Built:
    """One report of a build: its files, what it lacks, and what was appended to it.

    `folder` is the meeting's, as shown to users; `made` are the formats that were made now, the
    others were up to date. A report that was up to date altogether has no `gaps` and `appended`:
    the manifest knows their number.
    """

    folder: Path
    addressee: str
    language: str
    paths: tuple[Path, ...]
    renditions: tuple[Rendition, ...]
    made: tuple[str, ...] = ()
    gaps: tuple[Gap, ...] = ()
    appended: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What a build wrote, the warnings on the way, and the programs that were missing for more."""

    built: tuple[Built, ...]
    problems: tuple[Problem, ...]
    missing: tuple[Problem, ...] = ()
    pages: tuple[Path, ...] = ()


Progress = Callable[[int, int, str], None]
"""Called at first and after each report: how many are done, how many there are, the latest one."""
