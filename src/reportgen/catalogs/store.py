"""Catalogs as files: PO read and written, entries with their state, kept up to date.

The files are gettext's, so every translation tool takes them. What gettext has no field for stands
in translators' comments: who has reviewed a translation, and that a term was inferred. No clock is
read: the same catalog gives the same bytes.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import field, replace
from functools import lru_cache
from pathlib import Path
from typing import Literal

from reportgen.catalogs.po import PoEntry, PoSyntaxError, read_po, write_po
from reportgen.catalogs.units import Unit
from reportgen.errors import InputError, Problem
from reportgen.languages import Language
from reportgen.records import dataclass

UnitState = Literal["missing", "fuzzy", "translated", "reviewed"]

PLURAL_RULES: Mapping[str, tuple[int, str]] = {
    "en": (2, "n != 1"),
    "fr": (2, "n > 1"),
    "es": (2, "n != 1"),
    "ru": (
        3,
        "n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2",
    ),
    "zh": (1, "0"),
    "ar": (
        6,
        "n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5",
    ),
}
"""How many plural forms each language has and the rule that chooses one, as gettext writes it."""

MACHINE_MADE = "machine translation: "
REMEMBERED = "memory: "
"""How comments begin by which an entry says that an engine or the memory has filled it in."""

_REVIEWED = re.compile(
    r"reviewed: (?P<by>.+), (?P<date>\d{4}-\d{2}-\d{2}), (?P<digest>[0-9a-f]{16})$"
)


@dataclass(frozen=True, slots=True)
class Review:
    """Who approved a translation, when, and the digest of the two texts that were approved."""

    by: str
    date: str
    digest: str


@dataclass(frozen=True, slots=True)
class CatalogEntry:
    """One entry: a unit, its translations (one for each plural form), and what is known of them.

    `previous` is the source that a fuzzy translation was made from; `comments` are the
    translators' own; `line` is where the entry begins in its file.
    """

    unit: Unit
    texts: tuple[str, ...]
    is_fuzzy: bool = False
    previous: str = ""
    comments: tuple[str, ...] = ()
    review: Review | None = None
    line: int = field(default=0, compare=False)

    @property
    def is_translated(self) -> bool:
        """Whether every form has words."""
        return bool(self.texts) and all(text.strip() for text in self.texts)

    @property
    def state(self) -> UnitState:
        """How good the translation is; a review counts for the very texts reviewed only."""
        if not self.is_translated:
            return "missing"
        if self.is_fuzzy:
            return "fuzzy"
        is_valid = self.review is not None and self.review.digest == self.digest
        return "reviewed" if is_valid else "translated"

    @property
    def digest(self) -> str:
        """A digest of source and translation, which a review is tied to."""
        parts = [self.unit.source, self.unit.plural, *self.texts]
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class CatalogFile:
    """The whole of a PO file: its language, entries in order, and obsolete ones kept for reuse."""

    language: Language
    title: str
    entries: tuple[CatalogEntry, ...] = ()
    obsolete: tuple[CatalogEntry, ...] = field(default=())

    def counts(self) -> dict[UnitState, int]:
        """Return how many entries are in each state."""
        found: dict[UnitState, int] = {"missing": 0, "fuzzy": 0, "translated": 0, "reviewed": 0}
        for entry in self.entries:
            found[entry.state] += 1
        return found


def update_catalog(old: CatalogFile, units: Iterable[Unit]) -> CatalogFile:
    """Return the catalog brought up to date with its source.

    An unchanged text keeps its translation; a changed one keeps it as fuzzy, with the source it
    was made from; a new one is empty, unless an obsolete entry has the same words; what has no
    source any more becomes obsolete. Nothing that somebody translated is lost.
    """
    by_key = {(e.unit.context, e.unit.source): e for e in (*old.obsolete, *old.entries)}
    by_context = {e.unit.context: e for e in (*old.obsolete, *old.entries)}
    # What is fuzzy may be the translation of other words: it is not moved to another place.
    by_source = {
        e.unit.source: e
        for e in (*old.obsolete, *old.entries)
        if e.is_translated and not e.is_fuzzy
    }
    forms = PLURAL_RULES[old.language.key][0]
    entries = []
    used: set[int] = set()
    for unit in units:
        empty = ("",) * (forms if unit.plural else 1)
        found = by_key.get((unit.context, unit.source))
        if found is not None and found.unit.plural == unit.plural:
            entry = found if found.unit == unit else replace(found, unit=unit)
        elif (changed := by_context.get(unit.context)) is not None and changed.is_translated:
            entry = _as_fuzzy(changed, unit, empty)
            found = changed
        elif (moved := by_source.get(unit.source)) is not None and moved.unit.plural == unit.plural:
            # The same words in another place: offered, but somebody must look at the context.
            entry = CatalogEntry(
                unit, moved.texts, True, moved.unit.source, moved.comments, line=moved.line
            )
        else:
            entry = CatalogEntry(unit, empty)
        if found is not None:
            used.add(id(found))
        entries.append(entry)
    obsolete = tuple(
        _as_obsolete(entry)
        for entry in (*old.entries, *old.obsolete)
        if id(entry) not in used and entry.is_translated
    )
    return CatalogFile(old.language, old.title, tuple(entries), obsolete)


def _as_fuzzy(old: CatalogEntry, unit: Unit, empty: tuple[str, ...]) -> CatalogEntry:
    """Return the translation of a text that has changed since."""
    texts = (old.texts + ("",) * len(empty))[: len(empty)]
    previous = old.previous if old.is_fuzzy and old.previous else old.unit.source
    return CatalogEntry(unit, texts, True, previous, old.comments, line=old.line)


def _as_obsolete(entry: CatalogEntry) -> CatalogEntry:
    """Return what is worth keeping: the translation with the source that it is right for.

    A proposal that nobody has looked at is right for nothing yet, and stays fuzzy.
    """
    was_filled_in = any(each.startswith((MACHINE_MADE, REMEMBERED)) for each in entry.comments)
    is_proposal = was_filled_in or not entry.previous
    if not entry.is_fuzzy or is_proposal:
        return entry
    unit = replace(entry.unit, source=entry.previous)
    return CatalogEntry(unit, entry.texts, comments=entry.comments)


def is_machine_made(comments: Iterable[str]) -> bool:
    """Whether the comments of an entry say that a machine has translated it."""
    return any(comment.startswith(MACHINE_MADE) for comment in comments)


def approve(entry: CatalogEntry, by: str, date: str) -> CatalogEntry:
    """Return an entry as reviewed by a named person on a day (ISO)."""
    return replace(entry, review=Review(by, date, entry.digest))


# --- PO --------------------------------------------------------------------------------------


def read_catalog_file(
    path: Path, language: Language, title: str, shown: Path | None = None
) -> CatalogFile:
    """Return what a PO file holds; an empty catalog where there is none.

    `shown` is the path that problems carry. Raises InputError for a file that is no PO file, is of
    another language, or whose header is marked fuzzy.
    """
    try:
        stamp = path.stat()
        catalog = _read_once(path, shown or path, language, stamp.st_mtime_ns, stamp.st_size)
    except FileNotFoundError:
        return CatalogFile(language, title)
    except OSError as error:
        message = f"the catalog cannot be read: {error.strerror}"
        raise _broken(str(shown or path), 0, message) from None
    return replace(catalog, title=title)


@lru_cache(maxsize=256)
def _read_once(
    path: Path,
    shown: Path,
    language: Language,
    mtime_ns: int,  # noqa: ARG001 - with the size: a file that has changed is read again
    size: int,  # noqa: ARG001
) -> CatalogFile:
    return parse_catalog(path.read_bytes(), str(shown), language, "")


def parse_catalog(data: bytes, shown: str, language: Language, title: str) -> CatalogFile:
    """Return the catalog in the bytes of a PO file; `shown` is the path that problems carry.

    Raises InputError (`catalog-broken`) as `read_catalog_file` does.
    """
    try:
        found = read_po(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        hint = "save it again as UTF-8"
        raise _broken(shown, line, "the catalog is not UTF-8", hint) from None
    except PoSyntaxError as error:
        message = f"the catalog cannot be read: {error.message}"
        raise _broken(shown, error.line, message, error.hint) from None
    for entry in found:
        if entry.is_header:
            _check_header(entry, shown, language)
    entries = tuple(_entry(e) for e in found if not e.is_obsolete and not e.is_header)
    obsolete = tuple(_entry(entry) for entry in found if entry.is_obsolete)
    return CatalogFile(language, title, entries, obsolete)


def _check_header(header: PoEntry, shown: str, language: Language) -> None:
    """Refuse a header by which gettext's tools would drop the catalog, or that is of another."""
    if "fuzzy" in header.flags:
        hint = 'take the line "#, fuzzy" above the header out once the catalog is in use'
        raise _broken(shown, header.line, "the header of the catalog is marked fuzzy", hint)
    fields = dict(re.findall(r"^([\w-]+):[ \t]*(.*?)[ \t]*$", header.texts[0], re.MULTILINE))
    charset = fields.get("Content-Type", "").rpartition("charset=")[2].casefold()
    if charset not in ("", "utf-8", "utf8", "us-ascii", "ascii", "charset"):
        hint = "save it again as UTF-8, and say so in its header"
        raise _broken(shown, header.line, f"the catalog says it is {charset}", hint)
    given = re.split("[-_@]", fields.get("Language", ""))[0].casefold()
    if given not in ("", language.key):
        message = f'the catalog is in "{fields["Language"]}" where {language.name} belongs'
        hint = f"put the {language.name} catalog there, or correct Language: in its header"
        raise _broken(shown, header.line, message, hint)


