"""Messages and outcomes against what reports do with them: never used, not shown, not like that."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.errors import Problem
from reportgen.messages import FIXED_KEYS, MESSAGES, PARAGRAPH_KEYS
from reportgen.model import ReportSettings
from reportgen.outcomes.places import Path
from reportgen.outcomes.subject import Subject


def check_messages(subject: Subject) -> Iterator[Problem]:
    """Say which messages no report uses, and which cannot be worded here or not like that."""
    reports = subject.meeting.reports.values()
    everywhere = {key for settings in reports for key in _named(settings)}
    headings = {key for settings in reports for key in _headings(settings)}
    for key in subject.meeting.messages:
        path: Path = ("messages", key)
        if key not in MESSAGES and key not in everywhere:
            message = f'no report uses the message "{key}"'
            yield _unused(subject, path, message)
        yield from _check_form(subject, path, key in headings)
    for addressee, settings in subject.meeting.reports.items():
        for key in settings.messages:
            path = ("reports", addressee, "messages", key)
            if key not in MESSAGES and key not in _named(settings):
                message = f'the report to {addressee} does not use the message "{key}"'
                yield _unused(subject, path, message)
            yield from _check_form(subject, path, key in _headings(settings))


def _headings(settings: ReportSettings) -> set[str]:
    """Return the messages that an outline has as headings."""
    found = (section.heading_message for section in settings.outline or ())
    return {key for key in found if key is not None}


def _named(settings: ReportSettings) -> set[str]:
    """Return the messages that an outline names."""
    blocks = (block for section in settings.outline or () for block in section.blocks)
    return _headings(settings) | {block.message for block in blocks if block.message is not None}


def _unused(subject: Subject, path: Path, message: str) -> Problem:
    hint = "name it in an outline"
    return subject.problem(path, "message-unused", message, hint, "warning", key=True)


def _check_form(subject: Subject, path: Path, is_heading: bool) -> Iterator[Problem]:
    """Check the words of one message: those of a line are one paragraph."""
    key = str(path[-1])
    if key in FIXED_KEYS:
        message = f'the message "{key}" is the same in every report'
        hint = "write the words you want where its value stands in a text"
        yield subject.problem(path, "message-fixed", message, hint, key=True)
        return
    messages = subject.meeting.messages
    if len(path) > 2:
        messages = subject.meeting.reports[str(path[1])].messages
    content = messages[key]
    is_line = is_heading or (key in MESSAGES and key not in PARAGRAPH_KEYS)
    if is_line and (len(content) > 1 or not content[0].is_paragraph):
        message = f'the message "{key}" must be one paragraph: it is printed as one line'
        yield subject.problem(path, "message-not-one-line", message, key=True)


def check_everything_shown(subject: Subject) -> Iterator[Problem]:
    """An outcome that reaches nobody is a fault, unless every report leaves it out on purpose."""
    reports = tuple(subject.meeting.reports) or subject.known.reports_to
    if not reports:
        return
    for number, outcome in enumerate(subject.meeting.outcomes):
        unknown = set(outcome.addressees or ()) - set(subject.known.addressees)
        if unknown or any(outcome.is_for(key) for key in reports):
            continue
        path: Path = ("outcomes", number, "addressees")
        named = ", ".join(outcome.addressees or ()) or "nobody"
        message = f'no report shows the outcome "{outcome.id}": it is for {named}'
        hint = f"the reports of this meeting go to {', '.join(reports)}"
        yield subject.problem(path, "outcome-not-shown", message, hint)
