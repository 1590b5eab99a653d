"""What words of the old file need in the new one: lists, styles, links, pictures.

A redline is the new file with the old words put in. Their paragraphs name lists and styles, and
their links and pictures stand in the relationships of a part; here the old trees are told the names
that these have in the new file, and what it lacks is added to it.
"""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from reportgen.opc.names import (
    BOOKMARK_END,
    BOOKMARK_START,
    DOC_PR,
    NAME,
    NUM_ID,
    NUM_PR,
    PPR,
    PSTYLE,
    R_NS,
    RELS_NS,
    RSTYLE,
    TYPES_NS,
    VAL,
    P,
    R,
    w,
)
from reportgen.opc.package import CONTENT_TYPES, Package, rels_name
from reportgen.redline.trees import (
    ORIGIN_PREFIX,
    SECT_PR,
    Element,
    copy_of,
    parse,
    serialise,
    signature,
)

_NUMBERING, _STYLES = "word/numbering.xml", "word/styles.xml"
_ABSTRACT, _ABSTRACT_ID, _NUM = w("abstractNum"), w("abstractNumId"), w("num")
_NSID = frozenset({w("nsid"), w("tmpl")})
_STYLE, _STYLE_ID, _BASED_ON = w("style"), w("styleId"), w("basedOn")
_STYLE_NAMES = (PSTYLE, RSTYLE, w("tblStyle"))
_REL = f"{{{RELS_NS}}}Relationship"
_REFERENCE = f"{{{R_NS}}}"
_IMAGE_TYPE = R_NS + "/image"
_COMMENT_MARKS = (w("commentRangeStart"), w("commentRangeEnd"))
_COMMENT_REFERENCE = w("commentReference")
_NOTES: Mapping[str, str] = {w("footnoteReference"): "footnote", w("endnoteReference"): "endnote"}
_NO_LIST = "0"


@dataclass(slots=True)
class Supplies:
    """The parts of the new file that may have to take something in, and the losses.

    `changed` are parts that were added to; `lost` says in words what the new file cannot take.
    """

    old: Package
    new: Package
    changed: dict[str, bytes] = field(default_factory=dict)
    lost: list[str] = field(default_factory=list)
    _last_drawing: int = 0

    def data(self, name: str) -> bytes | None:
        """Return a part of the new file as it is by now."""
        if name in self.changed:
            return self.changed[name]
        return self.new.data(name) if name in self.new else None

    def adopt_lists(self, old_roots: Iterable[Element], new_roots: Iterable[Element]) -> None:
        """Give the lists of the old trees the numbers that they have in the new file."""
        roots = list(old_roots)
        used = {number for root in roots for number in _list_numbers(root)}
        if not used or _NUMBERING not in self.old:
            return
        old_lists = parse(self.old.data(_NUMBERING))
        data = self.data(_NUMBERING)
        if data is None:
            self.lost.append("the numbering of lists that the new file does not have")
            for root in roots:
                for place in list(root.iter(NUM_PR)):
                    _drop(place)
            return
        new_lists = parse(data)
        names = _same_lists(roots, new_roots)
        known = len(new_lists)
        for number in sorted(used - set(names)):
            names[number] = _take_list(number, old_lists, new_lists)
        if len(new_lists) != known:
            self.changed[_NUMBERING] = serialise(new_lists)
        for root in roots:
            for place in root.iter(NUM_ID):
                place.set(VAL, names.get(place.get(VAL, ""), place.get(VAL, "")))

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
        relations = _Relations(self, old_part, new_part)
        for element in list(old_root.iter(etree.Element)):
            for key in [each for each in element.attrib if str(each).startswith(_REFERENCE)]:
                own = relations.adopted(element.get(key, ""))
                if own:
                    element.set(key, own)
                else:
                    self.lost.append("what a deleted drawing or link refers to")
                    _drop(_run_of(element))
                    break

    def prepare(self, old_root: Element, new_roots: Iterable[Element]) -> None:
        """Take from an old tree what would clash in the new file, and what stays the new file's.

        Those are comments, notes with other words, and the settings of pages; drawings and what is
        within them get ids that the new file does not use.
        """
        for element in list(old_root.iter(SECT_PR, *_COMMENT_MARKS)):
            _drop(element)
        for reference in list(old_root.iter(_COMMENT_REFERENCE)):
            _drop(_run_of(reference))
        for reference in list(old_root.iter(*_NOTES)):
            if not self._has_note(reference):
                self.lost.append("a note of the old file")
                _drop(reference)
        if not self._last_drawing:
            self._last_drawing = max(
                (_number(each.get("id")) for root in new_roots for each in root.iter(DOC_PR)),
                default=0,
            )
        for drawing in old_root.iter(DOC_PR):
            self._last_drawing += 1
            drawing.set("id", str(self._last_drawing))
            for mark in list(drawing.getparent().iter(BOOKMARK_START, BOOKMARK_END)):  # type: ignore[union-attr]
                _drop(mark)

    def _has_note(self, reference: Element) -> bool:
        """Whether the note of a reference is in the new file, with the same words."""
        name = f"word/{_NOTES[str(reference.tag)]}s.xml"
        data = self.data(name)
        if data is None or name not in self.old:
            return False
        own = reference.get(w("id"), "")
        return _note(parse(data), own) == _note(parse(self.old.data(name)), own) != ""


