"""Rows of tables that came in or are to go: one edit each, whatever marks their cells have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from reportgen.review.edits import Edit
from reportgen.review.marks import Mark, RawRow
from reportgen.review.model import PackedParagraph
from reportgen.review.paragraphs import OldParagraph

_CELL_SEPARATOR = " | "
_PARTS = {
    "row-deleted": frozenset({"deletion", "paragraph-deleted", "paragraphs-joined"}),
    "row-added": frozenset({"insertion", "paragraph-added"}),
}


def with_rows(olds: Iterable[OldParagraph], edits: list[Edit]) -> list[Edit]:
    """Return edits with one for each row that came in or is to go, in place of those of its words.

    What another reviewer did in such a row stays an edit of its own.
    """
    rows: dict[int, tuple[RawRow, list[OldParagraph]]] = {}
    for old in olds:
        row = old.raws[0].row
        if row is not None and row.marks:
            rows.setdefault(id(row), (row, []))[1].append(old)
    if not rows:
        return edits
    by_place: dict[int, list[Edit]] = {}
    for edit in edits:
        by_place.setdefault(edit.order[0], []).append(edit)
    taken: set[int] = set()
    found = []
    for row, cells in rows.values():
        for mark in row.marks:
            inside = [edit for old in cells for edit in by_place.get(old.number, ())]
            whole = _row_edit(mark, cells, inside)
            found.append(whole)
            for edit in _of_row(whole, inside, taken):
                whole.marks += edit.marks
                taken.add(id(edit))
    return found + [edit for edit in edits if id(edit) not in taken]


def _row_edit(mark: Mark, cells: list[OldParagraph], inside: list[Edit]) -> Edit:
    is_new = mark.kind == "ins"
    packed = next((edit.packed for edit in inside if edit.packed is not None), None)
    old = _CELL_SEPARATOR.join(cell.text for cell in cells)
    new = _CELL_SEPARATOR.join(cell.new_text for cell in cells)
    return Edit(
        "row-added" if is_new else "row-deleted",
        mark.author,
        mark.date,
        (cells[0].number, -1),
        old="" if is_new else old,
        new=new if is_new else "",
        marks=[mark.number],
        packed=None if is_new else packed,
    )


def _of_row(whole: Edit, inside: list[Edit], taken: set[int]) -> Iterator[Edit]:
    """Yield the edits that are nothing but the row's."""
    for edit in inside:
        is_part = edit.kind in _PARTS[whole.kind] and not edit.side
        if is_part and edit.author == whole.author and id(edit) not in taken:
            yield edit


def with_untracked_rows(edits: Iterable[Edit], packed: Iterable[PackedParagraph]) -> Iterator[Edit]:
    """Yield what is missing of a draft without tracking, a row whose cells are all so as one edit.

    In go the edits of missing paragraphs, in the order of the draft, and its paragraphs.
    """
    missing = list(edits)
    there: dict[str, int] = {}
    for one in packed:
        if one.text and (row := _row_of(one)):
            there[row] = there.get(row, 0) + 1
    rows: dict[str, list[Edit]] = {}
    for edit in missing:
        rows.setdefault(_row_of(edit.packed), []).append(edit)
    for edit in missing:
        row = _row_of(edit.packed)
        cells = rows[row]
        if not row or len(cells) < there[row]:
            yield edit
        elif edit is cells[0]:
            yield _untracked_row(cells)


def _row_of(one: PackedParagraph | None) -> str:
    """Return the origin of the row that a cell of the draft is in; nothing for what is no cell."""
    if one is None or one.kind != "cell":
        return ""
    row, _, _ = one.origin.rpartition(".")
    return row if row.rpartition(".")[0].endswith(".rows") else ""


def _untracked_row(cells: Sequence[Edit]) -> Edit:
    words = _CELL_SEPARATOR.join(cell.old for cell in cells)
    return replace(cells[0], kind="row-deleted", end=0, old=words, before="", after_words="")
