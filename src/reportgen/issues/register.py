"""The register of a meeting, `reports/<meeting>/issues.yaml`: every document that it has issued.

In go the file and what is to be issued next; out come the entries, every fault of the file with
line and column, and what is against an issue. The file is written whole, by `reportgen issue`
alone.

The rules are those by which the ITU numbers documents. A document is issued once; what follows is a
revision, numbered from 1, that takes the place of the issue before. A corrigendum or addendum is to
the issue in force, numbered from 1 for each. A symbol belongs to one report of one meeting.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Any, get_args

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from reportgen.errors import Problem, did_you_mean, sort_problems
from reportgen.issues.record import IssueKind
from reportgen.yamlfile import YamlFile, load_yaml
from reportgen.yamlfile.dump import dump_yaml

REGISTER_NAME = "issues.yaml"
ISSUED_FOLDER = "issued"
"""The folder beside the register that frozen issues lie in."""

_HEAD = """\
# What this meeting has issued. `reportgen issue` writes this file, and what it has written stays as
# it is: a document that was issued is never changed, the next issue of it is a revision.
# docs/issuing.md explains the keys.
"""

_Words = Annotated[str, StringConstraints(min_length=1, max_length=500, pattern=r"^\S(.*\S)?$")]
_Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
_Folder = Annotated[str, StringConstraints(pattern=r"^issued/[a-z0-9][a-z0-9.-]*$", max_length=200)]


class RegisterEntry(BaseModel):
    """One issue of a document.

    `folder` is the frozen issue, `restricted_folder` what of it not everybody may see, both
    relative to the register; the digests are the SHA-256 of the records in them. `amends` is the
    full symbol of the issue that a corrigendum or addendum is to.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    addressee: _Words = Field(description="Whose report it is.")
    symbol: _Words = Field(description="The symbol of the document.")
    full_symbol: _Words = Field(description="The symbol of this issue.")
    kind: IssueKind = Field(description="Which kind of issue it is.")
    number: Annotated[int, Field(ge=0, le=99)] = Field(
        description="Of the revision, corrigendum or addendum; 0 for the original."
    )
    amends: str = Field("", description="What a corrigendum or addendum is to, by full symbol.")
    date: str = Field(description="The day of issue, as 2023-06-01.")
    approver: _Words = Field(description="Who approved it.")
    folder: _Folder = Field(description="The folder of the frozen issue.")
    sha256: _Digest = Field(description="The digest of issue.json in that folder.")
    restricted_folder: _Folder = Field(description="The folder of what not everybody may see.")
    restricted_sha256: _Digest = Field(description="The digest of issue.json in that one.")

    @property
    def is_amendment(self) -> bool:
        """Whether it is a corrigendum or addendum, which replaces nothing."""
        return self.kind in ("corrigendum", "addendum")


