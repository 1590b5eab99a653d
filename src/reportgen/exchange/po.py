"""PO from a package, and PO as it comes back.

The file is a catalog like those of the project. That a text has changed since is seen from its
`msgid`; the header tells, in a field of ours, how many texts went out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from reportgen.catalogs.po import PoEntry, PoSyntaxError, read_po, write_po
from reportgen.catalogs.store import CatalogEntry, CatalogFile, parse_catalog, write_catalog
from reportgen.exchange.faults import unknown_catalog, unknown_language
from reportgen.exchange.package import Package, Returned, ReturnedUnit
from reportgen.exchange.tags import target_language
from reportgen.languages import language

_TITLE = "reportgen "
_SENT = "X-Reportgen-Texts"
_FIELD = re.compile(r"^([\w-]+):[ \t]*(.*?)[ \t]*$", re.MULTILINE)


def write_po_package(package: Package) -> bytes:
    """Return the PO file of a package; what others offer for a text stands in its notes."""
    entries = tuple(_with_offers(package, entry) for entry in package.entries)
    catalog = CatalogFile(package.language, f"{_TITLE}{package.name}", entries)
    written = read_po(write_catalog(catalog).decode())
    written[0].texts[0] += f"{_SENT}: {len(entries)}\n"
    return write_po(written).encode()


def _with_offers(package: Package, entry: CatalogEntry) -> CatalogEntry:
    notes = list(entry.unit.notes)
    for offer in package.offers.get(entry.unit.context, ()):
        words = " | ".join(" ".join(text.split()) for text in offer.texts)
        notes.append(f"{offer.score}% {offer.origin}: {words}")
    return replace(entry, unit=replace(entry.unit, notes=tuple(notes)))


def read_po_package(data: bytes, path: str) -> Returned:
    """Return what a PO file brings; `path` is the file as problems show it.

    Raises InputError for what is no PO file, and for one that does not say which catalog and
    language it is of.
    """
    header = _header(data)
    if header is None:
        parse_catalog(data, path, language("fr"), "")  # a fault of the format is told as such
        hint = "send back the file that you got, with its first lines"
        raise unknown_catalog(path, 1, "the file has no header", hint)
    fields, line = dict(_FIELD.findall(header.texts[0])), header.line
    tag = fields.get("Language", "")
    found = target_language(tag)
    if found is None:
        message = f'"{tag}" is no language of the reports' if tag else "the file has no language"
        raise unknown_language(path, line, message, "Language: in its header is fr, es, ru, zh, ar")
    catalog = parse_catalog(data, path, found, "")
    title = fields.get("Project-Id-Version", "")
    if not title.startswith(_TITLE):
        message = "the file does not say which meeting it is of"
        hint = f"Project-Id-Version: in its header begins with {_TITLE.strip()}"
        raise unknown_catalog(path, line, message, hint)
    sent = fields.get(_SENT, "")
    count = int(sent) if sent.isdecimal() and len(sent) <= len("1000000") else 0
    return Returned(path, title.removeprefix(_TITLE), found, tuple(_units(catalog)), count, line)


def _header(data: bytes) -> PoEntry | None:
    """Return the header of a file; one that cannot be read is for the reader of catalogs."""
    try:
        entries = read_po(data.decode("utf-8-sig", "replace"))
    except PoSyntaxError:
        # Its header alone: the language is needed to tell where the fault is.
        entries = _first_entry(data.decode("utf-8-sig", "replace"))
    return next((entry for entry in entries if entry.is_header), None)


def _first_entry(text: str) -> tuple[PoEntry, ...]:
    head = text.replace("\r\n", "\n").partition("\n\n")[0]
    try:
        return read_po(head)
    except PoSyntaxError:
        return ()


def _units(catalog: CatalogFile) -> Iterator[ReturnedUnit]:
    for entry in catalog.entries:
        unit = entry.unit
        sources = (unit.source, unit.plural) if unit.plural else (unit.source,)
        yield ReturnedUnit(
            unit.context,
            entry.texts,
            sources,
            entry.line,
            is_fuzzy=entry.is_fuzzy,
            comments=entry.comments,
        )
