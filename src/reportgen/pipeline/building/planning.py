"""What a build has to make: what is asked for, less what is up to date.

Nothing is localised or rendered for it. A file is up to date when the manifest has it, made from
the same sources by the same code and tools, and it still has the bytes that the manifest says.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from reportgen.kinds import State
from reportgen.languages import LANGUAGE_KEYS
from reportgen.manifest import Manifest, Rendition, Slot, sha256
from reportgen.outcomes import OUTCOMES_NAME, MeetingSource
from reportgen.pipeline.building.keys import FileDigests, code_key, digest_of, tool_key, words_key
from reportgen.pipeline.building.order import Built
from reportgen.pipeline.project import Project
from reportgen.pipeline.templates import template_path
from reportgen.pipeline.workspace import Workspace

BUILD_FOLDER = "build"
INDEX_NAME = "index.html"
SWITCHING = "html"
"""The format whose files lead to the other languages, and so depend on which there are."""


@dataclass(frozen=True, slots=True)
class ReportPlan:
    """One report in one language that has to be made, in some formats.

    It holds all that another process needs beside the project itself. `sources` are the digests of
    the files it is made from (`template_source` is one of them), `key` the digest of all of it,
    `tools` the key of what makes each format; `before` are the renditions that are there, as the
    manifest says; `switch` the languages that its web page leads to.
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
    before: Mapping[str, Rendition] = field(default_factory=dict)
    switch: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """What tells it from all others of a build."""
        return f"{self.folder}:{self.addressee}:{self.language}"


@dataclass(frozen=True, slots=True)
class MeetingPlan:
    """What a build has to do for a meeting.

    `asked` are the addressees and languages asked for, `reports` those that have to be made;
    `unmade` are renditions out of date that cannot be made here; `annexes` the files that travel
    with reports, by their path in the build folder.
    """

    source: MeetingSource
    build_folder: Path
    asked: tuple[tuple[str, str], ...]
    reports: tuple[ReportPlan, ...]
    unmade: tuple[Slot, ...]
    annexes: Mapping[str, Path]
    before: Manifest | None

    @property
    def is_done(self) -> bool:
        """Whether everything asked for is there already."""
        return not self.reports and not self.unmade and self._has_annexes()

    def _has_annexes(self) -> bool:
        """Whether the files that travel are those of the manifest, and no others."""
        recorded = self.before.attachments if self.before is not None else {}
        addressees = {addressee for addressee, _ in self.asked}
        own = {path for path in recorded if path.partition("/")[0] in addressees}
        digests = FileDigests()
        return own == set(self.annexes) and all(
            digests.of(source) == recorded[path] == digests.of(self.build_folder / path)
            for path, source in self.annexes.items()
        )


