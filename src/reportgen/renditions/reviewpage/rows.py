"""The rows of a review page: passages beside their originals, tables in one piece, remarks placed.

In goes what a page shows, out come its rows in reading order. Original and translation are made
from one report: their passages have the same keys.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from reportgen.document.diff import Part, PassageChange
from reportgen.renditions.anchors import Anchors
from reportgen.renditions.reviewpage.view import Remark, ReviewView

SectionName = Literal["cover", "text", "labels"]
_SECTIONS: dict[Part, SectionName] = {
    "field": "cover",
    "box-label": "cover",
    "box": "cover",
    "label": "labels",
}
_IN_TABLE = ("column", "cell")
_Key = tuple[object, ...]


@dataclass(slots=True)
class Row:
    """A row: passages under review and their originals; several where they are those of a table.

    `anchor` is where a link finds it, `cells` the anchors of the cells of a table by the key of
    their passage; `number` is what stands before its words: that of a heading or an item.
    """

    changes: list[PassageChange] = field(default_factory=list)
    original: list[PassageChange] = field(default_factory=list)
    anchor: str = ""
    cells: dict[_Key, str] = field(default_factory=dict)
    number: str = ""
    remarks: list[Remark] = field(default_factory=list)

    @property
    def first(self) -> PassageChange:
        """The passage that stands for the row: one that is there before one that is gone."""
        both = (*self.changes, *self.original)
        return next((each for each in both if each.state != "removed"), both[0])

    @property
    def section(self) -> SectionName:
        """The part of the page that the row stands in."""
        passage = self.first.passage
        if passage.part in _IN_TABLE and passage.group[1] == "box":
            return "cover"
        return _SECTIONS.get(passage.part, "text")

    @property
    def is_table(self) -> bool:
        """Whether it shows a table."""
        return self.first.passage.part in _IN_TABLE

    @property
    def is_gone(self) -> bool:
        """Whether it is only there to say what was taken out."""
        return self.first.state == "removed"

    @property
    def is_changed(self) -> bool:
        """Whether anything on it has changed since the last issue."""
        return any(each.is_change for each in (*self.changes, *self.original))


def page_rows(view: ReviewView) -> tuple[Row, ...]:
    """Return the rows of a page, each with its anchor, its number and its remarks."""
    rows = _paired(view.changes, view.original)
    _give_anchors(rows)
    _give_numbers(rows)
    return tuple(rows)


# --- pairs -----------------------------------------------------------------------------------


def _paired(changes: Sequence[PassageChange], original: Sequence[PassageChange]) -> list[Row]:
    """Return rows of passages with their originals; what has no partner stands by itself."""
    rows = {key: Row(changes=each) for key, each in _grouped(changes).items()}
    order = list(rows)
    before = -1
    for key, each in _grouped(original).items():
        if key not in rows:
            # Taken out in one language's comparison alone: behind what it followed there.
            rows[key] = Row()
            order.insert(before + 1, key)
        rows[key].original = each
        before = order.index(key)
    return [rows[key] for key in order]


def _grouped(changes: Iterable[PassageChange]) -> dict[_Key, list[PassageChange]]:
    """Return the passages of each row by its key, in order."""
    found: defaultdict[_Key, list[PassageChange]] = defaultdict(list)
    standing: dict[_Key, bool] = {}
    changes = tuple(changes)
    for each in changes:
        if each.passage.part in _IN_TABLE and each.state != "removed":
            standing[_table_key(each)] = True
    for each in changes:
        found[_row_key(each, standing)].append(each)
    return dict(found)


def _table_key(change: PassageChange) -> _Key:
    return ("table", *change.passage.group[1:])


def _row_key(change: PassageChange, standing: dict[_Key, bool]) -> _Key:
    """Return the row of a passage; a cell that is gone stays with its table if that is there."""
    is_gone = change.state == "removed"
    if change.passage.part in _IN_TABLE:
        key = _table_key(change)
        return (is_gone and key not in standing, *key)
    return (is_gone, *change.passage.key)


# --- anchors and numbers ---------------------------------------------------------------------


def _give_anchors(rows: Iterable[Row]) -> None:
    anchors = Anchors()
    gone = 0
    for row in rows:
        passage = row.first.passage
        if row.is_gone:
            gone += 1
            row.anchor = f"~removed-{gone}"
        elif row.is_table and passage.block is not None:
            row.anchor = anchors.give(passage.block.origin, passage.outcome)
            for each in row.changes:
                if each.state != "removed":
                    row.cells[each.passage.key] = anchors.give(each.passage.origin)
        else:
            row.anchor = anchors.give(passage.origin, passage.outcome)


def _give_numbers(rows: Iterable[Row]) -> None:
    """Number headings and items as the report does; what was taken out has no number any more."""
    headings = [0, 0, 0]
    items: defaultdict[str, int] = defaultdict(int)
    for row in rows:
        block = row.first.passage.block
        if block is None or row.is_gone or row.is_table:
            continue
        if block.kind == "heading":
            headings[block.level - 1] += 1
            headings[block.level :] = [0] * (len(headings) - block.level)
            shown = ".".join(map(str, headings[: block.level]))
            row.number = f"{shown}." if block.level == 1 else shown
        elif block.kind == "number":
            items[block.list_id] += 1
            row.number = f"{items[block.list_id]})"
        elif block.kind == "bullet":
            row.number = "•"


# --- remarks ---------------------------------------------------------------------------------


def place_remarks(rows: Sequence[Row], remarks: Iterable[Remark]) -> tuple[Remark, ...]:
    """Put each remark beside what it is about; return those that have no place on the page.

    What is known by its origin stands there, beside what is gone only if nothing else has that
    origin; what is not, at the outcome that it belongs to.
    """
    by_origin: dict[str, Row] = {}
    by_outcome: dict[str, Row] = {}
    for row in sorted(rows, key=lambda row: row.is_gone):
        for origin in _origins(row):
            by_origin.setdefault(origin, row)
        if not row.is_gone and row.first.passage.outcome:
            by_outcome.setdefault(row.first.passage.outcome, row)
    left = []
    for remark in remarks:
        place = by_origin.get(remark.origin) or by_outcome.get(remark.outcome)
        if place is None:
            left.append(remark)
        else:
            place.remarks.append(remark)
    return tuple(left)


def _origins(row: Row) -> Iterator[str]:
    """Yield the origins of a row, a table's own among them."""
    for each in row.changes:
        yield each.passage.origin
    block = row.first.passage.block
    if row.is_table and block is not None:
        yield block.origin
