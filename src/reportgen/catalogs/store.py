"""Catalogs as files: PO read and written, entries with their state, kept up to date.

The files are gettext's, so every translation tool takes them. What gettext has no field for stands
in translators' comments: who has reviewed a translation, and that a term was inferred. No clock is
read: the same catalog gives the same bytes.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from reportgen.catalogs.units import Unit
from reportgen.errors import InputError, Problem
from reportgen.languages import Language

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog, Message

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

# Babel wraps comments even where texts are not to be wrapped, and what it wrapped it reads as two.
_NO_WRAPPING = 1_000_000
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
    translators' own.
    """

    unit: Unit
    texts: tuple[str, ...]
    is_fuzzy: bool = False
    previous: str = ""
    comments: tuple[str, ...] = ()
    review: Review | None = None

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
    by_source = {e.unit.source: e for e in (*old.obsolete, *old.entries) if e.is_translated}
    forms = PLURAL_RULES[old.language.key][0]
    entries = []
    used: set[int] = set()
    for unit in units:
        empty = ("",) * (forms if unit.plural else 1)
        found = by_key.get((unit.context, unit.source))
        if found is not None and found.unit.plural == unit.plural:
            entry = replace(found, unit=unit)
        elif (changed := by_context.get(unit.context)) is not None and changed.is_translated:
            entry = _as_fuzzy(changed, unit, empty)
            found = changed
        elif (moved := by_source.get(unit.source)) is not None and moved.unit.plural == unit.plural:
            # The same words in another place: offered, but somebody must look at the context.
            entry = CatalogEntry(unit, moved.texts, True, moved.unit.source, moved.comments)
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
    return CatalogEntry(unit, texts, True, previous, old.comments)


def _as_obsolete(entry: CatalogEntry) -> CatalogEntry:
    """Return what is worth keeping: the translation with the source that it is right for."""
    if not entry.is_fuzzy:
        return entry
    unit = replace(entry.unit, source=entry.previous or entry.unit.source)
    return CatalogEntry(unit, entry.texts, comments=entry.comments)


def approve(entry: CatalogEntry, by: str, date: str) -> CatalogEntry:
    """Return an entry as reviewed by a named person on a day (ISO)."""
    return replace(entry, review=Review(by, date, entry.digest))


# --- PO --------------------------------------------------------------------------------------


def read_catalog_file(path: Path, language: Language, title: str) -> CatalogFile:
    """Return what a PO file holds; an empty catalog where there is none.

    Raises InputError for a file that is no PO file or whose header is marked fuzzy.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return CatalogFile(language, title)
    except OSError as error:
        raise _broken(path, 0, f"the catalog cannot be read: {error.strerror}") from None
    return parse_catalog(data, str(path), language, title)


def parse_catalog(data: bytes, shown: str, language: Language, title: str) -> CatalogFile:
    """Return the catalog in the bytes of a PO file; `shown` is the path that problems carry."""
    from babel.messages.pofile import PoFileError, read_po

    path = Path(shown)
    try:
        catalog = read_po(io.BytesIO(data), abort_invalid=True)
    except PoFileError as error:
        raise _broken(path, error.lineno or 0, f"the catalog cannot be read: {error}") from None
    except UnicodeDecodeError as error:
        raise _broken(path, 0, f"the catalog is not {error.encoding}") from None
    except (ValueError, LookupError) as error:
        raise _broken(path, 0, f"the catalog cannot be read: {error}") from None
    if catalog.fuzzy:
        hint = 'take the line "#, fuzzy" above the header out once the catalog is in use'
        raise _broken(path, 1, "the header of the catalog is marked fuzzy", hint)
    entries = tuple(_entry(message) for message in catalog if message.id)
    obsolete = tuple(_entry(message) for message in catalog.obsolete.values())
    return CatalogFile(language, title, entries, obsolete)


def _broken(path: Path, line: int, message: str, hint: str = "") -> InputError:
    return InputError([Problem(str(path), line, 0, "error", "catalog-broken", message, hint)])


def _entry(message: Message) -> CatalogEntry:
    """Return an entry for a message as Babel read it."""
    is_plural = not isinstance(message.id, str)
    source, plural = (message.id[0], message.id[1]) if is_plural else (str(message.id), "")
    location = message.locations[0][0] if message.locations else ""
    unit = Unit(message.context or "", source, plural, tuple(message.auto_comments), location)
    string = message.string
    texts = (string,) if isinstance(string, str) else tuple(string or ("",))
    review = None
    comments = []
    for comment in message.user_comments:
        found = _REVIEWED.match(comment)
        if found:
            review = Review(found["by"], found["date"], found["digest"])
        elif comment:
            comments.append(comment)
    previous = message.previous_id[0] if message.previous_id else ""
    return CatalogEntry(unit, texts, message.fuzzy, previous, tuple(comments), review)


def write_catalog(catalog: CatalogFile) -> bytes:
    """Return the PO file of a catalog; the same catalog gives the same bytes."""
    from babel.messages.catalog import Catalog
    from babel.messages.pofile import write_po

    out = Catalog(locale=None, charset="utf-8")
    # Babel writes as many plural forms as the header says, so it must know before.
    out.mime_headers = [("Plural-Forms", _plural_forms(catalog.language.key))]
    for entry in catalog.entries:
        _add(out, entry)
    for entry in catalog.obsolete:
        message = _add(out, entry)
        out.delete(message.id, entry.unit.context)
        out.obsolete[(entry.unit.context, entry.unit.source)] = message
    body = io.BytesIO()
    write_po(
        body, out, width=_NO_WRAPPING, omit_header=True, include_previous=True, include_lineno=False
    )
    return _header(catalog).encode() + body.getvalue()


def _add(out: Catalog, entry: CatalogEntry) -> Message:
    unit = entry.unit
    comments = list(entry.comments)
    if entry.review is not None and entry.review.digest == entry.digest:
        review = entry.review
        comments.append(f"reviewed: {review.by}, {review.date}, {review.digest}")
    return out.add(
        (unit.source, unit.plural) if unit.plural else unit.source,
        entry.texts if unit.plural else entry.texts[0],
        locations=[(unit.location, 0)] if unit.location else [],
        flags={"fuzzy"} if entry.is_fuzzy else set(),
        auto_comments=list(unit.notes),
        user_comments=comments,
        previous_id=[entry.previous] if entry.is_fuzzy and entry.previous else [],
        context=unit.context,
    )


def _header(catalog: CatalogFile) -> str:
    fields = (
        f"Project-Id-Version: {catalog.title}",
        f"Language: {catalog.language.locale}",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=utf-8",
        "Content-Transfer-Encoding: 8bit",
        f"Plural-Forms: {_plural_forms(catalog.language.key)}",
    )
    lines = "".join(f'"{line}\\n"\n' for line in fields)
    return f'# {catalog.title}: {catalog.language.name}\nmsgid ""\nmsgstr ""\n{lines}\n'


def _plural_forms(key: str) -> str:
    count, rule = PLURAL_RULES[key]
    return f"nplurals={count}; plural={rule};"
