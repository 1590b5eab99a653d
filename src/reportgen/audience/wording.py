"""The words that one addressee gets: of an outcome, and of a message."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from reportgen.audience.contents import Expander
from reportgen.messages import MESSAGES, PACKAGE
from reportgen.model import ContentBlock, Meeting, Outcome, ReportSettings
from reportgen.report import ReportBlock, Text


def outcome_blocks(
    outcome: Outcome, addressee: str, expander: Expander, heading_level: int
) -> list[ReportBlock]:
    """Return an outcome as paragraphs, in the words for this addressee."""
    content, origin = _text_for(outcome, addressee)
    blocks = expander.content(content, origin, heading_level)
    return [replace(block, outcome=expander.prefix + outcome.id) for block in blocks]


def outcome_item(outcome: Outcome, addressee: str, expander: Expander) -> list[ReportBlock]:
    """Return an outcome as an item of a list, in the words for this addressee.

    Words for the addressee go before words for lists, words for both before either.
    """
    wording = outcome.wording.get(addressee)
    if wording is not None and wording.item is not None:
        blocks = [expander.block("bullet", f"{outcome.id}/wording/{addressee}/item", wording.item)]
    elif outcome.item is not None and (wording is None or wording.text is None):
        blocks = [expander.block("bullet", f"{outcome.id}/item", outcome.item)]
    else:
        content, origin = _text_for(outcome, addressee)
        blocks = expander.as_item(content, origin)
    return [replace(block, outcome=expander.prefix + outcome.id) for block in blocks]


def _text_for(outcome: Outcome, addressee: str) -> tuple[Sequence[ContentBlock], str]:
    wording = outcome.wording.get(addressee)
    if wording is not None and wording.text is not None:
        return wording.text, f"{outcome.id}/wording/{addressee}"
    return outcome.text, outcome.id


@dataclass(frozen=True, slots=True)
class MessageBook:
    """The messages of one report: the package's, reworded or added by the meeting and the report.

    `count` is the number of meetings covered, by which plurals are chosen.
    """

    meeting_id: str
    meeting: Meeting
    addressee: str
    settings: ReportSettings
    count: int

    def blocks(self, key: str) -> list[ReportBlock]:
        """Return the blocks of a message; KeyError if nobody defines it."""
        # The message that fits is worded before the one it stands in for.
        override = self._override(self._variant(key)) or self._override(key)
        if override is not None:
            content, origin = override
            return self._expander().content(content, origin)
        text = self._package_text(self._variant(key))
        return [ReportBlock("paragraph", text.origin, text)]

    def text(self, key: str, values: Mapping[str, str] | None = None) -> Text:
        """Return a message as one text, for a heading, a label or a line of the cover."""
        override = self._override(self._variant(key)) or self._override(key)
        if override is not None and override[0][0].text is not None:
            text = self._expander().text(override[1], override[0][0].text)
        else:
            text = self._package_text(self._variant(key))
        return replace(text, values=tuple((values or {}).items()))

    def is_overridden(self, key: str) -> bool:
        """Whether the meeting or the report words this message itself."""
        return self._override(key) is not None

    def _override(self, key: str) -> tuple[Sequence[ContentBlock], str] | None:
        if key in self.settings.messages:
            return self.settings.messages[key], f"reports.{self.addressee}.messages.{key}"
        if key in self.meeting.messages:
            return self.meeting.messages[key], f"messages.{key}"
        return None

    def _variant(self, key: str) -> str:
        """Return the message that fits the report where the package has more than one."""
        own = f"{key}_{self.addressee.lower()}"
        if own in MESSAGES:
            return own
        following = self.meeting.next_meeting
        if key == "next_meeting" and following is not None and following.note is not None:
            return "next_meeting_unconfirmed"
        return key

    def _package_text(self, key: str) -> Text:
        message = MESSAGES[key]
        return Text(
            f"{PACKAGE}:{message.context}",
            message.text,
            self.meeting_id,
            plural=message.plural,
            count=self.count,
        )

    def _expander(self) -> Expander:
        return Expander(self.meeting_id, "", self.meeting.tables)
