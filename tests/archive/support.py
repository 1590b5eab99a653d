"""Frozen issues made by hand, and archives of them, looked at with our eyes and with others'."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from ocfl import StorageRoot

from reportgen.archive.hashing import hash_bytes
from reportgen.archive.survey import Sample
from reportgen.issues.record import (
    RECORD_NAME,
    Approval,
    FileRole,
    IssueRecord,
    dump_record,
    frozen_file,
)
from reportgen.issues.register import Register, RegisterEntry, dump_register
from reportgen.pipeline.archive.adding import Added, User, add_issues
from reportgen.pipeline.archive.verifying import Verified, verify_archive

LANGUAGES = ("en", "fr", "es", "ru", "zh", "ar")
TITLES = {
    "en": "Progress report of the ISCG",
    "fr": "Rapport d’activité de l’ISCG",
    "es": "Informe de situación del ISCG",
    "ru": "Отчет о ходе работы ISCG",
    "zh": "ISCG进展报告",
    "ar": "تقرير مرحلي من فريق التنسيق بين القطاعات",
}
USER = User("Ana Rivas", "mailto:ana.rivas@example.int", "2023-06-02T09:30:00Z")
SYMBOL = "TSAG-TD239"
OBJECT = "urn:reportgen:ISCG:TSAG:TSAG-TD239"

Files = Mapping[str, tuple[bytes, FileRole, str]]


def issue_files(number: int = 0) -> dict[str, tuple[bytes, FileRole, str]]:
    """Return the files of an issue: some differ from issue to issue, some never."""
    files: dict[str, tuple[bytes, FileRole, str]] = {}
    for key in LANGUAGES:
        for ending in ("docx", "pdf", "html"):
            text = f"{TITLES[key]} {number} {ending}".encode()
            files[f"renditions/report-{key}.{ending}"] = (text, "rendition", key)
        files[f"source/messages/{key}.po"] = (f"po {key}".encode(), "catalog", key)
    files["source/reports/iscg-23-1/outcomes.yaml"] = (b"schema: 1\n", "source", "")
    files["source/templates/tsag-report.docx"] = (b"template", "template", "")
    files["manifest.json"] = (b'{"reportgen": "%d"}' % number, "manifest", "")
    return files


def issue_record(number: int = 0, files: Files | None = None, **changes: Any) -> IssueRecord:
    """Return the record of an issue: the original, or a revision with its number."""
    frozen = {
        path: frozen_file(path, data, role, language)
        for path, (data, role, language) in (files or issue_files(number)).items()
    }
    symbols = [f"{SYMBOL}R{each}" if each else SYMBOL for each in range(number + 1)]
    pdfs = [path for path in sorted(frozen) if path.endswith(".pdf")]
    record = IssueRecord(
        format=1,
        addressee="TSAG",
        meeting="iscg-23-1",
        body="ISCG",
        symbol=SYMBOL,
        full_symbol=symbols[-1],
        kind="revision" if number else "original",
        number=number,
        date=f"2023-06-{number + 1:02}",
        approver="Ana Diaz",
        original="en",
        titles=TITLES,
        keywords=("accessibility", "remote participation"),
        creator="ISCG secretariat",
        reportgen="0.9",
        tools={"python": "3.11.7", "LibreOffice": "7.4.7.2"},
        files=frozen,
        approvals=tuple(Approval(key, (f"Reviewer {key}",), "2023-05-30") for key in LANGUAGES),
        checks={path: {"PDF/A-2a": "passed", "PDF/UA-1": "passed"} for path in pdfs},
        replaces=symbols[-2] if number else "",
    )
    return replace(record, **changes)


def freeze(folder: Path, number: int = 0, files: Files | None = None, **changes: Any) -> Path:
    """Write a frozen issue to a folder and return that."""
    given = files or issue_files(number)
    record = issue_record(number, given, **changes)
    for path, (data, _, _) in given.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    (folder / RECORD_NAME).write_bytes(dump_record(record))
    return folder


def freeze_meeting(meeting: Path, issues: int = 1) -> Path:
    """Write a meeting that has issued a document so many times, with its register."""
    register = Register(meeting.name, meeting / "issues.yaml")
    for number in range(issues):
        record = issue_record(number)
        open_folder = freeze(meeting / "issued" / f"issue-{number}", number)
        secret: Files = {"source/reports/iscg-23-1/outcomes.yaml": (b"all", "source", "")}
        closed = freeze(
            meeting / "issued" / f"issue-{number}.restricted", number, secret, is_restricted=True,
            checks={},
        )  # fmt: skip
        digests = [
            hash_bytes((folder / RECORD_NAME).read_bytes()).sha256
            for folder in (open_folder, closed)
        ]
        entry = RegisterEntry(
            addressee="TSAG", symbol=SYMBOL, full_symbol=record.full_symbol, kind=record.kind,
            number=number, date=record.date, approver=record.approver,
            folder=f"issued/{open_folder.name}", sha256=digests[0],
            restricted_folder=f"issued/{closed.name}", restricted_sha256=digests[1],
        )  # fmt: skip
        register = register.with_entry(entry)
    (meeting / "issues.yaml").write_bytes(dump_register(register))
    return meeting


def archive(root: Path, *folders: Path, symbol: str = "") -> tuple[Added, ...]:
    """Archive frozen issues, one after the other."""
    return tuple(each for folder in folders for each in add_issues(root, folder, symbol, USER))


def verify(root: Path, *symbols: str, sample: Sample | None = None) -> Verified:
    """Verify an archive by our own eyes."""
    return verify_archive(root, symbols, sample or Sample(), 2)


def codes(found: Verified) -> set[str]:
    """Return the codes of what was found."""
    return {fault.code for fault in found.faults}


def is_valid(root: Path) -> bool:
    """Whether ocfl-py, which others wrote, finds the archive valid with all objects in it."""
    store = StorageRoot(str(root))
    return store.validate(log_errors=False) and not store.errors


def tree(root: Path) -> dict[str, bytes]:
    """Return every file below a folder with its bytes, the work folder apart."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and "reportgen-work" not in path.parts
    }


def object_place(root: Path) -> Path:
    """Return the folder of the one open object of an archive."""
    found = [path.parent for path in root.rglob("0=ocfl_object_1.1")]
    return next(path for path in found if not path.name.endswith("restricted"))


def edit_json(path: Path, change: Any) -> None:
    """Change the data of a JSON file in place."""
    data = json.loads(path.read_bytes())
    change(data)
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")


def names(folder: Path) -> list[str]:
    """Return the names in a folder, in order."""
    return sorted(path.name for path in folder.iterdir())
