"""Faults between the parts of a file: ids, references, expressions, outlines.

In goes a file that has the right shape, with the meetings it refers to and the organisation's
data; out come problems, each at the place of the reference.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path as FilePath
from pathlib import PurePosixPath

from reportgen.errors import Problem, Severity, did_you_mean
from reportgen.expressions import Reference, check_expression, references
from reportgen.languages import LANGUAGE_KEYS
from reportgen.messages import MESSAGES
from reportgen.model import (
    AppointmentFact,
    BudgetFact,
    DocumentFact,
    MappingTableFact,
    Meeting,
    OutlineBlock,
    ReportSettings,
    ThemeFact,
)
from reportgen.outcomes.knowledge import Knowledge
from reportgen.outcomes.places import Path, TextPlace, text_places
from reportgen.texts import TextFault, is_allowed_link, parse_text
from reportgen.yamlfile import YamlFile


@dataclass(frozen=True, slots=True)
class Subject:
    """The file under examination: its folder, what was read, and the meetings it may refer to."""

    meeting_id: str
    folder: FilePath
    file: YamlFile
    meeting: Meeting
    others: Mapping[str, Meeting]
    known: Knowledge

    def problem(
        self,
        path: Path,
        code: str,
        message: str,
        hint: str = "",
        severity: Severity = "error",
        key: bool = False,
    ) -> Problem:
        """Return a problem at a place of the file."""
        return self.file.problem(path, code, message, hint=hint, severity=severity, key=key)


def check_meeting(subject: Subject) -> list[Problem]:
    """Return every problem of a file that fits the format."""
    problems = [
        *_check_ids(subject),
        *_check_keys(subject),
        *_check_facts(subject),
        *_check_tables(subject),
    ]
    for place in text_places(subject.file.data):
        problems += _check_text(subject, place)
    for addressee, settings in subject.meeting.reports.items():
        problems += _check_report(subject, addressee, settings)
    problems += _check_messages_used(subject)
    problems += _check_everything_shown(subject)
    return problems


# --- ids and keys ----------------------------------------------------------------------------


def _check_ids(subject: Subject) -> Iterator[Problem]:
    """Outcomes and facts share one space of ids: a register must never confuse two of them."""
    seen: dict[str, Path] = {}
    for number, outcome in enumerate(subject.meeting.outcomes):
        paths: list[tuple[str, Path]] = [(outcome.id, ("outcomes", number, "id"))]
        paths += [
            (fact.id, ("outcomes", number, "facts", place, "id"))
            for place, fact in enumerate(outcome.facts)
        ]
        for key, path in paths:
            if key in seen:
                line, _ = subject.file.place(seen[key])
                message = f'the id "{key}" is used twice'
                yield subject.problem(path, "duplicate-id", message, f"first used on line {line}")
            seen.setdefault(key, path)


def _check_keys(subject: Subject) -> Iterator[Problem]:
    """Check what the parts of the file name outside texts: bodies, addressees, themes, places."""
    meeting = subject.meeting
    yield from _known(subject, ("meeting", "body"), "bodies", meeting.meeting.body)
    yield from _known(subject, ("meeting", "place"), "places", meeting.meeting.place)
    yield from _person(subject, ("meeting", "chair"), meeting.meeting.chair)
    for key, person in meeting.people.items():
        yield from _known(subject, ("people", key, "title"), "titles", person.title)
        yield from _known(subject, ("people", key, "country"), "countries", person.country)
        for language in person.names:
            yield from _language(subject, ("people", key, "names", language), language, key=True)
    for number, outcome in enumerate(meeting.outcomes):
        path: Path = ("outcomes", number)
        yield from _known(subject, (*path, "theme"), "themes", outcome.theme)
        for place, addressee in enumerate(outcome.addressees or ()):
            yield from _addressee(subject, (*path, "addressees", place), addressee)
        for addressee in outcome.wording:
            where = (*path, "wording", addressee)
            yield from _addressee(subject, where, addressee, key=True)
            if not outcome.is_for(addressee):
                message = f"the outcome is not for {addressee}, so these words are never used"
                hint = f"add {addressee} to its addressees, or take the wording out"
                yield subject.problem(where, "wording-unused", message, hint, key=True)
    for addressee, settings in meeting.reports.items():
        path = ("reports", addressee)
        yield from _addressee(subject, path, addressee, key=True)
        yield from _language(subject, (*path, "original"), settings.original)
        if settings.session is not None:
            where = (*path, "session", "place")
            yield from _known(subject, where, "places", settings.session.place)
        if settings.contact is not None:
            where = (*path, "contact", "country")
            yield from _known(subject, where, "countries", settings.contact.country)


_UNKNOWN = {
    "bodies": ("unknown-body", "body"),
    "resolutions": ("unknown-resolution", "resolution"),
    "places": ("unknown-place", "place"),
    "themes": ("unknown-theme", "theme"),
    "titles": ("unknown-title", "title"),
    "countries": ("unknown-country", "country"),
    "currencies": ("unknown-currency", "currency"),
    "links": ("unknown-link", "link"),
}


def _known(subject: Subject, path: Path, kind: str, key: str | None) -> Iterator[Problem]:
    """Check that the organisation's data has an entry."""
    keys = subject.known.keys(kind)
    if key is None or key in keys:
        return
    code, noun = _UNKNOWN[kind]
    hint = did_you_mean(key, keys) or _addition(subject, kind, key)
    yield subject.problem(path, code, f'unknown {noun} "{key}"', hint)


