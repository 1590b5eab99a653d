"""Paragraphs and list items within a text of an outcomes file: one comes in, one goes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from reportgen.outcomes import TextPlace, text_range
from reportgen.pipeline.review.desk import Desk, NotApplicableError
from reportgen.yamlfile.editing import YamlEditor

TABLE_STAYS: Final = "a list or table belongs to it: say by hand what becomes of that"


def add_paragraph(
    desk: Desk, meeting: str, origin: str, source: str, *, is_item: bool = False
) -> None:
    """Put a paragraph or list item behind another one of the same text.

    Raises NotApplicableError where it would not be of the kind of what it follows.
    """
    place = desk.place(meeting, origin)
    if place is None:
        raise NotApplicableError(f"{origin} is not in the outcomes file any more")
    path = place.path

    def act(editor: YamlEditor) -> None:
        data = editor.data
        value = _at(data, path)
        above = _at(data, path[:-1])
        if isinstance(path[-1], int) and is_item == _is_list_item(path):
            editor.insert_item(path[:-1], path[-1] + 1, source)
        elif path[-1] == "text" and isinstance(path[-2], int) and len(above) == 1:
            editor.insert_item(path[:-2], path[-2] + 1, source)
        elif path[-1] != "text" and not isinstance(path[-1], str):
            raise ValueError("it is not of the kind of the text before it")
        elif isinstance(path[-2], int) and "id" not in above:
            raise ValueError("it would stand between a paragraph and its list")
        else:
            _, end = text_range(value, place)
            editor.replace_words(path, [(end, end, f"\n\n{source}")])

    desk.edit(meeting, act)


def move_paragraph(desk: Desk, meeting: str, origin: str, anchor: str, *, is_behind: bool) -> None:
    """Put a unit of a text behind another one of the same text, or before it.

    Raises NotApplicableError where the two are not of one list, or more than its words would move.
    """
    places = desk.file(meeting).places()
    unit, other = desk.place(meeting, origin), desk.place(meeting, anchor)
    if unit is None or other is None:
        raise NotApplicableError(
            f"{anchor if unit else origin} is not in the outcomes file any more"
        )
    first, last = places.index(unit), places.index(other)
    to = last + is_behind - (first < last)

    def act(editor: YamlEditor) -> None:
        if unit.path == other.path:
            _move_in_scalar(editor, unit, other, is_behind=is_behind)
        else:
            _move_in_list(editor, unit.path, other.path, is_behind=is_behind)

    desk.edit(meeting, act, moved=(first, to))


def _move_in_scalar(
    editor: YamlEditor, unit: TextPlace, other: TextPlace, *, is_behind: bool
) -> None:
    """Move one of the paragraphs that one scalar holds."""
    value = _at(editor.data, unit.path)
    start, end = text_range(value, other)
    words = f"\n\n{unit.source}" if is_behind else f"{unit.source}\n\n"
    at = end if is_behind else start
    editor.replace_words(unit.path, [_cut(value, unit), (at, at, words)])


def _move_in_list(
    editor: YamlEditor,
    path: tuple[str | int, ...],
    other: tuple[str | int, ...],
    *,
    is_behind: bool,
) -> None:
    """Move an item of a list: words, or a block or item that has nothing but its words."""
    item, beside = _item_of(editor.data, path), _item_of(editor.data, other)
    if item[:-1] != beside[:-1]:
        raise ValueError("it would stand in another list of its text")
    value = _at(editor.data, item)
    at, index = int(item[-1]), int(beside[-1])
    editor.remove(item)
    editor.insert_item(item[:-1], index + is_behind - (at < index), value)


def _item_of(data: Any, path: tuple[str | int, ...]) -> tuple[str | int, ...]:
    """Return the path of the item of a list that is a unit and nothing else."""
    if isinstance(path[-1], int):
        return path
    if not isinstance(path[-2], int) or len(_at(data, path[:-1])) > 1:
        raise ValueError("more than its words stands here: say by hand what becomes of that")
    return path[:-1]


def _is_list_item(path: tuple[str | int, ...]) -> bool:
    return path[-2] in ("bullets", "numbered")


def remove_paragraph(desk: Desk, meeting: str, origin: str) -> None:
    """Take one unit out of a text of several.

    Raises NotApplicableError where more than its words would go with it.
    """
    place = desk.place(meeting, origin)
    if place is None:
        raise NotApplicableError(f"{origin} is not in the outcomes file any more")

    def act(editor: YamlEditor) -> None:
        above = _at(editor.data, place.path[:-1])
        if isinstance(place.path[-1], int) and len(above) > 1:
            editor.remove(place.path)
        elif isinstance(place.path[-1], str) and isinstance(place.path[-2], int):
            _remove_block(editor, place, above)
        else:
            editor.replace_words(place.path, [_cut(_at(editor.data, place.path), place)])

    desk.edit(meeting, act)


def has_table(desk: Desk, meeting: str, origin: str) -> bool:
    """Whether the text that a unit is of shows a table, which has words of its own."""
    place = desk.place(meeting, origin)
    if place is None:
        return False
    data = desk.file(meeting).editor.data
    around = (_at(data, place.path[:length]) for length in range(1, len(place.path)))
    return any(
        isinstance(block, Mapping) and "table" in block
        for blocks in around
        if isinstance(blocks, list)
        for block in blocks
    )


def _remove_block(editor: YamlEditor, place: TextPlace, block: Mapping[str, Any]) -> None:
    if "id" in block:
        editor.replace_words(place.path, [_cut(block[str(place.path[-1])], place)])
    elif len(block) > 1:
        raise ValueError(TABLE_STAYS)
    else:
        editor.remove(place.path[:-1])


def _cut(value: str, place: TextPlace) -> tuple[int, int, str]:
    """Return the edit that takes a paragraph out of a scalar, with the blank lines behind it."""
    start, end = text_range(value, place)
    if (start, end) == (0, len(value)):
        raise ValueError("it is the only text here")
    rest = value[end:]
    following = len(rest) - len(rest.lstrip())
    if following < len(rest):
        return start, end + following, ""
    return len(value[:start].rstrip()), end, ""


def _at(data: Any, path: tuple[str | int, ...]) -> Any:
    for step in path:
        data = data[step]
    return data
