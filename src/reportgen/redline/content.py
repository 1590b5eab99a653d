"""The content of a paragraph of a redline: runs and links, in what came and what went."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from reportgen.opc.names import (
    BOOKMARK_END,
    BOOKMARK_START,
    R,
    T,
)
from reportgen.redline.atoms import Atom, Pieces, is_start
from reportgen.redline.marks import (
    OUT,
    Stamp,
    Status,
    as_deleted,
    keep_spaces,
)
from reportgen.redline.trees import (
    DEL_TEXT,
    HYPERLINK,
    Element,
    attributes_of,
    copy_of,
    drop,
)
from reportgen.redline.words import Hunk


@dataclass(slots=True)
class Content:
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
