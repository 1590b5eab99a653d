"""The outline of a report when an outcome comes in beside a text, or goes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from reportgen.pipeline.review.desk import Desk, NotApplicableError
from reportgen.review.model import PackedDraft
from reportgen.yamlfile.editing import YamlEditor

_LISTS: Final = ("outcomes", "items")
_SECTION: Final = re.compile(r"reports\.[^.]+\.outline\.(?P<section>[^.]+)\.")
_BLOCK: Final = re.compile(r"reports\.[^.]+\.outline\.[^.]+\.blocks\.(?P<number>\d+)")
_ITEM: Final = re.compile(r"\.(?:bullets|numbered)(?:#\d+)?\Z")
_BELOW: Final = ("items", "select", "bullets", "numbered", "table")
_MESSAGE: Final = re.compile(r"(?:reports\.[^.]+\.)?messages\.(?P<key>[^#]+)")

_Path = tuple[str | int, ...]


def place_in_outline(desk: Desk, draft: PackedDraft, key: str, after: str, kind: str) -> None:
    """Name a new outcome in the outline of a report behind the text that it follows.

    Where no outline names outcomes the report finds their place itself. Raises NotApplicableError
    where the outline has no place for it.
    """
    path: _Path = ("reports", draft.addressee, "outline")
    outline = _outline(desk, draft)
    if not outline:
        return
    listed = _listed(outline, _reference(after))
    if listed is not None:
        section, block, name, index = listed
        is_item = kind in ("bullet", "number")
        where = (*path, section, "blocks", block)
        if is_item == (name == "items"):
            desk.edit(draft.meeting, lambda e: e.insert_item((*where, name), index + 1, key))
            return
        if index + 1 < len(outline[section]["blocks"][block][name]):
            raise NotApplicableError("it stands between outcomes of another kind")
        _insert_block(desk, draft, (*path, section), outline[section], block, key)
        return
    place = _place(outline, after)
    if place is None:
        return
    section, block = place
    here = outline[section]["blocks"][block] if block >= 0 else {}
    where = (*path, section, "blocks", block)
    if here.get("outcomes"):
        desk.edit(draft.meeting, lambda e: e.insert_item((*where, "outcomes"), 0, key))
    elif _ITEM.search(after) is None and any(here.get(name) for name in _BELOW):
        raise NotApplicableError("it would stand between words and the list or table below them")
    else:
        _insert_block(desk, draft, (*path, section), outline[section], block, key)


def take_out_of_outline(desk: Desk, draft: PackedDraft, reference: str) -> None:
    """Take an outcome out of the outline that names it; a block that is left empty goes, too."""
    outline = _outline(desk, draft)
    listed = _listed(outline, reference)
    if listed is None:
        return
    section, block, name, index = listed
    where: _Path = ("reports", draft.addressee, "outline", section, "blocks", block)
    content = outline[section]["blocks"][block]

    def act(editor: YamlEditor) -> None:
        if len(content[name]) > 1:
            editor.remove((*where, name, index))
        elif len(content) > 1:
            editor.remove((*where, name))
        else:
            editor.remove(where)

    desk.edit(draft.meeting, act)


def _outline(desk: Desk, draft: PackedDraft) -> list[dict[str, Any]]:
    reports = desk.file(draft.meeting).editor.data.get("reports") or {}
    return (reports.get(draft.addressee) or {}).get("outline") or []


def _reference(origin: str) -> str:
    """Return the outcome that a unit is of: its id before the words for somebody and the number."""
    return origin.partition("#")[0].partition("/")[0]


def _blocks(outline: list[dict[str, Any]]) -> Iterator[tuple[int, int, Mapping[str, Any]]]:
    for number, section in enumerate(outline):
        for place, block in enumerate(section.get("blocks") or ()):
            yield number, place, block


def _listed(outline: list[dict[str, Any]], reference: str) -> tuple[int, int, str, int] | None:
    """Return section, block, list and place in it where an outline names an outcome."""
    for section, place, block in _blocks(outline):
        for name in _LISTS:
            if reference in (block.get(name) or ()):
                return section, place, name, list(block[name]).index(reference)
    return None


def _place(outline: list[dict[str, Any]], after: str) -> tuple[int, int] | None:
    """Return section and block of a text of the report itself; block -1 is the heading."""
    section, block = _SECTION.match(after), _BLOCK.match(after)
    if section is not None:
        ids = [each.get("id") for each in outline]
        if section["section"] in ids:
            number = int(block["number"]) - 1 if block is not None else -1
            return ids.index(section["section"]), number
    message = _MESSAGE.match(after)
    if message is None:
        return None
    for number, entry in enumerate(outline):
        if _is_message(entry.get("heading_message"), message["key"]):
            return number, -1
    for number, place, each in _blocks(outline):
        if _is_message(each.get("message"), message["key"]):
            return number, place
    return None


def _is_message(key: Any, printed: str) -> bool:
    """Whether a message is the one printed, or one that it stands in for (`…_unconfirmed`)."""
    return key is not None and (printed == key or printed.startswith(f"{key}_"))


def _insert_block(
    desk: Desk, draft: PackedDraft, path: _Path, section: Mapping[str, Any], block: int, key: str
) -> None:
    """Put an outcome behind a block of a section: at the head of the next list, or by itself."""
    blocks = section.get("blocks") or []
    following = blocks[block + 1] if block + 1 < len(blocks) else {}

    def act(editor: YamlEditor) -> None:
        if list(following) == ["outcomes"]:
            editor.insert_item((*path, "blocks", block + 1, "outcomes"), 0, key)
        elif blocks:
            editor.insert_item((*path, "blocks"), block + 1, {"outcomes": [key]})
        else:
            editor.set_value((*path, "blocks"), [{"outcomes": [key]}])

    desk.edit(draft.meeting, act)
