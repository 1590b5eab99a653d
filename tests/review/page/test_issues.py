"""What a report is compared with: its last issue, or the one asked for; damage is refused."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportgen.document import Document
from reportgen.errors import InputError, UsageError
from reportgen.manifest import sha256
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

pytestmark = pytest.mark.slow


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
    fresh.issue(unedited, revision=1)
    assert f"{SYMBOL} (Rev.1)" in head(fresh)
    assert not [row for row in rows_of(fresh.page()) if "changed" in row.get("class")]
    for asked in (SYMBOL, str(first.relative_to(fresh.root)), str(first)):
        found = head(fresh, since=asked)
        assert SYMBOL in found
        assert "Rev.1" not in found


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
    fresh.issue(as_issued, instead={"fr": None})
    row = row_of(fresh.page(), REWORDED)
    assert OLD_WORDS["en"] in text_of(row.xpath("./div[@class='original']//del")[0])
    assert not row.xpath("./div[@class='translation']//*[self::ins or self::del]")


@pytest.mark.parametrize("is_named", [False, True])
@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("documents/fr.json", lambda data: data.replace(b"TSAG", b"RAGS", 1)),
        ("documents/fr.json", lambda _: None),
        ("issue.json", lambda data: data[:-9]),
        ("issue.json", lambda data: data.replace(b"documents/fr", b"../../fr")),
    ],
)
def test_a_damaged_issue_is_refused(
    fresh: ReviewProject, name: str, change: Callable[[bytes], bytes | None], is_named: bool
) -> None:
    """A frozen file that is missing or altered is told by its path, and nothing is written."""
    frozen = fresh.issue(as_issued)
    path = frozen / name
    data = change(path.read_bytes())
    path.unlink()
    if data is not None:
        path.write_bytes(data)
    since = str(frozen.relative_to(fresh.root)) if is_named else ""
    with pytest.raises(InputError, match="issue-damaged") as raised:
        fresh.pages(since=since)
    (problem,) = raised.value.problems
    assert problem.path.endswith(f"reports/iscg-23-1/issued/{frozen.name}/{name}")
    assert not (fresh.folder / "build").exists()


@pytest.mark.parametrize("old", ['"TSAG"', '"iscg-23-1"'])
def test_an_issue_of_another_report_under_this_name_is_refused(
    fresh: ReviewProject, old: str
) -> None:
    """A record of another addressee or meeting is shown to nobody, whatever registers it."""
    frozen = fresh.issue(as_issued)
    path = frozen / "issue.json"
    before = path.read_bytes()
    path.write_bytes(before.replace(old.encode(), b'"RAG"', 1))
    register = fresh.folder / "issues.yaml"
    text = register.read_text(encoding="utf-8")
    register.write_text(text.replace(sha256(before), sha256(path.read_bytes())), encoding="utf-8")
    with pytest.raises(InputError, match="the issue is not of the report to TSAG"):
        fresh.pages()


def test_a_document_that_is_no_document_is_refused(fresh: ReviewProject) -> None:
    """Bytes that the record vouches for are still read as what they claim to be."""
    fresh.issue(as_issued, instead={"fr": b'{"format": 1, "document": {}}'})
    with pytest.raises(InputError, match=r"fr\.json: error: document\."):
        fresh.pages()
