"""What several meetings of one run share: organisation data, meetings read, templates.

Everything is read when first asked for and kept for the run.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from reportgen.errors import InputError, Problem, UsageError, did_you_mean, sort_problems
from reportgen.model import Meeting, ReportSettings
from reportgen.organisation import Organisation, read_organisation
from reportgen.outcomes import MeetingSource, check_outcomes, read_outcomes
from reportgen.pipeline.project import Project, shown_path


@dataclass
class Workspace:
    """A project as one run sees it; `base` is the folder that shown paths start from."""

    project: Project
    base: Path
    _sources: dict[Path, MeetingSource] = field(default_factory=dict)

    @cached_property
    def _organisation_read(self) -> tuple[Organisation, tuple[Problem, ...]]:
        folder = self.project.organisation
        shown = shown_path(folder, self.base)
        return read_organisation(folder if folder.is_dir() else None, shown)

    @property
    def organisation(self) -> Organisation:
        """The organisation's data, the project's own laid over the package's."""
        return self._organisation_read[0]

    @property
    def organisation_problems(self) -> tuple[Problem, ...]:
        """What is wrong with the project's own organisation data."""
        return self._organisation_read[1]

    def source(self, folder: Path) -> MeetingSource:
        """Return what was read from the folder of a meeting."""
        key = folder.resolve()
        if key not in self._sources:
            self._sources[key] = read_outcomes(key, shown_path(folder, self.base))
        return self._sources[key]

    def suppose(self, source: MeetingSource) -> None:
        """Have a meeting read so for the rest of the run, whatever is on the disk."""
        self._sources[source.folder] = source

    def forget(self) -> None:
        """Let the meetings go that were read; one that is asked for again is read again."""
        self._sources.clear()

    def folders(self, named: tuple[Path, ...]) -> tuple[Path, ...]:
        """Return the folders of the meetings named, of all meetings where none is.

        Raises UsageError for a folder that is not there, and for a project without meetings.
        """
        for folder in named:
            if not folder.is_dir():
                known = [str(shown_path(each, self.base)) for each in self._all_folders()]
                near = did_you_mean(str(shown_path(folder, self.base)), known)
                raise UsageError(
                    f"{folder}: there is no such folder" + (f"; {near}" if near else "")
                )
        folders = named or self._all_folders()
        if not folders:
            raise UsageError(
                f"{self.project.reports}: no meeting here; "
                "make one with reportgen new reports/MEETING --body … --symbol … --date …"
            )
        return tuple(dict.fromkeys(folders))

    def _all_folders(self) -> tuple[Path, ...]:
        return self.project.meeting_folders()

    def meetings_for(self, source: MeetingSource) -> dict[str, Meeting]:
        """Return the readable meetings that the reports of a meeting speak of, by folder name."""
        found: dict[str, Meeting] = {}
        if source.meeting is None:
            return found
        found[source.meeting_id] = source.meeting
        for settings in source.meeting.reports.values():
            for key in settings.meetings(source.meeting_id):
                if key not in found:
                    other = self.source(source.folder.parent / key)
                    if other.meeting is not None:
                        found[key] = other.meeting
        return found

    def folder_of(self, source: MeetingSource, meeting_id: str) -> Path:
        """Return the folder of a meeting that reports of `source` speak of."""
        if meeting_id == source.meeting_id:
            return source.folder
        return self.source(source.folder.parent / meeting_id).folder

    def check(self, source: MeetingSource) -> tuple[Problem, ...]:
        """Return every problem of a meeting, and of the meetings that its reports cover."""
        meetings = self.meetings_for(source)
        problems = list(check_outcomes(source, meetings, self.organisation))
        for key in meetings:
            if key != source.meeting_id:
                other = self.source(source.folder.parent / key)
                problems += check_outcomes(other, self.meetings_for(other), self.organisation)
        return sort_problems(problems)

    def addressees(self, source: MeetingSource) -> tuple[str, ...]:
        """Return the addressees of a meeting: those it names, else those its body reports to."""
        if source.meeting is None:
            return ()
        if source.meeting.reports:
            return tuple(source.meeting.reports)
        body = self.organisation.body(source.meeting.meeting.body)
        return body.reports_to if body is not None else ()

    def settings(self, source: MeetingSource, addressee: str) -> ReportSettings:
        """Return the settings of a report; the usual ones where the file says nothing of it."""
        meeting = source.meeting
        given = meeting.reports.get(addressee) if meeting is not None else None
        return given or ReportSettings()


def raise_errors(problems: tuple[Problem, ...]) -> None:
    """Raise InputError with all problems if one of them is an error."""
    if any(problem.severity == "error" for problem in problems):
        raise InputError(problems)
