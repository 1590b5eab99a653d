"""From a meeting's folder to its Reports and Documents: the first half of the data flow."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from reportgen.audience import select_report
from reportgen.catalogs.lookup import Catalogs, load_catalogs
from reportgen.catalogs.places import catalog_languages
from reportgen.document import Document
from reportgen.errors import UsageError, did_you_mean
from reportgen.kinds import State
from reportgen.languages import LANGUAGE_KEYS, PSEUDO_LANGUAGE, document_language
from reportgen.localise import NoValueError, localise
from reportgen.model import Meeting
from reportgen.outcomes import MeetingSource
from reportgen.pipeline.novalue import input_error
from reportgen.pipeline.workspace import Workspace
from reportgen.pseudo import pseudo_catalogs
from reportgen.report import Report


@dataclass
class ReportMaker:
    """Makes the Reports and Documents of one meeting that has been checked."""

    workspace: Workspace
    source: MeetingSource
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
                self.meetings, self.source.meeting_id, addressee
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


def choose_addressees(maker: ReportMaker, asked: tuple[str, ...]) -> tuple[str, ...]:
    """Return the addressees asked for, all of the meeting's where none is.

    Raises UsageError for one that the meeting has no report for.
    """
    known = maker.workspace.addressees(maker.source)
    for addressee in asked:
        if addressee not in known:
            near = did_you_mean(addressee, known) or f"reports go to {', '.join(known)}"
            raise UsageError(f'{maker.source.shown}: there is no report to "{addressee}"; {near}')
    return tuple(dict.fromkeys(asked)) or known


def choose_languages(asked: tuple[str, ...], *, is_final: bool = False) -> tuple[str, ...]:
    """Return the languages asked for, all that have catalogs where none is.

    Raises UsageError for one that is unknown, and for a final in the pseudo-language.
    """
    for key in asked:
        if document_language(key) is PSEUDO_LANGUAGE and is_final:
            raise UsageError(f"{key} is no language that anybody reads: it is never final")
    available = catalog_languages()
    return tuple(dict.fromkeys(asked)) or tuple(k for k in LANGUAGE_KEYS if k in available)
