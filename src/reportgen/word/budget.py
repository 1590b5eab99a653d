"""What one rendering may spend: steps and characters are counted, not seconds.

A clock would make the same template pass on one machine and fail on another. Everything that a
template can repeat or enlarge is charged here, before it happens where its size can be known.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from jinja2.exceptions import SecurityError

MAX_STEPS = 200_000  # loop rounds, calls, filters and calculations of one rendering
MAX_CHARACTERS = 32_000_000  # characters that filters, macros and comparisons handle
MAX_OUTPUT = 8_000_000  # characters of one part; a report of 500 pages has about five million
MAX_STRING = 200_000  # characters of one text that a template puts together
MAX_ITEMS = 10_000  # items of one list that a template puts together, numbers of one range
MAX_DEPTH = 25  # macros and recursive loops inside one another
MAX_BITS = 256  # of one whole number


class LimitError(SecurityError):
    """A template spends more than a rendering may."""


class RefusedError(SecurityError):
    """A template asks for something that templates may not have."""


@dataclass(slots=True)
class Budget:
    """What is left for one rendering."""

    steps: int = MAX_STEPS
    characters: int = MAX_CHARACTERS
    depth: int = 0

    def step(self, count: int = 1) -> None:
        """Charge `count` steps."""
        self.steps -= count
        if self.steps < 0:
            raise LimitError(f"it takes more than {MAX_STEPS} steps")

    def handle(self, count: int) -> None:
        """Charge `count` characters or list items that an operation goes through."""
        self.characters -= count
        if self.characters < 0:
            raise LimitError(f"it handles more than {MAX_CHARACTERS} characters")


_CURRENT: ContextVar[Budget | None] = ContextVar("reportgen_word_budget", default=None)


def current_budget() -> Budget:
    """Return the budget of the rendering that runs; a new one where none was opened."""
    return _CURRENT.get() or Budget()


@contextmanager
def open_budget() -> Iterator[Budget]:
    """Give what runs inside a budget of its own."""
    budget = Budget()
    token = _CURRENT.set(budget)
    try:
        yield budget
    finally:
        _CURRENT.reset(token)


def check_length(count: int) -> None:
    """Refuse a text of `count` characters, before it is made."""
    if count > MAX_STRING:
        raise LimitError(f"it makes a text of more than {MAX_STRING} characters")


def check_items(count: int) -> None:
    """Refuse a list of `count` items, before it is made."""
    if count > MAX_ITEMS:
        raise LimitError(f"it makes a list of more than {MAX_ITEMS} items")
