"""Texts that come in and texts that go: new outcomes, further paragraphs, withdrawals.

What the chair of one group adds is for that group until the secretariat says otherwise; what a
chair withdraws is left out of that report, with the reason, and stays in the outcomes file.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from typing import Any, Final

from reportgen.languages import SOURCE_LANGUAGE
from reportgen.pipeline.review.desk import Desk, NotApplicableError
from reportgen.pipeline.review.outlines import place_in_outline, take_out_of_outline
from reportgen.pipeline.review.paragraphs import (
    TABLE_STAYS,
    add_paragraph,
    has_table,
    remove_paragraph,
)
from reportgen.pipeline.review.wording import ensure_report
from reportgen.report import split_origin
from reportgen.review.model import NewText, PackedDraft, Withdrawal
from reportgen.texts import parse_text
from reportgen.yamlfile.editing import YamlEditor

_UNIT: Final = re.compile(r"(?P<family>.+?)(?:#(?P<number>\d+))?\Z", re.DOTALL)
_PARAGRAPHS: Final = frozenset({"paragraph", "bullet", "number", "continuation"})
_ID_WORDS, _ID_LENGTH = 5, 40
_FIRST_KIND: Final = "information"
"""The kind of an outcome that stands beside none."""


def unit_of(origin: str) -> tuple[str, int]:
    """Return the text that a unit belongs to, and which of its units it is, from 1."""
    found = _UNIT.match(origin)
    if found is None:
        return origin, 1
    return found["family"], int(found["number"] or 1)


# --- in --------------------------------------------------------------------------------------


def add_text(desk: Desk, draft: PackedDraft, new: NewText) -> None:
    """Take a new text in, as an outcome of its own for the addressee of the draft.

    Behind a paragraph that others of the same text follow it is one more of that text. Raises
    NotApplicableError where people have to find its place.
    """
    if draft.language != SOURCE_LANGUAGE.key:
        raise NotApplicableError("it needs an English text before it can become an outcome")
    if new.kind not in _PARAGRAPHS:
        raise NotApplicableError(f"a new {new.kind} is put into the outline by hand")
    if parse_text(new.source).faults or not new.source.strip():
        raise NotApplicableError("its words cannot be written as a text")
    owner, origin = split_origin(new.after)
    if not new.after or owner not in ("", "reportgen"):
        raise NotApplicableError("it stands behind no text of this meeting")
    family, number = unit_of(origin)
    outcome = _outcome(desk.file(draft.meeting).editor.data, family.split("/")[0])
    if outcome is not None and desk.place(draft.meeting, f"{family}#{number + 1}") is not None:
        is_item = new.kind in ("bullet", "number")
        add_paragraph(desk, draft.meeting, origin, new.source, is_item=is_item)
    else:
        _add_outcome(desk, draft, new, origin, outcome)


def _add_outcome(
    desk: Desk, draft: PackedDraft, new: NewText, origin: str, neighbour: tuple[int, Any] | None
) -> None:
    """Put a new outcome behind its neighbour, and into the outline of the report."""
    data = desk.file(draft.meeting).editor.data
    outcomes = data.get("outcomes") or []
    key = new_id(new.source, {each["id"] for each in outcomes})
    kind = neighbour[1]["kind"] if neighbour is not None else _FIRST_KIND
    entry = {"id": key, "kind": kind, "addressees": [draft.addressee], "text": new.source}
    index = neighbour[0] + 1 if neighbour is not None else len(outcomes)

    def act(editor: YamlEditor) -> None:
        if outcomes:
            editor.insert_item(("outcomes",), index, entry)
        else:
            editor.set_value(("outcomes",), [entry], ("next_meeting", "reports"))

    desk.edit(draft.meeting, act)
    place_in_outline(desk, draft, key, origin, new.kind)


def new_id(source: str, taken: Collection[str]) -> str:
    """Return an id made of the first words of a text that no other outcome has."""
    words = "".join(piece.text for piece in parse_text(source).pieces)
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    name = "-".join(re.findall(r"[a-z0-9]+", plain)[:_ID_WORDS])[:_ID_LENGTH].strip("-")
    name = name or "new-text"
    number = 1
    found = name
    while found in taken:
        number += 1
        found = f"{name}-{number}"
    return found


# --- out -------------------------------------------------------------------------------------


def withdraw(
    desk: Desk,
    draft: PackedDraft,
    gone: Withdrawal,
    others: Collection[str],
    reason: str,
    is_as_packed: bool,
) -> None:
    """Leave a text out: an outcome out of the report, with the reason, or one paragraph of several.

    `others` are the origins that are withdrawn in the same copy: all paragraphs of an outcome
    together are the outcome. A paragraph is taken out only if it is that of the draft still
    (`is_as_packed`). Raises NotApplicableError for what is of no outcome.
    """
    owner, origin = split_origin(gone.origin)
    if owner == "reportgen" or not gone.outcome:
        raise NotApplicableError("it is of no outcome: the outline of the report says what stands")
    family, _ = unit_of(origin)
    meeting = owner or draft.meeting
    units = [
        each.origin for each in desk.file(meeting).places() if unit_of(each.origin)[0] == family
    ]
    gone_units = {split_origin(each)[1] for each in others}
    if len(units) <= 1 or gone_units.issuperset(units):
        if has_table(desk, meeting, origin):
            raise NotApplicableError(TABLE_STAYS)
        _omit(desk, draft, gone.outcome, reason)
    elif not is_as_packed:
        raise NotApplicableError("its text has changed since the draft was packed")
    else:
        remove_paragraph(desk, meeting, origin)


def _omit(desk: Desk, draft: PackedDraft, reference: str, reason: str) -> None:
    """Leave an outcome out of a report; its outline names it no more."""
    settings = (desk.file(draft.meeting).editor.data.get("reports") or {}).get(draft.addressee)
    if reference in ((settings or {}).get("omit") or {}):
        return
    take_out_of_outline(desk, draft, reference)
    ensure_report(desk, draft.meeting, draft.addressee)
    path = ("reports", draft.addressee, "omit", reference)
    desk.edit(draft.meeting, lambda editor: editor.set_value(path, reason, ("annexes",)))


# --- data ------------------------------------------------------------------------------------


def _outcome(data: Mapping[str, Any], key: str) -> tuple[int, Any] | None:
    """Return an outcome with its number in the file; None where there is none of that id."""
    for number, outcome in enumerate(data.get("outcomes") or ()):
        if outcome["id"] == key:
            return number, outcome
    return None
