"""The order of an issue: checked, made, brought to the disk; registered when all of it is there.

Nothing is registered that is not whole, and nothing that was registered is touched again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path

from reportgen.document import Document
from reportgen.document.files import dump_document
from reportgen.errors import Problem, UsageError, sort_problems
from reportgen.issues.record import (
    FORMAT,
    Approval,
    FileRole,
    FrozenFile,
    IssueRecord,
    dump_record,
    frozen_file,
)
from reportgen.issues.register import Register, RegisterEntry
from reportgen.languages import SOURCE_LANGUAGE
from reportgen.manifest import MANIFEST_NAME, sha256
from reportgen.organisation import Organisation
from reportgen.outcomes import MeetingSource
from reportgen.pipeline.building.keys import take_digests
from reportgen.pipeline.building.order import Progress
from reportgen.pipeline.checks import check_meetings
from reportgen.pipeline.choices import choose_addressees
from reportgen.pipeline.files import held
from reportgen.pipeline.issuing.comparison import redline_files
from reportgen.pipeline.issuing.frozen import read_registers
from reportgen.pipeline.issuing.making import MadeIssue, check_unchanged, make_issue
from reportgen.pipeline.issuing.order import Issued, IssueOrder
from reportgen.pipeline.issuing.readiness import Readiness
from reportgen.pipeline.issuing.sources import (
    SourceFile,
    cut_sources,
    documents_from,
    open_manifest,
    whole_sources,
)
from reportgen.pipeline.issuing.store import folder_names, put_in_place, recover, stage
from reportgen.pipeline.issuing.tools import tool_files, tool_versions
from reportgen.pipeline.issuing.usage import LocalisedReport, localise_report
from reportgen.pipeline.reports import ReportMaker
from reportgen.pipeline.workspace import Workspace, raise_errors
from reportgen.report import Report

_WAIT = "wait until it has ended, then issue again"


def issue(
    workspace: Workspace, version: str, order: IssueOrder, progress: Progress | None = None
) -> Issued:
    """Issue a report: check it, freeze it, register it.

    Raises UsageError for a meeting or addressee that is not there, InputError with everything that
    is against it, MissingToolError for programs. Nothing is registered then, and no folder is left.
    """
    (folder,) = workspace.folders((order.folder,))
    reports = workspace.project.reports
    message = "another issue is under way in this project"
    taken = Problem(str(reports), 0, 0, "error", "issue-running", message, _WAIT)
    with held(reports, taken):
        # Before anything is read: what changes from now on is found in the end.
        digests = take_digests(workspace.project.meeting_folders(), workspace.project)
        source = workspace.source(folder)
        choose_addressees(workspace, source, (order.addressee,))
        register, others = _registers(workspace, source)
        recover(source.folder, register)
        raise_errors(check_meetings(workspace, (folder,)))
        mark = order.mark(register)
        maker = ReportMaker(workspace, source, mark)
        localised = localise_report(maker, order.addressee)
        readiness = Readiness(workspace, source, order, register, others)
        raise_errors(readiness.problems(localised, mark))
        full_symbol = _full_symbol(localised.report, workspace.organisation)
        names = folder_names(source.folder, full_symbol, register)
        made = make_issue(workspace, version, order, mark, progress)
        check_unchanged(made, digests, workspace.project)
        freezer = _Freezer(workspace, version, order, full_symbol, maker, localised, made, register)
        return freezer.freeze(names, readiness.approvals(localised))


def _full_symbol(report: Report, organisation: Organisation) -> str:
    """Return the symbol of an issue that was found ready, without the letter of a language."""
    system = organisation.symbol_pattern(report.addressee)
    if system is None or report.settings.symbol is None:
        raise ValueError("an issue without a symbol is not ready")
    return system.amended_symbol(report.settings.symbol, report.mark.parts)


def _registers(
    workspace: Workspace, source: MeetingSource
) -> tuple[Register, tuple[Register, ...]]:
    """Return the register of a meeting, and those of all others.

    Raises InputError with the faults of all of them: whether a symbol is free cannot be told then;
    UsageError for a folder that does not lie where the project has its meetings.
    """
    registers = read_registers(workspace.project, workspace.base)
    raise_errors(sort_problems([each for found in registers for each in found.problems]))
    for own in registers:
        if own.path.parent.resolve() == source.folder:
            return own, tuple(each for each in registers if each is not own)
    raise UsageError(f"{source.shown}: meetings of this project lie in {workspace.project.reports}")


@dataclass(slots=True)
class _Freezer:
    """Puts together what is frozen of one issue, and sees it into its place."""

    workspace: Workspace
    version: str
    order: IssueOrder
    full_symbol: str
    maker: ReportMaker
    localised: LocalisedReport
    made: MadeIssue
    register: Register
    _frozen: dict[str, FrozenFile] = field(default_factory=dict)
    _data: dict[str, bytes] = field(default_factory=dict)

    def freeze(self, names: tuple[str, str], approvals: tuple[Approval, ...]) -> Issued:
        """Freeze the issue in folders of these names, and register it."""
        folder = self.maker.source.folder
        self._collect(folder)
        checks = {each.path: dict(each.checks) for each in self.made.manifest.renditions}
        record = self._record()
        public = replace(record, files=dict(self._frozen), approvals=approvals, checks=checks)
        whole = {each.path: each for each in self._whole()}
        restricted = replace(
            record,
            files={path: _frozen(each) for path, each in whole.items()},
            is_restricted=True,
        )
        with ExitStack() as stack:
            own = stack.enter_context(stage(folder / names[0], public, self._data))
            hidden = stack.enter_context(
                stage(folder / names[1], restricted, {p: each.data for p, each in whole.items()})
            )
            self._check_sources(own.folder / "source")
            entry = self._entry(public, restricted, names)
            put_in_place(folder, self.register, entry, own, hidden)
        count = len(public.files)
        return Issued(entry, folder / names[0], folder / names[1], count)

    def _collect(self, folder: Path) -> None:
        """Collect the files of the issue's own folder, in the order of their roles."""
        for each in self.made.manifest.renditions:
            self._add(each.path, "rendition", self.made.files[each.path], each.language)
        for path in self.made.manifest.attachments:
            self._add(path, "attachment", self.made.files[path])
        for key, document in self.localised.documents.items():
            self._add(f"documents/{key}.json", "document", dump_document(document), key)
        current = self.register.current(self.order.addressee)
        if self.order.kind == "revision" and current is not None:
            creator = self.localised.documents[SOURCE_LANGUAGE.key].creator
            for key, path, data in redline_files(
                folder, current, self.made, creator, self.order.date
            ):
                self._add(path, "redline", data, key)
        for file in self._sources():
            self._add(file.path, file.role, file.data, file.language)
        known = {each.sha256 for each in self._frozen.values()}
        self._add(MANIFEST_NAME, "manifest", open_manifest(self.made.manifest, known).as_json())

    def _whole(self) -> Iterator[SourceFile]:
        """Yield what not everybody may see."""
        yield from whole_sources(self.maker, self.localised)
        yield SourceFile(MANIFEST_NAME, "manifest", self.made.manifest.as_json())

    def _sources(self) -> Iterator[SourceFile]:
        yield from cut_sources(self.maker, self.localised)
        yield from tool_files(self.workspace.project, self.version)

    def _add(self, path: str, role: FileRole, data: bytes, language: str = "") -> None:
        self._data[path] = data
        self._frozen[path] = frozen_file(path, data, role, language)

    def _check_sources(self, root: Path) -> None:
        """See to it that the cut sources make the very Documents that are issued."""
        maker = self.maker
        made = documents_from(root, maker.source.meeting_id, self.order.addressee, maker.mark)
        different = [key for key in made if made[key] != self.localised.documents[key]]
        if different:
            raise RuntimeError(f"the cut sources make other documents in {', '.join(different)}")

    def _record(self) -> IssueRecord:
        """Return what the records of both folders say."""
        documents: Mapping[str, Document] = self.localised.documents
        source = documents[SOURCE_LANGUAGE.key]
        current = self.register.current(self.order.addressee)
        before = current.full_symbol if current is not None else ""
        report = self.localised.report
        is_amendment = self.order.kind in ("corrigendum", "addendum")
        pdfs = [data for _, data in self.made.renditions("pdf")]
        return IssueRecord(
            format=FORMAT,
            addressee=self.order.addressee,
            meeting=report.meeting,
            body=report.meetings[report.meeting].meeting.body,
            symbol=report.settings.symbol or "",
            full_symbol=self.full_symbol,
            kind=self.order.kind,
            number=self.order.number,
            date=self.order.date,
            approver=self.order.approver,
            original=report.settings.original,
            titles={key: document.title for key, document in documents.items()},
            keywords=source.keywords,
            creator=source.creator,
            reportgen=self.version,
            tools=tool_versions(self.version, pdfs),
            files={},
            replaces=before if self.order.kind == "revision" else "",
            amends=before if is_amendment else "",
        )

    def _entry(
        self, public: IssueRecord, restricted: IssueRecord, names: tuple[str, str]
    ) -> RegisterEntry:
        return RegisterEntry(
            addressee=public.addressee,
            symbol=public.symbol,
            full_symbol=public.full_symbol,
            kind=public.kind,
            number=public.number,
            amends=public.amends,
            date=public.date,
            approver=public.approver,
            folder=names[0],
            sha256=sha256(dump_record(public)),
            restricted_folder=names[1],
            restricted_sha256=sha256(dump_record(restricted)),
        )


def _frozen(file: SourceFile) -> FrozenFile:
    return frozen_file(file.path, file.data, file.role, file.language)
