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
