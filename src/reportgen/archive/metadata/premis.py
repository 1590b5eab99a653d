"""PREMIS 3.0: the files of a document with their fixity, what happened to them, and who did it.

Elements stand in the order of the schema (premis-v3-0.xsd of the Library of Congress). Types of
events are from its vocabulary (`creation`, `validation`, `ingestion`, `fixity check`) where that
has them; `translation`, `review`, `approval` and `issue` are our own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from lxml import etree

from reportgen.archive.metadata.xml import XSI, as_bytes, child
from reportgen.issues.record import FrozenFile, IssueRecord
from reportgen.languages import SOURCE_LANGUAGE, document_language

PREMIS = "http://www.loc.gov/premis/v3"
_SCHEMA = f"{PREMIS} http://www.loc.gov/standards/premis/v3/premis-v3-0.xsd"
_PASSED = "passed"

AgentKind = Literal["person", "organization", "software"]

Identifier = tuple[str, str]
"""The type of an identifier, and the identifier: a symbol, or a path."""


@dataclass(frozen=True, slots=True)
class Agent:
    """A person, an organization or a program; only a program has a version."""

    name: str
    kind: AgentKind
    version: str = ""

    @property
    def id(self) -> str:
        """The identifier within the file."""
        return ":".join(part for part in (self.kind, self.name, self.version) if part)


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened on a day or at a moment (ISO 8601).

    `agents` are those who took part by role; `objects` the identifiers of what it happened to,
    each with its type.
    """

    type: str
    date: str
    detail: str
    outcome: str
    agents: tuple[tuple[Agent, str], ...]
    objects: tuple[Identifier, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Described:
    """One issue: its record, the document's identifier, where its files lie, and later events.

    `prefix` stands before the paths of the record, as `v1/`.
    """

    record: IssueRecord
    identifier: str
    prefix: str = ""
    events: tuple[Event, ...] = field(default=())

    @property
    def entity(self) -> Identifier:
        """The identifier of the issue as an intellectual entity."""
        return ("symbol", self.record.full_symbol)

    def file(self, path: str) -> Identifier:
        """The identifier of a file."""
        return ("path", f"{self.prefix}{path}")

    @property
    def files(self) -> tuple[Identifier, ...]:
        """The identifiers of all files."""
        return tuple(self.file(path) for path in sorted(self.record.files))


def premis_xml(issues: Iterable[Described]) -> bytes:
    """Return the file `premis.xml`: objects, then events, then agents."""
    described = tuple(issues)
    root = etree.Element(f"{{{PREMIS}}}premis", nsmap={"premis": PREMIS, "xsi": XSI})
    root.set("version", "3.0")
    root.set(f"{{{XSI}}}schemaLocation", _SCHEMA)
    events = [event for issue in described for event in (*_events(issue), *issue.events)]
    for issue in described:
        _add_entity(root, issue)
        for path, frozen in sorted(issue.record.files.items()):
            _add_file(root, issue, path, frozen)
    for number, event in enumerate(events, 1):
        _add_event(root, number, event)
    agents = {agent.id: agent for event in events for agent, _ in event.agents}
    for _, agent in sorted(agents.items()):
        _add_agent(root, agent)
    return as_bytes(root)


def _events(issue: Described) -> Iterable[Event]:
    """Yield what the record says has happened, in order of time where the days differ."""
    record = issue.record
    program = Agent("reportgen", "software", record.reportgen)
    tools = tuple(
        (Agent(name, "software", version), "executing program")
        for name, version in sorted(record.tools.items())
    )
    creator = ((Agent(record.creator, "organization"), "author"),) if record.creator else ()
    yield Event(
        "creation", record.date, f"made from the outcomes of the meeting {record.meeting}",
        "success", (*creator, (program, "executing program"), *tools), issue.files,
    )  # fmt: skip
    for approval in record.approvals:
        language = document_language(approval.language)
        is_source = language.key == SOURCE_LANGUAGE.key
        yield Event(
            "review" if is_source else "translation", approval.date,
            f"the texts in {language.name} were reviewed", "success",
            tuple((Agent(name, "person"), "reviewer") for name in approval.by),
            tuple(_of_language(issue, approval.language)),
        )  # fmt: skip
    for path, claims in sorted(record.checks.items()):
        failed = sorted(claim for claim, found in claims.items() if found != _PASSED)
        yield Event(
            "validation", record.date, f"checked for {', '.join(sorted(claims))}",
            "failure" if failed else "success", ((program, "executing program"),),
            (issue.file(path),),
            "; ".join(f"{claim}: {claims[claim]}" for claim in failed),
        )  # fmt: skip
    approver = ((Agent(record.approver, "person"), "approver"),)
    detail = f"{record.full_symbol} was approved"
    yield Event("approval", record.date, detail, "success", approver, (issue.entity,))
    detail = f"{record.full_symbol} was issued as {record.kind}"
    note = f"it replaces {record.replaces}" if record.replaces else ""
    yield Event(
        "issue", record.date, detail, "success", approver, (issue.entity, *issue.files), note
    )


def _of_language(issue: Described, language: str) -> Iterable[Identifier]:
    files = issue.record.files
    return (issue.file(path) for path in sorted(files) if files[path].language == language)


def _add(parent: etree._Element, name: str, text: str = "") -> etree._Element:
    return child(parent, PREMIS, name, text)


def _add_identifier(parent: etree._Element, name: str, kind: str, value: str) -> etree._Element:
    """Add an identifier; PREMIS names its type and value after the element it is in."""
    made = _add(parent, name)
    _add(made, f"{name}Type", kind)
    _add(made, f"{name}Value", value)
    return made


def _object(root: etree._Element, kind: str) -> etree._Element:
    made = _add(root, "object")
    made.set(f"{{{XSI}}}type", f"premis:{kind}")
    return made


def _add_entity(root: etree._Element, issue: Described) -> None:
    record = issue.record
    entity = _object(root, "intellectualEntity")
    _add_identifier(entity, "objectIdentifier", *issue.entity)
    _add_identifier(entity, "objectIdentifier", "URN", issue.identifier)
    _add(entity, "originalName", next(iter(record.titles.values()), ""))
    if record.replaces:
        _add_relation(entity, "replacement", "replaces", record.replaces)
    if record.amends:
        _add_relation(entity, "reference", f"is {record.kind} to", record.amends)


def _add_relation(parent: etree._Element, kind: str, sub_kind: str, symbol: str) -> None:
    relation = _add(parent, "relationship")
    _add(relation, "relationshipType", kind)
    _add(relation, "relationshipSubType", sub_kind)
    _add_identifier(relation, "relatedObjectIdentifier", "symbol", symbol)


def _add_file(root: etree._Element, issue: Described, path: str, frozen: FrozenFile) -> None:
    entry = _object(root, "file")
    _add_identifier(entry, "objectIdentifier", *issue.file(path))
    properties = _add(entry, "significantProperties")
    _add(properties, "significantPropertiesType", "role")
    _add(properties, "significantPropertiesValue", frozen.role)
    if frozen.language:
        properties = _add(entry, "significantProperties")
        _add(properties, "significantPropertiesType", "language")
        _add(properties, "significantPropertiesValue", document_language(frozen.language).tag)
    facts = _add(entry, "objectCharacteristics")
    digests: Mapping[str, str] = {"SHA-512": frozen.sha512, "SHA-256": frozen.sha256}
    for algorithm, digest in digests.items():
        fixity = _add(facts, "fixity")
        _add(fixity, "messageDigestAlgorithm", algorithm)
        _add(fixity, "messageDigest", digest)
    _add(facts, "size", str(frozen.bytes))
    _add(_add(_add(facts, "format"), "formatDesignation"), "formatName", frozen.media_type)
    _add(entry, "originalName", path)
    _add_relation(entry, "structural", "is part of", issue.record.full_symbol)


def _add_event(root: etree._Element, number: int, event: Event) -> None:
    entry = _add(root, "event")
    _add_identifier(entry, "eventIdentifier", "local", f"event-{number}")
    _add(entry, "eventType", event.type)
    _add(entry, "eventDateTime", event.date)
    _add(_add(entry, "eventDetailInformation"), "eventDetail", event.detail)
    outcome = _add(entry, "eventOutcomeInformation")
    _add(outcome, "eventOutcome", event.outcome)
    if event.note:
        _add(_add(outcome, "eventOutcomeDetail"), "eventOutcomeDetailNote", event.note)
    for agent, role in event.agents:
        link = _add_identifier(entry, "linkingAgentIdentifier", "local", agent.id)
        _add(link, "linkingAgentRole", role)
    for kind, identifier in event.objects:
        _add_identifier(entry, "linkingObjectIdentifier", kind, identifier)


def _add_agent(root: etree._Element, agent: Agent) -> None:
    entry = _add(root, "agent")
    _add_identifier(entry, "agentIdentifier", "local", agent.id)
    _add(entry, "agentName", agent.name)
    _add(entry, "agentType", agent.kind)
    if agent.version:
        _add(entry, "agentVersion", agent.version)