def link_targets(package: Package, part: str) -> dict[str, str]:
    """Return what the relationships of a part lead to, by their id."""
    return {
        each.get("Id", ""): f"{each.get('Type', '')} {each.get('Target', '')}"
        for each in _relationships(package, part)
    }


def _relationships(package: Package, part: str) -> Iterator[Element]:
    name = rels_name(part)
    if name in package:
        yield from parse(package.data(name)).iter(_REL)


@dataclass(slots=True)
class _Relations:
    """The relationships of an old part, and those of the part that takes its words."""

    supplies: Supplies
    old_part: str
    new_part: str
    _known: dict[str, str] = field(default_factory=dict)

    def adopted(self, own: str) -> str:
        """Return the id in the new part for an id of the old one; "" if it cannot be had."""
        if own not in self._known:
            self._known[own] = self._adopt(own)
        return self._known[own]

    def _adopt(self, own: str) -> str:
        relations = _relationships(self.supplies.old, self.old_part)
        wanted = next((each for each in relations if each.get("Id") == own), None)
        if wanted is None:
            return ""
        kind, target = wanted.get("Type", ""), wanted.get("Target", "")
        mode = wanted.get("TargetMode", "")
        if mode != "External":
            target = self._take_picture(target) if kind == _IMAGE_TYPE else ""
            if not target:
                return ""
        name = rels_name(self.new_part)
        data = self.supplies.data(name)
        root = (
            parse(data)
            if data is not None
            else etree.Element(
                f"{{{RELS_NS}}}Relationships",
                nsmap={None: RELS_NS},  # type: ignore[dict-item]
            )
        )
        for each in root.iter(_REL):
            if (each.get("Type"), each.get("Target"), each.get("TargetMode", "")) == (
                kind,
                target,
                mode,
            ):
                return each.get("Id", "")
        ids = {each.get("Id", "") for each in root.iter(_REL)}
        number = next(n for n in range(1, len(ids) + 2) if f"rIdOld{n}" not in ids)
        added = etree.SubElement(root, _REL, Id=f"rIdOld{number}", Type=kind, Target=target)
        if mode:
            added.set("TargetMode", mode)
        self.supplies.changed[name] = serialise(root)
        return f"rIdOld{number}"

    def _take_picture(self, target: str) -> str:
        """Return the target, seen from the new part, of a picture of the old file; "" without."""
        source = _resolved(self.old_part, target)
        if source not in self.supplies.old:
            return ""
        data = self.supplies.old.data(source)
        here = source
        stem, ending = posixpath.splitext(source)
        number = 1
        while (there := self.supplies.data(here)) is not None and there != data:
            number += 1
            here = f"{stem}-old{number}{ending}"
        if self.supplies.data(here) is None:
            if not self._has_type(ending):
                return ""
            self.supplies.changed[here] = data
        return posixpath.relpath(here, posixpath.dirname(self.new_part))

    def _has_type(self, ending: str) -> bool:
        """Whether the new file says what a file of this ending is; it is told, if the old knows."""
        wanted = ending.lstrip(".").lower()
        types = parse(self.supplies.data(CONTENT_TYPES) or b"<none/>")
        tag = f"{{{TYPES_NS}}}Default"
        if any(each.get("Extension", "").lower() == wanted for each in types.iter(tag)):
            return True
        for each in parse(self.supplies.old.data(CONTENT_TYPES)).iter(tag):
            if each.get("Extension", "").lower() == wanted:
                types.insert(0, copy_of(each))
                self.supplies.changed[CONTENT_TYPES] = serialise(types)
                return True
        return False


