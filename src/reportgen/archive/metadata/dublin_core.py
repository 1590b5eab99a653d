"""Dublin Core of a document, in every language that it was issued in.

The fifteen elements (ISO 15836-1), and of the terms (ISO 15836-2) `issued`, `replaces`,
`isReplacedBy` and `isPartOf`. One `record` for each issue; the schema leaves the outer element to
the user.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from lxml import etree

from reportgen.archive.metadata.xml import as_bytes, child
from reportgen.issues.record import IssueRecord
from reportgen.languages import document_language

DC = "http://purl.org/dc/elements/1.1/"
DCTERMS = "http://purl.org/dc/terms/"


@dataclass(frozen=True, slots=True)
class Description:
    """One issue to describe: its record, and the identifier of the document.

    `subjects` are subject and keywords by language key, where the localised Documents have them;
    without, the keywords of the record stand for English. `replaced_by` is the full symbol of the
    issue that took its place.
    """

    record: IssueRecord
    identifier: str
    subjects: Mapping[str, Sequence[str]] = field(default_factory=dict)
    replaced_by: str = ""


def dublin_core(issues: Iterable[Description]) -> bytes:
    """Return the file `dc.xml`."""
    root = etree.Element("metadata", nsmap={"dc": DC, "dcterms": DCTERMS})
    for issue in issues:
        _add_record(etree.SubElement(root, "record"), issue)
    return as_bytes(root)


def _add_record(parent: etree._Element, issue: Description) -> None:
    record = issue.record
    for key, title in record.titles.items():
        child(parent, DC, "title", title, document_language(key).tag)
    child(parent, DC, "creator", record.creator)
    for key, words in (issue.subjects or {"en": record.keywords}).items():
        for word in words:
            child(parent, DC, "subject", word, document_language(key).tag)
    child(parent, DC, "contributor", record.approver)
    child(parent, DC, "date", record.date)
    child(parent, DC, "type", "Text")
    for media_type in sorted(
        {each.media_type for each in record.files.values() if each.role == "rendition"}
    ):
        child(parent, DC, "format", media_type)
    child(parent, DC, "identifier", record.full_symbol)
    child(parent, DC, "identifier", issue.identifier)
    child(parent, DC, "source", record.meeting)
    for key in record.languages:
        child(parent, DC, "language", document_language(key).tag)
    child(parent, DCTERMS, "issued", record.date)
    if record.replaces:
        child(parent, DCTERMS, "replaces", record.replaces)
    if issue.replaced_by:
        child(parent, DCTERMS, "isReplacedBy", issue.replaced_by)
    if record.amends:
        child(parent, DCTERMS, "isPartOf", record.amends)
