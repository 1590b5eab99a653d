"""What one addressee may see of an outcomes file: the file cut down to what its report is made of.

In goes the data of the file and what the report uses of it, out comes data of the same format. Who
has the cut file can make the report again, and learns nothing that the report does not say: not to
whom else an outcome went, what was left out and why, or what the secretariat noted.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

_OF_THE_RECORD = {"documents": "presented_by", "people": "organization"}
"""What stands in entries for the record only, and no report prints."""


@dataclass(frozen=True, slots=True)
class Use:
    """What a report uses of a meeting: ids of outcomes, and keys of what its texts name.

    `messages` are those that the meeting words, `budgets` the facts whose amount is printed.
    `is_own` says whether the report lives in the folder of this meeting.
    """

    addressee: str
    is_own: bool
    outcomes: frozenset[str]
    messages: frozenset[str] = field(default_factory=frozenset)
    tables: frozenset[str] = field(default_factory=frozenset)
    people: frozenset[str] = field(default_factory=frozenset)
    documents: frozenset[str] = field(default_factory=frozenset)
    budgets: frozenset[str] = field(default_factory=frozenset)


def cut_outcomes(data: Mapping[str, Any], use: Use) -> dict[str, Any]:
    """Return the data of an outcomes file that fits the format, with nothing but what is used."""
    cut: dict[str, Any] = {"schema": data["schema"], "meeting": data["meeting"]}
    chair = data["meeting"].get("chair")
    kept = {
        "people": use.people | ({chair} if chair else set()),
        "documents": use.documents,
        "tables": use.tables,
        "messages": use.messages,
    }
    for part, keys in kept.items():
        entries = data.get(part) or {}
        found = {key: _printed(part, entries[key]) for key in entries if key in keys}
        if found:
            cut[part] = found
    outcomes = data.get("outcomes") or ()
    cut["outcomes"] = [_outcome(each, use) for each in outcomes if each["id"] in use.outcomes]
    if data.get("next_meeting") is not None:
        cut["next_meeting"] = data["next_meeting"]
    settings = (data.get("reports") or {}).get(use.addressee)
    if use.is_own and settings is not None:
        cut["reports"] = {use.addressee: {k: v for k, v in settings.items() if k != "omit"}}
    return cut


def _printed(part: str, entry: Any) -> Any:
    """Return an entry without what no report prints."""
    for_the_record = _OF_THE_RECORD.get(part)
    if for_the_record is None or not isinstance(entry, Mapping):
        return entry
    return {key: value for key, value in entry.items() if key != for_the_record}


def _outcome(outcome: Mapping[str, Any], use: Use) -> dict[str, Any]:
    """Return an outcome without its addressees, the words for others, and facts for registers."""
    cut = {key: outcome[key] for key in ("id", "kind", "theme", "text", "item") if key in outcome}
    wording = (outcome.get("wording") or {}).get(use.addressee)
    if wording is not None:
        cut["wording"] = {use.addressee: wording}
    facts = [_fact(each) for each in outcome.get("facts") or () if each["id"] in use.budgets]
    if facts:
        cut["facts"] = facts
    return cut


def _fact(fact: Mapping[str, Any]) -> dict[str, Any]:
    """Return the amount of a budget fact, without remarks."""
    return {key: value for key, value in fact.items() if key not in ("note", "purpose")}
