"""What the page says on which a report is reviewed on a screen."""

from __future__ import annotations

from reportgen.messages.message import Message

_REVIEW_PAGE = "The page on which drafts are reviewed on a screen."

REVIEW_PAGE = (
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
)