def _addition(subject: Subject, kind: str, key: str) -> str:
    """Return the hint that says how to make an entry known."""
    snippet = subject.known.snippet(kind, key)
    return (
        f"to make it known, add to a file in reports/organisation/:\n{snippet}" if snippet else ""
    )


def _addressee(
    subject: Subject, path: Path, addressee: str, key: bool = False
) -> Iterator[Problem]:
    known = subject.known.addressees
    if addressee not in known:
        hint = did_you_mean(addressee, known) or f"known: {', '.join(sorted(known))}"
        message = f'unknown addressee "{addressee}"'
        yield subject.problem(path, "unknown-addressee", message, hint, key=key)


def _language(subject: Subject, path: Path, language: str, key: bool = False) -> Iterator[Problem]:
    if language not in LANGUAGE_KEYS:
        hint = did_you_mean(language, LANGUAGE_KEYS) or f"known: {', '.join(LANGUAGE_KEYS)}"
        yield subject.problem(
            path, "unknown-language", f'unknown language "{language}"', hint, key=key
        )


def _entry(
    subject: Subject, path: Path, noun: str, key: str | None, entries: Collection[str]
) -> Iterator[Problem]:
    """Check that the file itself has an entry of this key."""
    if key is not None and key not in entries:
        plural = {"person": "people", "fact": "facts"}.get(noun, f"{noun}s")
        hint = did_you_mean(key, entries) or f"add it to `{plural}:`"
        yield subject.problem(path, f"unknown-{noun}", f'unknown {noun} "{key}"', hint)


def _person(subject: Subject, path: Path, key: str | None) -> Iterator[Problem]:
    yield from _entry(subject, path, "person", key, subject.meeting.people)


# --- facts and tables ------------------------------------------------------------------------


def _check_facts(subject: Subject) -> Iterator[Problem]:
    for number, outcome in enumerate(subject.meeting.outcomes):
        for place, fact in enumerate(outcome.facts):
            path: Path = ("outcomes", number, "facts", place)
            match fact:
                case AppointmentFact():
                    yield from _person(subject, (*path, "person"), fact.person)
                    yield from _known(subject, (*path, "by"), "bodies", fact.by)
                case DocumentFact():
                    documents = subject.meeting.documents
                    yield from _entry(
                        subject, (*path, "symbol"), "document", fact.symbol, documents
                    )
                case ThemeFact():
                    yield from _known(subject, (*path, "theme"), "themes", fact.theme)
                case BudgetFact():
                    yield from _known(subject, (*path, "currency"), "currencies", fact.currency)
                case MappingTableFact():
                    for index, body in enumerate(fact.between):
                        yield from _known(subject, (*path, "between", index), "bodies", body)


