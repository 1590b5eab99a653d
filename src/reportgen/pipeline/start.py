"""A new meeting: an outcomes.yaml with comments that builds as it is."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

from reportgen.errors import UsageError, did_you_mean
from reportgen.model import ActionFact, Meeting
from reportgen.outcomes import OUTCOMES_NAME
from reportgen.pipeline.files import write_files
from reportgen.pipeline.schemas import SCHEMA_NAME, file_schema, schema_json
from reportgen.pipeline.workspace import Workspace
from reportgen.yamlfile.dump import dump_yaml

_HEAD = """\
# yaml-language-server: $schema={schema}
# The outcomes of one meeting. docs/outcomes.md explains every key; `reportgen check` finds slips,
# `reportgen build` makes the reports.
schema: 1
meeting:
  body: {body}
  symbol: {symbol}
  date: {date}
  # mode: virtual            # or physical (then also place:), or hybrid

# Documents of the meeting by symbol; cite them in texts as {{{{ document("…") }}}}.
documents: {{}}

# People named in texts; cite them as {{{{ person("…") }}}}.
people: {{}}

# What the meeting produced. `text` is what reports say, `facts` are what registers keep.
outcomes:
"""
_FIRST = """\
  - id: opening
    kind: information
    text: The {{ group }} met on {{ date(meeting) }}.
"""
_TAIL = """\

# When the group meets next, as exactly as it is known:
# next_meeting: {month: 2024-10, note: to-be-confirmed}

# One entry for each addressee. Fill in symbol, date, session and contact once they are known;
# until then the draft shows marked gaps.
reports:
"""


def start_meeting(workspace: Workspace, folder: Path, body: str, symbol: str, day: dt.date) -> Path:
    """Write the outcomes file of a new meeting and return its path.

    A project that has no schema for editors yet gets one.

    Open actions of the last meeting of the same body before that day are carried forward. Raises
    UsageError for a body that is not known, and where there is an outcomes file already.
    """
    known = workspace.organisation.body(body)
    if known is None:
        near = did_you_mean(body, workspace.organisation.keys("bodies"))
        raise UsageError(f'unknown body "{body}"' + (f"; {near}" if near else ""))
    path = folder / OUTCOMES_NAME
    if path.exists():
        raise UsageError(f"{path} is there already; it is not overwritten")
    previous = _previous_meeting(workspace, body, day)
    schema = os.path.relpath(workspace.project.reports / SCHEMA_NAME, folder)
    text = _HEAD.format(
        schema=Path(schema).as_posix(), body=_scalar(body), symbol=_scalar(symbol), date=day
    )
    text += _FIRST + (_carried_actions(previous) if previous is not None else "") + _TAIL
    text += "".join(f"  {addressee}: {{}}\n" for addressee in known.reports_to)
    files = {path: text.encode()}
    editors = workspace.project.reports / SCHEMA_NAME
    if not editors.exists():
        files[editors] = schema_json(file_schema(workspace))
    write_files(files)
    return path


def _scalar(text: str) -> str:
    """Return a text as YAML writes it, in quotes where it needs them."""
    return dump_yaml([text]).removeprefix("- ").rstrip("\n")


def _previous_meeting(workspace: Workspace, body: str, day: dt.date) -> tuple[str, Meeting] | None:
    """Return the last meeting of a body before a day, with its folder; None if there is none."""
    found = []
    for folder in workspace.project.meeting_folders():
        source = workspace.source(folder)
        meeting = source.meeting
        if meeting is not None and meeting.meeting.body == body and meeting.meeting.first_day < day:
            found.append((meeting.meeting.first_day, source.meeting_id, meeting))
    if not found:
        return None
    _, meeting_id, meeting = max(found, key=lambda each: each[:2])
    return meeting_id, meeting


def _carried_actions(previous: tuple[str, Meeting]) -> str:
    """Return an outcome for each action that was left open, with the action among its facts."""
    meeting_id, meeting = previous
    texts = [
        _carried_action(meeting_id, outcome.addressees, fact)
        for outcome in meeting.outcomes
        for fact in outcome.facts
        if isinstance(fact, ActionFact) and fact.status == "open"
    ]
    heading = f"\n  # Carried forward from {meeting_id}: actions that were open at its end.\n"
    return heading + "".join(texts) if texts else ""


def _carried_action(meeting_id: str, addressees: tuple[str, ...] | None, fact: ActionFact) -> str:
    summary = fact.summary or "an action"
    entry: dict[str, object] = {"id": f"follow-up-{fact.id}", "kind": "action"}
    if addressees is not None:
        # Who may not see the outcome must not see what became of it either.
        entry["addressees"] = list(addressees)
    entry["text"] = f"The action of {fact.owner} remains open: {summary}."
    entry["facts"] = [
        {
            "id": f"{fact.id}-carried",
            "type": "action",
            "summary": summary,
            "owner": fact.owner,
            "due": "next-meeting",
            "note": f"carried forward from {meeting_id}:{fact.id}",
        }
    ]
    return "".join(f"  {line}\n" for line in dump_yaml([entry]).splitlines())
