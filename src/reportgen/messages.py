"""Every sentence that a report says by itself: its key, its English words, a note for translators.

The source from which the catalogs are extracted. Texts are written as in `outcomes.yaml`: inline
Markdown, and `{{ }}` for what is computed. A meeting or a report may word any message differently.
A message with `plural` is chosen by the number of meetings that the report covers. Where covers of
the addressees differ, a message whose key ends in one of them (`label_email_tdag`) stands for the
general one in its reports.
"""

from __future__ import annotations

from reportgen.records import dataclass

PACKAGE = "reportgen"
"""The prefix of origins of messages (`reportgen:messages.mandate`)."""


@dataclass(frozen=True, slots=True)
class Message:
    """A message: key, English text (and plural, by number of meetings), note for translators."""

    key: str
    text: str
    note: str
    plural: str = ""

    @property
    def context(self) -> str:
        """The message context in catalogs: the path of the message without the package's prefix."""
        return f"messages.{self.key}"


_BOX = "Box on the cover page."
_LABEL = "Label on the cover page; keep it short, with the colon as printed by the ITU."
_COVER = "Line of the cover page."
_COVER_LINES = "Two lines of the cover page: the break is part of the text."
_HEADING = "Heading of a section; no full stop."
_BODY = "Running text of the report."
_REVIEW_PAGE = "The page on which drafts are reviewed on a screen."
_REDLINE = "On the web page that shows changes."
_GAP = "Stands in a draft where something is missing; in square brackets."
_REVIEW = "Note on the first page of a draft that is sent to a chair for review."
_REMARK = "Comment in the margin of a draft that is sent to a chair for review."
_SUMMARY = "Summary of what came back from a review, for the meeting room."
_DONE = _SUMMARY + " What was done."

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

