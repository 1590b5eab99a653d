"""Proposals of a machine translation engine, put into the catalogs of one meeting."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from reportgen.catalogs.compare import compare_entry
from reportgen.catalogs.lookup import plural_form
from reportgen.catalogs.store import (
    MACHINE_MADE,
    CatalogEntry,
    CatalogFile,
    update_catalog,
    write_catalog,
)
from reportgen.engines import (
    Engine,
    EngineText,
    load_engine,
    protect,
    restore,
    run_engine,
)
from reportgen.errors import Problem
from reportgen.languages import SOURCE_LANGUAGE, language
from reportgen.pipeline.files import write_files
from reportgen.pipeline.translations import CatalogPlace, catalog_places
from reportgen.pipeline.workspace import Workspace

_ONE = 1


@dataclass(frozen=True, slots=True)
class Pretranslated:
    """How many entries an engine has filled in, of how many, and what was refused of its output."""

    filled: int
    asked: int
    problems: tuple[Problem, ...]


def pretranslate(
    workspace: Workspace, folder: Path, languages: tuple[str, ...], name: str
) -> Pretranslated:
    """Have an engine translate what is missing in the catalogs of a meeting; return what it did.

    Everything it makes is fuzzy. What loses a reference or could not be printed is refused and
    named; the rest is taken. Raises UsageError for an engine that is not installed, InputError for
    one that fails; nothing is written then.
    """
    engine = load_engine(name)
    files: dict[Path, bytes] = {}
    problems: list[Problem] = []
    asked = filled = 0
    for place in catalog_places(workspace, (folder,), languages):
        if place.name != workspace.source(folder).meeting_id:
            continue
        catalog = update_catalog(place.read(), place.units)
        due = [entry for entry in catalog.entries if not any(entry.texts)]
        made = _translated(engine, name, due, catalog)
        taken, refused = _judged(made, name, place)
        problems += refused
        asked += len(due)
        filled += len(taken)
        if taken:
            entries = tuple(taken.get(entry.unit.context, entry) for entry in catalog.entries)
            files[place.path] = write_catalog(replace(catalog, entries=entries))
    write_files(files)
    return Pretranslated(filled, asked, tuple(problems))


@dataclass(frozen=True, slots=True)
class _Made:
    """An entry, and what the engine made of it; None where it has nothing or lost a mark."""

    entry: CatalogEntry
    texts: tuple[str, ...] | None
    reason: str = ""


def _translated(
    engine: Engine, name: str, entries: Sequence[CatalogEntry], catalog: CatalogFile
) -> Iterator[_Made]:
    """Yield what an engine makes of entries: one call for all of them."""
    wanted = [(entry, text) for entry in entries for text in _sentences(entry)]
    protected = [protect(text) for _, text in wanted]
    texts = [
        EngineText(each.text, entry.unit.context, entry.unit.notes)
        for (entry, _), each in zip(wanted, protected, strict=True)
    ]
    target = catalog.language.tag
    answers = iter(
        zip(run_engine(engine, name, texts, SOURCE_LANGUAGE.tag, target), protected, strict=True)
    )
    for entry in entries:
        given = [next(answers) for _ in _sentences(entry)]
        if any(answer is None or not answer.strip() for answer, _ in given):
            continue
        restored = [restore(answer or "", each) for answer, each in given]
        whole = [text for text in restored if text is not None]
        if len(whole) < len(restored):
            yield _Made(entry, None, "a mark for a reference was lost or stands twice")
        else:
            yield _Made(entry, _forms(entry, whole, catalog.language.key))


def _sentences(entry: CatalogEntry) -> tuple[str, ...]:
    """Return the English texts of an entry: one, or singular and plural."""
    unit = entry.unit
    return (unit.source, unit.plural) if unit.plural else (unit.source,)


def _forms(entry: CatalogEntry, texts: Sequence[str], key: str) -> tuple[str, ...]:
    """Return a text for each plural form; all but that for one get the plural."""
    if len(entry.texts) == 1:
        return (texts[-1],)
    one = plural_form(key, _ONE)
    return tuple(texts[0] if form == one else texts[-1] for form in range(len(entry.texts)))


def _judged(
    made: Iterator[_Made], name: str, place: CatalogPlace
) -> tuple[dict[str, CatalogEntry], list[Problem]]:
    """Return the entries that can be taken, by context, and why others are refused."""
    taken: dict[str, CatalogEntry] = {}
    problems: list[Problem] = []
    for each in made:
        reason = each.reason
        if each.texts is not None:
            entry = replace(each.entry, texts=each.texts, is_fuzzy=False)
            reason = _fault(entry, place)
            comments = tuple(dict.fromkeys((*entry.comments, f"{MACHINE_MADE}{name}")))
            taken[entry.unit.context] = replace(
                entry, is_fuzzy=True, previous="", comments=comments
            )
        if reason:
            taken.pop(each.entry.unit.context, None)
            problems.append(_refused(each.entry, name, reason, place))
    return taken, problems


def _fault(entry: CatalogEntry, place: CatalogPlace) -> str:
    """Return why a translation may not stand in a catalog, nothing if it may.

    It is compared as one in use: what is fuzzy is not compared otherwise.
    """
    found = compare_entry(entry, language(place.language), str(place.shown))
    messages = [problem.message for problem in found if problem.severity == "error"]
    return messages[0].removeprefix(f"{entry.unit.context}: ") if messages else ""


def _refused(entry: CatalogEntry, name: str, reason: str, place: CatalogPlace) -> Problem:
    line, column = entry.line, 1 if entry.line else 0
    message = f'{entry.unit.context}: what the engine "{name}" gave is not taken: {reason}'
    hint = "the entry stays as it is: translate it by hand"
    return Problem(str(place.shown), line, column, "warning", "engine-refused", message, hint)