class _Content(BaseModel):
    """The whole of the file."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    schema_: Annotated[int, Field(ge=1, le=1)] = Field(alias="schema")
    issues: list[RegisterEntry]


@dataclass(frozen=True, slots=True)
class Register:
    """What was read from the register of a meeting; empty where it has issued nothing yet.

    `problems` are the faults of the file; `entries` is empty if it has any.
    """

    meeting: str
    path: Path
    entries: tuple[RegisterEntry, ...] = ()
    problems: tuple[Problem, ...] = ()

    def of(self, addressee: str) -> tuple[RegisterEntry, ...]:
        """Return the issues of the report to an addressee, in the order in which they came out."""
        return tuple(each for each in self.entries if each.addressee == addressee)

    def current(self, addressee: str) -> RegisterEntry | None:
        """Return the issue in force: the last revision, else the original; None before that."""
        found = [each for each in self.of(addressee) if not each.is_amendment]
        return found[-1] if found else None

    def with_entry(self, entry: RegisterEntry) -> Register:
        """Return the register with one issue more."""
        return replace(self, entries=(*self.entries, entry))


@dataclass(frozen=True, slots=True)
class Issuing:
    """What is to be issued; `symbol` is that of the document, `full_symbol` that of the issue."""

    addressee: str
    symbol: str
    full_symbol: str
    kind: IssueKind
    number: int
    date: str


def read_register(folder: Path, shown_as: Path | None = None) -> Register:
    """Return the register in the folder of a meeting; faults are problems of what comes back."""
    path = folder / REGISTER_NAME
    meeting = folder.resolve().name
    if not path.exists() and not path.is_symlink():
        return Register(meeting, path)
    file = load_yaml(path, (shown_as or folder) / REGISTER_NAME)
    problems = list(file.problems)
    entries: tuple[RegisterEntry, ...] = ()
    if file.is_whole:
        try:
            entries = tuple(_Content.model_validate(file.data).issues)
        except ValidationError as error:
            problems += _shape_problems(error, file)
        else:
            problems += _check_order(entries, file)
    if any(each.severity == "error" for each in problems):
        entries = ()
    return Register(meeting, path, entries, sort_problems(problems))


def dump_register(register: Register) -> bytes:
    """Return the content of the file; the same register gives the same bytes."""
    issues = [each.model_dump(exclude_defaults=True) for each in register.entries]
    return (_HEAD + dump_yaml({"schema": 1, "issues": issues})).encode()


def register_schema() -> dict[str, Any]:
    """Return the JSON Schema of the file."""
    return _Content.model_json_schema()


def check_issuing(
    wanted: Issuing, register: Register, others: Sequence[Register], path: str
) -> Iterator[Problem]:
    """Yield what the rules have against an issue; `others` are the registers of other meetings.

    Problems are of the file `path`.
    """

    def problem(code: str, message: str, hint: str = "") -> Problem:
        return Problem(path, 0, 0, "error", code, message, hint)

    for entry, meeting in _taken(wanted, register, others):
        message = f"the symbol {wanted.symbol} is taken: {meeting} has issued it to "
        yield problem("symbol-taken", message + entry.addressee, "correct it in outcomes.yaml")
    issued = register.of(wanted.addressee)
    earlier = {each.symbol for each in issued} - {wanted.symbol}
    for symbol in sorted(earlier):
        message = f"the report to {wanted.addressee} was issued as {symbol}, not {wanted.symbol}"
        yield problem("issue-order", message, "a document keeps its symbol in every revision")
    if issued and issued[-1].date > wanted.date:
        message = f"{issued[-1].full_symbol} was issued on {issued[-1].date}, after {wanted.date}"
        yield problem("issue-order", message, "correct --date")
    expected = _expected(wanted.kind, register, wanted.addressee)
    if expected is None:
        message = f"there is no original of {wanted.symbol} that a {wanted.kind} could be to"
        yield problem("issue-order", message, "issue the original first")
    elif wanted.kind == "original" and issued:
        number = _expected("revision", register, wanted.addressee)
        message = f"{wanted.symbol} was issued on {issued[0].date}: an original is issued once"
        yield problem("issue-order", message, f"issue it as --revision {number}")
    elif wanted.number != expected:
        message = f"the next {wanted.kind} of {wanted.symbol} is {expected}, not {wanted.number}"
        yield problem("issue-order", message, f"issue it as --{wanted.kind} {expected}")


def _taken(
    wanted: Issuing, register: Register, others: Sequence[Register]
) -> Iterator[tuple[RegisterEntry, str]]:
    """Yield the first entry of each other report that has the symbol, with its meeting."""
    seen = set()
    for each in (register, *others):
        for entry in each.entries:
            is_own = each is register and entry.addressee == wanted.addressee
            if entry.symbol == wanted.symbol and not is_own:
                if (each.meeting, entry.addressee) not in seen:
                    yield entry, each.meeting
                seen.add((each.meeting, entry.addressee))


def _expected(kind: IssueKind, register: Register, addressee: str) -> int | None:
    """Return the number that the next issue of a kind has; None where none can follow."""
    current = register.current(addressee)
    if kind == "original":
        return 0
    if current is None:
        return None
    if kind == "revision":
        return current.number + 1
    same = (each for each in register.of(addressee) if each.amends == current.full_symbol)
    return 1 + sum(each.kind == kind for each in same)


# --- faults of the file ----------------------------------------------------------------------

_SAYINGS = {
    "int_type": "must be a whole number",
    "string_type": "must be text",
    "list_type": "must be a list",
    "model_type": "must be a mapping (`key: value` lines)",
}
_PATTERNS = {
    "folder": "is no folder below issued/",
    "restricted_folder": "is no folder below issued/",
    "sha256": "is no SHA-256 digest",
    "restricted_sha256": "is no SHA-256 digest",
}


def _shape_problems(error: ValidationError, file: YamlFile) -> Iterator[Problem]:
    """Yield a problem for each thing that does not fit the format."""
    known = [*RegisterEntry.model_fields, "schema", "issues"]
    for details in error.errors(include_url=False):
        path = tuple(details["loc"])
        key = str(path[-1]) if path else ""
        match details["type"]:
            case "missing":
                yield file.problem(path[:-1], "register-faulty", f'"{key}" is missing')
            case "extra_forbidden":
                hint = did_you_mean(key, known)
                message = f'unknown key "{key}"'
                yield file.problem(path, "register-faulty", message, hint=hint, key=True)
            case "string_pattern_mismatch":
                words = _PATTERNS.get(key, "must be words, with no blanks around them")
                yield file.problem(path, "register-faulty", f'"{key}" {words}')
            case "literal_error":
                *most, last = get_args(IssueKind)
                words = f"must be {', '.join(most)} or {last}"
                yield file.problem(path, "register-faulty", f'"{key}" {words}')
            case kind:
                words = _SAYINGS.get(kind, f"is not as it must be: {details['msg']}")
                yield file.problem(path, "register-faulty", f'"{key}" {words}')


def _check_order(entries: Sequence[RegisterEntry], file: YamlFile) -> Iterator[Problem]:
    """Yield what cannot be: an entry that the rules would not have let in after those before it."""
    register = Register("", Path())
    taken: dict[str, dict[str, int]] = {"full_symbol": {}, "folder": {}}
    for place, entry in enumerate(entries):
        where: tuple[str | int, ...] = ("issues", place)
        for key, seen in taken.items():
            value = getattr(entry, key)
            if value in seen:
                message = f"{value} is entered already, as number {seen[value]}"
                yield file.problem((*where, key), "register-faulty", message)
            seen.setdefault(value, place + 1)
        try:
            dt.date.fromisoformat(entry.date)
        except ValueError:
            message = f'"{entry.date}" is no date'
            yield file.problem((*where, "date"), "register-faulty", message)
        wanted = Issuing(
            entry.addressee, entry.symbol, entry.full_symbol, entry.kind, entry.number, entry.date
        )
        for found in check_issuing(wanted, register, (), file.path):
            yield file.problem((*where, "number"), "register-faulty", found.message)
        current = register.current(entry.addressee)
        amended = current.full_symbol if current is not None and entry.is_amendment else ""
        if entry.amends != amended:
            message = f'"amends" must be {amended}' if amended else '"amends" does not belong here'
            yield file.problem((*where, "amends"), "register-faulty", message)
        register = register.with_entry(entry)


def entries_by_symbol(registers: Sequence[Register]) -> Mapping[str, RegisterEntry]:
    """Return the issues of several meetings by full symbol."""
    return {each.full_symbol: each for register in registers for each in register.entries}
