"""The organisation files: those of the package, and a project's own laid over them.

A packaged file is not parsed as a whole: reports need a dozen bodies, not every one, so the file is
cut at its top-level keys and an entry is read when it is asked for. A test reads all of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from reportgen.errors import Problem, did_you_mean
from reportgen.organisation.entries import Entry
from reportgen.organisation.facts import (
    Body,
    Country,
    Currency,
    LanguageNames,
    Link,
    Office,
    Place,
    ResolutionFacts,
    StudyPeriods,
    Term,
    Theme,
    Title,
)
from reportgen.organisation.faults import validation_problems
from reportgen.organisation.symbols import SymbolSystem
from reportgen.yamlfile import YamlFile, load_yaml, read_yaml

KINDS: Mapping[str, type[Entry]] = {
    "bodies": Body,
    "resolutions": ResolutionFacts,
    "places": Place,
    "countries": Country,
    "titles": Title,
    "offices": Office,
    "languages": LanguageNames,
    "currencies": Currency,
    "themes": Theme,
    "links": Link,
    "symbols": SymbolSystem,
    "study_periods": StudyPeriods,
    "terms": Term,
}
"""The kinds of facts, by the name of their file, and the type of an entry."""

# How the keys of a file look, and that in words.
_SLUG = (r"[a-z0-9]+(?:-[a-z0-9]+)*", "small letters, digits and hyphens")
_KEY_FORMS: Mapping[str, tuple[str, str]] = {
    "bodies": (r"[A-Za-z][A-Za-z0-9-]*", "letters, digits and hyphens"),
    "symbols": (r"[A-Za-z][A-Za-z0-9-]*", "letters, digits and hyphens"),
    "titles": (r"[A-Za-z]+", "letters"),
    "resolutions": (r"[A-Za-z][A-Za-z-]*-\d{1,4}", "the body and the number, as PP-191"),
    "countries": ("[A-Z]{2}", "a code of two capital letters, as CH"),
    "currencies": ("[A-Z]{3}", "a code of three capital letters, as CHF"),
    "languages": ("en|fr|es|ru|zh|ar", "one of en, fr, es, ru, zh, ar"),
    "study_periods": ("[RTD]", "the letter of a Sector: R, T or D"),
}

_FOLDER = Path(__file__).parent.parent / "data" / "organisation"
_ENTRY = re.compile(r"^([A-Za-z][\w-]*):", re.MULTILINE)
_MISSING_MEANS_NOTHING = (FileNotFoundError, NotADirectoryError)


class PackagedFile:
    """One file of the package: its text, its keys; entries are parsed when they are asked for."""

    def __init__(self, text: str) -> None:
        """Find where each entry stands in the text."""
        starts = [(found[1], found.start()) for found in _ENTRY.finditer(text)]
        ends = [start for _, start in starts[1:]] + [len(text)]
        self.text = text
        self.keys = tuple(key for key, _ in starts)
        self._spans = {key: (start, end) for (key, start), end in zip(starts, ends, strict=True)}

    def raw(self, key: str) -> dict[str, Any] | None:
        """Return the plain data of an entry, None if there is none of that key."""
        span = self._spans.get(key)
        if span is None:
            return None
        entry: dict[str, Any] = read_yaml(key, self.text[slice(*span)]).check().data[key]
        return entry


@cache
def packaged_file(kind: str) -> PackagedFile:
    """Return a file of the package by its kind."""
    return PackagedFile((_FOLDER / f"{kind}.yaml").read_text(encoding="utf-8"))


@cache
def packaged_entry(kind: str, key: str) -> Entry | None:
    """Return an entry of the package, None if there is none of that key."""
    raw = packaged_file(kind).raw(key)
    return None if raw is None else KINDS[kind].from_data(raw)


@cache
def checker(kind: str) -> TypeAdapter[Entry]:
    """Return what checks an entry of a kind; making it takes a while, so only when needed."""
    return TypeAdapter(KINDS[kind])


@dataclass(frozen=True)
class Overlay:
    """What a project's own files add or change: entries by kind and key, and where they stand."""

    entries: Mapping[str, Mapping[str, Entry]]
    files: Mapping[str, YamlFile]
    problems: tuple[Problem, ...] = ()