def _broken(path: str, line: int, message: str, hint: str = "") -> InputError:
    column = 1 if line else 0
    return InputError([Problem(path, line, column, "error", "catalog-broken", message, hint)])


def _entry(found: PoEntry) -> CatalogEntry:
    """Return an entry for one as it stands in the file."""
    location = re.sub(r":\d+\Z", "", found.locations[0]) if found.locations else ""
    unit = Unit(found.context, found.source, found.plural, tuple(found.notes), location)
    review = None
    comments = []
    for comment in found.comments:
        reviewed = _REVIEWED.match(comment)
        if reviewed:
            review = Review(reviewed["by"], reviewed["date"], reviewed["digest"])
        elif comment:
            comments.append(comment)
    is_fuzzy = "fuzzy" in found.flags
    return CatalogEntry(
        unit,
        tuple(found.texts),
        is_fuzzy,
        found.previous if is_fuzzy else "",
        tuple(comments),
        review,
        found.line,
    )


def write_catalog(catalog: CatalogFile) -> bytes:
    """Return the PO file of a catalog; the same catalog gives the same bytes."""
    header = PoEntry(texts=[_header(catalog)], comments=[_title(catalog)])
    entries = [_po_entry(entry) for entry in catalog.entries]
    entries += [_po_entry(entry, is_obsolete=True) for entry in catalog.obsolete]
    return write_po([header, *entries]).encode()


