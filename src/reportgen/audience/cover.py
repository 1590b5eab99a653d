"""The cover page: which lines, labels and box rows each advisory group's cover has.

One table row per addressee, after the covers that the ITU prints (docs/templates.md). A line
whose data is missing is a gap where the cover cannot do without it, and left out otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from reportgen.audience.contents import Expander
from reportgen.audience.wording import MessageBook
from reportgen.model import BoxRowName, ReportSettings
from reportgen.report import CoverRow, IssueMark, ReportBlock, ReportCover, Text


@dataclass(frozen=True, slots=True)
class CoverDesign:
    """What the cover of an addressee has.

    `fields` and `labels` map the names that templates use to message keys; `needs_contact` and
    `needs_study_period` make a gap of a missing one; `box` is the usual box.
    """

    fields: dict[str, str]
    labels: dict[str, str]
    box: tuple[BoxRowName, ...]
    has_ordinal: bool = False
    needs_contact: bool = True
    needs_study_period: bool = False
    box_labels: dict[str, str] = field(default_factory=dict)


_EVERY_FIELD = {
    "group_acronym": "cover_group_acronym",
    "symbol": "cover_symbol",
    "symbol_line": "cover_symbol_line",
    "date": "cover_date",
    "original": "cover_original",
    "source": "cover_source",
    "title": "cover_title",
}
_EVERY_LABEL = {
    "source": "label_source",
    "title": "label_title",
    "contact": "label_contact",
    "contact_name": "label_contact_name",
    "email": "label_email",
    "page": "label_page",
    "draft": "label_draft",
    "annex": "label_annex",
    "date": "label_date",
    "languages": "label_languages",
    "skip": "label_skip",
}
_LABELS_WITH_COLON = {
    "abstract": "label_abstract",
    "summary": "label_summary",
    "action": "label_action",
    "references": "label_references",
}

_TSAG = CoverDesign(
    fields={
        **_EVERY_FIELD,
        "union": "cover_union",
        "sector": "cover_sector_itu_t",
        "study_period": "cover_study_period",
        "group": "cover_group_name",
    },
    labels={
        **_EVERY_LABEL,
        "questions": "label_questions",
        "purpose": "label_purpose",
        "phone": "label_phone",
        "keywords": "label_keywords",
    },
    box=("abstract",),
    needs_study_period=True,
    box_labels={**_LABELS_WITH_COLON, "action": "label_action_short"},
)
_TDAG = CoverDesign(
    fields={**_EVERY_FIELD, "sector": "cover_sector_itu_d", "group": "cover_group_full"},
    labels={**_EVERY_LABEL, "phone": "label_phone_number"},
    box=("summary", "action", "references"),
    has_ordinal=True,
    box_labels=_LABELS_WITH_COLON,
)
_RAG = CoverDesign(
    fields={**_EVERY_FIELD, "sector": "cover_sector_itu_r", "group": "cover_group_name"},
    labels={**_EVERY_LABEL, "phone": "label_phone"},
    box=("summary", "action"),
    needs_contact=False,
    box_labels={
        "abstract": "label_abstract",
        "summary": "label_summary_bare",
        "action": "label_action_bare",
        "references": "label_references_bare",
    },
)
_DESIGNS = {"TSAG": _TSAG, "TDAG": _TDAG, "RAG": _RAG}


def cover_design(addressee: str) -> CoverDesign:
    """Return the design of an addressee's cover; other groups are reported to as TDAG is."""
    return _DESIGNS.get(addressee, _TDAG)


def usual_box(addressee: str, settings: ReportSettings) -> tuple[BoxRowName, ...]:
    """Return the rows of the box: as the report asks, else the usual ones that have content."""
    if settings.cover is not None:
        return settings.cover
    usual = [row for row in cover_design(addressee).box if row != "references"]
    return (*usual, "references") if settings.references else tuple(usual)


def build_cover(
    addressee: str, settings: ReportSettings, book: MessageBook, mark: IssueMark
) -> ReportCover:
    """Return the cover of a report, made as an issue of its document."""
    design = cover_design(addressee)
    fields = {name: book.text(key) for name, key in design.fields.items()}
    fields.update(_session_lines(settings, design, book))
    fields.update(_optional_lines(settings, design, book))
    if mark.parts:
        # Revision 1 to Document …: the line of the symbol says which issue it is.
        fields["symbol_line"] = book.text(f"cover_{mark.parts[-1][0]}")
    # Which page it is, Word knows: the number is there for `localise` to find its place.
    values = {"page.number": "1"}
    labels = {name: book.text(key, values) for name, key in design.labels.items()}
    box = tuple(
        CoverRow(row, book.text(design.box_labels[row]), _box_paragraphs(row, addressee, book))
        for row in usual_box(addressee, settings)
    )
    return ReportCover(fields, labels, box)


def _session_lines(
    settings: ReportSettings, design: CoverDesign, book: MessageBook
) -> dict[str, Text]:
    """Return the lines about the addressee's own meeting; one gap where nothing is known of it."""
    session = settings.session
    if session is None:
        gap = book.text("cover_session_unknown")
        return {"group_session": gap, "meeting_line": gap}
    virtual = "_virtual" if session.mode == "virtual" or session.place is None else ""
    place = book.text(f"cover_session_place{virtual}")
    counted = design.has_ordinal and session.ordinal is not None
    return {
        "group_session": book.text(f"cover_session{virtual}") if counted else place,
        "meeting_line": place,
    }


def _optional_lines(
    settings: ReportSettings, design: CoverDesign, book: MessageBook
) -> dict[str, Text]:
    """Return the lines that stand only where their data is given, and gaps that may not lack."""
    lines = {}
    if "study_period" in design.fields and not (settings.study_period or design.needs_study_period):
        lines["study_period"] = book.text("cover_study_period")
    if settings.document_kind:
        lines["document_kind"] = book.text("cover_document_kind")
    if "questions" in design.labels:
        # A report of the group concerns no Question unless it says so.
        given = (settings.questions or "N/A").strip().upper() != "N/A"
        lines["questions"] = book.text("cover_questions" if given else "cover_questions_none")
    if settings.purpose:
        lines["purpose"] = book.text(f"purpose_{settings.purpose}")
    if settings.keywords:
        lines["keywords"] = book.text("cover_keywords")
    if settings.symbol:
        lines["page_symbol"] = book.text("cover_symbol")
    contact = settings.contact
    if contact is None:
        return lines | (
            {"contact_name": book.text("cover_contact_name")} if design.needs_contact else {}
        )
    for part in ("name", "organization", "country", "phone", "email"):
        if getattr(contact, part) is not None:
            lines[f"contact_{part}"] = book.text(f"cover_contact_{part}")
    return lines


def _box_paragraphs(row: BoxRowName, addressee: str, book: MessageBook) -> tuple[ReportBlock, ...]:
    if row != "references" or book.is_overridden(row):
        return tuple(book.blocks(row))
    expander = Expander(book.meeting_id, "", book.meeting.tables)
    return tuple(
        expander.block("paragraph", f"reports.{addressee}.references.{number}", reference)
        for number, reference in enumerate(book.settings.references, start=1)
    )
