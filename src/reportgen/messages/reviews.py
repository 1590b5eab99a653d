"""What drafts for review say to chairs, and summaries of what came back."""

from __future__ import annotations

from reportgen.messages.message import Message

_REVIEW = "Note on the first page of a draft that is sent to a chair for review."
_REMARK = "Comment in the margin of a draft that is sent to a chair for review."
_SUMMARY = "Summary of what came back from a review, for the meeting room."
_DONE = _SUMMARY + " What was done."

REVIEWS = (
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
