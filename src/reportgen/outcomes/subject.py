"""The file under examination, and the checks of a single reference that all others share."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path as FilePath

from reportgen.errors import Problem, Severity, did_you_mean
from reportgen.languages import LANGUAGE_KEYS
from reportgen.model import Meeting
from reportgen.outcomes.knowledge import Knowledge
from reportgen.outcomes.places import Path
from reportgen.records import dataclass
from reportgen.yamlfile import YamlFile


@dataclass(frozen=True, slots=True)
class Subject:
    """The file under examination: its folder, what was read, and the meetings it may refer to."""

    meeting_id: str
    folder: FilePath
    file: YamlFile
    meeting: Meeting
    others: Mapping[str, Meeting]
    known: Knowledge

    def problem(
        self,
        path: Path,
        code: str,
        message: str,
        hint: str = "",
        severity: Severity = "error",
        key: bool = False,
    ) -> Problem:
        """Return a problem at a place of the file."""
        return self.file.problem(path, code, message, hint=hint, severity=severity, key=key)


UNKNOWN: Mapping[str, tuple[str, str]] = {
    "bodies": ("unknown-body", "body"),
    "resolutions": ("unknown-resolution", "resolution"),
    "conferences": ("unknown-conference", "conference"),
    "places": ("unknown-place", "place"),
    "themes": ("unknown-theme", "theme"),
    "titles": ("unknown-title", "title"),
    "countries": ("unknown-country", "country"),
    "currencies": ("unknown-currency", "currency"),
    "links": ("unknown-link", "link"),
    "revisions": ("unknown-revision", "revision of a resolution"),
    "study_groups": ("unknown-study-group", "study group"),
}
"""The code and the noun for a key that the organisation's data lacks, by kind of entry."""


_CODES = {
    "countries": (re.compile("[A-Z]{2}"), "use the ISO 3166 code of two capital letters"),
    "currencies": (re.compile("[A-Z]{3}"), "use the ISO 4217 code of three capital letters"),
    "links": (
        re.compile(r"[a-z0-9]+(-[a-z0-9]+)*"),
        "links are keys, mail addresses, or begin with https:// or http://",
    ),
}
"""What a key of a kind looks like, and the hint for one that does not."""


def check_known(subject: Subject, path: Path, kind: str, key: str | None) -> Iterator[Problem]:
    """Check that the organisation's data has an entry."""
    keys = subject.known.keys(kind)
    if key is None or key in keys:
        return
    code, noun = UNKNOWN[kind]
    hint = did_you_mean(key, keys) or addition(subject, kind, key)
    yield subject.problem(path, code, f'unknown {noun} "{key}"', hint)


def addition(subject: Subject, kind: str, key: str) -> str:
    """Return the hint that says how to make an entry known."""
    if kind in _CODES and not _CODES[kind][0].fullmatch(key):
        return _CODES[kind][1]
    if kind == "conferences":
        return f"known: {', '.join(subject.known.keys(kind))}"
    if kind in ("revisions", "study_groups"):
        around = key.rpartition("-")[0] + "-"
        known = [
            each.removeprefix(around)
            for each in subject.known.keys(kind)
            if each.startswith(around)
        ]
        return f"known: {', '.join(known)}" if known else ""
    snippet = subject.known.snippet(kind, key).strip()
    return f"to make it known, add to the project:\n{snippet}" if snippet else ""


def check_addressee(
    subject: Subject, path: Path, addressee: str, key: bool = False
) -> Iterator[Problem]:
    """Check that the body that met reports to the addressee."""
    known = subject.known.addressees
    if addressee not in known:
        hint = did_you_mean(addressee, known) or f"known: {', '.join(sorted(known))}"
        message = f'unknown addressee "{addressee}"'
        yield subject.problem(path, "unknown-addressee", message, hint, key=key)


def check_language(
    subject: Subject, path: Path, language: str, key: bool = False
) -> Iterator[Problem]:
    """Check that reports are made in the language."""
    if language not in LANGUAGE_KEYS:
        hint = did_you_mean(language, LANGUAGE_KEYS) or f"known: {', '.join(LANGUAGE_KEYS)}"
        yield subject.problem(
            path, "unknown-language", f'unknown language "{language}"', hint, key=key
        )


OWN: Mapping[str, tuple[str, str]] = {
    "people": ("unknown-person", "person"),
    "documents": ("unknown-document", "document"),
    "tables": ("unknown-table", "table"),
    "budgets": ("unknown-fact", "fact"),
    "languages": ("unknown-language", "language"),
}
"""The code and the noun for a key that neither the file nor the program has, by kind of entry."""


def check_entry(
    subject: Subject, path: Path, kind: str, key: str | None, entries: Collection[str]
) -> Iterator[Problem]:
    """Check that the file itself has an entry of this key."""
    if key is not None and key not in entries:
        code, noun = OWN[kind]
        hint = did_you_mean(key, entries) or f"add it to `{kind}:`"
        yield subject.problem(path, code, f'unknown {noun} "{key}"', hint)


def check_person(subject: Subject, path: Path, key: str | None) -> Iterator[Problem]:
    """Check that `people:` has somebody of this key."""
    yield from check_entry(subject, path, "people", key, subject.meeting.people)
