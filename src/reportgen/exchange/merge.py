"""What came back, put into a catalog: every text is checked before one is taken.

In go a catalog brought up to date and what a file brings for it; out come the catalog with the
translations taken, and every problem. A file with one error changes nothing: the pipeline writes
only when there is none.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from reportgen.catalogs.compare import compare_entry
from reportgen.catalogs.store import CatalogEntry, CatalogFile
from reportgen.catalogs.units import Unit
from reportgen.errors import Problem
from reportgen.exchange.faults import fault, remark, unknown_catalog
from reportgen.exchange.forms import form_count
from reportgen.exchange.package import Returned, ReturnedUnit

_REVIEWED = re.compile(r"reviewed:")
_ALLOWED_CONTROLS = "\n\t"


@dataclass(frozen=True, slots=True)
class Merged:
    """A catalog with what a file brought, and how many texts were taken, unchanged, refused.

    `outdated` of those taken were translated from an English that has changed since: they are
    fuzzy. `empty` of those unchanged came back without a translation.
    """

    catalog: CatalogFile
    problems: tuple[Problem, ...] = ()
    taken: tuple[str, ...] = ()
    unchanged: int = 0
    refused: int = 0
    outdated: int = 0
    empty: int = 0


def merge(catalog: CatalogFile, returned: Returned) -> Merged:
    """Return the catalog with the translations of a file.

    Raises InputError (`exchange-unknown-catalog`) for a file with no text of this catalog.
    """
    known = {entry.unit.context for entry in catalog.entries}
    if returned.units and not any(unit.context in known for unit in returned.units):
        message = f"none of the texts in the file is one of {returned.name}"
        hint = "its texts have changed, or the file is of another project"
        raise unknown_catalog(returned.path, returned.line, message, hint)
    merging = _Merging(catalog, returned)
    for unit in returned.units:
        merging.take(unit)
    merging.count()
    return merging.result()


@dataclass(slots=True)
class _Merging:
    """A catalog while a file is put into it."""

    catalog: CatalogFile
    returned: Returned
    entries: dict[str, CatalogEntry] = field(init=False)
    obsolete: list[CatalogEntry] = field(init=False)
    problems: list[Problem] = field(default_factory=list)
    taken: list[str] = field(default_factory=list)
    seen: dict[str, ReturnedUnit] = field(default_factory=dict)
    unchanged: int = 0
    refused: int = 0
    outdated: int = 0
    empty: int = 0

    def __post_init__(self) -> None:
        """Begin with the catalog as it is."""
        self.entries = {entry.unit.context: entry for entry in self.catalog.entries}
        self.obsolete = list(self.catalog.obsolete)

    def take(self, unit: ReturnedUnit) -> None:
        """Put one text in, or say why not."""
        first = self.seen.setdefault(unit.context, unit)
        if first is not unit:
            message = f"{unit.context}: the text stands twice in the file, first on line "
            message += str(first.line)
            self._refuse(fault(self.returned.path, unit.line, "exchange-duplicate-unit", message))
            return
        entry = self.entries.get(unit.context)
        if entry is None:
            self._keep_unknown(unit)
        elif not any(text.strip() for text in unit.texts):
            self.empty += 1
            self.unchanged += 1
        elif unit.is_of(entry.unit):
            self._take_current(entry, unit)
        else:
            self._take_outdated(entry, unit)

    def _take_current(self, entry: CatalogEntry, unit: ReturnedUnit) -> None:
        """Take the translation of a text that is as it was when it went out."""
        has_all = all(text.strip() for text in unit.texts)
        if not has_all and entry.is_translated:
            self._remark_incomplete(unit, "the translation that is there is kept")
            self.unchanged += 1
            return
        candidate = replace(
            entry,
            texts=unit.texts,
            is_fuzzy=unit.is_fuzzy,
            previous=entry.previous if unit.is_fuzzy else "",
            comments=_comments(entry, unit),
            line=unit.line,
        )
        if self._store(entry, candidate) and not has_all:
            self._remark_incomplete(unit, "the text counts as missing")

    def _take_outdated(self, entry: CatalogEntry, unit: ReturnedUnit) -> None:
        """Take the translation of an English that has changed since, as fuzzy, if none is newer."""
        path, line, context = self.returned.path, unit.line, unit.context
        if entry.state in ("translated", "reviewed"):
            message = f"{context}: the English has changed since; the newer translation is kept"
            self.problems.append(remark(path, line, "exchange-source-changed", message))
            self.unchanged += 1
            return
        source = unit.sources[0] if unit.sources else ""
        candidate = replace(
            entry,
            texts=_fitted(unit.texts, form_count(self.catalog.language.key, entry.unit)),
            is_fuzzy=True,
            previous=source,
            comments=_comments(entry, unit),
            line=unit.line,
        )
        if self._store(entry, candidate):
            self.outdated += 1
            message = f"{context}: the English has changed since; the translation is taken as fuzzy"
            hint = "export the text once more, and have it looked at"
            self.problems.append(remark(path, line, "exchange-source-changed", message, hint))

    def _store(self, entry: CatalogEntry, candidate: CatalogEntry) -> bool:
        """Put an entry in the place of another if it differs and has no error; say whether."""
        if candidate == entry:
            self.unchanged += 1
            return False
        found = list(self._faults(candidate))
        self.problems += found
        if any(problem.severity == "error" for problem in found):
            self.refused += 1
            return False
        self.entries[entry.unit.context] = replace(candidate, line=entry.line)
        self.taken.append(entry.unit.context)
        return True

    def _faults(self, candidate: CatalogEntry) -> Iterator[Problem]:
        """Yield what is wrong with a translation: what `check` would say, and a little more."""
        path, language = self.returned.path, self.catalog.language
        unit = candidate.unit
        if not candidate.is_translated or candidate.is_fuzzy:
            # The comparison leaves alone what no report uses; the forms must be right even so.
            needed = form_count(language.key, unit)
            if len(candidate.texts) != needed:
                message = f"{unit.context}: {len(candidate.texts)} plural forms where "
                message += f"{language.name} has {needed}"
                yield fault(path, candidate.line, "catalog-plural", message)
        for character in sorted(_strange_characters(candidate)):
            message = (
                f"{unit.context}: the character U+{ord(character):04X} may not stand in a text"
            )
            hint = "delete it; it is invisible and often came with pasted text"
            yield fault(path, candidate.line, "exchange-character", message, hint)
        yield from compare_entry(candidate, language, path)

    def _keep_unknown(self, unit: ReturnedUnit) -> None:
        """Keep the translation of a text that is gone among those kept for reuse, if it is good."""
        message = f"{unit.context}: the text is gone from {self.returned.name}"
        hint = "its translation is not used"
        source = unit.sources[0] if len(unit.sources) == 1 else ""
        entry = CatalogEntry(Unit(unit.context, source), unit.texts, line=unit.line)
        is_good = not any(problem.severity == "error" for problem in self._faults(entry))
        if source and entry.is_translated and is_good and not unit.is_fuzzy:
            hint = "its translation is kept for reuse"
            others = [each for each in self.obsolete if _key(each) != _key(entry)]
            same = [each for each in self.obsolete if each.texts == entry.texts]
            if not any(_key(each) == _key(entry) for each in same):
                self.obsolete = [*others, entry]
        self.problems.append(
            remark(self.returned.path, unit.line, "exchange-unknown-unit", message, hint)
        )

    def count(self) -> None:
        """Say if fewer texts came back than went out."""
        lacking = self.returned.sent - len(self.seen)
        if lacking > 0:
            message = f"{lacking} of the {self.returned.sent} texts that went out did not come back"
            hint = "they stay as they are"
            path, line = self.returned.path, self.returned.line
            self.problems.append(remark(path, line, "exchange-missing-units", message, hint))

    def _refuse(self, problem: Problem) -> None:
        self.problems.append(problem)
        self.refused += 1

    def _remark_incomplete(self, unit: ReturnedUnit, what: str) -> None:
        empty = sum(not text.strip() for text in unit.texts)
        message = f"{unit.context}: {empty} of {len(unit.texts)} plural forms are empty; {what}"
        path, hint = self.returned.path, "fill in all of them"
        self.problems.append(remark(path, unit.line, "exchange-incomplete", message, hint))

    def result(self) -> Merged:
        """Return the catalog as it is now."""
        catalog = replace(
            self.catalog, entries=tuple(self.entries.values()), obsolete=tuple(self.obsolete)
        )
        return Merged(
            catalog,
            tuple(self.problems),
            tuple(self.taken),
            self.unchanged,
            self.refused,
            self.outdated,
            self.empty,
        )


def _key(entry: CatalogEntry) -> tuple[str, str]:
    return entry.unit.context, entry.unit.source


def _comments(entry: CatalogEntry, unit: ReturnedUnit) -> tuple[str, ...]:
    """Return the comments of a text: the file's, if it tells of any.

    A line that reads like a review is none: reviews are recorded by `approve` alone.
    """
    if unit.comments is None:
        return entry.comments
    return tuple(each for each in unit.comments if not _REVIEWED.match(each))


def _fitted(texts: tuple[str, ...], forms: int) -> tuple[str, ...]:
    """Return as many texts as the source has forms now; it may have had none, or others."""
    return (texts + ("",) * forms)[:forms]


def _strange_characters(entry: CatalogEntry) -> set[str]:
    """Return the control characters of a translation, which no text of a report may have."""
    return {
        character
        for text in entry.texts
        for character in text
        if unicodedata.category(character) == "Cc" and character not in _ALLOWED_CONTROLS
    }
