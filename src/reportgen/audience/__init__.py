"""What one addressee gets: Meetings × addressee → Report.

In go the meetings that a report covers, out comes the Report: the cover, the sections and their
order, which outcomes are shown where, and which are left out for what reason. No language is
chosen yet, no value computed. References are taken to be right; `reportgen.outcomes` checks them.
"""

from __future__ import annotations

from collections.abc import Mapping

from reportgen.audience.contents import Expander
from reportgen.audience.cover import build_cover, usual_box
from reportgen.audience.outline import OutlineFiller, usual_outline
from reportgen.audience.wording import MessageBook
from reportgen.model import Meeting, Outcome, ReportSettings
from reportgen.report import (
    ORIGINAL,
    AnnexFile,
    IssueMark,
    LeftOut,
    Report,
    ReportBlock,
    ReportSection,
)

__all__ = ["outcome_reference", "select_report", "usual_box", "usual_outline"]


def outcome_reference(meeting_id: str, own_meeting: str, outcome: str) -> str:
    """Return how a report names an outcome: by id, with the meeting before it if not its own."""
    return outcome if meeting_id == own_meeting else f"{meeting_id}:{outcome}"


def select_report(
    meetings: Mapping[str, Meeting], meeting_id: str, addressee: str, mark: IssueMark = ORIGINAL
) -> Report:
    """Return the report to an addressee that lives in the folder of `meeting_id`.

    `meetings` holds that meeting and every other one that the report covers, by folder.
    `mark` says as which issue of its document the report is made.
    """
    meeting = meetings[meeting_id]
    settings = meeting.reports.get(addressee, ReportSettings())
    covers = settings.meetings(meeting_id)
    book = MessageBook(meeting_id, meeting, addressee, settings, len(covers))
    outcomes, left_out = _divide(meetings, covers, meeting_id, addressee, settings)
    filler = OutlineFiller(meeting_id, addressee, meetings, outcomes, book)
    outline = settings.outline
    sections = filler.fill(outline or usual_outline(), drop_empty=outline is None)
    annexes, files = _annexes(meeting_id, meeting, addressee, settings, book)
    return Report(
        meeting=meeting_id,
        addressee=addressee,
        covers=covers,
        meetings={
            key: _seen_by(addressee, meetings[key]) for key in dict.fromkeys((*covers, meeting_id))
        },
        settings=settings,
        cover=build_cover(addressee, settings, book, mark),
        sections=(*sections, *annexes),
        shown=tuple(filler.shown),
        left_out=left_out,
        properties={name: book.text(name) for name in ("creator", "subject")},
        files=files,
        mark=mark,
    )


def _seen_by(addressee: str, meeting: Meeting) -> Meeting:
    """Return the meeting without what is for others: nothing later can let slip what is not there.

    Outcomes, wordings and the settings of reports go; people, documents and tables are common to
    all, and reach a report only where a text of it names them.
    """
    outcomes = tuple(
        outcome.model_copy(
            update={"wording": {k: v for k, v in outcome.wording.items() if k == addressee}}
        )
        for outcome in meeting.outcomes
        if outcome.is_for(addressee)
    )
    reports = {key: value for key, value in meeting.reports.items() if key == addressee}
    return meeting.model_copy(update={"outcomes": outcomes, "reports": reports})


def _divide(
    meetings: Mapping[str, Meeting],
    covers: tuple[str, ...],
    own_meeting: str,
    addressee: str,
    settings: ReportSettings,
) -> tuple[dict[str, Outcome], tuple[LeftOut, ...]]:
    """Return the outcomes that the addressee is shown, and those left out with the reason."""
    shown: dict[str, Outcome] = {}
    left_out = []
    for meeting_id in covers:
        for outcome in meetings[meeting_id].outcomes:
            reference = outcome_reference(meeting_id, own_meeting, outcome.id)
            if not outcome.is_for(addressee):
                reason = f"addressed to {', '.join(outcome.addressees or ()) or 'nobody'} only"
                left_out.append(LeftOut(reference, outcome.kind, "not-addressed", reason))
            elif reference in settings.omit:
                reason = settings.omit[reference]
                left_out.append(LeftOut(reference, outcome.kind, "omitted", reason))
            else:
                shown[reference] = outcome
    return shown, tuple(left_out)


def _annexes(
    meeting_id: str,
    meeting: Meeting,
    addressee: str,
    settings: ReportSettings,
    book: MessageBook,
) -> tuple[list[ReportSection], tuple[AnnexFile, ...]]:
    """Return the annexes as sections of their own, and the files that travel with the report."""
    expander = Expander(meeting_id, "", meeting.tables)
    sections, files = [], []
    for number, annex in enumerate(settings.annexes, start=1):
        origin = f"reports.{addressee}.annexes.{number}"
        values = {"annex.number": str(number), "annex.file": annex.file or ""}
        title = book.text("annex_title", values)
        heading = ReportBlock("annex", title.origin, title)
        blocks: list[ReportBlock] = []
        if annex.title is not None:
            blocks.append(expander.block("caption", f"{origin}.title", annex.title))
        if annex.table is not None:
            blocks += expander.table(annex.table)
        if annex.text is not None:
            blocks += expander.content(annex.text, f"{origin}.text")
        if annex.file is not None:
            note = book.text("annex_file", values)
            blocks.append(ReportBlock("paragraph", note.origin, note))
            files.append(AnnexFile(annex.file, f"{origin}.file"))
        sections.append(ReportSection(f"annex-{number}", heading, tuple(blocks)))
    return sections, tuple(files)
