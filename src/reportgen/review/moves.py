"""Both halves of a move become one edit, and what moved or came in stands between what stayed."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator

from reportgen.review.edits import Edit
from reportgen.review.model import BLOCK_KINDS, PackedParagraph

_DISTINCT = 12
"""Characters of a paragraph that is known by its words, so that cut and pasted it has moved."""
_NOT_SHOWN = frozenset({"template", "note", "header"})


def pair_moves(edits: Iterable[Edit]) -> list[Edit]:
    """Return the edits with the two halves of each move put together, in the place it went to.

    Halves belong together by the name of their range; a range of several paragraphs has several,
    in the same order on both sides. A paragraph that was cut and pasted, which some programs track
    as a deletion and an addition, is known by its words. A half that is alone stays the deletion or
    insertion it is.
    """
    found = list(edits)
    pairs = [*_named_pairs(found), *_pasted_pairs(found)]
    for source, target in pairs:
        _merge(source, target)
    merged = {id(target) for _, target in pairs}
    for edit in found:
        if edit.side and edit.kind != "move":
            edit.why = edit.why or "one half of a move, whose other half is not in the file"
    return [edit for edit in found if id(edit) not in merged]


def _named_pairs(edits: Iterable[Edit]) -> Iterator[tuple[Edit, Edit]]:
    by_name: dict[tuple[str, str], list[list[Edit]]] = defaultdict(lambda: [[], []])
    for edit in edits:
        if edit.side:
            by_name[edit.author, edit.move][edit.side == "to"].append(edit)
    for sources, targets in by_name.values():
        yield from _matched(sources, targets)


def _pasted_pairs(edits: Iterable[Edit]) -> Iterator[tuple[Edit, Edit]]:
    added: dict[tuple[str, str], list[Edit]] = defaultdict(list)
    gone = []
    for edit in edits:
        if edit.side or edit.why:
            continue
        if edit.kind == "paragraph-added" and len(edit.new.strip()) >= _DISTINCT:
            added[edit.author, edit.new.strip()].append(edit)
        elif edit.kind == "paragraph-deleted":
            gone.append(edit)
    for source in gone:
        same = added.get((source.author, source.old.strip()))
        if same:
            yield source, same.pop(0)


def _matched(sources: list[Edit], targets: list[Edit]) -> Iterator[tuple[Edit, Edit]]:
    """Pair halves that have the same words; what is left, in order."""
    by_words: dict[str, deque[Edit]] = defaultdict(deque)
    for target in targets:
        by_words[target.new.strip()].append(target)
    left = []
    taken = set()
    for source in sources:
        same = by_words[source.old.strip()]
        if same:
            taken.add(id(same[0]))
            yield source, same.popleft()
        else:
            left.append(source)
    yield from zip(left, (one for one in targets if id(one) not in taken), strict=False)


def _merge(source: Edit, target: Edit) -> None:
    """Make one edit of two; whether paragraphs or words moved is told by `pieces`."""
    is_paragraph = target.kind == "paragraph-added"
    source.is_whole = source.kind == "paragraph-deleted"
    source.kind = "move"
    source.new = target.new
    source.pieces = target.pieces
    source.marks += target.marks
    source.style = target.style
    source.target = target.after if is_paragraph else target.packed or target.after
    source.target_start = -1 if is_paragraph or target.packed is None else target.start
    if is_paragraph:
        source.order, source.listed_at = target.order, target.start


# --- between what stayed ---------------------------------------------------------------------


def set_between(
    edits: Iterable[Edit], standing: Iterable[tuple[tuple[int, int], PackedParagraph]]
) -> None:
    """Say of each paragraph that moved or came in between which of those that stayed it is now.

    `standing` are the paragraphs of the draft with their places in the file. Behind a table or on
    the cover, the block before counts; what follows may be a cell of a table.
    """
    placed = [edit for edit in edits if _is_placed(edit)]
    gone = {id(edit.packed) for edit in placed if edit.kind == "move" and edit.is_whole}
    stays = [
        (order, one)
        for order, one in standing
        if id(one) not in gone and one.kind not in _NOT_SHOWN and one.text
    ]
    stays.sort(key=_order)
    placed.sort(key=lambda edit: edit.order)
    _walk(placed, stays)


def _is_placed(edit: Edit) -> bool:
    return edit.kind == "paragraph-added" or (edit.kind == "move" and edit.target_start < 0)


def _order(item: tuple[tuple[int, int], PackedParagraph]) -> tuple[int, int]:
    return item[0]


def _walk(placed: list[Edit], stays: list[tuple[tuple[int, int], PackedParagraph]]) -> None:
    at = 0
    block: PackedParagraph | None = None
    is_in_table = False
    for edit in placed:
        while at < len(stays) and stays[at][0] < edit.order:
            one = stays[at][1]
            is_in_table = one.kind == "cell"
            block = one if one.kind in BLOCK_KINDS else block
            at += 1
        edit.after = block
        # Behind a row another row may come, which is no word of the next block.
        following = stays[at][1] if at < len(stays) else None
        is_same_table = is_in_table and following is not None and following.kind == "cell"
        edit.following = None if is_same_table else following
        if edit.kind == "move":
            edit.target = block