def _resolved(part: str, target: str) -> str:
    """Return the name of the part that a target leads to."""
    if target.startswith("/"):
        return target[1:]
    return posixpath.normpath(posixpath.join(posixpath.dirname(part), target))


def _list_numbers(root: Element) -> Iterator[str]:
    for place in root.iter(NUM_ID):
        if place.get(VAL, _NO_LIST) != _NO_LIST:
            yield place.get(VAL, "")


def _lists_by_origin(roots: Iterable[Element]) -> Iterator[tuple[str, str]]:
    """Yield the origin of each paragraph that is in a list, and the number of the list."""
    for root in roots:
        for paragraph in root.iter(P):
            place = paragraph.find(f"{PPR}/{NUM_PR}/{w('numId')}")
            if place is None:
                continue
            for start in paragraph.iter(BOOKMARK_START):
                if start.get(NAME, "").startswith(ORIGIN_PREFIX):
                    yield start.get(NAME, ""), place.get(VAL, "")


def _same_lists(old_roots: Iterable[Element], new_roots: Iterable[Element]) -> dict[str, str]:
    """Return which list of the new file an old one is, as most of their items say."""
    new = dict(_lists_by_origin(new_roots))
    votes: dict[str, Counter[str]] = {}
    for name, number in _lists_by_origin(old_roots):
        if name in new:
            votes.setdefault(number, Counter())[new[name]] += 1
    return {number: count.most_common(1)[0][0] for number, count in votes.items()}


def _take_list(number: str, old_lists: Element, new_lists: Element) -> str:
    """Return the number in the new file of a list that is made like an old one."""
    wanted = _list_of(old_lists, number)
    if wanted is None:
        return _NO_LIST
    look = _list_look(old_lists, wanted)
    alike = [each for each in new_lists.iter(_NUM) if _list_look(new_lists, each) == look]
    if any(each.get(w("numId")) == number for each in alike):
        return number
    if alike:
        return alike[-1].get(w("numId"), _NO_LIST)
    abstract_number = _abstract_number(wanted)
    abstract = _abstract_of(old_lists, abstract_number)
    if abstract is None:
        return _NO_LIST
    taken = copy_of(abstract)
    free = 1 + max(
        (_number(each.get(_ABSTRACT_ID)) for each in new_lists.iter(_ABSTRACT)), default=0
    )
    taken.set(_ABSTRACT_ID, str(free))
    for child in [each for each in taken if each.tag in _NSID]:
        taken.remove(child)
    last = max((at for at, each in enumerate(new_lists) if each.tag == _ABSTRACT), default=-1)
    new_lists.insert(last + 1, taken)
    num = copy_of(wanted)
    own = str(1 + max((_number(each.get(w("numId"))) for each in new_lists.iter(_NUM)), default=0))
    num.set(w("numId"), own)
    reference = num.find(_ABSTRACT_ID)
    if reference is not None:
        reference.set(VAL, str(free))
    at = max((at for at, each in enumerate(new_lists) if each.tag == _NUM), default=last + 1)
    new_lists.insert(at + 1, num)
    return own


def _list_of(lists: Element, number: str) -> Element | None:
    return next((each for each in lists.iter(_NUM) if each.get(w("numId")) == number), None)


def _abstract_number(num: Element) -> str:
    reference = num.find(_ABSTRACT_ID)
    return reference.get(VAL, "") if reference is not None else ""


def _abstract_of(lists: Element, number: str) -> Element | None:
    return next((each for each in lists.iter(_ABSTRACT) if each.get(_ABSTRACT_ID) == number), None)


def _list_look(lists: Element, num: Element) -> str:
    """Return how a list is numbered, whatever its numbers in the file are."""
    abstract = _abstract_of(lists, _abstract_number(num))
    return f"{signature(abstract, _NSID)} {signature(num, frozenset({_ABSTRACT_ID}))}"


def _note(root: Element, own: str) -> str:
    note = next((each for each in root if each.get(w("id")) == own), None)
    return "".join(map(str, note.itertext())) if note is not None else ""


def _run_of(element: Element) -> Element:
    """Return the run that something stands in; itself where it stands in none."""
    return next(element.iterancestors(R), element)


def _number(text: str | None) -> int:
    return int(text) if text is not None and text.isascii() and text.isdigit() else 0


def _drop(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
