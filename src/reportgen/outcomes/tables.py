"""Faults in the use of tables: one that is not there, one that no report shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from reportgen.errors import Problem
from reportgen.outcomes.places import Path
from reportgen.outcomes.subject import Subject, check_entry


def check_tables(subject: Subject) -> Iterator[Problem]:
    """Check references to tables, and say which tables no report shows."""
    used: set[str] = set()
    for blocks, path in _block_lists(subject.file.data):
        for number, block in enumerate(blocks if isinstance(blocks, list) else ()):
            key = block.get("table") if isinstance(block, Mapping) else None
            if key is not None:
                used.add(key)
                where = (*path, number, "table")
                yield from check_entry(subject, where, "tables", key, subject.meeting.tables)
    for key in subject.meeting.tables:
        if key not in used:
            message = f'no report shows the table "{key}"'
            hint = "name it in a text, an outline or `annexes:`"
            yield subject.problem(
                ("tables", key), "table-not-shown", message, hint, "warning", True
            )


def _block_lists(data: Mapping[str, Any]) -> Iterator[tuple[Any, Path]]:
    """Yield everything whose blocks may name a table, with its path."""
    for number, outcome in enumerate(data.get("outcomes") or ()):
        path: Path = ("outcomes", number)
        yield outcome["text"], (*path, "text")
        for addressee, wording in (outcome.get("wording") or {}).items():
            where = (*path, "wording", addressee)
            if isinstance(wording, Mapping):
                yield wording.get("text"), (*where, "text")
            else:
                yield wording, where
    yield from _message_lists(data, ())
    for addressee, settings in (data.get("reports") or {}).items():
        path = ("reports", addressee)
        yield from _message_lists(settings or {}, path)
        annexes = (settings or {}).get("annexes") or ()
        yield annexes, (*path, "annexes")
        for number, annex in enumerate(annexes):
            yield annex.get("text"), (*path, "annexes", number, "text")
        for number, section in enumerate((settings or {}).get("outline") or ()):
            yield section.get("blocks"), (*path, "outline", number, "blocks")


def _message_lists(holder: Mapping[str, Any], path: Path) -> Iterator[tuple[Any, Path]]:
    for key, content in (holder.get("messages") or {}).items():
        yield content, (*path, "messages", key)