@dataclass(frozen=True, slots=True)
class Planner:
    """Plans meetings of one build; `digests` were taken before anything was read.

    `impossible` are the formats for which a program is missing.
    """

    workspace: Workspace
    digests: FileDigests
    state: State
    formats: tuple[str, ...]
    impossible: frozenset[str] = frozenset()
    is_forced: bool = False

    def plan(
        self,
        source: MeetingSource,
        build_folder: Path,
        addressees: tuple[str, ...],
        languages: tuple[str, ...],
        before: Manifest | None,
    ) -> MeetingPlan:
        """Return what has to be made of a meeting, given the record of the last build."""
        known = {each.slot: each for each in before.renditions} if before is not None else {}
        asked = tuple((addressee, language) for addressee in addressees for language in languages)
        reports = []
        unmade: list[Slot] = []
        for addressee, language in asked:
            there = {key for who, key, form in known if (who, form) == (addressee, SWITCHING)}
            switch = tuple(key for key in LANGUAGE_KEYS if key in there or key in languages)
            if language not in switch:  # the pseudo-language stands for itself
                switch = ()
            report = self._plan_report(source, build_folder, addressee, language, switch, known)
            possible = tuple(form for form in report.formats if form not in self.impossible)
            unmade += [
                (addressee, language, form) for form in report.formats if form in self.impossible
            ]
            if possible:
                reports.append(replace(report, formats=possible))
        return MeetingPlan(
            source=source,
            build_folder=build_folder,
            asked=asked,
            reports=tuple(reports),
            unmade=tuple(slot for slot in unmade if slot in known),
            annexes=self._annexes(source, addressees),
            before=before,
        )

    def _plan_report(
        self,
        source: MeetingSource,
        build_folder: Path,
        addressee: str,
        language: str,
        switch: tuple[str, ...],
        known: Mapping[Slot, Rendition],
    ) -> ReportPlan:
        """Return the plan of a report, with the formats that are not up to date."""
        project = self.workspace.project
        template = template_path(project, addressee, language)
        sources = {
            _shown(path, project): digest
            for path in self._source_files(source, addressee, language, template)
            if (digest := self.digests.of(path))
        }
        parts = [f"{path} {digest}" for path, digest in sources.items()]
        key = digest_of([code_key(), words_key(language), self.state, *parts])
        before = {} if self.is_forced else {
            form: made
            for form in self.formats
            if (made := known.get((addressee, language, form))) is not None
            and is_as_recorded(made, build_folder)
        }  # fmt: skip
        tools = {form: self._tool(form, switch, before.get(form)) for form in self.formats}
        due = tuple(
            form
            for form in self.formats
            if (made := before.get(form)) is None or (made.key, made.tool) != (key, tools[form])
        )
        return ReportPlan(
            folder=source.folder,
            addressee=addressee,
            language=language,
            state=self.state,
            formats=due,
            template_source=_shown(template, project),
            sources=sources,
            key=key,
            tools=tools,
            before=before,
            switch=switch,
        )

    def _tool(self, form: str, switch: tuple[str, ...], before: Rendition | None) -> str:
        """Return the key of what makes a format; what cannot be made here stays as it was made."""
        if form in self.impossible:
            return before.tool if before is not None else ""
        return digest_of([tool_key(form), *switch]) if form == SWITCHING else tool_key(form)

    def _annexes(self, source: MeetingSource, addressees: tuple[str, ...]) -> dict[str, Path]:
        """Return the annexed files by their path in the build folder."""
        return {
            f"{addressee}/{Path(annex.file).name}": source.folder / annex.file
            for addressee in addressees
            for annex in self.workspace.settings(source, addressee).annexes
            if annex.file is not None
        }

    def _source_files(
        self, source: MeetingSource, addressee: str, language: str, template: Path
    ) -> Iterator[Path]:
        """Yield the files that a report is made from, those that may not be there too."""
        yield template
        own = self.workspace.project.organisation
        yield from (own / path.name for path in self.workspace.organisation.overlay_files)
        settings = self.workspace.settings(source, addressee)
        # The report lives in the folder of its own meeting, whatever else it covers.
        meetings = dict.fromkeys((*settings.meetings(source.meeting_id), source.meeting_id))
        for meeting_id in meetings:
            folder = self.workspace.folder_of(source, meeting_id)
            yield folder / OUTCOMES_NAME
            yield folder / "locale" / f"{language}.po"


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
            folder=plan.source.shown,
            addressee=addressee,
            language=language,
            paths=tuple(plan.build_folder / each.path for each in found),
            renditions=tuple(found),
        )


def is_as_recorded(made: Rendition, folder: Path) -> bool:
    """Whether a file is there and has the bytes that the manifest says."""
    path = folder / made.path
    try:
        return path.stat().st_size == made.bytes and sha256(path.read_bytes()) == made.sha256
    except OSError:
        return False


def take_digests(folders: tuple[Path, ...], project: Project) -> FileDigests:
    """Return the digests of what the reports of these meetings may be made from."""
    digests = FileDigests()
    for folder in folders:
        for path in (folder / OUTCOMES_NAME, *sorted((folder / "locale").glob("*.po"))):
            digests.of(path)
    for path in (*project.organisation.glob("*.yaml"), *project.templates.glob("*.docx")):
        digests.of(path)
    return digests


def _shown(path: Path, project: Project) -> str:
    """Return how the manifest names a source: relative to the project where it lies in it."""
    full, root = path.resolve(), project.root.resolve()
    return (full.relative_to(root) if full.is_relative_to(root) else full).as_posix()