def _check_tables(subject: Subject) -> Iterator[Problem]:
    """Check references to tables, and say which tables no report shows."""
    used: set[str] = set()

    def tables_of(content: object, path: Path) -> Iterator[Problem]:
        blocks = content if isinstance(content, list) else []
        for number, block in enumerate(blocks):
            key = block.get("table") if isinstance(block, Mapping) else None
            if key is not None:
                used.add(key)
                where = (*path, number, "table")
                yield from _entry(subject, where, "table", key, subject.meeting.tables)

    data = subject.file.data
    for number, outcome in enumerate(data.get("outcomes") or ()):
        path: Path = ("outcomes", number)
        yield from tables_of(outcome["text"], (*path, "text"))
        for addressee, wording in (outcome.get("wording") or {}).items():
            where = (*path, "wording", addressee)
            if isinstance(wording, Mapping):
                yield from tables_of(wording.get("text"), (*where, "text"))
            else:
                yield from tables_of(wording, where)
    for key, content in (data.get("messages") or {}).items():
        yield from tables_of(content, ("messages", key))
    for addressee, settings in (data.get("reports") or {}).items():
        path = ("reports", addressee)
        yield from tables_of((settings or {}).get("annexes"), (*path, "annexes"))
        for number, section in enumerate((settings or {}).get("outline") or ()):
            where = (*path, "outline", number, "blocks")
            yield from tables_of(section.get("blocks"), where)
        for key, content in ((settings or {}).get("messages") or {}).items():
            yield from tables_of(content, (*path, "messages", key))
    for key in subject.meeting.tables:
        if key not in used:
            message = f'no report shows the table "{key}"'
            hint = "name it in a text, an outline or `annexes:`"
            yield subject.problem(
                ("tables", key), "table-not-shown", message, hint, "warning", True
            )


# --- texts -----------------------------------------------------------------------------------


def _check_text(subject: Subject, place: TextPlace) -> Iterator[Problem]:
    """Check the expressions and links of one text."""
    parsed = parse_text(place.source)
    faults = list(parsed.faults)
    for expression in parsed.expressions():
        found = check_expression(expression)
        faults += found
        if not found:
            faults += _unknown_references(subject, references(expression))
    for fault in faults:
        before = place.before.count(fault.needle)
        line, column = subject.file.needle_place(place.path, fault.needle, before + fault.index)
        yield Problem(
            subject.file.path, line, column, "error", fault.code, fault.message, fault.hint
        )
    if "  " in place.source:
        hint = "the words are kept as they are; take one space out if it is a slip"
        yield subject.problem(
            place.path, "doubled-space", "two spaces in a row", hint, severity="warning"
        )


def _unknown_references(subject: Subject, found: Iterable[Reference]) -> Iterator[TextFault]:
    meeting = subject.meeting
    own: dict[str, tuple[str, Collection[str]]] = {
        "people": ("person", meeting.people),
        "documents": ("document", meeting.documents),
        "budgets": ("fact", budget_ids(meeting)),
        "languages": ("language", LANGUAGE_KEYS),
    }
    for reference in found:
        kind, key = reference.kind, reference.key
        if kind in own:
            noun, known = own[kind]
            code, addition = f"unknown-{noun}", f"add it to `{kind}:`"
            if kind == "budgets":
                addition = "name the id of a fact of type budget"
        else:
            if kind == "links" and ("@" in key or is_allowed_link(key)):
                continue
            known = subject.known.keys(kind)
            code, noun = _UNKNOWN[kind]
            addition = _addition(subject, kind, key)
        if key not in known:
            hint = did_you_mean(key, known) or addition
            yield TextFault(code, f'unknown {noun} "{key}"', hint, index=reference.index)


