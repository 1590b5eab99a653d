"""Faults in the settings of a report: what it covers, its outline, its cover, its annexes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from reportgen.errors import Problem, did_you_mean
from reportgen.messages import MESSAGES
from reportgen.model import OutlineBlock, ReportSettings
from reportgen.outcomes.places import Path
from reportgen.outcomes.subject import Subject, check_known


def check_report(subject: Subject, addressee: str, settings: ReportSettings) -> Iterator[Problem]:
    """Check the settings of the report to one addressee."""
    path: Path = ("reports", addressee)
    yield from _check_covers(subject, settings, path)
    outcomes = _outcomes_in_reach(subject, settings)
    for reference in settings.omit:
        where = (*path, "omit", reference)
        yield from _outcome(subject, where, reference, outcomes, key=True)
    yield from _check_references(subject, settings, path)
    if settings.outline is not None:
        yield from _check_outline(subject, addressee, settings, outcomes)
    names: set[str] = set()
    for number, annex in enumerate(settings.annexes):
        if annex.file is not None:
            where = (*path, "annexes", number, "file")
            yield from _check_annex(subject, where, annex.file)
            name = PurePosixPath(annex.file).name
            if name in names:
                message = f'two annexed files have the name "{name}": they travel in one folder'
                yield subject.problem(where, "annex-same-name", message, "rename one of them")
            names.add(name)


def _check_references(subject: Subject, settings: ReportSettings, path: Path) -> Iterator[Problem]:
    """The row of references and the references themselves go together."""
    if settings.cover is None:
        return
    has_row = "references" in settings.cover
    worded = "references" in settings.messages or "references" in subject.meeting.messages
    if has_row and not settings.references and not worded:
        message = "the cover asks for references, but none are given"
        hint = "add `references:`, or take the row out of `cover:`"
        yield subject.problem((*path, "cover"), "cover-row-empty", message, hint)
    if settings.references and not has_row:
        message = "the references are not printed: the cover has no row for them"
        hint = "add references to `cover:`"
        where = (*path, "references")
        yield subject.problem(where, "references-not-shown", message, hint, "warning", True)


def _check_covers(subject: Subject, settings: ReportSettings, path: Path) -> Iterator[Problem]:
    for number, meeting_id in enumerate(settings.covers):
        where = (*path, "covers", number)
        if meeting_id == subject.meeting_id or meeting_id in subject.others:
            continue
        known = _meetings_beside(subject)
        message, hint = f'unknown meeting "{meeting_id}"', did_you_mean(meeting_id, known)
        if meeting_id in known:
            message = f'the outcomes of the meeting "{meeting_id}" have faults'
            hint = "check that meeting first"
        hint = hint or f"name a folder beside that of this meeting: {', '.join(known)}"
        yield subject.problem(where, "unknown-meeting", message, hint)
    if settings.covers and settings.covers[-1] != subject.meeting_id:
        message = "a report lives in the folder of the last meeting it covers"
        hint = f"end the list with {subject.meeting_id}, or move the report"
        yield subject.problem((*path, "covers"), "covers-elsewhere", message, hint)


def _meetings_beside(subject: Subject) -> list[str]:
    """Return the folders of the project's meetings, this one's included."""
    files = subject.folder.resolve().parent.glob("*/outcomes.yaml")
    return sorted(file.parent.name for file in files)


def _outcomes_in_reach(subject: Subject, settings: ReportSettings) -> dict[str, bool | set[str]]:
    """Return every outcome the report may name, with who may see it (True: everybody)."""
    found: dict[str, bool | set[str]] = {}
    for meeting_id in dict.fromkeys((*settings.covers, subject.meeting_id)):
        own = meeting_id == subject.meeting_id
        meeting = subject.meeting if own else subject.others.get(meeting_id)
        for outcome in meeting.outcomes if meeting is not None else ():
            reference = outcome.id if own else f"{meeting_id}:{outcome.id}"
            found[reference] = True if outcome.addressees is None else set(outcome.addressees)
    return found


def _outcome(
    subject: Subject,
    path: Path,
    reference: str,
    outcomes: Mapping[str, object],
    key: bool = False,
) -> Iterator[Problem]:
    if reference not in outcomes:
        hint = did_you_mean(reference, outcomes)
        meeting = reference.rpartition(":")[0]
        if meeting and not any(known.startswith(f"{meeting}:") for known in outcomes):
            hint = f"add {meeting} to `covers:`, before {subject.meeting_id}"
        message = f'there is no outcome "{reference}"'
        yield subject.problem(path, "unknown-outcome", message, hint, key=key)


def _check_outline(
    subject: Subject,
    addressee: str,
    settings: ReportSettings,
    outcomes: Mapping[str, bool | set[str]],
) -> Iterator[Problem]:
    sections: set[str] = set()
    named: dict[str, Path] = {}
    for number, section in enumerate(settings.outline or ()):
        path: Path = ("reports", addressee, "outline", number)
        if section.id in sections:
            message = f'the section id "{section.id}" is used twice'
            yield subject.problem((*path, "id"), "duplicate-id", message)
        sections.add(section.id)
        if section.heading_message is not None:
            where = (*path, "heading_message")
            yield from _message(subject, where, section.heading_message, settings)
        for place, block in enumerate(section.blocks):
            where = (*path, "blocks", place)
            yield from _check_block(subject, addressee, settings, block, where, outcomes, named)


def _check_block(
    subject: Subject,
    addressee: str,
    settings: ReportSettings,
    block: OutlineBlock,
    path: Path,
    outcomes: Mapping[str, bool | set[str]],
    named: dict[str, Path],
) -> Iterator[Problem]:
    if block.message is not None:
        yield from _message(subject, (*path, "message"), block.message, settings)
    if block.select is not None:
        for place, theme in enumerate(block.select.themes):
            yield from check_known(subject, (*path, "select", "themes", place), "themes", theme)
    for key, listed in (("items", block.items), ("outcomes", block.outcomes)):
        for place, reference in enumerate(listed):
            where = (*path, key, place)
            yield from _outcome(subject, where, reference, outcomes)
            yield from _check_naming(subject, addressee, settings, reference, where, outcomes)
            if reference in named:
                line, _ = subject.file.place(named[reference])
                message = f'the outcome "{reference}" stands twice in this report'
                yield subject.problem(where, "outcome-twice", message, f"first on line {line}")
            named.setdefault(reference, where)


def _check_naming(
    subject: Subject,
    addressee: str,
    settings: ReportSettings,
    reference: str,
    path: Path,
    outcomes: Mapping[str, bool | set[str]],
) -> Iterator[Problem]:
    """Check that an outline names only what its addressee may see and the report does not omit."""
    seen_by = outcomes.get(reference, True)
    if isinstance(seen_by, set) and addressee not in seen_by:
        message = f'the outcome "{reference}" is not for {addressee}'
        hint = f"take it out here, or add {addressee} to its addressees"
        yield subject.problem(path, "outcome-not-for-addressee", message, hint)
    if reference in settings.omit:
        message = f'the outcome "{reference}" is both named and omitted'
        yield subject.problem(path, "outcome-omitted", message)


def _message(subject: Subject, path: Path, key: str, settings: ReportSettings) -> Iterator[Problem]:
    known = {*MESSAGES, *subject.meeting.messages, *settings.messages}
    if key not in known:
        hint = did_you_mean(key, known) or "define it under `messages:`"
        yield subject.problem(path, "unknown-message", f'unknown message "{key}"', hint)


def _check_annex(subject: Subject, path: Path, name: str) -> Iterator[Problem]:
    """An annexed file lies beside outcomes.yaml or below: nothing else may be drawn in."""
    pure = PurePosixPath(name)
    if pure.is_absolute() or ".." in pure.parts or "\\" in name:
        message = f'"{name}" leads out of the folder of the meeting'
        yield subject.problem(path, "annex-outside", message, "put the file beside outcomes.yaml")
        return
    target = subject.folder / pure
    if not target.is_file() or not target.resolve().is_relative_to(subject.folder.resolve()):
        yield subject.problem(path, "annex-missing", f'there is no file "{name}" in the folder')
