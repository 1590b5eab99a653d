"""What words of the old file need in the new one: lists, styles, links, pictures.

A redline is the new file with the old words put in. Their paragraphs name lists and styles, and
their links and pictures stand in the relationships of a part; here the old trees are told the names
that these have in the new file, and what it lacks is added to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from lxml import etree

from reportgen.opc.names import (
    BOOKMARK_END,
    BOOKMARK_START,
    PSTYLE,
    R_NS,
    RSTYLE,
    VAL,
    R,
    w,
)
from reportgen.opc.package import Package
from reportgen.redline.lists import adopt_lists, drop_lists, list_numbers
from reportgen.redline.relations import Relations
from reportgen.redline.trees import SECT_PR, Element, copy_of, drop, parse, serialise

_NUMBERING, _STYLES = "word/numbering.xml", "word/styles.xml"
_STYLE, _STYLE_ID, _BASED_ON = w("style"), w("styleId"), w("basedOn")
_STYLE_NAMES = (PSTYLE, RSTYLE, w("tblStyle"))
_REFERENCE = f"{{{R_NS}}}"
_COMMENT_MARKS = (w("commentRangeStart"), w("commentRangeEnd"))
_COMMENT_REFERENCE = w("commentReference")
_NOTES: Mapping[str, str] = {w("footnoteReference"): "footnote", w("endnoteReference"): "endnote"}
_DRAWINGS = (w("drawing"), w("pict"), w("object"))


@dataclass(slots=True)
class Supplies:
    """The parts of the new file that may have to take something in, and the losses.

    `changed` are parts that were added to; `lost` says in words what the new file cannot take.
    """

    old: Package
    new: Package
    changed: dict[str, bytes] = field(default_factory=dict)
    lost: list[str] = field(default_factory=list)

    def data(self, name: str) -> bytes | None:
        """Return a part of the new file as it is by now."""
        if name in self.changed:
            return self.changed[name]
        return self.new.data(name) if name in self.new else None

    def adopt_lists(self, old_roots: Iterable[Element], new_roots: Iterable[Element]) -> None:
        """Give the lists of the old trees the numbers that they have in the new file."""
        roots = list(old_roots)
        if not list_numbers(roots) or _NUMBERING not in self.old:
            return
        data = self.data(_NUMBERING)
        if data is None:
            self.lost.append("the numbering of lists that the new file does not have")
            drop_lists(roots)
            return
        new_lists = parse(data)
        if adopt_lists(roots, new_roots, parse(self.old.data(_NUMBERING)), new_lists):
            self.changed[_NUMBERING] = serialise(new_lists)

    def adopt_styles(self, old_roots: Iterable[Element]) -> None:
        """Add the styles that old paragraphs have and the new file lacks."""
        data = self.data(_STYLES)
        if data is None or _STYLES not in self.old:
            return
        wanted = {each.get(VAL, "") for root in old_roots for each in root.iter(*_STYLE_NAMES)}
        new_styles, old_styles = parse(data), parse(self.old.data(_STYLES))
        known = {each.get(_STYLE_ID, "") for each in new_styles.iter(_STYLE)}
        offered = {each.get(_STYLE_ID, ""): each for each in old_styles.iter(_STYLE)}
        waiting = sorted(wanted - known)
        while waiting:
            style = offered.get(waiting.pop())
            if style is None or style.get(_STYLE_ID, "") in known:
                continue
            taken = copy_of(style)
            for link in [each for each in taken if each.tag in (w("link"), w("next"))]:
                taken.remove(link)
            new_styles.append(taken)
            known.add(style.get(_STYLE_ID, ""))
            base = style.find(_BASED_ON)
            if base is not None:
                waiting.append(base.get(VAL, ""))
        if len(new_styles) != len(parse(data)):
            self.changed[_STYLES] = serialise(new_styles)

    def adopt_references(self, old_root: Element, old_part: str, new_part: str) -> None:
        """Give links and pictures of an old tree the ids that they have in the new part.

        Relationships that it lacks are added, pictures with their files; what else an old tree
        refers to (charts, embedded files) is taken out of it and noted as lost.
        """
        relations = Relations(self, old_part, new_part)
        for element in list(old_root.iter(etree.Element)):
            for key in [each for each in element.attrib if str(each).startswith(_REFERENCE)]:
                own = relations.adopted(element.get(key, ""))
                if own:
                    element.set(key, own)
                else:
                    self.lost.append("what a deleted drawing or link refers to")
                    drop(_run_of(element))
                    break

    def prepare(self, old_root: Element) -> None:
        """Take from an old tree what would clash in the new file, and what stays the new file's.

        Those are comments, notes with other words, the settings of pages, bookmarks in text boxes.
        """
        for element in list(old_root.iter(SECT_PR, *_COMMENT_MARKS)):
            drop(element)
        for reference in list(old_root.iter(_COMMENT_REFERENCE)):
            drop(_run_of(reference))
        for reference in list(old_root.iter(*_NOTES)):
            if not self._has_note(reference):
                self.lost.append("a note of the old file")
                drop(reference)
        for drawing in old_root.iter(*_DRAWINGS):
            for mark in list(drawing.iter(BOOKMARK_START, BOOKMARK_END)):
                drop(mark)

    def _has_note(self, reference: Element) -> bool:
        """Whether the note of a reference is in the new file, with the same words."""
        name = f"word/{_NOTES[str(reference.tag)]}s.xml"
        data = self.data(name)
        if data is None or name not in self.old:
            return False
        own = reference.get(w("id"), "")
        return _note(parse(data), own) == _note(parse(self.old.data(name)), own) != ""


def _note(root: Element, own: str) -> str:
    note = next((each for each in root if each.get(w("id")) == own), None)
    return "".join(map(str, note.itertext())) if note is not None else ""


def _run_of(element: Element) -> Element:
    """Return the run that something stands in; itself where it stands in none."""
    return next(element.iterancestors(R), element)
