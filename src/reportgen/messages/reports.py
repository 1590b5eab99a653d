"""What reports say by themselves: the cover, labels, the box, the body, gaps."""

from __future__ import annotations

from reportgen.messages.message import Message

_BOX = "Box on the cover page."
_LABEL = "Label on the cover page; keep it short, with the colon as printed by the ITU."
_COVER = "Line of the cover page."
_COVER_LINES = "Two lines of the cover page: the break is part of the text."
_HEADING = "Heading of a section; no full stop."
_BODY = "Running text of the report."
_GAP = "Stands in a draft where something is missing; in square brackets."

PARAGRAPH_NOTES = (_BOX, _BODY)
"""How the notes begin of messages that stand as paragraphs."""

# What ITU-T covers call abstract, and the others summary.
_PROGRESS = (
    "This document informs {{ addressee }} of the progress made by the "
    '{{ body(group, form="full") }} and sets out the main results of the '
    "group's meeting of {{ dates(meetings) }}."
)
_PROGRESS_OF_SEVERAL = (
    "This document informs {{ addressee }} of the progress made by the "
    '{{ body(group, form="full") }} and sets out the main results of the '
    "group's meetings of {{ dates(meetings) }}."
)

REPORTS = (
    # --- the cover page: lines
    Message("cover_union", "INTERNATIONAL TELECOMMUNICATION UNION", _COVER + " In capitals."),
    Message("cover_sector_itu_r", "RADIOCOMMUNICATION SECTOR", _COVER + " In capitals."),
    Message("cover_sector_itu_t", "TELECOMMUNICATION STANDARDIZATION SECTOR", _COVER),
    Message("cover_sector_itu_d", "TELECOMMUNICATION DEVELOPMENT SECTOR", _COVER),
    Message("cover_study_period", "STUDY PERIOD {{ report.study_period }}", _COVER),
    Message("cover_group_full", "{{ addressee.full }}", _COVER + " Name and acronym of the group."),
    Message("cover_group_name", "{{ addressee.name }}", _COVER + " Name of the group."),
    Message("cover_group_acronym", "{{ addressee }}", _COVER + " Acronym of the group."),
    Message(
        "cover_session",
        "{{ ordinal(session) }} Meeting, {{ place(session) }}, {{ dates(session) }}",
        _COVER + " The meeting of the group that the report goes to: number, place, dates.",
    ),
    Message(
        "cover_session_virtual",
        "{{ ordinal(session) }} Meeting, virtual, {{ dates(session) }}",
        _COVER + " The same for a virtual meeting.",
    ),
    Message(
        "cover_session_place",
        "{{ place(session) }}, {{ dates(session) }}",
        _COVER + " Place and dates of the meeting; in Chinese the dates come first.",
    ),
    Message(
        "cover_session_place_virtual",
        "Virtual meeting, {{ dates(session) }}",
        _COVER + " The same for a virtual meeting.",
    ),
    Message(
        "cover_session_unknown",
        "{{ dates(session) }}",
        _COVER + " Stands for the line about the meeting as long as nothing is known of it.",
    ),
    Message("cover_symbol", "{{ report.symbol }}", _COVER + " The document symbol."),
    Message("cover_symbol_line", "Document {{ report.symbol }}", _COVER),
    Message(
        "cover_revision",
        "Revision {{ report.amendment }} to\nDocument {{ report.amended_symbol }}",
        _COVER_LINES + " Stands for the symbol of a revision; the symbol is that of the original.",
    ),
    Message(
        "cover_addendum",
        "Addendum {{ report.amendment }} to\nDocument {{ report.amended_symbol }}",
        _COVER_LINES + " Stands for the symbol of an addendum; the symbol is what it adds to.",
    ),
    Message(
        "cover_corrigendum",
        "Corrigendum {{ report.amendment }} to\nDocument {{ report.amended_symbol }}",
        _COVER_LINES + " Stands for the symbol of a corrigendum; the symbol is what it corrects.",
    ),
    Message("cover_date", "{{ date(report) }}", _COVER + " The date of the document."),
    Message(
        "cover_original",
        "Original: {{ language(report) }}",
        _COVER + " The language the report was written in.",
    ),
    Message("cover_document_kind", "{{ report.document_kind }}", _COVER + " As TD."),
    Message("cover_questions", "{{ report.questions }}", _COVER + " Numbers of Questions."),
    Message("cover_questions_none", "N/A", _COVER + " Stands where no Question is concerned."),
    Message(
        "cover_source", '{{ chair(group, form="title") }}', _COVER + " Who submits the report."
    ),
    Message(
        "cover_title",
        'Progress report of the {{ body(group, form="long") }}',
        _COVER + " The title of the report.",
    ),
    Message("cover_contact_name", "{{ report.contact_name }}", _COVER),
    Message("cover_contact_organization", "{{ report.contact_organization }}", _COVER),
    Message("cover_contact_country", "{{ report.contact_country }}", _COVER),
    Message("cover_contact_phone", "{{ report.contact_phone }}", _COVER),
    Message("cover_contact_email", "{{ report.contact_email }}", _COVER),
    Message("cover_keywords", "{{ report.keywords }}", _COVER + " Separated by semicolons."),
    Message("purpose_information", "Information", "Purpose of the document, on the cover page."),
    Message("purpose_discussion", "Discussion", "Purpose of the document, on the cover page."),
    Message("purpose_admin", "Admin", "Purpose of the document, on the cover page."),
    # --- the cover page: labels
    Message("label_questions", "Question(s):", _LABEL),
    Message("label_source", "Source:", _LABEL),
    Message("label_title", "Title:", _LABEL),
    Message("label_purpose", "Purpose:", _LABEL),
    Message("label_contact", "Contact:", _LABEL),
    Message("label_contact_name", "Name/Organization/Entity:", _LABEL),
    Message("label_phone", "Tel:", _LABEL),
    Message("label_phone_number", "Phone number:", _LABEL),
    Message("label_email", "E-mail:", _LABEL),
    Message("label_email_tdag", "E-mail:", _LABEL + " As TDAG prints it."),
    Message("label_keywords", "Keywords:", _LABEL),
    Message("label_abstract", "Abstract:", _LABEL),
    Message("label_summary", "Summary:", _LABEL),
    Message("label_summary_bare", "Summary", _LABEL + " Without a colon, as RAG prints it."),
    Message("label_action", "Action required:", _LABEL),
    Message("label_action_bare", "Action required", _LABEL + " Without a colon, as RAG prints it."),
    Message("label_action_short", "Action:", _LABEL + " As TSAG prints it."),
    Message("label_references", "References:", _LABEL),
    Message("label_references_bare", "References", _LABEL + " Without a colon."),
    Message(
        "label_page",
        "Page {{ page.number }}",
        "The page number at the head of a page, with the words before and after it.",
    ),
    Message("label_draft", "DRAFT", "At the head of every page of a draft."),
    Message("label_annex", "Annex", "The word before the number of an annex."),
    # --- the web page: labels that paper does not need
    Message(
        "label_date",
        "Date:",
        "Label on the web page, beside the date of the document; with the colon as printed by the "
        "ITU.",
    ),
    Message(
        "label_languages",
        "Languages",
        "Names the links to the other languages on the web page; read aloud, not shown.",
    ),
    Message(
        "label_skip",
        "Skip to content",
        "First link of the web page, for who goes through it by the keyboard.",
    ),
    # --- the box
    Message("abstract", _PROGRESS, _BOX, plural=_PROGRESS_OF_SEVERAL),
    Message("summary", _PROGRESS, _BOX, plural=_PROGRESS_OF_SEVERAL),
    Message(
        "action",
        "{{ addressee }} is invited to take note of this report and to give any guidance it "
        "considers useful.",
        _BOX,
    ),
    # --- the body
    Message("heading_introduction", "Introduction", _HEADING),
    Message("heading_discussions", "Main discussions", _HEADING),
    Message("heading_agreements", "Agreements and decisions", _HEADING),
    Message("heading_themes", "Themes for the future", _HEADING),
    Message("heading_conclusion", "Conclusion", _HEADING),
    Message(
        "mandate",
        'The {{ body(group, form="full") }} brings together representatives of the '
        '{{ body("RAG", form="full") }}, the {{ body("TSAG", form="full") }} and the '
        '{{ body("TDAG", form="full") }}. In accordance with {{ resolution("PP", 191) }}, it '
        'identifies the issues on which the three Sectors and the {{ body("GS") }} have a '
        "common interest, and the ways in which they can cooperate on them, so that work is not "
        'done twice and the resources of the {{ body("ITU", form="short") }} are put to the best '
        "use.",
        _BODY + " What the group is for.",
    ),
    Message(
        "since_last_report",
        "Since the last report presented to {{ addressee }}, the {{ group }} met once, on "
        "{{ dates(meetings) }}.",
        _BODY,
        plural="Since the last report presented to {{ addressee }}, the {{ group }} met "
        "{{ times(meetings) }}, on {{ dates(meetings) }}.",
    ),
    Message(
        "contributions",
        "The {{ chair(group) }} invites the members of {{ addressee }} to submit contributions on "
        "any theme that they would like the {{ group }} to take up.",
        _BODY,
    ),
    Message(
        "invitation",
        "{{ addressee }} is invited to consider this report and to send the {{ group }} its "
        "comments and proposals on the themes presented, on other activities that the Sectors "
        "could carry out together, and on ways to strengthen their cooperation.",
        _BODY,
    ),
    Message(
        "next_meeting",
        "The next meeting of the {{ group }} is to be held {{ when(next_meeting) }}.",
        _BODY + " The value brings its own preposition.",
    ),
    Message(
        "next_meeting_unconfirmed",
        "The next meeting of the {{ group }} is to be held {{ when(next_meeting) }}; the date is "
        "still to be confirmed.",
        _BODY + " The value brings its own preposition.",
    ),
    Message("annex_title", "Annex {{ annex.number }}", "Title of an annex."),
    Message(
        "annex_file",
        "This annex is distributed with the report as the file {{ annex.file }}.",
        _BODY,
    ),
    Message("creator", "{{ group }} secretariat", "Author in the properties of the file."),
    Message("subject", '{{ body(group, form="long") }}', "Subject in the properties of the file."),
    # --- phrases that values use
    Message("mode_physical", "held in person", "How a meeting was held, within a sentence."),
    Message("mode_virtual", "held virtually", "How a meeting was held, within a sentence."),
    Message("mode_hybrid", "held in hybrid form", "How a meeting was held, within a sentence."),
    # --- gaps
    Message("gap", "[to be completed]", _GAP),
    Message("gap_symbol", "[document symbol to be assigned]", _GAP),
    Message("gap_date", "[date to be set]", _GAP),
    Message("gap_session", "[place and dates of the meeting to be completed]", _GAP),
    Message("gap_contact", "[contact to be completed]", _GAP),
    Message("gap_study_period", "[study period to be completed]", _GAP),
    Message("gap_next_meeting", "[date of the next meeting to be completed]", _GAP),
    Message("gap_document_title", "[title of the document to be completed]", _GAP),
)
