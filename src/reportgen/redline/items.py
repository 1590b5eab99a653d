"""The blocks of two files in one order: which stayed, came, went or moved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from reportgen.opc.names import TC, TCPR, P, w
from reportgen.redline.alignment import Alignment
from reportgen.redline.trees import Element

Fate = Literal["same", "ins", "del", "from", "to"]


@dataclass(slots=True)
class Item:
    """A block of the redline: the old one, the new one, or both.

    Where a text ends in paragraphs that came or went, the last of them and the paragraph before
    them are each other's `partner`: see `settle_ends`.
    """

    fate: Fate
    old: Element | None = None
    new: Element | None = None
    move: int = 0
    partner: Item | None = None


def cells_of(row: Element) -> list[Element]:
    """Return the cells of a row."""
    return [child for child in row if child.tag == TC]


def _spans(row: Element) -> list[str]:
    """Return which columns the cells of a row take."""
    found = []
    for cell in cells_of(row):
        span = cell.find(f"{TCPR}/{w('gridSpan')}")
        found.append(span.get(w("val"), "1") if span is not None else "1")
    return found


def items_of(old: Sequence[Element], new: Sequence[Element], alignment: Alignment) -> list[Item]:
    """Return the blocks of both files in one order: what went stands before what came."""
    moved = {j: number for number, j in enumerate(alignment.moves.values(), start=1)}
    leaving = {i: moved[j] for i, j in alignment.moves.items()}
    partner = {j: i for i, j in alignment.pairs.items()}
    items: list[Item] = []
    i = 0

    def leave(until: int) -> Iterator[Item]:
        for number in range(i, until):
            if number in leaving:
                yield Item("from", old=old[number], move=leaving[number])
            else:
                yield Item("del", old=old[number])

    for j, block in enumerate(new):
        if j in partner:
            items += leave(partner[j])
            items.append(Item("same", old=old[partner[j]], new=block))
            i = partner[j] + 1
        elif j in moved:
            items.append(Item("to", new=block, move=moved[j]))
        else:
            items.append(Item("ins", new=block))
    items += leave(len(old))
    return items


def row_items(
    old: Sequence[Element], new: Sequence[Element], alignment: Alignment
) -> Iterator[Item]:
    """Return the rows of two tables likewise; those with other columns are not the same row."""
    for item in items_of(old, new, alignment):
        before, after = item.old, item.new
        if before is not None and after is not None and _spans(before) != _spans(after):
            yield Item("del", old=before)
            yield Item("ins", new=after)
        else:
            yield item


def settle_ends(items: list[Item]) -> None:
    """See to it that no text ends in a paragraph whose mark comes or goes.

    The last paragraph of a body, header or cell, and the one before a table, cannot lose its mark
    in Word. What was added at the end of a text is, to Word, a new mark in the paragraph before;
    where the end was replaced, the last paragraphs of both files are one that changed.
    """
    start = 0
    _demote_moves(items)
    while start <= len(items):
        end = next((at for at in range(start, len(items)) if _is_table(items[at])), len(items))
        end += _settle_end(items, start, end)
        start = end + 1


def _is_table(item: Item) -> bool:
    block = item.new if item.new is not None else item.old
    return block is not None and block.tag != P


def _tail(items: Sequence[Item], start: int, end: int) -> int:
    """Return where the paragraphs begin that are not the same, and reach to the end."""
    at = end
    while at > start and items[at - 1].fate != "same":
        at -= 1
    return at


def _demote_moves(items: list[Item]) -> None:
    """Have what moved to or from the end of a text go and come instead."""
    numbers = set()
    is_end = True
    for item in reversed(items):
        is_end = _is_table(item) or (is_end and item.fate != "same")
        if is_end:
            numbers.add(item.move)
    for item in items:
        if item.move and item.move in numbers:
            item.fate, item.move = ("del" if item.fate == "from" else "ins"), 0


def _settle_end(items: list[Item], start: int, end: int) -> int:
    """Settle the end of one text; return by how many the items have grown (or shrunk)."""
    tail = _tail(items, start, end)
    fates = {item.fate for item in items[tail:end]}
    if len(fates) > 1:
        gone = max(at for at in range(tail, end) if items[at].fate == "del")
        come = max(at for at in range(tail, end) if items[at].fate == "ins")
        whole = Item("same", old=items[gone].old, new=items[come].new)
        kept = [items[at] for at in range(tail, end) if at not in (gone, come)]
        items[tail:end] = [*kept, whole]
        return -1
    if fates and tail > start:
        before, last = items[tail - 1], items[end - 1]
        before.partner, last.partner = last, before
    return 0