_ALL = (
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
    # --- the web page of a redline: what changed between two versions of a report
    Message("redline_heading", "Changes since the earlier version", _REDLINE + " Below the title."),
    Message("redline_none", "Nothing has changed since the earlier version.", _REDLINE),
    Message("redline_author", "Marked by:", _REDLINE + " Before the name of a person or body."),
    Message("redline_deleted", "Deleted", _REDLINE + " Said before words that were deleted."),
    Message("redline_inserted", "Inserted", _REDLINE + " Said before words that were inserted."),
    Message("redline_moved_away", "Moved from here", _REDLINE + " Said before a text that moved."),
    Message("redline_moved_here", "Moved to here", _REDLINE + " Said before a text that moved."),
    Message("redline_new_place", "see the new place", _REDLINE + " Link from where a text was."),
    Message("redline_old_place", "see the old place", _REDLINE + " Link from where a text is now."),
    Message(
        "redline_format", "Format changed", _REDLINE + " Said before words that look different."
    ),
    Message("redline_margins", "Headers and footers", _REDLINE + " Heading, without full stop."),
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
    # --- the review page
    Message("review_page_title", "Review page", _REVIEW_PAGE + " Name of the page."),
    Message("review_page_meeting", "Meeting", _REVIEW_PAGE + " Label; no colon."),
    Message("review_page_addressee", "Addressee", _REVIEW_PAGE + " Label; no colon."),
    Message("review_page_language", "Language", _REVIEW_PAGE + " Label; no colon."),
    Message("review_page_since", "Compared with", _REVIEW_PAGE + " Label; no colon."),
    Message(
        "review_page_not_issued",
        "This report has not been issued yet: no changes are marked.",
        _REVIEW_PAGE + " Sentence at the head of the page.",
    ),
    Message("review_page_contents", "On this page", _REVIEW_PAGE + " Label; no colon."),
    Message("review_page_index", "All review pages", _REVIEW_PAGE + " Words of a link."),
    Message("review_page_gaps", "Gaps", _REVIEW_PAGE + " Heading; no full stop."),
    Message(
        "review_page_missing_value",
        "Value missing",
        _REVIEW_PAGE + " State of a text or passage, in a word or two.",
    ),
    Message(
        "review_page_missing_translation",
        "Translation missing",
        _REVIEW_PAGE + " State of a text or passage, in a word or two.",
    ),
    Message(
        "review_page_fuzzy_translation",
        "Translation out of date",
        _REVIEW_PAGE + " State of a text or passage, in a word or two.",
    ),
    Message(
        "review_page_translated",
        "Translated",
        _REVIEW_PAGE + " State of a text or passage, in a word or two.",
    ),
    Message(
        "review_page_reviewed",
        "Translation reviewed",
        _REVIEW_PAGE + " State of a text or passage, in a word or two.",
    ),
    Message("review_page_changes", "Changes", _REVIEW_PAGE + " Heading; no full stop."),
    Message(
        "review_page_comments",
        "Comments and proposed changes",
        _REVIEW_PAGE + " Heading; no full stop.",
    ),
    Message("review_page_cover", "Cover page", _REVIEW_PAGE + " Heading; no full stop."),
    Message("review_page_text", "Text of the report", _REVIEW_PAGE + " Heading; no full stop."),
    Message("review_page_labels", "Printed labels", _REVIEW_PAGE + " Heading; no full stop."),
    Message(
        "review_page_unplaced",
        "Comments that cannot be placed",
        _REVIEW_PAGE + " Heading; no full stop.",
    ),
    Message("review_page_original", "Original", _REVIEW_PAGE + " Heading of a column."),
    Message("review_page_translation", "Translation", _REVIEW_PAGE + " Heading of a column."),
    Message(
        "review_page_added",
        "Added",
        _REVIEW_PAGE + " State of a text or passage, in a word or two.",
    ),
    Message(
        "review_page_removed",
        "Removed",
        _REVIEW_PAGE + " State of a text or passage, in a word or two.",
    ),
    Message(
        "review_page_changed",
        "Changed",
        _REVIEW_PAGE + " State of a text or passage, in a word or two.",
    ),
    Message(
        "review_page_moved",
        "Moved",
        _REVIEW_PAGE + " State of a text or passage, in a word or two.",
    ),
    Message(
        "review_page_insertion_begins",
        "Insertion:",
        _REVIEW_PAGE + " Read aloud around marked words, not shown.",
    ),
    Message(
        "review_page_insertion_ends",
        "End of insertion.",
        _REVIEW_PAGE + " Read aloud around marked words, not shown.",
    ),
    Message(
        "review_page_deletion_begins",
        "Deletion:",
        _REVIEW_PAGE + " Read aloud around marked words, not shown.",
    ),
    Message(
        "review_page_deletion_ends",
        "End of deletion.",
        _REVIEW_PAGE + " Read aloud around marked words, not shown.",
    ),
    Message("review_page_previous_change", "Previous change", _REVIEW_PAGE + " Words of a link."),
    Message("review_page_next_change", "Next change", _REVIEW_PAGE + " Words of a link."),
    Message("review_page_previous_comment", "Previous comment", _REVIEW_PAGE + " Words of a link."),
    Message("review_page_next_comment", "Next comment", _REVIEW_PAGE + " Words of a link."),
    Message("review_page_first", "Go to the first", _REVIEW_PAGE + " Words of a link."),
    Message("review_page_origin", "Origin", _REVIEW_PAGE + " Label; no colon."),
    Message("review_page_outcome", "Outcome", _REVIEW_PAGE + " Label; no colon."),
    Message("review_page_source", "Source text", _REVIEW_PAGE + " Label; no colon."),
    Message("review_page_catalog", "Catalogue of translations", _REVIEW_PAGE + " Label; no colon."),
    Message("review_page_state", "State of the translation", _REVIEW_PAGE + " Label; no colon."),
    Message("review_page_value", "Computed value", _REVIEW_PAGE + " Label; no colon."),
    Message("review_page_kind_comment", "Comment", _REVIEW_PAGE + " What a reviewer did."),
    Message("review_page_kind_reply", "Reply", _REVIEW_PAGE + " What a reviewer did."),
    Message("review_page_kind_insertion", "Insertion", _REVIEW_PAGE + " What a reviewer did."),
    Message("review_page_kind_deletion", "Deletion", _REVIEW_PAGE + " What a reviewer did."),
    Message("review_page_kind_replacement", "Replacement", _REVIEW_PAGE + " What a reviewer did."),
    Message("review_page_kind_move", "Move", _REVIEW_PAGE + " What a reviewer did."),
    Message("review_page_kind_format", "Change of format", _REVIEW_PAGE + " What a reviewer did."),
    Message(
        "review_page_kind_paragraph_added",
        "Paragraph added",
        _REVIEW_PAGE + " What a reviewer did.",
    ),
    Message(
        "review_page_kind_paragraph_deleted",
        "Paragraph deleted",
        _REVIEW_PAGE + " What a reviewer did.",
    ),
    Message(
        "review_page_kind_paragraph_split",
        "Paragraph split",
        _REVIEW_PAGE + " What a reviewer did.",
    ),
    Message(
        "review_page_kind_paragraphs_joined",
        "Paragraphs joined",
        _REVIEW_PAGE + " What a reviewer did.",
    ),
    Message(
        "review_page_open", "Open", _REVIEW_PAGE + " What has become of a comment or proposal."
    ),
    Message(
        "review_page_resolved",
        "Resolved",
        _REVIEW_PAGE + " What has become of a comment or proposal.",
    ),
    Message(
        "review_page_accepted",
        "Accepted",
        _REVIEW_PAGE + " What has become of a comment or proposal.",
    ),
    Message(
        "review_page_rejected",
        "Not accepted",
        _REVIEW_PAGE + " What has become of a comment or proposal.",
    ),
    Message(
        "review_page_answered",
        "Answered",
        _REVIEW_PAGE + " What has become of a comment or proposal.",
    ),
    Message("review_page_about", "On the words", _REVIEW_PAGE + " Label; no colon."),
    Message("review_page_copy", "Copy in another language", _REVIEW_PAGE + " Label; no colon."),
    Message(
        "review_page_no_author",
        "Author not named",
        _REVIEW_PAGE + " State of a text or passage, in a word or two.",
    ),
    # --- drafts for review
    Message("review_title", "Draft for your review", _REVIEW + " Its heading."),
    Message("review_to", "To:", _REVIEW + " Before the name of the reviewer."),
    Message("review_from", "From:", _REVIEW + " Before the name of the secretariat."),
    Message("review_until", "Please reply by:", _REVIEW + " Before a date."),
    Message("review_draft", "Draft:", _REVIEW + " Before the name of the draft, a code."),
    Message(
        "review_change",
        "Please change the text as you see fit: your changes are tracked, and the secretariat "
        "will see each of them.",
        _REVIEW,
    ),
    Message(
        "review_comment",
        "To ask a question or explain a change, add a comment in the margin.",
        _REVIEW,
    ),
    Message(
        "review_return",
        "Then save this file and send it back to the secretariat.",
        _REVIEW,
    ),
    Message(
        "review_note",
        "This note is not part of the report.",
        _REVIEW + " Its last sentence.",
    ),
    Message(
        "review_gap_value",
        "This is not known yet. If you know it, please write it here.",
        _REMARK,
    ),
    Message(
        "review_gap_translation",
        "This text has not been translated yet and is shown in English.",
        _REMARK,
    ),
    Message(
        "review_gap_fuzzy",
        "The English of this text has changed since it was translated. It is shown in English "
        "until the translation has been brought up to date.",
        _REMARK,
    ),
    # --- summaries of what came back
    Message("summary_title", "Results of the review", _SUMMARY + " Its title."),
    Message("summary_draft", "Draft:", _SUMMARY + " Before the name of a draft, a code."),
    Message("summary_language", "Language:", _SUMMARY + " Before the name of a language."),
    Message("summary_files", "File:", _SUMMARY + " Before the names of the files that came back."),
    Message("summary_reviewers", "Reviewed by:", _SUMMARY + " Before names of people."),
    Message("summary_changes", "Changes:", _SUMMARY + " Before a number."),
    Message("summary_comments", "Comments:", _SUMMARY + " Before a number."),
    Message("summary_cover", "Cover page", _SUMMARY + " Heading."),
    Message(
        "summary_pages",
        "Header and footer",
        _SUMMARY + " Heading: changes at the head or foot of pages.",
    ),
    Message("summary_unplaced", "Without a place in the report", _SUMMARY + " Heading."),
    Message("summary_insertion", "Words added", _DONE),
    Message("summary_deletion", "Words deleted", _DONE),
    Message("summary_replacement", "Words replaced", _DONE),
    Message("summary_move", "Moved", _DONE),
    Message("summary_format", "Formatting changed", _DONE),
    Message("summary_paragraph_added", "Paragraph added", _DONE),
    Message("summary_paragraph_deleted", "Paragraph deleted", _DONE),
    Message("summary_paragraph_split", "Paragraph split", _DONE),
    Message("summary_paragraphs_joined", "Paragraphs joined", _DONE),
    Message("summary_row_added", "Table row added", _DONE),
    Message("summary_row_deleted", "Table row deleted", _DONE),
    Message("summary_comment", "Comment", _DONE),
    Message("summary_reply", "Reply", _DONE),
    Message("summary_resolved", "Comment marked as resolved", _DONE),
    Message("summary_unknown", "Author unknown", _SUMMARY + " Stands for a name."),
    Message("summary_untracked", "Made without tracked changes", _SUMMARY),
    Message("summary_done", "Resolved", _SUMMARY + " Of a comment."),
    Message(
        "summary_value",
        "Changes a computed value:",
        _SUMMARY + " Before the name of a field, a code.",
    ),
    Message(
        "summary_moved",
        "Now stands after:",
        _SUMMARY + " Before the first words of the paragraph that a moved text now follows.",
    ),
    Message("summary_by_hand", "To be carried over by hand", _SUMMARY),
    Message("summary_nothing", "Nothing was changed.", _SUMMARY),
)

MESSAGES: dict[str, Message] = {message.key: message for message in _ALL}
"""Every message by its key."""

PARAGRAPH_KEYS = frozenset(
    message.key for message in _ALL if message.note.startswith((_BOX, _BODY))
) - {"annex_file"}
"""Messages that stand as paragraphs, and may be worded as several; the others are one line."""

FIXED_KEYS = frozenset(
    key for key in MESSAGES if key.startswith(("mode_", "gap", "review_", "summary_"))
)
"""Messages that values are made of, and those of reviews: no meeting words them itself."""
