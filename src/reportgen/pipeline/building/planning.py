"""What a build has to make: what is asked for, less what is up to date.

Nothing is localised or rendered for it. A file is up to date when the manifest has it, made from
the same sources by the same code and tools, and it still has the bytes that the manifest says.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from reportgen.errors import Problem
from reportgen.kinds import State
from reportgen.languages import LANGUAGE_KEYS
from reportgen.manifest import Manifest, Rendition, Slot, is_as_recorded
from reportgen.outcomes import MeetingSource
from reportgen.pipeline.building.earlier import EarlierReports
from reportgen.pipeline.building.keys import FileDigests, code_key, digest_of, tool_key, words_key
from reportgen.pipeline.building.plans import SWITCHING, MeetingPlan, ReportPlan
from reportgen.pipeline.building.sources import source_files, source_name
from reportgen.pipeline.names import REDLINE, report_name
from reportgen.pipeline.templates import template_path
from reportgen.pipeline.workspace import Workspace
from reportgen.report import ORIGINAL, IssueMark


@dataclass(frozen=True, slots=True)
class Planner:
    """Plans meetings of one build; `digests` were taken before anything was read.

    `impossible` are the formats for which a program is missing; `tool_keys` tell what makes each
    format, where somebody else than this machine makes them; `earlier` are the reports that
    redlines compare with. `mark` says as which issue of their documents the reports are made.
    """

    workspace: Workspace
    digests: FileDigests
    state: State
    formats: tuple[str, ...]
    impossible: frozenset[str] = frozenset()
    is_forced: bool = False
    tool_keys: dict[str, str] = field(default_factory=dict)
    earlier: EarlierReports | None = None
    mark: IssueMark = ORIGINAL

    def plan(
        self,
        source: MeetingSource,
        build_folder: Path,
        addressees: tuple[str, ...],
        languages: tuple[str, ...],
        before: Manifest | None,
    ) -> MeetingPlan:
        """Return what has to be made of a meeting, given the record of the last build.

        Raises ValueError for a meeting with faults, of which nothing is built.
        """
        if source.meeting is None:
            raise ValueError(f"{source.shown}: nothing is built of a meeting with faults")
        facts = source.meeting.meeting
        recorded = before.renditions if before is not None else ()
        # A file that was deleted, or edited by hand, is as if it had never been.
        known = {each.slot: each for each in recorded if is_as_recorded(each, build_folder)}
        plans = []
        for addressee in addressees:
            switch = self._switch(source, addressee, languages, known)
            plans += [
                self._plan_report(source, addressee, language, switch, known)
                for language in languages
            ]
            plans += self._companions(source, addressee, languages, switch, known)
        gone = {each.addressee for each in recorded} - set(self.workspace.addressees(source))
        lacking = {
            (plan.addressee, plan.language, form)
            for plan in plans
            for form in self.impossible.intersection(plan.formats).difference(plan.before)
        }
        return MeetingPlan(
            meeting_id=source.meeting_id,
            title=facts.symbol,
            date=facts.first_day.isoformat(),
            folder=source.folder,
            shown=source.shown,
            build_folder=build_folder,
            asked=tuple((plan.addressee, plan.language) for plan in plans),
            addressees=frozenset({*addressees, *gone}),
            reports=tuple(self._possible(plans)),
            unmade=tuple(
                each.slot
                for each in recorded
                if each.slot in lacking or each.addressee in gone or _is_stale(each, plans)
            ),
            is_short=bool(lacking),
            annexes=self._annexes(source, addressees),
            before=before,
            problems=tuple(self._without_redline(source, plans)),
        )

    def _without_redline(
        self, source: MeetingSource, plans: Iterable[ReportPlan]
    ) -> Iterator[Problem]:
        """Yield a remark for each report that the earlier ones do not have."""
        if self.earlier is None:
            return
        languages: dict[str, list[str]] = {}
        for plan in plans:
            # A page that only has to lead to another one is not asked for.
            if REDLINE in plan.names and plan.earlier is None:
                languages.setdefault(plan.addressee, []).append(plan.language)
        for addressee, lacking in languages.items():
            message = f"no redline of {addressee} {' '.join(lacking)}: {self.earlier.name} has none"
            yield Problem(str(source.shown), 0, 0, "info", "redline-without-old", message)

    def _possible(self, plans: Iterable[ReportPlan]) -> Iterator[ReportPlan]:
        """Yield the plans of which something is due that can be made here, or looked at."""
        for plan in plans:
            lacking = self.impossible.difference(plan.before)
            formats = tuple(form for form in plan.formats if form not in lacking)
            if formats:
                impossible = self.impossible.intersection(formats)
                yield replace(plan, formats=formats, impossible=impossible)

    def _switch(
        self,
        source: MeetingSource,
        addressee: str,
        languages: tuple[str, ...],
        known: Mapping[Slot, Rendition],
    ) -> dict[str, str]:
        """Return the pages to an addressee that there will be after the build, by language."""
        found = {}
        for key in LANGUAGE_KEYS:
            there = known.get((addressee, key, SWITCHING))
            if key in languages:
                found[key] = self._name(source, addressee, key, SWITCHING)
            elif there is not None:
                found[key] = Path(there.path).name
        return found

    def _companions(
        self,
        source: MeetingSource,
        addressee: str,
        languages: tuple[str, ...],
        switch: Mapping[str, str],
        known: Mapping[Slot, Rendition],
    ) -> Iterator[ReportPlan]:
        """Yield plans for pages not asked for that only lack the way to one that is.

        A page that is out of date besides is left for the build that asks for it.
        """
        if SWITCHING not in self.formats or SWITCHING in self.impossible:
            return
        for key in switch:
            made = known.get((addressee, key, SWITCHING))
            if made is None or key in languages:
                continue
            planner = replace(self, state=made.state, formats=(SWITCHING,), is_forced=False)
            plan = planner._plan_report(source, addressee, key, switch, known)
            if plan.formats and plan.key == made.key:
                yield plan

    def _plan_report(
        self,
        source: MeetingSource,
        addressee: str,
        language: str,
        switch: Mapping[str, str],
        known: Mapping[Slot, Rendition],
    ) -> ReportPlan:
        """Return the plan of a report, with the formats that are not up to date."""
        project = self.workspace.project
        template = template_path(project, addressee, language)
        files = {
            place: path
            for place, path in source_files(self.workspace, source, addressee, language, template)
            if self.digests.of(path)
        }
        sources = {source_name(path, project): self.digests.of(path) for path in files.values()}
        parts = [f"{path} {digest}" for path, digest in sources.items()]
        parts += [f"{kind} {number}" for kind, number in self.mark.parts]
        key = digest_of([code_key(), words_key(language, self.digests), self.state, *parts])
        earlier = self._earlier(source, addressee, language)
        forms = [form for form in self.formats if form != REDLINE or earlier is not None]
        before = {
            form: made
            for form in forms
            if (made := known.get((addressee, language, form))) is not None
            and (form in self.impossible or not self.is_forced)
        }
        # The pseudo-language stands for itself.
        own_switch = switch if language in switch else {}
        tools = {form: self._tool(form, own_switch, before.get(form)) for form in forms}
        if earlier is not None and REDLINE in tools:
            tools[REDLINE] = digest_of([tools[REDLINE], self.digests.of(earlier)])
        names = {form: self._name(source, addressee, language, form) for form in self.formats}
        due = tuple(
            form
            for form in forms
            if (made := before.get(form)) is None
            or (made.key, made.tool, made.path) != (key, tools[form], f"{addressee}/{names[form]}")
        )
        return ReportPlan(
            folder=source.folder,
            addressee=addressee,
            language=language,
            state=self.state,
            formats=due,
            template_source=source_name(template, project),
            sources=sources,
            key=key,
            tools=tools,
            names=names,
            files=files,
            before=before,
            switch=own_switch,
            earlier=earlier,
            mark=self.mark,
        )

    def _name(self, source: MeetingSource, addressee: str, language: str, form: str) -> str:
        """Return the file name of a report."""
        return report_name(self.workspace, source, addressee, language, form, self.mark)

    def _earlier(self, source: MeetingSource, addressee: str, language: str) -> Path | None:
        """Return the report that a redline compares with, None where there is none."""
        if self.earlier is None or self.earlier.meeting != source.meeting_id:
            return None
        return self.earlier.files.get((addressee, language))

    def _tool(self, form: str, switch: Mapping[str, str], before: Rendition | None) -> str:
        """Return the key of what makes a format; what cannot be made here stays as it was made."""
        if form in self.impossible:
            return before.tool if before is not None else ""
        if form not in self.tool_keys:
            self.tool_keys[form] = tool_key(form)
        known = self.tool_keys[form]
        return digest_of([known, *switch, *switch.values()]) if form == SWITCHING else known

    def _annexes(self, source: MeetingSource, addressees: tuple[str, ...]) -> dict[str, Path]:
        """Return the annexed files by their path in the build folder."""
        return {
            f"{addressee}/{Path(annex.file).name}": source.folder / annex.file
            for addressee in addressees
            for annex in self.workspace.settings(source, addressee).annexes
            if annex.file is not None
        }


def _is_stale(made: Rendition, plans: Iterable[ReportPlan]) -> bool:
    """Whether a redline is of a Word file that this build replaces, and is not made with it."""
    if made.format != REDLINE:
        return False
    plan = next((each for each in plans if (each.addressee, each.language) == made.slot[:2]), None)
    if plan is None or "docx" not in plan.names:
        return False
    is_made = REDLINE in plan.names and plan.earlier is not None
    return not is_made and (REDLINE in plan.names or made.key != plan.key)
