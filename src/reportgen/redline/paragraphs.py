"""Paragraphs of a redline: unchanged, changed within, inserted, deleted, moved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from reportgen.opc.names import (
    BOOKMARK_END,
    BOOKMARK_START,
    ID,
    NAME,
    PPR,
    P,
    R,
    T,
)
from reportgen.redline.atoms import Atom, Pieces, is_start, read_pieces
from reportgen.redline.marks import (
    OUT,
    Stamp,
    Status,
    as_deleted,
    drop_children,
    keep_spaces,
)
from reportgen.redline.trees import (
    DEL_TEXT,
    HYPERLINK,
    ORIGIN_PREFIX,
    SECT_PR,
    Element,
    attributes_of,
    copy_of,
    drop,
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
            _Content(self.stamp, written).write(before, after, hunks)
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
        _Content(self.stamp, written).write_all(pieces, "ins")
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
        _Content(self.stamp, written).write_all(pieces, "del")
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
        _Content(self.stamp, there).write_parts(Pieces(before.atoms), going, "moveFrom", "del")
        self.stamp.mark_paragraph(there, "moveFrom")
        arrival, close = self.stamp.move_range(here, "moveTo", name)
        here.append(arrival)
        _Content(self.stamp, here).write_parts(after, coming, "moveTo", "ins")
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


@dataclass(slots=True)
class _Content:
    """The content of a paragraph under way: the runs that neighbours may still join."""

    stamp: Stamp
    paragraph: Element
    _link: Element | None = None
    _target: str = ""
    _change: Element | None = None
    _run: Element | None = None
    _state: tuple[str, ...] = field(default=())
    _text: Element | None = None
    _words: list[str] = field(default_factory=list)

    def write(self, before: Pieces, after: Pieces, hunks: Iterable[Hunk]) -> None:
        """Write the words of the new paragraph, and at their places those that went."""
        i = j = 0
        for hunk in hunks:
            while j < hunk.new_start:
                self._stay(before.atoms[i], after, j)
                i, j = i + 1, j + 1
            self._put_markers(after, j, only_starts=True)
            for atom in before.atoms[hunk.old_start : hunk.old_end]:
                self._put(atom, "del")
            for number in range(hunk.new_start, hunk.new_end):
                self._put_markers(after, number)
                self._put(after.atoms[number], "ins")
            i, j = hunk.old_end, hunk.new_end
        while j < len(after.atoms):
            self._stay(before.atoms[i], after, j)
            i, j = i + 1, j + 1
        self._put_markers(after, j)
        self._end_text()

    def write_all(self, pieces: Pieces, status: Status) -> None:
        """Write a paragraph all of whose words came or went."""
        self.write_parts(pieces, [], status, status)

    def write_parts(
        self, pieces: Pieces, ranges: Iterable[tuple[int, int]], status: Status, within: Status
    ) -> None:
        """Write a paragraph of one status, with ranges of atoms of another."""
        others = {number for start, end in ranges for number in range(start, end)}
        for number, atom in enumerate(pieces.atoms):
            self._put_markers(pieces, number)
            self._put(atom, within if number in others else status)
        self._put_markers(pieces, len(pieces.atoms))
        self._end_text()

    def _stay(self, old: Atom, after: Pieces, number: int) -> None:
        self._put_markers(after, number)
        new = after.atoms[number]
        self._put(new, "same", None if old.look == new.look else old)

    def _put_markers(self, pieces: Pieces, number: int, *, only_starts: bool = False) -> None:
        """Put the markers before an atom; each is put once."""
        markers = pieces.markers.get(number, [])
        while markers and (not only_starts or is_start(markers[0])):
            self._end_run()
            self._leave_link()
            self.paragraph.append(copy_of(markers.pop(0)))

    def _put(self, atom: Atom, status: Status, earlier: Atom | None = None) -> None:
        self._enter(atom)
        state = (status, atom.look, earlier.look if earlier is not None else "-")
        if atom.is_whole:
            self._end_text()
            self._begin_change(status)
            self._run, self._state = None, (status,)
            for node in atom.nodes:
                self._append(self._holder, copy_of(node), status)
            return
        if self._run is None or state != self._state:
            self._end_text()
            self._begin_change(status)
            self._run = self.paragraph.makeelement(R, {})
            if atom.rpr is not None:
                self._run.append(copy_of(atom.rpr))
            if earlier is not None:
                self.stamp.record_run(self._run, earlier.rpr)
            self._holder.append(self._run)
            self._state = state
        self._add(atom, status)

    def _add(self, atom: Atom, status: Status) -> None:
        """Add the content of an atom to the run; words join those before them."""
        run = self._run
        if run is None:
            raise ValueError("no run is begun")
        for node in atom.nodes:
            if node.tag != T:
                self._end_text()
                self._append(run, copy_of(node), status)
                continue
            if self._text is None:
                self._text = run.makeelement(DEL_TEXT if status in OUT else T, {})
                run.append(self._text)
            self._words.append(node.text or "")

    def _end_text(self) -> None:
        """Put the words that were gathered into their element."""
        if self._text is not None:
            self._text.text = "".join(self._words)
            keep_spaces(self._text)
        self._text, self._words = None, []

    def _append(self, parent: Element, node: Element, status: Status) -> None:
        parent.append(node)
        if status in OUT:
            for mark in list(node.iter(BOOKMARK_START, BOOKMARK_END)):
                drop(mark)
            as_deleted(node)
            self.stamp.renumber(node)

    @property
    def _holder(self) -> Element:
        if self._change is not None:
            return self._change
        return self._link if self._link is not None else self.paragraph

    def _begin_change(self, status: Status) -> None:
        """See to it that what follows stands in a mark of this status."""
        tag = self._change.tag.rpartition("}")[2] if self._change is not None else "same"
        if tag == status:
            return
        self._change = None
        if status != "same":
            change = self.stamp.mark(self.paragraph, status)
            self._holder.append(change)
            self._change = change

    def _enter(self, atom: Atom) -> None:
        """See to it that what follows stands in the link of an atom, or in none."""
        if atom.target == self._target:
            return
        self._end_run()
        self._leave_link()
        if atom.link is not None:
            self._link = atom.link.makeelement(HYPERLINK, attributes_of(atom.link))
            self.paragraph.append(self._link)
            self._target = atom.target

    def _end_run(self) -> None:
        self._end_text()
        self._run, self._change, self._state = None, None, ()

    def _leave_link(self) -> None:
        self._link, self._target = None, ""
