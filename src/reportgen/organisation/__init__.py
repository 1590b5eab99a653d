"""What the organisation is called and how it works: bodies, resolutions, places, countries.

The facts are data files of the package in six languages. A project adds to them or corrects them in
`reports/organisation/`, in files of the same names and shape: docs/organisation.md.

    organisation = load_organisation(Path("reports/organisation"))
    organisation.body("TSAG").words("fr").text("full", "de")
    organisation.resolution("PP", 191).revision_on(date(2023, 5, 2)).year
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from reportgen.errors import InputError, Problem, sort_problems
from reportgen.languages import LANGUAGES
from reportgen.organisation.checks import check_references
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
    RevisionFacts,
    StudyPeriods,
    Term,
    Theme,
    Title,
)
from reportgen.organisation.schema import organisation_schema
from reportgen.organisation.snippets import missing_snippet
from reportgen.organisation.store import (
    KINDS,
    NO_OVERLAY,
    Overlay,
    packaged_entry,
    packaged_file,
    read_overlay,
)
from reportgen.organisation.symbols import Amendments, SymbolParts, SymbolSystem
from reportgen.organisation.words import Words
from reportgen.records import dataclass

__all__ = [
    "KINDS",
    "Body",
    "Country",
    "Currency",
    "Entry",
    "Group",
    "Link",
    "Office",
    "Organisation",
    "Place",
    "Resolution",
    "Revision",
    "SymbolParts",
    "SymbolSystem",
    "Theme",
    "Title",
    "Words",
    "load_organisation",
    "missing_snippet",
    "organisation_schema",
    "read_organisation",
]

_Entry = TypeVar("_Entry", bound=Entry)
_GROUP = re.compile(r"(ITU-[RTD]) (SG|WP|Q) ?(\d{1,2}[A-Z]?(?:/\d{1,2})?)")
_LOCALES = {each.key: each.locale for each in LANGUAGES}


@dataclass(frozen=True, slots=True)
class Revision:
    """A resolution as one conference adopted or revised it; `place` is a key of the places."""

    year: int
    revised: bool
    place: str | None
    adopted: date
    suffix: int | None = None


@dataclass(frozen=True, slots=True)
class Resolution:
    """A resolution with its revisions in order of time."""

    body: str
    number: int
    revisions: tuple[Revision, ...]
    known_to: date | None = None
    inferred: tuple[str, ...] = ()

    def revision_on(self, day: date) -> Revision | None:
        """Return what was in force on a day; None before the first adoption known."""
        in_force = [each for each in self.revisions if each.adopted <= day]
        return in_force[-1] if in_force else None

    def revision_of(self, year: int) -> Revision | None:
        """Return the revision of a year, None if there was none."""
        return next((each for each in self.revisions if each.year == year), None)

    def is_known_on(self, day: date) -> bool:
        """Whether the list of revisions is known to be complete up to a day."""
        return self.known_to is None or day <= self.known_to


@dataclass(frozen=True, slots=True)
class Group:
    """A numbered group of a Sector: `kind` is SG, WP or Q; `number` 16, 5A or 7/1."""

    sector: str
    kind: str
    number: str


class Organisation:
    """The facts of the package with a project's own laid over them.

    Look-ups give None for what is not there; `missing_snippet` gives the lines that would add it.
    Entries of the package are read when first asked for.
    """

    def __init__(self, overlay: Overlay = NO_OVERLAY) -> None:
        """Take what a project adds."""
        self._overlay = overlay

    def keys(self, kind: str) -> tuple[str, ...]:
        """Return all keys of a kind of facts (`bodies`, `places` …), the package's first."""
        own = self._overlay.entries.get(kind, {})
        return tuple(dict.fromkeys((*packaged_file(kind).keys, *own)))

    def entry(self, kind: str, key: str) -> Entry | None:
        """Return an entry of any kind, None if there is none."""
        own = self._overlay.entries.get(kind, {})
        return own[key] if key in own else packaged_entry(kind, key)

    def body(self, key: str) -> Body | None:
        """Return a body by its English acronym or key."""
        return self._entry("bodies", key, Body)

    def resolution(self, body: str, number: int | str) -> Resolution | None:
        """Return a resolution of a conference by number."""
        facts = self._entry("resolutions", f"{body}-{number}", ResolutionFacts)
        if facts is None:
            return None
        revisions = (
            self._revision(body, int(year), each) for year, each in sorted(facts.revisions.items())
        )
        return Resolution(body, int(number), tuple(revisions), facts.known_to, facts.inferred)

    def place(self, key: str) -> Place | None:
        """Return a town."""
        return self._entry("places", key, Place)

    def country_name(self, code: str, language: str, form: str = "list") -> str | None:
        """Return a country's name by its ISO 3166 code: ITU's where it is known, else CLDR's.

        Forms: `list` (Iran (Islamic Republic of)), `running`, `full`; one that is not known gives
        the `list` form.
        """
        country = self._entry("countries", code, Country)
        if country is not None:
            special = {"running": country.running, "full": country.full}.get(form)
            name = (special.text(language) if special else None) or country.text(language)
            if name:
                return name
        return _cldr_territories(language).get(code) if len(code) == 2 and code.isalpha() else None

    def theme(self, key: str) -> Theme | None:
        """Return a theme."""
        return self._entry("themes", key, Theme)

    def link(self, key: str) -> Link | None:
        """Return a web page."""
        return self._entry("links", key, Link)

    def currency(self, code: str) -> Currency | None:
        """Return a currency by its ISO 4217 code."""
        return self._entry("currencies", code, Currency)

    def title(self, key: str) -> Title | None:
        """Return a person's title: Mr, Ms, Dr, Prof."""
        return self._entry("titles", key, Title)

    def office(self, key: str) -> Office | None:
        """Return an office: chair, vice-chair, secretary-general, director, rapporteur."""
        return self._entry("offices", key, Office)

    def chair_title(
        self,
        day: date,
        language: str,
        gender: str = "masculine",
        office: str = "chair",
        case: str = "",
    ) -> str | None:
        """Return what a chair was called on a day: Chairman up to 16 August 2023, then Chair.

        `case` is a Russian case; raises MissingFormError where the data lacks it.
        """
        found = self.office(office)
        return found.title(day, language, gender, case) if found else None

    def language_name(self, original: str, language: str) -> str | None:
        """Return what stands behind *Original:* for a document written in `original`."""
        names = self._entry("languages", original, LanguageNames)
        return names.text(language) if names else None

    def term(self, key: str) -> Term | None:
        """Return a working term in six languages, for translators."""
        return self._entry("terms", key, Term)

    def symbol_pattern(self, body: str) -> SymbolSystem | None:
        """Return how the documents of a body are numbered and filed."""
        return self._entry("symbols", body, SymbolSystem)

    def study_period(self, sector: str, day: date) -> tuple[int, int] | None:
        """Return first and last year of a Sector's study period (`R`, `T`, `D`) on a day."""
        periods = self._entry("study_periods", sector, StudyPeriods)
        return periods.on(day) if periods else None

    def file_name(
        self,
        body: str,
        symbol: str,
        *,
        letter: str,
        extension: str,
        first_day: date | None = None,
        ordinal: int | None = None,
        amendments: Amendments = (),
    ) -> str | None:
        """Return a document's name in the ITU document system, None if something is missing for it.

        `first_day` and `ordinal` are those of the body's own meeting that the document goes to;
        `amendments` say which issue of the document it is.
        """
        system = self.symbol_pattern(body)
        parts = system.parse(symbol) if system else None
        if system is None or parts is None:
            return None
        parts = {**parts, **{kind: str(number) for kind, number in amendments}}
        period = (
            self.study_period(system.sector, first_day) if system.sector and first_day else None
        )
        return system.file_name(
            parts,
            letter=letter,
            extension=extension,
            period=period[0] if period else None,
            ordinal=ordinal,
            first_day=first_day,
        )

    def group(self, words: str) -> Group | None:
        """Return what a study group, working party or Question is, None if the words name none.

        Written as `ITU-T SG16`, `ITU-R WP5A`, `ITU-D Q7/1`; a study group must exist.
        """
        found = _GROUP.fullmatch(words)
        if found is None:
            return None
        sector = self.body(found[1])
        study_group = found[3].partition("/")[2] if found[2] == "Q" else re.sub(r"\D", "", found[3])
        if sector is None or not study_group or int(study_group) not in sector.study_groups:
            return None
        return Group(found[1], found[2], found[3])

    @property
    def overlay_files(self) -> tuple[Path, ...]:
        """The project's own files that were read."""
        return tuple(Path(file.path) for file in self._overlay.files.values())

    @cached_property
    def fingerprint(self) -> str:
        """A digest of all facts: the same digest, the same words."""
        digest = hashlib.sha256()
        for kind in KINDS:
            own = self._overlay.files.get(kind)
            for text in (kind, packaged_file(kind).text, own.text if own else ""):
                digest.update(f"{len(text)}:{text}".encode())
        return digest.hexdigest()

    def inferred_cells(self) -> Iterator[tuple[str, str, str]]:
        """Yield kind, key and cell of everything that a native speaker should look at."""
        for kind in KINDS:
            for key in self.keys(kind):
                entry = self.entry(kind, key)
                yield from ((kind, key, cell) for cell in (entry.inferred if entry else ()))

    def _entry(self, kind: str, key: str, expected: type[_Entry]) -> _Entry | None:
        entry = self.entry(kind, key)
        if entry is None or isinstance(entry, expected):
            return entry
        raise TypeError(f"{kind} holds {type(entry).__name__}, not {expected.__name__}")

    def _revision(self, body_key: str, year: int, facts: RevisionFacts) -> Revision:
        body = self.body(body_key)
        session = body.sessions.get(str(year)) if body else None
        adopted = facts.adopted or (session.to if session else None) or date(year, 12, 31)
        place = facts.place or (session.place if session else None)
        return Revision(year, facts.revised, place, adopted, facts.suffix)


def read_organisation(
    overlay_dir: Path | None = None, shown_as: Path | None = None
) -> tuple[Organisation, tuple[Problem, ...]]:
    """Read the facts, with a project's own laid over them where a folder is given.

    What comes back can be used in spite of problems: faulty entries are left out. Problems name
    the files as in the folder `shown_as`.
    """
    if overlay_dir is None:
        return Organisation(), ()
    overlay = read_overlay(overlay_dir, shown_as)
    organisation = Organisation(overlay)
    return organisation, sort_problems(
        (*overlay.problems, *check_references(organisation, overlay))
    )


def load_organisation(overlay_dir: Path | None = None) -> Organisation:
    """Read the facts as `read_organisation` does; raise InputError with all problems, if any."""
    organisation, problems = read_organisation(overlay_dir)
    if problems:
        raise InputError(problems)
    return organisation


def _cldr_territories(language: str) -> dict[str, str]:
    """Return the names of countries that CLDR has in a language."""
    from babel import Locale

    locale = _LOCALES.get(language)
    territories: dict[str, str] = dict(Locale.parse(locale).territories) if locale else {}
    return territories
