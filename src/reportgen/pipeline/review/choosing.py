"""What of the returned copies is to be taken over: by name, by change, or asked one by one.

In go copies and what somebody said on the command line, out comes a verdict for each change. What
names one change goes before what names a reviewer, and that before `all`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from reportgen.errors import UsageError, did_you_mean
from reportgen.pipeline.review.folder import ReviewFolder
from reportgen.review.model import Change, PackedDraft, Returned

Answer = Literal["accept", "reject", "skip", "quit"]
Choice = Literal["accept", "reject", "none"]

EVERYTHING: Final = "all"
_TALK: Final = frozenset({"comment", "reply", "resolved"})


@dataclass(frozen=True, slots=True, eq=False)
class Copy:
    """A copy of a draft that came back, with the draft and the folder that it is recorded in."""

    folder: ReviewFolder
    draft: PackedDraft
    returned: Returned


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """A change of a copy; `number` is its place among all changes of all copies."""

    number: int
    copy: Copy
    change: Change

    @property
    def is_talk(self) -> bool:
        """Whether it is a comment or an answer to one: nothing that could be taken over."""
        return self.change.kind in _TALK


@dataclass(frozen=True, slots=True)
class Wishes:
    """What is to be accepted and rejected: `all`, reviewers by name, changes by id."""

    accept: tuple[str, ...] = ()
    reject: tuple[str, ...] = ()

    def names(self, change: Change) -> bool:
        """Whether the change itself is accepted by its id."""
        return change.id in self.accept

    def choice(self, change: Change) -> Choice:
        """Return the verdict on a change."""
        author = change.author.casefold()
        for key in (change.id, author, EVERYTHING):
            if key in {_folded(each) for each in self.reject}:
                return "reject"
            if key in {_folded(each) for each in self.accept}:
                return "accept"
        return "none"

    def check(self, entries: Sequence[Entry]) -> None:
        """Raise UsageError for a name or id that is in none of the copies."""
        ids = [entry.change.id for entry in entries]
        authors = list(dict.fromkeys(entry.change.author for entry in entries))
        known = {EVERYTHING, *ids, *(author.casefold() for author in authors)}
        for each in (*self.accept, *self.reject):
            if _folded(each) not in known:
                near = did_you_mean(each, [*authors, *ids])
                hint = near or f"reviewers are {', '.join(authors) or 'none'}"
                raise UsageError(f'"{each}" is neither a reviewer nor a change here; {hint}')


def _folded(word: str) -> str:
    return word.casefold()


def all_entries(copies: Iterable[Copy]) -> list[Entry]:
    """Return every change of the copies; a copy that is given twice counts once."""
    unique = {(copy.draft.id, copy.returned.sha256): copy for copy in copies}
    changes = ((copy, change) for copy in unique.values() for change in copy.returned.changes)
    return [Entry(number, copy, change) for number, (copy, change) in enumerate(changes)]


def choose(
    entries: Sequence[Entry], wishes: Wishes, ask: Callable[[Entry], Answer] | None = None
) -> dict[int, Choice]:
    """Return the verdict on each change, by number; comments have none.

    `ask` is asked about those on which nothing was said, until it answers `quit`.
    """
    found: dict[int, Choice] = {}
    for entry in _decidable(entries):
        choice = wishes.choice(entry.change)
        if choice == "none" and ask is not None and entry.change.proposals:
            answer = ask(entry)
            if answer == "quit":
                ask = None
            elif answer != "skip":
                choice = answer
        found[entry.number] = choice
    return found


def _decidable(entries: Iterable[Entry]) -> Iterator[Entry]:
    return (entry for entry in entries if not entry.is_talk)
