"""File names of reports: the document system's once a symbol is assigned, before that a draft's."""

from __future__ import annotations

from reportgen.languages import PSEUDO_LANGUAGE, document_language
from reportgen.organisation import Organisation
from reportgen.report import Report


def report_name(report: Report, language_key: str, extension: str, known: Organisation) -> str:
    """Return the file name of a report in a language.

    `T22-TSAG-230530-TD-GEN-0239!!MSW-E.docx` where the symbol and the addressee's meeting are
    known and the document system's pattern can be filled, else `DRAFT-iscg-23-1-TSAG-E.docx`. The
    document system has no place for the pseudo-language.
    """
    letter = document_language(language_key).letter
    settings = report.settings
    if settings.symbol is not None and language_key != PSEUDO_LANGUAGE.key:
        session = settings.session
        first_day = (session.date or session.from_) if session is not None else None
        name = known.file_name(
            report.addressee,
            settings.symbol,
            letter=letter,
            extension=extension,
            first_day=first_day,
            ordinal=session.ordinal if session is not None else None,
        )
        if name is not None:
            return name
    return f"DRAFT-{report.meeting}-{report.addressee}-{letter}.{extension}"
