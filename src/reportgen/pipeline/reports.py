"""From a meeting's folder to its Reports and Documents: the first half of the data flow."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from reportgen.audience import select_report
from reportgen.catalogs.lookup import Catalogs, load_catalogs
from reportgen.document import Document
from reportgen.kinds import State
from reportgen.languages import PSEUDO_LANGUAGE
from reportgen.localise import NoValueError, localise
from reportgen.model import Meeting
from reportgen.outcomes import MeetingSource
from reportgen.pipeline.novalue import input_error
from reportgen.pipeline.workspace import Workspace
from reportgen.pseudo import pseudo_catalogs
from reportgen.report import ORIGINAL, IssueMark, Report


@dataclass
class ReportMaker:
    """Makes the Reports and Documents of one meeting that has been checked.

    `mark` says as which issue of their documents they are made.
    """

    workspace: Workspace
    source: MeetingSource
    mark: IssueMark = ORIGINAL
    _reports: dict[str, Report] = field(default_factory=dict)
    _catalogs: dict[str, Catalogs] = field(default_factory=dict)

    @cached_property
    def meetings(self) -> dict[str, Meeting]:
        """The meetings that the reports speak of, by folder name."""
        return self.workspace.meetings_for(self.source)

    def report(self, addressee: str) -> Report:
        """Return the report to an addressee, in no language yet."""
        if addressee not in self._reports:
            self._reports[addressee] = select_report(
                self.meetings, self.source.meeting_id, addressee, self.mark
            )
        return self._reports[addressee]

    def catalogs(self, language_key: str) -> Catalogs:
        """Return the catalogs of a language."""
        if language_key == PSEUDO_LANGUAGE.key:
            return pseudo_catalogs()
        if language_key not in self._catalogs:
            folders = {key: self.folder_of(key) for key in self.meetings}
            self._catalogs[language_key] = load_catalogs(language_key, folders)
        return self._catalogs[language_key]

    def document(self, addressee: str, language_key: str, state: State = "draft") -> Document:
        """Return the report to an addressee in a language.

        Raises InputError (`no-value`) with every expression that has no value.
        """
        try:
            return localise(
                self.report(addressee),
                language_key,
                self.catalogs(language_key),
                self.workspace.organisation,
                state,
            )
        except NoValueError as error:
            raise input_error(error, self.workspace, self.source, language_key) from None

    def folder_of(self, meeting_id: str) -> Path:
        """Return the folder of one of the meetings."""
        return self.workspace.folder_of(self.source, meeting_id)
