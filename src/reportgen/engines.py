"""Machine translation: engines that users plug in, and what is let through of their output.

reportgen has no engine. A package that is installed beside it can bring one: a function, registered
as an entry point of the group `reportgen.translation_engines`::

    def translate(texts: Sequence[EngineText], source: str, target: str) -> Sequence[str | None]

`source` and `target` are BCP 47 tags (`en-GB`, `zh-Hans`). One translation comes back for each text
in the same order, None where there is none. References and addresses are not handed out: marks such
as `{1}` stand for them, and every mark must come back. What comes back is a proposal: the catalogs
have it as fuzzy, with a comment that names the engine. docs/memory.md explains how to write one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from reportgen.errors import InputError, UsageError, did_you_mean

ENTRY_POINT_GROUP = "reportgen.translation_engines"

_PROTECTED = re.compile(r"\{\{.*?\}\}|(?<=\]\()[^\s()]+(?=\))", re.DOTALL)
_MARK = re.compile(r"\{\s*(\d+)\s*\}")


@dataclass(frozen=True, slots=True)
class EngineText:
    """One text for an engine: its words, where it stands, what a translator should know of it.

    `text` has marks (`{1}`, `{2}` …) for what is not to be translated.
    """

    text: str
    context: str = ""
    notes: tuple[str, ...] = ()


Engine = Callable[[Sequence[EngineText], str, str], Sequence[str | None]]


# --- engines that are installed ----------------------------------------------------------------


def load_engine(name: str) -> Engine:
    """Return an installed engine.

    Raises UsageError for one that is not installed, naming those that are; InputError for one that
    cannot be loaded.
    """
    from importlib.metadata import entry_points  # slow to load, and hardly ever needed

    found = {each.name: each for each in entry_points(group=ENTRY_POINT_GROUP)}
    if name not in found:
        raise UsageError(_unknown(name, sorted(found)))
    try:  # whatever goes wrong in a package of others is told in a line
        engine: Any = found[name].load()
    except (Exception, SystemExit) as error:
        raise InputError(f'the engine "{name}" cannot be loaded: {_in_a_line(error)}') from error
    if not callable(engine):
        raise InputError(f'the engine "{name}" cannot be loaded: it is no function')
    return engine  # type: ignore[no-any-return]


def _unknown(name: str, installed: list[str]) -> str:
    near = did_you_mean(name, installed)
    known = f"installed are {', '.join(installed)}" if installed else "none is installed"
    return f'unknown engine "{name}"; {known}' + (f"; {near}" if near else "")


def run_engine(
    engine: Engine, name: str, texts: Sequence[EngineText], source: str, target: str
) -> tuple[str | None, ...]:
    """Return what the engine makes of the texts, as it comes; nothing is asked for no texts.

    Raises InputError where it fails, or does not give one text or None for each.
    """
    if not texts:
        return ()
    made: tuple[Any, ...]
    try:  # one more than there should be is enough to see that there are too many
        made = tuple(islice(engine(texts, source, target), len(texts) + 1))
    except (Exception, SystemExit) as error:
        raise InputError(f'the engine "{name}" failed: {_in_a_line(error)}') from error
    if len(made) != len(texts):
        given = len(made) if len(made) < len(texts) else "too many"
        message = f'the engine "{name}" gave {given} translations for {len(texts)} texts'
        raise InputError(message)
    for text in made:
        if text is not None and not isinstance(text, str):
            kind = type(text).__name__
            raise InputError(
                f'the engine "{name}" gave a value of type {kind} where a text belongs'
            )
    return made


def _in_a_line(error: BaseException) -> str:
    return " ".join(f"{type(error).__name__}: {error}".split()).removesuffix(":")


# --- what an engine may not touch --------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ProtectedText:
    """A text with marks in place of references and addresses, and what each mark stands for."""

    text: str
    values: tuple[tuple[int, str], ...]


def protect(text: str) -> ProtectedText:
    """Return a text with a mark for each reference and each address of a link."""
    values: list[tuple[int, str]] = []
    taken = {int(number) for number in _MARK.findall(text)}  # "{1}" may be words of the text
    numbers: Iterator[int] = (n for n in range(1, len(text) + 2) if n not in taken)

    def take(found: re.Match[str]) -> str:
        number = next(numbers)
        values.append((number, found[0]))
        return f"{{{number}}}"

    return ProtectedText(_PROTECTED.sub(take, text), tuple(values))


def restore(translation: str, protected: ProtectedText) -> str | None:
    """Return a translation with the values in place of their marks.

    None where a mark is lost or stands twice.
    """
    values = dict(protected.values)
    used: list[int] = []

    def put(found: re.Match[str]) -> str:
        number = int(found[1])
        if number not in values:
            return found[0]
        used.append(number)
        return values[number]

    restored = _MARK.sub(put, translation)
    return restored if sorted(used) == sorted(values) else None
