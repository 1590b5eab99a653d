"""Ids that must be unique: bookmarks, drawings, content controls.

A template's loop copies what stands inside it, ids included, so they are given after rendering.
Of a copied bookmark the first keeps its name; the copies lose theirs, since nothing could tell
which of them a cross-reference means.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from lxml import etree

from reportgen.opc.names import BOOKMARK_END, BOOKMARK_START, DOC_PR, ID, NAME, VAL, w

ORIGIN_PREFIX = "_src_"
_SDT_PR = w("sdtPr")
_DOC_PR_ID = "id"


@dataclass(slots=True)
class UsedIds:
    """The ids that a part, or several parts, already use."""

    bookmark_ids: set[int] = field(default_factory=set)
    bookmark_names: set[str] = field(default_factory=set)
    drawing_ids: set[int] = field(default_factory=set)
    control_ids: set[str] = field(default_factory=set)

    def __bool__(self) -> bool:
        """Tell whether there are any: if not, rendering has none to copy."""
        return bool(self.bookmark_ids or self.drawing_ids or self.control_ids)

    def add(self, other: UsedIds) -> None:
        """Count the ids of other parts as used."""
        self.bookmark_ids |= other.bookmark_ids
        self.bookmark_names |= other.bookmark_names
        self.drawing_ids |= other.drawing_ids
        self.control_ids |= other.control_ids


def used_ids(root: etree._Element) -> UsedIds:
    """Return the ids that stand in a part of a template."""
    used = UsedIds()
    for node in root.iter(BOOKMARK_START, BOOKMARK_END, DOC_PR, ID):
        if node.tag == BOOKMARK_START:
            used.bookmark_ids.add(_number(node.get(ID)))
            used.bookmark_names.add(node.get(NAME, "").casefold())
        elif node.tag == BOOKMARK_END:
            used.bookmark_ids.add(_number(node.get(ID)))
        elif node.tag == DOC_PR:
            used.drawing_ids.add(_number(node.get(_DOC_PR_ID)))
        else:
            used.control_ids.add(node.get(VAL, ""))
    return used


class Ids:
    """Gives ids for one document; ask it about each changed part, in a fixed order."""

    def __init__(self, unchanged: Iterable[UsedIds]) -> None:
        """Take the ids of the parts that the rendering did not touch; those stay as they are."""
        self._used = UsedIds()
        for used in unchanged:
            self._used.add(used)
        self._last_bookmark = max(self._used.bookmark_ids, default=0)
        self._last_drawing = max(self._used.drawing_ids, default=0)
        self._origins: dict[str, int] = {}

    def settle(self, root: etree._Element) -> None:
        """Make the template's own ids in a rendered part unique, and its bookmarks balanced."""
        open_starts: dict[str, list[tuple[etree._Element, bool]]] = {}
        for node in list(root.iter(BOOKMARK_START, BOOKMARK_END, DOC_PR, ID)):
            tag = node.tag
            if tag == BOOKMARK_START:
                open_starts.setdefault(node.get(ID, ""), []).append((node, self._is_new(node)))
            elif tag == BOOKMARK_END:
                self._close(node, open_starts)
            elif tag == DOC_PR:
                self._settle_drawing(node)
            else:
                self._settle_control(node)
        for starts in open_starts.values():
            for start, _ in starts:
                _remove(start)

    def origin_bookmark(self, origin: str) -> tuple[str, str, str]:
        """Return a new hidden bookmark for an origin: its name, its start and its end."""
        base = name = _bookmark_name(origin)
        while True:
            count = self._origins.get(base, 0) + 1
            self._origins[base] = count
            if count > 1:
                name = f"{base}_{count}"
            if name not in self._used.bookmark_names:
                break
        self._last_bookmark += 1
        number = self._last_bookmark
        start = f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>'
        return name, start, f'<w:bookmarkEnd w:id="{number}"/>'

    def _is_new(self, start: etree._Element) -> bool:
        """Return whether a bookmark's name is the first of its kind in the document."""
        name = start.get(NAME, "").casefold()
        is_new = name not in self._used.bookmark_names
        self._used.bookmark_names.add(name)
        return is_new

    def _close(
        self, end: etree._Element, open_starts: dict[str, list[tuple[etree._Element, bool]]]
    ) -> None:
        """Pair the end of a bookmark with the last start of its id; drop copies and strays."""
        starts = open_starts.get(end.get(ID, ""))
        if not starts:
            _remove(end)
            return
        start, is_new = starts.pop()
        if not is_new:
            _remove(start)
            _remove(end)
            return
        number = _number(start.get(ID))
        if number in self._used.bookmark_ids:
            number = self._last_bookmark + 1
        self._used.bookmark_ids.add(number)
        self._last_bookmark = max(self._last_bookmark, number)
        for node in (start, end):
            node.set(ID, str(number))

    def _settle_drawing(self, node: etree._Element) -> None:
        number = _number(node.get(_DOC_PR_ID))
        if number in self._used.drawing_ids:
            number = self._last_drawing + 1
            node.set(_DOC_PR_ID, str(number))
        self._used.drawing_ids.add(number)
        self._last_drawing = max(self._last_drawing, number)

    def _settle_control(self, node: etree._Element) -> None:
        """Drop the id of a copied content control: it is optional, and Word gives a new one."""
        parent = node.getparent()
        if parent is None or parent.tag != _SDT_PR:
            return
        value = node.get(VAL, "")
        if value in self._used.control_ids:
            parent.remove(node)
        self._used.control_ids.add(value)


@lru_cache(maxsize=4096)
def _bookmark_name(origin: str) -> str:
    """Return the name of the first bookmark of an origin; the same origins come again and again."""
    return ORIGIN_PREFIX + hashlib.sha256(origin.encode()).hexdigest()[:10]


def _number(text: str | None) -> int:
    """Return an id as a number; 0 where the template has something else."""
    try:
        return int(text or "0")
    except ValueError:
        return 0


def _remove(node: etree._Element) -> None:
    parent = node.getparent()
    if parent is not None:
        parent.remove(node)
