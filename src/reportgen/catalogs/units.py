"""Translatable units: the messages of the package and the texts of a meeting.

In go the messages and the texts of a meeting's file; out come units in the order of their source,
each with the context by which catalogs know it and what a translator should know.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from reportgen.messages import MESSAGES, source_name
from reportgen.records import dataclass

_MESSAGE = re.compile(r"(?:reports\.[^.]+\.)?messages\.(?P<key>[a-z0-9_]+)")


@dataclass(frozen=True, slots=True)
class Unit:
    """One text to be translated.

    `context` is its path (the message context of catalogs), `source` the English words, `plural`
    the words for other numbers than one; `notes` are for the translator, `location` names the file.
    """

    context: str
    source: str
    plural: str = ""
    notes: tuple[str, ...] = ()
    location: str = ""


def message_units() -> Iterator[Unit]:
    """Yield the messages of the package."""
    for message in MESSAGES.values():
        notes = [message.note]
        if message.plural:
            notes.append("The number is that of the meetings the report covers.")
        where = source_name(message.key)
        yield Unit(message.context, message.text, message.plural, tuple(notes), where)


def meeting_units(texts: Iterable[tuple[str, str]], location: str) -> Iterator[Unit]:
    """Yield the texts of a meeting, given as pairs of origin and source; each path once."""
    seen: set[str] = set()
    for origin, source in texts:
        if origin not in seen and source.strip():
            seen.add(origin)
            yield Unit(origin, source, notes=(_note(origin),), location=location)


def _note(origin: str) -> str:
    """Return what the path of a text says about where it stands."""
    if origin.startswith("tables."):
        kinds = {".title": "Title of a table.", ".columns.": "Heading of a column of a table."}
        return next((note for key, note in kinds.items() if key in origin), "Cell of a table.")
    if origin.startswith("documents."):
        return "Title of a document."
    if origin.endswith(".heading"):
        return "Heading of a section; no full stop."
    if ".keywords." in origin:
        return "Keyword on the cover page."
    if ".references." in origin:
        return "Reference in the box on the cover page."
    if origin.startswith("reports."):
        return f"Text of the report to {origin.split('.', 2)[1]}."
    if "/wording/" in origin:
        addressee = origin.split("/")[2].partition("#")[0]
        return f"Words for {addressee} in the place of the general text."
    if "/item" in origin:
        return "Item of a list, after a lead-in."
    return "Text of a report."


def is_worded_plural(unit: Unit) -> bool:
    """Whether a text of a meeting stands for a message of ours that has plural forms.

    In English it says one of them, and other languages may need the number where English does not.
    """
    found = _MESSAGE.fullmatch(unit.context)
    message = MESSAGES.get(found["key"]) if found is not None else None
    return message is not None and bool(message.plural) and not unit.plural
