"""Pages for people: what lies here and how to check it, in words that need no program of ours.

Written for somebody who finds the files in fifty years and has a text editor and `sha512sum`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from textwrap import fill

from reportgen.issues.record import FileRole, IssueRecord
from reportgen.languages import document_language

_WIDTH = 78
_ROLES: dict[FileRole, str] = {
    "rendition": "The document as it was issued",
    "attachment": "Files that travel with it",
    "redline": "What changed since the issue before, as tracked changes",
    "document": "The texts as data, one file for each language (JSON)",
    "source": "What it was made from",
    "catalog": "The translations it was made from",
    "template": "The Word template that gave it its looks",
    "manifest": "The record of how the files were made and checked",
    "tool": "The programs that made it",
}
_ROOT = """\
AN ARCHIVE OF ISSUED DOCUMENTS

This folder keeps documents as they were issued: reports of a meeting in six
languages, with everything they were made from. It can be read without any
program: all that is needed is to open files and folders.

How it is laid out. The folder follows an open specification, the Oxford
Common File Layout, version 1.1 (https://ocfl.io/1.1/spec/). In short:

  0=ocfl_1.1           says that the folder follows that specification
  ocfl_layout.json     says how the places of documents are chosen
  extensions/          settings, and unfinished work of the program
  abc/def/123/urn%3a…  one document; its name is its identifier, in which %3a
                       stands for a colon and %2f for a slash; the three
                       folders above it begin the SHA-256 of the identifier

Inside a document's folder:

  inventory.json         lists all versions and files (see below)
  inventory.json.sha512  the digest of that list, to see that it is unharmed
  v1/content/            the files of the first issue
  v2/content/            the files of the second issue that are not in v1, and
                         so on: what did not change is kept once

How to find a file. In inventory.json, "versions" has an entry for each issue:
when it was added, by whom and why, and under "state" its files, each after a
long number, the SHA-512 digest of its content. "manifest" gives for the same
number the place of that content, as v1/content/renditions/report.pdf.

How to check. With the program sha512sum, in the folder of a document:

  sha512sum --check inventory.json.sha512
  sha512sum v1/content/README.txt       compare it with "manifest"

Each document has a README.txt of its own that says what it is.
"""


@dataclass(frozen=True, slots=True)
class Shelved:
    """One issue as a page tells of it: its record, and the folder its files are in, as `v1/`."""

    record: IssueRecord
    folder: str = ""


def root_readme() -> str:
    """Return the page of the whole archive."""
    return _ROOT


def object_readme(record: IssueRecord) -> str:
    """Return the page of one issue, which is kept with its files."""
    lines = [_title(record.full_symbol), *_about(record), *_files(Shelved(record))]
    lines += [
        "HOW TO CHECK",
        "",
        *_paragraph(
            "issue.json gives for each file its size and its SHA-256 and SHA-512 digests. In the "
            "archive the files of all issues lie under v1/content, v2/content and so on; "
            "inventory.json beside these folders says where each of them is and has the same "
            "digests. metadata/premis.xml tells what happened to the document and who did it; "
            "metadata/dc.xml describes it for catalogues."
        ),
    ]
    return "\n".join(lines) + "\n"


def bag_readme(issues: Sequence[Shelved], day: str) -> str:
    """Return the page of a bag that holds all issues of a document, packed on a day (ISO)."""
    newest = issues[-1].record
    lines = [
        _title(newest.symbol),
        *_paragraph(
            f"This folder holds {newest.symbol} as it was issued, every issue of it, and what it "
            f"was made from. It was taken out of the archive on {day}. It follows an open "
            "specification, BagIt 1.0 (RFC 8493): the files are in data, their digests beside it."
        ),
        "HOW TO CHECK",
        "",
        "In the folder that holds bagit.txt:",
        "",
        "  sha512sum --check --quiet manifest-sha512.txt",
        "  sha512sum --check --quiet tagmanifest-sha512.txt",
        "",
        *_paragraph(
            "Nothing printed means that no file was changed. Any BagIt program checks the same, "
            "and that no file was added."
        ),
        "WHAT ELSE IS HERE",
        "",
        "  metadata/premis.xml      what happened to the document, who did it, digests",
        "  metadata/dc.xml          its description for catalogues, in all languages",
        "  metadata/checks.txt      the checks that the issued files have passed",
        "  metadata/inventory.json  when each issue came into the archive, and by whom",
        "",
    ]
    for issue in issues:
        lines += [_title(f"{issue.folder} {issue.record.full_symbol}"), *_about(issue.record)]
        lines += _files(issue)
    return "\n".join(lines) + "\n"


def checks_text(issues: Iterable[Shelved]) -> str:
    """Return the checks of every file that was issued, a line for each claim."""
    lines = [
        f"{issue.folder}{path}: {claim}: {found}"
        for issue in issues
        for path, claims in sorted(issue.record.checks.items())
        for claim, found in sorted(claims.items())
    ]
    return "\n".join(["What each issued file claims to be, and what was found:", "", *lines]) + "\n"


def _about(record: IssueRecord) -> list[str]:
    """Return who, when and what, and the title in every language."""
    facts = [
        ("Symbol", record.full_symbol),
        ("Kind of issue", record.kind + (f" {record.number}" if record.number else "")),
        ("Replaces", record.replaces),
        (f"{record.kind.capitalize()} to", record.amends),
        ("From", record.body),
        ("To", record.addressee),
        ("Meeting", record.meeting),
        ("Issued on", record.date),
        ("Approved by", record.approver),
        ("Author", record.creator),
        ("Made by", f"reportgen {record.reportgen}"),
    ]
    lines = [f"{name:<14} {value}" for name, value in facts if value]
    if record.is_restricted:
        lines += ["", *_paragraph("RESTRICTED: not everybody may see these files.")]
    lines.append("")
    for key, title in record.titles.items():
        lines += [f"{document_language(key).name}:", f"  {title}"]
    reviewed = [
        f"  {document_language(each.language).name}: {', '.join(each.by)}, {each.date}"
        for each in record.approvals
    ]
    return [*lines, "", *(["Texts reviewed by", *reviewed, ""] if reviewed else [])]


def _files(issue: Shelved) -> list[str]:
    """Return the files under the words for what they are."""
    lines = []
    for role, words in _ROLES.items():
        paths = [path for path, each in sorted(issue.record.files.items()) if each.role == role]
        if paths:
            lines += [f"{words}:", *(f"  {issue.folder}{path}" for path in paths), ""]
    return lines


def _title(text: str) -> str:
    return f"{text}\n{'=' * len(text)}\n"


def _paragraph(text: str) -> list[str]:
    return [fill(text, _WIDTH, break_long_words=False, break_on_hyphens=False), ""]