def budget_ids(meeting: Meeting) -> list[str]:
    """Return the ids of the budget facts of a meeting."""
    return [f.id for o in meeting.outcomes for f in o.facts if isinstance(f, BudgetFact)]


# --- reports ---------------------------------------------------------------------------------


def _check_report(subject: Subject, addressee: str, settings: ReportSettings) -> Iterator[Problem]:
    path: Path = ("reports", addressee)
    yield from _check_covers(subject, settings, path)
    outcomes = _outcomes_in_reach(subject, settings)
    for reference in settings.omit:
        where = (*path, "omit", reference)
        yield from _outcome(subject, where, reference, outcomes, key=True)
    if settings.cover and "references" in settings.cover and not settings.references:
        if "references" not in settings.messages:
            message = "the cover asks for references, but none are given"
            yield subject.problem(
                (*path, "cover"), "cover-row-empty", message, "add `references:`, or drop the row"
            )
    if settings.outline is not None:
        yield from _check_outline(subject, addressee, settings, outcomes)
    for number, annex in enumerate(settings.annexes):
        if annex.file is not None:
            yield from _check_annex(subject, (*path, "annexes", number, "file"), annex.file)


def _check_covers(subject: Subject, settings: ReportSettings, path: Path) -> Iterator[Problem]:
    for number, meeting_id in enumerate(settings.covers):
        where = (*path, "covers", number)
        if meeting_id != subject.meeting_id and meeting_id not in subject.others:
            hint = did_you_mean(meeting_id, [*subject.others, subject.meeting_id])
            message = f'there is no readable meeting in a folder "{meeting_id}"'
            yield subject.problem(where, "unknown-meeting", message, hint)
    if settings.covers and settings.covers[-1] != subject.meeting_id:
        message = "a report lives in the folder of the last meeting it covers"
        hint = f"end the list with {subject.meeting_id}, or move the report"
        yield subject.problem((*path, "covers"), "covers-elsewhere", message, hint)


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
            yield from _known(subject, (*path, "select", "themes", place), "themes", theme)
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


# --- the whole -------------------------------------------------------------------------------


def _check_messages_used(subject: Subject) -> Iterator[Problem]:
    """Say which messages are defined but neither replace one of ours nor stand in an outline."""
    meeting = subject.meeting
    used = {
        key: {
            name
            for section in settings.outline or ()
            for name in (section.heading_message, *(block.message for block in section.blocks))
        }
        for key, settings in meeting.reports.items()
    }
    everywhere = set().union(*used.values()) if used else set()
    hint = "name it in an outline"
    for key in meeting.messages:
        if key not in MESSAGES and key not in everywhere:
            message = f'no report uses the message "{key}"'
            yield subject.problem(
                ("messages", key), "message-unused", message, hint, "warning", key=True
            )
    for addressee, settings in meeting.reports.items():
        for key in settings.messages:
            if key not in MESSAGES and key not in used[addressee]:
                message = f'the report to {addressee} does not use the message "{key}"'
                path = ("reports", addressee, "messages", key)
                yield subject.problem(path, "message-unused", message, hint, "warning", key=True)


def _check_everything_shown(subject: Subject) -> Iterator[Problem]:
    """An outcome that reaches nobody is a fault, unless every report leaves it out on purpose."""
    reports = subject.meeting.reports
    if not reports:
        return
    for number, outcome in enumerate(subject.meeting.outcomes):
        may_see = [key for key in reports if outcome.is_for(key)]
        if may_see:
            continue
        path: Path = ("outcomes", number)
        named = ", ".join(outcome.addressees or ()) or "nobody"
        message = f'no report shows the outcome "{outcome.id}": it is for {named}'
        hint = f"the reports of this meeting go to {', '.join(reports)}"
        where = (*path, "addressees")
        yield subject.problem(where, "outcome-not-shown", message, hint)
