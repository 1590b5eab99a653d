"""Every text of a file, with its origin and its place: what checks, catalogs and edits go by.

The origins are those that `audience` gives to the same texts in a report; a test compares them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from reportgen.model import fold_lines, split_paragraphs
from reportgen.records import dataclass

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class TextPlace:
    """A translatable text: its origin, its source, and where it stands.

    `path` leads to the scalar in the file; where that scalar holds several paragraphs, `first`
    counts the expressions of those before this one. `addressee` is set for texts of one report.
    """

    origin: str
    source: str
    path: Path
    before: str = ""
    addressee: str = ""


def text_places(data: Mapping[str, Any]) -> Iterator[TextPlace]:
    """Yield every text of a file that fits the format, in the order of the file format."""
    for symbol, document in (data.get("documents") or {}).items():
        yield from _single(document, "title", f"documents.{symbol}", ("documents", symbol))
    for key, table in (data.get("tables") or {}).items():
        yield from _table(table, f"tables.{key}", ("tables", key))
    for key, content in (data.get("messages") or {}).items():
        yield from _content(content, f"messages.{key}", ("messages", key))
    for number, outcome in enumerate(data.get("outcomes") or ()):
        yield from _outcome(outcome, ("outcomes", number))
    for addressee, settings in (data.get("reports") or {}).items():
        for place in _report(settings or {}, f"reports.{addressee}", ("reports", addressee)):
            yield TextPlace(place.origin, place.source, place.path, place.before, addressee)


def _single(holder: Mapping[str, Any], key: str, origin: str, path: Path) -> Iterator[TextPlace]:
    if holder.get(key):
        yield TextPlace(f"{origin}.{key}", fold_lines(holder[key]), (*path, key))


def _table(table: Mapping[str, Any], origin: str, path: Path) -> Iterator[TextPlace]:
    yield from _single(table, "title", origin, path)
    for place, column in enumerate(table["columns"]):
        yield TextPlace(
            f"{origin}.columns.{place + 1}", fold_lines(column), (*path, "columns", place)
        )
    for number, row in enumerate(table.get("rows") or ()):
        for place, cell in enumerate(row):
            if fold_lines(cell):
                where = (*path, "rows", number, place)
                yield TextPlace(f"{origin}.rows.{number + 1}.{place + 1}", fold_lines(cell), where)


def _outcome(outcome: Mapping[str, Any], path: Path) -> Iterator[TextPlace]:
    key = outcome["id"]
    yield from _content(outcome["text"], key, (*path, "text"))
    if outcome.get("item"):
        yield TextPlace(f"{key}/item", fold_lines(outcome["item"]), (*path, "item"))
    for addressee, wording in (outcome.get("wording") or {}).items():
        origin = f"{key}/wording/{addressee}"
        where: Path = (*path, "wording", addressee)
        if not isinstance(wording, Mapping):
            yield from _content(wording, origin, where)
            continue
        if wording.get("text"):
            yield from _content(wording["text"], origin, (*where, "text"))
        if wording.get("item"):
            yield TextPlace(f"{origin}/item", fold_lines(wording["item"]), (*where, "item"))


def _report(settings: Mapping[str, Any], origin: str, path: Path) -> Iterator[TextPlace]:
    for number, keyword in enumerate(settings.get("keywords") or ()):
        where: Path = (*path, "keywords", number)
        yield TextPlace(f"{origin}.keywords.{number + 1}", fold_lines(keyword), where)
    for number, reference in enumerate(settings.get("references") or ()):
        where = (*path, "references", number)
        yield TextPlace(f"{origin}.references.{number + 1}", fold_lines(reference), where)
    for key, content in (settings.get("messages") or {}).items():
        yield from _content(content, f"{origin}.messages.{key}", (*path, "messages", key))
    for number, section in enumerate(settings.get("outline") or ()):
        where = (*path, "outline", number)
        yield from _section(section, f"{origin}.outline.{section['id']}", where)
    for number, annex in enumerate(settings.get("annexes") or ()):
        where = (*path, "annexes", number)
        yield from _single(annex, "title", f"{origin}.annexes.{number + 1}", where)
        if annex.get("text"):
            yield from _content(
                annex["text"], f"{origin}.annexes.{number + 1}.text", (*where, "text")
            )


def _section(section: Mapping[str, Any], origin: str, path: Path) -> Iterator[TextPlace]:
    yield from _single(section, "heading", origin, path)
    for number, block in enumerate(section.get("blocks") or ()):
        name = f"{origin}.blocks.{number + 1}"
        where = (*path, "blocks", number)
        if block.get("text"):
            yield TextPlace(name, fold_lines(block["text"]), (*where, "text"))
        yield from _single(block, "heading", name, where)
        for kind in ("bullets", "numbered"):
            units = _Units(f"{name}.{kind}")
            yield from _items(block.get(kind) or (), units, (*where, kind))


@dataclass(slots=True)
class _Units:
    """Numbers the units of one content, as `audience.contents` does."""

    origin: str
    count: int = 0

    def next(self) -> str:
        self.count += 1
        return self.origin if self.count == 1 else f"{self.origin}#{self.count}"


def _content(content: Any, origin: str, path: Path) -> Iterator[TextPlace]:
    """Yield the texts of a content, written as a string, or as a list of strings and blocks."""
    units = _Units(origin)
    if isinstance(content, str):
        yield from _paragraphs(content, units, path)
        return
    for number, block in enumerate(content):
        where: Path = (*path, number)
        if isinstance(block, str):
            yield TextPlace(units.next(), fold_lines(block), where)
            continue
        for key in ("heading", "text"):
            if block.get(key):
                yield TextPlace(units.next(), fold_lines(block[key]), (*where, key))
        for kind in ("bullets", "numbered"):
            yield from _items(block.get(kind) or (), units, (*where, kind))


def _paragraphs(content: str, units: _Units, path: Path) -> Iterator[TextPlace]:
    before = ""
    for paragraph in split_paragraphs(content):
        yield TextPlace(units.next(), paragraph, path, before)
        before += paragraph


def _items(items: Any, units: _Units, path: Path) -> Iterator[TextPlace]:
    for number, item in enumerate(items):
        where = (*path, number)
        if isinstance(item, str):
            yield TextPlace(units.next(), fold_lines(item), where)
            continue
        yield TextPlace(units.next(), fold_lines(item["text"]), (*where, "text"))
        yield from _items(item.get("bullets") or (), units, (*where, "bullets"))
