"""What a build has to do, as it is planned: for a meeting, for one report in one language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from reportgen.errors import Problem
from reportgen.kinds import State
from reportgen.manifest import Manifest, Rendition, Slot
from reportgen.pipeline.building.keys import FileDigests
from reportgen.pipeline.building.order import Built
from reportgen.report import ORIGINAL, IssueMark

BUILD_FOLDER = "build"
INDEX_NAME = "index.html"
SWITCHING = "html"
"""The format whose files lead to the other languages, and so depend on which there are."""


@dataclass(frozen=True, slots=True)
class ReportPlan:
    """One report in one language that has to be made, in some formats.

    It holds all that another process needs beside the project itself. `sources` are the digests of
    the files it is made from (`template_source` is one of them), `files` the same files by their
    place in a project whose folders have their usual names; `key` is the digest of all of it,
    `tools` the key of what makes each format and `names` the name of its file; `before` are the
    renditions that are there, as the manifest says; `switch` the file in each language that its
    web page leads to, as name by language; `earlier` the report that its redline compares it with,
    where it has one. `impossible` are formats of a file that is there, for which a program is
    missing: it stays if it is as it would be made, and goes if not. `mark` says as which issue of
    its document the report is made.
    """

    folder: Path
    addressee: str
    language: str
    state: State
    formats: tuple[str, ...]
    template_source: str
    sources: Mapping[str, str]
    key: str
    tools: Mapping[str, str]
    names: Mapping[str, str]
    files: Mapping[str, Path] = field(default_factory=dict)
    before: Mapping[str, Rendition] = field(default_factory=dict)
    switch: Mapping[str, str] = field(default_factory=dict)
    impossible: frozenset[str] = frozenset()
    earlier: Path | None = None
    mark: IssueMark = ORIGINAL

    @property
    def name(self) -> str:
        """What tells it from all others of a build."""
        return f"{self.folder}:{self.addressee}:{self.language}"


@dataclass(frozen=True, slots=True)
class MeetingPlan:
    """What a build has to do for a meeting; the meeting itself is not kept in memory for it.

    `title` and `date` are what the index page says of it, `shown` is its folder as users see it.
    `asked` are the addressees and languages asked for, and those whose pages have to lead to them;
    `reports` those that have to be made. `unmade` are renditions that go: they cannot be made here,
    or nobody gets them any more; `is_short` says whether anything cannot be made.
    `addressees` are all whose files are looked at, `annexes` the files that travel with reports, by
    their path in the build folder. `problems` tell which redlines there will not be.
    """

    meeting_id: str
    title: str
    date: str
    folder: Path
    shown: Path
    build_folder: Path
    asked: tuple[tuple[str, str], ...]
    addressees: frozenset[str]
    reports: tuple[ReportPlan, ...]
    unmade: tuple[Slot, ...]
    is_short: bool
    annexes: Mapping[str, Path]
    before: Manifest | None
    problems: tuple[Problem, ...] = ()

    @property
    def is_done(self) -> bool:
        """Whether everything asked for is there already."""
        return not self.reports and not self.unmade and self._has_annexes() and self._has_page()

    def _has_annexes(self) -> bool:
        """Whether the files that travel are those of the manifest, and no others."""
        recorded = self.before.attachments if self.before is not None else {}
        own = {path for path in recorded if path.partition("/")[0] in self.addressees}
        digests = FileDigests()
        return own == set(self.annexes) and all(
            digests.of(source) == recorded[path] == digests.of(self.build_folder / path)
            for path, source in self.annexes.items()
        )

    def _has_page(self) -> bool:
        """Whether the index page is the one of the manifest; nobody looks for it before a build."""
        there = FileDigests().of(self.build_folder / INDEX_NAME)
        return self.before is None or there == self.before.page


def as_recorded(
    plan: MeetingPlan, formats: tuple[str, ...], manifest: Manifest | None = None
) -> Iterator[Built]:
    """Yield each report that was asked for with the files that the manifest has of it.

    Without a manifest that of the last build is meant.
    """
    manifest = manifest or plan.before
    recorded = {each.slot: each for each in manifest.renditions} if manifest is not None else {}
    for addressee, language in plan.asked:
        found = [
            recorded[slot] for form in formats if (slot := (addressee, language, form)) in recorded
        ]
        yield Built(
            folder=plan.shown,
            addressee=addressee,
            language=language,
            paths=tuple(plan.build_folder / each.path for each in found),
            renditions=tuple(found),
        )
