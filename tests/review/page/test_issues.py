"""What a report is compared with: its last issue, or the one asked for; damage is refused."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from reportgen.document import Document
from reportgen.errors import InputError, UsageError
from tests.renditions.html_support import parse, text_of
from tests.review.page.support import (
    OLD_WORDS,
    REWORDED,
    SYMBOL,
    ReviewProject,
    as_issued,
    row_of,
    rows_of,
)


def unedited(document: Document) -> Document:
    """Return the report as it is."""
    return document


def head(project: ReviewProject, **order: object) -> str:
    """Return the head of the French page."""
    asked = {"addressees": ("TSAG",), "languages": ("fr",), **order}
    page = parse(project.pages(**asked)["TSAG-fr.html"])
    return text_of(page.xpath("//header")[0])


def test_last_issue_is_compared_unless_another_is_asked_for(fresh: ReviewProject) -> None:
    """By its symbol or by its folder any issue of the report can be compared with."""
    first = fresh.issue(as_issued)
    last = fresh.issue(unedited, symbol="TSAG-TD240")
    register = fresh.folder / "issues.yaml"
    _join(register, first, last)
    assert "TSAG-TD240" in head(fresh)
    assert SYMBOL in head(fresh, since=SYMBOL)
    assert SYMBOL in head(fresh, since=str(first.relative_to(fresh.root)))
    assert not [row for row in rows_of(fresh.page()) if "changed" in row.get("class")]


def _join(register: Path, first: Path, last: Path) -> None:
    """Register both issues, the first as the original and the last as its revision."""
    text = register.read_text(encoding="utf-8")
    at = text.index("\n", text.index("issues:")) + 1
    entry = text[at:]
    older = entry.replace("TSAG-TD240", SYMBOL).replace(last.name, first.name)
    newer = entry.replace("symbol: TSAG-TD240", f"symbol: {SYMBOL}", 1)
    newer = newer.replace("kind: original", "kind: revision").replace("number: 0", "number: 1")
    register.write_text(text[:at] + older + newer, encoding="utf-8")


def test_an_issue_of_another_report_is_for_that_one(fresh: ReviewProject) -> None:
    """A report that the issue is not of is compared with its own last issue, or with nothing."""
    fresh.issue(as_issued)
    asked = {"addressees": ("TSAG", "RAG"), "languages": ("fr",), "since": SYMBOL}
    pages = fresh.pages(**asked)
    assert SYMBOL in pages["TSAG-fr.html"].decode()
    assert SYMBOL not in pages["RAG-fr.html"].decode()


def test_an_unknown_issue_is_wrong_usage(fresh: ReviewProject) -> None:
    """The nearest one is named; nothing is written."""
    fresh.issue(as_issued)
    with pytest.raises(UsageError, match=r'nothing was issued as "TSAG-TD293"; .*"TSAG-TD239"'):
        fresh.pages(since="TSAG-TD293")
    assert not (fresh.folder / "build").exists()


def test_a_language_that_was_not_issued_has_no_marks(fresh: ReviewProject) -> None:
    """What there is nothing to compare with is shown as it stands; the English beside it is not."""
    frozen = fresh.issue(as_issued)
    record = json.loads((frozen / "issue.json").read_text("utf-8"))
    del record["files"]["documents/fr.json"]
    (frozen / "issue.json").write_text(json.dumps(record), encoding="utf-8")
    row = row_of(fresh.page(), REWORDED)
    assert OLD_WORDS["en"] in text_of(row.xpath("./div[@class='original']//del")[0])
    assert not row.xpath("./div[@class='translation']//*[self::ins or self::del]")


@pytest.mark.parametrize(
    ("name", "change", "code"),
    [
        ("documents/fr.json", lambda data: data.replace(b"TSAG", b"RAGS", 1), "frozen-changed"),
        ("documents/fr.json", lambda _: None, "frozen-missing"),
        ("issue.json", lambda _: None, "frozen-missing"),
        ("issue.json", lambda data: data[:-9], "frozen-record"),
        ("issue.json", lambda data: data.replace(b'"TSAG"', b'"RAG"', 1), "frozen-record"),
        ("issue.json", lambda data: data.replace(b"documents/fr", b"../../fr"), "frozen-record"),
    ],
)  # fmt: skip
def test_a_damaged_issue_is_refused(
    fresh: ReviewProject, name: str, change: object, code: str
) -> None:
    """A frozen file that is missing or altered is told by its path, and nothing is written."""
    path = fresh.issue(as_issued) / name
    data = change(path.read_bytes())  # type: ignore[operator]
    path.unlink()
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(InputError, match=code) as raised:
        fresh.pages()
    (problem,) = raised.value.problems
    assert problem.path.startswith("reports/iscg-23-1/issued/")
    assert not (fresh.folder / "build").exists()


def test_a_document_that_is_no_document_is_refused(fresh: ReviewProject) -> None:
    """Bytes that the record vouches for are still read as what they claim to be."""
    frozen = fresh.issue(as_issued)
    data = b'{"format": 1, "document": {}}'
    (frozen / "documents" / "fr.json").write_bytes(data)
    record = json.loads((frozen / "issue.json").read_text("utf-8"))
    record["files"]["documents/fr.json"]["sha256"] = hashlib.sha256(data).hexdigest()
    (frozen / "issue.json").write_text(json.dumps(record), encoding="utf-8")
    with pytest.raises(InputError, match=r"fr\.json: error: document\."):
        fresh.pages()
