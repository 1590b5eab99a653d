"""Paragraphs of a redline: unchanged, changed within, inserted, deleted, moved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from reportgen.opc.names import (
    BOOKMARK_END,
    BOOKMARK_START,
    ID,
    NAME,
    PPR,
    P,
)
from reportgen.redline.atoms import Pieces, read_pieces
from reportgen.redline.content import Content
from reportgen.redline.marks import (
    Stamp,
    Status,
    drop_children,
)
from reportgen.redline.trees import (
    ORIGIN_PREFIX,
    SECT_PR,
    Element,
    attributes_of,
    copy_of,
)
from reportgen.redline.words import Hunk, changed_hunks


@dataclass(slots=True)
class ParagraphWriter:
    """Writes the paragraphs of one part.

    `old_targets` and `new_targets` tell what the links of the two parts lead to, by id; `names`
    are the names of bookmarks that the new file has, in small letters; with `by_words` off, a
    paragraph that changed is replaced as a whole.
    """

    stamp: Stamp
    old_targets: Mapping[str, str]
    new_targets: Mapping[str, str]
    names: set[str]
    by_words: bool = True

    def same(
        self,
        old: Element,
        new: Element,
        mark: Status = "same",
        earlier: Element | None = None,
        later: Element | None = None,
    ) -> Element:
        """Return a paragraph that is in both files, its changes marked.

        `mark` says whether its paragraph mark came or went; `earlier` and `later` are paragraphs
        whose properties it had, or has, in place of its own.
        """
        before, after = read_pieces(old, self.old_targets), read_pieces(new, self.new_targets)
        hunks = self._hunks(before, after)
        if hunks or _looks(before) != _looks(after):
            written = self._shell(new)
            Content(self.stamp, written).write(before, after, hunks)
            self._count(hunks)
        else:
            written = copy_of(new)
        if later is not None:
            _take_properties(written, later)
        self.stamp.record_paragraph(written, (earlier if earlier is not None else old).find(PPR))
        self.stamp.mark_paragraph(written, mark)
        return written

    def inserted(
        self, new: Element, mark: Status = "ins", earlier: Element | None = None
    ) -> Element:
        """Return a paragraph that is in the new file only.

        Without a mark of its own it ends a text that was there before, with the properties of the
        paragraph `earlier`.
        """
        written = self._shell(new)
        pieces = read_pieces(new, self.new_targets)
        Content(self.stamp, written).write_all(pieces, "ins")
        if earlier is not None:
            self.stamp.record_paragraph(written, earlier.find(PPR))
        self.stamp.mark_paragraph(written, mark)
        self.stamp.counts["insertion"] += 1
        return written

    def deleted(self, old: Element, mark: Status = "del", later: Element | None = None) -> Element:
        """Return a paragraph that is in the old file only.

        Without a mark of its own it ends a text that is still there, with the properties of the
        paragraph `later`.
        """
        written = self._shell(old, is_old=True)
        pieces = self._with_free_names(read_pieces(old, self.old_targets))
        Content(self.stamp, written).write_all(pieces, "del")
        if later is not None:
            _take_properties(written, later)
            self.stamp.record_paragraph(written, old.find(PPR))
        self.stamp.mark_paragraph(written, mark)
        self.stamp.counts["deletion"] += 1
        return written

    def moved(self, old: Element, new: Element) -> tuple[list[Element], list[Element]]:
        """Return what stands where a paragraph was, and what stands where it is now.

        What stayed of its words has moved; what changed on the way is marked as such.
        """
        name = self.stamp.move_name()
        before, after = read_pieces(old, self.old_targets), read_pieces(new, self.new_targets)
        hunks = self._hunks(before, after)
        there, here = self._shell(old, is_old=True), self._shell(new)
        going, coming = _ranges(hunks, is_old=True), _ranges(hunks, is_old=False)
        start, end = self.stamp.move_range(there, "moveFrom", name)
        there.append(start)
        Content(self.stamp, there).write_parts(Pieces(before.atoms), going, "moveFrom", "del")
        self.stamp.mark_paragraph(there, "moveFrom")
        arrival, close = self.stamp.move_range(here, "moveTo", name)
        here.append(arrival)
        Content(self.stamp, here).write_parts(after, coming, "moveTo", "ins")
        self.stamp.mark_paragraph(here, "moveTo")
        self.stamp.counts["move"] += 1
        return [there, end], [here, close]

    def _hunks(self, before: Pieces, after: Pieces) -> list[Hunk]:
        left, right = [each.key for each in before.atoms], [each.key for each in after.atoms]
        if left == right:
            return []
        if not self.by_words:
            return [Hunk(0, len(left), 0, len(right))]
        return changed_hunks(left, right)

    def _count(self, hunks: Iterable[Hunk]) -> None:
        for hunk in hunks:
            self.stamp.counts["insertion"] += hunk.new_end > hunk.new_start
            self.stamp.counts["deletion"] += hunk.old_end > hunk.old_start

    def _shell(self, paragraph: Element, *, is_old: bool = False) -> Element:
        """Return the paragraph without its content; of an old one, without what is its own."""
        shell = paragraph.makeelement(P, {} if is_old else attributes_of(paragraph))
        properties = paragraph.find(PPR)
        if properties is not None:
            shell.append(copy_of(properties))
            if is_old:
                drop_children(shell[0], (SECT_PR,))
        return shell

    def _with_free_names(self, pieces: Pieces) -> Pieces:
        """Return the pieces with those origins among their marks that no other paragraph has."""
        kept: dict[int, list[Element]] = {}
        numbers: dict[str, str] = {}
        for at, markers in pieces.markers.items():
            for marker in markers:
                name = marker.get(NAME, "")
                own = marker.get(ID, "")
                is_free = name.startswith(ORIGIN_PREFIX) and name.casefold() not in self.names
                if marker.tag == BOOKMARK_START and is_free and own not in numbers:
                    self.names.add(name.casefold())
                    numbers[own] = self.stamp.number()
                elif marker.tag != BOOKMARK_END or own not in numbers:
                    continue
                marker.set(ID, numbers[own])
                kept.setdefault(at, []).append(marker)
        ended = {
            each.get(ID)
            for markers in kept.values()
            for each in markers
            if each.tag == BOOKMARK_END
        }
        for at, markers in kept.items():
            kept[at] = [each for each in markers if each.get(ID) in ended]
        return Pieces(pieces.atoms, kept)


def _looks(pieces: Pieces) -> list[str]:
    return [atom.look for atom in pieces.atoms]


def _take_properties(paragraph: Element, other: Element) -> None:
    """Give a paragraph the properties of another one."""
    own, properties = paragraph.find(PPR), other.find(PPR)
    if own is not None:
        paragraph.remove(own)
    if properties is not None:
        paragraph.insert(0, copy_of(properties))
        drop_children(paragraph[0], (SECT_PR,))


def _ranges(hunks: Iterable[Hunk], *, is_old: bool) -> list[tuple[int, int]]:
    if is_old:
        return [(each.old_start, each.old_end) for each in hunks]
    return [(each.new_start, each.new_end) for each in hunks]
