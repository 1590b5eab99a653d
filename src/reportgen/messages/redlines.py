"""What the web page of a redline says."""

from __future__ import annotations

from reportgen.messages.message import Message

_REDLINE = "On the web page that shows changes."

REDLINES = (
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
)
