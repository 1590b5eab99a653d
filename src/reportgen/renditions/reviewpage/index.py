"""The list of a meeting's review pages: a row for each report and language, and what is open.

It speaks to the secretary, so it is in English; like the index of a build it is one file without
script. The same rows give the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from reportgen.languages import document_language
from reportgen.renditions.pages import fill_page, page_look
from reportgen.renditions.reviewpage.inline import as_text
from reportgen.renditions.reviewpage.page import ReviewPage

_HEADS = ("Page", "Compared with", "Gaps", "Changes", "Comments", "Still open")


@dataclass(frozen=True, slots=True)
class ReviewEntry:
    """The page of one report in one language: its file, and the issue it is compared with."""

    addressee: str
    language: str
    path: str
    page: ReviewPage
    since: str = ""


def review_index(title: str, date: str, entries: tuple[ReviewEntry, ...]) -> bytes:
    """Return the list; `title` names the meeting (`ISCG/23-1`), `date` is its ISO date."""
    reports = dict.fromkeys(entry.addressee for entry in entries)
    sections = [part for each in reports for part in _report(each, entries)]
    words = {
        "look": page_look("index"),
        "title": as_text(f"Review of {title}"),
        "date": as_text(date),
        "summary": _summary(entries),
        "sections": "\n".join(sections),
    }
    return fill_page("index", words).encode()


def _summary(entries: tuple[ReviewEntry, ...]) -> str:
    waiting = sum(bool(entry.page.open_remarks) for entry in entries)
    pages = "1 page" if len(entries) == 1 else f"{len(entries)} pages"
    return f"{pages}; comments or proposed changes wait for an answer on {waiting}."


def _report(addressee: str, entries: tuple[ReviewEntry, ...]) -> Iterator[str]:
    """Yield the table of one addressee."""
    anchor = f"to-{quote(addressee, safe='')}"
    heads = "".join(f'<th scope="col">{head}</th>' for head in _HEADS)
    yield f'<section aria-labelledby="{anchor}">'
    yield f'<h2 id="{anchor}">Report to {as_text(addressee)}</h2>'
    # Wider than a telephone, it is moved within its frame, by the keys too.
    yield '<div class="wide" tabindex="0">'
    yield f"<table>\n<thead>\n<tr>{heads}</tr>\n</thead>\n<tbody>"
    yield from (_row(entry) for entry in entries if entry.addressee == addressee)
    yield "</tbody>\n</table>\n</div>\n</section>"


def _row(entry: ReviewEntry) -> str:
    tongue, page = document_language(entry.language), entry.page
    address = as_text(quote(entry.path, safe="/!~"))
    name = f'<a href="{address}" hreflang="{tongue.tag}">{tongue.name}</a>'
    gaps = f"<mark>{page.gaps}</mark>" if page.gaps else "0"
    waiting = f"<mark>{page.open_remarks}</mark>" if page.open_remarks else "0"
    since = as_text(entry.since) or "not issued yet"
    cells = (since, gaps, page.changes, page.remarks, waiting)
    shown = "".join(f"<td>{cell}</td>" for cell in cells)
    return f'<tr><th scope="row">{name}</th>{shown}</tr>'