def _po_entry(entry: CatalogEntry, *, is_obsolete: bool = False) -> PoEntry:
    unit = entry.unit
    comments = list(entry.comments)
    if entry.review is not None and entry.review.digest == entry.digest:
        review = entry.review
        comments.append(f"reviewed: {review.by}, {review.date}, {review.digest}")
    return PoEntry(
        context=unit.context,
        source=unit.source,
        plural=unit.plural,
        texts=list(entry.texts),
        comments=comments,
        notes=list(unit.notes),
        locations=[unit.location] if unit.location else [],
        flags=["fuzzy"] if entry.is_fuzzy else [],
        previous=entry.previous if entry.is_fuzzy else "",
        is_obsolete=is_obsolete,
    )


def _title(catalog: CatalogFile) -> str:
    return f"{catalog.title}: {catalog.language.name}"


def _header(catalog: CatalogFile) -> str:
    fields = (
        f"Project-Id-Version: {catalog.title}",
        f"Language: {catalog.language.locale}",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=utf-8",
        "Content-Transfer-Encoding: 8bit",
        f"Plural-Forms: {_plural_forms(catalog.language.key)}",
    )
    return "".join(f"{line}\n" for line in fields)


def _plural_forms(key: str) -> str:
    count, rule = PLURAL_RULES[key]
    return f"nplurals={count}; plural={rule};"
