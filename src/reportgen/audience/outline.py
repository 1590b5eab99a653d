"""Sections and their order: the outline of a report, filled with the outcomes of its addressee.

Named outcomes stand where the outline names them, selected ones where it selects them; what is
left is appended in its kind's place and said so. Nothing is dropped.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from reportgen.audience.contents import Expander
from reportgen.audience.wording import MessageBook, outcome_blocks, outcome_item
from reportgen.model import Meeting, Outcome, OutlineBlock, OutlineSection, Selection
from reportgen.report import ReportBlock, ReportSection, Shown

Form = Literal["paragraphs", "item"]

_DISCUSSIONS = ("information", "discussion", "appointment")
_AGREEMENTS = ("agreement", "decision", "action", "request", "liaison_statement")
_THEMES = ("theme", "proposal")


def usual_outline() -> tuple[OutlineSection, ...]:
    """Return the outline of a report that gives none of its own; empty sections are left out."""

    def section(key: str, *blocks: OutlineBlock) -> OutlineSection:
        return OutlineSection(id=key, heading_message=f"heading_{key}", blocks=blocks)

    def selected(*kinds: str) -> OutlineBlock:
        return OutlineBlock.model_validate({"select": {"kinds": kinds}})

    return (
        section(
            "introduction",
            OutlineBlock(message="mandate"),
            OutlineBlock(message="since_last_report"),
        ),
        section("discussions", selected(*_DISCUSSIONS)),
        section("agreements", selected(*_AGREEMENTS)),
        section("themes", selected(*_THEMES), OutlineBlock(message="contributions")),
        section(
            "conclusion",
            selected("invitation"),
            OutlineBlock(message="invitation"),
            OutlineBlock(message="next_meeting"),
        ),
    )


@dataclass(slots=True)
class OutlineFiller:
    """Fills an outline with outcomes.

    `outcomes` are those the addressee may see and the report does not omit, by reference (`id`, or
    `meeting:id` for another meeting covered), in the order of the meetings.
    """

    meeting_id: str
    addressee: str
    meetings: Mapping[str, Meeting]
    outcomes: Mapping[str, Outcome]
    book: MessageBook
    shown: list[Shown] = field(default_factory=list)
    _taken: set[str] = field(default_factory=set)

    def fill(
        self, outline: tuple[OutlineSection, ...], drop_empty: bool = False
    ) -> tuple[ReportSection, ...]:
        """Return the sections of the report, every outcome in one of them."""
        self._taken = {
            reference
            for section in outline
            for block in section.blocks
            for reference in (*block.items, *block.outcomes)
        }
        filled = [(section, self._section_blocks(section)) for section in outline]
        self._append_rest(filled)
        return tuple(
            ReportSection(section.id, self._heading(section), tuple(blocks))
            for section, blocks in filled
            if blocks or not drop_empty
        )

    def _heading(self, section: OutlineSection) -> ReportBlock | None:
        if section.heading is not None:
            origin = f"reports.{self.addressee}.outline.{section.id}.heading"
            return self._expander("").block("heading", origin, section.heading, section.level)
        if section.heading_message is not None:
            text = self.book.text(section.heading_message)
            return ReportBlock("heading", text.origin, text, section.level)
        return None

    def _section_blocks(self, section: OutlineSection) -> list[ReportBlock]:
        blocks: list[ReportBlock] = []
        for number, block in enumerate(section.blocks, start=1):
            origin = f"reports.{self.addressee}.outline.{section.id}.blocks.{number}"
            blocks += self._lead(block, origin, section.level)
            blocks += self._outcomes_of(block, section)
            expander = self._expander("")
            blocks += expander.items("bullet", block.bullets, f"{origin}.bullets")
            blocks += expander.items("number", block.numbered, f"{origin}.numbered")
            if block.table is not None:
                blocks += expander.table(block.table)
        return blocks

    def _lead(self, block: OutlineBlock, origin: str, level: int) -> list[ReportBlock]:
        """Return the words that come first: a message, a text or a sub-heading."""
        if block.message is not None:
            return self.book.blocks(block.message)
        if block.text is not None:
            return [self._expander("").block("paragraph", origin, block.text)]
        if block.heading is not None:
            below = min(level + 1, 3)
            return [self._expander("").block("heading", f"{origin}.heading", block.heading, below)]
        return []

    def _outcomes_of(self, block: OutlineBlock, section: OutlineSection) -> list[ReportBlock]:
        blocks: list[ReportBlock] = []
        for reference in block.outcomes:
            blocks += self._show(reference, section, "paragraphs", "named")
        for reference in block.items:
            blocks += self._show(reference, section, "item", "named")
        if block.select is not None:
            form: Form = "item" if block.as_ == "items" else "paragraphs"
            for reference in self._select(block.select):
                blocks += self._show(reference, section, form, "selected")
        return blocks

    def _select(self, selection: Selection) -> list[str]:
        chosen = [
            reference
            for reference, outcome in self.outcomes.items()
            if reference not in self._taken and selection.takes(outcome)
        ]
        self._taken.update(chosen)
        return chosen

    def _show(
        self,
        reference: str,
        section: OutlineSection,
        form: Form,
        how: Literal["named", "selected", "appended"],
    ) -> list[ReportBlock]:
        outcome = self.outcomes[reference]
        self.shown.append(Shown(reference, outcome.kind, section.id, form, how))
        expander = self._expander(reference)
        if form == "item":
            return outcome_item(outcome, self.addressee, expander)
        return outcome_blocks(outcome, self.addressee, expander, min(section.level + 1, 3))

    def _expander(self, reference: str) -> Expander:
        """Return the expander for the meeting that a reference leads to."""
        meeting, _, rest = reference.rpartition(":")
        if not meeting or not rest:
            return Expander(self.meeting_id, "", self.meetings[self.meeting_id].tables)
        return Expander(meeting, f"{meeting}:", self.meetings[meeting].tables)

    def _append_rest(self, filled: list[tuple[OutlineSection, list[ReportBlock]]]) -> None:
        """Append every outcome not shown yet to the section where its kind stands."""
        for reference, outcome in self.outcomes.items():
            if reference in self._taken:
                continue
            section, blocks = filled[self._place_of(outcome, filled)]
            blocks += self._show(reference, section, "paragraphs", "appended")

    def _place_of(
        self, outcome: Outcome, filled: list[tuple[OutlineSection, list[ReportBlock]]]
    ) -> int:
        """Return the section for an outcome that the outline does not mention.

        The last section that shows an outcome of its kind; else the last that shows any; else the
        last but one, since the last is the conclusion.
        """
        ids = [section.id for section, _ in filled]
        same_kind = [ids.index(s.section) for s in self.shown if s.kind == outcome.kind]
        any_kind = [ids.index(s.section) for s in self.shown]
        return max(same_kind or any_kind or [max(len(filled) - 2, 0)])
