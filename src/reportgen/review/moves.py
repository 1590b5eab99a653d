"""Both halves of a move become one edit."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator

from reportgen.review.edits import Edit


def pair_moves(edits: Iterable[Edit]) -> list[Edit]:
    """Return the edits with the two halves of each move put together, in the place it began.

    Halves belong together by the name of their range; a range of several paragraphs has several,
    in the same order on both sides. A half that is alone stays the deletion or insertion it is.
    """
    found = list(edits)
    by_name: dict[tuple[str, str], list[list[Edit]]] = defaultdict(lambda: [[], []])
    for edit in found:
        if edit.side:
            by_name[edit.author, edit.move][edit.side == "to"].append(edit)
    merged: set[int] = set()
    for sources, targets in by_name.values():
        for source, target in _matched(sources, targets):
            _merge(source, target)
            merged.add(id(target))
    for edit in found:
        if edit.side and edit.kind != "move":
            edit.why = edit.why or "one half of a move, whose other half is not in the file"
    return [edit for edit in found if id(edit) not in merged]


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
    is_whole = source.kind == "paragraph-deleted" and target.kind == "paragraph-added"
    source.kind = "move"
    source.new = target.new
    source.pieces = target.pieces
    source.marks += target.marks
    source.target = target.after if is_whole else target.packed or target.after
    source.target_start = -1 if is_whole or target.packed is None else target.start
