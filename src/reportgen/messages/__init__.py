"""Every sentence that a report says by itself: its key, its English words, a note for translators.

The source from which the catalogs are extracted. Texts are written as in `outcomes.yaml`: inline
Markdown, and `{{ }}` for what is computed. A meeting or a report may word any message differently.
A message with `plural` is chosen by the number of meetings that the report covers. Where covers of
the addressees differ, a message whose key ends in one of them (`label_email_tdag`) stands for the
general one in its reports.

`reports` holds what readers of a report meet, `redlines`, `review_page` and `reviews` what is said
around it.
"""

from __future__ import annotations

from reportgen.messages.message import PACKAGE, Message
from reportgen.messages.redlines import REDLINES
from reportgen.messages.reports import PARAGRAPH_NOTES, REPORTS
from reportgen.messages.review_page import REVIEW_PAGE
from reportgen.messages.reviews import REVIEWS

__all__ = ["FIXED_KEYS", "MESSAGES", "PACKAGE", "PARAGRAPH_KEYS", "Message", "source_name"]

_BY_MODULE = {
    "reports": REPORTS,
    "redlines": REDLINES,
    "review_page": REVIEW_PAGE,
    "reviews": REVIEWS,
}
_MODULES = {message.key: name for name, held in _BY_MODULE.items() for message in held}
_AROUND = (*REDLINES, *REVIEW_PAGE, *REVIEWS)

MESSAGES: dict[str, Message] = {message.key: message for message in (*REPORTS, *_AROUND)}
"""Every message by its key."""

PARAGRAPH_KEYS = frozenset(
    message.key for message in REPORTS if message.note.startswith(PARAGRAPH_NOTES)
) - {"annex_file"}
"""Messages that stand as paragraphs, and may be worded as several; the others are one line."""

FIXED_KEYS = frozenset(message.key for message in _AROUND) | {
    message.key for message in REPORTS if message.key.startswith(("mode_", "gap"))
}
"""Messages that values are made of, and those around reports: no meeting words them itself."""


def source_name(key: str) -> str:
    """Return the file in which a message stands, from the package: `messages/reports.py`."""
    return f"messages/{_MODULES[key]}.py"
