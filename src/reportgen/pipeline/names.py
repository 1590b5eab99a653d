"""File names of reports: the document system's once a symbol is assigned, before that a draft's."""

from __future__ import annotations

from reportgen.languages import PSEUDO_LANGUAGE, document_language
from reportgen.outcomes import MeetingSource
from reportgen.pipeline.workspace import Workspace
from reportgen.report import ORIGINAL, IssueMark

REDLINE = "redline"
"""The format of what changed since an earlier issue."""


def report_name(
    workspace: Workspace,
    source: MeetingSource,
    addressee: str,
    language_key: str,
    extension: str,
    mark: IssueMark = ORIGINAL,
) -> str:
    """Return the file name of a report in a language.

    `T22-TSAG-230530-TD-GEN-0239!!MSW-E.docx` where the symbol and the addressee's meeting are
    known and the document system's pattern can be filled, else `DRAFT-iscg-23-1-TSAG-E.docx`. The
    mark of an issue stands between the exclamation marks. The document system has no place for the
    pseudo-language. A redline stands beside the Word file that it belongs to, as
    `…-redline.docx`.
    """
    letter = document_language(language_key).letter
    settings = workspace.settings(source, addressee)
    if extension == REDLINE:
        whole = report_name(workspace, source, addressee, language_key, "docx", mark)
        return f"{whole.removesuffix('.docx')}-{REDLINE}.docx"
    if settings.symbol is not None and language_key != PSEUDO_LANGUAGE.key:
        session = settings.session
        first_day = (session.date or session.from_) if session is not None else None
        name = workspace.organisation.file_name(
            addressee,
            settings.symbol,
            letter=letter,
            extension=extension,
            first_day=first_day,
            ordinal=session.ordinal if session is not None else None,
            amendments=mark.parts,
        )
        if name is not None:
            return name
    return f"DRAFT-{source.meeting_id}-{addressee}-{letter}.{extension}"
