"""The outline of a report when an outcome comes in beside a text, or goes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from reportgen.pipeline.review.desk import Desk, NotApplicableError
from reportgen.review.model import PackedDraft
from reportgen.yamlfile.editing import YamlEditor

_ITEM_KINDS: Final = frozenset({"bullet", "number"})
_LISTS: Final = ("outcomes", "items")
_SECTION: Final = re.compile(r"reports\.[^.]+\.outline\.(?P<section>[^.]+)\.")
_BLOCK: Final = re.compile(r"reports\.[^.]+\.outline\.[^.]+\.blocks\.(?P<number>\d+)")
_ITEM: Final = re.compile(r"\.(?:bullets|numbered)(?:#\d+)?\Z")
_BELOW: Final = ("outcomes", "items", "select", "bullets", "numbered", "table")
_MESSAGE: Final = re.compile(r"(?:reports\.[^.]+\.)?messages\.(?P<key>[^#]+)")

_Path = tuple[str | int, ...]


def place_in_outline(desk: Desk, draft: PackedDraft, key: str, after: str, kind: str) -> bool:
    """Name an outcome in the outline of a report behind the text that it follows.

    Returns False where no outline names what it follows: the report finds the place of outcomes
    itself. Raises NotApplicableError where the outline has no place for it.
    """
    outline = _outline(desk, draft)
    listed = _listed(outline, _reference(after))
    name = "items" if kind in _ITEM_KINDS else "outcomes"
    if listed is not None:
        _place_behind(desk, draft, listed, name, key)
        return True
    # Blocks are known by their places, which may be others since the draft was packed.
    now = desk.place(draft.meeting, after)
    place = _place(outline, now.origin if now is not None else after)
    if place is None:
        return False
    section, block = place
    here = outline[section]["blocks"][block] if block >= 0 else {}
    where = ("reports", draft.addressee, "outline", section, "blocks", block)
    if here.get(name):
        desk.edit(draft.meeting, lambda e: e.insert_item((*where, name), 0, key))
    elif _ITEM.search(after) is None and any(here.get(each) for each in _BELOW):
        raise NotApplicableError("it would stand between words and the list or table below them")
    else:
        _insert_block(desk, draft, section, block, name, key)
    return True


def _place_behind(
    desk: Desk, draft: PackedDraft, listed: tuple[int, int, str, int], name: str, key: str
) -> None:
    """Name an outcome behind another one, in its list or in a block behind its own."""
    section, block, list_name, index = listed
    where = ("reports", draft.addressee, "outline", section, "blocks", block, list_name)
    items = _outline(desk, draft)[section]["blocks"][block][list_name]
    if list_name == name:
        desk.edit(draft.meeting, lambda e: e.insert_item(where, index + 1, key))
    elif index + 1 < len(items):
        raise NotApplicableError("it stands between outcomes of another kind")
    else:
        _insert_block(desk, draft, section, block, name, key)


def take_out_of_outline(desk: Desk, draft: PackedDraft, reference: str) -> bool:
    """Take an outcome out of the outline that names it; a block that is left empty goes, too.

    Returns False where no outline names it.
    """
    outline = _outline(desk, draft)
    listed = _listed(outline, reference)
    if listed is None:
        return False
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
    return True


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
    desk: Desk, draft: PackedDraft, section: int, block: int, name: str, key: str
) -> None:
    """Put an outcome behind a block of a section: at the head of the next list, or by itself."""
    path: _Path = ("reports", draft.addressee, "outline", section)
    blocks = _outline(desk, draft)[section].get("blocks") or []
    following = blocks[block + 1] if block + 1 < len(blocks) else {}

    def act(editor: YamlEditor) -> None:
        if list(following) == [name]:
            editor.insert_item((*path, "blocks", block + 1, name), 0, key)
        elif blocks:
            editor.insert_item((*path, "blocks"), block + 1, {name: [key]})
        else:
            editor.set_value((*path, "blocks"), [{name: [key]}])

    desk.edit(draft.meeting, act)