NO_OVERLAY = Overlay({}, {})


def read_overlay(folder: Path, shown_as: Path | None = None) -> Overlay:
    """Read the organisation files of a project; all faults are the `problems` of what comes back.

    A folder that is not there is no fault: most projects have nothing to add.
    """
    problems: list[Problem] = []
    entries: dict[str, Mapping[str, Entry]] = {}
    read: dict[str, YamlFile] = {}
    for path in _yaml_files(folder):
        kind = path.stem
        shown = (shown_as or folder) / path.name
        if kind not in KINDS:
            problems.append(_unknown_file(shown))
            continue
        if kind in read:
            message = f"{Path(read[kind].path).name} already gives the {kind}"
            problems.append(Problem(str(shown), 0, 0, "error", "unknown-file", message))
            continue
        file = load_yaml(path, shown)
        read[kind] = file
        # A file of comments only is a file in which nothing is needed yet.
        problems += [each for each in file.problems if each.code != "yaml-empty"]
        if file.is_whole:
            entries[kind] = _read_entries(kind, file, problems)
    return Overlay(entries, read, tuple(problems))


def _yaml_files(folder: Path) -> Iterator[Path]:
    try:
        found = sorted(folder.iterdir())
    except _MISSING_MEANS_NOTHING:
        return
    yield from (path for path in found if path.suffix in (".yaml", ".yml"))


def _unknown_file(path: Path) -> Problem:
    known = ", ".join(f"{kind}.yaml" for kind in KINDS)
    hint = did_you_mean(path.name, [f"{kind}.yaml" for kind in KINDS]) or f"known are {known}"
    message = f'"{path.name}" is no organisation file'
    return Problem(str(path), 0, 0, "error", "unknown-file", message, hint)


def _read_entries(kind: str, file: YamlFile, problems: list[Problem]) -> dict[str, Entry]:
    """Return the entries of an overlay file, laid over those of the package."""
    if not isinstance(file.data, dict):
        message = f"{Path(file.path).name} holds entries by key, not a list or a text"
        problems.append(file.problem((), "bad-value", message))
        return {}
    entries = {}
    form, form_in_words = _KEY_FORMS.get(kind, _SLUG)
    for key, extra in file.data.items():
        if not re.fullmatch(form, key):
            message = f'"{key}" cannot be a key here: it must be {form_in_words}'
            problems.append(file.problem((key,), "bad-value", message, key=True))
            continue
        if not isinstance(extra, dict):
            message = f'"{key}" needs keys and values below it'
            problems.append(file.problem((key,), "bad-value", message, key=True))
            continue
        base = packaged_file(kind).raw(key) or {}
        try:
            entries[key] = checker(kind).validate_python(lay_over(base, extra))
        except ValidationError as error:
            problems += validation_problems(file, (key,), KINDS[kind], error)
    return entries


def lay_over(base: dict[str, Any], extra: dict[str, Any]) -> dict[str, Any]:
    """Return an entry with another laid over it, key by key.

    A cell that is given anew is no longer inferred, unless the new entry says so itself.
    """
    merged = _merge(base, extra)
    if "inferred" in base and "inferred" not in extra:
        given = set(_cells(extra))
        merged["inferred"] = [cell for cell in base["inferred"] if cell not in given]
    return merged


def _merge(base: Mapping[str, Any], extra: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(base)
    for key, new in extra.items():
        value, old = new, merged.get(key)
        if isinstance(old, dict) and isinstance(value, dict):
            value = _merge(old, value)
        merged[key] = value
    return merged


def _cells(entry: Mapping[str, Any], above: str = "") -> Iterator[str]:
    """Yield the names of the cells that an entry gives: `fr.name`, `en`."""
    for key, value in entry.items():
        name = f"{above}{key}"
        if isinstance(value, dict):
            yield from _cells(value, f"{name}.")
        else:
            yield name
