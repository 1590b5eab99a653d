"""`reportgen archive add`: frozen issues, found by their folder or in the register of a meeting."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from reportgen.archive.frozen import HINT_FROZEN, FrozenIssue, read_frozen, read_record
from reportgen.archive.hashing import hash_bytes
from reportgen.archive.inventory import Inventory, Provenance
from reportgen.archive.layout import README_NAME, object_id
from reportgen.archive.metadata import DUBLIN_CORE, PREMIS
from reportgen.archive.metadata.dublin_core import Description, dublin_core
from reportgen.archive.metadata.premis import Described, premis_xml
from reportgen.archive.metadata.readme import object_readme
from reportgen.archive.store import Store
from reportgen.archive.writing import add_version
from reportgen.document.files import load_document
from reportgen.errors import InputError, Problem, UsageError, did_you_mean
from reportgen.issues.record import RECORD_NAME, IssueRecord
from reportgen.issues.register import REGISTER_NAME, RegisterEntry, read_register


@dataclass(frozen=True, slots=True)
class Added:
    """One issue in the archive: in which object, as which version, and whether that is new."""

    object: str
    full_symbol: str
    version: int
    is_new: bool

    def as_dict(self) -> dict[str, str | bool]:
        """Return the form that `--format json` prints."""
        return {
            "object": self.object,
            "symbol": self.full_symbol,
            "version": f"v{self.version}",
            "added": self.is_new,
        }


@dataclass(frozen=True, slots=True)
class User:
    """Who archives, and when (RFC 3339 with a zone); `address` is a URI or empty."""

    name: str
    address: str
    created: str


def add_issues(root: Path, place: Path, symbol: str, user: User) -> tuple[Added, ...]:
    """Archive the issues at a place, and what of each not everybody may see; return them all.

    `place` is a frozen issue, or the folder of a meeting; of a meeting, `symbol` names one issue or
    all of a document, and without it all are meant. What is in the archive already stays as it is
    and counts as archived. Nothing is archived if a folder lacks a file or has one too many; where
    a file was changed, the issues before it are archived.

    Raises InputError: faults of the register and of the folders, `archive-conflict` for another
    content of an issue that is archived, `archive-order` where the issue before is missing, and
    what writing raises. UsageError for a symbol that the meeting has not issued.
    """
    issues = _read(list(_folders(place, symbol)))
    store = Store(root)
    with store.writer():
        return tuple(_add(store, issue, user) for issue in issues)


def _read(folders: Sequence[Path]) -> list[FrozenIssue]:
    """Return the issues in the folders; raise InputError with the faults of all."""
    issues: list[FrozenIssue] = []
    problems: list[Problem] = []
    for folder in folders:
        try:
            issues.append(read_frozen(folder))
        except InputError as error:
            problems += error.problems
    if problems:
        raise InputError(problems)
    return issues


def _folders(place: Path, symbol: str) -> Iterator[Path]:
    """Yield the folders to archive, in the order of issue, restricted ones after the open one."""
    if (place / RECORD_NAME).exists():
        if symbol:
            message = f"{place} is one frozen issue; a symbol goes with the folder of a meeting"
            raise UsageError(message)
        meeting = place.resolve().parent.parent
        entries = [each for each in _entries(meeting) if _is_in(place, meeting, each)]
        if not entries:
            yield place
    else:
        if not (place / REGISTER_NAME).exists():
            raise UsageError(f"{place} is neither a frozen issue nor a meeting that issued one")
        meeting = place
        entries = list(_named(_entries(place), symbol, place))
    for entry in entries:
        yield from _checked(meeting, entry)


def _entries(meeting: Path) -> Sequence[RegisterEntry]:
    """Return what a meeting has issued; raise InputError for a register with faults."""
    register = read_register(meeting)
    if any(each.severity == "error" for each in register.problems):
        raise InputError(register.problems)
    return register.entries


def _is_in(place: Path, meeting: Path, entry: RegisterEntry) -> bool:
    return place.resolve() == (meeting / entry.folder).resolve()


def _named(entries: Sequence[RegisterEntry], symbol: str, meeting: Path) -> Iterator[RegisterEntry]:
    found = [each for each in entries if not symbol or symbol in {each.symbol, each.full_symbol}]
    if not found:
        near = did_you_mean(symbol, [each.full_symbol for each in entries])
        message = f"{meeting} has issued no {symbol or 'document'}"
        raise UsageError(f"{message}; {near}" if near else message)
    yield from found


def _checked(meeting: Path, entry: RegisterEntry) -> Iterator[Path]:
    """Yield the folders of an issue; raise InputError unless the register knows their records."""
    for name, sha256 in (
        (entry.folder, entry.sha256),
        (entry.restricted_folder, entry.restricted_sha256),
    ):
        path = meeting / name / RECORD_NAME
        if path.is_file() and hash_bytes(path.read_bytes()).sha256 != sha256:
            message = f"the register says that {entry.full_symbol} was issued with another record"
            problem = Problem(str(path), 0, 0, "error", "frozen-changed", message, HINT_FROZEN)
            raise InputError([problem])
        yield meeting / name


def _add(store: Store, issue: FrozenIssue, user: User) -> Added:
    """Archive one issue, if it is not archived."""
    record = issue.record
    identifier = identifier_of(record)
    folder = store.folder_of(identifier)
    before = store.inventory(folder) if folder is not None else Inventory(identifier)
    digest = hash_bytes(issue.data).sha512
    for number, version in enumerate(before.versions, 1):
        if version.state.get(RECORD_NAME) == digest:
            return Added(identifier, record.full_symbol, number, is_new=False)
    if folder is None:
        _check_order(store, issue, ())
    else:
        _check_order(store, issue, records(store, folder, before))
    message = f"{record.full_symbol}, issued on {record.date}, approved by {record.approver}"
    provenance = Provenance(user.created, message, user.name, user.address)
    after = add_version(store, before, issue, _described(issue, identifier), provenance)
    return Added(identifier, record.full_symbol, len(after.versions), is_new=True)


def identifier_of(record: IssueRecord) -> str:
    """Return the identifier of the object that an issue is a version of."""
    return object_id(
        record.body, record.addressee, record.symbol, is_restricted=record.is_restricted
    )


def records(store: Store, folder: PurePosixPath, inventory: Inventory) -> tuple[IssueRecord, ...]:
    """Return the record of each version of an object; raise InputError where one is no record."""
    found = []
    for number in range(1, len(inventory.versions) + 1):
        path = inventory.content(number).get(RECORD_NAME)
        if path is None:
            raise InputError([store.damaged(folder, f"v{number} has no {RECORD_NAME}")])
        found.append(read_record(store.read(folder, path), store.root / folder / path))
    return tuple(found)


def _check_order(store: Store, issue: FrozenIssue, before: Sequence[IssueRecord]) -> None:
    """Refuse an issue that is archived with other content, or whose predecessor is not archived."""
    record = issue.record
    known = {each.full_symbol for each in before}
    if record.full_symbol in known:
        message = f"{record.full_symbol} is archived with other content"
        hint = "an issued document is never rewritten: what changed is issued as a revision"
        raise InputError([_problem(issue, "archive-conflict", message, hint)])
    for symbol in (record.replaces, record.amends):
        if symbol and symbol not in known:
            message = f"{record.full_symbol} follows {symbol}, which is not in {store.root}"
            hint = f"archive {symbol} first"
            raise InputError([_problem(issue, "archive-order", message, hint)])


def _problem(issue: FrozenIssue, code: str, message: str, hint: str) -> Problem:
    return Problem(str(issue.folder), 0, 0, "error", code, message, hint)


def _described(issue: FrozenIssue, identifier: str) -> Mapping[str, bytes]:
    """Return what is kept beside the files of an issue so that they explain themselves."""
    record = issue.record

    def read(path: str) -> bytes:
        return (issue.folder / path).read_bytes()

    description = Description(record, identifier, subjects(record, read))
    return {
        README_NAME: object_readme(record).encode(),
        DUBLIN_CORE: dublin_core([description]),
        PREMIS: premis_xml([Described(record, identifier)]),
    }


def subjects(record: IssueRecord, read: Callable[[str], bytes]) -> dict[str, tuple[str, ...]]:
    """Return subject and keywords of each language, as the localised Documents have them.

    A Document in a format of another time has none here: the keywords of the record remain.
    """
    found: dict[str, tuple[str, ...]] = {}
    for path, file in record.files.items():
        if file.role == "document":
            try:
                document = load_document(read(path))
            except (OSError, ValueError):
                return {}
            words = (document.subject, *document.keywords)
            found[file.language] = tuple(dict.fromkeys(word for word in words if word))
    return {key: found[key] for key in record.languages if key in found}
